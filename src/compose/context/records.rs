//! Typed facts as records in which no field is missing.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value, json};

thread_local! {
    /// Field names by type; a schema is costly to make.
    static FIELDS: RefCell<HashMap<TypeId, Vec<String>>> = RefCell::default();
}

/// The record of `value`; a field that is not given is null, so that a template can ask for it.
pub fn complete<T: Serialize + JsonSchema + 'static>(value: &T) -> Map<String, Value> {
    let mut record = match serde_json::to_value(value) {
        Ok(Value::Object(record)) => record,
        _ => Map::new(),
    };
    FIELDS.with_borrow_mut(|known| {
        let fields = known.entry(TypeId::of::<T>()).or_insert_with(|| {
            let schema = schemars::schema_for!(T);
            let properties = schema.get("properties").and_then(Value::as_object);
            properties
                .map(|properties| properties.keys().cloned().collect())
                .unwrap_or_default()
        });
        for field in fields {
            if !record.contains_key(field) {
                record.insert(field.clone(), Value::Null);
            }
        }
    });
    record
}

/// The word that stands for `value` in files.
pub fn object<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// Counts by label, in the order of first appearance unless `labels` fixes it: `{label, count, share}`.
pub fn tally<'a>(labels: &[&str], values: impl Iterator<Item = &'a str>) -> Value {
    let mut counts: Vec<(String, usize)> = labels.iter().map(|label| ((*label).to_owned(), 0)).collect();
    let mut all = 0;
    for value in values {
        all += 1;
        match counts.iter_mut().find(|(label, _)| label == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value.to_owned(), 1)),
        }
    }
    let rows = counts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(label, count)| {
            let share = if all == 0 { 0.0 } else { count as f64 / all as f64 };
            json!({ "label": label, "count": count, "share": share })
        });
    Value::Array(rows.collect())
}
