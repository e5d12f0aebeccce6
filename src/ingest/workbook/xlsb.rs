//! `.xlsb`: the parts of an `.xlsx`, with binary records in place of XML; read record by record.

use std::collections::HashMap;

use calamine::DataRef;
use quick_xml::events::Event;

use super::bytes::Bytes;
use super::gather::{Gather, Letters};
use super::package::{Package, attribute, damaged, more_than, xml_fault};
use super::values::{self, Shown};
use super::{Area, MAX_FAULTY_CELLS};
use crate::finding::Fault;

/// Part with the list of sheets.
pub(super) const BOOK: &str = "xl/workbook.bin";
/// Texts, fonts and formats that are kept.
const MAX_RECORDS: usize = 1_000_000;

/// Kinds of records.
mod kind {
    pub const ROW: u32 = 0;
    pub const RK: u32 = 2;
    pub const ERROR: u32 = 3;
    pub const BOOLEAN: u32 = 4;
    pub const REAL: u32 = 5;
    pub const TEXT: u32 = 6;
    pub const SHARED_TEXT: u32 = 7;
    pub const FORMULA_TEXT: u32 = 8;
    pub const FORMULA_NUMBER: u32 = 9;
    pub const FORMULA_BOOLEAN: u32 = 10;
    pub const FORMULA_ERROR: u32 = 11;
    pub const SHARED_ITEM: u32 = 19;
    pub const FONT: u32 = 43;
    pub const NUMBER_FORMAT: u32 = 44;
    pub const FORMAT: u32 = 47;
    pub const COLUMNS: u32 = 60;
    pub const RICH_TEXT: u32 = 62;
    pub const PROPERTIES: u32 = 153;
    pub const SHEET: u32 = 156;
    pub const MERGED: u32 = 176;
    pub const DRAWING: u32 = 550;
    pub const BEGIN_FORMATS: u32 = 617;
    pub const END_FORMATS: u32 = 618;
}

/// Reads all sheets.
pub(super) fn read(package: &mut Package<'_>, gather: &mut Gather) -> Result<(), Fault> {
    let targets = relations(package)?;
    let book = package
        .bytes(BOOK)?
        .ok_or_else(|| damaged("thiếu danh sách trang tính"))?;
    let mut shared = Shared::read(package)?;
    let mut sheets = Vec::new();
    for (kind, data) in Records(&book) {
        match kind {
            kind::PROPERTIES => shared.from_1904 = data.byte(0).is_some_and(|flags| flags & 1 != 0),
            kind::SHEET => sheets.extend(entry(data)),
            _ => {}
        }
    }
    gather.from_1904 = shared.from_1904;
    for (name, hidden, relation) in sheets {
        let part = targets.get(&relation);
        // Charts and macros stand in the list too.
        let Some(part) = part.filter(|part| part.contains("worksheets/")) else {
            continue;
        };
        gather.open(&name, hidden)?;
        match package.bytes(part)? {
            Some(bytes) => Page {
                shared: &shared,
                gather,
                row: 0,
                last: (0, 0),
            }
            .read(&bytes),
            None => return Err(damaged("thiếu nội dung của một trang tính")),
        }
    }
    Ok(())
}

/// Name, whether it is hidden, and id of the relation of a sheet.
fn entry(data: Bytes<'_>) -> Option<(String, bool, String)> {
    let relation = data.wide(8)?;
    let units = data.u32(8)? as usize;
    Some((data.wide(12 + 2 * units)?, data.u32(0)? & 3 != 0, relation))
}

/// Part of each relation of the workbook.
fn relations(package: &mut Package<'_>) -> Result<HashMap<String, String>, Fault> {
    let mut targets = HashMap::new();
    let Some(mut reader) = package.xml("xl/_rels/workbook.bin.rels")? else {
        return Ok(targets);
    };
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|error| xml_fault(&error))? {
            Event::Eof => return Ok(targets),
            Event::Start(element) | Event::Empty(element) => {
                if let (Some(id), Some(target)) = (attribute(&element, "Id"), attribute(&element, "Target")) {
                    let part = match target.strip_prefix('/') {
                        Some(whole) => whole.to_owned(),
                        None => format!("xl/{target}"),
                    };
                    targets.insert(id, part);
                }
            }
            _ => {}
        }
        if targets.len() > MAX_RECORDS {
            return Err(more_than(MAX_RECORDS, "liên kết bên trong"));
        }
    }
}

/// Records, one after the other, until the part ends or breaks off.
struct Records<'a>(&'a [u8]);

impl<'a> Records<'a> {
    /// A number in groups of seven bits, the lowest first.
    fn number(&mut self, most: usize) -> Option<u32> {
        let mut number = 0;
        for group in 0..most {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f) << (7 * group);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u32, Bytes<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = self.number(2)?;
        let length = self.number(4)? as usize;
        let (data, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some((kind, Bytes(data)))
    }
}

/// What all sheets share.
#[derive(Default)]
struct Shared {
    from_1904: bool,
    strings: Vec<String>,
    /// Name, and whether it is struck out.
    fonts: Vec<(String, bool)>,
    /// Index of the font, and number of the number format.
    formats: Vec<(u16, u16)>,
    shown: HashMap<u16, Shown>,
}

impl Shared {
    fn read(package: &mut Package<'_>) -> Result<Self, Fault> {
        let mut shared = Self::default();
        let mut in_formats = false;
        for part in ["xl/sharedStrings.bin", "xl/styles.bin"] {
            let bytes = package.bytes(part)?.unwrap_or_default();
            for (kind, data) in Records(&bytes) {
                match kind {
                    kind::BEGIN_FORMATS => in_formats = true,
                    kind::END_FORMATS => in_formats = false,
                    // A record that is too short leaves its place empty, so that those after it keep their numbers.
                    kind::SHARED_ITEM => shared.strings.push(data.wide(1).unwrap_or_default()),
                    kind::FONT => {
                        let struck = data.u16(2).is_some_and(|flags| flags & 8 != 0);
                        shared.fonts.push((data.wide(21).unwrap_or_default(), struck));
                    }
                    kind::FORMAT if in_formats => shared
                        .formats
                        .push((data.u16(4).unwrap_or_default(), data.u16(2).unwrap_or_default())),
                    kind::NUMBER_FORMAT => {
                        if let (Some(number), Some(code)) = (data.u16(0), data.wide(2)) {
                            shared.shown.insert(number, Shown::by_code(&code));
                        }
                    }
                    _ => {}
                }
                if shared.strings.len() + shared.fonts.len() + shared.formats.len() > MAX_RECORDS {
                    return Err(more_than(MAX_RECORDS, "bản ghi"));
                }
            }
        }
        Ok(shared)
    }

    fn letters(&self, format: usize) -> Letters<'_> {
        let font = self
            .formats
            .get(format)
            .and_then(|(font, _)| self.fonts.get(usize::from(*font)));
        Letters {
            font: font.map(|(name, _)| name.as_str()),
            struck: font.is_some_and(|(_, struck)| *struck),
        }
    }

    fn shown(&self, format: usize) -> Shown {
        let Some((_, number)) = self.formats.get(format) else {
            return Shown::Number;
        };
        self.shown.get(number).copied().unwrap_or_else(|| Shown::by_id(*number))
    }
}

/// One sheet.
struct Page<'a> {
    shared: &'a Shared,
    gather: &'a mut Gather,
    row: u32,
    /// The cell that was read last.
    last: (u32, u32),
}

impl Page<'_> {
    fn read(&mut self, bytes: &[u8]) {
        let mut faulty = 0;
        for (kind, data) in Records(bytes) {
            if self.record(kind, data).is_none() {
                faulty += 1;
                self.gather.find_faulty(self.last);
            }
            if faulty >= MAX_FAULTY_CELLS {
                return;
            }
        }
    }

    /// Takes a record in; nothing if it is too short for what it must hold.
    fn record(&mut self, kind: u32, data: Bytes<'_>) -> Option<()> {
        match kind {
            kind::ROW => {
                self.row = data.u32(0)?;
                if data.byte(11)? & 0x10 != 0 {
                    self.gather.hide_row(self.row);
                }
            }
            kind::RK => self.number(data, data.rk(8)?)?,
            kind::REAL | kind::FORMULA_NUMBER => self.number(data, data.f64(8)?)?,
            kind::BOOLEAN | kind::FORMULA_BOOLEAN => self.put(data, DataRef::Bool(data.byte(8)? != 0))?,
            kind::ERROR | kind::FORMULA_ERROR => self.put(data, values::error(data.byte(8)?))?,
            kind::TEXT | kind::FORMULA_TEXT => self.put(data, DataRef::String(data.wide(8)?))?,
            kind::RICH_TEXT => self.put(data, DataRef::String(data.wide(9)?))?,
            kind::SHARED_TEXT => {
                let text = self.shared.strings.get(data.u32(8)? as usize)?;
                self.put(data, DataRef::SharedString(text))?;
            }
            kind::MERGED => self.gather.merge(Area {
                start: (data.u32(0)?, data.u32(8)?),
                end: (data.u32(4)?, data.u32(12)?),
            }),
            kind::COLUMNS if data.u16(16)? & 1 != 0 => self.gather.hide_columns(data.u32(0)?, data.u32(4)?),
            kind::DRAWING => self.gather.draw(),
            _ => {}
        }
        Some(())
    }

    fn number(&mut self, data: Bytes<'_>, number: f64) -> Option<()> {
        let format = (data.u32(4)? & 0x00ff_ffff) as usize;
        let value = self.shared.shown(format).value(number, self.shared.from_1904);
        self.put(data, value)
    }

    fn put(&mut self, data: Bytes<'_>, value: DataRef<'_>) -> Option<()> {
        self.last = (self.row, data.u32(0)?);
        let letters = self.shared.letters((data.u32(4)? & 0x00ff_ffff) as usize);
        self.gather.put(self.last, value, letters);
        Some(())
    }
}
