//! Questions, recommendations and items as records, joined with themes and agencies.

use serde_json::{Value, json};

use super::records::complete;
use super::units::Joined;
use crate::model::dossier::PreviousRecommendation;
use crate::model::{Dossier, Entry, ForumFile, Model, Poster, Question, Recommendation, ReplyStatus};
use crate::proposals::alike::groups;
use crate::vietnamese::join_vi;

/// Adds `theme_short`, `theme_title`; text, because tables print it also when no theme is given.
fn theme(record: &mut serde_json::Map<String, Value>, code: Option<&str>, file: &ForumFile) {
    let theme = code.and_then(|code| file.themes.iter().find(|theme| theme.code == code));
    record.insert(
        "theme_short".to_owned(),
        json!(theme.map_or("Chưa phân loại", |theme| &theme.short)),
    );
    record.insert(
        "theme_title".to_owned(),
        json!(theme.map_or("Chưa phân loại", |theme| &theme.title)),
    );
}

/// Adds `agency_short`, `agency_name`; a name that is no code prints as given.
fn agency(record: &mut serde_json::Map<String, Value>, code: Option<&str>, file: &ForumFile) {
    let known = code.and_then(|code| file.agencies.iter().find(|agency| agency.code == code));
    let name = known
        .map(|agency| agency.name.as_str())
        .or(code)
        .unwrap_or("Chưa phân công");
    let short = known
        .map(|agency| agency.short.as_str())
        .or(code)
        .unwrap_or("Chưa phân công");
    record.insert("agency_name".to_owned(), json!(name));
    record.insert("agency_short".to_owned(), json!(short));
}

/// What prints in the place of a text that is held back.
pub const WITHHELD: &str = "(nội dung đang được xem xét riêng)";

/// Takes everything out of the record of a withheld text that tells what was said, by whom or where, so that no template can
/// print it; what it counts for (theme, agency, state) stays, so that all totals agree. The unit goes too: of a handful of
/// texts of one small commune, the place would tell too much.
pub fn withhold(record: &mut serde_json::Map<String, Value>) {
    if record.get("withheld") != Some(&Value::Bool(true)) {
        return;
    }
    for name in ["text", "text_printed"] {
        record.insert(name.to_owned(), json!(WITHHELD));
    }
    for name in [
        "edited_text",
        "answer",
        "reply",
        "commune_reply",
        "reply_number",
        "reply_date",
        "answered_by",
        "asker",
        "asker_name",
        "order",
    ] {
        if let Some(value) = record.get_mut(name) {
            *value = Value::Null;
        }
    }
    for name in ["theme_words", "agency_words"] {
        record.insert(name.to_owned(), json!([]));
    }
    if record.contains_key("selected") {
        record.insert("selected".to_owned(), json!(false));
    }
    if record.contains_key("units_text") {
        record.insert("units_text".to_owned(), json!("–"));
    }
    if let Some(Value::Object(unit)) = record.get_mut("unit") {
        for value in unit.values_mut() {
            *value = json!("–");
        }
    }
}

/// A question.
pub fn question(question: &Question, dossier: &Dossier, file: &ForumFile) -> Value {
    let mut record = complete(question);
    theme(&mut record, question.theme.as_deref(), file);
    agency(&mut record, question.agency.as_deref(), file);
    let asker = dossier
        .children
        .iter()
        .find(|child| Some(&child.id) == question.asker.as_ref());
    record.insert("asker_name".to_owned(), json!(asker.map(|child| &child.name)));
    record.insert(
        "text_printed".to_owned(),
        json!(question.edited_text.as_ref().unwrap_or(&question.text)),
    );
    Value::Object(record)
}

/// A recommendation.
pub fn recommendation(recommendation: &Recommendation, file: &ForumFile) -> Value {
    let mut record = complete(recommendation);
    theme(&mut record, recommendation.theme.as_deref(), file);
    agency(&mut record, recommendation.agency.as_deref(), file);
    let cooperating: Vec<&str> = recommendation
        .cooperating
        .iter()
        .map(|code| {
            file.agencies
                .iter()
                .find(|agency| agency.code == *code)
                .map_or(code.as_str(), |agency| &agency.short)
        })
        .collect();
    record.insert("cooperating_text".to_owned(), json!(join_vi(&cooperating)));
    record.insert(
        "level_label".to_owned(),
        json!(recommendation.level.map(crate::model::Level::label)),
    );
    record.insert("status_label".to_owned(), json!(recommendation.status.label()));
    record.insert("answered".to_owned(), json!(is_answered(recommendation)));
    let text = recommendation.edited_text.as_ref().unwrap_or(&recommendation.text);
    record.insert("text_printed".to_owned(), json!(text));
    Value::Object(record)
}

/// Whether somebody has replied, whatever the reply.
pub fn is_answered(recommendation: &Recommendation) -> bool {
    recommendation.status != ReplyStatus::ChuaTraLoi
}

/// An item.
pub fn entry(entry: &Entry, file: &ForumFile) -> Value {
    let mut record = complete(entry);
    theme(&mut record, entry.theme.as_deref(), file);
    record.insert(
        "form_label".to_owned(),
        json!(entry.form.map(crate::model::EntryForm::label)),
    );
    Value::Object(record)
}

/// A poster.
pub fn poster(poster: &Poster, file: &ForumFile) -> Value {
    let mut record = complete(poster);
    theme(&mut record, poster.theme.as_deref(), file);
    Value::Object(record)
}

/// A recommendation of the forum before.
pub fn previous(previous: &PreviousRecommendation, file: &ForumFile) -> Value {
    let mut record = complete(previous);
    agency(&mut record, previous.agency.as_deref(), file);
    record.insert(
        "status_label".to_owned(),
        json!(previous.status.map(crate::model::dossier::PreviousStatus::label)),
    );
    Value::Object(record)
}

/// The texts that are alike, group by group: number of the group, what they are, what each has in common with the first of
/// its group (0 to 1; null for the first itself), and the record.
pub fn alike(model: &Model, joined: &Joined<'_>) -> Value {
    let mut rows = Vec::new();
    let mut number: usize = 0;
    let [questions, recommendations] = groups(&model.dossiers);
    for (list, label, groups) in [
        ("questions", "Câu hỏi", questions),
        ("recommendations", "Kiến nghị", recommendations),
    ] {
        for group in groups {
            number += 1;
            for (place, member) in group.iter().enumerate() {
                let record = joined.records(list).find(|one| one.record["id"] == member.id.as_str());
                rows.push(json!({
                    "group": number,
                    "kind_label": label,
                    "share": (place > 0).then_some(member.share),
                    "item": record.map(|record| record.reference()),
                }));
            }
        }
    }
    Value::Array(rows)
}
