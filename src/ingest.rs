//! Workbooks -> tables -> fields -> dossiers; every value keeps the cell it came from.

mod dossier;
pub mod drafts;
mod encoding;
mod fields;
mod file_versions;
mod forms;
mod groups;
mod guests;
mod headings;
pub mod ids;
mod layouts;
mod likeness;
#[cfg(test)]
mod made;
mod owner;
mod parts;
pub mod returned;
mod row;
mod submissions;
mod table;
mod titles;
mod upright;
mod versions;
pub mod workbook;

use std::collections::BTreeMap;
use std::path::Path;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde::{Deserialize, Serialize};

pub(crate) use fields::grade;
pub use guests::{FILE as GUESTS, relate};
pub use ids::Ids;

use crate::finding::{Fault, Finding};
use crate::model::{Dossier, ForumFile, Guest, Provenance, Receipt};
use owner::Register;
use parts::{Part, Scope};
pub use workbook::Shelf;
use workbook::Workbook;

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
    let shelf = Shelf::none();
    submissions(inputs, file, receipts, ids, &shelf).with_guests(inputs, file, ids, &shelf)
}

/// Reads the communes' workbooks, as far as they do not lie on the `shelf`. `ids` gains what is new; the caller writes it.
pub fn submissions(inputs: &Path, file: &ForumFile, receipts: &[Receipt], ids: &mut Ids, shelf: &Shelf) -> Ingest {
    let mut ingest = Ingest::default();
    let workbooks = ingest.read_submissions(inputs, file, receipts, shelf);
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
    ingest.name_places(&workbooks);
    ingest
}

impl Ingest {
    /// Says the places in Word files as people see them: their tables have no letters for columns.
    fn name_places(&mut self, workbooks: &[Workbook]) {
        let documents: Vec<&str> = workbooks
            .iter()
            .filter(|workbook| workbook.document)
            .map(|workbook| workbook.file.as_str())
            .collect();
        let name = |file: &str, cell: &mut String| {
            if documents.contains(&file) {
                *cell = workbook::place_in_document(cell);
            }
        };
        for finding in &mut self.findings {
            let Some(file) = &finding.place.file else { continue };
            if let Some(cell) = &mut finding.place.cell {
                name(file, cell);
            }
            if let Fault::TextDecoded { cells, .. } | Fault::TextGuessed { cells, .. } = &mut finding.fault {
                name(file, cells);
            }
        }
        for origin in self.provenance.values_mut() {
            name(&origin.file, &mut origin.cell);
        }
    }

    /// Reads the list of guests too.
    pub fn with_guests(mut self, inputs: &Path, file: &ForumFile, ids: &mut Ids, shelf: &Shelf) -> Self {
        let (guests, sink, hash) = guests::read(inputs, file, ids, shelf);
        self.guests = guests;
        self.provenance.extend(sink.provenance);
        self.findings.extend(sink.findings);
        self.workbooks.extend(hash.map(|hash| (guests::FILE.to_owned(), hash)));
        self
    }

    /// The workbooks below `submissions/` that could be read, in the order of their names.
    fn read_submissions(
        &mut self,
        inputs: &Path,
        file: &ForumFile,
        receipts: &[Receipt],
        shelf: &Shelf,
    ) -> Vec<Workbook> {
        let register = Register {
            receipts,
            units: &file.units,
        };
        let mut workbooks = Vec::new();
        let scope = Scope {
            units: &file.units,
            year: file.forum.year,
        };
        // Scripts and decisions come as Word files too: only one with a list counts.
        let stand = |mut workbook: Workbook| {
            upright::stand(&mut workbook, scope);
            match workbook.document && parts::scan(&workbook, scope).0.is_empty() {
                true => Err(Fault::FileIgnored {}),
                false => Ok(workbook),
            }
        };
        let read = submissions::read(inputs, shelf).into_par_iter();
        let read: Vec<_> = read.map(|(path, read)| (path, read.and_then(stand))).collect();
        for (path, read) in read {
            match read {
                Ok(workbook) => {
                    self.workbooks.push((path.clone(), workbook.blake3.clone()));
                    workbooks.push(workbook);
                }
                Err(fault) => {
                    let mut finding = Finding::new(fault).in_file(path.clone());
                    finding.unit = register.of_path(&path).map(|unit| unit.code.clone());
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
        let scanned: Vec<_> = workbooks
            .par_iter()
            .map(|workbook| parts::scan(workbook, scope))
            .collect();
        for (workbook, (parts, strays)) in workbooks.iter().zip(scanned) {
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

#[cfg(test)]
mod tests;
