//! What was decided about proposals: a list that only grows, beside the drafts that came back.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::yaml::{self, YamlError};

/// The file's path below the workspace.
pub const FILE: &str = "inputs/returned/review.yaml";

/// What opens the file when the program begins it.
const HEAD: &str =
    "# Những đề nghị sửa trong bản thảo Word đã được nhận hoặc không nhận; chương trình chỉ ghi thêm vào cuối.\n";

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Taken over.
    Accepted,
    /// Seen to by a person, or read.
    Done,
    /// Not taken over.
    Rejected,
}

/// A decision about a proposal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// Id of the proposal.
    pub id: String,
    /// What was decided.
    pub decision: Decision,
    /// Id of the paper.
    pub paper: String,
    /// The draft, below the workspace.
    pub file: String,
    /// What the paper said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What the draft says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// Files that were changed for it, below the workspace.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<String>,
    /// Who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When: the day that counts as today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// All decisions.
#[derive(Debug, Clone, Default)]
pub struct Decisions {
    text: String,
    list: Vec<Decided>,
}

impl Decisions {
    /// Reads the text of the file.
    pub fn read(text: &str) -> Result<Self, YamlError> {
        let says_nothing = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        let list = match text.trim_start_matches('\u{feff}').lines().all(says_nothing) {
            true => Vec::new(),
            false => yaml::read(text)?,
        };
        Ok(Self {
            text: text.to_owned(),
            list,
        })
    }

    /// The last decision about a proposal.
    pub fn of(&self, id: &str) -> Option<&Decided> {
        self.list.iter().rev().find(|decided| decided.id == id)
    }

    /// The text of the file with more decisions at its end, one in a line.
    pub fn with(&self, more: &[Decided]) -> String {
        let mut text = match self.text.is_empty() {
            true => HEAD.to_owned(),
            false => self.text.clone(),
        };
        if !text.ends_with('\n') {
            text.push('\n');
        }
        for decided in more {
            let value = serde_json::to_value(decided).unwrap_or_default();
            text.push_str(&format!("- {}\n", yaml::line(&value)));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let decided = |id: &str, new: &str| Decided {
            id: id.to_owned(),
            decision: Decision::Rejected,
            paper: "giay-moi/k017".to_owned(),
            file: "inputs/returned/a: b.docx".to_owned(),
            old: None,
            new: Some(new.to_owned()),
            changed: vec!["inputs/edits.yaml".to_owned()],
            by: Some("LTN".to_owned()),
            on: Some(jiff::civil::date(2024, 9, 20)),
            why: Some("không # đúng".to_owned()),
        };
        let first = [decided("k3f9ab", "Câu «mới»: {có} 'dấu'"), decided("2y2y2y", "1.0")];
        let text = Decisions::default().with(&first);
        let read = Decisions::read(&text).expect("YAML");
        assert_eq!(read.list, first);
        let longer = read.with(&[decided("k3f9ab", "khác")]);
        assert!(longer.starts_with(&text));
        let read = Decisions::read(&longer).expect("YAML");
        assert_eq!(read.of("k3f9ab").and_then(|one| one.new.as_deref()), Some("khác"));
    }
}
