//! Ordinary and hostile workbooks.

use std::io::{Cursor, Write};

use rust_xlsxwriter as writer;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A workbook of one sheet around the given sheet XML and shared strings.
fn raw(sheet: &str, strings: &str) -> Vec<u8> {
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns:r="r"><sheets><sheet name="Trang &amp; 1" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        ("xl/sharedStrings.xml", strings),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sheet(rows: &str) -> Vec<u8> {
    raw(
        &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        r#"<sst count="1" uniqueCount="1"><si><t>Tri Lễ</t></si></sst>"#,
    )
}

fn code(result: Result<Workbook, Fault>) -> &'static str {
    match result {
        Ok(_) => "read",
        Err(fault) => fault.code(),
    }
}

#[test]
fn values_merges_and_the_meta_sheet() {
    let mut book = writer::Workbook::new();
    let date = writer::Format::new().set_num_format("dd/mm/yyyy");
    let old = writer::Format::new().set_font_name(".VnTime").set_font_strikethrough();
    let page = book.add_worksheet().set_name("2. DS trẻ em").unwrap();
    page.merge_range(0, 0, 0, 2, "DANH SÁCH", &writer::Format::new())
        .unwrap();
    page.write(1, 0, 2012).unwrap();
    page.write(1, 1, true).unwrap();
    page.write_with_format(1, 2, 40617, &date).unwrap();
    page.write_with_format(2, 1, "NguyÔn", &old).unwrap();
    page.set_row_hidden(2).unwrap();
    page.set_column_hidden(1).unwrap();
    let meta = book.add_worksheet().set_name("_META").unwrap();
    meta.set_hidden(true);
    meta.write(0, 0, "unit").unwrap();
    meta.write(0, 1, "06313").unwrap();
    let workbook = read("tri-le.xlsx", &book.save_to_buffer().unwrap()).unwrap();

    assert_eq!(workbook.meta["unit"], "06313");
    assert_eq!(workbook.blake3.len(), 64);
    let [page] = workbook.sheets.as_slice() else {
        panic!("one sheet")
    };
    assert_eq!(page.at_merged(0, 2).unwrap().raw, "DANH SÁCH");
    assert_eq!(page.at(1, 0).unwrap().value, Value::Number(2012.0));
    assert_eq!(page.at(1, 0).unwrap().raw, "2012");
    assert_eq!(page.at(1, 1).unwrap().value, Value::Bool(true));
    assert_eq!(page.at(1, 2).unwrap().raw, "15/03/2011");
    assert!(matches!(
        page.at(1, 2).unwrap().value,
        Value::Date { serial: 40617.0, .. }
    ));
    let cell = page.at(2, 1).unwrap();
    assert_eq!((cell.legacy_font.as_deref(), cell.struck), (Some(".VnTime"), true));
    assert_eq!((cell.raw.as_str(), cell.text()), ("NguyÔn", "Nguyễn"));
    assert!(page.hidden_rows.contains(&2) && page.column_is_hidden(1));
    let codes: Vec<_> = workbook.findings.iter().map(|finding| finding.fault.code()).collect();
    assert_eq!(codes, ["text-decoded"]);
}

#[test]
fn addresses() {
    assert_eq!(address(0, 0), "A1");
    assert_eq!(address(8, 26), "AA9");
    assert_eq!(address(1_048_575, 16_383), "XFD1048576");
}

#[test]
fn a_cell_at_the_far_corner_costs_nothing() {
    let bytes =
        sheet(r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let workbook = read("a.xlsx", &bytes).unwrap();
    assert_eq!(workbook.sheets[0].name, "Trang & 1");
    assert_eq!(workbook.sheets[0].cells.len(), 1);
    assert_eq!(workbook.findings[0].fault.code(), "cell-outside");
    assert_eq!(workbook.findings[0].place.cell.as_deref(), Some("XFD1048576"));
}

#[test]
fn one_bad_cell_costs_one_cell() {
    let bytes = sheet(concat!(
        r##"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="e"><v>#SPILL!</v></c><c r="C1" t="zz"><v>1</v></c>"##,
        r##"<c r="D1" t="s"><v>77</v></c><c r="E1" t="e"><v>#REF!</v></c><c r="F1"><f>1+1</f></c><c r="G1"><v>7</v></c></row>"##,
    ));
    let workbook = read("a.xlsx", &bytes).unwrap();
    let page = &workbook.sheets[0];
    assert_eq!(page.at(0, 0).unwrap().raw, "Tri Lễ");
    assert_eq!(page.at(0, 4).unwrap().value, Value::Error);
    assert_eq!(page.at(0, 5).unwrap().value, Value::Uncalculated);
    assert_eq!(page.at(0, 6).unwrap().value, Value::Number(7.0));
    let codes: Vec<_> = workbook.findings.iter().map(|finding| finding.fault.code()).collect();
    // Three bad cells after A1: said once.
    assert_eq!(codes, ["cell-unreadable"]);
}

#[test]
fn bombs_are_refused() {
    let page = "<worksheet><sheetData/></worksheet>";
    for count in ["20000000000", "99999999999999999999999", "-1"] {
        let strings = format!(r#"<sst uniqueCount="{count}"><si><t>a</t></si></sst>"#);
        assert_eq!(
            code(read("a.xlsx", &raw(page, &strings))),
            "workbook-too-large",
            "{count}"
        );
    }
    let blank = format!("<sst><si><t>{}</t></si></sst>", " ".repeat(70 << 20));
    assert_eq!(code(read("a.xlsx", &raw(page, &blank))), "workbook-too-large");
    for place in ["AAAAAAAAAAAAA1", "A99999999999999", "A", "é1"] {
        let rows = format!(r#"<row r="1"><c r="{place}"><v>1</v></c></row>"#);
        assert_eq!(code(read("a.xlsx", &sheet(&rows))), "workbook-unreadable", "{place}");
    }
}

#[test]
fn what_a_sheet_declares_of_its_area_says_nothing() {
    for dimension in [
        r#"<dimension ref="C9:A1"/>"#,
        r#"<x:dimension ref="?"></x:dimension>"#,
        "<dimension/>",
        "",
    ] {
        let cells = r#"<sheetData><row r="1"><c r="B1" t="inlineStr"><is><t>dimension</t></is></c></row></sheetData>"#;
        let bytes = raw(
            &format!(r#"<worksheet xmlns:x="x">{dimension}{cells}</worksheet>"#),
            "<sst/>",
        );
        let sheets = read("a.xlsx", &bytes).unwrap().sheets;
        assert_eq!(sheets[0].at(0, 1).unwrap().raw, "dimension", "{dimension}");
    }
}

#[test]
fn a_cell_of_a_word_table_that_ends_without_having_begun_costs_nothing() {
    let text = "<document><body><tbl><tr></tc><tc><p><r><t>Tri Lễ</t></r></p></tc></tr></tbl></body>";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", "<Types/>"), ("word/document.xml", text)] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let workbook = read("a.docx", &zip.finish().unwrap().into_inner()).unwrap();
    let cells = workbook.sheets.iter().flat_map(|sheet| sheet.cells.values());
    assert_eq!(cells.map(|cell| cell.raw.as_str()).collect::<Vec<_>>(), ["Tri Lễ"]);
}

#[test]
fn a_reversed_merge_is_left_out() {
    let bytes = raw(
        r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="C9:A1"/></mergeCells></worksheet>"#,
        "<sst/>",
    );
    assert!(read("a.xlsx", &bytes).unwrap().sheets[0].merges.is_empty());
}

#[test]
fn what_is_no_workbook_gets_its_own_reason() {
    let whole = sheet(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#);
    for cut in [30, whole.len() / 2, whole.len() - 10] {
        assert_eq!(code(read("a.xlsx", &whole[..cut])), "workbook-unreadable", "{cut}");
    }
    assert_eq!(code(read("a.xlsx", b"")), "workbook-empty");
    assert_eq!(code(read("a.xlsx", &sheet(""))), "workbook-empty");
    assert_eq!(code(read("a.xls", b"<html><p>1</p></html>")), "workbook-format");
    assert_eq!(
        code(read("a.xls", b"<?xml version='1.0'?><Workbook/>")),
        "workbook-format"
    );
    assert_eq!(code(read("a.xlsx", b"%PDF-1.7")), "workbook-scan");
    let ole = |name: &str| {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(name).unwrap().write_all(&[0; 600]).unwrap();
        file.into_inner().into_inner()
    };
    assert_eq!(code(read("a.xlsx", &ole("EncryptedPackage"))), "workbook-encrypted");
    assert_eq!(code(read("a.xls", &ole("WordDocument"))), "workbook-text");
    assert_eq!(code(read("a.xls", &ole("Workbook"))), "workbook-unreadable");
    assert_eq!(code(read("a.xls", &ole("Workbook")[..900])), "workbook-unreadable");
    let mut broken = whole;
    let middle = broken.len() / 3;
    broken[middle..middle + 40].fill(0xff);
    assert_ne!(code(read("a.xlsx", &broken)), "read");
}

/// What the reader of this crate and the one of `calamine` find in the same cells.
#[test]
fn own_readers_agree_with_another() {
    use calamine::{DataRef, Reader as _};

    let fixture = |name: &str| std::fs::read(format!("{}/tests/workbooks/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap();
    for name in [
        "whole.xlsx",
        "xls-biff8.xls",
        "xls-biff8-by-libreoffice.xls",
        "dates-of-1904.xls",
        "formulas-with-results.xls",
        "ods.ods",
        "xlsb.xlsb",
        "dates-of-1904.xlsb",
    ] {
        let bytes = fixture(name);
        let ours = read(name, &bytes).unwrap();
        let mut theirs = calamine::open_workbook_auto_from_rs(Cursor::new(&bytes)).unwrap();
        assert_eq!(ours.sheets.len(), theirs.sheet_names().len(), "{name}");
        for sheet in &ours.sheets {
            let range = theirs.worksheet_range(&sheet.name).unwrap();
            let (top, left) = range.start().unwrap();
            let mut found = BTreeMap::new();
            for (row, column, value) in range.used_cells() {
                let value = match value.clone() {
                    calamine::Data::Int(number) => DataRef::Int(number),
                    calamine::Data::Float(number) => DataRef::Float(number),
                    calamine::Data::String(text) => DataRef::String(text),
                    calamine::Data::Bool(flag) => DataRef::Bool(flag),
                    calamine::Data::DateTime(time) => DataRef::DateTime(time),
                    calamine::Data::DateTimeIso(text) => DataRef::DateTimeIso(text),
                    calamine::Data::DurationIso(text) => DataRef::DurationIso(text),
                    calamine::Data::Error(error) => DataRef::Error(error),
                    calamine::Data::Empty => DataRef::Empty,
                };
                found.extend(values::convert(value).map(|value| ((top + row as u32, left + column as u32), value)));
            }
            let cells = sheet.cells.iter();
            let read: BTreeMap<_, _> = cells
                .map(|(place, cell)| (*place, (cell.raw.clone(), cell.value)))
                .collect();
            assert_eq!(read, found, "{name}, {}", sheet.name);
        }
    }
}
