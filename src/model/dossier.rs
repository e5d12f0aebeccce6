//! What one commune has sent, typed; one file of `out/model/units/`. A key that is absent was not given.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::forum::{Level, UnitType};

/// Declares a closed vocabulary: its codes in files and its words on paper and in workbooks.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $label:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            /// All values, in their usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The words on paper and in workbooks.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

vocabulary! {
    /// Gender.
    Gender { /** Male. */ Nam = "Nam", /** Female. */ Nu = "Nữ" }
}

vocabulary! {
    /// What a child does at the forum.
    Duty {
        /** Asks a question in the dialogue. */ Question = "Đặt câu hỏi",
        /** Reads a paper. */ Paper = "Báo cáo tham luận",
        /** Performs. */ Perform = "Biểu diễn",
    }
}

vocabulary! {
    /// Form of an item, and of a commune's participation.
    EntryForm {
        /** Staged. */ SanKhauHoa = "Sân khấu hóa",
        /** Sketch. */ TieuPham = "Tiểu phẩm",
        /** Play. */ Kich = "Diễn kịch",
        /** Talk with slides or clips. */ ThuyetTrinhSlide = "Thuyết trình slide, clip",
        /** Talk on photographs. */ ThuyetTrinhHinhAnh = "Thuyết trình hình ảnh",
        /** Talk on a picture. */ ThuyetTrinhTranh = "Thuyết trình tranh",
        /** A paper that is read. */ ThamLuan = "Tham luận",
    }
}

vocabulary! {
    /// Role of a grown-up in the delegation.
    CaretakerRole { /** Head of the delegation. */ TruongDoan = "Trưởng đoàn", /** Caretaker. */ PhuTrach = "Phụ trách" }
}

vocabulary! {
    /// Where a recommendation stands.
    ReplyStatus {
        /** No reply yet. */ ChuaTraLoi = "Chưa trả lời",
        /** Answered at the forum. */ DaTraLoiTaiDienDan = "Đã trả lời tại Diễn đàn",
        /** Answered in writing. */ DaTraLoiBangVanBan = "Đã trả lời bằng văn bản",
        /** Being considered. */ DangXemXet = "Tiếp tục xem xét, thực hiện",
        /** Cannot be done for now. */ ChuaTheThucHien = "Chưa thể thực hiện",
        /** Passed to a higher level. */ ChuyenCapTren = "Chuyển cấp có thẩm quyền",
    }
}

vocabulary! {
    /// What became of a recommendation of the forum before.
    PreviousStatus {
        /** Done. */ DaThucHien = "Đã thực hiện",
        /** Going on. */ DangTiepTuc = "Đang tiếp tục",
        /** Cannot be done for now. */ ChuaTheThucHien = "Chưa thể thực hiện",
        /** No forum was held then. */ KhongToChuc = "Không tổ chức",
    }
}

/// What one commune has sent.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Version of this format; 1.
    pub schema: u32,
    /// Whose dossier this is.
    pub unit: UnitRef,
    /// Decision, plan, form of participation, contact.
    #[serde(default)]
    pub delegation: Delegation,
    /// Results of the commune's own forum.
    #[serde(default)]
    pub commune_forum: CommuneForum,
    /// Child delegates.
    #[serde(default)]
    pub children: Vec<Child>,
    /// Grown-ups in charge of them.
    #[serde(default)]
    pub caretakers: Vec<Caretaker>,
    /// Items offered for the forum.
    #[serde(default)]
    pub entries: Vec<Entry>,
    /// The propaganda poster.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<Poster>,
    /// Questions for the dialogue.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Recommendations and wishes.
    #[serde(default)]
    pub recommendations: Vec<Recommendation>,
    /// What became of the recommendations of the forum before.
    #[serde(default)]
    pub previous_recommendations: Vec<PreviousRecommendation>,
    /// The workbooks that all this was read from.
    #[serde(default)]
    pub sources: Vec<Source>,
}

impl Dossier {
    /// The dossier of a unit that has sent nothing.
    pub fn empty(unit: &super::forum::Unit) -> Self {
        Self {
            schema: 1,
            unit: UnitRef {
                code: unit.code.clone(),
                unit_type: unit.unit_type,
                name: unit.name.clone(),
            },
            delegation: Delegation::default(),
            commune_forum: CommuneForum::default(),
            children: Vec::new(),
            caretakers: Vec::new(),
            entries: Vec::new(),
            poster: None,
            questions: Vec::new(),
            recommendations: Vec::new(),
            previous_recommendations: Vec::new(),
            sources: Vec::new(),
        }
    }
}

/// The unit of a dossier, as `forum.yaml` has it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitRef {
    /// Five-digit code of the General Statistics Office, as text.
    pub code: String,
    /// Kind of unit.
    #[serde(rename = "type")]
    pub unit_type: UnitType,
    /// Proper name without the kind ("Tri Lễ").
    pub name: String,
}

/// The first sheet of the form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Delegation {
    /// Number and notation of the decision that sets up the delegation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_number: Option<String>,
    /// Date of that decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub decision_date: Option<Date>,
    /// Who signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_signer: Option<String>,
    /// Position of the signer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision_signer_position: Option<String>,
    /// Form in which the commune takes part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participation_form: Option<EntryForm>,
    /// Theme of its item; a code of `themes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Number and notation of the commune's plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_number: Option<String>,
    /// Date of that plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub plan_date: Option<Date>,
    /// Number of children who live in the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub child_population: Option<u32>,
    /// Who filled in the form.
    #[serde(default)]
    pub contact: Contact,
}

/// Who filled in the form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Telephone number, digits as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

/// Results of the commune's own forum. All numbers are counts; money is in đồng.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CommuneForum {
    /// Day it was held.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Children who took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub children: Option<u32>,
    /// Girls among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub girls: Option<u32>,
    /// Children of ethnic minorities among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnic_minority: Option<u32>,
    /// Children in special circumstances among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub special_circumstances: Option<u32>,
    /// Primary school pupils among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub primary: Option<u32>,
    /// Lower secondary school pupils among them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lower_secondary: Option<u32>,
    /// Grown-ups in charge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caretakers: Option<u32>,
    /// Guests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guests: Option<u32>,
    /// Volunteers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volunteers: Option<u32>,
    /// Items shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entries: Option<u32>,
    /// Questions asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questions: Option<u32>,
    /// Recommendations made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommendations: Option<u32>,
    /// Recommendations answered there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered: Option<u32>,
    /// Recommendations not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<u32>,
    /// Recommendations passed on to the level above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<u32>,
    /// Gifts handed out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gifts: Option<u32>,
    /// Money from the commune's budget, in đồng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent_budget: Option<u64>,
    /// Money from other sources, in đồng.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spent_social: Option<u64>,
    /// What went well and what did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// A child delegate. Everything here but the id is private information (NĐ 56/2017 Điều 33).
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Child {
    /// `<unit>-te-<n>`; never reused. A record that is added by hand may leave it out.
    #[serde(default)]
    pub id: String,
    /// Name as the commune wrote it.
    pub name: String,
    /// Gender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// `YYYY` or `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<String>,
    /// Ethnic group (sensitive: NĐ 13/2023 Điều 2).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ethnicity: Option<String>,
    /// Class ("7A").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// School year that `class` belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_year: Option<String>,
    /// School.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub school: Option<String>,
    /// Study results of the school year before the forum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub achievement: Option<String>,
    /// What the child does at the forum.
    #[serde(default)]
    pub duties: Vec<Duty>,
    /// What was agreed to.
    #[serde(default)]
    pub consent: Consent,
    /// Where the child was elected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub elected_from: Option<String>,
    /// Remarks of the commune.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// In whose place the child comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ReplacedPerson>,
}

/// What a child and its parents agreed to. What was not given is not assumed: it counts as no.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// The child agrees to take part.
    #[serde(default)]
    pub participation: bool,
    /// The parents' written consent (the annex form of TT 29/2019) is there.
    #[serde(default)]
    pub processing: bool,
    /// Photographs and film.
    #[serde(default)]
    pub photo: bool,
    /// The name may be published.
    #[serde(default)]
    pub publish_name: bool,
}

/// A grown-up in charge of the children.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Caretaker {
    /// `<unit>-pt-<n>`; never reused. A record that is added by hand may leave it out.
    #[serde(default)]
    pub id: String,
    /// Name.
    pub name: String,
    /// Gender.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<Gender>,
    /// `YYYY` or `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<String>,
    /// Position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<String>,
    /// Place of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workplace: Option<String>,
    /// Telephone number, digits as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Role in the delegation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<CaretakerRole>,
    /// The child-protection commitment is signed (TT 29/2019 Điều 8).
    #[serde(default)]
    pub commitment: bool,
    /// Remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// In whose place the person comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<ReplacedPerson>,
}

/// Somebody in whose place somebody else comes, by a correction of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplacedPerson {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// An item offered for the forum.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// `<unit>-tm-<n>`; never reused. A record that is added by hand may leave it out.
    #[serde(default)]
    pub id: String,
    /// Form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<EntryForm>,
    /// Title.
    pub title: String,
    /// Code of `themes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Length in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// Children who perform.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub performers: Option<u32>,
    /// Props and technical needs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<String>,
    /// File of the script.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub script: Option<String>,
    /// Summary and message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Chosen for the forum.
    #[serde(default)]
    pub selected: bool,
    /// Place in the order of performance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
}

/// The propaganda poster.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Poster {
    /// Title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Code of `themes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Who drew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authors: Option<String>,
    /// Size A0.
    #[serde(default)]
    pub a0: bool,
    /// Framed.
    #[serde(default)]
    pub framed: bool,
    /// Name of the unit in the lower right corner.
    #[serde(default)]
    pub labelled: bool,
    /// Day it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub sent: Option<Date>,
}

/// A question for the dialogue.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// `<unit>-ch-<n>`; never reused. A record that is added by hand may leave it out.
    #[serde(default)]
    pub id: String,
    /// The child's words.
    pub text: String,
    /// Code of `themes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Code of the agency that is asked; where the commune names none, the one that the text names, else the theme's lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Id of the child who asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asker: Option<String>,
    /// Chosen for the dialogue.
    #[serde(default)]
    pub selected: bool,
    /// Place in the order of the dialogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order: Option<u32>,
    /// Held back from every print.
    #[serde(default)]
    pub withheld: bool,
    /// Id of the question it was merged into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<String>,
    /// What prints in the place of `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_text: Option<String>,
    /// The agency's answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// The words that `theme` was guessed by; empty where it was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub theme_words: Vec<String>,
    /// The words that `agency` was guessed by; empty where it was given or is the theme's lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agency_words: Vec<String>,
}

/// A recommendation or wish.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Recommendation {
    /// `<unit>-kn-<n>`; never reused. A record that is added by hand may leave it out.
    #[serde(default)]
    pub id: String,
    /// The child's words.
    pub text: String,
    /// Code of `themes`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Level that can settle it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// Code of the agency that leads; where the commune names none, the one that the text names, else the theme's lead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Codes of cooperating agencies.
    #[serde(default)]
    pub cooperating: Vec<String>,
    /// Answered at the commune's own forum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by_commune: Option<bool>,
    /// What the commune answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commune_reply: Option<String>,
    /// Where it stands.
    pub status: ReplyStatus,
    /// The agency's reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// Number of the written reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply_number: Option<String>,
    /// Date of the written reply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub reply_date: Option<Date>,
    /// Who answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
    /// Held back from every print.
    #[serde(default)]
    pub withheld: bool,
    /// Id of the recommendation it was merged into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<String>,
    /// What prints in the place of `text`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_text: Option<String>,
    /// The words that `theme` was guessed by; empty where it was given.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub theme_words: Vec<String>,
    /// The words that `agency` was guessed by; empty where it was given or is the theme's lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agency_words: Vec<String>,
}

/// A recommendation of the forum before, and what became of it.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PreviousRecommendation {
    /// The recommendation.
    pub text: String,
    /// Code of the agency, or its name as given if it is not one of `agencies`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// What became of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<PreviousStatus>,
    /// Why not, where it was not done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What is proposed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<String>,
}

/// A workbook that a dossier was read from.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Path below `inputs/submissions/`, with forward slashes.
    pub file: String,
    /// BLAKE3 of its bytes, hexadecimal.
    pub blake3: String,
}
