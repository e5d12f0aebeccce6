//! What lies below `inputs/submissions/` -> workbooks that were read, and a word on everything else.

use std::collections::BTreeMap;
use std::path::Path;

use super::workbook::{self, Shelf, Workbook};
use crate::files::{self, Kind};
use crate::finding::Fault;

/// Folder of the communes' workbooks below `inputs/`.
const FOLDER: &str = "submissions";
/// Every file with its path below `inputs/`, in the order of the paths.
pub(super) fn read(inputs: &Path, shelf: &Shelf) -> Vec<(String, Result<Workbook, Fault>)> {
    let found = match files::survey(&inputs.join(FOLDER)) {
        Ok(found) => found,
        Err(error) => {
            let fault = Fault::FolderUnreadable { reason: error.reason() };
            return vec![(FOLDER.to_owned(), Err(fault))];
        }
    };
    let mut all = BTreeMap::new();
    let mut waiting = Vec::new();
    for (path, kind) in found {
        let file = format!("{FOLDER}/{path}");
        let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
        let false_file = folders.find(|folder| workbook::is_named(folder));
        if let Some(folder) = false_file {
            all.insert(format!("{FOLDER}/{folder}"), Err(Fault::FolderAsFile {}));
            continue;
        }
        match kind {
            Kind::Link => drop(all.insert(file, Err(Fault::FileLink {}))),
            Kind::Lock => drop(all.insert(file, Err(Fault::FileOpen {}))),
            Kind::File if is_guide(&path) => {}
            Kind::File => waiting.push(file),
        }
    }
    let read = workbook::open_all(inputs, &waiting, shelf);
    all.extend(waiting.into_iter().zip(read));
    all.into_iter().collect()
}

/// What `init` lays beside the workbooks to explain the folder.
fn is_guide(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".txt")
}
