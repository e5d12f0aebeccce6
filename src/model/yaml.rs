//! YAML in and out, strict both ways; the only module that names the YAML crate.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_saphyr::options;

/// Largest YAML file that is read, in bytes.
pub const MAX_BYTES: usize = 5 * 1024 * 1024;

/// Why a text is not the YAML that was expected: where, what, and the lines around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    /// Line, counted from 1, if known.
    pub line: Option<usize>,
    /// Column, counted from 1, if known.
    pub column: Option<usize>,
    /// What is wrong and what was expected.
    pub message: String,
    /// The lines around the place with a mark under it; may be empty.
    pub snippet: String,
}

/// Reads `text` as `T`. Duplicate and unknown keys, `yes`/`no` for booleans and numbers with leading zeros for numbers are refused.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, YamlError> {
    if text.len() > MAX_BYTES {
        return Err(YamlError {
            line: None,
            column: None,
            message: format!("tệp lớn hơn {} MiB", MAX_BYTES / 1024 / 1024),
            snippet: String::new(),
        });
    }
    let options = options! { strict_booleans: true, leading_zero_numbers_as_strings: true };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| describe(&error))
}

/// Writes `value` as YAML.
pub fn write<T: Serialize>(value: &T) -> Result<String, YamlError> {
    serde_saphyr::to_string(value).map_err(|error| YamlError {
        line: None,
        column: None,
        message: error.to_string(),
        snippet: String::new(),
    })
}

fn describe(error: &serde_saphyr::Error) -> YamlError {
    let location = error.location();
    let rendered = error.to_string();
    let message = error.without_snippet().to_string();
    YamlError {
        line: location.map(|location| location.line() as usize),
        column: location.map(|location| location.column() as usize),
        message,
        snippet: rendered,
    }
}
