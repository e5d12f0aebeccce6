//! What the officer must know of issued papers: facts that have changed since, guests that are gone, papers never kept.

use super::{Archive, Form, Issued, KeptFact};
use crate::compose::{Desk, Template};
use crate::document::{Change, Document, changes, sentences};
use crate::finding::{Fault, Finding};
use crate::model::{Model, Register, Stage};
use crate::plan::{Job, Make};

/// Changes that a finding quotes; it counts the others.
const QUOTED: usize = 3;
/// Characters of a sentence that a finding quotes.
const LONGEST: usize = 240;

/// The finding for a paper that would say something else now. If its facts still stand there and the wording of its kind was
/// changed, that is only worth a note: later papers say it in other words. What is held back now is not spread by the finding.
pub fn changed(issued: &Issued, form: &Form, now: &Document, desk: &Desk<'_>, template: &Template) -> Option<Finding> {
    let changes = changes(&form.document, now);
    if changes.is_empty() {
        return None;
    }
    let withheld = withheld(desk.model);
    let mut told: Vec<String> = changes
        .iter()
        .take(QUOTED)
        .map(|change| quoted(change, &withheld))
        .collect();
    if let Some(more) = changes.len().checked_sub(QUOTED).filter(|more| *more > 0) {
        told.push(format!("và {more} chỗ khác"));
    }
    let (citation, id, changes) = (issued.citation.clone(), issued.id.clone(), told.join("; "));
    let other_words = issued.wording != desk.library.wording_of(template);
    let said = format!("{} {}", now.title, sentences(now).join(" "));
    let stands = |fact: &KeptFact| fact.shown.text.lines().all(|line| said.contains(line.trim()));
    let fault = match other_words && form.facts.iter().all(stands) {
        true => Fault::IssuedReworded { citation, id, changes },
        false => Fault::IssuedOutdated { citation, id, changes },
    };
    Some(about(issued, fault))
}

/// The finding for an issued paper that the plan no longer has.
pub fn gone(issued: &Issued) -> Finding {
    let fault = Fault::IssuedGone {
        citation: issued.citation.clone(),
        id: issued.id.clone(),
    };
    about(issued, fault)
}

fn about(issued: &Issued, fault: Fault) -> Finding {
    let finding = Finding::new(fault);
    match &issued.unit {
        Some(unit) => finding.unit(unit),
        None => finding,
    }
}

/// Papers that the register calls issued although nothing was kept of them; one finding for each entry of the register.
pub fn not_kept(register: &Register, jobs: &[Job<'_>], archive: &Archive) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (name, entry) in &register.documents {
        if entry.stage == Stage::DuThao {
            continue;
        }
        let is_its = |job: &&Job<'_>| job.id == *name || job.kind == *name && !register.documents.contains_key(&job.id);
        let mut ids: Vec<&str> = jobs
            .iter()
            .filter(|job| matches!(job.make, Make::Paper { .. }))
            .filter(is_its)
            .map(|job| job.id.as_str())
            .filter(|id| archive.latest(id).is_none())
            .collect();
        ids.dedup();
        if let Some(first) = ids.first() {
            let fault = Fault::IssuedNotKept {
                name: name.clone(),
                count: ids.len(),
                first: (*first).to_owned(),
            };
            findings.push(Finding::new(fault).in_file("register.yaml"));
        }
    }
    findings
}

/// Texts that are held back.
fn withheld(model: &Model) -> Vec<&str> {
    let questions = model.dossiers.iter().flat_map(|dossier| &dossier.questions);
    let questions = questions
        .filter(|one| one.withheld)
        .map(|one| (&one.text, &one.edited_text));
    let recommendations = model.dossiers.iter().flat_map(|dossier| &dossier.recommendations);
    let recommendations = recommendations
        .filter(|one| one.withheld)
        .map(|one| (&one.text, &one.edited_text));
    let texts = questions.chain(recommendations);
    texts
        .flat_map(|(text, edited)| [Some(text.as_str()), edited.as_deref()])
        .flatten()
        .collect()
}

fn quoted(change: &Change, withheld: &[&str]) -> String {
    let shown = |text: &String| match withheld.iter().any(|held| text.contains(held)) {
        true => "(nội dung nay được giữ lại)".to_owned(),
        false => format!("“{}”", shortened(text)),
    };
    match (change.old.as_ref().map(shown), change.new.as_ref().map(shown)) {
        (Some(old), Some(new)) => format!("{old} → {new}"),
        (Some(old), None) => format!("không còn {old}"),
        (None, Some(new)) => format!("thêm {new}"),
        (None, None) => String::new(),
    }
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
