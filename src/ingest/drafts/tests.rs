//! What a draft says once all its tracked changes are accepted, and who made them.

use std::io::{Cursor, Write};

use super::*;

/// A draft with this main text.
fn draft(body: &str) -> Draft {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    out.start_file("word/document.xml", options).expect("started");
    let xml = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    out.write_all(xml.as_bytes()).expect("written");
    read(&out.finish().expect("finished").into_inner()).expect("a draft")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// The texts, a table as its cells.
fn said(draft: &Draft) -> Vec<String> {
    let blocks = draft.blocks.iter().map(|block| match block {
        Block::Line(line) => line.text.clone(),
        Block::Table(rows) => {
            let cells = |row: &Row| {
                let cells = row.cells.iter().map(|cell| {
                    let lines: Vec<&str> = cell.iter().map(|line| line.text.as_str()).collect();
                    lines.join("/")
                });
                cells.collect::<Vec<_>>().join("|")
            };
            rows.iter().map(cells).collect::<Vec<_>>().join(" # ")
        }
    });
    blocks.collect()
}

const WHO: &str = r#"w:id="1" w:author="A" w:date="2024-09-10T08:00:00Z""#;

#[test]
fn tracked_changes_are_read_as_accepted() {
    let marked = |change: &str| format!("<w:pPr><w:rPr><w:{change} {WHO}/></w:rPr></w:pPr>");
    let told = draft(&format!(
        "<w:p>{}<w:del {WHO}><w:r><w:delText>hai</w:delText></w:r></w:del><w:ins {WHO}>{}</w:ins></w:p>\
         <w:p>{}{}</w:p><w:p>{}</w:p>\
         <w:p>{}<w:del {WHO}><w:r><w:delText>bỏ cả đoạn</w:delText></w:r></w:del></w:p>\
         <w:p>{}<w:moveFrom {WHO}>{}</w:moveFrom></w:p><w:p>{}</w:p><w:p>{}<w:moveTo {WHO}>{}</w:moveTo></w:p>",
        run("Một "),
        run("ba"),
        marked("del"),
        run("Nối "),
        run("vào đây"),
        marked("del"),
        marked("moveFrom"),
        run("chuyển"),
        run("Giữa"),
        marked("moveTo"),
        run("chuyển"),
    ));
    assert_eq!(said(&told), ["Một ba", "Nối vào đây", "Giữa", "chuyển"]);
    let who = |block: &Block| match block {
        Block::Line(line) => line.tracked.first().and_then(|(_, who)| who.name.clone()),
        Block::Table(_) => None,
    };
    assert!(
        told.blocks.iter().all(|block| who(block).as_deref() == Some("A")),
        "{told:?}"
    );
}

#[test]
fn rows_and_cells_that_were_put_in_or_taken_out_are_known() {
    let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
    let told = draft(&format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr>\
         <w:tr><w:trPr><w:del {WHO}/></w:trPr>{}{}</w:tr>\
         <w:tr><w:trPr><w:ins {WHO}/></w:trPr>{}<w:tc><w:tcPr><w:cellDel {WHO}/></w:tcPr><w:p>{}</w:p></w:tc>\
         <w:tc><w:tbl><w:tr>{}{}</w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>",
        cell("TT"),
        cell("Tên"),
        cell("1"),
        cell("đi"),
        cell("2"),
        run("ô đi"),
        cell("trong"),
        cell("bảng"),
    ));
    assert_eq!(said(&told), ["TT|Tên # 2|trong/bảng"]);
    let Block::Table(rows) = &told.blocks[0] else {
        panic!("a table");
    };
    assert!(rows[0].is_head && !rows[1].is_head);
    assert_eq!(
        rows[1].inserted.as_ref().and_then(|who| who.on.as_deref()),
        Some("2024-09-10")
    );
}

#[test]
fn what_stands_around_words_is_no_text() {
    let told = draft(&format!(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs><w:pPrChange {WHO}><w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr></w:pPrChange></w:pPr>\
         <w:hyperlink>{}</w:hyperlink><w:r><w:fldChar/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>\
         <w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt><w:r><w:tab/><w:sym w:char=\"F0FE\"/><w:noBreakHyphen/></w:r></w:p>\
         <w:p>{}<AlternateContent><Choice><w:p>{}</w:p></Choice><Fallback><w:p>{}</w:p></Fallback></AlternateContent></w:p>\
         <w:p>{}<w:r><w:br/></w:r>{}</w:p><w:sectPr/>",
        run("Một "),
        run("hai &amp; &#98;a"),
        run("Chủ"),
        run("Khung"),
        run("Khung"),
        run("trên"),
        run("dưới"),
    ));
    assert_eq!(said(&told), ["Một hai & ba\t☒-", "Khung", "Chủ", "trên\ndưới"]);
}
