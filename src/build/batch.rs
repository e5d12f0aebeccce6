//! Makes the files that are not fresh, on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use serde::Serialize;

use super::issued::{self, Archive};
use super::manifest::{Entry, Manifest, State};
use super::outputs::Outputs;
use super::reasons::Reasons;
use crate::compose::{Desk, Order, Reads, noting};
use crate::document::{Document, Frame};
use crate::finding::{Fault, Finding, Language};
use crate::model::PaperFormat;
use crate::plan::{Format, Job, Make};
use crate::progress::Progress;
use crate::typeset::{Engine, PrintInfo, print};
use crate::word;

/// Papers after which layouts that none of them used are forgotten: often enough for flat memory, seldom enough to cost nothing.
pub const EVICT_EVERY: usize = 20;
/// Evictions that a layout outlives without being used.
pub const EVICT_AGE: usize = 2;

/// Stack of a thread that sets a part of a file, in bytes: as much as the main thread has.
const STACK: usize = 8 << 20;

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
    /// The papers that are composed so far, by the places of their jobs: a collection takes those of its members.
    pub composed: Vec<OnceLock<Result<Composed, Box<Finding>>>>,
}

/// A paper and the facts that it asked for.
pub struct Composed {
    document: Document,
    reads: Reads,
}

/// Room for what is composed of `jobs`.
pub fn uncomposed(jobs: &[Job<'_>]) -> Vec<OnceLock<Result<Composed, Box<Finding>>>> {
    jobs.iter().map(|_| OnceLock::new()).collect()
}

/// What became of the jobs.
#[derive(Default)]
pub struct Done {
    /// Their entries, in order.
    pub entries: Vec<Entry>,
    /// What was found on the way.
    pub findings: Vec<Finding>,
    /// What each paper that could be composed asked for, under its [`key`].
    pub reads: Vec<(String, Reads)>,
}

/// Tells one file from all others: id, audience and format.
pub fn key(job: &Job<'_>) -> String {
    format!("{} {:?} {}", job.id, job.audience, format_name(job))
}

/// What one document came to.
#[derive(Default)]
struct One {
    findings: Vec<Finding>,
    reads: Reads,
}

/// The bytes of a file, and its pages where it has some.
type Made = Result<(Vec<u8>, Option<usize>), Box<Finding>>;

/// A file of a document, and how it is made.
struct Making<'m> {
    format: &'static str,
    path: String,
    make: Box<dyn FnOnce() -> Made + 'm>,
}

impl Batch<'_> {
    /// Makes the jobs at `places`; the entries come back in that order.
    pub fn run(&self, places: &[usize], progress: &Progress) -> Done {
        let (next, made) = (AtomicUsize::new(0), AtomicUsize::new(1));
        let done: Mutex<Vec<(usize, Entry, One)>> = Mutex::default();
        let threads = self.threads();
        // The largest files first, so that no thread is left with one at the end.
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(self.weight(&self.jobs[places[*place]])));
        let work = || {
            while let Some(&place) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                let (entry, one) = self.one(places[place]);
                // Old layouts go, whether this one succeeded or not; what is left alone makes none.
                let set = entry.state != State::Fresh && entry.state != State::Waiting;
                if set && made.fetch_add(1, Ordering::Relaxed) % EVICT_EVERY == 0 {
                    comemo::evict(EVICT_AGE);
                }
                progress.step();
                if let Ok(mut done) = done.lock() {
                    done.push((place, entry, one));
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..threads.min(places.len()) {
                scope.spawn(|| {
                    // The exporter waits inside the current rayon pool: each thread needs one of its own.
                    match rayon::ThreadPoolBuilder::new()
                        .num_threads(1)
                        .use_current_thread()
                        .build()
                    {
                        Ok(pool) => pool.install(work),
                        Err(_) => work(),
                    }
                });
            }
        });
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(place, ..)| *place);
        let mut all = Done::default();
        for (place, entry, one) in done {
            all.entries.push(entry);
            all.findings.extend(one.findings);
            if !one.reads.is_empty() {
                all.reads.push((key(&self.jobs[places[place]]), one.reads));
            }
        }
        all
    }

    fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        if self.threads == 0 { cores() } else { self.threads }
    }

    fn weight(&self, job: &Job<'_>) -> usize {
        match &job.make {
            Make::Collection { members, .. } => 10 + members.len(),
            Make::Book { record: None, .. } => 9,
            Make::Paper { record: None, .. } => 8,
            _ => 0,
        }
    }

    fn one(&self, place: usize) -> (Entry, One) {
        let job = &self.jobs[place];
        if let Some(kept) = self.as_issued(job) {
            return kept;
        }
        let mut entry = self.blank(job);
        if !job.waiting.is_empty() {
            entry.state = State::Waiting;
            entry.why = job.waiting.clone();
            return (entry, One::default());
        }
        let mut one = One::default();
        if let Err(finding) = self.make(place, &mut entry, &mut one) {
            entry.state = State::Failed;
            entry.why = vec![finding.fault.message(Language::Vietnamese)];
            // What an earlier run made stays until the paper can be made again.
            let last = self.last.get(&job.id, job.audience, format_name(job));
            entry.outputs = last.map_or_else(Vec::new, |last| last.outputs.clone());
            one.findings.push(*finding);
        }
        (entry, one)
    }

    /// An issued paper stays as it was signed; what it would say now is only compared.
    fn as_issued(&self, job: &Job<'_>) -> Option<(Entry, One)> {
        let Make::Paper { template, .. } = job.make else {
            return None;
        };
        let issued = self.issued.latest(&job.id)?;
        let form = issued.form(job.audience)?;
        let mut findings = match self.look_only {
            true => Vec::new(),
            false => self.issued.restore(issued, form, self.outputs),
        };
        if job.waiting.is_empty() {
            match self.now(job) {
                Ok(now) => findings.extend(issued::changed(issued, form, &now.document, self.desk, template)),
                Err(finding) => findings.push(*finding),
            }
        }
        let reads = Reads::new();
        Some((issued.entry(form), One { findings, reads }))
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
    fn make(&self, place: usize, entry: &mut Entry, one: &mut One) -> Result<(), Box<Finding>> {
        let job = &self.jobs[place];
        match &job.make {
            Make::Book { template, record, key } => {
                let order = Order {
                    id: &job.id,
                    audience: job.audience,
                    record: record.as_ref(),
                };
                let (book, reads) = noting(|| self.desk.book(template, &order, key.as_deref()));
                one.reads = reads;
                let book = book?;
                entry.title = book.title.clone();
                let fingerprint = fingerprint(&[concat!("xlsx ", env!("CARGO_PKG_VERSION")).as_bytes()], &book);
                let make = || {
                    let bytes = crate::sheets::write(&book).map_err(|error| self.failed(job, error.to_string()))?;
                    Ok((bytes, None))
                };
                let book_file = Making {
                    format: format_name(job),
                    path: job.path.clone(),
                    make: Box::new(make),
                };
                self.finish(job, entry, one, fingerprint, vec![book_file])?;
                one.findings
                    .extend(crate::sheets::losses(&book, &format!("out/{}", job.path)));
                Ok(())
            }
            Make::Paper { .. } => {
                let composed = self.compose(place)?;
                one.reads.clone_from(&composed.reads);
                self.finish_papers(job, entry, one, &[&composed.document])
            }
            Make::Collection { members, .. } => {
                let mut documents = Vec::with_capacity(members.len());
                for member in members {
                    let composed = self.compose(*member)?;
                    one.reads
                        .extend(composed.reads.iter().map(|(path, said)| (path.clone(), *said)));
                    documents.push(&composed.document);
                }
                self.finish_papers(job, entry, one, &documents)
            }
        }
    }

    /// The tree of a paper: as it was issued, else as the facts are now.
    fn compose(&self, place: usize) -> Result<&Composed, Box<Finding>> {
        let job = &self.jobs[place];
        let issued = self.issued.latest(&job.id).and_then(|issued| issued.form(job.audience));
        let compose = || match issued {
            Some(form) => Ok(Composed {
                document: form.document.clone(),
                reads: Reads::new(),
            }),
            None => self.now(job),
        };
        self.composed[place].get_or_init(compose).as_ref().map_err(Clone::clone)
    }

    fn now(&self, job: &Job<'_>) -> Result<Composed, Box<Finding>> {
        let Make::Paper { template, record } = &job.make else {
            return Err(self.failed(job, "không phải văn bản".to_owned()));
        };
        let order = Order {
            id: &job.id,
            audience: job.audience,
            record: record.as_ref(),
        };
        let (document, reads) = noting(|| self.desk.document(template, &order));
        document.map(|document| Composed { document, reads })
    }

    fn finish_papers(
        &self,
        job: &Job<'_>,
        entry: &mut Entry,
        one: &mut One,
        documents: &[&Document],
    ) -> Result<(), Box<Finding>> {
        let Some(first) = documents.first() else {
            return Ok(());
        };
        entry.title = match documents.len() {
            1 => first.title.clone(),
            n => format!("{} ({n} văn bản)", first.title),
        };
        entry.signer = signer(&first.frame);
        let info = PrintInfo {
            id: format!("{} {:?}", job.id, job.audience),
            title: entry.title.clone(),
            date: self.desk.date(&job.id),
        };
        let parts = [self.engine.fingerprint().as_slice(), word::VERSION.as_bytes()];
        let fingerprint = fingerprint(&parts, &(&info, documents));
        let pdf = || {
            let set = || print(self.engine, documents, &info);
            // Many papers in one file are set side by side, in a pool of their own: it has no other paper to start.
            let pdf = match documents.len() {
                1 => set(),
                _ => match rayon::ThreadPoolBuilder::new()
                    .num_threads(self.threads())
                    .stack_size(STACK)
                    .build()
                {
                    Ok(pool) => pool.install(set),
                    Err(_) => set(),
                },
            };
            let pdf = pdf.map_err(|error| self.failed(job, error.to_string()))?;
            Ok((pdf.bytes, Some(pdf.pages)))
        };
        let mut files = vec![Making {
            format: format_name(job),
            path: job.path.clone(),
            make: Box::new(pdf),
        }];
        if let Some(path) = job.draft().filter(|path| self.wants_draft(job, path)) {
            let draft = || {
                let draft = word::write(first, info.date, self.engine);
                Ok((draft.map_err(|error| self.failed(job, error.to_string()))?, None))
            };
            files.push(Making {
                format: "docx",
                path,
                make: Box::new(draft),
            });
        }
        self.finish(job, entry, one, fingerprint, files)
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

    /// Leaves files alone that are still right; makes and writes the others.
    fn finish(
        &self,
        job: &Job<'_>,
        entry: &mut Entry,
        one: &mut One,
        fingerprint: String,
        files: Vec<Making<'_>>,
    ) -> Result<(), Box<Finding>> {
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
            one.findings.extend(kept);
            let why = match (known, same) {
                (None, _) => vec!["lập lần đầu".to_owned()],
                (Some(_), Some(_)) => vec!["tệp không còn hoặc không còn nguyên vẹn".to_owned()],
                (Some(_), None) => self
                    .reasons
                    .map_or_else(Vec::new, |reasons| reasons.why(job, &one.reads)),
            };
            why.into_iter().for_each(|why| {
                if !entry.why.contains(&why) {
                    entry.why.push(why)
                }
            });
        }
        entry.fingerprint = Some(fingerprint);
        entry.outputs = outputs;
        Ok(())
    }

    fn failed(&self, job: &Job<'_>, detail: String) -> Box<Finding> {
        Box::new(Finding::new(Fault::DocumentFailed {
            document: job.id.clone(),
            detail,
        }))
    }
}

fn format_name(job: &Job<'_>) -> &'static str {
    match job.format() {
        Format::Pdf => "pdf",
        Format::Xlsx => "xlsx",
    }
}

fn signer(frame: &Frame) -> Option<String> {
    frame.signatures.first().map(|signature| signature.name.clone())
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
