//! Questions, recommendations and items as records, joined with themes and agencies.

use serde_json::{Value, json};

use super::records::complete;
use crate::model::dossier::PreviousRecommendation;
use crate::model::{Dossier, Entry, ForumFile, Poster, Question, Recommendation, ReplyStatus};
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
