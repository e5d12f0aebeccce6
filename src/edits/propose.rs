//! A correction as somebody types it on one line, made into one of the file.

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::path::{self, Root, Target};
use super::shape::Shape;
use crate::finding::Fault;
use crate::model::edit::Edit;
use crate::model::{Dossier, ForumFile, Guest};

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Sets a value; an empty text takes it away.
    Now(String),
    /// Sets a value that was read already; null takes it away.
    Value(Value),
    /// Adds a record of these fields.
    Add(Vec<(String, String)>),
    /// Adds a record that was read already.
    Record(Value),
    /// Takes a record out.
    Drop,
    /// Puts somebody of these fields in the place of somebody else.
    Substitute(Vec<(String, String)>),
}

/// A correction that somebody asks for.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Model path.
    pub at: String,
    /// What is to be done there.
    pub change: Change,
    /// Who asks for it.
    pub by: Option<String>,
    /// When.
    pub on: Option<Date>,
    /// Why.
    pub why: Option<String>,
}

impl Proposal {
    /// The correction, with what was sent as its `was`.
    pub fn edit(&self, dossiers: &[Dossier], guests: &[Guest], file: &ForumFile) -> Result<Edit, Fault> {
        let target = Target::of(&self.at, file)?;
        let tree = match &target.root {
            Root::Guests => serde_json::to_value(guests),
            Root::Unit(code) => serde_json::to_value(dossiers.iter().find(|dossier| dossier.unit.code == *code)),
        };
        let tree = tree.unwrap_or_default();
        let sent = path::holder(&tree, &target).filter(|holder| !holder.is_null());
        let mut edit = Edit {
            at: self.at.trim_matches('/').to_owned(),
            by: self.by.clone(),
            on: self.on,
            why: self.why.clone(),
            ..Edit::default()
        };
        match &self.change {
            Change::Now(text) => {
                edit.was = sent.map(|holder| path::value(holder, &target));
                edit.now = Some(target.shape.typed(text));
            }
            Change::Value(value) => {
                edit.was = sent.map(|holder| path::value(holder, &target));
                edit.now = Some(value.clone());
            }
            Change::Record(record) => edit.add = Some(record.clone()),
            Change::Add(fields) => edit.add = Some(self.record(fields, target.shape)?),
            Change::Drop => edit.drop = true,
            Change::Substitute(fields) => {
                edit.was = sent.map(|holder| holder["name"].clone()).filter(Value::is_string);
                edit.substitute = Some(self.record(fields, target.shape)?);
            }
        }
        Ok(edit)
    }

    /// The fields of a record; `consent/photo` is a field within one.
    fn record(&self, fields: &[(String, String)], shape: Shape<'_>) -> Result<Value, Fault> {
        let mut record = Value::Object(Map::new());
        for (name, text) in fields {
            let mut at = &mut record;
            let mut shape = shape;
            for part in name.split('/') {
                let names = shape.names();
                shape = shape
                    .field(part)
                    .ok_or_else(|| path::unknown(&format!("{}/{name}", self.at), part, &names))?;
                at = &mut at[part];
            }
            *at = shape.typed(text);
        }
        Ok(record)
    }
}
