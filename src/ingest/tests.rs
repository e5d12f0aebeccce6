//! Whole folders: the example that ships with the program, and small workspaces made on the spot.

use std::fs;

use rust_xlsxwriter as writer;

use super::*;
use crate::finding::Severity;
use crate::model::yaml;

fn example() -> ForumFile {
    yaml::read(include_str!("../../inputs/forum.yaml")).unwrap()
}

fn inputs() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs")
}

/// A workbook with the first sheet and the list of children.
fn workbook(unit: &str, children: &[[&str; 3]]) -> Vec<u8> {
    let mut book = writer::Workbook::new();
    let page = book.add_worksheet().set_name("Đơn vị").unwrap();
    let form = [
        ("Tên xã", unit),
        ("Người lập biểu", "Nông Văn Tài"),
        ("Số Quyết định thành lập Đoàn", "45/QĐ-UBND"),
    ];
    for (row, (label, value)) in form.iter().enumerate() {
        page.write(row as u32, 0, *label).unwrap();
        page.write(row as u32, 1, *value).unwrap();
    }
    let page = book.add_worksheet().set_name("DS").unwrap();
    for (column, heading) in ["TT", "Họ và tên", "Năm sinh", "Lớp"].iter().enumerate() {
        page.write(3, column as u16, *heading).unwrap();
    }
    for (row, child) in children.iter().enumerate() {
        let row = row as u32 + 4;
        page.write(row, 0, row - 3).unwrap();
        for (column, text) in child.iter().enumerate() {
            page.write(row, column as u16 + 1, *text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, Vec<u8>)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, bytes) in files {
            let path = folder.path().join("submissions").join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Self(folder)
    }

    fn read(&self, receipts: &[Receipt], ids: &mut Ids) -> Ingest {
        ingest(self.0.path(), &example(), receipts, ids)
    }
}

fn codes(ingest: &Ingest) -> Vec<&'static str> {
    let skip = ["sheet-missing", "guests-missing"];
    ingest
        .findings
        .iter()
        .map(|finding| finding.fault.code())
        .filter(|code| !skip.contains(code))
        .collect()
}

#[test]
fn the_example_is_read_without_errors() {
    let file = example();
    let mut ids = Ids::default();
    let first = ingest(&inputs(), &file, &[], &mut ids);
    let errors: Vec<_> = first
        .findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(first.dossiers.len(), file.units.len());
    let quota = &file.quota;
    for dossier in &first.dossiers {
        assert_eq!(dossier.children.len(), quota.children as usize, "{}", dossier.unit.name);
        assert_eq!(
            dossier.questions.len(),
            quota.questions as usize,
            "{}",
            dossier.unit.name
        );
        assert!(
            dossier.poster.is_some() && !dossier.entries.is_empty(),
            "{}",
            dossier.unit.name
        );
    }
    let origin = &first.provenance["units/06313/children/06313-te-1/name"];
    assert_eq!((origin.sheet.as_str(), origin.cell.as_str()), ("2. DS trẻ em", "B6"));

    let known = ids.clone();
    let second = ingest(&inputs(), &file, &[], &mut ids);
    assert_eq!(ids, known, "a second reading changes no id");
    assert_eq!(
        yaml::write(&first.dossiers).unwrap(),
        yaml::write(&second.dossiers).unwrap()
    );
}

#[test]
fn a_corrected_workbook_keeps_the_ids() {
    let mut ids = Ids::default();
    let sent = workbook(
        "Xã Tri Lễ",
        &[["Hoàng Thi Ánh", "2012", "6B"], ["Lý Văn Bảo", "15/3/2011", "7A"]],
    );
    let first = Folder::new(&[("a.xlsx", sent)]).read(&[], &mut ids);
    assert_eq!(codes(&first), [""; 0]);
    assert_eq!(first.dossiers[0].unit.code, "06313");
    let corrected = workbook(
        "Xã Tri Lễ",
        &[
            ["Nông Thị Mới", "2012", "6B"],
            ["Lý Văn Bảo", "15/3/2011", "7A"],
            ["Hoàng Thị Ánh", "2012", "6B"],
        ],
    );
    let second = Folder::new(&[("06313/a.xlsx", corrected)]).read(&[], &mut ids);
    let ids: Vec<_> = second.dossiers[0]
        .children
        .iter()
        .map(|child| child.id.as_str())
        .collect();
    assert_eq!(ids, ["06313-te-3", "06313-te-2", "06313-te-1"]);
}

#[test]
fn of_two_workbooks_the_later_received_counts() {
    let old = workbook("UBND xã Tri Lễ", &[["Hoàng Thị Ánh", "2012", "6B"]]);
    let new = workbook("X. Tri Lễ", &[["Lý Văn Bảo", "2011", "7A"]]);
    let folder = Folder::new(&[("b.xlsx", old), ("a.xlsx", new)]);
    let twice = folder.read(&[], &mut Ids::default());
    assert_eq!(codes(&twice), ["unit-twice"]);
    assert_eq!(twice.dossiers[0].children[0].name, "Hoàng Thị Ánh");
    let receipt = |day, file: &str| Receipt {
        unit: "06313".to_owned(),
        on: jiff::civil::date(2024, 8, day),
        channels: Vec::new(),
        files: vec![file.to_owned()],
        paper: Vec::new(),
        note: None,
    };
    let known = folder.read(&[receipt(12, "b.xlsx"), receipt(16, "a.xlsx")], &mut Ids::default());
    assert_eq!(codes(&known), ["unit-versions"]);
    assert_eq!(known.dossiers[0].children[0].name, "Lý Văn Bảo");
}

#[test]
fn whose_file_it_is() {
    let children = &[["Hoàng Thị Ánh", "2012", "6B"]];
    let folder = Folder::new(&[
        ("06313/tran-ninh.xlsx", workbook("Xã Tri Lễ", children)),
        ("lạ.xlsx", workbook("Xã Hư Không", children)),
        ("hong.xlsx", b"PK\x03\x04".to_vec()),
        ("06322/kich-ban.docx", Vec::new()),
    ]);
    let ingest = folder.read(&[], &mut Ids::default());
    assert_eq!(ingest.dossiers.len(), 1);
    assert_eq!(
        codes(&ingest),
        [
            "file-ignored",
            "workbook-unreadable",
            "unit-contradiction",
            "unit-unknown"
        ]
    );
}

#[test]
fn values_that_are_not_understood_are_findings_with_their_cell() {
    let sent = workbook(
        "Xã Tri Lễ",
        &[["HOÀNG THỊ ÁNH", "mười hai", "Lớp 6B"], ["", "2011", "7A"]],
    );
    let ingest = Folder::new(&[("06313.xlsx", sent)]).read(&[], &mut Ids::default());
    let [child] = ingest.dossiers[0].children.as_slice() else {
        panic!("one child")
    };
    assert_eq!(
        (child.name.as_str(), child.birth.as_deref(), child.class.as_deref()),
        ("Hoàng Thị Ánh", None, Some("6B"))
    );
    let found: Vec<_> = ingest
        .findings
        .iter()
        .filter_map(|finding| Some((finding.fault.code(), finding.place.cell.as_deref()?)))
        .filter(|(code, _)| *code != "sheet-missing")
        .collect();
    assert_eq!(
        found,
        [
            ("row-incomplete", "B6"),
            ("value-normalised", "B5"),
            ("value-unknown", "C5")
        ]
    );
    assert!(
        ingest
            .findings
            .iter()
            .all(|finding| finding.fault.code() == "guests-missing" || finding.unit.as_deref() == Some("06313"))
    );
}

#[test]
fn a_workbook_typed_before_unicode() {
    let mut book = writer::Workbook::new();
    let page = book.add_worksheet().set_name("DS").unwrap();
    let old = writer::Format::new().set_font_name(".VnTime");
    for (column, heading) in ["TT", "Hä vµ tªn", "N¨m sinh", "Líp"].iter().enumerate() {
        page.write_with_format(0, column as u16, *heading, &old).unwrap();
    }
    page.write(1, 0, 1).unwrap();
    page.write_with_format(1, 1, "NguyÔn V¨n An", &old).unwrap();
    page.write(1, 2, 2012).unwrap();
    page.write(2, 0, 2).unwrap();
    page.write(2, 1, "NguyÔn V¨n An").unwrap();
    page.write(2, 2, 2012).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let ingest = Folder::new(&[("06313.xlsx", bytes)]).read(&[], &mut Ids::default());
    let names: Vec<_> = ingest.dossiers[0]
        .children
        .iter()
        .map(|child| child.name.as_str())
        .collect();
    assert_eq!(names, ["Nguyễn Văn An"; 2]);
    let mut found = codes(&ingest);
    found.sort_unstable();
    assert_eq!(found, ["text-decoded", "text-guessed", "value-repaired"]);
}

#[test]
fn an_old_text_alone_and_lost_letters_are_no_names() {
    let children = [
        ["NguyÔn V¨n An", "2012", "6B"],
        ["Ho?ng Th? ?nh", "2012", "6B"],
        ["Lý Văn Bảo", "2011", "7A"],
    ];
    let folder = Folder::new(&[("a.xlsx", workbook("Xã Tri Lễ", &children))]);
    let ingest = folder.read(&[], &mut Ids::default());
    assert_eq!(ingest.dossiers[0].children.len(), 1);
    let mut found = codes(&ingest);
    found.sort_unstable();
    assert_eq!(found, ["legacy-font", "row-incomplete", "row-incomplete", "text-lost"]);
}

#[test]
fn guests_with_and_without_a_code() {
    let mut book = writer::Workbook::new();
    let page = book.add_worksheet();
    let rows: &[&[&str]] = &[
        &["Mã", "Nhóm", "Họ và tên", "Chức vụ", "Cơ quan", "Trả lời"],
        &["k001", "Đối thoại", "", "Đại diện lãnh đạo", "Công an huyện", "dự"],
        &["", "", "", "Chủ tịch", "UBND xã Tri Lễ", ""],
        &["k001", "Cơ quan", "", "Trưởng phòng", "Phòng TC-KH", ""],
        &["K 7", "Báo chí", "", "Phóng viên", "Báo Lạng Sơn", ""],
        &["k009", "Cơ quan", "", "", "", ""],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            page.write(row as u32, column as u16, *text).unwrap();
        }
    }
    let folder = Folder::new(&[]);
    book.save(folder.0.path().join("guests.xlsx")).unwrap();
    let mut ids = Ids::default();
    let ingest = folder.read(&[], &mut ids);
    let guests: Vec<_> = ingest
        .guests
        .iter()
        .map(|guest| (guest.id.as_str(), guest.group.label()))
        .collect();
    assert_eq!(
        guests,
        [("k001", "Đối thoại"), ("k002", "Xã, thị trấn"), ("k-7", "Báo chí")]
    );
    assert_eq!(ingest.guests[0].agency_code.as_deref(), Some("CA"));
    assert_eq!(ingest.guests[1].unit.as_deref(), Some("06313"));
    assert_eq!(
        codes(&ingest),
        [
            "guest-id-twice",
            "guest-nobody",
            "guest-group-guessed",
            "guest-id-invalid"
        ]
    );
    assert_eq!(ingest.provenance["guests/k001/agency"].cell, "E2");
    assert_eq!(folder.read(&[], &mut ids).guests[1].id, "k002");
}
