//! What an agency wrote into its reply workbook, before it is laid on the questions and recommendations.

use jiff::civil::Date;

use super::dossier::ReplyStatus;

/// One filled-in row of a reply workbook.
#[derive(Debug, Clone)]
pub struct Reply {
    /// Id of the question or recommendation.
    pub id: String,
    /// Code of the agency whose workbook it is.
    pub agency: String,
    /// The reply.
    pub text: Option<String>,
    /// Where the matter stands.
    pub status: Option<ReplyStatus>,
    /// Number of the written reply, if there is one.
    pub number: Option<String>,
    /// Date of the written reply.
    pub date: Option<Date>,
    /// Who answered.
    pub answered_by: Option<String>,
}
