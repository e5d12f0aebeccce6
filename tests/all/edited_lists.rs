//! Corrections typed into the lists of the summary workbook, in `out/` and in a copy that comes back.

use crate::common::{Space, row_of, type_cells, with_code};
use serde_json::Value;

const TRI_LE: &str = "inputs/submissions/DDTE2024_06313_tri-le.xlsx";
const BOOK: &str = "out/xlsx/tong-hop.xlsx";
const EDITS: &str = "inputs/edits.yaml";
const MODEL: &str = "out/model/units/06313.yaml";
/// Sheets of the summary workbook.
const CHILDREN: usize = 3;
const CARETAKERS: usize = 4;
const QUESTIONS: usize = 7;
const BY_THEME: usize = 8;
const BY_AGENCY: usize = 9;
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
fn agency_status_notes_and_the_birth_of_a_caretaker_are_corrected_in_the_lists() {
    let space = made();
    // The list shows the year alone of what was sent as a day.
    type_cells(&space, TRI_LE, 4, &[("C6", "05/03/1987")]);
    space.run(&[
        "edits",
        "add",
        "units/06313/children/06313-te-1",
        "--substitute",
        "name=Hứa Thị Mới",
    ]);
    space.run(&["build", "tong-hop"]);
    let caretaker = "units/06313/caretakers/06313-pt-1";
    let (child, matter) = (
        "units/06313/children/06313-te-6",
        "units/06313/recommendations/06313-kn-1",
    );
    type_in(
        &space,
        BOOK,
        CHILDREN,
        child,
        &[("O", "thay cho em Hoàng Thị Ánh; đến muộn")],
    );
    type_in(
        &space,
        BOOK,
        CARETAKERS,
        caretaker,
        &[("E", "1986"), ("K", "đi xe riêng")],
    );
    type_in(&space, BOOK, BY_THEME, matter, &[("E", "Công an")]);
    type_in(&space, BOOK, BY_AGENCY, matter, &[("F", "Đã trả lời tại Diễn đàn")]);
    space.run(&["build", "tong-hop"]);
    let all = lines(&space);
    for line in [
        format!("{child}/notes, was: null, now: đến muộn"),
        format!("{caretaker}/birth, was: \"1987-03-05\", now: \"1986\""),
        format!("{caretaker}/notes, was: null, now: đi xe riêng"),
        format!("{matter}/agency, was: "),
        format!("{matter}/status, was: chua-tra-loi, now: da-tra-loi-tai-dien-dan"),
    ] {
        assert!(all.iter().any(|one| one.contains(&line)), "{line}\nin {all:#?}");
    }
    assert_eq!(all.len(), 6, "{all:#?}");
    let findings = space.json("out/findings.json");
    assert!(with_code(&findings, "edit-conflict").is_empty());
    space.run(&["build", "tong-hop"]).says("Đã lập 0");
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

#[test]
fn a_row_that_somebody_adds_with_a_name_becomes_a_person_of_the_unit() {
    let space = made();
    let child = |n: usize| format!("units/06313/children/06313-te-{n}");
    // They stand in the order of their names: 1, 2, 4, 5, 3.
    let row = |n: usize| row_of(&space, BOOK, CHILDREN, &child(n));
    let (nameless, new, copied) = (row(2), row(4), row(5));
    let cell = |column: &str, row: usize| format!("{column}{row}");
    type_cells(
        &space,
        BOOK,
        CHILDREN,
        &[
            // No name: told.
            (&cell("A", nameless), ""),
            (&cell("C", nameless), ""),
            // A new row, with what is asked of a child, and one cell that says nothing.
            (&cell("A", new), ""),
            (&cell("C", new), "Hứa Thị Mới"),
            (&cell("D", new), "Nữ"),
            (&cell("E", new), "22/03/2013"),
            (&cell("J", new), "chưa rõ là gì"),
            (&cell("L", new), "Có"),
            // A copy of the row below with its hidden id, for somebody else.
            (&cell("A", copied), &child(3)),
            (&cell("C", copied), "Lộc Văn Mới"),
        ],
    );
    let typed = space.bytes(BOOK);
    space.run(&["build", "tong-hop"]).says("Đã lập 1");
    let all = lines(&space);
    assert_eq!(all.len(), 2, "{all:#?}");
    let starts = |line: &str, start: &str| assert!(line.starts_with(start), "{line}");
    starts(
        &all[0],
        "- {at: units/06313/children, add: {id: \"06313-te-6\", name: Hứa Thị Mới, gender: nu, birth: \"2013-03-22\"",
    );
    assert!(all[0].contains("consent: {") && all[0].contains("processing: true"));
    starts(
        &all[1],
        "- {at: units/06313/children, add: {id: \"06313-te-7\", name: Lộc Văn Mới",
    );
    let findings = space.json("out/findings.json");
    assert_eq!(with_code(&findings, "value-unclear")[0]["cell"], cell("J", new));
    let told = with_code(&findings, "list-row-added");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["cell"], cell("D", nameless));
    let model = space.text(MODEL);
    assert!(model.contains("name: Hứa Thị Mới\n") && model.contains("id: 06313-te-3\n"));
    // What was typed is kept beside, and says nothing new from now on.
    assert_eq!(space.bytes("out/xlsx/tong-hop (đã sửa tay).xlsx"), typed);
    space.run(&["build", "tong-hop"]).says("Đã lập 0");
    assert_eq!(lines(&space), all);

    // A run that was broken off after it had written the corrections finds the same rows again.
    space.write(BOOK, typed);
    space.run(&["build", "tong-hop"]);
    assert_eq!(lines(&space), all);
}
