//! What all sheets of an `.xls` share: the list of sheets, texts, fonts, formats, and from when days are counted.

use std::collections::HashMap;

use super::records::{Record, Records};
use super::text::{Codes, shared};
use crate::finding::Fault;
use crate::ingest::workbook::package::damaged;
use crate::ingest::workbook::values::Shown;

/// Texts, formats and sheets of which the rest is passed over.
const MAX_RECORDS: usize = 1_000_000;

/// The first part of the workbook stream.
pub(super) struct Globals {
    pub codes: Codes,
    /// Days are counted from 1904.
    pub from_1904: bool,
    pub strings: Vec<String>,
    pub sheets: Vec<Entry>,
    fonts: Vec<Font>,
    /// Index of the font, and what the number format shows, of each cell format.
    formats: Vec<(u16, u16)>,
    shown: HashMap<u16, Shown>,
}

/// A worksheet.
pub(super) struct Entry {
    pub name: String,
    pub hidden: bool,
    /// Where its records begin.
    pub start: usize,
}

/// A font.
pub(super) struct Font {
    pub name: String,
    pub struck: bool,
}

impl Globals {
    pub fn read(stream: &[u8]) -> Result<Self, Fault> {
        let mut records = Records::new(stream, 0);
        let begin = records.next().filter(|record| record.kind == 0x0809);
        let unicode = match begin.and_then(|record| record.data.u16(0)) {
            Some(0x0600) => true,
            Some(0x0500) => false,
            _ => return Err(damaged("sổ làm việc quá cũ hoặc bị hỏng")),
        };
        let mut globals = Self {
            codes: Codes {
                unicode,
                page: Codes::page(1252),
            },
            from_1904: false,
            strings: Vec::new(),
            sheets: Vec::new(),
            fonts: Vec::new(),
            formats: Vec::new(),
            shown: HashMap::new(),
        };
        for record in records {
            match record.kind {
                0x000a => break,
                0x002f => return Err(Fault::WorkbookEncrypted {}),
                // A record that is too short is passed over: what it describes falls back to the ordinary.
                _ => drop(globals.record(&record)),
            }
        }
        if globals.sheets.is_empty() {
            return Err(damaged("danh sách trang tính bị hỏng"));
        }
        Ok(globals)
    }

    fn record(&mut self, record: &Record<'_>) -> Option<()> {
        match record.kind {
            0x0022 => self.from_1904 = record.data.u16(0)? == 1,
            0x0031 if self.fonts.len() < MAX_RECORDS => self.fonts.push(Font {
                struck: record.data.u16(2)? & 8 != 0,
                name: self.codes.short(record, 14)?,
            }),
            0x0042 => self.codes.page = Codes::page(record.data.u16(0)?),
            // Only worksheets: charts and macros hold no table.
            0x0085 if record.data.byte(5)? == 0 && self.sheets.len() < MAX_RECORDS => self.sheets.push(Entry {
                start: record.data.u32(0)? as usize,
                hidden: record.data.byte(4)? & 3 != 0,
                name: self.codes.short(record, 6)?,
            }),
            0x00e0 if self.formats.len() < MAX_RECORDS => self.formats.push((record.data.u16(0)?, record.data.u16(2)?)),
            0x00fc => {
                let count = record.data.u32(4)? as usize;
                let mut flow = record.flow(8);
                while self.strings.len() < count.min(MAX_RECORDS) {
                    self.strings.push(shared(&mut flow)?);
                }
            }
            0x041e => {
                let code = match self.codes.unicode {
                    true => self.codes.long(record, 2, None),
                    false => self.codes.short(record, 2),
                };
                self.shown.insert(record.data.u16(0)?, Shown::by_code(&code?));
            }
            _ => {}
        }
        Some(())
    }

    /// The font of a cell format.
    pub fn font(&self, format: u16) -> Option<&Font> {
        let (index, _) = *self.formats.get(usize::from(format))?;
        // There is no font of the number 4.
        let index = usize::from(index);
        self.fonts.get(if index > 4 { index - 1 } else { index })
    }

    /// What a cell format shows of a number.
    pub fn shown(&self, format: u16) -> Shown {
        let Some((_, number)) = self.formats.get(usize::from(format)) else {
            return Shown::Number;
        };
        self.shown.get(number).copied().unwrap_or_else(|| Shown::by_id(*number))
    }
}
