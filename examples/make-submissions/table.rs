//! Reads the tables of the example: one record on a line, fields between bars, comments after `#`.

use std::error::Error;
use std::fmt::Display;
use std::str::FromStr;

use serde::de::DeserializeOwned;

/// One record; fields are taken from left to right.
pub struct Record {
    line: String,
    fields: std::vec::IntoIter<String>,
}

/// The records of a table.
pub fn records(text: &str) -> impl Iterator<Item = Record> + '_ {
    text.lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| Record {
            line: line.to_owned(),
            fields: line
                .split('|')
                .map(|field| field.trim().to_owned())
                .collect::<Vec<_>>()
                .into_iter(),
        })
}

/// The records of `unit`, which the first field names.
pub fn of_unit<'a>(text: &'a str, unit: &'a str) -> impl Iterator<Item = Record> + 'a {
    records(text).filter_map(move |mut record| (record.text() == unit).then_some(record))
}

impl Record {
    /// The next field, as it is.
    pub fn text(&mut self) -> String {
        self.fields.next().unwrap_or_default()
    }

    /// The next field, if there is something in it.
    pub fn optional(&mut self) -> Option<String> {
        Some(self.text()).filter(|text| !text.is_empty())
    }

    /// The next field as a number or a day, if there is something in it.
    pub fn parsed<T: FromStr<Err: Display>>(&mut self) -> Result<Option<T>, Box<dyn Error>> {
        let Some(text) = self.optional() else { return Ok(None) };
        let value = text
            .parse()
            .map_err(|error| format!("“{text}” in “{}”: {error}", self.line))?;
        Ok(Some(value))
    }

    /// The next field as a value of a closed vocabulary, if there is something in it.
    pub fn code<T: DeserializeOwned>(&mut self) -> Result<Option<T>, Box<dyn Error>> {
        let Some(text) = self.optional() else { return Ok(None) };
        let value = serde_json::from_value(text.clone().into());
        Ok(Some(
            value.map_err(|error| format!("“{text}” in “{}”: {error}", self.line))?,
        ))
    }

    /// The next field as a list of values of a closed vocabulary.
    pub fn codes<T: DeserializeOwned>(&mut self) -> Result<Vec<T>, Box<dyn Error>> {
        let text = self.text();
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| Ok(serde_json::from_value(part.into())?)).collect()
    }

    /// The next field as a row of marks, `c` for yes; `None` where there is no mark.
    pub fn marks<const N: usize>(&mut self) -> [bool; N] {
        let text = self.text();
        let mut marks = text.chars().map(|mark| mark == 'c');
        std::array::from_fn(|_| marks.next().unwrap_or(false))
    }
}
