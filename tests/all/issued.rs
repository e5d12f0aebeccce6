//! Papers that are signed: number and date, what stays as it was signed, what cites it, and what takes its place.

use crate::common::{Space, pdf_text, retype, squeeze, with_code};
use serde_json::Value;

fn built() -> Space {
    let space = Space::few_guests();
    space.run(&["build"]).exits(0);
    space
}

fn entry(space: &Space, id: &str) -> Value {
    let manifest = space.json("out/manifest.json");
    let documents = manifest["documents"].as_array().expect("documents");
    documents
        .iter()
        .find(|document| document["id"] == id)
        .expect(id)
        .clone()
}

fn ids_in_state(space: &Space, state: &str) -> Vec<String> {
    let manifest = space.json("out/manifest.json");
    let documents = manifest["documents"].as_array().expect("documents");
    let mut ids: Vec<String> = documents
        .iter()
        .filter(|document| document["state"] == state)
        .map(|document| document["id"].as_str().expect("an id").to_owned())
        .collect();
    ids.dedup();
    ids
}

fn says(space: &Space, path: &str, text: &str) -> bool {
    pdf_text(&space.bytes(path)).concat().contains(&squeeze(text))
}

fn issue(space: &Space, args: &[&str]) -> crate::common::Run {
    space.run(&[&["issue"], args].concat())
}

const LETTER: &str = "out/pdf/giay-moi/k015-trung-tam-y-te-huyen.pdf";

#[test]
fn what_must_not_be_signed_is_refused_and_nothing_changes() {
    let space = Space::few_guests();
    issue(&space, &["giay-moi/k015", "--number", "95", "--date", "2024-09-10"])
        .exits(2)
        .says("issue-stale");
    space.run(&["build"]).exits(0);
    let before = (space.all("inputs"), space.all("out"));
    for (args, code) in [
        (
            &["giay-moi/k15", "--number", "95", "--date", "2024-09-10"][..],
            "document-unknown",
        ),
        (
            &["tong-hop", "--number", "1", "--date", "2024-09-10"],
            "issue-without-notation",
        ),
        (
            &["danh-sach/06313", "--number", "1", "--date", "2024-09-10"],
            "issue-without-notation",
        ),
        (
            &["giay-moi", "--number", "95", "--date", "2024-10-10"],
            "issue-after-today",
        ),
        (
            &["giay-moi", "--number", "95", "--date", "2024-09-10", "--replace"],
            "nothing-to-replace",
        ),
        (
            &["bao-cao", "--number", "7", "--date", "2024-09-27", "--signer", "ai-do"],
            "signer-unknown",
        ),
    ] {
        issue(&space, args).exits(2).says(code);
    }
    issue(&space, &["giay-moi/k15", "--number", "95", "--date", "2024-09-10"]).says("«giay-moi/k015»");
    assert_eq!(before, (space.all("inputs"), space.all("out")));

    // A paper that is not what was looked at is not signed: changed by hand, or behind the facts.
    let letter = space.bytes(LETTER);
    space.write(LETTER, "sửa tay");
    issue(&space, &["giay-moi/k015", "--number", "95", "--date", "2024-09-10"])
        .exits(2)
        .says("issue-stale");
    space.write(LETTER, letter);
    retype(&space, "inputs/guests.xlsx", "Phó Giám đốc", "Giám đốc");
    issue(&space, &["giay-moi/k015", "--number", "95", "--date", "2024-09-10"])
        .exits(2)
        .says("issue-stale");
    issue(&space, &["giay-moi/k016", "--number", "95", "--date", "2024-09-10"]).exits(0);

    // It is not known who presides: the letter waits.
    space.replace("inputs/forum.yaml", "\n  chair: ", "\n  # chair: ");
    issue(&space, &["giay-moi/k017", "--number", "95", "--date", "2024-09-10"])
        .exits(2)
        .says("issue-waiting");
}

#[test]
fn an_issued_plan_gets_its_number_and_only_what_cites_it_follows() {
    let space = built();
    assert!(says(
        &space,
        "out/pdf/bao-cao.pdf",
        "Kế hoạch số /KH-UBND ngày tháng năm 2024"
    ));
    let report = space
        .run(&["issue", "ke-hoach", "--number", "15", "--date", "2024-07-22", "--json"])
        .exits(0);
    let report: Value = serde_json::from_str(&report.stdout).expect("JSON");
    assert_eq!(report["issued"][0]["id"], "ke-hoach");
    assert_eq!(ids_in_state(&space, "made"), ["bao-cao"]);
    assert_eq!(ids_in_state(&space, "issued"), ["ke-hoach"]);
    let plan = entry(&space, "ke-hoach");
    assert_eq!(
        (&plan["number"], &plan["date"], &plan["stage"]),
        (&"15".into(), &"2024-07-22".into(), &"da-ban-hanh".into())
    );
    assert!(says(&space, "out/pdf/ke-hoach.pdf", "Số: 15/KH-UBND"));
    assert!(says(&space, "out/pdf/ke-hoach.pdf", "ngày 22 tháng 7 năm 2024"));
    assert!(says(
        &space,
        "out/pdf/bao-cao.pdf",
        "Kế hoạch số 15/KH-UBND ngày 22 tháng 7 năm 2024 của"
    ));
    assert_eq!(
        space.bytes("inputs/issued/ke-hoach/ke-hoach.pdf"),
        space.bytes("out/pdf/ke-hoach.pdf")
    );

    // The register keeps its comments, its order and the signer.
    let register = space.text("inputs/register.yaml");
    let example =
        std::fs::read_to_string(crate::common::repository().join("inputs/register.yaml")).expect("the example");
    for line in example.lines().filter(|line| line.starts_with('#')) {
        assert!(register.contains(line), "{line}");
    }
    assert!(register.find("ke-hoach:") < register.find("giay-moi:"));
    assert_eq!(register.matches("signer: organiser_deputy").count(), 2);

    // A number is given once in its notation and year, and an issued paper is not issued again.
    issue(&space, &["ke-hoach", "--number", "16", "--date", "2024-07-23"])
        .exits(2)
        .says("issued-already");
    issue(
        &space,
        &[
            "bao-cao",
            "--number",
            "15",
            "--date",
            "2024-09-27",
            "--signer",
            "organiser_head",
        ],
    )
    .exits(0);
    assert_eq!(entry(&space, "bao-cao")["signer"], "Lành Văn Kiên");
    assert!(
        space.exists("inputs/issued/bao-cao/bao-cao.cong-khai.pdf"),
        "the public form is kept with it"
    );
    space.run(&["build"]).exits(0).says("Đã lập 0,").says("đã ban hành 3,");
}

#[test]
fn issued_letters_stay_as_they_were_signed_whatever_changes() {
    let space = built();
    issue(&space, &["giay-moi", "--number", "95", "--date", "2024-09-10"])
        .exits(0)
        .says("Đã ban hành 12 văn bản");
    let kept = space.all("inputs/issued");
    let signed = space.bytes(LETTER);
    assert!(says(&space, LETTER, "Số: 95/GM-UBND") && says(&space, LETTER, "Phó Giám đốc"));
    let register = space.text("inputs/register.yaml");
    assert_eq!(register.matches("number: 95").count(), 1, "one entry for the batch");

    // A guest's position changes: the letter stays, a finding tells the sentences, once and the same in every run.
    retype(&space, "inputs/guests.xlsx", "Phó Giám đốc", "Giám đốc");
    space
        .run(&["build"])
        .exits(0)
        .says("issued-outdated")
        .says("đã ban hành – cần văn bản thay thế");
    let outdated = with_code(&space.json("out/findings.json"), "issued-outdated");
    assert_eq!(outdated.len(), 1);
    let message = outdated[0]["message"].as_str().expect("a message");
    assert!(message.contains("“Bà Linh Thị Mây, Phó Giám đốc"), "{message}");
    assert!(message.contains("→ “Bà Linh Thị Mây, Giám đốc"), "{message}");
    space.run(&["build"]).exits(0);
    assert_eq!(outdated, with_code(&space.json("out/findings.json"), "issued-outdated"));
    assert_eq!(space.bytes(LETTER), signed);
    assert!(
        says(&space, "out/pdf/giay-moi.pdf", "Phó Giám đốc Trung tâm Y tế huyện"),
        "to print: as issued"
    );

    // So it does when its template and the fonts change, and when its file in out is changed.
    let template =
        std::fs::read_to_string(crate::common::repository().join("templates/giay-moi.md")).expect("a template");
    space.write(
        "templates/giay-moi.md",
        template.replace("trân trọng kính mời", "kính mời"),
    );
    let font = std::fs::read(crate::common::repository().join("fonts/LiberationSerif-Bold.ttf"));
    space.write("fonts/khac.ttf", font.expect("a font"));
    space.write(LETTER, "sửa tay");
    space.run(&["build", "giay-moi/k015", "giay-moi/k016"]).exits(0);
    assert_eq!(space.bytes(LETTER), signed);
    let findings = space.json("out/findings.json");
    assert_eq!(
        with_code(&findings, "issued-outdated").len(),
        1,
        "its facts have changed"
    );
    assert_eq!(
        with_code(&findings, "issued-reworded").len(),
        1,
        "of this one only the template"
    );
    for own in ["templates", "fonts"] {
        std::fs::remove_dir_all(space.path(own)).expect("removed");
    }

    // A guest who is gone keeps the letter, and it is told. One that comes later is not yet kept, and that is told too.
    retype(&space, "inputs/guests.xlsx", "k050", "k099");
    space.run(&["build"]).exits(0);
    let findings = space.json("out/findings.json");
    assert_eq!(with_code(&findings, "issued-gone").len(), 1);
    assert_eq!(with_code(&findings, "issued-not-kept").len(), 1);
    let gone = entry(&space, "giay-moi/k050");
    assert_eq!(gone["state"], "issued");
    assert!(space.exists(&format!("out/{}", gone["outputs"][0]["path"].as_str().expect("a path"))));
    issue(&space, &["giay-moi", "--number", "95", "--date", "2024-09-10"])
        .exits(0)
        .says("Đã ban hành 1 văn bản");
    assert_eq!(with_code(&space.json("out/findings.json"), "issued-not-kept").len(), 0);

    // A kept file that is lost comes back from out; if both are gone, that is an error.
    let place = "inputs/issued/giay-moi/k015.pdf";
    std::fs::remove_file(space.path(place)).expect("removed");
    space.run(&["build"]).exits(0);
    assert_eq!(space.bytes(place), signed);
    std::fs::remove_file(space.path(place)).expect("removed");
    std::fs::remove_file(space.path(LETTER)).expect("removed");
    space.run(&["build", "giay-moi/k015"]).exits(1).says("issued-file-lost");

    // All of out may go: what was signed comes back as it was.
    std::fs::remove_dir_all(space.path("out")).expect("deleted");
    space.run(&["build", "giay-moi/k016"]).exits(0);
    assert_eq!(
        space.bytes("out/pdf/giay-moi/k016-hoi-lien-hiep-phu-nu-huyen.pdf"),
        space.bytes("inputs/issued/giay-moi/k016.pdf")
    );
    let untouched = space
        .all("inputs/issued")
        .into_iter()
        .filter(|file| file.0 != "giay-moi/k015.pdf");
    assert!(
        untouched
            .filter(|file| kept.iter().any(|old| old.0 == file.0))
            .all(|file| kept.contains(&file))
    );
}

#[test]
fn several_letters_share_a_number_and_the_rest_follow_with_another() {
    let space = built();
    let letters = ["giay-moi/k001", "giay-moi/k002"];
    issue(
        &space,
        &[letters[0], letters[1], "--number", "90", "--date", "2024-09-05"],
    )
    .exits(0)
    .says("Đã ban hành 2 văn bản");
    issue(&space, &["giay-moi/k003", "--number", "90", "--date", "2024-09-06"])
        .exits(2)
        .says("number-taken");
    issue(&space, &["giay-moi", "--number", "95", "--date", "2024-09-10"])
        .exits(0)
        .says("Đã ban hành 10 văn bản");
    assert_eq!(entry(&space, "giay-moi/k002")["number"], "90");
    assert_eq!(entry(&space, "giay-moi/k003")["number"], "95");
    let register = space.text("inputs/register.yaml");
    assert_eq!(
        (
            register.matches("number: 90").count(),
            register.matches("number: 95").count()
        ),
        (2, 1)
    );
}

#[test]
fn a_replacing_letter_cites_the_first_which_stays() {
    let space = built();
    issue(&space, &["giay-moi", "--number", "95", "--date", "2024-09-10"]).exits(0);
    let first = space.bytes("inputs/issued/giay-moi/k015.pdf");
    retype(&space, "inputs/guests.xlsx", "Phó Giám đốc", "Giám đốc");
    space.run(&["build"]).exits(0);
    issue(
        &space,
        &["giay-moi/k015", "--number", "95", "--date", "2024-09-12", "--replace"],
    )
    .exits(2)
    .says("number-taken");
    issue(
        &space,
        &["giay-moi/k015", "--number", "97", "--date", "2024-09-12", "--replace"],
    )
    .exits(0);
    let letter = entry(&space, "giay-moi/k015");
    assert_eq!(
        (&letter["state"], &letter["stage"], &letter["number"]),
        (&"issued".into(), &"thay-the".into(), &"97".into())
    );
    assert!(says(&space, LETTER, "Số: 97/GM-UBND"));
    assert!(says(
        &space,
        LETTER,
        "Giấy mời này thay thế Giấy mời số 95/GM-UBND ngày 10 tháng 9 năm 2024 của Ủy ban nhân dân huyện Văn Quan."
    ));
    assert!(!says(&space, LETTER, "Phó Giám đốc"));
    assert_eq!(space.bytes("inputs/issued/giay-moi/k015.pdf"), first);
    assert_eq!(
        space.bytes("inputs/issued/giay-moi/k015-thay-the-2.pdf"),
        space.bytes(LETTER)
    );
    assert_eq!(with_code(&space.json("out/findings.json"), "issued-outdated").len(), 0);
    space.run(&["build"]).exits(0).says("Đã lập 0,");
    assert!(says(&space, "out/pdf/giay-moi.pdf", "Số: 97/GM-UBND"));
}
