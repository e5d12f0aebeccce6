//! Workbooks -> tables -> fields -> dossiers; every value keeps the cell it came from.

mod dossier;
mod encoding;
mod fields;
mod guests;
pub mod ids;
mod layouts;
mod owner;
pub mod returned;
mod row;
mod table;
pub mod workbook;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(crate) use fields::grade;
pub use guests::FILE as GUESTS;
pub use ids::Ids;

use crate::files;
use crate::finding::{Fault, Finding};
use crate::model::{Dossier, ForumFile, Guest, Provenance, Receipt};
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
    let by_unit = ingest.read_submissions(inputs, file, receipts);
    for unit in &file.units {
        let Some(workbooks) = by_unit.get(unit.code.as_str()) else {
            continue;
        };
        let Some(workbook) = ingest.latest(workbooks, receipts, &unit.code) else {
            continue;
        };
        let known = ids.units.entry(unit.code.clone()).or_default();
        let (dossier, sink) = dossier::read(workbook, unit, file, known);
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

    /// The workbooks below `submissions/` that could be read, by the code of their unit.
    fn read_submissions(
        &mut self,
        inputs: &Path,
        file: &ForumFile,
        receipts: &[Receipt],
    ) -> BTreeMap<String, Vec<Workbook>> {
        let paths = match files::walk(&inputs.join(SUBMISSIONS)) {
            Ok(paths) => paths,
            Err(error) => {
                let fault = Fault::FolderUnreadable { reason: error.reason() };
                self.findings.push(Finding::new(fault).in_file(SUBMISSIONS));
                Vec::new()
            }
        };
        let paths = paths.into_iter().map(|path| format!("{SUBMISSIONS}/{path}"));
        let (workbooks, others): (Vec<String>, Vec<String>) = paths.partition(|path| is_workbook(path));
        for path in others.iter().filter(|path| !is_guide(path)) {
            self.findings
                .push(Finding::new(Fault::FileIgnored {}).in_file(path.clone()));
        }
        let mut by_unit: BTreeMap<String, Vec<Workbook>> = BTreeMap::new();
        for (path, read) in workbooks.iter().zip(read_all(inputs, &workbooks)) {
            match read {
                Ok(workbook) => {
                    self.workbooks.push((path.clone(), workbook.blake3.clone()));
                    let (unit, findings) = owner::of_workbook(&workbook, receipts, &file.units);
                    self.findings.extend(findings);
                    if let Some(unit) = unit {
                        by_unit.entry(unit.code.clone()).or_default().push(workbook);
                    }
                }
                Err(fault) => {
                    let mut finding = Finding::new(fault).in_file(path.clone());
                    finding.unit = owner::of_path(path, receipts, &file.units).map(|unit| unit.code.clone());
                    self.findings.push(finding);
                }
            }
        }
        by_unit
    }

    /// Of several workbooks of one unit the one that came last; what could not be read of it becomes a finding.
    fn latest<'w>(&mut self, workbooks: &'w [Workbook], receipts: &[Receipt], unit: &str) -> Option<&'w Workbook> {
        let received = |workbook: &Workbook| received_on(&workbook.file, receipts);
        // Of equals the last in the order of names wins, as "… sửa lần 2" usually is.
        let used = workbooks.iter().max_by_key(|workbook| received(workbook))?;
        for other in workbooks.iter().filter(|other| other.file != used.file) {
            let (used_name, other_name) = (used.file.clone(), other.file.clone());
            let fault = match received(used) > received(other) && received(other).is_some() {
                true => Fault::UnitVersions {
                    used: used_name,
                    other: other_name,
                },
                false => Fault::UnitTwice {
                    used: used_name,
                    other: other_name,
                },
            };
            self.findings
                .push(Finding::new(fault).unit(unit).in_file(other.file.clone()));
        }
        self.findings
            .extend(used.findings.iter().map(|finding| finding.clone().unit(unit)));
        Some(used)
    }
}

fn received_on(file: &str, receipts: &[Receipt]) -> Option<Date> {
    let file = file.strip_prefix("submissions/").unwrap_or(file);
    receipts
        .iter()
        .filter(|receipt| receipt.files.iter().any(|other| other == file))
        .map(|receipt| receipt.on)
        .max()
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
