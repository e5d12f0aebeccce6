//! Workbooks as they were read before: of many, only those that are new or were changed are read again.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Workbook;
use crate::files::{self, sealed};

/// Where workbooks lie that were read. A file there that is broken, or of another program, is as good as none.
#[derive(Debug, Default)]
pub struct Shelf {
    folder: Option<PathBuf>,
    program: String,
    /// Nothing is put there.
    read_only: bool,
}

impl Shelf {
    /// The shelf in `folder` for this `program`.
    pub fn at(folder: PathBuf, program: String, read_only: bool) -> Self {
        Self {
            folder: Some(folder),
            program,
            read_only,
        }
    }

    /// No shelf: every workbook is read.
    pub fn none() -> Self {
        Self::default()
    }

    /// The workbook of these bytes at `file`.
    pub(super) fn take(&self, file: &str, bytes: &[u8]) -> Option<Workbook> {
        let folder = self.folder.as_ref()?;
        let name = name(file, &super::hash(bytes));
        sealed::read(&folder.join(name), &self.program)
    }

    /// Keeps a workbook.
    pub(super) fn put(&self, workbook: &Workbook) {
        let Some(folder) = self.folder.as_ref().filter(|_| !self.read_only) else {
            return;
        };
        let place = folder.join(name(&workbook.file, &workbook.blake3));
        sealed::write(&place, &self.program, workbook);
    }

    /// Clears away all but the workbooks with these paths and hashes.
    pub fn keep_only<'w>(&self, workbooks: impl Iterator<Item = (&'w str, &'w str)>) {
        let Some(folder) = self.folder.as_ref().filter(|_| !self.read_only) else {
            return;
        };
        let kept: BTreeSet<String> = workbooks.map(|(file, hash)| name(file, hash)).collect();
        for other in files::walk(folder).unwrap_or_default() {
            if !kept.contains(&other) {
                // One that stays does no harm.
                let _ = files::remove(&folder.join(other));
            }
        }
    }
}

/// What is read of a workbook depends on its name too.
fn name(file: &str, blake3: &str) -> String {
    let hash = blake3::hash(format!("{file}\n{blake3}").as_bytes());
    format!("{}.bin", &hash.to_hex()[..32])
}

#[cfg(test)]
mod tests {
    use super::super::{open_from, read};
    use super::*;

    #[test]
    fn what_is_kept_is_what_would_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |program: &str| Shelf::at(folder.path().join("shelf"), program.to_owned(), false);
        let inputs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks");
        let names = files::walk(&inputs).expect("fixtures");
        let mut kept = 0;
        for name in names.iter().filter(|name| super::super::is_named(name)) {
            let path = inputs.join(name);
            let Ok(first) = open_from(&path, name, &at("1")) else {
                continue;
            };
            let bytes = std::fs::read(&path).expect("a fixture");
            let taken = at("1").take(name, &bytes).expect("kept");
            assert_eq!(format!("{taken:?}"), format!("{first:?}"), "{name}");
            assert!(at("2").take(name, &bytes).is_none() && at("1").take("other.xlsx", &bytes).is_none());
            assert!(read(name, &bytes).is_ok());
            kept += 1;
            if kept % 2 == 0 {
                at("1").keep_only([(name.as_str(), first.blake3.as_str())].into_iter());
                assert_eq!(
                    files::walk(&folder.path().join("shelf")).map(|names| names.len()).ok(),
                    Some(1)
                );
            }
        }
        assert!(kept > 50, "{kept}");
    }
}
