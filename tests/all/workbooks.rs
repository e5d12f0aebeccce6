//! One fixture for each fault that workbooks are sent with (made by `tests/workbooks/make.py`): what was understood, and what
//! was said about it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{Space, repository};
use serde_json::Value;

const FOLDER: &str = "tests/workbooks";
/// The fixture without a fault: a model that is the same is not shown again.
const SOUND: &str = "whole.xlsx";

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

/// What `check` made of a fixture: findings that name what was sent, and the dossiers.
fn reading(fixture: &Path) -> (String, Vec<(String, String)>) {
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
    (told, models(&space))
}

/// The dossiers as they are written down, without their head and their sources: other writers give other bytes.
fn models(space: &Space) -> Vec<(String, String)> {
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let whole = |(name, bytes)| {
        let model: String = text(bytes);
        let end = model.find("sources:").unwrap_or(model.len());
        let lines = model[..end].split_inclusive('\n').filter(|line| !line.starts_with('#'));
        (name, lines.collect())
    };
    space.all("out/model/units").into_iter().map(whole).collect()
}

/// The readings of all fixtures, in their order.
fn readings(fixtures: &[PathBuf]) -> Vec<(String, Vec<(String, String)>)> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = fixtures.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let running: Vec<_> = fixtures
            .chunks(share)
            .map(|chunk| scope.spawn(|| chunk.iter().map(|path| reading(path)).collect::<Vec<_>>()))
            .collect();
        let joined = running.into_iter().map(|thread| thread.join().expect("no panic"));
        joined.flatten().collect()
    })
}

#[test]
fn fixtures_are_understood_as_before() {
    let names = fixtures();
    assert!(!names.is_empty());
    insta::with_settings!({
        snapshot_path => "../workbooks/snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        let (_, sound) = reading(&repository().join(FOLDER).join(SOUND));
        for (path, (mut told, models)) in names.iter().zip(readings(&names)) {
            let name = path.file_name().and_then(|name| name.to_str()).expect("a name");
            for (unit, model) in models {
                let same = name != SOUND && sound.contains(&(unit.clone(), model.clone()));
                let model = if same { format!("as in {SOUND}\n") } else { model };
                let _ = write!(told, "\n== {unit}\n{model}");
            }
            insta::assert_snapshot!(name, told);
        }
    });
}

#[cfg(unix)]
#[test]
fn links_are_told_and_not_followed() {
    let space = Space::facts_only();
    let elsewhere = Space::empty();
    let sound = fs::read(repository().join(FOLDER).join(SOUND)).expect("a fixture");
    elsewhere.write("tri-le.xlsx", &sound);
    fs::create_dir_all(space.path("inputs/submissions")).expect("made");
    let links = [
        ("tri-le.xlsx", "inputs/submissions/tri-le.xlsx"),
        (".", "inputs/submissions/xa"),
    ];
    for (from, to) in links {
        std::os::unix::fs::symlink(elsewhere.path(from), space.path(to)).expect("linked");
    }
    space.run(&["check"]);
    let findings = space.json("out/findings.json");
    assert_eq!(crate::common::with_code(&findings, "file-link").len(), 2);
    assert!(!space.exists("out/model/units/06313.yaml"));
}
