//! Where each paper lies in a file to print that was bound before, so that it need not be taken apart again.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::manifest::Output;
use super::outputs::Outputs;
use super::stamp::program;
use super::turn::CACHE;
use crate::files::sealed;
use crate::typeset::Section;

/// What is known of a bound file: kept below `out/.cache/bound/`.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Known {
    /// Of the bound file.
    sha256: String,
    /// By the SHA-256 of each paper's own file.
    sections: BTreeMap<String, Section>,
}

/// A file that was bound before.
#[derive(Debug, Default)]
pub struct Before {
    bytes: Vec<u8>,
    sections: BTreeMap<String, Section>,
}

impl Before {
    /// The bound file `output`; as good as none if it is not as it was bound.
    pub fn read(outputs: &Outputs<'_>, output: &Output) -> Self {
        let known: Option<Known> = sealed::read(&place(outputs, &output.path), &program());
        let right = known.filter(|known| known.sha256 == output.sha256);
        let before = right.and_then(|known| {
            Some(Self {
                bytes: outputs.read(output)?,
                sections: known.sections,
            })
        });
        before.unwrap_or_default()
    }

    /// About how many bytes the file will have.
    pub fn size(&self) -> usize {
        self.bytes.len() + self.bytes.len() / 16
    }

    /// The file, and where in it the paper lies of whose own file this is the SHA-256.
    pub fn section(&self, sha256: &str) -> Option<(&[u8], &Section)> {
        Some((&self.bytes, self.sections.get(sha256)?))
    }
}

/// Keeps where papers lie in the bound file `output`. `papers` are the SHA-256 of their own files, for those that have one.
pub fn keep(outputs: &Outputs<'_>, output: &Output, papers: &[Option<String>], sections: Vec<Section>) {
    let sections = papers.iter().cloned().zip(sections);
    let known = Known {
        sha256: output.sha256.clone(),
        sections: sections
            .filter_map(|(paper, section)| Some((paper?, section)))
            .collect(),
    };
    sealed::write(&place(outputs, &output.path), &program(), &known);
}

fn place(outputs: &Outputs<'_>, path: &str) -> PathBuf {
    let folder = outputs.folder().join(CACHE).join("bound");
    folder.join(format!("{path}.bin"))
}
