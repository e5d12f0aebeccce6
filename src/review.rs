//! A draft that came back, beside the words it was printed from and the paper as it is now -> what somebody changed, and what
//! would have to change for the paper to say so. Nothing here reads or writes a file.

mod align;
mod decisions;
mod facts;
mod pairs;
mod passages;
mod present;
mod tables;
mod texts;
mod wording;

use crate::document::Audience;
use crate::edits::Proposal as Correction;
use crate::finding::Fault;
use crate::ingest::drafts::{Draft, Who};
use crate::word::Part;
pub use decisions::{Decided, Decision, Decisions, FILE as DECISIONS};
pub use facts::Facts;
pub use present::{Present, Trial};
pub use wording::{Patch, Texts, own_text, patched};

/// One thing that somebody changed or wrote.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Short, and the same whenever the same draft is read again.
    pub id: String,
    /// Its place in the paper that was printed (`body/3`); empty for a comment.
    pub place: String,
    /// What the paper says there, if something: the sentence, the value, or the row.
    pub old: Option<String>,
    /// What it would say.
    pub new: Option<String>,
    /// Who did it, if the draft says so.
    pub who: Option<Who>,
    /// What accepting it would do.
    pub does: Does,
}

/// What accepting a proposal would do.
#[derive(Debug, Clone, PartialEq)]
pub enum Does {
    /// A correction of the facts.
    Correct(Box<Correction>),
    /// Other words in the template, of the paper alone or of its kind.
    Reword(Vec<Patch>),
    /// Nothing by itself: both the draft and the facts or the template have changed this.
    Conflict {
        /// What the paper says by now; nothing if it has no such place any more.
        present: Option<String>,
    },
    /// Nothing by itself: a person has to do it.
    ByHand {
        /// Why.
        why: Why,
        /// Model path of the fact that is printed there, if it is known.
        path: Option<String>,
    },
    /// Nothing: it is a comment.
    Comment {
        /// What it says.
        text: String,
    },
}

/// Why a change cannot be taken over by the program.
#[derive(Debug, Clone, PartialEq)]
pub enum Why {
    /// It is computed, or put together of several facts.
    Computed,
    /// It stands in `inputs/forum.yaml`.
    Forum,
    /// Number and date are given when the paper is issued.
    Number,
    /// The decree says it.
    Fixed,
    /// It stands in the front matter of the template.
    Front,
    /// It stands in the description of a list: a title or a heading.
    List {
        /// Its name.
        name: String,
    },
    /// A list was changed in a way that is no matter of its records.
    Table,
    /// A list was put in.
    TableNew,
    /// Words of the template and values were changed as one.
    Mixed,
    /// The place in the template cannot be told.
    Unplaced,
    /// The words of the template print in other places too.
    Shared,
    /// It stands in the description of a chart.
    Chart,
    /// The new words are none that the fact can have.
    Invalid {
        /// What is wrong with them.
        fault: Box<Fault>,
    },
    /// The new row cannot be told to be a record.
    Row,
}

/// A proposal before it has its id.
struct Raw {
    /// What is the same whenever the same draft is read.
    seed: Vec<String>,
    place: String,
    old: Option<String>,
    new: Option<String>,
    who: Option<Who>,
    does: Does,
}

/// What the draft proposes that was printed as `base`; the paper `paper`, for `audience`, is `present` by now.
pub fn proposals(
    paper: &str,
    audience: Audience,
    base: &[Part],
    draft: &Draft,
    present: &Present<'_>,
) -> Vec<Proposal> {
    let counterparts = align::parts_of(base, &present.plain());
    let mut raw = Vec::new();
    for change in align::changes(base, &draft.blocks) {
        match &change {
            align::Change::Text { .. } | align::Change::Gone { .. } | align::Change::New { .. } => {
                passages::propose(base, &change, &counterparts, present, &mut raw);
            }
            _ => tables::propose(base, &change, &counterparts, present, &mut raw),
        }
    }
    raw.extend(draft.comments.iter().map(|comment| Raw {
        seed: vec![comment.text.clone(), comment.anchor.clone()],
        place: String::new(),
        old: Some(comment.anchor.clone()).filter(|anchor| !anchor.is_empty()),
        new: None,
        who: Some(comment.who.clone()),
        does: Does::Comment {
            text: comment.text.clone(),
        },
    }));
    let mut taken = Vec::new();
    raw.into_iter()
        .map(|raw| {
            let audience = format!("{audience:?}");
            let parts = [paper, audience.as_str()].into_iter().map(str::to_owned);
            let seed: Vec<String> = parts.chain(raw.seed).collect();
            let id = (0..)
                .map(|nth| id(&seed, nth))
                .find(|id| !taken.contains(id))
                .unwrap_or_default();
            taken.push(id.clone());
            Proposal {
                id,
                place: raw.place,
                old: raw.old,
                new: raw.new,
                who: raw.who.filter(|who| *who != Who::default()),
                does: raw.does,
            }
        })
        .collect()
}

/// Letters and digits that nobody takes for one another.
const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
/// Signs of an id.
const LENGTH: usize = 6;

fn id(seed: &[String], nth: usize) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in seed {
        hasher.update(part.as_bytes());
        hasher.update(&[0]);
    }
    hasher.update(&nth.to_le_bytes());
    let digest = hasher.finalize();
    let signs = digest.as_bytes().iter().take(LENGTH);
    signs
        .map(|byte| char::from(SIGNS[usize::from(*byte) % SIGNS.len()]))
        .collect()
}

/// Why words at a place of a paper are no matter of its template's text.
fn why_at(place: &str) -> Why {
    let last = place.rsplit('/').next().unwrap_or_default();
    match place.split('/').next().unwrap_or_default() {
        "number" | "date" => Why::Number,
        "nation" | "motto" => Why::Fixed,
        "superior" | "issuer" | "recipients" | "signatures" => Why::Forum,
        "kind_name" | "subject" | "authority" | "addressees" | "bases" | "urgency" => Why::Front,
        _ if matches!(last, "number" | "attached_to") => Why::Computed,
        _ if matches!(last, "title" | "unit") && place.contains("body/") => Why::Chart,
        _ => Why::Unplaced,
    }
}

/// Why the fact at a path is not corrected.
fn why_of(path: Option<&str>, refused: facts::Refused, facts: &Facts<'_>) -> Why {
    match (refused, path) {
        (facts::Refused::Invalid(fault), _) => Why::Invalid { fault },
        (facts::Refused::Computed, Some(path)) if facts.is_of_forum(path) => Why::Forum,
        (facts::Refused::Computed, _) => Why::Computed,
    }
}

/// The correction of a fact.
fn correction(at: String, change: crate::edits::Change, who: Option<&Who>) -> Does {
    Does::Correct(Box::new(Correction {
        at,
        change,
        by: who.and_then(|who| who.name.clone()),
        on: None,
        why: None,
    }))
}
