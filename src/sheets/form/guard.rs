//! The prompt of a cell of the registration workbook, and the check of what is typed there.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, Formula, IgnoreError, Worksheet,
    XlsxError,
};

use super::lists::ListName;
use super::parts::{Field, Input};

/// The prompt and the check of the cells of one field.
pub fn guard(sheet: &mut Worksheet, field: &Field, first: u32, last: u32, column: u16) -> Result<(), XlsxError> {
    let list = |name: ListName| Formula::new(format!("={}", name.defined_name()));
    let stop = DataValidationErrorStyle::Stop;
    let (rule, style, error) = match &field.input {
        Input::Index => return Ok(()),
        Input::Text | Input::LongText => (DataValidation::new().allow_any_value(), stop, String::new()),
        Input::Choice(name) => (
            DataValidation::new().allow_list_formula(list(*name)),
            stop,
            "Hãy chọn một giá trị trong danh sách: bấm mũi tên ở bên phải ô.".to_owned(),
        ),
        Input::Suggestion(name) => (
            DataValidation::new().allow_list_formula(list(*name)),
            DataValidationErrorStyle::Warning,
            "Nội dung không có trong danh sách gợi ý. Chọn “Yes” nếu vẫn muốn giữ.".to_owned(),
        ),
        Input::Birth => (
            DataValidation::new().allow_text_length(DataValidationRule::Between(4, 10)),
            DataValidationErrorStyle::Warning,
            "Hãy ghi năm sinh gồm 4 chữ số (2012) hoặc ngày/tháng/năm (17/06/2012).".to_owned(),
        ),
        Input::Class => (
            DataValidation::new().allow_text_length(DataValidationRule::Between(1, 6)),
            DataValidationErrorStyle::Warning,
            "Hãy chỉ ghi tên lớp, ví dụ 7A.".to_owned(),
        ),
        Input::Phone => (
            DataValidation::new().allow_text_length(DataValidationRule::Between(10, 13)),
            DataValidationErrorStyle::Warning,
            "Hãy ghi một số điện thoại đủ 10 chữ số, kể cả số 0 ở đầu.".to_owned(),
        ),
        Input::Date(year) => {
            let from = ExcelDateTime::from_ymd(*year, 1, 1)?;
            let to = ExcelDateTime::from_ymd(*year, 12, 31)?;
            (
                DataValidation::new().allow_date(DataValidationRule::Between(from, to)),
                stop,
                format!("Hãy ghi ngày/tháng/năm trong năm {year}, ví dụ 05/08/{year}."),
            )
        }
        Input::Whole(range) => (
            DataValidation::new().allow_whole_number(DataValidationRule::Between(*range.start(), *range.end())),
            stop,
            format!("Hãy ghi một số nguyên từ {} đến {}.", range.start(), range.end()),
        ),
        Input::Money => (
            DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
            stop,
            "Hãy chỉ ghi số tiền bằng chữ số, không ghi chữ “đồng”.".to_owned(),
        ),
    };
    let mut rule = rule.set_error_style(style);
    if !field.hint.is_empty() {
        rule = rule
            .set_input_title(short(&field.heading, 32))?
            .set_input_message(short(&field.hint, 255))?;
    }
    if !error.is_empty() {
        rule = rule.set_error_title("Chưa đúng")?.set_error_message(error)?;
    }
    sheet.add_data_validation(first, column, last, column, &rule)?;
    if matches!(field.input, Input::Birth | Input::Phone | Input::Class) {
        sheet.ignore_error_range(first, column, last, column, IgnoreError::NumberStoredAsText)?;
    }
    Ok(())
}

fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
