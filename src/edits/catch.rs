//! Finds what somebody changed in a file of `out/model/`, as the smallest set of corrections.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Book;
use super::lay::{plain, settle};
use super::path::{self, LISTS, Root, Target, id_of};
use crate::finding::{Fault, Finding};
use crate::ingest::returned::ListChanges;
use crate::model::edit::Edit;
use crate::model::{Dossier, ForumFile, Guest};

/// Parts that come from elsewhere and are not taken over from a model file.
const FIXED: [&str; 6] = ["schema", "unit", "sources", "replaces", "theme_words", "agency_words"];

/// A model file at the time of a run.
pub struct Texts<'a> {
    /// Model path of the whole file (`units/06313`, `guests`).
    pub root: &'a str,
    /// The file's path below the workspace, for what is said about it.
    pub file: &'a str,
    /// What it says.
    pub there: &'a Value,
    /// What the program wrote.
    pub base: &'a Value,
    /// What was sent, without any correction; null if nothing was.
    pub sent: &'a Value,
    /// What holds without the changes of this file; null if nothing was sent.
    pub fresh: &'a Value,
    /// Whether `sent` is what it was when the file was written.
    pub same_source: bool,
}

/// What somebody changed.
#[derive(Debug, Default)]
pub struct Caught {
    /// As corrections, in the order of the file.
    pub edits: Vec<Edit>,
    /// What is to be said about it.
    pub findings: Vec<Finding>,
}

/// The changes of one file.
pub fn catch(texts: &Texts<'_>, book: &Book, file: &ForumFile) -> Caught {
    let mut catching = Catching {
        texts,
        book,
        file,
        caught: Caught::default(),
    };
    match (texts.base, texts.there) {
        (Value::Array(base), Value::Array(there)) => catching.list(texts.root, base, there),
        (base, there) => catching.fields(texts.root, base, there),
    }
    catching.caught
}

struct Catching<'a> {
    texts: &'a Texts<'a>,
    book: &'a Book,
    file: &'a ForumFile,
    caught: Caught,
}

impl Catching<'_> {
    fn fields(&mut self, path: &str, base: &Value, there: &Value) {
        let empty = Map::new();
        let (base, there) = (base.as_object().unwrap_or(&empty), there.as_object().unwrap_or(&empty));
        let names: Vec<&String> = there
            .keys()
            .chain(base.keys().filter(|name| !there.contains_key(*name)))
            .collect();
        for name in names {
            let null = Value::Null;
            let (was, now) = (base.get(name).unwrap_or(&null), there.get(name).unwrap_or(&null));
            if settle::same(was, now) {
                continue;
            }
            if FIXED.contains(&name.as_str()) {
                let fault = Fault::ModelFixed { name: name.clone() };
                self.say(fault, &format!("{path}/{name}"));
                continue;
            }
            self.value(&format!("{path}/{name}"), was, now);
        }
    }

    fn value(&mut self, path: &str, was: &Value, now: &Value) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_list = LISTS.iter().any(|(list, _)| *list == name);
        match (was, now) {
            (Value::Array(was), Value::Array(now)) if is_list => self.list(path, was, now),
            (Value::Object(_) | Value::Null, Value::Object(_)) => self.fields(path, was, now),
            // Records without ids are known by their place, as long as none comes or goes.
            (Value::Array(before), Value::Array(after))
                if before.len() == after.len() && before.iter().chain(after).all(Value::is_object) =>
            {
                for (index, (was, now)) in before.iter().zip(after).enumerate() {
                    self.fields(&format!("{path}/{index}"), was, now);
                }
            }
            _ => self.set(path, was, now),
        }
    }

    /// The records of a list, by their ids.
    fn list(&mut self, path: &str, base: &[Value], there: &[Value]) {
        let fresh = |id: &str| self.fresh_record(path, id);
        let mut seen = BTreeSet::new();
        let mut added = Vec::new();
        let mut changed = Vec::new();
        for record in there {
            let id = id_of(record);
            let was = base
                .iter()
                .find(|other| id_of(other) == id)
                .cloned()
                .or_else(|| fresh(id));
            match was.filter(|_| !id.is_empty() && seen.insert(id.to_owned())) {
                Some(was) => changed.push((id.to_owned(), was, record)),
                None => added.push(record),
            }
        }
        let missing = base.iter().filter(|record| !seen.contains(id_of(record)));
        let missing: Vec<Value> = missing
            .filter(|record| fresh(id_of(record)).is_some())
            .cloned()
            .collect();
        let order = |records: &[Value]| {
            let ids = records.iter().map(|record| id_of(record).to_owned());
            ids.filter(|id| base.iter().any(|other| id_of(other) == id) && seen.contains(id))
                .collect::<Vec<_>>()
        };
        let mut once = BTreeSet::new();
        let mut now = order(there);
        now.retain(|id| once.insert(id.clone()));
        if now != order(base) {
            self.say(Fault::ModelReordered {}, path);
        }
        for (id, was, record) in changed {
            self.fields(&format!("{path}/{id}"), &was, record);
        }
        for record in missing {
            let at = format!("{path}/{}", id_of(&record));
            self.tell(&at, &name_of(&record), "(bỏ)");
            self.caught.edits.push(Edit {
                at,
                drop: true,
                why: Some(self.why()),
                ..Edit::default()
            });
        }
        for record in added {
            self.add(path, record);
        }
    }

    fn fresh_record(&self, path: &str, id: &str) -> Option<Value> {
        let target = Target::of(&format!("{path}/{id}"), self.file).ok()?;
        path::holder(self.texts.fresh, &target).cloned()
    }

    fn add(&mut self, path: &str, record: &Value) {
        let mut fields = record.as_object().cloned().unwrap_or_default();
        fields.shift_remove("id");
        for name in FIXED {
            fields.shift_remove(name);
        }
        fields.retain(|_, value| !settle::same(value, &Value::Null));
        for value in fields.values_mut() {
            if let Value::Object(inner) = value {
                inner.retain(|_, value| !settle::same(value, &Value::Null));
            }
        }
        fields.retain(|_, value| value.as_object().is_none_or(|inner| !inner.is_empty()));
        if is_added(path, &fields, self.book, |id| self.fresh_record(path, id).is_some()) {
            return;
        }
        let record = Value::Object(fields);
        self.tell(path, "(thêm)", &name_of(&record));
        self.caught.edits.push(Edit {
            at: path.to_owned(),
            add: Some(record),
            why: Some(self.why()),
            ..Edit::default()
        });
    }

    fn set(&mut self, path: &str, base: &Value, now: &Value) {
        let Ok(target) = Target::of(path, self.file) else {
            return;
        };
        let at = |tree: &Value| path::holder(tree, &target).map(|holder| path::value(holder, &target));
        if at(self.texts.fresh).is_some_and(|fresh| settle::same(&fresh, now)) {
            return;
        }
        self.tell(path, &plain(base), &plain(now));
        self.caught.edits.push(Edit {
            at: path.to_owned(),
            was: self.was(path, &target, base, at(self.texts.sent)),
            now: Some(now.clone()),
            why: Some(self.why()),
            ..Edit::default()
        });
    }

    /// What was sent when the person changed the value that the program had written.
    fn was(&self, path: &str, target: &Target, base: &Value, sent: Option<Value>) -> Option<Value> {
        let last = self.book.last(path).filter(|last| last.now.as_ref() == Some(base));
        match (last, sent) {
            (_, Some(sent)) if self.texts.same_source && !super::lay::is_reply(target) => Some(sent),
            (Some(last), _) => last.was.clone(),
            // The program had filled it in.
            (None, Some(Value::Null)) if settle::is_derived(target) => Some(Value::Null),
            (None, _) => Some(base.clone()),
        }
    }

    fn why(&self) -> String {
        format!("sửa trong {}", self.texts.file)
    }

    fn tell(&mut self, path: &str, was: &str, now: &str) {
        let fault = Fault::EditTaken {
            path: path.to_owned(),
            was: was.to_owned(),
            now: now.to_owned(),
        };
        self.say(fault, path);
    }

    fn say(&mut self, fault: Fault, path: &str) {
        let mut finding = Finding::new(fault).in_file(self.texts.file).path(path);
        if let Ok(Root::Unit(code)) = Target::of(path, self.file).map(|target| target.root) {
            finding.unit = Some(code);
        }
        self.caught.findings.push(finding);
    }
}

/// The facts of all roots.
#[derive(Clone, Copy)]
pub struct All<'a> {
    /// Dossiers.
    pub dossiers: &'a [Dossier],
    /// Guests.
    pub guests: &'a [Guest],
}

impl All<'_> {
    pub(super) fn value(&self, target: &Target) -> Option<Value> {
        let tree = match &target.root {
            Root::Guests => serde_json::to_value(self.guests),
            Root::Unit(code) => serde_json::to_value(self.dossiers.iter().find(|one| one.unit.code == *code)),
        };
        let tree = tree.ok().filter(|tree| !tree.is_null())?;
        path::holder(&tree, target).map(|holder| path::value(holder, target))
    }
}

/// The changes that somebody typed into lists: `sent` is what was sent, `fresh` what holds without them.
pub fn catch_lists(lists: &ListChanges, sent: All<'_>, fresh: All<'_>, book: &Book, file: &ForumFile) -> Caught {
    let mut caught = Caught::default();
    for change in &lists.changes {
        let Ok(target) = Target::of(&change.path, file) else {
            continue;
        };
        let is = |tree: Option<Value>| tree.is_some_and(|value| settle::same(&value, &change.now));
        let last = book.last(&change.path);
        if is(fresh.value(&target)) || is(last.and_then(|last| last.now.clone())) {
            continue;
        }
        let was_sent = sent.value(&target);
        let nothing_sent = was_sent.as_ref().is_some_and(Value::is_null);
        // Of a day of birth the list may show the year alone.
        let shown_in_part = |sent: &Value| match (target.field(), sent.as_str(), change.was.as_str()) {
            (Some("birth"), Some(sent), Some(was)) => sent.starts_with(was),
            _ => false,
        };
        let shown_otherwise = target.field() == Some("edited_text") || settle::is_derived(&target);
        let was = match last.filter(|last| last.now.as_ref() == Some(&change.was)) {
            Some(last) => last.was.clone(),
            None if nothing_sent && shown_otherwise => Some(Value::Null),
            None => Some(was_sent.filter(shown_in_part).unwrap_or_else(|| change.was.clone())),
        };
        caught.edits.push(Edit {
            at: change.path.clone(),
            was,
            now: Some(change.now.clone()),
            why: Some(format!("sửa trong {}", lists.file)),
            ..Edit::default()
        });
        let fault = Fault::EditTaken {
            path: change.path.clone(),
            was: plain(&change.was),
            now: plain(&change.now),
        };
        let mut finding = Finding::new(fault).at(change.place.clone()).path(change.path.clone());
        if let Root::Unit(code) = target.root {
            finding.unit = Some(code);
        }
        caught.findings.push(finding);
    }
    for row in &lists.added {
        let is_there = |id: &str| {
            let target = Target::of(&format!("{}/{id}", row.list), file);
            target.is_ok_and(|target| fresh.value(&target).is_some())
        };
        let Ok(target) = Target::of(&row.list, file) else {
            continue;
        };
        if is_added(&row.list, &row.fields, book, is_there) {
            continue;
        }
        let record = Value::Object(row.fields.clone());
        let fault = Fault::EditTaken {
            path: row.list.clone(),
            was: "(thêm)".to_owned(),
            now: name_of(&record),
        };
        let mut finding = Finding::new(fault).at(row.place.clone()).path(row.list.clone());
        if let Root::Unit(code) = target.root {
            finding.unit = Some(code);
        }
        caught.findings.push(finding);
        caught.edits.push(Edit {
            at: row.list.clone(),
            add: Some(record),
            why: Some(format!("sửa trong {}", lists.file)),
            ..Edit::default()
        });
    }
    caught
}

/// Whether the record was added before: a run that was broken off after it had written the correction finds it again.
fn is_added(path: &str, fields: &Map<String, Value>, book: &Book, is_there: impl Fn(&str) -> bool) -> bool {
    let mut edits = book.filed.iter().filter_map(|filed| filed.edit.as_ref().ok());
    edits.any(|edit| {
        let other = edit.add.as_ref().and_then(Value::as_object);
        let mut other = other.cloned().unwrap_or_default();
        let id = other.shift_remove("id");
        let id = id.as_ref().and_then(Value::as_str).unwrap_or_default();
        edit.at == path && other == *fields && is_there(id)
    })
}

/// What a record is called.
fn name_of(record: &Value) -> String {
    ["name", "title", "text", "position", "agency", "id"]
        .iter()
        .find_map(|key| record[*key].as_str())
        .map(str::to_owned)
        .unwrap_or_default()
}
