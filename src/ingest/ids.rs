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
    /// BLAKE3 of the returned summary workbooks from which corrections were taken over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub taken: Vec<String>,
}

impl Default for Ids {
    fn default() -> Self {
        Self {
            schema: 1,
            guests: Vec::new(),
            units: BTreeMap::new(),
            taken: Vec::new(),
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
    /// Names that people gave by hand, in lower case without marks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Year or date of birth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth: Option<String>,
    /// Place in the list, counted from 1; 0 if the list that came last does not have it.
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
/// key, if it is the only one; the name that somebody gave by hand, if it is the only one;
/// a similar key at the same place, then the only similar key anywhere. The last two take a corrected spelling for the same
/// person, but never somebody else who took the place. Who was not in the list that came last is known again by the very
/// same name and birth only: a similar name may be anybody's by now.
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
    step(
        &|_, subject, entry| subject.key == entry.key && (entry.place > 0 || one_year(subject, entry)),
        true,
    );
    step(
        &|_, subject, entry| entry.also.contains(&subject.key) && one_year(subject, entry),
        true,
    );
    step(
        &|place, subject, entry| entry.place == place + 1 && alike(subject, entry),
        false,
    );
    step(&|_, subject, entry| entry.place > 0 && alike(subject, entry), true);

    for (entry, taken) in known.iter_mut().zip(taken) {
        if !taken {
            entry.place = 0;
        }
    }
    let mut ids = Vec::new();
    for (place, subject) in subjects.iter().enumerate() {
        let entry = match of_subject[place] {
            Some(entry) => entry,
            None => push(known, next(known, &name)),
        };
        let entry = &mut known[entry];
        entry.key.clone_from(&subject.key);
        entry.birth.clone_from(&subject.birth);
        entry.place = place + 1;
        ids.push(entry.id.clone());
    }
    ids
}

/// The id of a record that somebody added by hand: `given` if the record says it, else that of the same key and birth which
/// is not one of `claimed`, else a new one. From then on the record is known, also if it is sent later.
pub fn claim(
    known: &mut Vec<Known>,
    subject: &Subject,
    given: Option<&str>,
    claimed: &[String],
    name: impl Fn(usize) -> String,
) -> String {
    let same = |entry: &Known| match given {
        Some(id) => entry.id == id,
        None => entry.key == subject.key && entry.birth == subject.birth && !claimed.contains(&entry.id),
    };
    if let Some(entry) = known.iter().find(|entry| same(entry)) {
        return entry.id.clone();
    }
    let id = given.map_or_else(|| next(known, &name), str::to_owned);
    let entry = push(known, id.clone());
    known[entry].key.clone_from(&subject.key);
    known[entry].birth.clone_from(&subject.birth);
    id
}

/// Remembers a name that somebody gave by hand to the record `id`, by which the record will be known when it is sent so.
pub fn also(known: &mut [Known], id: &str, name: &str) {
    let key = fold_words(name);
    if let Some(entry) = known.iter_mut().find(|entry| entry.id == id)
        && entry.key != key
        && !key.is_empty()
        && !entry.also.contains(&key)
    {
        entry.also.push(key);
    }
}

fn push(known: &mut Vec<Known>, id: String) -> usize {
    known.push(Known {
        id,
        key: String::new(),
        also: Vec::new(),
        birth: None,
        place: 0,
    });
    known.len() - 1
}

/// The id after the last that was given.
fn next(known: &[Known], name: &impl Fn(usize) -> String) -> String {
    let mut number = known.len() + 1;
    while known.iter().any(|entry| entry.id == name(number)) {
        number += 1;
    }
    name(number)
}

/// Whether the births may be those of one person.
fn one_year(subject: &Subject, entry: &Known) -> bool {
    match (&subject.birth, &entry.birth) {
        (Some(one), Some(other)) => one.get(..4) == other.get(..4),
        _ => true,
    }
}

fn alike(subject: &Subject, entry: &Known) -> bool {
    // Comparing very long texts costs the product of their lengths.
    let cut = |text: &str| text.chars().take(400).collect::<String>();
    one_year(subject, entry) && strsim::normalized_damerau_levenshtein(&cut(&subject.key), &cut(&entry.key)) >= LIKE
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

    #[test]
    fn a_similar_name_is_not_taken_for_somebody_who_left() {
        let mut known = start();
        run(&mut known, &[("Lý Văn Bảo", "2011"), ("Nông Thị Cúc", "2012-03-01")]);
        let later = [
            ("Lý Văn Bảo", "2011"),
            ("Hoàng Thị Anhh", "2012"),
            ("Nông Thị Cúc", "2012-03-01"),
        ];
        assert_eq!(run(&mut known, &later), ["06313-te-2", "06313-te-4", "06313-te-3"]);
        let back = [("Hoàng Thi Ánh", "2012")];
        assert_eq!(run(&mut known, &back), ["06313-te-1"]);
    }

    #[test]
    fn a_name_given_by_hand_is_known_when_it_is_sent() {
        let mut known = start();
        also(&mut known, "06313-te-2", "Triệu Kim Dung");
        let ids = run(
            &mut known,
            &[
                ("Hoàng Thi Ánh", "2012"),
                ("Nông Thị Cúc", "2012-03-01"),
                ("Triệu Kim Dung", "2011"),
            ],
        );
        assert_eq!(ids, ["06313-te-1", "06313-te-3", "06313-te-2"]);
    }

    #[test]
    fn who_was_added_by_hand_keeps_the_id_when_sent_and_gives_it_to_nobody_else() {
        let name = |number: usize| format!("06313-te-{number}");
        let mut known = start();
        let added = Subject::person("Lý Văn An", Some("2012"));
        let id = claim(&mut known, &added, None, &[], name);
        assert_eq!(id, "06313-te-4");
        assert_eq!(claim(&mut known, &added, None, &[], name), id);
        assert_eq!(
            claim(&mut known, &added, None, std::slice::from_ref(&id), name),
            "06313-te-5"
        );
        // Somebody of a similar name is somebody else.
        let sent = [("Hoàng Thi Ánh", "2012"), ("Lý Văn Anh", "2012"), ("Lý Văn An", "2012")];
        assert_eq!(run(&mut known, &sent), ["06313-te-1", "06313-te-6", "06313-te-4"]);
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
