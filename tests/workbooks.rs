//! One fixture for each fault that workbooks are sent with (made by `tests/workbooks/make.py`): what was understood, and what
//! was said about it.

mod common;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Space, repository};
use serde_json::Value;

const FOLDER: &str = "tests/workbooks";

/// Files of the generator and its snapshots.
fn is_fixture(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    !matches!(extension, Some("py" | "snap" | "new")) && !matches!(name, "snapshots" | "__pycache__")
}

fn fixtures() -> Vec<PathBuf> {
    let entries = fs::read_dir(repository().join(FOLDER)).expect("the fixtures");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| is_fixture(path));
    paths.sort();
    paths
}

/// Lays a fixture, a file or a folder of several, as all that the communes have sent.
fn lay(space: &Space, fixture: &Path) {
    let mut waiting = vec![fixture.to_owned()];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
            continue;
        }
        let base = if fixture.is_dir() {
            fixture
        } else {
            fixture.parent().expect("a folder")
        };
        let below = path.strip_prefix(base).expect("below");
        let name = below.to_str().expect("UTF-8").replace('\\', "/");
        space.write(
            &format!("inputs/submissions/{name}"),
            fs::read(&path).expect("a fixture"),
        );
    }
}

/// What `check` made of a fixture: findings that name what was sent, then the dossiers.
fn reading(fixture: &Path) -> String {
    let space = Space::facts_only();
    lay(&space, fixture);
    let run = space.run(&["check"]);
    assert!(run.code < 2, "{}: {}", fixture.display(), run.stderr);
    let mut told = String::new();
    let findings = space.json("out/findings.json");
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap_or("-").to_owned();
    for finding in findings["findings"].as_array().expect("a list") {
        if !text(finding, "file").starts_with("submissions") {
            continue;
        }
        let place = ["unit", "file", "sheet", "cell"]
            .map(|key| text(finding, key))
            .join(" | ");
        let (severity, code) = (text(finding, "severity"), text(finding, "code"));
        let _ = writeln!(told, "{severity} {code}: {place}\n  {}", text(finding, "message"));
    }
    for (name, bytes) in space.all("out/model/units") {
        let model = String::from_utf8(bytes).expect("UTF-8");
        let _ = writeln!(told, "\n== {name}");
        // Another version of a writer gives other bytes; what is understood stays.
        for line in model
            .lines()
            .filter(|line| !line.starts_with("  blake3:") && !line.starts_with('#'))
        {
            let _ = writeln!(told, "{line}");
        }
    }
    told
}

#[test]
fn fixtures_are_understood_as_before() {
    let names = fixtures();
    assert!(!names.is_empty());
    insta::with_settings!({
        snapshot_path => "workbooks/snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        for path in names {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            insta::assert_snapshot!(name, reading(&path));
        }
    });
}
