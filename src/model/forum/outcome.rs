//! What is known only after the forum.

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
