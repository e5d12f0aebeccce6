//! `inputs/edits.yaml`: what people corrected by hand, kept apart from what was sent.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// The file `inputs/edits.yaml`: a list of corrections, alone or under `edits` beside the version of the format.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum EditsFile {
    /// The list alone.
    List(Vec<Edit>),
    /// With the version.
    Versioned(VersionedEdits),
}

/// The list under `edits`.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VersionedEdits {
    /// Version of this format; 1.
    pub schema: u32,
    /// Corrections, in the order in which they are laid over what was sent.
    #[serde(default)]
    pub edits: Vec<Edit>,
}

/// One correction. Exactly one of `now`, `add`, `drop` and `substitute` is given.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Edit {
    /// Model path (`units/06313/children/06313-te-1/name`).
    pub at: String,
    /// What was sent when the correction was made; `null` if nothing was. Without it no later change is told.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub was: Option<Value>,
    /// What holds instead; `null` takes the value away.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub now: Option<Value>,
    /// A record to add to the list at `at`; the program writes its `id` into it.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub add: Option<Value>,
    /// Takes the record at `at` out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub drop: bool,
    /// Somebody else in the place of the person at `at`, who stays on record.
    #[serde(default, deserialize_with = "given", skip_serializing_if = "Option::is_none")]
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

/// `null` that is written is another thing than a key that is absent.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Edit {
    /// How many of `now`, `add`, `drop` and `substitute` are given; one is right.
    pub fn operations(&self) -> usize {
        [
            self.now.is_some(),
            self.add.is_some(),
            self.drop,
            self.substitute.is_some(),
        ]
        .into_iter()
        .filter(|given| *given)
        .count()
    }
}
