//! Which sheets the registration workbook has: their columns and labels, and what is filled in.

mod items;
mod people;
mod unit;

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::lists::ListName;
use super::paint;
use crate::model::{Dossier, ForumFile, Unit};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
}

/// What a cell takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The running number; nothing is filled in.
    Index,
    /// A few words.
    Text,
    /// Sentences.
    LongText,
    /// A year or a day, kept as text so that Excel turns neither into something else.
    Birth,
    /// A school class, as text: Excel would read "7/1" as a day.
    Class,
    /// A telephone number, as text: Excel would drop the leading zero.
    Phone,
    /// A day of the forum's year.
    Date(u16),
    /// A count.
    Whole(RangeInclusive<i32>),
    /// An amount in đồng.
    Money,
    /// One value of a list.
    Choice(ListName),
    /// A value of a list, or other words.
    Suggestion(ListName),
}

/// A column of a table, or a line of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Heading or label.
    pub heading: String,
    /// Must be filled in.
    pub required: bool,
    /// Width of the column in characters; unused in a form.
    pub width: f64,
    /// What the cell takes.
    pub input: Input,
    /// What to write there; shown when the cell is chosen.
    pub hint: String,
    /// The list as which the cells of this column are offered elsewhere.
    pub offered_as: Option<ListName>,
}

/// How the fields of a sheet are laid out.
pub enum Body {
    /// Fields are columns; each row has one value for each of them.
    Table(Vec<Vec<Value>>),
    /// Fields are lines with one value each; the words are the headings of the label, the value and the hint.
    Form([&'static str; 3], Vec<Value>),
}

/// One sheet that is filled in.
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// The unit, above the title.
    pub unit: String,
    /// Title.
    pub title: String,
    /// The forum, below the title.
    pub forum: String,
    /// How to fill in the sheet.
    pub note: String,
    /// Columns or lines.
    pub fields: Vec<Field>,
    /// Rows that may be added below those of a table; none where the number of rows is given.
    pub spare: u32,
    /// Rows or values.
    pub body: Body,
}

impl Sheet {
    /// Rows that people fill in, whose height follows what they write: first and last, counted from 0.
    pub fn open_rows(&self) -> (u32, u32) {
        let count = match &self.body {
            Body::Table(rows) => rows.len(),
            Body::Form(_, values) => values.len(),
        };
        (super::HEADER_ROW, super::HEADER_ROW + (count as u32).max(1) - 1)
    }

    /// The column of this sheet that other sheets offer as a list, and its range.
    pub fn named_column(&self) -> Option<(ListName, String)> {
        let mut columns = self.fields.iter().zip(0u16..);
        let (name, column) = columns.find_map(|(field, column)| field.offered_as.map(|name| (name, column)))?;
        let (first, last) = self.open_rows();
        Some((name, paint::absolute(&self.name, first, column, last, column)))
    }
}

fn field(heading: impl Into<String>, width: f64, input: Input, hint: impl Into<String>) -> Field {
    Field {
        heading: heading.into(),
        required: false,
        width,
        input,
        hint: hint.into(),
        offered_as: None,
    }
}

impl Field {
    fn required(mut self) -> Self {
        self.required = true;
        self
    }

    fn offered_as(mut self, name: ListName) -> Self {
        self.offered_as = Some(name);
        self
    }
}

/// All sheets that are filled in, in their order.
pub fn sheets(file: &ForumFile, unit: &Unit, content: Option<&Dossier>) -> Vec<Sheet> {
    let form = Form { file, unit, content };
    vec![
        form.unit_sheet(),
        form.children(),
        form.caretakers(),
        form.entries(),
        form.questions(),
        form.recommendations(),
        form.posters(),
        form.commune_forum(),
        form.previous(),
    ]
}

struct Form<'a> {
    file: &'a ForumFile,
    unit: &'a Unit,
    content: Option<&'a Dossier>,
}

impl Form<'_> {
    fn sheet(&self, name: &str, title: &str, note: String, fields: Vec<Field>, body: Body) -> Sheet {
        Sheet {
            name: name.to_owned(),
            unit: format!("ỦY BAN NHÂN DÂN {}", self.unit.full_name().to_uppercase()),
            title: title.to_uppercase(),
            forum: self.file.forum.title.clone(),
            note,
            fields,
            spare: 0,
            body,
        }
    }

    /// "cấp huyện".
    fn forum_level(&self) -> String {
        format!("cấp {}", self.file.forum.level.label().to_lowercase())
    }

    /// " (trước ngày 15/8/2024)", or nothing if there is no such deadline.
    fn due(&self, deadline: &str) -> String {
        self.file
            .deadlines
            .get(deadline)
            .map(|it| format!(" ({})", super::guide::due(it)))
            .unwrap_or_default()
    }

    fn theme(&self, code: &Option<String>) -> Value {
        let theme = self.file.themes.iter().find(|theme| Some(&theme.code) == code.as_ref());
        text(&theme.map(|theme| theme.short.clone()))
    }

    fn agency(&self, code: &Option<String>) -> Value {
        let known = self
            .file
            .agencies
            .iter()
            .find(|agency| Some(&agency.code) == code.as_ref());
        // A code that the plan does not know is the name of an office of the commune.
        text(&known.map(|agency| agency.short.clone()).or_else(|| code.clone()))
    }

    /// The kinds of units there are, as the label names them: "xã/thị trấn".
    fn unit_kinds(&self) -> String {
        let mut kinds: Vec<_> = self.file.units.iter().map(|unit| unit.unit_type).collect();
        kinds.sort_by_key(|kind| *kind as u8);
        kinds.dedup();
        kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("/")
    }

    /// The rows of a table: numbered, filled in as far as there is content, at least `least`.
    fn rows(&self, least: u32, width: usize, filled: impl Fn(&Dossier) -> Vec<Vec<Value>>) -> Vec<Vec<Value>> {
        let mut rows = self.content.map(filled).unwrap_or_default();
        let count = rows.len().max(least as usize);
        rows.resize(count, Vec::new());
        for (number, row) in rows.iter_mut().enumerate() {
            row.insert(0, Value::Number((number + 1) as f64));
            row.resize(width, Value::Empty);
        }
        rows
    }
}

fn index() -> Field {
    field("TT", 5.0, Input::Index, "")
}

fn text(value: &Option<String>) -> Value {
    match value {
        Some(text) if !text.is_empty() => Value::Text(text.clone()),
        _ => Value::Empty,
    }
}

fn date(value: Option<Date>) -> Value {
    value.map_or(Value::Empty, Value::Date)
}

fn number(value: Option<u32>) -> Value {
    value.map_or(Value::Empty, |number| Value::Number(f64::from(number)))
}

fn yes_no(value: bool) -> Value {
    Value::Text(if value { "Có" } else { "Không" }.to_owned())
}

fn yes_not_yet(value: bool) -> Value {
    Value::Text(if value { "Có" } else { "Chưa" }.to_owned())
}

/// "2012-06-17" -> "17/06/2012"; a year stays a year.
fn birth_words(birth: &str) -> String {
    birth
        .parse::<Date>()
        .map_or_else(|_| birth.to_owned(), |day| day.strftime("%d/%m/%Y").to_string())
}
