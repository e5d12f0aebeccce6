//! The model as paths and plain values, for whatever is compared or looked at value by value.

use serde::Serialize;
use serde_json::Value as Json;

use crate::compose::names_of_items;
use crate::model::Model;

/// What stands at a path.
pub enum Leaf<'j> {
    /// A record with this id; its fields stand below.
    Record(&'j str),
    /// Text, number, truth value or null.
    Plain(&'j Json),
}

/// Shows each value of `inputs/forum.yaml` with its path (`session/place`).
pub fn of_forum(model: &Model, see: &mut dyn FnMut(&str, Leaf<'_>)) {
    walk("", &json(&model.file), see);
}

/// Shows each value that was sent or written down elsewhere with its path (`units/06313/children/06313-te-1/name`).
pub fn of_facts(model: &Model, see: &mut dyn FnMut(&str, Leaf<'_>)) {
    walk("as_of", &json(&model.today), see);
    walk("receipts", &json(&model.receipts), see);
    for (id, entry) in &model.register.documents {
        walk(&format!("register/{id}"), &json(entry), see);
    }
    for dossier in &model.dossiers {
        walk(&format!("units/{}", dossier.unit.code), &json(dossier), see);
    }
    walk("guests", &json(&model.guests), see);
}

fn json<T: Serialize>(value: &T) -> Json {
    // Facts of these types always serialise.
    serde_json::to_value(value).unwrap_or_default()
}

fn walk(path: &str, json: &Json, see: &mut dyn FnMut(&str, Leaf<'_>)) {
    let below = |name: &str| match path {
        "" => name.to_owned(),
        path => format!("{path}/{name}"),
    };
    match json {
        Json::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| *name != "sources") {
                walk(&below(name), value, see);
            }
        }
        Json::Array(items) => {
            for (name, item) in names_of_items(items).iter().zip(items) {
                let path = below(name);
                if let Some(id) = item.get("id").and_then(Json::as_str) {
                    see(&path, Leaf::Record(id));
                }
                walk(&path, item, see);
            }
        }
        plain => see(path, Leaf::Plain(plain)),
    }
}
