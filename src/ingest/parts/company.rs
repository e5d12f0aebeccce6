//! Rows of a table that holds both groups of a pair go apart: children and caretakers, questions and recommendations.

use std::collections::BTreeMap;

use super::super::groups::Group;
use super::super::headings::Heading;
use super::super::layouts::{self, Layout};
use super::super::table::{self, Line};
use super::{Scan, Table};

impl Scan<'_, '_> {
    /// Divides the rows of a table that holds both groups of a pair.
    pub(super) fn part_company(
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
        // What stands in columns of its own needs no parting, though the heading is one.
        let place = |table: &Table| (table.heading.rows, main(table));
        let shared: Vec<_> = tables
            .iter()
            .filter(|table| table.layout.name == pair[0].0.name)
            .map(place)
            .filter(|here| {
                let mut others = tables.iter().filter(|table| table.layout.name == pair[1].0.name);
                others.any(|table| place(table) == *here)
            })
            .collect();
        for table in tables.iter_mut().filter(|table| shared.contains(&place(table))) {
            let Some((_, group)) = pair.iter().find(|(layout, _)| layout.name == table.layout.name) else {
                continue;
            };
            let before = table.rows.lines.len();
            let columns = self.people_columns(&table.heading);
            let rows = std::mem::take(&mut table.rows.lines);
            table.rows.lines = rows
                .into_iter()
                .filter(|line| line.group.unwrap_or_else(|| self.group_of(pair, line, &columns)) == *group)
                .collect();
            if table.rows.lines.len() < before && *group == pair[1].1 {
                table.mixed = table.mixed.or(Some((table.heading.rows.0, 0)));
            }
        }
        tables.sort_by_key(|table| table.heading.rows.0);
    }

    /// The columns of a table that was made for the other group: a grown-up's position stands where a child has its class.
    pub(super) fn borrowed(&self, heading: &Heading, layout: &Layout) -> BTreeMap<&'static str, u32> {
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
    fn group_of(
        &self,
        pair: [(&'static Layout, Group); 2],
        line: &Line,
        columns: &BTreeMap<u32, &'static str>,
    ) -> Group {
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
            match columns.get(&column).copied() {
                Some("class" | "class_school") => {
                    child |= cell.text().chars().any(|c| c.is_ascii_digit());
                    grown_up |= !cell.text().chars().any(|c| c.is_ascii_digit()) && cell.text().contains(' ');
                }
                Some("achievement" | "processing" | "participation") => child = true,
                Some("position" | "position_workplace" | "role" | "commitment" | "phone") => grown_up = true,
                _ => {}
            }
        }
        if grown_up && !child {
            Group::Caretakers
        } else {
            Group::Children
        }
    }

    /// The field of each column of a table of persons, by the layout of either group.
    fn people_columns(&self, heading: &Heading) -> BTreeMap<u32, &'static str> {
        let mut columns: BTreeMap<u32, &'static str> = BTreeMap::new();
        for row in (heading.rows.0..=heading.rows.1).rev() {
            for (column, _) in self.sheet.row(row) {
                let words = self.sheet.words(row, column);
                let field = layouts::CHILDREN
                    .field(&words)
                    .or_else(|| layouts::CARETAKERS.field(&words));
                if let Some(key) = field {
                    columns.entry(column).or_insert(key);
                }
            }
        }
        columns.extend(heading.columns.iter().map(|(key, column)| (*column, *key)));
        columns
    }
}
