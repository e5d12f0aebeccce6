//! What came when, what has not come, and dates that contradict each other.

use jiff::civil::Weekday;

use super::{Check, UnitCheck};
use crate::finding::{Fault, Finding};
use crate::model::Channel;
use crate::vietnamese::dates;

pub(super) fn unit(check: &mut UnitCheck<'_, '_>) {
    let model = check.model();
    let dossier = check.dossier;
    let deadline = |id: &str| model.file.deadlines.get(id).map(|deadline| deadline.last_day());
    let receipts: Vec<_> = model
        .receipts
        .iter()
        .filter(|receipt| receipt.unit == dossier.unit.code)
        .collect();
    let first = receipts.iter().map(|receipt| receipt.on).min();
    if let (Some(first), Some(last)) = (first, deadline("dossier"))
        && first > last
    {
        let (received, last) = (dates::date(first), dates::date(last));
        check.say("sources", Fault::DossierLate { received, last });
    }
    // Without any receipts nobody keeps them: then nothing can be said.
    if !model.receipts.is_empty() {
        if receipts.is_empty() {
            check.say("sources", Fault::ReceiptMissing {});
        } else if !receipts.iter().any(|receipt| receipt.channels.contains(&Channel::Giay)) {
            check.say("sources", Fault::PaperMissing {});
        }
    }
    if let Some(held) = dossier.commune_forum.date {
        if let Some(last) = deadline("commune_forum").filter(|last| held > *last) {
            let (held, last) = (dates::date(held), dates::date(last));
            check.say("commune_forum/date", Fault::CommuneForumLate { held, last });
        }
        if held > model.today {
            let held = dates::date(held);
            check.say("commune_forum/date", Fault::CommuneForumFuture { held });
        }
        if let Some(plan) = dossier.delegation.plan_date.filter(|plan| *plan > held) {
            let (plan, held) = (dates::date(plan), dates::date(held));
            check.say("delegation/plan_date", Fault::PlanAfterForum { plan, held });
        }
    }
}

pub(super) fn forum(check: &mut Check<'_>) {
    let model = check.model;
    let last = model.file.deadlines.get("dossier").map(|deadline| deadline.last_day());
    for unit in &model.file.units {
        // A workbook that came and could not be read has its own finding.
        let sent = model
            .receipts
            .iter()
            .any(|receipt| receipt.unit == unit.code && !receipt.files.is_empty());
        if sent || model.dossier(&unit.code).is_some() {
            continue;
        }
        let name = unit.full_name();
        let fault = match last {
            Some(last) if model.today > last => Fault::UnitMissingLate {
                unit: name,
                last: dates::date(last),
            },
            _ => Fault::UnitMissing { unit: name },
        };
        let finding = Finding::new(fault)
            .unit(unit.code.clone())
            .path(format!("units/{}", unit.code));
        check.findings.push(finding);
    }
    for (id, deadline) in &model.file.deadlines {
        if deadline.date.weekday() == Weekday::Sunday {
            let date = dates::date(deadline.date);
            check.say(&format!("deadlines/{id}"), Fault::DeadlineSunday { date });
        }
    }
}
