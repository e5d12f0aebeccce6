//! Corrections by hand over re-ingests: in `inputs/edits.yaml`, in `out/model`, and by the command `edits`.

use crate::common::{Run, Space, codes, pdf_text, squeeze, swap_rows, type_cells, with_code};
use serde_json::Value;

const TRI_LE: &str = "inputs/submissions/DDTE2024_06313_tri-le.xlsx";
const MODEL: &str = "out/model/units/06313.yaml";
const EDITS: &str = "inputs/edits.yaml";
/// Sheets of the form.
const CHILDREN: usize = 3;
const QUESTIONS: usize = 6;
/// Row of the first child.
const FIRST: u32 = 6;

/// The example, with the workbook of one commune alone.
fn tri_le() -> Space {
    let space = Space::few_guests();
    let bytes = space.bytes(TRI_LE);
    for folder in ["inputs/submissions", "inputs/returned"] {
        std::fs::remove_dir_all(space.path(folder)).expect("removed");
    }
    space.file(TRI_LE, bytes)
}

fn check(space: &Space) -> Value {
    let Run { code, stdout, stderr } = space.run(&["check"]);
    assert!(code < 2, "{stdout}{stderr}");
    space.json("out/findings.json")
}

fn codes_of_edits(findings: &Value) -> Vec<String> {
    ["error", "warning", "note"]
        .iter()
        .flat_map(|severity| codes(findings, severity))
        .filter(|code| code.starts_with("edit") || code.starts_with("model-"))
        .collect()
}

fn message(findings: &Value, code: &str) -> String {
    let found = with_code(findings, code);
    assert_eq!(found.len(), 1, "{code}: {findings:#}");
    found[0]["message"].as_str().expect("a message").to_owned()
}

/// The line of the model that holds `text`.
fn model_has(space: &Space, text: &str) -> bool {
    space.text(MODEL).contains(text)
}

#[test]
fn a_name_edited_in_the_model_prints_wherever_it_stands_and_only_there() {
    let space = Space::few_guests();
    space.run(&["build"]).exits(0);
    space.replace(MODEL, "name: Lộc An Nhiên", "name: Lộc An Nhi");
    let run = space.run(&["build"]).exits(0).says("Đã nhận chỗ sửa tay");
    assert!(!run.stdout.contains("Đã lập 0"), "{}", run.stdout);

    let manifest = space.json("out/manifest.json");
    let mut made: Vec<&str> = Vec::new();
    for document in manifest["documents"].as_array().expect("documents") {
        let id = document["id"].as_str().expect("an id");
        let outputs = document["outputs"].as_array().expect("outputs");
        for output in outputs.iter().filter(|output| output["format"] == "pdf") {
            let bytes = space.bytes(&format!("out/{}", output["path"].as_str().expect("a path")));
            let text = pdf_text(&bytes).concat();
            assert!(!text.contains(&squeeze("Lộc An Nhiên")), "{id} has the old name");
            let has = text.contains(&squeeze("Lộc An Nhi"));
            let state = document["state"].as_str();
            assert_eq!(state == Some("made"), has, "{id} is {state:?}, has the new name: {has}");
        }
        if document["state"] == "made" {
            made.push(id);
        }
    }
    assert!(made.contains(&"danh-sach-tre-em") && made.contains(&"danh-sach/06313") && made.contains(&"tong-hop"));

    let edits = space.text(EDITS);
    assert!(
        edits.contains("- {at: units/06313/children/06313-te-5/name, was: Lộc An Nhiên, now: Lộc An Nhi, why: sửa trong out/model/units/06313.yaml}"),
        "{edits}"
    );
    space.run(&["build"]).exits(0).says("Đã lập 0");
    assert_eq!(space.text(EDITS), edits);
}

#[test]
fn an_edit_holds_when_the_commune_sends_rows_in_another_order_and_one_more_child() {
    let space = tri_le();
    check(&space);
    space.replace(MODEL, "name: Hoàng Thị Ánh", "name: Hoàng Thị Ngọc Ánh");
    check(&space);
    swap_rows(&space, TRI_LE, CHILDREN, FIRST, FIRST + 3);
    type_cells(
        &space,
        TRI_LE,
        CHILDREN,
        &[("B11", "Hoàng Thị An"), ("C11", "Nữ"), ("D11", "2012")],
    );
    let findings = check(&space);
    assert_eq!(codes_of_edits(&findings), Vec::<String>::new());
    let model = space.text(MODEL);
    for (id, name) in [
        ("te-4", "Bàn Phúc Lâm"),
        ("te-1", "Hoàng Thị Ngọc Ánh"),
        ("te-6", "Hoàng Thị An"),
    ] {
        assert!(
            model.contains(&format!("- id: 06313-{id}\n  name: {name}")),
            "{id} {name}: {model}"
        );
    }
}

#[test]
fn both_sides_change_the_same_field_even_at_once() {
    let space = tri_le();
    check(&space);
    space.replace(MODEL, "class: 8A", "class: 8C");
    type_cells(&space, TRI_LE, CHILDREN, &[("F7", "8B")]);
    let findings = check(&space);
    let said = message(&findings, "edit-conflict");
    for value in ["8A", "8B", "8C", "dòng 4"] {
        assert!(said.contains(value), "{value}: {said}");
    }
    assert_eq!(with_code(&findings, "edit-conflict")[0]["cell"], "F7");
    assert!(model_has(&space, "class: 8C") && space.text(EDITS).contains("was: \"8A\", now: \"8C\""));

    type_cells(&space, TRI_LE, CHILDREN, &[("F7", "8C")]);
    let findings = check(&space);
    assert_eq!(codes_of_edits(&findings), ["edit-unneeded"]);
    space.run(&["edits", "drop", "1"]).exits(0);
    assert_eq!(codes_of_edits(&check(&space)), Vec::<String>::new());
    assert!(model_has(&space, "class: 8C"));
}

#[test]
fn an_edit_of_somebody_who_is_gone_waits_for_them() {
    let space = tri_le().file(
        EDITS,
        "- {at: units/06313/children/06313-te-2/school, now: Trường khác}\n",
    );
    check(&space);
    assert!(model_has(&space, "school: Trường khác"));
    let cells = [
        "B7", "C7", "D7", "E7", "F7", "G7", "H7", "I7", "J7", "K7", "L7", "M7", "N7", "O7",
    ];
    let whole = space.bytes(TRI_LE);
    type_cells(&space, TRI_LE, CHILDREN, &cells.map(|cell| (cell, "")));
    assert_eq!(codes_of_edits(&check(&space)), ["edit-gone"]);
    assert!(!model_has(&space, "Trường khác"));
    space.write(TRI_LE, whole);
    assert_eq!(codes_of_edits(&check(&space)), Vec::<String>::new());
    assert!(model_has(&space, "school: Trường khác"));
    std::fs::remove_file(space.path(TRI_LE)).expect("removed");
    assert_eq!(codes_of_edits(&check(&space)), ["edit-unsent"]);
    assert!(!space.exists(MODEL), "what is not sent is no model");
    assert!(space.text(EDITS).contains("Trường khác"));
}

#[test]
fn wrong_corrections_are_told_with_their_line_and_the_others_hold() {
    let space = tri_le().file(
        EDITS,
        "# đầu\nschema: 1\nedits:\n\
         - {at: units/06313/children/06313-te-1/nmae, now: A}\n\
         - {at: units/06313/children/06313-te-1/gender, now: nuu}\n\
         - {at: units/06313/children/06313-te-1, now: A}\n\
         - {at: units/6313/poster/title, now: A}\n\
         - {at: units/06313/poster/title}\n\
         - {at: units/06313/questions/06313-ch-1/theme, now: T99}\n\
         - {att: x, drop: true}\n\
         - {at: units/06313/sources, now: []}\n\
         - {at: units/06313/children/06313-te-1/birth, now: hè}\n\
         - {at: units/06313/children/06313-te-1/name, now: null}\n\
         - {at: units/06313/delegation/contact/phone, now: 0900000999}\n\
         - {at: units/06313/children/06313-te-2/consent/photo, now: không}\n\
         - {at: units/06313/children/06313-te-2/duties, now: question}\n\
         - {at: units/06313/children/06313-te-2/achievement, now: null}\n",
    );
    let findings = check(&space);
    let told: Vec<(String, String)> = findings["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["file"] == EDITS)
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().expect("text").to_owned();
            (text("cell"), text("code"))
        })
        .collect();
    let mut lines: Vec<(usize, &str)> = told
        .iter()
        .map(|(cell, code)| (cell.trim_start_matches("dòng ").parse().expect("a line"), code.as_str()))
        .collect();
    lines.sort_unstable();
    let wanted = [
        (4, "edit-path"),
        (5, "edit-value"),
        (6, "edit-misplaced"),
        (7, "edit-path"),
        (8, "edit-invalid"),
        (9, "edit-value"),
        (10, "edit-invalid"),
        (11, "edit-path"),
        (12, "edit-value"),
        (13, "edit-value"),
    ];
    assert_eq!(lines, wanted);
    let near = with_code(&findings, "edit-path");
    assert!(
        near.iter()
            .any(|finding| finding["message"].as_str().is_some_and(|text| text.contains("«name»")))
    );
    let model = space.text(MODEL);
    assert!(model.contains("phone: \"0900000999\""), "{model}");
    let second = &model[model.find("06313-te-2").expect("te-2")..model.find("06313-te-3").expect("te-3")];
    assert!(
        second.contains("photo: false") && second.contains("- question") && !second.contains("achievement"),
        "{second}"
    );
}

#[test]
fn a_file_that_is_no_list_stops_the_run_with_its_line() {
    let space = tri_le().file(EDITS, "- {at: units/06313/poster/title, now: [A}\n");
    space.run(&["build"]).exits(2).says("inputs/edits.yaml").says("dòng 1");
    assert!(!space.exists("out/model"));
}

#[test]
fn added_dropped_and_replaced_people() {
    let space = tri_le().file(
        EDITS,
        "# chưa có id\n\
         - at: units/06313/children\n  add: {name: Vi Thị Ba, gender: nu, birth: \"2012\"}\n\
         - {at: units/06313/children/06313-te-3, drop: true}\n\
         - {at: units/06313/children/06313-te-2, was: Nông Minh Đức, substitute: {name: Triệu Văn Tư, birth: 2011, gender: Nam}}\n",
    );
    space.run(&["build"]);
    let model = space.text(MODEL);
    let edits = space.text(EDITS);
    assert!(
        edits.contains("# chưa có id") && edits.contains("add: {id: \"06313-te-6\", name: Vi Thị Ba"),
        "{edits}"
    );
    assert!(
        edits.contains("substitute: {id: \"06313-te-7\", name: Triệu Văn Tư"),
        "{edits}"
    );
    assert!(!model.contains("name: Hứa Thị Kiều Oanh"), "{model}");
    assert!(model.contains("- id: 06313-te-6\n  name: Vi Thị Ba"), "{model}");
    let replacing = &model[model.find("- id: 06313-te-7").expect("te-7")..];
    assert!(
        replacing.contains("replaces:\n    id: 06313-te-2\n    name: Nông Minh Đức"),
        "{model}"
    );
    assert!(
        replacing
            .split("\n- id: ")
            .next()
            .is_some_and(|record| record.contains("- perform")),
        "takes over the duty: {model}"
    );
    let list = pdf_text(&space.bytes("out/pdf/danh-sach-tre-em.pdf")).concat();
    assert!(list.contains(&squeeze("thay cho em Nông Minh Đức")), "{list}");
    assert!(list.contains(&squeeze("Vi Thị Ba")) && !list.contains(&squeeze("Hứa Thị Kiều Oanh")));
    let before = (space.text(EDITS), space.text("inputs/ids.yaml"), space.text(MODEL));
    space.run(&["build"]).says("Đã lập 0");
    assert_eq!(
        (space.text(EDITS), space.text("inputs/ids.yaml"), space.text(MODEL)),
        before
    );

    // The commune sends her too: one child, the same id, no news.
    type_cells(
        &space,
        TRI_LE,
        CHILDREN,
        &[("B11", "Vi Thị Ba"), ("C11", "Nữ"), ("D11", "2012")],
    );
    let findings = check(&space);
    assert_eq!(codes_of_edits(&findings), ["edit-unneeded"]);
    assert_eq!(space.text(MODEL).matches("Vi Thị Ba").count(), 1);
    assert!(model_has(&space, "- id: 06313-te-6\n  name: Vi Thị Ba"));
}

#[test]
fn records_come_and_go_in_the_model_file() {
    let space = tri_le();
    check(&space);
    let model = space.text(MODEL);
    let start = model.find("- id: 06313-te-4").expect("te-4");
    let end = model.find("- id: 06313-te-5").expect("te-5");
    let without = format!("{}{}", &model[..start], &model[end..]);
    let added = without.replace(
        "children:\n",
        "children:\n- name: Vi Thị Ba\n  birth: \"2012\"\n  consent: {photo: true}\n",
    );
    let keyless = added.replace("  achievement: Hoàn thành xuất sắc\n", "");
    space.write(MODEL, keyless);
    let findings = check(&space);
    assert_eq!(codes_of_edits(&findings), ["edit-taken", "edit-taken", "edit-taken"]);
    let edits = space.text(EDITS);
    for line in [
        "- {at: units/06313/children/06313-te-4, drop: true, why: sửa trong out/model/units/06313.yaml}\n",
        "- {at: units/06313/children, add: {id: \"06313-te-6\", name: Vi Thị Ba, birth: \"2012\", consent: {photo: true}}, why: sửa trong out/model/units/06313.yaml}\n",
        "- {at: units/06313/children/06313-te-5/achievement, was: Hoàn thành xuất sắc, now: null, why: sửa trong out/model/units/06313.yaml}\n",
    ] {
        assert!(edits.contains(line), "{line} in {edits}");
    }
    assert_eq!(codes_of_edits(&check(&space)), Vec::<String>::new());
    assert_eq!(space.text(EDITS), edits);
    assert!(!model_has(&space, "te-4") && model_has(&space, "- id: 06313-te-6\n  name: Vi Thị Ba"));

    // Another order alone is told and changes nothing.
    let model = space.text(MODEL);
    let (first, second) = (
        model.find("- id: 06313-te-1").expect("one"),
        model.find("- id: 06313-te-2").expect("two"),
    );
    let third = model.find("- id: 06313-te-3").expect("three");
    let turned = [
        &model[..first],
        &model[second..third],
        &model[first..second],
        &model[third..],
    ]
    .concat();
    space.write(MODEL, turned);
    assert_eq!(codes_of_edits(&check(&space)), ["model-reordered"]);
    assert_eq!((space.text(MODEL), space.text(EDITS)), (model, edits));
}

#[test]
fn a_mistake_in_the_model_file_is_shown_and_nothing_is_overwritten() {
    let space = tri_le();
    space.run(&["build"]);
    for (from, to, word) in [
        ("class: 8A", "class: [8A", "dòng"),
        ("class: 8A", "lass: 8A", "«class»"),
    ] {
        let model = space.text(MODEL);
        space.replace(MODEL, from, to);
        let wrong = space.text(MODEL);
        std::fs::remove_file(space.path("out/pdf/ke-hoach.pdf")).expect("removed");
        space.run(&["build"]).exits(1).says(MODEL).says(word);
        assert_eq!(space.text(MODEL), wrong);
        assert!(
            !space.exists(EDITS) && space.exists("out/pdf/ke-hoach.pdf"),
            "other papers go on"
        );
        space.write(MODEL, model);
    }
    check(&space);
    assert!(!space.exists(EDITS));
}

#[test]
fn deleting_is_no_edit_and_a_lost_base_loses_neither_side() {
    let space = tri_le();
    check(&space);
    let model = space.text(MODEL);
    std::fs::remove_file(space.path(MODEL)).expect("removed");
    check(&space);
    assert_eq!(space.text(MODEL), model);
    std::fs::remove_dir_all(space.path("out")).expect("removed");
    check(&space);
    assert!(space.text(MODEL) == model && !space.exists(EDITS));

    // Without a base the sent values are what the file is compared with.
    std::fs::remove_dir_all(space.path("out/.base")).expect("removed");
    space.replace(MODEL, "class: 8A", "class: 8C");
    assert_eq!(codes_of_edits(&check(&space)), ["edit-taken"]);
    assert!(space.text(EDITS).contains("was: \"8A\", now: \"8C\"") && model_has(&space, "class: 8C"));

    // If these have changed too, nobody can tell who changed what: both are kept.
    std::fs::remove_dir_all(space.path("out/.base")).expect("removed");
    space.replace(MODEL, "class: 7A", "class: 7E");
    type_cells(&space, TRI_LE, CHILDREN, &[("F9", "7D")]);
    let edits = space.text(EDITS);
    let findings = check(&space);
    assert_eq!(codes_of_edits(&findings), ["model-unclear"]);
    let said = message(&findings, "model-unclear");
    assert!(
        said.contains("06313-te-3/class") && said.contains("06313-te-4/class"),
        "{said}"
    );
    let kept = space.text("out/model/units/06313 (đã sửa tay).yaml");
    assert!(kept.contains("class: 7E") && kept.contains("class: 7B"));
    assert!(model_has(&space, "class: 7D") && model_has(&space, "class: 7A") && model_has(&space, "class: 8C"));
    assert_eq!(space.text(EDITS), edits);
    assert_eq!(codes_of_edits(&check(&space)), Vec::<String>::new());
}

#[test]
fn an_edit_beats_what_the_program_guesses_and_what_an_agency_replies() {
    let space = Space::few_guests();
    let returned = space.json_model_reply();
    space.write(
        EDITS,
        format!(
            "- {{at: units/06313/questions/06313-ch-1/theme, now: T5}}\n- {{at: {returned}/reply, now: Lời đã sửa}}\n"
        ),
    );
    let findings = check(&space);
    assert_eq!(codes_of_edits(&findings), Vec::<String>::new());
    let (unit, id) = (
        returned.split('/').nth(1).expect("a unit"),
        returned.rsplit('/').next().expect("an id"),
    );
    let model = space.text(&format!("out/model/units/{unit}.yaml"));
    let record = &model[model.find(&format!("- id: {id}\n")).expect("the record")..];
    assert!(record.contains("reply: Lời đã sửa"), "{record}");
    assert!(model_has(&space, "theme: T5"));
}

impl Space {
    /// The path of a recommendation that an agency has answered.
    fn json_model_reply(&self) -> String {
        check(self);
        let provenance = self.json("out/provenance.json");
        let values = provenance["values"].as_object().expect("values");
        let path = values
            .keys()
            .find(|path| path.contains("/recommendations/") && path.ends_with("/reply"));
        path.expect("a reply").trim_end_matches("/reply").to_owned()
    }
}

#[test]
fn a_child_who_was_renamed_by_hand_keeps_the_id_when_the_commune_sends_the_new_name() {
    let space = tri_le().file(
        EDITS,
        "- {at: units/06313/children/06313-te-4/name, was: Bàn Phúc Lâm, now: Triệu Quốc Việt}\n",
    );
    check(&space);
    type_cells(&space, TRI_LE, CHILDREN, &[("B9", "Triệu Quốc Việt")]);
    swap_rows(&space, TRI_LE, CHILDREN, FIRST, FIRST + 3);
    assert_eq!(codes_of_edits(&check(&space)), ["edit-unneeded"]);
    assert!(model_has(&space, "- id: 06313-te-4\n  name: Triệu Quốc Việt"));
}

#[test]
fn questions_keep_their_ids_and_edits_too() {
    let space = tri_le();
    check(&space);
    space.replace(
        MODEL,
        "- id: 06313-ch-2\n",
        "- id: 06313-ch-2\n  edited_text: Lời đã biên tập ạ?\n",
    );
    check(&space);
    swap_rows(&space, TRI_LE, QUESTIONS, 6, 7);
    swap_rows(&space, TRI_LE, QUESTIONS, 7, 8);
    assert_eq!(codes_of_edits(&check(&space)), Vec::<String>::new());
    let model = space.text(MODEL);
    let second = &model[model.find("- id: 06313-ch-2\n").expect("ch-2")..];
    let text = second.find("quy tắc năm ngón tay").expect("its text");
    let edited = second.find("edited_text: Lời đã biên tập ạ?").expect("its edited text");
    let next = second.find("- id: 06313-ch-").map_or(second.len(), |_| {
        second[1..].find("- id:").map_or(second.len(), |at| at + 1)
    });
    assert!(text < next && edited < next, "{second}");
}

#[test]
fn a_guest_edited_in_the_model_gets_the_new_letter() {
    let space = tri_le();
    space.run(&["build"]);
    let guests = space.text("out/model/guests.yaml");
    let start = guests.find("- id: k017\n").expect("k017");
    let position = guests[start..].find("  position: ").expect("a position") + start;
    let end = guests[position..].find('\n').expect("an end") + position;
    space.write(
        "out/model/guests.yaml",
        format!("{}  position: Phó Giám đốc{}", &guests[..position], &guests[end..]),
    );
    space.run(&["build"]).says("guests/k017/position");
    let manifest = space.json("out/manifest.json");
    let documents = manifest["documents"].as_array().expect("documents");
    let letters: Vec<&str> = documents
        .iter()
        .filter(|document| document["state"] == "made" && document["kind"] == "giay-moi")
        .filter_map(|document| document["id"].as_str())
        .collect();
    assert!(letters.contains(&"giay-moi/k017") && letters.len() <= 2, "{letters:?}");
}

#[test]
fn the_command_lists_adds_and_drops() {
    let space = tri_le();
    space.run(&["edits"]).exits(0).says("Chưa có chỗ sửa tay nào");
    let at = "units/06313/children/06313-te-1/name";
    let why = ["--why", "theo giấy khai sinh", "--by", "LTN", "--on", "2024-08-21"];
    let args = [&["edits", "add", at, "--now", "Hoàng Thị Ngọc Ánh"][..], &why[..]].concat();
    space.run(&args).exits(0).says("Đã ghi dòng sửa số 1").says("đang dùng");
    assert!(
        space.text(EDITS).ends_with(
            "- {at: units/06313/children/06313-te-1/name, was: Hoàng Thị Ánh, now: Hoàng Thị Ngọc Ánh, by: LTN, on: 2024-08-21, why: theo giấy khai sinh}\n"
        ),
        "{}",
        space.text(EDITS)
    );
    space
        .run(&[
            "sua",
            "them",
            "units/06313/children",
            "--add",
            "name=Vi Thị Ba",
            "--add",
            "birth=2012",
            "--add",
            "consent/photo=có",
        ])
        .exits(0);
    space
        .run(&["edits", "add", "units/06313/children/06313-te-3", "--drop"])
        .exits(0);
    space
        .run(&[
            "edits",
            "add",
            "units/06313/children/06313-te-2",
            "--substitute",
            "name=Triệu Văn Tư",
        ])
        .exits(0);
    let before = space.text(EDITS);
    for (path, value, word) in [
        ("units/06313/children/06313-te-1/nmae", "A", "«name»"),
        ("units/06313/children/06313-te-99/name", "A", "không còn"),
        ("units/06316/children/06316-te-1/name", "A", "không có hồ sơ"),
        ("units/06313/children/06313-te-1/gender", "x", "nam"),
    ] {
        space.run(&["edits", "add", path, "--now", value]).exits(2).says(word);
    }
    assert_eq!(space.text(EDITS), before, "what cannot be laid over is not written");

    let list = space.run(&["edits", "list", "--json"]).exits(0).stdout;
    let list: Value = serde_json::from_str(&list).expect("JSON");
    let states: Vec<&str> = list["edits"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|edit| edit["state"].as_str())
        .collect();
    assert_eq!(states, ["holds"; 4]);
    assert_eq!(list["edits"][0]["now"], "Hoàng Thị Ngọc Ánh");
    assert!(!space.exists("out"), "looking changes nothing");

    space.run(&["edits", "drop", "1"]).exits(0).says(at);
    space.run(&["edits", "drop", "9"]).exits(2).says("3 dòng sửa");
    assert!(space.text(EDITS).starts_with("# Những chỗ sửa tay") && !space.text(EDITS).contains("te-1/name"));
    space.run(&["build"]);
    assert!(model_has(&space, "name: Vi Thị Ba") && model_has(&space, "name: Hoàng Thị Ánh\n"));
}
