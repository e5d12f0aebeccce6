//! Every number that a paper prints, counted once here.

use serde_json::{Map, Value, json};

use super::proposals::is_answered;
use super::records::tally;
use super::shared::{Shared, references};
use super::units::{Joined, school_level};
use crate::finding::Fault;
use crate::model::dossier::PreviousStatus;
use crate::model::{Duty, EntryForm, ForumFile, Gender, GuestGroup, GuestReply, Model, ReplyStatus};

/// What the plan asks for, before anything has come.
pub fn planned(file: &ForumFile) -> Map<String, Value> {
    let day = file
        .session
        .start
        .or(file.outcome.start)
        .map(jiff::civil::DateTime::date);
    let exists = |unit: &&crate::model::Unit| {
        day.is_none_or(|day| unit.valid_from.is_none_or(|from| from <= day) && unit.valid_to.is_none_or(|to| day <= to))
    };
    let units = u32::try_from(file.units.iter().filter(exists).count()).unwrap_or(u32::MAX);
    let quota = &file.quota;
    let mut totals = Map::new();
    for (name, number) in [
        ("units", 1),
        ("planned_children", quota.children),
        ("planned_caretakers", quota.caretakers),
        ("planned_questions", quota.questions),
        ("planned_recommendations", quota.recommendations),
        ("planned_posters", quota.posters),
    ] {
        totals.insert(name.to_owned(), json!(units.saturating_mul(number)));
    }
    totals
}

/// All totals.
pub fn all(model: &Model, joined: &Joined<'_>) -> Map<String, Value> {
    let mut totals = planned(&model.file);
    let mut put = |name: &str, value: Value| {
        totals.insert(name.to_owned(), value);
    };
    let units: Vec<Shared<'_>> = joined.units().collect();
    let those = |field: &str, value: bool| references(units.iter().copied().filter(|unit| unit.record[field] == value));
    let dossiers = &model.dossiers;
    put("units", json!(units.len()));
    put(
        "units_sent",
        json!(units.iter().filter(|unit| unit.record["sent"] == true).count()),
    );
    put("units_missing", those("sent", false));
    put("units_late", those("late", true));
    put(
        "units_complete",
        json!(units.iter().filter(|unit| unit.record["complete"] == true).count()),
    );
    put("units_performing", performing(&units));

    let children: Vec<_> = dossiers.iter().flat_map(|dossier| &dossier.children).collect();
    let unknown = "Chưa ghi";
    put("children", json!(children.len()));
    put(
        "girls",
        json!(children.iter().filter(|child| child.gender == Some(Gender::Nu)).count()),
    );
    put(
        "boys",
        json!(
            children
                .iter()
                .filter(|child| child.gender == Some(Gender::Nam))
                .count()
        ),
    );
    put(
        "by_gender",
        tally(
            &["Nam", "Nữ"],
            children.iter().map(|child| child.gender.map_or(unknown, Gender::label)),
        ),
    );
    let mut groups: Vec<&str> = children
        .iter()
        .map(|child| child.ethnicity.as_deref().unwrap_or(unknown))
        .collect();
    groups.sort_by_key(|group| (std::cmp::Reverse(groups_like(&children, group)), group.to_owned()));
    put("by_ethnicity", tally(&[], groups.into_iter()));
    let mut years: Vec<&str> = children
        .iter()
        .map(|child| {
            child
                .birth
                .as_deref()
                .and_then(|birth| birth.get(..4))
                .unwrap_or(unknown)
        })
        .collect();
    years.sort_unstable();
    put("by_birth_year", tally(&[], years.into_iter()));
    let levels = children
        .iter()
        .map(|child| school_level(child.class.as_deref()).unwrap_or(unknown));
    put("by_school_level", tally(&["Tiểu học", "THCS", "THPT"], levels));
    let duties = children
        .iter()
        .flat_map(|child| child.duties.iter().map(|duty| duty.label()));
    let duty_labels: Vec<&str> = Duty::ALL.iter().map(|duty| duty.label()).collect();
    put("by_duty", tally(&duty_labels, duties));
    put(
        "consent_publish",
        json!(children.iter().filter(|child| child.consent.publish_name).count()),
    );
    put(
        "consent_parents",
        json!(children.iter().filter(|child| child.consent.processing).count()),
    );
    put(
        "consent_photo",
        json!(children.iter().filter(|child| child.consent.photo).count()),
    );

    let caretakers: Vec<_> = dossiers.iter().flat_map(|dossier| &dossier.caretakers).collect();
    put("caretakers", json!(caretakers.len()));
    put(
        "caretakers_women",
        json!(caretakers.iter().filter(|one| one.gender == Some(Gender::Nu)).count()),
    );
    put(
        "caretakers_committed",
        json!(caretakers.iter().filter(|one| one.commitment).count()),
    );
    let entries: Vec<_> = dossiers.iter().flat_map(|dossier| &dossier.entries).collect();
    put("entries", json!(entries.len()));
    let forms: Vec<&str> = EntryForm::ALL.iter().map(|form| form.label()).collect();
    put(
        "by_entry_form",
        tally(
            &forms,
            entries.iter().map(|entry| entry.form.map_or(unknown, EntryForm::label)),
        ),
    );
    put(
        "posters",
        json!(dossiers.iter().filter(|dossier| dossier.poster.is_some()).count()),
    );

    let questions: Vec<&Value> = joined.records("questions").map(|one| one.record).collect();
    let recommendations: Vec<&Value> = joined.records("recommendations").map(|one| one.record).collect();
    let raw: Vec<_> = dossiers.iter().flat_map(|dossier| &dossier.recommendations).collect();
    put("questions", json!(questions.len()));
    put(
        "questions_raw",
        json!(dossiers.iter().map(|dossier| dossier.questions.len()).sum::<usize>()),
    );
    put("recommendations", json!(recommendations.len()));
    put("recommendations_raw", json!(raw.len()));
    let answered = raw
        .iter()
        .filter(|one| is_answered(one) && one.merged_into.is_none())
        .count();
    put("answered", json!(answered));
    let withheld = |list: &[&Value]| list.iter().filter(|one| one["withheld"] == true).count();
    put("questions_withheld", json!(withheld(&questions)));
    put("recommendations_withheld", json!(withheld(&recommendations)));
    put("unanswered", json!(recommendations.len() - answered));
    put("answered_share", json!(share(answered, recommendations.len())));
    let mut shorts: Vec<&str> = model.file.themes.iter().map(|theme| theme.short.as_str()).collect();
    shorts.push("Chưa phân loại");
    put("by_theme", tally(&shorts, texts(&recommendations, "theme_short")));
    put("questions_by_theme", tally(&shorts, texts(&questions, "theme_short")));
    let agencies: Vec<&str> = model.file.agencies.iter().map(|agency| agency.short.as_str()).collect();
    put("by_agency", tally(&agencies, texts(&recommendations, "agency_short")));
    put(
        "questions_by_agency",
        tally(&agencies, texts(&questions, "agency_short")),
    );
    let statuses: Vec<&str> = ReplyStatus::ALL.iter().map(|status| status.label()).collect();
    put("by_status", tally(&statuses, texts(&recommendations, "status_label")));

    let previous: Vec<&Value> = joined
        .records("previous_recommendations")
        .map(|one| one.record)
        .collect();
    put("previous", json!(previous.len()));
    put("units_without_previous", those("no_previous_forum", true));
    let classes: Vec<&str> = PreviousStatus::ALL.iter().map(|status| status.label()).collect();
    put("previous_by_status", tally(&classes, texts(&previous, "status_label")));
    put("commune_forums", Value::Object(commune_forums(model)));

    let guests = &model.guests;
    put("guests", json!(guests.len()));
    let groups: Vec<&str> = GuestGroup::ALL.iter().map(|group| group.label()).collect();
    put(
        "guests_by_group",
        tally(&groups, guests.iter().map(|guest| guest.group.label())),
    );
    put(
        "guests_coming",
        json!(
            guests
                .iter()
                .filter(|guest| guest.reply != Some(GuestReply::Vang))
                .count()
        ),
    );
    put(
        "guests_confirmed",
        json!(
            guests
                .iter()
                .filter(|guest| matches!(guest.reply, Some(GuestReply::Du | GuestReply::CuDiThay)))
                .count()
        ),
    );
    let per_guest = model.file.limits.children_per_guest.max(1) as usize;
    put("guests_limit", json!(children.len() / per_guest));
    let spent: u64 = model.file.outcome.spending.iter().map(|spending| spending.amount).sum();
    put("spent", json!(spent));
    let due = model.file.outcome.end.or(model.file.outcome.start).and_then(|held| {
        held.date()
            .checked_add(jiff::Span::new().days(i64::from(model.file.limits.report_days)))
            .ok()
    });
    put("report_due", json!(due));
    totals
}

fn groups_like(children: &[&crate::model::Child], group: &str) -> usize {
    children
        .iter()
        .filter(|child| child.ethnicity.as_deref().unwrap_or("Chưa ghi") == group)
        .count()
}

fn performing(units: &[Shared<'_>]) -> Value {
    let performs = |unit: &&Shared<'_>| unit.record["performs"] == true;
    let mut chosen: Vec<Shared<'_>> = units.iter().filter(performs).copied().collect();
    chosen.sort_by_key(|unit| unit.record["performing_order"].as_u64());
    references(chosen.into_iter())
}

fn texts<'a>(list: &'a [&'a Value], field: &'a str) -> impl Iterator<Item = &'a str> {
    list.iter().filter_map(move |record| record[field].as_str())
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// Sums over the communes' own forums; what a commune did not give counts as nothing.
fn commune_forums(model: &Model) -> Map<String, Value> {
    let mut sums = Map::new();
    let forums: Vec<_> = model.dossiers.iter().map(|dossier| &dossier.commune_forum).collect();
    sums.insert(
        "held".to_owned(),
        json!(forums.iter().filter(|forum| forum.date.is_some()).count()),
    );
    for (name, number) in [
        (
            "children",
            (|forum| forum.children) as fn(&crate::model::CommuneForum) -> Option<u32>,
        ),
        ("girls", |forum| forum.girls),
        ("ethnic_minority", |forum| forum.ethnic_minority),
        ("special_circumstances", |forum| forum.special_circumstances),
        ("primary", |forum| forum.primary),
        ("lower_secondary", |forum| forum.lower_secondary),
        ("caretakers", |forum| forum.caretakers),
        ("guests", |forum| forum.guests),
        ("volunteers", |forum| forum.volunteers),
        ("entries", |forum| forum.entries),
        ("questions", |forum| forum.questions),
        ("recommendations", |forum| forum.recommendations),
        ("answered", |forum| forum.answered),
        ("unanswered", |forum| forum.unanswered),
        ("forwarded", |forum| forum.forwarded),
        ("gifts", |forum| forum.gifts),
    ] {
        sums.insert(
            name.to_owned(),
            json!(forums.iter().filter_map(|forum| number(forum)).sum::<u32>()),
        );
    }
    sums.insert(
        "spent_budget".to_owned(),
        json!(forums.iter().filter_map(|forum| forum.spent_budget).sum::<u64>()),
    );
    sums.insert(
        "spent_social".to_owned(),
        json!(forums.iter().filter_map(|forum| forum.spent_social).sum::<u64>()),
    );
    let population = model
        .dossiers
        .iter()
        .filter_map(|dossier| dossier.delegation.child_population)
        .sum::<u32>();
    sums.insert("child_population".to_owned(), json!(population));
    sums
}

/// Totals that should be the same number and are not: what is put to no known theme or agency falls out of one of them.
pub fn disagreements(model: &Model) -> Vec<Fault> {
    let file = &model.file;
    let known_theme = |code: &Option<String>| {
        code.as_ref()
            .is_none_or(|code| file.themes.iter().any(|theme| theme.code == *code))
    };
    let known_agency = |code: &Option<String>| {
        code.as_ref()
            .is_none_or(|code| file.agencies.iter().any(|agency| agency.code == *code))
    };
    let recommendations = model.dossiers.iter().flat_map(|dossier| &dossier.recommendations);
    let questions = model.dossiers.iter().flat_map(|dossier| &dossier.questions);
    let counts = [
        (
            "kiến nghị",
            recommendations
                .map(|one| (known_theme(&one.theme), known_agency(&one.agency)))
                .collect::<Vec<_>>(),
        ),
        (
            "câu hỏi",
            questions
                .map(|one| (known_theme(&one.theme), known_agency(&one.agency)))
                .collect(),
        ),
    ];
    counts
        .into_iter()
        .filter_map(|(what, known)| {
            let all = known.len();
            let by_theme = known.iter().filter(|(theme, _)| *theme).count();
            let by_agency = known.iter().filter(|(_, agency)| *agency).count();
            (by_theme != all || by_agency != all).then(|| Fault::TotalsDisagree {
                what: what.to_owned(),
                counts: format!("theo đơn vị {all}, theo lĩnh vực {by_theme}, theo cơ quan {by_agency}"),
            })
        })
        .collect()
}
