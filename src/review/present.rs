//! The paper as it is now, each word with where it comes from, and what it would be with a template changed.

use super::facts::Facts;
use super::texts::Text;
use super::wording::{Patch, Texts};
use super::{Why, why_at};
use crate::compose::Notes;
use crate::word::{OriginRow, Part};

/// Makes the paper with patches of its wording; nothing if that cannot be.
pub type Trial<'t> = dyn Fn(&[Patch]) -> Option<Vec<Part>> + 't;

/// The paper as it is now.
pub struct Present<'a> {
    /// Paragraphs and lists in order.
    pub(super) parts: Vec<Now>,
    /// The facts.
    pub facts: Facts<'a>,
    /// The texts of its template and of the parts of that.
    pub texts: &'a Texts<'a>,
    trial: &'a Trial<'a>,
}

/// A paragraph or a list as it is now.
pub(super) enum Now {
    Text {
        at: String,
        text: Text,
    },
    Table {
        at: String,
        name: String,
        columns: Vec<(String, String)>,
        rows: Vec<NowRow>,
    },
}

/// A row as it is now.
pub(super) struct NowRow {
    pub id: Option<String>,
    pub cells: Vec<Text>,
}

impl NowRow {
    /// By what it is compared.
    pub fn key(&self) -> String {
        self.cells.iter().map(Text::key).collect::<Vec<_>>().join(" ")
    }

    /// The model path of the record that it shows: as the list says, else as most of its cells do.
    pub fn record(&self) -> Option<String> {
        if self.id.as_deref().is_some_and(|id| id.contains('/')) {
            return self.id.clone();
        }
        let paths = self.cells.iter().filter_map(|cell| cell.only_value()?.path.as_deref());
        let mut records: Vec<&str> = paths
            .filter_map(|path| Some(path.rsplit_once('/')?.0))
            .filter(|record| record.split('/').count() > 1)
            .collect();
        records.sort_unstable();
        let most = records
            .chunk_by(|one, other| one == other)
            .max_by_key(|same| same.len())?;
        most.first().map(|record| (*record).to_owned())
    }
}

impl<'a> Present<'a> {
    /// The paper that prints as `plain`; `noted` is the same with the signs of `notes`, and is believed where it says the same.
    pub fn new(
        plain: &[Part],
        noted: &[Part],
        notes: &Notes,
        facts: Facts<'a>,
        texts: &'a Texts<'a>,
        trial: &'a Trial<'a>,
    ) -> Self {
        let of = |n: usize, part: &Part| match (part, noted.get(n).filter(|_| noted.len() == plain.len())) {
            (Part::Text { at, text }, other) => Now::Text {
                at: at.clone(),
                text: match other {
                    Some(Part::Text { text: signed, .. }) => believed(text, signed, notes),
                    _ => Text::plain(text),
                },
            },
            (
                Part::Table {
                    at,
                    name,
                    columns,
                    rows,
                    ..
                },
                other,
            ) => Now::Table {
                at: at.clone(),
                name: name.clone(),
                columns: columns.clone(),
                rows: match other {
                    Some(Part::Table { rows: signed, .. }) if signed.len() == rows.len() => {
                        let rows = rows.iter().zip(signed);
                        rows.map(|(row, signed)| of_row(row, Some(signed), notes)).collect()
                    }
                    _ => rows.iter().map(|row| of_row(row, None, notes)).collect(),
                },
            },
        };
        Self {
            parts: plain.iter().enumerate().map(|(n, part)| of(n, part)).collect(),
            facts,
            texts,
            trial,
        }
    }

    /// Its parts without where they come from.
    pub fn plain(&self) -> Vec<Part> {
        let parts = self.parts.iter().map(|part| match part {
            Now::Text { at, text } => Part::Text {
                at: at.clone(),
                text: text.text.clone(),
            },
            Now::Table {
                at,
                name,
                columns,
                rows,
            } => Part::Table {
                at: at.clone(),
                name: name.clone(),
                columns: columns.clone(),
                head: 1,
                rows: rows
                    .iter()
                    .map(|row| OriginRow {
                        id: row.id.clone(),
                        cells: row.cells.iter().map(|cell| cell.text.clone()).collect(),
                    })
                    .collect(),
            },
        });
        parts.collect()
    }

    /// Whether it still says what was printed.
    pub fn says(&self, base: &[Part]) -> bool {
        let plain = self.plain();
        let words = |part: &Part| match part {
            Part::Text { text, .. } => Text::plain(text).key(),
            Part::Table { rows, .. } => {
                let rows = rows.iter().map(|row| of_row(row, None, &Notes::default()).key());
                rows.collect::<Vec<_>>().join("\n")
            }
        };
        plain.len() == base.len() && plain.iter().zip(base).all(|(now, then)| words(now) == words(then))
    }

    /// Why words at a place of the paper are no matter of its template's text.
    pub(super) fn why_at(&self, place: &str) -> Why {
        let of_list = |part: &Now| match part {
            Now::Table { at, name, .. } if place.strip_suffix("/title") == Some(at) => Some(name.clone()),
            _ => None,
        };
        match self.parts.iter().find_map(of_list) {
            Some(name) => Why::List { name },
            None => why_at(place),
        }
    }

    /// The paragraph of that number.
    pub(super) fn text(&self, part: usize) -> Option<&Text> {
        match self.parts.get(part)? {
            Now::Text { text, .. } => Some(text),
            Now::Table { .. } => None,
        }
    }

    /// What each part says, as it is compared.
    pub(super) fn keys(&self) -> Vec<String> {
        let keys = self.parts.iter().map(|part| match part {
            Now::Text { at, .. } if follows(at) => String::new(),
            Now::Text { text, .. } => trimmed(&text.key()),
            Now::Table { rows, .. } => rows.iter().map(NowRow::key).collect::<Vec<_>>().join("\n"),
        });
        keys.collect()
    }

    /// The first of several ways to change the wording after which the paper says one of `wanted`, part by part.
    pub(super) fn first_that_says(
        &self,
        ways: impl IntoIterator<Item = Vec<Patch>>,
        wanted: &[Vec<String>],
    ) -> Option<Vec<Patch>> {
        let says = |patches: &Vec<Patch>| {
            let Some(parts) = (self.trial)(patches) else {
                return false;
            };
            let said: Vec<String> = parts
                .iter()
                .map(|part| match part {
                    Part::Text { at, .. } if follows(at) => String::new(),
                    Part::Text { text, .. } => trimmed(&Text::plain(text).key()),
                    Part::Table { rows, .. } => {
                        let rows = rows.iter().map(|row| of_row(row, None, &Notes::default()).key());
                        rows.collect::<Vec<_>>().join("\n")
                    }
                })
                .collect();
            wanted.contains(&said)
        };
        ways.into_iter().find(says)
    }
}

/// Whether what stands at a place says by itself what the head of the paper says.
fn follows(at: &str) -> bool {
    at.ends_with("/attached_to")
}

/// The end sign of a paragraph follows from its place: of the last one it is `./.`.
pub(super) fn trimmed(key: &str) -> String {
    key.trim_end_matches([' ', '.', '/', ';', ',']).to_owned()
}

fn of_row(row: &OriginRow, signed: Option<&OriginRow>, notes: &Notes) -> NowRow {
    let signed = signed.filter(|signed| signed.cells.len() == row.cells.len());
    NowRow {
        id: row.id.clone(),
        cells: row
            .cells
            .iter()
            .enumerate()
            .map(|(n, cell)| match signed {
                Some(signed) => believed(cell, &signed.cells[n], notes),
                None => Text::plain(cell),
            })
            .collect(),
    }
}

fn believed(plain: &str, signed: &str, notes: &Notes) -> Text {
    let (plain, noted) = (Text::plain(plain), Text::noted(signed, notes));
    if plain.text == noted.text { noted } else { plain }
}
