//! Telephone numbers: ten digits of a mobile, eleven of a fixed line, without blanks.

use super::super::workbook::{Cell, Value};
use super::{Parsed, excerpt};
use crate::finding::Fault;
use crate::vietnamese::{fold::fold_words, normal::clean_line};

const WHAT: &str = "số điện thoại";

/// Prefixes of eleven-digit mobiles, which became ten digits in 2018, each with what replaced it.
const OLD: [(&str, &str); 21] = [
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0126", "076"),
    ("0127", "081"),
    ("0128", "078"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

/// One number in its normal form.
struct Phone {
    digits: String,
    /// Somebody should look at it.
    guessed: bool,
    /// A zero was put back, or the country's prefix replaced.
    changed: bool,
    valid: bool,
}

/// A telephone number in digits; a zero that Excel dropped is put back. Of several the first is taken.
pub(in super::super) fn phone(cell: &Cell) -> Parsed<String> {
    let text = match cell.value {
        Value::Number(number) if number.fract() == 0.0 && (0.0..1e13).contains(&number) => format!("{}", number as u64),
        _ => clean_line(cell.text()),
    };
    if !text.contains(|c: char| c.is_ascii_digit()) {
        let says_none = super::says_nothing(&text) || matches!(fold_words(&text).as_str(), "khong" | "chua co");
        return if says_none {
            Parsed::absent()
        } else {
            Parsed::unclear(WHAT, cell)
        };
    }
    let odd = |digits: Option<String>| Parsed {
        value: digits,
        fault: Some(Fault::PhoneOdd {
            text: excerpt(&cell.raw),
        }),
    };
    let (text, mut guessed) = match without_exponent(&text) {
        Exponent::None => with_zeros(&text),
        Exponent::Exact(digits) => (digits, true),
        // The last digits are gone.
        Exponent::Lossy => return odd(None),
    };
    let phones = numbers(&text);
    let Some(first) = phones.first() else {
        return odd(Some(text.chars().filter(char::is_ascii_digit).collect()));
    };
    guessed |= first.guessed || phones.len() > 1 || has_remark(&text);
    let value = first.digits.clone();
    match () {
        () if !first.valid => odd(Some(value)),
        () if guessed => Parsed::repaired(value.clone(), WHAT, cell, &value),
        () if first.changed => Parsed::normalised(value.clone(), WHAT, cell, &value),
        () => Parsed::new(value),
    }
}

enum Exponent {
    None,
    Exact(String),
    Lossy,
}

/// "9.12345678E+08"
fn without_exponent(text: &str) -> Exponent {
    let upper = text.to_uppercase().replace(',', ".");
    let Some((mantissa, exponent)) = upper.split_once("E+") else {
        return Exponent::None;
    };
    let (whole, fraction) = mantissa.trim().split_once('.').unwrap_or((mantissa.trim(), ""));
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    match exponent.trim().parse::<usize>() {
        Ok(exponent) if plain(whole) && plain(fraction) && fraction.len() == exponent => {
            Exponent::Exact(format!("{whole}{fraction}"))
        }
        _ => Exponent::Lossy,
    }
}

/// The letter O before or among digits is a zero.
fn with_zeros(text: &str) -> (String, bool) {
    let chars: Vec<char> = text.chars().collect();
    let mut changed = false;
    let out = chars
        .iter()
        .enumerate()
        .map(|(at, c)| {
            let next = chars
                .get(at + 1)
                .is_some_and(|c| c.is_ascii_digit() || matches!(c, 'O' | 'o'));
            let before = at
                .checked_sub(1)
                .and_then(|at| chars.get(at))
                .is_none_or(|c| !c.is_alphabetic());
            if matches!(c, 'O' | 'o') && next && before {
                changed = true;
                '0'
            } else {
                *c
            }
        })
        .collect();
    (out, changed)
}

/// Words that are no mere label of a number.
fn has_remark(text: &str) -> bool {
    fold_words(text).split(' ').any(|word| {
        word.starts_with(|c: char| c.is_alphabetic())
            && !matches!(
                word,
                "dt" | "sdt"
                    | "dtdd"
                    | "dd"
                    | "tel"
                    | "mobile"
                    | "so"
                    | "dien"
                    | "thoai"
                    | "di"
                    | "dong"
                    | "zalo"
                    | "hotline"
                    | "phone"
            )
    })
}

/// The numbers of a text, in their order.
fn numbers(text: &str) -> Vec<Phone> {
    const FEWEST: usize = 7;
    let count = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    // The signs between two numbers, the plainest first; the last ones may stand within a number too.
    for signs in [
        &[';', ',', '/', '|', '\n'][..],
        &['(', '[', '&', '+'][..],
        &['-', '–'][..],
        &[' '][..],
        &['.'][..],
    ] {
        let parts: Vec<&str> = text.split(signs).filter(|part| count(part) >= FEWEST).collect();
        let within = matches!(signs[0], '-' | ' ' | '.');
        let phones: Vec<Phone> = parts.iter().map(|part| normal(part)).collect();
        if phones.len() > 1 && (!within || phones.iter().all(|phone| phone.valid)) {
            return phones;
        }
    }
    // "0912 345 678 0987 654 321": groups of digits that make a number one after the other.
    let mut phones: Vec<Phone> = Vec::new();
    let mut open = String::new();
    for group in text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|group| !group.is_empty())
    {
        open.push_str(group);
        if count(&open) >= 10 && normal(&open).valid {
            phones.push(normal(&open));
            open.clear();
        }
    }
    if phones.len() > 1 && open.is_empty() {
        return phones;
    }
    vec![normal(text)]
}

fn normal(text: &str) -> Phone {
    let plus = text
        .trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+')
        .starts_with('+');
    let mut digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let before = digits.clone();
    let mut guessed = false;
    let abroad = ["0084", "084", "84"].into_iter().find_map(|prefix| {
        let rest = digits.strip_prefix(prefix)?;
        let rest = rest.strip_prefix('0').unwrap_or(rest);
        // "084…" and "84…" may be the beginning of a number too: then it has its ten digits already.
        let wanted = plus || prefix == "0084" || !is_valid(&digits);
        (wanted && (9..=10).contains(&rest.len())).then(|| format!("0{rest}"))
    });
    if let Some(national) = abroad {
        digits = national;
    } else if !digits.starts_with('0') && matches!(digits.len(), 9 | 10) {
        digits.insert(0, '0');
    }
    if digits.len() == 11
        && let Some((old, new)) = OLD.iter().find(|(old, _)| digits.starts_with(old))
    {
        digits.replace_range(..old.len(), new);
        guessed = true;
    }
    let valid = is_valid(&digits);
    Phone {
        // What is no number of a telephone stays as it was.
        changed: valid && digits != before,
        digits: if valid { digits } else { before },
        guessed: guessed && valid,
        valid,
    }
}

fn is_valid(digits: &str) -> bool {
    match digits.as_bytes() {
        [b'0', b'3' | b'5' | b'7' | b'8' | b'9', ..] => digits.len() == 10,
        [b'0', b'2', b'0'..=b'9', ..] => digits.len() == 11,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell;
    use super::*;

    fn code(parsed: &Parsed<String>) -> &'static str {
        parsed.fault.as_ref().map_or("", Fault::code)
    }

    #[test]
    fn telephone_numbers() {
        const NOTE: &str = "value-normalised";
        const WARNING: &str = "value-repaired";
        for (raw, value, fault) in [
            ("0912345678", "0912345678", ""),
            ("0912.345.678", "0912345678", ""),
            ("0912 345 678", "0912345678", ""),
            ("0912-345-678", "0912345678", ""),
            ("(0912) 345 678", "0912345678", ""),
            ("ĐT: 0912345678", "0912345678", ""),
            ("0205.3830.123", "02053830123", ""),
            ("0842345678", "0842345678", ""),
            ("912345678", "0912345678", NOTE),
            ("912 345 678", "0912345678", NOTE),
            ("+84912345678", "0912345678", NOTE),
            ("+84 (0)912 345 678", "0912345678", NOTE),
            ("84 912 345 678", "0912345678", NOTE),
            ("0084912345678", "0912345678", NOTE),
            ("(+84) 912345678", "0912345678", NOTE),
            ("+84842345678", "0842345678", NOTE),
            ("2053830123", "02053830123", NOTE),
            ("01681234567", "0381234567", WARNING),
            ("1681234567", "0381234567", WARNING),
            ("O912345678", "0912345678", WARNING),
            ("9.12345678E+08", "0912345678", WARNING),
            ("0912345678 / 0987654321", "0912345678", WARNING),
            ("0912345678; 0987654321", "0912345678", WARNING),
            ("0912.345.678 - 0987.654.321", "0912345678", WARNING),
            ("0912-345-678 - 0987-654-321", "0912345678", WARNING),
            ("0912 345 678 0987 654 321", "0912345678", WARNING),
            ("0912345678 0987654321", "0912345678", WARNING),
            ("0912345678\n0987654321", "0912345678", WARNING),
            ("0912345678 hoặc 0987654321", "0912345678", WARNING),
            ("0912345678 (bố)", "0912345678", WARNING),
            ("12345", "12345", "phone-odd"),
            ("38301234", "38301234", "phone-odd"),
            ("09123456789", "09123456789", "phone-odd"),
            ("0612345678", "0612345678", "phone-odd"),
            ("091234567", "091234567", "phone-odd"),
        ] {
            let parsed = phone(&cell(raw));
            assert_eq!((parsed.value.as_deref(), code(&parsed)), (Some(value), fault), "{raw}");
        }
        let lost = phone(&cell("9.12E+08"));
        assert_eq!((lost.value.as_deref(), code(&lost)), (None, "phone-odd"));
        assert_eq!(phone(&cell("không có")), Parsed::absent());
        assert_eq!(code(&phone(&cell("hỏi sau"))), "value-unclear");
    }

    #[test]
    fn telephone_numbers_as_numbers() {
        for (number, value, fault) in [
            (912_345_678.0, "0912345678", "value-normalised"),
            (84_912_345_678.0, "0912345678", "value-normalised"),
            (12_345.0, "12345", "phone-odd"),
        ] {
            let number = Cell {
                value: Value::Number(number),
                ..cell("9.12E+08")
            };
            let parsed = phone(&number);
            assert_eq!((parsed.value.as_deref(), code(&parsed)), (Some(value), fault));
        }
    }

    proptest! {
        #[test]
        fn nothing_panics_or_vanishes(text in "\\PC{0,30}|[0-9+(). -]{0,30}") {
            let parsed = phone(&cell(&text));
            prop_assert!(parsed.value.is_some() || parsed.fault.is_some() || super::super::says_nothing(&text));
        }

        #[test]
        fn a_mobile_is_read_however_it_is_grouped(rest in "[35789][0-9]{8}", sign in "[. -]", lost: bool) {
            let digits = format!("0{rest}");
            let shown = format!("{}{sign}{}{sign}{}", &digits[usize::from(lost)..4], &digits[4..7], &digits[7..]);
            prop_assert_eq!(phone(&cell(&shown)).value, Some(digits));
        }
    }
}
