//! From the files of a workspace to what papers are composed of: what was sent, what holds, the facts and the plan.

use super::grounds::{Grounds, Left};
use super::tools::Tools;
use super::{Run, choice, corrected, model_files, stamp, uncovered, wordings};
use crate::check::check;
use crate::compose::{Desk, Facts, Places, Sources, context, digest};
use crate::files;
use crate::finding::Finding;
use crate::ingest;
use crate::model::Model;
use crate::plan::{Job, plan};
use crate::typeset::Engine;
use crate::workspace::Office;

/// What is known after reading and checking.
pub(super) struct Known {
    pub model: Model,
    pub findings: Vec<Finding>,
    /// What happened in this run alone; no paper shows it.
    news: Vec<Finding>,
    pub office: Office,
}

/// What papers are composed of, and what was found on the way.
pub(super) struct Ready<'a> {
    pub desk: &'a Desk<'a>,
    pub engine: &'a Engine,
    pub jobs: &'a [Job<'a>],
    /// Templates and own wordings, by their paths below the workspace.
    pub texts: Sources,
    /// What the papers of the last run were made from.
    pub grounds: Grounds,
    pub office: Office,
    pub findings: Vec<Finding>,
}

/// Reads, checks and plans, and hands over what papers are composed of.
pub(super) fn with_desk<T>(
    run: &Run<'_>,
    then: impl FnOnce(Ready<'_>) -> Result<T, Box<Finding>>,
) -> Result<T, Box<Finding>> {
    // Fonts and templates, and what the last run left, are read beside what was sent.
    let (known, tools, left) = std::thread::scope(|scope| {
        let tools = scope.spawn(|| Tools::of(run));
        let left = scope.spawn(|| Left::read(run.workspace));
        (know(run), done(tools.join()), done(left.join()))
    });
    let Known {
        model,
        mut findings,
        news,
        office,
    } = known?;
    let tools = tools?;
    let Tools {
        engine,
        sources,
        library,
        own,
        ..
    } = &*tools;
    let forum = files::read_text(&run.workspace.inputs().join("forum.yaml")).unwrap_or_default();
    findings.extend(uncovered::uncovered(&model, &forum, engine));
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
    then(Ready {
        desk: &desk,
        engine,
        jobs: &jobs,
        texts: named.chain(own.iter().cloned()).collect(),
        grounds: left.against(&facts),
        office,
        findings,
    })
}

/// What a thread came to; one that fell over takes this one with it.
fn done<T>(joined: std::thread::Result<T>) -> T {
    joined.unwrap_or_else(|fault| std::panic::resume_unwind(fault))
}

/// Reads what was sent, checks it, and writes the model.
pub(super) fn know(run: &Run<'_>) -> Result<Known, Box<Finding>> {
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
    let key = digest(&(stamp::program(), read, &*ids));
    let (taken, known) = stamp::recall(run, "submissions.json", &key, || {
        let taken = ingest::submissions(&run.workspace.inputs(), &office.file, &office.receipts, ids);
        (taken, ids.clone())
    });
    *ids = known;
    taken
}
