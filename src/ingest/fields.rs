//! Cells -> typed values. What is not understood stays absent and is a finding; what was repaired is one too.

pub(super) mod dates;
pub(super) mod matching;
mod people;
mod words;

pub(crate) use people::grade;
pub(super) use people::{class, name, phone};
pub(super) use words::{
    duties, entry_form, gender, guest_group, guest_reply, level, previous_status, role, yes_no, yes_no_described,
};

use super::workbook::{Cell, Value};
use crate::finding::Fault;
use crate::vietnamese::{clean, fold::fold_words, normal::clean_line};

/// What a cell gave.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Parsed<T> {
    /// The value, if it was understood.
    pub value: Option<T>,
    /// What is to be said about it.
    pub fault: Option<Fault>,
}

impl<T> Parsed<T> {
    pub(super) fn new(value: T) -> Self {
        Self {
            value: Some(value),
            fault: None,
        }
    }

    pub(super) fn absent() -> Self {
        Self {
            value: None,
            fault: None,
        }
    }

    pub(super) fn with(value: T, fault: Fault) -> Self {
        Self {
            value: Some(value),
            fault: Some(fault),
        }
    }

    pub(super) fn without(fault: Fault) -> Self {
        Self {
            value: None,
            fault: Some(fault),
        }
    }

    pub(super) fn map<U>(self, change: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed {
            value: self.value.map(change),
            fault: self.fault,
        }
    }

    /// A value that is not understood.
    pub(super) fn unclear(what: &str, cell: &Cell) -> Self {
        Self::without(Fault::ValueUnclear {
            what: what.to_owned(),
            text: excerpt(&cell.raw),
        })
    }

    /// A value that was written in its normal form: nobody needs to look at it.
    pub(super) fn normalised(value: T, what: &str, cell: &Cell, now: &str) -> Self {
        Self::with(
            value,
            Fault::ValueNormalised {
                what: what.to_owned(),
                from: excerpt(&cell.raw),
                to: now.to_owned(),
            },
        )
    }

    /// A value that was kept as typed, though it may be wrong.
    pub(super) fn doubtful(value: T, what: &str, cell: &Cell, why: &str) -> Self {
        Self::with(
            value,
            Fault::ValueDoubtful {
                what: what.to_owned(),
                text: excerpt(&cell.raw),
                why: why.to_owned(),
            },
        )
    }

    /// A value that was put right.
    pub(super) fn repaired(value: T, what: &str, cell: &Cell, now: &str) -> Self {
        Self::with(
            value,
            Fault::ValueRepaired {
                what: what.to_owned(),
                from: excerpt(&cell.raw),
                to: now.to_owned(),
            },
        )
    }
}

/// The text of a cell as a message shows it.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = clean_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// Marks that people put into a cell to say that there is nothing.
pub(super) fn says_nothing(text: &str) -> bool {
    !text.chars().any(char::is_alphanumeric) || matches!(fold_words(text).as_str(), "x x x" | "khong co")
}

/// One line of text.
pub(super) fn line(cell: &Cell) -> Parsed<String> {
    match clean_line(cell.text()) {
        text if text.is_empty() || !text.chars().any(char::is_alphanumeric) => Parsed::absent(),
        text => Parsed::new(text),
    }
}

/// Text of several lines.
pub(super) fn text(cell: &Cell) -> Parsed<String> {
    match clean(cell.text()) {
        text if text.is_empty() || !text.chars().any(char::is_alphanumeric) => Parsed::absent(),
        text => Parsed::new(text),
    }
}

/// A whole number that is not negative.
pub(super) fn count(cell: &Cell, what: &str) -> Parsed<u32> {
    if let Value::Number(number) = cell.value {
        return if number >= 0.0 && number.fract() == 0.0 && number <= f64::from(u32::MAX) {
            Parsed::new(number as u32)
        } else {
            Parsed::unclear(what, cell)
        };
    }
    let text = clean_line(cell.text());
    if matches!(text.as_str(), "-" | "–" | "") {
        return Parsed::absent();
    }
    if let Ok(number) = text.parse() {
        return Parsed::new(number);
    }
    // "62 em", "khoảng 62": one number among words.
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter(|part| part.chars().any(|c| c.is_ascii_digit()));
    match (numbers.next().map(ungroup), numbers.next()) {
        (Some(Some(number)), None) => match u32::try_from(number) {
            Ok(number) => Parsed::repaired(number, what, cell, &number.to_string()),
            Err(_) => Parsed::unclear(what, cell),
        },
        _ => Parsed::unclear(what, cell),
    }
}

/// An amount in đồng.
pub(super) fn money(cell: &Cell, what: &str) -> Parsed<u64> {
    if let Value::Number(number) = cell.value {
        return if number >= 0.0 && number.fract() == 0.0 && number < 1e15 {
            Parsed::new(number as u64)
        } else {
            Parsed::unclear(what, cell)
        };
    }
    let folded = fold_words(&cell.text().replace(['.', ','], "_"));
    let text = clean_line(cell.text()).to_lowercase();
    let digits: String = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '))
        .collect();
    let rest = fold_words(&text[digits.len()..]);
    let unit: u64 = match rest.as_str() {
        "" | "d" | "dong" | "vnd" => 1,
        "nghin" | "nghin dong" | "ngan dong" | "k" => 1_000,
        "trieu" | "trieu dong" | "tr" => 1_000_000,
        _ => return Parsed::unclear(what, cell),
    };
    if folded.is_empty() {
        return Parsed::absent();
    }
    let amount = match unit {
        1 => ungroup(&digits.replace(',', ".").replace(' ', "")),
        // "1,5 triệu"
        unit => decimal(digits.trim()).and_then(|number| {
            let amount = number * unit as f64;
            (amount.fract().abs() < 1e-6).then_some(amount.round() as u64)
        }),
    };
    match amount {
        Some(amount) if unit == 1 => Parsed::new(amount),
        Some(amount) => Parsed::repaired(amount, what, cell, &crate::vietnamese::numbers::group(amount as i64)),
        None => Parsed::unclear(what, cell),
    }
}

/// "1.234.567" or "1234567"; points must stand before groups of three.
fn ungroup(text: &str) -> Option<u64> {
    let mut groups = text.trim_matches('.').split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || first.len() <= 3 && rest.iter().all(|group| group.len() == 3);
    grouped.then(|| format!("{first}{}", rest.concat()).parse().ok())?
}

fn decimal(text: &str) -> Option<f64> {
    text.replace(',', ".").parse().ok()
}

#[cfg(test)]
pub(super) fn cell(raw: &str) -> Cell {
    Cell {
        raw: raw.to_owned(),
        value: Value::Text,
        legacy_font: None,
        struck: false,
        hints: Default::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        let number = Cell {
            value: Value::Number(62.0),
            ..cell("62")
        };
        assert_eq!(count(&number, "số"), Parsed::new(62));
        assert_eq!(count(&cell("05"), "số"), Parsed::new(5));
        assert_eq!(count(&cell("62 em"), "số").value, Some(62));
        assert!(count(&cell("62 em"), "số").fault.is_some());
        assert_eq!(count(&cell("1.200 em"), "số").value, Some(1200));
        for wrong in ["30-35", "nhiều", "3.5 em"] {
            assert_eq!(count(&cell(wrong), "số").value, None, "{wrong}");
        }
    }

    #[test]
    fn amounts() {
        for (raw, amount) in [
            ("1.500.000đ", 1_500_000),
            ("1500000", 1_500_000),
            ("1,500,000 đồng", 1_500_000),
            ("1,5 triệu", 1_500_000),
        ] {
            assert_eq!(money(&cell(raw), "kinh phí").value, Some(amount), "{raw}");
        }
        for wrong in ["1.50 đ", "vài triệu", "1.500.00"] {
            assert_eq!(money(&cell(wrong), "kinh phí").value, None, "{wrong}");
        }
    }
}
