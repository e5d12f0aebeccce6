//! A text as syllables: the unit in which words are matched.

use crate::vietnamese::letters::without_tones;
use crate::vietnamese::{clean, fold};

/// The syllables of a text, in order.
#[derive(Debug, Clone, Default)]
pub struct Syllables {
    /// As compared where marks count.
    exact: Vec<String>,
    /// Without marks.
    folded: Vec<String>,
    /// Number of the sentence that each belongs to.
    sentences: Vec<usize>,
    /// Begins with a capital letter.
    capitals: Vec<bool>,
    /// Nobody typed a single mark.
    unmarked: bool,
}

impl Syllables {
    /// Splits a text. Full stops, question and exclamation marks, semicolons and line ends part sentences.
    pub fn of(text: &str) -> Self {
        let text = clean(text);
        let mut syllables = Self {
            unmarked: text.is_ascii(),
            ..Self::default()
        };
        for (sentence, part) in text.split(['.', '?', '!', ';', '\n', '…']).enumerate() {
            for word in part
                .split(|c: char| !c.is_alphanumeric())
                .filter(|word| !word.is_empty())
            {
                syllables.exact.push(key(word));
                syllables.folded.push(fold(word));
                syllables.sentences.push(sentence);
                syllables
                    .capitals
                    .push(word.chars().next().is_some_and(char::is_uppercase));
            }
        }
        syllables
    }

    /// Number of syllables.
    pub fn len(&self) -> usize {
        self.exact.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.exact.is_empty()
    }

    /// Whether the text was typed wholly without marks; only such a text is matched without them, because many words
    /// differ by their marks alone (đường and dưỡng, bơi and bởi, cầu and câu).
    pub fn unmarked(&self) -> bool {
        self.unmarked
    }

    /// The syllables as this text is to be compared.
    pub fn compared(&self) -> &[String] {
        if self.unmarked { &self.folded } else { &self.exact }
    }

    /// The syllables with their marks, whatever the text is compared by.
    pub fn marked(&self) -> &[String] {
        &self.exact
    }

    /// The syllables without marks.
    pub fn folded(&self) -> &[String] {
        &self.folded
    }

    /// Number of the sentence of a syllable.
    pub fn sentence(&self, at: usize) -> Option<usize> {
        self.sentences.get(at).copied()
    }

    /// Whether a syllable begins with a capital letter.
    pub fn capital(&self, at: usize) -> bool {
        self.capitals.get(at).copied().unwrap_or(false)
    }

    /// Whether most syllables begin with a capital letter: then none of them tells a name.
    pub fn shouts(&self) -> bool {
        self.capitals.iter().filter(|capital| **capital).count() * 2 > self.len()
    }
}

/// One spelling for each syllable: lower case, the tone mark behind the letters ("hoà" is "hòa"), a lone final `y` as `i`
/// ("kỹ" is "kĩ").
pub fn key(syllable: &str) -> String {
    let (mut letters, tone) = without_tones(syllable);
    if let Some(start) = letters.strip_suffix('y')
        && !start.is_empty()
        && !start.contains(|c: char| "aăâeêioôơuư".contains(c))
    {
        letters = format!("{start}i");
    }
    letters.extend(tone);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_the_spellings_of_a_syllable() {
        for (one, other) in [("hoà", "hòa"), ("Thuý", "thúy"), ("KỸ", "kĩ"), ("lý", "lí")] {
            assert_eq!(key(one), key(other), "{one} {other}");
        }
        for (one, other) in [
            ("đường", "dưỡng"),
            ("bơi", "bởi"),
            ("cầu", "câu"),
            ("tuy", "tui"),
            ("ý", "í"),
        ] {
            assert_ne!(key(one), key(other), "{one} {other}");
        }
    }

    #[test]
    fn sentences_and_capitals() {
        let text = Syllables::of("Ở lớp 7A có bạn. Bạn ấy, tên Hoa?");
        assert_eq!(text.len(), 9);
        assert_eq!((text.sentence(4), text.sentence(5)), (Some(0), Some(1)));
        assert!(text.capital(8) && !text.capital(7) && !text.shouts() && !text.unmarked());
        assert!(Syllables::of("day boi").unmarked() && Syllables::of("ĐỀ NGHỊ").shouts());
    }
}
