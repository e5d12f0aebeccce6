//! A workbook's bytes -> sheets of typed cells, within limits that no file can pass; the only module that names the
//! crates for workbooks and their containers.

mod inspect;
mod sniff;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Mutex;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::{Date, DateTime};

use crate::finding::{Fault, Finding, Place};
use crate::vietnamese::{fold::fold_words, legacy::Legacy};
use inspect::{Inspection, SheetFacts};

/// Largest workbook that is read, in bytes.
pub const MAX_BYTES: u64 = 20 << 20;
/// Rows of a sheet that are read.
pub const MAX_ROWS: u32 = 20_000;
/// Columns of a sheet that are read.
pub const MAX_COLUMNS: u32 = 200;
/// Cells of a workbook that are read.
const MAX_CELLS: usize = 300_000;
/// Characters of a cell that are read; Excel itself allows no more.
const MAX_CHARACTERS: usize = 32_767;
/// Text of a workbook that is read, in bytes: many cells may share one long string.
const MAX_TEXT: usize = 32 << 20;
/// After so many cells that cannot be read a sheet is given up.
const MAX_FAULTY_CELLS: usize = 100;
/// Workbooks that are larger than this once inflated are read one at a time, to bound the memory of a parallel run.
const LARGE: u64 = 32 << 20;
static ONE_LARGE: Mutex<()> = Mutex::new(());

/// Name of the hidden sheet by which the program knows its own workbooks.
pub const META_SHEET: &str = "_META";

/// A workbook that was read.
#[derive(Debug, Clone)]
pub struct Workbook {
    /// Path below `inputs/`, with forward slashes.
    pub file: String,
    /// BLAKE3 of its bytes, hexadecimal.
    pub blake3: String,
    /// Sheets with cells, in their order; the hidden `_META` sheet is not among them.
    pub sheets: Vec<Sheet>,
    /// The hidden `_META` sheet: first column to second column.
    pub meta: BTreeMap<String, String>,
    /// What could not be read of it.
    pub findings: Vec<Finding>,
}

/// A rectangle of cells, both corners included; rows and columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Row and column of the first cell.
    pub start: (u32, u32),
    /// Row and column of the last cell.
    pub end: (u32, u32),
}

impl Area {
    /// Whether the cell lies in it.
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.start.0..=self.end.0).contains(&row) && (self.start.1..=self.end.1).contains(&column)
    }
}

/// A sheet.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// Name.
    pub name: String,
    /// Its name in Unicode, where it was typed otherwise.
    pub decoded_name: Option<String>,
    /// The sheet is hidden.
    pub hidden: bool,
    /// Cells that hold something, by row and column counted from 0.
    pub cells: BTreeMap<(u32, u32), Cell>,
    /// Merged cells; the value stands in the first.
    pub merges: Vec<Area>,
    /// Hidden rows.
    pub hidden_rows: BTreeSet<u32>,
    /// First and last hidden column of each group.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Pictures or text boxes lie on it.
    pub drawing: bool,
    /// Folded words of short texts near the top, where headings stand: they are asked for many times.
    pub(super) folded: BTreeMap<(u32, u32), String>,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Its text, before anything was done to it.
    pub raw: String,
    /// Its value.
    pub value: Value,
    /// Name of its font, where that font has its own encoding (`.VnTime`, `VNI-Times`).
    pub legacy_font: Option<String>,
    /// Written in struck-out letters.
    pub struck: bool,
    /// What its column says of how it is to be read.
    pub hints: Hints,
}

/// What the column of a cell says of how the cell is to be read.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hints {
    /// Its text in Unicode, where it was typed otherwise.
    pub decoded: Option<Decoded>,
    /// How dates are written there.
    pub dates: DateSigns,
}

/// A text that was brought into Unicode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// In Unicode.
    pub text: String,
    /// Font and syllables leave no doubt.
    pub sure: bool,
}

/// What the dates of a column tell about the order of day and month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateSigns {
    /// A text has the day first: its first number is no month.
    pub day_first: bool,
    /// A text has the month first: its second number is no month.
    pub month_first: bool,
    /// A text can be read both ways.
    pub either: bool,
    /// A cell holds a real date whose day is no number of a month.
    pub late_days: bool,
    /// A cell holds a real date.
    pub real: bool,
}

/// The value of a cell, as far as `raw` does not say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Text.
    Text,
    /// Number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A number that is formatted as a date.
    Date {
        /// The date and time.
        at: DateTime,
        /// The number.
        serial: f64,
    },
    /// An error such as `#REF!`.
    Error,
    /// A formula whose result the writer did not store.
    Uncalculated,
}

impl Cell {
    /// Its text in Unicode.
    pub fn text(&self) -> &str {
        self.hints
            .decoded
            .as_ref()
            .map_or(self.raw.as_str(), |decoded| decoded.text.as_str())
    }

    /// The texts of several cells as one cell.
    pub fn joined(cells: &[&Self]) -> Self {
        let join = |texts: Vec<&str>| texts.iter().map(|text| text.trim()).collect::<Vec<_>>().join(" ");
        let decoded = cells.iter().any(|cell| cell.hints.decoded.is_some()).then(|| Decoded {
            text: join(cells.iter().map(|cell| cell.text()).collect()),
            sure: cells
                .iter()
                .flat_map(|cell| &cell.hints.decoded)
                .all(|decoded| decoded.sure),
        });
        Self {
            raw: join(cells.iter().map(|cell| cell.raw.as_str()).collect()),
            value: Value::Text,
            legacy_font: cells.iter().find_map(|cell| cell.legacy_font.clone()),
            struck: false,
            hints: Hints {
                decoded,
                dates: DateSigns::default(),
            },
        }
    }
}

impl Sheet {
    /// The cell, if it holds something.
    pub fn at(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cells.get(&(row, column))
    }

    /// The folded words of its name.
    pub(super) fn tab(&self) -> String {
        fold_words(self.decoded_name.as_deref().unwrap_or(&self.name))
    }

    /// The folded words of a cell; empty if it holds nothing.
    pub(super) fn words(&self, row: u32, column: u32) -> Cow<'_, str> {
        match self.folded.get(&(row, column)) {
            Some(words) => Cow::Borrowed(words),
            None => Cow::Owned(
                self.at(row, column)
                    .map_or_else(String::new, |cell| fold_words(cell.text())),
            ),
        }
    }

    /// Folds what may be a heading.
    fn fold(&mut self) {
        const ROWS: u32 = super::headings::ROWS;
        const LONGEST: usize = 400;
        let near_top = self
            .cells
            .range(..(ROWS, 0))
            .filter(|(_, cell)| cell.raw.len() <= LONGEST);
        self.folded = near_top
            .map(|(place, cell)| (*place, fold_words(cell.text())))
            .collect();
    }

    /// The cell, or for a merged cell the first one of its area.
    pub fn at_merged(&self, row: u32, column: u32) -> Option<&Cell> {
        self.at(row, column).or_else(|| {
            let area = self.merges.iter().find(|area| area.contains(row, column))?;
            self.at(area.start.0, area.start.1)
        })
    }

    /// Number of the row after the last one that holds something.
    pub fn height(&self) -> u32 {
        self.cells.last_key_value().map_or(0, |((row, _), _)| row + 1)
    }

    /// The cells of a row, from left to right.
    pub fn row(&self, row: u32) -> impl Iterator<Item = (u32, &Cell)> {
        self.cells
            .range((row, 0)..=(row, u32::MAX))
            .map(|((_, column), cell)| (*column, cell))
    }

    /// Whether the column is hidden.
    pub fn column_is_hidden(&self, column: u32) -> bool {
        self.hidden_columns
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&column))
    }
}

/// The address of a cell in A1 notation; row and column count from 0.
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

/// Reads the workbook at `path`; `file` is its path below `inputs/`.
pub fn open(path: &Path, file: &str) -> Result<Workbook, Fault> {
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|opened| opened.take(MAX_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|error| Fault::WorkbookUnreadable {
            reason: format!("không mở được tệp ({error})"),
        })?;
    read(file, &bytes)
}

/// Reads the workbook in `bytes`.
pub fn read(file: &str, bytes: &[u8]) -> Result<Workbook, Fault> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Fault::WorkbookTooLarge {
            what: format!("hơn {} MiB", MAX_BYTES >> 20),
        });
    }
    sniff::check(bytes)?;
    let work = || {
        let inspection = inspect::inspect(bytes)?;
        let _turn = (inspection.inflated > LARGE).then(|| ONE_LARGE.lock());
        read_sheets(file, bytes, &inspection)
    };
    // The reader is known to panic on some broken files; the inspection keeps away what would abort the process.
    let crashed = |_| Fault::WorkbookUnreadable {
        reason: "cấu trúc tệp sai".to_owned(),
    };
    let (sheets, mut findings) = catch_unwind(AssertUnwindSafe(work)).map_err(crashed)??;
    let (meta, mut sheets): (Vec<Sheet>, Vec<Sheet>) = sheets.into_iter().partition(|sheet| sheet.name == META_SHEET);
    if sheets.iter().all(|sheet| sheet.cells.is_empty() && !sheet.drawing) {
        return Err(Fault::WorkbookEmpty {});
    }
    findings.extend(super::encoding::decode(file, &mut sheets));
    for sheet in &mut sheets {
        super::fields::dates::mark_columns(sheet);
        sheet.fold();
    }
    Ok(Workbook {
        file: file.to_owned(),
        blake3: blake3::hash(bytes).to_hex().to_string(),
        meta: meta.first().map(meta_of).unwrap_or_default(),
        sheets,
        findings,
    })
}

fn meta_of(sheet: &Sheet) -> BTreeMap<String, String> {
    sheet
        .cells
        .iter()
        .filter(|((_, column), _)| *column == 0)
        .filter_map(|((row, _), key)| Some((key.raw.trim().to_owned(), sheet.at(*row, 1)?.raw.trim().to_owned())))
        .collect()
}

fn read_sheets(file: &str, bytes: &[u8], inspection: &Inspection) -> Result<(Vec<Sheet>, Vec<Finding>), Fault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault_of(&error))?;
    let listed = workbook.sheets_metadata().to_vec();
    let mut budget = Budget {
        cells: MAX_CELLS,
        text: MAX_TEXT,
    };
    let mut findings = Vec::new();
    let mut sheets = Vec::new();
    for entry in listed.iter().filter(|entry| entry.typ == SheetType::WorkSheet) {
        let facts = inspection.sheets.get(&entry.name).cloned().unwrap_or_default();
        let place = Place {
            file: Some(file.to_owned()),
            sheet: Some(entry.name.clone()),
            cell: None,
        };
        let mut cells = BTreeMap::new();
        read_cells(
            &mut workbook,
            &entry.name,
            &mut budget,
            &mut cells,
            &place,
            &mut findings,
        );
        for cell in &facts.uncached {
            cells.entry(*cell).or_insert_with(|| Cell {
                raw: String::new(),
                value: Value::Uncalculated,
                legacy_font: None,
                struck: false,
                hints: Hints::default(),
            });
        }
        let SheetFacts {
            merges,
            hidden_rows,
            hidden_columns,
            drawing,
            ..
        } = facts;
        sheets.push(Sheet {
            name: entry.name.clone(),
            decoded_name: None,
            hidden: entry.visible != SheetVisible::Visible,
            cells,
            merges,
            hidden_rows,
            hidden_columns,
            drawing,
            folded: BTreeMap::new(),
        });
    }
    Ok((sheets, findings))
}

/// What may still be read of the workbook.
struct Budget {
    cells: usize,
    text: usize,
}

fn read_cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    budget: &mut Budget,
    cells: &mut BTreeMap<(u32, u32), Cell>,
    place: &Place,
    findings: &mut Vec<Finding>,
) {
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(error) => {
            findings.push(Finding::new(fault_of(&error)).at(place.clone()));
            return;
        }
    };
    let mut last = None;
    let mut faulty = 0;
    let mut outside = None;
    loop {
        let (position, value, style) = match reader.next_cell_with_style_id() {
            Ok(None) => break,
            Ok(Some((cell, style))) => (cell.get_position(), cell.get_value().clone(), style),
            Err(error) => {
                faulty += 1;
                let after = last.map_or_else(|| "A1".to_owned(), |(row, column)| address(row, column));
                let fault = Fault::CellUnreadable { after: after.clone() };
                findings.push(Finding::new(fault).at(Place {
                    cell: Some(after),
                    ..place.clone()
                }));
                if faulty >= MAX_FAULTY_CELLS || is_end(&error) {
                    break;
                }
                continue;
            }
        };
        last = Some(position);
        let Some((raw, value)) = convert(value) else { continue };
        if position.0 >= MAX_ROWS || position.1 >= MAX_COLUMNS {
            outside.get_or_insert(position);
            continue;
        }
        if budget.cells == 0 || budget.text < raw.len() {
            findings.push(Finding::new(Fault::SheetTruncated {}).at(place.clone()));
            return;
        }
        budget.cells -= 1;
        budget.text -= raw.len();
        let font = reader.styles().get(style).and_then(|style| style.font.as_ref());
        let name = font.and_then(|font| font.name.as_deref());
        let cell = Cell {
            raw,
            value,
            legacy_font: name.filter(|name| Legacy::of_font(name).is_some()).map(str::to_owned),
            struck: font.is_some_and(|font| font.strikethrough),
            hints: Hints::default(),
        };
        cells.insert(position, cell);
    }
    if let Some((row, column)) = outside {
        findings.push(Finding::new(Fault::CellOutside {}).at(Place {
            cell: Some(address(row, column)),
            ..place.clone()
        }));
    }
}

/// Whether reading on after this error would find nothing more.
fn is_end(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::XmlEof(_) | XlsxError::Xml(_) | XlsxError::Io(_) | XlsxError::Zip(_)
    )
}

/// Text and value of a cell; nothing for an empty one.
fn convert(value: DataRef<'_>) -> Option<(String, Value)> {
    let text = |text: &str| {
        let cut = text
            .char_indices()
            .nth(MAX_CHARACTERS)
            .map_or(text.len(), |(end, _)| end);
        (!text.is_empty()).then(|| (text[..cut].to_owned(), Value::Text))
    };
    match value {
        DataRef::Empty => None,
        DataRef::String(string) => text(&string),
        DataRef::SharedString(string) => text(string),
        DataRef::Int(number) => Some((number.to_string(), Value::Number(number as f64))),
        DataRef::Float(number) => Some((number_text(number), Value::Number(number))),
        DataRef::Bool(flag) => Some((if flag { "TRUE" } else { "FALSE" }.to_owned(), Value::Bool(flag))),
        DataRef::Error(error) => Some((error.to_string(), Value::Error)),
        DataRef::DateTime(time) => {
            let serial = time.as_f64();
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let date = Date::new(year as i16, month as i8, day as i8).ok();
            match date {
                Some(date) if time.is_datetime() && serial.is_finite() && serial >= 0.0 => {
                    let at = date.at(hour as i8, minute as i8, second as i8, 0);
                    Some((date_text(at), Value::Date { at, serial }))
                }
                _ => Some((number_text(serial), Value::Number(serial))),
            }
        }
        DataRef::DateTimeIso(iso) => {
            let parsed = iso
                .parse::<DateTime>()
                .or_else(|_| iso.parse::<Date>().map(DateTime::from));
            match parsed {
                // ISO dates have no serial number; none of the years that are typed as numbers comes this way.
                Ok(at) => Some((date_text(at), Value::Date { at, serial: f64::NAN })),
                Err(_) => text(&iso),
            }
        }
        DataRef::DurationIso(iso) => text(&iso),
    }
}

fn number_text(number: f64) -> String {
    if number.abs() < 1e15 {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

fn date_text(at: DateTime) -> String {
    let date = format!("{:02}/{:02}/{}", at.day(), at.month(), at.year());
    if (at.hour(), at.minute()) == (0, 0) {
        date
    } else {
        format!("{date} {:02}:{:02}", at.hour(), at.minute())
    }
}

fn fault_of(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::WorkbookEncrypted {},
        error => Fault::WorkbookUnreadable {
            reason: format!("cấu trúc tệp sai ({error})"),
        },
    }
}

#[cfg(test)]
mod tests;
