//! A cell or a row of a list that was changed -> corrections of the record that it shows.

use super::align::{self, Change};
use super::pairs::pair;
use super::passages::{of_value, who};
use super::present::{Now, NowRow, Present};
use super::texts::Text;
use super::{Does, Raw, Why, correction, why_of};
use crate::edits;
use crate::ingest::drafts::{Line, Who};
use crate::word::{OriginRow, Part};

/// A list as it was printed.
struct Printed<'p> {
    at: &'p str,
    name: &'p str,
    columns: &'p [(String, String)],
    rows: &'p [OriginRow],
}

/// What the change of a list proposes.
pub(super) fn propose(
    base: &[Part],
    change: &Change,
    counterparts: &[Option<usize>],
    present: &Present<'_>,
    out: &mut Vec<Raw>,
) {
    let by_hand = |seed: Vec<String>, place: &str, old: Option<String>, new: Option<String>, why: Why| Raw {
        seed,
        place: place.to_owned(),
        old,
        new,
        who: None,
        does: Does::ByHand { why, path: None },
    };
    let part = match change {
        Change::Cell { at, .. } => at.0,
        Change::RowGone { at } | Change::Columns { at, .. } => at.0,
        Change::RowNew { part, .. } | Change::Heading { part, .. } | Change::TableGone { part } => *part,
        Change::TableNew { text } => {
            let seed = vec!["table".to_owned(), text.clone()];
            out.push(by_hand(seed, "", None, Some(text.clone()), Why::TableNew));
            return;
        }
        _ => return,
    };
    let Some(Part::Table {
        at,
        name,
        columns,
        rows,
        ..
    }) = base.get(part)
    else {
        return;
    };
    let list = Printed {
        at,
        name,
        columns,
        rows,
    };
    let now = counterparts[part].and_then(|part| present.parts.get(part));
    match change {
        Change::TableGone { .. } => {
            let seed = vec!["table gone".to_owned(), name.clone()];
            let heads: Vec<&str> = columns.iter().map(|(_, heading)| heading.as_str()).collect();
            out.push(by_hand(seed, at, Some(heads.join(" | ")), None, Why::Table));
        }
        Change::Heading { old, new, .. } => {
            let seed = vec!["heading".to_owned(), name.clone(), old.clone(), new.clone()];
            let new = Some(new.clone()).filter(|new| !new.is_empty());
            out.push(by_hand(
                seed,
                at,
                Some(old.clone()),
                new,
                Why::List { name: name.clone() },
            ));
        }
        Change::Columns { at: (_, row), cells } => {
            let seed = vec!["columns".to_owned(), shown(&rows[*row].cells), texts(cells).join("|")];
            out.push(by_hand(
                seed,
                at,
                Some(shown(&rows[*row].cells)),
                Some(texts(cells).join(" | ")),
                Why::Table,
            ));
        }
        Change::Cell { at, now: line } => out.extend(list.cell((at.1, at.2), line, now, present)),
        Change::RowGone { at } => out.extend(list.row_gone(at.1, now, present)),
        Change::RowNew {
            between, cells, who, ..
        } => out.push(list.row_new(*between, cells, who.as_ref(), now, present)),
        _ => {}
    }
}

impl Printed<'_> {
    /// The row by now, if it is still there.
    fn row<'n>(&self, row: usize, now: Option<&'n Now>) -> Option<(&'n NowRow, &'n [(String, String)])> {
        let Now::Table { columns, rows, .. } = now? else {
            return None;
        };
        let printed = &self.rows[row];
        let found = match &printed.id {
            Some(id) => rows.iter().find(|other| other.id.as_ref() == Some(id)),
            None => {
                let old: Vec<String> = self.rows.iter().map(key_of).collect();
                let new: Vec<String> = rows.iter().map(NowRow::key).collect();
                let pairs = pair(&old, &new, 0.4, true);
                let of = pairs.iter().find(|(one, _)| *one == Some(row));
                of.and_then(|(_, other)| rows.get((*other)?))
            }
        };
        found.map(|row| (row, columns.as_slice()))
    }

    fn cell(
        &self,
        (row, column): (usize, usize),
        line: &Line,
        now: Option<&Now>,
        present: &Present<'_>,
    ) -> Option<Raw> {
        let old = &self.rows[row].cells[column];
        let draft = Text::plain(&line.text);
        let (key, heading) = self
            .columns
            .get(column)
            .map_or(("", ""), |(key, heading)| (key, heading));
        let row_name = self.rows[row].id.clone().unwrap_or_else(|| key_of(&self.rows[row]));
        let who = who(line, &(0..draft.words.len()));
        let raw = |does: Does| Raw {
            seed: vec![
                self.name.to_owned(),
                row_name,
                key.to_owned(),
                heading.to_owned(),
                old.clone(),
                draft.text.clone(),
            ],
            place: self.at.to_owned(),
            old: Some(old.clone()),
            new: Some(draft.text.clone()),
            who: who.clone(),
            does,
        };
        let found = self.row(row, now).and_then(|(now, columns)| {
            let same = columns.len() == self.columns.len();
            let by_key = || {
                columns
                    .iter()
                    .position(|(other, words)| other == key && words == heading)
            };
            let at = if same { Some(column) } else { by_key() };
            Some((now, now.cells.get(at?)?))
        });
        let Some((record, cell)) = found else {
            return Some(raw(Does::Conflict { present: None }));
        };
        if cell.key() == draft.key() {
            return None;
        }
        if cell.key() != Text::plain(old).key() {
            return Some(raw(Does::Conflict {
                present: Some(cell.text.clone()),
            }));
        }
        // The key of a column that people fill in is the field of the record.
        let of_column = record
            .record()
            .map(|record| format!("{record}/{key}"))
            .filter(|path| !key.is_empty() && present.facts.knows(path));
        let printed = cell.only_value().and_then(|value| value.path.clone());
        let proposed = |path: Option<&str>| of_value(path, &cell.text, &draft.text, who.as_ref(), present);
        let does = match (&of_column, &printed) {
            // Nothing was there that could be compared with what prints.
            (Some(path), _) if cell.words.is_empty() => filled(path, &draft.text, who.as_ref(), present),
            (Some(path), None) => proposed(Some(path)),
            (Some(path), Some(_)) => match proposed(Some(path)) {
                Does::ByHand { .. } => proposed(printed.as_deref()),
                does => does,
            },
            (None, path) => proposed(path.as_deref()),
        };
        Some(raw(does))
    }

    fn row_gone(&self, row: usize, now: Option<&Now>, present: &Present<'_>) -> Option<Raw> {
        let printed = &self.rows[row];
        // A row that is gone by now as well needs nothing.
        let (record, _) = self.row(row, now)?;
        let path = record.record();
        let does = match path.filter(|path| present.facts.is_record(path)) {
            Some(path) => correction(path, edits::Change::Drop, None),
            None => Does::ByHand {
                why: match record.cells.iter().find_map(|cell| cell.only_value()?.path.clone()) {
                    Some(path) => why_of(Some(&path), super::facts::Refused::Computed, &present.facts),
                    None => Why::Table,
                },
                path: record.cells.iter().find_map(|cell| cell.only_value()?.path.clone()),
            },
        };
        let name = printed.id.clone().unwrap_or_else(|| key_of(printed));
        Some(Raw {
            seed: vec!["row gone".to_owned(), self.name.to_owned(), name],
            place: self.at.to_owned(),
            old: Some(shown(&printed.cells)),
            new: None,
            who: None,
            does,
        })
    }

    fn row_new(
        &self,
        between: (Option<usize>, Option<usize>),
        cells: &[Line],
        tracked: Option<&Who>,
        now: Option<&Now>,
        present: &Present<'_>,
    ) -> Raw {
        let words: Vec<String> = texts(cells);
        let marked = || {
            cells
                .iter()
                .find_map(|cell| cell.tracked.first().map(|(_, who)| who.clone()))
        };
        let who = tracked.cloned().or_else(marked);
        let neighbour = [between.0, between.1].into_iter().flatten().find_map(|row| {
            let (row, _) = self.row(row, now)?;
            row.record()
        });
        let list = neighbour.and_then(|record| Some(record.rsplit_once('/')?.0.to_owned()));
        let keys: Vec<String> = self.columns.iter().map(|(key, _)| key.clone()).collect();
        let shown: Vec<&str> = words.iter().map(String::as_str).collect();
        let record = list.as_ref().filter(|_| cells.len() == keys.len()).map(|list| {
            let record = present.facts.record(list, &keys, &shown);
            record.map(|record| record.map(|record| (list.clone(), record)))
        });
        let does = match record {
            Some(Ok(Some((list, record)))) => correction(list, edits::Change::Record(record), who.as_ref()),
            Some(Err(refused)) => Does::ByHand {
                why: why_of(None, refused, &present.facts),
                path: list,
            },
            Some(Ok(None)) | None => Does::ByHand {
                why: Why::Row,
                path: list,
            },
        };
        Raw {
            seed: vec!["row new".to_owned(), self.name.to_owned(), words.join("|")],
            place: self.at.to_owned(),
            old: None,
            new: Some(words.join(" | ")),
            who,
            does,
        }
    }
}

/// A field that was blank.
fn filled(path: &str, text: &str, who: Option<&Who>, present: &Present<'_>) -> Does {
    match present.facts.filled(path, text) {
        Ok(value) => correction(path.to_owned(), edits::Change::Value(value), who),
        Err(refused) => Does::ByHand {
            why: why_of(Some(path), refused, &present.facts),
            path: Some(path.to_owned()),
        },
    }
}

fn key_of(row: &OriginRow) -> String {
    row.cells
        .iter()
        .map(|cell| align::key(cell))
        .collect::<Vec<_>>()
        .join(" ")
}

fn shown(cells: &[String]) -> String {
    cells.join(" | ")
}

fn texts(cells: &[Line]) -> Vec<String> {
    cells.iter().map(|cell| Text::plain(&cell.text).text).collect()
}
