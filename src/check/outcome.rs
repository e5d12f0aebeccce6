//! What the organiser decided: who performs, who leads through the programme, and where dossiers are sent.

use super::Check;
use crate::finding::Fault;
use crate::model::Gender;
use crate::model::forum::RoleKind;

pub(super) fn forum(check: &mut Check<'_>) {
    performing(check);
    mcs(check);
    let email = check.model.file.forum.email.as_deref();
    if email.is_some_and(|email| !email.trim().to_lowercase().ends_with(".gov.vn")) {
        check.say("forum/email", Fault::ContactEmailPersonal {});
    }
}

fn performing(check: &mut Check<'_>) {
    let file = &check.model.file;
    let (min, max) = (file.quota.performing_min, file.quota.performing_max);
    let performing = &file.outcome.performing;
    if !performing.is_empty() && !(min as usize..=max as usize).contains(&performing.len()) {
        let got = performing.len();
        check.say("outcome/performing", Fault::PerformingCount { got, min, max });
    }
    for (place, code) in performing.iter().enumerate() {
        let unknown = !file.units.iter().any(|unit| unit.code == *code);
        if unknown || performing[..place].contains(code) {
            let code = code.clone();
            check.say("outcome/performing", Fault::PerformingCode { code });
        }
    }
    if let Some(code) = file.outcome.province.as_ref().filter(|code| !performing.contains(code)) {
        let code = code.clone();
        check.say("outcome/province", Fault::ProvinceNotPerforming { code });
    }
}

fn mcs(check: &mut Check<'_>) {
    let file = &check.model.file;
    let is_mc = |person: &&crate::model::forum::Person| person.roles.iter().any(|role| role.role == RoleKind::Mc);
    let mcs: Vec<_> = file.people.iter().filter(is_mc).collect();
    if mcs.is_empty() {
        return;
    }
    let of = |gender| mcs.iter().filter(|person| person.gender == Some(gender)).count() as u32;
    let (boys, girls) = (of(Gender::Nam), of(Gender::Nu));
    let quota = &file.quota;
    if mcs.len() as u32 != quota.mcs || boys != quota.mc_boys || girls != quota.mc_girls {
        let fault = Fault::McCount {
            boys,
            girls,
            want_boys: quota.mc_boys,
            want_girls: quota.mc_girls,
        };
        check.say("people", fault);
    }
}
