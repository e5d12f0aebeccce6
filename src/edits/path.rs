//! Model paths: what a path names, and the value there.

use serde_json::Value;

use super::shape::{Shape, nearest};
use crate::finding::Fault;
use crate::model::ForumFile;

/// Lists of a dossier whose records have ids, with the part of the id that says so.
pub(super) const LISTS: [(&str, &str); 5] = [
    ("children", "te"),
    ("caretakers", "pt"),
    ("entries", "tm"),
    ("questions", "ch"),
    ("recommendations", "kn"),
];

/// Parts of a dossier that follow from the plan and from what was received; nobody corrects them.
const FIXED: [&str; 3] = ["schema", "unit", "sources"];

/// Where a record belongs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Root {
    /// The dossier of a unit.
    Unit(String),
    /// The guests.
    Guests,
}

/// What a path names.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub root: Root,
    /// List of records with ids, and one of them.
    pub list: Option<&'static str>,
    pub id: Option<String>,
    /// Names of fields below the dossier or the record; empty for a record or a list as a whole.
    pub fields: Vec<String>,
    /// What may stand there; for a list, one of its records.
    pub shape: Shape<'static>,
}

impl Target {
    /// What `path` names; a fault with the nearest name if there is no such thing.
    pub(super) fn of(path: &str, file: &ForumFile) -> Result<Self, Fault> {
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        match parts.as_slice() {
            ["guests", rest @ ..] => {
                let target = Self {
                    root: Root::Guests,
                    list: Some("guests"),
                    id: rest.first().map(|id| (*id).to_owned()),
                    fields: Vec::new(),
                    shape: Shape::guest(),
                };
                target.below(path, rest.get(1..).unwrap_or_default())
            }
            ["units", code, rest @ ..] => {
                let codes: Vec<&str> = file.units.iter().map(|unit| unit.code.as_str()).collect();
                if !codes.contains(code) {
                    return Err(unknown(path, code, &codes));
                }
                let target = Self {
                    root: Root::Unit((*code).to_owned()),
                    list: None,
                    id: None,
                    fields: Vec::new(),
                    shape: Shape::dossier(),
                };
                target.in_dossier(path, rest)
            }
            other => Err(unknown(path, other.first().unwrap_or(&""), &["units", "guests"])),
        }
    }

    fn in_dossier(mut self, path: &str, rest: &[&str]) -> Result<Self, Fault> {
        let names: Vec<&str> = self.shape.names();
        let names: Vec<&str> = names.into_iter().filter(|name| !FIXED.contains(name)).collect();
        let Some(first) = rest.first().filter(|first| names.contains(first)) else {
            return Err(unknown(path, rest.first().unwrap_or(&""), &names));
        };
        let Some((list, _)) = LISTS.iter().find(|(list, _)| list == first) else {
            return self.below(path, rest);
        };
        self.list = Some(list);
        self.id = rest.get(1).map(|id| (*id).to_owned());
        if let Some(record) = self.shape.field(list).and_then(Shape::item) {
            self.shape = record;
        }
        self.below(path, rest.get(2..).unwrap_or_default())
    }

    fn below(mut self, path: &str, rest: &[&str]) -> Result<Self, Fault> {
        for (depth, part) in rest.iter().enumerate() {
            let index = part.parse::<usize>().ok().and(self.shape.item());
            let is_id = *part == "id" && depth == 0 && self.id.is_some();
            match index.or_else(|| self.shape.field(part).filter(|_| !is_id)) {
                Some(shape) => self.shape = shape,
                None => {
                    let names: Vec<&str> = self.shape.names().into_iter().filter(|name| *name != "id").collect();
                    return Err(unknown(path, part, &names));
                }
            }
            self.fields.push((*part).to_owned());
        }
        Ok(self)
    }

    /// Whether it is one record of a list.
    pub(super) fn is_record(&self) -> bool {
        self.id.is_some() && self.fields.is_empty()
    }

    /// Whether it is a list of records.
    pub(super) fn is_list(&self) -> bool {
        self.list.is_some() && self.id.is_none()
    }

    /// The path of its record, or of the value itself if it is in none.
    pub(super) fn record_path(&self, path: &str) -> String {
        let below = self.fields.len();
        let mut parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        parts.truncate(parts.len().saturating_sub(if self.id.is_some() { below } else { 0 }));
        parts.join("/")
    }

    /// The last name of the path, if it names a field.
    pub(super) fn field(&self) -> Option<&str> {
        self.fields.last().map(String::as_str)
    }
}

pub(super) fn unknown(path: &str, name: &str, names: &[&str]) -> Fault {
    match nearest(name, names) {
        Some(near) => Fault::EditPathNear {
            path: path.to_owned(),
            name: name.to_owned(),
            nearest: near.to_owned(),
        },
        None => Fault::EditPath {
            path: path.to_owned(),
            name: name.to_owned(),
            known: names.join(", "),
        },
    }
}

/// The records of a list in the tree of its root.
pub(super) fn records<'v>(tree: &'v mut Value, target: &Target) -> Option<&'v mut Vec<Value>> {
    match target.root {
        Root::Guests => tree.as_array_mut(),
        Root::Unit(_) => tree.get_mut(target.list?)?.as_array_mut(),
    }
}

/// The id of a record.
pub(super) fn id_of(record: &Value) -> &str {
    record["id"].as_str().unwrap_or_default()
}

/// The record, or for what is in no list the dossier.
pub(super) fn holder<'v>(tree: &'v Value, target: &Target) -> Option<&'v Value> {
    let list = match (&target.root, target.list) {
        (Root::Guests, _) => tree,
        (Root::Unit(_), Some(list)) => tree.get(list)?,
        (Root::Unit(_), None) => return Some(tree),
    };
    let id = target.id.as_deref()?;
    list.as_array()?.iter().find(|record| id_of(record) == id)
}

/// The value at the fields of `target` below its holder; null if nothing is there.
pub(super) fn value(holder: &Value, target: &Target) -> Value {
    let mut value = holder;
    for field in &target.fields {
        let next = match value {
            Value::Array(items) => field.parse::<usize>().ok().and_then(|index| items.get(index)),
            other => other.get(field),
        };
        match next {
            Some(next) => value = next,
            None => return Value::Null,
        }
    }
    value.clone()
}

/// Sets the value at the fields of `target`; null takes it away. False if a list on the way is too short.
pub(super) fn set(tree: &mut Value, target: &Target, now: Value) -> bool {
    let holder = match target.list {
        None => Some(tree),
        Some(_) => {
            let id = target.id.clone().unwrap_or_default();
            records(tree, target).and_then(|records| records.iter_mut().find(|record| id_of(record) == id))
        }
    };
    let (Some(mut place), Some((last, way))) = (holder, target.fields.split_last()) else {
        return false;
    };
    for field in way {
        let next = match place {
            Value::Array(items) => field.parse::<usize>().ok().and_then(|index| items.get_mut(index)),
            Value::Object(fields) => Some(
                fields
                    .entry(field.clone())
                    .or_insert_with(|| Value::Object(Default::default())),
            ),
            _ => None,
        };
        match next {
            Some(next) => place = next,
            None => return false,
        }
    }
    match place {
        Value::Array(items) => match last.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
            Some(item) => {
                *item = now;
                true
            }
            None => false,
        },
        Value::Object(fields) => {
            match now {
                Value::Null => fields.shift_remove(last),
                now => fields.insert(last.clone(), now),
            };
            true
        }
        _ => false,
    }
}
