//! Lists of the summary workbook in which somebody typed: what differs from the texts that the program wrote, as typed values.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::super::fields::{self, Parsed, dates, excerpt, matching};
use super::super::workbook::{Cell, Sheet, Workbook, address};
use super::layout::{heading, position};
use crate::finding::{Fault, Finding, Place};
use crate::model::ForumFile;
use crate::model::ours::{BASE_SHEET, CORRECTIONS};
use crate::vietnamese::{clean, normal::clean_line};

/// Lists that take rows which somebody adds.
const TAKING: [&str; 2] = ["children", "caretakers"];

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

/// A row that somebody added to a list.
#[derive(Debug, Clone, PartialEq)]
pub struct ListRow {
    /// Model path of the list.
    pub list: String,
    /// What was typed, by field.
    pub fields: Map<String, Value>,
    /// Its first cell.
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
    /// Rows that were added.
    pub added: Vec<ListRow>,
    /// What could not be understood.
    pub findings: Vec<Finding>,
}

impl ListChanges {
    /// Nothing of it is to be taken over any more; what could not be understood is still told.
    pub fn forget(&mut self) {
        self.changes.clear();
        self.added.clear();
    }
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
        let mut taken = BTreeSet::new();
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
            let id = self.id_at(row);
            let place = |column: u32| self.place(workbook, row, column);
            let known = base.rows.get(&id).filter(|texts| !self.is_copy(row, &id, texts));
            let Some(texts) = known else {
                // A heading over a group stands in one cell; a row that somebody added fills several.
                if self.filled(row).len() > 1 && !self.is_total(row) {
                    self.added(workbook, row, base, forum, found);
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
                let Parsed { value, fault } = self.typed(row, *column, &path, forum);
                match value {
                    Some(now) if now == was => {}
                    Some(now) => found.changes.push(ListChange {
                        path,
                        was,
                        now,
                        place: place(*column),
                    }),
                    None => {
                        let told = fault.map(|fault| Finding::new(fault).at(place(*column)).path(path));
                        found.findings.extend(told);
                    }
                }
            }
        }
    }

    fn id_at(&self, row: u32) -> String {
        let cell = self.sheet.at(row, self.id);
        cell.map(|cell| clean_line(&cell.raw)).unwrap_or_default()
    }

    fn place(&self, workbook: &Workbook, row: u32, column: u32) -> Place {
        Place {
            file: Some(workbook.file.clone()),
            sheet: Some(self.sheet.name.clone()),
            cell: Some(address(row, column)),
        }
    }

    /// The columns to fill in that are not empty in a row.
    fn filled(&self, row: u32) -> Vec<u32> {
        let columns = self.columns.iter().map(|(_, column)| *column);
        columns.filter(|column| !self.text(row, *column).is_empty()).collect()
    }

    fn text(&self, row: u32, column: u32) -> String {
        clean(self.sheet.at(row, column).map_or("", |cell| cell.raw.as_str()))
    }

    /// Whether a row is one that somebody copied, with the hidden id, to write somebody else into it. Of two with one id that
    /// is the row which is not as it was written.
    fn is_copy(&self, row: u32, id: &str, texts: &[String]) -> bool {
        let text_of = |index: &usize| clean(texts.get(*index).map_or("", String::as_str));
        let as_written = |row: &u32| {
            let mut columns = self.columns.iter();
            columns.all(|(index, column)| self.text(*row, *column) == text_of(index))
        };
        let rows = self.first_row..self.sheet.height();
        let same: Vec<u32> = rows.filter(|row| self.id_at(*row) == id).collect();
        let original = same.iter().find(|row| as_written(row)).or(same.first());
        original.is_some_and(|original| *original != row) && !as_written(&row)
    }

    /// What was typed into a cell; where it cannot be understood, a fault says so.
    fn typed(&self, row: u32, column: u32, path: &str, forum: &ForumFile) -> Parsed<Value> {
        let Some(cell) = self.sheet.at(row, column) else {
            return Parsed::new(Value::Null);
        };
        let mut now = parse(path, cell, forum);
        if now.value.is_none() && now.fault.is_none() {
            let what = path.rsplit('/').next().unwrap_or(path).to_owned();
            let text = excerpt(&cell.raw);
            now.fault = Some(Fault::ValueUnknown { what, text });
        }
        now
    }

    /// A row that somebody added: a person of the unit under whose heading it stands, if it has a name; else it is told.
    fn added(&self, workbook: &Workbook, row: u32, base: &Base, forum: &ForumFile, found: &mut ListChanges) {
        let first = self.filled(row).first().copied().unwrap_or(self.id);
        let place = self.place(workbook, row, first);
        let list = self.list_of(row, base).filter(|list| {
            let name = list.rsplit('/').next().unwrap_or_default();
            TAKING.contains(&name)
        });
        let mut fields = Map::new();
        let mut wrong = Vec::new();
        for (index, column) in &self.columns {
            let key = base.keys[*index].as_str();
            let path = format!("{}/{key}", list.as_deref().unwrap_or_default());
            let Parsed { value, fault } = self.typed(row, *column, &path, forum);
            wrong.extend(fault.map(|fault| Finding::new(fault).at(self.place(workbook, row, *column))));
            let says_nothing = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            let Some(value) = value.filter(|value| !says_nothing(value)) else {
                continue;
            };
            match key.split_once('/') {
                None => drop(fields.insert(key.to_owned(), value)),
                Some((holder, key)) => {
                    let inner = fields.entry(holder).or_insert_with(|| Value::Object(Map::new()));
                    inner[key] = value;
                }
            }
        }
        match list {
            Some(list) if fields.contains_key("name") => {
                found.findings.extend(wrong);
                found.added.push(ListRow { list, fields, place });
            }
            _ => found.findings.push(Finding::new(Fault::ListRowAdded {}).at(place)),
        }
    }

    /// Model path of the list that a row without an id belongs to: that of the next record above it, or below it, without a
    /// heading between.
    fn list_of(&self, row: u32, base: &Base) -> Option<String> {
        let mut above = (self.first_row..row).rev();
        let mut below = row + 1..self.sheet.height();
        let list = |row: u32| {
            let id = self.id_at(row);
            base.rows.contains_key(&id).then_some(id)
        };
        let is_blank = |row: u32| self.sheet.row(row).all(|(_, cell)| cell.raw.trim().is_empty());
        let is_person = |row: u32| self.filled(row).len() > 1 && !self.is_total(row);
        let within = |row: &u32| list(*row).is_some() || is_blank(*row) || is_person(*row);
        let nearest = |rows: &mut dyn Iterator<Item = u32>| rows.take_while(within).find_map(list);
        let id = nearest(&mut above).or_else(|| nearest(&mut below))?;
        Some(id.rsplit_once('/')?.0.to_owned())
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
        "name" if !guest => json(fields::name(cell).name),
        "gender" => json(fields::gender(cell)),
        "birth" => json(dates::birth(cell)),
        "class" => json(fields::class(cell)),
        "phone" => json(fields::phone(cell)),
        "duties" => json(fields::duties(cell)),
        "role" if !guest => json(fields::role(cell)),
        "form" => json(fields::entry_form(cell)),
        "reply" if guest => json(fields::guest_reply(cell)),
        "theme" => or_null(json(matching::theme(cell, &forum.themes))),
        "agency" if !guest => or_null(json(matching::agency(cell, &forum.agencies, &forum.units))),
        "status" => json(super::status(cell)),
        "notes" => or_null(json(fields::line(cell)).map(without_replaced)),
        "minutes" | "performers" | "order" => json(fields::count(cell, "số")),
        "sent" => json(dates::day(cell, "ngày gửi tranh")),
        "commitment" | "selected" | "a0" | "framed" | "labelled" => json(fields::yes_no(cell, "có hay không")),
        _ if record.ends_with("/consent") => json(fields::yes_no(cell, "có hay không")),
        "edited_text" | "needs" => or_null(json(fields::text(cell))),
        _ => or_null(json(fields::line(cell))),
    }
}

/// A note as it was written: the list says before it whom a person came for.
fn without_replaced(note: Value) -> Value {
    const CAME_FOR: &str = "thay cho ";
    match note.as_str() {
        Some(text) if text.starts_with(CAME_FOR) => {
            let own = text.split_once(';').map(|(_, own)| own.trim());
            own.filter(|own| !own.is_empty()).map_or(Value::Null, Value::from)
        }
        _ => note,
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
