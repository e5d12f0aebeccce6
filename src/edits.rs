//! What people corrected by hand: kept in `inputs/edits.yaml`, laid over what was sent, found in files that were edited.

mod catch;
mod lay;
mod path;
mod propose;
mod shape;
mod text;

use serde_json::Value;

pub use catch::{All, Caught, Texts, catch, catch_lists};
pub use lay::{Facts, Laid, Laying, State};
use path::Target;
pub use propose::{Change, Proposal};

use crate::finding::{Fault, Finding};
use crate::model::ForumFile;
use crate::model::edit::Edit;
use crate::model::yaml::{self, Spanned, YamlError};

/// The file's path below the workspace.
pub const FILE: &str = "inputs/edits.yaml";

/// The value at a model path, null if nothing is there; a record as a whole for its path. A fault if there can be no such path.
pub fn value_at(path: &str, all: All<'_>, file: &ForumFile) -> Result<Value, Fault> {
    let target = Target::of(path, file)?;
    match all.value(&target) {
        Some(value) if !target.is_list() => Ok(value),
        _ => Err(path::unknown(path, path, &[])),
    }
}

/// Whether `field` (`name`, `consent/photo`) is one of the records of the list at the model path `list`.
pub fn is_field_of_list(list: &str, field: &str, file: &ForumFile) -> bool {
    let target = Target::of(list, file).ok().filter(Target::is_list);
    let shape = target.map(|target| target.shape);
    let of = |shape: shape::Shape<'static>, name: &str| shape.field(name);
    field
        .split('/')
        .fold(shape, |shape, name| shape.and_then(|shape| of(shape, name)))
        .is_some()
        && field != "id"
}

/// The content of `inputs/edits.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Book {
    text: String,
    /// Each correction as the file has it, whether it is right or not.
    values: Vec<Value>,
    /// Corrections, in the order of the file.
    pub filed: Vec<Filed>,
}

/// A correction in its place.
#[derive(Debug, Clone)]
pub struct Filed {
    /// Line, counted from 1.
    pub line: usize,
    /// The correction; a fault if it says nothing that can be understood.
    pub edit: Result<Edit, Fault>,
}

impl Book {
    /// Reads the text of the file: a list, alone or under `edits`. A correction that is wrong does not keep the others from
    /// being read; an error means that the text is no list.
    pub fn read(text: &str) -> Result<Self, YamlError> {
        let mut book = Self {
            text: text.to_owned(),
            ..Self::default()
        };
        let says_nothing = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
        if text.trim_start_matches('\u{feff}').lines().all(says_nothing) {
            return Ok(book);
        }
        let items = match yaml::read::<Value>(text)? {
            Value::Array(_) => yaml::read::<Vec<Spanned<Value>>>(text)?,
            _ => yaml::read::<Versioned>(text)?.edits.unwrap_or_default(),
        };
        for item in items {
            book.filed.push(Filed {
                line: item.referenced.line() as usize,
                edit: typed(&item.value),
            });
            book.values.push(item.value);
        }
        Ok(book)
    }

    /// The text of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with further corrections at its end; nothing if the file is such that they cannot be added safely.
    pub fn with(&self, edits: &[Edit]) -> Option<String> {
        text::append(self, edits)
    }

    /// The text without the correction `index`.
    pub fn without(&self, index: usize) -> Option<String> {
        text::without(self, index)
    }

    /// The text with the ids of what was added written into it, as far as the layout allows it.
    pub fn with_ids(&self, ids: &[(usize, String)]) -> Option<String> {
        let mut book = self.clone();
        for (index, id) in ids {
            let key = match &book.filed.get(*index)?.edit {
                Ok(edit) if edit.add.is_some() => "add",
                _ => "substitute",
            };
            if let Some(text) = text::with_id(&book, *index, key, id) {
                book = Self::read(&text).ok()?;
            }
        }
        (book.text != self.text).then_some(book.text)
    }

    /// Whether there is nothing to lay over.
    pub fn is_empty(&self) -> bool {
        self.filed.is_empty()
    }

    /// The last correction of the value at `at`, if it sets one.
    pub fn last(&self, at: &str) -> Option<&Edit> {
        let mut edits = self.filed.iter().filter_map(|filed| filed.edit.as_ref().ok());
        edits.rfind(|edit| edit.at == at && edit.now.is_some())
    }
}

/// The file with its version, each correction with its line.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Versioned {
    #[serde(rename = "schema")]
    _schema: u32,
    edits: Option<Vec<Spanned<Value>>>,
}

fn typed(value: &Value) -> Result<Edit, Fault> {
    let invalid = |detail: String, english: String| Fault::EditInvalid { detail, english };
    let edit = match serde_json::from_value::<Edit>(value.clone()) {
        Ok(edit) => edit,
        // Through text, for the words of the reader of YAML.
        Err(_) => yaml::write(value)
            .and_then(|text| yaml::read::<Edit>(&text))
            .map_err(|error| invalid(error.message, error.english))?,
    };
    match edit.operations() {
        1 => Ok(edit),
        0 => Err(invalid(
            "thiếu now, add, drop hoặc substitute".to_owned(),
            "now, add, drop or substitute is missing".to_owned(),
        )),
        _ => Err(invalid(
            "chỉ được ghi một trong now, add, drop, substitute".to_owned(),
            "only one of now, add, drop and substitute may be given".to_owned(),
        )),
    }
}

/// A finding in its line of the file.
fn in_line(fault: Fault, line: usize) -> Finding {
    let mut finding = Finding::new(fault).in_file(FILE);
    finding.place.cell = Some(format!("dòng {line}"));
    finding
}
