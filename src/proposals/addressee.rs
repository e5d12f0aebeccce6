//! Which agency a text asks: the one that it names with its request, else the one whose `keywords:` it holds.

use std::collections::{BTreeMap, BTreeSet};

use super::guess::{Guess, Guesser};
use super::lexicon::{Hit, Lexicon};
use super::rules::Addressing;
use super::syllables::{Syllables, key};
use crate::model::forum::Agency;

/// Most syllables between a request and a name, or between a name and what it is asked.
const MOST_BETWEEN: usize = 5;
/// Letters that an abbreviation must have to be taken for a name ("TTYT"); shorter ones are words ("CA", "XA").
const LEAST_LETTERS: usize = 4;

/// Agencies and how they are asked, made ready.
#[derive(Debug, Clone, Default)]
pub struct Addressees {
    lexicon: Lexicon,
    /// The agencies that bear a name.
    names: BTreeMap<usize, BTreeSet<String>>,
    requests: BTreeSet<usize>,
    asks: BTreeSet<usize>,
    other_level: BTreeSet<usize>,
    between: BTreeSet<String>,
    scope: Guesser,
}

impl Addressees {
    /// Makes the agencies of `forum.yaml` and the rules ready.
    pub fn new(agencies: &[Agency], rules: &Addressing) -> Self {
        let mut lexicon = Lexicon::default();
        let mut add = |texts: &[String]| lexicon.add_all(texts).into_iter().collect();
        let (requests, asks, other_level) = (add(&rules.requests), add(&rules.asks), add(&rules.other_level));
        let mut names: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
        for agency in agencies {
            for name in [&agency.name, &agency.short].into_iter().chain(&agency.aliases) {
                let phrase = lexicon.add(name);
                if lexicon.syllables(phrase) >= 2 || name.chars().count() >= LEAST_LETTERS {
                    names.entry(phrase).or_default().insert(agency.code.clone());
                }
            }
        }
        Self {
            lexicon,
            names,
            requests,
            asks,
            other_level,
            between: rules.between.iter().map(|syllable| key(syllable)).collect(),
            scope: Guesser::new(
                agencies
                    .iter()
                    .map(|agency| (agency.code.as_str(), &agency.keywords[..])),
            ),
        }
    }

    /// The code of the agency, and the words that tell it.
    pub fn find(&self, text: &Syllables) -> Option<(String, Vec<String>)> {
        self.named(text).or_else(|| match self.scope.guess(text) {
            Guess::Clear(score, _) => Some((score.code, score.words)),
            Guess::Nothing | Guess::Tied(..) => None,
        })
    }

    /// The first agency that is named with a request.
    fn named(&self, text: &Syllables) -> Option<(String, Vec<String>)> {
        let hits = self.lexicon.longest(text);
        let at = |start: usize, kind: &BTreeSet<usize>| {
            hits.iter().find(|hit| hit.start == start && kind.contains(&hit.phrase))
        };
        hits.iter().find_map(|name| {
            let codes = self.names.get(&name.phrase)?;
            let code = codes.first().filter(|_| codes.len() == 1)?;
            if at(name.end, &self.other_level).is_some() {
                return None;
            }
            let word = |hit: &Hit| self.lexicon.text(hit.phrase).to_owned();
            let sentence = text.sentence(name.start);
            // Back over "các cô chú lãnh đạo" to the request, or to the beginning of the sentence.
            let mut start = name.start;
            let is_between = |at: usize| {
                text.marked()
                    .get(at)
                    .is_some_and(|syllable| self.between.contains(syllable))
            };
            while name.start - start < MOST_BETWEEN
                && start > 0
                && text.sentence(start - 1) == sentence
                && is_between(start - 1)
            {
                start -= 1;
            }
            let request = hits.iter().find(|hit| {
                self.requests.contains(&hit.phrase) && hit.end == start && text.sentence(hit.start) == sentence
            });
            if let Some(request) = request {
                return Some((code.clone(), vec![word(request), word(name)]));
            }
            let opens = start == 0 || text.sentence(start - 1) != sentence;
            let asked = (name.end..=name.end + MOST_BETWEEN)
                .filter(|place| text.sentence(*place) == sentence)
                .find_map(|place| at(place, &self.asks))?;
            opens.then(|| (code.clone(), vec![word(name), word(asked)]))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::forum::Keyword;
    use crate::proposals::rules::Rules;

    fn find(text: &str) -> Option<String> {
        let agency = |code: &str, name: &str, aliases: &[&str], keywords: &[&str]| Agency {
            code: code.to_owned(),
            name: name.to_owned(),
            short: code.to_owned(),
            aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
            keywords: keywords
                .iter()
                .map(|word| Keyword::Phrase((*word).to_owned()))
                .collect(),
            dialogue: true,
        };
        let agencies = [
            agency("CA", "Công an huyện", &["Công an"], &["cướp giật"]),
            agency("GDDT", "Phòng Giáo dục và Đào tạo", &["nhà trường"], &[]),
            agency("XA", "UBND các xã", &["UBND xã"], &[]),
            agency("TTYT", "Trung tâm Y tế huyện", &["TTYT"], &[]),
        ];
        let addressees = Addressees::new(&agencies, &Rules::read(&Vec::new()).0.addressing);
        addressees.find(&Syllables::of(text)).map(|(code, _)| code)
    }

    #[test]
    fn a_request_names_its_agency() {
        for (text, code) in [
            ("Đề nghị Công an huyện tuần tra trước cổng trường.", "CA"),
            (
                "Chúng em mong các cô chú Phòng Giáo dục và Đào tạo bổ sung sách.",
                "GDDT",
            ),
            ("Các chú công an có thể phân luồng không ạ?", "CA"),
            (
                "Xã em nhiều muỗi. Trung tâm Y tế huyện có kế hoạch phun thuốc không?",
                "TTYT",
            ),
            ("Đề nghị UBND xã Tri Lễ làm sân chơi.", "XA"),
            ("de nghi cong an huyen tuan tra", "CA"),
            ("Đề nghị TTYT khám mắt cho chúng em", "TTYT"),
            ("Đề nghị ngăn chặn nạn cướp giật.", "CA"),
        ] {
            assert_eq!(find(text).as_deref(), Some(code), "{text}");
        }
    }

    #[test]
    fn a_name_in_passing_does_not_count() {
        for text in [
            "Đề nghị nhà văn hóa mở cửa, phối hợp với Công an huyện.",
            "Em thấy công an đi qua cổng trường.",
            "Đề nghị Công an xã đi tuần.",
            "Em thích ca hát, có thể mở câu lạc bộ không?",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
