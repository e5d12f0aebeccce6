//! Texts -> dates: numbers with any signs between them, months in words, times and remarks behind them.

use std::borrow::Cow;

use jiff::civil::Date;

use super::{Reading, Trust, exchanged};
use crate::ingest::workbook::DateSigns;
use crate::vietnamese::{fold::fold_words, normal::clean_line};

/// A part of a text that matters for a date.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Part {
    /// A number and how many digits it was written with.
    Number { value: i64, digits: usize },
    /// A month in words.
    Month(i64),
}

/// A text in its parts, and how sure they are.
struct Parts {
    parts: Vec<Part>,
    trust: Trust,
    /// "SN", "sinh năm": what stands there is a year.
    of_birth: bool,
}

/// The first two numbers of "15/3/2011", for the signs of a column.
pub(super) fn numeric(text: &str) -> Option<(i64, i64)> {
    match split(&clean_line(text))?.parts.as_slice() {
        [
            Part::Number {
                value: first,
                digits: 1 | 2,
            },
            Part::Number {
                value: second,
                digits: 1 | 2,
            },
            Part::Number { digits: 2 | 4, .. },
        ] => Some((*first, *second)),
        _ => None,
    }
}

/// The date that a text tells.
pub(super) fn read_text(text: &str, signs: DateSigns) -> Option<Reading> {
    let line = clean_line(text);
    if let Some(reading) = read_line(&line, signs) {
        return Some(reading);
    }
    // "Số 45/QĐ-UBND ngày 12/8/2024": what stands behind the last "ngày".
    let (before, after) = line
        .to_lowercase()
        .rsplit_once("ngày")
        .map(|(a, b)| (a.len(), b.to_owned()))?;
    (before > 0).then(|| read_line(&after, signs))?.map(guessed)
}

fn guessed(reading: Reading) -> Reading {
    match reading {
        Reading::Day { date, other, .. } => Reading::Day {
            date,
            trust: Trust::Guessed,
            other,
        },
        Reading::Year { year, .. } => Reading::Year {
            year,
            trust: Trust::Guessed,
        },
        other => other,
    }
}

fn read_line(line: &str, signs: DateSigns) -> Option<Reading> {
    let Parts { parts, trust, of_birth } = split(line)?;
    let year_only = |year: i64, trust| {
        Some(Reading::Year {
            year: i16::try_from(year).ok()?,
            trust,
        })
    };
    match *parts.as_slice() {
        [Part::Number { value, digits: 4 }] => year_only(value, trust),
        [Part::Number { value, digits: 2 }] if of_birth => year_only(full_year(value), Trust::Guessed),
        [Part::Number { value, digits }] if !of_birth => run_together(value, digits, signs),
        // The month alone has no place in the model.
        [
            Part::Number {
                value: month,
                digits: 1 | 2,
            },
            Part::Number { value: year, digits: 4 },
        ]
        | [
            Part::Number { value: year, digits: 4 },
            Part::Number {
                value: month,
                digits: 1 | 2,
            },
        ]
        | [Part::Month(month), Part::Number { value: year, digits: 4 }]
            if (1..=12).contains(&month) =>
        {
            year_only(year, Trust::Guessed)
        }
        [
            Part::Number { value: day, .. },
            Part::Month(month),
            Part::Number { value: year, digits },
        ]
        | [
            Part::Month(month),
            Part::Number { value: day, .. },
            Part::Number { value: year, digits },
        ] => {
            let (year, trust) = year_of(year, digits, trust)?;
            let date = make(day, month, year);
            Some(date.map_or(Reading::NoSuchDay { year }, |date| Reading::Day {
                date,
                trust: trust.max(Trust::Unusual),
                other: None,
            }))
        }
        [
            Part::Number { value: year, digits: 4 },
            Part::Number {
                value: month,
                digits: 1 | 2,
            },
            Part::Number {
                value: day,
                digits: 1 | 2,
            },
        ] => in_order(day, month, i16::try_from(year).ok()?, trust),
        [
            Part::Number {
                value: first,
                digits: 1 | 2,
            },
            Part::Number {
                value: second,
                digits: 1 | 2,
            },
            Part::Number { value: year, digits },
        ] => {
            let (year, trust) = year_of(year, digits, trust)?;
            in_column(first, second, year, trust, signs)
        }
        _ => None,
    }
}

/// "15032011", "20110315", "150311", and the number behind a date.
fn run_together(value: i64, digits: usize, signs: DateSigns) -> Option<Reading> {
    let guess = |date| Reading::Day {
        date,
        trust: Trust::Guessed,
        other: None,
    };
    match digits {
        8 => {
            let day_first = make(
                value / 1_000_000,
                value / 10_000 % 100,
                i16::try_from(value % 10_000).ok()?,
            );
            let plausible = day_first.filter(|date| (1900..=2100).contains(&date.year()));
            let year_first = || make(value % 100, value / 100 % 100, i16::try_from(value / 10_000).ok()?);
            plausible.or_else(year_first).map(guess)
        }
        6 => make(value / 10_000, value / 100 % 100, full_year(value % 100) as i16).map(guess),
        5 => super::read_number(value as f64, signs).filter(|reading| matches!(reading, Reading::Day { .. })),
        _ => None,
    }
}

/// The year in full. Nobody at a forum was born before 1931 with a year of two digits.
fn full_year(year: i64) -> i64 {
    if year <= 30 { 2000 + year } else { 1900 + year }
}

fn year_of(year: i64, digits: usize, trust: Trust) -> Option<(i16, Trust)> {
    match digits {
        4 => Some((i16::try_from(year).ok()?, trust)),
        2 => Some((i16::try_from(full_year(year)).ok()?, Trust::Guessed)),
        _ => None,
    }
}

fn make(day: i64, month: i64, year: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Day and month as they stand, or exchanged if the day only exists that way.
fn in_order(day: i64, month: i64, year: i16, trust: Trust) -> Option<Reading> {
    let reading = |date, trust| Reading::Day {
        date,
        trust,
        other: None,
    };
    let exchanged = || make(month, day, year).map(|date| reading(date, Trust::Guessed));
    let found = make(day, month, year)
        .map(|date| reading(date, trust))
        .or_else(exchanged);
    Some(found.unwrap_or(Reading::NoSuchDay { year }))
}

/// Two numbers in the order that the column speaks for: the day first, unless other dates of it show the month first.
fn in_column(first: i64, second: i64, year: i16, trust: Trust, signs: DateSigns) -> Option<Reading> {
    let month_first = signs.month_first && !signs.day_first;
    let (day, month) = if month_first { (second, first) } else { (first, second) };
    let reading = in_order(day, month, year, trust)?;
    let doubted = signs.month_first || signs.real;
    Some(match reading {
        Reading::Day { date, trust, .. } if doubted && first <= 12 && second <= 12 => Reading::Day {
            date,
            trust,
            other: exchanged(date),
        },
        // "03/15/2011" has the month first, whatever the rest of its column has.
        Reading::Day { date, .. } if second > 12 => Reading::Day {
            date,
            trust: Trust::Guessed,
            other: None,
        },
        reading => reading,
    })
}

fn split(line: &str) -> Option<Parts> {
    let mut trust = Trust::Sure;
    let mut of_birth = false;
    let mut text = without_time(line);
    if let Some((before, _)) = text
        .split_once(['(', '['])
        .filter(|(before, _)| before.contains(|c: char| c.is_ascii_digit()))
    {
        trust = Trust::Guessed;
        text = before.trim();
    }
    let text = grouped_year(text, &mut trust);
    let mut parts = Vec::new();
    let folded = fold_words(&text);
    let tokens: Vec<Cow<'_, str>> = folded.split(' ').flat_map(|word| pieces(word, &mut trust)).collect();
    let mut tokens = tokens.iter().map(AsRef::as_ref).peekable();
    while let Some(token) = tokens.next() {
        if token.starts_with(|c: char| c.is_ascii_digit()) {
            let digits = token.len();
            parts.push(Part::Number {
                value: token.parse().ok()?,
                digits,
            });
            continue;
        }
        match token {
            "" | "ngay" | "nam" | "sinh" | "sn" | "ns" | "n" | "s" => {
                of_birth |= matches!(token, "sn" | "ns" | "nam" | "sinh");
                let spelled_out = matches!(token, "ngay" | "nam");
                // "ngày 15 tháng 3 năm 2011" is as good as digits.
                trust = if spelled_out { trust } else { trust.max(Trust::Unusual) };
            }
            "thang" | "t" => {
                let next = tokens.peek().copied().unwrap_or_default();
                if let Some(month) = month_in_words(next) {
                    tokens.next();
                    // "mười một", "mười hai"
                    let more = tokens
                        .peek()
                        .copied()
                        .and_then(month_in_words)
                        .filter(|more| month == 10 && *more <= 2);
                    if more.is_some() {
                        tokens.next();
                    }
                    parts.push(Part::Month(month + more.unwrap_or(0)));
                }
            }
            "khoang" => trust = Trust::Guessed,
            token => parts.push(Part::Month(english_month(token)?)),
        }
    }
    // "năm 2011" is a year of which nothing is left out.
    let plain = parts.len() == 1 && of_birth;
    Some(Parts {
        parts,
        trust: if plain { trust.max(Trust::Unusual) } else { trust },
        of_birth,
    })
}

/// The text up to a time of day ("15/03/2011 00:00:00").
fn without_time(line: &str) -> &str {
    let is_time = |word: &str| {
        let mut parts = word.split(':');
        parts.clone().count() > 1 && parts.all(|part| part.chars().all(|c| c.is_ascii_digit()) && !part.is_empty())
    };
    if let Some((date, time)) = line.split_once('T')
        && date.ends_with(|c: char| c.is_ascii_digit())
        && time.starts_with(|c: char| c.is_ascii_digit())
    {
        return date;
    }
    let time = line.split(' ').find(|word| is_time(word));
    let start = time.and_then(|time| line.find(time)).filter(|start| *start > 0);
    start.and_then(|start| line.get(..start)).unwrap_or(line).trim()
}

/// "2.011" is a year that was taken for a number.
fn grouped_year<'a>(text: &'a str, trust: &mut Trust) -> Cow<'a, str> {
    match text.split_once(['.', ',']) {
        Some((thousands @ ("1" | "2"), rest)) if rest.len() == 3 && rest.chars().all(|c| c.is_ascii_digit()) => {
            *trust = Trust::Unusual;
            Cow::Owned(format!("{thousands}{rest}"))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Digits and letters of a word apart; letters that were typed for digits ("2O11") are digits.
fn pieces<'a>(word: &'a str, trust: &mut Trust) -> Vec<Cow<'a, str>> {
    let digit = |c: char| c.is_ascii_digit();
    if word.contains(digit) && word.contains(['o', 'l']) && word.chars().all(|c| digit(c) || matches!(c, 'o' | 'l')) {
        *trust = Trust::Guessed;
        return vec![Cow::Owned(word.replace('o', "0").replace('l', "1"))];
    }
    let mut pieces = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| digit(c) != digit(first)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        pieces.push(Cow::Borrowed(piece));
        rest = after;
    }
    pieces
}

fn month_in_words(word: &str) -> Option<i64> {
    const MONTHS: [(&str, i64); 12] = [
        ("gieng", 1),
        ("mot", 1),
        ("hai", 2),
        ("ba", 3),
        ("tu", 4),
        ("bon", 4),
        ("sau", 6),
        ("bay", 7),
        ("tam", 8),
        ("chin", 9),
        ("muoi", 10),
        ("chap", 12),
    ];
    MONTHS.iter().find(|(name, _)| *name == word).map(|(_, month)| *month)
}

fn english_month(word: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = if word == "sept" { "sep" } else { word };
    let place = MONTHS
        .iter()
        .position(|month| word.len() >= 3 && month.starts_with(word))?;
    i64::try_from(place + 1).ok()
}
