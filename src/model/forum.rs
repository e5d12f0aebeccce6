//! `inputs/forum.yaml`: every fact of the forum that the organiser knows. Nothing of one place or year stands in code.
//!
//! Texts in this file may hold placeholders of its own facts (`{{ quota.children }}`), so that no number is typed twice.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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

/// A discussion theme.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Theme {
    /// Code ("T1"; "T0" is for everything else).
    pub code: String,
    /// Full text of the plan, without a full stop.
    pub title: String,
    /// Short name for tables and charts.
    pub short: String,
    /// Code of the agency that usually answers.
    pub lead: String,
    /// Codes of agencies that cooperate.
    #[serde(default)]
    pub cooperating: Vec<String>,
    /// Other names that communes write.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// How many of what. All are counts; `_minutes` are minutes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Share of the units that hold their own forum, in percent.
    #[serde(default = "all_units")]
    pub unit_forums_percent: u32,
    /// Child delegates of each unit.
    pub children: u32,
    /// Caretakers of each unit.
    pub caretakers: u32,
    /// Questions of each unit.
    pub questions: u32,
    /// Recommendations of each unit.
    pub recommendations: u32,
    /// Posters of each unit.
    pub posters: u32,
    /// Children of each unit who ask a question.
    pub askers: u32,
    /// Children of a unit who read a paper, where that is its form.
    pub paper_readers: u32,
    /// Fewest units that perform.
    pub performing_min: u32,
    /// Most units that perform.
    pub performing_max: u32,
    /// Items sent to the level above.
    pub province_entries: u32,
    /// Children who lead through the programme.
    pub mcs: u32,
    /// Boys among them.
    pub mc_boys: u32,
    /// Girls among them.
    pub mc_girls: u32,
    /// Items of the arts programme.
    pub arts_items: u32,
    /// Length of the arts programme.
    pub arts_minutes: u32,
    /// Film reports.
    pub films: u32,
    /// Length of the film report.
    pub film_minutes: u32,
    /// Length of the break.
    pub break_minutes: u32,
}

fn all_units() -> u32 {
    100
}

/// Limits of the law.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Fewest children at a forum, by level (TT 29/2019 Điều 7: commune 30, district 40, province 50).
    pub min_children: BTreeMap<Level, u32>,
    /// Most children for one caretaker (Điều 7: 5).
    pub children_per_caretaker: u32,
    /// Guests are at most one in so many children (Điều 7: 3).
    pub children_per_guest: u32,
    /// Volunteers are at most one in so many children (Điều 7: 10).
    pub children_per_volunteer: u32,
    /// A child is younger than this on the day, in years (Luật Trẻ em Điều 1: 16).
    pub child_age: u32,
    /// Days after the forum within which it is reported (Điều 14: 15).
    pub report_days: u32,
}

/// A deadline.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// The date that is named.
    #[schemars(with = "String")]
    pub date: Date,
    /// What the date means.
    #[serde(default)]
    pub meaning: DeadlineMeaning,
    /// What is due.
    pub what: String,
}

impl Deadline {
    /// The last day on which the thing is in time.
    pub fn last_day(&self) -> Date {
        match self.meaning {
            DeadlineMeaning::Before => self.date.yesterday().unwrap_or(self.date),
            DeadlineMeaning::By => self.date,
        }
    }
}

/// How a deadline is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineMeaning {
    /// "trước ngày": the day before is the last one.
    #[default]
    Before,
    /// "đến hết ngày": the day itself is the last one.
    By,
}

/// Kinds of units at commune level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitType {
    /// Xã.
    Xa,
    /// Thị trấn (until 2025-06-30).
    ThiTran,
    /// Phường.
    Phuong,
    /// Đặc khu.
    DacKhu,
}

impl UnitType {
    /// The common noun, in lower case (reference/nd30.md 7).
    pub fn label(self) -> &'static str {
        match self {
            Self::Xa => "xã",
            Self::ThiTran => "thị trấn",
            Self::Phuong => "phường",
            Self::DacKhu => "đặc khu",
        }
    }
}

/// A unit that takes part. Codes were given again to other communes: a unit is its code on a day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Five-digit code of the General Statistics Office, as text.
    pub code: String,
    /// Kind of unit.
    #[serde(rename = "type")]
    pub unit_type: UnitType,
    /// Proper name without the kind.
    pub name: String,
    /// Other spellings and former names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// First day on which this unit existed.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub valid_from: Option<Date>,
    /// Last day on which this unit existed.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub valid_to: Option<Date>,
    /// Code of the unit it went into.
    #[serde(default)]
    pub successor: Option<String>,
}

impl Unit {
    /// "xã Tri Lễ".
    pub fn full_name(&self) -> String {
        format!("{} {}", self.unit_type.label(), self.name)
    }
}

/// An agency.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Agency {
    /// Code ("GDDT").
    pub code: String,
    /// Official name.
    pub name: String,
    /// Short name for tables.
    pub short: String,
    /// Other spellings.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Answers the children at the forum.
    #[serde(default)]
    pub dialogue: bool,
}

/// What one agency does or pays.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    /// Heading: the agency or agencies.
    pub who: String,
    /// Codes of the agencies and kinds of units meant; empty for a group that has no code.
    #[serde(default)]
    pub agencies: Vec<String>,
    /// Paragraphs.
    pub items: Vec<String>,
}

/// A person with one or more roles.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Key of the person; lower case letters, digits and hyphens.
    pub id: String,
    /// Name.
    pub name: String,
    /// Honorific.
    #[serde(default)]
    pub honorific: Option<String>,
    /// Gender.
    #[serde(default)]
    pub gender: Option<super::dossier::Gender>,
    /// Position.
    #[serde(default)]
    pub position: Option<String>,
    /// Code of the agency, or the agency's name.
    #[serde(default)]
    pub agency: Option<String>,
    /// Roles.
    #[serde(default)]
    pub roles: Vec<Role>,
}

/// One role of a person.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Which.
    pub role: RoleKind,
    /// The title in it ("Trưởng ban").
    #[serde(default)]
    pub title: Option<String>,
}

/// Roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleKind {
    /// Signs papers.
    Signer,
    /// Member of the organising committee (Ban Tổ chức).
    Committee,
    /// Member of the service team (Tổ phục vụ).
    Service,
    /// Leads through the programme.
    Mc,
    /// Judges the items.
    Judge,
}

/// A capacity in which papers are signed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// Role that templates and the register name ("organiser_deputy").
    pub role: String,
    /// Id of the person.
    pub person: String,
    /// Lines above the name, in capitals ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH").
    pub lines: Vec<String>,
    /// First day of the authority.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub valid_from: Option<Date>,
    /// Last day of the authority.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub valid_to: Option<Date>,
}

/// One row of an agenda.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// What happens.
    pub content: String,
    /// Who does it.
    #[serde(default)]
    pub performer: Option<String>,
    /// Length in minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
}

/// What is known only after the forum. A paper whose facts are missing here waits.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// When it began.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub start: Option<DateTime>,
    /// When it ended.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub end: Option<DateTime>,
    /// Where it was held.
    #[serde(default)]
    pub place: Option<String>,
    /// Who came.
    #[serde(default)]
    pub attendance: Option<Attendance>,
    /// Codes of the units that performed, in order.
    #[serde(default)]
    pub performing: Vec<String>,
    /// Code of the unit whose item goes to the level above.
    #[serde(default)]
    pub province: Option<String>,
    /// Questions that were asked at the forum.
    #[serde(default)]
    pub questions_asked: Option<u32>,
    /// Questions that were answered at the forum.
    #[serde(default)]
    pub questions_answered: Option<u32>,
    /// Gifts.
    #[serde(default)]
    pub gifts: Option<Gifts>,
    /// Money spent.
    #[serde(default)]
    pub spending: Vec<Spending>,
    /// The children's messages to the leaders.
    #[serde(default)]
    pub messages: Vec<String>,
    /// News items and broadcasts, one sentence each.
    #[serde(default)]
    pub publicity: Vec<String>,
    /// What went well.
    #[serde(default)]
    pub strengths: Vec<String>,
    /// What did not.
    #[serde(default)]
    pub weaknesses: Vec<String>,
    /// Why.
    #[serde(default)]
    pub causes: Vec<String>,
    /// What is proposed to the level above.
    #[serde(default)]
    pub proposals: Vec<String>,
}

/// Who came. All are counts.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Attendance {
    /// Units.
    pub units: u32,
    /// Child delegates.
    pub children: u32,
    /// Girls among them.
    pub girls: u32,
    /// Caretakers.
    pub caretakers: u32,
    /// Guests.
    pub guests: u32,
    /// Volunteers.
    #[serde(default)]
    pub volunteers: u32,
}

/// Gifts handed out at the forum.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gifts {
    /// How many.
    pub count: u32,
    /// Value of one, in đồng.
    pub value: u64,
    /// Who gave them.
    pub source: String,
}

/// Money spent, by source.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Spending {
    /// Source ("Ngân sách huyện").
    pub source: String,
    /// In đồng.
    pub amount: u64,
}

#[cfg(test)]
mod tests;
