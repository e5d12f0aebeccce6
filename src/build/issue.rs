//! Issuing: what may be issued, the register that says so, and the papers kept as they are signed.

mod keep;
mod register;

use jiff::civil::Date;

use super::batch::{Batch, Done};
use super::issued::Archive;
use super::manifest::{Manifest, State};
use super::outputs::Outputs;
use super::trace::shown;
use super::turn::Turn;
use super::{Ready, Report, Request, Run, make, with_desk};
use crate::compose::{Desk, Template};
use crate::finding::{Fault, Finding};
use crate::model::provenance::nearest;
use crate::plan::{Job, Make};
use crate::progress::Progress;
use crate::vietnamese::{dates, numbers};
use crate::workspace::Workspace;
pub use keep::keep;
use register::{entries, write_register};

/// What the office has decided.
#[derive(Debug, Clone)]
pub struct IssueOrder {
    /// Ids, or kinds for all their papers that are not issued yet.
    pub targets: Vec<String>,
    /// The number, one for all.
    pub number: u32,
    /// The date, one for all.
    pub date: Date,
    /// Who signs, if another than the template says: a role, or the id or name of the person.
    pub signer: Option<String>,
    /// In the place of what was issued before.
    pub replace: bool,
}

type Refusal = Box<Finding>;

fn refuse<T>(fault: Fault) -> Result<T, Refusal> {
    Err(Box::new(Finding::new(fault)))
}

/// Issues papers: the register gets number and date, the papers are made with them and kept, and what cites them follows.
/// Gives the ids that were asked for. An error means that nothing was done.
pub fn issue(workspace: &Workspace, request: &Request, order: &IssueOrder) -> Result<(Vec<String>, Report), Refusal> {
    let today = workspace.office(request.as_of)?.today;
    if order.date > today {
        return refuse(Fault::IssueAfterToday {
            date: dates::date(order.date),
            today: dates::date(today),
        });
    }
    // Nobody else changes the register or the papers between the look and the writing.
    let turn = Turn::take(workspace)?;
    // What is signed is what was made last and looked at, so the day of that run counts here.
    let last = Manifest::read(&workspace.out());
    let request = Request {
        as_of: last.as_of.parse().ok().or(request.as_of),
        with_places: true,
        ..request.clone()
    };
    let read_only = Request {
        read_only: true,
        ..request.clone()
    };
    let (archive, _) = Archive::read(&workspace.inputs());
    let run = Run::look(workspace, &read_only);
    let outputs = Outputs::new(&run.seen, &last, &run.turn, workspace);
    let (ids, register) = with_desk(&run, |ready| {
        let Ready {
            desk,
            engine,
            jobs,
            office,
            ..
        } = ready;
        let ids = chosen(order, jobs, &archive)?;
        let none = Archive::default();
        let batch = Batch {
            // What is signed is the PDF, and it is composed again, whatever the last run says.
            formats: Some(&[]),
            threads: request.threads,
            ..Batch::look(desk, jobs, engine, &outputs, None, (&last, &none))
        };
        for id in &ids {
            may_be_issued(id, order, &batch, &archive)?;
        }
        let entries = entries(&ids, order, jobs, &archive, &office)?;
        Ok((ids, entries))
    })?;
    write_register(workspace, &register)?;
    let request = Request {
        targets: Vec::new(),
        units: Vec::new(),
        issue: ids.clone(),
        ..request
    };
    Ok((ids, make(&Run::in_turn(workspace, &request, turn))?))
}

/// The papers that are meant, in the order of the plan.
fn chosen(order: &IssueOrder, jobs: &[Job<'_>], archive: &Archive) -> Result<Vec<String>, Refusal> {
    let papers = || jobs.iter().filter(|job| matches!(job.make, Make::Paper { .. }));
    let mut ids: Vec<String> = Vec::new();
    for target in &order.targets {
        let is_kind = papers().any(|job| job.kind == *target);
        let of_target = papers().filter(|job| job.id == *target || is_kind && job.kind == *target);
        let mut meant: Vec<&str> = of_target.map(|job| job.id.as_str()).collect();
        meant.dedup();
        let Some(first) = meant.first() else {
            let is_book = jobs.iter().any(|job| job.id == *target || job.kind == *target);
            return match is_book {
                true => refuse(Fault::IssueWithoutNotation { id: target.clone() }),
                false => Err(unknown(target, jobs)),
            };
        };
        let issued = |id: &&&str| archive.latest(id).is_some();
        match (meant.iter().find(issued), order.replace) {
            (Some(id), false) if meant.iter().all(|id| issued(&id)) => {
                let citation = archive.latest(id).map(|issued| issued.citation.clone());
                return refuse(Fault::IssuedAlready {
                    id: (*id).to_owned(),
                    citation: citation.unwrap_or_default(),
                });
            }
            (None, true) => {
                return refuse(Fault::NothingToReplace {
                    id: (*first).to_owned(),
                });
            }
            _ => {}
        }
        // Of a kind, those are meant that are not issued yet, or those that are to be replaced.
        let meant = meant.iter().filter(|id| issued(id) == order.replace);
        ids.extend(meant.map(|id| (*id).to_owned()));
    }
    let place = |id: &String| jobs.iter().position(|job| job.id == *id);
    ids.sort_by_key(place);
    ids.dedup();
    Ok(ids)
}

fn unknown(target: &str, jobs: &[Job<'_>]) -> Refusal {
    let best = jobs
        .iter()
        .filter(|job| matches!(job.make, Make::Paper { .. }))
        .map(|job| (strsim::normalized_damerau_levenshtein(&job.id, target), &job.id))
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)));
    Box::new(Finding::new(Fault::DocumentUnknown {
        id: target.to_owned(),
        nearest: best.map(|(_, id)| id.clone()).unwrap_or_default(),
    }))
}

/// The notation of a paper; a working paper has none.
fn notation(
    desk: &Desk<'_>,
    template: &Template,
    record: Option<&(String, crate::compose::Fact)>,
) -> Result<Option<String>, Refusal> {
    let Some(notation) = &template.front.notation else {
        return Ok(None);
    };
    let facts = match record {
        None => desk.facts.clone(),
        Some((name, record)) => desk.facts.with([(name.as_str(), record.clone())]),
    };
    desk.library.text(&template.file, notation, &facts).map(Some)
}

/// Refuses what must not be signed: a working paper, one that waits, one that is not made or no longer right, a number taken.
fn may_be_issued(id: &str, order: &IssueOrder, batch: &Batch<'_>, archive: &Archive) -> Result<(), Refusal> {
    let places: Vec<usize> = (0..batch.jobs.len())
        .filter(|place| batch.jobs[*place].id == id)
        .collect();
    let papers = places.iter().filter_map(|place| match &batch.jobs[*place].make {
        Make::Paper { template, record } => Some((&batch.jobs[*place], *template, record.as_ref())),
        _ => None,
    });
    let id = || id.to_owned();
    for (job, template, record) in papers {
        let Some(notation) = notation(batch.desk, template, record)? else {
            return refuse(Fault::IssueWithoutNotation { id: id() });
        };
        if !job.waiting.is_empty() {
            return refuse(Fault::IssueWaiting {
                id: id(),
                facts: job.waiting.join(", "),
            });
        }
        number_is_free(&job.id, &job.kind, &notation, order, batch, archive)?;
        date_is_late_enough(job, order.date, batch.desk)?;
    }
    // What was issued before and is replaced now need not be in `out` as the facts say.
    if archive.latest(&id()).is_some() {
        return Ok(());
    }
    let Done { entries, findings } = batch.run(&places, &Progress::new("", 0, true));
    if let Some(finding) = findings
        .into_iter()
        .find(|finding| finding.severity() == crate::finding::Severity::Error)
    {
        return Err(Box::new(finding));
    }
    if entries.iter().any(|entry| entry.state != State::Fresh) {
        return refuse(Fault::IssueStale { id: id() });
    }
    Ok(())
}

/// One number is given once in a notation and year; only letters of one kind and day may share it.
fn number_is_free(
    id: &str,
    kind: &str,
    notation: &str,
    order: &IssueOrder,
    batch: &Batch<'_>,
    archive: &Archive,
) -> Result<(), Refusal> {
    let year = order.date.year();
    let kept = archive.all().map(|issued| {
        let replaced = issued.id == id;
        (
            issued.kind.as_str(),
            issued.notation.as_str(),
            issued.number,
            issued.date,
            replaced,
            issued.id.as_str(),
        )
    });
    let register = &batch.desk.model.register.documents;
    let registered = register.iter().filter_map(|(name, entry)| {
        let kind = name.split('/').next().unwrap_or(name);
        let template = batch
            .desk
            .library
            .templates
            .iter()
            .find(|template| template.front.kind == kind)?;
        let notation = template.front.notation.as_deref()?;
        Some((kind, notation, entry.number?, entry.date?, false, name.as_str()))
    });
    for (other_kind, other_notation, number, date, replaced, name) in kept.chain(registered) {
        let same = other_notation == notation && number == order.number && date.year() == year;
        let batch = other_kind == kind && date == order.date && !replaced;
        if same && !batch {
            return refuse(Fault::NumberTaken {
                number: format!("{}/{notation}", numbers::pad(u64::from(number))),
                by: name.to_owned(),
                date: dates::date(date),
            });
        }
    }
    Ok(())
}

/// A paper cannot be older than what it tells: a workbook that came later, a reply given later, the forum itself.
fn date_is_late_enough(job: &Job<'_>, date: Date, desk: &Desk<'_>) -> Result<(), Refusal> {
    let model = desk.model;
    let known_since = |shown: &crate::compose::Shown| -> Option<(Date, String)> {
        if shown.path.starts_with("outcome/") {
            let held = model.file.outcome.end.or(model.file.outcome.start)?;
            return Some((held.date(), "outcome (forum.yaml)".to_owned()));
        }
        let origin = nearest(&model.provenance, &shown.path)?;
        let is_of = |file: &String| origin.file.ends_with(file.as_str());
        let receipts = model.receipts.iter().filter(|receipt| receipt.files.iter().any(is_of));
        let came = receipts.map(|receipt| receipt.on).min()?;
        Some((came, origin.file.clone()))
    };
    let shown = shown(desk, job);
    let latest = shown.iter().filter_map(known_since).max();
    match latest.filter(|(since, _)| *since > date) {
        None => Ok(()),
        Some((since, fact)) => refuse(Fault::IssueBeforeFacts {
            id: job.id.clone(),
            date: dates::date(date),
            fact,
            since: dates::date(since),
        }),
    }
}
