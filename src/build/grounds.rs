//! What the papers of the last run were made from: while that is the same, a paper need not be composed to know what it says.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::turn::CACHE;
use crate::compose::{Facts, Reads};
use crate::files;
use crate::finding::Finding;
use crate::workspace::Workspace;

/// What is known of a paper or workbook without its text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Content {
    /// Of its tree.
    pub digest: String,
    /// Title.
    pub title: String,
    /// Name of the signer.
    pub signer: Option<String>,
    /// What a workbook cannot hold in full.
    pub losses: Vec<Finding>,
}

/// What a paper was composed from, and what came of it.
#[derive(Debug, Clone)]
pub struct Made {
    /// Of everything but the facts it asked for.
    pub ground: String,
    /// The facts it asked for.
    pub reads: Reads,
    /// What came of it.
    pub content: Content,
}

/// The same in the file: facts by their places in the list of all.
#[derive(Debug, Serialize, Deserialize)]
struct Filed {
    ground: String,
    facts: Vec<usize>,
    content: Content,
}

/// What all papers of a run were made from beside their own grounds and facts; named when papers are made again.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Common {
    /// The program.
    pub program: String,
    /// The fonts.
    pub fonts: String,
    /// Path of each template and own wording to a digest.
    pub templates: BTreeMap<String, String>,
    /// Model path to a digest.
    pub model: BTreeMap<String, u64>,
}

/// What the last run left: the file `out/.cache/facts.json`.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Left {
    common: Common,
    /// Facts with their digests; papers name them by their place here.
    facts: Vec<(String, u64)>,
    /// By paper: id, audience and format.
    papers: BTreeMap<String, Filed>,
}

/// What the papers of the last run were made from.
pub struct Grounds {
    file: Left,
    /// Facts that still say the same, by their places.
    stands: Vec<bool>,
}

impl Left {
    /// What the last run in the workspace left; nothing if that cannot be read.
    pub fn read(workspace: &Workspace) -> Self {
        let bytes = files::read(&place(workspace)).ok();
        let read = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        read.unwrap_or_default()
    }

    /// Beside the `facts` that are there now.
    pub fn against(self, facts: &Facts) -> Grounds {
        let mut again = facts.again();
        let stands = self.facts.iter();
        let stands = stands.map(|(path, said)| again.says(path) == Some(*said)).collect();
        Grounds { file: self, stands }
    }
}

impl Grounds {
    /// What all papers of the last run were made from.
    pub fn common(&self) -> &Common {
        &self.file.common
    }

    /// What the paper came to, if it was made from `ground` and all facts that it asked for say the same.
    pub fn content(&self, key: &str, ground: &str) -> Option<&Content> {
        let filed = self.file.papers.get(key).filter(|filed| filed.ground == ground)?;
        let stands = |place: &usize| self.stands.get(*place) == Some(&true);
        filed.facts.iter().all(stands).then_some(&filed.content)
    }

    /// The facts that the paper asked for in the last run.
    pub fn reads(&self, key: &str) -> Option<Reads> {
        let filed = self.file.papers.get(key)?;
        let facts = filed.facts.iter().filter_map(|place| self.file.facts.get(*place));
        Some(facts.cloned().collect())
    }

    /// Keeps what the papers of this run were made from; those of the others that are still in the plan (`keys`) keep theirs.
    pub fn keep(self, workspace: &Workspace, common: Common, made: Vec<(String, Made)>, keys: &BTreeSet<String>) {
        let new: BTreeSet<&String> = made.iter().map(|(key, _)| key).collect();
        let gone = |key: &String| !keys.contains(key);
        if made.is_empty() && self.file.common == common && !self.file.papers.keys().any(gone) {
            return;
        }
        let mut papers = BTreeMap::new();
        let mut list = List::default();
        for (key, filed) in self.file.papers {
            if !new.contains(&key) && keys.contains(&key) {
                let facts = filed.facts.iter().filter_map(|place| self.file.facts.get(*place));
                let facts = facts.map(|fact| list.place(fact.clone())).collect();
                papers.insert(key, Filed { facts, ..filed });
            }
        }
        for (key, made) in made {
            let filed = Filed {
                ground: made.ground,
                facts: made.reads.into_iter().map(|fact| list.place(fact)).collect(),
                content: made.content,
            };
            papers.insert(key, filed);
        }
        let file = Left {
            common,
            facts: list.facts,
            papers,
        };
        // Without it the next run composes all papers and cannot say why.
        let _ = files::write_if_changed(&place(workspace), &serde_json::to_vec(&file).unwrap_or_default());
    }
}

/// Facts, each once.
#[derive(Default)]
struct List {
    facts: Vec<(String, u64)>,
    places: HashMap<(String, u64), usize>,
}

impl List {
    fn place(&mut self, fact: (String, u64)) -> usize {
        let next = self.facts.len();
        *self.places.entry(fact).or_insert_with_key(|fact| {
            self.facts.push(fact.clone());
            next
        })
    }
}

fn place(workspace: &Workspace) -> std::path::PathBuf {
    workspace.out().join(CACHE).join("facts.json")
}
