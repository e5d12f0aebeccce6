//! Rules on the model -> findings.
//!
//! Each module looks at one subject. What is not due yet is not an error, and a value that a cell holds but nobody
//! understands was reported when it was read.

mod counts;
mod deadlines;
mod fields;
mod law;
mod outcome;
mod people;
mod proposals;
mod schools;

use jiff::civil::Date;

use crate::finding::{Fault, Finding, Place};
use crate::model::provenance::nearest;
use crate::model::{Dossier, Model};

/// Looks at the whole model.
pub fn check(model: &Model) -> Vec<Finding> {
    let mut check = Check {
        model,
        findings: Vec::new(),
    };
    for dossier in &model.dossiers {
        let mut unit = UnitCheck {
            check: &mut check,
            dossier,
        };
        counts::unit(&mut unit);
        fields::unit(&mut unit);
        people::unit(&mut unit);
        schools::unit(&mut unit);
        deadlines::unit(&mut unit);
        proposals::unit(&mut unit);
        law::unit(&mut unit);
    }
    deadlines::forum(&mut check);
    people::forum(&mut check);
    proposals::forum(&mut check);
    law::forum(&mut check);
    outcome::forum(&mut check);
    check.findings
}

/// A check while it runs.
struct Check<'a> {
    model: &'a Model,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    /// The day of the forum, as far as it is known.
    fn forum_day(&self) -> Date {
        let file = &self.model.file;
        let start = file.outcome.start.or(file.session.start);
        start.map_or(self.model.today, |start| start.date())
    }

    /// The cell behind a model path, or behind the nearest path above it that has one.
    fn place(&self, path: &str) -> Place {
        nearest(&self.model.provenance, path).map_or_else(Place::default, Place::from)
    }

    /// Whether the cell behind the path holds something, understood or not.
    fn was_given(&self, path: &str) -> bool {
        self.model
            .provenance
            .get(path)
            .is_some_and(|origin| !origin.raw.trim().is_empty())
    }

    /// A finding about a fact of `forum.yaml`.
    fn say(&mut self, path: &str, fault: Fault) {
        self.findings.push(Finding::new(fault).in_file("forum.yaml").path(path));
    }
}

/// A check of one dossier.
struct UnitCheck<'c, 'a> {
    check: &'c mut Check<'a>,
    dossier: &'a Dossier,
}

impl<'a> UnitCheck<'_, 'a> {
    fn model(&self) -> &'a Model {
        self.check.model
    }

    fn path(&self, rest: &str) -> String {
        format!("units/{}/{rest}", self.dossier.unit.code)
    }

    /// A finding about what the unit sent, with the cell it concerns.
    fn say(&mut self, rest: &str, fault: Fault) {
        let path = self.path(rest);
        let mut place = self.check.place(&path);
        // What concerns the dossier as a whole stands at its file.
        if place.file.is_none() {
            place.file = self
                .dossier
                .sources
                .first()
                .map(|source| format!("submissions/{}", source.file));
        }
        let finding = Finding::new(fault)
            .unit(self.dossier.unit.code.clone())
            .at(place)
            .path(path);
        self.check.findings.push(finding);
    }
}

#[cfg(test)]
mod tests;
