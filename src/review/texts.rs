//! A text as words that can be compared, each with where it comes from: a template, or a value of the facts.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::compose::{Note, Notes, Spot};

/// A text and its words.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// The text, every run of spaces and line ends one space.
    pub text: String,
    /// Its words; each sign that is no letter or digit is one.
    pub words: Vec<Word>,
    /// Values that are printed in it.
    pub values: Vec<Value>,
}

/// A word.
#[derive(Debug, Clone)]
pub struct Word {
    /// By what it is compared: what Word changes by itself (quotes, dashes, composed letters) makes no difference.
    pub key: String,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Where it comes from.
    pub from: From,
}

/// Where a word comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum From {
    /// Nobody knows.
    Nowhere,
    /// This place of a template.
    Template(Spot),
    /// The value of this number.
    Value(usize),
}

/// A value that is printed.
#[derive(Debug, Clone)]
pub struct Value {
    /// Its model path, if it is one fact.
    pub path: Option<String>,
    /// The expression that prints it, in a template.
    pub spot: Option<Spot>,
    /// Its words.
    pub words: Range<usize>,
}

impl Text {
    /// A text without notes.
    pub fn plain(text: &str) -> Self {
        Self::noted(text, &Notes::default())
    }

    /// A text in which the signs of `notes` stand.
    pub fn noted(text: &str, notes: &Notes) -> Self {
        let mut reader = Reader::default();
        for c in text.nfc() {
            match notes.get(c) {
                Some(note) => reader.note(note),
                None => reader.character(c),
            }
        }
        reader.finish()
    }

    /// What its words are compared by.
    pub fn keys(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.key.as_str()).collect()
    }

    /// What the whole is compared by.
    pub fn key(&self) -> String {
        self.keys().join(" ")
    }

    /// The text of some words.
    pub fn slice(&self, words: Range<usize>) -> Cow<'_, str> {
        let Some(within) = self.words.get(words.clone()).filter(|within| !within.is_empty()) else {
            return Cow::Borrowed("");
        };
        // A sign may be several words ("…" is three); of one that is cut through, only these words are written.
        let of = |word: Option<&Word>| word.map_or(0..0, |word| word.range.clone());
        let before = of(words.start.checked_sub(1).and_then(|before| self.words.get(before)));
        let after = of(self.words.get(words.end));
        let is_cut = |word: &&Word| word.range == before || word.range == after;
        let cut_first = within.iter().take_while(is_cut).count();
        let (first, whole) = within.split_at(cut_first);
        let cut_last = whole.iter().rev().take_while(is_cut).count();
        let (whole, last) = whole.split_at(whole.len() - cut_last);
        let text = |words: &[Word]| match (words.first(), words.last()) {
            (Some(first), Some(last)) => &self.text[first.range.start..last.range.end],
            _ => "",
        };
        if first.is_empty() && last.is_empty() {
            return Cow::Borrowed(text(whole));
        }
        let mut out = String::new();
        let mut end = None;
        let mut add = |start: usize, stop: usize, part: &str| {
            if !part.is_empty() {
                out.push_str(if end.is_some_and(|end| start > end) { " " } else { "" });
                out.push_str(part);
                end = Some(stop);
            }
        };
        for word in first {
            add(word.range.start, word.range.end, &word.key);
        }
        if let (Some(one), Some(other)) = (whole.first(), whole.last()) {
            add(one.range.start, other.range.end, text(whole));
        }
        for word in last {
            add(word.range.start, word.range.end, &word.key);
        }
        Cow::Owned(out)
    }

    /// Whether a space stands before the word of this number, which may be that after the last.
    pub fn is_apart(&self, word: usize) -> bool {
        match (
            word.checked_sub(1).and_then(|n| self.words.get(n)),
            self.words.get(word),
        ) {
            (Some(before), Some(word)) => word.range.start > before.range.end,
            _ => false,
        }
    }

    /// The words of the sentence in which the word of this number stands. A sentence ends at a full stop, question or
    /// exclamation mark before a capital letter.
    pub fn sentence(&self, word: usize) -> Range<usize> {
        let ends = |n: &usize| {
            let is_end = matches!(self.words[*n].key.as_str(), "." | "?" | "!");
            let next = self.words.get(n + 1).map(|next| &self.text[next.range.clone()]);
            is_end && self.is_apart(n + 1) && next.is_some_and(|next| next.starts_with(char::is_uppercase))
        };
        let word = word.min(self.words.len().saturating_sub(1));
        let start = (0..word).rev().find(ends).map_or(0, |n| n + 1);
        let end = (word..self.words.len()).find(ends).map_or(self.words.len(), |n| n + 1);
        start..end
    }

    /// The one value that all its words belong to.
    pub fn only_value(&self) -> Option<&Value> {
        let first = match self.words.first()?.from {
            From::Value(number) => number,
            _ => return None,
        };
        let all = self.words.iter().all(|word| word.from == From::Value(first));
        self.values.get(first).filter(|_| all)
    }
}

#[derive(Default)]
struct Reader {
    text: Text,
    blank: bool,
    open: Vec<usize>,
    spot: Option<Spot>,
    expression: Option<Spot>,
}

impl Reader {
    fn note(&mut self, note: &Note) {
        match note {
            Note::Opens(path) => {
                let at = self.text.words.len();
                self.open.push(self.text.values.len());
                self.text.values.push(Value {
                    path: path.clone(),
                    spot: self.expression.take(),
                    words: at..at,
                });
            }
            Note::Closes => {
                if let Some(value) = self.open.pop().and_then(|number| self.text.values.get_mut(number)) {
                    value.words.end = self.text.words.len();
                }
            }
            Note::Word(spot) => self.spot = Some(spot.clone()),
            Note::Expression(spot) => self.expression = Some(spot.clone()),
        }
    }

    fn character(&mut self, c: char) {
        if c.is_whitespace() {
            self.blank = true;
            return;
        }
        if is_invisible(c) {
            return;
        }
        let here = self.here();
        let is_letter = |c: char| c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}');
        let goes_on = !self.blank && is_letter(c) && self.text.text.chars().next_back().is_some_and(is_letter);
        if std::mem::take(&mut self.blank) && !self.text.text.is_empty() {
            self.text.text.push(' ');
        }
        let start = self.text.text.len();
        self.text.text.push(c);
        let end = self.text.text.len();
        match self.text.words.last_mut() {
            Some(word) if goes_on => {
                word.key.push(c);
                word.range.end = end;
                // A word that is partly a value belongs to no place that could be changed alone.
                let same = match (&word.from, &here) {
                    (From::Value(one), From::Value(other)) => one == other,
                    (From::Template(_), From::Nowhere) | (From::Nowhere, From::Nowhere) => true,
                    _ => false,
                };
                if !same {
                    word.from = From::Nowhere;
                }
            }
            _ => {
                let mut put = |key: &str| {
                    self.text.words.push(Word {
                        key: key.to_owned(),
                        range: start..end,
                        from: here.clone(),
                    })
                };
                match c {
                    '…' => (0..3).for_each(|_| put(".")),
                    '“' | '”' | '„' | '‟' | '«' | '»' => put("\""),
                    '‘' | '’' | '‚' | '‛' => put("'"),
                    '\u{2010}'..='\u{2015}' | '\u{2212}' => put("-"),
                    c => put(c.encode_utf8(&mut [0; 4])),
                }
            }
        }
    }

    fn here(&mut self) -> From {
        let spot = self.spot.take();
        match (self.open.last(), spot) {
            (Some(number), _) => From::Value(*number),
            (None, Some(spot)) => From::Template(spot),
            (None, None) => From::Nowhere,
        }
    }

    fn finish(self) -> Text {
        self.text
    }
}

/// Characters that programs put into texts and nobody sees.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Words in place of others, with the spaces that stand around them in the text they come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The words that go.
    pub old: Range<usize>,
    /// What comes instead.
    pub new: String,
    /// A space stands before what comes.
    pub before: bool,
    /// A space stands after it.
    pub after: bool,
}

impl Change {
    /// The words `new` of `text` in place of the words `old`.
    pub fn of(old: Range<usize>, text: &Text, new: Range<usize>) -> Self {
        Self {
            old,
            new: text.slice(new.clone()).into_owned(),
            before: text.is_apart(new.start),
            after: text.is_apart(new.end),
        }
    }
}

impl Text {
    /// The text of `words` with `changes`, which follow one another and lie within.
    pub fn rewritten(&self, words: Range<usize>, changes: &[Change]) -> String {
        let mut out = String::new();
        let space = |out: &mut String, wanted: bool| {
            if wanted && !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        };
        let mut at = words.start;
        let mut apart = false;
        for change in changes {
            let kept = at..change.old.start;
            if !kept.is_empty() {
                space(&mut out, apart);
                out.push_str(&self.slice(kept));
            }
            space(&mut out, change.before);
            out.push_str(&change.new);
            apart = change.after;
            at = change.old.end;
        }
        if at < words.end {
            space(&mut out, apart);
            out.push_str(&self.slice(at..words.end));
        }
        out
    }
}
