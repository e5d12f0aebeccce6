//! Values that would print as □: characters that no font covers, told where somebody can type them anew.

use super::leaves::{self, Leaf};
use super::trace::Origins;
use crate::document::{Coverage, pass};
use crate::edits;
use crate::finding::{Fault, Finding, Place};
use crate::model::Model;
use crate::model::provenance::nearest;

/// A finding for each value with a character that no font covers: at its cell, at the line of the correction that holds
/// instead, or at the line of `forum.yaml`, whose text is `forum`.
pub fn uncovered(model: &Model, forum: &str, fonts: &dyn Coverage) -> Vec<Finding> {
    let mut found: Vec<(String, Fault)> = Vec::new();
    let mut see = |path: &str, leaf: Leaf<'_>| {
        let Leaf::Plain(serde_json::Value::String(text)) = leaf else {
            return;
        };
        let (_, missing) = pass(text, fonts);
        if !missing.is_empty() {
            let named = missing.iter().map(|c| format!("«{c}» (U+{:04X})", u32::from(*c)));
            let characters = named.collect::<Vec<_>>().join(", ");
            found.push((path.to_owned(), Fault::CharacterNotCovered { characters }));
        }
    };
    leaves::of_forum(model, &mut see);
    leaves::of_facts(model, &mut see);
    let origins = Origins::new(model, forum);
    let finding = |(path, fault): (String, Fault)| {
        let finding = Finding::new(fault).path(path.clone());
        let Some(origin) = nearest(&model.provenance, &path) else {
            let line = origins.of(&path, None).into_iter().find_map(|source| source.cell);
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
    found.into_iter().map(finding).collect()
}
