//! What is to be said about a table as a whole.

use std::collections::BTreeSet;

use super::super::fields::excerpt;
use super::super::table::LeftOut;
use super::super::{groups, layouts};
use super::{Scan, Table};
use crate::finding::{Fault, Finding};

impl Scan<'_, '_> {
    /// What is to be said about the table as a whole.
    pub(super) fn about(&self, table: &Table) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (column, key) in &table.heading.guessed {
            let at = table.heading.cell(self.sheet, *column);
            let text = table.heading.text(self.sheet, *column);
            let field = layouts::label(key).to_owned();
            findings.push(Finding::new(Fault::HeadingGuessed { text, field }).at(self.place(at)));
        }
        let turned = self
            .sheet
            .sources
            .as_ref()
            .filter(|sources| sources.layout == table.layout.name);
        findings.extend(turned.map(|sources| {
            let first = table
                .heading
                .columns
                .get("name")
                .or(table.heading.columns.get("family"));
            let at = table.heading.cell(self.sheet, first.copied().unwrap_or(0));
            Finding::new(sources.fault.clone()).at(self.place(at))
        }));
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

    /// Labels of a form that are not known, though something was filled in.
    pub(super) fn unknown_labels(&self, labels: &[(u32, u32)]) -> Option<Finding> {
        let first = *labels.first()?;
        let named = labels.iter().map(|(row, column)| {
            let text = self.sheet.at(*row, *column).map_or("", |cell| cell.text());
            let label = text.split_once(':').map_or(text, |(label, _)| label);
            format!(
                "“{}” ({})",
                excerpt(label.trim()),
                self.sheet.stands_at(*row, *column).1
            )
        });
        let labels = named.collect::<Vec<_>>().join(", ");
        Some(Finding::new(Fault::LabelUnknown { labels }).at(self.place(first)))
    }

    /// Columns that hold something and are not read, and columns that the eye does not see: told once for the table,
    /// whichever layouts read it.
    pub(super) fn columns(&self, table: &Table, tables: &[Table]) -> Vec<Finding> {
        let same: Vec<&Table> = tables
            .iter()
            .filter(|other| other.heading.rows == table.heading.rows)
            .collect();
        let read: BTreeSet<u32> = same
            .iter()
            .flat_map(|table| table.heading.columns.values().copied().chain(table.heading.kind))
            .collect();
        let filled: BTreeSet<u32> = same
            .iter()
            .flat_map(|table| &table.rows.lines)
            .flat_map(|line| self.sheet.row(line.record.row).map(|(column, _)| column))
            .collect();
        let named = |column: u32| {
            let text = table.heading.text(self.sheet, column);
            let (row, column) = table.heading.cell(self.sheet, column);
            let (_, cell) = self.sheet.stands_at(row, column);
            match text.is_empty() {
                true => cell,
                false => format!("“{text}” ({cell})"),
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
}
