//! Printed numbers, with what they were counted or computed from: by commune or list, each part with the workbook it came from.

use std::collections::{BTreeSet, HashMap};
use std::ops::Bound;

use serde::{Deserialize, Serialize, Serializer};

use super::origins::{Origins, Source};
use crate::compose::{Item, Made, Number, Rule, Sources};
use crate::edits::{self, Book};
use crate::model::Model;
use crate::model::provenance::Edited;
use crate::vietnamese::names::capitalize_first;
use crate::workspace::Workspace;

/// A number as a paper prints it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Model path; of what is no fact, the template and the line that print it.
    pub path: String,
    /// As it stands there.
    pub text: String,
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// Cells that say it, if somebody typed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// How it was made, if nobody typed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Computed>,
}

/// The place of a number in a paper and in the template that prints it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Template.
    pub template: String,
    /// Its line, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    /// The expression that prints it.
    pub expression: String,
    /// The words before it in its paragraph.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The words after it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
}

/// How a number was made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Computed {
    /// The number.
    #[serde(serialize_with = "plain")]
    pub value: f64,
    /// By what.
    pub by: By,
    /// The expression that gives it.
    pub expression: String,
    /// Model path, if it is a fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Cells that say it, if somebody typed it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// What was counted or added; they add up to the number.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// It counts or adds what the question was about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
    /// The numbers it is computed from, in the order of the expression.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<Computed>,
    /// What the expression looked at, if no parts can be told or there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reads: Vec<Read>,
}

/// What makes a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    /// Somebody typed it.
    Typed,
    /// It stands in the template.
    Given,
    /// Things were counted.
    Count,
    /// Numbers were added.
    Sum,
    /// The second number was taken from the first.
    Difference,
    /// The numbers were multiplied.
    Product,
    /// The first number was divided by the second.
    Quotient,
    /// The same, without what is left over.
    Whole,
    /// Nobody can say more than what was looked at.
    Read,
}

/// What one unit, list or cell adds to a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// Name of the unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What it adds.
    #[serde(serialize_with = "plain")]
    pub value: f64,
    /// Model path of the list or value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Ids of what was counted there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub records: Vec<String>,
    /// Where it stands: workbook and sheet, with the cell if it is one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// Corrections that took something out of the list or put something into it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub edits: Vec<ListEdit>,
    /// The question was about it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub asked: bool,
    /// It counts only what is held back.
    #[serde(skip)]
    withheld: bool,
}

/// A correction of a list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListEdit {
    /// What it does.
    pub does: Does,
    /// Id of the record; absent if it is a new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// Where it stands, and who made it.
    #[serde(flatten)]
    pub edited: Edited,
}

/// What a correction does to a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Does {
    /// A record more.
    Add,
    /// A record less.
    Drop,
    /// Another person.
    Substitute,
}

/// Facts that were looked at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Read {
    /// Their path, `*` for each unit.
    pub path: String,
    /// How many there are.
    pub count: usize,
}

/// Whole numbers without a point.
fn plain<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    match value.fract() == 0.0 && value.abs() < 1e15 {
        true => serializer.serialize_i64(*value as i64),
        false => serializer.serialize_f64(*value),
    }
}

/// Makes figures of printed numbers.
pub struct Figures<'a> {
    origins: &'a Origins<'a>,
    model: &'a Model,
    edits: Book,
    texts: &'a Sources,
}

impl<'a> Figures<'a> {
    /// Of the papers of `model`, printed by templates with these texts.
    pub fn new(workspace: &Workspace, model: &'a Model, origins: &'a Origins<'a>, texts: &'a Sources) -> Self {
        let edits = crate::files::read_text(&workspace.root().join(edits::FILE)).unwrap_or_default();
        Self {
            origins,
            model,
            // A file that cannot be read stops a run before it comes here.
            edits: Book::read(&edits).unwrap_or_default(),
            texts,
        }
    }

    /// What is to be said of a number.
    pub fn of(&self, number: Number) -> Figure {
        let line = number.line.or_else(|| self.line(&number.file, &number.expression));
        let place = match line {
            Some(line) => format!("{}:{line}", number.file),
            None => number.file.clone(),
        };
        let computed = self.computed(&number.made);
        let path = number.made.path.unwrap_or(place);
        let is_typed = computed.by == By::Typed;
        Figure {
            path,
            text: number.text,
            place: Place {
                template: number.file,
                line,
                expression: number.expression,
                before: number.before,
                after: number.after,
            },
            sources: if is_typed { computed.sources.clone() } else { Vec::new() },
            computed: (!is_typed).then_some(computed),
        }
    }

    /// The first line of a template that holds an expression.
    fn line(&self, file: &str, expression: &str) -> Option<usize> {
        let (_, text) = self.texts.iter().find(|(path, _)| path == file)?;
        let at = text.find(expression)?;
        Some(text[..at].matches('\n').count() + 1)
    }

    fn computed(&self, made: &Made) -> Computed {
        let mut computed = Computed {
            value: made.value,
            by: by(&made.rule),
            expression: made.expression.clone(),
            path: made.path.clone(),
            sources: Vec::new(),
            parts: Vec::new(),
            of: Vec::new(),
            reads: Vec::new(),
            asked: false,
        };
        match &made.rule {
            Rule::Typed => {
                let path = made.path.as_deref().unwrap_or_default();
                computed.sources = self.origins.of_number(path, made.value);
            }
            Rule::Given => {}
            Rule::Counted(items) | Rule::Added(items) => computed.parts = self.parts(items),
            Rule::Of(_, of) => computed.of = of.iter().map(|made| self.computed(made)).collect(),
            Rule::Nothing(reads) | Rule::Read(reads) => {
                let reads = reads.iter().map(|read| Read {
                    path: read.path.clone(),
                    count: read.count,
                });
                computed.reads = reads.collect();
            }
        }
        computed
    }

    /// Records by the lists they stand in, values each for itself, in the order of the facts.
    fn parts(&self, items: &[Item]) -> Vec<Part> {
        let mut lists: Vec<(&str, Vec<&Item>)> = Vec::new();
        let mut places = HashMap::new();
        for item in items {
            let list = list_of(item);
            let place = *places.entry(list).or_insert(lists.len());
            match lists.get_mut(place) {
                Some((_, items)) => items.push(item),
                None => lists.push((list, vec![item])),
            }
        }
        lists.into_iter().map(|(list, items)| self.part(list, &items)).collect()
    }

    fn part(&self, list: &str, items: &[&Item]) -> Part {
        let value = items.iter().map(|item| item.value).sum();
        let is_list = items.iter().all(|item| item.path != list);
        let records = items
            .iter()
            .filter_map(|item| item.path.strip_prefix(list)?.strip_prefix('/'));
        let cells = match items {
            [item] if !is_list && !item.is_record && !self.origins.is_holder(list) => {
                self.origins.of_number(&item.path, item.value)
            }
            _ => Vec::new(),
        };
        let sources = match (list.strip_prefix("units/"), cells.is_empty()) {
            (_, false) => cells,
            (Some(unit), _) if !unit.contains('/') => self.files(unit),
            _ => self.origins.sheets(list, items.iter().map(|item| item.path.as_str())),
        };
        Part {
            label: self.label(list),
            value,
            path: Some(list.to_owned()),
            records: records.map(str::to_owned).collect(),
            sources,
            edits: if is_list { self.edits_of(list) } else { Vec::new() },
            asked: false,
            withheld: items.iter().all(|item| self.origins.is_withheld(&item.path)),
        }
    }

    /// The name of the unit that a path belongs to.
    fn label(&self, path: &str) -> Option<String> {
        let code = path.strip_prefix("units/")?.split('/').next()?;
        let unit = self.model.file.units.iter().find(|unit| unit.code == code)?;
        Some(capitalize_first(&unit.full_name()))
    }

    /// The workbooks of a unit.
    fn files(&self, unit: &str) -> Vec<Source> {
        let files = self
            .model
            .dossier(unit)
            .into_iter()
            .flat_map(|dossier| &dossier.sources);
        files
            .map(|source| Source::whole(&format!("submissions/{}", source.file), None, None))
            .collect()
    }

    fn edits_of(&self, list: &str) -> Vec<ListEdit> {
        let filed = self.edits.filed.iter().filter_map(|filed| {
            let edit = filed.edit.as_ref().ok()?;
            let at = edit.at.trim_matches('/');
            let record = at.strip_prefix(list)?.strip_prefix('/').map(str::to_owned);
            let does = match (&record, &edit.add, edit.drop, &edit.substitute) {
                (None, Some(_), ..) => Does::Add,
                (Some(_), _, true, _) => Does::Drop,
                (Some(_), _, _, Some(_)) => Does::Substitute,
                _ => return None,
            };
            Some(ListEdit {
                does,
                record,
                edited: Edited {
                    line: filed.line,
                    by: edit.by.clone(),
                    on: edit.on,
                    why: edit.why.clone(),
                },
            })
        });
        filed.collect()
    }
}

fn by(rule: &Rule) -> By {
    match rule {
        Rule::Typed => By::Typed,
        Rule::Given => By::Given,
        Rule::Counted(_) | Rule::Nothing(_) => By::Count,
        Rule::Added(_) | Rule::Of('+', _) => By::Sum,
        Rule::Of('-', _) => By::Difference,
        Rule::Of('*', _) => By::Product,
        Rule::Of('/', _) => By::Quotient,
        Rule::Of(..) => By::Whole,
        Rule::Read(_) => By::Read,
    }
}

/// The list of a record or text that is counted; a unit, and a value, stand for themselves.
fn list_of(item: &Item) -> &str {
    let path = item.path.as_str();
    match path.rsplit_once('/') {
        Some((list, name)) if !is_unit(path) && (item.is_record || name.parse::<usize>().is_ok()) => list,
        _ => path,
    }
}

fn is_unit(path: &str) -> bool {
    path.strip_prefix("units/").is_some_and(|code| !code.contains('/'))
}

/// Whether one of the paths is this one, lies below it, or above it.
fn touches(asked: &BTreeSet<&str>, own: &str) -> bool {
    let mut above = Some(own);
    while let Some(path) = above {
        if asked.contains(path) {
            return true;
        }
        above = path.rsplit_once('/').map(|(above, _)| above);
    }
    let below = format!("{own}/");
    let from = (Bound::Included(below.as_str()), Bound::Unbounded);
    asked
        .range::<str, _>(from)
        .next()
        .is_some_and(|path| path.starts_with(&below))
}

impl Part {
    /// Whether it counts what stands at one of these paths, or lies below one of them. A unit is counted as a whole: what
    /// stands in its workbook does not change that, unless all of it is meant (`whole`).
    fn holds(&self, asked: &BTreeSet<&str>, whole: bool) -> bool {
        let Some(path) = self.path.as_deref() else {
            return false;
        };
        if is_unit(path) && !whole {
            return false;
        }
        match self.records.is_empty() {
            true => touches(asked, path),
            false => {
                let mut records = self.records.iter();
                records.any(|record| touches(asked, &format!("{path}/{record}")))
            }
        }
    }
}

impl Computed {
    /// Marks the parts that count one of these paths; whether there are any.
    pub fn mark(&mut self, asked: &BTreeSet<&str>, whole: bool) -> bool {
        for part in &mut self.parts {
            part.asked = part.holds(asked, whole);
            self.asked |= part.asked;
        }
        for of in &mut self.of {
            self.asked |= of.mark(asked, whole);
        }
        let typed = self.path.as_deref().filter(|_| self.by == By::Typed);
        self.asked |= typed.is_some_and(|path| touches(asked, path));
        self.asked
    }

    /// Says of what is held back only how much it is: for those who did not ask for it.
    pub fn hide_withheld(&mut self) {
        for part in self.parts.iter_mut().filter(|part| part.withheld) {
            *part = Part {
                label: Some("Nội dung đang được giữ lại".to_owned()),
                value: part.value,
                path: None,
                records: Vec::new(),
                sources: Vec::new(),
                edits: Vec::new(),
                asked: false,
                withheld: true,
            };
        }
        self.of.iter_mut().for_each(Self::hide_withheld);
    }
}
