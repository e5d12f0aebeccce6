//! What the papers of the last run were made from: while that is the same, a paper need not be composed to know what it says.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSlice;
use rustc_hash::{FxBuildHasher, FxHashMap};
use serde::{Deserialize, Serialize};

use super::turn::CACHE;
use crate::compose::{Facts, Reads};
use crate::files::sealed;
use crate::finding::Finding;
use crate::workspace::Workspace;

/// The file is read by every program: that another one wrote it is a reason by itself ([`Common::program`]).
const ANY: &str = "";

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

/// What the last run left: the file `out/.cache/facts.bin`. It is read and written at every run, so it is no text.
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
        sealed::read(&place(workspace), ANY).unwrap_or_default()
    }

    /// Beside the `facts` that are there now.
    pub fn against(self, facts: &Facts) -> Grounds {
        /// Facts that are asked for one after another.
        const AT_ONCE: usize = 2048;
        let ask = |some: &[(String, u64)]| -> Vec<bool> {
            let mut again = facts.again();
            let stands = some.iter();
            stands.map(|(path, said)| again.says(path) == Some(*said)).collect()
        };
        let stands: Vec<Vec<bool>> = self.facts.par_chunks(AT_ONCE).map(ask).collect();
        Grounds {
            stands: stands.concat(),
            file: self,
        }
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

    /// The facts that the paper asked for in the last run, each with a digest of what it said.
    pub fn reads(&self, key: &str) -> FxHashMap<&str, u64> {
        let filed = self.file.papers.get(key);
        let places = filed.into_iter().flat_map(|filed| &filed.facts);
        let facts = places.filter_map(|place| self.file.facts.get(*place));
        facts.map(|(path, said)| (path.as_str(), *said)).collect()
    }

    /// Keeps what the papers of this run were made from; those of the others that are still in the plan (`keys`) keep theirs.
    pub fn keep(self, workspace: &Workspace, common: Common, made: Vec<(String, Made)>, keys: &BTreeSet<String>) {
        let new: BTreeSet<&String> = made.iter().map(|(key, _)| key).collect();
        let gone = |key: &String| !keys.contains(key);
        if made.is_empty() && self.file.common == common && !self.file.papers.keys().any(gone) {
            return;
        }
        let mut papers = BTreeMap::new();
        let mut facts: IndexSet<(String, u64), FxBuildHasher> = IndexSet::default();
        let mut old = self.file.facts;
        // Where the facts of the last run stand now, as far as a paper still needs them.
        let mut moved: Vec<Option<usize>> = vec![None; old.len()];
        for (key, mut filed) in self.file.papers {
            if new.contains(&key) || !keys.contains(&key) {
                continue;
            }
            filed.facts.retain_mut(|place| {
                let (Some(moved), Some(fact)) = (moved.get_mut(*place), old.get_mut(*place)) else {
                    return false;
                };
                *place = *moved.get_or_insert_with(|| facts.insert_full(std::mem::take(fact)).0);
                true
            });
            papers.insert(key, filed);
        }
        for (key, made) in made {
            let reads = made.reads.into_iter();
            let filed = Filed {
                ground: made.ground,
                facts: reads.map(|fact| facts.insert_full(fact).0).collect(),
                content: made.content,
            };
            papers.insert(key, filed);
        }
        let file = Left {
            common,
            facts: facts.into_iter().collect(),
            papers,
        };
        // Without it the next run composes all papers and cannot say why.
        sealed::write(&place(workspace), ANY, &file);
    }
}

fn place(workspace: &Workspace) -> std::path::PathBuf {
    workspace.out().join(CACHE).join("facts.bin")
}
