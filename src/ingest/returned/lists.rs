//! Lists of the summary workbook in which somebody typed: what differs from the texts that the program wrote, as typed values.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::super::fields::{self, Parsed, dates, excerpt, matching};
use super::super::workbook::{Cell, Sheet, Workbook, address};
use super::layout::{heading, position};
use crate::finding::{Fault, Finding, Place};
use crate::model::ForumFile;
use crate::model::ours::{BASE_SHEET, CORRECTIONS};
use crate::vietnamese::{clean, normal::clean_line};

/// A value that somebody typed into a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListChange {
    /// Model path of the value.
    pub path: String,
    /// What the program had written; null for an empty cell.
    pub was: Value,
    /// What stands there now.
    pub now: Value,
    /// The cell.
    pub place: Place,
}

/// What somebody typed into the lists of a workbook.
#[derive(Debug, Default)]
pub struct ListChanges {
    /// The workbook, as it is named in what is said about it.
    pub file: String,
    /// BLAKE3 of its bytes.
    pub blake3: String,
    /// Changed values.
    pub changes: Vec<ListChange>,
    /// What could not be understood.
    pub findings: Vec<Finding>,
}

/// Whether a workbook shows facts of the model and takes corrections of them.
pub(super) fn takes_corrections(workbook: &Workbook) -> bool {
    workbook.meta.contains_key(CORRECTIONS)
}

/// The changes in a workbook that takes corrections.
pub fn changes(workbook: &Workbook, forum: &ForumFile) -> ListChanges {
    let mut found = ListChanges {
        file: workbook.file.clone(),
        blake3: workbook.blake3.clone(),
        ..ListChanges::default()
    };
    let Some(base) = workbook.sheets.iter().find(|sheet| sheet.name == BASE_SHEET) else {
        let fault = Fault::ListBaseMissing {};
        found.findings.push(Finding::new(fault).in_file(workbook.file.clone()));
        return found;
    };
    for (number, base) in tables(base) {
        let table = Table::find(workbook, &number, &base);
        match table {
            Ok(table) => table.compare(workbook, &base, forum, &mut found),
            Err(sheet) => {
                let fault = Fault::ReturnedTableMissing { sheet };
                found.findings.push(Finding::new(fault).in_file(workbook.file.clone()));
            }
        }
    }
    found
}

/// The texts of a table as the program wrote them.
#[derive(Debug, Default)]
struct Base {
    keys: Vec<String>,
    rows: BTreeMap<String, Vec<String>>,
}

fn tables(sheet: &Sheet) -> BTreeMap<String, Base> {
    let mut tables: BTreeMap<String, Base> = BTreeMap::new();
    for row in 0..sheet.height() {
        let text = |column: u32| sheet.at(row, column).map(|cell| cell.raw.clone()).unwrap_or_default();
        let table = tables.entry(text(0)).or_default();
        let last = sheet.row(row).map(|(column, _)| column).max().unwrap_or(0);
        let texts = (2..=last).map(text).collect();
        match text(1) {
            id if id.is_empty() => table.keys = texts,
            id => {
                table.rows.insert(id, texts);
            }
        }
    }
    tables
}

/// A table as it stands in the workbook now.
struct Table<'w> {
    sheet: &'w Sheet,
    id: u32,
    first_row: u32,
    /// Place of the key in the base, and column.
    columns: Vec<(usize, u32)>,
}

impl<'w> Table<'w> {
    /// The table of that number; the name of its sheet if it is not there.
    fn find(workbook: &'w Workbook, number: &str, base: &Base) -> Result<Self, String> {
        let get = |what: String| {
            workbook
                .meta
                .get(&format!("table.{number}{what}"))
                .map_or("", String::as_str)
        };
        let name = get(".sheet".to_owned());
        let missing = || name.to_owned();
        let sheet = workbook
            .sheets
            .iter()
            .find(|sheet| sheet.name == name)
            .ok_or_else(missing)?;
        let mut taken = std::collections::BTreeSet::new();
        let id = heading(sheet, get(".id".to_owned()), "Mã", &taken).ok_or_else(missing)?;
        let mut last_row = id.0;
        let mut columns = Vec::new();
        for (index, key) in base.keys.iter().enumerate() {
            let (cell, words) = (get(format!(".cell.{key}")), get(format!(".heading.{key}")));
            // Two columns may have one heading: each is looked for in its own place first.
            if position(cell).is_none() {
                continue;
            }
            if let Some(found) = heading(sheet, cell, words, &taken) {
                taken.insert(found);
                last_row = last_row.max(found.0);
                columns.push((index, found.1));
            }
        }
        Ok(Self {
            sheet,
            id: id.1,
            first_row: last_row + 1,
            columns,
        })
    }

    fn compare(&self, workbook: &Workbook, base: &Base, forum: &ForumFile, found: &mut ListChanges) {
        for row in self.first_row..self.sheet.height() {
            let place = |column: u32| Place {
                file: Some(workbook.file.clone()),
                sheet: Some(self.sheet.name.clone()),
                cell: Some(address(row, column)),
            };
            let id = self
                .sheet
                .at(row, self.id)
                .map(|cell| clean_line(&cell.raw))
                .unwrap_or_default();
            let Some(texts) = base.rows.get(&id) else {
                let filled: Vec<u32> = self.columns.iter().map(|(_, column)| *column).collect();
                let filled: Vec<u32> = filled
                    .into_iter()
                    .filter(|column| self.sheet.at(row, *column).is_some())
                    .collect();
                // A heading over a group stands in one cell; a row that somebody added fills several.
                if id.is_empty() && filled.len() > 1 && !self.is_total(row) {
                    found
                        .findings
                        .push(Finding::new(Fault::ListRowAdded {}).at(place(filled[0])));
                }
                continue;
            };
            for (index, column) in &self.columns {
                let (key, before) = (base.keys[*index].as_str(), texts.get(*index).map_or("", String::as_str));
                let cell = self.sheet.at(row, *column);
                if clean(cell.map_or("", |cell| cell.raw.as_str())) == clean(before) {
                    continue;
                }
                let path = format!("{id}/{key}");
                let was = parse(&path, &written(before), forum).value.unwrap_or(Value::Null);
                let now = match cell {
                    None => Parsed::new(Value::Null),
                    Some(cell) => parse(&path, cell, forum),
                };
                match now.value {
                    Some(now) if now == was => {}
                    Some(now) => found.changes.push(ListChange {
                        path,
                        was,
                        now,
                        place: place(*column),
                    }),
                    None => {
                        let text = excerpt(cell.map_or("", |cell| cell.raw.as_str()));
                        let what = key.to_owned();
                        let fault = now.fault.unwrap_or(Fault::ValueUnknown { what, text });
                        found.findings.push(Finding::new(fault).at(place(*column)).path(path));
                    }
                }
            }
        }
    }

    /// Whether the row adds up the ones above: its first words stand in the cell beside the ids.
    fn is_total(&self, row: u32) -> bool {
        let first = self.sheet.row(row).find(|(column, _)| *column > self.id);
        first.is_some_and(|(_, cell)| clean_line(&cell.raw).starts_with("Tổng"))
    }
}

/// A text as a cell.
fn written(text: &str) -> Cell {
    Cell {
        raw: text.to_owned(),
        value: super::super::workbook::Value::Text,
        legacy_font: None,
        struck: false,
        hints: Default::default(),
    }
}

/// The value of a text at a model path, as the submissions are read; nothing for a text without words.
pub fn typed(path: &str, text: &str, forum: &ForumFile) -> Result<Value, Fault> {
    let parsed = parse(path, &written(text), forum);
    parsed.value.ok_or_else(|| {
        let what = path.rsplit('/').next().unwrap_or_default().to_owned();
        let text = excerpt(text);
        parsed.fault.unwrap_or(Fault::ValueUnknown { what, text })
    })
}

/// The value of a cell at a model path, as the submissions are read.
fn parse(path: &str, cell: &Cell, forum: &ForumFile) -> Parsed<Value> {
    let (record, field) = path.rsplit_once('/').unwrap_or(("", path));
    if cell.raw.trim().is_empty() {
        return Parsed::new(Value::Null);
    }
    let guest = path.starts_with("guests/");
    match field {
        "name" if !guest => json(fields::name(cell).0),
        "gender" => json(fields::gender(cell)),
        "birth" => json(dates::birth(cell)),
        "class" => json(fields::class(cell)),
        "phone" => json(fields::phone(cell)),
        "duties" => json(fields::duties(cell)),
        "role" if !guest => json(fields::role(cell)),
        "form" => json(fields::entry_form(cell)),
        "reply" if guest => json(fields::guest_reply(cell)),
        "theme" => or_null(json(matching::theme(cell, &forum.themes))),
        "minutes" | "performers" | "order" => json(fields::count(cell, "số")),
        "sent" => json(dates::day(cell, "ngày gửi tranh")),
        "commitment" | "selected" | "a0" | "framed" | "labelled" => json(fields::yes_no(cell, "có hay không")),
        _ if record.ends_with("/consent") => json(fields::yes_no(cell, "có hay không")),
        "edited_text" | "needs" => or_null(json(fields::text(cell))),
        _ => or_null(json(fields::line(cell))),
    }
}

fn json<T: Serialize>(parsed: Parsed<T>) -> Parsed<Value> {
    parsed.map(|value| serde_json::to_value(value).unwrap_or(Value::Null))
}

/// What says nothing ("–") is no value.
fn or_null(parsed: Parsed<Value>) -> Parsed<Value> {
    match (&parsed.value, &parsed.fault) {
        (None, None) => Parsed::new(Value::Null),
        _ => parsed,
    }
}
