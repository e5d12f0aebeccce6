//! Letters of other alphabets that look like Latin ones: a keyboard left in another language, or text from a picture.

use std::borrow::Cow;

/// Cyrillic and Greek letters, each with the Latin letter it looks like.
const TWINS: &str = "аaеeоoрpсcхxуyіiјjѕsһhԁdАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅSΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοoνv";

/// Whether [`in_latin`] or [`with_d`] would change the text.
pub fn has_look_alikes(text: &str) -> bool {
    !text.is_ascii() && (matches!(in_latin(text), Cow::Owned(_)) || matches!(with_d(text), Cow::Owned(_)))
}

/// Turns Cyrillic and Greek letters into the Latin ones they look like, where the rest is Latin: in the whole text if every
/// such letter has a twin, else in the words that mix the alphabets.
pub(super) fn in_latin(text: &str) -> Cow<'_, str> {
    let foreign = |c: char| matches!(c, '\u{370}'..='\u{52f}');
    if !text.contains(foreign) {
        return Cow::Borrowed(text);
    }
    let is_ours = |text: &str| {
        text.chars()
            .any(|c| c.is_ascii_alphanumeric() || is_latin(c) && c.is_alphabetic())
            && text.chars().filter(|c| foreign(*c)).all(|c| twin(c).is_some())
    };
    let replaced = |text: &str| -> String { text.chars().map(|c| twin(c).unwrap_or(c)).collect() };
    if is_ours(text) {
        return Cow::Owned(replaced(text));
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        match word.contains(foreign) && is_ours(word) {
            true => out.push_str(&replaced(word)),
            false => out.push_str(word),
        }
    }
    if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    }
}

fn twin(c: char) -> Option<char> {
    let mut pairs = TWINS.chars();
    while let (Some(foreign), Some(latin)) = (pairs.next(), pairs.next()) {
        if foreign == c {
            return Some(latin);
        }
    }
    None
}

/// Turns the Icelandic and African letters that look like `Đ` and `đ` into them, where the whole word is in Latin letters.
pub(super) fn with_d(text: &str) -> Cow<'_, str> {
    if !text.contains(['Ð', 'Ɖ', 'ð', 'ɖ']) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let latin = word.chars().filter(|c| c.is_alphabetic()).all(is_latin);
        out.extend(word.chars().map(|c| match c {
            'Ð' | 'Ɖ' if latin => 'Đ',
            'ð' | 'ɖ' if latin => 'đ',
            c => c,
        }));
    }
    if out == text {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(out)
    }
}

fn is_latin(c: char) -> bool {
    matches!(c, '\0'..='\u{24f}' | '\u{256}' | '\u{1e00}'..='\u{1eff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_other_alphabets() {
        for (typed, meant) in [
            ("Hоàng Тhị Аn", "Hoàng Thị An"),
            ("7А", "7A"),
            ("Hà ТАО", "Hà TAO"),
            ("Νguyễn", "Nguyễn"),
        ] {
            assert_eq!(in_latin(typed), meant);
            assert!(has_look_alikes(typed) && !has_look_alikes(meant), "{typed}");
        }
        for kept in ["Рус", "Иван", "α = 5", "Nguyễn Văn An"] {
            assert_eq!(in_latin(kept), kept);
        }
        assert_eq!(in_latin("Hоà Иван А"), "Hoà Иван А");
    }

    #[test]
    fn twins_come_in_pairs() {
        let letters: Vec<char> = TWINS.chars().collect();
        assert_eq!(letters.len() % 2, 0);
        assert!(
            letters
                .chunks(2)
                .all(|pair| !pair[0].is_ascii() && pair[1].is_ascii_alphabetic()),
            "{letters:?}"
        );
    }
}
