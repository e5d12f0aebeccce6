//! Made again after changes and mishaps: nothing lost, nothing needless.

use std::fs::File;
use std::io::Read;
use std::process::Child;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::common::{Space, pdf_text, retype, with_code};
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
fn an_issued_paper_that_somebody_changed_is_kept_beside_and_restored() {
    let space = Space::facts_only();
    space.run(&["build"]);
    space.run(&["issue", "ke-hoach", "--number", "15", "--date", "2024-07-22"]);
    let signed = space.bytes("out/pdf/ke-hoach.pdf");
    space.write("out/pdf/ke-hoach.pdf", "có ghi chú của tôi");
    space.run(&["build"]).says("output-edited");
    assert_eq!(space.text("out/pdf/ke-hoach (đã sửa tay).pdf"), "có ghi chú của tôi");
    assert_eq!(space.bytes("out/pdf/ke-hoach.pdf"), signed);
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

    // What would be written into inputs waits too.
    space.write("inputs/edits.yaml", "# chưa có\n");
    let before = space.all("inputs");
    let lock = File::options()
        .append(true)
        .open(space.path("out/.lock"))
        .expect("a lock");
    lock.lock().expect("locked");
    for command in [
        &["issue", "ke-hoach", "--number", "15", "--date", "2024-07-22"][..],
        &["edits", "add", "guests/k017/position", "--now", "Giám đốc"],
        &["edits", "drop", "1"],
    ] {
        space.run(command).exits(2).says("another-run");
    }
    assert_eq!(space.all("inputs"), before);
    drop(lock);
    space.run(&["issue", "ke-hoach", "--number", "15", "--date", "2024-07-22"]);
    assert!(space.exists("inputs/issued/ke-hoach/ke-hoach.json"));
}

#[test]
fn a_run_that_is_killed_at_any_moment_is_repaired_by_the_next() {
    let space = Space::small();
    let begun = Instant::now();
    space.run(&["build"]);
    let whole = begun.elapsed();
    let _ = std::fs::remove_dir_all(space.path("out"));
    // A fixed sequence of moments: first from nothing, then each time after another change.
    let mut seed: u32 = 20_240_920;
    for stage in 0..4 {
        match stage {
            1 => retype(&space, "inputs/guests.xlsx", "Văn Quan", "Văn Quan mới"),
            2 => space.replace("inputs/forum.yaml", "T08:00:00\n  place", "T08:30:00\n  place"),
            3 => retype(&space, "inputs/guests.xlsx", "Văn Quan mới", "Văn Quan"),
            _ => {}
        }
        for _ in 0..6 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let share = f64::from(seed >> 8) / f64::from(1_u32 << 24);
            let mut run = space.start(&["build"]);
            std::thread::sleep(Duration::from_secs_f64(whole.as_secs_f64() * share));
            let _ = run.kill();
            run.wait().expect("ended");
        }
        is_as_made_cleanly(&space);
    }
}

/// Builds, and compares every byte with what a new workspace with the same inputs comes to.
fn is_as_made_cleanly(space: &Space) {
    let clean = Space::empty();
    for (name, bytes) in space.all("inputs") {
        clean.write(&format!("inputs/{name}"), bytes);
    }
    for space in [space, &clean] {
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

fn why(space: &Space, id: &str) -> Vec<String> {
    let why = document(&space.json("out/manifest.json"), id)["why"].clone();
    serde_json::from_value(why).expect("texts")
}

fn made(space: &Space) -> Vec<String> {
    let manifest = space.json("out/manifest.json");
    let documents = manifest["documents"].as_array().expect("documents").iter();
    let made = documents.filter(|document| document["state"] == "made");
    made.map(|document| document["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn the_manifest_says_why_each_paper_was_made() {
    let space = Space::few_guests();
    space.run(&["build"]).exits(0);
    assert_eq!(why(&space, "giay-moi/k017"), ["lập lần đầu"]);

    // One fact of one guest: its letter, the letters to print, and what lists the guests.
    let guests = space.text("out/model/guests.yaml");
    let secretary = guests
        .split("- id: ")
        .find(|guest| guest.contains("position: Bí thư\n"));
    let id = secretary
        .and_then(|guest| guest.lines().next())
        .expect("a secretary")
        .to_owned();
    retype(&space, "inputs/guests.xlsx", ">Bí thư<", ">Bí thư thường trực<");
    space.run(&["build"]).exits(0);
    let mut now = made(&space);
    now.sort();
    assert_eq!(
        now,
        ["giay-moi".to_owned(), format!("giay-moi/{id}"), "tong-hop".to_owned()]
    );
    for paper in now {
        assert_eq!(why(&space, &paper), [format!("guests/{id}/position")], "{paper}");
    }

    // A fact of the forum, a template, a list, a damaged file.
    space.replace("inputs/forum.yaml", "T08:00:00\n  place", "T08:30:00\n  place");
    space.run(&["build"]).exits(0);
    assert_eq!(why(&space, "giay-moi/k020"), ["session/start"]);
    space.run(&["templates", "copy", "ke-hoach"]).exits(0);
    let template = space.text("templates/ke-hoach.md");
    space.write("templates/ke-hoach.md", format!("{template}\nMột câu nữa.\n"));
    space.write("out/pdf/bao-cao.pdf", "hỏng");
    space.run(&["build"]).exits(0);
    let mut now = made(&space);
    now.sort();
    assert_eq!(now, ["bao-cao", "ke-hoach"]);
    assert_eq!(why(&space, "ke-hoach"), ["templates/ke-hoach.md"]);
    assert_eq!(why(&space, "bao-cao"), ["tệp không còn hoặc không còn nguyên vẹn"]);
    space.run(&["build"]).exits(0).says("Đã lập 0,");
    assert!(why(&space, "ke-hoach").is_empty());
}

/// A file's bytes and a change of them.
type Change = fn(&Space, u32);

#[test]
fn whatever_changes_the_papers_are_those_of_a_clean_build() {
    let changes: [Change; 9] = [
        |space, n| {
            retype(
                space,
                "inputs/guests.xlsx",
                "Văn Quan",
                &format!("Văn Quan{}", "1".repeat(n as usize % 3 + 1)),
            )
        },
        |space, _| {
            retype(
                space,
                "inputs/submissions/DDTE2024_06313_tri-le.xlsx",
                "Trẻ em",
                "Trẻ em ",
            )
        },
        |space, n| {
            let text = space.text("inputs/forum.yaml");
            let line = text
                .lines()
                .find(|line| line.contains("  start: 2024-09-20T"))
                .expect("a start")
                .to_owned();
            space.replace(
                "inputs/forum.yaml",
                &line,
                &format!("  start: 2024-09-20T08:{:02}:00", n % 60),
            );
        },
        |space, n| {
            space.write(
                "inputs/register.yaml",
                format!("schema: 1\ndocuments:\n  ke-hoach: {{number: {}}}\n", n % 90 + 1),
            )
        },
        |space, n| {
            let (from, to) = ("inputs/submissions/DDTE2024_06316_trang-phai.xlsx", "inputs/ngoai.xlsx");
            let (from, to) = if space.exists(from) { (from, to) } else { (to, from) };
            if n % 2 == 0 {
                std::fs::rename(space.path(from), space.path(to)).expect("moved");
            }
        },
        |space, n| {
            let text = include_str!("../../templates/danh-sach-tre-em.md");
            space.write("templates/danh-sach-tre-em.md", format!("{text}\nCâu số {n}.\n"));
        },
        |space, _| {
            let _ = std::fs::remove_dir_all(space.path("templates"));
        },
        |space, _| {
            let _ = std::fs::remove_file(space.path("out/pdf/ke-hoach.pdf"));
        },
        // Nobody is hindered from breaking what only speeds things up.
        |space, n| {
            let names = [
                "seen.json",
                "run.json",
                "facts.bin",
                "submissions.json",
                "office.json",
                "bound/pdf/giay-moi.pdf.bin",
            ];
            space.write(&format!("out/.cache/{}", names[n as usize % names.len()]), "hỏng");
        },
    ];
    let space = Space::small();
    let mut seed: u32 = 29;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        seed >> 16
    };
    for round in 0..10 {
        for _ in 0..=next() % 2 {
            changes[next() as usize % changes.len()](&space, next());
        }
        space.run(&["build"]);
        if round % 5 == 4 {
            let clean = Space::empty();
            for folder in ["inputs", "templates"] {
                for (name, bytes) in space.all(folder) {
                    clean.write(&format!("{folder}/{name}"), bytes);
                }
            }
            // Twice: what was made in this run and what was not is then the same in both.
            for space in [&space, &clean] {
                space.run(&["build"]);
                space.run(&["build"]);
            }
            let differ: Vec<String> = clean
                .made()
                .into_iter()
                .zip(space.made())
                .filter(|(a, b)| a != b)
                .map(|(a, b)| format!("{} {}", a.0, b.0))
                .collect();
            assert!(differ.is_empty(), "{round}: {differ:?}");
            assert_eq!(clean.made().len(), space.made().len());
        }
    }
}

#[test]
fn one_paper_has_its_own_wording() {
    let space = Space::facts_only();
    space.run(&["build"]);
    space
        .run(&["templates", "copy", "giay-moi", "--for", "giay-moi/k999"])
        .exits(2)
        .says("giay-moi/k0");
    space
        .run(&["templates", "copy", "giay-moi", "--for", "giay-moi/k017"])
        .exits(0);
    let own = "inputs/wording/giay-moi/k017.md";
    space.run(&["build"]).says("Đã lập 0,");
    space.replace(own, "trân trọng kính mời", "xin trân trọng kính mời");
    space.run(&["build"]);
    let mut now = made(&space);
    now.sort();
    assert_eq!(now, ["giay-moi", "giay-moi/k017"]);
    assert_eq!(why(&space, "giay-moi/k017"), [own]);
    assert!(
        pdf_text(&space.bytes(&path_of(&space, "giay-moi/k017")))
            .concat()
            .contains("xintrântrọngkínhmời")
    );

    // The template moves on: the paper stays as it is, and the difference is shown until it was looked at.
    space.run(&["templates", "copy", "giay-moi"]).exits(0);
    space.replace("templates/giay-moi.md", "trân trọng kính mời", "kính mời");
    space
        .run(&["build"])
        .says("wording-template-changed")
        .says("trân trọng kính mời");
    assert_eq!(
        document(&space.json("out/manifest.json"), "giay-moi/k017")["state"],
        "fresh"
    );
    assert_eq!(
        document(&space.json("out/manifest.json"), "giay-moi/k020")["state"],
        "made"
    );
    space
        .run(&["templates", "copy", "giay-moi", "--for", "giay-moi/k017"])
        .exits(0);
    assert!(space.text(own).contains("xin trân trọng"));
    let report = space.run(&["build"]);
    assert!(!report.stderr.contains("wording-template-changed"), "{}", report.stderr);

    // Words alone, without front matter; a mistake names file and line and stops this paper only.
    space.write(
        own,
        "Kính mời {{ guest.addressee }}.\n\nNơi họp: {{ session.plase }}.\n",
    );
    space
        .run(&["build"])
        .exits(1)
        .says(own)
        .says("dòng 3")
        .says("session.place")
        .says("không lập được 2;");
    space.write(
        own,
        "Kính mời {{ guest.addressee }}.\n\nNơi họp: {{ session.place }}.\n",
    );
    space.run(&["build"]);
    assert_eq!(
        document(&space.json("out/manifest.json"), "giay-moi/k017")["state"],
        "made"
    );

    // A wording for nobody names the nearest; a wording that goes gives the paper back to its template.
    space.write("inputs/wording/giay-moi/k17.md", "Kính mời.\n");
    space.run(&["build"]).exits(1).says("wording-nobody").says(own);
    for name in ["inputs/wording/giay-moi/k17.md", own] {
        std::fs::remove_file(space.path(name)).expect("removed");
    }
    space.run(&["build"]);
    assert_eq!(why(&space, "giay-moi/k017"), [own]);
}

/// A run that goes on, and what it says.
struct Watch {
    process: Child,
    said: Arc<Mutex<String>>,
}

impl Watch {
    fn new(space: &Space) -> Self {
        let mut process = space.start(&["watch"]);
        let said = Arc::new(Mutex::new(String::new()));
        let (mut out, keep) = (process.stdout.take().expect("its words"), Arc::clone(&said));
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(n @ 1..) = out.read(&mut piece) {
                keep.lock()
                    .expect("kept")
                    .push_str(&String::from_utf8_lossy(&piece[..n]));
            }
        });
        Self { process, said }
    }

    /// Waits, not for ever, until it has said `text` so many times.
    fn says(&self, text: &str, times: usize) {
        for _ in 0..1200 {
            if self.said.lock().expect("kept").matches(text).count() >= times {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("«{text}» {times} times in {}", self.said.lock().expect("kept"));
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn saves_lead_to_one_build_each() {
    const READY: &str = "Đang theo dõi";
    let space = Space::small();
    #[cfg_attr(not(unix), expect(unused_mut))]
    let mut watch = Watch::new(&space);
    watch.says(READY, 1);
    let state = |id: &str| document(&space.json("out/manifest.json"), id)["state"].clone();
    assert!(space.exists("out/pdf/ke-hoach.pdf"));

    // Half a workbook and a lock file are left alone; the whole one is read.
    let elsewhere = Space::few_guests();
    let before = elsewhere.bytes("inputs/guests.xlsx");
    retype(&elsewhere, "inputs/guests.xlsx", ">Bí thư<", ">Bí thư thường trực<");
    let after = elsewhere.bytes("inputs/guests.xlsx");
    space.write("inputs/~$guests.xlsx", "ai đó đang mở");
    space.write("inputs/guests.xlsx", &after[..after.len() / 2]);
    std::thread::sleep(Duration::from_millis(300));
    space.write("inputs/guests.xlsx", &after);
    watch.says("(giay-moi/", 1);
    assert!(with_code(&space.json("out/findings.json"), "workbook-unreadable").is_empty());

    // As Excel saves: another file, the old one away, the new one in its place.
    space.write("inputs/5A3C1000", &before);
    std::fs::rename(space.path("inputs/guests.xlsx"), space.path("inputs/7F00.tmp")).expect("renamed");
    std::fs::rename(space.path("inputs/5A3C1000"), space.path("inputs/guests.xlsx")).expect("renamed");
    std::fs::remove_file(space.path("inputs/7F00.tmp")).expect("removed");
    watch.says("(giay-moi/", 2);

    // A folder that was not there, and a file that is wrong for a while.
    space.write(
        "templates/ke-hoach.md",
        include_str!("../../templates/ke-hoach.md").replace("Căn cứ", "Theo"),
    );
    let forum = space.text("inputs/forum.yaml");
    space.write("inputs/forum.yaml", "forum: [");
    std::thread::sleep(Duration::from_millis(300));
    space.write(
        "inputs/forum.yaml",
        forum.replace("T08:00:00\n  place", "T08:30:00\n  place"),
    );
    watch.says("giay-moi/k001, ", 1);
    assert_ne!(state("ke-hoach"), "failed");

    // Whoever stops it is told that it ended well.
    #[cfg(unix)]
    {
        let stop = format!("kill -INT {}", watch.process.id());
        let asked = std::process::Command::new("sh").args(["-c", &stop]).status();
        assert!(asked.expect("a shell").success());
        watch.says("Đã dừng theo dõi", 1);
        assert_eq!(watch.process.wait().expect("an end").code(), Some(0));
    }
}
