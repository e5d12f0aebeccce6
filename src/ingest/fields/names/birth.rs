//! A birth in the cell of a name: "Hoàng Thị Mai (15/3/2011)", "Hoàng Thị Mai, sinh năm 2011".

use super::super::super::workbook::{Cell, Hints, Value};
use super::super::dates;
use crate::vietnamese::{fold::fold_words, names};

/// Signs that may stand between a name and a birth.
const SIGNS: [char; 11] = ['(', '[', '-', '–', '—', ',', ';', ':', '/', '.', ' '];
/// Words that lead to a birth, in folded words; the longest first.
const LEADS: [&[&str]; 12] = [
    &["ngay", "thang", "nam", "sinh"],
    &["sinh", "vao", "ngay"],
    &["ngay", "sinh"],
    &["nam", "sinh"],
    &["sinh", "ngay"],
    &["sinh", "nam"],
    &["s", "n"],
    &["ntns"],
    &["sn"],
    &["ns"],
    &["sinh"],
    &["nam"],
];

/// The line without the birth that it holds, and the birth as it was typed.
pub(super) fn split(line: &str) -> Option<(String, String)> {
    let starts = line.char_indices().filter(|(at, c)| {
        let mut before = line[..*at].chars().rev();
        let within = match before.next() {
            Some('/' | '.' | '-') => before.next().is_some_and(|c| c.is_ascii_digit()),
            Some(before) => before.is_alphanumeric(),
            None => false,
        };
        c.is_ascii_digit() && !within
    });
    let mut starts = starts
        .map(|(at, _)| at)
        .filter(|at| line[..*at].contains(char::is_alphabetic));
    starts.find_map(|at| {
        let (before, lead) = without_lead(&line[..at]);
        let name = before.trim_end_matches(SIGNS);
        let signs = &before[name.len()..];
        // Behind a remark a number is a birth only if a word says so.
        let plain = !name.contains(['(', '[', ',', ';', ':', '/', '–', '—']) && !name.contains(" -") && is_name(name);
        if !plain && lead.is_empty() || name.is_empty() {
            return None;
        }
        let end = at + end_of_numbers(&line[at..])?;
        let birth = format!("{lead} {}", &line[at..end]).trim().to_owned();
        is_birth(&birth).then(|| (joined(name, signs, &line[end..]), birth))
    })
}

/// Whether nothing but a name stands there: a small word behind capitals tells something else of the person.
fn is_name(text: &str) -> bool {
    let small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let mut words = text.split(' ');
    names::has_one_case(text) || !words.next_back().is_some_and(small)
}

/// The text before a number, and the words behind it that lead to a birth.
fn without_lead(text: &str) -> (&str, String) {
    let trimmed = text.trim_end_matches(SIGNS);
    let starts: Vec<usize> = word_starts(trimmed);
    for lead in LEADS {
        let Some(at) = starts
            .len()
            .checked_sub(lead.len())
            .and_then(|from| starts.get(from).copied())
        else {
            continue;
        };
        let words = &trimmed[at..];
        if fold_words(words).split(' ').ne(lead.iter().copied()) {
            continue;
        }
        // "Sinh" and "Năm" are names too.
        let small = words.starts_with(char::is_lowercase) && !names::has_one_case(trimmed);
        let alone = matches!(lead, ["sinh" | "nam"]);
        if at > 0 && (!alone || small) {
            return (&trimmed[..at], words.replace(['.', ':'], " ").trim().to_owned());
        }
    }
    (text, String::new())
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut between = true;
    for (at, c) in text.char_indices() {
        let sign = !c.is_alphanumeric();
        if between && !sign {
            starts.push(at);
        }
        between = sign;
    }
    starts
}

/// Where the numbers at the beginning of a text end; "7A" is none.
fn end_of_numbers(text: &str) -> Option<usize> {
    let mut end = None;
    let mut at = 0;
    loop {
        let digits = text[at..]
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(text.len() - at);
        if digits == 0 {
            break;
        }
        at += digits;
        if !text[at..].starts_with(char::is_alphanumeric) {
            end = Some(at);
        }
        let rest = text[at..].trim_start_matches(['/', '.', '-', '–', ' ']);
        let word = ["tháng", "năm", "Tháng", "Năm"]
            .iter()
            .find(|word| rest.starts_with(**word));
        let behind = word.map_or(rest, |word| rest[word.len()..].trim_start());
        if behind.len() == text.len() - at {
            break;
        }
        at = text.len() - behind.len();
    }
    end
}

fn is_birth(text: &str) -> bool {
    let cell = Cell {
        raw: text.to_owned(),
        value: Value::Text,
        legacy_font: None,
        struck: false,
        hints: Hints::default(),
    };
    dates::birth(&cell).value.is_some()
}

/// The line without the birth between `name` with the signs behind it and the rest.
fn joined(name: &str, signs: &str, rest: &str) -> String {
    let rest = rest.trim();
    let bracket = signs.find(['(', '[']);
    let closed = rest.strip_prefix([')', ']']);
    match (bracket, closed) {
        (_, Some(rest)) if bracket.is_some() || !name.contains(['(', '[']) => {
            format!("{name} {}", rest.trim()).trim().to_owned()
        }
        (Some(_), None) if rest.contains(char::is_alphanumeric) => {
            format!("{name} ({}", rest.trim_start_matches([',', ';', '-', '–', ' ']))
        }
        (Some(_), None) => name.to_owned(),
        _ => format!("{name} {rest}").trim().to_owned(),
    }
}
