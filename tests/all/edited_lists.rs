//! Corrections typed into the lists of the summary workbook, in `out/` and in a copy that comes back.

use crate::common::{Space, row_of, type_cells, with_code};
use serde_json::Value;

const TRI_LE: &str = "inputs/submissions/DDTE2024_06313_tri-le.xlsx";
const BOOK: &str = "out/xlsx/tong-hop.xlsx";
const EDITS: &str = "inputs/edits.yaml";
const MODEL: &str = "out/model/units/06313.yaml";
/// Sheets of the summary workbook.
const CHILDREN: usize = 3;
const QUESTIONS: usize = 7;
const GUESTS: usize = 14;

/// The example with one commune, its summary workbook made.
fn made() -> Space {
    let space = Space::few_guests();
    let bytes = space.bytes(TRI_LE);
    for folder in ["inputs/submissions", "inputs/returned"] {
        std::fs::remove_dir_all(space.path(folder)).expect("removed");
    }
    let space = space.file(TRI_LE, bytes);
    space.run(&["build", "tong-hop"]);
    space
}

fn type_in(space: &Space, book: &str, sheet: usize, id: &str, cells: &[(&str, &str)]) {
    let row = row_of(space, book, sheet, id);
    let cells: Vec<(String, &str)> = cells
        .iter()
        .map(|(column, text)| (format!("{column}{row}"), *text))
        .collect();
    let cells: Vec<(&str, &str)> = cells.iter().map(|(cell, text)| (cell.as_str(), *text)).collect();
    type_cells(space, book, sheet, &cells);
}

fn lines(space: &Space) -> Vec<String> {
    let text = space.text(EDITS);
    text.lines()
        .filter(|line| line.starts_with('-'))
        .map(str::to_owned)
        .collect()
}

fn taken(findings: &Value) -> usize {
    with_code(findings, "edit-taken").len()
}

#[test]
fn what_is_typed_into_the_summary_workbook_becomes_a_correction() {
    let space = made();
    let child = "units/06313/children/06313-te-5";
    type_in(
        &space,
        BOOK,
        CHILDREN,
        child,
        &[
            ("C", "Lộc An Nhi"),
            ("D", "Nam"),
            ("E", "22/03/2013"),
            ("I", ""),
            ("J", "Đặt câu hỏi; Biểu diễn"),
            ("M", "Không"),
        ],
    );
    type_in(
        &space,
        BOOK,
        QUESTIONS,
        "units/06313/questions/06313-ch-2",
        &[("C", "Lời đã biên tập ạ?")],
    );
    type_in(&space, BOOK, GUESTS, "guests/k017", &[("F", "Phó Giám đốc")]);
    space.run(&["build", "tong-hop"]).says("Đã lập 1");
    let all = lines(&space);
    let why = "why: sửa trong out/xlsx/tong-hop.xlsx}";
    for line in [
        format!("- {{at: {child}/name, was: Lộc An Nhiên, now: Lộc An Nhi, {why}"),
        format!("- {{at: {child}/gender, was: nu, now: nam, {why}"),
        format!("- {{at: {child}/birth, was: \"2014-03-22\", now: \"2013-03-22\", {why}"),
        format!("- {{at: {child}/achievement, was: Hoàn thành xuất sắc, now: null, {why}"),
        format!("- {{at: {child}/duties, was: [perform], now: [question, perform], {why}"),
        format!("- {{at: {child}/consent/photo, was: true, now: false, {why}"),
        format!("- {{at: units/06313/questions/06313-ch-2/edited_text, was: null, now: \"Lời đã biên tập ạ?\", {why}"),
    ] {
        assert!(all.contains(&line), "{line}\nin {all:#?}");
    }
    assert!(
        all[7].starts_with("- {at: guests/k017/position, was: ") && all.len() == 8,
        "{all:#?}"
    );
    let findings = space.json("out/findings.json");
    assert_eq!(taken(&findings), 8);
    let first = with_code(&findings, "edit-taken");
    assert!(
        first
            .iter()
            .all(|finding| finding["file"] == BOOK && finding["cell"].is_string())
    );
    let model = space.text(MODEL);
    assert!(model.contains("name: Lộc An Nhi\n") && model.contains("edited_text: Lời đã biên tập ạ?"));
    space.run(&["build", "tong-hop"]).says("Đã lập 0");
    assert_eq!(lines(&space), all);
}

#[test]
fn a_copy_that_comes_back_late_brings_only_what_was_typed() {
    let space = made();
    let copy = "inputs/returned/tong-hop lanh dao sua.xlsx";
    space.write(copy, space.bytes(BOOK));
    type_in(
        &space,
        copy,
        CHILDREN,
        "units/06313/children/06313-te-2",
        &[("C", "Nông Minh Đạt")],
    );
    // Meanwhile the commune has sent another class: the old one in the copy is no correction.
    type_cells(&space, TRI_LE, 3, &[("F7", "8D")]);
    space.run(&["check"]);
    assert_eq!(lines(&space).len(), 1);
    assert!(lines(&space)[0].contains("06313-te-2/name, was: Nông Minh Đức, now: Nông Minh Đạt"));
    let model = space.text(MODEL);
    assert!(model.contains("name: Nông Minh Đạt") && model.contains("class: 8D"));
    // It is taken over once, even if somebody takes the correction back.
    space.run(&["edits", "drop", "1"]).exits(0);
    space.run(&["check"]);
    assert_eq!((lines(&space).len(), taken(&space.json("out/findings.json"))), (0, 0));
    assert!(space.text(MODEL).contains("name: Nông Minh Đức"));
}

#[test]
fn what_cannot_be_understood_is_told_with_its_cell_and_the_rest_is_taken_over() {
    let space = made();
    let copy = "inputs/returned/sua.xlsx";
    space.write(copy, space.bytes(BOOK));
    let child = "units/06313/children/06313-te-1";
    type_in(
        &space,
        copy,
        CHILDREN,
        child,
        &[("C", ""), ("D", "con gái út"), ("G", "7C")],
    );
    for _ in 0..2 {
        let run = space.run(&["check"]);
        assert!(run.code < 2, "{}", run.stderr);
        let findings = space.json("out/findings.json");
        let row = row_of(&space, copy, CHILDREN, child);
        let told = findings["findings"].as_array().expect("a list").iter();
        let told: Vec<&Value> = told
            .filter(|finding| finding["file"] == "returned/sua.xlsx" && finding["code"] != "edit-taken")
            .collect();
        assert_eq!(told.len(), 1, "{told:#?}");
        assert_eq!(told[0]["cell"], format!("D{row}"));
        // A name cannot be taken away: the correction says so with its line.
        assert_eq!(with_code(&findings, "edit-value").len(), 1);
        let model = space.text(MODEL);
        assert!(
            model.contains("class: 7C") && model.contains("name: Hoàng Thị Ánh\n  gender: nu"),
            "{model}"
        );
    }
}
