//! The official registration workbook ("Mẫu đăng ký") of one unit, blank or filled in; what `ingest` later reads back.
//!
//! `parts` says which sheets, columns and labels there are, `lists` what may be chosen, `paint` puts both into a workbook.

mod guard;
pub mod guests;
mod guide;
mod lists;
mod paint;
mod parts;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

use super::{CHOICES_SHEET, SheetError, archive};
use crate::model::{Dossier, ForumFile, Unit, ours::META_SHEET};
use crate::vietnamese::slug;

use lists::Lists;
use paint::Styles;
use parts::Sheet;

/// What `_META` calls this form; `ingest` knows the form by it.
pub const FORM_ID: &str = "diendan-mau-dang-ky";

/// Version of the form, in `_META`.
pub const FORM_VERSION: u32 = 1;

/// The sheet that explains the form.
pub const GUIDE_SHEET: &str = "Hướng dẫn";

/// Row of the headings in every sheet that is filled in, counted from 1.
pub const HEADER_ROW: u32 = 5;

/// Name of a unit's workbook ("DDTE2024_06313_tri-le.xlsx").
pub fn file_name(file: &ForumFile, unit: &Unit) -> String {
    format!("DDTE{}_{}_{}.xlsx", file.forum.year, unit.code, slug(&unit.name))
}

/// The registration workbook of `unit`: blank, or filled in with `content`. The same arguments give the same bytes;
/// `made_on` is the date in the properties of the document.
pub fn write(file: &ForumFile, unit: &Unit, content: Option<&Dossier>, made_on: Date) -> Result<Vec<u8>, SheetError> {
    let sheets = parts::sheets(file, unit, content);
    let properties = properties(file, made_on)?
        .set_title(format!("Mẫu đăng ký tham gia {}", file.forum.title))
        .set_subject(format!("Hồ sơ đăng ký của {}", unit.full_name()))
        .set_keywords("mẫu đăng ký; diễn đàn trẻ em");
    let styles = Styles::new();
    let mut workbook = new_workbook(&properties)?;

    guide::write(workbook.add_worksheet(), &styles, file, unit, &sheets)?;
    for sheet in &sheets {
        paint::write_sheet(workbook.add_worksheet(), &styles, sheet)?;
    }
    write_lists(&mut workbook, &styles, &Lists::new(file))?;
    for (name, range) in sheets.iter().filter_map(Sheet::named_column) {
        workbook.define_name(name.defined_name(), &format!("={range}"))?;
    }
    let meta = [
        ("form", FORM_ID),
        ("version", &FORM_VERSION.to_string()),
        ("unit", &unit.code),
        ("year", &file.forum.year.to_string()),
    ];
    write_meta(&mut workbook, &meta)?;
    let mut grow = vec![archive::Rows::new()];
    grow.extend(sheets.iter().map(|sheet| vec![sheet.open_rows()]));
    archive::pack(&mut workbook, &grow)
}

fn new_workbook(properties: &DocProperties) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let base = Format::new().set_font_name(paint::FONT).set_font_size(12);
    // Height of a row and width of a column in pixels that Excel gives this font.
    workbook.set_default_format(&base, 21, 72)?;
    workbook.set_properties(properties);
    Ok(workbook)
}

fn properties(file: &ForumFile, made_on: Date) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_author(&file.organiser.name)
        .set_company(&file.organiser.name)
        .set_creation_datetime(&paint::excel_date(made_on)?))
}

/// The hidden sheet of lists, and the names by which validations refer to them.
fn write_lists(workbook: &mut Workbook, styles: &Styles, lists: &Lists) -> Result<(), XlsxError> {
    paint::write_lists(workbook.add_worksheet(), styles, lists)?;
    for (list, column) in lists.all().iter().zip(0u16..) {
        let range = paint::absolute(CHOICES_SHEET, 1, column, list.items.len() as u32, column);
        workbook.define_name(list.name.defined_name(), &format!("={range}"))?;
    }
    Ok(())
}

fn write_meta(workbook: &mut Workbook, rows: &[(&str, &str)]) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(META_SHEET)?;
    for ((key, value), row) in rows.iter().zip(0u32..) {
        sheet.write_string(row, 0, *key)?;
        sheet.write_string(row, 1, *value)?;
    }
    // Hidden from the list of hidden sheets as well: nobody shows it and deletes it by mistake.
    sheet.set_very_hidden(true);
    sheet.protect();
    Ok(())
}

#[cfg(test)]
mod tests;
