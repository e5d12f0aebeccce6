//! The units that take part.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Kinds of units at commune level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitType {
    /// Xã.
    Xa,
    /// Thị trấn (until 2025-06-30).
    ThiTran,
    /// Phường.
    Phuong,
    /// Đặc khu.
    DacKhu,
}

impl UnitType {
    /// The common noun, in lower case (reference/nd30.md 7).
    pub fn label(self) -> &'static str {
        match self {
            Self::Xa => "xã",
            Self::ThiTran => "thị trấn",
            Self::Phuong => "phường",
            Self::DacKhu => "đặc khu",
        }
    }
}

/// A unit that takes part. Codes were given again to other communes: a unit is its code on a day.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// Five-digit code of the General Statistics Office, as text.
    pub code: String,
    /// Kind of unit.
    #[serde(rename = "type")]
    pub unit_type: UnitType,
    /// Proper name without the kind.
    pub name: String,
    /// Other spellings and former names.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// First day on which this unit existed.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub valid_from: Option<Date>,
    /// Last day on which this unit existed.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub valid_to: Option<Date>,
    /// Code of the unit it went into.
    #[serde(default)]
    pub successor: Option<String>,
}

impl Unit {
    /// "xã Tri Lễ".
    pub fn full_name(&self) -> String {
        format!("{} {}", self.unit_type.label(), self.name)
    }
}
