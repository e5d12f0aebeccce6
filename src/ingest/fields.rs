//! Cells -> typed values. What is not understood stays absent and is a finding; what was repaired is one too.

mod amounts;
mod classes;
pub(super) mod dates;
pub(super) mod matching;
mod names;
mod phones;
mod words;

pub(super) use amounts::{count, money};
pub(super) use classes::class;
pub(crate) use classes::grade;
pub(super) use names::name;
pub(super) use phones::phone;
pub(super) use words::{
    duties, entry_form, gender, guest_group, guest_reply, level, previous_status, role, yes_no, yes_no_described,
};

use super::workbook::Cell;
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

    /// The value changed, the fault kept.
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

#[cfg(test)]
pub(super) fn cell(raw: &str) -> Cell {
    Cell {
        raw: raw.to_owned(),
        value: super::workbook::Value::Text,
        legacy_font: None,
        struck: false,
        hints: Default::default(),
    }
}
