//! What goes back to a unit about its dossier: the files that were read, and what was found in them.

use serde_json::{Value, json};

use crate::finding::{Finding, Language, Severity};
use crate::model::{Model, Unit};

/// The feedback for `unit`, or null if nothing came from it.
pub fn of_unit(unit: &Unit, model: &Model, findings: &[Finding]) -> Value {
    let own: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.unit.as_ref() == Some(&unit.code) && finding.ask_of_unit().is_some())
        .collect();
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let read = model
        .dossier(&unit.code)
        .into_iter()
        .flat_map(|dossier| &dossier.sources);
    let mut files: Vec<String> = read.map(|source| name(&source.file)).collect();
    let named = own.iter().filter_map(|finding| finding.sent_file());
    files.extend(named.map(str::to_owned));
    files.sort();
    files.dedup();
    if files.is_empty() {
        return Value::Null;
    }
    let several = files.len() > 1;
    // A sheet that was not found is the reason why something is missing: both are one row.
    let (unfound, own): (Vec<&Finding>, Vec<&Finding>) = own.iter().partition(|finding| {
        let is_lacking = |other: &&Finding| other.severity() == Severity::Error && other.path == finding.path;
        finding.fault.code() == "sheet-missing" && own.iter().any(is_lacking)
    });
    let record = |finding: &Finding| {
        let reason = unfound.iter().find(|other| other.path == finding.path);
        record(finding, reason.copied(), several)
    };
    let records = |wanted: &dyn Fn(Severity) -> bool| {
        let mut chosen: Vec<&&Finding> = own.iter().filter(|finding| wanted(finding.severity())).collect();
        chosen.sort_by_key(|finding| (&finding.place, finding.severity()));
        Value::Array(chosen.iter().map(|finding| record(finding)).collect())
    };
    let count = |severity: Severity| own.iter().filter(|finding| finding.severity() == severity).count();
    json!({
        "files": files,
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "findings": records(&|severity| severity != Severity::Note),
        "notes": records(&|severity| severity == Severity::Note),
    })
}

/// The row of a finding, with the `reason` that another one gives for it.
fn record(finding: &Finding, reason: Option<&Finding>, several_files: bool) -> Value {
    let place = &finding.place;
    let mut heading = match &place.sheet {
        Some(sheet) => format!("Trang tính “{sheet}”"),
        None => "Về cả hồ sơ".to_owned(),
    };
    if let (true, Some(file)) = (several_files, finding.sent_file()) {
        heading = format!("Tệp “{file}” – {heading}");
    }
    let message = |finding: &Finding| finding.fault.message(Language::Vietnamese);
    let messages: Vec<String> = [Some(finding), reason].into_iter().flatten().map(message).collect();
    json!({
        "heading": heading,
        "cell": place.cell,
        "must": finding.severity() == Severity::Error,
        "message": messages.join(" "),
        "ask": reason.unwrap_or(finding).ask_of_unit(),
    })
}
