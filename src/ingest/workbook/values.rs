//! What readers give -> text and value of a cell, the same whatever the format was.

use calamine::{CellErrorType, DataRef, ExcelDateTime, ExcelDateTimeType};
use jiff::civil::{Date, DateTime, Time, date};

use super::Value;

/// Characters of a cell that are read; Excel itself allows no more.
const MAX_CHARACTERS: usize = 32_767;
/// The day that LibreOffice counts from, and Excel since March 1900.
const DAY_ZERO: Date = date(1899, 12, 30);
/// Number of the day after the last one that Excel knows.
const END_OF_DATES: f64 = 2_958_466.0;

/// Text and value of a cell; nothing for an empty one.
pub(super) fn convert(value: DataRef<'_>) -> Option<(String, Value)> {
    let text = |text: &str| {
        let cut = text
            .char_indices()
            .nth(MAX_CHARACTERS)
            .map_or(text.len(), |(end, _)| end);
        (!text.is_empty()).then(|| (text[..cut].to_owned(), Value::Text))
    };
    match value {
        DataRef::Empty => None,
        DataRef::String(string) => text(&string),
        DataRef::SharedString(string) => text(string),
        DataRef::Int(number) => Some((number.to_string(), Value::Number(number as f64))),
        DataRef::Float(number) => Some((number_text(number), Value::Number(number))),
        DataRef::Bool(flag) => Some((if flag { "TRUE" } else { "FALSE" }.to_owned(), Value::Bool(flag))),
        DataRef::Error(error) => Some((error.to_string(), Value::Error)),
        DataRef::DateTime(time) => {
            let serial = time.as_f64();
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            let date = Date::new(year as i16, month as i8, day as i8).ok();
            let clock = Time::new(hour as i8, minute as i8, second as i8, 0).ok();
            match date.zip(clock) {
                Some((date, clock)) if time.is_datetime() && (0.0..END_OF_DATES).contains(&serial) => {
                    let at = date.to_datetime(clock);
                    Some((date_text(at), Value::Date { at, serial }))
                }
                _ => Some((number_text(serial), Value::Number(serial))),
            }
        }
        DataRef::DateTimeIso(iso) => {
            let parsed = iso
                .parse::<DateTime>()
                .or_else(|_| iso.parse::<Date>().map(DateTime::from));
            match parsed {
                Ok(at) => {
                    let serial = at.date().duration_since(DAY_ZERO).as_hours() / 24;
                    Some((
                        date_text(at),
                        Value::Date {
                            at,
                            serial: serial as f64,
                        },
                    ))
                }
                Err(_) => text(&iso),
            }
        }
        DataRef::DurationIso(iso) => text(&iso),
    }
}

fn number_text(number: f64) -> String {
    if number.abs() < 1e15 {
        number.to_string()
    } else {
        format!("{number:e}")
    }
}

fn date_text(at: DateTime) -> String {
    let date = format!("{:02}/{:02}/{}", at.day(), at.month(), at.year());
    if (at.hour(), at.minute()) == (0, 0) {
        date
    } else {
        format!("{date} {:02}:{:02}", at.hour(), at.minute())
    }
}

/// How a number format shows a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shown {
    /// As a number.
    #[default]
    Number,
    /// As a date or a time of day.
    Date,
    /// As a length of time.
    Duration,
}

impl Shown {
    /// What the built-in number format `id` shows.
    pub fn by_id(id: u16) -> Self {
        match id {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            46 => Self::Duration,
            _ => Self::Number,
        }
    }

    /// What a number format shows, by its code (`dd/mm/yyyy`): of its sections the first one tells.
    pub fn by_code(code: &str) -> Self {
        let mut quoted = false;
        let mut letters = code.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => quoted = !quoted,
                _ if quoted => {}
                // The next character stands for itself, sets a width or fills.
                '\\' | '_' | '*' => drop(letters.next()),
                ';' => break,
                '[' => {
                    let inside: String = letters.by_ref().take_while(|letter| *letter != ']').collect();
                    let lower = inside.to_ascii_lowercase();
                    if !lower.is_empty()
                        && ["h", "m", "s"]
                            .iter()
                            .any(|unit| lower.trim_matches(|c| unit.contains(c)).is_empty())
                    {
                        return Self::Duration;
                    }
                }
                'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => return Self::Date,
                _ => {}
            }
        }
        Self::Number
    }

    /// The value of a number that is shown so; `from_1904` if days are counted from 1904.
    pub fn value(self, number: f64, from_1904: bool) -> DataRef<'static> {
        let time = |kind| DataRef::DateTime(ExcelDateTime::new(number, kind, from_1904));
        match self {
            Self::Number => DataRef::Float(number),
            Self::Date => time(ExcelDateTimeType::DateTime),
            Self::Duration => time(ExcelDateTimeType::TimeDelta),
        }
    }
}

/// The error that Excel keeps as a number.
pub(super) fn error(code: u8) -> DataRef<'static> {
    DataRef::Error(match code {
        0x00 => CellErrorType::Null,
        0x07 => CellErrorType::Div0,
        0x0f => CellErrorType::Value,
        0x17 => CellErrorType::Ref,
        0x1d => CellErrorType::Name,
        0x24 => CellErrorType::Num,
        0x2a => CellErrorType::NA,
        _ => CellErrorType::GettingData,
    })
}

/// The error that a text such as `#REF!` shows.
pub(super) fn error_text(text: &str) -> Option<DataRef<'static>> {
    let kind = match text {
        "#NULL!" => CellErrorType::Null,
        "#DIV/0!" => CellErrorType::Div0,
        "#VALUE!" => CellErrorType::Value,
        "#REF!" => CellErrorType::Ref,
        "#NAME?" => CellErrorType::Name,
        "#NUM!" => CellErrorType::Num,
        "#N/A" => CellErrorType::NA,
        // LibreOffice numbers its other errors.
        _ if text
            .strip_prefix("Err:")
            .is_some_and(|rest| rest.parse::<u16>().is_ok()) =>
        {
            CellErrorType::Value
        }
        _ => return None,
    };
    Some(DataRef::Error(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_formats() {
        let dates = ["dd/mm/yyyy", "[$-42A]d mmmm", "yyyy", "h:mm AM/PM", "\"ngày\" d"];
        let numbers = [
            "General",
            "0.00",
            "#,##0 \"đ\"",
            "0\\d",
            "[Red]0",
            "@",
            "0;d",
            "_d0",
            "",
        ];
        assert!(dates.iter().all(|code| Shown::by_code(code) == Shown::Date));
        for code in numbers {
            assert_eq!(Shown::by_code(code), Shown::Number, "{code}");
        }
        assert_eq!(Shown::by_code("[hh]:mm"), Shown::Duration);
        assert_eq!(
            (Shown::by_id(14), Shown::by_id(46), Shown::by_id(2)),
            (Shown::Date, Shown::Duration, Shown::Number)
        );
    }

    #[test]
    fn dates_of_both_systems() {
        let day = |number, from_1904| convert(Shown::Date.value(number, from_1904)).unwrap().0;
        assert_eq!(day(40617.0, false), "15/03/2011");
        assert_eq!(day(39155.0, true), "15/03/2011");
        // There was no 29 February 1900.
        assert_eq!(day(60.0, false), "60");
        assert_eq!(day(1e18, false), "1e18");
        // A year that was typed into a cell for dates.
        let typed = convert(DataRef::DateTimeIso("1905-07-03".to_owned())).unwrap().1;
        assert!(matches!(typed, Value::Date { serial: 2011.0, .. }), "{typed:?}");
    }
}
