//! What the model's types allow at a path: known names, the kind of a value, and a value brought into that kind.

use std::sync::LazyLock;

use schemars::schema_for;
use serde_json::{Number, Value};

use crate::model::{Dossier, Guest, yaml};
use crate::vietnamese::{clean, fold::fold_words, slug};

/// Likeness from which a known name is offered for an unknown one.
const LIKE: f64 = 0.5;

static DOSSIER: LazyLock<Value> = LazyLock::new(|| schema_for!(Dossier).to_value());
static GUEST: LazyLock<Value> = LazyLock::new(|| schema_for!(Guest).to_value());

/// The type of the model at some path.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape<'s> {
    root: &'s Value,
    node: &'s Value,
}

impl Shape<'static> {
    /// A commune's dossier.
    pub(super) fn dossier() -> Self {
        Self {
            root: &DOSSIER,
            node: &DOSSIER,
        }
    }

    /// A guest.
    pub(super) fn guest() -> Self {
        Self {
            root: &GUEST,
            node: &GUEST,
        }
    }
}

impl<'s> Shape<'s> {
    /// Follows references and passes over "or null".
    fn resolved(self) -> &'s Value {
        let mut node = self.node;
        loop {
            if let Some(name) = node["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
                node = &self.root["$defs"][name];
            } else if let Some(some) = node["anyOf"]
                .as_array()
                .and_then(|any| any.iter().find(|it| it["type"] != "null"))
            {
                node = some;
            } else {
                return node;
            }
        }
    }

    fn at(self, node: &'s Value) -> Self {
        Self { root: self.root, node }
    }

    /// The names below, if there are any.
    pub(super) fn names(self) -> Vec<&'s str> {
        let properties = self.resolved()["properties"].as_object();
        properties
            .map(|properties| properties.keys().map(String::as_str).collect())
            .unwrap_or_default()
    }

    /// The type of the field `name`.
    pub(super) fn field(self, name: &str) -> Option<Self> {
        self.resolved()["properties"].get(name).map(|node| self.at(node))
    }

    /// The type of the items of a list.
    pub(super) fn item(self) -> Option<Self> {
        self.resolved().get("items").map(|node| self.at(node))
    }

    fn is(self, kind: &str) -> bool {
        match &self.resolved()["type"] {
            Value::String(one) => one == kind,
            Value::Array(any) => any.iter().any(|one| one == kind),
            _ => false,
        }
    }

    /// The words that are allowed, where only some are.
    pub(super) fn words(self) -> Vec<&'s str> {
        let node = self.resolved();
        let consts = node["oneOf"].as_array().map(|any| {
            any.iter()
                .flat_map(|one| match &one["enum"] {
                    Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
                    _ => one["const"].as_str().into_iter().collect::<Vec<_>>(),
                })
                .collect()
        });
        let plain = || {
            let words = node["enum"].as_array();
            words.map(|words| words.iter().filter_map(Value::as_str).collect())
        };
        consts.or_else(plain).unwrap_or_default()
    }

    /// `value` as people write it, in the kind that stands here: a number for a text, one item for a list, "Nữ" for `nu`.
    /// What does not fit stays as it is and is refused later.
    pub(super) fn fit(self, value: Value) -> Value {
        let words = self.words();
        match value {
            Value::String(text) if !words.is_empty() => {
                let word = slug(&text);
                Value::String(if words.contains(&word.as_str()) { word } else { text })
            }
            Value::Array(items) if self.is("array") => match self.item() {
                Some(item) => items.into_iter().map(|value| item.fit(value)).collect(),
                None => Value::Array(items),
            },
            Value::Null => Value::Null,
            one if self.is("array") => match self.item() {
                Some(item) => Value::Array(vec![item.fit(one)]),
                None => Value::Array(vec![one]),
            },
            Value::Object(fields) => fields
                .into_iter()
                .map(|(name, value)| match self.field(&name) {
                    Some(field) => (name, field.fit(value)),
                    None => (name, value),
                })
                .collect(),
            Value::String(text) if self.is("string") => Value::String(clean(&text)),
            Value::Number(number) if self.is("string") => Value::String(number.to_string()),
            Value::String(text) if self.is("integer") => {
                let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
                digits
                    .parse::<u64>()
                    .map_or(Value::String(text), |number| Value::Number(Number::from(number)))
            }
            Value::String(text) if self.is("boolean") => match fold_words(&text).as_str() {
                "co" | "true" | "x" => Value::Bool(true),
                "khong" | "chua" | "false" => Value::Bool(false),
                _ => Value::String(text),
            },
            other => other,
        }
    }

    /// A value that was typed in one line, in the kind that stands here; nothing typed takes the value away.
    pub(super) fn typed(self, text: &str) -> Value {
        let several = text.trim_start().starts_with(['[', '{']) && (self.is("array") || self.is("object"));
        match several.then(|| yaml::read::<Value>(text)) {
            Some(Ok(value)) => self.fit(value),
            _ if text.trim().is_empty() => Value::Null,
            _ if self.is("array") => {
                let items = text.split([',', ';']).map(|item| Value::String(item.trim().to_owned()));
                self.fit(items.collect())
            }
            _ => self.fit(Value::String(text.trim().to_owned())),
        }
    }
}

/// The known name that is most like `name`.
pub(super) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let name = name.to_lowercase();
    let like = |known: &&str| strsim::normalized_damerau_levenshtein(&name, &known.to_lowercase());
    let best = known.iter().max_by(|a, b| like(a).total_cmp(&like(b)))?;
    (like(best) >= LIKE).then_some(best)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn child(field: &str) -> Shape<'static> {
        let mut shape = Shape::dossier()
            .field("children")
            .and_then(Shape::item)
            .expect("children");
        for name in field.split('/') {
            shape = shape.field(name).expect("a field");
        }
        shape
    }

    #[test]
    fn what_people_write_fits_the_type() {
        for (field, typed, value) in [
            ("birth", "2012", json!("2012")),
            ("name", " Lý Văn An ", json!("Lý Văn An")),
            ("gender", "Nữ", json!("nu")),
            ("consent/photo", "có", json!(true)),
            ("consent/photo", "false", json!(false)),
            ("duties", "question, perform", json!(["question", "perform"])),
            ("duties", "[paper]", json!(["paper"])),
            ("class", "", Value::Null),
        ] {
            assert_eq!(child(field).typed(typed), value, "{field}");
        }
        assert_eq!(child("birth").fit(json!(2012)), json!("2012"));
        assert_eq!(child("duties").fit(json!("question")), json!(["question"]));
        let girls = Shape::dossier().field("commune_forum").and_then(|it| it.field("girls"));
        assert_eq!(girls.expect("girls").typed("1.033"), json!(1033));
        assert_eq!(child("gender").words(), ["nam", "nu"]);
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let names = ["name", "birth", "class"];
        assert_eq!(nearest("nmae", &names), Some("name"));
        assert_eq!(nearest("số điện thoại", &names), None);
    }
}
