//! How things stand: what each unit has sent, and which documents are right, missing, stale, waiting, issued or changed by hand.

use jiff::civil::Date;
use serde::Serialize;

use super::batch::{Batch, Done};
use super::issued::Archive;
use super::manifest::{Entry, Manifest, State};
use super::outputs::Outputs;
use super::{Ready, Request, Run, with_desk};
use crate::compose::Desk;
use crate::document::Audience;
use crate::finding::{Fault, Finding, Language};
use crate::model::receipt::Component;
use crate::model::{Channel, Unit};
use crate::progress::Progress;
use crate::workspace::Workspace;

/// How things stand on a day.
#[derive(Debug, Clone, Serialize)]
pub struct Survey {
    /// The day that counts as today.
    pub as_of: Date,
    /// Last day for the dossiers.
    pub last_day: Option<Date>,
    /// Units in the official order.
    pub units: Vec<UnitState>,
    /// Documents in the order of the manifest, each in the form for one audience.
    pub documents: Vec<DocumentState>,
}

/// What a unit has sent.
#[derive(Debug, Clone, Serialize)]
pub struct UnitState {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// What came, by day.
    pub deliveries: Vec<Delivery>,
    /// A workbook of the unit was read.
    pub sent: bool,
    /// Days after the last day on which the first delivery came; 0 if on time, absent if nothing has come or no day is set.
    pub days_late: Option<i32>,
    /// Nothing is missing.
    pub complete: bool,
    /// What is missing in the workbook.
    pub missing: Vec<String>,
    /// Parts of the dossier that have not come on paper.
    pub missing_on_paper: Vec<&'static str>,
}

/// One delivery.
#[derive(Debug, Clone, Serialize)]
pub struct Delivery {
    /// Day.
    pub on: Date,
    /// Ways.
    pub channels: Vec<Channel>,
    /// Workbooks and other files.
    pub files: Vec<String>,
    /// What came on paper.
    pub paper: Vec<Component>,
}

/// One document.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentState {
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// Who sees it.
    pub audience: Audience,
    /// Unit it is about.
    pub unit: Option<String>,
    /// How it stands.
    pub state: Standing,
    /// Facts it waits for, why it failed, or the sign that an issued paper needs a replacing one.
    pub why: Vec<String>,
    /// Somebody changed its file since it was made.
    pub edited: bool,
    /// Number, if it is issued.
    pub number: Option<String>,
    /// Date, if it is issued.
    pub date: Option<String>,
    /// Files below `out/`.
    pub paths: Vec<String>,
}

/// How a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Made, and as the facts say.
    Fresh,
    /// Signed and kept.
    Issued,
    /// Made, but facts or templates have changed since.
    Stale,
    /// Not made yet, or its file is gone.
    Missing,
    /// Waits for facts.
    Waiting,
    /// Could not be made.
    Failed,
}

/// Looks how things stand; changes nothing on disk.
pub fn survey(workspace: &Workspace, request: &Request) -> Result<Survey, Box<Finding>> {
    let request = Request {
        read_only: true,
        ..request.clone()
    };
    let out = workspace.out();
    let last = Manifest::read(&out);
    let (archive, _) = Archive::read(&workspace.inputs());
    let run = Run::look(workspace, &request);
    let outputs = Outputs::new(&run.seen, &last, &run.turn, workspace);
    with_desk(&run, |ready| {
        let Ready {
            desk,
            engine,
            jobs,
            grounds,
            office,
            ..
        } = ready;
        let batch = Batch {
            threads: request.threads,
            ..Batch::look(desk, jobs, engine, &outputs, Some(&grounds), (&last, &archive))
        };
        let all: Vec<usize> = (0..jobs.len()).collect();
        let Done { entries, findings } = batch.run(&all, &Progress::new("", 0, true));
        let outdated: Vec<&str> = findings
            .iter()
            .filter_map(|finding| match &finding.fault {
                Fault::IssuedOutdated { id, .. } => Some(id.as_str()),
                _ => None,
            })
            .collect();
        let formats = jobs.iter().map(|job| match job.format() {
            crate::plan::Format::Pdf => "pdf",
            crate::plan::Format::Xlsx => "xlsx",
        });
        let mut documents: Vec<DocumentState> = entries
            .iter()
            .zip(formats)
            .map(|(entry, format)| {
                let before = last.get(&entry.id, entry.audience, format);
                document(entry, before, outdated.contains(&entry.id.as_str()), &out)
            })
            .collect();
        for (issued, form) in archive.without_jobs(jobs) {
            let mut gone = document(&issued.entry(form), None, false, &out);
            gone.why = vec!["không còn trong danh sách".to_owned()];
            documents.push(gone);
        }
        let last_day = office
            .file
            .deadlines
            .get("dossier")
            .map(crate::model::forum::Deadline::last_day);
        Ok(Survey {
            as_of: office.today,
            last_day,
            units: units(desk, last_day),
            documents,
        })
    })
}

fn document(entry: &Entry, before: Option<&Entry>, outdated: bool, out: &std::path::Path) -> DocumentState {
    let files = match entry.state {
        State::Issued => &entry.outputs,
        _ => before.map_or(&entry.outputs, |before| &before.outputs),
    };
    let is_there = |output: &&super::Output| out.join(&output.path).is_file();
    let there = !files.is_empty() && files.iter().all(|output| is_there(&output));
    let state = match (entry.state, before) {
        (State::Issued, _) => Standing::Issued,
        (State::Waiting, _) => Standing::Waiting,
        (State::Failed, _) => Standing::Failed,
        (State::Fresh, _) => Standing::Fresh,
        (State::Made, Some(before)) if before.state == State::Failed => Standing::Failed,
        (State::Made, Some(before)) if there && before.fingerprint == entry.fingerprint => Standing::Fresh,
        (State::Made, _) if there => Standing::Stale,
        (State::Made, _) => Standing::Missing,
    };
    let why = match (entry.state, before) {
        (State::Issued, _) if outdated => vec!["cần văn bản thay thế".to_owned()],
        (State::Made, Some(before)) if state == Standing::Failed => before.why.clone(),
        _ => entry.why.clone(),
    };
    DocumentState {
        id: entry.id.clone(),
        kind: entry.kind.clone(),
        audience: entry.audience,
        unit: entry.unit.clone(),
        state,
        why,
        edited: files.iter().any(|output| is_there(&output) && !output.is_intact(out)),
        number: entry.number.clone().filter(|_| entry.state == State::Issued),
        date: entry.date.clone().filter(|_| entry.state == State::Issued),
        paths: files.iter().map(|output| output.path.clone()).collect(),
    }
}

fn units(desk: &Desk<'_>, last_day: Option<Date>) -> Vec<UnitState> {
    let records = desk.facts.known("units").map(|units| units.items()).unwrap_or_default();
    let of_record = |record: &crate::compose::Fact| {
        let code = record.text_of("code")?;
        let unit = desk.model.file.units.iter().find(|unit| unit.code == code)?;
        Some(unit_state(unit, record, desk, last_day))
    };
    records.iter().filter_map(of_record).collect()
}

fn unit_state(unit: &Unit, record: &crate::compose::Fact, desk: &Desk<'_>, last_day: Option<Date>) -> UnitState {
    let receipts = desk.model.receipts.iter().filter(|receipt| receipt.unit == unit.code);
    let mut deliveries: Vec<Delivery> = receipts
        .map(|receipt| Delivery {
            on: receipt.on,
            channels: receipt.channels.clone(),
            files: receipt.files.clone(),
            paper: receipt.paper.clone(),
        })
        .collect();
    deliveries.sort_by_key(|delivery| delivery.on);
    let first = deliveries.first().map(|delivery| delivery.on);
    let days_late = first
        .zip(last_day)
        .map(|(first, last)| last.duration_until(first).as_hours() / 24);
    let missing: Vec<String> = record
        .field("missing")
        .items()
        .iter()
        .map(crate::compose::Fact::text)
        .collect();
    let on_paper = |part: &&Component| deliveries.iter().any(|delivery| delivery.paper.contains(part));
    let missing_on_paper: Vec<&str> = Component::ALL
        .iter()
        .filter(|part| !on_paper(part))
        .map(|part| part.label())
        .collect();
    UnitState {
        code: unit.code.clone(),
        name: crate::vietnamese::names::capitalize_first(&unit.full_name()),
        sent: desk.model.dossier(&unit.code).is_some(),
        days_late: days_late.map(|days| i32::try_from(days.max(0)).unwrap_or(i32::MAX)),
        complete: missing.is_empty() && missing_on_paper.is_empty(),
        missing,
        missing_on_paper,
        deliveries,
    }
}

impl Standing {
    /// In a few words.
    pub fn label(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Fresh, Language::Vietnamese) => "đúng",
            (Self::Issued, Language::Vietnamese) => "đã ban hành",
            (Self::Stale, Language::Vietnamese) => "đã cũ, cần lập lại",
            (Self::Missing, Language::Vietnamese) => "chưa lập",
            (Self::Waiting, Language::Vietnamese) => "chờ số liệu",
            (Self::Failed, Language::Vietnamese) => "không lập được",
            (Self::Fresh, Language::English) => "right",
            (Self::Issued, Language::English) => "issued",
            (Self::Stale, Language::English) => "stale",
            (Self::Missing, Language::English) => "not made",
            (Self::Waiting, Language::English) => "waiting",
            (Self::Failed, Language::English) => "failed",
        }
    }
}
