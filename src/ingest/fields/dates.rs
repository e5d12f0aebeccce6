//! Dates of birth and other dates, in all the ways in which people type them and Excel changes them.

mod reading;
mod signs;
#[cfg(test)]
mod tests;

use std::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil::{Date, date as civil_date};

use super::super::workbook::{Cell, DateSigns, Value};
use super::Parsed;
use crate::finding::Fault;
use crate::vietnamese::dates;
use reading::read_text;
pub(in super::super) use signs::mark_columns;

/// Years in which somebody at a forum may be born.
const BIRTHS: RangeInclusive<i16> = 1925..=2035;
/// Years in which its papers may be dated.
const PAPERS: RangeInclusive<i16> = 1990..=2100;

/// Days between the two days that workbooks count from.
const DAYS_TO_1904: f64 = 1_462.0;

/// How sure a reading is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    Sure,
    /// Written in another form, but there is only one way to read it.
    Unusual,
    /// Repaired, or something was left out.
    Guessed,
}

/// What a cell says about a date.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reading {
    Day {
        date: Date,
        trust: Trust,
        /// The day that it is too, if day and month are exchanged, where the column gives reason to ask.
        other: Option<Date>,
    },
    Year {
        year: i16,
        trust: Trust,
    },
    /// 31/02/2011.
    NoSuchDay {
        year: i16,
    },
}

impl Reading {
    fn year(self) -> i16 {
        match self {
            Self::Day { date, .. } => date.year(),
            Self::Year { year, .. } | Self::NoSuchDay { year } => year,
        }
    }
}

/// A year of birth or date of birth: `YYYY` or `YYYY-MM-DD`.
pub(in super::super) fn birth(cell: &Cell) -> Parsed<String> {
    const WHAT: &str = "năm sinh";
    match read(cell, &BIRTHS) {
        None if super::says_nothing(cell.text()) => Parsed::absent(),
        None => Parsed::unclear(WHAT, cell),
        Some(Reading::Year { year, trust }) => trusted(trust, year.to_string(), WHAT, cell, &year.to_string()),
        Some(Reading::Day { date, trust, other }) => {
            day_of(date, trust, other, WHAT, cell).map(|date| date.to_string())
        }
        Some(Reading::NoSuchDay { year }) => Parsed::with(
            year.to_string(),
            Fault::DateImpossible {
                what: WHAT.to_owned(),
                text: super::excerpt(&cell.raw),
                year,
            },
        ),
    }
}

/// A day.
pub(in super::super) fn day(cell: &Cell, what: &str) -> Parsed<Date> {
    match read(cell, &PAPERS) {
        Some(Reading::Day { date, trust, other }) => day_of(date, trust, other, what, cell),
        None if super::says_nothing(cell.text()) => Parsed::absent(),
        _ => Parsed::unclear(what, cell),
    }
}

fn day_of(date: Date, trust: Trust, other: Option<Date>, what: &str, cell: &Cell) -> Parsed<Date> {
    match other {
        Some(other) => Parsed::with(
            date,
            Fault::DateDoubt {
                what: what.to_owned(),
                text: super::excerpt(&cell.raw),
                used: dates::date(date),
                other: dates::date(other),
            },
        ),
        None => trusted(trust, date, what, cell, &dates::date(date)),
    }
}

fn trusted<T>(trust: Trust, value: T, what: &str, cell: &Cell, now: &str) -> Parsed<T> {
    match trust {
        Trust::Sure => Parsed::new(value),
        Trust::Unusual => Parsed::normalised(value, what, cell, now),
        Trust::Guessed => Parsed::repaired(value, what, cell, now),
    }
}

fn read(cell: &Cell, years: &RangeInclusive<i16>) -> Option<Reading> {
    let signs = cell.hints.dates;
    let reading = match cell.value {
        // A year that was typed into a cell formatted as a date shows as a day of 1905.
        Value::Date { serial, .. } if is_year(serial) => Some(Reading::Year {
            year: serial as i16,
            trust: Trust::Unusual,
        }),
        Value::Date { at, .. } => {
            let date = at.date();
            // Excel with English settings takes "5/12" for a day of May and leaves "15/3" as text.
            let texts = signs.day_first || signs.month_first || signs.either;
            let other = exchanged(date).filter(|_| texts && !signs.late_days);
            Some(Reading::Day {
                date,
                trust: Trust::Sure,
                other,
            })
        }
        Value::Number(number) => read_number(number, signs),
        Value::Text => read_text(cell.text(), signs),
        _ => None,
    };
    reading.filter(|reading| years.contains(&reading.year()))
}

fn is_year(number: f64) -> bool {
    number.fract() == 0.0 && (1900.0..=2100.0).contains(&number)
}

/// The date with day and month exchanged, if that is another one.
fn exchanged(date: Date) -> Option<Date> {
    Date::new(date.year(), date.day(), date.month())
        .ok()
        .filter(|other| *other != date)
}

fn read_number(number: f64, signs: DateSigns) -> Option<Reading> {
    if is_year(number) {
        return Some(Reading::Year {
            year: number as i16,
            trust: Trust::Sure,
        });
    }
    if number.fract() != 0.0 || !(0.0..1e9).contains(&number) {
        return None;
    }
    let trust = Trust::Guessed;
    // The number behind a date whose format was lost: 1927 to 2050.
    let serial = if signs.from_1904 { number + DAYS_TO_1904 } else { number };
    if (10_000.0..=55_153.0).contains(&serial) {
        let date = civil_date(1899, 12, 30).checked_add((serial as i64).days()).ok()?;
        return Some(Reading::Day {
            date,
            trust,
            other: None,
        });
    }
    // 15032011, 5032011
    read_text(&format!("{:08}", number as i64), Default::default())
}
