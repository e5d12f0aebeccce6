//! Facts that stand in several places are told once: everywhere else stands where that is. So a guest who asks for a unit does
//! not bring all its children along.

use serde_json::{Map, Value, json};

/// The name under which the place stands. No field is called so: it is no character.
const AT: &str = "\u{10fffe}";
/// What lists name their items by.
const NAMES: [&str; 2] = ["id", "code"];

/// A record that is told elsewhere.
#[derive(Clone, Copy)]
pub struct Shared<'j> {
    /// As it is told there.
    pub record: &'j Value,
    /// Place among the units, or in another list of records.
    list: (&'static str, usize),
    /// Field, and place in its list if it is one.
    field: Option<(&'j str, Option<usize>)>,
}

impl<'j> Shared<'j> {
    /// The record at `place` of the list `list` of all facts.
    pub fn of(record: &'j Value, list: &'static str, place: usize) -> Self {
        let list = (list, place);
        Self {
            record,
            list,
            field: None,
        }
    }

    /// The record in the field of a unit, at `item` if the field is a list.
    pub fn of_unit(record: &'j Value, unit: usize, field: &'j str, item: Option<usize>) -> Self {
        Self {
            record,
            list: ("units", unit),
            field: Some((field, item)),
        }
    }

    /// What stands for the record.
    pub fn reference(&self) -> Value {
        let (list, place) = self.list;
        let mut steps = vec![json!(list), json!(place)];
        if let Some((field, item)) = self.field {
            steps.push(json!(field));
            steps.extend(item.map(Value::from));
        }
        let mut reference = Map::new();
        reference.insert(AT.to_owned(), Value::Array(steps));
        for name in NAMES {
            if let Some(known) = self.record.get(name) {
                reference.insert(name.to_owned(), known.clone());
            }
        }
        Value::Object(reference)
    }
}

/// References to records.
pub fn references<'j>(records: impl Iterator<Item = Shared<'j>>) -> Value {
    records.map(|record| record.reference()).collect()
}

/// The steps from all facts to the one that a record stands for, if it is a reference.
pub fn target(record: &Map<String, Value>) -> Option<&[Value]> {
    Some(record.get(AT)?.as_array()?)
}

/// The fact that `reference` stands for among `all`; itself, if it is none.
pub fn resolved<'j>(reference: &'j Value, all: &'j Value) -> Option<&'j Value> {
    let Some(steps) = reference.as_object().and_then(target) else {
        return Some(reference);
    };
    steps.iter().try_fold(all, |fact, step| match step.as_u64() {
        Some(place) => fact.get(usize::try_from(place).ok()?),
        None => fact.get(step.as_str()?),
    })
}
