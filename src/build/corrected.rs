//! From what was sent to what holds: corrections laid over, gaps filled by review, replies laid on; and what somebody changed
//! in a file of `out/` becomes a correction first.

use super::turn::Turn;
use super::{Request, Run};
use super::{list_files, model_files};
use crate::edits::{Book, FILE, Facts, Filed, Laid, Laying, Proposal, State};
use crate::files;
use crate::finding::{Fault, Finding};
use crate::ingest::returned::Opened;
use crate::ingest::{self, Ids, Ingest};
use crate::model::edit::Edit;
use crate::model::{Dossier, Guest, Provenance};
use crate::proposals::{self, Rules};
use crate::workspace::{Office, Workspace, unreadable};

/// The facts that hold.
pub(super) struct Corrected {
    pub dossiers: Vec<Dossier>,
    pub guests: Vec<Guest>,
    pub provenance: Provenance,
    pub findings: Vec<Finding>,
    /// What each correction does, in the order of the file.
    pub laid: Laid,
}

/// The parts of a run that do not change while corrections are found and laid over.
pub(super) struct Desk<'a> {
    pub office: &'a Office,
    pub sent: &'a Ingest,
    pub returned: &'a Opened,
    rules: &'a Rules,
}

/// What holds, and the model files as they were found.
pub(super) struct Outcome {
    pub corrected: Corrected,
    /// What happened in this run alone; no paper shows it.
    pub news: Vec<Finding>,
    pub files: model_files::Seen,
}

/// Takes over what somebody changed in `out/`, and lays all corrections over what was sent. `ids` gains who was added.
pub(super) fn correct(run: &Run<'_>, office: &Office, sent: &Ingest, ids: &mut Ids) -> Result<Outcome, Box<Finding>> {
    let workspace = run.workspace;
    let (rules, wrong) = Rules::read(&workspace.templates()?);
    let shelf = run.shelf();
    let returned = ingest::returned::open(&workspace.inputs(), &shelf);
    let sent_workbooks = sent.workbooks.iter();
    let sent_workbooks = sent_workbooks.map(|(file, hash)| (file.as_str(), hash.as_str()));
    shelf.keep_only(sent_workbooks.chain(returned.workbooks()));
    let desk = Desk {
        sent,
        office,
        returned: &returned,
        rules: &rules,
    };
    let mut book = read(workspace)?;
    let before = ids.clone();
    let mut corrected = desk.derive(&book, ids);
    let mut found = model_files::catch(run, office, sent, &corrected, &book)?;
    let taken = list_files::catch(run, &desk, &corrected, &book, &before.taken, &mut found);
    let mut keep_lists = true;
    if !found.edits.is_empty() {
        match append(run, &book, &found.edits) {
            Ok(longer) => {
                book = longer;
                ids.clone_from(&before);
                corrected = desk.derive(&book, ids);
            }
            Err(finding) => {
                found.findings = vec![*finding];
                found.seen.leave_edited();
                keep_lists = false;
            }
        }
    }
    if let Some(text) = book.with_ids(&corrected.laid.new_ids) {
        book = take(run, &text)?;
        ids.clone_from(&before);
        corrected = desk.derive(&book, ids);
    }
    if keep_lists {
        ids.taken.extend(taken);
    }
    corrected.findings.extend(wrong);
    Ok(Outcome {
        corrected,
        news: found.findings,
        files: found.seen,
    })
}

impl Desk<'_> {
    fn derive(&self, book: &Book, ids: &mut Ids) -> Corrected {
        let file = &self.office.file;
        let mut dossiers = self.sent.dossiers.clone();
        let mut guests = self.sent.guests.clone();
        let mut provenance = self.sent.provenance.clone();
        let mut laying = Laying::new(book, file);
        laying.over_sent(&mut Facts {
            dossiers: &mut dossiers,
            guests: &mut guests,
            provenance: &mut provenance,
            ids,
        });
        ingest::relate(&mut guests, file, &provenance);
        let reviewed = proposals::review(&mut dossiers, file, self.rules, &provenance);
        let returned = self.returned.replies(file, &dossiers);
        provenance.extend(returned.provenance);
        ingest::returned::lay_on(&mut dossiers, &returned.replies);
        laying.over_replies(&mut Facts {
            dossiers: &mut dossiers,
            guests: &mut guests,
            provenance: &mut provenance,
            ids,
        });
        let mut laid = laying.finish();
        let found = self.sent.findings.iter().chain(&returned.findings).cloned();
        let mut findings: Vec<Finding> = found.filter(|finding| !laid.answers(finding)).collect();
        findings.extend(reviewed);
        findings.append(&mut laid.findings);
        Corrected {
            dossiers,
            guests,
            provenance,
            findings,
            laid,
        }
    }
}

/// The corrections of a workspace and what each of them does.
pub struct Corrections {
    /// The file.
    pub book: Book,
    /// One for each correction.
    pub states: Vec<State>,
}

/// What the corrections do, with `more` at their end. Nothing is written.
pub fn corrections(workspace: &Workspace, request: &Request, more: &[Proposal]) -> Result<Corrections, Box<Finding>> {
    let office = workspace.office(request.as_of)?;
    let mut ids: Ids = workspace.yaml("ids.yaml")?.unwrap_or_default();
    let sent = ingest::ingest(&workspace.inputs(), &office.file, &office.receipts, &mut ids);
    let (rules, _) = Rules::read(&workspace.templates()?);
    let returned = ingest::returned::open(&workspace.inputs(), &ingest::Shelf::none());
    let desk = Desk {
        office: &office,
        sent: &sent,
        returned: &returned,
        rules: &rules,
    };
    let mut book = read(workspace)?;
    if !more.is_empty() {
        let edits = more
            .iter()
            .map(|proposal| proposal.edit(&sent.dossiers, &sent.guests, &office.file));
        let edits: Result<Vec<Edit>, Fault> = edits.collect();
        let edits = edits.map_err(|fault| Box::new(Finding::new(fault)))?;
        let text = book.with(&edits).ok_or_else(unplaceable)?;
        book = Book::read(&text).map_err(|error| Box::new(crate::compose::yaml_finding(FILE, error)))?;
    }
    let corrected = desk.derive(&book, &mut ids);
    Ok(Corrections {
        book,
        states: corrected.laid.states,
    })
}

/// Adds corrections at the end of `inputs/edits.yaml`, if each of them can be laid over; what they do then.
pub fn propose(workspace: &Workspace, request: &Request, proposals: &[Proposal]) -> Result<Corrections, Box<Finding>> {
    // A run that is going on may be about to add to the file too.
    let _turn = Turn::take_beside(workspace)?;
    propose_in_turn(workspace, request, proposals)
}

/// The same for who has the turn.
pub(super) fn propose_in_turn(
    workspace: &Workspace,
    request: &Request,
    proposals: &[Proposal],
) -> Result<Corrections, Box<Finding>> {
    let corrections = corrections(workspace, request, proposals)?;
    let before = corrections.states.len().saturating_sub(proposals.len());
    for (index, (proposal, state)) in proposals.iter().zip(&corrections.states[before..]).enumerate() {
        let (path, number) = (proposal.at.clone(), before + index + 1);
        let fault = match state {
            State::Wrong(fault) => fault.clone(),
            State::Gone | State::TakenOut => Fault::EditGone { path, number },
            State::Unsent => Fault::EditUnsent { path },
            _ => continue,
        };
        return Err(Box::new(Finding::new(fault)));
    }
    write(workspace, corrections.book.text())?;
    Ok(corrections)
}

/// Takes the correction with that number, counted from 1, out of `inputs/edits.yaml`; it is returned.
pub fn withdraw(workspace: &Workspace, number: usize) -> Result<Filed, Box<Finding>> {
    let _turn = Turn::take_beside(workspace)?;
    let book = read(workspace)?;
    let count = book.filed.len();
    let index = number.checked_sub(1).filter(|index| *index < count);
    let Some(index) = index else {
        return Err(Box::new(
            Finding::new(Fault::EditNumber { number, count }).in_file(FILE),
        ));
    };
    let text = book.without(index).ok_or_else(unplaceable)?;
    write(workspace, &text)?;
    Ok(book.filed[index].clone())
}

fn unplaceable() -> Box<Finding> {
    let reason = "không tìm được chỗ ghi trong tệp".to_owned();
    Box::new(Finding::new(Fault::EditsNotWritten { reason }).in_file(FILE))
}

/// `inputs/edits.yaml`. If it is no list at all, nothing can be made: every paper would lack its corrections.
pub(super) fn read(workspace: &Workspace) -> Result<Book, Box<Finding>> {
    let path = workspace.inputs().join("edits.yaml");
    let text = files::read_text_if_any(&path).map_err(|error| unreadable(FILE, &error))?;
    Book::read(&text.unwrap_or_default()).map_err(|error| Box::new(crate::compose::yaml_finding(FILE, error)))
}

/// Adds corrections at the end of `inputs/edits.yaml`; if that cannot be done, the file stays as it is.
fn append(run: &Run<'_>, book: &Book, edits: &[Edit]) -> Result<Book, Box<Finding>> {
    let text = book.with(edits).ok_or_else(unplaceable)?;
    take(run, &text)
}

/// The corrections of a text that becomes that of the file, unless the run only looks.
fn take(run: &Run<'_>, text: &str) -> Result<Book, Box<Finding>> {
    if !run.request.read_only {
        write(run.workspace, text)?;
    }
    Book::read(text).map_err(|error| Box::new(crate::compose::yaml_finding(FILE, error)))
}

/// Writes `inputs/edits.yaml`.
pub(super) fn write(workspace: &Workspace, text: &str) -> Result<(), Box<Finding>> {
    let path = workspace.inputs().join("edits.yaml");
    files::write_if_changed(&path, text.as_bytes())
        .map(drop)
        .map_err(|error| {
            let fault = Fault::FileNotWritten { reason: error.reason() };
            Box::new(Finding::new(fault).in_file(FILE))
        })
}
