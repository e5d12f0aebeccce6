//! The papers of a run before they are set: composed when somebody asks for their text, else known by what they were made from.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::grounds::{Content, Grounds, Made};
use super::stamp::program;
use crate::compose::{Desk, Order, Reads, digest, noting};
use crate::document::Document;
use crate::finding::{Fault, Finding};
use crate::plan::{Format, Job, Make};
use crate::sheets::{self, Book};

/// Composes the papers and workbooks of the plan, each at most once.
pub struct Composer<'a> {
    desk: &'a Desk<'a>,
    jobs: &'a [Job<'a>],
    /// What the last run left, if it may be believed.
    grounds: Option<&'a Grounds>,
    /// Of what all papers are made from beside their own grounds.
    common: String,
    slots: Vec<Slot>,
}

/// What is known so far of one job.
#[derive(Default)]
struct Slot {
    composed: OnceLock<Result<Composed, Box<Finding>>>,
    content: OnceLock<Result<Content, Box<Finding>>>,
}

/// A tree, and the facts that were asked for on the way.
struct Composed {
    tree: Tree,
    reads: Reads,
}

enum Tree {
    Paper(Box<Document>),
    Book(Book),
}

/// Tells one file from all others: id, audience and format.
pub fn key(job: &Job<'_>) -> String {
    format!("{} {:?} {}", job.id, job.audience, format_name(job))
}

/// The format of a job's main file, as the manifest names it.
pub fn format_name(job: &Job<'_>) -> &'static str {
    match job.format() {
        Format::Pdf => "pdf",
        Format::Xlsx => "xlsx",
    }
}

impl<'a> Composer<'a> {
    /// For the `jobs` of a plan. `engine` tells the engine, fonts and layouts that papers are set with from others.
    pub fn new(desk: &'a Desk<'a>, jobs: &'a [Job<'a>], grounds: Option<&'a Grounds>, engine: &[u8; 32]) -> Self {
        Self {
            desk,
            jobs,
            grounds,
            common: digest(&(program(), engine, desk.common())),
            slots: jobs.iter().map(|_| Slot::default()).collect(),
        }
    }

    /// What is known of a paper or workbook without its text.
    pub fn content(&self, place: usize) -> Result<&Content, Box<Finding>> {
        let content = || match self.known(place) {
            Some(known) => Ok(known.clone()),
            None => Ok(content(&self.composed(place)?.tree, &self.jobs[place])),
        };
        let slot = self.slots[place].content.get_or_init(content);
        slot.as_ref().map_err(Clone::clone)
    }

    /// The tree of a paper.
    pub fn document(&self, place: usize) -> Result<&Document, Box<Finding>> {
        match &self.composed(place)?.tree {
            Tree::Paper(document) => Ok(document),
            Tree::Book(_) => Err(self.no_such(place)),
        }
    }

    /// A workbook.
    pub fn book(&self, place: usize) -> Result<&Book, Box<Finding>> {
        match &self.composed(place)?.tree {
            Tree::Book(book) => Ok(book),
            Tree::Paper(_) => Err(self.no_such(place)),
        }
    }

    /// The facts that a paper asked for, if it was composed in this run.
    pub fn reads(&self, place: usize) -> Option<&Reads> {
        let composed = self.slots[place].composed.get()?.as_ref().ok()?;
        Some(&composed.reads)
    }

    /// What was composed in this run, and from what, by [`key`].
    pub fn into_made(self) -> Vec<(String, Made)> {
        let grounds: Vec<Option<String>> = (0..self.jobs.len()).map(|place| self.ground(place)).collect();
        let slots = self.slots.into_iter().zip(self.jobs).zip(grounds);
        let made = slots.filter_map(|((slot, job), ground)| {
            let composed = slot.composed.into_inner()?.ok()?;
            let content = match slot.content.into_inner() {
                Some(Ok(content)) => content,
                _ => content(&composed.tree, job),
            };
            let reads = composed.reads;
            // A paper that asked for nothing was made from facts that are not noted.
            let ground = ground.filter(|_| !reads.is_empty())?;
            Some((key(job), Made { ground, reads, content }))
        });
        // Where two jobs have one key, none of them is known by it.
        let mut by_key: BTreeMap<String, Option<Made>> = BTreeMap::new();
        for (key, made) in made {
            by_key.entry(key).and_modify(|both| *both = None).or_insert(Some(made));
        }
        by_key
            .into_iter()
            .filter_map(|(key, made)| Some((key, made?)))
            .collect()
    }

    fn known(&self, place: usize) -> Option<&Content> {
        let grounds = self.grounds?;
        grounds.content(&key(&self.jobs[place]), &self.ground(place)?)
    }

    /// Of everything that decides a paper or workbook beside the facts it asks for.
    fn ground(&self, place: usize) -> Option<String> {
        let job = &self.jobs[place];
        let own = match &job.make {
            Make::Paper { template, record } => self.desk.ground(template, &order(job, record.as_ref()))?,
            Make::Book { template, record, key } => {
                self.desk
                    .ground_of_book(template, &order(job, record.as_ref()), key.as_deref())
            }
            Make::Collection { .. } => return None,
        };
        Some(digest(&(&self.common, own, &job.path)))
    }

    fn composed(&self, place: usize) -> Result<&Composed, Box<Finding>> {
        let slot = self.slots[place].composed.get_or_init(|| self.compose(place));
        slot.as_ref().map_err(Clone::clone)
    }

    fn compose(&self, place: usize) -> Result<Composed, Box<Finding>> {
        let job = &self.jobs[place];
        let (tree, reads) = match &job.make {
            Make::Paper { template, record } => {
                let order = order(job, record.as_ref());
                let (document, reads) = noting(|| self.desk.document(template, &order));
                (Tree::Paper(Box::new(document?)), reads)
            }
            Make::Book { template, record, key } => {
                let order = order(job, record.as_ref());
                let (book, reads) = noting(|| self.desk.book(template, &order, key.as_deref()));
                (Tree::Book(book?), reads)
            }
            Make::Collection { .. } => return Err(self.no_such(place)),
        };
        Ok(Composed { tree, reads })
    }

    fn no_such(&self, place: usize) -> Box<Finding> {
        Box::new(Finding::new(Fault::DocumentFailed {
            document: self.jobs[place].id.clone(),
            detail: "không phải văn bản".to_owned(),
        }))
    }
}

fn order<'o>(job: &'o Job<'_>, record: Option<&'o (String, crate::compose::Fact)>) -> Order<'o> {
    Order {
        id: &job.id,
        audience: job.audience,
        record,
    }
}

fn content(tree: &Tree, job: &Job<'_>) -> Content {
    match tree {
        Tree::Paper(document) => of_paper(document),
        Tree::Book(book) => Content {
            digest: digest(book),
            title: book.title.clone(),
            signer: None,
            losses: sheets::losses(book, &format!("out/{}", job.path)),
        },
    }
}

/// What is known of a paper by its tree.
pub fn of_paper(document: &Document) -> Content {
    Content {
        digest: digest(document),
        title: document.title.clone(),
        signer: document
            .frame
            .signatures
            .first()
            .map(|signature| signature.name.clone()),
        losses: Vec::new(),
    }
}

#[cfg(test)]
mod tests;
