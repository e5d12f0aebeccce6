//! Sheets -> parts of dossiers: each table and form with the unit that it names, if it names one.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::excerpt;
use super::fields::matching::{self, Match};
use super::forms;
use super::groups::{self, Group};
use super::headings::{self, Heading};
use super::layouts::{self, Layout};
use super::table::{self, LeftOut, Line, Record, Rows};
use super::titles::{self, Titles};
use super::workbook::{Sheet, Workbook, address};
use crate::finding::{Fault, Finding, Place};
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
        };
        parts.extend(scan.tables(&[layout], &mut Vec::new()));
    }
    parts
}

/// A place on a sheet.
pub(super) fn place(workbook: &Workbook, sheet: &Sheet, (row, column): (u32, u32)) -> Place {
    Place {
        file: Some(workbook.file.clone()),
        sheet: Some(sheet.name.clone()),
        cell: Some(address(row, column)),
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

    fn read_tables(&self, layouts: &[&'static Layout]) -> Vec<Table> {
        let mut headings: Vec<(&'static Layout, Heading)> = layouts
            .iter()
            .flat_map(|layout| {
                headings::find(self.sheet, layout)
                    .into_iter()
                    .map(|heading| (*layout, heading))
            })
            .collect();
        // Labels below each other are no heading.
        let labels: BTreeSet<u32> = forms::layouts()
            .filter_map(|layout| forms::read(self.sheet, layout))
            .flat_map(|form| form.record.cells.into_values().map(|(row, _)| row))
            .collect();
        headings.retain(|(_, heading)| !(heading.rows.0..=heading.rows.1).any(|row| labels.contains(&row)));
        headings.sort_by_key(|(_, heading)| heading.rows);
        // Of headings that overlap the one with more columns is one.
        let all: Vec<((u32, u32), usize)> = headings
            .iter()
            .map(|(_, found)| (found.rows, found.columns.len()))
            .collect();
        headings.retain(|(_, heading)| {
            let (first, end) = heading.rows;
            !all.iter().any(|((other, other_end), columns)| {
                *other != first && *other <= end && first <= *other_end && *columns > heading.columns.len()
            })
        });
        // What looks like a heading right below records of another layout is one of them.
        let mut last: Option<(u32, u32)> = None;
        headings.retain(|(_, heading)| {
            let (first, end) = heading.rows;
            let fits = last.is_none_or(|(above, above_end)| {
                first == above
                    || first > above_end && (first == above_end + 1 || self.sheet.row(first - 1).count() <= 2)
            });
            if fits && last.is_none_or(|(above, _)| above != first) {
                last = Some((first, end));
            }
            fits
        });
        let starts: Vec<u32> = headings.iter().map(|(_, heading)| heading.rows.0).collect();
        let until = |heading: &Heading| {
            let below = starts.iter().copied().filter(|start| *start > heading.rows.1);
            below.min().unwrap_or(u32::MAX)
        };
        let is_unit = |text: &str| matches!(self.named_unit(text), Match::Known(_));
        let mut tables: Vec<Table> = headings
            .into_iter()
            .map(|(layout, heading)| {
                let rows = table::read(
                    self.sheet,
                    layout,
                    own_group(layout),
                    &heading,
                    until(&heading),
                    &is_unit,
                );
                Table {
                    layout,
                    heading,
                    rows,
                    mixed: None,
                }
            })
            .collect();
        for pair in PAIRS {
            self.part_company(pair, &mut tables, &until, &is_unit);
        }
        let lists = self.lists(layouts, &tables);
        tables.extend(lists);
        tables
    }

    /// Texts below a line "Câu hỏi" or "Kiến nghị", without any heading.
    fn lists(&self, layouts: &[&'static Layout], tables: &[Table]) -> Vec<Table> {
        let taken: BTreeSet<u32> = tables
            .iter()
            .flat_map(|table| {
                let heading = table.heading.rows.0..=table.heading.rows.1;
                heading.chain(table.rows.lines.iter().map(|line| line.record.row))
            })
            .collect();
        let mut lists: Vec<Table> = Vec::new();
        let mut open = false;
        let rows: BTreeSet<u32> = self
            .sheet
            .cells
            .range(..(headings::ROWS, 0))
            .map(|((row, _), _)| *row)
            .collect();
        for row in rows {
            let mut texts = self.sheet.row(row).filter(|(_, cell)| !groups::is_number(&cell.raw));
            if taken.contains(&row) {
                // What stands between a title and the heading of a table belongs to the title.
                if open {
                    lists.pop();
                }
                open = false;
                continue;
            }
            let (Some((column, cell)), None) = (texts.next(), texts.next()) else {
                open = false;
                continue;
            };
            let words = self.sheet.words(row, column);
            let numbered = self.sheet.row(row).count() > 1;
            let group = groups::group(cell.text(), &words, numbered);
            let of_group = PAIRS[1].iter().find(|(_, own)| Some(*own) == group);
            let layout = of_group.map(|(layout, _)| *layout);
            if let Some(layout) = layout.filter(|layout| layouts.iter().any(|other| other.name == layout.name)) {
                let heading = Heading {
                    rows: (row, row),
                    columns: BTreeMap::from([("text", column)]),
                    ..Heading::default()
                };
                lists.push(Table {
                    layout,
                    heading,
                    rows: Rows::default(),
                    mixed: None,
                });
                open = true;
            } else if group.is_some() || table::is_end(&words) {
                open = false;
            } else if let Some(list) = lists.last_mut().filter(|_| open && words.split(' ').count() >= 3) {
                let record = Record {
                    row,
                    cells: BTreeMap::from([("text", (row, column))]),
                    ..Record::default()
                };
                list.rows.lines.push(Line {
                    record,
                    group,
                    reserve: false,
                    unit: None,
                });
            }
        }
        let is_item = |line: &Line| {
            let row = line.record.row;
            let text = line.record.cells.get("text").and_then(|at| self.sheet.at(at.0, at.1));
            let text = text.map_or("", |cell| cell.text().trim());
            let starts = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '–' | '+' | '•' | '*'));
            starts || text.ends_with('?') || self.sheet.row(row).count() > 1
        };
        lists.retain(|list| list.rows.lines.first().is_some_and(is_item));
        lists
    }

    /// Divides the rows of a table that holds both groups of a pair.
    fn part_company(
        &self,
        pair: [(&'static Layout, Group); 2],
        tables: &mut Vec<Table>,
        until: &dyn Fn(&Heading) -> u32,
        is_unit: &dyn Fn(&str) -> bool,
    ) {
        let main = |table: &Table| {
            ["text", "name", "given"]
                .iter()
                .find_map(|key| table.heading.columns.get(key))
                .copied()
        };
        let mut added = Vec::new();
        for [(own, _), (other, group)] in [pair, [pair[1], pair[0]]] {
            for table in tables.iter().filter(|table| table.layout.name == own.name) {
                let shared = tables.iter().any(|candidate| {
                    candidate.layout.name == other.name
                        && candidate.heading.rows == table.heading.rows
                        && main(candidate) == main(table)
                });
                let switch = table.rows.groups.iter().find(|(found, _)| *found == group);
                let (false, Some((_, at))) = (shared, switch) else {
                    continue;
                };
                let mut heading = table.heading.clone();
                heading.columns = self.borrowed(&heading, other);
                let mut rows = table::read(self.sheet, other, Some(group), &heading, until(&heading), is_unit);
                rows.lines.retain(|line| line.group == Some(group));
                if !rows.lines.is_empty() {
                    added.push(Table {
                        layout: other,
                        heading,
                        rows,
                        mixed: Some(*at),
                    });
                }
            }
        }
        tables.append(&mut added);
        let shared: Vec<(u32, u32)> = tables
            .iter()
            .filter(|table| table.layout.name == pair[0].0.name)
            .map(|table| table.heading.rows)
            .filter(|rows| {
                let mut others = tables.iter().filter(|table| table.layout.name == pair[1].0.name);
                others.any(|table| table.heading.rows == *rows)
            })
            .collect();
        for table in tables.iter_mut().filter(|table| shared.contains(&table.heading.rows)) {
            let Some((_, group)) = pair.iter().find(|(layout, _)| layout.name == table.layout.name) else {
                continue;
            };
            let before = table.rows.lines.len();
            let rows = std::mem::take(&mut table.rows.lines);
            table.rows.lines = rows
                .into_iter()
                .filter(|line| line.group.unwrap_or_else(|| self.group_of(pair, line)) == *group)
                .collect();
            if table.rows.lines.len() < before && *group == pair[1].1 {
                table.mixed = table.mixed.or(Some((table.heading.rows.0, 0)));
            }
        }
        tables.sort_by_key(|table| table.heading.rows.0);
    }

    /// The columns of a table that was made for the other group: a grown-up's position stands where a child has its class.
    fn borrowed(&self, heading: &Heading, layout: &Layout) -> BTreeMap<&'static str, u32> {
        const INSTEAD: [(&str, &str); 4] = [
            ("position", "class"),
            ("workplace", "school"),
            ("class", "position"),
            ("school", "workplace"),
        ];
        let mut columns = BTreeMap::new();
        for (key, _) in layout.fields {
            if let Some(column) = heading.columns.get(key) {
                columns.insert(*key, *column);
            }
        }
        for column in &heading.unknown {
            let words = heading.cell(self.sheet, *column);
            let field = layout.field(&self.sheet.words(words.0, words.1));
            if let Some(key) = field.filter(|key| *key != layouts::UNUSED) {
                columns.entry(key).or_insert(*column);
            }
        }
        for key in ["male", "female", "name_rest", "birth_day", "birth_month", "birth_year"] {
            columns.extend(heading.columns.get(key).map(|column| (key, *column)));
        }
        for (key, instead) in INSTEAD {
            let known = layout.fields.iter().any(|(other, _)| *other == key);
            if let (true, Some(column)) = (known, heading.columns.get(instead)) {
                columns.entry(key).or_insert(*column);
            }
        }
        columns
    }

    /// The group of a row that no line says it of.
    fn group_of(&self, pair: [(&'static Layout, Group); 2], line: &Line) -> Group {
        let row = line.record.row;
        let text = |key: &str| {
            let at = line.record.cells.get(key)?;
            self.sheet.at_merged(at.0, at.1).map(|cell| cell.text())
        };
        if pair[0].1 == Group::Questions {
            let asks = text("text").is_some_and(|text| text.contains('?'));
            return if asks { Group::Questions } else { Group::Recommendations };
        }
        // The columns of both groups are looked at, whichever layout reads the row.
        let mut child = false;
        let mut grown_up = false;
        for (column, cell) in self.sheet.row(row) {
            let key = self.people_column(line, column);
            match key {
                Some("class" | "class_school") => {
                    child |= cell.text().chars().any(|c| c.is_ascii_digit());
                    grown_up |= !cell.text().chars().any(|c| c.is_ascii_digit()) && cell.text().contains(' ');
                }
                Some("achievement" | "duties" | "processing" | "participation") => child = true,
                Some("position" | "role" | "commitment" | "phone") => grown_up = true,
                _ => {}
            }
        }
        if grown_up && !child {
            Group::Caretakers
        } else {
            Group::Children
        }
    }

    /// The field of a column of a table of persons, by the layout of either group.
    fn people_column(&self, line: &Line, column: u32) -> Option<&'static str> {
        let own = line.record.cells.iter().find(|(_, at)| at.1 == column);
        if let Some((key, _)) = own {
            return Some(key);
        }
        let above = (0..line.record.row).rev().take(headings::ROWS as usize);
        let mut words = above.map(|row| self.sheet.words(row, column));
        words.find_map(|words| {
            layouts::CHILDREN
                .field(&words)
                .or_else(|| layouts::CARETAKERS.field(&words))
        })
    }

    /// The parts of a table, one for each unit that its rows name.
    fn split(&self, table: &Table, strays: &mut Vec<Finding>) -> Vec<Part<'a>> {
        let layout = table.layout;
        let main = layout.needs.iter().flat_map(|keys| keys.iter());
        let main = main
            .filter_map(|key| table.heading.columns.get(key))
            .next()
            .copied()
            .unwrap_or(0);
        let heading = table.heading.cell(self.sheet, main);
        let empty = || self.part(layout, heading, table.heading.columns.len());
        let title = self.title_sign(table.heading.rows.0);
        let column = self.unit_column(table);
        let mut parts: Vec<Part<'a>> = Vec::new();
        let findings = self.about(table);
        let mut above: Option<(Sign, Option<Finding>)> = None;
        for line in &table.rows.lines {
            let mut line_findings = Vec::new();
            let named = match (column, line.unit) {
                (Some(column), _) => {
                    let at = (line.record.row, column);
                    match self.sheet.at_merged(at.0, at.1) {
                        None => above.clone(),
                        Some(cell) => {
                            let found = matching::unit(cell.text(), self.scope.units);
                            let Some(named) = self.sign(found, cell.text(), at, Level::Row) else {
                                let text = excerpt(cell.text());
                                strays.push(Finding::new(Fault::RowUnitUnknown { text }).at(self.place(at)));
                                continue;
                            };
                            above = Some(named.clone());
                            Some(named)
                        }
                    }
                }
                (None, Some(at)) => self.sheet.at(at.0, at.1).and_then(|cell| {
                    let found = self.named_unit(cell.text());
                    self.sign(found, cell.text(), at, Level::Row)
                }),
                (None, None) => None,
            };
            let sign = named.map(|(sign, finding)| {
                line_findings.extend(finding);
                sign
            });
            let sign = sign.or_else(|| title.clone());
            let unit = sign.as_ref().map(|sign| sign.unit.clone());
            let of_unit = parts
                .iter()
                .position(|part| part.sign.as_ref().map(|sign| &sign.unit) == unit.as_ref());
            let index = of_unit.unwrap_or_else(|| {
                parts.push(Part { sign, ..empty() });
                parts.len() - 1
            });
            let Some(part) = parts.get_mut(index) else { continue };
            part.findings.extend(line_findings);
            let persons = [layouts::CHILDREN.name, layouts::CARETAKERS.name].contains(&layout.name);
            if line.reserve && persons {
                let name = ["name", "family", "given"]
                    .iter()
                    .find_map(|key| line.record.cells.get(key));
                let at = name.copied().unwrap_or((line.record.row, 0));
                part.findings
                    .push(Finding::new(Fault::PersonReserve {}).at(self.place(at)));
                continue;
            }
            let mut record = line.record.clone();
            if self.is_school(table, column) {
                record.cells.extend(
                    table
                        .heading
                        .columns
                        .get("unit")
                        .map(|column| ("school", (record.row, *column))),
                );
            }
            part.doubt.empty = false;
            part.records.push(record);
        }
        if parts.is_empty() {
            parts.push(Part { sign: title, ..empty() });
        }
        if let Some(first) = parts.first_mut() {
            first.findings.splice(0..0, findings);
        }
        parts
    }

    /// The column whose cells name units: the one with that heading, or "Đơn vị" of grown-ups if it names several.
    fn unit_column(&self, table: &Table) -> Option<u32> {
        let units = |column: u32| -> BTreeSet<String> {
            let lines = table.rows.lines.iter();
            let cells = lines.filter_map(|line| self.sheet.at_merged(line.record.row, column));
            let known = cells.filter_map(|cell| match matching::unit(cell.text(), self.scope.units) {
                Match::Known(code) => Some(code),
                _ => None,
            });
            known.collect()
        };
        let column = table.heading.columns.get("unit").copied();
        let workplace = table.heading.columns.get("workplace").copied().filter(|column| {
            let at = table.heading.cell(self.sheet, *column);
            self.sheet.words(at.0, at.1) == "don vi"
        });
        column
            .filter(|column| !units(*column).is_empty())
            .or_else(|| workplace.filter(|column| units(*column).len() > 1))
    }

    /// Whether "Đơn vị" of children holds their schools.
    fn is_school(&self, table: &Table, units: Option<u32>) -> bool {
        table.layout.name == layouts::CHILDREN.name
            && units.is_none()
            && ["school", "class_school"]
                .iter()
                .all(|key| !table.heading.columns.contains_key(key))
    }

    /// What is to be said about the table as a whole.
    fn about(&self, table: &Table) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (column, key) in &table.heading.guessed {
            let at = table.heading.cell(self.sheet, *column);
            let text = table.heading.text(self.sheet, *column);
            let field = layouts::label(key).to_owned();
            findings.push(Finding::new(Fault::HeadingGuessed { text, field }).at(self.place(at)));
        }
        if let Some(at) = table.mixed {
            findings.push(Finding::new(Fault::GroupsInOneTable {}).at(self.place(at)));
        }
        for (why, at) in &table.rows.left_out {
            let fault = match why {
                LeftOut::Example => Fault::RowExample {},
                LeftOut::Remark => Fault::RowRemark {
                    text: self
                        .sheet
                        .at(at.0, at.1)
                        .map_or_else(String::new, |cell| excerpt(cell.text())),
                },
            };
            findings.push(Finding::new(fault).at(self.place(*at)));
        }
        findings
    }

    /// Columns that hold something and are not read, and columns that the eye does not see: told once for the table,
    /// whichever layouts read it.
    fn columns(&self, table: &Table, tables: &[Table]) -> Vec<Finding> {
        let same: Vec<&Table> = tables
            .iter()
            .filter(|other| other.heading.rows == table.heading.rows)
            .collect();
        let read: BTreeSet<u32> = same
            .iter()
            .flat_map(|table| table.heading.columns.values().copied())
            .collect();
        let filled: BTreeSet<u32> = same
            .iter()
            .flat_map(|table| &table.rows.lines)
            .flat_map(|line| self.sheet.row(line.record.row).map(|(column, _)| column))
            .collect();
        let named = |column: u32| {
            let text = table.heading.text(self.sheet, column);
            let (row, column) = table.heading.cell(self.sheet, column);
            match text.is_empty() {
                true => address(row, column),
                false => format!("“{text}” ({})", address(row, column)),
            }
        };
        let at = |columns: &[u32]| table.heading.cell(self.sheet, columns.first().copied().unwrap_or(0));
        let mut findings = Vec::new();
        let unread = filled.difference(&read).copied().filter(|column| {
            let lines = table.rows.lines.iter();
            let mut cells = lines.filter_map(|line| self.sheet.at(line.record.row, *column));
            !table.heading.text(self.sheet, *column).is_empty() || cells.any(|cell| !groups::is_number(&cell.raw))
        });
        // A list without headings has no columns.
        let unread: Vec<u32> = unread.filter(|_| table.heading.columns.len() > 1).collect();
        if !unread.is_empty() {
            let columns = unread
                .iter()
                .map(|column| named(*column))
                .collect::<Vec<_>>()
                .join(", ");
            findings.push(Finding::new(Fault::ColumnUnknown { columns }).at(self.place(at(&unread))));
        }
        let hidden: Vec<u32> = filled
            .intersection(&read)
            .copied()
            .filter(|column| self.sheet.column_is_hidden(*column))
            .collect();
        if !hidden.is_empty() {
            let columns = hidden
                .iter()
                .map(|column| named(*column))
                .collect::<Vec<_>>()
                .join(", ");
            findings.push(Finding::new(Fault::ColumnHidden { columns }).at(self.place(at(&hidden))));
        }
        findings
    }

    /// The unit that a line of its own names: "I. Xã Tri Lễ".
    fn named_unit(&self, text: &str) -> Match {
        let bare = match text.trim().split_once(' ') {
            Some((first, rest)) if groups::is_number(first) => rest,
            _ => text,
        };
        matching::unit(bare, self.scope.units)
    }

    fn sign(&self, found: Match, text: &str, at: (u32, u32), level: Level) -> Option<(Sign, Option<Finding>)> {
        let place = self.place(at);
        let (unit, finding) = match found {
            Match::Known(unit) => (unit, None),
            Match::Like(unit) => {
                let named = self.scope.units.iter().find(|other| other.code == unit)?;
                let fault = Fault::UnitGuessed {
                    text: excerpt(text),
                    unit: named.full_name(),
                };
                let finding = Finding::new(fault).at(place.clone());
                (unit, Some(finding))
            }
            Match::None => return None,
        };
        Some((Sign { unit, level, place }, finding))
    }

    /// The unit of the title above a row, or of the sheet's name.
    fn title_sign(&self, row: u32) -> Option<Sign> {
        let (unit, at) = self.titles.unit(row)?;
        let place = match at {
            Some(at) => self.place(at),
            None => Place {
                cell: None,
                ..self.place((0, 0))
            },
        };
        Some(Sign {
            unit: unit.to_owned(),
            level: Level::Title,
            place,
        })
    }
}

#[cfg(test)]
mod tests;
