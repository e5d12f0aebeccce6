//! Where a value of the model came from: file, sheet, cell and the raw text in it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The cell of a workbook that a value was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Path below `inputs/`, with forward slashes.
    pub file: String,
    /// Name of the sheet as it stands in the workbook.
    pub sheet: String,
    /// Address in A1 notation.
    pub cell: String,
    /// The text of the cell before anything was done to it.
    pub raw: String,
    /// The correction that holds instead of what the cell says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<Edited>,
}

/// A correction of `inputs/edits.yaml`, as far as it says where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Edited {
    /// Line of `edits.yaml`, counted from 1.
    pub line: usize,
    /// Who made it.
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

/// Model path (`units/06313/children/06313-te-1/name`) to the cell it came from.
pub type Provenance = BTreeMap<String, Origin>;

/// The cell behind a model path, or behind the nearest path above it that has one; a record is known by its name or text.
pub fn nearest<'p>(provenance: &'p Provenance, path: &str) -> Option<&'p Origin> {
    let mut path = path;
    loop {
        let main = ["name", "text", "title"].iter();
        let mut main = main.filter_map(|key| provenance.get(&format!("{path}/{key}")));
        if let Some(origin) = provenance.get(path).or_else(|| main.next()) {
            return Some(origin);
        }
        path = path.rsplit_once('/')?.0;
    }
}

/// Whether a person has set the value at `path` by hand.
pub fn is_edited(provenance: &Provenance, path: &str) -> bool {
    provenance.get(path).is_some_and(|origin| origin.edited.is_some())
}
