//! One diagnostic type for every stage: what was found, how grave it is, and in which cell and at which model path.

mod catalogue;
mod feedback;
mod order;

use serde::{Deserialize, Serialize};

use crate::model::Origin;
pub use catalogue::Fault;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The paper would be wrong, or cannot be made: exit code 1.
    Error,
    /// Accepted, but somebody must look at it.
    Warning,
    /// Worth knowing.
    Note,
}

/// The language of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vietnamese,
    /// English, with `DIENDAN_LANG=en`.
    English,
}

/// A place in a workbook or a text file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Path below the workspace's `inputs/`, or below the workspace for templates; forward slashes.
    pub file: Option<String>,
    /// Sheet.
    pub sheet: Option<String>,
    /// Cell in A1 notation, or `dòng N` of a text file.
    pub cell: Option<String>,
}

impl From<&Origin> for Place {
    fn from(origin: &Origin) -> Self {
        Self {
            file: Some(origin.file.clone()),
            sheet: Some(origin.sheet.clone()),
            cell: Some(origin.cell.clone()),
        }
    }
}

/// Something the officer should know.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub fault: Fault,
    /// Code of the unit concerned.
    pub unit: Option<String>,
    /// Where it stands in what was sent.
    pub place: Place,
    /// Model path concerned.
    pub path: Option<String>,
}

impl Finding {
    /// A finding that concerns no unit and no place.
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            unit: None,
            place: Place::default(),
            path: None,
        }
    }

    /// Names the unit.
    pub fn unit(mut self, code: impl Into<String>) -> Self {
        self.unit = Some(code.into());
        self
    }

    /// Names the place.
    pub fn at(mut self, place: impl Into<Place>) -> Self {
        self.place = place.into();
        self
    }

    /// Names the file alone.
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place.file = Some(file.into());
        self
    }

    /// Names the model path.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        self.fault.severity()
    }

    /// The form in `out/findings.json`.
    pub fn record(&self, language: Language) -> Record<'_> {
        Record {
            code: self.fault.code(),
            severity: self.severity(),
            unit: self.unit.as_deref(),
            file: self.place.file.as_deref(),
            sheet: self.place.sheet.as_deref(),
            cell: self.place.cell.as_deref(),
            path: self.path.as_deref(),
            message: self.fault.message(language),
            hint: self.fault.hint(language),
        }
    }
}

/// A finding as other programs read it.
#[derive(Debug, Serialize)]
pub struct Record<'a> {
    /// Stable code.
    pub code: &'static str,
    /// Severity.
    pub severity: Severity,
    /// Unit.
    pub unit: Option<&'a str>,
    /// File.
    pub file: Option<&'a str>,
    /// Sheet.
    pub sheet: Option<&'a str>,
    /// Cell.
    pub cell: Option<&'a str>,
    /// Model path.
    pub path: Option<&'a str>,
    /// What is the matter.
    pub message: String,
    /// What to do next.
    pub hint: String,
}

/// Puts findings into the order in which they are shown: by unit in the official order, gravest first, then by place.
pub fn sort(findings: &mut [Finding], units: &[String]) {
    let rank = |finding: &Finding| match &finding.unit {
        None => 0,
        Some(code) => 1 + units.iter().position(|unit| unit == code).unwrap_or(units.len()),
    };
    findings.sort_by(|a, b| {
        (
            rank(a),
            a.severity(),
            &a.place,
            &a.path,
            a.fault.code(),
            a.fault.message(Language::Vietnamese),
        )
            .cmp(&(
                rank(b),
                b.severity(),
                &b.place,
                &b.path,
                b.fault.code(),
                b.fault.message(Language::Vietnamese),
            ))
    });
}
