//! Classes of schools ("7A", "7A1", "7/1").

use super::super::workbook::{Cell, Value};
use super::Parsed;
use crate::vietnamese::{fold::fold_words, normal::clean_line, numbers::roman};

const WHAT: &str = "lớp";

/// What stands before a class and says nothing more than that it is one.
const BEFORE: [&str; 12] = [
    "",
    "lop",
    "khoi",
    "hoc sinh lop",
    "hs lop",
    "hoc lop",
    "hoc sinh",
    "hs",
    "dang hoc lop",
    "lop hoc",
    "khoi lop",
    "hoc",
];

/// A class as it was read, and whether somebody should look at it.
struct Class {
    text: String,
    trust: Trust,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Trust {
    Sure,
    Unusual,
    Guessed,
}

/// A class ("7A"); Excel may have made a day of "7/1".
pub(in super::super) fn class(cell: &Cell) -> Parsed<String> {
    let class = match cell.value {
        // "7" in a cell that is formatted as a date is a day of January 1900.
        Value::Date { serial, .. } if (1.0..=12.0).contains(&serial) && serial.fract() == 0.0 => {
            guessed(serial.to_string())
        }
        Value::Date { at, .. } => (1..=12)
            .contains(&at.day())
            .then(|| format!("{}/{}", at.day(), at.month()))
            .and_then(guessed),
        Value::Number(number) if number.fract() == 0.0 => (1.0..=12.0)
            .contains(&number)
            .then(|| sure(number.to_string()))
            .flatten(),
        // "7.1" is "7/1".
        Value::Number(number) if (1.0..13.0).contains(&number) && cell.raw.len() <= 5 => {
            guessed(cell.raw.replace(['.', ','], "/"))
        }
        Value::Text => read_text(&clean_line(cell.text())),
        _ => None,
    };
    match class {
        Some(Class {
            text,
            trust: Trust::Sure,
        }) => Parsed::new(text),
        Some(Class {
            text,
            trust: Trust::Unusual,
        }) => Parsed::normalised(text.clone(), WHAT, cell, &text),
        Some(Class { text, .. }) => Parsed::repaired(text.clone(), WHAT, cell, &text),
        None if super::says_nothing(cell.text()) => Parsed::absent(),
        None => Parsed::unclear(WHAT, cell),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "one of several readings")]
fn sure(text: String) -> Option<Class> {
    Some(Class {
        text,
        trust: Trust::Sure,
    })
}

#[expect(clippy::unnecessary_wraps, reason = "one of several readings")]
fn guessed(text: String) -> Option<Class> {
    Some(Class {
        text,
        trust: Trust::Guessed,
    })
}

fn read_text(line: &str) -> Option<Class> {
    let (text, mut trust) = match line.split_once(['(', '[']) {
        Some((before, _)) if before.contains(char::is_alphanumeric) => (before.trim(), Trust::Guessed),
        _ => (line, Trust::Sure),
    };
    let text = text.replace(['"', '“', '”', '\'', '’'], "");
    let text = text.trim().trim_end_matches(['.', ',', ';', ':']);
    if let Some(day) = day_of_text(text) {
        return guessed(day);
    }
    let start = text.find(|c: char| c.is_ascii_digit()).unwrap_or(text.len());
    let (before, from_digit) = text.split_at(start);
    let before = fold_words(before);
    let (grade, after) = if from_digit.is_empty() {
        trust = trust.max(Trust::Unusual);
        grade_in_words(text)?
    } else {
        match before.as_str() {
            "l" | "k" => trust = trust.max(Trust::Unusual),
            before if !BEFORE.contains(&before) => return None,
            _ => {}
        }
        let end = from_digit
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(from_digit.len());
        let (digits, after) = from_digit.split_at(end);
        (digits.parse().ok()?, after)
    };
    if !(1..=12).contains(&grade) {
        return None;
    }
    let (room, seen, left) = room(after);
    trust = trust.max(seen);
    if left.contains(|c: char| c.is_ascii_digit()) && !left.contains(' ') || names_another(left) {
        return None;
    }
    if !left.trim().is_empty() {
        trust = Trust::Guessed;
    }
    Some(Class {
        text: format!("{grade}{room}"),
        trust,
    })
}

/// "07/01/2024", "7-Jan": the day that Excel made of "7/1", as text.
fn day_of_text(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let date = text.split([' ', 'T']).next()?;
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let (day, month) = match parts.as_slice() {
        [day, month, year] if year.len() == 4 => (*day, month.parse().ok()?),
        [year, month, day] if year.len() == 4 => (*day, month.parse().ok()?),
        [day, month] => {
            let month = month.to_lowercase();
            (*day, MONTHS.iter().position(|name| *name == month)? + 1)
        }
        _ => return None,
    };
    let day: u8 = day.parse().ok()?;
    ((1..=12).contains(&day) && (1..=12).contains(&month)).then(|| format!("{day}/{month}"))
}

/// "lớp bảy A", "VIIA": the grade and what stands behind it.
fn grade_in_words(text: &str) -> Option<(u32, &str)> {
    const WORDS: [(&str, u32); 12] = [
        ("mot", 1),
        ("hai", 2),
        ("ba", 3),
        ("bon", 4),
        ("tu", 4),
        ("nam", 5),
        ("sau", 6),
        ("bay", 7),
        ("tam", 8),
        ("chin", 9),
        ("muoi", 10),
        ("mot mot", 11),
    ];
    let mut rest = text;
    while let Some((word, after)) = rest.split_once([' ', ':']) {
        if !matches!(fold_words(word).as_str(), "lop" | "khoi" | "hoc" | "sinh" | "hs" | "") {
            break;
        }
        rest = after;
    }
    let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let folded = fold_words(word);
    if let Some((_, grade)) = WORDS.iter().find(|(name, _)| *name == folded) {
        return Some((*grade, after));
    }
    // The longest beginning that is a Roman number.
    (1..=12)
        .filter(|number| rest.starts_with(&roman(*number)))
        .max_by_key(|number| roman(*number).len())
        .and_then(|grade| Some((grade, rest.get(roman(grade).len()..)?)))
}

/// The room behind the grade in its usual form, and what is left of the text.
fn room(after: &str) -> (String, Trust, &str) {
    const SIGNS: [char; 7] = [' ', '.', '-', '_', '/', '–', ':'];
    let nothing = (String::new(), Trust::Sure, after);
    let text = after.trim_start_matches(SIGNS);
    let signs = &after[..after.len() - text.len()];
    let sign = signs.trim();
    let letter = |c: char| c.is_ascii_alphabetic() || matches!(c, 'đ' | 'Đ');
    let letters: String = text.chars().take_while(|c| letter(*c)).collect();
    let most = if signs.contains(' ') { 2 } else { 3 };
    let behind = text.get(letters.len()..).unwrap_or_default();
    // "9A-2", "9A/2" and "9A2" are one class.
    let number_behind = behind.trim_start_matches(['.', '-', '_', '/']);
    let digits: String = number_behind.chars().take_while(char::is_ascii_digit).collect();
    let left = number_behind.get(digits.len()..).unwrap_or_default();
    if digits.len() > 2 {
        return nothing;
    }
    if letters.is_empty() {
        // "7/1"; a full stop or a dash stands for the stroke.
        let trust = if sign == "/" { Trust::Sure } else { Trust::Unusual };
        return match digits.is_empty() || signs.is_empty() {
            true => nothing,
            false if ends_word(left) && sign.is_empty() => (format!("/{digits}"), Trust::Guessed, left),
            false if ends_word(left) => (format!("/{digits}"), trust, left),
            false => nothing,
        };
    }
    let (digits, left) = if digits.is_empty() {
        (digits, behind)
    } else {
        (digits, left)
    };
    if letters.chars().count() > most || !ends_word(left) {
        return nothing;
    }
    let plain = sign.is_empty() && text.starts_with(&format!("{letters}{digits}"));
    let trust = if plain { Trust::Sure } else { Trust::Unusual };
    (format!("{}{digits}", letters.to_uppercase()), trust, left)
}

fn ends_word(left: &str) -> bool {
    !left.starts_with(char::is_alphanumeric)
}

/// "7A, 8A", "7A-8A": another class.
fn names_another(left: &str) -> bool {
    left.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let digits = word.chars().take_while(char::is_ascii_digit).count();
        (1..=2).contains(&digits) && word.chars().count() <= digits + 2
    })
}

/// The grade of a class.
pub(crate) fn grade(class: &str) -> Option<u8> {
    let digits: String = class.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|grade| (1..=12).contains(grade))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell;
    use super::*;
    use crate::finding::Fault;

    fn code(parsed: &Parsed<String>) -> &'static str {
        parsed.fault.as_ref().map_or("", Fault::code)
    }

    #[test]
    fn classes_as_they_are_typed() {
        const NOTE: &str = "value-normalised";
        const WARNING: &str = "value-repaired";
        for (raw, value, fault) in [
            ("7A", "7A", ""),
            ("Lớp 7A", "7A", ""),
            ("lớp: 7a1", "7A1", ""),
            ("Lớp7A", "7A", ""),
            ("7 a", "7A", ""),
            ("7/1", "7/1", ""),
            ("Lớp 7 / 1", "7/1", ""),
            ("9A1", "9A1", ""),
            ("10A12", "10A12", ""),
            ("6Đ", "6Đ", ""),
            ("10CTA", "10CTA", ""),
            ("Khối 7", "7", ""),
            ("HS lớp 8", "8", ""),
            ("7A.", "7A", ""),
            ("7\"A\"", "7A", ""),
            ("L7B", "7B", NOTE),
            ("K7", "7", NOTE),
            ("9-A2", "9A2", NOTE),
            ("9A-2", "9A2", NOTE),
            ("9A/2", "9A2", NOTE),
            ("7.1", "7/1", NOTE),
            ("7-1", "7/1", NOTE),
            ("VII", "7", NOTE),
            ("VIIA", "7A", NOTE),
            ("lớp IX B", "9B", NOTE),
            ("lớp bảy", "7", NOTE),
            ("Lớp sáu A", "6A", NOTE),
            ("7A (chuyển từ 7B)", "7A", WARNING),
            ("7A THCS Tri Lễ", "7A", WARNING),
            ("Lớp 7A - Trường THCS Tri Lễ", "7A", WARNING),
            ("7 1", "7/1", WARNING),
            ("7-Jan", "7/1", WARNING),
            ("07/01/2024", "7/1", WARNING),
            ("2024-01-07 00:00:00", "7/1", WARNING),
        ] {
            let parsed = class(&cell(raw));
            assert_eq!((parsed.value.as_deref(), code(&parsed)), (Some(value), fault), "{raw}");
        }
        for wrong in [
            "13A",
            "mẫu giáo",
            "0",
            "7A, 8A",
            "7A-8A",
            "71",
            "A",
            "xã",
            "7A123",
            "7A lên 8A",
            "nghỉ học",
        ] {
            let parsed = class(&cell(wrong));
            assert_eq!(
                (parsed.value.as_deref(), code(&parsed)),
                (None, "value-unclear"),
                "{wrong}"
            );
        }
        assert_eq!(class(&cell("-")), Parsed::absent());
        assert_eq!((grade("10A"), grade("7/1"), grade("A")), (Some(10), Some(7), None));
    }

    #[test]
    fn classes_as_excel_changes_them() {
        let date = |day, month, serial| Cell {
            value: Value::Date {
                at: jiff::civil::date(2024, month, day).at(0, 0, 0, 0),
                serial,
            },
            ..cell("07/01/2024")
        };
        let number = |number: f64| Cell {
            value: Value::Number(number),
            ..cell(&number.to_string())
        };
        for (cell, value, fault) in [
            (date(7, 1, 45298.0), Some("7/1"), "value-repaired"),
            (date(7, 1, 7.0), Some("7"), "value-repaired"),
            (date(13, 1, 45304.0), None, "value-unclear"),
            (number(7.0), Some("7"), ""),
            (number(7.1), Some("7/1"), "value-repaired"),
            (number(71.0), None, "value-unclear"),
        ] {
            let parsed = class(&cell);
            assert_eq!((parsed.value.as_deref(), code(&parsed)), (value, fault), "{cell:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_or_vanishes(text in "\\PC{0,20}|[0-9A-Da-dĐ /.-]{0,8}") {
            let parsed = class(&cell(&text));
            prop_assert!(parsed.value.is_some() || parsed.fault.is_some() || super::super::says_nothing(&text));
            if let Some(class) = parsed.value {
                prop_assert!(grade(&class).is_some());
            }
        }
    }
}
