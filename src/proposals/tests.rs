//! What is guessed, what is left alone, and what is said about it.

use super::*;
use crate::model::provenance::Edited;
use crate::model::{Origin, Unit, UnitType, yaml};

fn example() -> ForumFile {
    yaml::read(include_str!("../../inputs/forum.yaml")).unwrap()
}

/// A dossier of one question, with what is known of it.
fn dossier(text: &str, theme: Option<&str>, agency: Option<&str>) -> Dossier {
    let unit = Unit {
        code: "00001".to_owned(),
        unit_type: UnitType::Xa,
        name: "A".to_owned(),
        aliases: Vec::new(),
        valid_from: None,
        valid_to: None,
        successor: None,
    };
    let mut dossier = Dossier::empty(&unit);
    let question = serde_json::json!({ "id": "00001-ch-1", "text": text, "theme": theme, "agency": agency });
    dossier.questions.push(serde_json::from_value(question).unwrap());
    dossier
}

/// Codes of the findings, theme and agency.
fn outcome(dossier: Dossier, provenance: &Provenance) -> (Vec<&'static str>, Option<String>, Option<String>, bool) {
    let mut dossiers = [dossier];
    let (rules, _) = Rules::read(&Vec::new());
    let findings = review(&mut dossiers, &example(), &rules, provenance);
    let codes = findings.iter().map(|finding| finding.fault.code()).collect();
    let [Dossier { questions, .. }] = dossiers;
    let question = questions.into_iter().next().unwrap();
    (codes, question.theme, question.agency, question.withheld)
}

fn of(text: &str, theme: Option<&str>, agency: Option<&str>) -> (Vec<&'static str>, String, String) {
    let (codes, theme, agency, _) = outcome(dossier(text, theme, agency), &Provenance::new());
    (codes, theme.unwrap_or_default(), agency.unwrap_or_default())
}

fn edited(path: &str) -> Provenance {
    let origin = Origin {
        file: "edits.yaml".to_owned(),
        sheet: String::new(),
        cell: "dòng 1".to_owned(),
        raw: String::new(),
        edited: Some(Edited {
            line: 1,
            by: None,
            on: None,
            why: None,
        }),
    };
    Provenance::from([(format!("units/00001/questions/00001-ch-1/{path}"), origin)])
}

fn own(codes: &[&'static str], theme: &str, agency: &str) -> (Vec<&'static str>, String, String) {
    (codes.to_vec(), theme.to_owned(), agency.to_owned())
}

#[test]
fn a_missing_theme_is_guessed_and_said() {
    let swim = "Xã có mở lớp dạy bơi để phòng đuối nước không ạ?";
    assert_eq!(of(swim, None, None), own(&["theme-guessed"], "T2", "LDTBXH"));
    assert_eq!(of(swim, None, Some("CA")), own(&["theme-guessed"], "T2", "CA"));
    assert_eq!(of(swim, Some("T2"), None), own(&[], "T2", "LDTBXH"));
    assert_eq!(of("Em xin cảm ơn ạ.", None, None), own(&["theme-missing"], "", ""));
}

#[test]
fn two_themes_as_good_as_equally_are_a_question() {
    let both = "Chúng em mong có thư viện và bác sĩ.";
    assert_eq!(of(both, None, None), own(&["theme-unclear"], "", ""));
}

#[test]
fn what_the_commune_gave_stays() {
    let swim = "Xã có mở lớp dạy bơi để phòng đuối nước không ạ?";
    assert_eq!(
        of(swim, Some("T4"), None),
        own(&[], "T4", "TTYT"),
        "a few words are not strong"
    );
    let strong = "Xã có bể bơi, áo phao và lớp dạy bơi để phòng đuối nước không ạ?";
    assert_eq!(of(strong, Some("T4"), None), own(&["theme-contradicted"], "T4", "TTYT"));
}

#[test]
fn a_request_names_the_agency() {
    let police = "Đề nghị Công an huyện xử phạt xe máy điện phóng nhanh trước cổng trường.";
    assert_eq!(of(police, Some("T2"), None), own(&["agency-guessed"], "T2", "CA"));
    assert_eq!(of(police, Some("T2"), Some("GDDT")), own(&[], "T2", "GDDT"));
}

#[test]
fn what_was_set_by_hand_wins() {
    let swim = "Xã có mở lớp dạy bơi để phòng đuối nước không ạ?";
    let (codes, theme, ..) = outcome(dossier(swim, Some("T4"), None), &edited("theme"));
    assert_eq!((codes, theme.as_deref()), (vec![], Some("T4")));
    let (codes, theme, ..) = outcome(dossier(swim, None, None), &edited("theme"));
    assert_eq!((codes, theme), (vec!["theme-missing"], None));
}

#[test]
fn a_concrete_case_is_held_back_until_it_is_released() {
    let text = "Bạn ở lớp em bị bố đánh.";
    let (codes, .., withheld) = outcome(dossier(text, Some("T8"), None), &Provenance::new());
    assert_eq!((codes, withheld), (vec!["text-withheld"], true));
    let (codes, .., withheld) = outcome(dossier(text, Some("T8"), None), &edited("withheld"));
    assert_eq!((codes, withheld), (vec![], false));
    let mut reworded = dossier(text, Some("T8"), None);
    reworded.questions[0].edited_text = Some("Trẻ em bị bạo lực thì gọi ai?".to_owned());
    assert!(
        outcome(reworded, &Provenance::new()).3,
        "the officer must see the case all the same"
    );
}

#[test]
fn the_finding_repeats_no_name() {
    let mut dossiers = [dossier("Bạn Nguyễn Thị Hoa bị bố dượng đánh.", Some("T8"), None)];
    let (rules, _) = Rules::read(&Vec::new());
    let findings = review(&mut dossiers, &example(), &rules, &Provenance::new());
    let record = findings[0].record(crate::finding::Language::Vietnamese);
    assert!(!record.message.contains("Hoa") && !record.hint.contains("Hoa"));
    insta::assert_snapshot!(format!("{}\n{}", record.message, record.hint));
}
