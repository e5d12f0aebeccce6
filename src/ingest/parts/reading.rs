//! The tables of a sheet, by their headings, and lists without any.

use std::collections::{BTreeMap, BTreeSet};

use super::super::groups::{self, Group};
use super::super::headings::{self, Heading, Seeking};
use super::super::layouts::Layout;
use super::super::table::{self, Line, Record, Rows};
use super::super::{fields::matching::Match, forms};
use super::{PAIRS, Scan, Table, own_group};

impl Scan<'_, '_> {
    pub(super) fn read_tables(&self, layouts: &[&'static Layout]) -> Vec<Table> {
        let seeking = Seeking::on(self.sheet);
        let found = layouts.iter().flat_map(|layout| {
            let found = headings::find_on(&seeking, layout).into_iter();
            found.map(|heading| (*layout, heading))
        });
        let mut headings: Vec<(&'static Layout, Heading)> = found.collect();
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
        self.give_back_to_persons(&mut tables);
        for pair in PAIRS {
            self.part_company(pair, &mut tables, &until, &is_unit);
        }
        let lists = self.lists(layouts, &tables);
        tables.extend(lists);
        tables
    }

    /// Where a table of persons holds their questions too: who asks none has no question, and what is a field of the person
    /// ("Ý kiến của cha mẹ") is none.
    fn give_back_to_persons(&self, tables: &mut Vec<Table>) {
        let of = |table: &Table, pair: [(&Layout, Group); 2]| {
            pair.iter().any(|(layout, _)| layout.name == table.layout.name)
        };
        let persons: Vec<Heading> = tables
            .iter()
            .filter(|table| of(table, PAIRS[0]))
            .map(|table| table.heading.clone())
            .collect();
        tables.retain_mut(|table| {
            let text = table
                .heading
                .columns
                .get("text")
                .copied()
                .filter(|_| of(table, PAIRS[1]));
            let Some(text) = text else { return true };
            let mut beside = persons
                .iter()
                .filter(|heading| heading.rows == table.heading.rows)
                .peekable();
            if beside.peek().is_some() {
                let lines = &mut table.rows.lines;
                lines.retain(|line| self.sheet.at_merged(line.record.row, text).is_some());
            }
            !beside.any(|heading| heading.columns.values().any(|column| *column == text))
        });
    }

    /// Texts below a line "Câu hỏi" or "Kiến nghị", without any heading.
    pub(super) fn lists(&self, layouts: &[&'static Layout], tables: &[Table]) -> Vec<Table> {
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
}
