//! Schools under the names that papers use, and how else communes call them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Unit;
use crate::vietnamese::fold::fold_words;

/// A school.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct School {
    /// Name on papers ("Trường THCS xã Tri Lễ").
    pub name: String,
    /// Code of the unit whose children go there; without it children of any unit do.
    #[serde(default)]
    pub unit: Option<String>,
    /// Other names that communes write. Short forms of the kind ("TH&THCS") and names without "Trường" or "xã" are known anyway.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// What a text says of a list of schools.
#[derive(Debug, Clone, Copy)]
pub enum Naming<'s> {
    /// It is a name of this one, and of no other.
    Name(&'s School),
    /// It differs by one letter from a name of this one alone.
    Like(&'s School),
    /// It names none of them, or several.
    None,
}

impl School {
    /// Whether children of the unit may go there.
    pub fn is_for(&self, unit: &str) -> bool {
        self.unit.as_deref().is_none_or(|own| own == unit)
    }

    fn keys<'s>(&'s self, unit: &'s str) -> impl Iterator<Item = String> {
        let names = std::iter::once(&self.name).chain(&self.aliases);
        names.map(move |name| key(name, unit))
    }
}

/// The school of `schools` that a child of `unit` means by a text.
pub fn find<'s>(text: &str, unit: &Unit, schools: &'s [School]) -> Naming<'s> {
    let wanted = key(text, &unit.name);
    let only = |is: &dyn Fn(&str) -> bool| {
        let mut found = schools
            .iter()
            .filter(|school| school.is_for(&unit.code) && school.keys(&unit.name).any(|key| is(&key)));
        found.next().filter(|_| found.next().is_none())
    };
    match (only(&|key| key == wanted), only(&|key| one_letter(key, &wanted))) {
        (Some(school), _) => Naming::Name(school),
        (None, Some(school)) => Naming::Like(school),
        (None, None) => Naming::None,
    }
}

/// Whether two texts are spellings of one school of the unit called `unit`.
pub fn are_one(one: &str, other: &str, unit: &str) -> bool {
    let (one, other) = (key(one, unit), key(other, unit));
    one == other || one_letter(&one, &other)
}

/// What is the same in all spellings of a school: kinds in their short form, without "trường" and the kind of the unit.
/// The unit's own name is what most schools are called by: one without any name bears it.
fn key(school: &str, unit: &str) -> String {
    let unit = fold_words(unit);
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
        let same = |one: &str, other: &str| are_one(one, other, "Tri Lễ");
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
