//! Lays the corrections over what was sent, in their order, and says what each of them does.

mod record;
pub(super) mod settle;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::path::{self, Root, Target};
use super::{Book, in_line};
use crate::finding::{Fault, Finding};
use crate::ingest::Ids;
use crate::model::edit::Edit;
use crate::model::provenance::{Edited, Origin, Provenance};
use crate::model::{Dossier, ForumFile, Guest};

/// Fields that the agencies' replies fill, by list: corrections of them are laid over the replies.
const REPLIES: [(&str, &str); 6] = [
    ("questions", "answer"),
    ("recommendations", "status"),
    ("recommendations", "reply"),
    ("recommendations", "reply_number"),
    ("recommendations", "reply_date"),
    ("recommendations", "answered_by"),
];

/// The facts that corrections are laid over.
pub struct Facts<'a> {
    /// What the communes sent.
    pub dossiers: &'a mut Vec<Dossier>,
    /// Guests.
    pub guests: &'a mut Vec<Guest>,
    /// Where each value came from; gains who corrected it.
    pub provenance: &'a mut Provenance,
    /// Which id stands for whom; gains those that were added.
    pub ids: &'a mut Ids,
}

/// What a correction does.
#[derive(Debug, Clone, PartialEq)]
pub enum State {
    /// It holds.
    Holds,
    /// A later one, in that line, sets the same value.
    Superseded {
        /// Line, counted from 1.
        line: usize,
    },
    /// What was sent says the same by now.
    Unneeded,
    /// It holds, though something else was sent since.
    Conflict {
        /// What was sent when it was made.
        was: String,
        /// What has been sent since.
        sent: String,
        /// What holds.
        now: String,
    },
    /// The record is not sent any more; nothing is laid over.
    Gone,
    /// The unit has sent nothing (any more).
    Unsent,
    /// Another correction takes the record out.
    TakenOut,
    /// It cannot be laid over.
    Wrong(Fault),
}

/// What laying over came to.
#[derive(Debug, Default)]
pub struct Laid {
    /// One for each correction, in the order of the file.
    pub states: Vec<State>,
    /// What is to be said about them.
    pub findings: Vec<Finding>,
    /// Ids that were given to records which the file adds without one, by their place in the file.
    pub new_ids: Vec<(usize, String)>,
    edited: BTreeSet<String>,
    taken_out: BTreeSet<String>,
}

impl Laid {
    /// Whether a correction has answered what was found in a cell.
    pub fn answers(&self, finding: &Finding) -> bool {
        finding.path.as_ref().is_some_and(|path| {
            self.edited.contains(path)
                || self.taken_out.iter().any(|gone| {
                    let rest = path.strip_prefix(gone.as_str());
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                })
        })
    }
}

/// The facts of one root as they were sent and as they are by now.
struct Tree {
    sent: Value,
    now: Value,
}

/// Corrections while they are laid over: first over what was sent, then over the agencies' replies.
pub struct Laying<'a> {
    book: &'a Book,
    file: &'a ForumFile,
    laid: Laid,
    states: Vec<Option<State>>,
    trees: BTreeMap<Root, Tree>,
    /// Corrections of each value, in their order.
    chains: BTreeMap<String, Vec<usize>>,
    /// Ids of records that this file adds.
    claimed: Vec<String>,
    /// Ids that a text may name.
    known: BTreeSet<String>,
}

impl<'a> Laying<'a> {
    /// Nothing laid over yet.
    pub fn new(book: &'a Book, file: &'a ForumFile) -> Self {
        Self {
            book,
            file,
            laid: Laid::default(),
            states: vec![None; book.filed.len()],
            trees: BTreeMap::new(),
            chains: BTreeMap::new(),
            claimed: Vec::new(),
            known: BTreeSet::new(),
        }
    }

    /// Lays over what was sent.
    pub fn over_sent(&mut self, facts: &mut Facts<'_>) {
        self.pass(facts, false);
    }

    /// Lays over the agencies' replies.
    pub fn over_replies(&mut self, facts: &mut Facts<'_>) {
        self.pass(facts, true);
    }

    /// What came of it.
    pub fn finish(mut self) -> Laid {
        let states = self.states.into_iter().map(|state| state.unwrap_or(State::Holds));
        self.laid.states = states.collect();
        self.laid
    }

    fn pass(&mut self, facts: &mut Facts<'_>, replies: bool) {
        if self.book.is_empty() {
            return;
        }
        self.trees.clear();
        self.chains.clear();
        self.remember_ids(facts);
        let book = self.book;
        for (index, filed) in book.filed.iter().enumerate() {
            let target = match &filed.edit {
                Ok(edit) => Target::of(&edit.at, self.file).map(|target| (edit, target)),
                Err(fault) => Err(fault.clone()),
            };
            let state = match target {
                Ok((_, target)) if is_reply(&target) != replies => continue,
                Ok((edit, target)) => self.one(index, edit, &target, facts),
                Err(_) if replies => continue,
                Err(fault) => State::Wrong(fault),
            };
            self.states[index] = Some(state);
        }
        self.settle(facts.provenance, replies);
        self.put_back(facts);
    }

    fn remember_ids(&mut self, facts: &Facts<'_>) {
        for dossier in facts.dossiers.iter() {
            self.known.extend(dossier.children.iter().map(|one| one.id.clone()));
            self.known.extend(dossier.questions.iter().map(|one| one.id.clone()));
            self.known
                .extend(dossier.recommendations.iter().map(|one| one.id.clone()));
        }
    }

    fn one(&mut self, index: usize, edit: &Edit, target: &Target, facts: &mut Facts<'_>) -> State {
        if !self.open(&target.root, facts) {
            return State::Unsent;
        }
        let done = if edit.add.is_some() {
            self.add(index, edit, target, facts)
        } else if edit.substitute.is_some() {
            self.substitute(index, edit, target, facts)
        } else if edit.drop && target.is_record() {
            self.take_out(edit, target)
        } else {
            self.set(index, edit, target, facts)
        };
        done.unwrap_or_else(State::Wrong)
    }

    /// Makes the tree of a root; false if nothing was sent.
    fn open(&mut self, root: &Root, facts: &Facts<'_>) -> bool {
        if self.trees.contains_key(root) {
            return true;
        }
        let tree = match root {
            Root::Guests => serde_json::to_value(&*facts.guests).ok(),
            Root::Unit(code) => {
                let dossier = facts.dossiers.iter().find(|dossier| dossier.unit.code == *code);
                dossier.and_then(|dossier| serde_json::to_value(dossier).ok())
            }
        };
        let Some(sent) = tree else { return false };
        let now = sent.clone();
        self.trees.insert(root.clone(), Tree { sent, now });
        true
    }

    /// Sets or takes away one value.
    fn set(&mut self, index: usize, edit: &Edit, target: &Target, facts: &mut Facts<'_>) -> Result<State, Fault> {
        let is_poster = target.fields == ["poster"];
        if target.fields.is_empty() || edit.drop && !is_poster {
            return Err(misplaced(edit, target));
        }
        let now = target.shape.fit(edit.now.clone().unwrap_or(Value::Null));
        let Some(tree) = self.trees.get(&target.root) else {
            return Ok(State::Unsent);
        };
        if path::holder(&tree.now, target).is_none() {
            let record = target.record_path(&edit.at);
            return Ok(match self.laid.taken_out.contains(&record) {
                true => State::TakenOut,
                false => State::Gone,
            });
        }
        self.allowed(target, target.field().unwrap_or_default(), &now, &edit.at)?;
        let mut changed = tree.now.clone();
        if !path::set(&mut changed, target, now.clone()) {
            return Ok(State::Gone);
        }
        typed(&target.root, &changed).map_err(|words| wrong_value(&edit.at, &now, words))?;
        self.put(&target.root, changed);
        self.mark(index, edit, &edit.at, &now, facts.provenance);
        if let (Some(id), Some("name" | "title" | "text" | "edited_text"), Value::String(text)) =
            (&target.id, target.field(), &now)
            && let Some(known) = record::known(facts.ids, target)
        {
            crate::ingest::ids::also(known, id, text);
        }
        self.chains.entry(edit.at.clone()).or_default().push(index);
        Ok(State::Holds)
    }

    fn put(&mut self, root: &Root, now: Value) {
        if let Some(tree) = self.trees.get_mut(root) {
            tree.now = now;
        }
    }

    /// Says in the provenance of each value in `now` who set it.
    fn mark(&mut self, index: usize, edit: &Edit, path: &str, now: &Value, provenance: &mut Provenance) {
        if let Value::Object(fields) = now {
            for (name, value) in fields {
                self.mark(index, edit, &format!("{path}/{name}"), value, provenance);
            }
            if fields.get("id").is_none() {
                return;
            }
        }
        let line = self.book.filed[index].line;
        let origin = provenance.entry(path.to_owned()).or_insert_with(|| Origin {
            file: "edits.yaml".to_owned(),
            sheet: String::new(),
            cell: format!("dòng {line}"),
            raw: plain(if now.is_object() { &now["name"] } else { now }),
            edited: None,
        });
        origin.edited = Some(Edited {
            line,
            by: edit.by.clone(),
            on: edit.on,
            why: edit.why.clone(),
        });
        self.laid.edited.insert(path.to_owned());
    }

    /// The facts, with what was laid over them.
    fn put_back(&mut self, facts: &mut Facts<'_>) {
        for (root, tree) in std::mem::take(&mut self.trees) {
            match root {
                Root::Guests => {
                    if let Ok(guests) = serde_json::from_value(tree.now) {
                        *facts.guests = guests;
                    }
                }
                Root::Unit(code) => {
                    let place = facts.dossiers.iter_mut().find(|dossier| dossier.unit.code == code);
                    if let (Some(place), Ok(dossier)) = (place, serde_json::from_value(tree.now)) {
                        *place = dossier;
                    }
                }
            }
        }
    }

    fn say(&mut self, finding: Finding, target: &Target, path: &str) {
        let finding = finding.path(path);
        self.laid.findings.push(match &target.root {
            Root::Unit(code) => finding.unit(code.clone()),
            Root::Guests => finding,
        });
    }

    fn line(&self, index: usize) -> usize {
        self.book.filed[index].line
    }
}

pub(super) fn is_reply(target: &Target) -> bool {
    let list = target.list.unwrap_or_default();
    target.fields.len() == 1 && target.field().is_some_and(|field| REPLIES.contains(&(list, field)))
}

/// A correction of a kind that has no meaning at its path.
fn misplaced(edit: &Edit, target: &Target) -> Fault {
    let (use_vi, use_en) = if edit.add.is_some() {
        (
            "add chỉ dùng cho cả danh sách, ví dụ units/06313/children",
            "add needs the path of a list",
        )
    } else if edit.substitute.is_some() {
        (
            "substitute chỉ dùng cho một trẻ em hoặc người phụ trách; với khách mời, sửa mục substitute của khách đó",
            "substitute needs the path of a child or caretaker",
        )
    } else if edit.drop {
        (
            "drop chỉ dùng cho cả một mục có mã, không dùng cho danh sách hay một ô",
            "drop needs the path of a record",
        )
    } else if target.is_list() {
        (
            "now chỉ dùng cho một ô; thêm, bỏ cả mục thì dùng add, drop",
            "now needs the path of a value",
        )
    } else {
        (
            "now chỉ dùng cho một ô của mục này; ghi thêm tên ô vào đường dẫn",
            "now needs the path of a value",
        )
    };
    Fault::EditMisplaced {
        path: edit.at.clone(),
        detail: use_vi.to_owned(),
        english: use_en.to_owned(),
    }
}

/// Whether a tree is what its type asks for; else what is wrong, in both languages.
fn typed(root: &Root, tree: &Value) -> Result<(), (String, String)> {
    fn is<T: serde::de::DeserializeOwned>(tree: &Value) -> Result<(), (String, String)> {
        if serde_json::from_value::<T>(tree.clone()).is_ok() {
            return Ok(());
        }
        // Through text, for the words of the reader of YAML.
        let read = crate::model::yaml::write(tree).and_then(|text| crate::model::yaml::read::<T>(&text));
        read.map(drop).map_err(|error| (error.message, error.english))
    }
    match root {
        Root::Guests => is::<Vec<Guest>>(tree),
        Root::Unit(_) => is::<Dossier>(tree),
    }
}

fn wrong_value(path: &str, now: &Value, (detail, english): (String, String)) -> Fault {
    Fault::EditValue {
        path: path.to_owned(),
        value: plain(now),
        detail,
        english,
    }
}

/// A value as a sentence shows it.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => "(trống)".to_owned(),
        Value::String(text) => text.clone(),
        Value::Bool(true) => "có".to_owned(),
        Value::Bool(false) => "không".to_owned(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        other => crate::model::yaml::line(other),
    }
}
