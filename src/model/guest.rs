//! A guest of the forum, as a row of `inputs/guests.xlsx` gives it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One row of `inputs/guests.xlsx`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guest {
    /// Key of the guest, from the column "Mã"; lower case letters, digits and hyphens. A guest that is added by hand may
    /// leave it out.
    #[serde(default)]
    pub id: String,
    /// Group, which decides the wording of the letter.
    pub group: GuestGroup,
    /// Honorific ("Ông", "Bà", "Đồng chí").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub honorific: Option<String>,
    /// Name; many guests are functions and have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Position ("Trưởng phòng", "Đại diện lãnh đạo").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Agency as the row gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Code of the agency, if the row's agency is one of `agencies`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency_code: Option<String>,
    /// Code of the unit, if the row's agency is a commune.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Role at the forum ("chủ trì", "đối thoại", "dự").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Place in the order of protocol; 1 is first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// Where the letter is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub send_to: Option<String>,
    /// A sentence for this letter alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What the guest answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<GuestReply>,
    /// Who comes in the guest's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute: Option<String>,
}

impl Guest {
    /// The words after "trân trọng kính mời": honorific, name, position and agency, as far as each is given.
    pub fn addressee(&self) -> String {
        let person = [&self.honorific, &self.name]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        let post = post(self.position.as_deref(), self.agency.as_deref());
        match (self.name.is_some(), post.is_empty()) {
            (true, false) => format!("{person}, {post}"),
            (true, true) => person,
            (false, _) => post,
        }
    }
}

/// Position and agency as one: what ends the one and begins the other is said once ("Trưởng phòng", "Phòng Tư pháp" ->
/// "Trưởng phòng Tư pháp"; "Chánh Văn phòng", "Văn phòng Huyện ủy" -> "Chánh Văn phòng Huyện ủy").
fn post(position: Option<&str>, agency: Option<&str>) -> String {
    let words = |text: Option<&str>| {
        text.unwrap_or_default()
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (mut post, agency) = (words(position), words(agency));
    let same = |left: &[String], right: &[String]| {
        left.iter()
            .zip(right)
            .all(|(left, right)| left.to_lowercase() == right.to_lowercase())
    };
    let most = post.len().saturating_sub(1).min(agency.len());
    let shared = (1..=most)
        .rev()
        .find(|count| same(&post[post.len() - count..], &agency[..*count]));
    post.extend_from_slice(&agency[shared.unwrap_or(0)..]);
    post.join(" ")
}

/// Groups of guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GuestGroup {
    /// Of the level above.
    CapTren,
    /// A leader of the organiser's level.
    LanhDao,
    /// An agency that answers the children.
    DoiThoai,
    /// Another agency.
    CoQuan,
    /// A commune, with its delegation.
    Xa,
    /// The press.
    BaoChi,
    /// A school.
    Truong,
}

impl GuestGroup {
    /// All groups, in the order of protocol.
    pub const ALL: [Self; 7] = [
        Self::CapTren,
        Self::LanhDao,
        Self::DoiThoai,
        Self::CoQuan,
        Self::Xa,
        Self::BaoChi,
        Self::Truong,
    ];

    /// The words in the column "Nhóm".
    pub fn label(self) -> &'static str {
        match self {
            Self::CapTren => "Cấp trên",
            Self::LanhDao => "Lãnh đạo",
            Self::DoiThoai => "Đối thoại",
            Self::CoQuan => "Cơ quan",
            Self::Xa => "Xã, thị trấn",
            Self::BaoChi => "Báo chí",
            Self::Truong => "Trường học",
        }
    }
}

/// What a guest answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GuestReply {
    /// Comes.
    Du,
    /// Sends somebody else.
    CuDiThay,
    /// Does not come.
    Vang,
}

impl GuestReply {
    /// All answers.
    pub const ALL: [Self; 3] = [Self::Du, Self::CuDiThay, Self::Vang];

    /// The words in the column "Trả lời".
    pub fn label(self) -> &'static str {
        match self {
            Self::Du => "dự",
            Self::CuDiThay => "cử đi thay",
            Self::Vang => "vắng",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::post;

    #[test]
    fn position_and_agency_are_not_said_twice() {
        let of = |position, agency| post(Some(position), Some(agency));
        assert_eq!(
            of("Trưởng phòng", "Phòng Giáo dục và Đào tạo"),
            "Trưởng phòng Giáo dục và Đào tạo"
        );
        assert_eq!(
            of("Phó Chánh Văn phòng", "Văn phòng Huyện ủy"),
            "Phó Chánh Văn phòng Huyện ủy"
        );
        assert_eq!(
            of("Phó Trưởng Công an huyện", "Công an huyện"),
            "Phó Trưởng Công an huyện"
        );
        assert_eq!(
            of("Đại diện lãnh đạo", "Công an huyện"),
            "Đại diện lãnh đạo Công an huyện"
        );
        assert_eq!(of("Chủ tịch", "Chủ tịch"), "Chủ tịch Chủ tịch");
        assert_eq!(post(None, Some("Huyện đoàn")), "Huyện đoàn");
        assert_eq!(post(Some("Bí thư"), None), "Bí thư");
    }
}
