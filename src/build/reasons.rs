//! Why a paper is made again: the facts, templates and looks it was made from that are not what they were.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::batch::key;
use super::stamp::{digest, program};
use super::turn::CACHE;
use crate::compose::{Reads, Sources, names_of_items, own};
use crate::files;
use crate::model::Model;
use crate::plan::{Format, Job, Make};
use crate::workspace::Workspace;

/// Reasons that are named for one paper; a number stands for the rest.
const NAMED: usize = 12;
/// Facts that the frame of a paper shows, whatever its template asks for.
const FRAME: [&str; 6] = ["organiser/", "signers/", "people/", "sample", "forum/year", "as_of"];

/// What the papers of the last run were made from: the file `out/.cache/facts.json`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Ground {
    program: String,
    fonts: String,
    /// Path of each template and own wording to a digest.
    templates: BTreeMap<String, String>,
    /// Model path to a digest.
    model: BTreeMap<String, u64>,
    /// Facts with their digests; papers name them by their place here.
    facts: Vec<(String, u64)>,
    /// Paper (id and audience) to the facts it asked for.
    papers: BTreeMap<String, Vec<usize>>,
}

/// What papers are made from now, beside what they were made from.
pub struct Reasons<'a> {
    /// Templates and own wordings.
    texts: &'a Sources,
    last: Ground,
    now: Ground,
    changed: BTreeSet<String>,
    /// Id of a record to its model path.
    records: HashMap<String, String>,
}

impl<'a> Reasons<'a> {
    /// Compares the model, the templates and the fonts (of `inputs`, files and their hashes) with those of the last run.
    pub fn new(workspace: &Workspace, model: &Model, texts: &'a Sources, inputs: &BTreeMap<String, String>) -> Self {
        let last: Ground = files::read(&place(workspace))
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        let mut flat = Flat::default();
        flat.model(model);
        let fonts = inputs.iter().filter(|(path, _)| path.starts_with("fonts/"));
        let now = Ground {
            program: program(),
            fonts: digest(&fonts.collect::<Vec<_>>()),
            templates: texts.iter().map(|(path, text)| (path.clone(), digest(text))).collect(),
            model: flat.leaves,
            ..Ground::default()
        };
        let changed = match last.program.is_empty() {
            true => BTreeSet::new(),
            false => changed(&last.model, &now.model),
        };
        Self {
            texts,
            last,
            now,
            changed,
            records: flat.records,
        }
    }

    /// Why the paper of `job`, which asks for `reads`, is made again.
    pub fn why(&self, job: &Job<'_>, reads: &Reads) -> Vec<String> {
        let unknown = || vec!["nội dung hoặc trình bày đã đổi".to_owned()];
        if self.last.program.is_empty() {
            return unknown();
        }
        let mut why = self.facts(job, reads);
        let used = self.used(job);
        let both = self.now.templates.keys().chain(self.last.templates.keys());
        let changed = both.filter(|path| self.last.templates.get(*path) != self.now.templates.get(*path));
        let changed: BTreeSet<&String> = changed.filter(|path| used.contains(path.as_str())).collect();
        why.extend(changed.into_iter().cloned());
        if why.is_empty() {
            let kind = &job.kind;
            let register = [
                format!("register/{}/", job.id),
                format!("register/{kind}/"),
                "recipients/".to_owned(),
            ];
            let starts = || FRAME.into_iter().chain(register.iter().map(String::as_str));
            let shown = |path: &&String| starts().any(|start| path.starts_with(start));
            why.extend(self.changed.iter().filter(shown).cloned());
        }
        if job.format() == Format::Pdf && self.last.fonts != self.now.fonts {
            why.push("fonts".to_owned());
        }
        if self.last.program != self.now.program {
            why.push("chương trình".to_owned());
        }
        if why.len() > NAMED {
            let more = why.len() - NAMED;
            why.truncate(NAMED);
            why.push(format!("và {more} thông tin khác"));
        }
        if why.is_empty() { unknown() } else { why }
    }

    /// The texts that a paper is made with: its template or own wording, the lists, charts and parts that this or one of its
    /// parts names, and the layouts.
    fn used(&self, job: &Job<'_>) -> BTreeSet<&str> {
        let both = || {
            self.now
                .templates
                .keys()
                .chain(self.last.templates.keys())
                .map(String::as_str)
        };
        let own = match &job.make {
            Make::Paper { .. } => own::file_of(&job.id),
            Make::Collection { .. } => format!("{}/{}/", own::FOLDER, job.kind),
            Make::Book { .. } => "-".to_owned(),
        };
        let template = match &job.make {
            Make::Paper { template, .. } | Make::Collection { template, .. } => &template.file,
            Make::Book { template, .. } => &template.file,
        };
        // An own wording that is gone is a reason too.
        let mut open: Vec<&str> = both()
            .filter(|path| *path == template || path.starts_with(&own))
            .collect();
        let mut used = BTreeSet::new();
        while let Some(path) = open.pop() {
            if !used.insert(path) {
                continue;
            }
            let text = self
                .texts
                .iter()
                .find(|(other, _)| other == path)
                .map_or("", |(_, text)| text.as_str());
            let named = self.texts.iter().map(|(other, _)| other.as_str()).filter(|other| {
                let stem = other
                    .rsplit('/')
                    .next()
                    .and_then(|name| name.split('.').next())
                    .unwrap_or_default();
                let part = ["lists", "charts", "parts"]
                    .iter()
                    .any(|folder| other.starts_with(&format!("templates/{folder}/")));
                part && text.contains(stem)
            });
            open.extend(named);
        }
        if job.format() == Format::Pdf {
            used.extend(both().filter(|path| path.ends_with(".typ")));
        }
        used
    }

    /// The facts that the paper shows and that are not what they were: by their paths in the model where they have one.
    fn facts(&self, job: &Job<'_>, reads: &Reads) -> Vec<String> {
        let Some(places) = self.last.papers.get(&key(job)) else {
            return Vec::new();
        };
        let was: Reads = places
            .iter()
            .filter_map(|place| self.last.facts.get(*place).cloned())
            .collect();
        let mut found: BTreeSet<String> = BTreeSet::new();
        let mut followed: BTreeSet<String> = BTreeSet::new();
        for (path, said) in reads {
            if was.get(path).is_none_or(|was| was == said) {
                continue;
            }
            let path = self.in_model(path);
            let (holder, name) = path.rsplit_once('/').unwrap_or(("", &path));
            let below = |holder: &str| {
                let start = format!("{holder}/");
                self.changed
                    .iter()
                    .filter(move |path| path.starts_with(&start))
                    .cloned()
                    .collect::<Vec<_>>()
            };
            let named = match name {
                // Records came or went.
                "*" => {
                    let list = holder.rsplit('/').next().unwrap_or_default();
                    let middle = format!("{list}/");
                    let is_record = |path: &&String| {
                        path.rsplit_once('/')
                            .is_some_and(|(start, _)| format!("{start}/").ends_with(&middle))
                    };
                    self.changed.iter().filter(is_record).cloned().collect()
                }
                _ if self.changed.contains(&path) => vec![path.clone()],
                // What follows from other facts of its record.
                _ if self.records.values().any(|record| record == holder) => below(holder),
                _ => Vec::new(),
            };
            if named.is_empty() {
                followed.insert(path.trim_end_matches("/*").to_owned());
            }
            found.extend(named);
        }
        let named = match (found.is_empty(), self.changed.len()) {
            (false, _) => found,
            // Only one fact changed: whatever follows, follows from it.
            (true, 1) if !followed.is_empty() => self.changed.clone(),
            (true, _) => followed,
        };
        named.into_iter().collect()
    }

    /// The model path of a fact: that of the last record on its way, and what follows.
    fn in_model(&self, path: &str) -> String {
        let steps: Vec<&str> = path.split('/').collect();
        for (n, step) in steps.iter().enumerate().rev() {
            if let Some(record) = self.records.get(*step) {
                return [&[record.as_str()], &steps[n + 1..]].concat().join("/");
            }
        }
        path.to_owned()
    }

    /// Keeps what the papers of this run were made from; the others keep theirs.
    pub fn keep(mut self, workspace: &Workspace, papers: Vec<(String, Reads)>, jobs: &[Job<'_>]) {
        let all: BTreeSet<String> = jobs.iter().map(key).collect();
        let mut places: HashMap<(String, u64), usize> = HashMap::new();
        let (mut facts, mut papers_now) = (Vec::new(), BTreeMap::new());
        let made: BTreeSet<String> = papers.iter().map(|(key, _)| key.clone()).collect();
        let others = self
            .last
            .papers
            .iter()
            .filter(|(key, _)| !made.contains(*key) && all.contains(*key));
        let others = others.map(|(key, places)| {
            let reads: Vec<_> = places
                .iter()
                .filter_map(|place| self.last.facts.get(*place).cloned())
                .collect();
            (key.clone(), reads)
        });
        let papers = papers
            .into_iter()
            .map(|(key, reads)| (key, reads.into_iter().collect::<Vec<_>>()));
        for (key, reads) in others.collect::<Vec<_>>().into_iter().chain(papers) {
            let of_paper = reads.into_iter().map(|fact| {
                *places.entry(fact.clone()).or_insert_with(|| {
                    facts.push(fact);
                    facts.len() - 1
                })
            });
            let of_paper = of_paper.collect();
            papers_now.insert(key, of_paper);
        }
        (self.now.facts, self.now.papers) = (facts, papers_now);
        // Without it the next run cannot say why.
        let _ = files::write_if_changed(&place(workspace), &serde_json::to_vec(&self.now).unwrap_or_default());
    }
}

fn place(workspace: &Workspace) -> std::path::PathBuf {
    workspace.out().join(CACHE).join("facts.json")
}

/// Paths that are new, gone or not what they were; of a record that came or went, the record alone.
fn changed(last: &BTreeMap<String, u64>, now: &BTreeMap<String, u64>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (gone, new) = (
        last.keys().filter(|path| !now.contains_key(*path)),
        now.iter()
            .filter(|(path, said)| last.get(*path) != Some(said))
            .map(|(path, _)| path),
    );
    for path in gone.chain(new) {
        let records = path.match_indices('/').map(|(at, _)| &path[..at]);
        let whole = records
            .into_iter()
            .find(|start| last.contains_key(*start) != now.contains_key(*start));
        found.insert(whole.unwrap_or(path).to_owned());
    }
    found
}

/// A model as paths and digests.
#[derive(Default)]
struct Flat {
    leaves: BTreeMap<String, u64>,
    records: HashMap<String, String>,
}

impl Flat {
    fn model(&mut self, model: &Model) {
        let json = |value: Result<Json, serde_json::Error>| value.unwrap_or_default();
        self.add("", json(serde_json::to_value(&model.file)));
        self.records.clear();
        self.add("as_of", json(serde_json::to_value(model.today)));
        self.add("receipts", json(serde_json::to_value(&model.receipts)));
        for (id, entry) in &model.register.documents {
            self.add(&format!("register/{id}"), json(serde_json::to_value(entry)));
        }
        for dossier in &model.dossiers {
            self.add(
                &format!("units/{}", dossier.unit.code),
                json(serde_json::to_value(dossier)),
            );
        }
        for guest in &model.guests {
            let path = format!("guests/{}", guest.id);
            self.records.insert(guest.id.clone(), path.clone());
            self.leaves.insert(path.clone(), 1);
            self.add(&path, json(serde_json::to_value(guest)));
        }
    }

    fn add(&mut self, path: &str, json: Json) {
        let below = |name: &str| {
            if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}/{name}")
            }
        };
        match json {
            Json::Object(fields) => {
                for (name, value) in fields.into_iter().filter(|(name, _)| name != "sources") {
                    self.add(&below(&name), value);
                }
            }
            Json::Array(items) => {
                let names = names_of_items(&items);
                for (name, item) in names.iter().zip(items) {
                    let path = below(name);
                    if let Some(id) = item.get("id").and_then(Json::as_str) {
                        self.records.insert(id.to_owned(), path.clone());
                        self.leaves.insert(path.clone(), 1);
                    }
                    self.add(&path, item);
                }
            }
            plain => {
                let bytes = blake3::hash(plain.to_string().as_bytes());
                let mut eight = [0; 8];
                eight.copy_from_slice(&bytes.as_bytes()[..8]);
                self.leaves.insert(path.to_owned(), u64::from_le_bytes(eight));
            }
        }
    }
}
