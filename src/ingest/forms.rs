//! Forms of labels and values: the value stands beside its label, or behind it in the same cell.

use std::collections::{BTreeMap, BTreeSet};

use super::groups;
use super::layouts::{self, Layout, TITLED};
use super::table::Record;
use super::workbook::{Cell, Sheet, Value};
use crate::vietnamese::fold::fold_words;

/// Rows of a form that are looked at.
const ROWS: u32 = 200;
/// Labels that make a form.
const FEWEST: usize = 3;
/// Labels that make a form even if none of those is there that tell its kind best.
const PLENTY: usize = 8;

/// What forms there are.
pub(super) fn layouts() -> impl Iterator<Item = &'static Layout> {
    [&layouts::UNIT, &layouts::COMMUNE_FORUM, &layouts::POSTER].into_iter()
}

/// A form that was found.
pub(super) struct Form {
    /// Its first label.
    pub heading: (u32, u32),
    pub record: Record,
    /// Any of its values is there.
    pub filled: bool,
    /// Labels that no form has, where a value stands with them.
    pub unknown: Vec<(u32, u32)>,
}

/// A field, the cell of its label, and the value in that cell.
type Label = (&'static str, (u32, u32), Option<Cell>);

/// The form that `layout` describes, if the sheet holds it.
pub(super) fn read(sheet: &Sheet, layout: &Layout) -> Option<Form> {
    // The column of labels is the one in which most fields are recognised.
    let mut by_column: BTreeMap<u32, Vec<Label>> = BTreeMap::new();
    for (&(row, column), cell) in sheet.cells.range(..(ROWS, 0)) {
        let words = sheet.words(row, column);
        let label = match with_value(layout, cell) {
            Some((field, value)) => Some((field, (row, column), Some(value))),
            None => layout
                .field(groups::bare(&words))
                .map(|field| (field, (row, column), None)),
        };
        by_column.entry(column).or_default().extend(label);
    }
    let (_, labels) = by_column
        .into_iter()
        .max_by_key(|(column, labels)| (labels.len(), std::cmp::Reverse(*column)))?;
    let heading = labels.first()?.1;
    let beside = values_beside(sheet, &labels);
    let mut record = Record {
        row: heading.0,
        ..Record::default()
    };
    for (field, (row, column), value) in &labels {
        let (row, column) = (*row, *column);
        if record.cells.contains_key(field) {
            continue;
        }
        let at = match value {
            Some(value) => {
                record.instead.insert(field, value.clone());
                (row, column)
            }
            None => (row, after(sheet, row, column) + beside),
        };
        record.cells.insert(field, at);
    }
    let has = |key: &str| key != TITLED && record.cells.contains_key(key);
    let is_kind = layout.needs.iter().any(|keys| keys.iter().all(|key| has(key))) || record.cells.len() >= PLENTY;
    if !is_kind || record.cells.len() < FEWEST {
        return across(sheet, layout);
    }
    let there = |(key, (row, column)): (&&'static str, &(u32, u32))| {
        record.instead.contains_key(*key) || sheet.at(*row, *column).is_some()
    };
    let filled = record.cells.iter().any(there);
    Some(Form {
        heading,
        record,
        filled,
        unknown: unknown_labels(sheet, &labels, beside),
    })
}

/// Labels among those of a form, or right below them, which no form knows: what stands beside them would be lost.
fn unknown_labels(sheet: &Sheet, labels: &[Label], beside: u32) -> Vec<(u32, u32)> {
    const LONGEST: usize = 12;
    let rows = labels.iter().map(|(_, (row, _), _)| *row);
    let (Some(first), Some(mut last), Some(column)) =
        (rows.clone().min(), rows.max(), labels.first().map(|(_, at, _)| at.1))
    else {
        return Vec::new();
    };
    let has_value = |row: u32| {
        let cell = sheet.at(row, column).filter(|cell| cell.value == Value::Text);
        cell.is_some_and(|cell| {
            let label = cell
                .text()
                .split_once(':')
                .filter(|(_, value)| !value.trim().is_empty());
            let words = match label {
                Some((label, _)) => fold_words(label),
                None => sheet.words(row, column).into_owned(),
            };
            let value = after(sheet, row, column) + beside;
            let has_value = label.is_some() || sheet.at(row, value).is_some();
            has_value && words.split(' ').count() <= LONGEST && words.contains(char::is_alphabetic)
        })
    };
    while has_value(last + 1) && !super::table::is_end(&sheet.words(last + 1, column)) {
        last += 1;
    }
    let is_known = |row: u32| {
        let words = sheet.words(row, column);
        let cell = sheet.at(row, column);
        layouts().any(|layout| {
            layout.field(groups::bare(&words)).is_some() || cell.is_some_and(|cell| with_value(layout, cell).is_some())
        })
    };
    let rows = (first..=last).filter(|row| has_value(*row) && !is_known(*row));
    rows.map(|row| (row, column)).collect()
}

/// The form whose labels stand beside each other in one row, with the values below.
fn across(sheet: &Sheet, layout: &Layout) -> Option<Form> {
    // Other layouts so laid out are tables.
    if layout.name != layouts::COMMUNE_FORUM.name {
        return None;
    }
    let rows: BTreeSet<u32> = sheet.cells.range(..(ROWS, 0)).map(|((row, _), _)| *row).collect();
    let mut found = rows.iter().filter_map(|&row| {
        let mut columns: BTreeMap<&'static str, u32> = BTreeMap::new();
        for (column, cell) in sheet.row(row).filter(|(_, cell)| cell.value == Value::Text) {
            let words = sheet.words(row, column);
            // A sentence that begins so is no label.
            let short = words.split(' ').count() <= 12 && !cell.raw.contains(':');
            if let Some(field) = layout.field(groups::bare(&words)).filter(|_| short) {
                columns.entry(field).or_insert(column);
            }
        }
        let is_kind = layout
            .needs
            .iter()
            .any(|keys| keys.iter().all(|key| columns.contains_key(key)));
        (is_kind && columns.len() >= FEWEST).then_some((row, columns))
    });
    let (heading, columns) = found.next()?;
    let numbers = |row: u32| sheet.row(row).all(|(_, cell)| groups::is_number(&cell.raw));
    let holds = |row: &u32| {
        columns
            .values()
            .filter(|column| sheet.at(*row, **column).is_some())
            .count()
            * 2
            > columns.len()
    };
    let below = rows.range(heading + 1..).copied();
    let row = below.filter(|row| !numbers(*row)).find(holds);
    let first = columns.values().min().copied().unwrap_or(0);
    let at = row.unwrap_or(heading + 1);
    let read: BTreeSet<u32> = columns.values().copied().collect();
    let unread = sheet.row(heading).map(|(column, _)| column);
    let unread = unread.filter(|column| {
        let is_index = layouts::is_index(&sheet.words(heading, *column));
        !read.contains(column) && !is_index && sheet.at(at, *column).is_some()
    });
    let unknown = unread.map(|column| (heading, column)).collect();
    Some(Form {
        heading: (heading, first),
        record: Record {
            row: at,
            cells: columns
                .into_iter()
                .map(|(field, column)| (field, (at, column)))
                .collect(),
            ..Record::default()
        },
        filled: row.is_some(),
        unknown,
    })
}

/// The column behind a label.
fn after(sheet: &Sheet, row: u32, column: u32) -> u32 {
    let area = sheet.merge_at(row, column);
    area.map_or(column, |area| area.end.1) + 1
}

/// How many columns behind the labels the values stand: one further if the next column is empty throughout and the one
/// behind it does not explain the form.
fn values_beside(sheet: &Sheet, labels: &[Label]) -> u32 {
    let holds = |distance: u32| {
        let mut labels = labels.iter();
        labels.any(|(_, (row, column), _)| sheet.at_merged(*row, after(sheet, *row, *column) + distance).is_some())
    };
    let explains = || {
        let Some((_, (row, column), _)) = labels.first() else {
            return true;
        };
        let behind = after(sheet, *row, *column) + 1;
        (0..*row).any(|row| {
            let words = sheet.words(row, behind);
            [
                "huong dan",
                "cach dien",
                "giai thich",
                "yeu cau",
                "vi du",
                "don vi tinh",
            ]
            .iter()
            .any(|word| words.contains(word))
        })
    };
    u32::from(!holds(0) && holds(1) && !explains())
}

/// "Người lập biểu: Nông Văn Tài": label and value in one cell.
fn with_value(layout: &Layout, cell: &Cell) -> Option<(&'static str, Cell)> {
    const LONGEST_LABEL: usize = 60;
    let (label, value) = cell.text().split_once(':')?;
    if label.len() > LONGEST_LABEL || !value.chars().any(char::is_alphanumeric) {
        return None;
    }
    let field = layout.field(groups::bare(&fold_words(label)))?;
    let mut value_cell = cell.clone();
    value_cell.raw = value.trim().to_owned();
    value_cell.hints.decoded = None;
    Some((field, value_cell))
}
