//! How a printed number was made: while a trace runs, the expression that printed it is taken apart, and its parts are asked of
//! the same facts. What is told was tried: the parts give the number.

mod made;
mod split;

use std::cell::RefCell;
use std::collections::HashMap;

use minijinja::value::{Value, ValueKind};
use minijinja::{OutputSpanKind, State};

use super::context;
use super::marks::is_reserved;
use super::trace;
use super::wording::{Facts, Wording};
pub use made::{Item, Made, Number, Read, Rule};
use split::{Shape, Step, bare, shape};

/// What was printed for a sign, and all names that were known there.
struct Seen {
    text: String,
    scene: Option<Facts>,
}

thread_local! {
    static SEEN: RefCell<Option<HashMap<char, Seen>>> = const { RefCell::new(None) };
}

/// Whether a text is being filled to be explained, on this thread.
pub fn is_seeing() -> bool {
    SEEN.with_borrow(Option::is_some)
}

/// Notes that `sign` stands for `value`, which prints as `text`.
pub fn sees(sign: char, value: &Value, text: String, state: &State<'_, '_>) {
    let scene = trace::path_of(value).is_none().then(|| {
        let names = state.known_variables().into_iter();
        let known = names.filter_map(|name| Some((name.to_string(), state.lookup(&name)?)));
        Facts::of(known.collect())
    });
    SEEN.with_borrow_mut(|seen| {
        if let Some(seen) = seen {
            seen.insert(sign, Seen { text, scene });
        }
    });
}

/// Explains the numbers that `text`, a part or the whole (`is_whole`) of the template `name`, prints.
pub fn text(wording: &Wording, name: &str, text: &str, is_whole: bool, facts: &Facts) {
    SEEN.set(Some(HashMap::new()));
    let filled = wording.with_spans(name, text, facts);
    let seen = SEEN.take().unwrap_or_default();
    // Why a text cannot be filled is told where it is filled.
    let Ok((output, spans)) = filled else { return };
    for span in spans.iter().filter(|span| span.kind() == OutputSpanKind::Expression) {
        let range = span.output_range();
        let mut signs = output.get(range.clone()).unwrap_or_default().chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else {
            continue;
        };
        let is_own = span.name() == name;
        let source = if is_own { Some(text) } else { wording.part(span.name()) };
        let (Some(one), Some(source)) = (seen.get(&sign), source) else {
            continue;
        };
        let place = span.source_range();
        let (Some(scene), Some(expression), Some(above)) =
            (&one.scene, source.get(place.clone()), source.get(..place.start))
        else {
            continue;
        };
        let asking = Asking {
            wording,
            facts,
            scene,
            above: if is_own { vec![above] } else { vec![above, text] },
        };
        let Some(made) = asking.made(expression, 0) else {
            continue;
        };
        let near = |text: &str| words(text, &seen);
        trace::reckons(Number {
            file: below_workspace(span.name()),
            line: (is_whole || !is_own).then_some(span.line()),
            expression: expression.to_owned(),
            text: one.text.clone(),
            before: last_words(&near(before(&output, range.start))),
            after: first_words(&near(after(&output, range.end))),
            made,
        });
    }
}

/// Explains the number that `expression`, of the list `file`, gives, and that prints as `text`.
pub fn cell(wording: &Wording, file: &str, expression: &str, facts: &Facts, text: &str) {
    let asking = Asking {
        wording,
        facts,
        scene: facts,
        above: Vec::new(),
    };
    if let (Some(made), false) = (asking.made(expression, 0), text.is_empty()) {
        trace::reckons(Number {
            file: below_workspace(file),
            line: None,
            expression: expression.to_owned(),
            text: text.to_owned(),
            before: String::new(),
            after: String::new(),
            made,
        });
    }
}

fn below_workspace(file: &str) -> String {
    match file.starts_with("templates/") || file.starts_with("inputs/") {
        true => file.to_owned(),
        false => format!("templates/{file}"),
    }
}

/// The paragraph up to a place.
fn before(output: &str, at: usize) -> &str {
    let text = &output[..at];
    text.rfind("\n\n").map_or(text, |end| &text[end..])
}

/// The paragraph from a place on.
fn after(output: &str, at: usize) -> &str {
    let text = &output[at..];
    text.find("\n\n").map_or(text, |end| &text[..end])
}

/// Markdown as words: signs filled, without the marks of emphasis and of lines.
fn words(markdown: &str, seen: &HashMap<char, Seen>) -> String {
    let mut out = String::with_capacity(markdown.len());
    for (n, line) in markdown.split('\n').enumerate() {
        let line = match n {
            0 => line,
            _ => line.trim_start_matches(['-', '+', '#', ' ']),
        };
        if n > 0 {
            out.push(' ');
        }
        for c in line.chars().filter(|c| *c != '*') {
            match seen.get(&c) {
                Some(one) => out.push_str(&one.text),
                None if is_reserved(c) => out.push('…'),
                None => out.push(c),
            }
        }
    }
    // Many blanks in a row, as templates leave them, print as one.
    let mut words = String::with_capacity(out.len());
    for c in out.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
        if c != ' ' || !words.ends_with(' ') {
            words.push(c);
        }
    }
    words
}

/// Characters of a paragraph that are kept on either side of a number.
const NEAR: usize = 80;

fn last_words(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(NEAR);
    let near: String = text.chars().skip(skipped).collect();
    match skipped {
        0 => near.trim_start().to_owned(),
        _ => near.split_once(' ').map_or(near.clone(), |(_, words)| words.to_owned()),
    }
}

fn first_words(text: &str) -> String {
    let near: String = text.chars().take(NEAR).collect();
    match near.len() == text.len() {
        true => near.trim_end().to_owned(),
        false => near
            .rsplit_once(' ')
            .map_or(near.clone(), |(words, _)| words.to_owned()),
    }
}

/// Filters that only say how a number prints.
const PRINTED: [&str; 7] = ["count", "number", "money", "percent", "in_words", "pad", "roman"];
/// Definitions that lead from one name to the next at most.
const DEEPEST: usize = 16;
/// The name under which one item is asked for alone.
const ITEM: &str = "__item";

/// Asks for the parts of expressions where they were printed.
struct Asking<'a> {
    wording: &'a Wording,
    /// The facts the text was filled with.
    facts: &'a Facts,
    /// All names known at the place.
    scene: &'a Facts,
    /// The texts above the place, the nearest first: they may define names.
    above: Vec<&'a str>,
}

impl Asking<'_> {
    /// How the number that `expression` gives was made; nothing if it gives none, or nothing is to be said of it.
    fn made(&self, expression: &str, depth: usize) -> Option<Made> {
        let expression = bare(expression);
        if depth > DEEPEST {
            return None;
        }
        let part = |part: &str| self.made(part, depth + 1);
        match shape(expression) {
            Shape::Choice { yes, condition, no } => match self.value(condition)?.is_true() {
                true => part(yes),
                false => part(no?),
            },
            Shape::Either(first, second) => match self.value(first).is_some_and(|value| value.is_true()) {
                true => part(first),
                false => part(second),
            },
            Shape::Filtered { of, name, .. } if PRINTED.contains(&name) => part(of),
            Shape::Filtered { of, name, .. } => match name {
                "length" | "sum" => self
                    .added(expression, of, name == "sum")
                    .or_else(|| part(&self.expanded(expression)?))
                    .or_else(|| {
                        self.looked_at(expression, Rule::Nothing)
                            .filter(|made| made.value == 0.0)
                    })
                    .or_else(|| self.read(expression)),
                // A filter that changes nothing here, or only the words that a number prints as.
                _ => match (self.value(expression)?, self.number(of)) {
                    (value, _) if value.kind() == ValueKind::String => part(of),
                    (value, Some(of_number)) if number(&value) == Some(of_number) => part(of),
                    _ => self.read(expression),
                },
            },
            Shape::Operation(left, sign, right) => part(left)
                .zip(part(right))
                .and_then(|(left, right)| self.operation(expression, sign, left, right))
                .or_else(|| self.read(expression)),
            Shape::Path { root, steps } => {
                let value = self.number(expression);
                if let (true, Some(defined)) = (steps.is_empty(), self.definition(root)) {
                    return part(defined);
                }
                let path = self.path(root, &steps, depth)?;
                self.fact(path, value?, expression, depth)
            }
            Shape::Number => Some(Made {
                expression: expression.to_owned(),
                value: self.number(expression)?,
                path: None,
                rule: Rule::Given,
            }),
            Shape::Other => self.read(expression),
        }
    }

    fn value(&self, expression: &str) -> Option<Value> {
        self.wording.ask(expression, self.scene).ok()
    }

    fn number(&self, expression: &str) -> Option<f64> {
        number(&self.value(expression)?)
    }

    /// A fact; one that is counted, by what it counts.
    fn fact(&self, path: String, value: f64, expression: &str, depth: usize) -> Option<Made> {
        let counted = trace::known(&path, || {
            let counted = context::counted(&path, self.facts)?;
            let asking = Asking {
                scene: self.facts,
                above: Vec::new(),
                ..*self
            };
            let made = asking.made(&counted, depth + 1);
            Some(made.unwrap_or_else(|| unexplained(counted)))
        });
        let (expression, rule) = match counted {
            None => (expression.to_owned(), Rule::Typed),
            Some(made) if is_same(made.value, value) => (made.expression, made.rule),
            Some(made) => (made.expression, Rule::Read(Vec::new())),
        };
        Some(Made {
            expression,
            value,
            path: Some(path),
            rule,
        })
    }

    fn operation(&self, expression: &str, sign: char, left: Made, right: Made) -> Option<Made> {
        let value = self.number(expression)?;
        let (a, b) = (left.value, right.value);
        let result = match sign {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            '/' => a / b,
            _ => (a / b).floor(),
        };
        if !is_same(result, value) {
            return None;
        }
        let rule = match (sign, &left.rule, &right.rule) {
            ('+', Rule::Counted(one), Rule::Counted(other)) => Rule::Counted([one.as_slice(), other].concat()),
            ('+', Rule::Added(one), Rule::Added(other)) => Rule::Added([one.as_slice(), other].concat()),
            _ => Rule::Of(sign, vec![left, right]),
        };
        Some(Made {
            expression: expression.to_owned(),
            value,
            path: None,
            rule,
        })
    }

    /// The expression with what defines the name that it begins with, in the place of the name.
    fn expanded(&self, whole: &str) -> Option<String> {
        let mut base = whole;
        while let Shape::Filtered { of, .. } = shape(base) {
            base = of;
        }
        let defined = self.definition(base)?;
        let rest = whole.strip_prefix(base)?;
        // Filters bind more tightly than anything that would have to stand in brackets.
        let is_plain = matches!(shape(defined), Shape::Filtered { .. } | Shape::Path { .. });
        is_plain.then(|| format!("{defined}{rest}"))
    }

    /// What was counted, or added, by `whole`, whose last filter does it with `of`.
    fn added(&self, whole: &str, of: &str, is_sum: bool) -> Option<Made> {
        let value = self.number(whole)?;
        let mut items = None;
        if !is_sum {
            items = items_of(&self.value(of)?);
        }
        let mut base = of;
        while items.is_none() {
            items = self.alone(whole, base, is_sum);
            base = match shape(base) {
                Shape::Filtered { of, .. } if whole.starts_with(of) => of,
                _ => break,
            };
        }
        let mut items = items?;
        items.retain(|item| item.value != 0.0);
        let all: f64 = items.iter().map(|item| item.value).sum();
        (is_same(all, value) && !items.is_empty()).then(|| Made {
            expression: whole.to_owned(),
            value,
            path: None,
            rule: if is_sum {
                Rule::Added(items)
            } else {
                Rule::Counted(items)
            },
        })
    }

    /// What each thing in the list `base`, with which `whole` begins, adds: what `whole` gives for it alone.
    fn alone(&self, whole: &str, base: &str, is_sum: bool) -> Option<Vec<Item>> {
        let rest = whole.strip_prefix(base)?;
        let list = self.value(base)?;
        let items = items_of(&list)?;
        let first = rest.trim_start_matches(['|', ' ', '\n']);
        let field = ["map(", "sum("].iter().any(|start| first.starts_with(start));
        let field = field.then(|| split::argument(first, "attribute")).flatten();
        let asked = self.wording.asked(&format!("[{ITEM}]{rest}")).ok()?;
        let list = list.try_iter().ok()?;
        let item = |(mut item, value): (Item, Value)| {
            let scene = self.scene.with_value(ITEM, value.clone());
            item.value = number(&asked.eval(scene).ok()?)?;
            if let (true, Some(field)) = (is_sum, field) {
                item.path = format!("{}/{}", item.path, field.replace('.', "/"));
                item.is_record = false;
            }
            Some(item)
        };
        items.into_iter().zip(list).map(item).collect()
    }

    /// What an expression looked at, if nobody can say more.
    fn read(&self, expression: &str) -> Option<Made> {
        self.looked_at(expression, Rule::Read)
    }

    fn looked_at(&self, expression: &str, rule: fn(Vec<Read>) -> Rule) -> Option<Made> {
        let value = self.number(expression)?;
        let mut reads: Vec<Read> = Vec::new();
        let mut paths = split::paths(expression);
        let mut next = 0;
        while let Some(path) = paths.get(next).copied() {
            next += 1;
            let read = self.value(path).and_then(|found| match found.kind() {
                ValueKind::Number => self.path_of(path).map(|path| Read { path, count: 1 }),
                _ => items_of(&found).and_then(|items| {
                    let path = items.first().map(Item::kind)?;
                    let count = items.len();
                    Some(Read { path, count })
                }),
            });
            match (read, self.definition(path)) {
                (Some(read), _) if !reads.contains(&read) => reads.push(read),
                (None, Some(defined)) => {
                    let more = split::paths(defined);
                    paths.extend(more.into_iter().filter(|path| !path.is_empty()).take(DEEPEST));
                    paths.truncate(DEEPEST * DEEPEST);
                }
                _ => {}
            }
        }
        (!reads.is_empty()).then(|| Made {
            expression: expression.to_owned(),
            value,
            path: None,
            rule: rule(reads),
        })
    }

    fn path_of(&self, expression: &str) -> Option<String> {
        match shape(expression) {
            Shape::Path { root, steps } => self.path(root, &steps, 0),
            _ => None,
        }
    }

    /// The model path that a path of the template leads to.
    fn path(&self, root: &str, steps: &[Step<'_>], depth: usize) -> Option<String> {
        let mut value = self.value(root)?;
        let mut record = trace::record_of(&value);
        let mut below: Vec<String> = Vec::new();
        let mut names = Vec::new();
        for (n, step) in steps.iter().enumerate() {
            let name = match step {
                Step::Name(name) => {
                    value = value.get_attr(name).ok()?;
                    (*name).to_owned()
                }
                Step::Of(key) => {
                    let key = self.value(key)?;
                    value = value.get_item(&key).ok()?;
                    key.to_string()
                }
            };
            names.push(name.clone());
            below.push(name);
            if n + 1 < steps.len()
                && let Some(found) = trace::record_of(&value)
            {
                record = Some(found);
                below.clear();
            }
        }
        if let Some(record) = record {
            return Some(joined(record, &below));
        }
        if let Some(defined) = self.definition(root) {
            let Shape::Path { root, steps } = shape(defined) else {
                return None;
            };
            let defined = (depth < DEEPEST).then(|| self.path(root, &steps, depth + 1))??;
            return Some(joined(defined, &names));
        }
        trace::is_fact(root).then(|| joined(root.to_owned(), &names))
    }

    /// The expression that defines a name (`{% set … = … %}`), if it gives what the name stands for at the place.
    fn definition(&self, name: &str) -> Option<&str> {
        let value = self.scene.value(name)?;
        let tags = self.above.iter().flat_map(|text| {
            let starts = text.rmatch_indices("{%");
            starts.filter_map(|(at, _)| text[at + 2..].split_once("%}").map(|(tag, _)| tag))
        });
        let set = tags.filter_map(|tag| {
            let tag = tag.trim_matches(['-', '+']).trim_start().strip_prefix("set ")?;
            let (target, expression) = tag.split_once('=')?;
            (target.trim() == name).then(|| expression.trim())
        });
        set.into_iter()
            .find(|expression| self.value(expression).is_some_and(|other| other == value))
    }
}

impl Item {
    /// The path of all things of its kind.
    pub fn kind(&self) -> String {
        let mut path = self.path.as_str();
        if let (true, Some((list, _))) = (self.is_record, path.rsplit_once('/')) {
            path = list;
        }
        let mut steps: Vec<&str> = path.split('/').collect();
        if let ["units", unit, _, ..] = steps.as_mut_slice() {
            *unit = "*";
        }
        steps.join("/")
    }
}

/// A fact that is counted, nobody can say how.
fn unexplained(expression: String) -> Made {
    Made {
        expression,
        value: f64::NAN,
        path: None,
        rule: Rule::Read(Vec::new()),
    }
}

fn joined(path: String, names: &[String]) -> String {
    names.iter().fold(path, |path, name| format!("{path}/{name}"))
}

/// The things of a list by their paths; nothing if it is none, or the path of one is not known.
fn items_of(list: &Value) -> Option<Vec<Item>> {
    if list.kind() != ValueKind::Seq && list.kind() != ValueKind::Iterable {
        return None;
    }
    let item = |value: Value| {
        let record = trace::record_of(&value);
        let is_record = record.is_some();
        let path = record.or_else(|| trace::path_of(&value))?;
        Some(Item {
            path,
            is_record,
            value: 1.0,
        })
    };
    list.try_iter().ok()?.map(item).collect()
}

fn number(value: &Value) -> Option<f64> {
    (value.kind() == ValueKind::Number)
        .then(|| f64::try_from(value.clone()).ok())
        .flatten()
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}
