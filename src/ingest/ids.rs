//! Which id stands for whom, over every re-ingest: pure functions over the content of `inputs/ids.yaml`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::vietnamese::fold::fold_words;

/// Likeness from which two spellings are taken for the same person or text.
const LIKE: f64 = 0.75;

/// The file `inputs/ids.yaml`; only the program writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ids {
    /// Version of this format; 1.
    pub schema: u32,
    /// Guests.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guests: Vec<Known>,
    /// People and texts of each unit, by its code.
    #[serde(default)]
    pub units: BTreeMap<String, UnitIds>,
}

impl Default for Ids {
    fn default() -> Self {
        Self {
            schema: 1,
            guests: Vec::new(),
            units: BTreeMap::new(),
        }
    }
}

/// What has an id in one unit. Entries are never taken out, so no id is given twice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitIds {
    /// Children.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Known>,
    /// Caretakers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caretakers: Vec<Known>,
    /// Items.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<Known>,
    /// Questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<Known>,
    /// Recommendations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<Known>,
}

/// An id and what it was last identified by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The id.
    pub id: String,
    /// Name or text, in lower case without marks.
    pub key: String,
    /// Year or date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<String>,
    /// Place in the list, counted from 1.
    pub place: usize,
}

/// What is to be identified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    key: String,
    birth: Option<String>,
}

impl Subject {
    /// A person.
    pub fn person(name: &str, birth: Option<&str>) -> Self {
        Self {
            key: fold_words(name),
            birth: birth.map(str::to_owned),
        }
    }

    /// A text.
    pub fn text(text: &str) -> Self {
        Self::person(text, None)
    }
}

/// The ids of `subjects`, in their order; new ones get the next number that `name` has not yet been asked for.
///
/// Each step looks only at what the steps before left over: the same key and birth (who kept the place goes first); the same
/// key, if it is the only one;
/// a similar key at the same place, then the only similar key anywhere. The last two take a corrected spelling for the same
/// person, but never somebody else who took the place.
pub fn assign(known: &mut Vec<Known>, subjects: &[Subject], name: impl Fn(usize) -> String) -> Vec<String> {
    let mut of_subject: Vec<Option<usize>> = vec![None; subjects.len()];
    let mut taken = vec![false; known.len()];
    let mut step = |same: &dyn Fn(usize, &Subject, &Known) -> bool, only: bool| {
        for (place, subject) in subjects.iter().enumerate() {
            if of_subject[place].is_some() {
                continue;
            }
            let free: Vec<usize> = (0..known.len())
                .filter(|entry| !taken[*entry] && same(place, subject, &known[*entry]))
                .collect();
            let rivals = (0..subjects.len())
                .filter(|other| of_subject[*other].is_none())
                .filter(|other| {
                    free.first()
                        .is_some_and(|entry| same(*other, &subjects[*other], &known[*entry]))
                })
                .count();
            let clear = !only || free.len() == 1 && rivals == 1;
            if let (Some(entry), true) = (free.first(), clear) {
                of_subject[place] = Some(*entry);
                taken[*entry] = true;
            }
        }
    };
    let equal = |subject: &Subject, entry: &Known| subject.key == entry.key && subject.birth == entry.birth;
    step(
        &|place, subject, entry| entry.place == place + 1 && equal(subject, entry),
        false,
    );
    step(&|_, subject, entry| equal(subject, entry), false);
    step(&|_, subject, entry| subject.key == entry.key, true);
    step(
        &|place, subject, entry| entry.place == place + 1 && alike(subject, entry),
        false,
    );
    step(&|_, subject, entry| alike(subject, entry), true);

    let mut ids = Vec::new();
    for (place, subject) in subjects.iter().enumerate() {
        let current = |id: String| Known {
            id,
            key: subject.key.clone(),
            birth: subject.birth.clone(),
            place: place + 1,
        };
        let id = match of_subject[place] {
            Some(entry) => {
                let id = known[entry].id.clone();
                known[entry] = current(id.clone());
                id
            }
            None => {
                let id = next(known, &name);
                known.push(current(id.clone()));
                id
            }
        };
        ids.push(id);
    }
    ids
}

/// The id after the last that was given.
fn next(known: &[Known], name: &impl Fn(usize) -> String) -> String {
    let mut number = known.len() + 1;
    while known.iter().any(|entry| entry.id == name(number)) {
        number += 1;
    }
    name(number)
}

fn alike(subject: &Subject, entry: &Known) -> bool {
    let same_birth = match (&subject.birth, &entry.birth) {
        (Some(one), Some(other)) => one.get(..4) == other.get(..4),
        _ => true,
    };
    // Comparing very long texts costs the product of their lengths.
    let cut = |text: &str| text.chars().take(400).collect::<String>();
    same_birth && strsim::normalized_damerau_levenshtein(&cut(&subject.key), &cut(&entry.key)) >= LIKE
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(known: &mut Vec<Known>, people: &[(&str, &str)]) -> Vec<String> {
        let subjects: Vec<Subject> = people
            .iter()
            .map(|(name, birth)| Subject::person(name, Some(birth)))
            .collect();
        assign(known, &subjects, |number| format!("06313-te-{number}"))
    }

    fn start() -> Vec<Known> {
        let mut known = Vec::new();
        let ids = run(
            &mut known,
            &[
                ("Hoàng Thi Ánh", "2012"),
                ("Lý Văn Bảo", "2011"),
                ("Nông Thị Cúc", "2012-03-01"),
            ],
        );
        assert_eq!(ids, ["06313-te-1", "06313-te-2", "06313-te-3"]);
        known
    }

    #[test]
    fn the_same_input_changes_nothing() {
        let mut known = start();
        let before = known.clone();
        run(
            &mut known,
            &[
                ("Hoàng Thi Ánh", "2012"),
                ("Lý Văn Bảo", "2011"),
                ("Nông Thị Cúc", "2012-03-01"),
            ],
        );
        assert_eq!(known, before);
    }

    #[test]
    fn order_spelling_and_birth_may_change() {
        let mut known = start();
        let ids = run(
            &mut known,
            &[
                ("Nông Thị Cúc", "2012-03-11"),
                ("Hoàng Thị Ánh", "2012"),
                ("Lý Văn Bào", "2011"),
            ],
        );
        assert_eq!(ids, ["06313-te-3", "06313-te-1", "06313-te-2"]);
        let ids = run(
            &mut known,
            &[
                ("Nông Thị Cúc", "2012-03-11"),
                ("Hoàng Thị Anhh", "2012"),
                ("Lý Văn Bảo", "2011"),
            ],
        );
        assert_eq!(ids, ["06313-te-3", "06313-te-1", "06313-te-2"]);
    }

    #[test]
    fn somebody_else_in_the_place_gets_a_new_id_and_who_left_keeps_the_old() {
        let mut known = start();
        let ids = run(
            &mut known,
            &[
                ("Triệu Kim Dung", "2012"),
                ("Lý Văn Bảo", "2011"),
                ("Nông Thị Cúc", "2012-03-01"),
            ],
        );
        assert_eq!(ids, ["06313-te-4", "06313-te-2", "06313-te-3"]);
        let ids = run(&mut known, &[("Hoàng Thị Ánh", "2012"), ("Triệu Kim Dung", "2012")]);
        assert_eq!(ids, ["06313-te-1", "06313-te-4"]);
    }

    #[test]
    fn two_of_one_name_are_two() {
        let mut known = Vec::new();
        let twins = [("Lý Văn An", "2012"), ("Lý Văn An", "2013")];
        let ids = run(&mut known, &twins);
        assert_eq!(ids, run(&mut known, &twins));
        let turned = run(&mut known, &[twins[1], twins[0]]);
        assert_eq!(turned, [ids[1].clone(), ids[0].clone()]);
        let same = run(&mut known, &[twins[0], twins[0]]);
        assert_ne!(same[0], same[1]);
    }

    proptest! {
        #[test]
        fn ids_are_unique_and_stable(lists in prop::collection::vec(prop::collection::vec(("[a-c ]{0,4}", "201[0-2]"), 0..5), 1..5)) {
            let mut known = Vec::new();
            for list in lists {
                let list: Vec<(&str, &str)> = list.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
                let ids = run(&mut known, &list);
                let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
                prop_assert_eq!(unique.len(), ids.len());
                prop_assert_eq!(run(&mut known, &list), ids);
            }
        }
    }
}
