//! One sheet: title, note, tables one below the other, and how it prints.

use rust_xlsxwriter::utility::row_col_to_cell;
use rust_xlsxwriter::{ExcelDateTime, Format, IgnoreError, Worksheet, XlsxError};

use super::archive::Rows;
use super::book::{Book, Sheet};
use super::entry::{self, Choices, Found};
use super::styles::{self, Look};
use super::text;
use super::widths::{self, LINE, lines};
use crate::document::{Cell, CellKind, Column, Row, Table, Value};

/// Longest text of a cell that every version of Excel shows when the cell's format is text.
const SHORT: usize = 255;

/// Height of a title's line, in points.
const TITLE_LINE: f64 = 20.0;

/// Height of a row that Excel allows, in points.
const HIGHEST: f64 = 409.0;

const A4: u8 = 9;

/// What came of painting a sheet.
#[derive(Debug, Default)]
pub struct Painted {
    /// Tables to fill in.
    pub tables: Vec<Found>,
    /// Cells whose text was cut.
    pub cut: Vec<String>,
    /// Rows whose height was reckoned from their text.
    pub reckoned: Rows,
}

/// A sheet while it is painted.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a mut Worksheet,
    pub(super) name: &'a str,
    choices: &'a mut Choices,
    /// Width of each column in pixels, without the column of ids.
    pub(super) widths: Vec<f32>,
    /// First column of the tables: 1 if the hidden column of ids stands before them.
    pub(super) offset: u16,
    /// Next row.
    row: u32,
    pub(super) painted: Painted,
}

/// Rows of a table: where its headings, its records and the whole of it end.
struct Extent {
    first_heading: u32,
    last_heading: u32,
    /// Last row of records and groups, without the totals.
    last_record: Option<u32>,
}

/// Writes `content` into `sheet` under the name `name`.
pub fn write(
    sheet: &mut Worksheet,
    name: &str,
    book: &Book,
    content: &Sheet,
    choices: &mut Choices,
) -> Result<Painted, XlsxError> {
    sheet.set_name(name)?;
    let fills_in = content.tables.iter().any(entry::takes_input);
    let mut page = Page {
        sheet,
        name,
        choices,
        widths: widths::widths(&content.tables, content.landscape),
        offset: u16::from(fills_in),
        row: 0,
        painted: Painted::default(),
    };
    for (index, width) in page.widths.iter().enumerate() {
        page.sheet
            .set_column_width_pixels(index as u16 + page.offset, *width as u32)?;
    }
    if fills_in {
        page.sheet.set_column_hidden(0)?;
    }
    page.titles(book, content)?;
    let mut extents = Vec::new();
    for table in &content.tables {
        if content.tables.len() > 1 {
            page.row += 1;
            if let Some(title) = table.title.as_deref().filter(|title| !title.trim().is_empty()) {
                page.line(title, &styles::subtitle(), TITLE_LINE)?;
            }
        }
        extents.push(page.table(table)?);
    }
    if let [extent] = extents.as_slice() {
        page.freeze(extent)?;
    }
    let last_row = page.row;
    let last_column = page.last_column();
    page.sheet
        .ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    if fills_in {
        entry::protect(page.sheet);
    }
    set_up(page.sheet, book, content.landscape);
    Ok(page.painted)
}

impl Page<'_> {
    fn last_column(&self) -> u16 {
        self.offset + (self.widths.len().max(1) - 1) as u16
    }

    fn titles(&mut self, book: &Book, content: &Sheet) -> Result<(), XlsxError> {
        let own = match (content.title.as_deref(), content.tables.as_slice()) {
            (Some(title), _) => title,
            (None, [table]) => table
                .title
                .as_deref()
                .filter(|title| !title.trim().is_empty())
                .unwrap_or(&content.name),
            (None, _) => &book.title,
        };
        self.line(own, &styles::title(), TITLE_LINE)?;
        let notices = Some(book.notices.join(" · "));
        for note in content
            .note
            .iter()
            .chain(&notices)
            .filter(|note| !note.trim().is_empty())
        {
            self.line(note, &styles::note(), LINE)?;
        }
        Ok(())
    }

    /// A text over the whole width; it is no part of a table, so merged cells break nothing.
    fn line(&mut self, line: &str, format: &Format, height: f64) -> Result<(), XlsxError> {
        let last = self.last_column();
        if last > self.offset {
            self.sheet
                .merge_range(self.row, self.offset, self.row, last, "", format)?;
        }
        self.put(self.row, self.offset, line, format)?;
        let width: f32 = self.widths.iter().sum();
        let scale = if height > LINE { widths::TITLE } else { widths::PLAIN };
        self.set_height(self.row, lines(line, width, scale) as f64 * height + 3.0)?;
        self.row += 1;
        Ok(())
    }

    pub(super) fn set_height(&mut self, row: u32, height: f64) -> Result<(), XlsxError> {
        self.sheet.set_row_height(row, height.min(HIGHEST))?;
        Ok(())
    }

    pub(super) fn put(&mut self, row: u32, column: u16, line: &str, format: &Format) -> Result<(), XlsxError> {
        if text::put(self.sheet, row, column, line, format)? {
            self.painted.cut.push(row_col_to_cell(row, column));
        }
        Ok(())
    }

    fn table(&mut self, table: &Table) -> Result<Extent, XlsxError> {
        let first_heading = self.row;
        let depth = table
            .columns
            .iter()
            .map(|column| column.heading.len())
            .max()
            .unwrap_or(0)
            .max(1) as u32;
        let last_heading = first_heading + depth - 1;
        if entry::takes_input(table) {
            self.ids_heading(table, first_heading, last_heading)?;
        }
        self.headings(&table.columns, first_heading, depth)?;
        self.row = last_heading + 1;

        let first_row = self.row;
        let mut last_record = None;
        for row in &table.rows {
            match row {
                Row::Group { level, text } => self.group(table, *level, text)?,
                Row::Record { id, cells } => self.cells(table, cells, id.as_deref(), false)?,
                Row::Total { cells } => self.cells(table, cells, None, true)?,
            }
            if !matches!(row, Row::Total { .. }) {
                last_record = Some(self.row);
            }
            self.row += 1;
        }
        if table.rows.is_empty()
            && let Some(empty) = &table.empty
        {
            self.strip(table, empty, &styles::empty())?;
            self.row += 1;
        }
        if self.row > first_row {
            self.painted.reckoned.push((first_row, self.row - 1));
        }
        if let Some(last) = last_record {
            self.checks(table, last_heading + 1, last)?;
        }
        Ok(Extent {
            first_heading,
            last_heading,
            last_record,
        })
    }

    /// A heading over a group. Only its first cell holds text, so that filters and sorting go on working.
    fn group(&mut self, table: &Table, level: u8, heading: &str) -> Result<(), XlsxError> {
        self.strip(table, heading, &styles::group(level))
    }

    /// A row of which only the first cell holds text.
    fn strip(&mut self, table: &Table, line: &str, format: &Format) -> Result<(), XlsxError> {
        let last = table.columns.len().max(1) - 1;
        self.put(self.row, self.offset, line, &styles::run(format, 0, last))?;
        for index in 1..=last {
            self.sheet
                .write_blank(self.row, index as u16 + self.offset, &styles::run(format, index, last))?;
        }
        self.set_height(self.row, LINE + 1.5)
    }

    fn cells(&mut self, table: &Table, cells: &[Cell], id: Option<&str>, total: bool) -> Result<(), XlsxError> {
        if let Some(id) = id.filter(|_| self.offset > 0) {
            self.put(
                self.row,
                0,
                id,
                &styles::cell(Look {
                    short: true,
                    ..Look::default()
                }),
            )?;
        }
        let mut index = 0;
        let mut tallest = 1;
        for cell in cells {
            let Some(column) = table.columns.get(index) else { break };
            let span = usize::from(cell.span.max(1)).min(table.columns.len() - index);
            let look = look(column, cell, span, total, id.is_some());
            if span == 1 {
                self.cell(index, cell, look, &styles::cell(look))?;
                let scale = if total || cell.strong {
                    widths::BOLD
                } else {
                    widths::PLAIN
                };
                if cell.value.is_none() {
                    tallest = tallest.max(lines(&cell.text, self.widths[index], scale));
                }
            } else {
                let format = styles::cell(look);
                self.cell(index, cell, look, &styles::run(&format, 0, span - 1))?;
                for beside in 1..span {
                    let column = (index + beside) as u16 + self.offset;
                    self.sheet
                        .write_blank(self.row, column, &styles::run(&format, beside, span - 1))?;
                }
            }
            index += span;
        }
        for rest in index..table.columns.len() {
            let look = look(&table.columns[rest], &Cell::default(), 1, total, id.is_some());
            self.sheet
                .write_blank(self.row, rest as u16 + self.offset, &styles::cell(look))?;
        }
        self.set_height(self.row, tallest as f64 * LINE + 1.5)
    }

    fn cell(&mut self, index: usize, cell: &Cell, look: Look, format: &Format) -> Result<(), XlsxError> {
        let column = index as u16 + self.offset;
        match (look.kind, cell.value) {
            (CellKind::Number | CellKind::Money | CellKind::Percent, Some(Value::Number(number)))
                if number.is_finite() =>
            {
                self.sheet.write_number_with_format(self.row, column, number, format)?;
            }
            (CellKind::Date, Some(Value::Date(year, month, day))) if date(year, month, day).is_some() => {
                if let Some(date) = date(year, month, day) {
                    self.sheet.write_datetime_with_format(self.row, column, date, format)?;
                }
            }
            // An empty cell keeps its kind: whoever fills it in types a number or a date. A text never is one.
            (CellKind::Text, _) => self.put(self.row, column, &cell.text, format)?,
            _ if cell.text.is_empty() => self.put(self.row, column, "", format)?,
            _ => {
                let text = styles::cell(Look {
                    kind: CellKind::Text,
                    ..look
                });
                self.put(self.row, column, &cell.text, if look.spans { format } else { &text })?;
            }
        }
        Ok(())
    }

    /// Checks on entry of the cells to fill in.
    fn checks(&mut self, table: &Table, first: u32, last: u32) -> Result<(), XlsxError> {
        for (index, column) in table.columns.iter().enumerate().filter(|(_, column)| column.input) {
            if let Some(rule) = entry::check(column, self.choices)? {
                let index = index as u16 + self.offset;
                self.sheet.add_data_validation(first, index, last, index, &rule)?;
            }
        }
        Ok(())
    }

    /// What a sheet with one table has: headings that stay in sight and on every page, and a filter.
    fn freeze(&mut self, extent: &Extent) -> Result<(), XlsxError> {
        self.sheet.set_freeze_panes(extent.last_heading + 1, 0)?;
        self.sheet.set_repeat_rows(extent.first_heading, extent.last_heading)?;
        if let Some(last) = extent.last_record
            && !self.widths.is_empty()
        {
            let right = self.last_column();
            self.sheet.autofilter(extent.last_heading, 0, last, right)?;
        }
        Ok(())
    }
}

fn look(column: &Column, cell: &Cell, span: usize, total: bool, has_id: bool) -> Look {
    let decimals = matches!(cell.value, Some(Value::Number(number)) if number.fract() != 0.0);
    Look {
        align: column.align,
        kind: column.kind,
        strong: cell.strong,
        total,
        // A cell whose row has no id could not be read back.
        input: column.input && !total && has_id,
        short: cell.text.chars().count() <= SHORT,
        decimals,
        spans: span > 1,
    }
}

/// A date that Excel knows.
fn date(year: i16, month: i8, day: i8) -> Option<ExcelDateTime> {
    let date = jiff::civil::Date::new(year, month, day)
        .ok()
        .filter(|date| date.year() >= 1900)?;
    ExcelDateTime::from_ymd(
        date.year().unsigned_abs(),
        date.month().unsigned_abs(),
        date.day().unsigned_abs(),
    )
    .ok()
}

/// Paper, margins, header and footer.
fn set_up(sheet: &mut Worksheet, book: &Book, landscape: bool) {
    sheet.set_paper_size(A4);
    if landscape {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_print_center_horizontally(true);
    sheet.set_margins(0.5, 0.5, 0.7, 0.7, 0.3, 0.3);
    let font = format!("&\"{},Italic\"&10 ", styles::FONT);
    sheet.set_header(format!("&R{font}&A"));
    let notices = text::page_margin(&book.notices.join(" · "));
    sheet.set_footer(format!("&L{font}{notices}&R{font}Trang &P/&N"));
}
