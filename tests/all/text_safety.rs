//! Whatever covered characters a commune types print as themselves and stand as themselves in the workbook; any other
//! character is a finding, and no text makes a document fail.

use std::fmt::Write;

use crate::common::{Space, codes, pdf_text, squeeze};
use diendan::build::{Papers, Request, papers};
use diendan::model::{Dossier, yaml};
use diendan::sheets::form;
use diendan::typeset::look::look;
use diendan::workspace::Workspace;
use proptest::prelude::*;

const UNIT: &str = "06313";
const WORKBOOK: &str = "inputs/submissions/DDTE2024_06313_tri-le.xlsx";

/// The example with one commune only, whose dossier is at hand.
fn one_commune() -> (Space, Dossier) {
    let space = Space::example();
    let workbook = space.bytes(WORKBOOK);
    std::fs::remove_dir_all(space.path("inputs/submissions")).expect("removed");
    let _ = std::fs::remove_dir_all(space.path("inputs/returned"));
    space.write(WORKBOOK, workbook);
    space.run(&["check"]);
    let dossier = yaml::read(&space.text(&format!("out/model/units/{UNIT}.yaml"))).expect("a dossier");
    std::fs::remove_dir_all(space.path("out")).expect("removed");
    (space, dossier)
}

/// Sends `dossier` in the commune's workbook.
fn send(space: &Space, dossier: &Dossier) {
    let workspace = Workspace::open(&space.path(".")).unwrap_or_else(|finding| panic!("{finding:?}"));
    let office = workspace.office(None).unwrap_or_else(|finding| panic!("{finding:?}"));
    let unit = office
        .file
        .units
        .iter()
        .find(|unit| unit.code == UNIT)
        .expect("the unit");
    let day = jiff::civil::date(2024, 8, 1);
    space.write(
        WORKBOOK,
        form::write(&office.file, unit, Some(dossier), day).expect("a workbook"),
    );
}

/// Everything that the laid-out papers say, without white space.
fn printed(space: &Space) -> String {
    let workspace = Workspace::open(&space.path(".")).unwrap_or_else(|finding| panic!("{finding:?}"));
    let Papers { engine, papers } =
        papers(&workspace, &Request::default()).unwrap_or_else(|finding| panic!("{finding:?}"));
    let kinds = ["danh-sach/", "tong-hop-cau-hoi", "tong-hop-kien-nghi"];
    let mut all = String::new();
    for (paper, info) in papers
        .iter()
        .filter(|(paper, _)| kinds.iter().any(|kind| paper.id.starts_with(kind)))
    {
        let pages = look(&engine, paper, info).unwrap_or_else(|error| panic!("{}: {error}", paper.id));
        for text in pages.iter().flat_map(|page| &page.texts) {
            write!(all, "{}", text.text).expect("written");
        }
    }
    squeeze(&all)
}

/// A name of letters as a register of births may hold them.
fn name() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Hoàng",
        "Nông",
        "Ưng",
        "Đặng",
        "Ỷ",
        "Thuỳ",
        "Thùy",
        "A",
        "H'Hen",
        "K’Bớt",
        "Bế",
        "Quỳnh-Như",
        "Lộc",
        "Ễnh",
        "Mùi",
    ]);
    prop::collection::vec(word, 2..5).prop_map(|words| words.join(" "))
}

/// A sentence of covered characters, also of such as mean something in Markdown, Jinja, Typst, XML or formulas.
fn sentence() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "*",
        "**",
        "_",
        "#",
        "##",
        "- ",
        "+",
        "1. ",
        "a) ",
        "`",
        "```",
        "$x$",
        "\\",
        "\\n",
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "[a](b)",
        "<b>",
        "</t>",
        "&amp;",
        "&",
        "\"",
        "'",
        "“”",
        "=1+1",
        "@",
        "~",
        "^",
        "|",
        "::: annex",
        "// ",
        "/*",
        "#let",
        "#image",
        "http://a.b",
        "…",
        "–",
        "€",
        "₫",
        "½",
        "ơ",
        "Ữ",
        "ệ",
        "Hoà",
        "Hòa",
        "trẻ em",
        "đường",
        "50%",
        "2024",
    ]);
    prop::collection::vec(piece, 1..8).prop_map(|pieces| format!("Em hỏi {} ạ", pieces.join(" ")))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn covered_text_prints_as_itself(
        names in prop::collection::vec(name(), 5),
        questions in prop::collection::vec(sentence(), 3),
        recommendations in prop::collection::vec(sentence(), 3),
    ) {
        let (space, mut dossier) = one_commune();
        for (child, name) in dossier.children.iter_mut().zip(&names) {
            child.name = name.clone();
        }
        for (question, text) in dossier.questions.iter_mut().zip(&questions) {
            question.text = text.clone();
        }
        for (recommendation, text) in dossier.recommendations.iter_mut().zip(&recommendations) {
            recommendation.text = text.clone();
        }
        send(&space, &dossier);
        let all = printed(&space);
        for text in names.iter().chain(&questions).chain(&recommendations) {
            prop_assert!(all.contains(&squeeze(text)), "«{}» is not in the papers", text);
        }
    }
}

#[test]
fn one_pdf_and_one_workbook_read_back() {
    let (space, mut dossier) = one_commune();
    let texts = [
        "=SUM(A1:A9) *đậm* #let x = 1 {{ forum }}",
        "<b>&amp;</b> \\textbf{x} $y$ _a_ _x0041_",
        "1. ::: annex ` [a](b)",
    ];
    for (question, text) in dossier.questions.iter_mut().zip(texts) {
        question.text = text.to_owned();
    }
    send(&space, &dossier);
    space.run(&["build", "tong-hop-cau-hoi", "tong-hop"]);
    let pdf = pdf_text(&space.bytes("out/pdf/tong-hop-cau-hoi.pdf")).concat();
    let book =
        diendan::ingest::workbook::read("tong-hop.xlsx", &space.bytes("out/xlsx/tong-hop.xlsx")).expect("a workbook");
    let cells: Vec<&str> = book
        .sheets
        .iter()
        .flat_map(|sheet| sheet.cells.values())
        .map(|cell| cell.raw.as_str())
        .collect();
    for text in texts {
        assert!(pdf.contains(&squeeze(text)), "{text} is not in the PDF");
        assert!(cells.contains(&text), "{text} is not in the workbook");
    }
}

#[test]
fn a_character_without_a_glyph_is_a_finding_and_a_box() {
    let (space, mut dossier) = one_commune();
    let odd = "Em \u{1F600} hỏi \u{4E2D}\u{2610}\u{E000} ạ";
    dossier.questions[0].text = odd.to_owned();
    dossier.children[0].name = "Hoàng \u{13000} Ánh".to_owned();
    send(&space, &dossier);
    space.run(&["build", "tong-hop-cau-hoi", "danh-sach"]);
    let manifest = space.json("out/manifest.json");
    assert!(
        manifest["documents"]
            .as_array()
            .expect("documents")
            .iter()
            .all(|document| document["state"] == "made")
    );
    let findings = space.json("out/findings.json");
    let all = codes(&findings, "warning");
    assert!(
        all.iter().filter(|code| *code == "character-not-covered").count() >= 2,
        "{all:?}"
    );
    let found = findings["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .find(|f| f["code"] == "character-not-covered");
    assert!(found.is_some_and(|finding| finding["cell"].is_string() && finding["sheet"].is_string()));
    assert!(
        pdf_text(&space.bytes("out/pdf/tong-hop-cau-hoi.pdf"))
            .concat()
            .contains("Em□hỏi□")
    );
}

#[test]
fn a_character_without_a_glyph_is_told_where_it_was_typed() {
    let (space, dossier) = one_commune();
    send(&space, &dossier);
    space.write(
        "inputs/edits.yaml",
        "# sửa tay\n- {at: units/06313/children/06313-te-1/name, now: \"Hoàng \u{13000} Ánh\"}\n",
    );
    let place = "  place: hội trường UBND huyện Văn Quan";
    let before = space.text("inputs/forum.yaml");
    let line = before.lines().position(|line| line == place).expect("the place") + 1;
    space.replace("inputs/forum.yaml", place, &format!("{place} \u{4E2D}"));
    space.run(&["check"]);
    let found = crate::common::with_code(&space.json("out/findings.json"), "character-not-covered");
    let at = |file: &str| -> Vec<String> {
        let found = found.iter().filter(|finding| finding["file"] == file);
        found
            .map(|finding| finding["cell"].as_str().expect("a line").to_owned())
            .collect()
    };
    assert_eq!(at("inputs/edits.yaml"), ["dòng 2"]);
    assert!(at("inputs/forum.yaml").contains(&format!("dòng {line}")), "{found:#?}");
}
