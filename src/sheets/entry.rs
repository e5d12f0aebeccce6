//! What makes a sheet one that people fill in: choices, checks on entry, protection, and what `_META` says about it.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Format, Formula, ProtectionOptions,
    Workbook, Worksheet, XlsxError,
};

use super::{CHOICES_SHEET, text};
use crate::document::{CellKind, Column, Row, Table};
use crate::model::ours::{BASE_SHEET, META_SHEET};

/// Whether people fill in some column of the table.
pub fn takes_input(table: &Table) -> bool {
    table.columns.iter().any(|column| column.input)
}

/// The lists to choose from, each once.
#[derive(Debug, Default)]
pub struct Choices {
    lists: Vec<Vec<String>>,
}

impl Choices {
    /// The name of the list, which is added if it is new.
    fn name(&mut self, choices: &[String]) -> String {
        let choices: Vec<String> = choices.iter().map(|choice| text::fit(choice).0).collect();
        let index = self.lists.iter().position(|list| *list == choices).unwrap_or_else(|| {
            self.lists.push(choices);
            self.lists.len() - 1
        });
        defined_name(index)
    }

    /// Writes the hidden sheet of lists and names its columns. The lists are not written into the cells' own rules
    /// because those take neither commas nor more than 255 characters.
    pub fn write(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.lists.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(CHOICES_SHEET)?;
        for (column, list) in self.lists.iter().enumerate() {
            for (row, choice) in list.iter().enumerate() {
                text::put(sheet, row as u32, column as u16, choice, &Format::default())?;
            }
        }
        sheet.set_hidden(true);
        sheet.protect();
        for (index, list) in self.lists.iter().enumerate() {
            let column = rust_xlsxwriter::utility::column_number_to_name(index as u16);
            let range = format!("='{CHOICES_SHEET}'!${column}$1:${column}${}", list.len());
            workbook.define_name(defined_name(index), &range)?;
        }
        Ok(())
    }
}

fn defined_name(index: usize) -> String {
    format!("DM_{}", index + 1)
}

/// The check on entry of the cells of a column, if it needs one.
pub fn check(column: &Column, choices: &mut Choices) -> Result<Option<DataValidation>, XlsxError> {
    let rule = DataValidation::new();
    if !column.choices.is_empty() {
        let name = choices.name(&column.choices);
        let rule = rule.allow_list_formula(Formula::new(format!("={name}")));
        return with_words(
            rule,
            "Chọn trong danh sách",
            "Bấm mũi tên bên phải ô rồi chọn một nội dung.",
            "Nội dung không có trong danh sách. Bấm mũi tên bên phải ô rồi chọn một nội dung.",
            DataValidationErrorStyle::Stop,
        )
        .map(Some);
    }
    // Only warnings: a computer may be set to another order of day and month, and the reader takes text as well.
    match column.kind {
        CellKind::Date => {
            let first = ExcelDateTime::from_ymd(2000, 1, 1)?;
            let last = ExcelDateTime::from_ymd(2099, 12, 31)?;
            with_words(
                rule.allow_date(DataValidationRule::Between(first, last)),
                "Ngày",
                "Ghi theo dạng ngày/tháng/năm, ví dụ 20/9/2024.",
                "Chương trình chưa nhận ra ngày. Ghi theo dạng ngày/tháng/năm, ví dụ 20/9/2024. Vẫn giữ nội dung này?",
                DataValidationErrorStyle::Warning,
            )
            .map(Some)
        }
        CellKind::Number | CellKind::Money => with_words(
            rule.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            "Số",
            "Chỉ ghi số, không ghi kèm chữ.",
            "Ô này chỉ ghi số, không ghi kèm chữ. Vẫn giữ nội dung này?",
            DataValidationErrorStyle::Warning,
        )
        .map(Some),
        CellKind::Percent => with_words(
            rule.allow_decimal_number(DataValidationRule::Between(0.0, 1.0)),
            "Tỷ lệ",
            "Ghi tỷ lệ phần trăm, từ 0% đến 100%.",
            "Ô này ghi tỷ lệ từ 0% đến 100%. Vẫn giữ nội dung này?",
            DataValidationErrorStyle::Warning,
        )
        .map(Some),
        CellKind::Text => Ok(None),
    }
}

fn with_words(
    rule: DataValidation,
    title: &str,
    prompt: &str,
    error: &str,
    style: DataValidationErrorStyle,
) -> Result<DataValidation, XlsxError> {
    Ok(rule
        .set_input_title(title)?
        .set_input_message(prompt)?
        .set_error_title("Cần xem lại")?
        .set_error_message(error)?
        .set_error_style(style))
}

/// Locks everything but the cells to fill in. There is no password: it keeps away slips, not people.
pub fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        sort: true,
        use_autofilter: true,
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
}

/// Where a table to fill in stands: what `_META` says so that it is found again.
#[derive(Debug)]
pub struct Found {
    /// Name of the list.
    pub table: String,
    /// Name of the sheet.
    pub sheet: String,
    /// Cell of the heading over the ids.
    pub id: String,
    /// Key, cell of the heading and the innermost heading of each column.
    pub columns: Vec<(String, String, String)>,
}

/// The keys of a table's columns, each of them once.
pub fn keys(table: &Table) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let mut keys = Vec::new();
    for (index, column) in table.columns.iter().enumerate() {
        let mut key = text::fit(&column.key).0;
        if key.trim().is_empty() || !taken.insert(key.clone()) {
            key = format!("{key}#{}", index + 1);
            taken.insert(key.clone());
        }
        keys.push(key);
    }
    keys
}

/// Writes the hidden sheet by which the workbook is known: keys in the first column, values in the second.
pub fn write_meta(workbook: &mut Workbook, meta: &[(String, String)], tables: &[Found]) -> Result<(), XlsxError> {
    let mut rows = meta.to_vec();
    for (index, table) in tables.iter().enumerate() {
        let key = |what: &str| format!("table.{}{what}", index + 1);
        rows.push((key(""), table.table.clone()));
        rows.push((key(".sheet"), table.sheet.clone()));
        rows.push((key(".id"), table.id.clone()));
        for (name, cell, heading) in &table.columns {
            rows.push((key(&format!(".cell.{name}")), cell.clone()));
            rows.push((key(&format!(".heading.{name}")), heading.clone()));
        }
    }
    let sheet = workbook.add_worksheet();
    sheet.set_name(META_SHEET)?;
    for (row, (key, value)) in rows.iter().enumerate() {
        text::put(sheet, row as u32, 0, key, &Format::default())?;
        text::put(sheet, row as u32, 1, value, &Format::default())?;
    }
    // Hidden from the list of hidden sheets as well: nobody shows it and deletes it by mistake.
    sheet.set_very_hidden(true);
    sheet.protect();
    Ok(())
}

/// Writes the hidden sheet with what stood in the cells to fill in, by which a later run sees what was typed into them.
pub fn write_base<'a>(workbook: &mut Workbook, tables: impl Iterator<Item = &'a Table>) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(BASE_SHEET)?;
    let plain = Format::default();
    let mut line: u32 = 0;
    for (index, table) in tables.enumerate() {
        let number = (index + 1).to_string();
        let keys = keys(table);
        let inputs = || (0..table.columns.len()).filter(|index| table.columns[*index].input);
        let mut put = |id: &str, texts: &mut dyn Iterator<Item = &str>| -> Result<(), XlsxError> {
            text::put(sheet, line, 0, &number, &plain)?;
            text::put(sheet, line, 1, id, &plain)?;
            for (column, content) in texts.enumerate() {
                text::put(sheet, line, column as u16 + 2, content, &plain)?;
            }
            line += 1;
            Ok(())
        };
        put(
            "",
            &mut inputs().filter_map(|index| keys.get(index).map(String::as_str)),
        )?;
        for row in &table.rows {
            if let Row::Record { id: Some(id), cells } = row {
                let texts = inputs().map(|index| cells.get(index).map_or("", |cell| cell.text.as_str()));
                put(id, &mut texts.into_iter())?;
            }
        }
    }
    sheet.set_very_hidden(true);
    sheet.protect();
    Ok(())
}
