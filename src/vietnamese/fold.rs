//! The key under which spellings of the same word are equal; used to match, never to print.

use unicode_normalization::UnicodeNormalization;

use super::letters::letter;
use super::normal::clean_line;

/// Lower case, no marks, `đ` as `d`, every blank one space: "Hoà  Bình" and "hòa bình" give "hoa binh".
pub fn fold(text: &str) -> String {
    let clean = clean_line(text);
    let usual: Option<String> = clean.chars().map(|c| Some(letter(c)?.plain)).collect();
    usual.unwrap_or_else(|| folded(&clean))
}

/// [`fold`] of any clean text.
fn folded(clean: &str) -> String {
    clean
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
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn usual_letters_fold_like_all_others(text in "[ -~\u{c0}-\u{24f}\u{1ea0}-\u{1ef9}]{0,12}") {
            prop_assert_eq!(fold(&text), folded(&clean_line(&text)));
        }
    }

    #[test]
    fn spellings_of_one_word_are_equal() {
        for text in ["Hoà Bình", "hòa  bình", "HOA BINH", "Ho\u{300}a Bi\u{300}nh"] {
            assert_eq!(fold(text), "hoa binh");
        }
        assert_eq!(fold("Ðồng Giáp"), "dong giap");
        assert_eq!(fold_words("Họ, tên\n(trẻ em):"), "ho ten tre em");
    }
}
