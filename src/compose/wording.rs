//! Jinja: fills a template's Markdown with facts. Each printed value becomes one mark; the value itself is kept aside, so that no data can become markup. Only this module names `minijinja`, with `explain`, `filters`, `marks`, `notes`, `reads` and `trace`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, ValueKind, merge_maps};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, OutputSpan, State, UndefinedBehavior};

use super::explain;
use super::filters;
use super::marks::{Mark, Marks};
use super::notes;
use super::reads::{self, Again};
use super::trace::{self, Places};
use crate::model::Model;

/// Facts under the names that templates use.
#[derive(Debug, Clone)]
pub struct Facts(Value);

impl Facts {
    /// Facts from a JSON object; what is asked of them is noted.
    pub fn new(json: serde_json::Value) -> Self {
        Self(reads::facts(json))
    }

    /// Facts from a JSON object, each text known by its place for a trace.
    pub fn with_places(json: &serde_json::Value, model: &Model) -> (Self, Places) {
        let (value, places) = trace::with_places(json, model);
        (Self(value), places)
    }

    /// These facts with more on top.
    pub fn with<'a>(&self, more: impl IntoIterator<Item = (&'a str, Fact)>) -> Self {
        let top: BTreeMap<String, Value> = more.into_iter().map(|(name, fact)| (name.to_owned(), fact.0)).collect();
        Self(merge_maps([Value::from(top), self.0.clone()]))
    }

    /// Values under their names.
    pub(super) fn of(values: BTreeMap<String, Value>) -> Self {
        Self(Value::from(values))
    }

    /// The value of a name.
    pub(super) fn value(&self, name: &str) -> Option<Value> {
        self.0.get_attr(name).ok().filter(|value| !value.is_undefined())
    }

    /// These facts with a value on top.
    pub(super) fn with_value(&self, name: &str, value: Value) -> Self {
        self.with([(name, Fact(value))])
    }

    /// Asks these facts again for what a paper asked for.
    pub fn again(&self) -> Again {
        Again::of(&self.0)
    }

    /// These facts as one fact.
    pub fn into_fact(self) -> Fact {
        Fact(self.0)
    }

    /// The fact at a dotted path; `None` if it is missing, null or empty.
    pub fn known(&self, path: &str) -> Option<Fact> {
        let mut value = self.0.clone();
        for step in path.split('.') {
            value = value.get_attr(step).ok()?;
        }
        let empty = value.is_undefined() || value.is_none() || value.len() == Some(0);
        (!empty).then_some(Fact(value))
    }
}

/// One fact: text, number, list or record.
#[derive(Debug, Clone)]
pub struct Fact(Value);

impl Fact {
    /// A fact from JSON.
    pub fn new(json: serde_json::Value) -> Self {
        Self(to_value(json))
    }

    /// The record's field `name` as text.
    pub fn text_of(&self, name: &str) -> Option<String> {
        self.0.get_attr(name).ok()?.as_str().map(str::to_owned)
    }

    /// The model path it came from, if a trace runs and knows.
    pub fn path(&self) -> Option<String> {
        trace::path_of(&self.0)
    }

    /// What tells it from others: its path among the facts, or a digest of all it says if it has none.
    pub fn identity(&self) -> String {
        reads::identity(&self.0)
    }

    /// The record's field `name`; nothing known if it has none.
    pub fn field(&self, name: &str) -> Fact {
        Fact(self.0.get_attr(name).unwrap_or_default())
    }

    /// The items of a list; a fact that is no list has none.
    pub fn items(&self) -> Vec<Fact> {
        self.0
            .try_iter()
            .map(|items| items.map(Fact).collect())
            .unwrap_or_default()
    }

    /// A list of facts.
    pub fn list(items: &[Fact]) -> Self {
        Self(items.iter().map(|fact| fact.0.clone()).collect())
    }

    /// Nothing known.
    pub fn is_null(&self) -> bool {
        self.0.is_none() || self.0.is_undefined()
    }

    /// A number, if it is one.
    pub fn number(&self) -> Option<f64> {
        (self.0.kind() == ValueKind::Number)
            .then(|| f64::try_from(self.0.clone()).ok())
            .flatten()
    }

    /// Text as it prints; whole numbers without a point, nothing for null.
    pub fn text(&self) -> String {
        if self.is_null() {
            String::new()
        } else {
            self.0.to_string()
        }
    }

    /// True for `true`, and for anything that is not null, empty or zero.
    pub fn is_true(&self) -> bool {
        self.0.is_true()
    }
}

impl From<Fact> for Facts {
    fn from(fact: Fact) -> Self {
        Self(fact.0)
    }
}

impl PartialEq for Fact {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

fn to_value(json: serde_json::Value) -> Value {
    // Any JSON is a value; the conversion cannot fail.
    serde_json::from_value(json).unwrap_or_default()
}

/// Why a text could not be filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordingError {
    /// Template file, if it is another than the one asked for (an include).
    pub template: String,
    /// Line, counted from 1.
    pub line: Option<usize>,
    /// The unknown name and the nearest one that exists, if that is the fault.
    pub unknown: Option<(String, Option<String>)>,
    /// What is wrong.
    pub detail: String,
}

/// Markdown with marks, and what they stand for.
#[derive(Debug, Clone, Default)]
pub struct Filled {
    /// Markdown.
    pub markdown: String,
    /// Values.
    pub marks: Marks,
}

/// Two environments over the same templates: one that prints marks, one that prints plain text.
#[derive(Clone)]
pub struct Wording {
    marked: Environment<'static>,
    plain: Environment<'static>,
    parts: Arc<Vec<(String, String)>>,
}

impl Wording {
    /// An environment whose includes come from `parts` (name, text).
    pub fn new(parts: Vec<(String, String)>) -> Self {
        let parts = Arc::new(parts);
        let build = |formatter: fn(&mut Output, &mut State, &Value) -> Result<(), Error>| {
            let mut env = Environment::new();
            env.set_undefined_behavior(UndefinedBehavior::Strict);
            // Custom, so that macros return markup that is not printed as a value again.
            env.set_auto_escape_callback(|_| AutoEscape::Custom("marks".into()));
            if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
                env.set_syntax(syntax);
            }
            env.set_debug(true);
            env.remove_filter("safe");
            env.set_formatter(formatter);
            let parts = Arc::clone(&parts);
            env.set_loader(move |name| {
                Ok(parts
                    .iter()
                    .find(|(part, _)| part == name)
                    .map(|(_, text)| text.clone()))
            });
            filters::add(&mut env);
            env
        };
        Self {
            marked: build(print_mark),
            plain: build(print_plain),
            parts,
        }
    }

    /// Fills the Markdown `text` of the template `name`.
    pub fn fill(&self, name: &str, text: &str, facts: &Facts) -> Result<Filled, WordingError> {
        let filled = self
            .marked
            .template_from_named_str(name, text)
            .and_then(|template| template.render_captured(facts.0.clone()))
            .map_err(|error| describe(&error, name, facts))?;
        let marks = filled.state().get_extension::<Marks>().cloned().unwrap_or_default();
        let markdown = filled.into_output();
        if trace::is_explaining() {
            explain::text(self, name, text, true, facts);
        }
        let markdown = match notes::is_on() {
            true => self.located(name, text, facts, markdown),
            false => markdown,
        };
        Ok(Filled { markdown, marks })
    }

    /// Fills `text`, which stands at this byte of the template `name`, to plain text with a sign for each word.
    pub fn fill_noted(&self, name: &str, text: &str, at: usize, facts: &Facts) -> Result<String, WordingError> {
        let template = self.plain.template_from_named_str(name, text);
        let filled = template.and_then(|template| template.render_with_spans(facts.0.clone()));
        let (filled, spans) = filled.map_err(|error| describe(&error, name, facts))?;
        Ok(notes::located_at(name, at, text, &filled, &spans))
    }

    /// `markdown`, which the template `name` gave, with a sign for each word.
    fn located(&self, name: &str, text: &str, facts: &Facts, markdown: String) -> String {
        let template = self.marked.template_from_named_str(name, text);
        match template.and_then(|template| template.render_with_spans(facts.0.clone())) {
            Ok((same, spans)) if same == markdown => notes::located(name, text, &markdown, &spans),
            _ => markdown,
        }
    }

    /// Fills `text` to plain text.
    pub fn fill_plain(&self, name: &str, text: &str, facts: &Facts) -> Result<String, WordingError> {
        if !text.contains("{{") && !text.contains("{%") {
            return Ok(text.to_owned());
        }
        if trace::is_explaining() {
            explain::text(self, name, text, false, facts);
        }
        self.plain
            .template_from_named_str(name, text)
            .and_then(|template| template.render(facts.0.clone()))
            .map_err(|error| describe(&error, name, facts))
    }

    /// `text` of the template `name` filled with marks, and what each of them was made by.
    pub(super) fn with_spans(&self, name: &str, text: &str, facts: &Facts) -> Result<(String, Vec<OutputSpan>), Error> {
        let template = self.marked.template_from_named_str(name, text);
        template.and_then(|template| template.render_with_spans(facts.0.clone()))
    }

    /// The text of a part that templates include.
    pub(super) fn part(&self, name: &str) -> Option<&str> {
        let mut parts = self.parts.iter();
        parts.find(|(part, _)| part == name).map(|(_, text)| text.as_str())
    }

    /// What an expression gives.
    pub(super) fn ask(&self, expression: &str, facts: &Facts) -> Result<Value, Error> {
        self.asked(expression)?.eval(facts.clone())
    }

    /// An expression that is to be asked for many times.
    pub(super) fn asked(&self, expression: &str) -> Result<Asked<'_>, Error> {
        self.plain.compile_expression_owned(expression.to_owned()).map(Asked)
    }

    /// The value of an expression.
    pub fn value(&self, name: &str, expression: &str, facts: &Facts) -> Result<Fact, WordingError> {
        self.expression(name, expression, facts)?.value(facts)
    }

    /// An expression that is to be asked for many times, of `facts` and others like them.
    pub fn expression(&self, name: &str, expression: &str, facts: &Facts) -> Result<Expression<'_>, WordingError> {
        let compiled = self.plain.compile_expression_owned(expression.to_owned());
        Ok(Expression {
            compiled: compiled.map_err(|error| in_expression(&error, name, facts))?,
            names: names_of(expression),
            name: name.to_owned(),
        })
    }

    /// The template line that the byte `offset` of the filled text came from.
    pub fn line_of(&self, name: &str, text: &str, facts: &Facts, offset: usize) -> Option<usize> {
        let template = self.marked.template_from_named_str(name, text).ok()?;
        let (output, spans) = template.render_with_spans(facts.0.clone()).ok()?;
        let span = spans
            .iter()
            .rev()
            .find(|span| span.name() == name && span.output_range().start <= offset)?;
        let within = output.get(span.output_range().start..offset.min(span.output_range().end))?;
        Some(span.line() + within.matches('\n').count())
    }
}

/// An expression that is asked for the parts of a number.
pub(super) struct Asked<'w>(minijinja::Expression<'w, 'static>);

impl Asked<'_> {
    /// What it gives.
    pub(super) fn eval(&self, facts: Facts) -> Result<Value, Error> {
        self.0.eval(facts.0)
    }
}

/// An expression of a template.
pub struct Expression<'w> {
    compiled: minijinja::Expression<'w, 'static>,
    /// Its names, if it is nothing but names and dots.
    names: Option<Vec<String>>,
    name: String,
}

/// The names of an expression that is nothing but names and dots (`row.unit.name`).
fn names_of(expression: &str) -> Option<Vec<String>> {
    let is_name = |name: &&str| {
        let mut letters = name.chars();
        let begins = letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_');
        begins && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    let names: Vec<&str> = expression.trim().split('.').collect();
    let named = names.iter().all(is_name);
    named.then(|| names.into_iter().map(str::to_owned).collect())
}

impl Expression<'_> {
    /// Its value.
    pub fn value(&self, facts: &Facts) -> Result<Fact, WordingError> {
        // Most columns of a list are fields, and there are thousands of cells. What is not there is a case for the engine.
        let mut names = self.names.iter().flatten();
        let field = names.try_fold(facts.0.clone(), |fact, name| {
            fact.get_attr(name).ok().filter(|fact| !fact.is_undefined())
        });
        if let (Some(field), Some(_)) = (field, &self.names) {
            return Ok(Fact(field));
        }
        let value = self.compiled.eval(facts.0.clone()).map(Fact);
        value.map_err(|error| in_expression(&error, &self.name, facts))
    }
}

/// An expression is a line of its own: its lines are not those of the template.
fn in_expression(error: &Error, name: &str, facts: &Facts) -> WordingError {
    WordingError {
        template: name.to_owned(),
        line: None,
        ..describe(error, name, facts)
    }
}

/// Prints a value as a mark and keeps it aside.
fn print_mark(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if let Some(mark) = value.downcast_object_ref::<Mark>() {
        let sign = state.get_or_insert_extension(Marks::default()).keep(mark.clone());
        return sign
            .map(|sign| out.write_char(sign))
            .ok_or_else(too_many)?
            .map_err(Error::from);
    }
    let text = printable(value)?;
    if text.is_empty() {
        return Ok(());
    }
    trace::shows(value, &text);
    let text = notes::value(|| trace::path_of(value), text);
    let seen = explain::is_seeing().then(|| text.clone());
    let sign = state
        .get_or_insert_extension(Marks::default())
        .keep(Mark::Text(text))
        .ok_or_else(too_many)?;
    if let Some(text) = seen {
        explain::sees(sign, value, text, state);
    }
    out.write_char(sign).map_err(Error::from)
}

fn print_plain(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let text = printable(value)?;
    trace::shows(value, &text);
    let text = notes::value(|| trace::path_of(value), text);
    out.write_str(&text).map_err(Error::from)
}

fn too_many() -> Error {
    Error::new(ErrorKind::InvalidOperation, "văn bản in quá nhiều giá trị")
}

/// Text and whole numbers print; what would print as `True`, `1.0` or `[…]` is refused.
fn printable(value: &Value) -> Result<String, Error> {
    let refuse = |what: &str| Err(Error::new(ErrorKind::InvalidOperation, format!("không in được {what}")));
    match value.kind() {
        ValueKind::String => Ok(value.as_str().unwrap_or_default().to_owned()),
        ValueKind::Number if value.is_integer() => Ok(value.to_string()),
        ValueKind::Number => refuse("số lẻ; dùng bộ lọc number hoặc percent"),
        ValueKind::Undefined => Err(Error::from(ErrorKind::UndefinedError)),
        ValueKind::None => refuse("giá trị chưa có; đặt trong {% if … %}"),
        ValueKind::Bool => refuse("giá trị đúng/sai; dùng {% if … %}"),
        _ => refuse("danh sách; dùng {% for … %} hoặc bộ lọc join_vi"),
    }
}

fn describe(error: &Error, name: &str, facts: &Facts) -> WordingError {
    // An error inside an include is the source of the error at the include.
    let mut innermost = error;
    while let Some(source) = std::error::Error::source(innermost).and_then(|source| source.downcast_ref::<Error>()) {
        innermost = source;
    }
    let expression = innermost
        .range()
        .and_then(|range| innermost.template_source()?.get(range))
        .map(str::to_owned);
    let unknown = match innermost.kind() {
        ErrorKind::UndefinedError => expression.as_deref().map(|expression| nearest(expression, facts)),
        _ => None,
    };
    WordingError {
        template: innermost
            .name()
            .filter(|name| !name.starts_with('<'))
            .unwrap_or(name)
            .to_owned(),
        line: innermost.line(),
        unknown,
        detail: innermost
            .detail()
            .map_or_else(|| format!("{:?}", innermost.kind()), str::to_owned),
    }
}

/// The first step of a dotted name that does not exist, and the nearest name that does.
fn nearest(expression: &str, facts: &Facts) -> (String, Option<String>) {
    let expression = expression.trim_start_matches(['{', '%', '-', ' ']);
    let expression = ["if ", "elif ", "not "]
        .iter()
        .fold(expression, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    // `documents["ke-hoach"]` is one more step of a dotted name.
    let dotted: String = expression
        .replace("[\"", ".")
        .replace("\"]", "")
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))
        .collect();
    let mut value = facts.0.clone();
    for step in dotted.split('.') {
        match value.get_attr(step) {
            Ok(next) if !next.is_undefined() => value = next,
            _ => {
                let names = value.try_iter().into_iter().flatten();
                let best = names
                    .filter_map(|name| name.as_str().map(str::to_owned))
                    .map(|name| (strsim::normalized_damerau_levenshtein(&name, step), name))
                    .filter(|(likeness, _)| *likeness >= 0.5)
                    .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(&a.1)));
                let prefix = dotted.rsplit_once(step).map_or("", |(prefix, _)| prefix);
                return (dotted.clone(), best.map(|(_, name)| format!("{prefix}{name}")));
            }
        }
    }
    (dotted, None)
}
