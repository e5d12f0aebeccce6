//! `formats` of `forum.yaml`: in which formats papers are made.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A format of papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PaperFormat {
    /// PDF/A-2b; made in any case.
    Pdf,
    /// A draft for Word.
    Docx,
}

/// One list for all kinds, or one for each of some kinds; a kind that is not named is made as PDF alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Formats {
    /// All kinds.
    All(Vec<PaperFormat>),
    /// Kind by kind.
    ByKind(BTreeMap<String, Vec<PaperFormat>>),
}

impl Default for Formats {
    fn default() -> Self {
        Self::All(vec![PaperFormat::Pdf])
    }
}

impl Formats {
    /// The formats of a kind.
    pub fn of(&self, kind: &str) -> &[PaperFormat] {
        match self {
            Self::All(formats) => formats,
            Self::ByKind(kinds) => kinds.get(kind).map_or(&[PaperFormat::Pdf], Vec::as_slice),
        }
    }

    /// The kinds that are named.
    pub fn kinds(&self) -> impl Iterator<Item = &String> {
        match self {
            Self::All(_) => None,
            Self::ByKind(kinds) => Some(kinds.keys()),
        }
        .into_iter()
        .flatten()
    }
}
