//! Finds what somebody typed into the lists of the summary workbook, in `out/` or in a copy below `inputs/returned/`.

use super::Run;
use super::corrected::{Corrected, Desk};
use super::model_files::Found;
use crate::edits::{All, Book, catch_lists};
use crate::finding::Finding;
use crate::ingest::{returned, workbook};

/// Kind of the workbook.
const KIND: &str = "tong-hop";

/// Adds to `found` what somebody typed; gives the hashes of the returned workbooks from which everything was taken over.
/// Those that are `taken` already are only looked at for what could not be understood.
pub(super) fn catch(
    run: &Run<'_>,
    desk: &Desk<'_>,
    now: &Corrected,
    book: &Book,
    taken: &[String],
    found: &mut Found,
) -> Vec<String> {
    let file = &desk.office.file;
    let mut lists = desk.returned.list_changes(file);
    lists
        .iter_mut()
        .filter(|one| taken.contains(&one.blake3))
        .for_each(returned::ListChanges::forget);
    let new = lists
        .iter()
        .map(|one| one.blake3.clone())
        .filter(|hash| !taken.contains(hash))
        .collect();
    lists.extend(in_place(run, desk, &mut found.findings));
    let sent = All {
        dossiers: &desk.sent.dossiers,
        guests: &desk.sent.guests,
    };
    let fresh = All {
        dossiers: &now.dossiers,
        guests: &now.guests,
    };
    for list in &lists {
        let caught = catch_lists(list, sent, fresh, book, file);
        for (edit, finding) in caught.edits.into_iter().zip(caught.findings) {
            // The same may stand in the workbook and in its copy.
            if !found
                .edits
                .iter()
                .any(|other| (&other.at, &other.now, &other.add) == (&edit.at, &edit.now, &edit.add))
            {
                found.edits.push(edit);
                found.findings.push(finding);
            }
        }
        found.findings.extend(list.findings.iter().cloned());
    }
    new
}

/// The summary workbook in `out/`, if it is not as it was written.
fn in_place(run: &Run<'_>, desk: &Desk<'_>, findings: &mut Vec<Finding>) -> Option<returned::ListChanges> {
    let output = run
        .last()
        .documents
        .iter()
        .find(|entry| entry.kind == KIND)?
        .outputs
        .first()?;
    let name = format!("out/{}", output.path);
    let path = run.workspace.root().join(&name);
    if !path.is_file() || run.seen.sha256(&name).as_ref() == Some(&output.sha256) {
        return None;
    }
    match workbook::open(&path, &name) {
        Ok(workbook) => Some(returned::changes(&workbook, &desk.office.file)),
        Err(fault) => {
            findings.push(Finding::new(fault).in_file(name));
            None
        }
    }
}
