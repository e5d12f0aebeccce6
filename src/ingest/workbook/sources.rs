//! Where the cells of a sheet stand that was put together from cells of others: every place that people are told is theirs.

use std::collections::BTreeMap;

use super::{Sheet, address};
use crate::finding::Fault;

/// Row and column, counted from 0.
type At = (u32, u32);

/// The sheets and cells that a sheet was put together from.
#[derive(Debug, Clone)]
pub(in super::super) struct Sources {
    /// Name of the layout whose records it holds.
    pub layout: &'static str,
    /// What is to be said about how it was put together.
    pub fault: Fault,
    names: Vec<String>,
    places: BTreeMap<At, (usize, At)>,
}

impl Sources {
    pub(in super::super) fn new(layout: &'static str, fault: Fault) -> Self {
        Self {
            layout,
            fault,
            names: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    /// Notes that what is at `at` stands in the cell `cell` of the sheet `name`.
    pub(in super::super) fn note(&mut self, at: At, name: &str, cell: At) {
        let known = self.names.iter().rposition(|other| other == name);
        let index = known.unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        });
        self.places.insert(at, (index, cell));
    }

    /// The sheet and the cell of a place. What stands nowhere, as the value of a label that a form lacks, is looked for at
    /// the beginning of its row, where the person is named.
    fn of(&self, at: At) -> Option<(&str, At)> {
        let exact = self.places.get(&at);
        let in_row = || self.places.range((at.0, 0)..=(at.0, u32::MAX)).next();
        let place = exact.or_else(|| {
            in_row()
                .or_else(|| self.places.first_key_value())
                .map(|(_, place)| place)
        });
        let (index, cell) = place?;
        Some((self.names.get(*index)?, *cell))
    }
}

impl Sheet {
    /// The name of the sheet and the address of the cell where people find what is at a place.
    pub fn stands_at(&self, row: u32, column: u32) -> (&str, String) {
        let source = self.sources.as_ref().and_then(|sources| sources.of((row, column)));
        let (name, (row, column)) = source.unwrap_or((&self.name, (row, column)));
        (name, address(row, column))
    }
}
