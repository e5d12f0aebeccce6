//! The text of a `.docx` in its order -> tables and the lines between them. Of tracked changes what was inserted counts, and
//! what was deleted does not.

use std::collections::HashMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fonts::{Fonts, of_run};
use crate::finding::Fault;
use crate::ingest::workbook::Area;
use crate::ingest::workbook::gather::MAX_SHEETS;
use crate::ingest::workbook::package::{Part, attribute, more_than, push_reference, too_large, xml_fault};
use crate::vietnamese::legacy::Legacy;

const MAX_CELLS: usize = 100_000;
/// Lines outside of tables that are kept.
const MAX_LINES: usize = 500;
/// Lines before a table that may be its title.
const CAPTION: usize = 3;
/// Elements that may be open within each other.
const MAX_DEPTH: usize = 500;

/// Tables and lines.
#[derive(Default)]
pub(super) struct Story {
    pub lines: Vec<Line>,
    /// In the order in which they begin; one within a cell comes after the one around it.
    pub tables: Vec<Table>,
}

/// Text of a cell, or a paragraph.
#[derive(Default, Clone)]
pub(super) struct Line {
    pub text: String,
    /// A font with an encoding of its own that a part of it has.
    pub font: Option<String>,
    /// All of it is struck out.
    pub struck: bool,
    /// Some of it is not.
    plain: bool,
    /// The next letter begins a new line.
    broken: bool,
}

impl Line {
    fn push(&mut self, text: &str) {
        if std::mem::take(&mut self.broken) && !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    fn style(&mut self, font: Option<&str>, struck: bool) {
        self.plain |= !struck;
        self.struck = !self.plain;
        if font.is_some_and(|font| Legacy::of_font(font).is_some()) {
            self.font = font.map(str::to_owned);
        }
    }
}

/// A table.
#[derive(Default)]
pub(super) struct Table {
    /// Which of the lines stand right before it.
    pub caption: Range<usize>,
    pub cells: Vec<((u32, u32), Line)>,
    pub merges: Vec<Area>,
}

/// A table whose end was not yet read.
#[derive(Default)]
struct Open {
    index: usize,
    row: u32,
    column: u32,
    line: Vec<(u32, Line)>,
    cell: Line,
    /// Columns that the cell takes.
    span: u32,
    merge: Merge,
    /// Cells that go on downwards, by their column.
    down: HashMap<u32, Area>,
    deleted: bool,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Merge {
    #[default]
    None,
    Begins,
    GoesOn,
}

/// Elements whose kind matters to what stands in them.
#[derive(Clone, Copy, PartialEq)]
enum Tag {
    Run,
    RunProperties,
    RowProperties,
    Text,
    Other,
}

struct Teller<'a> {
    fonts: &'a Fonts,
    story: Story,
    open: Vec<Open>,
    /// The line outside of all tables.
    line: Line,
    /// Lines since the last table.
    since: usize,
    path: Vec<Tag>,
    cells: usize,
    style: Option<String>,
    font: Option<String>,
    struck: bool,
}

impl Story {
    /// Reads the main part of a document.
    pub fn read(mut reader: Reader<Part<'_>>, fonts: &Fonts) -> Result<Self, Fault> {
        let mut teller = Teller {
            fonts,
            story: Self::default(),
            open: Vec::new(),
            line: Line::default(),
            since: 0,
            path: Vec::new(),
            cells: 0,
            style: None,
            font: None,
            struck: false,
        };
        let mut buffer = Vec::new();
        // How many elements are open within one that is passed over, with itself.
        let mut aside = 0_usize;
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| xml_fault(&error))? {
                Event::Eof => break,
                Event::Start(_) if aside > 0 => aside += 1,
                Event::End(_) if aside > 0 => aside -= 1,
                _ if aside > 0 => {}
                Event::Start(element) => match teller.begin(&element)? {
                    Some(tag) => teller.path.push(tag),
                    None => aside = 1,
                },
                Event::Empty(element) if teller.begin(&element)?.is_some() => {
                    teller.end(element.local_name().as_ref());
                }
                Event::End(element) => {
                    teller.path.pop();
                    teller.end(element.local_name().as_ref());
                }
                Event::Text(text) => teller.text(&text),
                Event::CData(text) => teller.text(&text),
                Event::GeneralRef(reference) => {
                    let mut text = String::new();
                    push_reference(&mut text, &reference);
                    teller.text(&text);
                }
                _ => {}
            }
        }
        teller.end_line();
        Ok(teller.story)
    }
}

impl Teller<'_> {
    /// Takes in the beginning of an element; nothing if all that is in it is to be passed over.
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<Option<Tag>, Fault> {
        if self.path.len() > MAX_DEPTH {
            return Err(too_large("quá nhiều lớp lồng nhau".to_owned()));
        }
        let parent = self.path.last().copied().unwrap_or(Tag::Other);
        let value = || attribute(element, "val");
        let is_on = || value().is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "none"));
        match element.local_name().as_ref() {
            "tbl" => self.begin_table()?,
            "tr" => {
                if let Some(table) = self.open.last_mut() {
                    (table.column, table.deleted) = (0, false);
                }
            }
            "trPr" => return Ok(Some(Tag::RowProperties)),
            "gridBefore" => {
                if let Some(table) = self.open.last_mut() {
                    table.column = number(value());
                }
            }
            "tc" => {
                if let Some(table) = self.open.last_mut() {
                    (table.cell, table.span, table.merge) = (Line::default(), 1, Merge::None);
                }
                self.cells += 1;
                if self.cells > MAX_CELLS {
                    return Err(more_than(MAX_CELLS, "ô"));
                }
            }
            "gridSpan" => {
                if let Some(table) = self.open.last_mut() {
                    table.span = number(value()).max(1);
                }
            }
            "vMerge" => {
                let begins = value().as_deref() == Some("restart");
                if let Some(table) = self.open.last_mut() {
                    table.merge = if begins { Merge::Begins } else { Merge::GoesOn };
                }
            }
            "p" => {
                self.style = None;
                self.here().broken = true;
            }
            "pStyle" => self.style = value(),
            "r" => {
                (self.font, self.struck) = (None, false);
                return Ok(Some(Tag::Run));
            }
            // The properties of a paragraph's mark are none of its text.
            "rPr" if parent == Tag::Run => return Ok(Some(Tag::RunProperties)),
            "rFonts" if parent == Tag::RunProperties => self.font = of_run(element),
            "strike" | "dstrike" if parent == Tag::RunProperties => self.struck |= is_on(),
            "t" => return Ok(Some(Tag::Text)),
            "tab" if parent == Tag::Run => self.push("\t"),
            "br" | "cr" if parent == Tag::Run => self.push("\n"),
            "noBreakHyphen" if parent == Tag::Run => self.push("-"),
            "sym" if parent == Tag::Run => self.push(symbol(element)),
            "del" if parent == Tag::RowProperties => {
                if let Some(table) = self.open.last_mut() {
                    table.deleted = true;
                }
            }
            // What older programs show in place of a text box that stands there already.
            "Fallback" | "del" | "moveFrom" => return Ok(None),
            _ => {}
        }
        Ok(Some(Tag::Other))
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" if self.open.is_empty() => self.end_line(),
            "p" => self.here().broken = true,
            "tc" => self.end_cell(),
            "tr" => self.end_row(),
            "tbl" => {
                if let Some(table) = self.open.pop() {
                    self.since = 0;
                    if let Some(told) = self.story.tables.get_mut(table.index) {
                        told.merges.extend(table.down.into_values());
                        told.merges.sort_by_key(|area| area.start);
                    }
                }
            }
            _ => {}
        }
    }

    /// The cell or the line that is being read.
    fn here(&mut self) -> &mut Line {
        match self.open.last_mut() {
            Some(table) => &mut table.cell,
            None => &mut self.line,
        }
    }

    fn text(&mut self, text: &str) {
        if self.path.last() == Some(&Tag::Text) && !text.is_empty() {
            self.push(text);
        }
    }

    fn push(&mut self, text: &str) {
        let fonts = self.fonts;
        let font = self.font.take();
        let of_style = self.style.take();
        let struck = self.struck;
        let here = self.here();
        here.push(text);
        if !text.trim().is_empty() {
            let name = font.as_deref().or_else(|| fonts.of_paragraph(of_style.as_deref()));
            here.style(name, struck);
        }
        (self.font, self.style) = (font, of_style);
    }

    fn begin_table(&mut self) -> Result<(), Fault> {
        self.end_line();
        if self.story.tables.len() >= MAX_SHEETS {
            return Err(more_than(MAX_SHEETS, "bảng"));
        }
        let since = self.since.min(CAPTION);
        let lines = self.story.lines.len();
        let since = if self.open.is_empty() { since } else { 0 };
        self.story.tables.push(Table {
            caption: lines.saturating_sub(since)..lines,
            ..Table::default()
        });
        self.open.push(Open {
            index: self.story.tables.len() - 1,
            ..Open::default()
        });
        Ok(())
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.text.trim().is_empty() && self.story.lines.len() < MAX_LINES {
            self.story.lines.push(line);
            self.since += 1;
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.open.last_mut() else { return };
        let column = table.column;
        let last = column.saturating_add(table.span.saturating_sub(1));
        table.column = last.saturating_add(1);
        let row = table.row;
        match table.merge {
            Merge::GoesOn => {
                if let Some(area) = table.down.get_mut(&column) {
                    area.end.0 = row;
                }
                return;
            }
            _ if table.deleted => return,
            Merge::None | Merge::Begins => {
                let area = Area {
                    start: (row, column),
                    end: (row, last),
                };
                let above = table.down.insert(column, area);
                if let Some(told) = self.story.tables.get_mut(table.index) {
                    told.merges.extend(above.filter(|area| area.start != area.end));
                }
            }
        }
        let cell = std::mem::take(&mut table.cell);
        if !cell.text.trim().is_empty() {
            table.line.push((column, cell));
        }
    }

    fn end_row(&mut self) {
        let Some(table) = self.open.last_mut() else { return };
        let line = std::mem::take(&mut table.line);
        if table.deleted {
            return;
        }
        let row = table.row;
        table.row += 1;
        if let Some(told) = self.story.tables.get_mut(table.index) {
            told.cells
                .extend(line.into_iter().map(|(column, cell)| ((row, column), cell)));
        }
    }
}

/// A number of columns; more than a table can have is one.
fn number(value: Option<String>) -> u32 {
    value
        .and_then(|text| text.parse().ok())
        .filter(|count| *count <= 200)
        .unwrap_or(1)
}

/// The ticks and boxes of the font Wingdings, which forms are filled in with.
fn symbol(element: &BytesStart<'_>) -> &'static str {
    let code = attribute(element, "char").unwrap_or_default().to_ascii_uppercase();
    match code.trim_start_matches("F0") {
        "FC" => "✓",
        "FE" => "☑",
        "FD" | "78" => "☒",
        "A8" | "6F" | "71" => "☐",
        _ => "",
    }
}
