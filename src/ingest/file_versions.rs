//! What the name of a file says of its version: "lần 2", "sửa", "final", a date.

use std::cmp::Ordering;

use crate::vietnamese::fold::fold_words;

/// The version that the name of a file gives.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Version {
    /// Year (0 if it is not there), month and day.
    date: Option<(u16, u8, u8)>,
    /// "final", "chính thức".
    last: bool,
    /// "lần 2"; "sửa" without a number counts as 2.
    number: Option<u32>,
}

impl Version {
    pub(super) fn of(file: &str) -> Self {
        let name = file.rsplit('/').next().unwrap_or(file);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let words = fold_words(&apart(stem));
        let tokens: Vec<&str> = words.split(' ').collect();
        let padded = format!(" {words} ");
        let has = |phrases: &[&str]| phrases.iter().any(|phrase| padded.contains(&format!(" {phrase} ")));
        let number = tokens.windows(2).find_map(|pair| match pair {
            ["lan" | "v" | "ver" | "version" | "l" | "ban" | "sua" | "rev", number] if number.len() <= 2 => {
                number.parse().ok()
            }
            _ => None,
        });
        let changed = has(&[
            "sua",
            "chinh sua",
            "da sua",
            "bo sung",
            "dieu chinh",
            "moi",
            "cap nhat",
            "update",
            "new",
            "thay the",
            "gui lai",
        ]);
        Self {
            date: date(&tokens),
            last: has(&[
                "final",
                "cuoi",
                "cuoi cung",
                "chinh thuc",
                "hoan chinh",
                "hoan thien",
                "chot",
                "ban chuan",
            ]),
            number: number.or(changed.then_some(2)),
        }
    }
}

/// Which of two versions came later, if their names say it.
pub(super) fn order(one: &Version, other: &Version) -> Option<Ordering> {
    let by_date = match (one.date, other.date) {
        // A date without its year is compared by month and day.
        (Some((0, ..)), Some(_)) | (Some(_), Some((0, ..))) => one
            .date
            .map(|(_, m, d)| (m, d))
            .cmp(&other.date.map(|(_, m, d)| (m, d))),
        (Some(one), Some(other)) => one.cmp(&other),
        _ => Ordering::Equal,
    };
    let numbers = (one.number.unwrap_or(1), other.number.unwrap_or(1));
    let by_words = one.last.cmp(&other.last).then(numbers.0.cmp(&numbers.1));
    match (by_date, by_words) {
        (Ordering::Equal, Ordering::Equal) => None,
        (Ordering::Equal, order) | (order, Ordering::Equal) => Some(order),
        (one, other) => (one == other).then_some(one),
    }
}

/// Digits and letters set apart: "lan2" in two words.
fn apart(stem: &str) -> String {
    let mut out = String::new();
    let mut last: Option<char> = None;
    for c in stem.chars() {
        let c = if c == '_' { ' ' } else { c };
        if last.is_some_and(|last| last.is_alphabetic() != c.is_alphabetic() || last.is_lowercase() && c.is_uppercase())
        {
            out.push(' ');
        }
        out.push(c);
        last = Some(c);
    }
    out
}

/// "20 8 2024", "2024 08 20", "20240820", "20 8": a date among the words of a name.
fn date(tokens: &[&str]) -> Option<(u16, u8, u8)> {
    let number = |token: &str| token.parse::<u16>().ok().filter(|_| token.len() <= 4);
    let is_date = |year: u16, month: u16, day: u16| {
        let year_fits = year == 0 || (2015..=2045).contains(&year);
        let fits = year_fits && (1..=12).contains(&month) && (1..=31).contains(&day);
        fits.then_some((year, month as u8, day as u8))
    };
    let three = tokens.windows(3).find_map(|parts| {
        let [one, two, three] = parts else { return None };
        let (one, two, three) = (number(one)?, number(two)?, number(three)?);
        is_date(three, two, one).or_else(|| is_date(one, two, three))
    });
    let joined = || {
        let eight = tokens
            .iter()
            .find(|token| token.len() == 8 && token.bytes().all(|byte| byte.is_ascii_digit()))?;
        let part = |from: usize, to: usize| eight.get(from..to)?.parse::<u16>().ok();
        is_date(part(0, 4)?, part(4, 6)?, part(6, 8)?).or_else(|| is_date(part(4, 8)?, part(2, 4)?, part(0, 2)?))
    };
    // Two numbers are a day and a month only if they say so.
    let two = || {
        tokens.windows(3).find_map(|parts| match parts {
            ["ngay", day, month] => is_date(0, number(month)?, number(day)?),
            _ => None,
        })
    };
    three.or_else(joined).or_else(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_which_is_later() {
        let is_later = |one: &str, other: &str| {
            let (one, other) = (Version::of(one), Version::of(other));
            assert_eq!(order(&other, &one), order(&one, &other).map(Ordering::reverse));
            order(&one, &other) == Some(Ordering::Greater)
        };
        for (later, earlier) in [
            ("tri-le lần 2.xlsx", "tri-le.xlsx"),
            ("DS Tri Le (sua).xlsx", "DS Tri Le.xlsx"),
            ("trile_lan3.xls", "trile_sua.xlsx"),
            ("tri-le-final.xlsx", "tri-le lan 3.xlsx"),
            ("tri le 20.8.2024.xlsx", "tri le 12.8.2024.xlsx"),
            ("tri le 20240820.xlsx", "tri le 12-8-2024.xlsx"),
            ("tri le ngay 20-8.xlsx", "tri le ngay 5-8.xlsx"),
            ("06313/Bổ sung tri lễ.xlsx", "06313/tri lễ.xlsx"),
        ] {
            assert!(is_later(later, earlier), "{later} {earlier}");
        }
        for (one, other) in [
            ("tri-le.xlsx", "tri le moi nhat tu a.xls.xlsx"),
            ("tri-le (1).xlsx", "tri-le.xlsx"),
            ("tri-le 20.8.2024.xlsx", "tri-le 12.8.2024 sua.xlsx"),
            ("a.xlsx", "b.xlsx"),
        ] {
            assert!(!is_later(one, other), "{one} {other}");
        }
    }
}
