//! Compares each correction with what has been sent since it was made.

use serde_json::Value;

use super::super::path::{self, Target};
use super::{Laying, State, in_line, plain};
use crate::finding::{Fault, Finding, Place};
use crate::model::provenance::{Provenance, nearest};

/// Fields that the program itself fills where nothing was sent: that a correction says what stands there is no news.
const DERIVED: [&str; 3] = ["theme", "agency", "withheld"];

impl Laying<'_> {
    pub(super) fn settle(&mut self, provenance: &Provenance, replies: bool) {
        for (at, chain) in std::mem::take(&mut self.chains) {
            let Some((&last, earlier)) = chain.split_last() else {
                continue;
            };
            for index in earlier {
                self.states[*index] = Some(State::Superseded { line: self.line(last) });
            }
            let target = Target::of(&at, self.file);
            let sent = target.as_ref().ok().and_then(|target| {
                let tree = &self.trees.get(&target.root)?.sent;
                let holder = path::holder(tree, target)?;
                Some(path::value(holder, target))
            });
            if let (Ok(target), Some(sent)) = (&target, &sent) {
                self.states[last] = Some(self.verdict(target, &chain, sent));
            }
        }
        let book = self.book;
        for (index, filed) in book.filed.iter().enumerate() {
            let Ok(edit) = &filed.edit else {
                if let (Err(fault), false) = (&filed.edit, replies) {
                    self.laid.findings.push(in_line(fault.clone(), filed.line));
                }
                continue;
            };
            let target = match Target::of(&edit.at, self.file) {
                Ok(target) => target,
                Err(fault) => {
                    if !replies {
                        self.laid
                            .findings
                            .push(in_line(fault, filed.line).path(edit.at.clone()));
                    }
                    continue;
                }
            };
            if super::is_reply(&target) != replies {
                continue;
            }
            let at = edit.at.clone();
            let number = index + 1;
            let finding = match self.states[index].clone() {
                Some(State::Conflict { was, sent, now }) => {
                    let line = filed.line;
                    // The cell is where to look; the line of the correction is in the words.
                    let place = nearest(provenance, &at).map(Place::from).unwrap_or_default();
                    Some(Finding::new(Fault::EditConflict { was, sent, now, line }).at(place))
                }
                Some(State::Unneeded) => {
                    let path = at.clone();
                    Some(in_line(Fault::EditUnneeded { path, number }, filed.line))
                }
                Some(State::Gone) => {
                    let path = at.clone();
                    Some(in_line(Fault::EditGone { path, number }, filed.line))
                }
                Some(State::Unsent) => {
                    let path = at.clone();
                    Some(in_line(Fault::EditUnsent { path }, filed.line))
                }
                Some(State::Wrong(fault)) => Some(in_line(fault, filed.line)),
                _ => None,
            };
            if let Some(finding) = finding {
                self.say(finding, &target, &at);
            }
        }
    }

    /// What the last correction of a value does, compared with what was sent.
    fn verdict(&self, target: &Target, chain: &[usize], sent: &Value) -> State {
        let value = |index: usize, was: bool| {
            let edit = self.book.filed[index].edit.as_ref().ok()?;
            let value = if was {
                edit.was.clone()
            } else {
                Some(edit.now.clone().unwrap_or(Value::Null))
            };
            value.map(|value| target.shape.fit(value))
        };
        let Some(now) = chain.last().and_then(|last| value(*last, false)) else {
            return State::Holds;
        };
        if same(&now, sent) {
            return match is_derived(target) && same(sent, &Value::Null) {
                true => State::Holds,
                false => State::Unneeded,
            };
        }
        // A correction of a correction stands on what the first of them stood on.
        for (place, index) in chain.iter().enumerate().rev() {
            let Some(was) = value(*index, true) else {
                return State::Holds;
            };
            if same(&was, sent) {
                return State::Holds;
            }
            let before = place.checked_sub(1).and_then(|before| value(chain[before], false));
            if !before.is_some_and(|before| same(&before, &was)) {
                return State::Conflict {
                    was: plain(&was),
                    sent: plain(sent),
                    now: plain(&now),
                };
            }
        }
        State::Holds
    }
}

/// Whether the program fills in the value where nothing was sent.
pub(in super::super) fn is_derived(target: &Target) -> bool {
    target.id.is_some() && target.field().is_some_and(|field| DERIVED.contains(&field))
}

/// Whether two values say the same; what is empty or "no" is as good as not given.
pub(in super::super) fn same(one: &Value, other: &Value) -> bool {
    let blank = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    };
    one == other || blank(one) && blank(other)
}
