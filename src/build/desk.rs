//! From the files of a workspace to what papers are composed of: what was sent, what holds, the facts and the plan.

use super::{Run, choice, corrected, model_files, stamp, uncovered, wordings};
use crate::check::check;
use crate::compose::{Desk, Facts, Library, Places, Sources, context, digest};
use crate::files;
use crate::finding::{Fault, Finding};
use crate::ingest;
use crate::model::Model;
use crate::plan::{Job, plan};
use crate::typeset::Engine;
use crate::workspace::{Office, Workspace};

/// What is known after reading and checking.
struct Known {
    model: Model,
    findings: Vec<Finding>,
    /// What happened in this run alone; no paper shows it.
    news: Vec<Finding>,
    office: Office,
}

/// Reads, checks and plans, and hands over what papers are composed of.
pub(super) fn with_desk<T>(
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
    let forum = files::read_text(&run.workspace.inputs().join("forum.yaml")).unwrap_or_default();
    findings.extend(uncovered::uncovered(&model, &forum, &engine));
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
    findings.extend(choice::unknown_formats(&office.file, &jobs));
    findings.extend(wordings::review(run, &own, &sources, &jobs));
    let named = sources
        .iter()
        .map(|(path, text)| (format!("templates/{path}"), text.clone()));
    let texts = named.chain(own).collect();
    then(&desk, &engine, &texts, &jobs, office, findings)
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
    let key = digest(&(stamp::program(), read, &*ids));
    let (taken, known) = stamp::recall(run, "submissions.json", &key, || {
        let taken = ingest::submissions(&run.workspace.inputs(), &office.file, &office.receipts, ids);
        (taken, ids.clone())
    });
    *ids = known;
    taken
}

pub(super) fn engine(workspace: &Workspace) -> Result<Engine, Box<Finding>> {
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
