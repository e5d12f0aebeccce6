//! The registration workbook has the sheets, headings and rows that `ingest` looks for, and nothing of one place in it.

use jiff::civil::date;

use super::*;
use crate::ingest::workbook::{self, Sheet, Workbook};
use crate::model::yaml;

const FORUM: &str = include_str!("../../../inputs/forum.yaml");

fn forum(text: &str) -> ForumFile {
    yaml::read(text).unwrap_or_else(|error| panic!("forum.yaml: {}", error.message))
}

fn blank(file: &ForumFile, unit: &Unit) -> Workbook {
    let bytes = write(file, unit, None, date(2024, 7, 1)).expect("the form can be written");
    workbook::read("blank.xlsx", &bytes).expect("the form can be read")
}

fn texts(sheet: &Sheet, row: u32) -> Vec<String> {
    sheet.row(row).map(|(_, cell)| cell.raw.clone()).collect()
}

fn sheet<'a>(workbook: &'a Workbook, name: &str) -> &'a Sheet {
    workbook
        .sheets
        .iter()
        .find(|sheet| sheet.name == name)
        .unwrap_or_else(|| panic!("no sheet {name}"))
}

#[test]
fn the_form_has_the_sheets_of_the_dossier() {
    let file = forum(FORUM);
    let workbook = blank(&file, &file.units[0]);
    let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Hướng dẫn",
            "1. Thông tin đơn vị",
            "2. DS trẻ em",
            "3. Người phụ trách",
            "4. Tiết mục",
            "5. Câu hỏi",
            "6. Kiến nghị",
            "7. Tranh cổ động",
            "8. Kết quả DĐ cấp xã",
            "9. Khuyến nghị 2022",
            "DANH MỤC",
        ]
    );
}

#[test]
fn headings_stand_in_the_header_row_and_rows_follow_the_quota() {
    let file = forum(FORUM);
    let workbook = blank(&file, &file.units[0]);
    let children = sheet(&workbook, "2. DS trẻ em");
    let headings = texts(children, HEADER_ROW - 1);
    assert_eq!(headings.len(), 16);
    assert_eq!(
        headings[..4],
        ["TT", "Họ và tên (*)", "Giới tính (*)", "Năm sinh (hoặc ngày sinh) (*)"]
    );
    let numbers: Vec<String> = (HEADER_ROW..children.height())
        .flat_map(|row| texts(children, row))
        .collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5"]);
}

#[test]
fn the_hidden_sheet_names_form_unit_and_year() {
    let file = forum(FORUM);
    let workbook = blank(&file, &file.units[0]);
    let meta: Vec<_> = workbook
        .meta
        .iter()
        .map(|(key, value)| (key.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        meta,
        [("form", FORM_ID), ("unit", "06253"), ("version", "1"), ("year", "2024")]
    );
}

#[test]
fn nothing_of_one_place_stands_in_the_form() {
    let elsewhere = FORUM
        .replace("Văn Quan", "Sơn Hà")
        .replace("VĂN QUAN", "SƠN HÀ")
        .replace("Lạng Sơn", "Hà Trung");
    let file = forum(&elsewhere);
    for unit in &file.units {
        let workbook = blank(&file, unit);
        for sheet in &workbook.sheets {
            for row in 0..sheet.height() {
                let text = texts(sheet, row).join(" ").to_lowercase();
                assert!(
                    !text.contains("văn quan") && !text.contains("lạng sơn"),
                    "{}: {text}",
                    sheet.name
                );
            }
        }
    }
}

#[test]
fn the_same_form_has_the_same_bytes() {
    let file = forum(FORUM);
    let bytes = || write(&file, &file.units[3], None, date(2024, 7, 1)).expect("the form can be written");
    assert_eq!(bytes(), bytes());
    assert_eq!(file_name(&file, &file.units[3]), "DDTE2024_06274_hoa-binh.xlsx");
}

#[test]
fn an_empty_list_of_guests_can_be_filled_in() {
    let file = forum(FORUM);
    let bytes = guests::write(&file, &[], date(2024, 7, 1)).expect("the workbook can be written");
    let workbook = workbook::read("guests.xlsx", &bytes).expect("the workbook can be read");
    let headings = texts(sheet(&workbook, "Khách mời"), HEADER_ROW - 1);
    assert_eq!(
        headings.join(" | "),
        "Mã | Nhóm (*) | Danh xưng | Họ và tên | Chức vụ | Cơ quan (*) | Vai trò | Thứ tự nghi thức | Nơi gửi | Câu ghi thêm | Trả lời | Người đi thay"
    );
}
