//! Which words of a printed text are a value and which stand in the template, and where: while notes are taken, each value is
//! set between two signs of a private plane, and each word of a template has one before it. The signs pass through the whole
//! of composing as letters do.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use minijinja::{OutputSpan, OutputSpanKind};

use crate::document::Coverage;

/// First sign; marks use this plane only beyond sixty-five thousand values.
const FIRST: u32 = 0x10_0000;
/// Signs there are.
const MOST: usize = 0xFFFE;

/// What a sign says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A value begins; its model path, if it is known.
    Opens(Option<String>),
    /// It ends.
    Closes,
    /// The word after it stands in a template.
    Word(Spot),
    /// The value after it is printed by an expression of a template.
    Expression(Spot),
}

/// A place in the text of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The template, or the part of one (`parts/lien-he.md`).
    pub file: Arc<str>,
    /// Bytes of its text.
    pub range: Range<usize>,
    /// Of a part: the tag of the template that includes it.
    pub site: Option<Range<usize>>,
}

/// The notes of one paper.
#[derive(Debug, Clone, Default)]
pub struct Notes(Vec<Note>);

thread_local! {
    static TAKEN: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// Does `work`, taking notes of what it prints on this thread.
pub fn noted<T>(work: impl FnOnce() -> T) -> (T, Notes) {
    TAKEN.set(Some(Notes::default()));
    let result = work();
    (result, TAKEN.take().unwrap_or_default())
}

/// Whether notes are being taken on this thread.
pub fn is_on() -> bool {
    TAKEN.with_borrow(Option::is_some)
}

/// The sign for a note; none if no notes are taken, or there are too many.
fn sign(note: Note) -> Option<char> {
    TAKEN.with_borrow_mut(|taken| {
        let Notes(notes) = taken.as_mut()?;
        let number = u32::try_from(notes.len()).ok().filter(|_| notes.len() < MOST)?;
        notes.push(note);
        char::from_u32(FIRST + number)
    })
}

/// `text`, which prints a value that came from `path`, between its signs; as it is if no notes are taken.
pub fn value(path: impl FnOnce() -> Option<String>, text: String) -> String {
    if !is_on() || text.is_empty() {
        return text;
    }
    let text: String = text.chars().filter(|c| u32::from(*c) < FIRST).collect();
    match (sign(Note::Opens(path())), sign(Note::Closes)) {
        (Some(opens), Some(closes)) => format!("{opens}{text}{closes}"),
        _ => text,
    }
}

/// Whether a character is a sign of the notes that are being taken.
pub fn is_sign(c: char) -> bool {
    TAKEN.with_borrow(|taken| taken.as_ref().is_some_and(|notes| notes.get(c).is_some()))
}

impl Notes {
    /// What a character says; nothing if it is no sign.
    pub fn get(&self, c: char) -> Option<&Note> {
        let number = u32::from(c).checked_sub(FIRST)?;
        self.0.get(number as usize)
    }
}

/// Lets the signs pass where only characters pass that fonts cover.
pub struct Letting<'a>(pub &'a dyn Coverage);

impl Coverage for Letting<'_> {
    fn covers(&self, character: char) -> bool {
        is_sign(character) || self.0.covers(character)
    }
}

/// The Markdown that the template `main` (of text `body`) gave in `spans`, each word with its sign. What opens a line as a mark
/// of Markdown, and what could become one beside a letter, gets none.
pub fn located(main: &str, body: &str, markdown: &str, spans: &[OutputSpan]) -> String {
    located_at(main, 0, body, markdown, spans)
}

/// The same of a text that begins at this byte of the template.
pub fn located_at(main: &str, start: usize, body: &str, markdown: &str, spans: &[OutputSpan]) -> String {
    let mut out = String::with_capacity(markdown.len() * 2);
    let mut sites = Sites::new(main, body, spans);
    let mut done = 0;
    for (index, span) in spans.iter().enumerate() {
        let range = span.output_range();
        let (Some(between), Some(text)) = (markdown.get(done..range.start), markdown.get(range.clone())) else {
            break;
        };
        out.push_str(between);
        done = range.end;
        let place = Place {
            file: sites.name(span),
            site: sites.of(index),
            start,
        };
        match span.kind() {
            OutputSpanKind::Raw => words(markdown, range, span.source_range().start, &place, &mut out),
            _ => {
                if !is_order(markdown, range.start) {
                    out.extend(sign(Note::Expression(place.at(span.source_range()))));
                }
                out.push_str(text);
            }
        }
    }
    out.push_str(markdown.get(done..).unwrap_or_default());
    out
}

/// The template that a span comes from.
struct Place {
    file: Arc<str>,
    site: Option<Range<usize>>,
    /// Where the text that is filled begins in it.
    start: usize,
}

impl Place {
    fn at(&self, range: Range<usize>) -> Spot {
        Spot {
            file: Arc::clone(&self.file),
            range: self.start + range.start..self.start + range.end,
            site: self.site.clone(),
        }
    }
}

fn words(markdown: &str, range: Range<usize>, source: usize, place: &Place, out: &mut String) {
    let text = &markdown[range.clone()];
    let mut before = markdown[..range.start].chars().next_back();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let is_word = c.is_alphanumeric();
        let begins = match is_word {
            true => at == 0 || !before.is_some_and(char::is_alphanumeric),
            false => {
                let next = chars.peek().map(|(_, next)| *next);
                let in_the_way = |c: Option<char>| c.is_some_and(|c| matches!(c, '*' | '_' | '\\'));
                ".,;:!?”“\"%…/()–’".contains(c) && !in_the_way(before) && !in_the_way(next)
            }
        };
        if begins && is_plain(markdown, range.start + at) {
            let length = match is_word {
                true => text[at..]
                    .find(|c: char| !c.is_alphanumeric())
                    .unwrap_or(text.len() - at),
                false => c.len_utf8(),
            };
            let from = source + at;
            out.extend(sign(Note::Word(place.at(from..from + length))));
        }
        out.push(c);
        before = Some(c);
    }
}

fn line_before(markdown: &str, at: usize) -> &str {
    let start = markdown[..at].rfind('\n').map_or(0, |end| end + 1);
    &markdown[start..at]
}

/// Whether the place stands in a line that orders something, and not in the title of an annex.
fn is_order(markdown: &str, at: usize) -> bool {
    const ANNEX: &str = "annex ";
    let before = line_before(markdown, at);
    let line = &markdown[at - before.len()..];
    let in_title = before
        .find(ANNEX)
        .is_some_and(|start| start + ANNEX.len() <= before.len());
    line.starts_with(":::") && (!in_title || markdown[at..].starts_with("landscape"))
}

/// Whether the place stands neither in a line that orders something (`::: list`), nor in the mark that a line opens with, nor in
/// the attributes of a heading.
fn is_plain(markdown: &str, at: usize) -> bool {
    let before = line_before(markdown, at);
    let here = markdown[at..].lines().next().unwrap_or_default();
    if is_order(markdown, at) {
        return false;
    }
    if before.trim_start().starts_with('#') && before.contains('{') {
        return false;
    }
    // `1.`, `a)` and the like are read with what stands before the first space of the line.
    let opens = before.trim_start();
    let is_mark = |text: &str| {
        let bare = text.trim_end_matches(['.', ')']);
        bare.len() < text.len() && (bare.chars().all(|c| c.is_ascii_digit()) || bare.chars().count() == 1)
    };
    if opens.contains(char::is_whitespace) {
        return true;
    }
    let first = format!("{opens}{}", here.split_whitespace().next().unwrap_or_default());
    !is_mark(&first)
}

/// Finds the tags that include parts.
struct Sites<'s> {
    main: Arc<str>,
    body: &'s str,
    spans: &'s [OutputSpan],
    names: Vec<Arc<str>>,
}

impl<'s> Sites<'s> {
    fn new(main: &str, body: &'s str, spans: &'s [OutputSpan]) -> Self {
        Self {
            main: main.into(),
            body,
            spans,
            names: Vec::new(),
        }
    }

    fn name(&mut self, span: &OutputSpan) -> Arc<str> {
        if *self.main == *span.name() {
            return Arc::clone(&self.main);
        }
        if let Some(known) = self.names.iter().find(|name| ***name == *span.name()) {
            return Arc::clone(known);
        }
        let name: Arc<str> = span.name().into();
        self.names.push(Arc::clone(&name));
        name
    }

    /// The one tag that includes something between what the template itself printed before and after the span.
    fn of(&self, index: usize) -> Option<Range<usize>> {
        let is_main = |span: &&OutputSpan| *self.main == *span.name();
        if is_main(&&self.spans[index]) {
            return None;
        }
        let before = self.spans[..index].iter().rev().find(is_main);
        let after = self.spans[index..].iter().find(is_main);
        let start = before.map_or(0, |span| span.source_range().end);
        let end = after.map_or(self.body.len(), |span| span.source_range().start);
        let between = self.body.get(start..end)?;
        let mut tags = between.match_indices("{%").filter_map(|(at, _)| {
            let tag = &between[at..];
            let tag = &tag[..tag.find("%}")? + 2];
            let order = tag.trim_start_matches(['{', '%', '-']).trim_start();
            order.starts_with("include").then(|| start + at..start + at + tag.len())
        });
        let first = tags.next()?;
        tags.next().is_none().then_some(first)
    }
}
