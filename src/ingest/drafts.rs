//! A Word draft that came back -> its paragraphs and tables in order, as they read once all tracked changes are accepted, with
//! who changed what, the comments, and the words it was printed from, if the file still keeps them.

mod comments;
mod story;

use std::io::Read;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::workbook::MAX_BYTES;
use super::workbook::package::{Package, Part, attribute, damaged, push_reference, too_large, xml_fault};
use crate::finding::Fault;
pub use comments::Comment;

/// What marks the part of a draft that keeps its origin.
const ORIGIN: &str = "urn:diendan:ban-thao:";
/// Parts of a file that may hold the origin.
const MAX_ITEMS: usize = 50;
/// Largest origin that is read, in bytes.
const MAX_ORIGIN: usize = 16 << 20;

/// A draft as somebody left it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    /// Paragraphs and tables of the main text; headers and footers are none of it.
    pub blocks: Vec<Block>,
    /// Comments in the order of the file.
    pub comments: Vec<Comment>,
    /// The words it was printed from, as they were put into the file; absent if the program it was saved with dropped them.
    pub origin: Option<String>,
}

/// A paragraph or a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A paragraph; one without words is left out.
    Line(Line),
    /// A table.
    Table(Vec<Row>),
}

/// A paragraph.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Line {
    /// Its words; `\n` breaks the line.
    pub text: String,
    /// Tracked changes: bytes that were put in, or the place where something was taken out.
    pub tracked: Vec<(Range<usize>, Who)>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The paragraphs of each cell.
    pub cells: Vec<Vec<Line>>,
    /// Stands at the head of each page.
    pub is_head: bool,
    /// Who put it in, if that was tracked.
    pub inserted: Option<Who>,
}

/// Who made a change, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Who {
    /// As their program names them.
    pub name: Option<String>,
    /// Day, `2024-08-21`.
    pub on: Option<String>,
}

/// Reads the draft at `path`.
pub fn open(path: &Path) -> Result<Draft, Fault> {
    let unreadable = |error: std::io::Error| reason(format!("không mở được tệp ({error})"));
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    read(&bytes)
}

/// Reads the draft in `bytes`.
pub fn read(bytes: &[u8]) -> Result<Draft, Fault> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(reason(format!("tệp lớn hơn {} MiB", MAX_BYTES >> 20)));
    }
    if !bytes.starts_with(b"PK") {
        let old = bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]);
        let what = match old {
            true => "tệp có mật khẩu hoặc là Word đời cũ (.doc)",
            false => "tệp không phải tài liệu Word (.docx)",
        };
        return Err(reason(what.to_owned()));
    }
    let crashed = |_| damaged("cấu trúc tệp sai");
    let draft = catch_unwind(AssertUnwindSafe(|| parts(bytes))).map_err(crashed);
    draft.and_then(|draft| draft).map_err(|fault| match fault {
        Fault::WorkbookUnreadable { reason: what } => reason(what),
        Fault::WorkbookTooLarge { what } => reason(format!("tệp quá lớn: {what}")),
        other => other,
    })
}

fn reason(reason: String) -> Fault {
    Fault::DraftUnreadable { reason }
}

fn parts(bytes: &[u8]) -> Result<Draft, Fault> {
    let mut package = Package::open(bytes)?;
    let main = main_part(&mut package)?;
    let Some(reader) = package.xml(&main)? else {
        return Err(reason("tệp không phải tài liệu Word (.docx)".to_owned()));
    };
    let (blocks, anchors) = story::read(reader)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let comments = match package.xml(&format!("{folder}/comments.xml"))? {
        Some(reader) => comments::read(reader, anchors)?,
        None => Vec::new(),
    };
    Ok(Draft {
        blocks,
        comments,
        origin: origin(&mut package)?,
    })
}

/// The part with the text, which some programs number.
fn main_part(package: &mut Package<'_>) -> Result<String, Fault> {
    const USUAL: &str = "word/document.xml";
    if package.has(USUAL) {
        return Ok(USUAL.to_owned());
    }
    let Some(mut reader) = package.xml("_rels/.rels")? else {
        return Ok(USUAL.to_owned());
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| xml_fault(&error))? {
            Event::Eof => return Ok(USUAL.to_owned()),
            Event::Start(element) | Event::Empty(element) => {
                let is_main = attribute(&element, "Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
                if let (true, Some(target)) = (is_main, attribute(&element, "Target")) {
                    return Ok(target);
                }
            }
            _ => {}
        }
    }
}

/// The origin, whatever number its part has by now.
fn origin(package: &mut Package<'_>) -> Result<Option<String>, Fault> {
    let names = package.names().iter();
    let items: Vec<String> = names
        .filter(|name| name.starts_with("customxml/item") && !name.contains("props"))
        .take(MAX_ITEMS)
        .cloned()
        .collect();
    for name in items {
        let Some(reader) = package.xml(&name)? else { continue };
        if let Some(text) = of_item(reader)? {
            return Ok(Some(text));
        }
    }
    Ok(None)
}

/// The text of the part, if it keeps an origin.
fn of_item(mut reader: Reader<Part<'_>>) -> Result<Option<String>, Fault> {
    let (mut text, mut is_ours) = (String::new(), false);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) => return Ok(is_ours.then_some(text)),
            // A part of another program may hold anything.
            Err(quick_xml::Error::Io(error)) => return Err(xml_fault(&quick_xml::Error::Io(error))),
            Err(_) => return Ok(None),
            Ok(Event::Start(element)) if !is_ours => {
                let mut attributes = element.attributes();
                let mut values = attributes.with_checks(false).flatten();
                is_ours = values.any(|attribute| attribute.value.starts_with(ORIGIN));
                if !is_ours {
                    return Ok(None);
                }
            }
            Ok(Event::Text(words)) if is_ours => text.push_str(&words),
            Ok(Event::CData(words)) if is_ours => text.push_str(&words),
            Ok(Event::GeneralRef(reference)) if is_ours => push_reference(&mut text, &reference),
            Ok(_) => {}
        }
        if text.len() > MAX_ORIGIN {
            return Err(too_large(format!("hơn {} MiB phần ghi nhớ", MAX_ORIGIN >> 20)));
        }
    }
}

#[cfg(test)]
mod tests;
