//! Workbooks -> tables -> fields -> dossiers; every value keeps the cell it came from.

mod dossier;
mod encoding;
mod fields;
mod file_versions;
mod forms;
mod groups;
mod guests;
mod headings;
pub mod ids;
mod layouts;
mod owner;
mod parts;
pub mod returned;
mod row;
mod table;
mod titles;
mod versions;
pub mod workbook;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

pub(crate) use fields::grade;
pub use guests::FILE as GUESTS;
pub use ids::Ids;

use crate::files;
use crate::finding::{Fault, Finding};
use crate::model::{Dossier, ForumFile, Guest, Provenance, Receipt};
use owner::Register;
use parts::{Part, Scope};
use workbook::Workbook;

/// Folder of the communes' workbooks below `inputs/`.
const SUBMISSIONS: &str = "submissions";
/// Workbooks that are read at the same time.
const MOST_THREADS: usize = 8;

/// Everything that was read below `inputs/`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Ingest {
    /// One dossier for each unit that has sent one, in the official order.
    pub dossiers: Vec<Dossier>,
    /// Guests, in the order of their rows.
    pub guests: Vec<Guest>,
    /// Where each value came from.
    pub provenance: Provenance,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// Path below `inputs/` and BLAKE3 of each workbook that was read.
    pub workbooks: Vec<(String, String)>,
}

/// Reads the communes' workbooks and the list of guests.
pub fn ingest(inputs: &Path, file: &ForumFile, receipts: &[Receipt], ids: &mut Ids) -> Ingest {
    submissions(inputs, file, receipts, ids).with_guests(inputs, file, ids)
}

/// Reads the communes' workbooks. `ids` gains what is new; the caller writes it.
pub fn submissions(inputs: &Path, file: &ForumFile, receipts: &[Receipt], ids: &mut Ids) -> Ingest {
    let mut ingest = Ingest::default();
    let workbooks = ingest.read_submissions(inputs, file, receipts);
    let mut by_unit = ingest.by_unit(&workbooks, file, receipts);
    for unit in &file.units {
        let Some(Sent { files, parts }) = by_unit.remove(unit.code.as_str()) else {
            continue;
        };
        let mut choice = versions::choose(&files, parts, receipts);
        let said = choice.findings.drain(..);
        ingest
            .findings
            .extend(said.map(|finding| finding.unit(unit.code.clone())));
        let known = ids.units.entry(unit.code.clone()).or_default();
        let (dossier, sink) = dossier::read(&choice, unit, file, known);
        ingest.dossiers.push(dossier);
        ingest.provenance.extend(sink.provenance);
        ingest.findings.extend(sink.findings);
    }
    ingest
}

impl Ingest {
    /// Reads the list of guests too.
    pub fn with_guests(mut self, inputs: &Path, file: &ForumFile, ids: &mut Ids) -> Self {
        let (guests, sink, hash) = guests::read(inputs, file, ids);
        self.guests = guests;
        self.provenance.extend(sink.provenance);
        self.findings.extend(sink.findings);
        self.workbooks.extend(hash.map(|hash| (guests::FILE.to_owned(), hash)));
        self
    }

    /// The workbooks below `submissions/` that could be read, in the order of their names.
    fn read_submissions(&mut self, inputs: &Path, file: &ForumFile, receipts: &[Receipt]) -> Vec<Workbook> {
        let paths = match files::walk(&inputs.join(SUBMISSIONS)) {
            Ok(paths) => paths,
            Err(error) => {
                let fault = Fault::FolderUnreadable { reason: error.reason() };
                self.findings.push(Finding::new(fault).in_file(SUBMISSIONS));
                Vec::new()
            }
        };
        let paths = paths.into_iter().map(|path| format!("{SUBMISSIONS}/{path}"));
        let (paths, others): (Vec<String>, Vec<String>) = paths.partition(|path| is_workbook(path));
        for path in others.iter().filter(|path| !is_guide(path)) {
            self.findings
                .push(Finding::new(Fault::FileIgnored {}).in_file(path.clone()));
        }
        let register = Register {
            receipts,
            units: &file.units,
        };
        let mut workbooks = Vec::new();
        for (path, read) in paths.iter().zip(read_all(inputs, &paths)) {
            match read {
                Ok(workbook) => {
                    self.workbooks.push((path.clone(), workbook.blake3.clone()));
                    workbooks.push(workbook);
                }
                Err(fault) => {
                    let mut finding = Finding::new(fault).in_file(path.clone());
                    finding.unit = register.of_path(path).map(|unit| unit.code.clone());
                    self.findings.push(finding);
                }
            }
        }
        workbooks
    }

    /// What each unit has sent, by its code; what could not be read of a workbook becomes a finding.
    fn by_unit<'w>(
        &mut self,
        workbooks: &'w [Workbook],
        file: &ForumFile,
        receipts: &[Receipt],
    ) -> BTreeMap<String, Sent<'w>> {
        let units = &file.units;
        let scope = Scope {
            units,
            year: file.forum.year,
        };
        let register = Register { receipts, units };
        let mut by_unit: BTreeMap<String, Sent<'w>> = BTreeMap::new();
        for workbook in workbooks {
            let (parts, strays) = parts::scan(workbook, scope);
            self.findings.extend(strays);
            let owned = register.of_workbook(workbook, parts);
            self.findings.extend(owned.findings);
            let units: Vec<&String> = owned
                .unit
                .iter()
                .chain(owned.parts.iter().map(|(unit, _)| unit))
                .collect();
            for unit in &units {
                let sent = by_unit.entry((*unit).clone()).or_default();
                if !sent.files.iter().any(|other| other.file == workbook.file) {
                    sent.files.push(workbook);
                }
            }
            let alone = units.first().filter(|first| units.iter().all(|unit| unit == *first));
            self.findings
                .extend(workbook.findings.iter().cloned().map(|finding| match alone {
                    Some(unit) => finding.unit((*unit).clone()),
                    None => finding,
                }));
            for (unit, part) in owned.parts {
                by_unit.entry(unit).or_default().parts.push(part);
            }
        }
        by_unit
    }
}

/// What a unit has sent.
#[derive(Default)]
struct Sent<'w> {
    files: Vec<&'w Workbook>,
    parts: Vec<Part<'w>>,
}

/// Files that somebody may have meant as a workbook, whatever is in them.
fn is_workbook(path: &str) -> bool {
    has_extension(path, &["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "et"])
}

fn is_guide(path: &str) -> bool {
    has_extension(path, &["md", "txt"])
}

fn has_extension(path: &str, extensions: &[&str]) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, extension)| extensions.contains(&extension.to_lowercase().as_str()))
}

/// Reads the workbooks on a few threads; the results stand in the order of the paths.
fn read_all(inputs: &Path, paths: &[String]) -> Vec<Result<Workbook, Fault>> {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(MOST_THREADS));
    let next = AtomicUsize::new(0);
    let results: Mutex<BTreeMap<usize, Result<Workbook, Fault>>> = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.min(paths.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(path) = paths.get(index) else { break };
                    let read = workbook::open(&inputs.join(path), path);
                    match results.lock() {
                        Ok(mut results) => results.insert(index, read),
                        Err(poisoned) => poisoned.into_inner().insert(index, read),
                    };
                }
            });
        }
    });
    let results = results.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    results.into_values().collect()
}

#[cfg(test)]
mod tests;
