//! `inputs/edits.yaml`: what people corrected by hand, kept apart from what was sent.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One correction. Exactly one of `now`, `add`, `drop` and `substitute` is given.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Model path (`units/06313/children/06313-te-1/name`).
    pub at: String,
    /// What was sent when the correction was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<Value>,
    /// What holds instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<Value>,
    /// A record to add to the list at `at`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub add: Option<Value>,
    /// Takes the record at `at` out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drop: bool,
    /// Somebody else in the place of the person at `at`, who stays on record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub substitute: Option<Value>,
    /// Who made the correction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub on: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}
