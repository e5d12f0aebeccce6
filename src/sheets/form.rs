//! The official registration workbook ("Mẫu đăng ký") of one unit, blank or filled in; what `ingest` later reads back.
//!
//! `parts` says which sheets, columns and labels there are, `lists` what may be chosen, `paint` puts both into a workbook.

mod guide;
mod lists;
mod paint;
mod parts;

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

use crate::model::{Dossier, ForumFile, Unit};

use lists::Lists;
use paint::Styles;
use parts::Sheet;

/// What `_META` calls this form; `ingest` knows the form by it.
pub const FORM_ID: &str = "diendan-mau-dang-ky";

/// Version of the form, in `_META`.
pub const FORM_VERSION: u32 = 1;

/// The hidden sheet by which a workbook of this program is recognised.
pub const META_SHEET: &str = "_META";

/// The hidden sheet with everything that can be chosen from a list.
pub const LISTS_SHEET: &str = "DANH MỤC";

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
pub fn write(file: &ForumFile, unit: &Unit, content: Option<&Dossier>, made_on: Date) -> Result<Vec<u8>, XlsxError> {
    let lists = Lists::new(file);
    let sheets = parts::sheets(file, unit, content);

    let mut workbook = Workbook::new();
    let base = Format::new().set_font_name(paint::FONT).set_font_size(12);
    workbook.set_default_format(&base, 21, 72)?;
    workbook.set_properties(&properties(file, unit, made_on)?);
    let styles = Styles::new();

    guide::write(workbook.add_worksheet(), &styles, file, unit, &sheets)?;
    for sheet in &sheets {
        paint::write_sheet(workbook.add_worksheet(), &styles, sheet)?;
    }
    paint::write_lists(workbook.add_worksheet(), &styles, &lists)?;
    write_meta(&mut workbook, file, unit)?;

    for (index, list) in lists.all().iter().enumerate() {
        let range = paint::absolute(LISTS_SHEET, 1, index as u16, list.items.len() as u32, index as u16);
        workbook.define_name(list.name.defined_name(), &format!("={range}"))?;
    }
    for (name, range) in sheets.iter().filter_map(Sheet::named_column) {
        workbook.define_name(name.defined_name(), &format!("={range}"))?;
    }
    workbook.save_to_buffer()
}

fn properties(file: &ForumFile, unit: &Unit, made_on: Date) -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title(format!("Mẫu đăng ký tham gia {}", file.forum.title))
        .set_subject(format!("Hồ sơ đăng ký của {}", unit.full_name()))
        .set_author(&file.organiser.name)
        .set_company(&file.organiser.name)
        .set_keywords("mẫu đăng ký; diễn đàn trẻ em")
        .set_creation_datetime(&paint::excel_date(made_on)?))
}

fn write_meta(workbook: &mut Workbook, file: &ForumFile, unit: &Unit) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(META_SHEET)?;
    let rows = [
        ("form", FORM_ID.to_owned()),
        ("version", FORM_VERSION.to_string()),
        ("unit", unit.code.clone()),
        ("year", file.forum.year.to_string()),
    ];
    for (row, (key, value)) in rows.iter().enumerate() {
        sheet.write_string(row as u32, 0, *key)?;
        sheet.write_string(row as u32, 1, value)?;
    }
    // Hidden from the list of hidden sheets as well: nobody shows it and deletes it by mistake.
    sheet.set_very_hidden(true);
    sheet.protect();
    Ok(())
}

/// "Tri Lễ" -> "tri-le".
fn slug(text: &str) -> String {
    any_ascii::any_ascii(text)
        .to_lowercase()
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}
