//! What is written reads back as itself, and the same book gives the same bytes.

use std::collections::BTreeMap;
use std::io::Read as _;

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::document::{Cell, CellKind, Column, Row, Table, Value};
use crate::ingest::workbook::{self, Workbook};

fn cell(text: &str) -> Cell {
    Cell {
        text: text.to_owned(),
        span: 1,
        ..Cell::default()
    }
}

fn number(number: f64) -> Cell {
    Cell {
        value: Some(Value::Number(number)),
        ..cell(&number.to_string())
    }
}

fn column(key: &str, heading: &[&str], kind: CellKind) -> Column {
    Column {
        key: key.to_owned(),
        heading: heading.iter().map(|level| (*level).to_owned()).collect(),
        width: 10.0,
        kind,
        ..Column::default()
    }
}

fn record(id: Option<&str>, cells: Vec<Cell>) -> Row {
    Row::Record {
        id: id.map(str::to_owned),
        cells,
    }
}

fn book(sheets: Vec<Sheet>) -> Book {
    Book {
        title: "Tổng hợp Diễn đàn".to_owned(),
        subject: "Danh sách".to_owned(),
        date: date(2024, 9, 20),
        meta: Vec::new(),
        sheets,
        notices: vec!["Số liệu minh họa".to_owned()],
    }
}

fn sheet(name: &str, tables: Vec<Table>) -> Sheet {
    Sheet {
        name: name.to_owned(),
        title: None,
        landscape: true,
        note: None,
        tables,
    }
}

fn children() -> Table {
    Table {
        name: "tre-em".to_owned(),
        title: Some("DANH SÁCH TRẺ EM".to_owned()),
        columns: vec![
            column("stt", &["TT"], CellKind::Number),
            column("name", &["Họ và tên"], CellKind::Text),
            column("class", &["Học sinh", "Lớp"], CellKind::Text),
            column("school", &["Học sinh", "Trường"], CellKind::Text),
            column("birth", &["Ngày sinh"], CellKind::Date),
            column("phone", &["Điện thoại"], CellKind::Text),
            column("money", &["Kinh phí"], CellKind::Money),
            column("share", &["Tỷ lệ"], CellKind::Percent),
        ],
        rows: vec![
            Row::Group {
                level: 1,
                text: "Xã Tri Lễ (02 trẻ em)".to_owned(),
            },
            record(
                None,
                vec![
                    number(1.0),
                    cell("Hoàng Thị Ánh"),
                    cell("7A"),
                    cell("=1+1"),
                    Cell {
                        value: Some(Value::Date(2012, 6, 17)),
                        ..cell("17/6/2012")
                    },
                    cell("0912345678"),
                    number(1_500_000.0),
                    number(0.333),
                ],
            ),
            Row::Total {
                cells: vec![
                    Cell {
                        span: 6,
                        ..cell("Tổng cộng")
                    },
                    number(1_500_000.0),
                    number(1.0),
                ],
            },
        ],
        empty: None,
    }
}

fn replies() -> Table {
    let status = ["Chưa trả lời", "Tiếp tục xem xét, thực hiện"];
    Table {
        name: "tra-loi".to_owned(),
        columns: vec![
            column("text", &["Nội dung kiến nghị"], CellKind::Text),
            Column {
                input: true,
                ..column("reply", &["Trả lời", "Nội dung"], CellKind::Text)
            },
            Column {
                input: true,
                choices: status.iter().map(|choice| (*choice).to_owned()).collect(),
                ..column("status", &["Trả lời", "Tình trạng"], CellKind::Text)
            },
            Column {
                input: true,
                ..column("reply_date", &["Ngày"], CellKind::Date)
            },
        ],
        rows: vec![record(
            Some("06313-kn-1"),
            vec![cell("Sửa đường"), cell(""), cell("Chưa trả lời"), cell("")],
        )],
        ..Table::default()
    }
}

fn read(book: &Book) -> Workbook {
    workbook::read("x.xlsx", &write(book).expect("written")).expect("read")
}

/// The parts of the file, to look at what the reader does not tell.
fn parts(book: &Book) -> BTreeMap<String, String> {
    let bytes = write(book).expect("written");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            (part.name().expect("a name").into_owned(), text)
        })
        .collect()
}

#[test]
fn the_same_book_gives_the_same_bytes() {
    let book = Book {
        meta: vec![("kind".to_owned(), "tra-loi".to_owned())],
        ..book(vec![
            sheet("Trẻ em", vec![children()]),
            sheet("Trả lời", vec![replies()]),
        ])
    };
    let bytes = write(&book).unwrap();
    // The time of day would differ by now if it went into the file.
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(bytes, write(&book).unwrap());
}

#[test]
fn cells_have_the_type_of_their_column() {
    let read = read(&book(vec![sheet("Trẻ em", vec![children()])]));
    let sheet = &read.sheets[0];
    let at = |row, column| sheet.at(row, column).unwrap();
    assert_eq!(at(0, 0).raw, "DANH SÁCH TRẺ EM");
    assert_eq!(at(1, 0).raw, "Số liệu minh họa");
    assert_eq!((at(2, 2).raw.as_str(), at(3, 3).raw.as_str()), ("Học sinh", "Trường"));
    assert_eq!(at(4, 0).raw, "Xã Tri Lễ (02 trẻ em)");
    assert_eq!(at(5, 0).value, workbook::Value::Number(1.0));
    assert_eq!((at(5, 3).raw.as_str(), at(5, 3).value), ("=1+1", workbook::Value::Text));
    let workbook::Value::Date { at: birth, .. } = at(5, 4).value else {
        panic!("{:?}", at(5, 4))
    };
    assert_eq!(birth.date(), date(2012, 6, 17));
    assert_eq!(
        (at(5, 5).raw.as_str(), at(5, 5).value),
        ("0912345678", workbook::Value::Text)
    );
    assert_eq!(at(5, 6).value, workbook::Value::Number(1_500_000.0));
    assert_eq!(at(6, 0).raw, "Tổng cộng");
    assert_eq!(at(6, 7).value, workbook::Value::Number(1.0));
    // Merged cells only above the records.
    assert!(sheet.merges.iter().all(|area| area.end.0 < 4), "{:?}", sheet.merges);
}

#[test]
fn a_sheet_prints_on_a4_with_its_headings_on_every_page() {
    let parts = parts(&book(vec![sheet("Trẻ em", vec![children()])]));
    let sheet = &parts["xl/worksheets/sheet1.xml"];
    for needle in [
        r#"paperSize="9""#,
        r#"orientation="landscape""#,
        r#"fitToHeight="0""#,
        r#"ySplit="4""#,
        "Trang &amp;P/&amp;N",
        "Số liệu minh họa",
        r#"autoFilter ref="A4:H6""#,
        r#"numberStoredAsText="1""#,
    ] {
        assert!(sheet.contains(needle), "{needle}");
    }
    assert!(
        parts["xl/workbook.xml"].contains("'Trẻ em'!$3:$4"),
        "{}",
        parts["xl/workbook.xml"]
    );
    assert!(parts["docProps/core.xml"].contains("<dc:creator>diendan</dc:creator>"));
    assert!(parts["docProps/core.xml"].contains("2024-09-20T00:00:00Z"));
}

#[test]
fn a_sheet_to_fill_in_is_protected_and_known_again() {
    let book = Book {
        meta: vec![
            ("kind".to_owned(), "tra-loi".to_owned()),
            ("key".to_owned(), "GDDT".to_owned()),
        ],
        ..book(vec![sheet("Trả lời", vec![replies()])])
    };
    let back = read(&book);
    let meta = |key: &str| back.meta.get(key).map(String::as_str);
    assert_eq!((meta("kind"), meta("key")), (Some("tra-loi"), Some("GDDT")));
    assert_eq!(
        (meta("table.1"), meta("table.1.sheet")),
        (Some("tra-loi"), Some("Trả lời"))
    );
    assert_eq!(meta("table.1.id"), Some("A3"));
    assert_eq!(
        (meta("table.1.cell.reply"), meta("table.1.heading.reply")),
        (Some("C4"), Some("Nội dung"))
    );
    let first = &back.sheets[0];
    assert!(first.column_is_hidden(0));
    assert_eq!(first.at(4, 0).unwrap().raw, "06313-kn-1");
    assert_eq!(first.at(4, 3).unwrap().raw, "Chưa trả lời");
    assert_eq!(back.sheets[1].name, CHOICES_SHEET);
    assert!(back.sheets[1].hidden);
    assert_eq!(back.sheets[1].at(1, 0).unwrap().raw, "Tiếp tục xem xét, thực hiện");

    let parts = parts(&book);
    let xml = &parts["xl/worksheets/sheet1.xml"];
    assert!(xml.contains("<sheetProtection"));
    assert!(
        xml.contains("<formula1>DM_1</formula1>") && xml.contains(r#"sqref="D5""#),
        "{xml}"
    );
    assert!(parts["xl/workbook.xml"].contains(r#"state="veryHidden""#));
}

#[test]
fn a_long_text_is_cut_and_reported() {
    let long = "ắ".repeat(LIMIT + 10);
    let table = Table {
        rows: vec![record(None, vec![cell(&long)])],
        ..simple()
    };
    let book = book(vec![sheet("Dài", vec![table])]);
    let back = read(&book);
    let raw = &back.sheets[0].at(3, 0).unwrap().raw;
    assert_eq!(raw.chars().count(), LIMIT);
    assert!(raw.ends_with(" […]"));
    let losses = losses(&book, "out/xlsx/x.xlsx");
    assert_eq!(losses.len(), 1);
    assert_eq!(losses[0].place.cell.as_deref(), Some("A4"));
    assert_eq!(losses[0].place.sheet.as_deref(), Some("Dài"));
    let short = super::tests::book(vec![sheet("Ngắn", vec![simple()])]);
    assert!(super::losses(&short, "x.xlsx").is_empty());
}

#[test]
fn names_of_sheets_are_fit_and_different() {
    let names = [
        "Kiến nghị/2024: [A]*?",
        "kiến nghị-2024- -A---",
        "",
        "'_Meta'",
        "History",
        &"Rất dài ".repeat(9),
        &"Rất dài ".repeat(9),
    ];
    let book = book(names.iter().map(|name| sheet(name, vec![simple()])).collect());
    let names: Vec<String> = read(&book).sheets.iter().map(|sheet| sheet.name.clone()).collect();
    assert_eq!(names[0], "Kiến nghị-2024- -A---");
    assert_eq!(names[1], "kiến nghị-2024- -A--- (2)");
    assert_eq!(names[3], "_Meta (2)");
    assert_eq!(names.len(), 7);
    assert!(names.iter().all(|name| name.encode_utf16().count() <= 31));
}

#[test]
fn odd_tables_are_written() {
    let no_columns = Table {
        rows: vec![Row::Group {
            level: 3,
            text: "x".to_owned(),
        }],
        ..Table::default()
    };
    let ragged = Table {
        rows: vec![
            record(None, vec![]),
            record(None, vec![Cell { span: 0, ..cell("a") }, cell("b"), cell("c")]),
        ],
        empty: Some("Không có.".to_owned()),
        ..simple()
    };
    let not_numbers = Table {
        columns: vec![column("n", &[], CellKind::Number), column("d", &[], CellKind::Date)],
        rows: vec![record(
            None,
            vec![
                number(f64::NAN),
                Cell {
                    value: Some(Value::Date(1800, 2, 30)),
                    ..cell("30/2/1800")
                },
            ],
        )],
        ..Table::default()
    };
    let none = Table {
        rows: Vec::new(),
        empty: Some("Không có.".to_owned()),
        ..simple()
    };
    let all = vec![no_columns, ragged, not_numbers, none];
    for table in &all {
        write(&book(vec![sheet("A", vec![table.clone()])])).expect("written alone");
    }
    let back = read(&book(vec![sheet("A", all), sheet("B", Vec::new())]));
    assert!(back.sheets[0].cells.values().any(|cell| cell.raw == "30/2/1800"));
    assert!(back.sheets[0].cells.values().any(|cell| cell.raw == "Không có."));
    write(&book(Vec::new())).expect("written without sheets");
}

fn simple() -> Table {
    Table {
        columns: vec![column("a", &["Nội dung"], CellKind::Text)],
        rows: vec![record(None, vec![cell("a")])],
        ..Table::default()
    }
}

/// Writes the texts as one column and reads them back.
fn round_trip(texts: &[String]) -> Vec<String> {
    let rows = texts.iter().map(|text| record(None, vec![cell(text)])).collect();
    let back = read(&book(vec![sheet("A", vec![Table { rows, ..simple() }])]));
    let cells = &back.sheets[0];
    (0..texts.len() as u32)
        .map(|row| cells.at(row + 3, 0).map(|cell| cell.raw.clone()).unwrap_or_default())
        .collect()
}

#[test]
fn awkward_texts_read_back_as_themselves() {
    let texts = [
        "_x0041_",
        "_x005F_",
        "_x005F_x0041_",
        "a_x000D_b",
        "_x0041",
        " trước và sau ",
        "\n",
        "một\nhai\n",
        "\t",
        "=1+1",
        "+84",
        "-",
        "@x",
        "'0912",
        "<r>",
        "</r>",
        "<r><t>x</t></r>",
        "<r>_x0041_ &amp; </r>",
        "<r> x </r>",
        "&lt;",
        "]]>",
        "\u{a0}x\u{a0}",
        "\u{3000}",
        "\u{feff}x",
        "0912345678",
        "1e5",
        "TRUE",
        "#N/A",
        "ð\u{323}\u{301}",
        "😀",
        "\u{2028}",
        "http://x.vn",
        "{=A1}",
        "mailto:a@b.vn",
        "\u{fffd}",
        "\u{10ffff}",
        "\u{e000}",
    ];
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    assert_eq!(round_trip(&texts), texts);
}

#[test]
fn what_xml_cannot_hold_is_dropped() {
    let texts = ["a\0b", "a\u{1b}b", "a\r\nb\rc", "a\u{85}b", "\u{fffe}", "\u{7f}"].map(str::to_owned);
    assert_eq!(round_trip(&texts), ["ab", "ab", "a\nb\nc", "ab", "", ""]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_text_reads_back_as_itself(texts in proptest::collection::vec(any::<String>(), 1..40)) {
        let expected: Vec<String> = texts.iter().map(|text| text::fit(text).0).collect();
        prop_assert_eq!(round_trip(&texts), expected);
    }

    #[test]
    fn texts_like_markup_read_back_as_themselves(
        texts in proptest::collection::vec("(_x|00|4|1|_| |\n|<|>|r|/|&|;|amp|x000D|5F|ế|😀){0,12}", 1..40)
    ) {
        prop_assert_eq!(round_trip(&texts), texts);
    }

    #[test]
    fn every_name_of_a_sheet_is_taken(names in proptest::collection::vec(any::<String>(), 1..6)) {
        let book = book(names.iter().map(|name| sheet(name, vec![simple()])).collect());
        prop_assert_eq!(read(&book).sheets.len(), names.len());
    }
}
