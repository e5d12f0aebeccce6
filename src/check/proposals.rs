//! Questions and recommendations: agencies, copies, personal data, and whether a question is one.

use std::collections::{BTreeSet, HashMap};

use super::{Check, UnitCheck};
use crate::finding::Fault;
use crate::model::{Dossier, Question, Recommendation};
use crate::vietnamese::fold::fold_words;

/// Above so many texts only equal ones are looked for: comparing each with each costs the square.
const MOST_COMPARED: usize = 2_000;
/// Share of the shorter text's words and pairs of words that must stand in the other one.
const SAME: f64 = 0.9;

pub(super) fn unit(check: &mut UnitCheck<'_, '_>) {
    for question in &check.dossier.questions {
        let path = format!("questions/{}", question.id);
        routed(check, &path, question.theme.is_some(), question.agency.is_some());
        personal(check, &path, &question.text);
        if !asks(&question.text) {
            check.say(&format!("{path}/text"), Fault::QuestionForm {});
        }
    }
    for recommendation in &check.dossier.recommendations {
        let path = format!("recommendations/{}", recommendation.id);
        routed(
            check,
            &path,
            recommendation.theme.is_some(),
            recommendation.agency.is_some(),
        );
        personal(check, &path, &recommendation.text);
    }
}

/// What has a theme has its lead agency at least. A missing theme was said when themes were guessed.
fn routed(check: &mut UnitCheck<'_, '_>, path: &str, theme: bool, agency: bool) {
    if theme && !agency {
        check.say(&format!("{path}/agency"), Fault::AgencyMissing {});
    }
}

/// Children's texts are printed and read aloud; they must not name anybody.
fn personal(check: &mut UnitCheck<'_, '_>, path: &str, text: &str) {
    let digits = text
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ' ' | '-')))
        .any(|part| part.chars().filter(char::is_ascii_digit).count() >= 9);
    let words = format!(" {} ", fold_words(text));
    let names = check.dossier.children.iter().map(|child| fold_words(&child.name));
    let named = names
        .filter(|name| name.contains(' '))
        .any(|name| words.contains(&format!(" {name} ")));
    if digits || named {
        check.say(&format!("{path}/text"), Fault::TextPersonal {});
    }
}

/// Whether the text has the form of a question.
fn asks(text: &str) -> bool {
    const WORDS: [&str; 14] = [
        "khong",
        "gi",
        "nao",
        "sao",
        "dau",
        "ai",
        "chua",
        "bao gio",
        "bao nhieu",
        "the nao",
        "vi sao",
        "tai sao",
        "lieu",
        "may",
    ];
    let words = format!(" {} ", fold_words(text));
    text.contains('?') || WORDS.iter().any(|word| words.contains(&format!(" {word} ")))
}

/// A question or a recommendation with its place in the model.
struct Text<'a> {
    dossier: &'a Dossier,
    path: String,
    parts: BTreeSet<String>,
}

/// The same text from two units, or twice from one.
pub(super) fn forum(check: &mut Check<'_>) {
    let dossiers = &check.model.dossiers;
    let of_questions = dossiers.iter().flat_map(|dossier| {
        let texts = dossier.questions.iter().filter(|it| it.merged_into.is_none());
        texts.map(move |it: &Question| (dossier, format!("questions/{}/text", it.id), it.text.as_str()))
    });
    let of_recommendations = dossiers.iter().flat_map(|dossier| {
        let texts = dossier.recommendations.iter().filter(|it| it.merged_into.is_none());
        texts.map(move |it: &Recommendation| (dossier, format!("recommendations/{}/text", it.id), it.text.as_str()))
    });
    let lists = [of_questions.collect::<Vec<_>>(), of_recommendations.collect::<Vec<_>>()];
    for list in lists {
        copies(check, list);
    }
}

fn copies<'a>(check: &mut Check<'a>, texts: Vec<(&'a Dossier, String, &'a str)>) {
    let compare = texts.len() <= MOST_COMPARED;
    let mut equal: HashMap<String, usize> = HashMap::new();
    let mut seen: Vec<Text<'a>> = Vec::new();
    for (dossier, path, text) in texts {
        let key = fold_words(text);
        let parts = if compare { parts(&key) } else { BTreeSet::new() };
        let other = equal.get(&key).copied();
        let other = other.or_else(|| seen.iter().position(|other| compare && same(&parts, &other.parts)));
        if let Some(other) = other {
            let fault = Fault::TextTwice {
                unit: other_unit(check, seen[other].dossier),
                path: format!("units/{}/{}", seen[other].dossier.unit.code, seen[other].path),
            };
            UnitCheck { check, dossier }.say(&path, fault);
        }
        equal.entry(key).or_insert(seen.len());
        seen.push(Text { dossier, path, parts });
    }
}

fn other_unit(check: &Check<'_>, dossier: &Dossier) -> String {
    let unit = check
        .model
        .file
        .units
        .iter()
        .find(|unit| unit.code == dossier.unit.code);
    unit.map_or_else(|| dossier.unit.name.clone(), |unit| unit.full_name())
}

/// Words and pairs of words.
fn parts(key: &str) -> BTreeSet<String> {
    let words: Vec<&str> = key.split(' ').filter(|word| !word.is_empty()).collect();
    let pairs = words.windows(2).map(|pair| pair.join(" "));
    words.iter().map(|word| (*word).to_owned()).chain(pairs).collect()
}

fn same(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shorter = one.len().min(other.len());
    // Two or three common words say nothing.
    shorter >= 10 && one.intersection(other).count() as f64 >= SAME * shorter as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_alike_and_neighbours_are_not() {
        let of = |text: &str| parts(&fold_words(text));
        let one = of("Chúng em mong xã có một bể bơi để học bơi trong dịp hè.");
        assert!(same(
            &one,
            &of("chung em mong xa co mot be boi de hoc boi trong dip he")
        ));
        assert!(!same(
            &one,
            &of("Chúng em mong xã có một sân chơi để vui chơi trong dịp hè và ngày nghỉ.")
        ));
        assert!(!same(&of("bể bơi"), &of("bể bơi xã")));
    }

    #[test]
    fn questions_ask() {
        assert!(asks("Xã có xây bể bơi không ạ"));
        assert!(asks("Khi có bạn bị bắt nạt thì chúng em gọi ai?"));
        assert!(!asks("Đề nghị xây bể bơi cho chúng em."));
    }
}
