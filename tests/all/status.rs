//! How things stand: what communes have sent, and how each document is, without a change on disk.

use crate::common::{Space, retype};
use serde_json::Value;

fn status(space: &Space) -> Value {
    let run = space.run(&["status", "--json"]).exits(0);
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn document(status: &Value, id: &str) -> Value {
    let documents = status["documents"].as_array().expect("documents");
    documents.iter().find(|one| one["id"] == id).expect(id).clone()
}

fn in_state(status: &Value, state: &str) -> Vec<String> {
    let documents = status["documents"].as_array().expect("documents");
    let mut ids: Vec<String> = documents
        .iter()
        .filter(|one| one["state"] == state)
        .map(|one| one["id"].as_str().expect("an id").to_owned())
        .collect();
    ids.dedup();
    ids
}

fn unit(status: &Value, code: &str) -> Value {
    let units = status["units"].as_array().expect("units");
    units.iter().find(|one| one["code"] == code).expect(code).clone()
}

#[test]
fn it_tells_what_came_and_how_each_document_stands_and_changes_nothing() {
    let space = Space::few_guests();
    let fresh = space.all("");
    let before = status(&space);
    assert_eq!(fresh, space.all(""), "nothing is written, not even out");
    assert!(in_state(&before, "fresh").is_empty());
    assert!(in_state(&before, "missing").contains(&"giay-moi/k015".to_owned()));

    space.run(&["build"]).exits(0);
    let built = space.all("");
    let after = status(&space);
    assert_eq!(
        after["documents"].as_array().map(Vec::len),
        Some(in_state_count(&after, "fresh"))
    );
    let late = unit(&after, "06313");
    assert!(late["sent"] == true && late["days_late"].is_number() && late["deliveries"][0]["channels"].is_array());

    // A fact changes, a file is changed by hand, another is gone: each is told of its document alone.
    retype(&space, "inputs/guests.xlsx", "Phó Giám đốc", "Giám đốc");
    let letter = document(&after, "giay-moi/k016")["paths"][0]
        .as_str()
        .expect("a path")
        .to_owned();
    space.write(&format!("out/{letter}"), "sửa tay");
    std::fs::remove_file(space.path("out/pdf/ke-hoach.pdf")).expect("removed");
    let changed = space.all("");
    let now = status(&space);
    assert_eq!(changed, space.all(""));
    assert_ne!(built, changed);
    let stale = in_state(&now, "stale");
    assert!(
        stale.contains(&"giay-moi/k015".to_owned()) && !stale.contains(&"giay-moi/k017".to_owned()),
        "{stale:?}"
    );
    assert_eq!(in_state(&now, "missing"), ["ke-hoach"]);
    assert_eq!(document(&now, "giay-moi/k016")["edited"], true);
    assert_eq!(document(&now, "giay-moi/k017")["edited"], false);

    // For people: in 80 columns, with what to do next.
    let run = space
        .run(&["tinh-hinh"])
        .exits(0)
        .says("giay-moi/k015")
        .says("Lập lại bằng lệnh: diendan");
    let wide: Vec<&str> = run.stdout.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(wide.is_empty(), "{wide:?}");
}

fn in_state_count(status: &Value, state: &str) -> usize {
    let documents = status["documents"].as_array().expect("documents");
    documents.iter().filter(|one| one["state"] == state).count()
}

#[test]
fn it_tells_who_is_missing_what_waits_and_what_is_issued() {
    let space = Space::few_guests();
    std::fs::remove_file(space.path("inputs/submissions/DDTE2024_06313_tri-le.xlsx")).expect("removed");
    let receipts = space.text("inputs/receipts.yaml");
    let start = receipts.find("  # Tri Lễ").expect("its receipts");
    let end = receipts[start + 3..]
        .find("  # ")
        .map_or(receipts.len(), |at| start + 3 + at);
    space.write(
        "inputs/receipts.yaml",
        format!("{}{}", &receipts[..start], &receipts[end..]),
    );
    space.run(&["build"]);
    space.run(&["issue", "giay-moi/k015", "--number", "95", "--date", "2024-09-10"]);
    retype(&space, "inputs/guests.xlsx", "Phó Giám đốc", "Giám đốc");
    space.replace("inputs/forum.yaml", "\n  chair: ", "\n  # chair: ");
    let status = status(&space);
    let silent = unit(&status, "06313");
    assert_eq!(
        (&silent["sent"], &silent["days_late"], &silent["complete"]),
        (&false.into(), &Value::Null, &false.into())
    );
    let waiting = document(&status, "giay-moi/k017");
    assert_eq!(
        (&waiting["state"], &waiting["why"][0]),
        (&"waiting".into(), &"session.chair".into())
    );
    let issued = document(&status, "giay-moi/k015");
    assert_eq!((&issued["state"], &issued["number"]), (&"issued".into(), &"95".into()));
    space
        .run(&["status"])
        .exits(0)
        .says("chưa gửi")
        .says("session.chair")
        .says("1 đã ban hành");
}
