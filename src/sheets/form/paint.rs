//! Puts the declared sheets of the registration workbook into a workbook: looks, validations, protection, printing.

use jiff::civil::Date;
use rust_xlsxwriter::{
    ConditionalFormatFormula, ExcelDateTime, Format, FormatAlign, FormatBorder, ProtectionOptions, Worksheet, XlsxError,
};

use super::guard::guard;
use super::lists::Lists;
use super::parts::{Body, Field, Input, Sheet, Value};
use super::{CHOICES_SHEET, HEADER_ROW};

/// The font of every cell.
pub const FONT: &str = "Times New Roman";

/// Widths of label, value and hint on a sheet that is a form.
const FORM_WIDTHS: [f64; 3] = [36.0, 46.0, 48.0];

/// Height of one line of 12 point text, in points.
const LINE: f64 = 16.5;

const A4: u8 = 9;

/// Columns below this width hold one short word, which stands in the middle.
const NARROW: f64 = 14.0;

/// The formats of the workbook.
pub struct Styles {
    /// The unit, above the title.
    pub unit: Format,
    /// The title of a sheet.
    pub title: Format,
    /// The forum, below the title.
    pub forum: Format,
    /// How to fill in the sheet.
    pub note: Format,
    /// A heading.
    pub header: Format,
    /// The mark of what must be filled in.
    mark: Format,
    /// A heading inside its rich text.
    bold: Format,
    /// A cell that is not filled in.
    pub fixed: Format,
    /// A number that is not filled in.
    pub fixed_centre: Format,
    /// A label of a form.
    label: Format,
    label_run: Format,
    /// Running text without a frame.
    pub plain: Format,
    /// A heading without a frame.
    pub heading: Format,
    missing: Format,
    input: Format,
}

impl Styles {
    /// The formats.
    pub fn new() -> Self {
        let base = || {
            Format::new()
                .set_font_name(FONT)
                .set_font_size(12)
                .set_align(FormatAlign::VerticalCenter)
        };
        let framed = || {
            base()
                .set_border(FormatBorder::Thin)
                .set_border_color("7F7F7F")
                .set_text_wrap()
        };
        Self {
            unit: base().set_bold(),
            title: base().set_bold().set_font_size(14).set_align(FormatAlign::Center),
            forum: base().set_italic().set_align(FormatAlign::Center),
            note: base().set_italic().set_text_wrap().set_align(FormatAlign::Left),
            header: framed()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color("D9E2F3"),
            mark: Format::new()
                .set_font_name(FONT)
                .set_font_size(12)
                .set_bold()
                .set_font_color("C00000"),
            bold: Format::new().set_font_name(FONT).set_font_size(12).set_bold(),
            fixed: framed().set_align(FormatAlign::Left).set_indent(1),
            fixed_centre: framed().set_align(FormatAlign::Center),
            label: framed()
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_background_color("F2F2F2"),
            label_run: Format::new().set_font_name(FONT).set_font_size(12),
            plain: base().set_text_wrap(),
            heading: base().set_bold().set_font_size(13),
            missing: Format::new().set_background_color("F8CBAD"),
            input: framed().set_background_color("FFF9E5").set_unlocked(),
        }
    }

    /// The format of a cell that takes `input`; `narrow` columns hold one short word.
    fn cell(&self, input: &Input, in_form: bool, narrow: bool) -> Format {
        let format = match input {
            Input::Index => return self.fixed_centre.clone(),
            Input::Birth | Input::Class | Input::Phone => self.input.clone().set_num_format("@"),
            Input::Date(_) => self.input.clone().set_num_format("dd/mm/yyyy"),
            Input::Whole(_) => self.input.clone().set_num_format("0"),
            Input::Money => self.input.clone().set_num_format("#,##0"),
            Input::Text | Input::LongText | Input::Choice(_) | Input::Suggestion(_) => self.input.clone(),
        };
        let centred = match input {
            Input::Birth | Input::Class | Input::Date(_) | Input::Whole(_) => true,
            Input::Choice(_) => narrow,
            _ => false,
        };
        // In a form numbers and days line up with the texts above and below them.
        if centred && !in_form {
            format.set_align(FormatAlign::Center)
        } else {
            format.set_align(FormatAlign::Left).set_indent(1)
        }
    }
}

/// One sheet, whole.
pub fn write_sheet(sheet: &mut Worksheet, styles: &Styles, it: &Sheet) -> Result<(), XlsxError> {
    sheet.set_name(&it.name)?;
    let last_column = match &it.body {
        Body::Table(_) => it.fields.len().saturating_sub(1) as u16,
        Body::Form(..) => 2,
    };
    let widths: Vec<f64> = match &it.body {
        Body::Table(_) => it.fields.iter().map(|field| field.width).collect(),
        Body::Form(..) => FORM_WIDTHS.to_vec(),
    };
    for (column, width) in widths.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    write_titles(sheet, styles, it, last_column, widths.iter().sum())?;
    match &it.body {
        Body::Table(rows) => write_table(sheet, styles, it, rows)?,
        Body::Form(headings, values) => write_form(sheet, styles, &it.fields, headings, values)?,
    }
    set_up(sheet, matches!(it.body, Body::Table(_)));
    if it.spare == 0 {
        protect(sheet);
    }
    Ok(())
}

fn write_titles(sheet: &mut Worksheet, styles: &Styles, it: &Sheet, last: u16, width: f64) -> Result<(), XlsxError> {
    sheet.merge_range(0, 0, 0, last, &it.unit, &styles.unit)?;
    sheet.merge_range(1, 0, 1, last, &it.title, &styles.title)?;
    sheet.merge_range(2, 0, 2, last, &it.forum, &styles.forum)?;
    sheet.merge_range(3, 0, 3, last, &it.note, &styles.note)?;
    sheet.set_row_height(1, 24)?;
    sheet.set_row_height(3, lines(&it.note, width) * LINE + 6.0)?;
    Ok(())
}

fn write_table(sheet: &mut Worksheet, styles: &Styles, it: &Sheet, rows: &[Vec<Value>]) -> Result<(), XlsxError> {
    let fields = &it.fields;
    let header = HEADER_ROW - 1;
    for (column, field) in fields.iter().enumerate() {
        write_heading(
            sheet,
            header,
            column as u16,
            field,
            &styles.header,
            styles,
            &styles.bold,
        )?;
    }
    let tallest = fields
        .iter()
        .map(|field| lines(&field.heading, field.width * 0.85))
        .fold(1.0, f64::max);
    sheet.set_row_height(header, tallest * LINE + 8.0)?;

    let first = HEADER_ROW;
    let last = first + (rows.len() as u32).max(1) - 1;
    for (column, field) in fields.iter().enumerate() {
        let column = column as u16;
        let format = styles.cell(&field.input, false, field.width < NARROW);
        for (offset, row) in rows.iter().enumerate() {
            write_value(sheet, first + offset as u32, column, &row[column as usize], &format)?;
        }
        guard(sheet, field, first, last + it.spare, column)?;
        if field.required {
            // Shows what is still missing in a row that was begun; the row's second column says whether it was.
            let rule = format!("=AND(LEN($B{0})>0,LEN({1}{0})=0)", first + 1, letters(column));
            let format = ConditionalFormatFormula::new()
                .set_rule(rule.as_str())
                .set_format(&styles.missing);
            sheet.add_conditional_format(first, column, last, column, &format)?;
        }
    }
    let wordy = fields
        .iter()
        .any(|field| field.input == Input::LongText && field.width > 40.0);
    let roomy = if it.spare > 0 {
        1.0
    } else {
        2.0 + f64::from(u8::from(wordy))
    };
    for (offset, row) in rows.iter().enumerate() {
        let height = |(value, field): (&Value, &Field)| match value {
            Value::Text(text) => lines(text, field.width - 2.0),
            _ => 1.0,
        };
        let tallest = row.iter().zip(fields).map(height).fold(roomy, f64::max);
        sheet.set_row_height(first + offset as u32, tallest * LINE + 4.0)?;
    }
    if it.spare > 0 {
        sheet.autofilter(header, 0, last, fields.len().saturating_sub(1) as u16)?;
    }
    sheet.set_freeze_panes(first, 2)?;
    sheet.set_repeat_rows(header, header)?;
    sheet.set_print_area(0, 0, last, fields.len().saturating_sub(1) as u16)?;
    sheet.set_selection(first, 1, first, 1)?;
    Ok(())
}

fn write_form(
    sheet: &mut Worksheet,
    styles: &Styles,
    fields: &[Field],
    headings: &[&str; 3],
    values: &[Value],
) -> Result<(), XlsxError> {
    let header = HEADER_ROW - 1;
    for (column, heading) in headings.iter().enumerate() {
        sheet.write_string_with_format(header, column as u16, *heading, &styles.header)?;
    }
    sheet.set_row_height(header, LINE + 8.0)?;
    for (offset, (field, value)) in fields.iter().zip(values).enumerate() {
        let row = HEADER_ROW + offset as u32;
        write_heading(sheet, row, 0, field, &styles.label, styles, &styles.label_run)?;
        write_value(sheet, row, 1, value, &styles.cell(&field.input, true, false))?;
        sheet.write_string_with_format(row, 2, &field.hint, &styles.fixed)?;
        guard(sheet, field, row, row, 1)?;
        let value_lines = if let Value::Text(text) = value {
            lines(text, FORM_WIDTHS[1] - 2.0)
        } else {
            1.0
        };
        let roomy = if field.input == Input::LongText { 4.0 } else { 1.0 };
        let tallest = lines(&field.hint, FORM_WIDTHS[2] - 2.0).max(value_lines).max(roomy);
        sheet.set_row_height(row, tallest * LINE + 5.0)?;
    }
    sheet.set_freeze_panes(HEADER_ROW, 1)?;
    sheet.set_repeat_rows(header, header)?;
    sheet.set_selection(HEADER_ROW, 1, HEADER_ROW, 1)?;
    Ok(())
}

/// A heading or label, with a red "(*)" if the field must be filled in.
fn write_heading(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    field: &Field,
    cell: &Format,
    styles: &Styles,
    run: &Format,
) -> Result<(), XlsxError> {
    if field.required {
        let runs = [(run, field.heading.as_str()), (&styles.mark, " (*)")];
        sheet.write_rich_string_with_format(row, column, &runs, cell)?;
    } else {
        sheet.write_string_with_format(row, column, &field.heading, cell)?;
    }
    Ok(())
}

fn write_value(sheet: &mut Worksheet, row: u32, column: u16, value: &Value, format: &Format) -> Result<(), XlsxError> {
    match value {
        Value::Empty => sheet.write_blank(row, column, format)?,
        Value::Text(text) => sheet.write_string_with_format(row, column, text, format)?,
        Value::Number(number) => sheet.write_number_with_format(row, column, *number, format)?,
        Value::Date(day) => sheet.write_datetime_with_format(row, column, excel_date(*day)?, format)?,
    };
    Ok(())
}

/// The hidden sheet of lists: one column for each, with its heading in the first row.
pub fn write_lists(sheet: &mut Worksheet, styles: &Styles, lists: &Lists) -> Result<(), XlsxError> {
    sheet.set_name(CHOICES_SHEET)?;
    for (column, list) in lists.all().iter().enumerate() {
        let column = column as u16;
        sheet.write_string_with_format(0, column, list.heading, &styles.header)?;
        for (row, item) in list.items.iter().enumerate() {
            sheet.write_string_with_format(row as u32 + 1, column, item, &styles.fixed)?;
        }
        let widest = list.items.iter().map(|item| item.chars().count()).max().unwrap_or(0);
        sheet.set_column_width(column, (widest as f64 + 3.0).clamp(12.0, 40.0))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_hidden(true);
    sheet.protect();
    Ok(())
}

/// Paper and footer.
pub fn set_up(sheet: &mut Worksheet, landscape: bool) {
    sheet.set_paper_size(A4);
    if landscape {
        sheet.set_landscape();
    } else {
        sheet.set_portrait();
    }
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.6, 0.5, 0.6, 0.7, 0.3, 0.3);
    sheet.set_footer("&L&\"Times New Roman,Italic\"&10&A&R&\"Times New Roman,Regular\"&10Trang &P/&N");
    sheet.set_print_center_horizontally(true);
    sheet.set_screen_gridlines(false);
}

/// Keeps headings and fixed cells as they are; without a password, since it is a guard and no secret.
pub fn protect(sheet: &mut Worksheet) {
    let options = ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    };
    sheet.protect_with_options(&options);
}

/// "'2. DS trẻ em'!$B$6:$B$10"; rows and columns are counted from 0.
pub fn absolute(sheet: &str, first_row: u32, first_column: u16, last_row: u32, last_column: u16) -> String {
    format!(
        "'{}'!${}${}:${}${}",
        sheet.replace('\'', "''"),
        letters(first_column),
        first_row + 1,
        letters(last_column),
        last_row.max(first_row) + 1
    )
}

/// 0 -> "A", 26 -> "AA".
pub fn letters(column: u16) -> String {
    rust_xlsxwriter::utility::column_number_to_name(column)
}

/// The day as Excel has it.
pub fn excel_date(day: Date) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(
        day.year().unsigned_abs(),
        day.month().unsigned_abs(),
        day.day().unsigned_abs(),
    )
}

/// Lines that `text` takes in a column of `width` characters; Vietnamese in Times New Roman is narrower than the digits
/// that column widths count, but words break early.
pub fn lines(text: &str, width: f64) -> f64 {
    let one = |line: &str| (line.chars().count() as f64 / width.max(1.0)).ceil().max(1.0);
    text.lines().map(one).sum::<f64>().max(1.0)
}
