//! One fixture for each fault that workbooks are sent with (made by `tests/workbooks/make.py`): what was understood, and what
//! was said about it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use crate::common::{self, Space, repository};
use diendan::build::{self, Request};
use diendan::finding::Language;
use diendan::model::{Dossier, yaml};
use diendan::workspace::Workspace;

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

/// Lays a fixture, a file or a folder of several, as all that the communes have sent; a `.yaml` in the folder is what the
/// office has written down.
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
        let folder = if name.ends_with(".yaml") {
            "inputs"
        } else {
            "inputs/submissions"
        };
        space.write(&format!("{folder}/{name}"), fs::read(&path).expect("a fixture"));
    }
}

/// What is known of a fixture: findings that name what was sent, and the dossiers, without their sources: other writers give
/// other bytes.
fn reading(fixture: &Path) -> (String, Vec<(String, String)>) {
    let space = Space::facts_only();
    lay(&space, fixture);
    let workspace = Workspace::open(&space.path("")).expect("a workspace");
    let known = build::known(&workspace, &Request::default());
    let (model, findings) = known.unwrap_or_else(|finding| panic!("{}: {finding:?}", fixture.display()));
    let mut told = String::new();
    for finding in &findings {
        let place = &finding.place;
        if !place.file.as_ref().is_some_and(|file| file.starts_with("submissions")) {
            continue;
        }
        let parts = [&finding.unit, &place.file, &place.sheet, &place.cell];
        let place = parts.map(|part| part.as_deref().unwrap_or("-")).join(" | ");
        let severity = format!("{:?}", finding.severity()).to_lowercase();
        let (code, message) = (finding.fault.code(), finding.fault.message(Language::Vietnamese));
        let _ = writeln!(told, "{severity} {code}: {place}\n  {message}");
    }
    let whole = |dossier: &Dossier| {
        let text = yaml::write(dossier).expect("YAML");
        let end = text.find("sources:").unwrap_or(text.len());
        (format!("{}.yaml", dossier.unit.code), text[..end].to_owned())
    };
    (told, model.dossiers.iter().map(whole).collect())
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

#[test]
fn what_appears_beside_a_workbook_is_told_at_once_and_never_read() {
    let sound = fs::read(repository().join(FOLDER).join(SOUND)).expect("a fixture");
    let space = Space::facts_only().file("inputs/submissions/tri-le.xlsx", &sound);
    let told = |code: &str| {
        space.run(&["check"]);
        common::with_code(&space.json("out/findings.json"), code).len()
    };
    assert_eq!(told("file-open"), 0);
    let model = space.text("out/model/units/06313.yaml");
    space.write("inputs/submissions/~$tri-le.xlsx", &sound);
    assert_eq!((told("file-open"), told("unit-twice")), (1, 0));
    fs::remove_file(space.path("inputs/submissions/~$tri-le.xlsx")).expect("removed");
    assert_eq!(told("file-open"), 0);
    #[cfg(unix)]
    {
        let link = space.path("inputs/submissions/xa tri le.xlsx");
        std::os::unix::fs::symlink(space.path("inputs/submissions/tri-le.xlsx"), link).expect("linked");
        assert_eq!((told("file-link"), told("parts-same")), (1, 0));
    }
    assert_eq!(space.text("out/model/units/06313.yaml"), model);
}

#[test]
fn what_goes_along_unseen_is_in_nothing_that_is_made() {
    let name = "properties-and-comments.xlsx";
    let sound = fs::read(repository().join(FOLDER).join(name)).expect("a fixture");
    assert!(common::xlsx_text(&sound).contains("bố mẹ ly hôn"));
    let space = Space::facts_only().file("inputs/submissions/tri-le.xlsx", sound);
    space.run(&["build", "tong-hop"]);
    assert!(space.exists("out/xlsx/tong-hop.xlsx"));
    for (name, bytes) in space.all("out") {
        let text = match name.ends_with(".xlsx") {
            true => common::xlsx_text(&bytes),
            false => String::from_utf8_lossy(&bytes).into_owned(),
        };
        for secret in ["Triệu Thị Kín", "bố mẹ ly hôn", "Hồ sơ riêng"] {
            assert!(!text.contains(secret), "{name}: {secret}");
        }
    }
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
    assert_eq!(common::with_code(&findings, "file-link").len(), 2);
    assert!(!space.exists("out/model/units/06313.yaml"));
}
