//! Issued papers as they were signed: files and tree kept under `inputs/issued/`, whatever becomes of facts, templates and fonts.

mod notices;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::manifest::{Entry, Output, State, pretty, sha256};
use super::outputs::Outputs;
use super::trace::{Figure, Source};
use crate::compose::Shown;
use crate::document::{Audience, Document};
use crate::files::{self, FileError};
use crate::finding::{Fault, Finding};
use crate::model::Stage;
use crate::plan::{Job, safe};
use notices::gone;
pub use notices::{changed, not_kept};

/// One issued paper: the file `inputs/issued/<kind>/<key>.json`, which stands beside its PDF.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Issued {
    /// Version of this format; 1.
    pub version: u32,
    /// Id.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// Unit it is about.
    pub unit: Option<String>,
    /// 1 for the first paper of this id, 2 for the one that replaced it, and so on.
    pub edition: u32,
    /// Number.
    pub number: u32,
    /// Notation.
    pub notation: String,
    /// Date.
    pub date: Date,
    /// How other papers cite it ("Giấy mời số 95/GM-UBND ngày … của …").
    pub citation: String,
    /// How it cites the paper that it replaced.
    pub replaces: Option<String>,
    /// Digest of the wording of its kind when it was issued.
    pub wording: String,
    /// The form for each audience.
    pub forms: Vec<Form>,
}

/// A paper in the form for one audience.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Form {
    /// Who may see it.
    pub audience: Audience,
    /// Title.
    pub title: String,
    /// Name of the signer.
    pub signer: Option<String>,
    /// Fingerprint under which it was made.
    pub fingerprint: Option<String>,
    /// Files.
    pub files: Vec<Kept>,
    /// What it says.
    pub document: Document,
    /// The facts it shows.
    pub facts: Vec<KeptFact>,
    /// The numbers it prints, and how they were made when it was issued.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<Figure>,
}

/// A fact that an issued paper shows.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct KeptFact {
    /// Model path and text.
    #[serde(flatten)]
    pub shown: Shown,
    /// Cells it came from when the paper was issued.
    pub sources: Vec<Source>,
}

/// A file that was kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Kept {
    /// Name beside the record.
    pub name: String,
    /// Where it stands below `out/`, and its hash.
    pub output: Output,
}

/// All issued papers of a workspace.
#[derive(Debug, Default)]
pub struct Archive {
    folder: PathBuf,
    papers: BTreeMap<String, Vec<Issued>>,
    /// Ids that are being issued in this run: what was kept of them before is not in force any more.
    renewed: Vec<String>,
}

impl Issued {
    /// The form for `audience`.
    pub fn form(&self, audience: Audience) -> Option<&Form> {
        self.forms.iter().find(|form| form.audience == audience)
    }

    /// Folder below `inputs/issued/`, and the start of the names of its files.
    fn place(&self) -> (String, String) {
        let key = self.id.split_once('/').map_or(self.kind.as_str(), |(_, key)| key);
        let key = safe(key);
        let stem = match self.edition {
            0 | 1 => key,
            n => format!("{key}-thay-the-{n}"),
        };
        (safe(&self.kind), stem)
    }

    /// The entry of the manifest.
    pub fn entry(&self, form: &Form) -> Entry {
        Entry {
            id: self.id.clone(),
            kind: self.kind.clone(),
            audience: form.audience,
            unit: self.unit.clone(),
            title: form.title.clone(),
            stage: match self.replaces {
                None => Stage::DaBanHanh,
                Some(_) => Stage::ThayThe,
            },
            number: Some(crate::vietnamese::numbers::pad(u64::from(self.number))),
            date: Some(self.date.to_string()),
            signer: form.signer.clone(),
            fingerprint: form.fingerprint.clone(),
            state: State::Issued,
            why: Vec::new(),
            outputs: form.files.iter().map(|file| file.output.clone()).collect(),
        }
    }
}

impl Archive {
    /// Reads `inputs/issued/`; a record that cannot be read is a finding.
    pub fn read(inputs: &Path) -> (Self, Vec<Finding>) {
        let mut archive = Self {
            folder: inputs.join("issued"),
            papers: BTreeMap::new(),
            renewed: Vec::new(),
        };
        let mut findings = Vec::new();
        let names = files::walk(&archive.folder).unwrap_or_default();
        for name in names.iter().filter(|name| name.ends_with(".json")) {
            let wrong =
                |reason: String| Finding::new(Fault::FileUnreadable { reason }).in_file(format!("issued/{name}"));
            match files::read(&archive.folder.join(name)) {
                Err(error) => findings.push(wrong(error.reason())),
                Ok(bytes) => match serde_json::from_slice::<Issued>(&bytes) {
                    Ok(issued) => archive.papers.entry(issued.id.clone()).or_default().push(issued),
                    Err(_) => findings.push(wrong("tệp lưu văn bản đã ban hành bị hỏng".to_owned())),
                },
            }
        }
        for editions in archive.papers.values_mut() {
            editions.sort_by_key(|issued| issued.edition);
        }
        (archive, findings)
    }

    /// The paper of this id that is in force.
    pub fn latest(&self, id: &str) -> Option<&Issued> {
        self.last(id).filter(|issued| !self.renewed.contains(&issued.id))
    }

    /// The paper of this id that was issued last, even if it is being replaced in this run.
    pub fn last(&self, id: &str) -> Option<&Issued> {
        self.papers.get(id)?.last()
    }

    /// The papers in force, by id.
    pub fn in_force(&self) -> impl Iterator<Item = &Issued> {
        self.papers.keys().filter_map(|id| self.latest(id))
    }

    /// All papers that were ever issued.
    pub fn all(&self) -> impl Iterator<Item = &Issued> {
        self.papers.values().flatten()
    }

    /// Has these papers made again, to be kept in the place of what was issued before.
    pub fn renew(&mut self, ids: &[String]) {
        self.renewed = ids.to_vec();
    }

    /// Puts the files of a form below `out`, where they are missing or were changed. A kept file that is gone is taken back
    /// from `out`, if it is still there as it was issued.
    pub fn restore(&self, issued: &Issued, form: &Form, outputs: &Outputs<'_>) -> Vec<Finding> {
        let (out, mut findings) = (outputs.folder(), Vec::new());
        let (folder, _) = issued.place();
        for file in &form.files {
            let name = format!("issued/{folder}/{}", file.name);
            let kept = self.folder.join(&folder).join(&file.name);
            let is_right = |bytes: &Vec<u8>| sha256(bytes) == file.output.sha256;
            let shown = out.join(&file.output.path);
            let (stored, there) = (
                files::read(&kept).ok().filter(is_right),
                files::read(&shown).ok().filter(is_right),
            );
            let written = match (stored, there) {
                (Some(_), Some(_)) => Ok(()),
                (Some(bytes), None) => {
                    let Output {
                        format, path, pages, ..
                    } = &file.output;
                    match outputs.write(format, path, &bytes, *pages) {
                        Ok((_, kept)) => findings.extend(kept),
                        Err(finding) => findings.push(*finding),
                    }
                    Ok(())
                }
                (None, Some(bytes)) => files::write_durably(&kept, &bytes).map_err(|error| (name, error)),
                (None, None) => {
                    let citation = issued.citation.clone();
                    findings.push(Finding::new(Fault::IssuedFileLost { citation }).in_file(name));
                    Ok(())
                }
            };
            if let Err((name, error)) = written {
                findings.push(Finding::new(Fault::FileNotWritten { reason: error.reason() }).in_file(name));
            }
        }
        findings
    }

    /// Issued papers that the plan no longer has.
    pub fn without_jobs<'a>(&'a self, jobs: &'a [Job<'_>]) -> impl Iterator<Item = (&'a Issued, &'a Form)> {
        let has_job = |issued: &Issued, form: &Form| {
            jobs.iter()
                .any(|job| job.id == issued.id && job.audience == form.audience)
        };
        let forms = self
            .in_force()
            .flat_map(|issued| issued.forms.iter().map(move |form| (issued, form)));
        forms.filter(move |(issued, form)| !has_job(issued, form))
    }

    /// Has issued papers that the plan no longer has stay; findings tell of them.
    pub fn orphans(&self, jobs: &[Job<'_>], outputs: &Outputs<'_>) -> (Vec<Entry>, Vec<Finding>) {
        let (mut entries, mut findings) = (Vec::new(), Vec::new());
        for (issued, form) in self.without_jobs(jobs) {
            entries.push(issued.entry(form));
            findings.extend(self.restore(issued, form, outputs));
            findings.push(gone(issued));
        }
        (entries, findings)
    }

    /// Keeps `issued`: its files, taken from below `out`, then the record. Nothing that was kept before is overwritten.
    pub fn keep(&mut self, mut issued: Issued, out: &Path) -> Result<(), FileError> {
        let (folder, stem) = issued.place();
        let folder = self.folder.join(folder);
        for form in &mut issued.forms {
            let public = match form.audience {
                Audience::Internal => "",
                Audience::Public => ".cong-khai",
            };
            for file in &mut form.files {
                file.name = format!("{stem}{public}.{}", file.output.format);
                let bytes = files::read(&out.join(&file.output.path))?;
                files::write_durably(&folder.join(&file.name), &bytes)?;
            }
        }
        files::write_durably(&folder.join(format!("{stem}.json")), &pretty(&issued))?;
        self.renewed.retain(|id| *id != issued.id);
        self.papers.entry(issued.id.clone()).or_default().push(issued);
        Ok(())
    }
}
