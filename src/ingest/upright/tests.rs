//! Lists on their side and forms, on sheets made on the spot.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::layouts::{CARETAKERS, CHILDREN};
use super::super::made::{merged, scope, sheet, workbook};
use super::super::parts::{self, Part};
use super::super::versions::within_file;
use super::super::workbook::{Cell, Value};
use super::*;

fn book(sheets: Vec<Sheet>) -> Workbook {
    let mut workbook = workbook(sheets);
    stand(&mut workbook, scope());
    workbook
}

fn part<'a>(book: &'a Workbook, layout: &Layout) -> Option<Part<'a>> {
    let parts = parts::scan(book, scope()).0.into_iter();
    within_file(parts.filter(|part| part.layout.name == layout.name).collect())
}

/// The records of a layout as "field=text@cell", without what says nothing.
fn records(book: &Workbook, layout: &Layout) -> Vec<String> {
    let part = part(book, layout);
    let records = part
        .iter()
        .flat_map(|part| part.records.iter().map(move |record| (part, record)));
    let line = records.map(|(part, record)| {
        let values = record.cells.iter().filter_map(|(key, (row, column))| {
            let cell = part.sheet.at_merged(*row, *column)?;
            let (name, address) = part.sheet.stands_at(*row, *column);
            (*key != "index").then(|| format!("{key}={}@{name}!{address}", cell.text()))
        });
        values.collect::<Vec<_>>().join(" ")
    });
    line.collect()
}

/// The codes of what is said, with the cells.
fn told(book: &Workbook, layout: &Layout) -> Vec<String> {
    let part = part(book, layout);
    let findings = part.iter().flat_map(|part| part.findings.iter());
    let line = |finding: &Finding| {
        let cell = finding.place.cell.as_deref().unwrap_or("-");
        let what = match &finding.fault {
            Fault::ColumnUnknown { columns } => format!(" {columns}"),
            _ => String::new(),
        };
        format!("{}@{cell}{what}", finding.fault.code())
    };
    findings.map(line).collect()
}

const LABELS: [&str; 4] = ["Họ và tên", "Ngày sinh", "Lớp", "Trường"];

fn one(name: &str, class: &str) -> Vec<[String; 2]> {
    let values = [name, "15/3/2011", class, "THCS Tri Lễ"];
    let rows = LABELS.iter().zip(values);
    rows.map(|(label, value)| [(*label).to_owned(), value.to_owned()])
        .collect()
}

fn form(tab: &str, rows: &[[String; 2]]) -> Sheet {
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    sheet(tab, &rows)
}

#[test]
fn a_table_on_its_side() {
    let turned = book(vec![sheet(
        "DS",
        &[
            &["DANH SÁCH TRẺ EM XÃ TRI LỄ"],
            &["", "", "Em 1", "Em 2", "Dự phòng"],
            &["1", "Họ và tên:", "Nông Thị A", "Lý Văn B", "Hứa Văn C"],
            &["2", "Ngày sinhh", "15/3/2011", "", "2012"],
            &["", "KẾT QUẢ HỌC TẬP"],
            &["3", "Lớp", "7A", "7/2", "6A"],
            &["4", "Trường", "THCS Tri Lễ", "THCS Tri Lễ", "THCS Tri Lễ"],
            &["5", "Cân nặng", "40", "41"],
            &["", "Tri Lễ, ngày 12 tháng 8 năm 2024", "", "TM. UBND"],
            &["", "Người lập", "Hứa Văn Nghiệp"],
        ],
    )]);
    assert_eq!(
        records(&turned, &CHILDREN),
        [
            "birth=15/3/2011@DS!C4 class=7A@DS!C6 name=Nông Thị A@DS!C3 school=THCS Tri Lễ@DS!C7",
            "class=7/2@DS!D6 name=Lý Văn B@DS!D3 school=THCS Tri Lễ@DS!D7",
        ]
    );
    let said = told(&turned, &CHILDREN);
    assert_eq!(
        said,
        [
            "heading-guessed@B4",
            "table-sideways@B3",
            "person-reserve@E3",
            "column-unknown@B8 “Cân nặng” (B8)"
        ]
    );
    let children = part(&turned, &CHILDREN).unwrap();
    assert_eq!(children.sign.map(|sign| sign.unit).as_deref(), Some("06313"));
    // The empty birth is looked for where it is to be filled in.
    let birth = children.records[1].cells["birth"];
    assert_eq!(children.sheet.stands_at(birth.0, birth.1), ("DS", "D4".to_owned()));
}

#[test]
fn forms_of_several_sheets_are_one_list() {
    let sheets = vec![
        form("Nông Thị A", &one("Nông Thị A", "7A")),
        form("Lý Văn B", &one("Lý Văn B", "7B")),
        form(
            "Trống",
            &one("", "")
                .iter()
                .map(|row| [row[0].clone(), String::new()])
                .collect::<Vec<_>>(),
        ),
        // A line was deleted, another is written otherwise.
        form(
            "Hứa C",
            &[
                one("Hứa C", "6A")[0].clone(),
                ["Năm sinh".to_owned(), "2012".to_owned()],
                one("", "6A")[2].clone(),
            ],
        ),
    ];
    let book = book(sheets);
    assert_eq!(
        records(&book, &CHILDREN),
        [
            "birth=15/3/2011@Nông Thị A!B2 class=7A@Nông Thị A!B3 name=Nông Thị A@Nông Thị A!B1 school=THCS Tri Lễ@Nông Thị A!B4",
            "birth=15/3/2011@Lý Văn B!B2 class=7B@Lý Văn B!B3 name=Lý Văn B@Lý Văn B!B1 school=THCS Tri Lễ@Lý Văn B!B4",
            "birth=2012@Hứa C!B2 class=6A@Hứa C!B3 name=Hứa C@Hứa C!B1",
        ]
    );
    assert_eq!(told(&book, &CHILDREN), ["forms-joined@A1"]);
    let children = part(&book, &CHILDREN).unwrap();
    let school = children.records[2].cells["school"];
    assert_eq!(children.sheet.stands_at(school.0, school.1), ("Hứa C", "B1".to_owned()));
}

#[test]
fn forms_below_and_beside_each_other() {
    let turned = book(vec![sheet(
        "Phiếu",
        &[
            &["PHIẾU 1", "", "", "PHIẾU 2"],
            &["Họ và tên", "Nông Thị A", "", "Họ và tên", "Lý Văn B"],
            &["Sinh ngày", "15/3/2011", "", "Sinh ngày", "1/4/2011"],
            &["Lớp", "7A", "", "Lớp", "7B"],
            &["Trường", "THCS", "", "Trường", "THCS"],
            &[],
            &["PHIẾU 3"],
            &["Họ và tên", "Hứa Văn C"],
            &["Sinh ngày", "2/5/2012"],
            &["Lớp", "6A"],
            &["Trường", "TH"],
            &["Phụ huynh"],
            &["Họ và tên", "Hứa Văn Cha"],
            &["Năm sinh", "1980"],
            &["Nghề nghiệp", "Nông dân"],
            &["Điện thoại", "0912345678"],
        ],
    )]);
    assert_eq!(
        records(&turned, &CHILDREN),
        [
            "birth=15/3/2011@Phiếu!B3 class=7A@Phiếu!B4 name=Nông Thị A@Phiếu!B2 school=THCS@Phiếu!B5",
            "birth=1/4/2011@Phiếu!E3 class=7B@Phiếu!E4 name=Lý Văn B@Phiếu!E2 school=THCS@Phiếu!E5",
            "birth=2/5/2012@Phiếu!B9 class=6A@Phiếu!B10 name=Hứa Văn C@Phiếu!B8 school=TH@Phiếu!B11",
        ]
    );
    assert_eq!(
        told(&turned, &CHILDREN),
        [
            "forms-joined@A2",
            "column-unknown@A13 “Phụ huynh – Họ và tên” (A13), “Phụ huynh – Năm sinh” (A14), “Phụ huynh – Nghề nghiệp” (A15), “Phụ huynh – Điện thoại” (A16)",
        ]
    );
    assert!(records(&turned, &CARETAKERS).is_empty());
}

#[test]
fn the_next_child_follows_right_behind_the_parents_of_the_last() {
    let mut rows: Vec<[String; 2]> = Vec::new();
    for (name, class) in [("Nông Thị A", "7A"), ("Lý Văn B", "7B")] {
        rows.extend(one(name, class));
        rows.push(["PHỤ HUYNH".to_owned(), String::new()]);
        rows.push(["Họ và tên".to_owned(), "Nông Văn Cha".to_owned()]);
        rows.push(["Năm sinh".to_owned(), "1980".to_owned()]);
    }
    let found = records(&book(vec![form("DS", &rows)]), &CHILDREN);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(
        found[1],
        "birth=15/3/2011@DS!B9 class=7B@DS!B10 name=Lý Văn B@DS!B8 school=THCS Tri Lễ@DS!B11"
    );
}

#[test]
fn labels_with_their_values_and_two_in_a_row() {
    let turned = book(vec![sheet(
        "Sheet1",
        &[
            &["Đơn vị: Xã Tri Lễ"],
            &["Họ và tên: Nông Thị A", "", "Nam/nữ: Nữ"],
            &["Ngày sinh: 15/3/2011 Dân tộc: Nùng"],
            &["Lớp", "7A", "Trường", "THCS Tri Lễ"],
            &["Họ tên cha: Nông Văn Cha", "", "Năm sinh: 1980"],
            &["Thành tích: Tốt"],
            &["Đơn vị: Xã Tri Lễ"],
            &["Họ và tên: Lý Văn B", "", "Nam/nữ: Nam"],
            &["Ngày sinh: ……………", "", ""],
            &["Lớp", "7B", "Trường", "THCS Tri Lễ"],
        ],
    )]);
    assert_eq!(
        records(&turned, &CHILDREN),
        [
            "achievement=Tốt@Sheet1!A6 birth=15/3/2011@Sheet1!A3 class=7A@Sheet1!B4 ethnicity=Nùng@Sheet1!A3 gender=Nữ@Sheet1!C2 name=Nông Thị A@Sheet1!A2 school=THCS Tri Lễ@Sheet1!D4",
            "class=7B@Sheet1!B10 gender=Nam@Sheet1!C8 name=Lý Văn B@Sheet1!A8 school=THCS Tri Lễ@Sheet1!D10",
        ]
    );
    assert_eq!(
        told(&turned, &CHILDREN),
        [
            "forms-joined@A2",
            "column-unknown@A5 “Họ tên cha” (A5), “Họ tên cha – Năm sinh” (C5)"
        ]
    );
}

#[test]
fn labels_of_two_levels_and_merged_values() {
    let rows: &[&[&str]] = &[
        &["Họ và tên", "", "Nông Thị A", "Lý Văn B", "Hứa C"],
        &["Năm sinh", "Nam", "", "2011"],
        &["", "Nữ", "2012", "", "2011"],
        &["Học sinh", "Lớp", "7A", "7B", "6A"],
        &["", "Trường", "THCS Tri Lễ"],
    ];
    let areas = [[(0, 0), (0, 1)], [(1, 0), (2, 0)], [(3, 0), (4, 0)], [(4, 2), (4, 4)]];
    let turned = book(vec![merged(sheet("DS trẻ em", rows), &areas)]);
    assert_eq!(
        records(&turned, &CHILDREN),
        [
            "class=7A@DS trẻ em!C4 female=2012@DS trẻ em!C3 name=Nông Thị A@DS trẻ em!C1 school=THCS Tri Lễ@DS trẻ em!C5",
            "class=7B@DS trẻ em!D4 male=2011@DS trẻ em!D2 name=Lý Văn B@DS trẻ em!D1 school=THCS Tri Lễ@DS trẻ em!C5",
            "class=6A@DS trẻ em!E4 female=2011@DS trẻ em!E3 name=Hứa C@DS trẻ em!E1 school=THCS Tri Lễ@DS trẻ em!C5",
        ]
    );
}

#[test]
fn grown_ups_need_a_word_that_they_are_meant() {
    let rows: &[&[&str]] = &[
        &["Họ và tên", "Hứa Văn Nghiệp"],
        &["Chức vụ", "Công chức"],
        &["Đơn vị công tác", "UBND xã Tri Lễ"],
        &["Điện thoại", "0912345678"],
    ];
    assert!(records(&book(vec![sheet("Liên hệ", rows)]), &CARETAKERS).is_empty());
    let found = records(&book(vec![sheet("Người phụ trách", rows)]), &CARETAKERS);
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("phone=0912345678@Người phụ trách!B4"), "{found:?}");
}

#[test]
fn nobody_is_lost_and_nobody_made_up() {
    // The second has no name; the third nothing but a name; the last column is a remark.
    let turned = book(vec![sheet(
        "DS",
        &[
            &["Họ và tên", "Nông Thị A", "", "Lý Văn B", "Hứa C", ""],
            &["Ngày sinh", "1/1/2011", "2/2/2011", "3/3/2011", "", "xem lại"],
            &["Lớp", "7A", "7B", "7C", ""],
            &["Trường", "THCS", "THCS", "THCS", ""],
        ],
    )]);
    let found = records(&turned, &CHILDREN);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(found[1], "birth=2/2/2011@DS!C2 class=7B@DS!C3 school=THCS@DS!C4");
    assert_eq!(found[3], "name=Hứa C@DS!E1");
}

#[test]
fn what_is_no_list_stays_as_it_was() {
    let labels: &[&[&str]] = &[
        &["Họ và tên trẻ", "Nông Thị A"],
        &["Ngày sinh", "1/1/2011"],
        &["Lớp", "7A"],
        &["Trường", "THCS"],
    ];
    for title in ["PHIẾU ĐỒNG Ý", "BÀI THAM LUẬN", "CÂU HỎI CỦA TRẺ EM"] {
        let title = [title];
        let mut rows = vec![&title[..]];
        rows.extend(labels);
        let book = book(vec![sheet("Sheet1", &rows)]);
        assert_eq!((book.sheets.len(), book.sheets[0].cells.len()), (1, 9), "{title:?}");
    }
    let mut rows = labels.to_vec();
    rows.extend([
        &[][..],
        &["TT", "Họ và tên", "Lớp", "Trường"],
        &["1", "Lý Văn B", "7A", "THCS"],
    ]);
    assert_eq!(book(vec![sheet("Sheet1", &rows)]).sheets.len(), 1);
}

#[test]
fn forms_of_several_units_are_as_many_lists() {
    let titled = |tab: &str, title: &str, name: &str| {
        let mut rows = vec![[title.to_owned(), String::new()]];
        rows.extend(one(name, "7A"));
        form(tab, &rows)
    };
    let book = book(vec![
        titled("1", "UBND XÃ TRI LỄ", "Nông Thị A"),
        titled("2", "UBND XÃ HỮU LỄ", "Lý Văn B"),
        titled("3", "UBND XÃ TRI LỄ", "Hứa Văn C"),
        titled("4", "PHIẾU", "Bàn Văn D"),
    ]);
    let parts = parts::scan(&book, scope()).0;
    let found: Vec<(Option<&str>, usize)> = parts
        .iter()
        .map(|part| (part.sign.as_ref().map(|sign| sign.unit.as_str()), part.records.len()))
        .collect();
    assert_eq!(found, [(Some("06313"), 2), (Some("06322"), 1), (None, 1)]);
}

proptest! {
    #[test]
    fn any_table_reads_the_same_on_its_side(
        names in proptest::collection::vec("(Nông|Lý|Hứa) (Thị|Văn) (Ánh|Bảo|Mai|Sơn)", 2..8),
        class in "[5-9][ABC]",
        above in 0_u32..4,
        left in 0_u32..3,
    ) {
        let mut turned = Sheet { name: "DS".to_owned(), ..Sheet::default() };
        let mut put = |row: u32, column: u32, text: &str| {
            let number = text.parse::<f64>().ok();
            let cell = Cell {
                raw: text.to_owned(),
                value: number.map_or(Value::Text, Value::Number),
                legacy_font: None,
                struck: false,
                hints: Default::default(),
            };
            turned.cells.insert((row + above, column + left), cell);
        };
        for (row, label) in (0..).zip(LABELS) {
            put(row, 0, label);
        }
        for (column, name) in (1..).zip(&names) {
            for (row, value) in (0..).zip([name.as_str(), "2011", &class, "THCS Tri Lễ"]) {
                put(row, column, value);
            }
        }
        let book = book(vec![turned]);
        let found = records(&book, &CHILDREN);
        let expected: Vec<String> = (1..).zip(&names).map(|(column, name)| {
            let at = |row: u32| super::super::workbook::address(row + above, column + left);
            format!(
                "birth=2011@DS!{} class={class}@DS!{} name={name}@DS!{} school=THCS Tri Lễ@DS!{}",
                at(1), at(2), at(0), at(3),
            )
        }).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn no_value_vanishes(grid in proptest::collection::vec(proptest::collection::vec(0_usize..16, 5), 1..24)) {
        const WORDS: [&str; 11] = [
            "Họ và tên", "Ngày sinh:", "Lớp", "Trường", "Thành tích: 7", "Sở thích", "Phụ huynh", "Họ tên cha", "Chức vụ",
            "Đơn vị: Xã Tri Lễ", "PHIẾU",
        ];
        let mut typed = Sheet { name: "DS".to_owned(), ..Sheet::default() };
        for (row, cells) in (0..).zip(&grid) {
            for (column, word) in (0..).zip(cells) {
                let raw = match WORDS.get(*word) {
                    Some(word) => (*word).to_owned(),
                    None if *word < 14 => format!("Nông Văn {row}{column}"),
                    None => continue,
                };
                let cell = Cell { raw, value: Value::Text, legacy_font: None, struck: false, hints: Default::default() };
                typed.cells.insert((row, column), cell);
            }
        }
        let before = typed.clone();
        let after = book(vec![typed]);
        let mut there: BTreeMap<String, usize> = BTreeMap::new();
        for cell in after.sheets.iter().flat_map(|sheet| sheet.cells.values()) {
            *there.entry(cell.raw.clone()).or_default() += 1;
        }
        for ((row, column), cell) in &before.cells {
            // Labels above one another are joined, and their colons go.
            let kept = there.keys().any(|text| text.contains(cell.raw.trim_end_matches(':'))) || cell.raw.contains(": ");
            prop_assert!(kept, "{row} {column} {}", cell.raw);
        }
        for sheet in after.sheets.iter().filter(|sheet| sheet.sources.is_some()) {
            for ((row, column), cell) in &sheet.cells {
                let (_, address) = sheet.stands_at(*row, *column);
                let source = before.cells.iter().find(|((row, column), _)| super::super::workbook::address(*row, *column) == address);
                // A text that was joined stands at one of its cells.
                let is_part = |source: &str| source.contains(cell.raw.as_str()) || cell.raw.contains(source.trim_end_matches(':'));
                let made = *column == 0 || source.is_some_and(|(_, source)| is_part(&source.raw) || cell.raw.contains(" – "));
                prop_assert!(made, "{row} {column} {} is not at {address}", cell.raw);
            }
        }
    }

    #[test]
    fn a_table_as_usual_stays_as_it_was(
        order in Just(vec!["TT", "Họ và tên", "Ngày sinh", "Lớp", "Trường", "Thành tích", "Ghi chú"]).prop_shuffle(),
        grid in proptest::collection::vec(proptest::collection::vec(0_usize..20, 7), 1..12),
    ) {
        const WORDS: [&str; 16] = [
            "Nông Văn An", "Lớp 7A", "Trường THCS xã Tri Lễ", "Lớp: 7A", "Ngày sinh: 2011", "Trường: THCS Tri Lễ", "Tốt",
            "Họ và tên: Lý Văn Bảo", "Thành tích: Khá", "Đặt câu hỏi", "Dân tộc: Nùng", "2011", "Chức vụ: lớp trưởng", "Lớp",
            "Điện thoại: 0912345678", "Trường",
        ];
        let mut rows: Vec<Vec<&str>> = vec![order];
        rows.extend(grid.iter().map(|row| row.iter().map(|word| WORDS.get(*word).copied().unwrap_or("")).collect()));
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let before = sheet("DS trẻ em", &rows);
        let after = book(vec![before.clone()]);
        prop_assert_eq!(after.sheets.len(), 1);
        prop_assert_eq!(&after.sheets[0].cells, &before.cells);
    }
}
