//! Citations: in full the first time, by number and notation afterwards (reference/nd30.md C18a).

use jiff::civil::Date;
use serde_json::{Value, json};

use super::PaperKind;
use super::records::complete;
use crate::model::forum::Law;
use crate::vietnamese::{dates, numbers};

/// A law with its `cite` and `cite_short`.
pub fn citations(law: &Law) -> Value {
    let mut record = complete(law);
    let number = law
        .number
        .as_ref()
        .map(|number| format!("{} số\u{a0}{number}", law.kind));
    let short = match (&number, &law.about) {
        (Some(number), _) => number.clone(),
        // A law of the National Assembly is cited by its name.
        (None, Some(about)) => format!("{} {about}", law.kind),
        (None, None) => law.kind.clone(),
    };
    let mut cite = short.clone();
    if number.is_some() {
        if let Some(date) = law.date {
            cite.push_str(&format!(" ngày\u{a0}{}", dates::date(date)));
        }
        if let Some(issuer) = &law.issuer {
            cite.push_str(&format!(" của {issuer}"));
        }
        if let Some(about) = &law.about {
            cite.push_str(&format!(" {about}"));
        }
    }
    record.insert("cite".to_owned(), json!(cite));
    record.insert("cite_short".to_owned(), json!(short));
    Value::Object(record)
}

/// "Kế hoạch số 15/KH-UBND ngày 05 tháng 02 năm 2026 của …"; what the office has not given yet stays open.
pub fn citation_of_paper(kind: &PaperKind, number: Option<u32>, date: Option<Date>, year: u16, issuer: &str) -> String {
    let number = number.map_or_else(|| "\u{a0}".repeat(6), |number| numbers::pad(u64::from(number)));
    let notation = kind
        .notation
        .as_ref()
        .map_or_else(String::new, |notation| format!(" số\u{a0}{number}/{notation}"));
    let date = date.map_or_else(
        || format!("ngày{gap}tháng{gap}năm\u{a0}{year}", gap = "\u{a0}".repeat(5)),
        dates::long_date,
    );
    format!("{}{notation} {date} của {issuer}", kind.name)
}
