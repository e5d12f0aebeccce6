//! Letters taken apart once: folding and matching ask the same of every letter of every text.

use std::ops::RangeInclusive;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The marks that are tones.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
/// ASCII, the Latin letters of one character each, and those of Vietnamese.
const BLOCKS: [RangeInclusive<char>; 3] = [' '..='~', '\u{c0}'..='\u{24f}', '\u{1ea0}'..='\u{1ef9}'];
/// After the last character of these blocks.
const END: usize = 0x1efa;

/// A character in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// Without any mark; `d` for `đ`.
    pub plain: char,
    /// Without its tone: `ơ` stays `ơ`.
    pub base: char,
    /// Its tone, as a combining mark.
    pub tone: Option<char>,
}

/// Takes a character apart; `None` if it lies outside the usual blocks or is more than one letter.
pub fn letter(c: char) -> Option<Letter> {
    static LETTERS: OnceLock<Vec<Option<Letter>>> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let mut letters = vec![None; END];
        for c in BLOCKS.into_iter().flatten() {
            letters[c as usize] = taken_apart(c);
        }
        letters
    });
    *letters.get(c as usize)?
}

fn taken_apart(c: char) -> Option<Letter> {
    /// The only character there is.
    fn only(mut characters: impl Iterator<Item = char>) -> Option<char> {
        characters.next().filter(|_| characters.next().is_none())
    }
    let lower = only(c.to_lowercase())?;
    let parts = || std::iter::once(lower).nfd();
    let plain = only(parts().filter(|c| !is_combining_mark(*c)))?;
    Some(Letter {
        plain: if plain == 'đ' { 'd' } else { plain },
        base: only(parts().filter(|c| !TONES.contains(c)).nfc())?,
        tone: parts().find(|c| TONES.contains(c)),
    })
}

/// The letters of a text without their tones, and the last tone there is; whatever it holds.
pub fn without_tones(text: &str) -> (String, Option<char>) {
    let (mut letters, mut tone) = (String::with_capacity(text.len()), None);
    for c in text.chars() {
        let Some(letter) = letter(c) else {
            return taken_from(text);
        };
        letters.push(letter.base);
        tone = letter.tone.or(tone);
    }
    (letters, tone)
}

/// The same for any text.
fn taken_from(text: &str) -> (String, Option<char>) {
    let (mut letters, mut tone) = (String::new(), None);
    for c in text.to_lowercase().nfd() {
        if TONES.contains(&c) {
            tone = Some(c);
        } else {
            letters.push(c);
        }
    }
    (letters.nfc().collect(), tone)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_letter_a_base_and_a_tone() {
        let ends = Letter {
            plain: 'o',
            base: 'ơ',
            tone: Some('\u{323}'),
        };
        assert_eq!(letter('Ợ'), Some(ends));
        assert_eq!(letter('Đ').map(|letter| (letter.plain, letter.base)), Some(('d', 'đ')));
        assert_eq!((letter('\u{323}'), letter('字')), (None, None));
    }

    proptest! {
        #[test]
        fn tones_are_taken_the_same_way_from_any_text(text in "[ -~\u{c0}-\u{24f}\u{1ea0}-\u{1ef9}]{0,12}") {
            prop_assert_eq!(without_tones(&text), taken_from(&text));
        }
    }
}
