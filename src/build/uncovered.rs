//! Values that would print as □: characters that no font covers, told where somebody can type them anew.

use super::trace::Origins;
use crate::edits;
use crate::files;
use crate::finding::{Fault, Finding, Place};
use crate::model::Model;
use crate::model::provenance::nearest;
use crate::workspace::Workspace;

/// A finding for each of `uncovered`, model paths with characters that no font covers: at its cell, at the line of the
/// correction that holds instead, or at the line of `forum.yaml`.
pub fn told(uncovered: &[(String, Vec<char>)], model: &Model, workspace: &Workspace) -> Vec<Finding> {
    if uncovered.is_empty() {
        return Vec::new();
    }
    let forum = files::read_text(&workspace.inputs().join("forum.yaml")).unwrap_or_default();
    let origins = Origins::new(model, &forum);
    let finding = |(path, missing): &(String, Vec<char>)| {
        let named = missing.iter().map(|c| format!("«{c}» (U+{:04X})", u32::from(*c)));
        let characters = named.collect::<Vec<_>>().join(", ");
        let finding = Finding::new(Fault::CharacterNotCovered { characters }).path(path.clone());
        let Some(origin) = nearest(&model.provenance, path) else {
            let line = origins.of(path, None).into_iter().find_map(|source| source.cell);
            return finding.at(Place {
                file: Some("inputs/forum.yaml".to_owned()),
                sheet: None,
                cell: line,
            });
        };
        if let Some(edited) = &origin.edited {
            return finding.at(Place {
                file: Some(edits::FILE.to_owned()),
                sheet: None,
                cell: Some(format!("dòng {}", edited.line)),
            });
        }
        // What a unit has typed, the unit is told.
        let unit = path.strip_prefix("units/").and_then(|rest| rest.split('/').next());
        match unit {
            Some(unit) => finding.at(origin).unit(unit),
            None => finding.at(origin),
        }
    };
    uncovered.iter().map(finding).collect()
}
