//! The headings of a table: one row or several, merged where neighbours share one.

use rust_xlsxwriter::XlsxError;
use rust_xlsxwriter::utility::row_col_to_cell;

use super::entry::{self, Found};
use super::page::Page;
use super::styles;
use super::widths::{self, LINE, lines};
use crate::document::{Column, Table};

/// Heading over the hidden column of ids.
const ID_HEADING: &str = "Mã";

impl Page<'_> {
    /// The heading of the hidden column of ids; notes where everything stands.
    pub(super) fn ids_heading(&mut self, table: &Table, first: u32, last: u32) -> Result<(), XlsxError> {
        let format = styles::header();
        if last > first {
            self.sheet.merge_range(first, 0, last, 0, "", &format)?;
        }
        self.put(first, 0, ID_HEADING, &format)?;
        let columns = table
            .columns
            .iter()
            .zip(entry::keys(table))
            .enumerate()
            .map(|(index, (column, key))| {
                let row = first + (column.heading.len().max(1) - 1) as u32;
                let heading = column.heading.last().cloned().unwrap_or_default();
                (key, row_col_to_cell(row, index as u16 + self.offset), heading)
            });
        let found = Found {
            table: table.name.clone(),
            sheet: self.name.to_owned(),
            id: row_col_to_cell(first, 0),
            columns: columns.collect(),
        };
        self.painted.tables.push(found);
        Ok(())
    }

    /// The headings; neighbours share an outer heading, and an inner one that has nothing below it reaches down.
    pub(super) fn headings(&mut self, columns: &[Column], top: u32, depth: u32) -> Result<(), XlsxError> {
        let format = styles::header();
        for level in 0..depth as usize {
            let mut start = 0;
            while start < columns.len() {
                let mut end = start;
                while columns
                    .get(end + 1)
                    .is_some_and(|next| shares(&columns[start], next, level))
                {
                    end += 1;
                }
                let heading = &columns[start].heading;
                let own = level < heading.len() || (level == 0 && heading.is_empty());
                if own {
                    let is_last = level + 1 >= heading.len();
                    let bottom = if is_last { top + depth - 1 } else { top + level as u32 };
                    let row = top + level as u32;
                    let (left, right) = (start as u16 + self.offset, end as u16 + self.offset);
                    if bottom > row || right > left {
                        self.sheet.merge_range(row, left, bottom, right, "", &format)?;
                    }
                    self.put(row, left, heading.get(level).map_or("", String::as_str), &format)?;
                }
                start = end + 1;
            }
            let height = self.heading_lines(columns, level, depth as usize);
            self.set_height(top + level as u32, height as f64 * LINE + 6.0)?;
        }
        Ok(())
    }

    /// Lines of the tallest heading in one row of headings; one that spans rows gives each its part.
    fn heading_lines(&self, columns: &[Column], level: usize, depth: usize) -> usize {
        let tallest = columns.iter().enumerate().filter_map(|(index, column)| {
            let own = column.heading.len().max(1);
            let at = level.min(own - 1);
            let heading = column.heading.get(at)?;
            let width: f32 = if at + 1 < own {
                let together = columns
                    .iter()
                    .zip(&self.widths)
                    .filter(|(other, _)| other.heading.get(at) == Some(heading));
                together.map(|(_, width)| width).sum()
            } else {
                self.widths[index]
            };
            let rows = if at + 1 == own { depth - at } else { 1 };
            Some(lines(heading, width, widths::BOLD).div_ceil(rows))
        });
        tallest.max().unwrap_or(1)
    }
}

/// Whether two columns share the heading at `level`: it and all outer ones are equal, and both have inner ones.
fn shares(one: &Column, other: &Column, level: usize) -> bool {
    level + 1 < one.heading.len() && level + 1 < other.heading.len() && one.heading[..=level] == other.heading[..=level]
}
