//! Persons -> a sheet on which each is a row, below the titles that stood above the first.

use std::collections::BTreeMap;

use super::blocks::Block;
use super::labels::is_name;
use super::persons::{self, Key, Person};
use crate::finding::Fault;
use crate::ingest::layouts::Layout;
use crate::ingest::workbook::{Area, Cell, Hints, Sheet, Sources, Value};
use crate::ingest::{groups, headings};

/// Columns that have a heading: a row of more cells is none.
const MOST_HEADINGS: usize = 50;
/// Cells of a row that may be a title.
const MOST_CELLS: usize = 3;

/// A person with the sheet and the block in which it stands.
pub(super) struct Found<'a> {
    pub sheet: &'a Sheet,
    pub block: &'a Block,
    pub person: Person,
}

/// What a sheet is made of.
pub(super) struct Plan<'a> {
    pub layout: &'static Layout,
    /// Name of the sheet that is made.
    pub name: String,
    /// The person whose titles head it.
    pub lead: usize,
    pub persons: Vec<Found<'a>>,
    /// All blocks of the lead's sheet.
    pub blocks: &'a [Block],
}

impl Plan<'_> {
    /// Makes the sheet; none if it would not be read as a table of its layout.
    pub(super) fn make(&self) -> Option<Sheet> {
        let lead = self.persons.get(self.lead)?;
        let mut made = Made {
            sheet: Sheet {
                name: self.name.clone(),
                decoded_name: lead.sheet.decoded_name.clone().filter(|_| self.name == lead.sheet.name),
                caption: lead.sheet.caption.clone(),
                hidden: lead.sheet.hidden,
                from_1904: lead.sheet.from_1904,
                ..Sheet::default()
            },
            sources: Sources::new(self.layout.name, self.fault()),
        };
        let row = self.titles(lead, &mut made);
        let columns = self.columns();
        self.headings(&columns, row, &mut made);
        self.rows(&columns, row + 1, &mut made);
        let Made { mut sheet, sources } = made;
        sheet.sources = Some(sources);
        sheet.settle();
        let read = headings::find(&sheet, self.layout);
        read.iter().any(|found| found.rows == (row, row)).then_some(sheet)
    }

    fn fault(&self) -> Fault {
        let (what, count) = (self.layout.name.to_owned(), self.persons.len());
        match self.persons.iter().any(|found| found.person.accompanied) {
            true => Fault::TableSideways { what, count },
            false => Fault::FormsJoined { what, count },
        }
    }

    /// The titles above the first block, and the row behind them and a blank one.
    fn titles(&self, lead: &Found<'_>, made: &mut Made) -> u32 {
        let (from, until) = lead.block.above;
        let in_block = |row: u32, column: u32| {
            let mut blocks = self.blocks.iter();
            blocks.any(|block| {
                let area = Area {
                    start: (block.rows.0, block.columns.0),
                    end: (block.rows.1, block.columns.1.saturating_sub(1)),
                };
                area.contains(row, column)
            })
        };
        let mut rows: BTreeMap<u32, Vec<(u32, &Cell)>> = BTreeMap::new();
        for ((row, column), cell) in lead.sheet.cells.range((from, 0)..(until, 0)) {
            if cell.value == Value::Text && !in_block(*row, *column) {
                rows.entry(*row).or_default().push((*column, cell));
            }
        }
        rows.retain(|_, cells| cells.len() <= MOST_CELLS);
        let mut next = 0;
        for (row, cells) in rows {
            for (column, cell) in cells {
                made.put((next, column), cell.clone(), lead.sheet, (row, column));
            }
            next += 1;
        }
        next + 1
    }

    /// All columns, names first: what stands before a name may be taken for that of somebody else.
    fn columns(&self) -> Vec<Column<'_>> {
        let mut known: BTreeMap<&Key, usize> = BTreeMap::new();
        let mut columns: Vec<Column<'_>> = Vec::new();
        let values = self.persons.iter().flat_map(|found| {
            let values = found.person.values.iter();
            values.map(move |value| (found.sheet, value))
        });
        // The numbering is made anew.
        for (sheet, value) in values.filter(|(_, value)| !matches!(value.key, Key::Field("index", _))) {
            let index = *known.entry(&value.key).or_insert_with(|| {
                columns.push(Column {
                    first: value,
                    sheet,
                    hidden: false,
                });
                columns.len() - 1
            });
            if let Some(column) = columns.get_mut(index) {
                column.hidden |= sheet.hidden_rows.contains(&value.heading.1.0);
            }
        }
        let rank = |column: &Column<'_>| match &column.first.key {
            Key::Field(field, 0) if is_name(field) => 0,
            Key::Field(..) | Key::Open(..) => 1,
            Key::Beside(..) => 2,
        };
        columns.sort_by_key(rank);
        columns
    }

    fn headings(&self, columns: &[Column<'_>], row: u32, made: &mut Made) {
        let lead = &self.persons[self.lead];
        made.put((row, 0), text("TT"), lead.sheet, lead.person.at);
        for (index, Column { first, sheet, hidden }) in columns.iter().enumerate() {
            let (heading, at) = &first.heading;
            let place = (row, column_of(index));
            match heading.is_empty() || index >= MOST_HEADINGS {
                true => made.sources.note(place, &sheet.name, *at),
                false => made.put(place, text(heading), sheet, *at),
            }
            if *hidden {
                made.sheet.hidden_columns.push((place.1, place.1));
            }
        }
    }

    fn rows(&self, columns: &[Column<'_>], first: u32, made: &mut Made) {
        let columns: BTreeMap<&Key, u32> = columns
            .iter()
            .enumerate()
            .map(|(index, column)| (&column.first.key, column_of(index)))
            .collect();
        let mut row = first;
        let mut head = None;
        for (number, Found { sheet, person, .. }) in (1..).zip(&self.persons) {
            let mut index = text(&format!("{number}"));
            if let Some((cell, at)) = &person.head {
                let words = sheet.words(at.0, at.1);
                if groups::is_reserve(&words) || groups::group(cell.text(), &words, false).is_none() {
                    index = cell.clone();
                } else if head != Some((&sheet.name, *at)) {
                    head = Some((&sheet.name, *at));
                    made.put((row, 1), cell.clone(), sheet, *at);
                    row += 1;
                }
            }
            made.put((row, 0), index, sheet, person.at);
            for value in &person.values {
                let Some(column) = columns.get(&value.key) else {
                    continue;
                };
                let place = (row, *column);
                match &value.cell {
                    Some(cell) => made.put(place, cell.clone(), sheet, value.at),
                    None => made.sources.note(place, &sheet.name, value.at),
                }
            }
            if person.hidden {
                made.sheet.hidden_rows.insert(row);
            }
            row += 1;
        }
    }
}

/// A column of the table that is made.
struct Column<'a> {
    /// The first value in it, with its label.
    first: &'a persons::Value,
    sheet: &'a Sheet,
    /// Its label stands in a hidden row.
    hidden: bool,
}

/// The column behind that of the numbering.
fn column_of(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// A sheet while it is made.
struct Made {
    sheet: Sheet,
    sources: Sources,
}

impl Made {
    fn put(&mut self, at: (u32, u32), mut cell: Cell, of: &Sheet, place: (u32, u32)) {
        // What its former column said of its date says nothing here.
        cell.hints.dates = Default::default();
        self.sources.note(at, &of.name, place);
        self.sheet.cells.insert(at, cell);
    }
}

fn text(raw: &str) -> Cell {
    Cell {
        raw: raw.to_owned(),
        value: Value::Text,
        legacy_font: None,
        struck: false,
        hints: Hints::default(),
    }
}
