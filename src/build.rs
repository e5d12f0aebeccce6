//! The whole flow in order: read, check, plan, make what is not fresh, and write down what was found.

mod batch;
mod corrected;
mod issue;
mod issued;
mod list_files;
mod manifest;
mod model_files;
mod outputs;
mod reasons;
mod review;
mod seen;
mod stamp;
mod survey;
mod trace;
mod turn;
pub mod wordings;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::check::check;
use crate::compose::context;
use crate::compose::{Desk, Facts, Library, Order, Places, Sources};
use crate::document::{Coverage, Document};
use crate::files;
use crate::finding::{self, Fault, Finding, Language, Severity};
use crate::ingest;
use crate::model::{ForumFile, Model, PaperFormat, Unit};
use crate::plan::{Job, Make, plan};
use crate::progress::Progress;
use crate::typeset::{Engine, PrintInfo};
use crate::workspace::{Office, Workspace, unreadable};
use batch::Batch;
pub use batch::{EVICT_AGE, EVICT_EVERY};
pub use corrected::{Corrections, corrections, propose, withdraw};
pub use issue::{IssueOrder, issue};
use issued::Archive;
pub use manifest::{Entry, Manifest, Output, State, pretty, sha256};
use outputs::Outputs;
use reasons::Reasons;
pub use review::{Accepted, Item, ReturnedDraft, Review, Verdict, accept, reject, review};
use seen::Seen;
pub use survey::{Delivery, DocumentState, Standing, Survey, UnitState, survey};
pub use trace::{Answer, Fact as TracedFact, Printed, Source, trace};
pub use turn::{CACHE, Turn};

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Kinds or ids; all if empty.
    pub targets: Vec<String>,
    /// Codes of units; all if empty.
    pub units: Vec<String>,
    /// Formats of papers; what the forum says if absent.
    pub formats: Option<Vec<PaperFormat>>,
    /// The day that counts as today.
    pub as_of: Option<Date>,
    /// Number of threads; 0 takes one for each core.
    pub threads: usize,
    /// No bar.
    pub quiet: bool,
    /// Papers to be kept as issued once they are made.
    pub issue: Vec<String>,
    /// Nothing is written.
    pub read_only: bool,
    /// Facts keep where their texts came from.
    pub with_places: bool,
}

/// What a run came to.
#[derive(Debug)]
pub struct Report {
    /// All documents of the plan.
    pub manifest: Manifest,
    /// All findings, in the order in which they are shown.
    pub findings: Vec<Finding>,
    /// Counts.
    pub summary: Summary,
    /// Ids of papers whose record is gone and whose files were removed.
    pub removed: Vec<String>,
    /// The forum's units, in the official order.
    pub units: Vec<Unit>,
}

/// Counts of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Documents made.
    pub made: usize,
    /// Documents left alone.
    pub fresh: usize,
    /// Documents whose record is gone, removed.
    pub removed: usize,
    /// Documents issued.
    pub issued: usize,
    /// Documents not possible yet.
    pub waiting: usize,
    /// Documents that failed.
    pub failed: usize,
    /// Findings of severity error.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

impl Summary {
    /// Whether a document failed or a finding is an error: exit code 1.
    pub fn is_bad(&self) -> bool {
        self.failed + self.errors > 0
    }

    fn of(documents: &[Entry], findings: &[Finding]) -> Self {
        let state = |wanted: State| documents.iter().filter(|entry| entry.state == wanted).count();
        let mut summary = Self {
            made: state(State::Made),
            fresh: state(State::Fresh),
            issued: state(State::Issued),
            waiting: state(State::Waiting),
            failed: state(State::Failed),
            ..Self::default()
        };
        summary.count(findings);
        summary
    }

    fn count(&mut self, findings: &[Finding]) {
        let severity = |wanted: Severity| findings.iter().filter(|finding| finding.severity() == wanted).count();
        self.errors = severity(Severity::Error);
        self.warnings = severity(Severity::Warning);
        self.notes = severity(Severity::Note);
    }
}

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
}

impl<'a> Run<'a> {
    fn begin(workspace: &'a Workspace, request: &'a Request, check_alone: bool) -> Result<Self, Box<Finding>> {
        // Where there is nothing yet, a wrong forum.yaml leaves nothing.
        if !workspace.out().exists() {
            workspace.office(request.as_of)?;
        }
        let turn = Turn::take(workspace)?;
        let seen = Seen::read(workspace.root());
        let inputs = stamp::inputs(&seen);
        Ok(Self {
            workspace,
            request,
            check_alone,
            turn,
            seen,
            inputs,
        })
    }

    /// A run that only looks and changes nothing.
    fn look(workspace: &'a Workspace, request: &'a Request) -> Self {
        let seen = Seen::read(workspace.root());
        Self {
            workspace,
            request,
            check_alone: false,
            turn: Turn::none(workspace),
            inputs: stamp::inputs(&seen),
            seen,
        }
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

/// What is known after reading and checking.
struct Known {
    model: Model,
    findings: Vec<Finding>,
    /// What happened in this run alone; no paper shows it.
    news: Vec<Finding>,
    office: Office,
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
    let (report, whole) = with_desk(run, |desk, engine, texts, jobs, office, mut findings| {
        let mut chosen = choose(jobs, request)?;
        chosen.retain(|place| jobs[*place].with_check || !run.check_alone);
        let out = workspace.out();
        let last = Manifest::read(&out);
        let outputs = Outputs::new(&run.seen, &last, &run.turn, workspace);
        let reasons = Reasons::new(workspace, desk.model, texts, &run.inputs);
        let (mut archive, wrong) = Archive::read(&workspace.inputs());
        findings.extend(wrong);
        archive.renew(&request.issue);
        let batch = Batch {
            desk,
            jobs,
            engine,
            outputs: &outputs,
            reasons: Some(&reasons),
            last: &last,
            formats: request.formats.as_deref(),
            issued: &archive,
            look_only: false,
            threads: request.threads,
            composed: batch::uncomposed(jobs),
        };
        let progress = Progress::new("Đang lập văn bản", chosen.len(), request.quiet);
        let batch::Done {
            entries: mut made,
            findings: mut wrong,
            reads,
        } = batch.run(&chosen, &progress);
        progress.finish();
        reasons.keep(workspace, reads, jobs);
        wrong.extend(issue::keep(desk, jobs, &request.issue, &mut made, &mut archive, &out));
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
            let (gone, kept) = outputs.remove_leftovers(&made, &last);
            findings.extend(kept);
            removed = gone;
            made
        } else {
            let mut documents = with_the_others(made, jobs, &last);
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
    })?;
    // What a run that was killed wrote of other papers is still told by the journal alone.
    if whole {
        run.turn.end();
    }
    stamp::leave(run, &report);
    Ok(report)
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
    let mut papers = Vec::new();
    let run = Run::begin(workspace, request, false)?;
    with_desk(&run, |desk, _, _, jobs, _, _| {
        for job in jobs.iter().filter(|job| job.waiting.is_empty()) {
            if let Make::Paper { template, record } = &job.make {
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
                papers.push((document, info));
            }
        }
        Ok(())
    })?;
    Ok(Papers {
        engine: engine(workspace)?,
        papers,
    })
}

/// Reads, checks and plans, and hands over what papers are composed of.
fn with_desk<T>(
    run: &Run<'_>,
    then: impl FnOnce(&Desk<'_>, &Engine, &Sources, &[Job<'_>], Office, Vec<Finding>) -> Result<T, Box<Finding>>,
) -> Result<T, Box<Finding>> {
    let Known {
        model,
        mut findings,
        news,
        office,
    } = know(run)?;
    let engine = engine(run.workspace)?;
    findings.extend(uncovered(&model, &engine));
    let sources = run.workspace.templates()?;
    let (mut library, wrong) = Library::read(&sources);
    findings.extend(wrong);
    let (own, wrong) = run.workspace.wordings();
    findings.extend(wrong);
    library.add_own(&own);
    let order: Vec<String> = office.file.units.iter().map(|unit| unit.code.clone()).collect();
    let facts = context::of_model(&model, &library.kinds(), &findings, &order);
    let (facts, places) = match run.request.with_places {
        true => Facts::with_places(&facts, &model),
        false => (Facts::new(facts), Places::default()),
    };
    let desk = Desk {
        library: &library,
        facts: &facts,
        model: &model,
        fonts: &engine,
        places,
    };
    let (jobs, wrong) = plan(&desk);
    findings.extend(wrong);
    findings.extend(news);
    findings.extend(unknown_formats(&office.file, &jobs));
    findings.extend(wordings::review(run, &own, &sources, &jobs));
    let named = sources
        .iter()
        .map(|(path, text)| (format!("templates/{path}"), text.clone()));
    let texts = named.chain(own).collect();
    then(&desk, &engine, &texts, &jobs, office, findings)
}

/// What is known after reading, correcting and checking, and what was found on the way; changes nothing on disk.
pub fn known(workspace: &Workspace, request: &Request) -> Result<(Model, Vec<Finding>), Box<Finding>> {
    let request = Request {
        read_only: true,
        ..request.clone()
    };
    let known = know(&Run::look(workspace, &request))?;
    Ok((known.model, sorted(distinct(known.findings), &known.office)))
}

/// Reads what was sent, checks it, and writes the model.
fn know(run: &Run<'_>) -> Result<Known, Box<Finding>> {
    let workspace = run.workspace;
    let office = workspace.office(run.request.as_of)?;
    let inputs = workspace.inputs();
    let mut ids: ingest::Ids = workspace.yaml("ids.yaml")?.unwrap_or_default();
    let known_ids = ids.clone();
    let taken = submissions(run, &office, &mut ids).with_guests(&inputs, &office.file, &mut ids);
    let outcome = corrected::correct(run, &office, &taken, &mut ids)?;
    let corrected = outcome.corrected;
    let mut findings = corrected.findings;
    let model = Model {
        file: office.file.clone(),
        dossiers: corrected.dossiers,
        guests: corrected.guests,
        receipts: office.receipts.clone(),
        register: office.register.clone(),
        provenance: corrected.provenance,
        today: office.today,
    };
    findings.extend(check(&model));
    findings.extend(context::disagreements(&model).into_iter().map(Finding::new));
    if !run.request.read_only {
        if ids != known_ids {
            model_files::write_ids(&inputs.join("ids.yaml"), &ids)?;
        }
        model_files::write(run, &model, &taken, &outcome.files)?;
    }
    Ok(Known {
        model,
        findings,
        news: outcome.news,
        office,
    })
}

/// What the communes sent: read, or kept from a run that read the same.
fn submissions(run: &Run<'_>, office: &Office, ids: &mut ingest::Ids) -> ingest::Ingest {
    /// What the reading of the communes' workbooks does not look at.
    const OTHERS: [&str; 5] = [
        "inputs/edits.yaml",
        "inputs/guests.xlsx",
        "inputs/returned/",
        "inputs/wording/",
        "inputs/register.yaml",
    ];
    let read = run.inputs.iter().filter(|(path, _)| path.starts_with("inputs/"));
    let read: Vec<_> = read
        .filter(|(path, _)| !OTHERS.iter().any(|other| path.starts_with(other)))
        .collect();
    let key = stamp::digest(&(stamp::program(), read, &*ids));
    let (taken, known) = stamp::recall(run, "submissions.json", &key, || {
        let taken = ingest::submissions(&run.workspace.inputs(), &office.file, &office.receipts, ids);
        (taken, ids.clone())
    });
    *ids = known;
    taken
}

fn engine(workspace: &Workspace) -> Result<Engine, Box<Finding>> {
    let layouts = workspace
        .templates()?
        .into_iter()
        .filter(|(path, _)| path.ends_with(".typ"));
    let layouts = layouts.map(|(path, text)| (format!("/{path}"), text)).collect();
    Engine::new(&layouts, workspace.fonts()?).map_err(|error| {
        let fault = Fault::TemplateInvalid {
            detail: error.to_string(),
        };
        Box::new(Finding::new(fault).in_file("templates"))
    })
}

/// A finding for each value with a character that no font covers.
fn uncovered(model: &Model, fonts: &dyn Coverage) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (path, origin) in &model.provenance {
        let (_, missing) = crate::document::pass(&origin.raw, fonts);
        if !missing.is_empty() {
            let characters = missing
                .iter()
                .map(|c| format!("«{c}» (U+{:04X})", u32::from(*c)))
                .collect::<Vec<_>>();
            let fault = Fault::CharacterNotCovered {
                characters: characters.join(", "),
            };
            let finding = Finding::new(fault).at(origin).path(path.clone());
            let unit = path.strip_prefix("units/").and_then(|rest| rest.split('/').next());
            findings.push(match unit {
                Some(unit) => finding.unit(unit),
                None => finding,
            });
        }
    }
    findings
}

/// A finding for each kind under `formats` of the forum that does not exist.
fn unknown_formats(file: &ForumFile, jobs: &[Job<'_>]) -> Vec<Finding> {
    let named = file.formats.kinds();
    let unknown = named.filter(|kind| !jobs.iter().any(|job| job.kind == **kind));
    let finding = |kind: &String| {
        let fault = Fault::UnknownTarget {
            name: kind.clone(),
            known: known_kinds(jobs),
        };
        Finding::new(fault).in_file("inputs/forum.yaml")
    };
    unknown.map(finding).collect()
}

fn known_kinds(jobs: &[Job<'_>]) -> String {
    let mut kinds: Vec<&str> = jobs.iter().map(|job| job.kind.as_str()).collect();
    kinds.dedup();
    kinds.join(", ")
}

/// The documents that are asked for.
fn asked(documents: &[Entry], request: &Request) -> Vec<Entry> {
    let target = |entry: &Entry| {
        request
            .targets
            .iter()
            .any(|target| entry.id == *target || entry.kind == *target)
    };
    let unit = |entry: &Entry| entry.unit.as_ref().is_some_and(|unit| request.units.contains(unit));
    let documents = documents
        .iter()
        .filter(|entry| request.targets.is_empty() || target(entry));
    let documents = documents.filter(|entry| request.units.is_empty() || unit(entry));
    documents.cloned().collect()
}

/// The jobs that are asked for.
fn choose(jobs: &[Job<'_>], request: &Request) -> Result<Vec<usize>, Box<Finding>> {
    for target in &request.targets {
        if !jobs.iter().any(|job| job.id == *target || job.kind == *target) {
            return Err(Box::new(Finding::new(Fault::UnknownTarget {
                name: target.clone(),
                known: known_kinds(jobs),
            })));
        }
    }
    for unit in &request.units {
        if !jobs.iter().any(|job| job.unit.as_ref() == Some(unit)) {
            return Err(Box::new(Finding::new(Fault::UnknownTarget {
                name: unit.clone(),
                known: known_kinds(jobs),
            })));
        }
    }
    let asked = |job: &Job<'_>| {
        let target = request.targets.is_empty() || request.targets.iter().any(|t| job.id == *t || job.kind == *t);
        let unit = request.units.is_empty() || job.unit.as_ref().is_some_and(|unit| request.units.contains(unit));
        target && unit
    };
    Ok(jobs
        .iter()
        .enumerate()
        .filter(|(_, job)| asked(job))
        .map(|(place, _)| place)
        .collect())
}

/// Where not everything is made anew, the other documents keep their entries.
fn with_the_others(made: Vec<Entry>, jobs: &[Job<'_>], last: &Manifest) -> Vec<Entry> {
    let is_it = |entry: &Entry, job: &Job<'_>| {
        entry.id == job.id
            && entry.audience == job.audience
            && entry.outputs.iter().all(|output| job.makes(&output.path))
    };
    let mut made = made.into_iter().map(Some).collect::<Vec<_>>();
    let of_jobs = jobs.iter().filter_map(|job| {
        let fresh = made
            .iter_mut()
            .find(|entry| entry.as_ref().is_some_and(|entry| is_it(entry, job)))
            .and_then(Option::take);
        fresh.or_else(|| last.documents.iter().find(|entry| is_it(entry, job)).cloned())
    });
    let mut documents: Vec<Entry> = of_jobs.collect();
    documents.extend(made.into_iter().flatten());
    // Files that no paper has now are known until a whole run may remove them.
    for entry in &last.documents {
        let outputs = documents.iter().flat_map(|entry| &entry.outputs);
        let paths: Vec<&str> = outputs.map(|output| output.path.as_str()).collect();
        if entry
            .outputs
            .iter()
            .any(|output| !paths.contains(&output.path.as_str()))
        {
            documents.push(entry.clone());
        }
    }
    documents
}

/// A fault of a template is found once for each of its papers, and said once.
fn distinct(findings: Vec<Finding>) -> Vec<Finding> {
    let mut seen: Vec<Finding> = Vec::new();
    for finding in findings {
        if !seen.contains(&finding) {
            seen.push(finding);
        }
    }
    seen
}

fn sorted(mut findings: Vec<Finding>, office: &Office) -> Vec<Finding> {
    let order: Vec<String> = office.file.units.iter().map(|unit| unit.code.clone()).collect();
    finding::sort(&mut findings, &order);
    findings
}

fn write_findings(workspace: &Workspace, findings: &[Finding]) -> Result<(), Box<Finding>> {
    #[derive(Serialize)]
    struct File<'a> {
        version: u32,
        findings: Vec<finding::Record<'a>>,
    }
    let records = findings
        .iter()
        .map(|finding| finding.record(Language::Vietnamese))
        .collect();
    let json = pretty(&File {
        version: 1,
        findings: records,
    });
    files::write_if_changed(&workspace.out().join("findings.json"), &json)
        .map_err(|error| unreadable("out/findings.json", &error))?;
    Ok(())
}
