//! Texts that ask for nearly the same, from several communes or twice from one: grouped for a person to review, never merged.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Syllables;
use crate::model::Dossier;

/// Share of the shorter text's words and pairs of words, from 0 to 1, from which two texts are put before the officer
/// together. Different wishes about one place reach 0.37, copies start at 0.67 (`reference/excel-and-text.md` 4).
pub const ALIKE: f64 = 0.6;
/// Share from which two texts are likely one text.
pub const SAME: f64 = 0.9;
/// Above so many texts only equal ones are looked for: comparing each with each costs the square.
const MOST_COMPARED: usize = 5_000;
/// Two texts of a few common words say nothing.
const LEAST_PARTS: usize = 9;

/// Syllables, without marks, that stand in every second question and wish.
const STOP: [&str; 44] = [
    "a", "anh", "ban", "bang", "cac", "can", "chau", "cho", "chung", "co", "con", "cua", "da", "dang", "de", "deu",
    "do", "duoc", "em", "ho", "khi", "kinh", "la", "lam", "len", "mong", "mot", "muon", "nay", "nghi", "nhung", "o",
    "ra", "rat", "se", "thi", "thua", "tre", "trong", "tu", "va", "vao", "ve", "voi",
];

/// A text of a group.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The unit's code.
    pub unit: String,
    /// Id of the question or recommendation.
    pub id: String,
    /// What it has in common with the first text of its group, from [`ALIKE`] to 1; 1 for the first itself.
    pub share: f64,
}

/// Two texts or more that are alike; the first is the one the others are like.
pub type Group = Vec<Member>;

/// Groups among the questions, and among the recommendations. What is held back or already merged is in none.
pub fn groups(dossiers: &[Dossier]) -> [Vec<Group>; 2] {
    let questions = dossiers.iter().flat_map(|dossier| {
        let open = dossier.questions.iter();
        let open = open.filter(|it| it.merged_into.is_none() && !it.withheld);
        open.map(|it| (dossier.unit.code.as_str(), it.id.as_str(), it.text.as_str()))
    });
    let recommendations = dossiers.iter().flat_map(|dossier| {
        let open = dossier.recommendations.iter();
        let open = open.filter(|it| it.merged_into.is_none() && !it.withheld);
        open.map(|it| (dossier.unit.code.as_str(), it.id.as_str(), it.text.as_str()))
    });
    [
        group(&questions.collect::<Vec<_>>()),
        group(&recommendations.collect::<Vec<_>>()),
    ]
}

/// `texts`: unit, id, text. Asked for by what is checked and by what is printed, so it is remembered.
#[comemo::memoize]
fn group(texts: &[(&str, &str, &str)]) -> Vec<Group> {
    let compare = texts.len() <= MOST_COMPARED;
    let mut groups: Vec<Group> = Vec::new();
    let mut firsts: Vec<Parts> = Vec::new();
    let mut equal: HashMap<String, usize> = HashMap::new();
    for &(unit, id, text) in texts {
        let syllables = Syllables::of(text);
        let key = syllables.folded().join(" ");
        let parts = if compare {
            Parts::of(&syllables)
        } else {
            Parts::default()
        };
        let likest = || {
            let shares = firsts.iter().map(|first| first.share(&parts)).enumerate();
            let best = shares.max_by(|(_, one), (_, other)| one.total_cmp(other));
            best.filter(|(_, share)| *share >= ALIKE)
        };
        let found = equal.get(&key).map(|group| (*group, 1.0)).or_else(likest);
        let (at, share) = found.unwrap_or((groups.len(), 1.0));
        if at == groups.len() {
            groups.push(Group::new());
            firsts.push(parts);
        }
        equal.entry(key).or_insert(at);
        groups[at].push(Member {
            unit: unit.to_owned(),
            id: id.to_owned(),
            share,
        });
    }
    groups.retain(|group| group.len() > 1);
    groups
}

fn digest(words: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.hash(&mut hasher);
    hasher.finish()
}

/// Digests of the words and pairs of words of a text, sorted: each text is compared with all others.
#[derive(Debug, Default)]
struct Parts(Vec<u64>);

impl Parts {
    fn of(text: &Syllables) -> Self {
        let words: Vec<&str> = text
            .folded()
            .iter()
            .map(String::as_str)
            .filter(|word| !STOP.contains(word))
            .collect();
        let singles = words.windows(1).map(digest);
        let mut parts: Vec<u64> = singles.chain(words.windows(2).map(digest)).collect();
        parts.sort_unstable();
        parts.dedup();
        Self(parts)
    }

    /// Share of the shorter one's parts that stand in the other, from 0 to 1.
    fn share(&self, other: &Self) -> f64 {
        let shorter = self.0.len().min(other.0.len());
        if shorter < LEAST_PARTS {
            return 0.0;
        }
        let (mut one, mut two, mut common) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(one), other.0.get(two)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => one += 1,
                std::cmp::Ordering::Greater => two += 1,
                std::cmp::Ordering::Equal => (one, two, common) = (one + 1, two + 1, common + 1),
            }
        }
        f64::from(common) / shorter as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(one: &str, other: &str) -> Option<f64> {
        let groups = group(&[("1", "a", one), ("2", "b", other)]);
        groups.first().map(|group| group[1].share)
    }

    #[test]
    fn copies_are_alike_and_neighbours_are_not() {
        let wish = "Chúng em mong xã có một bể bơi để học bơi trong dịp hè.";
        assert_eq!(
            alike(wish, "chung em mong xa co mot be boi de hoc boi trong dip he"),
            Some(1.0)
        );
        let longer =
            "Em kính đề nghị huyện quan tâm: xã có bể bơi để trẻ em học bơi trong dịp hè, có người dạy và canh gác.";
        assert!(alike(wish, longer).is_some_and(|share| share >= ALIKE));
        let another = "Chúng em mong xã có một sân chơi để vui chơi trong dịp hè và ngày nghỉ.";
        assert_eq!(alike(wish, another), None);
        assert_eq!(alike("bể bơi", "bể bơi xã"), None);
        assert_eq!(alike("Bể bơi?", "bể bơi"), Some(1.0));
    }

    #[test]
    fn a_text_joins_the_group_it_is_likest() {
        let one = "Mong huyện lắp đèn đường từ cổng trường Trung học cơ sở tới ngã ba chợ xã";
        let two = "Mong huyện xây bể bơi ở trung tâm cụm xã để mọi trẻ em được học bơi an toàn";
        let texts = vec![
            ("1", "a", one),
            ("2", "b", two),
            ("3", "c", one),
            (
                "3",
                "d",
                "Xây bể bơi ở trung tâm cụm xã để mọi bạn học bơi an toàn, phòng đuối nước",
            ),
        ];
        let ids: Vec<Vec<String>> = group(&texts)
            .into_iter()
            .map(|group| group.into_iter().map(|member| member.id).collect())
            .collect();
        assert_eq!(ids, [["a", "c"], ["b", "d"]]);
    }
}
