//! How many of what a unit must send, and who does what.

use super::UnitCheck;
use crate::finding::Fault;
use crate::model::dossier::CaretakerRole;
use crate::model::{Duty, EntryForm};

pub(super) fn unit(check: &mut UnitCheck<'_, '_>) {
    let dossier = check.dossier;
    let quota = &check.model().file.quota;
    let differs = |got: usize, want: u32| got != want as usize;

    if differs(dossier.children.len(), quota.children) {
        let (got, want) = (dossier.children.len(), quota.children);
        check.say("children", Fault::ChildrenCount { got, want });
    }
    if differs(dossier.caretakers.len(), quota.caretakers) {
        let (got, want) = (dossier.caretakers.len(), quota.caretakers);
        check.say("caretakers", Fault::CaretakersCount { got, want });
    }
    if differs(dossier.questions.len(), quota.questions) {
        let (got, want) = (dossier.questions.len(), quota.questions);
        check.say("questions", Fault::QuestionsCount { got, want });
    }
    if differs(dossier.recommendations.len(), quota.recommendations) {
        let (got, want) = (dossier.recommendations.len(), quota.recommendations);
        check.say("recommendations", Fault::RecommendationsCount { got, want });
    }
    if dossier.entries.is_empty() {
        check.say("entries", Fault::EntriesMissing {});
    }
    poster(check);
    duties(check);
    leader(check);
}

fn poster(check: &mut UnitCheck<'_, '_>) {
    let wanted = check.model().file.quota.posters > 0;
    let Some(poster) = &check.dossier.poster else {
        if wanted {
            check.say("poster", Fault::PosterMissing {});
        }
        return;
    };
    let points = [
        ("a0", poster.a0, "đúng khổ A0"),
        ("framed", poster.framed, "đóng khung"),
        ("labelled", poster.labelled, "ghi tên đơn vị ở góc phải cuối trang"),
    ];
    for (field, given, what) in points {
        if !given {
            let what = what.to_owned();
            check.say(&format!("poster/{field}"), Fault::PosterPoint { what });
        }
    }
}

fn duties(check: &mut UnitCheck<'_, '_>) {
    let dossier = check.dossier;
    let quota = &check.model().file.quota;
    if dossier.children.is_empty() {
        return;
    }
    let with = |duty| {
        dossier
            .children
            .iter()
            .filter(|child| child.duties.contains(&duty))
            .count()
    };
    let (askers, readers) = (with(Duty::Question), with(Duty::Paper));
    if askers != quota.askers as usize {
        let want = quota.askers;
        check.say("children", Fault::AskersCount { got: askers, want });
    }
    match dossier.delegation.participation_form {
        Some(EntryForm::ThamLuan) if readers != quota.paper_readers as usize => {
            let want = quota.paper_readers;
            check.say("children", Fault::PaperReadersCount { got: readers, want });
        }
        Some(form) if form != EntryForm::ThamLuan && readers > 0 => {
            let form = form.label().to_owned();
            check.say("children", Fault::PaperReaderSurplus { form });
        }
        _ => {}
    }
    // The child who is named beside a question is the one with that duty.
    for question in &dossier.questions {
        let asker = dossier
            .children
            .iter()
            .find(|child| Some(&child.id) == question.asker.as_ref());
        if asker.is_some_and(|child| !child.duties.contains(&Duty::Question)) {
            check.say(&format!("questions/{}/asker", question.id), Fault::AskerDuty {});
        }
    }
}

fn leader(check: &mut UnitCheck<'_, '_>) {
    let caretakers = &check.dossier.caretakers;
    let leaders = caretakers
        .iter()
        .filter(|person| person.role == Some(CaretakerRole::TruongDoan))
        .count();
    // A list without any role is a missing value, which is another finding.
    if caretakers.iter().any(|person| person.role.is_some()) && leaders != 1 {
        check.say("caretakers", Fault::LeaderCount { got: leaders });
    }
}
