//! What a web page shows: lines, and tables with their merged cells. Nothing is fetched and nothing runs.

use std::collections::BTreeSet;

use super::super::Area;
use super::super::gather::Gather;
use super::put;

/// Rows and columns that one cell may take.
const MOST: u32 = 1_000;

/// Bytes that the name of an entity may have.
const LONGEST_NAME: usize = 10;

/// Where the reader stands.
#[derive(Default)]
struct Shown {
    row: u32,
    column: u32,
    /// Places that cells from above or from the left take.
    taken: BTreeSet<(u32, u32)>,
    /// Tables that are open; one within a cell is a part of its text.
    tables: u32,
    /// Size of the open cell.
    cell: Option<(u32, u32)>,
    text: String,
    /// The next letter begins a new line.
    broken: bool,
    blank: bool,
}

/// Adds everything to the open sheet.
pub(super) fn read(page: &str, gather: &mut Gather) {
    let mut shown = Shown::default();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        shown.words(&rest[..start]);
        rest = &rest[start..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let (tag, after) = tag(rest);
        rest = after;
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if matches!(name.as_str(), "script" | "style" | "title") && !tag.starts_with('/') {
            rest = from_end_of(rest, &name);
            continue;
        }
        match tag.starts_with('/') {
            true => shown.end(&name, gather),
            false => shown.begin(&name, tag, gather),
        }
    }
    shown.words(rest);
    shown.end_block(gather);
}

/// The inside of the tag that `text` begins with, and what follows it. A sign within quotes does not end it.
fn tag(text: &str) -> (&str, &str) {
    let mut quote = None;
    for (place, letter) in text.char_indices().skip(1) {
        match (letter, quote) {
            ('>', None) => return (&text[1..place], &text[place + 1..]),
            ('"' | '\'', None) => quote = Some(letter),
            (_, Some(open)) if letter == open => quote = None,
            _ => {}
        }
    }
    (&text[1..], "")
}

/// The text from the end tag of the element `name` on.
fn from_end_of<'t>(text: &'t str, name: &str) -> &'t str {
    let is_end = |place: &usize| {
        let found = text.get(place + 2..place + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
    };
    let end = text.match_indices("</").map(|(place, _)| place).find(is_end);
    end.map_or("", |place| &text[place..])
}

impl Shown {
    fn begin(&mut self, name: &str, tag: &str, gather: &mut Gather) {
        match name {
            "table" => {
                if self.tables == 0 {
                    self.end_block(gather);
                }
                self.tables += 1;
            }
            "tr" if self.tables == 1 => {
                self.end_block(gather);
                self.end_row();
            }
            "td" | "th" if self.tables <= 1 => {
                self.end_block(gather);
                let size = |name| number(tag, name);
                self.cell = Some((size("rowspan"), size("colspan")));
            }
            "br" => self.broken = true,
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_line(gather),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, gather: &mut Gather) {
        match name {
            "table" => {
                if self.tables == 1 {
                    self.end_block(gather);
                    self.end_row();
                    self.taken.clear();
                }
                self.tables = self.tables.saturating_sub(1);
            }
            "td" | "th" if self.tables == 1 => self.end_block(gather),
            "tr" if self.tables == 1 => {
                self.end_block(gather);
                self.end_row();
            }
            "p" | "div" | "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.end_line(gather),
            _ => {}
        }
    }

    /// Within a table a line of a cell ends; outside of tables a line is a row.
    fn end_line(&mut self, gather: &mut Gather) {
        match self.tables {
            0 => self.end_block(gather),
            _ => self.broken = true,
        }
    }

    fn end_row(&mut self) {
        if self.column > 0 {
            (self.row, self.column) = (self.row.saturating_add(1), 0);
            self.taken = self.taken.split_off(&(self.row, 0));
        }
    }

    /// Puts down what was read since the last cell or line.
    fn end_block(&mut self, gather: &mut Gather) {
        let text = std::mem::take(&mut self.text);
        (self.broken, self.blank) = (false, false);
        let Some((high, wide)) = self.cell.take() else {
            if !text.is_empty() {
                put(gather, (self.row, 0), &text);
                self.row = self.row.saturating_add(1);
            }
            return;
        };
        while self.taken.contains(&(self.row, self.column)) {
            self.column += 1;
        }
        let place = (self.row, self.column);
        put(gather, place, &text);
        let end = (place.0.saturating_add(high - 1), place.1.saturating_add(wide - 1));
        gather.merge(Area { start: place, end });
        // Only what lies below matters: what lies beside is passed by.
        if high > 1 && self.taken.len() < MOST as usize * 10 {
            let below = (place.0 + 1..=end.0).flat_map(|row| (place.1..=end.1).map(move |column| (row, column)));
            self.taken.extend(below.take(MOST as usize));
        }
        self.column = end.1.saturating_add(1);
    }

    /// Adds text as a page shows it: any white space is one blank.
    fn words(&mut self, text: &str) {
        for letter in Entities(text) {
            if letter.is_whitespace() {
                self.blank = true;
                continue;
            }
            if !self.text.is_empty() {
                match (self.broken, self.blank) {
                    (true, _) => self.text.push('\n'),
                    (false, true) => self.text.push(' '),
                    (false, false) => {}
                }
            }
            (self.broken, self.blank) = (false, false);
            self.text.push(letter);
        }
    }
}

/// The number that an attribute of a tag gives; 1 without it.
fn number(tag: &str, name: &str) -> u32 {
    let lower = tag.to_ascii_lowercase();
    let value = lower.split_once(name).map(|(_, rest)| rest.trim_start());
    let digits: String = value
        .and_then(|rest| rest.strip_prefix('='))
        .map(|rest| rest.trim_start_matches([' ', '"', '\'']))
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
        .unwrap_or_default();
    digits.parse().map_or(1, |count: u32| count.clamp(1, MOST))
}

/// The letters of a text, with entities resolved.
struct Entities<'a>(&'a str);

impl Iterator for Entities<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some(rest) = self.0.strip_prefix('&')
            && let Some(end) = rest.bytes().take(LONGEST_NAME).position(|byte| byte == b';')
            && let Some(letter) = entity(&rest[..end])
        {
            self.0 = &rest[end + 1..];
            return Some(letter);
        }
        let letter = self.0.chars().next()?;
        self.0 = &self.0[letter.len_utf8()..];
        Some(letter)
    }
}

fn entity(name: &str) -> Option<char> {
    let code = match name {
        "nbsp" => return Some(' '),
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        _ => name.strip_prefix('#')?,
    };
    let number = match code.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => code.parse().ok()?,
    };
    char::from_u32(number)
}
