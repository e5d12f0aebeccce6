//! The files of papers below `out/`: written whole, never over what somebody changed, removed when their paper is gone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::manifest::{Entry, Manifest, Output, State, sha256};
use super::seen::Seen;
use super::turn::Turn;
use crate::files::{self, FileError};
use crate::finding::{Fault, Finding};
use crate::model::Stage;
use crate::workspace::Workspace;

/// Folders of papers below `out/`.
const FOLDERS: [&str; 3] = ["pdf/", "docx/", "xlsx/"];

/// What stands below `out/`, and which of it this program wrote.
pub struct Outputs<'a> {
    out: PathBuf,
    seen: &'a Seen,
    turn: &'a Turn,
    last: BTreeMap<&'a str, &'a Output>,
}

impl<'a> Outputs<'a> {
    /// The files below `out/` as the last run left them.
    pub fn new(seen: &'a Seen, last: &'a Manifest, turn: &'a Turn, workspace: &Workspace) -> Self {
        let outputs = last.documents.iter().flat_map(|entry| &entry.outputs);
        Self {
            out: workspace.out(),
            seen,
            turn,
            last: outputs.map(|output| (output.path.as_str(), output)).collect(),
        }
    }

    /// `out/`.
    pub fn folder(&self) -> &Path {
        &self.out
    }

    /// Whether the file is still the one described.
    pub fn is_intact(&self, output: &Output) -> bool {
        self.seen.sha256(&format!("out/{}", output.path)).as_ref() == Some(&output.sha256)
    }

    /// The bytes of the file, if it is still the one described.
    pub fn read(&self, output: &Output) -> Option<Vec<u8>> {
        self.is_intact(output)
            .then(|| files::read(&self.out.join(&output.path)).ok())?
    }

    /// Writes a file; one that somebody changed is first kept beside, and reported. Gives the description of the file.
    pub fn write(
        &self,
        format: &str,
        path: &str,
        bytes: &[u8],
        pages: Option<usize>,
    ) -> Result<(Output, Option<Finding>), Box<Finding>> {
        let place = self.out.join(path);
        let wrong = |error: FileError| {
            Box::new(Finding::new(Fault::FileNotWritten { reason: error.reason() }).in_file(format!("out/{path}")))
        };
        let output = Output {
            format: format.to_owned(),
            path: path.to_owned(),
            pages,
            bytes: bytes.len() as u64,
            sha256: sha256(bytes),
        };
        let name = format!("out/{path}");
        let mut kept = None;
        match self.seen.sha256(&name) {
            Some(there) if there == output.sha256 => return Ok((output, None)),
            Some(there) if !self.is_ours(path, &there) => {
                let kept_as = files::set_aside(&place, "đã sửa tay").map_err(wrong)?;
                kept = Some(Finding::new(Fault::OutputEdited { kept: kept_as }).in_file(name.clone()));
            }
            _ => {}
        }
        self.turn.note(path, &output.sha256);
        files::write(&place, bytes).map_err(wrong)?;
        self.seen.wrote(&name, output.bytes, &output.sha256);
        Ok((output, kept))
    }

    /// Whether this program wrote what has this hash.
    fn is_ours(&self, path: &str, sha256: &str) -> bool {
        self.last.get(path).is_some_and(|last| last.sha256 == sha256) || self.turn.wrote_hash(path, sha256)
    }

    /// Removes files that no paper of `documents` has, if they are as this program wrote them and were not issued; what stays is
    /// reported. Tells the ids of the papers that are gone.
    pub fn remove_leftovers(&self, documents: &[Entry], last: &Manifest) -> (Vec<String>, Vec<Finding>) {
        let kept: Vec<&str> = documents
            .iter()
            .filter(|entry| entry.state != State::Waiting)
            .flat_map(|entry| entry.outputs.iter().map(|output| output.path.as_str()))
            .collect();
        let (mut removed, mut findings) = (Vec::new(), Vec::new());
        // What a run that was killed made and could not say in a manifest.
        for path in FOLDERS.iter().flat_map(|folder| self.turn.unfinished(folder)) {
            let place = self.out.join(path);
            if !kept.contains(&path) && files::read(&place).is_ok_and(|bytes| self.turn.wrote(path, &bytes)) {
                // One that is open elsewhere was told of when it was made.
                let _ = files::remove(&place);
            }
        }
        for entry in last.documents.iter().filter(|entry| entry.stage == Stage::DuThao) {
            let goes = |output: &&Output| !kept.contains(&output.path.as_str()) && self.out.join(&output.path).exists();
            for output in entry.outputs.iter().filter(goes) {
                if self.is_intact(output) && files::remove(&self.out.join(&output.path)).is_ok() {
                    let same = |other: &Entry| other.id == entry.id && other.audience == entry.audience;
                    if !documents.iter().any(same) {
                        removed.push(entry.id.clone());
                    }
                } else {
                    findings.push(Finding::new(Fault::LeftoverKept {}).in_file(format!("out/{}", output.path)));
                }
            }
        }
        (removed, findings)
    }
}
