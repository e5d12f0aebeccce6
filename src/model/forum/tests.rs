//! The example's facts hold together.

use super::*;
use crate::model::yaml;

fn example() -> ForumFile {
    match yaml::read(include_str!("../../../inputs/forum.yaml")) {
        Ok(file) => file,
        Err(error) => panic!("inputs/forum.yaml: {}\n{}", error.message, error.snippet),
    }
}

#[test]
fn the_example_has_the_counts_of_the_plan() {
    let file = example();
    let units = u32::try_from(file.units.len()).expect("few units");
    assert_eq!(
        (
            units,
            units * file.quota.children,
            units * file.quota.caretakers,
            units * file.quota.questions
        ),
        (17, 85, 34, 51)
    );
    assert_eq!(file.agenda.get(&Level::Xa).map(Vec::len), Some(8));
    assert_eq!(file.agenda.get(&Level::Huyen).map(Vec::len), Some(11));
    assert_eq!((file.themes.len(), file.tasks.len(), file.funding.len()), (10, 7, 3));
    let attendance = file.outcome.attendance.expect("the example tells who came");
    assert_eq!(
        (attendance.units, attendance.children, attendance.caretakers),
        (17, 85, 34)
    );
    assert!(attendance.guests <= attendance.children / file.limits.children_per_guest);
    assert!(attendance.volunteers <= attendance.children / file.limits.children_per_volunteer);
}

#[test]
fn what_the_example_names_exists() {
    let file = example();
    let agency = |code: &str| file.agencies.iter().any(|agency| agency.code == code);
    let unit = |code: &str| file.units.iter().any(|unit| unit.code == code);
    let person = |id: &str| file.people.iter().any(|person| person.id == id);
    assert!(agency(&file.organiser.standing_agency));
    for theme in &file.themes {
        assert!(
            agency(&theme.lead) && theme.cooperating.iter().all(|code| agency(code)),
            "{}",
            theme.code
        );
    }
    for duties in file.tasks.iter().chain(&file.funding) {
        let known = |code: &String| {
            agency(code) || [UnitType::Xa, UnitType::ThiTran].iter().any(|t| type_code(*t) == *code)
        };
        assert!(duties.agencies.iter().all(known), "{}", duties.who);
    }
    for signer in &file.signers {
        assert!(person(&signer.person), "{}", signer.role);
    }
    assert!(file.outcome.performing.iter().all(|code| unit(code)));
    assert!(
        file.outcome
            .province
            .as_ref()
            .is_some_and(|code| file.outcome.performing.contains(code))
    );
    let performing = u32::try_from(file.outcome.performing.len()).expect("few units");
    assert!((file.quota.performing_min..=file.quota.performing_max).contains(&performing));
}

#[test]
fn the_two_children_who_lead_are_a_boy_and_a_girl() {
    let file = example();
    let leads = |person: &&Person| person.roles.iter().any(|held| held.role == RoleKind::Mc);
    let genders: Vec<_> = file
        .people
        .iter()
        .filter(leads)
        .filter_map(|person| person.gender)
        .collect();
    let count = |wanted| genders.iter().filter(|gender| **gender == wanted).count() as u32;
    assert_eq!(genders.len() as u32, file.quota.mcs);
    assert_eq!(count(crate::model::dossier::Gender::Nam), file.quota.mc_boys);
    assert_eq!(count(crate::model::dossier::Gender::Nu), file.quota.mc_girls);
}

#[test]
fn before_a_date_ends_on_the_day_before() {
    let file = example();
    let last = |id: &str| file.deadlines.get(id).map(|deadline| deadline.last_day().to_string());
    assert_eq!(last("commune_forum").as_deref(), Some("2024-08-14"));
    assert_eq!(last("dossier").as_deref(), Some("2024-08-19"));
}

fn type_code(unit_type: UnitType) -> String {
    match unit_type {
        UnitType::Xa => "xa",
        UnitType::ThiTran => "thi_tran",
        UnitType::Phuong => "phuong",
        UnitType::DacKhu => "dac_khu",
    }
    .to_owned()
}
