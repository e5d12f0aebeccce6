//! `check`: read and check only.

use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, say};
use crate::build::{Request, check_only};
use crate::finding::Language;
use crate::progress;

pub fn run(common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let request = Request {
        as_of: common.as_of,
        threads: common.threads,
        quiet: common.json,
        ..Request::default()
    };
    let report = check_only(&workspace, &request)?;
    let summary = &report.summary;
    if common.json {
        let findings: Vec<_> = report.findings.iter().map(|finding| finding.record(language)).collect();
        let counts = json!({ "errors": summary.errors, "warnings": summary.warnings, "notes": summary.notes });
        print_json(&json!({ "version": 1, "summary": counts, "findings": findings }));
    } else {
        eprint!(
            "{}",
            progress::findings(&report.findings, &report.office.file, language)
        );
        let (errors, warnings, notes) = (summary.errors, summary.warnings, summary.notes);
        say(
            language,
            &format!(
                "Đã kiểm tra: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú; chi tiết trong out/findings.json."
            ),
            &format!("Checked: {errors} errors, {warnings} warnings, {notes} notes; details in out/findings.json."),
        );
    }
    Ok(if summary.is_bad() { Ending::Bad } else { Ending::Done })
}
