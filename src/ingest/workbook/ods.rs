//! `.ods` of LibreOffice, as a stream of elements: rows and cells that are repeated a million times are counted, not laid out.

mod styles;

use calamine::DataRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::gather::{Gather, Letters};
use super::package::{Package, Part, attribute, damaged, push_reference, xml_fault};
use super::{Area, MAX_COLUMNS, MAX_ROWS};
use crate::finding::Fault;
use styles::Styles;

/// Reads all sheets.
pub(super) fn read(package: &mut Package<'_>, gather: &mut Gather) -> Result<(), Fault> {
    if is_encrypted(package)? {
        return Err(Fault::WorkbookEncrypted {});
    }
    let mut styles = Styles::default();
    for part in ["styles.xml", "content.xml"] {
        if let Some(reader) = package.xml(part)? {
            styles.read(reader)?;
        }
    }
    let Some(mut reader) = package.xml("content.xml")? else {
        return Err(damaged("thiếu nội dung bảng tính"));
    };
    Content {
        styles: &styles,
        gather,
        depth: 0,
        row: 0,
        rows: 1,
        column: 0,
        columns: 0,
        defaults: Vec::new(),
        row_style: None,
        line: Vec::new(),
        hidden_row: false,
    }
    .read(&mut reader)
}

/// Whether the list of parts says that they are encrypted.
fn is_encrypted(package: &mut Package<'_>) -> Result<bool, Fault> {
    let list = package.bytes("META-INF/manifest.xml")?.unwrap_or_default();
    let mark = b"encryption-data";
    Ok(list.windows(mark.len()).any(|window| window == mark))
}

/// A cell that was read, before it is known how often its row is repeated.
struct Filled {
    column: u32,
    columns: u32,
    value: Given,
    style: Option<String>,
}

/// What a cell says.
enum Given {
    Value(DataRef<'static>),
    Uncalculated,
}

/// Where the reader stands.
struct Content<'a> {
    styles: &'a Styles,
    gather: &'a mut Gather,
    /// Tables that are open: one within a cell is passed over.
    depth: u32,
    row: u32,
    /// How often the row is repeated.
    rows: u32,
    column: u32,
    /// Columns that were described so far.
    columns: u32,
    /// First column and style of cells that name none.
    defaults: Vec<(u32, String)>,
    row_style: Option<String>,
    /// Cells of the row.
    line: Vec<Filled>,
    hidden_row: bool,
}

impl Content<'_> {
    fn read(&mut self, reader: &mut Reader<Part<'_>>) -> Result<(), Fault> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| xml_fault(&error))? {
                Event::Eof => return Ok(()),
                Event::Start(element) => {
                    let cell = self.depth == 1 && is_cell(&element);
                    self.open(&element)?;
                    if cell {
                        let element = element.into_owned();
                        self.cell(&element, Some(reader))?;
                    }
                }
                Event::Empty(element) => {
                    self.open(&element)?;
                    if self.depth == 1 && is_cell(&element) {
                        self.cell(&element, None)?;
                    }
                    self.close(element.local_name().as_ref());
                }
                Event::End(element) => self.close(element.local_name().as_ref()),
                _ => {}
            }
        }
    }

    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "null-date" => {
                self.gather.from_1904 = attribute(element, "date-value").is_some_and(|day| day.starts_with("1904"));
            }
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    let name = attribute(element, "name").unwrap_or_default();
                    let hidden = attribute(element, "style-name").is_some_and(|style| self.styles.hides(&style));
                    self.gather.open(&name, hidden)?;
                    (self.row, self.columns) = (0, 0);
                    self.defaults.clear();
                }
            }
            "table-column" if self.depth == 1 => {
                let count = count(element, "number-columns-repeated");
                if attribute(element, "visibility").is_some_and(|value| value != "visible") {
                    self.gather
                        .hide_columns(self.columns, self.columns.saturating_add(count - 1));
                }
                if let Some(style) = attribute(element, "default-cell-style-name")
                    && self.defaults.len() < MAX_COLUMNS as usize
                {
                    self.defaults.push((self.columns, style));
                }
                self.columns = self.columns.saturating_add(count);
            }
            "table-row" if self.depth == 1 => {
                self.rows = count(element, "number-rows-repeated");
                self.column = 0;
                self.row_style = attribute(element, "default-cell-style-name");
                self.hidden_row = attribute(element, "visibility").is_some_and(|value| value != "visible");
                self.line.clear();
            }
            "frame" | "custom-shape" | "image" if self.depth == 1 => self.gather.draw(),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "table" => self.depth = self.depth.saturating_sub(1),
            "table-row" if self.depth == 1 => self.end_row(),
            _ => {}
        }
    }

    /// Takes in a cell, and with `reader` what stands in it up to its end.
    fn cell(&mut self, element: &BytesStart<'_>, reader: Option<&mut Reader<Part<'_>>>) -> Result<(), Fault> {
        let columns = count(element, "number-columns-repeated");
        let column = self.column;
        self.column = column.saturating_add(columns);
        let (wide, high) = (
            count(element, "number-columns-spanned"),
            count(element, "number-rows-spanned"),
        );
        if wide > 1 || high > 1 {
            self.gather.merge(Area {
                start: (self.row, column),
                end: (self.row.saturating_add(high - 1), column.saturating_add(wide - 1)),
            });
        }
        let mut inside = Inside::default();
        if let Some(reader) = reader {
            inside.read(reader)?;
        }
        if inside.drawing {
            self.gather.draw();
        }
        let style = attribute(element, "style-name")
            .or_else(|| self.row_style.clone())
            .or_else(|| {
                let of_column = self.defaults.iter().rev().find(|(first, _)| *first <= column);
                of_column.map(|(_, style)| style.clone())
            });
        // The font of a part of the text tells more than that of the cell.
        let style = inside.span.filter(|span| self.styles.is_old(span)).or(style);
        let covered = element.local_name().as_ref() == "covered-table-cell";
        if let Some(value) = value(element, inside.text).filter(|_| !covered)
            && self.line.len() <= MAX_COLUMNS as usize
        {
            self.line.push(Filled {
                column,
                columns,
                value,
                style,
            });
        }
        Ok(())
    }

    fn end_row(&mut self) {
        let first = self.row;
        self.row = first.saturating_add(self.rows);
        if self.hidden_row {
            (first..self.row.min(MAX_ROWS)).for_each(|row| self.gather.hide_row(row));
        }
        if self.line.is_empty() {
            return;
        }
        for row in first..self.row {
            for cell in &self.line {
                let letters = cell
                    .style
                    .as_deref()
                    .map_or_else(Letters::default, |style| self.styles.letters(style));
                for column in cell.column..cell.column.saturating_add(cell.columns) {
                    let taken = match &cell.value {
                        Given::Value(value) => self.gather.put((row, column), value.clone(), letters),
                        Given::Uncalculated => {
                            self.gather.put_uncalculated((row, column));
                            true
                        }
                    };
                    if !taken {
                        return;
                    }
                    if column >= MAX_COLUMNS {
                        break;
                    }
                }
            }
            if row >= MAX_ROWS {
                return;
            }
        }
    }
}

fn is_cell(element: &BytesStart<'_>) -> bool {
    matches!(element.local_name().as_ref(), "table-cell" | "covered-table-cell")
}

/// A number of repetitions: at least one.
fn count(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name)
        .and_then(|text| text.parse::<u32>().ok())
        .map_or(1, |count| count.max(1))
}

/// What a cell says, by its attributes and the text in it.
fn value(element: &BytesStart<'_>, text: String) -> Option<Given> {
    let kind = attribute(element, "value-type");
    let number = || attribute(element, "value").and_then(|value| value.parse::<f64>().ok());
    let value = match kind.as_deref() {
        // LibreOffice keeps a formula's error as a text and says so only in an attribute of its own.
        Some("error") => super::values::error_text(&text),
        Some("float" | "percentage" | "currency") => number().map(DataRef::Float),
        Some("boolean") => attribute(element, "boolean-value").map(|flag| DataRef::Bool(flag == "true")),
        Some("date") => attribute(element, "date-value").map(DataRef::DateTimeIso),
        Some("time") => attribute(element, "time-value").map(DataRef::DurationIso),
        _ => None,
    };
    match value {
        Some(value) => Some(Given::Value(value)),
        None if !text.is_empty() => Some(Given::Value(
            super::values::error_text(&text).unwrap_or(DataRef::String(text)),
        )),
        None if kind.is_none() && attribute(element, "formula").is_some() => Some(Given::Uncalculated),
        None => None,
    }
}

/// What stands in a cell.
#[derive(Default)]
struct Inside {
    text: String,
    /// Style of the last part of the text that has one of its own.
    span: Option<String>,
    drawing: bool,
}

impl Inside {
    /// Reads up to the end of the cell.
    fn read(&mut self, reader: &mut Reader<Part<'_>>) -> Result<(), Fault> {
        let mut buffer = Vec::new();
        // Elements that are open, and from which depth on all is passed over: notes, drawings, tables.
        let (mut depth, mut aside) = (1_u32, None);
        let mut paragraphs = 0;
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| xml_fault(&error))? {
                Event::Eof => return Ok(()),
                Event::Start(element) => {
                    depth += 1;
                    if aside.is_none() && !self.element(&element, &mut paragraphs) {
                        aside = Some(depth);
                    }
                }
                Event::Empty(element) if aside.is_none() => drop(self.element(&element, &mut paragraphs)),
                Event::End(_) => {
                    if aside == Some(depth) {
                        aside = None;
                    }
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                Event::Text(text) if aside.is_none() && paragraphs > 0 => self.text.push_str(&text),
                Event::CData(text) if aside.is_none() && paragraphs > 0 => self.text.push_str(&text),
                Event::GeneralRef(reference) if aside.is_none() && paragraphs > 0 => {
                    push_reference(&mut self.text, &reference);
                }
                _ => {}
            }
        }
    }

    /// Whether the element belongs to the text.
    fn element(&mut self, element: &BytesStart<'_>, paragraphs: &mut u32) -> bool {
        match element.local_name().as_ref() {
            "p" | "h" => {
                if *paragraphs > 0 {
                    self.text.push('\n');
                }
                *paragraphs += 1;
            }
            "s" => {
                let blanks = count(element, "c").min(100);
                self.text.extend(std::iter::repeat_n(' ', blanks as usize));
            }
            "tab" => self.text.push('\t'),
            "line-break" => self.text.push('\n'),
            "span" => self.span = attribute(element, "style-name").or(self.span.take()),
            "annotation" | "table" => return false,
            "frame" | "custom-shape" | "image" => {
                self.drawing = true;
                return false;
            }
            _ => {}
        }
        true
    }
}
