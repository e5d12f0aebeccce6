//! Facts that note what is asked of them: what a paper was made from, and so why it has to be made again.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, Value, ValueKind};
use serde_json::Value as Json;

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
    asked: HashSet<(usize, u64)>,
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

/// What a fact says itself; what lies in a list or record is noted where it is asked for.
fn said(value: Option<&Value>) -> u64 {
    match value {
        None => 0,
        Some(value) => match value.kind() {
            ValueKind::Map => 1,
            ValueKind::Seq => 2,
            kind => digest(&(kind.to_string(), value.to_string())),
        },
    }
}

/// Facts from JSON, below `path`.
pub fn facts(path: String, json: Json) -> Value {
    // Most facts are plain and need no path of their own.
    let fact = |name: &str, json: Json| match json {
        Json::Object(_) | Json::Array(_) => facts(below(&path, name), json),
        Json::String(text) => Value::from(text),
        plain => plain_fact(plain),
    };
    match json {
        Json::Object(fields) => {
            let fields = fields.into_iter().map(|(name, value)| {
                let value = fact(&name, value);
                (name, value)
            });
            let fields = fields.collect();
            Value::from_object(Record { fields, path })
        }
        Json::Array(items) => {
            let names = names(&items);
            let held = digest(&names);
            let items = items
                .into_iter()
                .zip(&names)
                .map(|(item, name)| fact(name, item))
                .collect();
            Value::from_object(List {
                items,
                names,
                held,
                path,
            })
        }
        plain => plain_fact(plain),
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
    fields: BTreeMap<String, Value>,
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
        Enumerator::Values(self.fields.keys().map(|key| Value::from(key.as_str())).collect())
    }
}

impl Record {
    /// A digest of the names of its fields.
    fn held(&self) -> u64 {
        digest(&self.fields.keys().collect::<Vec<_>>())
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
    let record = value.downcast_object_ref::<Record>().map(|record| &record.path);
    match record.or_else(|| value.downcast_object_ref::<List>().map(|list| &list.path)) {
        Some(path) => path.clone(),
        None => format!("{:016x}", digest(&format!("{value:?}"))),
    }
}

/// Asks facts again for what was asked of others by the same paths.
pub struct Again {
    all: Value,
    /// What stands at a path, as far as it holds others.
    holders: HashMap<String, Option<Value>>,
    /// Places of the items of a list by their names.
    places: HashMap<String, HashMap<String, usize>>,
}

impl Again {
    /// Asks `all` facts.
    pub fn of(all: &Value) -> Self {
        Self {
            all: all.clone(),
            holders: HashMap::new(),
            places: HashMap::new(),
        }
    }

    /// A digest of what the fact at `path` says; `None` if there is nothing that could hold it.
    pub fn says(&mut self, path: &str) -> Option<u64> {
        let (place, step) = path.rsplit_once('/').unwrap_or(("", path));
        let holder = self.holder(place)?;
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
