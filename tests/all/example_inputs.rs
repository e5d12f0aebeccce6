//! The example's inputs are what `examples/make-submissions` writes, and keep to the rules of the plan.

#[path = "../../examples/make-submissions/dossiers.rs"]
mod dossiers;
#[path = "../../examples/make-submissions/guests.rs"]
mod guests;
#[path = "../../examples/make-submissions/submissions.rs"]
mod submissions;
#[path = "../../examples/make-submissions/table.rs"]
mod table;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use diendan::ingest::Ids;
use diendan::model::receipt::ReceiptsFile;
use diendan::model::{Duty, EntryForm, ForumFile, Gender, Guest, GuestGroup, GuestReply, yaml};

fn inputs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs")
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let text = std::fs::read_to_string(inputs().join(name)).expect("the example has this file");
    yaml::read(&text).unwrap_or_else(|error| panic!("{name}: {}", error.message))
}

#[test]
fn the_workbooks_are_what_the_program_writes() {
    let file: ForumFile = read("forum.yaml");
    for (name, bytes) in submissions::files(&file).expect("the tables are whole") {
        let kept = std::fs::read(inputs().join(&name)).unwrap_or_default();
        assert!(kept == bytes, "{name}: run cargo run --example make-submissions");
    }
}

#[test]
fn each_commune_keeps_to_the_quota() {
    let file: ForumFile = read("forum.yaml");
    let quota = &file.quota;
    let mut texts = BTreeSet::new();
    for unit in &file.units {
        let it = dossiers::dossier(&file, unit).expect("the tables are whole");
        let counts = [
            it.children.len(),
            it.caretakers.len(),
            it.questions.len(),
            it.recommendations.len(),
        ];
        let wanted = [quota.children, quota.caretakers, quota.questions, quota.recommendations];
        assert_eq!(counts.map(|count| count as u32), wanted, "{}", unit.code);
        assert!(it.poster.is_some() && !it.entries.is_empty(), "{}", unit.code);
        let with = |duty| it.children.iter().filter(|child| child.duties.contains(&duty)).count();
        let paper = usize::from(it.delegation.participation_form == Some(EntryForm::ThamLuan));
        assert_eq!((with(Duty::Question), with(Duty::Paper)), (1, paper), "{}", unit.code);
        assert_eq!(it.delegation.participation_form, it.entries[0].form, "{}", unit.code);
        texts.extend(it.questions.iter().map(|question| question.text.clone()));
        texts.extend(it.recommendations.iter().map(|it| it.text.clone()));

        let forum = &it.commune_forum;
        let number = |value: Option<u32>| value.expect("the communes give all numbers");
        let children = number(forum.children);
        assert!(
            children >= file.limits.min_children[&diendan::model::Level::Xa],
            "{}",
            unit.code
        );
        assert!(
            number(forum.guests) <= children / file.limits.children_per_guest,
            "{}",
            unit.code
        );
        assert!(
            number(forum.volunteers) <= children / file.limits.children_per_volunteer,
            "{}",
            unit.code
        );
        assert!(
            number(forum.caretakers) * file.limits.children_per_caretaker >= children,
            "{}",
            unit.code
        );
        assert_eq!(
            number(forum.primary) + number(forum.lower_secondary),
            children,
            "{}",
            unit.code
        );
        assert_eq!(
            number(forum.answered) + number(forum.unanswered),
            number(forum.recommendations),
            "{}",
            unit.code
        );
        assert!(number(forum.forwarded) <= number(forum.unanswered), "{}", unit.code);
    }
    assert_eq!(
        texts.len(),
        file.units.len() * 6,
        "no question or recommendation comes twice"
    );
}

#[test]
fn what_is_written_reads_back_as_it_was() {
    let file: ForumFile = read("forum.yaml");
    let receipts = read::<ReceiptsFile>("receipts.yaml").receipts;
    let ingest = diendan::ingest::ingest(&inputs(), &file, &receipts, &mut Ids::default());
    assert!(ingest.findings.is_empty(), "{:?}", ingest.findings);
    assert_eq!(ingest.dossiers.len(), file.units.len());
    for (unit, mut got) in file.units.iter().zip(ingest.dossiers) {
        let mut wanted = dossiers::dossier(&file, unit).expect("the tables are whole");
        got.sources.clear();
        // What the reader makes of a cell: telephone numbers are digits.
        let digits = |phone: &mut Option<String>| *phone = phone.as_ref().map(|phone| phone.replace(' ', ""));
        digits(&mut wanted.delegation.contact.phone);
        wanted
            .caretakers
            .iter_mut()
            .for_each(|caretaker| digits(&mut caretaker.phone));
        let text = |dossier: &diendan::model::Dossier| yaml::write(dossier).expect("a dossier can be written");
        assert_eq!(text(&got), text(&wanted), "{}", unit.code);
    }
    let guests = guests::guests().expect("the table is whole");
    let addressees = |guests: &[Guest]| {
        guests
            .iter()
            .map(|it| (it.id.clone(), it.addressee()))
            .collect::<Vec<_>>()
    };
    assert_eq!(addressees(&ingest.guests), addressees(&guests));
    assert!(
        ingest
            .guests
            .iter()
            .filter(|it| it.group == GuestGroup::Xa)
            .all(|it| it.unit.is_some())
    );
    assert!(
        ingest
            .guests
            .iter()
            .filter(|it| it.group == GuestGroup::DoiThoai)
            .all(|it| it.agency_code.is_some())
    );
}

#[test]
fn ages_and_classes_agree() {
    let file: ForumFile = read("forum.yaml");
    for unit in &file.units {
        for child in dossiers::dossier(&file, unit).expect("the tables are whole").children {
            let birth = child.birth.expect("a birth");
            let year: u32 = birth[..4].parse().expect("a year");
            let class: u32 = child.class.expect("a class")[..1].parse().expect("a class");
            let later = u32::from(child.class_year.as_deref() != Some(file.forum.school_year.as_str()));
            assert_eq!(year, 2018 + later - class, "{}", child.name);
            assert!(birth.as_str() > "2008-09-20", "{}", child.name);
        }
    }
}

#[test]
fn every_unit_is_received_and_one_is_late() {
    let file: ForumFile = read("forum.yaml");
    let receipts = read::<ReceiptsFile>("receipts.yaml").receipts;
    let last_day = file.deadlines["dossier"].last_day();
    let late: BTreeSet<_> = receipts
        .iter()
        .filter(|it| it.on > last_day)
        .map(|it| it.unit.as_str())
        .collect();
    assert_eq!(late.len(), 1);
    for unit in &file.units {
        let name = diendan::sheets::form::file_name(&file, unit);
        assert!(
            receipts
                .iter()
                .any(|it| it.unit == unit.code && it.files.contains(&name)),
            "{name}"
        );
        assert!(
            receipts.iter().any(|it| it.unit == unit.code && !it.paper.is_empty()),
            "{}",
            unit.code
        );
    }
}

#[test]
fn more_guests_are_invited_than_may_come() {
    let file: ForumFile = read("forum.yaml");
    let guests = guests::guests().expect("the table is whole");
    let ids: BTreeSet<_> = guests.iter().map(|guest| guest.id.as_str()).collect();
    assert_eq!(ids.len(), guests.len());
    let children = file.quota.children as usize * file.units.len();
    assert!(guests.len() > children / file.limits.children_per_guest as usize);
    let of = |group| guests.iter().filter(|guest| guest.group == group).count();
    assert_eq!(of(GuestGroup::Xa), file.units.len());
    assert_eq!(
        of(GuestGroup::DoiThoai),
        file.agencies.iter().filter(|agency| agency.dialogue).count()
    );
}

#[test]
fn the_replies_read_back() {
    let file: ForumFile = read("forum.yaml");
    let receipts = read::<ReceiptsFile>("receipts.yaml").receipts;
    let ingest = diendan::ingest::ingest(&inputs(), &file, &receipts, &mut Ids::default());
    let returned =
        diendan::ingest::returned::open(&inputs(), &diendan::ingest::Shelf::none()).replies(&file, &ingest.dossiers);
    assert!(returned.findings.is_empty(), "{:?}", returned.findings);
    let answered = returned.replies.iter().filter(|reply| reply.text.is_some());
    let agencies: BTreeSet<_> = answered.clone().map(|reply| reply.agency.as_str()).collect();
    assert_eq!(agencies.into_iter().collect::<Vec<_>>(), ["CA", "TTYT"]);
    // One question of the last workbook is left open.
    assert_eq!(answered.count(), 24);
}

#[test]
fn those_who_came_are_those_who_were_sent_and_said_yes() {
    let file: ForumFile = read("forum.yaml");
    let came = file.outcome.attendance.clone().expect("the example tells who came");
    let dossiers = file
        .units
        .iter()
        .map(|unit| dossiers::dossier(&file, unit).expect("the tables are whole"));
    let children: Vec<_> = dossiers.flat_map(|dossier| dossier.children).collect();
    let girls = children.iter().filter(|child| child.gender == Some(Gender::Nu)).count();
    assert_eq!((came.children as usize, came.girls as usize), (children.len(), girls));
    let guests = guests::guests().expect("the table is whole");
    let coming = guests
        .iter()
        .filter(|it| matches!(it.reply, Some(GuestReply::Du | GuestReply::CuDiThay)))
        .count();
    assert_eq!(came.guests as usize, coming);
}
