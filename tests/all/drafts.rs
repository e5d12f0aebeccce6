//! Drafts for Word: the words of the tree in its order, nothing that a program must repair, the same bytes, and never in the way
//! of the PDFs.

use std::io::{Cursor, Read};

use crate::common::{Space, squeeze};
use diendan::build::{Papers, Request, papers};
use diendan::document::{Align, Block, Cell, Column, Document, Frame, Inline, Row, Table};
use diendan::typeset::Engine;
use diendan::word;
use diendan::workspace::Workspace;
use proptest::prelude::*;

const DAY: jiff::civil::Date = jiff::civil::date(2024, 9, 27);

/// The parts of a file by name.
fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a document");
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).expect("a part");
            let name = part.name().expect("a name").into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).expect("UTF-8");
            (name, text)
        })
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let found = parts(bytes).into_iter().find(|(known, _)| known == name);
    found.unwrap_or_else(|| panic!("{name}")).1
}

/// Everything that the main part says, without white space.
fn said(bytes: &[u8]) -> String {
    let xml = part(bytes, "word/document.xml");
    let mut text = String::new();
    for piece in xml.split("<w:t ").skip(1) {
        let (_, rest) = piece.split_once('>').expect("a tag");
        let (words, _) = rest.split_once("</w:t>").expect("its end");
        text += words;
    }
    for (sign, entity) in [("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("&", "&amp;")] {
        text = text.replace(entity, sign);
    }
    squeeze(&text)
}

fn words(text: &[Inline], out: &mut Vec<String>) {
    for piece in text {
        match piece {
            Inline::Text { text } => out.push(text.clone()),
            Inline::Strong { body } | Inline::Emphasis { body } => words(body, out),
            Inline::LineBreak | Inline::Blank { .. } | Inline::Checkbox { .. } => {}
        }
    }
}

fn of_blocks(blocks: &[Block], out: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading { number, text, .. } => {
                out.extend(number.clone());
                words(text, out);
            }
            Block::Paragraph { text } => words(text, out),
            Block::Item { marker, text, .. } => {
                out.push(marker.clone());
                words(text, out);
            }
            Block::Aligned { body, .. } => of_blocks(body, out),
            Block::Table(table) => of_table(table, out),
            Block::Chart(chart) => out.push(chart.title.clone()),
            Block::PageBreak => {}
        }
    }
}

fn of_table(table: &Table, out: &mut Vec<String>) {
    out.extend(table.title.clone());
    for row in &table.rows {
        match row {
            Row::Group { text, .. } => out.push(text.clone()),
            Row::Record { cells, .. } | Row::Total { cells } => out.extend(cells.iter().map(|cell| cell.text.clone())),
        }
    }
}

/// The words of a tree in the order in which they print.
fn of_document(document: &Document) -> Vec<String> {
    let frame = &document.frame;
    let mut out: Vec<String> = frame.superior.iter().chain(&frame.issuer).cloned().collect();
    out.extend(
        [frame.notation.clone(), Some(frame.place.clone())]
            .into_iter()
            .flatten(),
    );
    out.extend([frame.kind_name.clone(), frame.subject.clone()].into_iter().flatten());
    out.extend(
        frame
            .addressees
            .iter()
            .chain(&frame.authority)
            .chain(&frame.bases)
            .cloned(),
    );
    of_blocks(&document.body, &mut out);
    out.extend(frame.recipients.iter().cloned());
    for signature in &frame.signatures {
        out.extend(signature.lines.iter().cloned());
        out.push(signature.name.clone());
    }
    for annex in &document.annexes {
        out.extend([annex.title.clone(), annex.attached_to.clone()]);
        of_blocks(&annex.body, &mut out);
    }
    out
}

/// Asserts that the draft says all words in their order.
fn says_in_order(said: &str, words: &[String], what: &str) {
    let mut rest = said;
    for word in words {
        // The end sign of a piece of a list is the place's own.
        let word = squeeze(word.trim_end_matches(['.', ';', ',']));
        let place = rest.find(&word);
        let place =
            place.unwrap_or_else(|| panic!("{what}: «{word}» in «{}»", rest.chars().take(400).collect::<String>()));
        rest = &rest[place + word.len()..];
    }
}

fn example() -> (Space, Papers) {
    let space = Space::example();
    let workspace = Workspace::open(&space.path(".")).unwrap_or_else(|finding| panic!("{finding:?}"));
    let papers = papers(&workspace, &Request::default()).unwrap_or_else(|finding| panic!("{finding:?}"));
    (space, papers)
}

#[test]
fn every_paper_of_the_example_says_the_words_of_its_tree_in_order() {
    let (_space, Papers { engine, papers }) = example();
    assert!(papers.len() > 100);
    for (paper, info) in &papers {
        let bytes = word::write(paper, info.date, &engine).expect("a draft");
        says_in_order(&said(&bytes), &of_document(paper), &paper.id);
        assert_eq!(
            bytes,
            word::write(paper, info.date, &engine).expect("a draft"),
            "{}",
            paper.id
        );
        let all = parts(&bytes);
        assert!(!all.iter().any(|(name, _)| name.contains("vba")), "{}", paper.id);
        let charts = charts(&paper.body);
        for (number, chart) in charts.iter().enumerate() {
            let chart_part = part(&bytes, &format!("word/charts/chart{}.xml", number + 1));
            for point in &chart.points {
                assert!(chart_part.contains(&point.label), "{} in {}", point.label, paper.id);
            }
        }
    }
    let report = papers
        .iter()
        .find(|(paper, _)| paper.id == "bao-cao")
        .expect("the report");
    let bytes = word::write(&report.0, report.1.date, &engine).expect("a draft");
    let xml = part(&bytes, "word/document.xml");
    assert!(xml.contains("w:orient=\"landscape\"") && xml.contains("<w:titlePg/>") && xml.contains("<w:tblHeader/>"));
    let about = part(&bytes, "docProps/core.xml");
    assert!(about.contains("2024-09-27T00:00:00Z") && !about.contains("creator") && !about.contains("lastModifiedBy"));
}

fn charts(blocks: &[Block]) -> Vec<&diendan::document::Chart> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Chart(chart) if !chart.points.is_empty() => Some(chart),
            _ => None,
        })
        .collect()
}

#[test]
fn drafts_are_made_on_demand_and_go_on_with_their_papers() {
    let space = Space::facts_only();
    space.run(&["build"]).exits(0);
    assert!(!space.exists("out/docx"));
    let pdf = space.bytes("out/pdf/ke-hoach.pdf");

    space.run(&["build", "ke-hoach", "--format", "docx"]).exits(0);
    let draft = space.bytes("out/docx/ke-hoach.docx");
    assert_eq!(pdf, space.bytes("out/pdf/ke-hoach.pdf"));
    let entry = |id: &str| {
        let manifest = space.json("out/manifest.json");
        let entries = manifest["documents"].as_array().expect("a list").clone();
        entries.into_iter().find(|entry| entry["id"] == id).expect("the paper")
    };
    let formats: Vec<_> = entry("ke-hoach")["outputs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|output| output["format"].clone())
        .collect();
    assert_eq!(formats, ["pdf", "docx"]);

    // Nothing to do; then the draft follows its paper without being asked for again.
    space.run(&["build"]).exits(0).says("Đã lập 0");
    assert_eq!(draft, space.bytes("out/docx/ke-hoach.docx"));
    space.replace(
        "inputs/forum.yaml",
        "theme: Hành động thiết thực",
        "theme: Việc làm thiết thực",
    );
    space.run(&["build"]).exits(0);
    assert!(said(&space.bytes("out/docx/ke-hoach.docx")).contains("Việclàmthiếtthực"));

    // Asked for PDFs alone, an untouched draft goes.
    space.run(&["build", "--format", "pdf"]).exits(0);
    assert!(!space.exists("out/docx/ke-hoach.docx") && space.exists("out/pdf/ke-hoach.pdf"));
}

#[test]
fn the_forum_says_which_kinds_have_drafts() {
    let space = Space::facts_only();
    space.replace(
        "inputs/forum.yaml",
        "# formats: [pdf, docx]",
        "formats: {ke-hoach: [pdf, docx]}",
    );
    space.run(&["build"]).exits(0);
    assert!(space.exists("out/docx/ke-hoach.docx") && !space.exists("out/docx/giay-moi"));
    space.replace("inputs/forum.yaml", "formats: {ke-hoach:", "formats: {ke-hoac:");
    space.run(&["build"]).exits(1).says("ke-hoac");
}

#[test]
fn a_draft_that_somebody_changed_is_kept_beside() {
    let space = Space::facts_only();
    space.run(&["build", "ke-hoach", "--format", "docx"]).exits(0);
    let draft = space.bytes("out/docx/ke-hoach.docx");
    space.write("out/docx/ke-hoach.docx", b"changed by hand");
    space.run(&["build"]).says("đã sửa tay");
    assert_eq!(draft, space.bytes("out/docx/ke-hoach.docx"));
    let kept = space.all("out/docx");
    assert!(kept.iter().any(|(_, bytes)| bytes == b"changed by hand"));
}

fn engine() -> Engine {
    let space = Space::facts_only();
    let workspace = Workspace::open(&space.path(".")).unwrap_or_else(|finding| panic!("{finding:?}"));
    papers(&workspace, &Request::default())
        .unwrap_or_else(|finding| panic!("{finding:?}"))
        .engine
}

/// A paper that says `text` in every kind of place.
fn everywhere(text: &str) -> Document {
    let inline = || vec![Inline::text(text)];
    let cell = || Cell {
        text: text.to_owned(),
        span: 1,
        ..Cell::default()
    };
    let column = |key: &str| Column {
        heading: vec![text.to_owned()],
        width: 1.0,
        key: key.to_owned(),
        ..Column::default()
    };
    let table = Table {
        columns: vec![column("a"), column("b")],
        rows: vec![
            Row::Group {
                level: 1,
                text: text.to_owned(),
            },
            Row::Record {
                id: None,
                cells: vec![cell(), cell()],
            },
        ],
        ..Table::default()
    };
    Document {
        id: "thu".to_owned(),
        title: text.to_owned(),
        frame: Frame {
            issuer: vec![text.to_owned()],
            subject: Some(text.to_owned()),
            recipients: vec![text.to_owned()],
            ..Frame::default()
        },
        body: vec![
            Block::Heading {
                level: 1,
                number: Some("I.".to_owned()),
                text: inline(),
            },
            Block::Paragraph {
                text: vec![Inline::Strong { body: inline() }, Inline::Emphasis { body: inline() }],
            },
            Block::Aligned {
                align: Align::Addressee,
                body: vec![Block::Paragraph { text: inline() }],
            },
            Block::Table(table),
        ],
        ..Document::default()
    }
}

#[test]
fn any_covered_text_survives() {
    let engine = engine();
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(64));
    runner
        .run(&any::<String>(), |text| {
            let text = diendan::document::pass(&text, &engine).0;
            let paper = everywhere(&text);
            let bytes = word::write(&paper, DAY, &engine).expect("a draft");
            let said = said(&bytes);
            let times = said.matches(&squeeze(&text)).count();
            let ended = squeeze(text.trim_end_matches(|c: char| c.is_whitespace() || ".;,".contains(c)));
            prop_assert!(
                squeeze(&text).is_empty() || times >= 9,
                "{times} times «{text}» in {said}"
            );
            prop_assert!(said.contains(&ended));
            for (name, xml) in parts(&bytes) {
                let mut reader = quick_xml::Reader::from_str(&xml);
                loop {
                    match reader.read_event() {
                        Ok(quick_xml::events::Event::Eof) => break,
                        Ok(_) => {}
                        Err(error) => return Err(TestCaseError::fail(format!("{name}: {error}"))),
                    }
                }
            }
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}
