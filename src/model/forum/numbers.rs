//! How many of what, by when, and the agenda.

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Level;

/// How many of what. All are counts; `_minutes` are minutes.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// Share of the units that hold their own forum, in percent.
    #[serde(default = "all_units")]
    pub unit_forums_percent: u32,
    /// Child delegates of each unit.
    pub children: u32,
    /// Caretakers of each unit.
    pub caretakers: u32,
    /// Questions of each unit.
    pub questions: u32,
    /// Recommendations of each unit.
    pub recommendations: u32,
    /// Posters of each unit.
    pub posters: u32,
    /// Children of each unit who ask a question.
    pub askers: u32,
    /// Children of a unit who read a paper, where that is its form.
    pub paper_readers: u32,
    /// Fewest units that perform.
    pub performing_min: u32,
    /// Most units that perform.
    pub performing_max: u32,
    /// Items sent to the level above.
    pub province_entries: u32,
    /// Children who lead through the programme.
    pub mcs: u32,
    /// Boys among them.
    pub mc_boys: u32,
    /// Girls among them.
    pub mc_girls: u32,
    /// Items of the arts programme.
    pub arts_items: u32,
    /// Length of the arts programme.
    pub arts_minutes: u32,
    /// Film reports.
    pub films: u32,
    /// Length of the film report.
    pub film_minutes: u32,
    /// Length of the break.
    pub break_minutes: u32,
}

fn all_units() -> u32 {
    100
}

/// Limits of the law.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Fewest children at a forum, by level (TT 29/2019 Điều 7: commune 30, district 40, province 50).
    pub min_children: BTreeMap<Level, u32>,
    /// Most children for one caretaker (Điều 7: 5).
    pub children_per_caretaker: u32,
    /// Guests are at most one in so many children (Điều 7: 3).
    pub children_per_guest: u32,
    /// Volunteers are at most one in so many children (Điều 7: 10).
    pub children_per_volunteer: u32,
    /// A child is younger than this on the day, in years (Luật Trẻ em Điều 1: 16).
    pub child_age: u32,
    /// Days after the forum within which it is reported (Điều 14: 15).
    pub report_days: u32,
}

/// A deadline.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// The date that is named.
    #[schemars(with = "String")]
    pub date: Date,
    /// What the date means.
    #[serde(default)]
    pub meaning: DeadlineMeaning,
    /// What is due.
    pub what: String,
}

impl Deadline {
    /// The last day on which the thing is in time.
    pub fn last_day(&self) -> Date {
        match self.meaning {
            DeadlineMeaning::Before => self.date.yesterday().unwrap_or(self.date),
            DeadlineMeaning::By => self.date,
        }
    }
}

/// How a deadline is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DeadlineMeaning {
    /// "trước ngày": the day before is the last one.
    #[default]
    Before,
    /// "đến hết ngày": the day itself is the last one.
    By,
}

/// One row of an agenda.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// What happens.
    pub content: String,
    /// Who does it.
    #[serde(default)]
    pub performer: Option<String>,
    /// Length in minutes.
    #[serde(default)]
    pub minutes: Option<u32>,
}
