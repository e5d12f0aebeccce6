//! Tables as communes lay them out, on sheets made on the spot.

use std::collections::BTreeMap;

use super::super::made::{merged, scope, sheet, workbook};
use super::super::versions::within_file;
use super::*;
use crate::finding::Fault;

/// The part of a layout that counts, with the rows of its records and what is said about it.
fn part<'a>(book: &'a Workbook, layout: &Layout) -> (Option<Part<'a>>, Vec<u32>, Vec<&'static str>) {
    let parts = scan(book, scope())
        .0
        .into_iter()
        .filter(|part| part.layout.name == layout.name);
    let part = within_file(parts.collect());
    let rows = part
        .iter()
        .flat_map(|part| part.records.iter().map(|record| record.row))
        .collect();
    let codes = part
        .iter()
        .flat_map(|part| part.findings.iter().map(|finding| finding.fault.code()))
        .collect();
    (part, rows, codes)
}

fn columns(part: &Option<Part<'_>>) -> BTreeMap<&'static str, u32> {
    let record = part.as_ref().and_then(|part| part.records.first()).expect("a record");
    record.cells.iter().map(|(key, at)| (*key, at.1)).collect()
}

#[test]
fn titles_above_and_signatures_below() {
    let book = workbook(vec![sheet(
        "Sheet1",
        &[
            &["ỦY BAN NHÂN DÂN XÃ TRI LỄ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
            &["DANH SÁCH TRẺ EM"],
            &["TT", "Trường", "HỌ VÀ TÊN", "Hs lớp"],
            &["(1)", "(2)", "(3)", "(4)"],
            &["1", "THCS", "Hoàng A", "7A"],
            &[],
            &["2", "THCS", "Lý B", "8A"],
            &["3"],
            &["Tổng cộng: 02"],
            &["", "", "NGƯỜI LẬP BIỂU"],
            &["", "", "Trần C", "9"],
        ],
    )]);
    let (children, rows, codes) = part(&book, &layouts::CHILDREN);
    assert_eq!(rows, [4, 6]);
    assert_eq!(columns(&children)["name"], 2);
    assert_eq!(
        children.and_then(|part| part.sign).map(|sign| sign.unit).as_deref(),
        Some("06313")
    );
    assert_eq!(codes, [""; 0]);
    assert!(part(&book, &layouts::CARETAKERS).0.is_none());
}

#[test]
fn headings_in_two_rows_with_and_without_merging() {
    let rows: &[&[&str]] = &[
        &["TT", "Họ và tên", "Năm sinh", "", "Học sinh", ""],
        &["", "", "Nam", "Nữ", "Lớp", "Trường"],
        &["1", "Hoàng A", "2012", "", "7A", "THCS"],
    ];
    let plain = sheet("DS", rows);
    let areas = [[(0, 2), (0, 3)], [(0, 4), (0, 5)], [(0, 0), (1, 0)], [(0, 1), (1, 1)]];
    for page in [plain.clone(), merged(plain, &areas)] {
        let book = workbook(vec![page]);
        let (children, rows, codes) = part(&book, &layouts::CHILDREN);
        let columns = columns(&children);
        assert_eq!((columns["male"], columns["female"]), (2, 3));
        assert_eq!((columns["class"], columns["school"]), (4, 5));
        assert_eq!((rows, codes), (vec![2], vec![]));
    }
}

#[test]
fn headings_in_three_rows_with_a_date_in_three_columns() {
    let page = sheet(
        "DS",
        &[
            &["TT", "Thông tin trẻ em"],
            &["", "Họ và tên", "Ngày sinh", "", "", "Đang học", ""],
            &["", "", "Ngày", "Tháng", "Năm", "Lớp", "Trường"],
            &["1", "Hoàng A", "15", "3", "2011", "7A", "THCS"],
        ],
    );
    let areas = [
        [(0, 0), (2, 0)],
        [(0, 1), (0, 6)],
        [(1, 1), (2, 1)],
        [(1, 2), (1, 4)],
        [(1, 5), (1, 6)],
    ];
    let book = workbook(vec![merged(page, &areas)]);
    let (children, rows, _) = part(&book, &layouts::CHILDREN);
    let columns = columns(&children);
    assert_eq!(rows, [3]);
    assert_eq!(
        (columns["birth_day"], columns["birth_month"], columns["birth_year"]),
        (2, 3, 4)
    );
    assert_eq!((columns["name"], columns["class"]), (1, 5));
}

#[test]
fn columns_that_are_not_known_or_nearly_right_are_told_once() {
    let book = workbook(vec![sheet(
        "DS",
        &[
            &[
                "TT",
                "Họ và tên",
                "Lớb",
                "Trường",
                "Thành tích",
                "Số thẻ BHYT",
                "Họ tên cha",
                "Nhiệm vu được giao",
            ],
            &["1", "Hoàng A", "7A", "THCS", "Giỏi", "GD4", "Hoàng B", ""],
            &["2", "Lý B", "7A", "THCS", "Khá", "GD5", "", ""],
        ],
    )]);
    let (_, rows, codes) = part(&book, &layouts::CHILDREN);
    assert_eq!((rows, codes), (vec![1, 2], vec!["column-unknown"]));
    let near = workbook(vec![sheet(
        "DS",
        &[
            &["TT", "Họ và tên", "Thành tihc học tập", "Trường"],
            &["1", "Hoàng A", "Giỏi", "THCS"],
        ],
    )]);
    let (_, _, codes) = part(&near, &layouts::CHILDREN);
    assert_eq!(codes, ["heading-guessed"]);
}

#[test]
fn one_table_with_both_groups() {
    let rows: &[&[&str]] = &[
        &["TT", "Họ và tên", "Năm sinh", "Lớp", "Trường"],
        &["I", "Trẻ em"],
        &["1", "Hoàng A", "2012", "7A", "THCS"],
        &["2", "Lý B", "2012", "7A", "THCS"],
        &["", "Cộng: 2"],
        &["II. Người phụ trách"],
        &["1", "Trần C", "1980", "Giáo viên", "THCS"],
        &["", "Tri Lễ, ngày 12 tháng 8 năm 2024"],
        &["", "Nông D"],
    ];
    let book = workbook(vec![sheet("DS", rows)]);
    let (children, found, _) = part(&book, &layouts::CHILDREN);
    assert_eq!((columns(&children)["class"], found), (3, vec![2, 3]));
    let (caretakers, found, codes) = part(&book, &layouts::CARETAKERS);
    assert_eq!((found, codes), (vec![6], vec!["groups-in-one-table"]));
    assert_eq!(
        (columns(&caretakers)["position"], columns(&caretakers)["workplace"]),
        (3, 4)
    );
}

#[test]
fn both_groups_row_by_row() {
    let book = workbook(vec![sheet(
        "DS",
        &[
            &["TT", "Họ và tên", "Lớp", "Chức vụ", "Điện thoại"],
            &["1", "Hoàng A", "7A", "", ""],
            &["2", "Trần C", "", "Giáo viên", "0900 000 001"],
        ],
    )]);
    assert_eq!(part(&book, &layouts::CHILDREN).1, [1]);
    assert_eq!(part(&book, &layouts::CARETAKERS).1, [2]);
}

#[test]
fn several_tables_below_each_other() {
    let book = workbook(vec![sheet(
        "Tổng hợp",
        &[
            &["I. DANH SÁCH TRẺ EM"],
            &["TT", "Họ và tên", "Lớp"],
            &["1", "Hoàng A", "7A"],
            &["II. DANH SÁCH NGƯỜI PHỤ TRÁCH"],
            &["TT", "Họ và tên", "Chức vụ"],
            &["1", "Trần C", "Giáo viên"],
            &["III. CÂU HỎI"],
            &["TT", "Nội dung", "Chủ đề"],
            &["1", "Bao giờ có bể bơi?", "T2"],
            &["IV. KIẾN NGHỊ"],
            &["TT", "Nội dung", "Chủ đề"],
            &["1", "Kiến nghị xây bể bơi", "T2"],
            &["V. TRẺ EM DỰ PHÒNG"],
            &["TT", "Họ và tên", "Lớp"],
            &["1", "Lý B", "7A"],
        ],
    )]);
    assert_eq!(part(&book, &layouts::CARETAKERS).1, [5]);
    assert_eq!(part(&book, &layouts::QUESTIONS).1, [8]);
    assert_eq!(part(&book, &layouts::RECOMMENDATIONS).1, [11]);
    let (_, rows, codes) = part(&book, &layouts::CHILDREN);
    assert_eq!((rows, codes), (vec![2], vec!["person-reserve"]));
}

#[test]
fn questions_and_recommendations_in_one_table() {
    let beside = workbook(vec![sheet(
        "Nội dung",
        &[
            &["TT", "Câu hỏi", "Kiến nghị"],
            &["1", "Bao giờ có bể bơi?", "Xây bể bơi"],
        ],
    )]);
    let questions = part(&beside, &layouts::QUESTIONS).0;
    let recommendations = part(&beside, &layouts::RECOMMENDATIONS).0;
    assert_eq!((columns(&questions)["text"], columns(&recommendations)["text"]), (1, 2));
    let below = workbook(vec![sheet(
        "Câu hỏi, kiến nghị",
        &[
            &["TT", "Nội dung", "Chủ đề"],
            &["I", "Câu hỏi"],
            &["1", "Bao giờ có bể bơi?", "T2"],
            &["II", "Kiến nghị"],
            &["1", "Kiến nghị xây bể bơi", "T2"],
        ],
    )]);
    assert_eq!(part(&below, &layouts::QUESTIONS).1, [2]);
    assert_eq!(part(&below, &layouts::RECOMMENDATIONS).1, [4]);
}

#[test]
fn texts_below_a_line_without_a_heading() {
    let book = workbook(vec![sheet(
        "DS",
        &[
            &["TT", "Họ và tên", "Lớp"],
            &["1", "Hoàng A", "7A"],
            &["", "CÂU HỎI:"],
            &["", "1. Bao giờ có bể bơi?"],
            &["", "2. Ai dạy chúng em bơi?"],
            &["II", "Kiến nghị"],
            &["1", "Xây cho chúng em bể bơi"],
            &["", "Tri Lễ, ngày 12 tháng 8 năm 2024"],
            &["", "Người lập biểu: Nông Văn Tài"],
        ],
    )]);
    assert_eq!(part(&book, &layouts::CHILDREN).1, [1]);
    assert_eq!(part(&book, &layouts::QUESTIONS).1, [3, 4]);
    assert_eq!(part(&book, &layouts::RECOMMENDATIONS).1, [6]);
}

#[test]
fn a_heading_of_two_fields_is_told() {
    let book = workbook(vec![sheet(
        "DS",
        &[
            &["TT", "Họ và tên", "Năm sinh, giới tính", "Lớp", "Trường"],
            &["1", "Hoàng A", "2012, Nam", "7A", "THCS"],
        ],
    )]);
    assert_eq!(part(&book, &layouts::CHILDREN).2, ["heading-guessed"]);
    let joint = workbook(vec![sheet(
        "DS",
        &[
            &["TT", "Họ và tên", "Chức vụ, đơn vị công tác"],
            &["1", "Trần C", "Giáo viên, Trường THCS Tri Lễ"],
        ],
    )]);
    let (caretakers, _, codes) = part(&joint, &layouts::CARETAKERS);
    assert_eq!((columns(&caretakers)["position_workplace"], codes), (2, vec![]));
}

#[test]
fn a_line_with_the_unit_is_no_heading() {
    let book = workbook(vec![sheet(
        "DS",
        &[
            &["", "DANH SÁCH ĐOÀN"],
            &["", "", "Đơn vị: Xã Tri Lễ, huyện Văn Quan"],
            &["TT", "Họ và tên", "Lớp", "Trường"],
            &["1", "Hoàng A", "7A", "THCS"],
        ],
    )]);
    let (children, rows, _) = part(&book, &layouts::CHILDREN);
    assert_eq!(rows, [3]);
    assert_eq!(
        children.and_then(|part| part.sign).map(|sign| sign.unit).as_deref(),
        Some("06313")
    );
    assert!(part(&book, &layouts::CARETAKERS).0.is_none());
}

#[test]
fn units_by_column_by_block_and_by_sheet() {
    let by_column: &[&[&str]] = &[
        &["TT", "Xã", "Họ và tên", "Lớp"],
        &["1", "Tri Lễ", "Hoàng A", "7A"],
        &["2", "", "Lý B", "7A"],
        &["3", "xã Hữu Lễ", "Nông C", "7A"],
        &["4", "Trấn Yên", "Nông D", "7A"],
    ];
    let by_block: &[&[&str]] = &[
        &["TT", "Họ và tên", "Lớp"],
        &["I. XÃ TRI LỄ"],
        &["1", "Hoàng A", "7A"],
        &["2", "Lý B", "7A"],
        &["II. Xã Hữu Lễ"],
        &["1", "Nông C", "7A"],
    ];
    let of_sheet = |name, rows: &[&[&str]]| {
        let mut all: Vec<&[&str]> = vec![&["UBND HUYỆN VĂN QUAN"], &["TT", "Họ và tên", "Lớp"]];
        all.extend(rows);
        sheet(name, &all)
    };
    let by_sheet = vec![
        of_sheet("Tri Lễ", &[&["1", "Hoàng A", "7A"], &["2", "Lý B", "7A"]]),
        of_sheet("xã Hữu Lễ", &[&["1", "Nông C", "7A"]]),
    ];
    for (book, codes) in [
        (workbook(vec![sheet("DS", by_column)]), vec!["row-unit-unknown"]),
        (workbook(vec![sheet("DS", by_block)]), vec![]),
        (workbook(by_sheet), vec![]),
    ] {
        let (parts, strays) = scan(&book, scope());
        let parts: Vec<Part<'_>> = parts.into_iter().filter(|part| !part.records.is_empty()).collect();
        let of: Vec<(&str, usize)> = parts
            .iter()
            .map(|part| {
                (
                    part.sign.as_ref().map_or("", |sign| sign.unit.as_str()),
                    part.records.len(),
                )
            })
            .collect();
        assert_eq!(of, [("06313", 2), ("06322", 1)]);
        let found: Vec<_> = parts
            .iter()
            .flat_map(|part| &part.findings)
            .chain(&strays)
            .map(|finding| finding.fault.code())
            .collect();
        assert_eq!(found, codes);
    }
}

#[test]
fn copied_old_hidden_and_explaining_sheets() {
    let rows: &[&[&str]] = &[&["TT", "Họ và tên", "Lớp"], &["1", "Hoàng A", "7A"]];
    let others: &[&[&str]] = &[&["TT", "Họ và tên", "Lớp"], &["1", "Lý B", "7A"]];
    let last_year: &[&[&str]] = &[
        &["DANH SÁCH TRẺ EM NĂM 2022"],
        &["TT", "Họ và tên", "Lớp"],
        &["1", "Lý B", "7A"],
    ];
    let mut hidden = sheet("Bản nháp", others);
    hidden.hidden = true;
    for (second, code) in [
        (sheet("2. DS trẻ em (2)", others), "sheet-twice"),
        (sheet("2. DS trẻ em (2)", rows), "sheet-same"),
        (sheet("DS trẻ em cũ", last_year), "sheet-left-out"),
        (sheet("Hướng dẫn", others), "sheet-left-out"),
        (hidden, "sheet-left-out"),
    ] {
        let book = workbook(vec![second, sheet("2. DS trẻ em", rows)]);
        let (found, _, codes) = part(&book, &layouts::CHILDREN);
        assert_eq!(codes, [code]);
        if !["sheet-twice", "sheet-same"].contains(&code) {
            assert_eq!(found.map(|part| part.sheet.name.as_str()), Some("2. DS trẻ em"));
        }
    }
    let only = workbook(vec![sheet("DS", last_year)]);
    assert_eq!(part(&only, &layouts::CHILDREN).2, ["sheet-year"]);
}

#[test]
fn examples_and_remarks_are_no_persons() {
    let book = workbook(vec![sheet(
        "DS",
        &[
            &["TT", "Họ và tên", "Lớp"],
            &["VD", "Nguyễn Văn A", "7A"],
            &["1", "Hoàng A", "7A"],
            &["", "Các em đều khỏe mạnh và tự nguyện tham gia"],
        ],
    )]);
    let (_, rows, codes) = part(&book, &layouts::CHILDREN);
    assert_eq!((rows, codes), (vec![2], vec!["row-example", "row-remark"]));
}

#[test]
fn a_list_in_parts_by_school() {
    let book = workbook(vec![sheet(
        "DS",
        &[
            &["TT", "Họ và tên", "Lớp"],
            &["I. Trường THCS xã Tri Lễ"],
            &["1", "Hoàng A", "7A"],
        ],
    )]);
    let (children, rows, _) = part(&book, &layouts::CHILDREN);
    assert_eq!(rows, [2]);
    let record = &children.unwrap().records[0];
    assert_eq!(record.instead["school"].raw, "Trường THCS xã Tri Lễ");
}

#[test]
fn forms_with_the_value_beside_or_behind_the_label() {
    let beside = workbook(vec![sheet(
        "1",
        &[
            &["Nội dung", "Thông tin", "Hướng dẫn"],
            &["Tên xã (*)", "Xã Tri Lễ", "Đã ghi sẵn"],
            &["Người lập biểu", "", "Họ và tên"],
            &["Số Quyết định thành lập Đoàn", "45", ""],
        ],
    )]);
    let (form, ..) = part(&beside, &layouts::UNIT);
    assert_eq!((columns(&form)["contact_name"], columns(&form)["unit"]), (1, 1));
    let behind = workbook(vec![sheet(
        "1",
        &[
            &["Tên đơn vị: Xã Tri Lễ"],
            &["Người lập biểu: Nông Văn Tài"],
            &["Số Quyết định thành lập Đoàn: 45/QĐ-UBND"],
        ],
    )]);
    let (form, ..) = part(&behind, &layouts::UNIT);
    let form = form.unwrap();
    assert_eq!(form.records[0].instead["decision_number"].raw, "45/QĐ-UBND");
    assert_eq!(form.sign.map(|sign| sign.unit).as_deref(), Some("06313"));
}

#[test]
fn values_that_look_like_totals_and_signatures() {
    let book = workbook(vec![
        sheet(
            "Biểu 4",
            &[
                &["KIẾN NGHỊ CỦA TRẺ EM"],
                &["Nguyện vọng", "Cơ quan trả lời"],
                &["Chúng em kiến nghị hỗ trợ lắp bể bơi.", "Công an huyện"],
                &["Đề nghị mở lớp dạy kỹ năng sống vào dịp hè.", "Lãnh đạo huyện"],
                &["Mong có thêm sách ở thư viện xã.", "Chủ tịch UBND huyện"],
                &["Cộng: 03"],
                &["", "CHỦ TỊCH"],
                &["", "Nông Văn A"],
            ],
        ),
        sheet(
            "Biểu 3",
            &[
                &["NGƯỜI PHỤ TRÁCH"],
                &["Họ và tên", "Chức vụ", "Đơn vị"],
                &["Hoàng A", "Tổng phụ trách Đội", "THCS"],
                &["Lý B", "Hiệu trưởng", "THCS"],
                &["Tổng: 02 người"],
            ],
        ),
    ]);
    assert_eq!(part(&book, &layouts::RECOMMENDATIONS).1, [2, 3, 4]);
    assert_eq!(part(&book, &layouts::CARETAKERS).1, [2, 3]);
}

#[test]
fn of_a_list_without_end_so_many_are_taken_as_no_forum_has() {
    let names: Vec<String> = (1..=700).map(|number| format!("Hoàng Văn {number}")).collect();
    let mut rows: Vec<Vec<&str>> = vec![vec!["Họ và tên", "Lớp"]];
    rows.extend(names.iter().map(|name| vec![name.as_str(), "7A"]));
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let book = workbook(vec![sheet("DS", &rows)]);
    let (_, found, codes) = part(&book, &layouts::CHILDREN);
    assert_eq!((found.len(), codes), (500, vec!["sheet-truncated"]));
}

#[test]
fn labels_that_no_form_has_are_told() {
    let rows: &[&[&str]] = &[
        &["KẾT QUẢ DIỄN ĐÀN CẤP XÃ"],
        &["Ngày tổ chức", "9/8/2024"],
        &["Số trẻ em tham gia", "62"],
        &["Số bạn nhỏ vắng", "3"],
        &["Trong đó nữ", "33"],
        &["Số câu hỏi", "13"],
        &["Lời khen của bà con", "Rất vui"],
        &["Bỏ trống"],
    ];
    let book = workbook(vec![sheet("Kết quả", rows)]);
    let (_, _, codes) = part(&book, &layouts::COMMUNE_FORUM);
    assert_eq!(codes, ["label-unknown"]);
    let parts = scan(&book, scope()).0;
    let told = parts
        .iter()
        .flat_map(|part| &part.findings)
        .find_map(|finding| match &finding.fault {
            Fault::LabelUnknown { labels } => Some(labels.clone()),
            _ => None,
        });
    let labels = "“Số bạn nhỏ vắng” (A4), “Lời khen của bà con” (A7)";
    assert_eq!(told.as_deref(), Some(labels));
}

#[test]
fn the_first_child_is_no_second_row_of_the_heading() {
    let rows: &[&[&str]] = &[
        &["DANH SÁCH TRẺ EM"],
        &["Họ và tên đệm", "Tên", "GT", "Năm học", "Sinh ngày", "Lớp - Trường"],
        &[
            "Chu Thị Minh",
            "Thư",
            "Nữ",
            "2023 - 2024",
            "ngày 30 tháng 6 năm 2010",
            "8 Trường THCS Tri Lễ",
        ],
        &[
            "Hoàng Văn",
            "Chiến",
            "Nam",
            "2023 - 2024",
            "ngày 11 tháng 11 năm 2010",
            "8 Trường THCS Tri Lễ",
        ],
    ];
    let book = workbook(vec![sheet("DS", rows)]);
    let (part, rows, _) = part(&book, &layouts::CHILDREN);
    assert_eq!(rows, [2, 3]);
    let columns = columns(&part);
    assert_eq!((columns["family"], columns["given"], columns["gender"]), (0, 1, 2));
}

#[test]
fn years_under_a_heading_are_its_second_row() {
    let rows: &[&[&str]] = &[
        &["DANH SÁCH TRẺ EM"],
        &["TT", "Họ và tên", "Năm sinh", "Lớp", "Trường", "Thành tích học tập", ""],
        &["", "", "", "", "", "Năm học 2022-2023", "Năm học 2023-2024"],
        &["1", "Nông Thị Ánh", "2011", "7A", "THCS Tri Lễ", "Khá", "Tốt"],
    ];
    let down = (0..5).map(|column| [(1, column), (2, column)]);
    let areas: Vec<_> = down.chain([[(1, 5), (1, 6)]]).collect();
    let book = workbook(vec![merged(sheet("DS", rows), &areas)]);
    let (_, rows, _) = part(&book, &layouts::CHILDREN);
    assert_eq!(rows, [3]);
}
