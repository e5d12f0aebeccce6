//! A thousand random corrections and re-ingests against a simple model of what must hold: no correction is lost, and none
//! is on the wrong person.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use diendan::edits::{Book, Facts, Laying, Texts, catch};
use diendan::ingest::Ids;
use diendan::ingest::ids::{Subject, assign};
use diendan::model::edit::Edit;
use diendan::model::provenance::Provenance;
use diendan::model::{Dossier, ForumFile, yaml};
use diendan::vietnamese::fold;
use proptest::prelude::*;
use serde_json::{Value, json};

const UNIT: &str = "06313";
const LIST: &str = "units/06313/children";

/// Somebody as the commune writes them.
#[derive(Debug, Clone)]
struct Person {
    name: String,
    birth: String,
    class: String,
    school: String,
}

/// What must hold of somebody.
#[derive(Debug, Clone, Default)]
struct Truth {
    /// The id, from the first time they were seen.
    id: Option<String>,
    /// Corrected fields.
    edited: BTreeMap<&'static str, Value>,
    taken_out: bool,
    /// Added by hand, with these fields.
    added: Option<Person>,
}

/// A commune, its office, and what must hold. People are known by their place in `truths`.
struct World {
    file: ForumFile,
    next_name: usize,
    truths: Vec<Truth>,
    people: Vec<Person>,
    /// Who is in the workbook, in its order.
    sent: Vec<usize>,
    ids: Ids,
    text: String,
    asked: Vec<Edit>,
    /// The model as it was last written.
    written: Option<Value>,
}

/// Names of which no two are alike, so that what must hold is never in doubt.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let syllables = [
        "Ba", "Đu", "Kí", "Mô", "Nhê", "Sà", "Tư", "Gỵ", "Lợ", "Phé", "Xa", "Hừ", "Cỏ", "Vê", "Rị", "Quỳ",
    ];
    let mut names: Vec<String> = Vec::new();
    let mut state: u64 = 7;
    while names.len() < 150 {
        let mut word = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            format!(
                "{}{}",
                syllables[(state >> 33) as usize % 16],
                syllables[(state >> 43) as usize % 16].to_lowercase()
            )
        };
        let name = format!("{} {} {}", word(), word(), word());
        let alike = |other: &String| strsim::normalized_damerau_levenshtein(&fold(&name), &fold(other)) > 0.6;
        if !names.iter().any(alike) {
            names.push(name);
        }
    }
    names
});

impl World {
    fn new() -> Self {
        let mut world = Self {
            file: yaml::read(include_str!("../../inputs/forum.yaml")).expect("the example"),
            next_name: 0,
            truths: Vec::new(),
            people: Vec::new(),
            sent: Vec::new(),
            ids: Ids::default(),
            text: String::new(),
            asked: Vec::new(),
            written: None,
        };
        for n in 0..4 {
            let one = world.somebody(n);
            world.sent.push(one);
        }
        // Two of one name.
        let twin = world.somebody(9);
        world.people[twin].name = world.people[0].name.clone();
        world.people[twin].birth = "2009".to_owned();
        world.sent.push(twin);
        world
    }

    fn somebody(&mut self, seed: u64) -> usize {
        let name = NAMES[self.next_name].clone();
        self.next_name += 1;
        self.people.push(Person {
            name,
            birth: (2010 + seed % 4).to_string(),
            class: format!("{}A", 5 + seed % 4),
            school: format!("Trường {}", seed % 5),
        });
        self.truths.push(Truth::default());
        self.people.len() - 1
    }

    /// The commune sends its workbook as it is now; corrections are laid over it.
    fn ingest(&mut self) -> Value {
        let subjects: Vec<Subject> = self
            .sent
            .iter()
            .map(|one| Subject::person(&self.people[*one].name, Some(&self.people[*one].birth)))
            .collect();
        let known = &mut self.ids.units.entry(UNIT.to_owned()).or_default().children;
        let ids = assign(known, &subjects, |number| format!("{UNIT}-te-{number}"));
        let mut children = Vec::new();
        for (one, id) in self.sent.iter().zip(&ids) {
            let truth = &mut self.truths[*one];
            assert_eq!(
                truth.id.get_or_insert_with(|| id.clone()),
                id,
                "the id of {:?} stays",
                self.people[*one]
            );
            let person = &self.people[*one];
            children.push(json!({"id": id, "name": person.name, "birth": person.birth, "class": person.class, "school": person.school}));
        }
        let unit = json!({"code": UNIT, "type": "xa", "name": "Tri Lễ"});
        let dossier: Dossier =
            serde_json::from_value(json!({"schema": 1, "unit": unit, "children": children})).expect("a dossier");
        let sent = serde_json::to_value(&dossier).expect("a value");
        let mut dossiers = vec![dossier];
        let (mut guests, mut provenance) = (Vec::new(), Provenance::new());
        let book = Book::read(&self.text).expect("a book");
        let mut laying = Laying::new(&book, &self.file);
        let mut facts = Facts {
            dossiers: &mut dossiers,
            guests: &mut guests,
            provenance: &mut provenance,
            ids: &mut self.ids,
        };
        laying.over_sent(&mut facts);
        laying.over_replies(&mut facts);
        let laid = laying.finish();
        if let Some(text) = book.with_ids(&laid.new_ids) {
            self.text = text;
        }
        for (index, id) in &laid.new_ids {
            let edit = &self.asked[*index];
            let record = edit.add.as_ref().or(edit.substitute.as_ref()).expect("a record");
            let of = |truth: &&mut Truth| {
                truth.id.is_none()
                    && truth
                        .added
                        .as_ref()
                        .is_some_and(|one| record["name"] == one.name.as_str())
            };
            let truth = self.truths.iter_mut().find(of).expect("somebody who was added");
            truth.id = Some(id.clone());
        }
        let fresh = serde_json::to_value(&dossiers[0]).expect("a value");
        self.verify(&fresh);
        let _ = self.written.insert(fresh.clone());
        sent
    }

    fn verify(&self, fresh: &Value) {
        let children = fresh["children"].as_array().expect("children");
        let mut wanted = 0;
        for (one, truth) in self.truths.iter().enumerate() {
            let there = self.sent.contains(&one) || truth.added.is_some();
            let Some(id) = truth.id.as_ref().filter(|_| there) else {
                continue;
            };
            let found: Vec<&Value> = children.iter().filter(|child| child["id"] == id.as_str()).collect();
            if truth.taken_out {
                assert!(found.is_empty(), "{id} is taken out");
                continue;
            }
            wanted += 1;
            assert_eq!(found.len(), 1, "{id} is there once: {fresh:#}\n{}", self.text);
            let person = truth.added.as_ref().unwrap_or(&self.people[one]);
            for (field, sent) in [
                ("name", &person.name),
                ("class", &person.class),
                ("school", &person.school),
            ] {
                let value = truth.edited.get(field).cloned().unwrap_or_else(|| json!(sent));
                assert_eq!(
                    found[0].get(field).unwrap_or(&Value::Null),
                    &value,
                    "{field} of {id}\n{}",
                    self.text
                );
            }
        }
        assert_eq!(children.len(), wanted, "nobody else is there: {fresh:#}");
        let filed = Book::read(&self.text).expect("a book").filed;
        assert_eq!(filed.len(), self.asked.len(), "no correction is lost");
        for (filed, asked) in filed.iter().zip(&self.asked) {
            let edit = filed.edit.as_ref().expect("understood");
            assert_eq!((&edit.at, &edit.now, edit.drop), (&asked.at, &asked.now, asked.drop));
        }
    }

    fn file(&mut self, edits: Vec<Edit>) {
        let book = Book::read(&self.text).expect("a book");
        self.text = book.with(&edits).expect("a text");
        self.asked.extend(edits);
    }

    /// Somebody who can be corrected.
    fn anybody(&self, seed: u64) -> Option<usize> {
        let known = |one: &usize| {
            let truth = &self.truths[*one];
            truth.id.is_some() && !truth.taken_out && (self.sent.contains(one) || truth.added.is_some())
        };
        let all: Vec<usize> = (0..self.truths.len()).filter(known).collect();
        all.get(seed as usize % all.len().max(1)).copied()
    }

    fn path(&self, one: usize) -> String {
        format!("{LIST}/{}", self.truths[one].id.as_deref().expect("an id"))
    }

    fn step(&mut self, kind: u8, seed: u64) {
        let value = |field: &str| match (field, seed % 7) {
            ("class", 0) => Value::Null,
            _ => json!(format!("{field} {}: “{}”, #{seed}", seed % 100, seed % 3)),
        };
        let field = ["class", "school"][(seed / 7 % 2) as usize];
        match kind {
            // A correction in the file.
            0 | 1 => {
                let Some(one) = self.anybody(seed) else { return };
                let now = value(field);
                self.truths[one].edited.insert(field, now.clone());
                let edit = Edit {
                    at: format!("{}/{field}", self.path(one)),
                    was: (seed.is_multiple_of(2)).then(|| json!(self.people[one].class)),
                    now: Some(now),
                    ..Edit::default()
                };
                self.file(vec![edit]);
            }
            // A correction in the model file, while the commune may send something else.
            2 | 3 => {
                let Some(one) = self.anybody(seed) else { return };
                let Some(base) = self.written.clone() else { return };
                let id = self.truths[one].id.clone().expect("an id");
                let mut there = base.clone();
                let children = there["children"].as_array_mut().expect("children");
                let Some(child) = children.iter_mut().find(|child| child["id"] == id.as_str()) else {
                    return;
                };
                child[field] = value(field);
                let now = value(field);
                if kind == 3 {
                    self.people[one].school = format!("Trường mới {}", seed % 4);
                }
                let sent = self.ingest();
                let fresh = self.written.clone().expect("written");
                let texts = Texts {
                    root: "units/06313",
                    file: "out/model/units/06313.yaml",
                    there: &there,
                    base: &base,
                    sent: &sent,
                    fresh: &fresh,
                    same_source: kind == 2,
                };
                let caught = catch(&texts, &Book::read(&self.text).expect("a book"), &self.file);
                assert!(caught.edits.len() <= 1, "{:?}", caught.edits);
                self.file(caught.edits);
                self.truths[one].edited.insert(field, now);
            }
            // A name is corrected; the commune may take it over later.
            4 => {
                let Some(one) = self.anybody(seed) else { return };
                let name = NAMES[self.next_name].clone();
                self.next_name += 1;
                self.truths[one].edited.insert("name", json!(name));
                let edit = Edit {
                    at: format!("{}/name", self.path(one)),
                    now: Some(json!(name)),
                    ..Edit::default()
                };
                self.file(vec![edit]);
                self.ingest();
                if seed.is_multiple_of(2) && self.sent.contains(&one) {
                    self.people[one].name = name;
                }
            }
            5 => {
                let Some(one) = self.anybody(seed) else { return };
                let edit = Edit {
                    at: self.path(one),
                    drop: true,
                    ..Edit::default()
                };
                self.truths[one].taken_out = true;
                self.file(vec![edit]);
            }
            // Somebody is added, or comes in somebody's place; the commune may send them later.
            6 => {
                let one = self.somebody(seed);
                let person = self.people[one].clone();
                let record =
                    json!({"name": person.name, "birth": person.birth, "class": person.class, "school": person.school});
                self.truths[one].added = Some(person);
                let place = self.anybody(seed).filter(|other| {
                    seed.is_multiple_of(3) && self.sent.contains(other) && self.truths[*other].added.is_none()
                });
                let edit = match place {
                    Some(other) => {
                        self.truths[other].taken_out = true;
                        Edit {
                            at: self.path(other),
                            substitute: Some(record),
                            ..Edit::default()
                        }
                    }
                    None => Edit {
                        at: LIST.to_owned(),
                        add: Some(record),
                        ..Edit::default()
                    },
                };
                self.file(vec![edit]);
                self.ingest();
                if seed.is_multiple_of(2) && place.is_none() {
                    self.sent.push(one);
                }
            }
            // The commune sends again: other order, other values, other spelling, somebody new, somebody gone.
            _ => {
                let count = self.sent.len();
                if count > 1 {
                    self.sent.swap(seed as usize % count, (seed / 3) as usize % count);
                    self.sent.rotate_left(seed as usize % count);
                }
                if let Some(one) = self.sent.get(seed as usize % count.max(1)).copied() {
                    match seed % 5 {
                        0 => self.people[one].class = format!("{}B", seed % 9),
                        1 => self.people[one].name = self.people[one].name.to_uppercase(),
                        2 => self.people[one].name = fold(&self.people[one].name),
                        // Who was added or put in another's place stays as the file says.
                        3 if self.truths[one].added.is_none() && !self.truths[one].taken_out => {
                            self.sent.retain(|other| *other != one);
                        }
                        _ => {}
                    }
                }
                match seed % 4 {
                    0 => {
                        let one = self.somebody(seed / 5);
                        self.sent.insert(seed as usize % (self.sent.len() + 1), one);
                    }
                    // Somebody who was gone is back.
                    1 => {
                        let away = |one: &usize| !self.sent.contains(one) && self.truths[*one].added.is_none();
                        if let Some(one) = (0..self.people.len()).find(away) {
                            self.sent.push(one);
                        }
                    }
                    _ => {}
                }
            }
        }
        self.ingest();
        // The same again changes nothing.
        let before = (self.ids.clone(), self.text.clone());
        self.ingest();
        assert!(
            before == (self.ids.clone(), self.text.clone()),
            "a second run is the first"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn no_correction_is_lost_or_on_the_wrong_person(steps in prop::collection::vec((0..10u8, any::<u64>()), 40..56)) {
        let mut world = World::new();
        world.ingest();
        for (kind, seed) in steps {
            world.step(kind, seed);
        }
    }
}
