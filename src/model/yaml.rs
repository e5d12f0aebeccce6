//! YAML in and out, strict both ways; the only module that names the YAML crate.

pub mod set;
mod words;

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
    /// What is wrong and what was expected, in Vietnamese.
    pub message: String,
    /// The same in English.
    pub english: String,
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
            english: format!("the file is larger than {} MiB", MAX_BYTES / 1024 / 1024),
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
        message: "không ghi được dạng YAML".to_owned(),
        english: error.to_string(),
        snippet: String::new(),
    })
}

fn describe(error: &serde_saphyr::Error) -> YamlError {
    let location = error.location();
    YamlError {
        line: location.map(|location| location.line() as usize),
        column: location.map(|location| location.column() as usize),
        message: words::describe(error),
        english: error.without_snippet().to_string(),
        snippet: snippet(&error.to_string()),
    }
}

/// The lines of the file out of a rendered error; the words around them are said elsewhere, in the reader's language.
fn snippet(rendered: &str) -> String {
    let lines = rendered.lines().filter_map(|line| {
        let (number, rest) = line.split_once('|')?;
        let number = number.trim();
        if !number.is_empty() && number.parse::<u32>().is_err() {
            return None;
        }
        // Under the faulty line only the mark is kept.
        let rest = match number.is_empty() {
            true => rest.rfind('^').map_or("", |end| &rest[..=end]),
            false => rest,
        };
        (!number.is_empty() || !rest.is_empty()).then(|| format!("{number:>5} |{rest}"))
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests;
