//! Adds a record, takes one out, or puts somebody in the place of somebody else.

use serde_json::{Value, json};

use super::super::path::{self, LISTS, Root, Target};
use super::super::shape::nearest as nearest_name;
use super::{Facts, Laying, State, misplaced, plain, settle, typed, wrong_value};
use crate::finding::{Fault, Finding, Place};
use crate::ingest::Ids;
use crate::ingest::ids::{self, Known, Subject};
use crate::model::Guest;
use crate::model::edit::Edit;
use crate::model::provenance::nearest;

/// What `inputs/ids.yaml` knows of the list of `target`.
pub(super) fn known<'i>(ids: &'i mut Ids, target: &Target) -> Option<&'i mut Vec<Known>> {
    let Root::Unit(code) = &target.root else {
        return Some(&mut ids.guests);
    };
    let unit = ids.units.entry(code.clone()).or_default();
    Some(match target.list? {
        "children" => &mut unit.children,
        "caretakers" => &mut unit.caretakers,
        "entries" => &mut unit.entries,
        "questions" => &mut unit.questions,
        _ => &mut unit.recommendations,
    })
}

/// What a record is known by.
fn subject(record: &Value) -> Subject {
    let text = |field: &str| record[field].as_str();
    match text("name").or(text("title")).or(text("text")) {
        Some(name) => Subject::person(name, text("birth")),
        None => {
            let guest = serde_json::from_value::<Guest>(record.clone());
            Subject::text(&guest.map(|guest| guest.addressee()).unwrap_or_default())
        }
    }
}

impl Laying<'_> {
    pub(super) fn add(
        &mut self,
        index: usize,
        edit: &Edit,
        target: &Target,
        facts: &mut Facts<'_>,
    ) -> Result<State, Fault> {
        if !target.is_list() {
            return Err(misplaced(edit, target));
        }
        let value = edit.add.clone().unwrap_or(Value::Null);
        let (record, id) = self.newcomer(index, edit, value, target, facts)?;
        let mut target = target.clone();
        target.id = Some(id.clone());
        let Some(tree) = self.trees.get(&target.root) else {
            return Ok(State::Unsent);
        };
        let mut changed = tree.now.clone();
        let at = format!("{}/{id}", edit.at);
        if path::holder(&changed, &target).is_some() {
            // The same is sent by now. What was written by hand holds where the two differ.
            let differ = self.overlay(&record, &target, &at, &mut changed);
            typed(&target.root, &changed).map_err(|words| wrong_value(&at, &record, words))?;
            self.put(&target.root, changed);
            for (path, sent, now) in &differ {
                self.mark(index, edit, path, now, facts.provenance);
                let fault = Fault::EditConflict {
                    was: plain(&Value::Null),
                    sent: plain(sent),
                    now: plain(now),
                    line: self.line(index),
                };
                let place = nearest(facts.provenance, path).map(Place::from).unwrap_or_default();
                self.say(Finding::new(fault).at(place), &target, path);
            }
            return Ok(if differ.is_empty() {
                State::Unneeded
            } else {
                State::Holds
            });
        }
        if let Some(records) = path::records(&mut changed, &target) {
            records.push(record.clone());
        }
        typed(&target.root, &changed).map_err(|words| wrong_value(&edit.at, &record, words))?;
        self.put(&target.root, changed);
        self.mark(index, edit, &at, &record, facts.provenance);
        Ok(State::Holds)
    }

    /// Sets the fields of `record` on the one that is there; what differed, as path, sent value and new value.
    fn overlay(&self, record: &Value, target: &Target, at: &str, tree: &mut Value) -> Vec<(String, Value, Value)> {
        let mut differ = Vec::new();
        let fields = record.as_object().cloned().unwrap_or_default();
        for (name, now) in fields.into_iter().filter(|(name, _)| name != "id") {
            let mut field = target.clone();
            field.fields.push(name.clone());
            let sent = path::holder(tree, &field).map_or(Value::Null, |holder| path::value(holder, &field));
            if !settle::same(&sent, &now) && path::set(tree, &field, now.clone()) {
                differ.push((format!("{at}/{name}"), sent, now));
            }
        }
        differ
    }

    /// The record that is to be added, with its id; new ids are remembered.
    fn newcomer(
        &mut self,
        index: usize,
        edit: &Edit,
        value: Value,
        target: &Target,
        facts: &mut Facts<'_>,
    ) -> Result<(Value, String), Fault> {
        let fitted = target.shape.fit(value);
        let Value::Object(mut fields) = fitted else {
            let words = (
                "cần các mục của một người hoặc một nội dung: {name: …}",
                "needs the fields of a record",
            );
            return Err(wrong_value(&edit.at, &fitted, (words.0.to_owned(), words.1.to_owned())));
        };
        for (name, value) in &fields {
            self.allowed(target, name, value, &format!("{}/{name}", edit.at))?;
        }
        if target.list == Some("recommendations") {
            fields.entry("status").or_insert_with(|| json!("chua-tra-loi"));
        }
        let given = fields.shift_remove("id").and_then(|id| id.as_str().map(str::to_owned));
        if let Some(id) = given.as_ref().filter(|id| self.claimed.contains(id) || !is_id(id)) {
            let words = (
                "mã này sai hoặc đã dùng cho một dòng add khác; bỏ mục id",
                "the id is wrong or taken; leave it out",
            );
            return Err(wrong_value(
                &edit.at,
                &json!(id),
                (words.0.to_owned(), words.1.to_owned()),
            ));
        }
        let mut record = serde_json::Map::new();
        record.insert("id".to_owned(), json!(""));
        record.extend(fields);
        let mut record = Value::Object(record);
        one_of(target, &record).map_err(|words| wrong_value(&edit.at, &record, words))?;

        let taken: Vec<String> = match self.trees.get(&target.root).map(|tree| &tree.now) {
            Some(Value::Array(guests)) => guests.iter().map(|guest| path::id_of(guest).to_owned()).collect(),
            _ => Vec::new(),
        };
        let mut claimed = self.claimed.clone();
        let name = |number: usize| match (&target.root, target.list) {
            (Root::Unit(code), Some(list)) => {
                let part = LISTS
                    .iter()
                    .find(|(name, _)| *name == list)
                    .map_or("", |(_, part)| part);
                format!("{code}-{part}-{number}")
            }
            _ => {
                let free = (1..).map(|n| format!("k{n:03}")).filter(|id| !taken.contains(id));
                free.skip(number - 1).take(1).collect()
            }
        };
        claimed.extend(taken.clone());
        let list = known(facts.ids, target);
        let id = list.map(|list| ids::claim(list, &subject(&record), given.as_deref(), &claimed, name));
        let id = id.unwrap_or_default();
        record["id"] = json!(id);
        self.claimed.push(id.clone());
        if given.is_none() {
            self.laid.new_ids.push((index, id.clone()));
        }
        Ok((record, id))
    }

    pub(super) fn take_out(&mut self, edit: &Edit, target: &Target) -> Result<State, Fault> {
        let Some(tree) = self.trees.get_mut(&target.root) else {
            return Ok(State::Unsent);
        };
        let id = target.id.clone().unwrap_or_default();
        let Some(records) = path::records(&mut tree.now, target) else {
            return Ok(State::Unneeded);
        };
        let before = records.len();
        records.retain(|record| path::id_of(record) != id);
        let gone = records.len() < before;
        let first = self.laid.taken_out.insert(edit.at.trim_matches('/').to_owned());
        Ok(match (gone, first) {
            (true, _) => State::Holds,
            (false, true) => State::Unneeded,
            (false, false) => State::TakenOut,
        })
    }

    pub(super) fn substitute(
        &mut self,
        index: usize,
        edit: &Edit,
        target: &Target,
        facts: &mut Facts<'_>,
    ) -> Result<State, Fault> {
        if !target.is_record() || !matches!(target.list, Some("children" | "caretakers")) {
            return Err(misplaced(edit, target));
        }
        let value = edit.substitute.clone().unwrap_or(Value::Null);
        let (mut record, id) = self.newcomer(index, edit, value, target, facts)?;
        let Some(tree) = self.trees.get(&target.root) else {
            return Ok(State::Unsent);
        };
        let mut changed = tree.now.clone();
        let Some(replaced) = path::holder(&changed, target).cloned() else {
            let mut newcomer = target.clone();
            newcomer.id = Some(id);
            return Ok(match path::holder(&changed, &newcomer) {
                Some(_) => State::Unneeded,
                None => State::Gone,
            });
        };
        let old = path::id_of(&replaced).to_owned();
        // Who comes instead takes over the duties of the place, nothing of the person.
        let duty = if target.list == Some("children") {
            "duties"
        } else {
            "role"
        };
        if record.get(duty).is_none()
            && let (Some(fields), Some(value)) = (record.as_object_mut(), replaced.get(duty))
        {
            fields.insert(duty.to_owned(), value.clone());
        }
        record["replaces"] = json!({ "id": old, "name": replaced["name"] });
        if let Some(records) = path::records(&mut changed, target) {
            let sent = records.iter().position(|other| path::id_of(other) == id);
            match sent {
                // The same person is sent too: that record stays, the one replaced goes.
                Some(sent) => {
                    records[sent]["replaces"] = record["replaces"].clone();
                    records.retain(|other| path::id_of(other) != old);
                }
                None => {
                    if let Some(place) = records.iter_mut().find(|other| path::id_of(other) == old) {
                        *place = record.clone();
                    }
                }
            }
        }
        if let Some(questions) = changed["questions"].as_array_mut() {
            for question in questions.iter_mut().filter(|question| question["asker"] == json!(old)) {
                question["asker"] = json!(id);
            }
        }
        typed(&target.root, &changed).map_err(|words| wrong_value(&edit.at, &record, words))?;
        self.put(&target.root, changed);
        let list = edit.at.trim_matches('/').rsplit_once('/').map_or("", |(list, _)| list);
        self.mark(index, edit, &format!("{list}/{id}"), &record, facts.provenance);
        self.laid.taken_out.insert(edit.at.trim_matches('/').to_owned());
        let was = edit
            .was
            .as_ref()
            .filter(|was| was.is_string() && **was != replaced["name"]);
        Ok(match was {
            Some(was) => State::Conflict {
                was: plain(was),
                sent: plain(&replaced["name"]),
                now: plain(&record["name"]),
            },
            None => State::Holds,
        })
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty()
        && id
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

/// Whether the record alone is what its type asks for: a wrong field is told before anything is given to it.
fn one_of(target: &Target, record: &Value) -> Result<(), (String, String)> {
    let names = target.shape.names();
    let fields = record.as_object().into_iter().flatten();
    for (name, _) in fields {
        if !names.contains(&name.as_str()) {
            let near = nearest_name(name, &names).unwrap_or("name");
            let vi = format!("không có mục nào tên là «{name}»; có phải «{near}» không");
            return Err((vi, format!("there is no field “{name}”; “{near}” perhaps")));
        }
    }
    Ok(())
}
