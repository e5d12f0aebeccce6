//! `.xls` of Excel 5 to 2003 (BIFF5, BIFF8): the records of the workbook stream, one after the other. Nothing is laid out as a grid, so
//! that a cell in the last corner costs one cell.

mod container;
mod globals;
mod records;
mod text;

use calamine::DataRef;

use super::gather::{Gather, Letters};
use super::values;
use super::{Area, MAX_FAULTY_CELLS};
use crate::finding::Fault;
use globals::Globals;
use records::{Record, Records};

/// Reads all sheets of a compound file.
pub(super) fn read(bytes: &[u8], gather: &mut Gather) -> Result<(), Fault> {
    read_stream(&container::workbook(bytes)?, gather)
}

/// Reads all sheets of the workbook stream.
fn read_stream(stream: &[u8], gather: &mut Gather) -> Result<(), Fault> {
    let globals = Globals::read(stream)?;
    // Some programs write formulas without reckoning: then every one of them has the same empty result.
    let mut left = most_records(stream);
    let uncalculated = !globals.sheets.iter().any(|sheet| {
        substream(stream, sheet.start, &mut left).any(|record| record.kind == kind::FORMULA && !is_blank(&record))
    });
    let mut left = most_records(stream);
    gather.from_1904 = globals.from_1904;
    for sheet in &globals.sheets {
        gather.open(&sheet.name, sheet.hidden)?;
        Page {
            globals: &globals,
            gather,
            last: (0, 0),
            uncalculated,
            waiting: None,
        }
        .read(substream(stream, sheet.start, &mut left));
    }
    Ok(())
}

/// Kinds of records of a sheet.
mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000a;
    pub const OBJECT: u16 = 0x005d;
    pub const COLUMNS: u16 = 0x007d;
    pub const MULTIPLE_RK: u16 = 0x00bd;
    pub const RICH_STRING: u16 = 0x00d6;
    pub const MERGED: u16 = 0x00e5;
    pub const SHARED_LABEL: u16 = 0x00fd;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOLEAN_OR_ERROR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027e;
    pub const BEGIN: u16 = 0x0809;
}

/// Records that all sheets together can have; only sheets that overlap have more.
fn most_records(stream: &[u8]) -> usize {
    stream.len() / 4
}

/// The records of the sheet that begins at `start`, without those of charts that lie on it; `left` counts down.
fn substream<'s>(stream: &'s [u8], start: usize, left: &mut usize) -> impl Iterator<Item = Record<'s>> {
    let mut depth = 0;
    Records::new(stream, start)
        .take_while(|_| {
            *left = left.saturating_sub(1);
            *left > 0
        })
        .map(move |record| {
            match record.kind {
                kind::BEGIN => depth += 1,
                kind::EOF => depth -= 1,
                _ => {}
            }
            (depth, record)
        })
        .take_while(|(depth, _)| *depth > 0)
        .filter(|(depth, _)| *depth == 1)
        .map(|(_, record)| record)
}

/// Whether the result of a formula is an empty text.
fn is_blank(record: &Record<'_>) -> bool {
    record.data.byte(6) == Some(3) && record.data.u16(12) == Some(0xffff)
}

/// One sheet.
struct Page<'a> {
    globals: &'a Globals,
    gather: &'a mut Gather,
    /// The cell that was read last.
    last: (u32, u32),
    /// Formulas without a result were never reckoned.
    uncalculated: bool,
    /// Cell with a formula whose result, a text, comes in the next record; its format.
    waiting: Option<((u32, u32), u16)>,
}

impl<'a> Page<'a> {
    fn read<'r>(&mut self, records: impl Iterator<Item = Record<'r>>) {
        let mut faulty = 0;
        for record in records {
            if self.record(&record).is_none() {
                faulty += 1;
                self.gather.find_faulty(self.last);
            }
            if faulty >= MAX_FAULTY_CELLS {
                return;
            }
        }
    }

    /// Takes a record in; nothing if it is too short for what it must hold.
    fn record(&mut self, record: &Record<'_>) -> Option<()> {
        match record.kind {
            kind::SHARED_LABEL => {
                let text = self.globals.strings.get(record.data.u32(6)? as usize);
                let value = DataRef::SharedString(text.map_or("", String::as_str));
                self.put(record, value)?;
            }
            kind::LABEL | kind::RICH_STRING => {
                let text = self
                    .globals
                    .codes
                    .long(record, 6, self.letters(record.data.u16(4)?).font)?;
                self.put(record, DataRef::String(text))?;
            }
            kind::NUMBER => self.number(record, record.data.f64(6)?)?,
            kind::RK => self.number(record, record.data.rk(6)?)?,
            kind::MULTIPLE_RK => {
                let (row, first) = (u32::from(record.data.u16(0)?), u32::from(record.data.u16(2)?));
                // Row and first column stand before, the last column behind pairs of format and number.
                let count = record.data.0.len().saturating_sub(6) / 6;
                for index in 0..count {
                    let at = 4 + 6 * index;
                    let (format, number) = (record.data.u16(at)?, record.data.rk(at + 2)?);
                    self.put_number((row, first + index as u32), format, number);
                }
            }
            kind::BOOLEAN_OR_ERROR => {
                let code = record.data.byte(6)?;
                let value = match record.data.byte(7)? {
                    0 => DataRef::Bool(code != 0),
                    _ => values::error(code),
                };
                self.put(record, value)?;
            }
            kind::FORMULA => self.formula(record)?,
            kind::STRING => {
                if let Some((place, format)) = self.waiting.take() {
                    let text = self.globals.codes.long(record, 0, self.letters(format).font)?;
                    let letters = self.letters(format);
                    self.gather.put(place, DataRef::String(text), letters);
                }
            }
            kind::MERGED => {
                for index in 0..usize::from(record.data.u16(0)?) {
                    let at = |part: usize| record.data.u16(2 + 8 * index + 2 * part).map(u32::from);
                    let (Some(top), Some(bottom), Some(left), Some(right)) = (at(0), at(1), at(2), at(3)) else {
                        break;
                    };
                    self.gather.merge(Area {
                        start: (top, left),
                        end: (bottom, right),
                    });
                }
            }
            kind::ROW if record.data.u16(12)? & 0x20 != 0 => self.gather.hide_row(record.data.u16(0)?.into()),
            kind::COLUMNS if record.data.u16(8)? & 1 != 0 => self
                .gather
                .hide_columns(record.data.u16(0)?.into(), record.data.u16(2)?.into()),
            // Of the many objects only text boxes and pictures can stand for what should be in cells.
            kind::OBJECT if matches!(record.data.u16(4), Some(6 | 8)) => self.gather.draw(),
            _ => {}
        }
        Some(())
    }

    fn formula(&mut self, record: &Record<'_>) -> Option<()> {
        self.waiting = None;
        if record.data.u16(12)? != 0xffff {
            return self.number(record, record.data.f64(6)?);
        }
        match record.data.byte(6)? {
            0 => self.waiting = Some((record.place()?, record.data.u16(4)?)),
            1 => self.put(record, DataRef::Bool(record.data.byte(8)? != 0))?,
            2 => self.put(record, values::error(record.data.byte(8)?))?,
            _ if self.uncalculated => self.gather.put_uncalculated(record.place()?),
            _ => {}
        }
        Some(())
    }

    fn put(&mut self, record: &Record<'_>, value: DataRef<'_>) -> Option<()> {
        let letters = self.letters(record.data.u16(4)?);
        self.last = record.place()?;
        self.gather.put(self.last, value, letters);
        Some(())
    }

    fn number(&mut self, record: &Record<'_>, number: f64) -> Option<()> {
        self.put_number(record.place()?, record.data.u16(4)?, number);
        Some(())
    }

    fn put_number(&mut self, place: (u32, u32), format: u16, number: f64) {
        let value = self.globals.shown(format).value(number, self.globals.from_1904);
        let letters = self.letters(format);
        self.last = place;
        self.gather.put(place, value, letters);
    }

    fn letters(&self, format: u16) -> Letters<'a> {
        let font = self.globals.font(format);
        Letters {
            font: font.map(|font| font.name.as_str()),
            struck: font.is_some_and(|font| font.struck),
        }
    }
}
