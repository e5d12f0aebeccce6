//! Dates of birth and other dates, in all the ways in which people type them and Excel changes them.

use jiff::ToSpan;
use jiff::civil::{Date, date as civil_date};

use super::super::workbook::{Cell, Value};
use super::Parsed;
use crate::vietnamese::{dates, fold::fold_words, normal::clean_line};

const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// What a text says about a date.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reading {
    Day { date: Date, sure: bool },
    Year { year: i16, sure: bool },
}

/// A year of birth or date of birth: `YYYY` or `YYYY-MM-DD`.
pub(in crate::ingest) fn birth(cell: &Cell) -> Parsed<String> {
    const WHAT: &str = "năm sinh";
    match read(cell) {
        None if super::says_nothing(&cell.raw) => Parsed::absent(),
        None => Parsed::unclear(WHAT, cell),
        Some(Reading::Year { year, sure: true }) => Parsed::new(year.to_string()),
        Some(Reading::Year { year, sure: false }) => Parsed::repaired(year.to_string(), WHAT, cell, &year.to_string()),
        Some(Reading::Day { date, sure: true }) => Parsed::new(date.to_string()),
        Some(Reading::Day { date, sure: false }) => Parsed::repaired(date.to_string(), WHAT, cell, &dates::date(date)),
    }
}

/// A day.
pub(in crate::ingest) fn day(cell: &Cell, what: &str) -> Parsed<Date> {
    match read(cell) {
        Some(Reading::Day { date, sure: true }) => Parsed::new(date),
        Some(Reading::Day { date, sure: false }) => Parsed::repaired(date, what, cell, &dates::date(date)),
        None if super::says_nothing(&cell.raw) => Parsed::absent(),
        _ => Parsed::unclear(what, cell),
    }
}

fn read(cell: &Cell) -> Option<Reading> {
    match cell.value {
        // A year that was typed into a cell formatted as a date shows as a day of 1905.
        Value::Date { serial, .. } if serial.fract() == 0.0 && (1900.0..=2100.0).contains(&serial) => {
            Some(Reading::Year {
                year: serial as i16,
                sure: false,
            })
        }
        Value::Date { at, .. } if YEARS.contains(&at.year()) => Some(Reading::Day {
            date: at.date(),
            sure: true,
        }),
        Value::Number(number) => read_number(number),
        Value::Text => read_text(&clean_line(&cell.raw)),
        _ => None,
    }
}

fn read_number(number: f64) -> Option<Reading> {
    if number.fract() != 0.0 {
        return None;
    }
    if (1900.0..=2100.0).contains(&number) {
        return Some(Reading::Year {
            year: number as i16,
            sure: true,
        });
    }
    // The number behind a date whose format was lost: 1960 to 2050.
    if (21_916.0..=55_153.0).contains(&number) {
        let date = civil_date(1899, 12, 30).checked_add((number as i64).days()).ok()?;
        return Some(Reading::Day { date, sure: false });
    }
    None
}

fn read_text(text: &str) -> Option<Reading> {
    let folded = fold_words(text);
    let numbers: Vec<(&str, i64)> = folded
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| Some((part, part.parse().ok()?)))
        .collect::<Option<_>>()?;
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    let known = words
        .iter()
        .all(|word| matches!(*word, "ngay" | "thang" | "nam" | "sinh" | "sn" | "n"));
    if !known {
        return None;
    }
    match numbers.as_slice() {
        [(text, year)] if text.len() == 4 => {
            let year = i16::try_from(*year).ok().filter(|year| YEARS.contains(year))?;
            Some(Reading::Year {
                year,
                sure: words.is_empty(),
            })
        }
        // "15032011"
        [(text, _)] if text.len() == 8 && words.is_empty() => {
            let part = |range| text.get(range).and_then(|part: &str| part.parse().ok());
            day_of(part(0..2)?, part(2..4)?, part(4..8)?, false)
        }
        [(_, month), (text, year)] if text.len() == 4 && (1..=12).contains(month) => Some(Reading::Year {
            year: i16::try_from(*year).ok().filter(|year| YEARS.contains(year))?,
            sure: false,
        }),
        [(first, year), (_, month), (_, day)] if first.len() == 4 => day_of(*day, *month, *year, true),
        [(_, day), (_, month), (last, year)] => match last.len() {
            4 => day_of(*day, *month, *year, true),
            // "15-3-11": nobody who signs up was born in the century before.
            2 => day_of(*day, *month, 2000 + year, false),
            _ => None,
        },
        _ => None,
    }
}

/// The day, or with day and month exchanged if it only exists that way.
fn day_of(day: i64, month: i64, year: i64, sure: bool) -> Option<Reading> {
    let make = |day: i64, month: i64| {
        let year = i16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    match make(day, month) {
        Some(date) => Some(Reading::Day { date, sure }),
        None => make(month, day).map(|date| Reading::Day { date, sure: false }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell;
    use super::*;

    fn number(number: f64) -> Cell {
        Cell {
            value: Value::Number(number),
            ..cell(&number.to_string())
        }
    }

    #[test]
    fn births_as_they_are_typed() {
        for (raw, value) in [
            ("15/3/2011", "2011-03-15"),
            ("15.03.2011", "2011-03-15"),
            ("5 - 9 - 2012", "2012-09-05"),
            ("2011", "2011"),
            (" 2012\u{a0}", "2012"),
            ("2011-03-15", "2011-03-15"),
            ("ngày 15 tháng 3 năm 2011", "2011-03-15"),
        ] {
            assert_eq!(birth(&cell(raw)), Parsed::new(value.to_owned()), "{raw}");
        }
        for (raw, value) in [
            ("15-3-11", "2011-03-15"),
            ("SN 2011", "2011"),
            ("tháng 5/2011", "2011"),
            ("03/15/2011", "2011-03-15"),
            ("15032011", "2011-03-15"),
        ] {
            let parsed = birth(&cell(raw));
            assert_eq!(parsed.value.as_deref(), Some(value), "{raw}");
            assert!(parsed.fault.is_some(), "{raw}");
        }
        for wrong in [
            "30/2/2011",
            "mười hai",
            "13 tuổi",
            "2211",
            "1/2/3/4",
            "99999999999999999999",
        ] {
            assert_eq!(birth(&cell(wrong)).value, None, "{wrong}");
            assert!(birth(&cell(wrong)).fault.is_some(), "{wrong}");
        }
    }

    #[test]
    fn births_as_excel_changes_them() {
        assert_eq!(birth(&number(2011.0)), Parsed::new("2011".to_owned()));
        assert_eq!(birth(&number(40617.0)).value.as_deref(), Some("2011-03-15"));
        assert!(birth(&number(40617.0)).fault.is_some());
        assert_eq!(birth(&number(12.0)).value, None);
        let at = civil_date(1905, 7, 3).at(0, 0, 0, 0);
        let year = Cell {
            value: Value::Date { at, serial: 2011.0 },
            ..cell("03/07/1905")
        };
        assert_eq!(birth(&year).value.as_deref(), Some("2011"));
    }

    #[test]
    fn days() {
        assert_eq!(day(&cell("09/8/2024"), "ngày"), Parsed::new(civil_date(2024, 8, 9)));
        assert_eq!(day(&cell("2024"), "ngày").value, None);
        assert!(day(&cell("2024"), "ngày").fault.is_some());
        assert_eq!(day(&cell("…"), "ngày"), Parsed::absent());
    }
}
