//! Makes the files that are not fresh, on all cores: first those of single papers, then what is bound of them.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use super::board::Board;
use super::bound::{self, Before};
use super::composer::{Composer, format_name, key, of_paper};
use super::grounds::{Content, Grounds};
use super::issued::{self, Archive, Form, Issued};
use super::manifest::{Entry, Manifest, Output, State};
use super::outputs::Outputs;
use super::reasons::Reasons;
use crate::compose::{Desk, Reads};
use crate::document::Document;
use crate::finding::{Fault, Finding, Language};
use crate::model::PaperFormat;
use crate::plan::{Job, Make};
use crate::progress::Progress;
use crate::typeset::{BIND_VERSION, Binding, Engine, Pdf, PdfError, PrintInfo, Source, alone, print};
use crate::word;

/// Papers after which layouts that none of them used are forgotten: often enough for flat memory, seldom enough to cost nothing.
pub const EVICT_EVERY: usize = 20;
/// Evictions that a layout outlives without being used.
pub const EVICT_AGE: usize = 2;

/// What the batch works with.
pub struct Batch<'a> {
    /// Templates, facts, fonts.
    pub desk: &'a Desk<'a>,
    /// All jobs of the plan; a collection names its members here.
    pub jobs: &'a [Job<'a>],
    /// The engine.
    pub engine: &'a Engine,
    /// The files below `out/`.
    pub outputs: &'a Outputs<'a>,
    /// Why papers are made again.
    pub reasons: Option<&'a Reasons<'a>>,
    /// What was right after the last run.
    pub last: &'a Manifest,
    /// Formats that were asked for; what the forum says and what there is without them.
    pub formats: Option<&'a [PaperFormat]>,
    /// Papers that were issued: never made again.
    pub issued: &'a Archive,
    /// Only tells what would be made; writes nothing.
    pub look_only: bool,
    /// Number of threads; 0 takes one for each core.
    pub threads: usize,
    /// Composes the papers; a collection takes those of its members.
    pub composer: Composer<'a>,
}

/// What became of the jobs.
#[derive(Default)]
pub struct Done {
    /// Their entries, in order.
    pub entries: Vec<Entry>,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

/// The bytes of a file, and its pages where it has some.
type Bytes = Result<(Vec<u8>, Option<usize>), Box<Finding>>;

/// A file of a document, and how it is made.
struct Making<'m> {
    format: &'static str,
    path: String,
    make: Box<dyn FnOnce() -> Bytes + 'm>,
}

impl<'a> Batch<'a> {
    /// A batch that only tells what would be made, with one thread for each core. What the last run left is believed if there
    /// are `grounds`.
    pub fn look(
        desk: &'a Desk<'a>,
        jobs: &'a [Job<'a>],
        engine: &'a Engine,
        outputs: &'a Outputs<'a>,
        grounds: Option<&'a Grounds>,
        (last, issued): (&'a Manifest, &'a Archive),
    ) -> Self {
        Self {
            composer: Composer::new(desk, jobs, grounds, engine.fingerprint()),
            desk,
            jobs,
            engine,
            outputs,
            reasons: None,
            last,
            formats: None,
            issued,
            look_only: true,
            threads: 0,
        }
    }

    /// Makes the jobs at `places`; the entries come back in that order.
    pub fn run(&self, places: &[usize], progress: &Progress) -> Done {
        let (next, made) = (AtomicUsize::new(0), AtomicUsize::new(1));
        let done = Board::new(places);
        // The largest files first, so that no thread is left with one at the end. What is bound of others comes last: whoever
        // takes it may have to wait for those that are still at work.
        let mut order: Vec<usize> = places.to_vec();
        order.sort_by_key(|place| std::cmp::Reverse(weight(&self.jobs[*place])));
        let work = || {
            while let Some(&place) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                let end = done.ends(place);
                let (entry, findings) = self.one(place, &done);
                // Old layouts go, whether this one succeeded or not; what is left alone makes none.
                let set = entry.state != State::Fresh && entry.state != State::Waiting;
                if set && made.fetch_add(1, Ordering::Relaxed) % EVICT_EVERY == 0 {
                    comemo::evict(EVICT_AGE);
                }
                progress.step();
                end.with(entry, findings);
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..self.threads().min(places.len()) {
                scope.spawn(|| alone(work));
            }
        });
        let mut done = done.into_made();
        let mut all = Done::default();
        for (entry, findings) in places.iter().filter_map(|place| done.remove(place)) {
            all.entries.push(entry);
            all.findings.extend(findings);
        }
        all
    }

    fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        if self.threads == 0 { cores() } else { self.threads }
    }

    fn one(&self, place: usize, done: &Board) -> (Entry, Vec<Finding>) {
        let job = &self.jobs[place];
        if let Some(kept) = self.as_issued(place) {
            return kept;
        }
        let mut entry = self.blank(job);
        let mut findings = Vec::new();
        if !job.waiting.is_empty() {
            entry.state = State::Waiting;
            entry.why = job.waiting.clone();
        } else if let Err(finding) = self.make(place, done, &mut entry, &mut findings) {
            entry.state = State::Failed;
            entry.why = vec![finding.fault.message(Language::Vietnamese)];
            // What an earlier run made stays until the paper can be made again.
            let last = self.last.get(&job.id, job.audience, format_name(job));
            entry.outputs = last.map_or_else(Vec::new, |last| last.outputs.clone());
            findings.push(*finding);
        }
        (entry, findings)
    }

    /// An issued paper stays as it was signed; what it would say now is only compared.
    fn as_issued(&self, place: usize) -> Option<(Entry, Vec<Finding>)> {
        let job = &self.jobs[place];
        let Make::Paper { template, .. } = job.make else {
            return None;
        };
        let (issued, form) = self.form(job)?;
        let mut findings = match self.look_only {
            true => Vec::new(),
            false => self.issued.restore(issued, form, self.outputs),
        };
        let changed = || -> Result<Option<Finding>, Box<Finding>> {
            if self.composer.content(place)?.digest == of_paper(&form.document).digest {
                return Ok(None);
            }
            let now = self.composer.document(place)?;
            Ok(issued::changed(issued, form, now, self.desk, template))
        };
        if job.waiting.is_empty() {
            match changed() {
                Ok(changed) => findings.extend(changed),
                Err(finding) => findings.push(*finding),
            }
        }
        Some((issued.entry(form), findings))
    }

    /// A paper as it was issued, if it was.
    fn form(&self, job: &Job<'_>) -> Option<(&Issued, &Form)> {
        let issued = self.issued.latest(&job.id)?;
        Some((issued, issued.form(job.audience)?))
    }

    fn blank(&self, job: &Job<'_>) -> Entry {
        let register = self.desk.model.register.get(&job.id);
        Entry {
            id: job.id.clone(),
            kind: job.kind.clone(),
            audience: job.audience,
            unit: job.unit.clone(),
            title: String::new(),
            stage: register.map(|entry| entry.stage).unwrap_or_default(),
            number: register
                .and_then(|entry| entry.number)
                .map(|n| crate::vietnamese::numbers::pad(u64::from(n))),
            date: register.and_then(|entry| entry.date).map(|date| date.to_string()),
            signer: None,
            fingerprint: None,
            state: State::Made,
            why: Vec::new(),
            outputs: Vec::new(),
        }
    }

    /// Makes one document; what it cannot hold in full is a finding.
    fn make(
        &self,
        place: usize,
        done: &Board,
        entry: &mut Entry,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Box<Finding>> {
        match &self.jobs[place].make {
            Make::Book { .. } => self.make_book(place, entry, findings),
            Make::Paper { .. } => self.make_paper(place, entry, findings),
            Make::Collection { members, .. } => self.bind(place, members, done, entry, findings),
        }
    }

    fn make_book(&self, place: usize, entry: &mut Entry, findings: &mut Vec<Finding>) -> Result<(), Box<Finding>> {
        let job = &self.jobs[place];
        let content = self.composer.content(place)?;
        entry.title.clone_from(&content.title);
        let fingerprint = fingerprint(
            &[concat!("xlsx ", env!("CARGO_PKG_VERSION")).as_bytes()],
            &content.digest,
        );
        let make = || {
            let book = self.composer.book(place)?;
            let bytes = crate::sheets::write(book).map_err(|error| self.failed(job, error.to_string()))?;
            Ok((bytes, None))
        };
        let file = Making {
            format: format_name(job),
            path: job.path.clone(),
            make: Box::new(make),
        };
        let asked = || self.asked(&[place]);
        findings.extend(self.finish(job, entry, fingerprint, vec![file], &asked)?);
        findings.extend(content.losses.iter().cloned());
        Ok(())
    }

    /// A paper as it is to be printed: as it was issued, else as the facts are now.
    fn content(&self, place: usize) -> Result<Content, Box<Finding>> {
        match self.form(&self.jobs[place]) {
            Some((_, form)) => Ok(of_paper(&form.document)),
            None => self.composer.content(place).cloned(),
        }
    }

    fn document(&self, place: usize) -> Result<&Document, Box<Finding>> {
        match self.form(&self.jobs[place]) {
            Some((_, form)) => Ok(&form.document),
            None => self.composer.document(place),
        }
    }

    /// The facts that papers ask for, as far as they are others than in the last run.
    fn asked(&self, places: &[usize]) -> Vec<(String, &Reads)> {
        let asked = places
            .iter()
            .map(|place| Some((key(&self.jobs[*place]), self.composer.reads(*place)?)));
        asked.flatten().collect()
    }

    /// What the file of a paper says about itself.
    fn info(&self, place: usize, title: &str) -> PrintInfo {
        let job = &self.jobs[place];
        PrintInfo {
            id: format!("{} {:?}", job.id, job.audience),
            title: title.to_owned(),
            date: self.desk.date(&job.id),
        }
    }

    /// Of everything that decides the bytes of a paper's files.
    fn fingerprint_of(&self, content: &Content, info: &PrintInfo) -> String {
        let parts = [self.engine.fingerprint().as_slice(), word::VERSION.as_bytes()];
        fingerprint(&parts, &(info, &content.digest))
    }

    /// The file of a paper.
    fn set(&self, place: usize, info: &PrintInfo) -> Result<Pdf, Box<Finding>> {
        let document = self.document(place)?;
        print(self.engine, Some(document), info).map_err(|error| self.failed(&self.jobs[place], error.to_string()))
    }

    /// Makes the file of one paper, and its draft.
    fn make_paper(&self, place: usize, entry: &mut Entry, findings: &mut Vec<Finding>) -> Result<(), Box<Finding>> {
        let job = &self.jobs[place];
        let content = self.content(place)?;
        entry.title.clone_from(&content.title);
        entry.signer.clone_from(&content.signer);
        let info = self.info(place, &content.title);
        let pdf = || {
            let pdf = self.set(place, &info)?;
            Ok((pdf.bytes, Some(pdf.pages)))
        };
        let mut files = vec![Making {
            format: format_name(job),
            path: job.path.clone(),
            make: Box::new(pdf),
        }];
        if let Some(path) = job.draft().filter(|path| self.wants_draft(job, path)) {
            let draft = || {
                let draft = word::write(self.document(place)?, info.date, self.engine);
                Ok((draft.map_err(|error| self.failed(job, error.to_string()))?, None))
            };
            files.push(Making {
                format: "docx",
                path,
                make: Box::new(draft),
            });
        }
        let fingerprint = self.fingerprint_of(&content, &info);
        findings.extend(self.finish(job, entry, fingerprint, files, &|| self.asked(&[place]))?);
        Ok(())
    }

    /// Makes the file to print of the papers at `members`, from the files of these.
    fn bind(
        &self,
        place: usize,
        members: &[usize],
        done: &Board,
        entry: &mut Entry,
        findings: &mut Vec<Finding>,
    ) -> Result<(), Box<Finding>> {
        let job = &self.jobs[place];
        let contents = members.iter().map(|member| self.content(*member));
        let contents: Vec<Content> = contents.collect::<Result<_, _>>()?;
        let Some(first) = contents.first() else {
            return Ok(());
        };
        entry.title = format!("{} ({} văn bản)", first.title, contents.len());
        entry.signer.clone_from(&first.signer);
        let info = self.info(place, &entry.title);
        let of_members = members.iter().zip(&contents);
        let fingerprints: Vec<String> = of_members
            .map(|(member, content)| self.fingerprint_of(content, &self.info(*member, &content.title)))
            .collect();
        let last = self.last.get(&job.id, job.audience, format_name(job));
        let last = last.and_then(|last| last.outputs.first());
        // What came from each paper, for the next time.
        let mut known = None;
        let pdf = || {
            let wrong = |error: PdfError| self.failed(job, error.to_string());
            let before = last
                .map(|output| Before::read(self.outputs, output))
                .unwrap_or_default();
            let cover = print(self.engine, None, &info).map_err(wrong)?.bytes;
            let mut binding = Binding::new(&cover, before.size()).map_err(wrong)?;
            let mut files = Vec::with_capacity(members.len());
            for ((member, content), fingerprint) in members.iter().zip(&contents).zip(&fingerprints) {
                done.wait_for(*member);
                let file = self.finished(*member, fingerprint, done);
                let sha256 = file.as_ref().map(|output| output.sha256.as_str());
                let source = match sha256.and_then(|sha256| before.section(sha256)) {
                    Some((bytes, section)) => Source::Bound(bytes, section),
                    None => Source::File(match file.as_ref().and_then(|output| self.outputs.read(output)) {
                        Some(bytes) => bytes,
                        None => self.set(*member, &self.info(*member, &content.title))?.bytes,
                    }),
                };
                binding.add(&content.title, &source).map_err(wrong)?;
                files.push(file.map(|output| output.sha256));
            }
            let bound = binding.finish().map_err(wrong)?;
            known = Some((files, bound.sections));
            Ok((bound.pdf.bytes, Some(bound.pdf.pages)))
        };
        let file = Making {
            format: format_name(job),
            path: job.path.clone(),
            make: Box::new(pdf),
        };
        let parts = [self.engine.fingerprint().as_slice(), BIND_VERSION.as_bytes()];
        let fingerprint = fingerprint(&parts, &(&info, &fingerprints));
        findings.extend(self.finish(job, entry, fingerprint, vec![file], &|| self.asked(members))?);
        if let (Some((files, sections)), Some(output)) = (known, entry.outputs.first()) {
            bound::keep(self.outputs, output, &files, sections);
        }
        Ok(())
    }

    /// The file of a paper that was made in this run, or in an earlier one from the same, if it is intact.
    fn finished(&self, place: usize, fingerprint: &str, done: &Board) -> Option<Output> {
        let job = &self.jobs[place];
        let now = done.entry(place);
        let last = || self.last.get(&job.id, job.audience, format_name(job)).cloned();
        let entry = now.or_else(last)?;
        let issued = entry.state == State::Issued;
        let output = entry.outputs.iter().find(|output| output.path == job.path)?;
        let right = issued || entry.fingerprint.as_deref() == Some(fingerprint);
        (right && self.outputs.is_intact(output)).then(|| output.clone())
    }

    /// Whether a paper is to have a draft: asked for now, or by the forum, or one that was made once and goes on with its paper.
    fn wants_draft(&self, job: &Job<'_>, path: &str) -> bool {
        if let Some(formats) = self.formats {
            return formats.contains(&PaperFormat::Docx);
        }
        let last = self.last.get(&job.id, job.audience, "docx");
        self.desk.model.file.formats.of(&job.kind).contains(&PaperFormat::Docx)
            || last.is_some_and(|last| last.outputs.iter().any(|output| output.path == path))
    }

    /// Leaves files alone that are still right; makes and writes the others. Tells of files that somebody had changed.
    fn finish<'r>(
        &self,
        job: &Job<'_>,
        entry: &mut Entry,
        fingerprint: String,
        files: Vec<Making<'_>>,
        asked: &dyn Fn() -> Vec<(String, &'r Reads)>,
    ) -> Result<Vec<Finding>, Box<Finding>> {
        let mut findings = Vec::new();
        let last = self.last.get(&job.id, job.audience, format_name(job));
        let same = last.filter(|last| last.fingerprint.as_deref() == Some(fingerprint.as_str()));
        let mut outputs = Vec::with_capacity(files.len());
        entry.state = State::Fresh;
        for file in files {
            let of_path = |entry: &'_ Entry| entry.outputs.iter().find(|output| output.path == file.path).cloned();
            let known = last.and_then(of_path);
            let intact = same.and(known.as_ref()).filter(|output| self.outputs.is_intact(output));
            if let Some(output) = intact {
                outputs.push(output.clone());
                continue;
            }
            entry.state = State::Made;
            if self.look_only {
                continue;
            }
            let (bytes, pages) = (file.make)()?;
            let (output, kept) = self.outputs.write(file.format, &file.path, &bytes, pages)?;
            outputs.push(output);
            findings.extend(kept);
            let why = match (known, same) {
                (None, _) => vec!["lập lần đầu".to_owned()],
                (Some(_), Some(_)) => vec!["tệp không còn hoặc không còn nguyên vẹn".to_owned()],
                (Some(_), None) => self.reasons.map_or_else(Vec::new, |reasons| reasons.why(job, &asked())),
            };
            why.into_iter().for_each(|why| {
                if !entry.why.contains(&why) {
                    entry.why.push(why)
                }
            });
        }
        entry.fingerprint = Some(fingerprint);
        entry.outputs = outputs;
        Ok(findings)
    }

    fn failed(&self, job: &Job<'_>, detail: String) -> Box<Finding> {
        Box::new(Finding::new(Fault::DocumentFailed {
            document: job.id.clone(),
            detail,
        }))
    }
}

/// How much there is to set.
fn weight(job: &Job<'_>) -> usize {
    match &job.make {
        Make::Book { record: None, .. } => 3,
        Make::Paper { record: None, .. } => 2,
        Make::Collection { .. } => 0,
        _ => 1,
    }
}

/// BLAKE3 of everything that decides the bytes of a file.
fn fingerprint<T: Serialize>(parts: &[&[u8]], content: &T) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.update(&serde_json::to_vec(content).unwrap_or_default());
    hasher.finalize().to_hex()[..32].to_owned()
}
