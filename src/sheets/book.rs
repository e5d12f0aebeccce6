//! A whole workbook: its sheets, its hidden sheets, its properties. The same book gives the same bytes.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use serde::Serialize;

use super::entry::{self, Choices};
use super::{CHOICES_SHEET, archive, page, styles, text};
use crate::document::{Row, Table};
use crate::finding::{Fault, Finding, Place};
use crate::model::ours::{BASE_SHEET, CORRECTIONS, META_SHEET};

/// A workbook to write.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Book {
    /// Title, for the properties, and on each sheet with several tables.
    pub title: String,
    /// Subject, for the properties.
    pub subject: String,
    /// Date in the properties: the day that counts as today.
    pub date: Date,
    /// What the hidden `_META` sheet says (`kind`, `key`, `version`); empty for a workbook that does not come back.
    pub meta: Vec<(String, String)>,
    /// Sheets in order.
    pub sheets: Vec<Sheet>,
    /// Foot of each page: sample mark, internal mark.
    pub notices: Vec<String>,
}

/// A sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Sheet {
    /// Name on its tab; it is shortened where Excel does not take it.
    pub name: String,
    /// Title at the head; without it that of its only table, else the name on the tab, or for several tables the
    /// title of the workbook.
    pub title: Option<String>,
    /// Landscape for a wide table.
    pub landscape: bool,
    /// The line below the title.
    pub note: Option<String>,
    /// Tables, one below the other.
    pub tables: Vec<Table>,
}

/// A workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The writer of workbooks refused something.
    #[error("không tạo được sổ tính: {0}")]
    Write(#[from] XlsxError),
    /// Its archive could not be packed.
    #[error("không đóng gói được sổ tính: {0}")]
    Pack(#[from] zip::result::ZipError),
}

/// The bytes of the workbook.
pub fn write(book: &Book) -> Result<Vec<u8>, SheetError> {
    Ok(paint(book)?.0)
}

/// What a workbook cannot hold in full, with its place in the file `file`.
pub fn losses(book: &Book, file: &str) -> Vec<Finding> {
    if !texts(book).any(|text| text.len() > text::LIMIT && text::fit(text).1) {
        return Vec::new();
    }
    let cut = paint(book).map(|(_, cut)| cut).unwrap_or_default();
    cut.into_iter()
        .map(|(sheet, cell)| {
            let place = Place {
                file: Some(file.to_owned()),
                sheet: Some(sheet),
                cell: Some(cell),
            };
            Finding::new(Fault::CellTextCut { limit: text::LIMIT }).at(place)
        })
        .collect()
}

/// The texts of a book that may be long.
fn texts(book: &Book) -> impl Iterator<Item = &str> {
    let rows = book
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.tables)
        .flat_map(|table| &table.rows);
    rows.flat_map(|row| match row {
        Row::Group { text, .. } => vec![text.as_str()],
        Row::Record { cells, .. } | Row::Total { cells } => cells.iter().map(|cell| cell.text.as_str()).collect(),
    })
}

/// The bytes, and sheet and cell of each text that was cut.
type Painted = (Vec<u8>, Vec<(String, String)>);

fn paint(book: &Book) -> Result<Painted, SheetError> {
    let mut workbook = Workbook::new();
    // Height of a row and width of a column in pixels that Excel gives this font.
    workbook.set_default_format(&styles::plain(), 21, 72)?;
    workbook.set_properties(&properties(book)?);

    let mut names = [META_SHEET, CHOICES_SHEET, BASE_SHEET].map(str::to_owned).to_vec();
    let mut choices = Choices::default();
    let mut found = Vec::new();
    let mut cut = Vec::new();
    let mut reckoned = Vec::new();
    for sheet in &book.sheets {
        let name = text::sheet_name(&sheet.name, &names);
        names.push(name.clone());
        let painted = page::write(workbook.add_worksheet(), &name, book, sheet, &mut choices)?;
        reckoned.push(painted.reckoned);
        found.extend(painted.tables);
        cut.extend(painted.cut.into_iter().map(|cell| (name.clone(), cell)));
    }
    if book.sheets.is_empty() {
        workbook.add_worksheet();
    }
    choices.write(&mut workbook)?;
    if !book.meta.is_empty() {
        entry::write_meta(&mut workbook, &book.meta, &found)?;
        if book.meta.iter().any(|(key, _)| key == CORRECTIONS) {
            let tables = book.sheets.iter().flat_map(|sheet| &sheet.tables);
            entry::write_base(&mut workbook, tables.filter(|table| entry::takes_input(table)))?;
        }
    }
    Ok((archive::pack(&mut workbook, &reckoned)?, cut))
}

fn properties(book: &Book) -> Result<DocProperties, XlsxError> {
    let date = book.date;
    let year = u16::try_from(date.year()).unwrap_or(0).clamp(1900, 9999);
    let made = ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs())?;
    // No person's name: these files are passed on.
    Ok(DocProperties::new()
        .set_title(text::fit(&book.title).0)
        .set_subject(text::fit(&book.subject).0)
        .set_author("diendan")
        .set_company("diendan")
        .set_creation_datetime(&made))
}
