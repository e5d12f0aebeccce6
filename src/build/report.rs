//! What a run is asked to do, and what it came to: counts and findings.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::Kept;
use super::manifest::{Entry, Manifest, State, pretty};
use crate::files;
use crate::finding::{self, Finding, Language, Severity};
use crate::model::{PaperFormat, Unit};
use crate::workspace::{Office, Workspace, unreadable};

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Kinds or ids; all if empty.
    pub targets: Vec<String>,
    /// Codes of units; all if empty.
    pub units: Vec<String>,
    /// Formats of papers; what the forum says if absent.
    pub formats: Option<Vec<PaperFormat>>,
    /// The day that counts as today.
    pub as_of: Option<Date>,
    /// Number of threads; 0 takes one for each core.
    pub threads: usize,
    /// No bar.
    pub quiet: bool,
    /// Papers to be kept as issued once they are made.
    pub issue: Vec<String>,
    /// Nothing is written.
    pub read_only: bool,
    /// Facts keep where their texts came from.
    pub with_places: bool,
    /// What this run shares with others of the same process.
    pub kept: Option<Arc<Kept>>,
}

/// What a run came to.
#[derive(Debug)]
pub struct Report {
    /// All documents of the plan.
    pub manifest: Manifest,
    /// All findings, in the order in which they are shown.
    pub findings: Vec<Finding>,
    /// Counts.
    pub summary: Summary,
    /// Ids of papers whose record is gone and whose files were removed.
    pub removed: Vec<String>,
    /// The forum's units, in the official order.
    pub units: Vec<Unit>,
}

/// Counts of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Documents made.
    pub made: usize,
    /// Documents left alone.
    pub fresh: usize,
    /// Documents whose record is gone, removed.
    pub removed: usize,
    /// Documents issued.
    pub issued: usize,
    /// Documents not possible yet.
    pub waiting: usize,
    /// Documents that failed.
    pub failed: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Summary {
    /// Whether a document failed or a finding is an error: exit code 1.
    pub fn is_bad(&self) -> bool {
        self.failed + self.errors > 0
    }

    pub(super) fn of(documents: &[Entry], findings: &[Finding]) -> Self {
        let state = |wanted: State| documents.iter().filter(|entry| entry.state == wanted).count();
        let mut summary = Self {
            made: state(State::Made),
            fresh: state(State::Fresh),
            issued: state(State::Issued),
            waiting: state(State::Waiting),
            failed: state(State::Failed),
            ..Self::default()
        };
        summary.count(findings);
        summary
    }

    pub(super) fn count(&mut self, findings: &[Finding]) {
        let severity = |wanted: Severity| findings.iter().filter(|finding| finding.severity() == wanted).count();
        self.errors = severity(Severity::Error);
        self.warnings = severity(Severity::Warning);
        self.notes = severity(Severity::Note);
    }
}

/// A fault of a template is found once for each of its papers, and said once.
pub(super) fn distinct(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen: Vec<Finding> = Vec::new();
    for finding in findings {
        if !seen.contains(&finding) {
            seen.push(finding);
        }
    }
    seen
}

pub(super) fn sorted(mut findings: Vec<Finding>, office: &Office) -> Vec<Finding> {
    let order: Vec<String> = office.file.units.iter().map(|unit| unit.code.clone()).collect();
    finding::sort(&mut findings, &order);
    findings
}

pub(super) fn write_findings(workspace: &Workspace, findings: &[Finding]) -> Result<(), Box<Finding>> {
    #[derive(Serialize)]
    struct File<'a> {
        version: u32,
        findings: Vec<finding::Record<'a>>,
    }
    let records = findings
        .iter()
        .map(|finding| finding.record(Language::Vietnamese))
        .collect();
    let json = pretty(&File {
        version: 1,
        findings: records,
    });
    files::write_if_changed(&workspace.out().join("findings.json"), &json)
        .map_err(|error| unreadable("out/findings.json", &error))?;
    Ok(())
}
