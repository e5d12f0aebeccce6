//! From the files of a workspace to what papers are composed of: what was sent, what holds, the facts and the plan.

use serde::{Deserialize, Serialize};

use super::grounds::{Grounds, Left};
use super::leaves::Leaves;
use super::tools::Tools;
use super::{Run, choice, corrected, model_files, stamp, uncovered, wordings};
use crate::check::check;
use crate::compose::{Desk, Facts, Places, Sources, context};
use crate::finding::Finding;
use crate::ingest;
use crate::model::Model;
use crate::plan::{Job, plan};
use crate::typeset::{Engine, alone, warm_up};
use crate::workspace::Office;

/// What is known after reading.
pub(super) struct Known {
    pub model: Model,
    pub findings: Vec<Finding>,
    /// What happened in this run alone; no paper shows it.
    news: Vec<Finding>,
    pub office: Office,
    unwritten: Unwritten,
}

/// What is to be written of the model.
struct Unwritten {
    taken: ingest::Ingest,
    files: model_files::Seen,
    /// Ids, if some are new.
    ids: Option<ingest::Ids>,
}

/// What papers are composed of, and what was found on the way.
pub(super) struct Ready<'a> {
    pub desk: &'a Desk<'a>,
    pub engine: &'a Engine,
    pub jobs: &'a [Job<'a>],
    /// Templates and own wordings, by their paths below the workspace.
    pub texts: Sources,
    /// The values of the model.
    pub leaves: Leaves,
    /// What the papers of the last run were made from.
    pub grounds: Grounds,
    pub office: Office,
    pub findings: Vec<Finding>,
}

/// Reads, checks and plans, and hands over what papers are composed of. Meanwhile the engine is warmed up.
pub(super) fn with_desk<T>(
    run: &Run<'_>,
    then: impl FnOnce(Ready<'_>) -> Result<T, Box<Finding>>,
) -> Result<T, Box<Finding>> {
    std::thread::scope(|scope| {
        // Fonts and templates, and what the last run left, are read beside what was sent.
        let reading = scope.spawn(move || {
            let tools = Tools::of(run);
            if let Ok(tools) = tools.clone() {
                scope.spawn(move || alone(|| warm_up(&tools.engine)));
            }
            (tools, Left::read(run.workspace))
        });
        let known = know(run)?;
        let (tools, left) = done(reading.join());
        plan_of(run, known, &*tools?, left, then)
    })
}

/// Plans, while the model is written, and hands over what papers are composed of.
fn plan_of<T>(
    run: &Run<'_>,
    known: Known,
    tools: &Tools,
    left: Left,
    then: impl FnOnce(Ready<'_>) -> Result<T, Box<Finding>>,
) -> Result<T, Box<Finding>> {
    let Known {
        model,
        mut findings,
        news,
        office,
        unwritten,
    } = known;
    let Tools {
        engine,
        sources,
        library,
        own,
        ..
    } = tools;
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| unwritten.write(run, &model));
        let (found, leaves) = rayon::join(|| checked(&model), || Leaves::of(&model, engine));
        findings.extend(found);
        findings.extend(uncovered::told(&leaves.uncovered, &model, run.workspace));
        findings.extend(tools.findings.iter().cloned());
        let order: Vec<String> = office.file.units.iter().map(|unit| unit.code.clone()).collect();
        let facts = context::of_model(&model, &library.kinds(), &findings, &order);
        let (facts, places) = match run.request.with_places {
            true => Facts::with_places(&facts, &model),
            false => (Facts::new(facts), Places::default()),
        };
        let desk = Desk {
            library,
            facts: &facts,
            model: &model,
            fonts: engine,
            places,
        };
        let (jobs, wrong) = plan(&desk);
        findings.extend(wrong);
        findings.extend(news);
        findings.extend(choice::unknown_formats(&office.file, &jobs));
        findings.extend(wordings::review(run, own, sources, &jobs));
        let named = sources
            .iter()
            .map(|(path, text)| (format!("templates/{path}"), text.clone()));
        let grounds = left.against(&facts);
        done(writing.join())?;
        let result = then(Ready {
            desk: &desk,
            engine,
            jobs: &jobs,
            texts: named.chain(own.iter().cloned()).collect(),
            leaves,
            grounds,
            office,
            findings,
        });
        drop(jobs);
        // There are tens of thousands of them, and nobody waits for their end.
        std::thread::spawn(move || drop(facts));
        result
    })
}

/// What a thread came to; one that fell over takes this one with it.
fn done<T>(joined: std::thread::Result<T>) -> T {
    joined.unwrap_or_else(|fault| std::panic::resume_unwind(fault))
}

/// What the rules say of the model.
pub(super) fn checked(model: &Model) -> Vec<Finding> {
    let mut findings = check(model);
    findings.extend(context::disagreements(model).into_iter().map(Finding::new));
    findings
}

/// Reads what was sent, with what people corrected.
pub(super) fn know(run: &Run<'_>) -> Result<Known, Box<Finding>> {
    let workspace = run.workspace;
    let office = office(run)?;
    let inputs = workspace.inputs();
    let Submitted { taken, before, ids } = submissions(run, &office)?;
    let mut ids = ids;
    let taken = taken.with_guests(&inputs, &office.file, &mut ids, &run.shelf());
    let outcome = corrected::correct(run, &office, &taken, &mut ids)?;
    let corrected = outcome.corrected;
    let findings = corrected.findings;
    let model = Model {
        file: office.file.clone(),
        dossiers: corrected.dossiers,
        guests: corrected.guests,
        receipts: office.receipts.clone(),
        register: office.register.clone(),
        provenance: corrected.provenance,
        today: office.today,
    };
    Ok(Known {
        model,
        findings,
        news: outcome.news,
        office,
        unwritten: Unwritten {
            taken,
            files: outcome.files,
            ids: (ids != before).then_some(ids),
        },
    })
}

impl Unwritten {
    /// Writes the model, unless the run only looks.
    fn write(self, run: &Run<'_>, model: &Model) -> Result<(), Box<Finding>> {
        if run.request.read_only {
            return Ok(());
        }
        if let Some(ids) = &self.ids {
            model_files::write_ids(&run.workspace.inputs().join("ids.yaml"), ids)?;
        }
        model_files::write(run, model, &self.taken, &self.files)
    }
}

/// What was read of the communes' workbooks.
#[derive(Serialize, Deserialize)]
struct Submitted {
    taken: ingest::Ingest,
    /// `inputs/ids.yaml` as it is.
    before: ingest::Ids,
    /// The same with who is new.
    ids: ingest::Ids,
}

/// What the communes sent: read, or kept from a run that read the same.
fn submissions(run: &Run<'_>, office: &Office) -> Result<Submitted, Box<Finding>> {
    /// What the reading of the communes' workbooks does not look at.
    const OTHERS: [&str; 5] = [
        "inputs/edits.yaml",
        "inputs/guests.xlsx",
        "inputs/returned/",
        "inputs/wording/",
        "inputs/register.yaml",
    ];
    let is_read = |path: &str| path.starts_with("inputs/") && !OTHERS.iter().any(|other| path.starts_with(other));
    stamp::recall(run, "submissions.json", &is_read, || {
        let before: ingest::Ids = run.workspace.yaml("ids.yaml")?.unwrap_or_default();
        let mut ids = before.clone();
        let inputs = run.workspace.inputs();
        let taken = ingest::submissions(&inputs, &office.file, &office.receipts, &mut ids, &run.shelf());
        Ok(Submitted { taken, before, ids })
    })
}

/// What the organiser wrote: read, or kept from a run that read the same.
fn office(run: &Run<'_>) -> Result<Office, Box<Finding>> {
    const READ: [&str; 3] = ["inputs/forum.yaml", "inputs/receipts.yaml", "inputs/register.yaml"];
    stamp::recall(run, "office.json", &|path| READ.contains(&path), || {
        run.workspace.office(run.request.as_of)
    })
}
