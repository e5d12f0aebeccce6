//! Which documents exist, for whom: templates and facts -> jobs, each with its id, its file and what it still waits for.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::compose::{BookTemplate, Desk, Fact, Facts, Template};
use crate::document::Audience;
use crate::finding::{Fault, Finding};
use crate::vietnamese::slug;

/// One file to make.
#[derive(Debug, Clone)]
pub struct Job<'a> {
    /// `<kind>` or `<kind>/<key>`.
    pub id: String,
    /// Kind.
    pub kind: String,
    /// Code of the unit it is about.
    pub unit: Option<String>,
    /// Who sees it.
    pub audience: Audience,
    /// Path below `out/`, with forward slashes.
    pub path: String,
    /// What it is made from.
    pub make: Make<'a>,
    /// Facts that are not known yet.
    pub waiting: Vec<String>,
    /// Made by a mere check too.
    pub with_check: bool,
}

/// What a file is made from.
#[derive(Debug, Clone)]
pub enum Make<'a> {
    /// One paper.
    Paper {
        /// Its template.
        template: &'a Template,
        /// Name and record of `for_each`.
        record: Option<(String, Fact)>,
    },
    /// All papers of a kind in one file, to print.
    Collection {
        /// Their template.
        template: &'a Template,
        /// Places of the papers among the jobs.
        members: Vec<usize>,
    },
    /// A workbook.
    Book {
        /// Its template.
        template: &'a BookTemplate,
        /// Name and record of `for_each`.
        record: Option<(String, Fact)>,
        /// Second part of the id.
        key: Option<String>,
    },
}

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// PDF/A-2b.
    Pdf,
    /// Workbook.
    Xlsx,
}

impl Job<'_> {
    /// The format of the file.
    pub fn format(&self) -> Format {
        match self.make {
            Make::Book { .. } => Format::Xlsx,
            _ => Format::Pdf,
        }
    }

    /// Path of the draft for Word below `out/`; only single papers have one.
    pub fn draft(&self) -> Option<String> {
        let Make::Paper { .. } = self.make else { return None };
        let path = self.path.strip_prefix("pdf/")?.strip_suffix(".pdf")?;
        Some(format!("docx/{path}.docx"))
    }

    /// Whether the file at `path` is one of this job's.
    pub fn makes(&self, path: &str) -> bool {
        self.path == path || self.draft().as_deref() == Some(path)
    }
}

/// What templates of papers and workbooks share.
struct Kind<'s> {
    file: &'s str,
    kind: &'s str,
    for_each: Option<&'s str>,
    key: Option<&'s str>,
    name: Option<&'s str>,
    needs: &'s [String],
    format: Format,
    with_check: bool,
}

/// One record of a kind, with its place.
struct Slot {
    id: String,
    key: Option<String>,
    unit: Option<String>,
    file_name: Option<String>,
    record: Option<(String, Fact)>,
    waiting: Vec<String>,
}

/// All jobs, in the order of the manifest; a kind whose front matter is wrong is a finding and has none.
pub fn plan<'a>(desk: &Desk<'a>) -> (Vec<Job<'a>>, Vec<Finding>) {
    let mut jobs = Vec::new();
    let mut findings = Vec::new();
    for template in &desk.library.templates {
        let front = &template.front;
        let kind = Kind {
            file: &template.file,
            kind: &front.kind,
            for_each: front.for_each.as_deref(),
            key: front.key.as_deref(),
            name: front.name.as_deref(),
            needs: &front.needs,
            format: Format::Pdf,
            with_check: front.with_check,
        };
        let slots = slots(desk, &kind).unwrap_or_else(|finding| {
            findings.push(*finding);
            Vec::new()
        });
        for audience in &front.audiences {
            let first = jobs.len();
            for slot in &slots {
                let make = Make::Paper {
                    template,
                    record: slot.record.clone(),
                };
                jobs.push(job(&kind, slot, *audience, make));
            }
            if front.collect && front.for_each.is_some() && !slots.is_empty() {
                let make = Make::Collection {
                    template,
                    members: (first..jobs.len()).collect(),
                };
                let waiting: BTreeSet<String> = slots.iter().flat_map(|slot| slot.waiting.clone()).collect();
                let all = Slot {
                    id: front.kind.clone(),
                    key: None,
                    unit: None,
                    file_name: None,
                    record: None,
                    waiting: waiting.into_iter().collect(),
                };
                jobs.push(job(&kind, &all, *audience, make));
            }
        }
    }
    for template in &desk.library.books {
        let spec = &template.spec;
        let kind = Kind {
            file: &template.file,
            kind: &spec.kind,
            for_each: spec.for_each.as_deref(),
            key: spec.key.as_deref(),
            name: spec.name.as_deref(),
            needs: &spec.needs,
            format: Format::Xlsx,
            with_check: false,
        };
        match slots(desk, &kind) {
            Err(finding) => findings.push(*finding),
            Ok(slots) => {
                for (audience, slot) in spec
                    .audiences
                    .iter()
                    .flat_map(|audience| slots.iter().map(move |slot| (audience, slot)))
                {
                    let make = Make::Book {
                        template,
                        record: slot.record.clone(),
                        key: slot.key.clone(),
                    };
                    jobs.push(job(&kind, slot, *audience, make));
                }
            }
        }
    }
    (jobs, findings)
}

fn job<'a>(kind: &Kind<'_>, slot: &Slot, audience: Audience, make: Make<'a>) -> Job<'a> {
    let (folder, extension) = match kind.format {
        Format::Pdf => ("pdf", "pdf"),
        Format::Xlsx => ("xlsx", "xlsx"),
    };
    let public = match audience {
        Audience::Internal => "",
        Audience::Public => "cong-khai/",
    };
    let name = slot
        .file_name
        .as_ref()
        .map_or_else(String::new, |name| format!("/{name}"));
    Job {
        id: slot.id.clone(),
        kind: kind.kind.to_owned(),
        unit: slot.unit.clone(),
        audience,
        path: format!("{folder}/{public}{}{name}.{extension}", kind.kind),
        make,
        waiting: slot.waiting.clone(),
        with_check: kind.with_check,
    }
}

fn slots(desk: &Desk<'_>, kind: &Kind<'_>) -> Result<Vec<Slot>, Box<Finding>> {
    let Some(for_each) = kind.for_each else {
        let waiting = waiting(desk.facts, kind.needs);
        return Ok(vec![Slot {
            id: kind.kind.to_owned(),
            key: None,
            unit: None,
            file_name: None,
            record: None,
            waiting,
        }]);
    };
    let invalid = |detail: String| Box::new(Finding::new(Fault::TemplateInvalid { detail }).in_file(kind.file));
    let (name, expression) = for_each
        .split_once(" in ")
        .ok_or_else(|| invalid("for_each phải có dạng «TÊN in DANH SÁCH»".to_owned()))?;
    let name = name.trim();
    let mut slots = Vec::new();
    let mut taken = BTreeSet::new();
    for record in desk.library.value(kind.file, expression.trim(), desk.facts)?.items() {
        let facts = desk.facts.with([(name, record.clone())]);
        let key = match kind.key {
            Some(expression) => Some(desk.library.value(kind.file, expression, &facts)?.text()),
            None => record.text_of("id").or_else(|| record.text_of("code")),
        };
        let key = key
            .filter(|key| !key.is_empty())
            .ok_or_else(|| invalid(format!("một mục của «{expression}» không có mã")))?;
        let wanted = match kind.name {
            Some(text) => desk.library.text(kind.file, text, &facts)?,
            None => key.clone(),
        };
        // Names of files are made safe and unique; the key tells two of one name apart.
        let mut file_name = safe(&wanted);
        if !taken.insert(file_name.clone()) {
            file_name = safe(&format!("{wanted}-{key}"));
            taken.insert(file_name.clone());
        }
        let unit = desk.model.file.units.iter().map(|unit| &unit.code);
        let unit = unit
            .into_iter()
            .find(|code| **code == key || record.text_of("unit").as_ref() == Some(*code))
            .cloned();
        slots.push(Slot {
            id: format!("{}/{key}", kind.kind),
            key: Some(key),
            unit,
            file_name: Some(file_name),
            waiting: waiting(&facts, kind.needs),
            record: Some((name.to_owned(), record)),
        });
    }
    Ok(slots)
}

/// The facts of `needs` that are not known.
fn waiting(facts: &Facts, needs: &[String]) -> Vec<String> {
    needs
        .iter()
        .filter(|path| facts.known(path).is_none())
        .cloned()
        .collect()
}

/// A name that every file system takes: what is safe stays, anything else becomes a slug.
pub fn safe(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    if !name.is_empty() && name.len() <= 100 && name.chars().all(plain) {
        name.to_owned()
    } else {
        slug(name)
    }
}
