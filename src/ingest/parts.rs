//! Sheets -> parts of dossiers: each table and form with the unit that it names, if it names one.

mod company;
mod reading;
mod remarks;
mod units;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use super::fields::matching;
use super::forms;
use super::groups::Group;
use super::headings::Heading;
use super::layouts::{self, Layout};
use super::table::{Record, Rows};
use super::titles::{self, Titles};
use super::workbook::{Sheet, Workbook};
use crate::finding::{Finding, Place};
use crate::model::Unit;

/// What is known of the forum when workbooks are looked through.
#[derive(Clone, Copy)]
pub(super) struct Scope<'a> {
    pub units: &'a [Unit],
    pub year: u16,
}

/// How a part names its unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// In its own rows.
    Row,
    /// In the title above it or in the name of its sheet.
    Title,
}

/// The unit that a part names.
#[derive(Debug, Clone)]
pub(super) struct Sign {
    pub unit: String,
    pub level: Level,
    pub place: Place,
}

/// Why a sheet is looked at last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Doubt {
    /// It has no records.
    pub empty: bool,
    /// It explains how to fill in the form.
    pub guide: bool,
    /// It is hidden.
    pub hidden: bool,
    /// It is of another year.
    pub old: Option<u16>,
}

/// A table or form, or the rows of it that belong to one unit.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    pub layout: &'static Layout,
    pub workbook: &'a Workbook,
    pub sheet: &'a Sheet,
    /// The heading of the first needed field.
    pub heading: (u32, u32),
    /// Its rows in their order, or the one record of a form.
    pub records: Vec<Record>,
    pub sign: Option<Sign>,
    pub doubt: Doubt,
    /// The name of the sheet names the layout.
    pub named: bool,
    /// Number of fields that were recognised.
    pub score: usize,
    /// What is to be said if it is used.
    pub findings: Vec<Finding>,
}

/// All parts of a workbook, sheet by sheet from above, and what is to be said of rows that are part of none.
pub(super) fn scan<'a>(workbook: &'a Workbook, scope: Scope<'_>) -> (Vec<Part<'a>>, Vec<Finding>) {
    let mut parts = Vec::new();
    let mut strays = Vec::new();
    for sheet in &workbook.sheets {
        let scan = Scan {
            workbook,
            sheet,
            scope,
            titles: Titles::read(sheet, scope.units),
            named: RefCell::default(),
        };
        parts.extend(scan.forms());
        parts.extend(scan.tables(&layouts::TABLES, &mut strays));
    }
    (parts, strays)
}

/// The tables of one layout in a workbook that belongs to no unit.
pub(super) fn of_layout<'a>(workbook: &'a Workbook, layout: &'static Layout) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    for sheet in &workbook.sheets {
        let scan = Scan {
            workbook,
            sheet,
            scope: Scope { units: &[], year: 0 },
            titles: Titles::default(),
            named: RefCell::default(),
        };
        parts.extend(scan.tables(&[layout], &mut Vec::new()));
    }
    parts
}

/// A place on a sheet.
pub(super) fn place(workbook: &Workbook, sheet: &Sheet, (row, column): (u32, u32)) -> Place {
    let (name, cell) = sheet.stands_at(row, column);
    Place {
        file: Some(workbook.file.clone()),
        sheet: Some(name.to_owned()),
        cell: Some(cell),
    }
}

/// Layouts whose records may stand in one table, each with the group that it reads.
const PAIRS: [[(&Layout, Group); 2]; 2] = [
    [
        (&layouts::CHILDREN, Group::Children),
        (&layouts::CARETAKERS, Group::Caretakers),
    ],
    [
        (&layouts::QUESTIONS, Group::Questions),
        (&layouts::RECOMMENDATIONS, Group::Recommendations),
    ],
];

/// The group of a layout's records.
fn own_group(layout: &Layout) -> Option<Group> {
    let mut pairs = PAIRS.iter().flatten();
    pairs
        .find(|(other, _)| other.name == layout.name)
        .map(|(_, group)| *group)
}

/// The tables of a sheet while they are looked through.
struct Scan<'a, 's> {
    workbook: &'a Workbook,
    sheet: &'a Sheet,
    scope: Scope<'s>,
    titles: Titles,
    /// Texts whose unit was looked for.
    named: RefCell<HashMap<String, matching::Match>>,
}

/// The rows below one heading that one layout reads.
struct Table {
    layout: &'static Layout,
    heading: Heading,
    rows: Rows,
    /// Both groups of a pair stand in the table: by lines between the records, or row by row.
    mixed: Option<(u32, u32)>,
}

impl<'a> Scan<'a, '_> {
    fn place(&self, at: (u32, u32)) -> Place {
        place(self.workbook, self.sheet, at)
    }

    fn forms(&self) -> Vec<Part<'a>> {
        let found = forms::layouts().filter_map(|layout| Some((layout, forms::read(self.sheet, layout)?)));
        found
            .map(|(layout, form)| {
                let named = form
                    .record
                    .cells
                    .get("unit")
                    .filter(|_| layout.name == layouts::UNIT.name);
                let named = named.and_then(|at| {
                    let text = match form.record.instead.get("unit") {
                        Some(cell) => cell.text(),
                        None => self.sheet.at_merged(at.0, at.1)?.text(),
                    };
                    let found = matching::unit(text, self.scope.units);
                    self.sign(found, text, *at, Level::Row)
                });
                let mut findings = Vec::new();
                let sign = named.map(|(sign, finding)| {
                    findings.extend(finding);
                    sign
                });
                let filled = form.filled;
                findings.extend(self.unknown_labels(&form.unknown));
                let mut part = self.part(layout, form.heading, form.record.cells.len());
                part.sign = sign.or_else(|| self.title_sign(form.heading.0));
                part.records = if filled { vec![form.record] } else { Vec::new() };
                part.doubt.empty = !filled;
                part.findings.extend(findings);
                part
            })
            .collect()
    }

    fn part(&self, layout: &'static Layout, heading: (u32, u32), score: usize) -> Part<'a> {
        let tab = self.sheet.tab();
        let old = (self.scope.year > 0)
            .then(|| self.titles.year(self.sheet, heading.0, self.scope.year))
            .flatten();
        Part {
            layout,
            workbook: self.workbook,
            sheet: self.sheet,
            heading,
            records: Vec::new(),
            sign: None,
            doubt: Doubt {
                empty: true,
                guide: titles::is_guide(&tab),
                hidden: self.sheet.hidden,
                old: old.filter(|_| layout.name != layouts::PREVIOUS.name),
            },
            named: layout.tab.iter().any(|word| tab.contains(word)),
            score,
            findings: Vec::new(),
        }
    }

    fn tables(&self, layouts: &[&'static Layout], strays: &mut Vec<Finding>) -> Vec<Part<'a>> {
        let tables = self.read_tables(layouts);
        let mut parts: Vec<Part<'a>> = Vec::new();
        let mut told: BTreeSet<u32> = BTreeSet::new();
        for table in &tables {
            let columns = told.insert(table.heading.rows.0).then(|| self.columns(table, &tables));
            let mut of_table = self.split(table, strays);
            if let Some(first) = of_table.first_mut() {
                first.findings.extend(columns.unwrap_or_default());
            }
            parts.append(&mut of_table);
        }
        parts
    }
}

#[cfg(test)]
mod tests;
