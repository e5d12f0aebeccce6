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
mod submissions;
mod table;
pub mod workbook;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

pub(crate) use fields::grade;
pub use guests::FILE as GUESTS;
pub use ids::Ids;

use crate::finding::{Fault, Finding};
use crate::model::{Dossier, ForumFile, Guest, Provenance, Receipt};
use workbook::Workbook;

/// Everything that was read below `inputs/`.
#[derive(Debug, Default)]
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
    /// Which of them are Word files.
    documents: Vec<String>,
}

/// Reads the communes' workbooks and the list of guests. `ids` gains what is new; the caller writes it.
pub fn ingest(inputs: &Path, file: &ForumFile, receipts: &[Receipt], ids: &mut Ids) -> Ingest {
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
    let (guests, sink, hash) = guests::read(inputs, file, ids);
    ingest.guests = guests;
    ingest.provenance.extend(sink.provenance);
    ingest.findings.extend(sink.findings);
    ingest
        .workbooks
        .extend(hash.map(|hash| (guests::FILE.to_owned(), hash)));
    ingest.name_places();
    ingest
}

impl Ingest {
    /// The workbooks below `submissions/` that could be read, by the code of their unit.
    fn read_submissions(
        &mut self,
        inputs: &Path,
        file: &ForumFile,
        receipts: &[Receipt],
    ) -> BTreeMap<String, Vec<Workbook>> {
        let mut by_unit: BTreeMap<String, Vec<Workbook>> = BTreeMap::new();
        for (path, read) in submissions::read(inputs) {
            match read {
                Ok(workbook) => {
                    self.workbooks.push((path.clone(), workbook.blake3.clone()));
                    self.documents.extend(workbook.document.then_some(path));
                    let (unit, findings) = owner::of_workbook(&workbook, receipts, &file.units);
                    self.findings.extend(findings);
                    if let Some(unit) = unit {
                        by_unit.entry(unit.code.clone()).or_default().push(workbook);
                    }
                }
                Err(fault) => {
                    let mut finding = Finding::new(fault).in_file(path.clone());
                    finding.unit = owner::of_path(&path, receipts, &file.units).map(|unit| unit.code.clone());
                    self.findings.push(finding);
                }
            }
        }
        by_unit
    }

    /// Says the places in Word files as people see them: their tables have no letters for columns.
    fn name_places(&mut self) {
        let documents = &self.documents;
        let name = |file: &str, cell: &mut String| {
            if documents.iter().any(|document| document == file) {
                *cell = workbook::place_in_document(cell);
            }
        };
        for finding in &mut self.findings {
            if let (Some(file), Some(cell)) = (&finding.place.file, &mut finding.place.cell) {
                name(file, cell);
            }
        }
        for origin in self.provenance.values_mut() {
            name(&origin.file, &mut origin.cell);
        }
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

#[cfg(test)]
mod tests;
