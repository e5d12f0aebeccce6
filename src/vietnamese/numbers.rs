//! Numbers as they are printed and read aloud.

/// "1.234.567".
pub fn group(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// A share as a percentage with at most one decimal: "33,3%", "100%".
pub fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, tenth) = (tenths.abs() / 10, tenths.abs() % 10);
    match tenth {
        0 => format!("{sign}{}%", group(whole)),
        tenth => format!("{sign}{},{tenth}%", group(whole)),
    }
}

/// A number with at most one decimal: "1.234", "4,5".
pub fn decimal(number: f64) -> String {
    let tenths = (number * 10.0).round() as i64;
    let sign = if tenths < 0 && tenths > -10 { "-" } else { "" };
    match tenths.abs() % 10 {
        0 => group(tenths / 10),
        tenth => format!("{sign}{},{tenth}", group(tenths / 10)),
    }
}

/// At least two digits: "05".
pub fn pad(number: u64) -> String {
    format!("{number:02}")
}

/// Roman numerals; 0 gives an empty text.
pub fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    // Beyond this nobody reads Roman numerals, and the text would grow without bound.
    if number >= 5000 {
        return number.to_string();
    }
    let mut rest = number;
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// "hai mươi tư", "một trăm linh năm", "một nghìn không trăm linh năm".
pub fn in_words(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    read(number, false, &mut words);
    words.join(" ")
}

/// Appends the words of `number`; `after` says that higher groups were read before it.
fn read(number: u64, after: bool, words: &mut Vec<&'static str>) {
    const BILLION: u64 = 1_000_000_000;
    let mut after = after;
    if number >= BILLION {
        read(number / BILLION, after, words);
        words.push("tỷ");
        after = true;
    }
    for (unit, name) in [(1_000_000, Some("triệu")), (1_000, Some("nghìn")), (1, None)] {
        let group = number % BILLION / unit % 1000;
        if group == 0 {
            continue;
        }
        read_group(group as usize, after, words);
        words.extend(name);
        after = true;
    }
}

/// Appends the words of a group of three digits; `full` says the zero hundred too.
fn read_group(group: usize, full: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let full = full || hundreds > 0;
    if full {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if ones > 0 && full => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        tens => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        (_, ones) => words.push(DIGITS[ones]),
    }
}

/// Number words that are spoken in several ways, and the one that [`in_words`] writes.
const SPOKEN: [(&str, &str); 4] = [("lẻ", "linh"), ("ngàn", "nghìn"), ("tỉ", "tỷ"), ("nhăm", "lăm")];

/// A text with the number words that [`in_words`] writes: "hai trăm lẻ bốn" becomes "hai trăm linh bốn".
pub fn usual_words(text: &str) -> String {
    let usual = |word: &str| {
        let known = SPOKEN.iter().find(|(spoken, _)| *spoken == word);
        known.map_or(word.to_owned(), |(_, usual)| (*usual).to_owned())
    };
    text.split(' ').map(usual).collect::<Vec<_>>().join(" ")
}

/// The number that a text is as a whole: figures, in groups or not, or the words of [`in_words`] and those that are spoken for
/// them; nothing if it is none.
pub fn of_text(text: &str) -> Option<u64> {
    let text = text.trim().to_lowercase();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let mut groups = text.split('.');
        let first = groups.next()?;
        let is_grouped = groups.all(|group| group.len() == 3) && (first.len() <= 3 || !text.contains('.'));
        let figures = text.replace('.', "");
        return figures.parse().ok().filter(|_| is_grouped);
    }
    of_words(&usual_words(&text))
}

/// The number that [`in_words`] writes so.
fn of_words(text: &str) -> Option<u64> {
    let (mut billions, mut thousands, mut group) = (0_u64, 0_u64, 0_u64);
    let mut digit = None;
    let mut last = "";
    for word in text.split_whitespace() {
        let after_tens = matches!(last, "mươi" | "mười");
        let ones = match word {
            "mốt" if after_tens => Some(1),
            "tư" if after_tens => Some(4),
            "lăm" if after_tens => Some(5),
            _ => DIGITS.iter().position(|known| *known == word),
        };
        match (word, ones) {
            (_, Some(ones)) if digit.is_none() => digit = Some(ones as u64),
            ("trăm", None) => group += digit.take()? * 100,
            ("mươi", None) => group += digit.take()? * 10,
            ("mười", None) if digit.is_none() => group += 10,
            ("linh", None) if last == "trăm" => {}
            ("nghìn" | "triệu", None) => {
                let unit = if word == "nghìn" { 1_000 } else { 1_000_000 };
                thousands += (group + digit.take().unwrap_or(0)) * unit;
                group = 0;
            }
            ("tỷ", None) => {
                let all = billions.checked_add(thousands + group + digit.take().unwrap_or(0))?;
                billions = all.checked_mul(1_000_000_000)?;
                (thousands, group) = (0, 0);
            }
            _ => return None,
        }
        last = word;
    }
    let said = !last.is_empty() && last != "linh";
    said.then(|| billions.checked_add(thousands + group + digit.unwrap_or(0)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        assert_eq!(group(1_234_567), "1.234.567");
        assert_eq!(group(-1_000), "-1.000");
        assert_eq!(group(12), "12");
        assert_eq!(percent(1.0 / 3.0), "33,3%");
        assert_eq!(percent(1.0), "100%");
        assert_eq!(percent(0.0), "0%");
        assert_eq!(pad(5), "05");
        assert_eq!(
            (roman(4), roman(9), roman(14), roman(0)),
            ("IV".into(), "IX".into(), "XIV".into(), String::new())
        );
    }

    #[test]
    fn words() {
        for (number, text) in [
            (0, "không"),
            (10, "mười"),
            (14, "mười bốn"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (85, "tám mươi lăm"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (1_005, "một nghìn không trăm linh năm"),
            (1_021, "một nghìn không trăm hai mươi mốt"),
            (1_005_000, "một triệu không trăm linh năm nghìn"),
            (30_000_000, "ba mươi triệu"),
            (2_000_000_001, "hai tỷ không trăm linh một"),
        ] {
            assert_eq!(in_words(number), text);
        }
        assert!(!in_words(u64::MAX).is_empty());
    }

    #[test]
    fn numbers_are_read() {
        for (text, number) in [
            ("204", Some(204)),
            ("1.250.000", Some(1_250_000)),
            ("1.25", None),
            ("1250.000", None),
            ("12 em", None),
            ("hai trăm lẻ bốn", Some(204)),
            ("Hai mươi nhăm", Some(25)),
            ("ba mươi triệu không trăm lẻ năm ngàn", Some(30_005_000)),
            ("năm", Some(5)),
            ("tư linh", None),
            ("hai ba", None),
            ("một trăm linh", None),
            ("mươi", None),
            ("Hoàng Thị Ánh", None),
            ("", None),
        ] {
            assert_eq!(of_text(text), number, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn words_are_read_back(number: u64) {
            proptest::prop_assert_eq!(of_text(&in_words(number)), Some(number));
            proptest::prop_assert_eq!(of_text(&in_words(number % 100_000)), Some(number % 100_000));
        }

        #[test]
        fn any_text_can_be_asked(text in "(một|hai|mươi|trăm|nghìn|triệu|tỷ|linh|lăm|9999999999| ){0,12}") {
            let _ = of_text(&text);
        }
    }
}
