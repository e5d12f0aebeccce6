//! Facts that note what is asked of them: what a paper was made from, and so why it has to be made again.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::value::{Enumerator, Object, ObjectRepr, Value, ValueKind};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};
use serde_json::{Map, Value as Json};

use super::context::shared;

/// Path of each fact that was asked for (`guests/k017/position`; `…/*` for what a list or record holds) and a digest of what
/// it said. A name that holds a slash has `~1` for it.
pub type Reads = BTreeMap<String, u64>;

/// What a list or record holds, as the last step of a path.
const ALL: &str = "*";

thread_local! {
    static NOTED: RefCell<Option<Noted>> = const { RefCell::new(None) };
}

#[derive(Default)]
struct Noted {
    /// Where a fact stands in memory, and its name there: most are asked for many times.
    asked: FxHashSet<(usize, u64)>,
    reads: Reads,
}

/// Does `work` and notes the facts that it asks for on this thread.
pub fn noting<T>(work: impl FnOnce() -> T) -> (T, Reads) {
    let outer = NOTED.replace(Some(Noted::default()));
    let result = work();
    let noted = NOTED.replace(outer);
    (result, noted.map(|noted| noted.reads).unwrap_or_default())
}

fn note(holder: usize, path: &str, name: &str, said: impl FnOnce() -> u64) {
    NOTED.with_borrow_mut(|noted| {
        let Some(noted) = noted else { return };
        if noted.asked.insert((holder, digest(&name))) {
            noted.reads.insert(below(path, name), said());
        }
    });
}

/// The path of the fact `name` of what stands at `path`.
fn below(path: &str, name: &str) -> String {
    let name = match name.contains(['/', '~']) {
        true => Cow::Owned(name.replace('~', "~0").replace('/', "~1")),
        false => Cow::Borrowed(name),
    };
    match path {
        "" => name.into_owned(),
        path => format!("{path}/{name}"),
    }
}

/// The name at the end of a path.
fn name_of(step: &str) -> Cow<'_, str> {
    match step.contains('~') {
        true => Cow::Owned(step.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(step),
    }
}

fn digest<T: Hash + ?Sized>(value: &T) -> u64 {
    // The fixed keys of `new` give the same digest in every run of the same program.
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// What a fact says itself. Of a list or record it is which one stands there; what lies in it is noted where it is asked for.
fn said(value: Option<&Value>) -> u64 {
    match value {
        None => 0,
        Some(value) => match value.kind() {
            ValueKind::Map | ValueKind::Seq => digest(&path_of(value)),
            kind => {
                let mut hasher = DefaultHasher::new();
                std::mem::discriminant(&kind).hash(&mut hasher);
                match value.as_str() {
                    Some(text) => text.hash(&mut hasher),
                    // Writing into a digest cannot fail.
                    None => drop(write!(Hashing(&mut hasher), "{value}")),
                }
                hasher.finish()
            }
        },
    }
}

/// Hashes what is written.
struct Hashing<'h>(&'h mut DefaultHasher);

impl Write for Hashing<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.write(text.as_bytes());
        Ok(())
    }
}

/// All facts, from JSON in which some stand for others (see [`shared`]): these are then the same facts in all places.
pub fn facts(json: Json) -> Value {
    let Json::Object(open) = json else {
        return plain_fact(json);
    };
    let names: Vec<String> = open.keys().cloned().collect();
    let mut all = Making {
        open,
        fields: Fields::default(),
    };
    for name in names {
        all.make(&name);
    }
    Value::from_object(Record {
        fields: all.fields,
        path: String::new(),
    })
}

type Fields = IndexMap<String, Value, FxBuildHasher>;

/// All facts while they are made.
struct Making {
    /// Those that are not made yet.
    open: Map<String, Json>,
    fields: Fields,
}

impl Making {
    fn make(&mut self, name: &str) {
        if let Some(json) = self.open.remove(name) {
            let value = self.fact("", name, json);
            self.fields.insert(name.to_owned(), value);
        }
    }

    /// The fact `name` of what stands at `path`.
    fn fact(&mut self, path: &str, name: &str, json: Json) -> Value {
        match json {
            Json::Object(fields) => match shared::target(&fields) {
                Some(steps) => self.there(steps).unwrap_or_default(),
                None => self.record(below(path, name), fields),
            },
            Json::Array(items) => self.list(below(path, name), items),
            // Most facts are plain and need no path of their own.
            Json::String(text) => Value::from(text),
            plain => plain_fact(plain),
        }
    }

    fn record(&mut self, path: String, fields: Map<String, Json>) -> Value {
        let fields = fields.into_iter().map(|(name, json)| {
            let value = self.fact(&path, &name, json);
            (name, value)
        });
        let fields = fields.collect();
        Value::from_object(Record { fields, path })
    }

    fn list(&mut self, path: String, items: Vec<Json>) -> Value {
        let names = names(&items);
        let held = digest(&names);
        let items = items.into_iter().zip(&names);
        let items = items.map(|(json, name)| self.fact(&path, name, json)).collect();
        Value::from_object(List {
            items,
            names,
            held,
            path,
        })
    }

    /// The fact to which `steps` lead.
    fn there(&mut self, steps: &[Json]) -> Option<Value> {
        let (first, steps) = steps.split_first()?;
        self.make(first.as_str()?);
        let fact = self.fields.get(first.as_str()?)?.clone();
        steps.iter().try_fold(fact, |fact, step| match step.as_str() {
            Some(name) => fact.downcast_object_ref::<Record>()?.fields.get(name).cloned(),
            None => {
                let place = usize::try_from(step.as_u64()?).ok()?;
                fact.downcast_object_ref::<List>()?.items.get(place).cloned()
            }
        })
    }
}

/// Any JSON is a value; the conversion cannot fail.
fn plain_fact(json: Json) -> Value {
    serde_json::from_value(json).unwrap_or_default()
}

/// The names of a list's items: their ids or codes where they have them, so that one more item renames no other.
pub fn names(items: &[Json]) -> Vec<String> {
    let id = |item: &Json| {
        ["id", "code"]
            .iter()
            .find_map(|key| item.get(key)?.as_str().map(str::to_owned))
    };
    let ids: Vec<Option<String>> = items.iter().map(id).collect();
    let different: HashSet<&String> = ids.iter().flatten().collect();
    if different.len() == items.len() {
        ids.into_iter().flatten().collect()
    } else {
        (0..items.len()).map(|index| index.to_string()).collect()
    }
}

#[derive(Debug)]
struct Record {
    path: String,
    fields: Fields,
}

impl Object for Record {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        let value = self.fields.get(key);
        note(Arc::as_ptr(self) as usize, &self.path, key, || said(value));
        value.cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        note(Arc::as_ptr(self) as usize, &self.path, ALL, || self.held());
        Enumerator::Values(self.names().into_iter().map(Value::from).collect())
    }
}

impl Record {
    /// The names of its fields, in their order.
    fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.fields.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// A digest of the names of its fields.
    fn held(&self) -> u64 {
        digest(&self.names())
    }
}

#[derive(Debug)]
struct List {
    path: String,
    items: Vec<Value>,
    names: Vec<String>,
    held: u64,
}

impl Object for List {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let index = key.as_usize()?;
        let value = self.items.get(index);
        // Which item stands there is a fact of the list.
        note(Arc::as_ptr(self) as usize, &self.path, ALL, || self.held);
        if let Some(name) = self.names.get(index) {
            note(Arc::as_ptr(self) as usize, &self.path, name, || said(value));
        }
        value.cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        note(Arc::as_ptr(self) as usize, &self.path, ALL, || self.held);
        Enumerator::Seq(self.items.len())
    }
}

/// What tells one fact from others: its path, or a digest of all it says if it has none.
pub fn identity(value: &Value) -> String {
    match path_of(value) {
        Some(path) => path.to_owned(),
        None => format!("{:016x}", digest(&format!("{value:?}"))),
    }
}

fn path_of(value: &Value) -> Option<&str> {
    let record = value.downcast_object_ref::<Record>().map(|record| &record.path);
    let path = record.or_else(|| value.downcast_object_ref::<List>().map(|list| &list.path));
    path.map(String::as_str)
}

/// Asks facts again for what was asked of others by the same paths.
pub struct Again {
    all: Value,
    /// What stands at a path, as far as it holds others.
    holders: FxHashMap<String, Option<Value>>,
    /// Places of the items of a list by their names, by its path.
    places: FxHashMap<String, FxHashMap<String, usize>>,
    /// The holder that was asked last: most facts are asked for beside one another.
    last: (String, Option<Value>),
}

impl Again {
    /// Asks `all` facts.
    pub fn of(all: &Value) -> Self {
        Self {
            all: all.clone(),
            holders: FxHashMap::default(),
            places: FxHashMap::default(),
            last: (String::new(), Some(all.clone())),
        }
    }

    /// A digest of what the fact at `path` says; `None` if there is nothing that could hold it.
    pub fn says(&mut self, path: &str) -> Option<u64> {
        let (place, step) = path.rsplit_once('/').unwrap_or(("", path));
        if self.last.0 != place {
            self.last = (place.to_owned(), self.holder(place));
        }
        let holder = self.last.1.clone()?;
        if step == ALL {
            let record = holder.downcast_object_ref::<Record>().map(Record::held);
            return record.or_else(|| holder.downcast_object_ref::<List>().map(|list| list.held));
        }
        self.part(place, &holder, &name_of(step))
            .map(|part| said(part.as_ref()))
    }

    fn holder(&mut self, path: &str) -> Option<Value> {
        if path.is_empty() {
            return Some(self.all.clone());
        }
        if let Some(known) = self.holders.get(path) {
            return known.clone();
        }
        let (place, step) = path.rsplit_once('/').unwrap_or(("", path));
        let found = self
            .holder(place)
            .and_then(|holder| self.part(place, &holder, &name_of(step))?);
        self.holders.insert(path.to_owned(), found.clone());
        found
    }

    /// The fact `name` of `holder`, which stands at `place`; `None` if that holds no facts.
    fn part(&mut self, place: &str, holder: &Value, name: &str) -> Option<Option<Value>> {
        if let Some(record) = holder.downcast_object_ref::<Record>() {
            return Some(record.fields.get(name).cloned());
        }
        let list = holder.downcast_object_ref::<List>()?;
        if !self.places.contains_key(place) {
            let places = list.names.iter().cloned().zip(0..).collect();
            self.places.insert(place.to_owned(), places);
        }
        let index = self.places.get(place)?.get(name);
        Some(index.and_then(|index| list.items.get(*index)).cloned())
    }
}
