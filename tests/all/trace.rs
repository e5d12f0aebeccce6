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
