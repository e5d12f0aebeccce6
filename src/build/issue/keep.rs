//! Keeps papers that were just made with their numbers, as they are signed.

use super::Refusal;
use crate::build::issued::{Archive, Form, Issued, Kept, KeptFact};
use crate::build::manifest::{Entry, State};
use crate::build::trace::{Figures, Origins};
use crate::compose::{Desk, Order, Sources};
use crate::finding::{Fault, Finding};
use crate::plan::{Job, Make};
use crate::workspace::Workspace;

/// Keeps the papers `ids`, which this run has made: their entries become those of issued papers.
pub fn keep(
    desk: &Desk<'_>,
    jobs: &[Job<'_>],
    ids: &[String],
    made: &mut [Entry],
    archive: &mut Archive,
    (workspace, texts): (&Workspace, &Sources),
) -> Vec<Finding> {
    let mut findings = Vec::new();
    if ids.is_empty() {
        return findings;
    }
    let origins = Origins::new(desk.model, "");
    let figures = Figures::new(workspace, desk.model, &origins, texts);
    for id in ids {
        let its: Vec<&mut Entry> = made.iter_mut().filter(|entry| entry.id == *id).collect();
        if its
            .iter()
            .any(|entry| !matches!(entry.state, State::Made | State::Fresh))
        {
            continue;
        }
        match issued(desk, jobs, id, &its, archive, (&origins, &figures)) {
            Err(finding) => findings.push(*finding),
            Ok(None) => {}
            Ok(Some(issued)) => match archive.keep(issued.clone(), &workspace.out()) {
                Ok(()) => {
                    for entry in its {
                        entry.state = State::Issued;
                        entry.why.clear();
                    }
                }
                Err(error) => {
                    let fault = Fault::FileNotWritten { reason: error.reason() };
                    findings.push(Finding::new(fault).in_file(format!("inputs/issued/{id}")));
                }
            },
        }
    }
    findings
}

/// The record of a paper that was just made with its number.
fn issued(
    desk: &Desk<'_>,
    jobs: &[Job<'_>],
    id: &str,
    entries: &[&mut Entry],
    archive: &Archive,
    (origins, figures): (&Origins<'_>, &Figures<'_>),
) -> Result<Option<Issued>, Refusal> {
    let mut forms = Vec::new();
    let mut about = None;
    for entry in entries {
        let job = jobs.iter().find(|job| job.id == id && job.audience == entry.audience);
        let Some((job, Make::Paper { template, record })) = job.map(|job| (job, &job.make)) else {
            continue;
        };
        let order = Order {
            id,
            audience: job.audience,
            record: record.as_ref(),
        };
        let (document, facts, numbers) = desk.explained_by(|| desk.document(template, &order));
        forms.push(Form {
            audience: entry.audience,
            title: entry.title.clone(),
            signer: entry.signer.clone(),
            fingerprint: entry.fingerprint.clone(),
            files: entry
                .outputs
                .iter()
                .map(|output| Kept {
                    name: String::new(),
                    output: output.clone(),
                })
                .collect(),
            document: document?,
            facts: facts
                .into_iter()
                .map(|shown| KeptFact {
                    sources: origins.of(&shown.path, Some(&shown.text)),
                    shown,
                })
                .collect(),
            numbers: numbers.into_iter().map(|number| figures.of(number)).collect(),
        });
        about = Some((job, *template));
    }
    let entry = desk.model.register.get(id);
    let (Some((job, template)), Some(entry)) = (about, entry) else {
        return Ok(None);
    };
    let (Some(number), Some(date)) = (entry.number, entry.date) else {
        return Ok(None);
    };
    let first = archive.last(id);
    Ok(Some(Issued {
        version: 1,
        id: id.to_owned(),
        kind: job.kind.clone(),
        unit: job.unit.clone(),
        edition: first.map_or(1, |first| first.edition + 1),
        number,
        notation: forms
            .first()
            .and_then(|form: &Form| form.document.frame.notation.clone())
            .unwrap_or_default(),
        date,
        citation: desk.citation(template, id),
        replaces: first.map(|first| first.citation.clone()),
        wording: desk.library.wording_of(template),
        forms,
    }))
}
