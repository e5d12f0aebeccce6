//! The only voice: bars while work goes on, findings, and the last line.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

use crate::build::Summary;
use crate::finding::{Finding, Language, Severity};
use crate::model::Unit;

/// The language of this run: Vietnamese, unless `DIENDAN_LANG=en`.
pub fn language() -> Language {
    match std::env::var("DIENDAN_LANG") {
        Ok(code) if code.to_lowercase().starts_with("en") => Language::English,
        _ => Language::Vietnamese,
    }
}

/// A bar on a terminal, nothing elsewhere.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for `steps` steps of `what`.
    pub fn new(what: &str, steps: usize, quiet: bool) -> Self {
        if quiet || !std::io::stderr().is_terminal() {
            return Self(ProgressBar::hidden());
        }
        let bar = ProgressBar::new(steps as u64);
        if let Ok(style) = ProgressStyle::with_template("{prefix} {bar:40} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_prefix(what.to_owned());
        Self(bar)
    }

    /// One step done.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

/// Most findings of one unit that are shown on the terminal; all stand in `out/findings.json`.
const SHOWN: usize = 12;

/// Findings for the terminal, by unit, gravest first.
pub fn findings(findings: &[Finding], units: &[Unit], language: Language) -> String {
    let mut out = String::new();
    let mut start = 0;
    while start < findings.len() {
        let unit = &findings[start].unit;
        let end = findings[start..]
            .iter()
            .position(|finding| finding.unit != *unit)
            .map_or(findings.len(), |n| start + n);
        let name = unit
            .as_ref()
            .and_then(|code| units.iter().find(|unit| unit.code == *code));
        let heading = match (name, language) {
            (Some(unit), _) => {
                format!(
                    "{} ({})",
                    crate::vietnamese::names::capitalize_first(&unit.full_name()),
                    unit.code
                )
            }
            (None, Language::Vietnamese) => "Chung".to_owned(),
            (None, Language::English) => "General".to_owned(),
        };
        out.push_str(&format!("\n{heading}\n"));
        for finding in findings[start..end].iter().take(SHOWN) {
            out.push_str(&one(finding, language));
        }
        let more = (end - start).saturating_sub(SHOWN);
        if more > 0 {
            out.push_str(&match language {
                Language::Vietnamese => format!("  … và {more} mục nữa trong out/findings.json\n"),
                Language::English => format!("  … and {more} more in out/findings.json\n"),
            });
        }
        start = end;
    }
    out
}

/// One finding in two lines: what and where, and what to do.
pub fn one(finding: &Finding, language: Language) -> String {
    let word = match (finding.severity(), language) {
        (Severity::Error, Language::Vietnamese) => "lỗi",
        (Severity::Warning, Language::Vietnamese) => "cảnh báo",
        (Severity::Note, Language::Vietnamese) => "ghi chú",
        (Severity::Error, Language::English) => "error",
        (Severity::Warning, Language::English) => "warning",
        (Severity::Note, Language::English) => "note",
    };
    let place = [&finding.place.file, &finding.place.sheet, &finding.place.cell];
    let place = place
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" › ");
    let place = if place.is_empty() { place } else { format!("{place}: ") };
    let mut text = format!(
        "  {word}[{}] {place}{}\n      → {}\n",
        finding.fault.code(),
        finding.fault.message(language),
        finding.fault.hint(language)
    );
    if let crate::finding::Fault::YamlInvalid { snippet, .. } = &finding.fault {
        for line in snippet.lines() {
            text.push_str(&format!("      {line}\n"));
        }
    }
    text
}

/// The last line.
pub fn summary(summary: &Summary, language: Language) -> String {
    let Summary {
        made,
        fresh,
        removed,
        issued,
        waiting,
        failed,
        errors,
        warnings,
        notes,
    } = summary;
    match language {
        Language::Vietnamese => format!(
            "Đã lập {made}, giữ nguyên {fresh}, gỡ bỏ {removed}, đã ban hành {issued}, còn chờ {waiting}, không lập được {failed}; {errors} lỗi, {warnings} cảnh báo, {notes} ghi chú."
        ),
        Language::English => format!(
            "Made {made}, unchanged {fresh}, removed {removed}, issued {issued}, waiting {waiting}, failed {failed}; {errors} errors, {warnings} warnings, {notes} notes."
        ),
    }
}
