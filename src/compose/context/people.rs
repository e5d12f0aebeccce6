//! People with roles, and guests, as records.

use serde_json::{Value, json};

use super::records::complete;
use super::units::Joined;
use crate::model::forum::{ForumFile, Person, Role};
use crate::model::{GuestGroup, Model};

/// A person; with `held`, in that role.
pub fn person(person: &Person, held: Option<&Role>, file: &ForumFile) -> Value {
    let mut record = complete(person);
    let agency = person.agency.as_ref();
    let known = agency.and_then(|code| file.agencies.iter().find(|agency| agency.code == *code));
    record.insert(
        "agency_name".to_owned(),
        json!(known.map(|agency| &agency.name).or(agency)),
    );
    record.insert("title".to_owned(), json!(held.and_then(|role| role.title.as_ref())));
    record.insert(
        "gender_label".to_owned(),
        json!(person.gender.map(crate::model::Gender::label)),
    );
    Value::Object(record)
}

/// The guests in the order of protocol within the order of the file.
pub fn guests(model: &Model, joined: &Joined<'_>) -> Value {
    let records = model.guests.iter().map(|guest| {
        let mut record = complete(guest);
        let code = guest.agency_code.as_deref();
        let agency = code.map_or(Value::Null, |code| joined.agency_of(code));
        let unit = guest.unit.as_deref().map_or(Value::Null, |code| joined.unit(code));
        let asked = |name: &str| match (guest.group, code) {
            (GuestGroup::DoiThoai, Some(code)) if !agency.is_null() => joined.to_answer(name, code),
            _ => json!([]),
        };
        record.insert("questions".to_owned(), asked("questions"));
        record.insert("recommendations".to_owned(), asked("recommendations"));
        record.insert("addressee".to_owned(), json!(guest.addressee()));
        record.insert("group_label".to_owned(), json!(guest.group.label()));
        record.insert(
            "reply_label".to_owned(),
            json!(guest.reply.map(crate::model::GuestReply::label)),
        );
        record.insert("agency_record".to_owned(), agency);
        record.insert("unit_record".to_owned(), unit);
        Value::Object(record)
    });
    Value::Array(records.collect())
}
