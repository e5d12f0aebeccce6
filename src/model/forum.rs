//! `inputs/forum.yaml`: every fact of the forum that the organiser knows. Nothing of one place or year stands in code.
//!
//! Texts in this file may hold placeholders of its own facts (`{{ quota.children }}`), so that no number is typed twice.

mod numbers;
mod outcome;
mod people;
pub mod schools;
mod topics;
mod units;

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::formats::Formats;

pub use numbers::{AgendaItem, Deadline, DeadlineMeaning, Limits, Quota};
pub use outcome::{Attendance, Gifts, Outcome, Spending};
pub use people::{Person, Role, RoleKind, Signer};
pub use schools::School;
pub use topics::{Agency, Duties, Keyword, Theme, WordRule};
pub use units::{Unit, UnitType};

/// The file `inputs/forum.yaml`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ForumFile {
    /// Version of this format; 1.
    pub schema: u32,
    /// Prints "Số liệu minh họa" at the foot of every page.
    #[serde(default)]
    pub sample: bool,
    /// The day that counts as today, unless `--as-of` says otherwise.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub as_of: Option<Date>,
    /// Formats in which papers are made.
    #[serde(default)]
    pub formats: Formats,
    /// What the forum is.
    pub forum: Forum,
    /// Who organises it.
    pub organiser: Organiser,
    /// The main session.
    pub session: Session,
    /// Laws and papers that are cited, by a short key.
    #[serde(default)]
    pub laws: BTreeMap<String, Law>,
    /// Discussion themes.
    pub themes: Vec<Theme>,
    /// How many of what.
    pub quota: Quota,
    /// Limits of the law (TT 29/2019 Điều 7, 8, 14).
    pub limits: Limits,
    /// Deadlines by id. The checks know `commune_forum`, `dossier` and `script`.
    pub deadlines: BTreeMap<String, Deadline>,
    /// The units that take part, in the official order.
    pub units: Vec<Unit>,
    /// Schools, where their names are to be checked.
    #[serde(default)]
    pub schools: Vec<School>,
    /// Agencies, in the order of the plan.
    pub agencies: Vec<Agency>,
    /// Everybody who has a role.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Who signs what, by role.
    pub signers: Vec<Signer>,
    /// Agendas, by the level they are for.
    #[serde(default)]
    pub agenda: BTreeMap<Level, Vec<AgendaItem>>,
    /// Funding, agency by agency, in the order of the plan.
    #[serde(default)]
    pub funding: Vec<Duties>,
    /// Duties, agency by agency, in the order of the plan.
    #[serde(default)]
    pub tasks: Vec<Duties>,
    /// Lists of recipients (Nơi nhận) by name, without mark or end sign; the last one is the archive ("Lưu: VT, …").
    #[serde(default)]
    pub recipients: BTreeMap<String, Vec<String>>,
    /// What is known only after the forum.
    #[serde(default)]
    pub outcome: Outcome,
}

/// What the forum is.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Forum {
    /// "Diễn đàn trẻ em huyện Văn Quan năm 2024".
    pub title: String,
    /// The level that organises it.
    pub level: Level,
    /// Year.
    pub year: u16,
    /// Theme (chủ đề), without quotation marks.
    pub theme: String,
    /// Form of organisation ("trực tiếp").
    pub form: String,
    /// Common nouns of the units taken together ("xã, thị trấn").
    #[serde(default = "units_word")]
    pub units_word: String,
    /// The school year whose results count ("2023 - 2024").
    pub school_year: String,
    /// Year of the forum before, whose recommendations are evaluated.
    #[serde(default)]
    pub previous_year: Option<u16>,
    /// Address for soft copies.
    #[serde(default)]
    pub email: Option<String>,
    /// Telephone number for questions.
    #[serde(default)]
    pub phone: Option<String>,
}

fn units_word() -> String {
    "xã, phường".to_owned()
}

/// Levels of government.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Commune.
    Xa,
    /// District (until 2025-06-30).
    Huyen,
    /// Province.
    Tinh,
}

impl Level {
    /// All levels, from below.
    pub const ALL: &'static [Self] = &[Self::Xa, Self::Huyen, Self::Tinh];

    /// The word on paper and in workbooks.
    pub fn label(self) -> &'static str {
        match self {
            Self::Xa => "Xã",
            Self::Huyen => "Huyện",
            Self::Tinh => "Tỉnh",
        }
    }
}

/// The office that organises the forum and heads its papers.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organiser {
    /// Full name in running text ("Ủy ban nhân dân huyện Văn Quan").
    pub name: String,
    /// Short name ("UBND huyện").
    pub short: String,
    /// Place name in the date line ("Văn Quan").
    pub place: String,
    /// Full name of the area ("huyện Văn Quan").
    pub area: String,
    /// Full name of the area above ("tỉnh Lạng Sơn").
    pub superior_area: String,
    /// Letterheads by name: who issues a paper. `main` is the organiser itself.
    pub letterheads: BTreeMap<String, Letterhead>,
    /// Code of the standing agency that runs the forum.
    pub standing_agency: String,
}

/// The left head of a paper (reference/nd30.md C4, C5).
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Letterhead {
    /// Lines of the superior office, upright.
    #[serde(default)]
    pub superior: Vec<String>,
    /// Lines of the issuing office, bold.
    pub issuer: Vec<String>,
}

/// The main session of the forum.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Planned time in words ("tháng 9/2024").
    pub planned: String,
    /// Start, once it is fixed.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub start: Option<DateTime>,
    /// Place.
    #[serde(default)]
    pub place: Option<String>,
    /// Who takes the chair.
    #[serde(default)]
    pub chair: Option<String>,
    /// When delegations arrive.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub arrival: Option<DateTime>,
    /// When the chosen units rehearse.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub rehearsal: Option<DateTime>,
    /// Groups of guests as the plan names them; agencies that answer the children are known by `dialogue`.
    #[serde(default)]
    pub invited: Vec<String>,
}

/// A law or paper that is cited.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Type of the paper ("Nghị định").
    pub kind: String,
    /// Number and notation; a law of the National Assembly is cited by name alone and needs none.
    #[serde(default)]
    pub number: Option<String>,
    /// Date.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Issuer ("Chính phủ").
    #[serde(default)]
    pub issuer: Option<String>,
    /// What it is about: the words after the issuer ("quy định chi tiết một số điều của Luật Trẻ em").
    #[serde(default)]
    pub about: Option<String>,
}

#[cfg(test)]
mod tests;
