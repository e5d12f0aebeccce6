//! Texts whose bytes were read with the wrong table on their way into the workbook ("Nguyá»…n" for "Nguyễn").

use encoding_rs::{Encoding, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// A text whose UTF-8 was read as windows-1252, once or twice, as it was meant; nothing if it is no such text.
///
/// The table of WHATWG is meant: it keeps the bytes 81, 8D, 8F, 90 and 9D, which Vietnamese UTF-8 has.
pub fn utf8_read_as_1252(text: &str) -> Option<String> {
    let once = reread(text)?;
    Some(reread(&once).unwrap_or(once))
}

fn reread(text: &str) -> Option<String> {
    if text.is_ascii() || !may_be_1252(text) {
        return None;
    }
    let bytes = bytes_in(text, WINDOWS_1252).or_else(|| bytes_in(&with_hard_spaces(text), WINDOWS_1252))?;
    match String::from_utf8(bytes) {
        Ok(read) => Some(read),
        Err(_) => String::from_utf8(bytes_in(&with_hard_spaces(text), WINDOWS_1252)?).ok(),
    }
}

/// "Ã " was "Ã" and a no-break space (the two bytes of "à") before somebody tidied the blanks up.
fn with_hard_spaces(text: &str) -> String {
    let mut text = text.replace("Ã ", "Ã\u{a0}");
    if text.ends_with('Ã') {
        text.push('\u{a0}');
    }
    text
}

/// A text in windows-1258 that was read as windows-1252, as it was meant.
pub fn cp1258_read_as_1252(text: &str) -> Option<String> {
    // The signs that stand for tones in it; without any the text is what it seems.
    let tones = ['Ì', 'ì', 'Ò', 'Þ', 'ò', 'ð', 'Ð', 'õ', 'ý', 'ã', 'Ã', 'Õ', 'Ý'];
    if !may_be_1252(text) || !text.contains(tones) {
        return None;
    }
    let bytes = bytes_in(text, WINDOWS_1252)?;
    let (read, _, lost) = WINDOWS_1258.decode(&bytes);
    (!lost).then(|| read.nfc().collect())
}

/// Whether no letter speaks against the table at once, as those of Vietnamese in Unicode do.
fn may_be_1252(text: &str) -> bool {
    // Its letters beyond Latin-1 lie in a few blocks, "đ" and "ơ" in none of them.
    let known = |c: char| matches!(c, '\0'..='\u{ff}' | 'Œ'..='œ' | 'Š'..='š' | 'Ÿ' | 'Ž'..='ž' | 'ƒ' | 'ˆ' | '˜' | '\u{2010}'..='\u{2122}');
    text.chars().all(known)
}

fn bytes_in(text: &str, encoding: &'static Encoding) -> Option<Vec<u8>> {
    let (bytes, _, lost) = encoding.encode(text);
    (!lost).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What the wrong table makes of a text.
    fn misread(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn misread_texts_are_read_again() {
        assert_eq!(misread("Nguyễn"), "Nguyá»…n");
        for text in [
            "Nguyễn Văn An",
            "Hoàng Thị Ánh",
            "Đặng Thuỳ Dương",
            "xã Tri Lễ",
            "Hà",
            "à",
        ] {
            assert_eq!(utf8_read_as_1252(&misread(text)).as_deref(), Some(text));
            assert_eq!(utf8_read_as_1252(&misread(&misread(text))).as_deref(), Some(text));
        }
        let tidied = misread("Hoàng Hà").replace('\u{a0}', " ");
        assert_eq!(utf8_read_as_1252(&tidied).as_deref(), Some("Hoàng Hà"));
        for text in ["Nguyễn Văn An", "Lê Hà", "Tri Le", "Nguyá»?n"] {
            assert_eq!(utf8_read_as_1252(text), None, "{text}");
        }
    }

    #[test]
    fn windows_1258() {
        for text in ["Nguyễn Văn An", "Đặng Thị Ánh", "Trường Tiểu học"] {
            let decomposed: String = [
                "Nguyê\u{303}n Văn An",
                "Đă\u{323}ng Thi\u{323} A\u{301}nh",
                "Trươ\u{300}ng Tiê\u{309}u ho\u{323}c",
            ]
            .into_iter()
            .find(|other| other.nfc().eq(text.chars()))
            .unwrap()
            .to_owned();
            let (bytes, _, lost) = WINDOWS_1258.encode(&decomposed);
            assert!(!lost);
            let seen = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
            assert_eq!(cp1258_read_as_1252(&seen).as_deref(), Some(text), "{seen}");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost_on_the_way(text in "[a-zA-ZàáảãạăằắâầấèéêềếìíòóôồốơờớùúưừứỳýđĐỄỆỘỰ ]{1,30}") {
            prop_assume!(!text.is_ascii());
            prop_assert_eq!(utf8_read_as_1252(&misread(&text)), Some(text));
        }
    }
}
