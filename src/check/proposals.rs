//! Questions and recommendations: agencies, copies, personal data, and whether a question is one.

use super::{Check, UnitCheck};
use crate::finding::Fault;
use crate::proposals::alike;
use crate::vietnamese::fold::fold_words;

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

/// The same text from two units or twice from one, and texts that are alike.
pub(super) fn forum(check: &mut Check<'_>) {
    let dossiers = &check.model.dossiers;
    for (list, groups) in ["questions", "recommendations"]
        .into_iter()
        .zip(alike::groups(dossiers))
    {
        for group in groups {
            let Some((first, others)) = group.split_first() else {
                continue;
            };
            for other in others {
                let Some(dossier) = check.model.dossier(&other.unit) else {
                    continue;
                };
                let unit = unit_name(check, &first.unit);
                let path = format!("units/{}/{list}/{}", first.unit, first.id);
                let fault = if other.share >= alike::SAME {
                    Fault::TextTwice { unit, path }
                } else {
                    let percent = (other.share * 100.0).round() as u32;
                    Fault::TextAlike { unit, path, percent }
                };
                UnitCheck { check, dossier }.say(&format!("{list}/{}/text", other.id), fault);
            }
        }
    }
}

fn unit_name(check: &Check<'_>, code: &str) -> String {
    let unit = check.model.file.units.iter().find(|unit| unit.code == code);
    unit.map_or_else(|| code.to_owned(), |unit| unit.full_name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_ask() {
        assert!(asks("Xã có xây bể bơi không ạ"));
        assert!(asks("Khi có bạn bị bắt nạt thì chúng em gọi ai?"));
        assert!(!asks("Đề nghị xây bể bơi cho chúng em."));
    }
}
