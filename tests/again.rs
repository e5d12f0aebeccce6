//! Made again after changes and mishaps: nothing lost, nothing needless.

mod common;

use std::fs::File;
use std::time::{Duration, Instant};

use common::{Space, retype, with_code};
use serde_json::Value;

fn document(manifest: &Value, id: &str) -> Value {
    let documents = manifest["documents"].as_array().expect("documents");
    let found = documents.iter().find(|document| document["id"] == id);
    found.unwrap_or_else(|| panic!("{id} is in the manifest")).clone()
}

fn path_of(space: &Space, id: &str) -> String {
    let document = document(&space.json("out/manifest.json"), id);
    format!("out/{}", document["outputs"][0]["path"].as_str().expect("a path"))
}

#[test]
fn a_paper_that_somebody_changed_is_kept_beside_and_made_again() {
    let space = Space::facts_only();
    space.run(&["build", "ke-hoach"]);
    let right = space.bytes("out/pdf/ke-hoach.pdf");
    for (edit, kept) in [
        ("lần một", "out/pdf/ke-hoach (đã sửa tay).pdf"),
        ("lần hai", "out/pdf/ke-hoach (đã sửa tay 2).pdf"),
    ] {
        space.write("out/pdf/ke-hoach.pdf", edit);
        space
            .run(&["build", "ke-hoach"])
            .says("output-edited")
            .says("Đã lập 1,");
        assert_eq!(space.text(kept), edit);
        assert_eq!(space.bytes("out/pdf/ke-hoach.pdf"), right);
    }
    // What changed in the same run is kept beside too.
    space.write("out/pdf/ke-hoach.pdf", "lần ba");
    space.replace(
        "inputs/forum.yaml",
        "start: 2024-09-20T08:00:00\n  place",
        "start: 2024-09-20T08:30:00\n  place",
    );
    space.run(&["build", "ke-hoach"]).says("output-edited");
    assert_eq!(space.text("out/pdf/ke-hoach (đã sửa tay 3).pdf"), "lần ba");
    space.run(&["build", "ke-hoach"]).says("giữ nguyên 1,");
}

#[test]
fn a_file_that_cannot_be_replaced_is_one_finding_and_the_next_run_repairs_it() {
    let space = Space::facts_only();
    // A folder in its place is refused on every system, as an open file is on Windows.
    space.write("out/pdf/ke-hoach.pdf/x", "");
    space
        .run(&["build", "ke-hoach", "danh-sach-tre-em"])
        .exits(1)
        .says("file-not-written")
        .says("out/pdf/ke-hoach.pdf")
        .says("Đã lập 2,");
    std::fs::remove_dir_all(space.path("out/pdf/ke-hoach.pdf")).expect("removed");
    space.run(&["build", "ke-hoach", "danh-sach-tre-em"]).says("Đã lập 1,");
    assert!(space.bytes("out/pdf/ke-hoach.pdf").starts_with(b"%PDF"));
}

#[test]
fn the_paper_of_a_record_that_is_gone_goes_unless_somebody_changed_it() {
    let space = Space::small();
    space.run(&["build"]);
    let (first, second) = (path_of(&space, "danh-sach/06313"), path_of(&space, "danh-sach/06316"));
    space.write(&second, "có ghi chú của tôi");
    // Both units leave the forum.
    let forum = space.text("inputs/forum.yaml");
    let units: Vec<&str> = forum
        .lines()
        .filter(|line| !line.contains("\"06313\"") && !line.contains("\"06316\""))
        .collect();
    space.write("inputs/forum.yaml", units.join("\n"));
    let report = space.run(&["build", "--json"]);
    let report: Value = serde_json::from_str(&report.stdout).expect("JSON");
    let removed: Vec<&str> = report["removed"]
        .as_array()
        .expect("a list")
        .iter()
        .flat_map(Value::as_str)
        .collect();
    assert!(removed.contains(&"danh-sach/06313"), "{removed:?}");
    assert_eq!(report["summary"]["removed"], removed.len());
    assert!(!space.exists(&first));
    assert_eq!(space.text(&second), "có ghi chú của tôi");
    assert_eq!(with_code(&report, "leftover-kept").len(), 1);
    space.run(&["build"]).says("gỡ bỏ 0,");
}

#[test]
fn papers_stay_while_what_they_come_from_cannot_be_read() {
    let space = Space::small();
    space.run(&["build"]);
    let letter = path_of(&space, "giay-moi/k017");
    let (guests, made) = (space.bytes("inputs/guests.xlsx"), space.bytes(&letter));
    space.write("inputs/guests.xlsx", &guests[..guests.len() / 2]);
    space.run(&["build"]).exits(1).says("gỡ bỏ 0,");
    assert_eq!(space.bytes(&letter), made);
    space.write("inputs/guests.xlsx", &guests);
    space.run(&["build"]);
    assert_eq!(
        document(&space.json("out/manifest.json"), "giay-moi/k017")["state"],
        "fresh"
    );
}

#[test]
fn two_runs_do_not_mix() {
    let space = Space::facts_only();
    space.run(&["check"]);
    let lock = File::options()
        .append(true)
        .open(space.path("out/.lock"))
        .expect("a lock");
    lock.lock().expect("locked");
    space.run(&["build", "ke-hoach"]).exits(2).says("another-run");
    assert!(!space.exists("out/pdf/ke-hoach.pdf"));
    drop(lock);
    space.run(&["build", "ke-hoach"]);
    assert!(space.exists("out/pdf/ke-hoach.pdf"));
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_repaired_by_the_next() {
    let space = Space::small();
    let begun = Instant::now();
    space.run(&["build"]);
    let whole = begun.elapsed();
    let _ = std::fs::remove_dir_all(space.path("out"));
    // A fixed sequence of moments, in the beginning from nothing, later with a change in between.
    let mut seed: u32 = 20_240_920;
    for round in 0..12 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let share = f64::from(seed >> 8) / f64::from(1_u32 << 24);
        match round {
            4 => retype(&space, "inputs/guests.xlsx", "Văn Quan", "Văn Quan mới"),
            7 => space.replace("inputs/forum.yaml", "T08:00:00\n  place", "T08:30:00\n  place"),
            9 => retype(&space, "inputs/guests.xlsx", "Văn Quan mới", "Văn Quan"),
            _ => {}
        }
        let mut run = space.start(&["build"]);
        std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * share));
        let _ = run.kill();
        run.wait().expect("ended");
    }
    let clean = Space::empty();
    for (name, bytes) in space.all("inputs") {
        clean.write(&format!("inputs/{name}"), bytes);
    }
    for space in [&space, &clean] {
        let first = space.run(&["build"]);
        assert!(!first.stderr.contains("output-edited"), "{}", first.stderr);
        space.run(&["build"]).says("Đã lập 0,");
    }
    let (repaired, clean) = (space.made(), clean.made());
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&repaired), names(&clean));
    for (one, other) in repaired.iter().zip(&clean) {
        assert!(one.1 == other.1, "{} differs", one.0);
    }
}
