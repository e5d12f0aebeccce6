//! What is known without composing is what would be composed, whatever changes.

use std::fmt::Write as _;
use std::path::Path;

use super::*;
use crate::build::grounds::Common;
use crate::build::{Ready, Request, Run, build, with_desk};
use crate::workspace::Workspace;

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        match entry.path().is_dir() {
            true => copy(&entry.path(), &to.join(entry.file_name())),
            false => drop(std::fs::copy(entry.path(), to.join(entry.file_name())).expect("copied")),
        }
    }
}

/// The example with the workbooks of two communes.
fn small() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs"),
        &folder.path().join("inputs"),
    );
    for entry in std::fs::read_dir(folder.path().join("inputs/submissions")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.to_string_lossy().into_owned();
        if !name.contains("06313") && !name.contains("06316") {
            std::fs::remove_file(path).expect("removed");
        }
    }
    let workspace = Workspace::open(folder.path()).unwrap_or_else(|finding| panic!("{finding:?}"));
    (folder, workspace)
}

/// Composes everything, and compares it with what is known by the round before. Gives how much was known, how much had to be
/// composed, and model paths to change.
fn compare(workspace: &Workspace) -> (usize, usize, Vec<String>) {
    let request = Request {
        quiet: true,
        read_only: true,
        ..Request::default()
    };
    let run = Run::look(workspace, &request);
    let done = with_desk(&run, |ready| {
        let Ready {
            desk,
            engine,
            jobs,
            grounds,
            ..
        } = ready;
        let known = Composer::new(desk, jobs, Some(&grounds), engine.fingerprint());
        let fresh = Composer::new(desk, jobs, None, engine.fingerprint());
        let (mut left, mut composed) = (0, 0);
        for (place, job) in jobs.iter().enumerate() {
            if matches!(job.make, Make::Collection { .. }) || !job.waiting.is_empty() {
                continue;
            }
            let (one, other) = (known.content(place).ok(), fresh.content(place).ok());
            let what = |content: Option<&Content>| content.map(|one| serde_json::to_string(one).expect("JSON"));
            assert_eq!(what(one), what(other), "{}", job.id);
            match known.reads(place) {
                None => left += 1,
                Some(_) => composed += 1,
            }
        }
        let keys = jobs.iter().map(key).collect();
        let paths = desk.model.provenance.keys().cloned().collect();
        drop(known);
        let made = fresh.into_made();
        grounds.keep(workspace, Common::default(), made, &keys);
        Ok((left, composed, paths))
    });
    done.unwrap_or_else(|finding| panic!("{finding:?}"))
}

#[test]
fn whatever_changes_what_is_not_composed_is_what_would_be_composed() {
    let (folder, workspace) = small();
    let request = Request {
        quiet: true,
        targets: vec!["giay-moi/k017".to_owned()],
        ..Request::default()
    };
    build(&workspace, &request).unwrap_or_else(|finding| panic!("{finding:?}"));
    let (left, composed, mut paths) = compare(&workspace);
    assert_eq!(left, 1, "the letter that was built is known");
    let all = left + composed;
    let (left, composed, _) = compare(&workspace);
    assert_eq!((left, composed), (all, 0), "nothing changed, so nothing is composed");

    let inputs = folder.path().join("inputs");
    let text = |name: &str| std::fs::read_to_string(inputs.join(name)).unwrap_or_default();
    let write = |name: &str, text: String| {
        let place = inputs.join(name);
        std::fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        std::fs::write(place, text).expect("written");
    };
    let (forum, template) = (text("forum.yaml"), include_str!("../../../templates/giay-moi.md"));
    let mut edits = String::new();
    let mut seed: u32 = 20_240_920;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % below
    };
    let (mut spared, mut rounds) = (0, 0);
    for round in 0..16 {
        match next(8) {
            0 => write(
                "forum.yaml",
                forum.replace("T08:00:00\n  place", &format!("T08:{:02}:00\n  place", next(60))),
            ),
            1 => write(
                "register.yaml",
                format!(
                    "schema: 1\ndocuments:\n  ke-hoach: {{number: {}, date: 2024-07-{:02}}}\n  giay-moi/k015: {{number: {}}}\n",
                    next(90) + 1,
                    next(28) + 1,
                    next(90) + 1
                ),
            ),
            2 => write(
                "wording/giay-moi/k017.md",
                template.replace("trân trọng", &format!("trân trọng lần {}", next(9))),
            ),
            3 => {
                let record = &paths[next(paths.len())];
                let record: Vec<&str> = record.split('/').take(4).collect();
                let _ = writeln!(edits, "- {{at: {}, drop: true}}", record.join("/"));
                write("edits.yaml", edits.clone());
            }
            // A wrong one changes nothing; the others hold.
            _ => {
                for _ in 0..=next(3) {
                    let now = ["\"2013\"", "nu", "Đã sửa", "T3", "true", "7A"][next(6)];
                    let _ = writeln!(edits, "- {{at: {}, now: {now}}}", paths[next(paths.len())]);
                }
                write("edits.yaml", edits.clone());
            }
        }
        let (left, composed, now) = compare(&workspace);
        (spared, rounds, paths) = (spared + left, rounds + left + composed, now);
        assert!(left + composed > 50, "round {round}: all papers are there");
    }
    let told = format!("{spared} of {rounds} need not be composed");
    assert!(spared * 2 > rounds && spared + all < rounds, "{told}");
}
