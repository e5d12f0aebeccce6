//! Names of schools that are spelt in two ways.

use std::collections::BTreeMap;

use super::UnitCheck;
use crate::finding::Fault;
use crate::vietnamese::fold::fold_words;

pub(super) fn unit(check: &mut UnitCheck<'_, '_>) {
    let dossier = check.dossier;
    let unit = fold_words(&dossier.unit.name);
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut differ = Vec::new();
    for child in &dossier.children {
        let Some(school) = child.school.as_deref() else {
            continue;
        };
        let key = key(school, &unit);
        let same = seen.iter().find(|(other, _)| **other == key || one_letter(other, &key));
        match same {
            Some((_, first)) if *first != school => differ.push((child, *first, school)),
            Some(_) => {}
            None => {
                seen.insert(key, school);
            }
        }
    }
    for (child, first, second) in differ {
        let (first, second) = (first.to_owned(), second.to_owned());
        check.say(
            &format!("children/{}/school", child.id),
            Fault::SchoolSpellings { first, second },
        );
    }
}

/// What is the same in all spellings of a school: kinds in their short form, without "trường" and the kind of the unit.
/// The unit's own name is what most schools are called by: one without any name bears it.
fn key(school: &str, unit: &str) -> String {
    const SHORT: [(&str, &str); 9] = [
        ("pho thong dan toc ban tru", "ptdtbt"),
        ("pho thong dan toc noi tru", "ptdtnt"),
        ("trung hoc co so", "thcs"),
        ("trung hoc pho thong", "thpt"),
        ("tieu hoc", "th"),
        ("pho thong", "pt"),
        ("pt dt bt", "ptdtbt"),
        ("truong", ""),
        ("va", ""),
    ];
    let mut words = format!(" {} ", fold_words(&school.replace('&', " ")));
    for (long, short) in SHORT {
        words = words.replace(&format!(" {long} "), &format!(" {short} "));
    }
    for kind in ["xa", "x", "thi tran", "tt", "phuong"] {
        words = words.replace(&format!(" {kind} "), " ");
    }
    let mut words: Vec<&str> = words.split_whitespace().collect();
    let kinds = ["ptdtbt", "ptdtnt", "thcs", "thpt", "th", "pt"];
    if words.iter().all(|word| kinds.contains(word)) {
        words.extend(unit.split(' '));
    }
    words.join(" ")
}

/// Longer than this no name of a school is; comparing costs the square of the length.
const LONGEST_NAME: usize = 300;

/// Numbers tell schools apart ("THCS số 1"), so they must be equal.
fn one_letter(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let kind = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    one.len().max(other.len()) <= LONGEST_NAME
        && digits(one) == digits(other)
        && kind(one) == kind(other)
        && strsim::damerau_levenshtein(one, other) == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_school_have_one_key() {
        let same = |one: &str, other: &str| {
            let (one, other) = (key(one, "tri le"), key(other, "tri le"));
            one == other || one_letter(&one, &other)
        };
        for (one, other) in [
            ("Trường THCS xã Tri Lễ", "THCS Tri Lễ"),
            ("Trường PTDTBT THCS xã Tri Lễ", "Phổ thông dân tộc bán trú THCS Tri Lễ"),
            ("TH&THCS Tri Lễ", "Trường Tiểu học và Trung học cơ sở Tri Lễ"),
            ("Trường THCS", "THCS xã Tri Lễ"),
            ("THCS Tri Lễ", "THCS Tri Lể"),
        ] {
            assert!(same(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("THCS Tri Lễ", "TH Tri Lễ"),
            ("THCS số 1 Tri Lễ", "THCS số 2 Tri Lễ"),
            ("THCS Tri Lễ", "THCS Hữu Lễ"),
        ] {
            assert!(!same(one, other), "{one} / {other}");
        }
    }
}
