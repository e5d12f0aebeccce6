//! The key under which spellings of the same word are equal; used to match, never to print.

use unicode_normalization::UnicodeNormalization;

use super::normal::clean_line;

/// Lower case, no marks, `đ` as `d`, every blank one space: "Hoà  Bình" and "hòa bình" give "hoa binh".
pub fn fold(text: &str) -> String {
    clean_line(text)
        .to_lowercase()
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// [`fold`] with every character that is neither letter nor digit taken as a space: the key of headings and sentences.
pub fn fold_words(text: &str) -> String {
    let folded = fold(text);
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_equal() {
        for text in ["Hoà Bình", "hòa  bình", "HOA BINH", "Ho\u{300}a Bi\u{300}nh"] {
            assert_eq!(fold(text), "hoa binh");
        }
        assert_eq!(fold("Ðồng Giáp"), "dong giap");
        assert_eq!(fold_words("Họ, tên\n(trẻ em):"), "ho ten tre em");
    }
}
