//! Counts and amounts of money.

use super::super::workbook::{Cell, Value};
use super::Parsed;
use crate::vietnamese::{fold::fold_words, normal::clean_line, numbers};

/// Words behind a count that say what is counted and nothing else.
const COUNTED: [&str; 22] = [
    "em",
    "tre",
    "tre em",
    "chau",
    "nguoi",
    "hoc sinh",
    "phut",
    "p",
    "nguoi lon",
    "dai bieu",
    "cau",
    "cau hoi",
    "y kien",
    "kien nghi",
    "tiet muc",
    "suat",
    "phan",
    "phan qua",
    "qua",
    "ban",
    "khach",
    "nu",
];

/// A whole number that is not negative.
pub(in super::super) fn count(cell: &Cell, what: &str) -> Parsed<u32> {
    let number = match cell.value {
        Value::Number(number) => {
            return whole(number, f64::from(u32::MAX))
                .map_or_else(|| Parsed::unclear(what, cell), |n| Parsed::new(n as u32));
        }
        // A number in a cell that is formatted as a date.
        Value::Date { serial, .. } => {
            return match whole(serial, 5_000.0) {
                Some(number) => Parsed::repaired(number as u32, what, cell, &number.to_string()),
                None => Parsed::unclear(what, cell),
            };
        }
        Value::Text => clean_line(cell.text()),
        _ => return Parsed::unclear(what, cell),
    };
    if !number.contains(char::is_alphanumeric) {
        return Parsed::absent();
    }
    if number.chars().all(|c| c.is_ascii_digit())
        && let Ok(number) = number.parse()
    {
        return Parsed::new(number);
    }
    match count_of_text(&number) {
        Some((number, true)) => Parsed::normalised(number, what, cell, &number.to_string()),
        Some((number, false)) => Parsed::repaired(number, what, cell, &number.to_string()),
        None => Parsed::unclear(what, cell),
    }
}

fn whole(number: f64, most: f64) -> Option<u64> {
    (number.fract() == 0.0 && (0.0..=most).contains(&number)).then_some(number as u64)
}

/// The number, and whether nothing but the name of what is counted stands beside it.
fn count_of_text(text: &str) -> Option<(u32, bool)> {
    // "60 (30 nữ)": the number before the bracket.
    let (text, mut plain) = match text.split_once('(') {
        Some((before, _)) if before.contains(char::is_alphanumeric) => (before.trim(), false),
        _ => (text, true),
    };
    let text = text.trim_end_matches(['\'', '’', '′', '.', ',']);
    let folded = fold_words(text);
    if folded == "khong" || folded == "khong co" {
        return Some((0, true));
    }
    let mut figures = text
        .split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    let number = match (figures.next(), figures.next()) {
        (Some(figure), None) => ungroup(figure)?,
        (None, _) => {
            plain = false;
            in_words(&text.to_lowercase())?
        }
        _ => return None,
    };
    let signs = text.contains(['-', '–', '/', ',', '%', '<', '>', '~', '±']);
    let words: Vec<&str> = folded
        .split(' ')
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit()))
        .collect();
    let words = words.join(" ");
    // "5p" is one word.
    let attached = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    plain &= words.is_empty() || COUNTED.contains(&words.as_str());
    plain &= attached.starts_with(' ') || attached.is_empty() || COUNTED.contains(&attached);
    Some((u32::try_from(number).ok()?, plain && !signs))
}

/// "năm", "mười lăm em": a number below a hundred in words, with the name of what is counted behind it.
fn in_words(text: &str) -> Option<u64> {
    let folded = fold_words(text);
    (0..100)
        .filter(|number| {
            let words = fold_words(&numbers::in_words(*number));
            folded
                .strip_prefix(&words)
                .is_some_and(|rest| rest.is_empty() || COUNTED.contains(&rest.trim_start()) && rest.starts_with(' '))
        })
        .max_by_key(|number| numbers::in_words(*number).len())
}

/// An amount in đồng.
pub(in super::super) fn money(cell: &Cell, what: &str) -> Parsed<u64> {
    /// Below it no amount is paid in đồng: thousands or millions are meant.
    const LEAST: u64 = 1_000;
    let (amount, plain) = match cell.value {
        Value::Number(number) => (whole(number, 1e15), true),
        Value::Text => {
            let text = clean_line(cell.text());
            if !text.contains(char::is_alphanumeric) {
                return Parsed::absent();
            }
            amount_of_text(&text).map_or((None, false), |(amount, plain)| (Some(amount), plain))
        }
        _ => (None, false),
    };
    match amount {
        Some(amount) if (1..LEAST).contains(&amount) => Parsed::doubtful(
            amount,
            what,
            cell,
            "số tiền quá nhỏ, có thể tính bằng nghìn hoặc triệu đồng",
        ),
        Some(amount) if plain => Parsed::new(amount),
        Some(amount) => Parsed::repaired(amount, what, cell, &format!("{} đồng", numbers::group(amount as i64))),
        None => Parsed::unclear(what, cell),
    }
}

/// The amount, and whether it was written out in figures.
fn amount_of_text(text: &str) -> Option<(u64, bool)> {
    let text = text.to_lowercase();
    if matches!(fold_words(&text).as_str(), "khong" | "khong co") {
        return Some((0, false));
    }
    let mut total: u64 = 0;
    let mut plain = true;
    let mut last_unit = u64::MAX;
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | ' ')))
            .unwrap_or(rest.len());
        let (figures, after) = rest.split_at(end);
        let next = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (word, after) = after.split_at(next);
        let unit = unit(&fold_words(word))?;
        // "1 triệu 500": what follows has a smaller unit.
        if unit >= last_unit || figures.trim().is_empty() {
            return None;
        }
        let value = match (last_unit, unit) {
            // "1tr5" is 1,5 triệu.
            (1_000_000, 1) if !rest.starts_with(' ') && figures.trim().len() == 1 && fold_words(word).is_empty() => {
                figures.trim().parse::<u64>().ok()?.checked_mul(100_000)?
            }
            (u64::MAX, unit) => scaled(figures, unit)?,
            (_, 1) if fold_words(word).is_empty() => return None,
            (_, unit) => scaled(figures, unit)?,
        };
        plain &= unit == 1;
        last_unit = unit;
        total = total.checked_add(value)?;
        rest = after;
    }
    (total < 1_000_000_000_000_000).then_some((total, plain))
}

fn unit(word: &str) -> Option<u64> {
    match word {
        "" | "d" | "dong" | "vnd" | "vn d" | "dong chan" => Some(1),
        "nghin" | "nghin dong" | "ngan" | "ngan dong" | "k" | "n" | "nghin d" => Some(1_000),
        "trieu" | "trieu dong" | "tr" | "tr dong" | "trd" | "trieu d" => Some(1_000_000),
        "ty" | "ti" | "ty dong" | "ti dong" => Some(1_000_000_000),
        _ => None,
    }
}

/// Figures in a unit. A full stop before three digits groups thousands; a comma before three does so too, except before
/// "triệu", where nobody writes thousands.
fn scaled(figures: &str, unit: u64) -> Option<u64> {
    let figures = figures.replace(' ', "");
    let figures = figures.trim_matches(['.', ',']);
    // "1.500.000,00"
    let without_zeros = |text: &str, sign: char| -> Option<u64> {
        let (whole, fraction) = text.rsplit_once(sign)?;
        (!whole.contains(sign) && fraction.len() <= 2 && fraction.chars().all(|c| c == '0'))
            .then(|| ungroup(&whole.replace(',', ".")))?
    };
    let commas = figures.replace(',', ".");
    let grouped = if unit >= 1_000_000 {
        ungroup(figures)
    } else {
        ungroup(&commas)
    };
    let plain = grouped
        .or_else(|| without_zeros(figures, ','))
        .or_else(|| without_zeros(figures, '.'));
    if let Some(number) = plain {
        return number.checked_mul(unit);
    }
    // "1,5 triệu"
    let (whole, fraction) = commas.split_once('.').filter(|_| unit > 1)?;
    let digits = u32::try_from(fraction.len()).ok().filter(|digits| *digits <= 6)?;
    let number: u64 = format!("{whole}{fraction}").parse().ok()?;
    let scale = 10u64.pow(digits);
    let amount = number.checked_mul(unit)?;
    (amount % scale == 0).then_some(amount / scale)
}

/// "1.234.567" or "1234567"; points must stand before groups of three.
fn ungroup(text: &str) -> Option<u64> {
    let mut groups = text.trim_matches('.').split('.');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    grouped.then(|| format!("{first}{}", rest.concat()).parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell;
    use super::*;
    use crate::finding::Fault;

    const NOTE: &str = "value-normalised";
    const WARNING: &str = "value-repaired";

    fn number(number: f64) -> Cell {
        Cell {
            value: Value::Number(number),
            ..cell(&number.to_string())
        }
    }

    fn code<T>(parsed: &Parsed<T>) -> &'static str {
        parsed.fault.as_ref().map_or("", Fault::code)
    }

    #[test]
    fn counts() {
        assert_eq!(count(&number(62.0), "số"), Parsed::new(62));
        for (raw, value, fault) in [
            ("62", 62, ""),
            ("05", 5, ""),
            ("62 em", 62, NOTE),
            ("5 phút", 5, NOTE),
            ("10'", 10, NOTE),
            ("10p", 10, NOTE),
            ("1.200 em", 1200, NOTE),
            ("không", 0, NOTE),
            ("khoảng 62", 62, WARNING),
            ("60 (30 nữ)", 60, WARNING),
            ("năm", 5, WARNING),
            ("Mười lăm em", 15, WARNING),
            ("hai mươi", 20, WARNING),
            ("~62", 62, WARNING),
        ] {
            let parsed = count(&cell(raw), "số");
            assert_eq!((parsed.value, code(&parsed)), (Some(value), fault), "{raw}");
        }
        for wrong in [
            "30-35",
            "10-12",
            "nhiều",
            "3.5 em",
            "5/5",
            "1,5",
            "99999999999",
            "10 phút 30 giây",
        ] {
            let parsed = count(&cell(wrong), "số");
            assert_eq!((parsed.value, code(&parsed)), (None, "value-unclear"), "{wrong}");
        }
        assert_eq!(count(&cell("-"), "số"), Parsed::absent());
        for wrong in [2.5, -1.0, f64::NAN, 1e12] {
            assert_eq!(count(&number(wrong), "số").value, None);
        }
        let at = jiff::civil::date(1900, 1, 5).at(0, 0, 0, 0);
        let date = Cell {
            value: Value::Date { at, serial: 5.0 },
            ..cell("05/01/1900")
        };
        assert_eq!(
            (count(&date, "số").value, code(&count(&date, "số"))),
            (Some(5), WARNING)
        );
    }

    #[test]
    fn amounts() {
        for (raw, amount, fault) in [
            ("1.500.000đ", 1_500_000, ""),
            ("1500000", 1_500_000, ""),
            ("1 500 000", 1_500_000, ""),
            ("1,500,000 đồng", 1_500_000, ""),
            ("1.500.000 VNĐ", 1_500_000, ""),
            ("1.500.000,00", 1_500_000, ""),
            ("0", 0, ""),
            ("1,5 triệu", 1_500_000, WARNING),
            ("1.5 triệu đồng", 1_500_000, WARNING),
            ("1,500 triệu", 1_500_000, WARNING),
            ("1.500 nghìn", 1_500_000, WARNING),
            ("1,500 nghìn đồng", 1_500_000, WARNING),
            ("500k", 500_000, WARNING),
            ("1tr5", 1_500_000, WARNING),
            ("1 triệu 500 nghìn", 1_500_000, WARNING),
            ("không", 0, WARNING),
            ("500", 500, "value-doubtful"),
        ] {
            let parsed = money(&cell(raw), "kinh phí");
            assert_eq!((parsed.value, code(&parsed)), (Some(amount), fault), "{raw}");
        }
        for wrong in [
            "1.50 đ",
            "vài triệu",
            "1.500.00",
            "2 triệu/em",
            "1.5",
            "nghìn",
            "1 triệu 500",
            "99999999999999999999",
        ] {
            let parsed = money(&cell(wrong), "kinh phí");
            assert_eq!((parsed.value, code(&parsed)), (None, "value-unclear"), "{wrong}");
        }
        assert_eq!(money(&number(1_500_000.0), "kinh phí"), Parsed::new(1_500_000));
    }

    proptest! {
        #[test]
        fn nothing_panics_or_vanishes(text in "\\PC{0,20}|[0-9., ]{0,12}(đ|triệu|nghìn|k|tr| em)?[0-9]{0,3}") {
            let nothing = !text.contains(char::is_alphanumeric);
            let (count, money) = (count(&cell(&text), "số"), money(&cell(&text), "số"));
            prop_assert!(count.value.is_some() || count.fault.is_some() || nothing);
            prop_assert!(money.value.is_some() || money.fault.is_some() || nothing);
        }

        #[test]
        fn grouped_amounts_come_back(amount in 1_000u64..1_000_000_000_000) {
            let grouped = numbers::group(amount as i64);
            prop_assert_eq!(money(&cell(&grouped), "số"), Parsed::new(amount));
            prop_assert_eq!(money(&cell(&grouped.replace('.', ",")), "số"), Parsed::new(amount));
        }
    }
}
