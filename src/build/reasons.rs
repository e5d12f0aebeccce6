//! Why a paper is made again: the facts, templates and looks it was made from that are not what they were.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::grounds::{Common, Grounds};
use super::leaves::Leaves;
use super::stamp::program;
use crate::compose::{Reads, Sources, digest, own};
use crate::plan::{Format, Job, Make};

/// Reasons that are named for one paper; a number stands for the rest.
const NAMED: usize = 12;
/// Facts that the frame of a paper shows, whatever its template asks for.
const FRAME: [&str; 6] = ["organiser/", "signers/", "people/", "sample", "forum/year", "as_of"];

/// What papers are made from now, beside what they were made from.
pub struct Reasons<'a> {
    /// Templates and own wordings.
    texts: &'a Sources,
    grounds: &'a Grounds,
    now: Common,
    changed: BTreeSet<String>,
    /// Id of a record to its model path.
    records: HashMap<String, String>,
}

impl<'a> Reasons<'a> {
    /// Compares the values of the model, the templates and the fonts (of `inputs`, files and their hashes) with those of the
    /// last run.
    pub fn new(grounds: &'a Grounds, leaves: Leaves, texts: &'a Sources, inputs: &BTreeMap<String, String>) -> Self {
        let fonts = inputs.iter().filter(|(path, _)| path.starts_with("fonts/"));
        let now = Common {
            program: program(),
            fonts: digest(&fonts.collect::<Vec<_>>()),
            templates: texts.iter().map(|(path, text)| (path.clone(), digest(text))).collect(),
            model: leaves.said,
        };
        let last = grounds.common();
        let changed = match last.program.is_empty() {
            true => BTreeSet::new(),
            false => changed(&last.model, &now.model),
        };
        Self {
            texts,
            grounds,
            now,
            changed,
            records: leaves.records,
        }
    }

    /// What papers are made from now, to be kept.
    pub fn into_now(self) -> Common {
        self.now
    }

    /// Why the paper of `job` is made again. `asked` are the facts that it, or each of the papers in it, asks for, by [`key`].
    ///
    /// [`key`]: super::composer::key
    pub fn why(&self, job: &Job<'_>, asked: &[(String, &Reads)]) -> Vec<String> {
        let unknown = || vec!["nội dung hoặc trình bày đã đổi".to_owned()];
        let last = self.grounds.common();
        if last.program.is_empty() {
            return unknown();
        }
        let mut why = self.facts(asked);
        let used = self.used(job);
        let both = self.now.templates.keys().chain(last.templates.keys());
        let changed = both.filter(|path| last.templates.get(*path) != self.now.templates.get(*path));
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
        if job.format() == Format::Pdf && last.fonts != self.now.fonts {
            why.push("fonts".to_owned());
        }
        if last.program != self.now.program {
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
                .chain(self.grounds.common().templates.keys())
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

    /// The facts that papers show and that are not what they were: by their paths in the model where they have one.
    fn facts(&self, asked: &[(String, &Reads)]) -> Vec<String> {
        let differs = asked.iter().flat_map(|(key, reads)| {
            let was = self.grounds.reads(key);
            let differs = move |(path, said): &(&String, &u64)| was.get(path.as_str()).is_some_and(|was| was != *said);
            reads.iter().filter(differs).map(|(path, _)| path)
        });
        let differs: BTreeSet<&String> = differs.collect();
        let mut found: BTreeSet<String> = BTreeSet::new();
        let mut followed: BTreeSet<String> = BTreeSet::new();
        for path in differs {
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
                followed.insert(path.trim_end_matches("/*").replace("~1", "/"));
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
