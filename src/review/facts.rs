//! A printed value that somebody changed -> the fact behind it, and what it would have to say.

use serde_json::{Map, Value};

use super::texts::Text;
use crate::document::hunks;
use crate::edits::{All, value_at};
use crate::ingest::returned;
use crate::model::ForumFile;

/// Endings of names that are computed from the field of the shorter name.
const COMPUTED: [&str; 6] = ["_text", "_label", "_short", "_name", "_title", "_year"];
/// Fields of a question or recommendation that keep the child's words; what prints instead is `edited_text`.
const WORDS: [&str; 2] = ["text", "text_printed"];

/// The facts that can be corrected.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// Dossiers and guests as they hold now.
    pub all: All<'a>,
    /// The forum.
    pub file: &'a ForumFile,
}

/// Why a change becomes no correction.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// What prints is computed, or put together of several facts.
    Computed,
    /// The new words are none that the fact can have.
    Invalid(Box<crate::finding::Fault>),
}

impl Facts<'_> {
    fn value(&self, path: &str) -> Option<Value> {
        value_at(path, self.all, self.file).ok()
    }

    /// Whether a path is one that can be corrected.
    pub fn knows(&self, path: &str) -> bool {
        self.value(path).is_some()
    }

    /// The path to correct, and the value it would get, if the fact at `path` printed `old` and is to print `new`.
    pub fn corrected(&self, path: &str, old: &str, new: &str) -> Result<(String, Value), Refused> {
        let mut refused = Refused::Computed;
        let (old, new) = (Text::plain(old), Text::plain(new));
        for candidate in candidates(path) {
            match self.of_field(&candidate, &old, &new) {
                Ok(value) => return Ok((candidate, value)),
                Err(Refused::Computed) => {}
                Err(invalid) => refused = invalid,
            }
        }
        match refused {
            Refused::Computed => self.of_part(path, &old, &new),
            invalid => Err(invalid),
        }
    }

    fn of_field(&self, path: &str, old: &Text, new: &Text) -> Result<Value, Refused> {
        let mut stored = self.value(path).ok_or(Refused::Computed)?;
        let record = path.strip_suffix("/edited_text");
        if let (true, Some(record)) = (stored.is_null(), record) {
            stored = self.value(&format!("{record}/text")).unwrap_or_default();
        }
        if stored.is_null() {
            return Err(Refused::Computed);
        }
        let words = match &stored {
            Value::String(text) => Text::plain(text),
            other => Text::plain(&other.to_string()),
        };
        let now = match (words.key() == old.key(), like(&words, old)) {
            (true, _) => new.text.clone(),
            (false, true) => put_in(&words, old, new),
            // A date, a choice: read as the workbooks are, if the old words are read as what is there.
            (false, false) if self.read(path, &old.text).ok().as_ref() == Some(&stored) => new.text.clone(),
            _ => return Err(Refused::Computed),
        };
        self.read(path, &now)
    }

    /// The value that a field without one would get from `text`.
    pub fn filled(&self, path: &str, text: &str) -> Result<Value, Refused> {
        self.read(path, text)
    }

    /// Whether a path is one of `forum.yaml`, and not of the records of a unit.
    pub fn is_of_forum(&self, path: &str) -> bool {
        let first = path.split('/').next().unwrap_or_default();
        let is_record = matches!(first, "units" | "guests");
        !is_record && serde_json::to_value(self.file).is_ok_and(|file| file.get(first).is_some())
    }

    /// Whether a path is that of a record.
    pub fn is_record(&self, path: &str) -> bool {
        self.value(path).is_some_and(|value| value["id"].is_string())
    }

    fn read(&self, path: &str, text: &str) -> Result<Value, Refused> {
        returned::typed(path, text, self.file).map_err(|fault| Refused::Invalid(Box::new(fault)))
    }

    /// The one field of the record whose words stand in what it printed, and which alone was changed.
    fn of_part(&self, path: &str, old: &Text, new: &Text) -> Result<(String, Value), Refused> {
        let record = path.rsplit_once('/').map_or("", |(record, _)| record);
        let Some(Value::Object(fields)) = self.value(record) else {
            return Err(Refused::Computed);
        };
        let changed = hunks(&old.keys(), &new.keys());
        let (Some(first), Some(last)) = (changed.first(), changed.last()) else {
            return Err(Refused::Computed);
        };
        let mut found: Option<(String, String, usize)> = None;
        for (name, field) in &fields {
            let Some(text) = field.as_str().filter(|_| name != "id") else {
                continue;
            };
            let words = Text::plain(text);
            let length = words.words.len();
            let places = old.words.windows(length.max(1)).enumerate();
            let at: Vec<usize> = places
                .filter(|(_, window)| {
                    window
                        .iter()
                        .zip(&words.words)
                        .all(|(one, other)| one.key.to_lowercase() == other.key.to_lowercase())
                })
                .map(|(at, _)| at)
                .collect();
            let [at] = at[..] else { continue };
            let covers = at <= first.old.start && last.old.end <= at + length && length > 0;
            // The shortest says it most exactly.
            if covers && found.as_ref().is_none_or(|(_, _, known)| length < *known) {
                let end = new.words.len() - (old.words.len() - (at + length));
                let now = new.slice(at..end).into_owned();
                let part = Text::plain(&old.slice(at..at + length));
                let now = match words.key() == part.key() {
                    true => now,
                    false => put_in(&words, &part, &Text::plain(&now)),
                };
                found = Some((format!("{record}/{name}"), now, length));
            }
        }
        let (path, now, _) = found.ok_or(Refused::Computed)?;
        let value = self.read(&path, &now)?;
        Ok((path, value))
    }

    /// The record that a new row of a list shows, `columns` being the fields of its cells; `list` is the path of the list.
    pub fn record(&self, list: &str, columns: &[String], cells: &[&str]) -> Result<Option<Value>, Refused> {
        let mut record = Value::Object(Map::new());
        let mut is_named = false;
        for (column, cell) in columns.iter().zip(cells) {
            let text = Text::plain(cell).text;
            let path = format!("{list}/{column}");
            if text.is_empty() || !crate::edits::is_field_of_list(list, column, self.file) {
                continue;
            }
            let value = self.read(&path, &text)?;
            if value.is_null() {
                continue;
            }
            is_named |= matches!(column.as_str(), "name" | "title" | "text" | "position");
            let mut at = &mut record;
            for part in column.split('/') {
                at = &mut at[part];
            }
            *at = value;
        }
        Ok(is_named.then_some(record))
    }
}

/// The paths that may be behind what `path` printed.
fn candidates(path: &str) -> Vec<String> {
    let (record, field) = path.rsplit_once('/').unwrap_or(("", path));
    let is_proposal = ["/questions/", "/recommendations/"]
        .iter()
        .any(|list| path.contains(list));
    if is_proposal && WORDS.contains(&field) {
        return vec![format!("{record}/edited_text")];
    }
    let bare = COMPUTED.iter().filter_map(|ending| path.strip_suffix(ending));
    std::iter::once(path).chain(bare).map(str::to_owned).collect()
}

/// Whether two texts differ in capitals alone.
fn like(one: &Text, other: &Text) -> bool {
    let same =
        |(one, other): (&super::texts::Word, &super::texts::Word)| one.key.to_lowercase() == other.key.to_lowercase();
    one.words.len() == other.words.len() && one.words.iter().zip(&other.words).all(same)
}

/// `words`, of which `old` is another look, changed as `old` was changed to `new`.
fn put_in(words: &Text, old: &Text, new: &Text) -> String {
    let changed = hunks(&old.keys(), &new.keys());
    let changed: Vec<_> = changed
        .into_iter()
        .map(|hunk| super::texts::Change::of(hunk.old, new, hunk.new))
        .collect();
    words.rewritten(0..words.words.len(), &changed)
}
