//! Cells from the reader of any format -> sheets, within the limits that no workbook can pass.

use std::ops::Range;

use calamine::DataRef;

use super::package::more_than;
use super::values::convert;
use super::{Area, Cell, Hints, MAX_COLUMNS, MAX_ROWS, Sheet, Value, address};
use crate::finding::{Fault, Finding, Place};
use crate::vietnamese::legacy::Legacy;

/// Cells of a workbook that are read.
const MAX_CELLS: usize = 60_000;
/// Text of a workbook that is read, in bytes: many cells may share one long string.
const MAX_TEXT: usize = 8 << 20;
/// After so many cells that lie too far away a sheet is not read on.
const MAX_OUTSIDE: usize = 10_000;
/// Merged areas of a sheet, and groups of its hidden columns, that are kept.
const MAX_AREAS: usize = 2_000;
/// Sheets of a workbook that are read.
pub(super) const MAX_SHEETS: usize = 500;

/// Letters of a cell, as far as they tell how its text is to be read.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Letters<'a> {
    /// Name of the font.
    pub font: Option<&'a str>,
    /// Struck out.
    pub struck: bool,
}

/// The sheets that have been read so far, and what may still be read.
pub(super) struct Gather {
    file: String,
    sheets: Vec<Sheet>,
    findings: Vec<Finding>,
    cells: usize,
    text: usize,
    /// First cell of the open sheet that lies too far away.
    outside: Option<(u32, u32)>,
    /// How many of them there are.
    surplus: usize,
    full: bool,
    /// Days are counted from 1904.
    pub from_1904: bool,
}

impl Gather {
    /// Nothing yet of the workbook at `file`.
    pub fn new(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            sheets: Vec::new(),
            findings: Vec::new(),
            cells: MAX_CELLS,
            text: MAX_TEXT,
            outside: None,
            surplus: 0,
            full: false,
            from_1904: false,
        }
    }

    /// Opens the next sheet: whatever follows belongs to it.
    pub fn open(&mut self, name: &str, hidden: bool) -> Result<(), Fault> {
        self.close();
        if self.sheets.len() >= MAX_SHEETS {
            return Err(more_than(MAX_SHEETS, "trang tính"));
        }
        self.sheets.push(Sheet {
            name: name.to_owned(),
            hidden,
            from_1904: self.from_1904,
            ..Sheet::default()
        });
        Ok(())
    }

    /// Adds a cell to the open sheet; false if no more will be taken from it.
    pub fn put(&mut self, place: (u32, u32), value: DataRef<'_>, letters: Letters<'_>) -> bool {
        match convert(value) {
            Some((raw, value)) => self.add(place, raw, value, letters),
            None => !self.full,
        }
    }

    /// Adds a cell with a formula whose result is not stored, unless something stands there already.
    pub fn put_uncalculated(&mut self, place: (u32, u32)) {
        if self
            .sheets
            .last()
            .is_some_and(|sheet| !sheet.cells.contains_key(&place))
        {
            self.add(place, "=".to_owned(), Value::Uncalculated, Letters::default());
        }
    }

    fn add(&mut self, place: (u32, u32), raw: String, value: Value, letters: Letters<'_>) -> bool {
        let Some(sheet) = self.sheets.last_mut().filter(|_| !self.full) else {
            return false;
        };
        if place.0 >= MAX_ROWS || place.1 >= MAX_COLUMNS {
            self.outside.get_or_insert(place);
            self.surplus += 1;
            return self.surplus < MAX_OUTSIDE;
        }
        if self.cells == 0 || self.text < raw.len() {
            self.full = true;
            self.find(Fault::SheetTruncated {}, None);
            return false;
        }
        self.cells -= 1;
        self.text -= raw.len();
        let cell = Cell {
            raw,
            value,
            legacy_font: letters
                .font
                .filter(|name| Legacy::of_font(name).is_some())
                .map(str::to_owned),
            struck: letters.struck,
            hints: Hints::default(),
        };
        sheet.cells.insert(place, cell);
        true
    }

    /// Which lines of the first sheet stand above the open one.
    pub fn caption(&mut self, rows: Range<usize>) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.caption_rows = rows;
        }
    }

    /// Adds a merged area to the open sheet; one cell alone, or a reversed area, is none.
    pub fn merge(&mut self, area: Area) {
        let many = area.start != area.end && area.start.0 <= area.end.0 && area.start.1 <= area.end.1;
        if let Some(sheet) = self.sheets.last_mut()
            && many
            && sheet.merges.len() < MAX_AREAS
        {
            sheet.merges.push(area);
        }
    }

    /// A row of the open sheet is hidden.
    pub fn hide_row(&mut self, row: u32) {
        if let Some(sheet) = self.sheets.last_mut()
            && row < MAX_ROWS
        {
            sheet.hidden_rows.insert(row);
        }
    }

    /// Columns of the open sheet, from the first to the last, are hidden.
    pub fn hide_columns(&mut self, first: u32, last: u32) {
        if let Some(sheet) = self.sheets.last_mut()
            && sheet.hidden_columns.len() < MAX_AREAS
        {
            sheet.hidden_columns.push((first, last));
        }
    }

    /// A picture or a text box lies on the open sheet.
    pub fn draw(&mut self) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.drawing = true;
        }
    }

    /// Notes what is wrong on the open sheet.
    pub fn find(&mut self, fault: Fault, cell: Option<(u32, u32)>) {
        let place = Place {
            file: Some(self.file.clone()),
            sheet: self.sheets.last().map(|sheet| sheet.name.clone()),
            cell: cell.map(|(row, column)| address(row, column)),
        };
        self.findings.push(Finding::new(fault).at(place));
    }

    /// Notes that a cell which follows `last` cannot be read.
    pub fn find_faulty(&mut self, last: (u32, u32)) {
        let after = address(last.0, last.1);
        let fault = Fault::CellUnreadable { after };
        // Where two of them follow each other there is no more to say.
        if self.findings.last().is_none_or(|finding| finding.fault != fault) {
            self.find(fault, Some(last));
        }
    }

    fn close(&mut self) {
        if let Some(place) = self.outside.take() {
            self.find(Fault::CellOutside {}, Some(place));
        }
        (self.surplus, self.full) = (0, false);
    }

    /// All sheets, and what was found.
    pub fn finish(mut self) -> (Vec<Sheet>, Vec<Finding>) {
        self.close();
        (self.sheets, self.findings)
    }
}
