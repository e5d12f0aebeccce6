//! `check`: read, check, and make the feedback pages for the units.

use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::check_only;
use crate::finding::Language;
use crate::progress;

pub fn run(common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let report = check_only(&workspace, &request(common))?;
    let summary = &report.summary;
    if common.json {
        let findings: Vec<_> = report.findings.iter().map(|finding| finding.record(language)).collect();
        let counts = json!({ "errors": summary.errors, "warnings": summary.warnings, "notes": summary.notes });
        print_json(&json!({ "version": 1, "summary": counts, "findings": findings }));
    } else {
        eprint!("{}", progress::findings(&report.findings, &report.units, language));
        let out = workspace.out();
        let (errors, warnings, notes) = (summary.errors, summary.warnings, summary.notes);
        say(
            language,
            &format!(
                "Đã kiểm tra: {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú; chi tiết trong {0}/findings.json, phiếu phản hồi cho từng đơn vị trong {0}/pdf/phieu-phan-hoi.",
                out.display()
            ),
            &format!(
                "Checked: {errors} errors, {warnings} warnings, {notes} notes; details in {0}/findings.json, a page for each unit in {0}/pdf/phieu-phan-hoi.",
                out.display()
            ),
        );
    }
    Ok(if summary.is_bad() { Ending::Bad } else { Ending::Done })
}
