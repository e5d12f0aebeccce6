//! `watch`: build again whenever something was saved.

use std::sync::Arc;

use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::{self, Report, Request, State};
use crate::finding::{Fault, Finding, Language};
use crate::progress;
use crate::watch::{Files, Saves};

/// Papers that are named in one line.
const NAMED: usize = 8;
/// Runs after one save, at most: the program itself may write below `inputs/`, and somebody may save while a run is going on.
const RUNS: usize = 4;

pub fn run(common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let request = Request {
        quiet: true,
        kept: Some(Arc::default()),
        ..request(common)
    };
    let unwatched = |reason: String| Box::new(Finding::new(Fault::CannotWatch { reason }));
    let mut saves = Saves::of(workspace.root()).map_err(unwatched)?;
    let mut told: Vec<Finding> = Vec::new();
    let mut known = Files::new();
    let mut now = saves.look();
    let mut warm = false;
    loop {
        for _ in 0..RUNS {
            if now == known {
                break;
            }
            known = now;
            match build::build(&workspace, &request) {
                Ok(report) => tell(&report, &mut told, common.json, language),
                Err(finding) if common.json => {
                    print_json(&json!({ "version": 1, "error": finding.record(language) }));
                }
                Err(finding) => eprint!("{}", progress::one(&finding, language)),
            }
            now = saves.look();
        }
        known = now;
        if !common.json {
            say(
                language,
                "Đang theo dõi inputs/ và templates/: cứ sửa và lưu, văn bản tự được lập lại. Nhấn Ctrl+C để dừng.",
                "Watching inputs/ and templates/: change and save, and the papers are made again. Ctrl+C ends it.",
            );
        }
        if !warm {
            warm = true;
            build::warm(&workspace, &request);
        }
        match saves.wait(&known) {
            Some(changed) => now = changed,
            None => break,
        }
    }
    if !common.json {
        say(
            language,
            "Đã dừng theo dõi. Văn bản trong out/ là bản lập sau lần lưu gần nhất.",
            "Stopped watching. The papers in out/ are those of the last save.",
        );
    }
    Ok(Ending::Done)
}

/// Tells what a run made and what it found that was not found before.
fn tell(report: &Report, told: &mut Vec<Finding>, json: bool, language: Language) {
    let made = report
        .manifest
        .documents
        .iter()
        .filter(|entry| entry.state == State::Made);
    let made: Vec<&str> = made.map(|entry| entry.id.as_str()).collect();
    let new: Vec<Finding> = report
        .findings
        .iter()
        .filter(|finding| !told.contains(finding))
        .cloned()
        .collect();
    told.clone_from(&report.findings);
    if json {
        let findings: Vec<_> = report.findings.iter().map(|finding| finding.record(language)).collect();
        print_json(&json!({ "version": 1, "summary": report.summary, "made": made, "findings": findings }));
        return;
    }
    eprint!("{}", progress::findings(&new, &report.units, language));
    let mut names = made.iter().take(NAMED).copied().collect::<Vec<_>>().join(", ");
    if made.len() > NAMED {
        names.push_str(", …");
    }
    let names = if names.is_empty() { names } else { format!(" ({names})") };
    let line = progress::summary(&report.summary, language);
    say(language, &format!("{line}{names}"), &format!("{line}{names}"));
}
