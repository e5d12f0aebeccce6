//! Takes proposals over into the files that the papers are made from, or notes that they are not wanted.

use std::collections::BTreeMap;

use super::super::corrected::propose_in_turn;
use super::super::turn::Turn;
use super::super::{Request, wordings};
use super::{Item, ReturnedDraft, Review, decisions, review, text_of};
use crate::compose::{Sources, Template, own};
use crate::edits::{self, Proposal as Correction};
use crate::files;
use crate::finding::{Fault, Finding};
use crate::review::{DECISIONS, Decided, Decision, Does, Patch, own_text, patched};
use crate::workspace::Workspace;

/// What is decided.
#[derive(Debug, Clone, Default)]
pub struct Verdict {
    /// Ids of proposals.
    pub ids: Vec<String>,
    /// All that wait and that can be taken over.
    pub all: bool,
    /// Other words are for all papers of the kind.
    pub of_kind: bool,
    /// Who decides.
    pub by: Option<String>,
    /// Why.
    pub why: Option<String>,
}

/// What was decided, and what was changed for it.
#[derive(Debug, Default)]
pub struct Accepted {
    /// Decisions as they were noted.
    pub decided: Vec<Decided>,
    /// Files that were written, below the workspace.
    pub changed: Vec<String>,
}

/// A proposal that was chosen, with its draft.
type Chosen<'r> = Vec<(&'r ReturnedDraft, &'r Item)>;

/// Takes proposals over. What cannot be taken over by the program counts as seen to by a person, if it is named.
pub fn accept(workspace: &Workspace, request: &Request, verdict: &Verdict) -> Result<Accepted, Box<Finding>> {
    let _turn = Turn::take(workspace)?;
    let review = review(workspace, request, verdict.of_kind)?;
    let chosen = choose(&review, verdict)?;
    let today = workspace.office(request.as_of)?.today;
    let mut changed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let texts = texts(workspace, &chosen, verdict.of_kind)?;
    let corrections = corrections(&chosen, verdict)?;
    if !corrections.is_empty() {
        let dated = corrections.iter().map(|(_, correction)| Correction {
            on: Some(today),
            ..correction.clone()
        });
        propose_in_turn(workspace, request, &dated.collect::<Vec<_>>())?;
        for (ids, _) in &corrections {
            for id in ids {
                changed.entry(id.clone()).or_default().push(edits::FILE.to_owned());
            }
        }
    }
    for text in texts {
        text.write(workspace)?;
        for id in text.ids {
            changed.entry(id).or_default().push(text.file.clone());
        }
    }
    let decided = chosen.iter().map(|(draft, item)| {
        let changed = changed.get(&item.proposal.id).cloned().unwrap_or_default();
        let decision = match changed.is_empty() {
            true => Decision::Done,
            false => Decision::Accepted,
        };
        (draft, item, decision, changed)
    });
    note(workspace, decided.collect(), verdict, today)
}

/// Notes that proposals are not wanted; nothing else is written.
pub fn reject(workspace: &Workspace, request: &Request, verdict: &Verdict) -> Result<Accepted, Box<Finding>> {
    let _turn = Turn::take(workspace)?;
    let review = review(workspace, request, false)?;
    let chosen = choose(&review, verdict)?;
    let today = workspace.office(request.as_of)?.today;
    let decided = chosen
        .iter()
        .map(|(draft, item)| (draft, item, Decision::Rejected, Vec::new()));
    note(workspace, decided.collect(), verdict, today)
}

/// The proposals that are meant, each once, in the order of the drafts.
fn choose<'r>(review: &'r Review, verdict: &Verdict) -> Result<Chosen<'r>, Box<Finding>> {
    let items = || {
        let drafts = review.drafts.iter();
        drafts.flat_map(|draft| draft.items.iter().map(move |item| (draft, item)))
    };
    let unknown = |id: &&String| !items().any(|(_, item)| item.proposal.id == **id);
    if let Some(id) = verdict.ids.iter().find(unknown) {
        return Err(Box::new(Finding::new(Fault::ReviewUnknown { id: id.clone() })));
    }
    let mut chosen: Chosen<'r> = Vec::new();
    for (draft, item) in items() {
        let can_be = matches!(item.proposal.does, Does::Correct(_) | Does::Reword(_));
        let wanted = verdict.ids.contains(&item.proposal.id) || verdict.all && item.decided.is_none() && can_be;
        if wanted && !chosen.iter().any(|(_, other)| other.proposal.id == item.proposal.id) {
            chosen.push((draft, item));
        }
    }
    Ok(chosen)
}

/// The corrections among them with the ids that ask for each; two drafts may ask for the same.
fn corrections(chosen: &Chosen<'_>, verdict: &Verdict) -> Result<Vec<(Vec<String>, Correction)>, Box<Finding>> {
    let mut found: Vec<(Vec<String>, Correction)> = Vec::new();
    for (draft, item) in chosen {
        let Does::Correct(correction) = &item.proposal.does else {
            continue;
        };
        let id = item.proposal.id.clone();
        let adds = matches!(correction.change, edits::Change::Record(_));
        let known = found.iter_mut().find(|(_, other)| other.at == correction.at && !adds);
        match known {
            Some((ids, other)) if other.change == correction.change => ids.push(id),
            Some((ids, _)) => {
                ids.push(id);
                return Err(disagree(ids));
            }
            None => {
                let mut correction = Correction::clone(correction);
                correction.by = verdict.by.clone().or(correction.by);
                correction.why = verdict
                    .why
                    .clone()
                    .or_else(|| Some(format!("sửa trong {}", draft.file)));
                found.push((vec![id], correction));
            }
        }
    }
    // Nobody is corrected and taken out at once.
    for (ids, gone) in found.iter().filter(|(_, one)| one.change == edits::Change::Drop) {
        let below = format!("{}/", gone.at);
        if let Some((others, _)) = found.iter().find(|(_, other)| other.at.starts_with(&below)) {
            return Err(disagree(&[ids.as_slice(), others].concat()));
        }
    }
    Ok(found)
}

fn disagree(ids: &[String]) -> Box<Finding> {
    Box::new(Finding::new(Fault::ReviewDisagree { ids: ids.join(", ") }))
}

/// A text file that is to be written.
struct Written {
    file: String,
    text: String,
    ids: Vec<String>,
    /// The template that a new wording of one paper is made from.
    base: Option<String>,
}

impl Written {
    fn write(&self, workspace: &Workspace) -> Result<(), Box<Finding>> {
        let path = workspace.root().join(&self.file);
        files::write_durably(&path, self.text.as_bytes()).map_err(|error| {
            let fault = Fault::FileNotWritten { reason: error.reason() };
            Box::new(Finding::new(fault).in_file(self.file.clone()))
        })?;
        match &self.base {
            Some(base) => wordings::keep_base(workspace, &self.file, base),
            None => Ok(()),
        }
    }
}

/// The texts of wordings or templates with all other words that are accepted.
fn texts(workspace: &Workspace, chosen: &Chosen<'_>, of_kind: bool) -> Result<Vec<Written>, Box<Finding>> {
    let named = workspace.templates()?.into_iter();
    let mut sources: Sources = named.map(|(path, text)| (format!("templates/{path}"), text)).collect();
    sources.extend(workspace.wordings().0);
    // What is to be written, from which text, with which patches.
    let mut wanted: BTreeMap<(String, String), (Vec<String>, Vec<Patch>)> = BTreeMap::new();
    for (draft, item) in chosen {
        let Does::Reword(patches) = &item.proposal.does else {
            continue;
        };
        for patch in patches {
            let key = match (of_kind, patch.file == draft.template) {
                (false, _) => (own::file_of(&draft.paper), draft.template.clone()),
                (true, true) => (draft.template.clone(), draft.template.clone()),
                (true, false) => {
                    let part = format!("templates/{}", patch.file);
                    (part.clone(), part)
                }
            };
            let (ids, all) = wanted.entry(key).or_default();
            ids.push(item.proposal.id.clone());
            all.push(patch.clone());
        }
    }
    let mut written = Vec::new();
    for ((file, from), (mut ids, patches)) in wanted {
        ids.dedup();
        let source = text_of(&sources, &from).unwrap_or_default();
        let whole = Template::normal(source);
        let texts = |wanted: &str| match wanted == from {
            true => Some(whole.as_str()),
            false => text_of(&sources, &format!("templates/{wanted}")),
        };
        let is_part = from.starts_with("templates/parts/");
        let text = match is_part {
            true => patched(source, &patches.iter().collect::<Vec<_>>()),
            false => own_text(&from, &patches, &texts),
        };
        let text = text.ok_or_else(|| disagree(&ids))?;
        let windows = source.contains("\r\n") && !is_part;
        let is_new = !of_kind && file != from;
        written.push(Written {
            file,
            text: if windows { text.replace('\n', "\r\n") } else { text },
            ids,
            base: is_new.then(|| source.to_owned()),
        });
    }
    Ok(written)
}

/// Appends decisions to the list.
fn note(
    workspace: &Workspace,
    decided: Vec<(&&ReturnedDraft, &&Item, Decision, Vec<String>)>,
    verdict: &Verdict,
    today: jiff::civil::Date,
) -> Result<Accepted, Box<Finding>> {
    let mut accepted = Accepted::default();
    for (draft, item, decision, mut changed) in decided {
        changed.sort();
        changed.dedup();
        accepted.changed.extend(changed.iter().cloned());
        accepted.decided.push(Decided {
            id: item.proposal.id.clone(),
            decision,
            paper: draft.paper.clone(),
            file: draft.file.clone(),
            old: item.proposal.old.clone(),
            new: match &item.proposal.does {
                Does::Comment { text } => Some(text.clone()),
                _ => item.proposal.new.clone(),
            },
            changed,
            by: verdict.by.clone(),
            on: Some(today),
            why: verdict.why.clone(),
        });
    }
    accepted.changed.sort();
    accepted.changed.dedup();
    if accepted.decided.is_empty() {
        return Ok(accepted);
    }
    let text = decisions(workspace)?.with(&accepted.decided);
    files::write_durably(&workspace.root().join(DECISIONS), text.as_bytes()).map_err(|error| {
        let fault = Fault::FileNotWritten { reason: error.reason() };
        Box::new(Finding::new(fault).in_file(DECISIONS))
    })?;
    Ok(accepted)
}
