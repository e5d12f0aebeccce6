//! Reply workbooks as the program makes them, filled in as people do.

use jiff::civil::date;

use super::layout::position;
use super::*;
use crate::document::{Cell as Printed, CellKind, Column, Row as TableRow, Table, Value as Behind};
use crate::ingest::workbook;
use crate::model::yaml;
use crate::sheets::{self, Book};

/// What somebody wrote into a row: id, reply, state, number, date, who.
type Line<'a> = [&'a str; 6];

fn forum() -> ForumFile {
    yaml::read(include_str!("../../../inputs/forum.yaml")).unwrap()
}

fn dossiers() -> Vec<Dossier> {
    let text = r#"
schema: 1
unit: {code: "06313", type: xa, name: Tri Lễ}
questions:
  - {id: 06313-ch-1, text: Bao giờ có thư viện?, agency: GDDT}
recommendations:
  - {id: 06313-kn-1, text: Xây sân chơi, agency: GDDT, status: chua-tra-loi}
  - {id: 06313-kn-2, text: Lắp đèn đường, agency: CA, cooperating: [GDDT], status: chua-tra-loi}
  - {id: 06313-kn-3, text: Dạy bơi, agency: CA, status: chua-tra-loi}
"#;
    vec![yaml::read(text).unwrap()]
}

fn table(lines: &[Line<'_>]) -> Table {
    let cell = |text: &str| Printed {
        text: text.to_owned(),
        span: 1,
        ..Printed::default()
    };
    let columns = [
        ("text", "Nội dung", CellKind::Text),
        ("reply", "Nội dung trả lời", CellKind::Text),
        ("status", "Tình trạng", CellKind::Text),
        ("reply_number", "Số, ký hiệu", CellKind::Text),
        ("reply_date", "Ngày văn bản", CellKind::Date),
        ("answered_by", "Người trả lời", CellKind::Text),
    ];
    let column = |(key, heading, kind): (&str, &str, CellKind)| Column {
        key: key.to_owned(),
        heading: vec![heading.to_owned()],
        kind,
        input: key != "text",
        ..Column::default()
    };
    let row = |line: &Line<'_>| {
        let mut cells: Vec<Printed> = std::iter::once("…")
            .chain(line[1..].iter().copied())
            .map(cell)
            .collect();
        if line[4] == "ngày" {
            cells[4].value = Some(Behind::Date(2024, 9, 20));
        }
        TableRow::Record {
            id: Some(line[0].to_owned()).filter(|id| !id.is_empty()),
            cells,
        }
    };
    Table {
        name: "tra-loi-kien-nghi".to_owned(),
        columns: columns.map(column).to_vec(),
        rows: lines.iter().map(row).collect(),
        ..Table::default()
    }
}

fn filled(file: &str, key: &str, lines: &[Line<'_>]) -> Workbook {
    let meta = [("kind", "tra-loi"), ("key", key), ("version", "1")];
    let book = Book {
        title: "Trả lời".to_owned(),
        subject: String::new(),
        date: date(2024, 9, 1),
        meta: meta.map(|(key, value)| (key.to_owned(), value.to_owned())).to_vec(),
        sheets: vec![sheets::Sheet {
            name: "Kiến nghị".to_owned(),
            title: None,
            tables: vec![table(lines)],
            ..sheets::Sheet::default()
        }],
        notices: Vec::new(),
    };
    workbook::read(file, &sheets::write(&book).unwrap()).unwrap()
}

fn take(workbooks: &[Workbook]) -> Returned {
    let mut returned = Returned::default();
    returned.take(workbooks.iter(), &forum(), &dossiers());
    returned
}

fn codes(returned: &Returned) -> Vec<&'static str> {
    returned.findings.iter().map(|finding| finding.fault.code()).collect()
}

const ANSWERED: Line<'_> = [
    "06313-kn-1",
    "Sẽ xây trong\nnăm 2025.",
    "đã trả lời bằng văn bản",
    "45/GDĐT",
    "ngày",
    "Trưởng phòng",
];

#[test]
fn a_filled_row_becomes_a_reply_with_its_cells() {
    let returned = take(&[filled(
        "returned/gddt.xlsx",
        "gddt",
        &[
            ["06313-kn-9", "", "Chưa trả lời", "", "", ""],
            ["06313-ch-1", "Đầu năm học tới.", "Đã trả lời tại Diễn đàn", "", "", ""],
            ANSWERED,
        ],
    )]);
    assert_eq!(codes(&returned), Vec::<&str>::new());
    assert_eq!(returned.replies.len(), 2);
    let reply = &returned.replies[1];
    assert_eq!((reply.id.as_str(), reply.agency.as_str()), ("06313-kn-1", "GDDT"));
    assert_eq!(reply.text.as_deref(), Some("Sẽ xây trong\nnăm 2025."));
    assert_eq!(reply.status, Some(ReplyStatus::DaTraLoiBangVanBan));
    assert_eq!(reply.number.as_deref(), Some("45/GDĐT"));
    assert_eq!(reply.date, Some(date(2024, 9, 20)));
    assert_eq!(reply.answered_by.as_deref(), Some("Trưởng phòng"));

    let origin = &returned.provenance["units/06313/recommendations/06313-kn-1/reply"];
    assert_eq!(
        (origin.file.as_str(), origin.sheet.as_str(), origin.cell.as_str()),
        ("returned/gddt.xlsx", "Kiến nghị", "C5")
    );
    let paths: Vec<&str> = returned.provenance.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "units/06313/questions/06313-ch-1/answer",
            "units/06313/recommendations/06313-kn-1/answered_by",
            "units/06313/recommendations/06313-kn-1/reply",
            "units/06313/recommendations/06313-kn-1/reply_date",
            "units/06313/recommendations/06313-kn-1/reply_number",
            "units/06313/recommendations/06313-kn-1/status",
        ]
    );

    let mut dossiers = dossiers();
    lay_on(&mut dossiers, &returned.replies);
    assert_eq!(dossiers[0].questions[0].answer.as_deref(), Some("Đầu năm học tới."));
    let recommendation = &dossiers[0].recommendations[0];
    assert_eq!(recommendation.status, ReplyStatus::DaTraLoiBangVanBan);
    assert_eq!(recommendation.reply_number.as_deref(), Some("45/GDĐT"));
    assert_eq!(dossiers[0].recommendations[1].reply, None);
}

#[test]
fn rows_and_columns_may_move() {
    let mut workbook = filled(
        "returned/a.xlsx",
        "GDDT",
        &[["06313-kn-2", "", "", "", "", ""], ANSWERED],
    );
    let sheet = &mut workbook.sheets[0];
    sheet.name = "Trang tính khác".to_owned();
    sheet.cells = std::mem::take(&mut sheet.cells)
        .into_iter()
        .map(|((row, column), cell)| ((row + 2, if column > 1 { column + 3 } else { column }), cell))
        .collect();
    let returned = take(&[workbook]);
    assert_eq!(codes(&returned), Vec::<&str>::new());
    assert_eq!(returned.replies[0].number.as_deref(), Some("45/GDĐT"));
}

#[test]
fn what_is_wrong_in_a_row_is_said_and_the_rest_goes_on() {
    let returned = take(&[filled(
        "returned/ca.xlsx",
        "CA",
        &[
            ["06313-kn-8", "Trả lời", "", "", "", ""],
            ["", "Trả lời", "", "", "", ""],
            ["06313-kn-2", "Sẽ lắp đèn.", "", "", "hôm qua", ""],
            ["06313-kn-3", "Sẽ dạy bơi.", "xong rồi", "", "31/02/2024", ""],
            ["06313-ch-1", "", "Đã trả lời tại Diễn đàn", "", "", ""],
        ],
    )]);
    assert_eq!(
        codes(&returned),
        [
            "reply-id-unknown",
            "reply-without-id",
            "value-unclear",
            "reply-without-status",
            "reply-status-unknown",
            "value-unclear",
            "reply-without-text",
            "reply-of-other-agency",
        ]
    );
    assert_eq!(returned.findings[4].place.cell.as_deref(), Some("D6"));
    assert_eq!(returned.findings[4].unit.as_deref(), Some("06313"));
    assert_eq!(returned.replies.len(), 3);
    assert_eq!(returned.replies[1].text.as_deref(), Some("Sẽ lắp đèn."));
}

#[test]
fn the_leading_agency_speaks_and_the_later_file_of_one_agency() {
    let own = |text| ["06313-kn-2", text, "Tiếp tục xem xét, thực hiện", "", "", ""];
    let returned = take(&[
        filled("returned/a.xlsx", "CA", &[own("Một.")]),
        filled("returned/b.xlsx", "CA", &[own("Hai.")]),
        filled(
            "returned/c.xlsx",
            "CA",
            &[own("Hai."), ["06313-kn-3", "", "Chưa trả lời", "", "", ""]],
        ),
        filled("returned/d.xlsx", "GDDT", &[own("Ba.")]),
    ]);
    assert_eq!(
        codes(&returned),
        ["returned-twice", "reply-conflict", "returned-twice", "reply-conflict"]
    );
    assert_eq!(returned.replies.len(), 1);
    assert_eq!(returned.replies[0].text.as_deref(), Some("Hai."));
    assert_eq!(
        returned.provenance["units/06313/recommendations/06313-kn-2/reply"].file,
        "returned/b.xlsx"
    );
}

#[test]
fn files_that_are_no_reply_workbooks_are_said_to_be() {
    let changed = |change: fn(&mut Workbook)| {
        let mut workbook = filled("returned/x.xlsx", "GDDT", &[ANSWERED]);
        change(&mut workbook);
        let returned = take(&[workbook]);
        assert!(returned.replies.is_empty());
        codes(&returned)
    };
    assert_eq!(changed(|workbook| workbook.meta.clear()), ["returned-not-ours"]);
    assert_eq!(
        changed(|workbook| drop(workbook.meta.insert("form".to_owned(), "x".to_owned()))),
        ["returned-form"]
    );
    assert_eq!(
        changed(|workbook| drop(workbook.meta.insert("kind".to_owned(), "cham-diem".to_owned()))),
        ["returned-kind-unknown"]
    );
    assert_eq!(
        changed(|workbook| drop(workbook.meta.insert("key".to_owned(), "KHONGCO".to_owned()))),
        ["returned-agency-unknown"]
    );
    assert_eq!(changed(|workbook| workbook.sheets.clear()), ["returned-table-missing"]);
    assert_eq!(
        changed(|workbook| drop(workbook.sheets[0].cells.remove(&(1, 0)))),
        ["returned-table-missing"]
    );
}

#[test]
fn a_folder_is_read_file_by_file() {
    let folder = tempfile::tempdir().unwrap();
    let returned = folder.path().join("returned");
    assert!(
        open(folder.path(), &Shelf::none())
            .replies(&forum(), &dossiers())
            .findings
            .is_empty()
    );
    std::fs::create_dir_all(&returned).unwrap();
    std::fs::write(returned.join("hong.xlsx"), b"PK\x03\x04").unwrap();
    std::fs::write(returned.join("~$a.xlsx"), b"x").unwrap();
    std::fs::write(returned.join("HUONG-DAN.md"), b"x").unwrap();
    let read = open(folder.path(), &Shelf::none()).replies(&forum(), &dossiers());
    assert_eq!(codes(&read), ["workbook-unreadable"]);
    assert_eq!(read.findings[0].place.file.as_deref(), Some("returned/hong.xlsx"));
}

#[test]
fn addresses_are_read() {
    assert_eq!(position("A1"), Some((0, 0)));
    assert_eq!(position("AB12"), Some((11, 27)));
    for wrong in ["", "A", "1", "a1", "A0", "ZZZZZZZZZ1", "A99999999999", "Ạ1"] {
        assert_eq!(position(wrong), None, "{wrong}");
    }
}
