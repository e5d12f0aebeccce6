//! What stands in a block and is nobody's value: explanations and sums are passed over, all else is kept to be told.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::Block;
use super::columns::filled;
use super::labels::is_blank;
use super::persons::{At, Key, Value, value_beside};
use crate::ingest::workbook::Sheet;

/// What a column holds that is of no person, as its head says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aside {
    /// How to fill in the form, or sums: nothing that is to be read.
    Known,
    /// Remarks.
    Remarks,
}

/// The columns of a block that are of no person.
pub(super) fn columns(sheet: &Sheet, block: &Block) -> BTreeMap<u32, Aside> {
    const EXPLAIN: [&str; 6] = [
        "huong dan",
        "cach dien",
        "cach ghi",
        "giai thich",
        "yeu cau",
        "bat buoc",
    ];
    const SUMS: [&str; 4] = ["cong", "tong", "tong cong", "tong so"];
    let columns = block.lines.first().map_or(0..0, |line| line.columns.clone());
    let above = block.rows.0.saturating_sub(2)..block.rows.0;
    let heads = above.flat_map(|row| filled(sheet, row, columns.clone()).map(move |column| (row, column)));
    let aside = |(row, column): At| {
        let words = sheet.words(row, column);
        match () {
            () if EXPLAIN.iter().any(|start| words.starts_with(start)) => Some((column, Aside::Known)),
            () if SUMS.contains(&words.as_ref()) => Some((column, Aside::Known)),
            () if words.starts_with("ghi chu") || words.starts_with("nhan xet") => Some((column, Aside::Remarks)),
            () => None,
        }
    };
    heads.filter_map(aside).collect()
}

/// What stands in a block and is nobody's value, besides explanations in brackets.
pub(super) fn strays(sheet: &Sheet, block: &Block, keys: &[Key], people: &[Option<u32>]) -> Vec<Value> {
    let asides = columns(sheet, block);
    let mut strays = Vec::new();
    let mut taken: BTreeSet<At> = BTreeSet::new();
    for line in &block.lines {
        taken.insert(line.label.at);
        for column in people {
            taken.insert(value_beside(sheet, line, *column).1);
        }
    }
    for row in block.rows.0..=block.rows.1 {
        for column in filled(sheet, row, block.columns.0..block.columns.1) {
            let lines = || block.lines.iter().zip(keys).rev();
            let over = lines().find(|(line, _)| line.label.at.0 <= row && line.label.at.1 <= column);
            let Some((line, key)) = over.filter(|(line, _)| column > line.label.at.1 || row > line.last) else {
                continue;
            };
            let in_values = line.columns.contains(&column) && !taken.contains(&(row, column));
            let Some(cell) = sheet
                .at(row, column)
                .filter(|_| in_values && asides.get(&column) != Some(&Aside::Known))
            else {
                continue;
            };
            let text = cell.text().trim();
            if text.starts_with('(') && text.ends_with(')') {
                continue;
            }
            strays.push((key, cell.clone(), (row, column)));
        }
    }
    // A value in the cell of its label, where the values of several persons stand beside it.
    let beside_labels = block
        .lines
        .iter()
        .zip(keys)
        .filter(|_| people.iter().any(Option::is_some));
    let in_label = beside_labels.filter_map(|(line, key)| Some((key, line.label.value.clone()?, line.label.at)));
    let in_label: Vec<_> = in_label.collect();
    let all = strays.into_iter().chain(in_label);
    let mut seen: BTreeMap<&Key, usize> = BTreeMap::new();
    all.filter(|(_, cell, _)| !is_blank(cell.text()))
        .map(|(key, cell, at)| {
            let count = seen.entry(key).or_default();
            *count += 1;
            Value {
                key: Key::Beside(Box::new(key.clone()), *count - 1),
                heading: (String::new(), at),
                cell: Some(cell),
                at,
            }
        })
        .collect()
}
