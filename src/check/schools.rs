//! Names of schools that are not in the list of `forum.yaml`, or where there is none, that are spelt in two ways.

use super::UnitCheck;
use crate::finding::Fault;
use crate::model::forum::schools::are_one;

pub(super) fn unit(check: &mut UnitCheck<'_, '_>) {
    let unit = &check.dossier.unit;
    let schools = &check.model().file.schools;
    let listed = schools.iter().any(|school| school.unit.as_ref() == Some(&unit.code));
    let mut first_of: Vec<&str> = Vec::new();
    let mut found = Vec::new();
    for child in &check.dossier.children {
        let Some(name) = child.school.as_deref() else { continue };
        let known = schools
            .iter()
            .any(|school| school.is_for(&unit.code) && school.name == name);
        let first = first_of.iter().find(|first| are_one(first, name, &unit.name));
        let text = name.to_owned();
        match first {
            _ if known => {}
            _ if listed => found.push((child, Fault::SchoolUnknown { text })),
            Some(first) if *first != name => {
                let first = (*first).to_owned();
                found.push((child, Fault::SchoolSpellings { first, second: text }));
            }
            Some(_) => {}
            None => first_of.push(name),
        }
    }
    for (child, fault) in found {
        check.say(&format!("children/{}/school", child.id), fault);
    }
}
