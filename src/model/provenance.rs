//! Where a value of the model came from: file, sheet, cell and the raw text in it.

use std::collections::BTreeMap;

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
}

/// Model path (`units/06313/children/06313-te-1/name`) to the cell it came from.
pub type Provenance = BTreeMap<String, Origin>;
