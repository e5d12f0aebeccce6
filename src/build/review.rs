//! Drafts that came back, or were changed in place: found, compared with the papers, and what they propose listed and decided.

mod decide;

use std::path::Path;

use super::issued::Archive;
use super::manifest::Manifest;
use super::trace::Origins;
use super::{Ready, Request, Run, Source, with_desk};
use crate::compose::{Desk, Order, Sources, Template};
use crate::document::Audience;
use crate::edits::{All, Change};
use crate::files;
use crate::finding::{Fault, Finding, Language, Severity};
use crate::ingest::drafts::{self, Draft};
use crate::plan::{Job, Make};
use crate::review::{DECISIONS, Decided, Decisions, Does, Facts, Patch, Present, Proposal, own_text, proposals};
use crate::typeset::Engine;
use crate::word::{self, Origin, Part};
use crate::workspace::{Workspace, unreadable};
pub use decide::{Accepted, Verdict, accept, reject};

/// Folders below the workspace in which drafts are looked for.
const RETURNED: &str = "inputs/returned";
const MADE: &str = "out/docx";

/// All drafts that came back.
#[derive(Debug, Default)]
pub struct Review {
    /// In the order of their names.
    pub drafts: Vec<ReturnedDraft>,
    /// What is to be said of them and of those that could not be compared.
    pub findings: Vec<Finding>,
}

/// A draft and what it proposes.
#[derive(Debug)]
pub struct ReturnedDraft {
    /// Path below the workspace.
    pub file: String,
    /// Id of its paper.
    pub paper: String,
    /// Who may see that form of it.
    pub audience: Audience,
    /// The template whose words it has: that of the kind, or the paper's own.
    pub template: String,
    /// What it proposes.
    pub items: Vec<Item>,
}

/// A proposal and what became of it.
#[derive(Debug)]
pub struct Item {
    /// The proposal.
    pub proposal: Proposal,
    /// Cells and lines behind what is printed there.
    pub sources: Vec<Source>,
    /// What was decided about it.
    pub decided: Option<Decided>,
}

impl Review {
    /// Proposals about which nothing was decided.
    pub fn open(&self) -> usize {
        let items = self.drafts.iter().flat_map(|draft| &draft.items);
        items.filter(|item| item.decided.is_none()).count()
    }
}

/// What drafts propose; `of_kind` looks at the template of a kind where a paper has a wording of its own. Changes nothing on disk.
pub fn review(workspace: &Workspace, request: &Request, of_kind: bool) -> Result<Review, Box<Finding>> {
    let request = Request {
        read_only: true,
        with_places: true,
        quiet: true,
        as_of: request.as_of,
        threads: request.threads,
        ..Request::default()
    };
    let run = Run::look(workspace, &request);
    let last = Manifest::read(&workspace.out());
    let paths = paths(&run, &last);
    let mut review = Review::default();
    if paths.is_empty() {
        return Ok(review);
    }
    let decisions = decisions(workspace)?;
    let (archive, _) = Archive::read(&workspace.inputs());
    let forum = files::read_text(&workspace.inputs().join("forum.yaml")).unwrap_or_default();
    with_desk(&run, |ready| {
        let Ready {
            desk,
            engine,
            texts,
            jobs,
            ..
        } = ready;
        let origins = Origins::new(desk.model, &forum);
        let reading = Reading {
            workspace,
            desk,
            engine,
            texts: &texts,
            jobs,
            archive: &archive,
            last: &last,
            of_kind,
        };
        for path in paths {
            let (found, mut faults) = reading.draft(&path);
            if let Some((mut draft, proposals)) = found {
                let items = proposals.into_iter().map(|proposal| Item {
                    sources: sources(&origins, &proposal),
                    decided: decisions.of(&proposal.id).cloned(),
                    proposal,
                });
                draft.items = items.collect();
                // What is to be known for a decision is of no interest once all is decided.
                if draft.items.iter().all(|item| item.decided.is_some()) {
                    faults.clear();
                }
                review.drafts.push(draft);
            }
            let place = path.strip_prefix("inputs/").unwrap_or(&path);
            let findings = faults.into_iter().map(|fault| Finding::new(fault).in_file(place));
            review.findings.extend(findings);
        }
        Ok(review)
    })
}

/// What a run says of drafts: those that cannot be read, and how many proposals wait.
pub(super) fn waiting(run: &Run<'_>) -> Vec<Finding> {
    let last = Manifest::read(&run.workspace.out());
    if paths(run, &last).is_empty() {
        return Vec::new();
    }
    match review(run.workspace, run.request, false) {
        Err(finding) => vec![*finding],
        Ok(review) => {
            let count = review.open();
            let grave = |finding: &Finding| finding.severity() != Severity::Note;
            let mut findings: Vec<Finding> = review.findings.into_iter().filter(grave).collect();
            if count > 0 {
                findings.push(Finding::new(Fault::ReviewWaiting { count }));
            }
            findings
        }
    }
}

/// What was decided so far.
fn decisions(workspace: &Workspace) -> Result<Decisions, Box<Finding>> {
    let path = workspace.root().join(DECISIONS);
    let text = files::read_text_if_any(&path).map_err(|error| unreadable(DECISIONS, &error))?;
    Decisions::read(&text.unwrap_or_default()).map_err(|error| Box::new(crate::compose::yaml_finding(DECISIONS, error)))
}

/// Whether somebody means the file as a text; what is not read of these gets a finding.
fn is_text(path: &str) -> bool {
    let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
    extension
        .is_some_and(|extension| ["docx", "docm", "doc", "odt", "rtf"].contains(&extension.to_lowercase().as_str()))
}

/// The drafts that came back, and those below `out/` that are not as this program wrote them.
fn paths(run: &Run<'_>, last: &Manifest) -> Vec<String> {
    let root = run.workspace.root();
    let below = |folder: &str| {
        let found = files::walk(&root.join(folder)).unwrap_or_default();
        let drafts = found.into_iter().filter(|path| is_text(path));
        drafts.map(|path| format!("{folder}/{path}")).collect::<Vec<_>>()
    };
    let outputs = last.documents.iter().flat_map(|entry| &entry.outputs);
    let ours: Vec<(String, &str)> = outputs
        .map(|output| (format!("out/{}", output.path), output.sha256.as_str()))
        .collect();
    let is_ours = |path: &String| {
        let known = ours.iter().filter(|(ours, _)| ours == path);
        let mut hashes = known.map(|(_, hash)| *hash).peekable();
        hashes.peek().is_some()
            && run
                .seen
                .sha256(path)
                .is_some_and(|hash| hashes.any(|known| known == hash))
    };
    let mut paths = below(RETURNED);
    paths.extend(below(MADE).into_iter().filter(|path| !is_ours(path)));
    paths
}

fn sources(origins: &Origins<'_>, proposal: &Proposal) -> Vec<Source> {
    let path = match &proposal.does {
        Does::Correct(correction) => match correction.change {
            Change::Record(_) => None,
            Change::Drop => Some(format!("{}/name", correction.at)),
            _ => Some(correction.at.clone()),
        },
        Does::ByHand { path, .. } => path.clone(),
        _ => None,
    };
    let mut sources = path.map_or_else(Vec::new, |path| origins.of(&path, proposal.old.as_deref()));
    sources.iter_mut().for_each(Source::hide_withheld);
    sources
}

/// What drafts are read with.
struct Reading<'a> {
    workspace: &'a Workspace,
    desk: &'a Desk<'a>,
    engine: &'a Engine,
    texts: &'a Sources,
    jobs: &'a [Job<'a>],
    archive: &'a Archive,
    last: &'a Manifest,
    of_kind: bool,
}

/// A draft with what it proposes.
type Compared = (ReturnedDraft, Vec<Proposal>);
/// A draft, if it could be compared, and what is to be said of it.
type Found = (Option<Compared>, Vec<Fault>);

impl Reading<'_> {
    /// One draft with what it proposes, and what is to be said of it.
    fn draft(&self, path: &str) -> Found {
        let draft = match drafts::open(&self.workspace.root().join(path)) {
            Ok(draft) => draft,
            Err(fault) => return (None, vec![fault]),
        };
        let origin = draft.origin.as_deref().and_then(read_origin);
        let job = match &origin {
            Some(origin) => self.job(|job| job.id == origin.id && job.audience == origin.audience),
            None => self.by_name(path),
        };
        let Some(job) = job else {
            let name = origin.map_or_else(|| stem(path).to_owned(), |origin| origin.id);
            return (None, vec![Fault::DraftUnknown { name }]);
        };
        match self.compare(path, job, origin, &draft) {
            Ok((found, findings)) => (Some(found), findings),
            Err(finding) => {
                let reason = finding.fault.message(Language::Vietnamese);
                let paper = job.id.clone();
                (None, vec![Fault::DraftNotCompared { paper, reason }])
            }
        }
    }

    fn job(&self, test: impl Fn(&Job<'_>) -> bool) -> Option<&Job<'_>> {
        self.jobs.iter().find(|job| job.draft().is_some() && test(job))
    }

    /// The paper whose draft has this name, or the longest beginning of it.
    fn by_name(&self, path: &str) -> Option<&Job<'_>> {
        let name = stem(path).to_lowercase();
        let public = path.split('/').any(|folder| folder == "cong-khai");
        let drafts = self.jobs.iter().filter_map(|job| Some((job, job.draft()?)));
        let begins = drafts.filter(|(_, draft)| {
            let rest = name.strip_prefix(&stem(draft).to_lowercase());
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        });
        let rank =
            |(job, draft): &(&Job<'_>, String)| (stem(draft).len(), (job.audience == Audience::Public) == public);
        begins.max_by_key(rank).map(|(job, _)| job)
    }

    fn compare(
        &self,
        path: &str,
        job: &Job<'_>,
        origin: Option<Origin>,
        draft: &Draft,
    ) -> Result<(Compared, Vec<Fault>), Box<Finding>> {
        let Make::Paper { template, record } = &job.make else {
            return Err(Box::new(Finding::new(Fault::DraftUnknown { name: job.id.clone() })));
        };
        let template: &Template = match self.of_kind {
            true => template,
            false => self.desk.library.wording_for(template, &job.id)?,
        };
        let order = Order {
            id: &job.id,
            audience: job.audience,
            record: record.as_ref(),
        };
        let parts = |template: &Template| -> Result<Vec<Part>, Box<Finding>> {
            let document = self.desk.document_by(template, &order)?;
            Ok(word::origin(&document, self.engine).parts)
        };
        let plain = parts(template)?;
        let (noted, notes) = self.desk.noted(|| parts(template));
        let whole = Template::normal(text_of(self.texts, &template.file).unwrap_or_default());
        let texts = |file: &str| match file == template.file {
            true => Some(whole.as_str()),
            false => text_of(self.texts, &format!("templates/{file}")),
        };
        let trial = |patches: &[Patch]| {
            let text = own_text(&template.file, patches, &texts)?;
            parts(&template.own(&template.file, &text).ok()?).ok()
        };
        let model = self.desk.model;
        let facts = Facts {
            all: All {
                dossiers: &model.dossiers,
                guests: &model.guests,
            },
            file: &model.file,
        };
        let present = Present::new(&plain, &noted?, &notes, facts, &texts, &trial);
        let mut faults = Vec::new();
        let paper = job.id.clone();
        let issued = self
            .archive
            .latest(&job.id)
            .and_then(|issued| issued.form(job.audience));
        let base = match origin {
            Some(origin) => origin.parts,
            None => {
                faults.push(Fault::DraftWithoutOrigin { paper: paper.clone() });
                let as_issued = || issued.map(|form| word::origin(&form.document, self.engine).parts);
                self.as_made(path, job)
                    .or_else(as_issued)
                    .unwrap_or_else(|| plain.clone())
            }
        };
        let proposals = proposals(&job.id, job.audience, &base, draft, &present);
        if !present.says(&base) {
            faults.push(Fault::DraftMoved { paper: paper.clone() });
        }
        if issued.is_some() {
            faults.push(Fault::DraftIssued { paper: paper.clone() });
        }
        let draft = ReturnedDraft {
            file: path.to_owned(),
            paper,
            audience: job.audience,
            template: template.file.clone(),
            items: Vec::new(),
        };
        Ok(((draft, proposals), faults))
    }

    /// The words of the draft as it was made last, if that is still there as it was written.
    fn as_made(&self, path: &str, job: &Job<'_>) -> Option<Vec<Part>> {
        let made = job.draft()?;
        let place = format!("out/{made}");
        let outputs = self.last.documents.iter().flat_map(|entry| &entry.outputs);
        let output = outputs.into_iter().find(|output| output.path == made)?;
        if place == path || !output.is_intact(&self.workspace.out()) {
            return None;
        }
        let draft = drafts::open(&self.workspace.root().join(place)).ok()?;
        Some(read_origin(draft.origin.as_deref()?)?.parts)
    }
}

fn read_origin(json: &str) -> Option<Origin> {
    let origin: Origin = serde_json::from_str(json).ok()?;
    (origin.version == 1).then_some(origin)
}

/// The name of a file without its folder and extension.
fn stem(path: &str) -> &str {
    Path::new(path)
        .file_stem()
        .and_then(|stem| stem.to_str())
        .unwrap_or_default()
}

fn text_of<'t>(texts: &'t Sources, path: &str) -> Option<&'t str> {
    let found = texts.iter().find(|(known, _)| known == path);
    found.map(|(_, text)| text.as_str())
}
