//! Which facts a paper shows: while a trace runs, each printed text is known again by its place in memory, and its model path told.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::{Value, ValueKind, merge_maps};
use serde_json::{Value as Json, json};

use super::context::shared;
use super::explain::{Made, Number};
use crate::model::Model;

/// A value that a paper shows.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Shown {
    /// Model path (`units/06313/children/06313-te-1/name`), or path in `forum.yaml` (`session/place`).
    pub path: String,
    /// As it prints there.
    pub text: String,
}

/// Model paths by the address of the texts of the facts. The facts keep those texts; no address is given twice while they live.
#[derive(Debug, Clone, Default)]
pub struct Places(Arc<Known>);

#[derive(Debug, Default)]
struct Known {
    paths: HashMap<usize, String>,
    /// The first steps of all paths among the facts.
    names: HashSet<String>,
    /// How counted facts were made, by their paths; nothing for those that are not counted.
    made: Mutex<HashMap<String, Option<Made>>>,
}

struct Run {
    places: Places,
    /// The numbers that were printed, if they are to be explained.
    numbers: Option<Vec<Number>>,
    /// Texts that filters made of facts, with the paths they came from; kept, so that their addresses stay theirs.
    made: HashMap<usize, (String, Value)>,
    shown: Vec<Shown>,
}

thread_local! {
    static RUN: RefCell<Option<Run>> = const { RefCell::new(None) };
}

/// Whether a trace runs on this thread.
pub fn is_running() -> bool {
    RUN.with_borrow(Option::is_some)
}

/// Whether numbers are to be explained on this thread.
pub fn is_explaining() -> bool {
    RUN.with_borrow(|run| run.as_ref().is_some_and(|run| run.numbers.is_some()))
}

/// Does `work` and tells what it printed, in order, each once.
pub fn shown_by<T>(places: &Places, work: impl FnOnce() -> T) -> (T, Vec<Shown>) {
    let (result, shown, _) = traced(places, None, work);
    (result, shown)
}

/// The same, and how the numbers were made.
pub fn explained_by<T>(places: &Places, work: impl FnOnce() -> T) -> (T, Vec<Shown>, Vec<Number>) {
    traced(places, Some(Vec::new()), work)
}

fn traced<T>(places: &Places, numbers: Option<Vec<Number>>, work: impl FnOnce() -> T) -> (T, Vec<Shown>, Vec<Number>) {
    RUN.set(Some(Run {
        places: places.clone(),
        numbers,
        made: HashMap::new(),
        shown: Vec::new(),
    }));
    let result = work();
    let (mut shown, numbers) = RUN.take().map(|run| (run.shown, run.numbers)).unwrap_or_default();
    let mut seen = HashSet::new();
    shown.retain(|one| seen.insert(one.clone()));
    (result, shown, numbers.unwrap_or_default())
}

/// Notes a number that was printed.
pub fn reckons(number: Number) {
    RUN.with_borrow_mut(|run| {
        if let Some(numbers) = run.as_mut().and_then(|run| run.numbers.as_mut()) {
            numbers.push(number);
        }
    });
}

/// How the fact at `path` was made; `make` is asked once for all papers of these facts.
pub fn known(path: &str, make: impl FnOnce() -> Option<Made>) -> Option<Made> {
    let places = RUN.with_borrow(|run| run.as_ref().map(|run| run.places.clone()))?;
    let lock = || places.0.made.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(made) = lock().get(path) {
        return made.clone();
    }
    let made = make();
    lock().insert(path.to_owned(), made.clone());
    made
}

/// Whether the facts have something of this name.
pub fn is_fact(name: &str) -> bool {
    RUN.with_borrow(|run| run.as_ref().is_some_and(|run| run.places.0.names.contains(name)))
}

/// The model path of a record, if a trace runs and knows one of its texts.
pub fn record_of(value: &Value) -> Option<String> {
    if value.kind() != ValueKind::Map {
        return None;
    }
    let of = |name: &str| {
        let path = path_of(&value.get_attr(name).ok()?)?;
        Some(path.strip_suffix(name)?.strip_suffix('/')?.to_owned())
    };
    let mut known = ["id", "code"].iter().filter_map(|name| of(name));
    known.next().or_else(|| {
        let names = value.try_iter().ok()?;
        names.filter_map(|name| of(name.as_str()?)).next()
    })
}

/// The path behind a value, if a trace runs and it knows.
pub fn path_of(value: &Value) -> Option<String> {
    let address = address(value)?;
    RUN.with_borrow(|run| {
        let run = run.as_ref()?;
        let made = run.made.get(&address).map(|(path, _)| path);
        made.or_else(|| run.places.0.paths.get(&address)).cloned()
    })
}

/// Notes that `value` prints as `text`.
pub fn shows(value: &Value, text: &str) {
    if let Some(path) = path_of(value) {
        tells(&path, text);
    }
}

/// Notes that the fact at `path` prints as `text`.
pub fn tells(path: &str, text: &str) {
    RUN.with_borrow_mut(|run| {
        if let (Some(run), false) = (run, text.is_empty()) {
            run.shown.push(Shown {
                path: path.to_owned(),
                text: text.to_owned(),
            });
        }
    });
}

/// `text`, which a filter made of `from`, as a value that comes from the same place.
pub fn derived(from: &Value, text: String) -> Value {
    match path_of(from) {
        None => Value::from(text),
        Some(path) => {
            let value = lasting(&text);
            RUN.with_borrow_mut(|run| {
                if let (Some(run), Some(address)) = (run, address(&value)) {
                    run.made.insert(address, (path, value.clone()));
                }
            });
            value
        }
    }
}

/// A text with an address of its own; the engine copies short ones about.
fn lasting(text: &str) -> Value {
    Value::from(Arc::<str>::from(text))
}

fn address(value: &Value) -> Option<usize> {
    value.as_str().map(|text| text.as_ptr().addr())
}

/// Facts of which every text is known by its address, with the lists that nothing was taken out of.
pub fn with_places(facts: &Json, model: &Model) -> (Value, Places) {
    let mut walk = Walk {
        all: facts,
        records: records(model),
        model,
        places: HashMap::new(),
    };
    let value = walk.value(facts, "");
    let sent = walk.value(&as_sent(model), "");
    let known = Known {
        paths: walk.places,
        names: facts
            .as_object()
            .into_iter()
            .flat_map(|facts| facts.keys().cloned())
            .collect(),
        made: Mutex::default(),
    };
    (merge_maps([value, sent]), Places(Arc::new(known)))
}

/// Questions and recommendations with those that are counted as others by now, as the facts `as_sent.questions` and
/// `as_sent.recommendations`. Only what counts them for a trace asks for them.
fn as_sent(model: &Model) -> Json {
    let questions = model.dossiers.iter().flat_map(|dossier| &dossier.questions);
    let recommendations = model.dossiers.iter().flat_map(|dossier| &dossier.recommendations);
    json!({ "as_sent": {
        "questions": questions.map(|one| json!({ "id": one.id })).collect::<Json>(),
        "recommendations": recommendations.map(|one| json!({ "id": one.id })).collect::<Json>(),
    }})
}

/// Model path of each record by its id, and of each unit by its code.
fn records(model: &Model) -> HashMap<&str, String> {
    let mut paths = HashMap::new();
    for unit in &model.file.units {
        paths.insert(unit.code.as_str(), format!("units/{}", unit.code));
    }
    for person in &model.file.people {
        paths.insert(person.id.as_str(), format!("people/{}", person.id));
    }
    for dossier in &model.dossiers {
        let code = &dossier.unit.code;
        let mut put = |list: &str, id| paths.insert(id, format!("units/{code}/{list}/{id}"));
        for child in &dossier.children {
            put("children", child.id.as_str());
        }
        for caretaker in &dossier.caretakers {
            put("caretakers", caretaker.id.as_str());
        }
        for entry in &dossier.entries {
            put("entries", entry.id.as_str());
        }
        for question in &dossier.questions {
            put("questions", question.id.as_str());
        }
        for recommendation in &dossier.recommendations {
            put("recommendations", recommendation.id.as_str());
        }
    }
    for guest in &model.guests {
        paths.insert(guest.id.as_str(), format!("guests/{}", guest.id));
    }
    paths
}

struct Walk<'m> {
    all: &'m Json,
    records: HashMap<&'m str, String>,
    model: &'m Model,
    places: HashMap<usize, String>,
}

impl Walk<'_> {
    fn value(&mut self, json: &Json, path: &str) -> Value {
        match json {
            Json::String(text) => {
                let value = lasting(text);
                if let Some(address) = address(&value) {
                    self.places.insert(address, path.to_owned());
                }
                value
            }
            Json::Array(items) => items
                .iter()
                .enumerate()
                .map(|(n, item)| {
                    let key = item["code"].as_str().or_else(|| item["id"].as_str());
                    let key = key.map_or_else(|| n.to_string(), str::to_owned);
                    self.value(item, &below(path, &key))
                })
                .collect(),
            Json::Object(fields) if shared::target(fields).is_some() => match shared::resolved(json, self.all) {
                Some(there) => self.value(there, path),
                None => Value::default(),
            },
            Json::Object(fields) => {
                let path = self.record(json, path);
                Value::from_pairs(
                    fields
                        .iter()
                        .map(|(name, field)| (name.clone(), self.value(field, &below(&path, name)))),
                )
            }
            // A number, a truth value or null: any of them is a value.
            other => serde_json::from_value(other.clone()).unwrap_or_default(),
        }
    }

    /// The model path of a record, wherever among the facts it stands.
    fn record(&self, json: &Json, path: &str) -> String {
        let id = json["id"].as_str().or_else(|| json["code"].as_str());
        if let Some(known) = id.and_then(|id| self.records.get(id)) {
            return known.clone();
        }
        let Some(unit) = json["unit"]["code"].as_str() else {
            return path.to_owned();
        };
        // A poster and what became of earlier recommendations have no id of their own.
        if json.get("a0").is_some() {
            return format!("units/{unit}/poster");
        }
        let place = self.model.dossier(unit).and_then(|dossier| {
            let mut earlier = dossier.previous_recommendations.iter();
            earlier.position(|one| json["text"].as_str() == Some(one.text.as_str()))
        });
        match place {
            Some(place) => format!("units/{unit}/previous_recommendations/{place}"),
            None => path.to_owned(),
        }
    }
}

fn below(path: &str, name: &str) -> String {
    match path {
        "" => name.to_owned(),
        path => format!("{path}/{name}"),
    }
}
