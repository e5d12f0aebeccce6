//! Makes the files that are not fresh, on all cores.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::Serialize;

use super::manifest::{Entry, Manifest, State};
use super::outputs::Outputs;
use crate::compose::{Desk, Order};
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
    /// What was right after the last run.
    pub last: &'a Manifest,
    /// Formats that were asked for; what the forum says and what there is without them.
    pub formats: Option<&'a [PaperFormat]>,
    /// Number of threads; 0 takes one for each core.
    pub threads: usize,
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
    pub fn run(&self, places: &[usize], progress: &Progress) -> (Vec<Entry>, Vec<Finding>) {
        let next = AtomicUsize::new(0);
        let done: Mutex<Vec<(usize, Entry, Vec<Finding>)>> = Mutex::default();
        let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let threads = if self.threads == 0 { cores() } else { self.threads };
        // The largest files first, so that no thread is left with one at the end.
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by_key(|place| std::cmp::Reverse(self.weight(&self.jobs[places[*place]])));
        let work = || {
            while let Some(&place) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
                let (entry, findings) = self.one(&self.jobs[places[place]]);
                // Old layouts go, whether this one succeeded or not.
                if place % EVICT_EVERY == 0 {
                    comemo::evict(EVICT_AGE);
                }
                progress.step();
                if let Ok(mut done) = done.lock() {
                    done.push((place, entry, findings));
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
        let findings = done
            .iter_mut()
            .flat_map(|(.., findings)| std::mem::take(findings))
            .collect();
        (done.into_iter().map(|(_, entry, _)| entry).collect(), findings)
    }

    fn weight(&self, job: &Job<'_>) -> usize {
        match &job.make {
            Make::Collection { members, .. } => 10 + members.len(),
            Make::Book { record: None, .. } => 9,
            Make::Paper { record: None, .. } => 8,
            _ => 0,
        }
    }

    fn one(&self, job: &Job<'_>) -> (Entry, Vec<Finding>) {
        let mut entry = self.blank(job);
        if !job.waiting.is_empty() {
            entry.state = State::Waiting;
            entry.why = job.waiting.clone();
            return (entry, Vec::new());
        }
        match self.make(job, &mut entry) {
            Ok(findings) => (entry, findings),
            Err(finding) => {
                entry.state = State::Failed;
                entry.why = vec![finding.fault.message(Language::Vietnamese)];
                // What an earlier run made stays until the paper can be made again.
                let format = format_name(job);
                let last = self.last.get(&job.id, job.audience, format);
                entry.outputs = last.map_or_else(Vec::new, |last| last.outputs.clone());
                (entry, vec![*finding])
            }
        }
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
    fn make(&self, job: &Job<'_>, entry: &mut Entry) -> Result<Vec<Finding>, Box<Finding>> {
        match &job.make {
            Make::Book { template, record, key } => {
                let order = Order {
                    id: &job.id,
                    audience: job.audience,
                    record: record.as_ref(),
                };
                let book = self.desk.book(template, &order, key.as_deref())?;
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
                let kept = self.finish(job, entry, fingerprint, vec![book_file])?;
                let mut findings = crate::sheets::losses(&book, &format!("out/{}", job.path));
                findings.extend(kept);
                Ok(findings)
            }
            Make::Paper { .. } => {
                let document = self.compose(job)?;
                self.finish_papers(job, entry, &[document])
            }
            Make::Collection { members, .. } => {
                let documents = members
                    .iter()
                    .map(|place| self.compose(&self.jobs[*place]))
                    .collect::<Result<Vec<_>, _>>()?;
                self.finish_papers(job, entry, &documents)
            }
        }
    }

    fn compose(&self, job: &Job<'_>) -> Result<Document, Box<Finding>> {
        let Make::Paper { template, record } = &job.make else {
            return Err(self.failed(job, "không phải văn bản".to_owned()));
        };
        let order = Order {
            id: &job.id,
            audience: job.audience,
            record: record.as_ref(),
        };
        self.desk.document(template, &order)
    }

    fn finish_papers(
        &self,
        job: &Job<'_>,
        entry: &mut Entry,
        documents: &[Document],
    ) -> Result<Vec<Finding>, Box<Finding>> {
        let Some(first) = documents.first() else {
            return Ok(Vec::new());
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
            let documents: Vec<&Document> = documents.iter().collect();
            let pdf = print(self.engine, &documents, &info).map_err(|error| self.failed(job, error.to_string()))?;
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
        self.finish(job, entry, fingerprint, files)
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

    /// Leaves files alone that are still right; makes and writes the others. Findings tell of files that were there and were kept beside.
    fn finish(
        &self,
        job: &Job<'_>,
        entry: &mut Entry,
        fingerprint: String,
        files: Vec<Making<'_>>,
    ) -> Result<Vec<Finding>, Box<Finding>> {
        let last = self.last.get(&job.id, job.audience, format_name(job));
        let same = last.filter(|last| last.fingerprint.as_deref() == Some(fingerprint.as_str()));
        let mut findings = Vec::new();
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
            let (bytes, pages) = (file.make)()?;
            let (output, kept) = self.outputs.write(file.format, &file.path, &bytes, pages)?;
            outputs.push(output);
            findings.extend(kept);
            entry.state = State::Made;
            let why = match (known, same) {
                (None, _) => "lập lần đầu",
                (Some(_), None) => "nội dung hoặc trình bày đã đổi",
                (Some(_), Some(_)) => "tệp không còn hoặc không còn nguyên vẹn",
            };
            if !entry.why.iter().any(|known| known == why) {
                entry.why.push(why.to_owned());
            }
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
