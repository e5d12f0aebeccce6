//! What is talked about and who answers: themes, agencies and their duties.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Words by which a text without a theme is known to belong here; a theme that the commune gave is never changed by them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<Keyword>,
}

/// A phrase, or a rule over phrases. A phrase is matched syllable by syllable; `…` in it stands for up to four syllables.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Keyword {
    /// One phrase; it weighs as much as it has syllables, at most 3.
    Phrase(String),
    /// Several phrases together.
    Rule(WordRule),
}

/// A rule over phrases. Without `weight` it weighs as much as the longest phrase that was found.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordRule {
    /// One of these must stand in the text; with none given, `all` decides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<String>,
    /// Each of these must stand in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<String>,
    /// None of these may stand in the text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not: Vec<String>,
    /// What the rule weighs; a score of 2 is enough for a theme.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
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
    /// Words by which a text that names no agency is known to be for this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<Keyword>,
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
