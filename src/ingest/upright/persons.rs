//! A block -> the persons that stand in it, each with the cell of every value.

use std::collections::BTreeMap;

use super::asides;
use super::blocks::{Block, Line};
use super::columns::filled;
use super::labels::is_name;
use crate::ingest::groups;
use crate::ingest::workbook::{Cell, Sheet, Value as Content};
use crate::vietnamese::fold::fold_words;

/// Row and column.
pub(super) type At = (u32, u32);

/// What a value is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// A field, and how many times it was there before in the block.
    Field(&'static str, usize),
    /// A label that no field knows.
    Open(String, usize),
    /// What stands beside the value of such a thing.
    Beside(Box<Self>, usize),
}

/// A value, or the place where it is missing.
#[derive(Debug, Clone)]
pub(super) struct Value {
    pub key: Key,
    /// Text and cell of its label.
    pub heading: (String, At),
    pub cell: Option<Cell>,
    pub at: At,
}

/// A person.
#[derive(Debug, Clone)]
pub(super) struct Person {
    pub values: Vec<Value>,
    /// The cell by which the person is known.
    pub at: At,
    /// What stands over the values, where it says something of the person: a group, "dự phòng", "ví dụ".
    pub head: Option<(Cell, At)>,
    pub hidden: bool,
    /// Others stand beside it.
    pub accompanied: bool,
}

/// Fields without which an unnamed column is no person: what is printed for all, as the school, says of nobody.
const OWN: [&str; 8] = [
    "birth",
    "class",
    "class_school",
    "achievement",
    "position",
    "position_workplace",
    "phone",
    "role",
];

/// The persons of a block, from the left; none if nothing was filled in.
pub(super) fn read(sheet: &Sheet, block: &Block) -> Vec<Person> {
    let keys = keys(&block.lines);
    let columns = match block.single {
        true => Vec::from_iter(is_filled(sheet, block).then_some(None)),
        false => people(sheet, block).into_iter().map(Some).collect(),
    };
    let mut persons: Vec<Person> = columns
        .iter()
        .map(|column| person(sheet, block, &keys, *column))
        .collect();
    let accompanied = persons.len() > 1;
    persons.iter_mut().for_each(|person| person.accompanied = accompanied);
    let strays = asides::strays(sheet, block, &keys, &columns);
    if let Some(first) = persons.first_mut() {
        first.values.extend(strays);
    }
    persons
}

fn keys(lines: &[Line]) -> Vec<Key> {
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    let key = |line: &Line| match line.field {
        Some(field) => Key::Field(field, 0),
        None => Key::Open(fold_words(&line.heading), 0),
    };
    let counted = lines.iter().map(|line| {
        let key = key(line);
        let count = seen.entry(key.clone()).or_default();
        *count += 1;
        match key {
            Key::Field(field, _) => Key::Field(field, *count - 1),
            Key::Open(words, _) => Key::Open(words, *count - 1),
            other => other,
        }
    });
    counted.collect()
}

/// The columns of people, where each has one.
fn people(sheet: &Sheet, block: &Block) -> Vec<u32> {
    let of = |line: &Line| -> Vec<u32> {
        let rows = line.label.at.0..=line.last;
        rows.flat_map(|row| filled(sheet, row, line.columns.clone())).collect()
    };
    let asides = asides::columns(sheet, block);
    // How many fields each column has, how many of them are of one person alone, and whether it has a name.
    let mut columns: BTreeMap<u32, (usize, usize, bool)> = BTreeMap::new();
    for line in &block.lines {
        let Some(field) = line.field else { continue };
        for column in of(line) {
            let (all, own, named) = columns.entry(column).or_default();
            *all += usize::from(!is_name(field));
            *own += usize::from(OWN.contains(&field));
            *named |= is_name(field) && may_be_name(sheet, line, column);
        }
    }
    columns.retain(|column, _| !asides.contains_key(column));
    let whole = columns.values().filter(|(all, _, named)| *named && *all > 0).count();
    let nobody = columns.values().all(|(.., named)| !named);
    let first = columns.keys().next().copied();
    let mut people: Vec<u32> = Vec::new();
    for (column, (all, own, named)) in &columns {
        let is_person = match named {
            // A name alone beside a whole person is a remark.
            true => *all > 0 || whole != 1,
            false if nobody => *own > 0 && first == Some(*column),
            false => *own > 0 && whole > 1,
        };
        people.extend(is_person.then_some(*column));
    }
    people
}

fn may_be_name(sheet: &Sheet, line: &Line, column: u32) -> bool {
    let mut cells = (line.label.at.0..=line.last).filter_map(|row| sheet.at(row, column));
    // What cannot be read may be a name.
    cells.any(|cell| match cell.value {
        Content::Error | Content::Uncalculated => true,
        _ => cell.text().contains(char::is_alphabetic),
    })
}

/// Whether a form says anything of its person.
fn is_filled(sheet: &Sheet, block: &Block) -> bool {
    let mut lines = block.lines.iter();
    lines.any(|line| {
        let counts = line.field.is_some_and(|field| is_name(field) || OWN.contains(&field));
        counts && (line.label.value.is_some() || filled(sheet, line.label.at.0, line.columns.clone()).next().is_some())
    })
}

/// The person of a column; of a form for one person what stands first beside or behind each label.
fn person(sheet: &Sheet, block: &Block, keys: &[Key], column: Option<u32>) -> Person {
    let named_inside = |line: &Line| line.field.is_some_and(is_name) && line.label.value.is_some();
    let inside = column.is_none() && block.lines.iter().any(named_inside);
    let mut values = Vec::new();
    for (line, key) in block.lines.iter().zip(keys) {
        let (cell, mut at) = match &line.label.value {
            Some(cell) if column.is_none() => (Some(cell.clone()), line.label.at),
            _ => value_beside(sheet, line, column),
        };
        // "Ngày sinh: …", where others have their values behind the colon.
        if cell.is_none() && inside && line.label.marked {
            at = line.label.at;
        }
        values.push(Value {
            key: key.clone(),
            heading: (line.heading.clone(), line.label.at),
            cell,
            at,
        });
    }
    let named = values
        .iter()
        .find(|value| matches!(value.key, Key::Field(field, 0) if is_name(field)));
    let at = named
        .or(values.first())
        .map_or((block.rows.0, block.columns.0), |value| value.at);
    Person {
        at,
        head: column.and_then(|column| head(sheet, block, column)),
        hidden: sheet.column_is_hidden(at.1),
        accompanied: false,
        values,
    }
}

/// The value of a label: in the column of the person, or the first one beside it.
pub(super) fn value_beside(sheet: &Sheet, line: &Line, column: Option<u32>) -> (Option<Cell>, At) {
    let row = line.label.at.0;
    let empty = (row, column.unwrap_or(line.columns.start));
    let found = (row..=line.last).find_map(|row| {
        let said = filled(sheet, row, line.columns.clone());
        let at = match column {
            None => said.map(|column| (row, column)).next(),
            Some(column) => {
                let start = sheet.merge_at(row, column).map_or((row, column), |area| area.start);
                let own = start.0 == row && line.columns.contains(&start.1);
                said.map(|column| (row, column)).find(|at| own && *at == start)
            }
        };
        Some((sheet.at(at?.0, at?.1)?.clone(), at?))
    });
    match found {
        Some((cell, at)) => (Some(cell), at),
        None => (None, empty),
    }
}

/// What stands over a column of values, if it says something of its person.
fn head(sheet: &Sheet, block: &Block, column: u32) -> Option<(Cell, At)> {
    const MOST_WORDS: usize = 6;
    let row = block.rows.0.checked_sub(1)?;
    let start = sheet.merge_at(row, column).map_or((row, column), |area| area.start);
    let cell = sheet.at(start.0, start.1).filter(|_| start.1 > block.columns.0)?;
    let words = sheet.words(start.0, start.1);
    let short = words.split(' ').count() <= MOST_WORDS;
    let says = || {
        groups::is_reserve(&words)
            || groups::group(cell.text(), &words, false).is_some()
            || ["vi du", "vd", "mau"].contains(&words.as_ref())
    };
    (short && says()).then(|| (cell.clone(), start))
}
