//! Where a printed value came from, and where a cell is printed.

use crate::common::Space;
use serde_json::Value;

fn trace(space: &Space, what: &str) -> Value {
    let run = space.run(&["trace", what, "--json"]).exits(0);
    let answer: Value = serde_json::from_str(&run.stdout).expect("JSON");
    answer["answer"].clone()
}

fn fact<'a>(answer: &'a Value, path: &str) -> &'a Value {
    let facts = answer["facts"].as_array().expect("facts");
    facts
        .iter()
        .find(|fact| fact["path"] == path)
        .unwrap_or_else(|| panic!("{path} in {answer}"))
}

fn documents(fact: &Value) -> Vec<String> {
    let printed = fact["printed"].as_array().expect("printed");
    let mut ids: Vec<String> = printed
        .iter()
        .map(|one| one["document"].as_str().expect("an id").to_owned())
        .collect();
    ids.dedup();
    ids
}

#[test]
fn a_word_a_document_a_path_and_a_cell_lead_to_one_another() {
    let space = Space::few_guests();
    let before = space.all("");

    // From a word to its cell and its documents.
    let name = "units/06313/children/06313-te-1/name";
    let answer = trace(&space, "Hoàng Thị Ánh");
    assert_eq!((&answer["read_as"], &answer["folded"]), (&"text".into(), &false.into()));
    let child = fact(&answer, name);
    let source = &child["sources"][0];
    assert_eq!(source["file"], "submissions/DDTE2024_06313_tri-le.xlsx");
    assert_eq!(
        (&source["cell"], &source["raw"]),
        (&"B6".into(), &"Hoàng Thị Ánh".into())
    );
    let ids = documents(child);
    for id in ["danh-sach-tre-em", "danh-sach/06313", "tong-hop"] {
        assert!(ids.contains(&id.to_owned()), "{id} in {ids:?}");
    }
    assert!(!ids.contains(&"danh-sach/06316".to_owned()));

    // Without marks, when nothing holds the very words.
    let folded = trace(&space, "hoang thi anh");
    assert_eq!(folded["folded"], true);
    assert_eq!(documents(fact(&folded, name)), ids);

    // From a cell, a workbook, and a path.
    let cell = trace(&space, "DDTE2024_06313_tri-le.xlsx!b6");
    assert_eq!(cell["read_as"], "cell");
    assert_eq!(documents(fact(&cell, name)), ids);
    let book = trace(&space, "DDTE2024_06313_tri-le.xlsx");
    assert!(book["facts"].as_array().expect("facts").len() > 50);
    let path = trace(&space, "units/06313/children/06313-te-1");
    assert_eq!(path["read_as"], "path");
    let birth = fact(&path, "units/06313/children/06313-te-1/birth");
    assert_eq!(birth["sources"][0]["cell"], "D6");

    // From a document: a text that is put together, one that a filter made, and one of forum.yaml.
    let letter = trace(&space, "giay-moi/k015");
    assert_eq!(letter["read_as"], "document");
    let addressee = fact(&letter, "guests/k015/addressee");
    assert_eq!(
        addressee["printed"][0]["text"],
        "Bà Linh Thị Mây, Phó Giám đốc Trung tâm Y tế huyện"
    );
    let cells: Vec<&str> = addressee["sources"]
        .as_array()
        .expect("sources")
        .iter()
        .filter_map(|one| one["cell"].as_str())
        .collect();
    assert_eq!(cells, ["F20", "C20", "D20", "E20"], "agency, honorific, name, position");
    let time = fact(&letter, "session/start");
    assert!(
        time["printed"][0]["text"]
            .as_str()
            .expect("text")
            .starts_with("08\u{a0}giờ\u{a0}00")
    );
    let start = time["sources"][0]["raw"].as_str().expect("a line");
    assert!(start.starts_with("start: 2024-09-20T08:00:00"), "{start}");
    let place = &fact(&letter, "session/place")["sources"][0];
    assert_eq!(place["file"], "forum.yaml");

    // For people; what is nowhere is said so; and nothing was written.
    space
        .run(&["truy-vet", "Linh Thị Mây"])
        .exits(0)
        .says("guests.xlsx")
        .says("D20")
        .says("giay-moi/k015");
    space
        .run(&["trace", "không có chữ nào như thế"])
        .exits(2)
        .says("not-traced");
    assert_eq!(before, space.all(""));
}

#[test]
fn a_withheld_text_is_shown_only_to_those_who_ask_for_it() {
    let space = Space::few_guests();
    let cells = trace(&space, "units/06313/questions/06313-ch-1/text");
    let text = cells["facts"][0]["sources"][0]["raw"].as_str().expect("raw").to_owned();
    let start: String = text.chars().take(20).collect();
    crate::common::retype(
        &space,
        "inputs/submissions/DDTE2024_06313_tri-le.xlsx",
        &start,
        "Bạn N lớp em bị bố đánh gãy tay, ai giúp bạn ấy? Hè",
    );
    let document = space.run(&["trace", "tong-hop-cau-hoi", "--json"]).exits(0);
    assert!(
        !document.stdout.contains("gãy tay"),
        "not to those who look at a document"
    );
    let document: Value = serde_json::from_str(&document.stdout).expect("JSON");
    let withheld = fact(&document["answer"], "totals/questions_withheld");
    let part = &withheld["computed"]["parts"][0];
    assert_eq!(part["label"], "Nội dung đang được giữ lại");
    assert!(
        part["path"].is_null() && part["records"].is_null() && part["sources"].is_null(),
        "{part}"
    );
    let asked = space.run(&["trace", "gãy tay"]).exits(0);
    assert!(asked.stdout.contains("gãy tay") && asked.stdout.contains("06313-ch-1"));
}

#[test]
fn an_issued_letter_shows_what_it_showed_when_it_was_signed() {
    let space = Space::few_guests();
    space.run(&["build"]).exits(0);
    space
        .run(&["issue", "giay-moi/k040", "--number", "95", "--date", "2024-08-14"])
        .exits(2)
        .says("issue-before-facts");
    space
        .run(&["issue", "giay-moi/k015", "--number", "95", "--date", "2024-09-10"])
        .exits(0);
    crate::common::retype(&space, "inputs/guests.xlsx", "Linh Thị Mây", "Linh Thị Mai");
    let answer = trace(&space, "giay-moi/k015");
    let addressee = fact(&answer, "guests/k015/addressee");
    assert!(
        addressee["printed"][0]["text"]
            .as_str()
            .expect("text")
            .contains("Linh Thị Mây")
    );
    let record: Value = space.json("inputs/issued/giay-moi/k015.json");
    let facts = record["forms"][0]["facts"].as_array().expect("facts");
    let kept = facts
        .iter()
        .find(|one| one["path"] == "guests/k015/addressee")
        .expect("the addressee");
    assert_eq!(kept["sources"][2]["raw"], "Linh Thị Mây");
}

/// The numbers that an answer says how they were made.
fn computed(answer: &Value) -> Vec<&Value> {
    let facts = answer["facts"].as_array().expect("facts");
    facts.iter().filter(|fact| !fact["computed"].is_null()).collect()
}

fn part<'a>(fact: &'a Value, label: &str) -> &'a Value {
    let parts = fact["computed"]["parts"].as_array().expect("parts");
    parts
        .iter()
        .find(|part| part["label"] == label)
        .unwrap_or_else(|| panic!("{label} in {fact}"))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("a number: {value}"))
}

/// Holds a number to its parts, and those to theirs.
fn adds_up(made: &Value) {
    let (value, by) = (number(&made["value"]), made["by"].as_str().expect("a way"));
    let parts: Vec<f64> = list(made, "parts").iter().map(|part| number(&part["value"])).collect();
    let of: Vec<f64> = list(made, "of").iter().map(|of| number(&of["value"])).collect();
    let result = match (by, of.as_slice()) {
        ("count" | "sum", []) => parts.iter().sum(),
        ("sum", of) => of.iter().sum(),
        ("difference", [a, b]) => a - b,
        ("product", [a, b]) => a * b,
        ("quotient", [a, b]) => a / b,
        ("whole", [a, b]) => (a / b).floor(),
        ("typed" | "given" | "read", []) => value,
        other => panic!("{other:?} in {made}"),
    };
    assert!((result - value).abs() < 1e-9, "{result} is not {made}");
    for part in list(made, "parts") {
        let records = list(part, "records").len();
        if by == "count" && records > 0 {
            assert!((number(&part["value"]) - records as f64).abs() < 1e-9, "{part}");
        }
    }
    list(made, "of").iter().for_each(adds_up);
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value[name].as_array().map_or(&[], Vec::as_slice)
}

const TRI_LE: &str = "submissions/DDTE2024_06313_tri-le.xlsx";

#[test]
fn a_counted_number_is_told_by_communes_and_sheets() {
    let space = Space::few_guests();
    let before = space.all("");
    for asked in ["85", "85 đại biểu trẻ em", "totals/children"] {
        let answer = trace(&space, asked);
        let children = fact(&answer, "totals/children");
        let made = &children["computed"];
        assert_eq!((&made["value"], &made["by"]), (&85.into(), &"count".into()));
        assert_eq!(made["expression"], "children | length");
        assert_eq!(list(made, "parts").len(), 17);
        adds_up(made);
        let tri_le = part(children, "Xã Tri Lễ");
        assert_eq!(
            (&tri_le["value"], &tri_le["path"]),
            (&5.into(), &"units/06313/children".into())
        );
        assert_eq!(tri_le["records"][0], "06313-te-1");
        assert_eq!(tri_le["sources"][0]["file"], TRI_LE);
        assert!(
            tri_le["sources"][0]["sheet"]
                .as_str()
                .expect("a sheet")
                .contains("trẻ em"),
            "{tri_le}"
        );
        assert!(tri_le["sources"][0]["cell"].is_null(), "a sheet as a whole");
        let ids = documents(children);
        for id in ["bao-cao", "danh-sach-tre-em"] {
            assert!(ids.contains(&id.to_owned()), "{id} in {ids:?}");
        }
        let printed = list(children, "printed").iter();
        let printed: Vec<&Value> = printed.filter(|one| one["document"] == "bao-cao").collect();
        assert_eq!(printed[0]["template"], "templates/bao-cao.md");
        let line = printed[0]["line"].as_u64().expect("a line") as usize;
        let template = std::fs::read_to_string(crate::common::repository().join("templates/bao-cao.md"));
        let template = template.expect("the template");
        let line = template.lines().nth(line - 1).expect("that line");
        assert!(
            line.contains(printed[0]["expression"].as_str().expect("an expression")),
            "{line}"
        );
    }
    // A number that is part of another is another number.
    space
        .run(&["trace", "5 đại biểu trẻ em gồm"])
        .exits(2)
        .says("not-traced");

    // Questions, the communes that sent, a share, money and its words.
    let questions = trace(&space, "51 câu hỏi");
    adds_up(&fact(&questions, "totals/questions_raw")["computed"]);
    let report = trace(&space, "bao-cao");
    let tri_le = part(fact(&report, "totals/units_sent"), "Xã Tri Lễ");
    assert_eq!((&tri_le["value"], &tri_le["path"]), (&1.into(), &"units/06313".into()));
    assert_eq!(tri_le["sources"], serde_json::json!([{ "file": TRI_LE }]));
    let share = computed(&report)
        .into_iter()
        .find(|fact| fact["computed"]["expression"] == "cf.girls / cf.children")
        .expect("the share of girls");
    assert_eq!(share["computed"]["by"], "quotient");
    assert!(
        share["path"]
            .as_str()
            .expect("a place")
            .starts_with("templates/bao-cao.md:")
    );
    let girls = &share["computed"]["of"][0];
    assert_eq!(
        (&girls["path"], &girls["by"]),
        (&"totals/commune_forums/girls".into(), &"sum".into())
    );
    let cell = list(girls, "parts").iter().find(|part| part["label"] == "Xã Tri Lễ");
    let cell = &cell.expect("a part")["sources"][0];
    assert!(cell["cell"].is_string() && cell["raw"].is_string(), "{cell}");
    let spent = fact(&report, "totals/spent");
    adds_up(&spent["computed"]);
    let source = &spent["computed"]["parts"][0]["sources"][0];
    assert_eq!(source["file"], "forum.yaml");
    assert!(source["raw"].as_str().expect("a line").contains("amount"), "{source}");
    let texts: Vec<&str> = list(spent, "printed")
        .iter()
        .filter_map(|one| one["text"].as_str())
        .collect();
    let words = texts
        .iter()
        .find(|text| !text.contains(|c: char| c.is_ascii_digit()))
        .expect("in words");
    for asked in [
        (*words).to_owned(),
        words.replace("nghìn", "ngàn"),
        texts[0].replace('\u{a0}', " "),
    ] {
        fact(&trace(&space, &asked), "totals/spent");
    }

    // For people.
    space
        .run(&["truy-vet", "85 đại biểu trẻ em"])
        .exits(0)
        .says("= 85: đếm")
        .says("Xã Tri Lễ: 5")
        .says("templates/bao-cao.md");
    assert_eq!(before, space.all(""));
}

#[test]
fn a_number_that_somebody_typed_leads_to_its_place() {
    let space = Space::small();
    let asked = trace(&space, "outcome/questions_asked");
    let asked = fact(&asked, "outcome/questions_asked");
    assert!(asked["computed"].is_null());
    assert_eq!(asked["sources"][0]["file"], "forum.yaml");
    assert!(
        asked["sources"][0]["raw"]
            .as_str()
            .expect("a line")
            .starts_with("questions_asked:")
    );
    assert_eq!(documents(asked), ["bao-cao"]);
    let path = "units/06313/commune_forum/children";
    let answer = trace(&space, path);
    let children = fact(&answer, path);
    assert!(children["computed"].is_null());
    assert_eq!(children["sources"][0]["file"], TRI_LE);
    assert!(documents(children).contains(&"bao-cao".to_owned()), "its table");
}

#[test]
fn the_parts_say_what_corrections_did_to_them() {
    let space = Space::small().file(
        "inputs/edits.yaml",
        "- {at: units/06313/children/06313-te-4, drop: true, by: LTN, on: 2024-09-01, why: em bị ốm}\n",
    );
    let answer = trace(&space, "09 đại biểu trẻ em");
    let children = fact(&answer, "totals/children");
    let tri_le = part(children, "Xã Tri Lễ");
    assert_eq!(tri_le["value"], 4);
    let edit = &tri_le["edits"][0];
    assert_eq!(
        (&edit["does"], &edit["record"], &edit["line"]),
        (&"drop".into(), &"06313-te-4".into(), &1.into())
    );
    adds_up(&children["computed"]);
    space
        .run(&["trace", "9 đại biểu trẻ em"])
        .exits(0)
        .says("Xã Tri Lễ: 4")
        .says("bớt 06313-te-4: đã sửa ở dòng 1 của edits.yaml, LTN, 01/9/2024, em bị ốm");
}

#[test]
fn a_cell_a_workbook_and_a_record_lead_to_the_numbers_that_count_them() {
    let space = Space::small();
    let asked = |what: &str| {
        let answer = trace(&space, what);
        let facts = answer["facts"].as_array().expect("facts");
        assert!(facts[0]["computed"].is_null(), "what was asked for comes first");
        let children = fact(&answer, "totals/children").clone();
        let marked: Vec<Value> = list(&children["computed"], "parts")
            .iter()
            .filter(|part| part["asked"] == true)
            .map(|part| part["label"].clone())
            .collect();
        assert_eq!(marked, ["Xã Tri Lễ"], "{what}");
        assert!(documents(&children).contains(&"bao-cao".to_owned()));
        facts
            .iter()
            .map(|fact| fact["path"].as_str().expect("a path").to_owned())
            .collect::<Vec<_>>()
    };
    let of_cell = asked("DDTE2024_06313_tri-le.xlsx!2. DS trẻ em!B6");
    for (counted, paths) in [
        (true, "totals/children"),
        (false, "totals/caretakers"),
        (false, "totals/units_sent"),
        (false, "totals/commune_forums/children"),
    ] {
        assert_eq!(of_cell.contains(&paths.to_owned()), counted, "{paths}");
    }
    let of_record = asked("units/06313/children/06313-te-1");
    assert!(of_record.contains(&"totals/children".to_owned()));
    let of_book = asked("DDTE2024_06313_tri-le.xlsx");
    for path in [
        "totals/caretakers",
        "totals/units_sent",
        "totals/commune_forums/children",
    ] {
        assert!(of_book.contains(&path.to_owned()), "{path}");
    }
    space
        .run(&["trace", "DDTE2024_06313_tri-le.xlsx!2. DS trẻ em!B6"])
        .exits(0)
        .says("Xã Tri Lễ: 5");
}

#[test]
fn the_parts_of_all_numbers_add_up() {
    let space = Space::few_guests();
    let mut all = 0;
    for (paper, least) in [
        ("bao-cao", 100),
        ("ke-hoach", 3),
        ("danh-sach-tre-em", 40),
        ("tong-hop-kien-nghi", 40),
        ("giay-moi/k015", 2),
        ("tong-hop", 100),
    ] {
        let answer = trace(&space, paper);
        let numbers = computed(&answer);
        assert!(numbers.len() >= least, "{} numbers in {paper}", numbers.len());
        for fact in &numbers {
            adds_up(&fact["computed"]);
            let path = fact["path"].as_str().expect("a path");
            assert!(
                !path.starts_with("totals/") || fact["computed"]["by"] != "read",
                "nobody says what is counted: {fact}"
            );
        }
        let told = numbers.iter().filter(|fact| fact["computed"]["by"] != "read").count();
        assert!(told * 10 >= numbers.len() * 9, "{told} of {} in {paper}", numbers.len());
        all += numbers.len();
    }
    assert!(all > 300, "{all}");
}

#[test]
fn an_issued_paper_says_how_its_numbers_were_made_then() {
    let space = Space::few_guests();
    space.run(&["build", "ke-hoach"]);
    space
        .run(&["issue", "ke-hoach", "--number", "15", "--date", "2024-07-22"])
        .exits(0);
    let planned = |space: &Space| {
        let answer = trace(space, "ke-hoach");
        let fact = fact(&answer, "totals/planned_children").clone();
        (
            number(&fact["computed"]["value"]),
            number(&fact["computed"]["of"][1]["value"]),
        )
    };
    assert_eq!(planned(&space), (85.0, 5.0));
    space.replace("inputs/forum.yaml", "children: 5", "children: 6");
    assert_eq!(planned(&space), (85.0, 5.0));
    let answer = trace(&space, "102 trẻ em");
    assert!(documents(fact(&answer, "totals/planned_children")).contains(&"danh-sach-tre-em".to_owned()));
}

#[test]
fn a_template_of_the_office_is_taken_apart_like_any_other() {
    let space = Space::small()
        .file(
            "templates/thu.md",
            r#"---
kind: thu
form: working
kind_name: THỬ
subject: "Số liệu của {{ units | selectattr('sent') | list | length | in_words }} xã"
letterhead: phong
signer: office_head
recipients: lists
---
{% set all = units | selectattr("sent") | map(attribute="commune_forum.children") | list %}
{% set n = all | length %}
Một: {{ n | pad }} xã. Hai: {{ (n + 1) * 2 }}. Ba: {{ all | sum }} em. Bốn: {{ all | max }}. Năm: {{ (none or n) if units else 0 }}. Bảy: {{ all | length | in_words | capitalize_first }}.

{% for unit in units if unit.sent %}
- {{ unit.name }}: **{{ unit.children | selectattr("gender", "eq", "nu") | list | length | count("em") }}**/{{ unit.children | length }}
{% endfor %}

{% include "parts/dem.md" %}
"#,
        )
        .file("templates/parts/dem.md", "Sáu: {{ all | length }}/{{ units | rejectattr(\"sent\") | list | length }}/{{ children | selectattr(\"name\", \"eq\", \"?\") | list | length }}\n");
    let answer = trace(&space, "thu");
    let of = |before: &str| {
        let facts = computed(&answer);
        let stands = |fact: &&&Value| {
            let mut places = list(fact, "printed").iter().filter_map(|one| one["before"].as_str());
            places.any(|place| place.trim_end().ends_with(before))
        };
        let fact = facts.iter().find(stands).copied();
        let fact = fact.unwrap_or_else(|| panic!("{before} in {answer}"));
        adds_up(&fact["computed"]);
        fact.clone()
    };
    let made = |before: &str| {
        let fact = of(before);
        (
            fact["computed"]["by"].as_str().expect("a way").to_owned(),
            number(&fact["computed"]["value"]),
        )
    };
    for (before, by, value) in [
        ("Số liệu của", "count", 2.0),
        ("Một:", "count", 2.0),
        ("Hai:", "product", 6.0),
        ("Ba:", "sum", 114.0),
        ("Bốn:", "read", 62.0),
        ("Năm:", "count", 2.0),
        ("Bảy:", "count", 2.0),
        ("Tri Lễ:", "count", 3.0),
        ("Sáu:", "count", 2.0),
        ("Sáu: 2/", "count", 15.0),
        ("Sáu: 2/15/", "count", 0.0),
    ] {
        assert_eq!(made(before), (by.to_owned(), value), "{before}");
    }
    let sum = of("Ba:");
    assert!(part(&sum, "Xã Tri Lễ")["sources"][0]["cell"].is_string(), "{sum}");
    let most = of("Bốn:");
    assert_eq!(
        most["computed"]["reads"],
        serde_json::json!([{ "path": "units", "count": 17 }])
    );
    let none = of("Sáu: 2/15/");
    assert_eq!(
        none["computed"]["reads"],
        serde_json::json!([{ "path": "units/*/children", "count": 10 }])
    );
    assert_eq!(none["path"], "templates/parts/dem.md:1");
    let unit = &fact(&answer, "units/06313/name")["sources"][0]["raw"];
    assert!(
        unit.as_str().expect("a line").contains("name: Tri Lễ"),
        "its own line, not that of a predecessor: {unit}"
    );
    let girls = trace(&space, "Tri Lễ: 03 em/5");
    assert_eq!(computed(&girls).len(), 2, "{girls}");
}
