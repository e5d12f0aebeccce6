//! Finds the tables to fill in again: by the headings that `_META` names, first where they were, then anywhere.

use std::collections::{BTreeMap, BTreeSet};

use super::super::table::Record;
use super::super::workbook::{Cell, Sheet, Value, Workbook};
use super::COLUMNS;
use crate::model::ReplyStatus;
use crate::vietnamese::{fold::fold_words, normal::clean_line};

/// Rows in which a heading is looked for when it is not where it was.
const HEADING_ROWS: u32 = 60;

/// What `_META` says about a table.
pub(super) struct Layout<'a> {
    pub(super) sheet: &'a str,
    id: &'a str,
    /// Key, cell of the heading, heading.
    columns: Vec<(&'static str, &'a str, &'a str)>,
}

/// The tables that `_META` names.
pub(super) fn tables(meta: &BTreeMap<String, String>) -> Vec<Layout<'_>> {
    let get = |key: String| meta.get(&key).map(String::as_str);
    (1..)
        .map_while(|number| {
            let table = format!("table.{number}");
            let columns = COLUMNS.iter().filter_map(|(key, ..)| {
                let cell = get(format!("{table}.cell.{key}"))?;
                Some((*key, cell, get(format!("{table}.heading.{key}"))?))
            });
            Some(Layout {
                sheet: get(format!("{table}.sheet"))?,
                id: get(format!("{table}.id"))?,
                columns: columns.collect(),
            })
        })
        .collect()
}

/// A table that was found.
pub(super) struct Found<'a> {
    pub(super) sheet: &'a Sheet,
    /// Column of the ids.
    pub(super) id: u32,
    pub(super) first_row: u32,
    columns: Vec<(&'static str, u32)>,
}

impl Layout<'_> {
    /// The table in its own sheet, or in the first other one that has its headings.
    pub(super) fn find<'w>(&self, workbook: &'w Workbook) -> Option<Found<'w>> {
        let (own, others): (Vec<&Sheet>, Vec<&Sheet>) =
            workbook.sheets.iter().partition(|sheet| sheet.name == self.sheet);
        own.into_iter().chain(others).find_map(|sheet| self.find_in(sheet))
    }

    fn find_in<'w>(&self, sheet: &'w Sheet) -> Option<Found<'w>> {
        let id = heading(sheet, self.id, "Mã", &BTreeSet::new())?;
        let mut taken = BTreeSet::new();
        let mut last_row = id.0;
        let mut columns = Vec::new();
        for (key, cell, words) in &self.columns {
            // A column may have been deleted: the others are still of use.
            let Some(found) = heading(sheet, cell, words, &taken) else {
                continue;
            };
            taken.insert(found);
            last_row = last_row.max(found.0);
            columns.push((*key, found.1));
        }
        columns
            .iter()
            .any(|(key, _)| matches!(*key, "reply" | "status"))
            .then_some(Found {
                sheet,
                id: id.1,
                first_row: last_row + 1,
                columns,
            })
    }
}

/// The cell of a heading: where it was, or else the first one with its words that is not `taken`.
fn heading(sheet: &Sheet, cell: &str, words: &str, taken: &BTreeSet<(u32, u32)>) -> Option<(u32, u32)> {
    let words = fold_words(words);
    let says = |cell: &Cell| fold_words(&cell.raw) == words;
    if let Some((row, column)) = position(cell)
        && sheet.at(row, column).is_some_and(says)
    {
        return Some((row, column));
    }
    let mut near_top = sheet.cells.range(..(HEADING_ROWS, 0));
    near_top
        .find(|(place, cell)| !taken.contains(place) && says(cell))
        .map(|(place, _)| *place)
}

/// Row and column of an address in A1 notation, counted from 0.
pub(super) fn position(address: &str) -> Option<(u32, u32)> {
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = address.split_at(digits);
    let mut column: u32 = 0;
    for letter in letters.bytes() {
        let value = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

impl Found<'_> {
    /// The cells of a row by key.
    pub(super) fn record(&self, row: u32) -> Record {
        Record {
            row,
            cells: self
                .columns
                .iter()
                .map(|(key, column)| (*key, (row, *column)))
                .collect(),
            ..Record::default()
        }
    }

    /// The first column of the row into which somebody wrote something.
    pub(super) fn filled(&self, record: &Record) -> Option<u32> {
        let said = |key: &str, cell: &Cell| {
            let text = clean_line(&cell.raw);
            // The program itself writes this into a row that nobody has answered.
            (!text.is_empty() || cell.value == Value::Uncalculated)
                && !(key == "status" && text == ReplyStatus::ChuaTraLoi.label())
        };
        let mut columns = self.columns.iter();
        let found =
            columns.find(|(key, column)| self.sheet.at(record.row, *column).is_some_and(|cell| said(key, cell)));
        found.map(|(_, column)| *column)
    }
}
