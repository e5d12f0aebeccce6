//! Where a printed value came from, and where a cell's value is printed: document, model path, file, sheet, cell, raw text, edit.

mod figures;
mod origins;
mod question;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::issued::Archive;
use super::{Ready, Request, Run, with_desk};
use crate::compose::{Desk, Order, Shown};
use crate::document::Audience;
use crate::finding::{Fault, Finding};
use crate::plan::{Job, Make};
use crate::workspace::Workspace;
pub use figures::{By, Computed, Does, Figure, Figures, ListEdit, Part, Place};
pub use origins::{Origins, Source};
use question::Question;

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
    /// Model path; of a number that is no fact, the template and the line that print it.
    pub path: String,
    /// Cells it came from; several where a text is put together.
    pub sources: Vec<Source>,
    /// Where it is printed.
    pub printed: Vec<Printed>,
    /// How a number was made that nobody typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<Computed>,
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
    /// Of a number: what stands around it, and what printed it.
    #[serde(flatten)]
    pub place: Option<Place>,
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
        let Ready { desk, jobs, texts, .. } = ready;
        let origins = Origins::new(desk.model, &forum);
        let figures = Figures::new(workspace, desk.model, &origins, &texts);
        let mut book = Facts::default();
        for path in desk.model.provenance.keys() {
            book.by_path.entry(path.clone()).or_default();
        }
        for job in jobs {
            let (shown, numbers) = printed(desk, job, &archive, &figures);
            for one in shown {
                book.put(one.path, None, None, print(job, one.text, None));
            }
            for one in numbers {
                book.put(
                    one.path,
                    one.computed,
                    Some(one.sources),
                    print(job, one.text, Some(one.place)),
                );
            }
        }
        answer(what.trim(), book.told(&origins), jobs)
            .ok_or_else(|| Box::new(Finding::new(Fault::NotTraced { what: what.to_owned() })))
    })
}

fn print(job: &Job<'_>, text: String, place: Option<Place>) -> Printed {
    Printed {
        document: job.id.clone(),
        audience: job.audience,
        text,
        place,
    }
}

/// Facts by their paths. What was made in different ways is told apart: an issued paper shows how it was then.
#[derive(Default)]
struct Facts {
    by_path: BTreeMap<String, Vec<Told>>,
}

/// How a fact was made, and where it is printed.
#[derive(Default)]
struct Told {
    computed: Option<Computed>,
    /// Of a number; texts are looked for.
    sources: Option<Vec<Source>>,
    printed: Vec<Printed>,
}

impl Facts {
    fn put(&mut self, path: String, computed: Option<Computed>, sources: Option<Vec<Source>>, printed: Printed) {
        let told = self.by_path.entry(path).or_default();
        match told.iter_mut().find(|told| told.computed == computed) {
            Some(told) if told.printed.contains(&printed) => {}
            Some(told) => told.printed.push(printed),
            None => told.push(Told {
                computed,
                sources,
                printed: vec![printed],
            }),
        }
    }

    /// Each with its sources; those that somebody typed come first.
    fn told(self, origins: &Origins<'_>) -> Vec<Fact> {
        let mut facts = Vec::new();
        for (path, mut told) in self.by_path {
            if told.is_empty() {
                told.push(Told::default());
            }
            facts.extend(told.into_iter().map(|told| {
                let found = || origins.of(&path, told.printed.first().map(|one| one.text.as_str()));
                Fact {
                    sources: told.sources.clone().unwrap_or_else(found),
                    path: path.clone(),
                    printed: told.printed,
                    computed: told.computed,
                }
            }));
        }
        facts.sort_by_key(|fact| fact.computed.is_some());
        facts
    }
}

/// What a document shows and what numbers it prints; an issued paper what it showed when it was issued.
fn printed(desk: &Desk<'_>, job: &Job<'_>, archive: &Archive, figures: &Figures<'_>) -> (Vec<Shown>, Vec<Figure>) {
    if let Some(form) = archive.latest(&job.id).and_then(|issued| issued.form(job.audience)) {
        let shown = form.facts.iter().map(|fact| fact.shown.clone());
        return (shown.collect(), form.numbers.clone());
    }
    // What waits or cannot be composed shows nothing; a build says why.
    let (_, shown, numbers) = desk.explained_by(|| composed(desk, job));
    (shown, numbers.into_iter().map(|number| figures.of(number)).collect())
}

/// What a document shows of the facts as they are.
pub fn shown(desk: &Desk<'_>, job: &Job<'_>) -> Vec<Shown> {
    desk.shown_by(|| composed(desk, job)).1
}

/// Whether a document could be composed.
fn composed(desk: &Desk<'_>, job: &Job<'_>) -> bool {
    if !job.waiting.is_empty() {
        return false;
    }
    let order = |record| Order {
        id: &job.id,
        audience: job.audience,
        record,
    };
    match &job.make {
        Make::Paper { template, record } => desk.document(template, &order(record.as_ref())).is_ok(),
        Make::Book { template, record, key } => desk.book(template, &order(record.as_ref()), key.as_deref()).is_ok(),
        Make::Collection { .. } => false,
    }
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

impl Fact {
    /// Takes out what is held back: for those who did not ask for this very fact.
    fn hide_withheld(&mut self) {
        self.computed.iter_mut().for_each(Computed::hide_withheld);
    }

    /// Whether one of its texts is one that `test` or, of a number, `is_number` finds.
    fn holds(&self, test: &dyn Fn(&str) -> bool, is_number: &dyn Fn(&str, &Place) -> bool) -> bool {
        let printed = |printed: &Printed| match &printed.place {
            Some(place) => is_number(&printed.text, place),
            None => test(&printed.text),
        };
        self.printed.iter().any(printed) || self.sources.iter().any(|source| test(&source.raw))
    }
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
            fact.hide_withheld();
            (!fact.printed.is_empty()).then_some(fact)
        });
        return found(ReadAs::Document, false, of_document.collect());
    }
    let keep = |test: &dyn Fn(&Fact) -> bool| facts.iter().filter(|fact| test(fact)).cloned().collect::<Vec<_>>();
    let path = what.trim_end_matches('/');
    let is_below =
        |fact: &Fact| fact.path == path || fact.path.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
    if what.contains('/') {
        let mut paths = keep(&is_below);
        paths.extend(counting(&facts, &BTreeSet::from([path]), true, &is_below));
        if !paths.is_empty() {
            return found(ReadAs::Path, false, paths);
        }
    }
    let keep = |test: &dyn Fn(&Fact) -> bool| without_parts(keep(test));
    let is_there = |fact: &Fact| fact.sources.iter().any(|source| source.is_at(what));
    let mut cells = keep(&is_there);
    if !cells.is_empty() {
        let there = facts.iter().filter(|fact| is_there(fact));
        let asked = there.map(|fact| fact.path.as_str()).collect();
        cells.extend(counting(&facts, &asked, !what.contains('!'), &is_there));
        return found(ReadAs::Cell, false, cells);
    }
    let question = Question::new(what);
    let told = |folded: bool, mut facts: Vec<Fact>| {
        facts.iter_mut().for_each(Fact::hide_withheld);
        found(ReadAs::Text, folded, facts)
    };
    let is_number = |text: &str, place: &Place| question.is_number(text, place);
    let exact = keep(&|fact| fact.holds(&|text| question.is_in(text), &is_number));
    let part = || keep(&|fact| fact.holds(&|text| question.is_part_of(text), &|_, _| false));
    let like = |text: &str, place: &Place| question.is_like_number(text, place);
    told(false, exact)
        .or_else(|| told(false, part()))
        .or_else(|| told(true, keep(&|fact| fact.holds(&|text| question.is_like(text), &like))))
}

/// The numbers that count or add what stands at these paths, with those parts marked; all but those that were `found` already.
fn counting(facts: &[Fact], asked: &BTreeSet<&str>, whole: bool, found: &dyn Fn(&Fact) -> bool) -> Vec<Fact> {
    let counted = facts.iter().filter(|fact| !found(fact)).filter_map(|fact| {
        let mut computed = fact.computed.clone()?;
        computed.mark(asked, whole).then(|| Fact {
            computed: Some(computed),
            ..fact.clone()
        })
    });
    counted.collect()
}
