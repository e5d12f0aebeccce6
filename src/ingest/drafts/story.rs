//! The main part of a draft, element by element: what was inserted stays, what was deleted goes, and both are noted with who did it.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::comments::{Anchor, MAX_ANCHOR, day};
use super::{Block, Line, Row, Who};
use crate::finding::Fault;
use crate::ingest::workbook::package::{Part, attribute, damaged, push_reference, too_large, xml_fault};

const MAX_LINES: usize = 100_000;
const MAX_CELLS: usize = 100_000;
/// Text of a draft, in bytes.
const MAX_TEXT: usize = 16 << 20;
/// Tracked changes that are noted.
const MAX_TRACKED: usize = 50_000;
/// Elements that may be open within each other.
const MAX_DEPTH: usize = 500;
/// Comments whose anchors are noted.
const MAX_ANCHORS: usize = 2_000;

/// Elements whose kind matters to what stands in them.
#[derive(Clone, Copy, PartialEq)]
enum Tag {
    Run,
    ParagraphProperties,
    RunProperties,
    RowProperties,
    CellProperties,
    Text,
    Inserted,
    Other,
}

/// A table whose end was not yet read.
#[derive(Default)]
struct Open {
    rows: Vec<Row>,
    row: Row,
    cell: Vec<Line>,
    row_gone: bool,
    cell_gone: bool,
}

#[derive(Default)]
struct Teller {
    blocks: Vec<Block>,
    /// The outermost table; what is in a table within it counts as text of its cell.
    table: Option<Open>,
    depth: usize,
    /// Paragraphs that are open: a text box lies within one.
    lines: Vec<Line>,
    /// Whether the end of each was deleted.
    joined: Vec<bool>,
    /// What stands before the next paragraph, because the end of the last was deleted.
    carried: Option<Line>,
    path: Vec<Tag>,
    inserted: Vec<Who>,
    anchors: HashMap<String, Anchor>,
    open_anchors: Vec<String>,
    count: usize,
    cells: usize,
    text: usize,
    tracked: usize,
}

/// Reads the main part.
pub(super) fn read(mut reader: Reader<Part<'_>>) -> Result<(Vec<Block>, HashMap<String, Anchor>), Fault> {
    let mut teller = Teller::default();
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
            Event::Empty(element) => {
                if let Some(tag) = teller.begin(&element)? {
                    teller.end(element.local_name().as_ref(), tag);
                }
            }
            Event::End(element) => {
                if let Some(tag) = teller.path.pop() {
                    teller.end(element.local_name().as_ref(), tag);
                }
            }
            Event::Text(text) => teller.words(&text)?,
            Event::CData(text) => teller.words(&text)?,
            Event::GeneralRef(reference) => {
                let mut text = String::new();
                push_reference(&mut text, &reference);
                teller.words(&text)?;
            }
            _ => {}
        }
    }
    // What is missing at the end would be taken for deleted.
    if !teller.path.is_empty() || aside > 0 {
        return Err(damaged("nội dung bị cắt cụt"));
    }
    teller.drop_carried();
    Ok((teller.blocks, teller.anchors))
}

impl Teller {
    /// Takes in the beginning of an element; nothing if all that is in it is to be passed over.
    fn begin(&mut self, element: &BytesStart<'_>) -> Result<Option<Tag>, Fault> {
        if self.path.len() > MAX_DEPTH {
            return Err(too_large("quá nhiều lớp lồng nhau".to_owned()));
        }
        let parent = self.path.last().copied().unwrap_or(Tag::Other);
        let name = element.local_name();
        let tag = match name.as_ref() {
            "tbl" => {
                self.depth += 1;
                if self.depth == 1 {
                    self.drop_carried();
                    self.table = Some(Open::default());
                }
                Tag::Other
            }
            "tr" if self.depth == 1 => {
                if let Some(table) = &mut self.table {
                    (table.row, table.row_gone) = (Row::default(), false);
                }
                Tag::Other
            }
            "tc" if self.depth == 1 => {
                self.cells += 1;
                if self.cells > MAX_CELLS {
                    return Err(too_large(format!("hơn {MAX_CELLS} ô")));
                }
                if let Some(table) = &mut self.table {
                    (table.cell, table.cell_gone) = (Vec::new(), false);
                }
                Tag::Other
            }
            "trPr" => Tag::RowProperties,
            "tcPr" => Tag::CellProperties,
            "pPr" => Tag::ParagraphProperties,
            // The properties of a paragraph's end stand among those of the paragraph.
            "rPr" if parent == Tag::ParagraphProperties => Tag::RunProperties,
            "tblHeader" if parent == Tag::RowProperties => {
                if let Some(table) = self.table.as_mut().filter(|_| self.depth == 1) {
                    table.row.is_head = true;
                }
                Tag::Other
            }
            "p" => {
                self.count += 1;
                if self.count > MAX_LINES {
                    return Err(too_large(format!("hơn {MAX_LINES} đoạn")));
                }
                let carried = match self.lines.is_empty() {
                    true => self.carried.take(),
                    false => None,
                };
                self.lines.push(carried.unwrap_or_default());
                self.joined.push(false);
                Tag::Other
            }
            "r" => Tag::Run,
            "t" => Tag::Text,
            "tab" | "ptab" if parent == Tag::Run => self.sign("\t")?,
            "br" | "cr" if parent == Tag::Run => self.sign("\n")?,
            "noBreakHyphen" if parent == Tag::Run => self.sign("-")?,
            "sym" if parent == Tag::Run => self.sign(symbol(element))?,
            "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel" => {
                return Ok(self.change(name.as_ref(), parent, who(element)));
            }
            "commentRangeStart" => {
                self.anchor(element, true);
                Tag::Other
            }
            "commentRangeEnd" => {
                self.anchor(element, false);
                Tag::Other
            }
            "commentReference" => {
                self.refer(element);
                Tag::Other
            }
            // What older programs show in place of a text box that stands there already; what a change of looks was before.
            "Fallback" => return Ok(None),
            other if other.ends_with("PrChange") || other == "tblGridChange" => return Ok(None),
            _ => Tag::Other,
        };
        Ok(Some(tag))
    }

    /// A tracked change: of a row, of a cell, of the end of a paragraph, or of what stands in it.
    fn change(&mut self, name: &str, parent: Tag, who: Who) -> Option<Tag> {
        let goes = matches!(name, "del" | "moveFrom" | "cellDel");
        match parent {
            Tag::RowProperties => {
                if let Some(table) = self.table.as_mut().filter(|_| self.depth == 1) {
                    match goes {
                        true => table.row_gone = true,
                        false => table.row.inserted = Some(who),
                    }
                }
            }
            Tag::CellProperties => {
                if let Some(table) = self.table.as_mut().filter(|_| self.depth == 1 && goes) {
                    table.cell_gone = true;
                }
            }
            Tag::RunProperties => {
                if let (true, Some(joined)) = (goes, self.joined.last_mut()) {
                    *joined = true;
                }
                self.note(who);
            }
            _ if goes => {
                self.note(who);
                return None;
            }
            _ => {
                self.inserted.push(who);
                return Some(Tag::Inserted);
            }
        }
        Some(Tag::Other)
    }

    /// Notes a change at this place of the paragraph.
    fn note(&mut self, who: Who) {
        if let Some(line) = self.lines.last_mut().filter(|_| self.tracked < MAX_TRACKED) {
            self.tracked += 1;
            let at = line.text.len();
            line.tracked.push((at..at, who));
        }
    }

    fn end(&mut self, name: &str, tag: Tag) {
        match name {
            "p" => self.end_line(),
            "tc" if self.depth == 1 => self.end_cell(),
            "tr" if self.depth == 1 => {
                if let Some(table) = &mut self.table {
                    let row = std::mem::take(&mut table.row);
                    if !table.row_gone {
                        table.rows.push(row);
                    }
                }
            }
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            }
            _ if tag == Tag::Inserted => drop(self.inserted.pop()),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        let Some(line) = self.lines.pop() else { return };
        let joined = self.joined.pop().unwrap_or(false);
        for id in &self.open_anchors {
            if let Some(anchor) = self.anchors.get_mut(id) {
                anchor.push(" ");
            }
        }
        match joined && self.lines.is_empty() {
            true => self.carried = Some(line),
            false => self.keep(line),
        }
    }

    fn keep(&mut self, line: Line) {
        if line.text.trim().is_empty() {
            return;
        }
        match &mut self.table {
            Some(table) => table.cell.push(line),
            None => self.blocks.push(Block::Line(line)),
        }
    }

    /// The paragraph whose end was deleted is the last of its kind: nothing joins it.
    fn drop_carried(&mut self) {
        if let Some(line) = self.carried.take() {
            self.keep(line);
        }
    }

    fn end_cell(&mut self) {
        self.drop_carried();
        if let Some(table) = &mut self.table {
            let cell = std::mem::take(&mut table.cell);
            if !table.cell_gone {
                table.row.cells.push(cell);
            }
        }
    }

    fn end_table(&mut self) {
        self.depth = 0;
        if let Some(table) = self.table.take().filter(|table| !table.rows.is_empty()) {
            self.blocks.push(Block::Table(table.rows));
        }
    }

    fn words(&mut self, text: &str) -> Result<(), Fault> {
        match self.path.last() {
            Some(Tag::Text) => self.push(text),
            _ => Ok(()),
        }
    }

    fn sign(&mut self, sign: &str) -> Result<Tag, Fault> {
        self.push(sign).map(|()| Tag::Other)
    }

    fn push(&mut self, text: &str) -> Result<(), Fault> {
        self.text += text.len();
        if self.text > MAX_TEXT {
            return Err(too_large(format!("hơn {} MiB chữ", MAX_TEXT >> 20)));
        }
        for id in &self.open_anchors {
            if let Some(anchor) = self.anchors.get_mut(id) {
                anchor.push(text);
            }
        }
        let who = self.inserted.last().cloned();
        let Some(line) = self.lines.last_mut() else {
            return Ok(());
        };
        let start = line.text.len();
        line.text.push_str(text);
        if let Some(who) = who.filter(|_| self.tracked < MAX_TRACKED) {
            match line.tracked.last_mut() {
                Some((range, last)) if range.end == start && *last == who => range.end = line.text.len(),
                _ => {
                    self.tracked += 1;
                    line.tracked.push((start..line.text.len(), who));
                }
            }
        }
        Ok(())
    }

    fn anchor(&mut self, element: &BytesStart<'_>, opens: bool) {
        let Some(id) = attribute(element, "id") else { return };
        match opens {
            true if self.anchors.len() < MAX_ANCHORS && self.open_anchors.len() < 50 => {
                self.anchors.entry(id.clone()).or_default();
                self.open_anchors.push(id);
            }
            true => {}
            false => self.open_anchors.retain(|open| *open != id),
        }
    }

    fn refer(&mut self, element: &BytesStart<'_>) {
        let Some(id) = attribute(element, "id") else { return };
        if self.anchors.len() < MAX_ANCHORS || self.anchors.contains_key(&id) {
            let before = self.lines.last().map_or("", |line| line.text.as_str());
            let before = before[..before.floor_char_boundary(MAX_ANCHOR)].to_owned();
            self.anchors.entry(id).or_default().before = before;
        }
    }
}

fn who(element: &BytesStart<'_>) -> Who {
    Who {
        name: attribute(element, "author").filter(|name| !name.trim().is_empty()),
        on: attribute(element, "date").and_then(day),
    }
}

/// The boxes of the font Wingdings that drafts print.
fn symbol(element: &BytesStart<'_>) -> &'static str {
    let code = attribute(element, "char").unwrap_or_default().to_ascii_uppercase();
    match code.trim_start_matches("F0") {
        "FE" | "FD" | "78" => "☒",
        "A8" | "6F" | "71" => "☐",
        "FC" => "✓",
        _ => "",
    }
}
