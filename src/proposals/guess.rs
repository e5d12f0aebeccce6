//! Which of several coded things a text is about: the rules of `keywords:` in `forum.yaml`, added up.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::Lexicon;
use super::syllables::Syllables;
use crate::model::forum::{Keyword, WordRule};

/// Score from which a text counts as about something: one phrase of two syllables, or two of one.
const LEAST: f64 = 2.0;
/// Share of the highest score from which the next one makes it unclear.
const NEAR: f64 = 0.8;
/// Most syllables that count for the weight of a phrase.
const MOST_SYLLABLES: usize = 3;

/// Rules of several codes, made ready.
#[derive(Debug, Clone, Default)]
pub struct Guesser {
    lexicon: Lexicon,
    rules: Vec<Ready>,
}

#[derive(Debug, Clone)]
struct Ready {
    code: String,
    any: Vec<usize>,
    all: Vec<usize>,
    not: Vec<usize>,
    weight: Option<f64>,
}

/// What speaks for one code.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// The code.
    pub code: String,
    /// Sum of the weights of the rules that hold.
    pub score: f64,
    /// The phrases that made them hold, in the order of the rules.
    pub words: Vec<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub enum Guess {
    /// Nothing speaks clearly enough for anything.
    Nothing,
    /// One thing, and what came next.
    Clear(Score, Option<Score>),
    /// Two things as good as equally.
    Tied(Score, Score),
}

impl Guesser {
    /// Makes the rules of each code ready.
    pub fn new<'a>(coded: impl IntoIterator<Item = (&'a str, &'a [Keyword])>) -> Self {
        let mut guesser = Self::default();
        for (code, keywords) in coded {
            for keyword in keywords {
                let rule = match keyword {
                    Keyword::Phrase(phrase) => &WordRule {
                        any: vec![phrase.clone()],
                        ..WordRule::default()
                    },
                    Keyword::Rule(rule) => rule,
                };
                let lexicon = &mut guesser.lexicon;
                let ready = Ready {
                    code: code.to_owned(),
                    any: lexicon.add_all(&rule.any),
                    all: lexicon.add_all(&rule.all),
                    not: lexicon.add_all(&rule.not),
                    weight: rule.weight.filter(|weight| weight.is_finite()),
                };
                guesser.rules.push(ready);
            }
        }
        guesser
    }

    /// What speaks for which code, the most first; equal scores in the order of the codes' rules.
    pub fn scores(&self, text: &Syllables) -> Vec<Score> {
        let found: BTreeSet<usize> = self.lexicon.longest(text).iter().map(|hit| hit.phrase).collect();
        let mut scores: Vec<Score> = Vec::new();
        // A phrase that stands in several rules of one code counts once.
        let mut counted: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for rule in &self.rules {
            let is_found = |phrase: &&usize| found.contains(phrase);
            let holds = (rule.any.iter().any(|phrase| is_found(&phrase))
                || rule.any.is_empty() && !rule.all.is_empty())
                && rule.all.iter().all(|phrase| is_found(&phrase))
                && !rule.not.iter().any(|phrase| is_found(&phrase));
            if !holds {
                continue;
            }
            let used: Vec<usize> = rule.any.iter().filter(is_found).chain(&rule.all).copied().collect();
            let counted = counted.entry(&rule.code).or_default();
            if used.iter().all(|phrase| counted.contains(phrase)) {
                continue;
            }
            counted.extend(&used);
            let longest = used
                .iter()
                .map(|phrase| self.lexicon.syllables(*phrase))
                .max()
                .unwrap_or(0);
            let weight = rule.weight.unwrap_or(longest.min(MOST_SYLLABLES) as f64);
            let place = scores.iter().position(|score| score.code == rule.code);
            let place = place.unwrap_or_else(|| {
                scores.push(Score {
                    code: rule.code.clone(),
                    score: 0.0,
                    words: Vec::new(),
                });
                scores.len() - 1
            });
            let score = &mut scores[place];
            score.score += weight;
            for word in used.iter().map(|phrase| self.lexicon.text(*phrase)) {
                if !score.words.iter().any(|known| known == word) {
                    score.words.push(word.to_owned());
                }
            }
        }
        scores.sort_by(|a, b| b.score.total_cmp(&a.score));
        scores
    }

    /// The code that the text is about, if its words say so.
    pub fn guess(&self, text: &Syllables) -> Guess {
        let mut scores = self.scores(text).into_iter();
        let next = |scores: &mut dyn Iterator<Item = Score>| scores.next();
        match (next(&mut scores), next(&mut scores)) {
            (Some(first), _) if first.score < LEAST => Guess::Nothing,
            (Some(first), Some(second)) if second.score >= NEAR * first.score => Guess::Tied(first, second),
            (Some(first), second) => Guess::Clear(first, second),
            (None, _) => Guess::Nothing,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guesser() -> Guesser {
        let rule = |any: &[&str], all: &[&str], not: &[&str]| {
            let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
            Keyword::Rule(WordRule {
                any: own(any),
                all: own(all),
                not: own(not),
                weight: Some(2.0),
            })
        };
        let water = [
            Keyword::Phrase("đuối nước".to_owned()),
            Keyword::Phrase("bơi".to_owned()),
            rule(&["suối", "ao"], &["biển cảnh báo"], &["rác"]),
        ];
        let health = [
            Keyword::Phrase("y tế".to_owned()),
            Keyword::Phrase("đuối nước".to_owned()),
        ];
        Guesser::new([("T2", &water[..]), ("T4", &health[..])])
    }

    fn guess(text: &str) -> String {
        match guesser().guess(&Syllables::of(text)) {
            Guess::Nothing => "?".to_owned(),
            Guess::Clear(first, _) => format!("{} {} {}", first.code, first.score, first.words.join(", ")),
            Guess::Tied(first, second) => format!("{}={}", first.code, second.code),
        }
    }

    #[test]
    fn words_add_up() {
        assert_eq!(guess("Học bơi để phòng đuối nước, đuối nước"), "T2 3 đuối nước, bơi");
        assert_eq!(guess("Học bơi"), "?");
        assert_eq!(guess("Bạn bị đuối nước"), "T2=T4");
        assert_eq!(guess("Trạm y tế"), "T4 2 y tế");
        assert_eq!(guess(""), "?");
    }

    #[test]
    fn any_all_and_not() {
        assert_eq!(guess("Cắm biển cảnh báo ở suối"), "T2 2 suối, biển cảnh báo");
        assert_eq!(guess("Cắm biển cảnh báo"), "?");
        assert_eq!(guess("Cắm biển cảnh báo vứt rác ở suối"), "?");
    }
}
