//! Phrases, and where they stand in a text: n-grams of syllables, never parts of one.

use std::collections::HashMap;

use super::syllables::{Syllables, key};
use crate::vietnamese::fold;

/// Most syllables that `…` in a phrase stands for.
const GAP: usize = 4;

/// A place of a phrase in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Number of the phrase.
    pub phrase: usize,
    /// First syllable.
    pub start: usize,
    /// Syllable after the last.
    pub end: usize,
}

impl Hit {
    /// Whether this place holds the other one and more.
    fn covers(&self, other: &Self) -> bool {
        self.start <= other.start && other.end <= self.end && self.end - self.start > other.end - other.start
    }
}

/// Phrases that are looked for together.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    phrases: Vec<Phrase>,
    /// Phrases by their first syllable, with marks and without.
    exact: HashMap<String, Vec<usize>>,
    folded: HashMap<String, Vec<usize>>,
}

#[derive(Debug, Clone)]
struct Phrase {
    text: String,
    exact: Vec<Step>,
    folded: Vec<Step>,
    syllables: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Syllable(String),
    Gap,
}

impl Lexicon {
    /// Adds a phrase and gives its number; the same phrase has the same number. A phrase without a syllable is never found.
    pub fn add(&mut self, text: &str) -> usize {
        let exact = steps(text, key);
        if let Some(known) = self.phrases.iter().position(|phrase| phrase.exact == exact) {
            return known;
        }
        let number = self.phrases.len();
        let folded = steps(text, fold);
        let syllables = exact.iter().filter(|step| **step != Step::Gap).count();
        for (index, steps) in [(&mut self.exact, &exact), (&mut self.folded, &folded)] {
            if let Some(Step::Syllable(first)) = steps.first() {
                index.entry(first.clone()).or_default().push(number);
            }
        }
        self.phrases.push(Phrase {
            text: text.trim().to_owned(),
            exact,
            folded,
            syllables,
        });
        number
    }

    /// Adds several phrases.
    pub fn add_all<S: AsRef<str>>(&mut self, texts: &[S]) -> Vec<usize> {
        texts.iter().map(|text| self.add(text.as_ref())).collect()
    }

    /// The phrase as it was written.
    pub fn text(&self, phrase: usize) -> &str {
        self.phrases.get(phrase).map_or("", |phrase| &phrase.text)
    }

    /// Its number of syllables.
    pub fn syllables(&self, phrase: usize) -> usize {
        self.phrases.get(phrase).map_or(0, |phrase| phrase.syllables)
    }

    /// All places of all phrases within sentences, in the order of the text.
    ///
    /// In a text without marks, phrases of one syllable are not looked for: without marks they mean too many things.
    pub fn hits(&self, text: &Syllables) -> Vec<Hit> {
        let unmarked = text.unmarked();
        let index = if unmarked { &self.folded } else { &self.exact };
        let words = text.compared();
        let mut hits = Vec::new();
        for (start, word) in words.iter().enumerate() {
            for number in index.get(word).into_iter().flatten() {
                let Some(phrase) = self.phrases.get(*number) else {
                    continue;
                };
                if unmarked && phrase.syllables < 2 {
                    continue;
                }
                let steps = if unmarked { &phrase.folded } else { &phrase.exact };
                if let Some(end) = end_of(steps, words, start)
                    && text.sentence(start) == text.sentence(end - 1)
                {
                    hits.push(Hit {
                        phrase: *number,
                        start,
                        end,
                    });
                }
            }
        }
        hits
    }

    /// [`Lexicon::hits`] without those that lie within a longer one: "mạng xã hội" is not "xã hội".
    pub fn longest(&self, text: &Syllables) -> Vec<Hit> {
        let hits = self.hits(text);
        hits.iter()
            .filter(|hit| !hits.iter().any(|other| other.covers(hit)))
            .copied()
            .collect()
    }
}

fn steps(text: &str, key: fn(&str) -> String) -> Vec<Step> {
    let text = text.replace("...", "…");
    let mut steps = Vec::new();
    for word in text.split_whitespace() {
        if word == "…" {
            steps.push(Step::Gap);
            continue;
        }
        let syllables = word
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| !part.is_empty());
        steps.extend(syllables.map(|part| Step::Syllable(key(part))));
    }
    while steps.first() == Some(&Step::Gap) {
        steps.remove(0);
    }
    while steps.last() == Some(&Step::Gap) {
        steps.pop();
    }
    steps
}

/// The syllable after the last one of the phrase that begins at `start`.
fn end_of(steps: &[Step], words: &[String], start: usize) -> Option<usize> {
    match steps.split_first() {
        None => Some(start),
        Some((Step::Syllable(wanted), rest)) => (words.get(start)? == wanted)
            .then(|| end_of(rest, words, start + 1))
            .flatten(),
        Some((Step::Gap, rest)) => (0..=GAP).find_map(|skipped| end_of(rest, words, start + skipped)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut lexicon = Lexicon::default();
        lexicon.add_all(phrases);
        let hits = lexicon.longest(&Syllables::of(text));
        hits.iter().map(|hit| lexicon.text(hit.phrase).to_owned()).collect()
    }

    #[test]
    fn syllables_not_letters() {
        assert_eq!(found(&["ca", "bơi"], "Tham gia cả hai, bởi vì vui"), [""; 0]);
        assert_eq!(found(&["bơi"], "Em học bơi."), ["bơi"]);
        assert_eq!(found(&["hoà bình"], "Xã Hòa Bình"), ["hoà bình"]);
    }

    #[test]
    fn the_longer_phrase_wins() {
        assert_eq!(found(&["xã hội", "mạng xã hội"], "dùng mạng xã hội"), ["mạng xã hội"]);
    }

    #[test]
    fn marks_are_left_out_only_where_there_are_none() {
        assert_eq!(found(&["dinh dưỡng", "đường"], "con đường dinh"), ["đường"]);
        assert_eq!(found(&["dạy bơi", "bơi"], "mo lop day boi"), ["dạy bơi"]);
        assert_eq!(found(&["dạy bơi"], "mo lop day boi ở xã"), [""; 0]);
    }

    #[test]
    fn a_gap_stays_in_its_sentence_and_is_short() {
        assert_eq!(found(&["bị … đánh"], "em bị bố dượng đánh"), ["bị … đánh"]);
        assert_eq!(found(&["bị ... đánh"], "em bị đánh"), ["bị ... đánh"]);
        assert_eq!(found(&["bị … đánh"], "em bị ốm. Bạn đánh trống"), [""; 0]);
        assert_eq!(found(&["bị … đánh"], "bị một hai ba bốn năm đánh"), [""; 0]);
        assert_eq!(found(&["…", ""], "gì đó"), [""; 0]);
    }
}
