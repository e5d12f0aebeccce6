//! The whole flow in order: read, check, plan, make what is not fresh, and write down what was found.

mod batch;
mod board;
mod bound;
mod choice;
mod composer;
mod corrected;
mod desk;
mod grounds;
mod issue;
mod issued;
mod leaves;
mod list_files;
mod manifest;
mod model_files;
mod outputs;
mod reasons;
mod report;
mod review;
mod seen;
mod stamp;
mod survey;
mod tools;
mod trace;
mod turn;
mod uncovered;
pub mod wordings;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::compose::{Desk, Order};
use crate::document::Document;
use crate::finding::Finding;
use crate::ingest::Shelf;
use crate::model::Model;
use crate::plan::{Job, Make};
use crate::progress::Progress;
use crate::typeset::{Engine, PrintInfo, print};
use crate::workspace::{Workspace, unreadable};
use batch::Batch;
pub use batch::{EVICT_AGE, EVICT_EVERY};
use choice::{asked, choose, with_the_others};
pub use corrected::{Corrections, corrections, propose, withdraw};
use desk::{Ready, checked, know, with_desk};
pub use issue::{IssueOrder, issue};
use issued::Archive;
pub use manifest::{Entry, Manifest, Output, State, pretty, sha256};
use outputs::Outputs;
use reasons::Reasons;
pub use report::{Report, Request, Summary};
use report::{distinct, sorted, write_findings};
pub use review::{Accepted, Item, ReturnedDraft, Review, Verdict, accept, reject, review};
use seen::Seen;
pub use survey::{Delivery, DocumentState, Standing, Survey, UnitState, survey};
pub use tools::Kept;
use tools::Tools;
pub use trace::{
    Answer, By, Computed, Does, Fact as TracedFact, ListEdit, Part, Place as PrintedPlace, Printed, Source, trace,
};
pub use turn::{CACHE, Turn};

/// A run at work.
struct Run<'a> {
    workspace: &'a Workspace,
    request: &'a Request,
    /// Only the papers that go with a check.
    check_alone: bool,
    turn: Turn,
    seen: Seen,
    /// Path and hash of each file that it may read, as they were when it began.
    inputs: BTreeMap<String, String>,
    last: OnceLock<Manifest>,
}

impl<'a> Run<'a> {
    fn begin(workspace: &'a Workspace, request: &'a Request, check_alone: bool) -> Result<Self, Box<Finding>> {
        // Where there is nothing yet, a wrong forum.yaml leaves nothing.
        if !workspace.out().exists() {
            workspace.office(request.as_of)?;
        }
        let turn = Turn::take(workspace)?;
        Ok(Self {
            check_alone,
            ..Self::in_turn(workspace, request, turn)
        })
    }

    /// A run that only looks and changes nothing.
    fn look(workspace: &'a Workspace, request: &'a Request) -> Self {
        Self::in_turn(workspace, request, Turn::none(workspace))
    }

    /// A run in a turn that was taken before.
    fn in_turn(workspace: &'a Workspace, request: &'a Request, turn: Turn) -> Self {
        let seen = Seen::read(workspace.root());
        Self {
            workspace,
            request,
            check_alone: false,
            turn,
            inputs: stamp::inputs(&seen),
            seen,
            last: OnceLock::new(),
        }
    }

    /// Where workbooks lie that were read before.
    fn shelf(&self) -> Shelf {
        let folder = self.workspace.out().join(CACHE).join("workbooks");
        Shelf::at(folder, stamp::program(), self.request.read_only)
    }

    /// What the last run left.
    fn last(&self) -> &Manifest {
        self.last.get_or_init(|| Manifest::read(&self.workspace.out()))
    }

    /// What the last run came to, if this one would come to the same.
    fn nothing_to_do(&self) -> Option<Report> {
        if !self.request.issue.is_empty() {
            return None;
        }
        let out = self.workspace.out();
        let found = stamp::find(self)?;
        let mut manifest = Manifest::read(&out);
        for entry in manifest.documents.iter_mut().filter(|entry| entry.state == State::Made) {
            entry.state = State::Fresh;
            entry.why.clear();
        }
        let wrote = manifest.write(&out).ok()?;
        let report = Report {
            summary: Summary::of(&asked(&manifest.documents, self.request), &found.findings),
            manifest,
            findings: found.findings,
            removed: Vec::new(),
            units: found.units,
        };
        if wrote {
            stamp::leave(self, &report);
        } else {
            self.seen.keep();
        }
        Some(report)
    }
}

/// What is known after reading, correcting and checking, and what was found on the way; changes nothing on disk.
pub fn known(workspace: &Workspace, request: &Request) -> Result<(Model, Vec<Finding>), Box<Finding>> {
    let request = Request {
        read_only: true,
        ..request.clone()
    };
    let mut known = know(&Run::look(workspace, &request))?;
    known.findings.extend(checked(&known.model));
    Ok((known.model, sorted(distinct(known.findings), &known.office)))
}

/// Reads and checks; writes the model, the findings and the papers that go with a check. An error means that nothing was done.
pub fn check_only(workspace: &Workspace, request: &Request) -> Result<Report, Box<Finding>> {
    make(&Run::begin(workspace, request, true)?)
}

/// Makes everything that is asked for and not fresh. An error means that nothing was done.
pub fn build(workspace: &Workspace, request: &Request) -> Result<Report, Box<Finding>> {
    make(&Run::begin(workspace, request, false)?)
}

/// Makes what is asked for.
fn make(run: &Run<'_>) -> Result<Report, Box<Finding>> {
    let (workspace, request) = (run.workspace, run.request);
    if let Some(report) = run.nothing_to_do() {
        return Ok(report);
    }
    let out = workspace.out();
    let last = run.last();
    let outputs = Outputs::new(&run.seen, last, &run.turn, workspace);
    let (report, whole) = with_desk(run, |ready| {
        let Ready { desk, jobs, .. } = ready;
        let (office, grounds, mut findings) = (ready.office, ready.grounds, ready.findings);
        let mut chosen = choose(jobs, request)?;
        chosen.retain(|place| jobs[*place].with_check || !run.check_alone);
        let reasons = Reasons::new(&grounds, ready.leaves, &ready.texts, &run.inputs);
        let (mut archive, wrong) = Archive::read(&workspace.inputs());
        findings.extend(wrong);
        archive.renew(&request.issue);
        let batch = Batch {
            reasons: Some(&reasons),
            formats: request.formats.as_deref(),
            look_only: false,
            threads: request.threads,
            ..Batch::look(desk, jobs, ready.engine, &outputs, Some(&grounds), (last, &archive))
        };
        let progress = Progress::new("Đang lập văn bản", chosen.len(), request.quiet);
        let batch::Done {
            entries: mut made,
            findings: mut wrong,
        } = batch.run(&chosen, &progress);
        progress.finish();
        let composed = batch.composer.into_made();
        let now = reasons.into_now();
        let keys: BTreeSet<String> = jobs.iter().map(composer::key).collect();
        std::thread::scope(|scope| {
            // It takes as long as all the rest.
            scope.spawn(|| grounds.keep(workspace, now, composed, &keys));
            let named = (workspace, &ready.texts);
            wrong.extend(issue::keep(desk, jobs, &request.issue, &mut made, &mut archive, named));
            wrong.extend(issued::not_kept(&desk.model.register, jobs, &archive));
            wrong.extend(review::waiting(run));
            let (orphans, gone) = archive.orphans(jobs, &outputs);
            wrong.extend(gone);
            // Papers are missing from the plan for a while when what they come from cannot be read.
            let whole = chosen.len() == jobs.len() && !findings.iter().any(|finding| finding.fault.hides_records());
            findings.extend(distinct(wrong));
            if whole {
                made.extend(orphans.clone());
            }
            let mut summary = Summary::of(&made, &[]);
            let mut removed = Vec::new();
            let documents = if whole {
                let (gone, kept) = outputs.remove_leftovers(&made, last);
                findings.extend(kept);
                removed = gone;
                made
            } else {
                let mut documents = with_the_others(made, jobs, last);
                for orphan in orphans {
                    documents.retain(|entry| (&entry.id, entry.audience) != (&orphan.id, orphan.audience));
                    documents.push(orphan);
                }
                documents
            };
            let findings = sorted(findings, &office);
            summary.removed = removed.len();
            summary.count(&findings);
            let manifest = Manifest {
                version: 1,
                as_of: office.today.to_string(),
                documents,
            };
            manifest
                .write(&out)
                .map_err(|error| unreadable("out/manifest.json", &error))?;
            write_findings(workspace, &findings)?;
            let report = Report {
                manifest,
                findings,
                summary,
                removed,
                units: office.file.units,
            };
            Ok((report, whole))
        })
    })?;
    // What a run that was killed wrote of other papers is still told by the journal alone.
    if whole {
        run.turn.end();
    }
    stamp::leave(run, &report);
    Ok(report)
}

/// Sets a paper of each kind and throws it away, so that what several runs of one process share is there before the first
/// change. Writes nothing; a fault is left to the next run to tell.
pub fn warm(workspace: &Workspace, request: &Request) {
    let request = Request {
        read_only: true,
        ..request.clone()
    };
    let warmed = with_desk(&Run::look(workspace, &request), |ready| {
        let mut kinds = BTreeSet::new();
        for job in ready.jobs {
            if kinds.insert(&job.kind)
                && let Some((document, info)) = composed(ready.desk, job)?
            {
                drop(print(ready.engine, Some(&document), &info));
            }
        }
        Ok(())
    });
    drop(warmed);
}

/// All papers that can be made, before they are set.
pub struct Papers {
    /// What sets them.
    pub engine: Engine,
    /// Their trees, and what their files say about themselves.
    pub papers: Vec<(Document, PrintInfo)>,
}

/// The trees of all papers that can be made, with the engine to set them.
pub fn papers(workspace: &Workspace, request: &Request) -> Result<Papers, Box<Finding>> {
    let run = Run::begin(workspace, request, false)?;
    let papers = with_desk(&run, |ready| {
        let papers = ready.jobs.iter().map(|job| composed(ready.desk, job));
        papers.filter_map(Result::transpose).collect()
    })?;
    Ok(Papers {
        engine: Tools::read(workspace)?.engine,
        papers,
    })
}

/// The tree of a job, if it is a paper that waits for nothing.
fn composed(desk: &Desk<'_>, job: &Job<'_>) -> Result<Option<(Document, PrintInfo)>, Box<Finding>> {
    let Make::Paper { template, record } = &job.make else {
        return Ok(None);
    };
    if !job.waiting.is_empty() {
        return Ok(None);
    }
    let order = Order {
        id: &job.id,
        audience: job.audience,
        record: record.as_ref(),
    };
    let document = desk.document(template, &order)?;
    let info = PrintInfo {
        id: job.id.clone(),
        title: document.title.clone(),
        date: desk.date(&job.id),
    };
    Ok(Some((document, info)))
}
