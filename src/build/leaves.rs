//! The model as paths and plain values, for whatever is compared or looked at value by value.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use serde_json::Value as Json;

use crate::compose::names_of_items;
use crate::document::{Coverage, missing};
use crate::model::Model;

/// What stands at a path.
pub enum Leaf<'j> {
    /// A record with this id; its fields stand below.
    Record(&'j str),
    /// Text, number, truth value or null.
    Plain(&'j Json),
}

/// What the values of a model say.
#[derive(Debug, Default)]
pub struct Leaves {
    /// By model path, a digest of each value; records are there too.
    pub said: BTreeMap<String, u64>,
    /// Id of each record to its model path.
    pub records: HashMap<String, String>,
    /// Texts with characters that no font covers: path and characters.
    pub uncovered: Vec<(String, Vec<char>)>,
}

impl Leaves {
    /// Looks at all values of `model`; `fonts` are those that papers are set with.
    pub fn of(model: &Model, fonts: &dyn Coverage) -> Self {
        let mut leaves = Self::default();
        let mut said = Vec::new();
        let mut see = |path: &str, leaf: Leaf<'_>| {
            said.push((path.to_owned(), digest(&leaf)));
            match leaf {
                Leaf::Record(id) => {
                    leaves.records.insert(id.to_owned(), path.to_owned());
                }
                Leaf::Plain(Json::String(text)) => {
                    let missing = missing(text, fonts);
                    if !missing.is_empty() {
                        leaves.uncovered.push((path.to_owned(), missing));
                    }
                }
                Leaf::Plain(_) => {}
            }
        };
        of_forum(model, &mut see);
        of_facts(model, &mut see);
        leaves.said = said.into_iter().collect();
        leaves
    }
}

/// A digest of a value.
fn digest(leaf: &Leaf<'_>) -> u64 {
    let bytes = match leaf {
        Leaf::Record(_) => return 1,
        Leaf::Plain(Json::String(text)) => blake3::hash(text.as_bytes()),
        Leaf::Plain(plain) => blake3::hash(format!("plain {plain}").as_bytes()),
    };
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes.as_bytes()[..8]);
    u64::from_le_bytes(eight)
}

/// Shows each value of `inputs/forum.yaml` with its path (`session/place`).
pub fn of_forum(model: &Model, see: &mut dyn FnMut(&str, Leaf<'_>)) {
    walk(&mut String::new(), &json(&model.file), see);
}

/// Shows each value that was sent or written down elsewhere with its path (`units/06313/children/06313-te-1/name`).
pub fn of_facts(model: &Model, see: &mut dyn FnMut(&str, Leaf<'_>)) {
    let mut at = |path: &str, json: Json| walk(&mut path.to_owned(), &json, see);
    at("as_of", json(&model.today));
    at("receipts", json(&model.receipts));
    for (id, entry) in &model.register.documents {
        at(&format!("register/{id}"), json(entry));
    }
    for dossier in &model.dossiers {
        at(&format!("units/{}", dossier.unit.code), json(dossier));
    }
    at("guests", json(&model.guests));
}

fn json<T: Serialize>(value: &T) -> Json {
    // Facts of these types always serialise.
    serde_json::to_value(value).unwrap_or_default()
}

/// Shows what stands below `path`, which is as it was when this ends.
fn walk(path: &mut String, json: &Json, see: &mut dyn FnMut(&str, Leaf<'_>)) {
    let length = path.len();
    let mut below = |name: &str, value: &Json, record: Option<&str>| {
        if length > 0 {
            path.push('/');
        }
        path.push_str(name);
        if let Some(id) = record {
            see(path, Leaf::Record(id));
        }
        walk(path, value, see);
        path.truncate(length);
    };
    match json {
        Json::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| *name != "sources") {
                below(name, value, None);
            }
        }
        Json::Array(items) => {
            for (name, item) in names_of_items(items).iter().zip(items) {
                below(name, item, item.get("id").and_then(Json::as_str));
            }
        }
        plain => see(path, Leaf::Plain(plain)),
    }
}
