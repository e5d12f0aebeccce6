//! People, their roles, and in whose name they sign.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::dossier::Gender;

/// A person with one or more roles.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Key of the person; lower case letters, digits and hyphens.
    pub id: String,
    /// Name.
    pub name: String,
    /// Honorific.
    #[serde(default)]
    pub honorific: Option<String>,
    /// Gender.
    #[serde(default)]
    pub gender: Option<Gender>,
    /// Position.
    #[serde(default)]
    pub position: Option<String>,
    /// Code of the agency, or the agency's name.
    #[serde(default)]
    pub agency: Option<String>,
    /// Roles.
    #[serde(default)]
    pub roles: Vec<Role>,
}

/// One role of a person.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Which.
    pub role: RoleKind,
    /// The title in it ("Trưởng ban").
    #[serde(default)]
    pub title: Option<String>,
}

/// Roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleKind {
    /// Signs papers.
    Signer,
    /// Member of the organising committee (Ban Tổ chức).
    Committee,
    /// Member of the service team (Tổ phục vụ).
    Service,
    /// Leads through the programme.
    Mc,
    /// Judges the items.
    Judge,
}

/// A capacity in which papers are signed.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// Role that templates and the register name ("organiser_deputy").
    pub role: String,
    /// Id of the person.
    pub person: String,
    /// Lines above the name, in capitals ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH").
    pub lines: Vec<String>,
    /// First day of the authority.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub valid_from: Option<Date>,
    /// Last day of the authority.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub valid_to: Option<Date>,
}
