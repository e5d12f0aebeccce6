//! The first sheet of the registration workbook: what to send, by when, to whom, and a check of what is filled in.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use super::paint::{self, Styles};
use super::parts::{Body, Sheet, Value};
use super::{GUIDE_SHEET, HEADER_ROW};
use crate::model::forum::{Deadline, DeadlineMeaning};
use crate::model::{ForumFile, Unit};

const WIDTHS: [f64; 3] = [6.0, 96.0, 34.0];

/// Height of a row with one line, in points.
const LINE_HEIGHT: f64 = 19.5;

/// "trước ngày 20/8/2024".
pub fn due(deadline: &Deadline) -> String {
    let date = deadline.date;
    // Months below three keep their zero (Nghị định 30/2020), days below ten as well.
    let month = if date.month() < 3 {
        format!("{:02}", date.month())
    } else {
        date.month().to_string()
    };
    let day = format!("{:02}/{month}/{}", date.day(), date.year());
    match deadline.meaning {
        DeadlineMeaning::Before => format!("trước ngày {day}"),
        DeadlineMeaning::By => format!("đến hết ngày {day}"),
    }
}

/// The sheet.
pub fn write(
    sheet: &mut Worksheet,
    styles: &Styles,
    file: &ForumFile,
    unit: &Unit,
    sheets: &[Sheet],
) -> Result<(), XlsxError> {
    sheet.set_name(GUIDE_SHEET)?;
    for (column, width) in WIDTHS.iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    let unit_line = format!("ỦY BAN NHÂN DÂN {}", unit.full_name().to_uppercase());
    sheet.merge_range(0, 0, 0, 2, &unit_line, &styles.unit)?;
    sheet.merge_range(1, 0, 1, 2, "MẪU ĐĂNG KÝ THAM GIA DIỄN ĐÀN TRẺ EM", &styles.title)?;
    sheet.merge_range(2, 0, 2, 2, &file.forum.title, &styles.forum)?;
    sheet.merge_range(3, 0, 3, 2, &format!("Chủ đề: “{}”", file.forum.theme), &styles.forum)?;
    sheet.set_row_height(1, 24)?;

    let mut row = write_steps(sheet, styles, file, 5)?;
    row = write_check(sheet, styles, file, sheets, row + 1)?;
    row = write_themes(sheet, styles, file, row + 1)?;
    sheet.set_print_area(0, 0, row, 2)?;
    paint::set_up(sheet, false);
    paint::protect(sheet);
    sheet.set_active(true);
    Ok(())
}

fn write_steps(sheet: &mut Worksheet, styles: &Styles, file: &ForumFile, first: u32) -> Result<u32, XlsxError> {
    let standing = file
        .agencies
        .iter()
        .find(|agency| agency.code == file.organiser.standing_agency);
    let standing = standing.map_or(file.organiser.name.as_str(), |agency| agency.name.as_str());
    let mut steps = vec![
        "Điền lần lượt các sheet 1 đến 9. Chỉ điền vào ô có nền màu vàng nhạt; dấu (*) là nội dung bắt buộc. Không đổi \
         tên sheet, không thêm, bớt cột."
            .to_owned(),
        "Ô có mũi tên thì chọn trong danh sách. Ngày ghi theo dạng ngày/tháng/năm. Số điện thoại ghi đủ số 0 ở đầu."
            .to_owned(),
        "Ô còn thiếu nội dung bắt buộc được tô màu cam. Xem lại bảng “Tự kiểm tra” dưới đây trước khi gửi.".to_owned(),
        format!("Giữ nguyên tên tệp khi gửi. Hồ sơ bản giấy gửi về {} qua {standing}.", file.organiser.short),
    ];
    if let Some(deadline) = file.deadlines.get("dossier") {
        steps.push(format!("{}: {}.", deadline.what, due(deadline)));
    }
    let contact: Vec<String> = [
        file.forum
            .email
            .as_ref()
            .map(|email| format!("bản mềm gửi về địa chỉ {email}")),
        file.forum.phone.as_ref().map(|phone| format!("điện thoại {phone}")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !contact.is_empty() {
        steps.push(format!("Liên hệ: {}.", contact.join("; ")));
    }
    steps.push(
        "Thông tin của trẻ em là thông tin bí mật đời sống riêng tư: chỉ gửi cho cơ quan nêu trên, không chia sẻ lên \
         mạng xã hội, nhóm chat."
            .to_owned(),
    );
    sheet.merge_range(first - 1, 0, first - 1, 2, "Hướng dẫn điền mẫu", &styles.heading)?;
    let mut row = first;
    for (number, step) in steps.iter().enumerate() {
        sheet.write_string_with_format(row, 0, format!("{}.", number + 1), &styles.plain)?;
        sheet.merge_range(row, 1, row, 2, step, &styles.plain)?;
        sheet.set_row_height(row, paint::lines(step, WIDTHS[1] + WIDTHS[2]) * 16.5 + 3.0)?;
        row += 1;
    }
    Ok(row)
}

/// Counts what is filled in against what the plan asks for.
fn write_check(
    sheet: &mut Worksheet,
    styles: &Styles,
    file: &ForumFile,
    sheets: &[Sheet],
    first: u32,
) -> Result<u32, XlsxError> {
    let quota = &file.quota;
    // Position of the sheet, its column that shows whether a row is filled in, what is counted, how many there must be.
    let checks = [
        (1, 1, "Trẻ em", quota.children),
        (2, 1, "Người phụ trách", quota.caretakers),
        (3, 2, "Tiết mục (ít nhất)", 1),
        (4, 1, "Câu hỏi", quota.questions),
        (5, 1, "Kiến nghị, nguyện vọng", quota.recommendations),
        (6, 1, "Tranh cổ động", quota.posters),
    ];
    sheet.merge_range(first, 0, first, 2, "Tự kiểm tra trước khi gửi", &styles.heading)?;
    let header = first + 1;
    for (column, heading) in ["TT", "Nội dung", "Đã điền / phải có"].into_iter().enumerate() {
        sheet.write_string_with_format(header, column as u16, heading, &styles.header)?;
    }
    let mut row = header + 1;
    for (number, (position, column, what, wanted)) in checks.into_iter().enumerate() {
        let Some(Sheet {
            name,
            body: Body::Table(rows),
            ..
        }) = sheets.get(position)
        else {
            continue;
        };
        let last = HEADER_ROW + (rows.len() as u32).max(1) - 1;
        let range = paint::absolute(name, HEADER_ROW, column, last, column);
        let got = rows
            .iter()
            .filter(|cells| cells.get(column as usize).is_some_and(|it| *it != Value::Empty))
            .count();
        sheet.write_number_with_format(row, 0, (number + 1) as f64, &styles.fixed_centre)?;
        sheet.write_string_with_format(row, 1, format!("{what} – sheet “{name}”"), &styles.fixed)?;
        // The value of the formula is stored with it: programs that only read the file see it too.
        let formula = Formula::new(format!("=COUNTA({range})&\" / {wanted}\"")).set_result(format!("{got} / {wanted}"));
        sheet.write_formula_with_format(row, 2, formula, &styles.fixed)?;
        sheet.set_row_height(row, LINE_HEIGHT)?;
        row += 1;
    }
    Ok(row)
}

fn write_themes(sheet: &mut Worksheet, styles: &Styles, file: &ForumFile, first: u32) -> Result<u32, XlsxError> {
    sheet.merge_range(first, 0, first, 2, "Chủ đề", &styles.heading)?;
    let mut row = first + 1;
    for (column, heading) in ["Mã", "Nội dung chủ đề trong Kế hoạch", "Tên để chọn trong mẫu"]
        .into_iter()
        .enumerate()
    {
        sheet.write_string_with_format(row, column as u16, heading, &styles.header)?;
    }
    for theme in &file.themes {
        row += 1;
        sheet.write_string_with_format(row, 0, &theme.code, &styles.fixed)?;
        sheet.write_string_with_format(row, 1, &theme.title, &styles.fixed)?;
        sheet.write_string_with_format(row, 2, &theme.short, &styles.fixed)?;
        let tallest = paint::lines(&theme.title, WIDTHS[1]).max(paint::lines(&theme.short, WIDTHS[2]));
        sheet.set_row_height(row, tallest * 16.5 + 3.0)?;
    }
    Ok(row)
}
