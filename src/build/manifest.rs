//! `out/manifest.json`: every document, its fingerprint and its files; read back to know what is still right.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::document::Audience;
use crate::files::{self, FileError};

/// The file `out/manifest.json`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of this format; 1.
    pub version: u32,
    /// The day that counted as today.
    pub as_of: String,
    /// All documents, in the order of the plan.
    pub documents: Vec<Entry>,
}

/// One document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// Who may see it.
    pub audience: Audience,
    /// Unit it is about.
    pub unit: Option<String>,
    /// Title.
    pub title: String,
    /// Stage.
    pub stage: crate::model::Stage,
    /// Number, with leading zero.
    pub number: Option<String>,
    /// Date.
    pub date: Option<String>,
    /// Name of the signer.
    pub signer: Option<String>,
    /// Of everything that decides the bytes; absent where nothing could be composed.
    pub fingerprint: Option<String>,
    /// What became of it in this run.
    pub state: State,
    /// Why it was made, what it waits for, or why it failed.
    pub why: Vec<String>,
    /// Files.
    pub outputs: Vec<Output>,
}

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Made in this run.
    Made,
    /// Already right, left alone.
    Fresh,
    /// Issued and frozen.
    Issued,
    /// Not possible yet.
    Waiting,
    /// Could not be made.
    Failed,
}

/// One file of a document.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Output {
    /// `pdf`, `docx`, `xlsx`.
    pub format: String,
    /// Path below `out/`.
    pub path: String,
    /// Pages, where the format has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, hexadecimal, so that others can check it with common tools.
    pub sha256: String,
}

impl Manifest {
    /// The manifest of the last run; none, or one that cannot be read, is an empty one.
    pub fn read(out: &Path) -> Self {
        files::read(&out.join("manifest.json"))
            .ok()
            .and_then(|bytes| serde_json::from_slice::<Self>(&bytes).ok())
            .filter(|manifest| manifest.version == 1)
            .unwrap_or_default()
    }

    /// Writes the manifest, if it changed.
    pub fn write(&self, out: &Path) -> Result<bool, FileError> {
        files::write_durably_if_changed(&out.join("manifest.json"), &pretty(self))
    }

    /// The entry of a document in the form for `audience`.
    pub fn get(&self, id: &str, audience: Audience, format: &str) -> Option<&Entry> {
        self.documents.iter().find(|entry| {
            let has = entry.outputs.is_empty() || entry.outputs.iter().any(|output| output.format == format);
            entry.id == id && entry.audience == audience && has
        })
    }
}

impl Output {
    /// Whether the file below `out` is the one described.
    pub fn is_intact(&self, out: &Path) -> bool {
        files::read(&out.join(&self.path)).is_ok_and(|bytes| sha256(&bytes) == self.sha256)
    }
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// JSON for people and programs, with a line end.
pub fn pretty<T: Serialize>(value: &T) -> Vec<u8> {
    // These types hold text, numbers and lists only; they always serialise.
    let mut json = serde_json::to_vec_pretty(value).unwrap_or_default();
    json.push(b'\n');
    json
}
