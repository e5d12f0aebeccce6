//! Wording and facts -> Document trees and workbooks.

mod charts;
pub mod context;
mod explain;
mod filters;
mod frame;
mod lists;
mod markdown;
mod marks;
mod notes;
pub mod own;
mod reads;
mod template;
mod trace;
mod wording;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::document::{Annex, Audience, Block, Coverage, Document};
use crate::finding::{Fault, Finding, Place};
use crate::model::{ForumFile, Model, RegisterEntry, ours, yaml};
use crate::sheets::{Book, Sheet};
use crate::vietnamese::{names, numbers};
use charts::ChartSpec;
use context::PaperKind;
pub use explain::{Item, Made, Number, Read, Rule};
use frame::{FrameError, FrameParts};
use lists::{ListSpec, Printer};
use markdown::Part;
pub use notes::{Note, Notes, Spot};
pub use reads::{Again, Reads, names as names_of_items, noting};
pub use template::{BookSpec, BookTemplate, Front, Template, split};
pub use trace::{Places, Shown};
pub use wording::{Fact, Facts};
use wording::{Wording, WordingError};

/// Text files below `templates/` by their path there (`lists/tre-em.yaml`).
pub type Sources = Vec<(String, String)>;

/// All templates of a workspace, read once.
pub struct Library {
    /// Kinds of papers.
    pub templates: Vec<Template>,
    /// Kinds of workbooks.
    pub books: Vec<BookTemplate>,
    lists: BTreeMap<String, ListSpec>,
    charts: BTreeMap<String, ChartSpec>,
    wording: Wording,
    /// Own wordings by the ids of their papers.
    own: BTreeMap<String, Result<Template, Box<Finding>>>,
    /// BLAKE3 of all texts that templates share.
    shared: blake3::Hash,
}

/// One paper or workbook that is asked for.
pub struct Order<'a> {
    /// Id.
    pub id: &'a str,
    /// Who sees it.
    pub audience: Audience,
    /// Name and record of `for_each`.
    pub record: Option<&'a (String, Fact)>,
}

/// What papers are composed of.
pub struct Desk<'a> {
    /// Templates.
    pub library: &'a Library,
    /// All facts.
    pub facts: &'a Facts,
    /// The model.
    pub model: &'a Model,
    /// The fonts.
    pub fonts: &'a (dyn Coverage + Sync),
    /// Where the texts of the facts came from; empty unless a trace is wanted.
    pub places: Places,
}

/// Fills the placeholders that the texts of `forum.yaml` hold, with facts of the same file.
pub fn fill_forum(file: &ForumFile) -> Result<ForumFile, Box<Finding>> {
    const NAME: &str = "inputs/forum.yaml";
    let facts = Facts::new(serde_json::Value::Object(context::of_file(file)));
    let wording = Wording::new(Vec::new());
    let mut json = serde_json::to_value(file).map_err(|error| {
        Box::new(Finding::new(Fault::YamlInvalid {
            detail: "một giá trị không còn đúng dạng sau khi điền các chỗ trống trong ngoặc {{ }}".to_owned(),
            english: error.to_string(),
            snippet: String::new(),
        }))
    })?;
    fill_strings(&mut json, &mut |text| wording.fill_plain(NAME, text, &facts))
        .map_err(|error| Box::new(wording_finding(NAME, error).in_file("forum.yaml")))?;
    serde_json::from_value(json).map_err(|error| {
        let fault = Fault::YamlInvalid {
            detail: "một giá trị không còn đúng dạng sau khi điền các chỗ trống trong ngoặc {{ }}".to_owned(),
            english: error.to_string(),
            snippet: String::new(),
        };
        Box::new(Finding::new(fault).in_file("forum.yaml"))
    })
}

fn fill_strings(
    json: &mut serde_json::Value,
    fill: &mut dyn FnMut(&str) -> Result<String, WordingError>,
) -> Result<(), WordingError> {
    match json {
        serde_json::Value::String(text) => *text = fill(text)?,
        serde_json::Value::Array(items) => items.iter_mut().try_for_each(|item| fill_strings(item, fill))?,
        serde_json::Value::Object(fields) => fields.values_mut().try_for_each(|field| fill_strings(field, fill))?,
        _ => {}
    }
    Ok(())
}

impl Library {
    /// Reads all templates; one that cannot be read is a finding.
    pub fn read(sources: &Sources) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let mut library = Self {
            templates: Vec::new(),
            books: Vec::new(),
            lists: BTreeMap::new(),
            charts: BTreeMap::new(),
            shared: shared(sources),
            wording: Wording::new(
                sources
                    .iter()
                    .filter(|(path, _)| path.starts_with("parts/"))
                    .cloned()
                    .collect(),
            ),
            own: BTreeMap::new(),
        };
        for (path, text) in sources {
            let file = format!("templates/{path}");
            if let Some(name) = path.strip_prefix("lists/").and_then(|path| path.strip_suffix(".yaml")) {
                library
                    .lists
                    .extend(read_yaml(&file, text, &mut findings).map(|list| (name.to_owned(), list)));
            } else if let Some(name) = path.strip_prefix("charts/").and_then(|path| path.strip_suffix(".yaml")) {
                library
                    .charts
                    .extend(read_yaml(&file, text, &mut findings).map(|chart| (name.to_owned(), chart)));
            } else if path.contains('/') {
                continue;
            } else if path.ends_with(".xlsx.yaml") {
                library
                    .books
                    .extend(read_yaml(&file, text, &mut findings).map(|spec| BookTemplate { file, spec }));
            } else if path.ends_with(".md") {
                match Template::read(&file, text) {
                    Ok(template) => library.templates.push(template),
                    Err(error) => findings.push(yaml_finding(&file, error)),
                }
            }
        }
        (library, findings)
    }

    /// What citations need to know of each kind.
    pub fn kinds(&self) -> Vec<PaperKind> {
        self.templates
            .iter()
            .map(|template| template.front.paper_kind())
            .collect()
    }

    /// Of everything that decides the wording of a kind beside its facts.
    pub fn wording_of(&self, template: &Template) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.shared.as_bytes());
        hasher.update(format!("{:?}", template.front).as_bytes());
        hasher.update(template.body.as_bytes());
        hasher.finalize().to_hex()[..32].to_owned()
    }

    fn wording_of_book(&self, template: &BookTemplate) -> String {
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.shared.as_bytes());
        hasher.update(format!("{:?}", template.spec).as_bytes());
        hasher.finalize().to_hex()[..32].to_owned()
    }

    /// The wording of the paper `id`, which `template` is the template of: its own, or the template.
    pub fn wording_for<'l>(&'l self, template: &'l Template, id: &str) -> Result<&'l Template, Box<Finding>> {
        match self.own.get(id) {
            Some(own) => own.as_ref().map_err(Clone::clone),
            None => Ok(template),
        }
    }

    /// The value of an expression of the template `file`.
    pub fn value(&self, file: &str, expression: &str, facts: &Facts) -> Result<Fact, Box<Finding>> {
        self.wording
            .value(file, expression, facts)
            .map_err(|error| Box::new(wording_finding(file, error)))
    }

    /// A text of the template `file` with its placeholders filled.
    pub fn text(&self, file: &str, text: &str, facts: &Facts) -> Result<String, Box<Finding>> {
        self.wording
            .fill_plain(file, text, facts)
            .map_err(|error| Box::new(wording_finding(file, error)))
    }
}

/// BLAKE3 of a value, 32 hexadecimal digits.
pub fn digest<T: serde::Serialize>(value: &T) -> String {
    // Facts of these types always serialise.
    let bytes = serde_json::to_vec(value).unwrap_or_default();
    blake3::hash(&bytes).to_hex()[..32].to_owned()
}

/// BLAKE3 of the parts, lists and charts.
fn shared(sources: &Sources) -> blake3::Hash {
    let mut hasher = blake3::Hasher::new();
    let is_shared = |path: &str| {
        ["parts/", "lists/", "charts/"]
            .iter()
            .any(|folder| path.starts_with(folder))
    };
    for (path, text) in sources.iter().filter(|(path, _)| is_shared(path)) {
        hasher.update(path.as_bytes());
        hasher.update(text.as_bytes());
    }
    hasher.finalize()
}

impl Desk<'_> {
    fn facts(&self, order: &Order<'_>, paper: serde_json::Value) -> Facts {
        let audience = match order.audience {
            Audience::Internal => "internal",
            Audience::Public => "public",
        };
        let facts = self
            .facts
            .with([("audience", Fact::new(audience.into())), ("paper", Fact::new(paper))]);
        match order.record {
            None => facts,
            Some((name, record)) => facts.with([(name.as_str(), record.clone())]),
        }
    }

    fn entry(&self, id: &str) -> Option<&RegisterEntry> {
        self.model.register.get(id)
    }

    /// The date of the paper `id`, or the day that counts as today.
    pub fn date(&self, id: &str) -> Date {
        self.entry(id).and_then(|entry| entry.date).unwrap_or(self.model.today)
    }

    /// How others cite the paper `id` that `template` makes.
    pub fn citation(&self, template: &Template, id: &str) -> String {
        context::citation(&template.front.paper_kind(), self.entry(id), &self.model.file)
    }

    /// Of everything that frames take from `forum.yaml` without asking the facts.
    pub fn common(&self) -> String {
        let file = &self.model.file;
        let common = (
            file.sample,
            &file.forum.title,
            file.forum.year,
            &file.organiser,
            &file.signers,
            &file.people,
            &file.recipients,
        );
        digest(&common)
    }

    /// Of what decides one paper beside the facts it asks for and [`Self::common`]: its wording, its record, what the register
    /// says. `None` if its wording cannot be read.
    pub fn ground(&self, template: &Template, order: &Order<'_>) -> Option<String> {
        let template = self.library.wording_for(template, order.id).ok()?;
        Some(self.ground_of(&self.library.wording_of(template), order, None))
    }

    /// The same of a workbook.
    pub fn ground_of_book(&self, template: &BookTemplate, order: &Order<'_>, key: Option<&str>) -> String {
        self.ground_of(&self.library.wording_of_book(template), order, key)
    }

    fn ground_of(&self, wording: &str, order: &Order<'_>, key: Option<&str>) -> String {
        let record = order.record.map(|(name, record)| (name, record.identity()));
        let (date, entry) = (self.date(order.id), self.entry(order.id));
        digest(&(wording, order.id, order.audience, record, date, entry, key))
    }

    /// What `work`, which composes papers or workbooks of this desk, prints, with the model paths it came from.
    pub fn shown_by<T>(&self, work: impl FnOnce() -> T) -> (T, Vec<Shown>) {
        trace::shown_by(&self.places, work)
    }

    /// The same, and how the numbers were made that it prints.
    pub fn explained_by<T>(&self, work: impl FnOnce() -> T) -> (T, Vec<Shown>, Vec<Number>) {
        trace::explained_by(&self.places, work)
    }

    /// The paper that `template`, or its own wording, makes for `order`.
    pub fn document(&self, template: &Template, order: &Order<'_>) -> Result<Document, Box<Finding>> {
        self.document_by(self.library.wording_for(template, order.id)?, order)
    }

    /// What `work`, which composes a paper of this desk, makes, with notes in its texts: which words are values and which stand
    /// in a template.
    pub fn noted<T>(&self, work: impl FnOnce() -> T) -> (T, Notes) {
        let ((result, notes), _) = self.shown_by(|| notes::noted(work));
        (result, notes)
    }

    /// The paper that `template` makes for `order`, whatever its own wording is.
    pub fn document_by(&self, template: &Template, order: &Order<'_>) -> Result<Document, Box<Finding>> {
        let front = &template.front;
        let paper = context::paper(&front.paper_kind(), self.entry(order.id), &self.model.file);
        let facts = self.facts(order, paper);
        let file = template.file.as_str();
        let letting = notes::Letting(self.fonts);
        let mut gate = |text: &str| match notes::is_on() {
            true => crate::document::pass(text, &letting).0,
            false => crate::document::pass(text, self.fonts).0,
        };
        let wrong = |error: WordingError| Box::new(wording_finding(file, error));

        let frame = FrameParts {
            template: file,
            front,
            head: &template.head,
            facts: &facts,
            wording: &self.library.wording,
            file: &self.model.file,
            entry: self.entry(order.id),
            today: self.model.today,
            audience: order.audience,
            gate: &mut gate,
        }
        .frame()
        .map_err(|error| match error {
            FrameError::Wording(error) => wrong(error),
            FrameError::Fault(fault) => Box::new(Finding::new(fault).in_file(file)),
        })?;

        if let Some(sign) = template.body.chars().find(|c| marks::is_reserved(*c)) {
            let detail = format!("ký tự U+{:X} không dùng được trong mẫu", u32::from(sign));
            return Err(Box::new(Finding::new(Fault::TemplateInvalid { detail }).in_file(file)));
        }
        let filled = self.library.wording.fill(file, &template.body, &facts).map_err(wrong)?;
        let parts = markdown::parse(&filled.markdown, &filled.marks, &mut gate).map_err(|error| {
            let offset = filled
                .markdown
                .split_inclusive('\n')
                .take(error.line - 1)
                .map(str::len)
                .sum();
            let line = self.library.wording.line_of(file, &template.body, &facts, offset);
            Box::new(Finding::new(Fault::TemplateInvalid { detail: error.detail }).at(line_place(file, line)))
        })?;

        let title = match &front.title {
            Some(title) => self.library.text(file, title, &facts)?,
            None => {
                let name = frame
                    .kind_name
                    .as_deref()
                    .map(|name| names::capitalize_first(&name.to_lowercase()));
                let subject = frame.subject.as_ref().map(|subject| subject.replace('\n', " "));
                [name, subject].into_iter().flatten().collect::<Vec<_>>().join(" – ")
            }
        };
        let attached = self.citation(template, order.id);
        let mut document = Document {
            id: order.id.to_owned(),
            title: gate(&title),
            audience: order.audience,
            frame,
            ..Document::default()
        };
        let mut printer = Printer {
            wording: &self.library.wording,
            facts: &facts,
            audience: order.audience,
            gate: &mut gate,
        };
        let mut place = Placing {
            desk: self,
            file,
            printer: &mut printer,
            annexes: Vec::new(),
        };
        document.body = place.blocks(parts)?;
        document.annexes = place.annexes;
        let many = document.annexes.len() > 1;
        for (n, annex) in document.annexes.iter_mut().enumerate() {
            annex.number = many.then(|| numbers::roman(u32::try_from(n + 1).unwrap_or(u32::MAX)));
            annex.attached_to = format!("(Kèm theo {attached})");
        }
        Ok(document)
    }

    /// The workbook that `template` makes for `order`; `key` is the second part of its id.
    pub fn book(&self, template: &BookTemplate, order: &Order<'_>, key: Option<&str>) -> Result<Book, Box<Finding>> {
        let facts = self.facts(order, serde_json::Value::Null);
        let file = template.file.as_str();
        let mut gate = |text: &str| crate::document::pass(text, &AnyCharacter).0;
        let mut sheets = Vec::new();
        for spec in &template.spec.sheets {
            let mut printer = Printer {
                wording: &self.library.wording,
                facts: &facts,
                audience: order.audience,
                gate: &mut gate,
            };
            let mut tables = Vec::new();
            for name in spec.list.iter().chain(&spec.lists) {
                tables.push(self.table(&mut printer, file, name, spec.with.as_deref(), None)?);
            }
            let text = |text: &Option<String>| {
                text.as_deref()
                    .map(|text| self.library.text(file, text, &facts))
                    .transpose()
            };
            sheets.push(Sheet {
                name: spec.name.clone(),
                title: text(&spec.title)?,
                landscape: spec.landscape,
                note: text(&spec.note)?,
                tables,
            });
        }
        let mut meta = Vec::new();
        if sheets
            .iter()
            .flat_map(|sheet| &sheet.tables)
            .any(|table| table.columns.iter().any(|column| column.input))
        {
            meta.push(("kind".to_owned(), template.spec.kind.clone()));
            meta.push(("key".to_owned(), key.unwrap_or_default().to_owned()));
            meta.push(("version".to_owned(), "1".to_owned()));
            if template.spec.corrections {
                meta.push((ours::CORRECTIONS.to_owned(), "1".to_owned()));
            }
        }
        Ok(Book {
            title: self.library.text(file, &template.spec.title, &facts)?,
            subject: self.model.file.forum.title.clone(),
            date: self.model.today,
            meta,
            sheets,
            notices: self
                .model
                .file
                .sample
                .then(|| "Số liệu minh họa".to_owned())
                .into_iter()
                .collect(),
        })
    }

    fn table(
        &self,
        printer: &mut Printer<'_>,
        file: &str,
        name: &str,
        with: Option<&str>,
        line: Option<usize>,
    ) -> Result<crate::document::Table, Box<Finding>> {
        let spec = self.library.lists.get(name).ok_or_else(|| {
            let known = self.library.lists.keys().cloned().collect::<Vec<_>>().join(", ");
            let fault = Fault::TemplateReference {
                what: "list".to_owned(),
                name: name.to_owned(),
                known,
            };
            Box::new(Finding::new(fault).at(line_place(file, line)))
        })?;
        printer
            .table(name, spec, with)
            .map_err(|error| Box::new(wording_finding(&format!("lists/{name}.yaml"), error)))
    }
}

/// Workbooks choose their fonts where they are opened: every character passes.
struct AnyCharacter;

impl Coverage for AnyCharacter {
    fn covers(&self, _: char) -> bool {
        true
    }
}

/// Puts lists, charts and annexes in their places.
struct Placing<'a, 'p, 'q> {
    desk: &'a Desk<'a>,
    file: &'a str,
    printer: &'p mut Printer<'q>,
    annexes: Vec<Annex>,
}

impl Placing<'_, '_, '_> {
    fn blocks(&mut self, parts: Vec<Part>) -> Result<Vec<Block>, Box<Finding>> {
        let mut blocks = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Part::Block(block) => blocks.push(block),
                Part::Aligned { align, body } => blocks.push(Block::Aligned {
                    align,
                    body: self.blocks(body)?,
                }),
                Part::List { name, with, line } => {
                    let table = self
                        .desk
                        .table(self.printer, self.file, &name, with.as_deref(), Some(line))?;
                    blocks.push(Block::Table(table));
                }
                Part::Chart { name, line } => {
                    let spec = self.desk.library.charts.get(&name).ok_or_else(|| {
                        let known = self.desk.library.charts.keys().cloned().collect::<Vec<_>>().join(", ");
                        let fault = Fault::TemplateReference {
                            what: "chart".to_owned(),
                            name: name.clone(),
                            known,
                        };
                        Box::new(Finding::new(fault).at(line_place(self.file, Some(line))))
                    })?;
                    let chart = charts::chart(self.printer, &name, spec)
                        .map_err(|error| Box::new(wording_finding(&format!("charts/{name}.yaml"), error)))?;
                    blocks.push(Block::Chart(chart));
                }
                Part::Annex { title, landscape, body } => {
                    let body = self.blocks(body)?;
                    self.annexes.push(Annex {
                        title,
                        landscape,
                        body,
                        ..Annex::default()
                    });
                }
            }
        }
        Ok(blocks)
    }
}

fn read_yaml<T: DeserializeOwned>(file: &str, text: &str, findings: &mut Vec<Finding>) -> Option<T> {
    yaml::read(text)
        .map_err(|error| findings.push(yaml_finding(file, error)))
        .ok()
}

/// The finding for a YAML file below the workspace that cannot be read.
pub fn yaml_finding(file: &str, error: yaml::YamlError) -> Finding {
    let place = line_place(file, error.line);
    Finding::new(Fault::YamlInvalid {
        detail: error.message,
        english: error.english,
        snippet: error.snippet,
    })
    .at(place)
}

fn wording_finding(file: &str, error: WordingError) -> Finding {
    let name = if error.template.is_empty() {
        file
    } else {
        &error.template
    };
    let name = if name.starts_with("templates/") || name.starts_with("inputs/") {
        name.to_owned()
    } else {
        format!("templates/{name}")
    };
    let place = line_place(&name, error.line);
    let fault = match error.unknown {
        Some((unknown, Some(nearest))) => Fault::UnknownPlaceholder { name: unknown, nearest },
        Some((unknown, None)) => Fault::UnknownName { name: unknown },
        None => Fault::TemplateInvalid { detail: error.detail },
    };
    Finding::new(fault).at(place)
}

fn line_place(file: &str, line: Option<usize>) -> Place {
    Place {
        file: Some(file.to_owned()),
        sheet: None,
        cell: line.map(|line| format!("dòng {line}")),
    }
}
