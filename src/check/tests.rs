//! Every rule against the example with one thing changed.

use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::{Date, date};

use super::*;
use crate::finding::Severity;
use crate::ingest::{Ids, ingest};
use crate::model::receipt::ReceiptsFile;
use crate::model::{Duty, EntryForm, ForumFile, Register, yaml};
use crate::proposals::{Rules, review};

/// The example as it is read; only the placeholders of `forum.yaml` stay unfilled.
fn example() -> Model {
    static EXAMPLE: OnceLock<Model> = OnceLock::new();
    EXAMPLE.get_or_init(read_example).clone()
}

fn read_example() -> Model {
    let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs");
    let file: ForumFile = yaml::read(include_str!("../../inputs/forum.yaml")).unwrap();
    let receipts: ReceiptsFile = yaml::read(include_str!("../../inputs/receipts.yaml")).unwrap();
    let mut taken = ingest(&inputs, &file, &receipts.receipts, &mut Ids::default());
    let (rules, _) = Rules::read(&Vec::new());
    review(&mut taken.dossiers, &file, &rules, &taken.provenance);
    Model {
        today: file.as_of.unwrap(),
        file,
        dossiers: taken.dossiers,
        guests: taken.guests,
        receipts: receipts.receipts,
        register: Register::default(),
        provenance: taken.provenance,
    }
}

/// Code, path and cell of the findings that a change brings.
fn brings(change: impl FnOnce(&mut Model)) -> Vec<(&'static str, Option<String>, Option<String>)> {
    let mut model = example();
    let before = check(&model);
    change(&mut model);
    let after = check(&model).into_iter().filter(|finding| !before.contains(finding));
    after
        .map(|finding| (finding.fault.code(), finding.path, finding.place.cell))
        .collect()
}

fn codes(change: impl FnOnce(&mut Model)) -> Vec<&'static str> {
    brings(change).into_iter().map(|(code, ..)| code).collect()
}

const UNIT: usize = 13;

#[test]
fn the_example_has_no_errors() {
    let findings = check(&example());
    let errors: Vec<_> = findings
        .iter()
        .filter(|finding| finding.severity() == Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn counts_and_duties() {
    let found = brings(|model| {
        model.dossiers[UNIT].children.pop();
    });
    assert_eq!(
        found,
        [(
            "children-count",
            Some("units/06313/children".to_owned()),
            Some("B5".to_owned())
        )]
    );
    let drop_all = |model: &mut Model| {
        let unit = &mut model.dossiers[UNIT];
        unit.caretakers.pop();
        unit.questions.pop();
        unit.recommendations.pop();
        unit.poster = None;
        unit.entries.clear();
    };
    assert_eq!(
        codes(drop_all),
        [
            "caretakers-count",
            "questions-count",
            "recommendations-count",
            "entries-missing",
            "poster-missing"
        ]
    );
    assert_eq!(
        codes(|model| model.dossiers[UNIT].children[1].duties.push(Duty::Question)),
        ["askers-count"]
    );
    assert_eq!(
        codes(|model| model.dossiers[UNIT].children[1].duties.push(Duty::Paper)),
        ["paper-reader-surplus"]
    );
    let paper = |model: &mut Model| model.dossiers[UNIT].delegation.participation_form = Some(EntryForm::ThamLuan);
    assert_eq!(codes(paper), ["paper-readers-count"]);
    let poster = |model: &mut Model| model.dossiers[UNIT].poster.as_mut().unwrap().framed = false;
    assert_eq!(codes(poster), ["poster-point"]);
}

#[test]
fn age_and_class() {
    let born = |birth: &str| {
        let birth = birth.to_owned();
        brings(move |model| model.dossiers[UNIT].children[0].birth = Some(birth))
            .into_iter()
            .map(|(code, ..)| code)
            .filter(|code| *code != "class-age")
            .collect::<Vec<_>>()
    };
    // The forum is on 20 September 2024.
    assert_eq!(born("2008-09-20"), ["child-too-old"]);
    assert_eq!(born("2008-09-21"), [""; 0]);
    assert_eq!(born("2007"), ["child-too-old"]);
    assert_eq!(born("2008"), ["child-age-unclear"]);
    assert_eq!(born("2009"), [""; 0]);
    assert_eq!(born("2023"), ["birth-invalid"]);
    assert_eq!(born("hai nghìn"), ["birth-invalid"]);
    let class = |model: &mut Model| model.dossiers[UNIT].children[0].class = Some("9A".to_owned());
    assert_eq!(codes(class), ["class-age"]);
}

#[test]
fn fields_consent_and_copies() {
    let found = brings(|model| {
        model.dossiers[UNIT].children[0].school = None;
        model
            .provenance
            .get_mut("units/06313/children/06313-te-1/school")
            .unwrap()
            .raw
            .clear();
    });
    assert_eq!(found[0].0, "field-missing");
    assert_eq!(found[0].2.as_deref(), Some("H6"));
    let consent = |model: &mut Model| model.dossiers[UNIT].children[0].consent = Default::default();
    assert_eq!(codes(consent), ["consent-missing", "participation-missing"]);
    let twice = |model: &mut Model| {
        let child = model.dossiers[0].children[0].clone();
        let unit = &mut model.dossiers[UNIT].children[0];
        (unit.name, unit.birth) = (child.name, child.birth);
    };
    assert!(codes(twice).contains(&"child-twice"));
    let copied =
        |model: &mut Model| model.dossiers[UNIT].questions[0].text = model.dossiers[0].questions[0].text.to_uppercase();
    assert_eq!(codes(copied), ["text-twice"]);
    let named = |model: &mut Model| {
        let name = model.dossiers[UNIT].children[0].name.clone();
        model.dossiers[UNIT].questions[0].text = format!("Bạn {name} có được đi học không ạ?");
    };
    assert_eq!(codes(named), ["text-personal"]);
}

#[test]
fn deadlines() {
    let gone = |today: Date| {
        codes(move |model| {
            model.dossiers.remove(UNIT);
            model.receipts.retain(|receipt| receipt.unit != "06313");
            model.today = today;
        })
    };
    assert!(gone(date(2024, 8, 19)).contains(&"unit-missing"));
    assert!(gone(date(2024, 8, 20)).contains(&"unit-missing-late"));
    let late = |model: &mut Model| {
        for receipt in model.receipts.iter_mut().filter(|receipt| receipt.unit == "06313") {
            receipt.on = date(2024, 8, 20);
        }
        model.dossiers[UNIT].commune_forum.date = Some(date(2024, 8, 15));
    };
    assert_eq!(codes(late), ["dossier-late", "commune-forum-late"]);
    let sunday = check(&example())
        .iter()
        .filter(|finding| finding.fault.code() == "deadline-sunday")
        .count();
    assert_eq!(sunday, 1);
}

#[test]
fn numbers_and_limits() {
    let numbers = |model: &mut Model| {
        let forum = &mut model.dossiers[UNIT].commune_forum;
        forum.children = Some(29);
        forum.girls = Some(30);
    };
    let found = codes(numbers);
    assert!(found.contains(&"law-children") && found.contains(&"commune-numbers") && found.contains(&"law-ratio"));
    let outcome = |model: &mut Model| {
        model.file.outcome.performing = vec!["06253".to_owned(), "06253".to_owned(), "99999".to_owned()];
    };
    assert_eq!(
        codes(outcome),
        [
            "performing-count",
            "performing-code",
            "performing-code",
            "province-not-performing"
        ]
    );
}
