//! What the totals count, in the words of templates: for a trace, which takes a number apart. The totals themselves are counted
//! beside this; where the two differ, no parts are told.

use super::records::object;
use crate::compose::Facts;
use crate::model::Duty;

/// Totals that are one number.
const NUMBERS: [(&str, &str); 36] = [
    ("units", "units | length"),
    ("units_sent", "units | selectattr(\"sent\") | list | length"),
    ("units_complete", "units | selectattr(\"complete\") | list | length"),
    ("planned_children", "totals.units * quota.children"),
    ("planned_caretakers", "totals.units * quota.caretakers"),
    ("planned_questions", "totals.units * quota.questions"),
    ("planned_recommendations", "totals.units * quota.recommendations"),
    ("planned_posters", "totals.units * quota.posters"),
    ("children", "children | length"),
    (
        "girls",
        "children | selectattr(\"gender\", \"eq\", \"nu\") | list | length",
    ),
    (
        "boys",
        "children | selectattr(\"gender\", \"eq\", \"nam\") | list | length",
    ),
    (
        "consent_publish",
        "children | selectattr(\"consent.publish_name\") | list | length",
    ),
    (
        "consent_parents",
        "children | selectattr(\"consent.processing\") | list | length",
    ),
    (
        "consent_photo",
        "children | selectattr(\"consent.photo\") | list | length",
    ),
    ("caretakers", "caretakers | length"),
    (
        "caretakers_women",
        "caretakers | selectattr(\"gender\", \"eq\", \"nu\") | list | length",
    ),
    (
        "caretakers_committed",
        "caretakers | selectattr(\"commitment\") | list | length",
    ),
    ("entries", "entries | length"),
    ("posters", "posters | length"),
    ("questions", "questions | length"),
    ("questions_raw", "as_sent.questions | length"),
    (
        "questions_withheld",
        "questions | selectattr(\"withheld\") | list | length",
    ),
    ("recommendations", "recommendations | length"),
    ("recommendations_raw", "as_sent.recommendations | length"),
    (
        "recommendations_withheld",
        "recommendations | selectattr(\"withheld\") | list | length",
    ),
    ("answered", "recommendations | selectattr(\"answered\") | list | length"),
    (
        "unanswered",
        "recommendations | rejectattr(\"answered\") | list | length",
    ),
    ("answered_share", "totals.answered / totals.recommendations"),
    ("previous", "previous_recommendations | length"),
    ("guests", "guests | length"),
    (
        "guests_coming",
        "guests | rejectattr(\"reply\", \"eq\", \"vang\") | list | length",
    ),
    (
        "guests_confirmed",
        "guests | selectattr(\"reply\", \"in\", [\"du\", \"cu-di-thay\"]) | list | length",
    ),
    ("guests_limit", "totals.children // limits.children_per_guest"),
    ("spent", "outcome.spending | map(attribute=\"amount\") | sum"),
    (
        "commune_forums/held",
        "units | selectattr(\"commune_forum.date\") | list | length",
    ),
    (
        "commune_forums/child_population",
        "units | map(attribute=\"delegation.child_population\") | select | sum",
    ),
];

/// Totals by label: their name, the list they are taken from, and the field that holds the label.
const TALLIES: [(&str, &str, &str); 12] = [
    ("by_gender", "children", "gender_label"),
    ("by_ethnicity", "children", "ethnicity"),
    ("by_birth_year", "children", "birth_year"),
    ("by_school_level", "children", "school_level"),
    ("by_entry_form", "entries", "form_label"),
    ("by_theme", "recommendations", "theme_short"),
    ("questions_by_theme", "questions", "theme_short"),
    ("by_agency", "recommendations", "agency_short"),
    ("questions_by_agency", "questions", "agency_short"),
    ("by_status", "recommendations", "status_label"),
    ("previous_by_status", "previous_recommendations", "status_label"),
    ("guests_by_group", "guests", "group_label"),
];

/// The label of those that say nothing.
const UNKNOWN: &str = "Chưa ghi";

/// The expression that counts the fact at `path`; nothing if it is not counted. It may name `as_sent`, which no template knows.
pub fn counted(path: &str, facts: &Facts) -> Option<String> {
    let name = path.strip_prefix("totals/")?;
    if let Some((_, expression)) = NUMBERS.iter().find(|(known, _)| *known == name) {
        return Some((*expression).to_owned());
    }
    if let Some(field) = name.strip_prefix("commune_forums/") {
        return Some(format!(
            "units | map(attribute=\"commune_forum.{field}\") | select | sum"
        ));
    }
    let mut steps = name.split('/');
    let (tally, place, what) = (steps.next()?, steps.next()?.parse::<usize>().ok()?, steps.next()?);
    let rows = facts.known("totals")?.field(tally).items();
    let label = rows.get(place)?.text_of("label")?;
    let (those, all) = match TALLIES.iter().find(|(known, ..)| *known == tally) {
        Some((_, list, field)) => of_label(list, field, &label),
        None if tally == "by_duty" => of_duty(&label)?,
        None => return None,
    };
    match what {
        "count" => Some(format!("{those} | length")),
        "share" => Some(format!("totals.{tally}[{place}].count / ({all} | length)")),
        _ => None,
    }
}

/// The things with a label, and all that were looked at.
fn of_label(list: &str, field: &str, label: &str) -> (String, String) {
    let is_counted_without = ["children", "entries"].contains(&list);
    let those = match is_counted_without && label == UNKNOWN {
        true => format!("{list} | rejectattr(\"{field}\") | list"),
        false => format!("{list} | selectattr(\"{field}\", \"eq\", {}) | list", quoted(label)),
    };
    let all = match is_counted_without {
        true => list.to_owned(),
        false => format!("{list} | selectattr(\"{field}\") | list"),
    };
    (those, all)
}

/// Duties: a child may have several.
fn of_duty(label: &str) -> Option<(String, String)> {
    let duty = Duty::ALL.iter().find(|duty| duty.label() == label)?;
    let all = "children | map(attribute=\"duties\") | sum(start=[])";
    let those = format!("{all} | select(\"eq\", {}) | list", quoted(&object(duty)));
    Some((those, all.to_owned()))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
