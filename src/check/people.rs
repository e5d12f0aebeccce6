//! Age, class, consent, and people who are listed twice.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Check, UnitCheck};
use crate::finding::Fault;
use crate::model::Child;
use crate::vietnamese::fold::fold_words;

/// A grown-up in charge is at least this old.
const GROWN_UP: i16 = 18;

pub(super) fn unit(check: &mut UnitCheck<'_, '_>) {
    for child in &check.dossier.children {
        age(check, child);
        class(check, child);
        consent(check, child);
    }
    let day = check.check.forum_day();
    for person in &check.dossier.caretakers {
        let path = format!("caretakers/{}", person.id);
        if !person.commitment {
            check.say(&format!("{path}/commitment"), Fault::CommitmentMissing {});
        }
        let minor = person
            .birth
            .as_deref()
            .and_then(year)
            .is_some_and(|year| day.year() - year < GROWN_UP);
        if minor {
            check.say(&format!("{path}/birth"), Fault::CaretakerMinor {});
        }
        let key = fold_words(&person.name);
        let listed = check
            .dossier
            .children
            .iter()
            .any(|child| fold_words(&child.name) == key);
        if listed {
            check.say(&format!("{path}/name"), Fault::CaretakerIsChild {});
        }
    }
}

fn year(birth: &str) -> Option<i16> {
    birth.get(..4)?.parse().ok()
}

fn age(check: &mut UnitCheck<'_, '_>, child: &Child) {
    let day = check.check.forum_day();
    let limit = check.model().file.limits.child_age;
    let years = i16::try_from(limit).unwrap_or(i16::MAX);
    let path = format!("children/{}/birth", child.id);
    let Some(birth) = &child.birth else { return };
    let Some(born) = year(birth) else {
        let text = birth.clone();
        check.say(&path, Fault::BirthInvalid { text });
        return;
    };
    match birth.parse::<Date>() {
        Ok(date) => {
            let reached = (day.year() - born, day.month(), day.day()) >= (years, date.month(), date.day());
            if day.year() - born > years || day.year() - born == years && reached {
                check.say(&path, Fault::ChildTooOld { limit });
            }
        }
        Err(_) if birth.len() != 4 => {
            let text = birth.clone();
            check.say(&path, Fault::BirthInvalid { text });
        }
        Err(_) if born + years < day.year() => check.say(&path, Fault::ChildTooOld { limit }),
        Err(_) if born + years == day.year() => check.say(&path, Fault::ChildAgeUnclear { limit }),
        Err(_) => {}
    }
    if born >= day.year() - 4 {
        let text = birth.clone();
        check.say(&path, Fault::BirthInvalid { text });
    }
}

fn class(check: &mut UnitCheck<'_, '_>, child: &Child) {
    let path = format!("children/{}/class", child.id);
    let Some(grade) = child.class.as_deref().and_then(crate::ingest::grade) else {
        return;
    };
    if grade > 9 {
        check.say(&path, Fault::ClassUpper { grade });
    }
    let school_year = child
        .class_year
        .as_deref()
        .unwrap_or(&check.model().file.forum.school_year);
    let first_year = school_year.get(..4).and_then(|year| year.parse::<i16>().ok());
    let (Some(first_year), Some(born)) = (first_year, child.birth.as_deref().and_then(year)) else {
        return;
    };
    // Class 1 begins in the year in which the child turns six.
    let usual = first_year - 5 - i16::from(grade);
    if (born - usual).abs() > 1 {
        check.say(&path, Fault::ClassAge { usual });
    }
}

fn consent(check: &mut UnitCheck<'_, '_>, child: &Child) {
    let path = format!("children/{}/consent", child.id);
    if !child.consent.processing {
        check.say(&format!("{path}/processing"), Fault::ConsentMissing {});
    }
    if !child.consent.participation {
        check.say(&format!("{path}/participation"), Fault::ParticipationMissing {});
    }
}

/// The same child in two places.
pub(super) fn forum(check: &mut Check<'_>) {
    let model = check.model;
    let mut seen: HashMap<String, Vec<(&str, &Child)>> = HashMap::new();
    let mut twice = Vec::new();
    for dossier in &model.dossiers {
        for child in &dossier.children {
            let others = seen.entry(fold_words(&child.name)).or_default();
            let other = others.iter().find(|(_, other)| same_birth(child, other));
            if let Some((unit, _)) = other {
                twice.push((dossier, child, *unit));
            }
            others.push((&dossier.unit.code, child));
        }
    }
    for (dossier, child, other) in twice {
        let other = model.file.units.iter().find(|unit| unit.code == other);
        let fault = Fault::ChildTwice {
            unit: other.map_or_else(String::new, |unit| unit.full_name()),
        };
        UnitCheck { check, dossier }.say(&format!("children/{}/name", child.id), fault);
    }
}

fn same_birth(one: &Child, other: &Child) -> bool {
    match (one.birth.as_deref(), other.birth.as_deref()) {
        (Some(one), Some(other)) if one.len() == other.len() => one == other,
        (Some(one), Some(other)) => year(one) == year(other),
        _ => true,
    }
}
