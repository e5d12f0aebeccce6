//! What the types cannot say: codes of `forum.yaml`, ids of other records, births.

use jiff::civil::Date;
use serde_json::Value;

use super::super::path::Target;
use super::super::shape::nearest;
use super::{Laying, plain};
use crate::finding::Fault;

impl Laying<'_> {
    /// A fault if `now` cannot stand in `field`.
    pub(super) fn allowed(&self, target: &Target, field: &str, now: &Value, path: &str) -> Result<(), Fault> {
        let text = match now {
            Value::String(text) => text,
            Value::Array(items) if field == "cooperating" => {
                return items
                    .iter()
                    .try_for_each(|item| self.allowed(target, "agency", item, path));
            }
            _ => return Ok(()),
        };
        let themes = || self.file.themes.iter().map(|theme| theme.code.as_str()).collect();
        let agencies = || self.file.agencies.iter().map(|agency| agency.code.as_str()).collect();
        let units = || self.file.units.iter().map(|unit| unit.code.as_str()).collect();
        let ids = || self.known.iter().chain(&self.claimed).map(String::as_str).collect();
        let proposal = matches!(target.list, Some("questions" | "recommendations"));
        let (codes, what, english): (Vec<&str>, _, _) = match field {
            "theme" => (themes(), "mã chủ đề", "theme"),
            "agency" if proposal => (agencies(), "mã cơ quan", "agency"),
            "agency_code" => (agencies(), "mã cơ quan", "agency"),
            "unit" if target.list == Some("guests") => (units(), "mã đơn vị", "unit"),
            "merged_into" | "asker" => (ids(), "mã", "id"),
            "birth" => {
                let year = text.len() == 4 && text.chars().all(|c| c.is_ascii_digit());
                if year || text.parse::<Date>().is_ok() {
                    return Ok(());
                }
                let detail = "ghi năm sinh (2012) hoặc ngày sinh dạng 2012-06-17".to_owned();
                let english = "write the year (2012) or the date (2012-06-17)".to_owned();
                return Err(super::wrong_value(path, now, (detail, english)));
            }
            _ => return Ok(()),
        };
        if codes.contains(&text.as_str()) {
            return Ok(());
        }
        let offered = match nearest(text, &codes) {
            Some(near) => (format!("; có phải «{near}» không"), format!("; “{near}” perhaps")),
            None if codes.len() <= 20 => {
                let all = codes.join(", ");
                (format!("; chọn một trong: {all}"), format!("; choose one of: {all}"))
            }
            None => Default::default(),
        };
        let detail = format!("không có {what} này{}", offered.0);
        let english = format!("there is no such {english}{}", offered.1);
        Err(super::wrong_value(path, &Value::String(plain(now)), (detail, english)))
    }
}
