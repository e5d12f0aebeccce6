//! Where a printed value came from, and where a cell's value is printed: document, model path, file, sheet, cell, raw text, edit.

mod origins;

use std::collections::BTreeMap;

use serde::Serialize;

use super::issued::Archive;
use super::{Ready, Request, Run, with_desk};
use crate::compose::{Desk, Order, Shown};
use crate::document::Audience;
use crate::finding::{Fault, Finding};
use crate::plan::{Job, Make};
use crate::vietnamese::fold::fold_words;
use crate::workspace::Workspace;
pub use origins::{Origins, Source};

/// What a question was understood as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReadAs {
    /// The id of a document: all that it shows.
    Document,
    /// A workbook, or a sheet or cell of it.
    Cell,
    /// A model path, or the start of one.
    Path,
    /// A word or phrase.
    Text,
}

/// The answer.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// What the question was understood as.
    pub read_as: ReadAs,
    /// Nothing held the very words; these hold them without regard to marks and capitals.
    pub folded: bool,
    /// Facts, by their model paths.
    pub facts: Vec<Fact>,
}

/// One fact, where it came from and where it is printed.
#[derive(Debug, Clone, Serialize)]
pub struct Fact {
    /// Model path.
    pub path: String,
    /// Cells it came from; several where a text is put together.
    pub sources: Vec<Source>,
    /// Where it is printed.
    pub printed: Vec<Printed>,
}

/// A document that prints a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Printed {
    /// Id.
    pub document: String,
    /// Who sees it.
    pub audience: Audience,
    /// As it stands there.
    pub text: String,
}

/// Answers `what`: a document's id, a workbook (`tri-le.xlsx`) or cell (`tri-le.xlsx!B9`), a model path, or a word. Changes
/// nothing on disk. Nothing found is an error.
pub fn trace(workspace: &Workspace, request: &Request, what: &str) -> Result<Answer, Box<Finding>> {
    let request = Request {
        read_only: true,
        with_places: true,
        ..request.clone()
    };
    let (archive, _) = Archive::read(&workspace.inputs());
    let forum = crate::files::read_text(&workspace.inputs().join("forum.yaml")).unwrap_or_default();
    let run = Run::look(workspace, &request);
    with_desk(&run, |ready| {
        let Ready { desk, jobs, .. } = ready;
        let origins = Origins::new(desk.model, &forum);
        let mut facts: BTreeMap<String, Vec<Printed>> = BTreeMap::new();
        for path in desk.model.provenance.keys() {
            facts.entry(path.clone()).or_default();
        }
        for job in jobs {
            for one in shown(desk, job, &archive) {
                facts.entry(one.path).or_default().push(Printed {
                    document: job.id.clone(),
                    audience: job.audience,
                    text: one.text,
                });
            }
        }
        let facts: Vec<Fact> = facts
            .into_iter()
            .map(|(path, printed)| Fact {
                sources: origins.of(&path, printed.first().map(|one| one.text.as_str())),
                path,
                printed,
            })
            .collect();
        answer(what.trim(), facts, jobs)
            .ok_or_else(|| Box::new(Finding::new(Fault::NotTraced { what: what.to_owned() })))
    })
}

/// What a document shows; an issued paper what it showed when it was issued.
pub fn shown(desk: &Desk<'_>, job: &Job<'_>, archive: &Archive) -> Vec<Shown> {
    if let Some(form) = archive.latest(&job.id).and_then(|issued| issued.form(job.audience)) {
        return form.facts.iter().map(|fact| fact.shown.clone()).collect();
    }
    if !job.waiting.is_empty() {
        return Vec::new();
    }
    let order = |record| Order {
        id: &job.id,
        audience: job.audience,
        record,
    };
    // What cannot be composed shows nothing; a build says why.
    let (_, shown) = match &job.make {
        Make::Paper { template, record } => desk.shown_by(|| desk.document(template, &order(record.as_ref())).is_ok()),
        Make::Book { template, record, key } => {
            desk.shown_by(|| desk.book(template, &order(record.as_ref()), key.as_deref()).is_ok())
        }
        Make::Collection { .. } => return Vec::new(),
    };
    shown
}

/// Without facts that are printed only as part of others: of a name within the words a letter is addressed with, the latter.
fn without_parts(facts: Vec<Fact>) -> Vec<Fact> {
    let printed = facts.iter().filter(|fact| !fact.printed.is_empty());
    let told: Vec<Source> = printed.flat_map(|fact| fact.sources.clone()).collect();
    let is_part = |fact: &Fact| {
        fact.printed.is_empty() && !fact.sources.is_empty() && fact.sources.iter().all(|source| told.contains(source))
    };
    facts.into_iter().filter(|fact| !is_part(fact)).collect()
}

fn answer(what: &str, facts: Vec<Fact>, jobs: &[Job<'_>]) -> Option<Answer> {
    let found = |read_as: ReadAs, folded: bool, facts: Vec<Fact>| {
        (!facts.is_empty()).then_some(Answer { read_as, folded, facts })
    };
    if jobs
        .iter()
        .any(|job| job.id == what && !matches!(job.make, Make::Collection { .. }))
    {
        let of_document = facts.into_iter().filter_map(|mut fact| {
            fact.printed.retain(|printed| printed.document == what);
            fact.sources.iter_mut().for_each(Source::hide_withheld);
            (!fact.printed.is_empty()).then_some(fact)
        });
        return found(ReadAs::Document, false, of_document.collect());
    }
    let keep = |test: &dyn Fn(&Fact) -> bool| facts.iter().filter(|fact| test(fact)).cloned().collect::<Vec<_>>();
    let path = what.trim_end_matches('/');
    let is_below =
        |fact: &Fact| fact.path == path || fact.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    if what.contains('/') {
        let paths = keep(&is_below);
        if !paths.is_empty() {
            return found(ReadAs::Path, false, paths);
        }
    }
    let keep = |test: &dyn Fn(&Fact) -> bool| without_parts(keep(test));
    let cells = keep(&|fact| fact.sources.iter().any(|source| source.is_at(what)));
    if !cells.is_empty() {
        return found(ReadAs::Cell, false, cells);
    }
    let holds = |fact: &Fact, test: &dyn Fn(&str) -> bool| {
        fact.printed.iter().any(|printed| test(&printed.text)) || fact.sources.iter().any(|source| test(&source.raw))
    };
    let exact = keep(&|fact| holds(fact, &|text| text.contains(what)));
    if !exact.is_empty() {
        return found(ReadAs::Text, false, exact);
    }
    let folded = fold_words(what);
    if folded.is_empty() {
        return None;
    }
    found(
        ReadAs::Text,
        true,
        keep(&|fact| holds(fact, &|text| fold_words(text).contains(&folded))),
    )
}
