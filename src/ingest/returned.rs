//! Workbooks that this program made and people filled in, below `inputs/returned/` -> replies with the cells they came from.

mod layout;
mod lists;

use std::collections::BTreeMap;
use std::path::Path;

use super::fields::{self, Parsed, dates, excerpt};
use super::row::{Need, Row, Sink};
use super::table::Record;
use super::workbook::{self, Cell, Sheet, Shelf, Workbook, address};
use layout::{Found, tables};
pub use lists::{ListChange, ListChanges, ListRow, changes, typed};

use crate::files;
use crate::finding::{Fault, Finding, Place};
use crate::model::{Dossier, ForumFile, Provenance, Reply, ReplyStatus};
use crate::vietnamese::{fold::fold_words, normal::clean_line, slug};

/// Folder of the filled-in workbooks below `inputs/`.
const FOLDER: &str = "returned";

/// `kind` of an agency's reply workbook in its `_META`.
const REPLIES: &str = "tra-loi";

/// Keys of the columns that agencies fill in, with the field of a recommendation and of a question that each becomes.
const COLUMNS: [(&str, &str, &str); 5] = [
    ("reply", "reply", "answer"),
    ("status", "status", ""),
    ("reply_number", "reply_number", ""),
    ("reply_date", "reply_date", ""),
    ("answered_by", "answered_by", ""),
];

/// What came back.
#[derive(Debug, Default)]
pub struct Returned {
    /// Replies, at most one for each id.
    pub replies: Vec<Reply>,
    /// Where they came from.
    pub provenance: Provenance,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// Path below `inputs/` and BLAKE3 of each workbook that was read.
    pub workbooks: Vec<(String, String)>,
}

/// The workbooks below `inputs/returned/`, opened.
#[derive(Debug, Default)]
pub struct Opened {
    workbooks: Vec<Workbook>,
    findings: Vec<Finding>,
}

/// Opens the workbooks below `inputs/returned/`. One that cannot be read does not keep the rest from being read.
pub fn open(inputs: &Path, shelf: &Shelf) -> Opened {
    let mut opened = Opened::default();
    let paths = match files::walk(&inputs.join(FOLDER)) {
        Ok(paths) => paths,
        Err(error) => {
            let fault = Fault::FolderUnreadable { reason: error.reason() };
            opened.findings.push(Finding::new(fault).in_file(FOLDER));
            Vec::new()
        }
    };
    let paths: Vec<String> = paths
        .into_iter()
        .filter(|path| workbook::is_named(path))
        .map(|path| format!("{FOLDER}/{path}"))
        .collect();
    for (path, read) in paths.iter().zip(workbook::open_all(inputs, &paths, shelf)) {
        match read {
            Ok(workbook) => opened.workbooks.push(workbook),
            Err(fault) => opened.findings.push(Finding::new(fault).in_file(path.clone())),
        }
    }
    opened
}

impl Opened {
    /// Path and hash of each workbook.
    pub fn workbooks(&self) -> impl Iterator<Item = (&str, &str)> {
        let workbooks = self.workbooks.iter();
        workbooks.map(|workbook| (workbook.file.as_str(), workbook.blake3.as_str()))
    }

    /// What somebody typed into the lists of the summary workbooks among them.
    pub fn list_changes(&self, file: &ForumFile) -> Vec<ListChanges> {
        let workbooks = self
            .workbooks
            .iter()
            .filter(|workbook| lists::takes_corrections(workbook));
        workbooks.map(|workbook| changes(workbook, file)).collect()
    }

    /// The agencies' replies. What one of the workbooks holds wrongly does not keep the rest from being read.
    pub fn replies(&self, file: &ForumFile, dossiers: &[Dossier]) -> Returned {
        let mut returned = Returned {
            findings: self.findings.clone(),
            ..Returned::default()
        };
        let workbooks = self
            .workbooks
            .iter()
            .filter(|workbook| !lists::takes_corrections(workbook));
        returned.take(workbooks, file, dossiers);
        returned
    }
}

/// Sets replies on the questions and recommendations that they answer. What a reply does not say stays as it is.
pub fn lay_on(dossiers: &mut [Dossier], replies: &[Reply]) {
    let by_id: BTreeMap<&str, &Reply> = replies.iter().map(|reply| (reply.id.as_str(), reply)).collect();
    for dossier in dossiers {
        for question in &mut dossier.questions {
            if let Some(reply) = by_id.get(question.id.as_str()) {
                set(&mut question.answer, &reply.text);
            }
        }
        for recommendation in &mut dossier.recommendations {
            let Some(reply) = by_id.get(recommendation.id.as_str()) else {
                continue;
            };
            recommendation.status = reply.status.unwrap_or(recommendation.status);
            set(&mut recommendation.reply, &reply.text);
            set(&mut recommendation.reply_number, &reply.number);
            set(&mut recommendation.reply_date, &reply.date);
            set(&mut recommendation.answered_by, &reply.answered_by);
        }
    }
}

fn set<T: Clone>(place: &mut Option<T>, value: &Option<T>) {
    if value.is_some() {
        place.clone_from(value);
    }
}

/// A question or recommendation that can be answered.
struct Known<'a> {
    unit: &'a str,
    agency: Option<&'a str>,
    cooperating: &'a [String],
    is_question: bool,
}

impl Known<'_> {
    fn path(&self, id: &str) -> String {
        let list = if self.is_question {
            "questions"
        } else {
            "recommendations"
        };
        format!("units/{}/{list}/{id}", self.unit)
    }

    /// The reply of the agency that leads goes before that of another.
    fn leads(&self, agency: &str) -> bool {
        self.agency.is_none_or(|lead| lead == agency)
    }
}

fn known(dossiers: &[Dossier]) -> BTreeMap<&str, Known<'_>> {
    let mut known = BTreeMap::new();
    for dossier in dossiers {
        let unit = dossier.unit.code.as_str();
        for question in &dossier.questions {
            let entry = Known {
                unit,
                agency: question.agency.as_deref(),
                cooperating: &[],
                is_question: true,
            };
            known.insert(question.id.as_str(), entry);
        }
        for recommendation in &dossier.recommendations {
            let entry = Known {
                unit,
                agency: recommendation.agency.as_deref(),
                cooperating: &recommendation.cooperating,
                is_question: false,
            };
            known.insert(recommendation.id.as_str(), entry);
        }
    }
    known
}

/// A reply and the row it stands in.
struct Taken {
    reply: Reply,
    place: Place,
    provenance: Provenance,
}

impl Returned {
    fn take<'w>(&mut self, workbooks: impl Iterator<Item = &'w Workbook>, file: &ForumFile, dossiers: &[Dossier]) {
        let known = known(dossiers);
        let mut first_of: BTreeMap<String, String> = BTreeMap::new();
        let mut taken: BTreeMap<String, Taken> = BTreeMap::new();
        for workbook in workbooks {
            self.workbooks.push((workbook.file.clone(), workbook.blake3.clone()));
            self.findings.extend(workbook.findings.iter().cloned());
            let agency = match agency_of(workbook, file) {
                Ok(agency) => agency,
                Err(fault) => {
                    self.findings.push(Finding::new(fault).in_file(workbook.file.clone()));
                    continue;
                }
            };
            match first_of.get(&agency) {
                Some(first) => {
                    let fault = Fault::ReturnedTwice {
                        agency: agency.clone(),
                        other: first.clone(),
                    };
                    self.findings.push(Finding::new(fault).in_file(workbook.file.clone()));
                }
                None => {
                    first_of.insert(agency.clone(), workbook.file.clone());
                }
            }
            for table in tables(&workbook.meta) {
                match table.find(workbook) {
                    Some(found) => self.take_table(workbook, &agency, &found, &known, &mut taken),
                    None => {
                        let fault = Fault::ReturnedTableMissing {
                            sheet: table.sheet.to_owned(),
                        };
                        self.findings.push(Finding::new(fault).in_file(workbook.file.clone()));
                    }
                }
            }
        }
        for (_, Taken { reply, provenance, .. }) in taken {
            self.provenance.extend(provenance);
            self.replies.push(reply);
        }
    }

    fn take_table(
        &mut self,
        workbook: &Workbook,
        agency: &str,
        found: &Found<'_>,
        known: &BTreeMap<&str, Known<'_>>,
        taken: &mut BTreeMap<String, Taken>,
    ) {
        for row in found.first_row..found.sheet.height() {
            let record = found.record(row);
            let place = |column: u32| Place {
                file: Some(workbook.file.clone()),
                sheet: Some(found.sheet.name.clone()),
                cell: Some(address(row, column)),
            };
            let id = found.sheet.at(row, found.id).map(|cell| clean_line(&cell.raw));
            let Some(id) = id.filter(|id| !id.is_empty()) else {
                if let Some(column) = found.filled(&record) {
                    let fault = Fault::ReplyWithoutId {};
                    self.findings.push(Finding::new(fault).at(place(column)));
                }
                continue;
            };
            // An id that is not known is only of interest where somebody wrote something.
            let Some(entry) = known.get(id.as_str()) else {
                if let Some(column) = found.filled(&record) {
                    let fault = Fault::ReplyIdUnknown { id };
                    self.findings.push(Finding::new(fault).at(place(column)));
                }
                continue;
            };
            if found.filled(&record).is_none() {
                continue;
            }
            let mut sink = Sink::default();
            let reply = read_row(workbook, found.sheet, &record, &id, agency, entry, &mut sink);
            // Agencies filter their rows; each of them is known by its id, so none that is hidden was missed.
            sink.findings.retain(|finding| finding.fault != Fault::RowHidden {});
            self.findings.append(&mut sink.findings);
            let Some(reply) = reply else { continue };
            let column = record.cells.get("reply").map_or(found.id, |(_, column)| *column);
            let note = |fault| {
                Finding::new(fault)
                    .at(place(column))
                    .unit(entry.unit)
                    .path(entry.path(&id))
            };
            let cooperates = entry.cooperating.iter().any(|other| other == agency);
            if !entry.leads(agency) && !cooperates {
                let lead = entry.agency.unwrap_or_default().to_owned();
                let fault = Fault::ReplyOfOtherAgency {
                    agency: agency.to_owned(),
                    lead,
                };
                self.findings.push(note(fault));
            }
            if let Some(before) = taken.get(&id) {
                if says_the_same(&before.reply, &reply) {
                    continue;
                }
                let fault = Fault::ReplyConflict {
                    other: place_text(&before.place),
                };
                self.findings.push(note(fault));
                // The agency that leads speaks; of its own workbooks the last in the order of names does.
                if entry.leads(&before.reply.agency) && !entry.leads(agency) {
                    continue;
                }
            }
            let now = Taken {
                reply,
                place: place(column),
                provenance: sink.provenance,
            };
            taken.insert(id, now);
        }
    }
}

fn place_text(place: &Place) -> String {
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    format!("{}, {}, {}", part(&place.file), part(&place.sheet), part(&place.cell))
}

fn says_the_same(one: &Reply, other: &Reply) -> bool {
    one.text == other.text
        && one.status == other.status
        && one.number == other.number
        && one.date == other.date
        && one.answered_by == other.answered_by
}

/// The code of the agency whose reply workbook it is.
fn agency_of(workbook: &Workbook, file: &ForumFile) -> Result<String, Fault> {
    if workbook.meta.contains_key("form") {
        return Err(Fault::ReturnedForm {});
    }
    let Some(kind) = workbook.meta.get("kind") else {
        return Err(Fault::ReturnedNotOurs {});
    };
    if kind != REPLIES {
        return Err(Fault::ReturnedKindUnknown { kind: excerpt(kind) });
    }
    let key = workbook.meta.get("key").map_or("", String::as_str);
    let agency = file.agencies.iter().find(|agency| slug(&agency.code) == slug(key));
    agency
        .map(|agency| agency.code.clone())
        .ok_or_else(|| Fault::ReturnedAgencyUnknown { key: excerpt(key) })
}

/// Reads what an agency wrote into one row; nothing if it wrote nothing.
fn read_row(
    workbook: &Workbook,
    sheet: &Sheet,
    record: &Record,
    id: &str,
    agency: &str,
    entry: &Known<'_>,
    sink: &mut Sink,
) -> Option<Reply> {
    let mut row = Row::new(workbook, sheet, record);
    let field = |key: &str| {
        let column = COLUMNS.iter().find(|(column, ..)| *column == key);
        column.map_or(
            "",
            |(_, recommendation, question)| if entry.is_question { question } else { recommendation },
        )
    };
    let reply = Reply {
        id: id.to_owned(),
        agency: agency.to_owned(),
        text: row.read("reply", field("reply"), Need::May, fields::text),
        status: row.read("status", field("status"), Need::May, status),
        number: row.read("reply_number", field("reply_number"), Need::May, fields::line),
        date: row.read("reply_date", field("reply_date"), Need::May, |cell| {
            dates::day(cell, "ngày văn bản trả lời")
        }),
        answered_by: row.read("answered_by", field("answered_by"), Need::May, fields::line),
    };
    let open = reply.status.is_none_or(|status| status == ReplyStatus::ChuaTraLoi);
    let said = reply.text.is_some() || reply.number.is_some() || reply.date.is_some() || reply.answered_by.is_some();
    if !entry.is_question && reply.text.is_some() && open && (reply.status.is_some() || row.cell("status").is_none()) {
        row.fault("status", field("status"), Fault::ReplyWithoutStatus {});
    }
    let answered = matches!(
        reply.status,
        Some(ReplyStatus::DaTraLoiTaiDienDan | ReplyStatus::DaTraLoiBangVanBan)
    );
    if answered && reply.text.is_none() {
        row.fault("reply", field("reply"), Fault::ReplyWithoutText {});
    }
    row.finish(Some(entry.unit), &entry.path(id), sink);
    if said || !open {
        return Some(reply);
    }
    // Nothing was written: the words that the program itself put into the row came from no agency.
    sink.provenance.clear();
    None
}

/// Where a matter stands, in the words of the list; case and marks do not matter.
fn status(cell: &Cell) -> Parsed<ReplyStatus> {
    let said = fold_words(&cell.raw);
    if said.is_empty() {
        return Parsed::absent();
    }
    let found = ReplyStatus::ALL
        .iter()
        .find(|status| fold_words(status.label()) == said);
    match found {
        Some(status) => Parsed::new(*status),
        None => Parsed::without(Fault::ReplyStatusUnknown {
            text: excerpt(&cell.raw),
        }),
    }
}

#[cfg(test)]
mod tests;
