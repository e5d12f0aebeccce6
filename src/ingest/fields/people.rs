//! Names, telephone numbers and classes.

use super::super::workbook::{Cell, Value};
use super::{Parsed, excerpt};
use crate::finding::Fault;
use crate::vietnamese::normal::clean_line;
use crate::vietnamese::{fold::fold_words, names};

/// A person's name and what stood in brackets behind it. Marks and spelling stay as typed.
pub(in crate::ingest) fn name(cell: &Cell) -> (Parsed<String>, Option<String>) {
    let whole = clean_line(cell.text());
    let (text, note) = match whole.split_once('(') {
        Some((text, note)) => (
            text.trim().to_owned(),
            Some(note.trim_end_matches(')').trim().to_owned()),
        ),
        None => (whole, None),
    };
    let text = text
        .trim_matches(|c: char| matches!(c, '.' | ',' | ';' | ':' | '-' | '*'))
        .trim()
        .to_owned();
    if !text.chars().any(char::is_alphabetic) {
        return (
            if text.is_empty() {
                Parsed::absent()
            } else {
                Parsed::unclear("họ và tên", cell)
            },
            note,
        );
    }
    // "1. Hoàng Thị A"
    let bare = text
        .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' '))
        .to_owned();
    if names::has_one_case(&bare) {
        let now = names::title_case(&bare);
        return (Parsed::repaired(now.clone(), "họ và tên", cell, &now), note);
    }
    let odd = bare.split_whitespace().count() < 2
        || bare
            .chars()
            .any(|c| !c.is_alphabetic() && !matches!(c, ' ' | '\'' | '’' | '-' | '.'))
        || runs_words_together(&bare);
    if odd {
        return (
            Parsed::with(
                bare,
                Fault::NameOdd {
                    name: excerpt(&cell.raw),
                },
            ),
            note,
        );
    }
    if bare != text || note.is_some() {
        return (Parsed::repaired(bare.clone(), "họ và tên", cell, &bare), note);
    }
    (Parsed::new(bare), note)
}

/// "NguyễnVăn": some programs drop the space between two formatted parts of a cell.
fn runs_words_together(name: &str) -> bool {
    let chars: Vec<char> = name.chars().collect();
    chars
        .windows(2)
        .any(|pair| pair[0].is_lowercase() && pair[1].is_uppercase())
}

/// A telephone number in digits; a zero that Excel dropped is put back.
pub(in crate::ingest) fn phone(cell: &Cell) -> Parsed<String> {
    let number = match cell.value {
        Value::Number(number) if number.fract() == 0.0 && (0.0..1e12).contains(&number) => {
            format!("{}", number as u64)
        }
        _ => clean_line(cell.text()),
    };
    if !number.chars().any(|c| c.is_ascii_digit()) {
        return if number.chars().any(char::is_alphanumeric) {
            Parsed::unclear("số điện thoại", cell)
        } else {
            Parsed::absent()
        };
    }
    // Two numbers in a cell are two parts of digits with a separator that no number has inside.
    let first = number
        .split([';', ',', '/', '\n'])
        .find(|part| part.chars().filter(char::is_ascii_digit).count() >= 8);
    let several = first.is_some_and(|first| first.len() != number.len());
    let first = first.unwrap_or(&number);
    let mut digits: String = first.chars().filter(char::is_ascii_digit).collect();
    if first.trim_start().starts_with('+') || digits.len() == 11 {
        digits = digits
            .strip_prefix("84")
            .map_or(digits.clone(), |rest| format!("0{rest}"));
    }
    let lost_zero = digits.len() == 9 && !digits.starts_with('0');
    if lost_zero {
        digits.insert(0, '0');
    }
    let mobile = digits.len() == 10
        && digits.starts_with('0')
        && matches!(digits.as_bytes()[1], b'3' | b'5' | b'7' | b'8' | b'9');
    let fixed = digits.starts_with("02") && (10..=11).contains(&digits.len());
    if !mobile && !fixed {
        return Parsed::with(
            digits,
            Fault::PhoneOdd {
                text: excerpt(&cell.raw),
            },
        );
    }
    if lost_zero || several {
        return Parsed::repaired(digits.clone(), "số điện thoại", cell, &digits);
    }
    Parsed::new(digits)
}

/// A class ("7A"); Excel may have made a day of "7/1".
pub(in crate::ingest) fn class(cell: &Cell) -> Parsed<String> {
    if let Value::Date { at, .. } = cell.value {
        let class = format!("{}/{}", at.day(), at.month());
        let (grade, room) = (at.day(), at.month());
        if (1..=12).contains(&grade) {
            return Parsed::repaired(class, "lớp", cell, &format!("{grade}/{room}"));
        }
        return Parsed::unclear("lớp", cell);
    }
    let text = clean_line(cell.text());
    if super::says_nothing(&text) {
        return Parsed::absent();
    }
    let folded = fold_words(&text);
    let word = ["hoc sinh lop ", "lop ", "khoi ", "hs lop "]
        .into_iter()
        .find(|word| folded.starts_with(word));
    let rest: String = match word {
        Some(word) => text.split_whitespace().skip(word.split_whitespace().count()).collect(),
        None => text.split_whitespace().collect(),
    };
    let rest = rest.to_uppercase();
    let digits = rest.chars().take_while(char::is_ascii_digit).count();
    let grade: Option<u8> = rest[..digits].parse().ok();
    let tail = &rest[digits..];
    let plain = tail.chars().count() <= 5
        && tail
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-'));
    match grade {
        Some(1..=12) if plain => Parsed::new(rest),
        Some(_) => Parsed::unclear("lớp", cell),
        None => match roman(&rest) {
            Some(grade) => Parsed::repaired(grade.to_string(), "lớp", cell, &grade.to_string()),
            None => Parsed::unclear("lớp", cell),
        },
    }
}

fn roman(text: &str) -> Option<u32> {
    (1..=12).find(|number| crate::vietnamese::numbers::roman(*number) == text)
}

/// The grade of a class.
pub(crate) fn grade(class: &str) -> Option<u8> {
    let digits: String = class.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|grade| (1..=12).contains(grade))
}

#[cfg(test)]
mod tests {
    use super::super::cell;
    use super::*;

    #[test]
    fn names_stay_as_typed() {
        assert_eq!(
            name(&cell(" Hoàng  Thuỷ \u{a0}Tiên ")).0,
            Parsed::new("Hoàng Thuỷ Tiên".to_owned())
        );
        let (parsed, note) = name(&cell("Hoàng Thị An (nhóm trưởng)"));
        assert_eq!(
            (parsed.value.as_deref(), note.as_deref()),
            (Some("Hoàng Thị An"), Some("nhóm trưởng"))
        );
        assert_eq!(name(&cell("LÝ VĂN BẢO")).0.value.as_deref(), Some("Lý Văn Bảo"));
        assert!(name(&cell("LÝ VĂN BẢO")).0.fault.is_some());
        assert!(name(&cell("NguyễnVăn An")).0.fault.is_some());
        assert_eq!(name(&cell("1. Lý Văn Bảo")).0.value.as_deref(), Some("Lý Văn Bảo"));
        assert_eq!(name(&cell("-")).0, Parsed::absent());
    }

    #[test]
    fn telephone_numbers() {
        let number = Cell {
            value: Value::Number(912_345_678.0),
            ..cell("912345678")
        };
        assert_eq!(phone(&number).value.as_deref(), Some("0912345678"));
        assert!(phone(&number).fault.is_some());
        for raw in ["0912.345.678", "0912 345 678", "+84912345678", "84 912 345 678"] {
            assert_eq!(phone(&cell(raw)), Parsed::new("0912345678".to_owned()), "{raw}");
        }
        assert_eq!(phone(&cell("0205.3830.123")), Parsed::new("02053830123".to_owned()));
        assert!(phone(&cell("0912345678 / 0987654321")).fault.is_some());
        assert!(phone(&cell("12345")).fault.is_some());
        assert_eq!(phone(&cell("không")).value, None);
    }

    #[test]
    fn classes() {
        for (raw, class_) in [
            ("7A", "7A"),
            ("Lớp 7A", "7A"),
            ("7 a", "7A"),
            ("7/1", "7/1"),
            ("9A1", "9A1"),
            ("VII", "7"),
            ("Khối 7", "7"),
        ] {
            assert_eq!(class(&cell(raw)).value.as_deref(), Some(class_), "{raw}");
        }
        for wrong in ["13A", "mẫu giáo", "0"] {
            assert_eq!(class(&cell(wrong)).value, None, "{wrong}");
        }
        let date = Cell {
            value: Value::Date {
                at: jiff::civil::date(2024, 1, 7).at(0, 0, 0, 0),
                serial: 45298.0,
            },
            ..cell("07/01/2024")
        };
        assert_eq!(class(&date).value.as_deref(), Some("7/1"));
        assert_eq!(grade("10A"), Some(10));
    }
}
