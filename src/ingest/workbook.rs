//! A workbook's bytes -> sheets of typed cells, within limits that no file can pass; the only module that names the
//! crates for workbooks and their containers.

mod bytes;
mod docx;
mod gather;
mod inspect;
mod many;
mod ods;
pub(super) mod package;
mod plain;
mod shelf;
mod sniff;
mod sources;
mod values;
mod xls;
mod xlsb;
mod xlsx;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::finding::{Fault, Finding};
use crate::model::ours::META_SHEET;
use crate::vietnamese::fold::fold_words;
use gather::Gather;
pub use many::open_all;
pub use shelf::Shelf;
use sniff::Format;
pub(super) use sources::Sources;

/// Largest workbook that is read, in bytes.
pub const MAX_BYTES: u64 = 20 << 20;
/// Rows of a sheet that are read.
pub const MAX_ROWS: u32 = 20_000;
/// Columns of a sheet that are read.
pub const MAX_COLUMNS: u32 = 200;
/// After so many cells that cannot be read a sheet is given up.
const MAX_FAULTY_CELLS: usize = 100;

/// A workbook that was read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Workbook {
    /// Path below `inputs/`, with forward slashes.
    pub file: String,
    /// BLAKE3 of its bytes, hexadecimal.
    pub blake3: String,
    /// Sheets with cells, in their order; the hidden `_META` sheet is not among them.
    pub sheets: Vec<Sheet>,
    /// A Word file: its sheets are the tables, and before them the lines outside of tables.
    pub document: bool,
    /// The hidden `_META` sheet: first column to second column.
    pub meta: BTreeMap<String, String>,
    /// What could not be read of it.
    pub findings: Vec<Finding>,
}

/// A rectangle of cells, both corners included; rows and columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Sheet {
    /// Name.
    pub name: String,
    /// Its name in Unicode, where it was typed otherwise.
    pub decoded_name: Option<String>,
    /// The lines above it, where they are no cells: the title of a table in a Word file.
    pub caption: String,
    /// Which lines of the first sheet those are.
    pub(super) caption_rows: Range<usize>,
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
    /// The numbers behind its dates are days since 1904.
    pub from_1904: bool,
    /// Folded words of short texts near the top, where headings stand: they are asked for many times.
    pub(super) folded: BTreeMap<(u32, u32), String>,
    /// Which of the merged areas cross a row that holds something.
    pub(super) merged: Option<BTreeMap<u32, Vec<usize>>>,
    /// Where its cells stand, if it was put together from others.
    #[serde(skip)]
    pub(super) sources: Option<Sources>,
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Hints {
    /// Its text in Unicode, where it was typed otherwise.
    pub decoded: Option<Decoded>,
    /// How dates are written there.
    pub dates: DateSigns,
}

/// A text that was brought into Unicode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decoded {
    /// In Unicode.
    pub text: String,
    /// Font and syllables leave no doubt.
    pub sure: bool,
}

/// What the dates of a column tell about the order of day and month.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
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
    /// A number that has lost its format counts days from 1904.
    pub from_1904: bool,
}

/// The value of a cell, as far as `raw` does not say it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
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

    /// The folded words of its name and of the lines above it.
    pub(super) fn tab(&self) -> String {
        let name = self.decoded_name.as_deref().unwrap_or(&self.name);
        fold_words(&format!("{name} {}", self.caption))
    }

    /// The folded words with which a cell begins, as many as a heading may have; none if it holds nothing.
    pub(super) fn words(&self, row: u32, column: u32) -> Cow<'_, str> {
        match self.folded.get(&(row, column)) {
            Some(words) => Cow::Borrowed(words),
            None => Cow::Owned(
                self.at(row, column)
                    .map_or_else(String::new, |cell| fold_words(beginning(cell.text()))),
            ),
        }
    }

    /// Notes what is asked for many times, once all cells are there.
    pub(super) fn settle(&mut self) {
        super::fields::dates::mark_columns(self);
        self.fold();
        self.index_merges();
    }

    /// Folds what may be a heading.
    fn fold(&mut self) {
        const ROWS: u32 = super::headings::ROWS;
        let near_top = self
            .cells
            .range(..(ROWS, 0))
            .filter(|(_, cell)| cell.raw.len() <= LONGEST_HEADING);
        self.folded = near_top
            .map(|(place, cell)| (*place, fold_words(beginning(cell.text()))))
            .collect();
    }

    /// The merged area that the cell lies in.
    pub fn merge_at(&self, row: u32, column: u32) -> Option<&Area> {
        let Some(merged) = &self.merged else {
            return self.merges.iter().find(|area| area.contains(row, column));
        };
        let mut areas = merged.get(&row)?.iter().filter_map(|index| self.merges.get(*index));
        areas.find(|area| area.contains(row, column))
    }

    /// Notes which merged areas cross each row: they are asked for many times.
    fn index_merges(&mut self) {
        const MOST_IN_A_ROW: usize = 100;
        let rows: BTreeSet<u32> = self.cells.keys().map(|(row, _)| *row).collect();
        let mut merged: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (index, area) in self.merges.iter().enumerate() {
            for row in rows.range(area.start.0..=area.end.0) {
                let areas = merged.entry(*row).or_default();
                if areas.len() < MOST_IN_A_ROW {
                    areas.push(index);
                }
            }
        }
        self.merged = Some(merged);
    }

    /// The cell, or for a merged cell the first one of its area.
    pub fn at_merged(&self, row: u32, column: u32) -> Option<&Cell> {
        self.at(row, column).or_else(|| {
            let area = self.merge_at(row, column)?;
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

/// Bytes that a heading may have.
const LONGEST_HEADING: usize = 400;

/// As much of a text as a heading may be long.
fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST_HEADING)]
}

/// The address of a cell in A1 notation; row and column count from 0.
pub fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column.saturating_add(1);
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row.saturating_add(1))
}

/// The places in a Word file that addresses in A1 notation stand for ("B2", "B2:B4, C7").
pub fn place_in_document(cells: &str) -> String {
    let range = |cells: &str| match cells.split_once(':') {
        Some((start, end)) => format!("{} đến {}", one_place(start), one_place(end)),
        None => one_place(cells),
    };
    cells.split(", ").map(range).collect::<Vec<_>>().join("; ")
}

fn one_place(cell: &str) -> String {
    let letters = cell.bytes().take_while(u8::is_ascii_uppercase).count();
    if letters == 0 {
        return cell.to_owned();
    }
    let (letters, row) = cell.split_at(letters);
    let column = letters.bytes().fold(0_u32, |sum, letter| {
        sum.saturating_mul(26).saturating_add(u32::from(letter - b'A') + 1)
    });
    format!("dòng {row}, cột {column}")
}

/// Whether a file's name says that somebody means it as a workbook, whatever is in it.
pub fn is_named(file: &str) -> bool {
    has_extension(file, &["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "et"])
}

/// Whether a file's name says that it is a Word file whose tables can be read.
fn is_document(file: &str) -> bool {
    has_extension(file, &["docx", "docm"])
}

fn has_extension(file: &str, extensions: &[&str]) -> bool {
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_lowercase());
    extension.is_some_and(|extension| extensions.contains(&extension.as_str()))
}

/// Reads the workbook at `path`; `file` is its path below `inputs/`. What is not named as a workbook is read if it is one.
pub fn open(path: &Path, file: &str) -> Result<Workbook, Fault> {
    open_from(path, file, &Shelf::none())
}

/// The same, if it does not lie on the `shelf` already.
pub fn open_from(path: &Path, file: &str, shelf: &Shelf) -> Result<Workbook, Fault> {
    let unreadable = |error: std::io::Error| Fault::WorkbookUnreadable {
        reason: format!("không mở được tệp ({error})"),
    };
    let opened = std::fs::File::open(path).map_err(unreadable)?;
    let mut opened = opened.take(MAX_BYTES + 1);
    let mut bytes = Vec::new();
    // A film need not be read to the end.
    let head = (&mut opened).take(sniff::HEAD as u64);
    std::io::BufReader::new(head)
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    let named = is_named(file);
    if named || sniff::is_container(&bytes) {
        opened.read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if let Some(known) = shelf.take(file, &bytes) {
        return Ok(known);
    }
    let read = read(file, &bytes).map_err(|fault| match fault {
        Fault::WorkbookPacked {} | Fault::FileShortcut {} => fault,
        fault if named => fault,
        // It may hold a list.
        Fault::WorkbookUnreadable { .. } | Fault::WorkbookTooLarge { .. } | Fault::WorkbookEncrypted {}
            if is_document(file) =>
        {
            fault
        }
        _ => Fault::FileIgnored {},
    });
    if let Ok(workbook) = &read {
        shelf.put(workbook);
    }
    read
}

/// BLAKE3 in hexadecimal.
fn hash(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// Reads the workbook in `bytes`.
pub fn read(file: &str, bytes: &[u8]) -> Result<Workbook, Fault> {
    if bytes.len() as u64 > MAX_BYTES {
        return Err(Fault::WorkbookTooLarge {
            what: format!("hơn {} MiB", MAX_BYTES >> 20),
        });
    }
    // Readers are known to panic on some broken files; what would abort the process does not reach them.
    let crashed = |_| package::damaged("cấu trúc tệp sai");
    let (sheets, mut findings, document) =
        catch_unwind(AssertUnwindSafe(|| read_sheets(file, bytes))).map_err(crashed)??;
    let (meta, mut sheets): (Vec<Sheet>, Vec<Sheet>) = sheets.into_iter().partition(|sheet| sheet.name == META_SHEET);
    if sheets.iter().all(|sheet| sheet.cells.is_empty() && !sheet.drawing) {
        return Err(Fault::WorkbookEmpty {});
    }
    findings.extend(super::encoding::decode(file, &mut sheets));
    if document {
        docx::name_tables(&mut sheets);
    }
    for sheet in &mut sheets {
        sheet.settle();
    }
    Ok(Workbook {
        file: file.to_owned(),
        blake3: hash(bytes),
        meta: meta.first().map(meta_of).unwrap_or_default(),
        sheets,
        document,
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

/// All sheets, what was found, and whether they are the tables of a document.
fn read_sheets(file: &str, bytes: &[u8]) -> Result<(Vec<Sheet>, Vec<Finding>, bool), Fault> {
    let mut gather = Gather::new(file);
    let format = sniff::format(bytes)?;
    let document = matches!(format, Format::Docx(_));
    match format {
        Format::Xlsx(mut package) => {
            let inspection = inspect::inspect(&mut package)?;
            let bytes = match inspection.misdeclared.as_slice() {
                [] => Cow::Borrowed(bytes),
                parts => Cow::Owned(package.copy_with(parts, inspect::forget_dimension)?),
            };
            xlsx::read(&bytes, inspection, &mut gather)?;
        }
        Format::Xlsb(mut package) => xlsb::read(&mut package, &mut gather)?,
        Format::Docx(mut package) => docx::read(&mut package, &mut gather)?,
        Format::Ods(mut package) => ods::read(&mut package, &mut gather)?,
        Format::Xls => xls::read(bytes, &mut gather)?,
        Format::Lines => plain::read_lines(bytes, &mut gather)?,
        Format::Page => plain::read_page(bytes, &mut gather)?,
    }
    let (sheets, findings) = gather.finish();
    Ok((sheets, findings, document))
}

#[cfg(test)]
mod tests;
