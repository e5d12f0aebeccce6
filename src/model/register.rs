//! `inputs/register.yaml`: number, date, signer and stage of each paper.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file `inputs/register.yaml`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Version of this format; 1.
    pub schema: u32,
    /// Document id to what the office gave it. An id may be a whole kind (`giay-moi`): it then holds for each paper of the kind that has no entry of its own.
    #[serde(default)]
    pub documents: BTreeMap<String, RegisterEntry>,
}

impl Register {
    /// The entry of the paper `id` (`<kind>` or `<kind>/<key>`), or that of its kind.
    pub fn get(&self, id: &str) -> Option<&RegisterEntry> {
        self.documents.get(id).or_else(|| {
            let (kind, _) = id.split_once('/')?;
            self.documents.get(kind)
        })
    }
}

/// What the office gave one paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterEntry {
    /// The number alone, without notation (NĐ 30/2020 Điều 15); absent until the office has given it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// Date of the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Role of the signer, if another than the template names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// Stage of the paper.
    #[serde(default)]
    pub stage: Stage,
    /// Number and date of the issued paper that this one takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaced>,
}

/// Number and date of a paper that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// Its number.
    pub number: u32,
    /// Its date.
    #[schemars(with = "String")]
    pub date: Date,
}

/// How far a paper has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// A draft.
    #[default]
    DuThao,
    /// Issued, and frozen.
    DaBanHanh,
    /// Issued in the place of an earlier one.
    ThayThe,
}
