//! Lists: one description (`templates/lists/*.yaml`) and the records make one table, for paper and workbook alike.

use serde::Deserialize;

use super::wording::{Expression, Fact, Facts, Wording, WordingError};
use super::{explain, notes, trace};
use crate::document::{Audience, Cell, CellAlign, CellKind, Column, Row, Table, Value};
use crate::vietnamese::{dates, numbers};

/// The description of a list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListSpec {
    /// Title above the table; may hold placeholders.
    #[serde(default)]
    pub title: Option<String>,
    /// Expression for the records.
    pub from: String,
    /// Grouping.
    #[serde(default)]
    pub group: Option<GroupSpec>,
    /// Columns.
    pub columns: Vec<ColumnSpec>,
    /// Label of the totals row; may hold placeholders. Without it there is none.
    #[serde(default)]
    pub total: Option<String>,
    /// What prints when there is no record.
    #[serde(default)]
    pub empty: Option<String>,
    /// Expression for the id of a record, for workbooks that come back.
    #[serde(default)]
    pub id: Option<String>,
}

/// How records are grouped. They arrive sorted: a new group begins where the key changes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroupSpec {
    /// Expression for the key.
    pub by: String,
    /// Heading; knows `group.first`, `group.rows` and `group.index`.
    pub heading: String,
}

/// A column, or one column for each of some records.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnSpec {
    /// `NAME in EXPRESSION`: one such column for each; the columns' texts and expressions know the name.
    #[serde(default)]
    pub for_each: Option<String>,
    /// Stable key.
    #[serde(default)]
    pub key: String,
    /// Heading, or headings from the outermost to the innermost; may hold placeholders.
    pub heading: Heading,
    /// Share of the width.
    #[serde(default = "one")]
    pub width: f32,
    /// How cells are set.
    #[serde(default)]
    pub align: Option<CellAlign>,
    /// What cells hold.
    #[serde(default)]
    pub kind: CellKind,
    /// Expression for the cell; knows `row`, `rows`, `index` and `group_index`. A column to fill in may have none.
    #[serde(default)]
    pub value: Option<String>,
    /// Expression for the totals row; knows `rows`.
    #[serde(default)]
    pub total: Option<String>,
    /// Who sees the column; everybody if empty.
    #[serde(default)]
    pub audiences: Vec<Audience>,
    /// People fill it in.
    #[serde(default)]
    pub input: bool,
    /// What may be filled in.
    #[serde(default)]
    pub choices: Vec<String>,
}

fn one() -> f32 {
    1.0
}

/// One heading, or several levels.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum Heading {
    /// One level.
    One(String),
    /// Two levels or more.
    Levels(Vec<String>),
}

/// What a table is made with.
pub struct Printer<'a> {
    /// Jinja.
    pub wording: &'a Wording,
    /// Facts of the paper.
    pub facts: &'a Facts,
    /// Who sees it.
    pub audience: Audience,
    /// Makes a text fit to be set.
    pub gate: &'a mut dyn FnMut(&str) -> String,
}

/// A column that has its place: its description, what `for_each` bound, and the expression for its cells.
struct Bound<'s> {
    spec: &'s ColumnSpec,
    item: Option<(String, Fact)>,
    value: Option<Expression<'s>>,
}

impl<'a> Printer<'a> {
    /// The table that `spec`, the list `name`, makes of `records` (an expression), or of its own records.
    pub fn table(&mut self, name: &str, spec: &ListSpec, records: Option<&str>) -> Result<Table, WordingError> {
        let file = format!("lists/{name}.yaml");
        let rows = self
            .wording
            .value(&file, records.unwrap_or(&spec.from), self.facts)?
            .items();
        let all = Fact::list(&rows);
        let facts = self.facts.with([("rows", all)]);
        let columns = self.bind(&file, spec)?;

        let mut table = Table {
            name: name.to_owned(),
            title: spec
                .title
                .as_deref()
                .map(|title| self.plain(&file, title, &facts))
                .transpose()?,
            columns: columns
                .iter()
                .map(|column| self.column(&file, column, &facts))
                .collect::<Result<_, _>>()?,
            rows: Vec::with_capacity(rows.len()),
            empty: spec.empty.clone(),
        };
        let id = spec.id.as_deref();
        let id = id.map(|id| self.wording.expression(&file, id, &facts)).transpose()?;
        let mut running: usize = 0;
        for (group, records) in self.groups(&file, spec, &rows, &facts)?.into_iter().enumerate() {
            if let (Some(grouping), Some(first)) = (&spec.group, records.first()) {
                let about = serde_json::json!({ "index": group + 1 });
                let facts = facts.with([(
                    "group",
                    with_fields(about, [("first", first), ("rows", &Fact::list(&records))]),
                )]);
                let text = self.plain(&file, &grouping.heading, &facts)?;
                table.rows.push(Row::Group { level: 1, text });
            }
            for (n, record) in records.iter().enumerate() {
                running += 1;
                let facts = facts.with([
                    ("row", record.clone()),
                    ("index", Fact::new(running.into())),
                    ("group_index", Fact::new((n + 1).into())),
                ]);
                let cells = columns
                    .iter()
                    .map(|column| self.cell(&file, column, &facts))
                    .collect::<Result<_, _>>()?;
                let id = id.as_ref().map(|id| id.value(&facts)).transpose()?;
                table.rows.push(Row::Record {
                    id: id.map(|id| id.text()),
                    cells,
                });
            }
        }
        if let (Some(label), false) = (&spec.total, rows.is_empty()) {
            let cells = self.totals(&file, label, &columns, &facts)?;
            table.rows.push(Row::Total { cells });
        }
        Ok(table)
    }

    fn bind<'s>(&self, file: &str, spec: &'s ListSpec) -> Result<Vec<Bound<'s>>, WordingError>
    where
        'a: 's,
    {
        let wording: &'a Wording = self.wording;
        let bound = |spec: &'s ColumnSpec, item| -> Result<Bound<'s>, WordingError> {
            let value = spec.value.as_deref();
            let value = value.map(|value| wording.expression(file, value, self.facts));
            Ok(Bound {
                spec,
                item,
                value: value.transpose()?,
            })
        };
        let mut columns = Vec::new();
        for spec in &spec.columns {
            if !spec.audiences.is_empty() && !spec.audiences.contains(&self.audience) {
                continue;
            }
            match spec
                .for_each
                .as_deref()
                .and_then(|for_each| for_each.split_once(" in "))
            {
                None => columns.push(bound(spec, None)?),
                Some((name, expression)) => {
                    for item in self.wording.value(file, expression, self.facts)?.items() {
                        columns.push(bound(spec, Some((name.trim().to_owned(), item)))?);
                    }
                }
            }
        }
        Ok(columns)
    }

    fn column(&mut self, file: &str, column: &Bound<'_>, facts: &Facts) -> Result<Column, WordingError> {
        let facts = column.facts(facts);
        let levels = match &column.spec.heading {
            Heading::One(text) => std::slice::from_ref(text),
            Heading::Levels(levels) => levels,
        };
        let heading = levels
            .iter()
            .map(|level| self.plain(file, level, &facts))
            .collect::<Result<Vec<_>, _>>()?;
        let usual = match column.spec.kind {
            CellKind::Text => CellAlign::Left,
            CellKind::Number | CellKind::Date | CellKind::Percent => CellAlign::Center,
            CellKind::Money => CellAlign::Right,
        };
        Ok(Column {
            heading,
            width: column.spec.width,
            align: column.spec.align.unwrap_or(usual),
            kind: column.spec.kind,
            key: column.spec.key.clone(),
            input: column.spec.input,
            choices: column.spec.choices.clone(),
        })
    }

    fn groups(
        &self,
        file: &str,
        spec: &ListSpec,
        rows: &[Fact],
        facts: &Facts,
    ) -> Result<Vec<Vec<Fact>>, WordingError> {
        let Some(grouping) = &spec.group else {
            return Ok(vec![rows.to_vec()]);
        };
        let by = self.wording.expression(file, &grouping.by, facts)?;
        let mut groups: Vec<(Fact, Vec<Fact>)> = Vec::new();
        for row in rows {
            let key = by.value(&facts.with([("row", row.clone())]))?;
            match groups.last_mut() {
                Some((last, records)) if *last == key => records.push(row.clone()),
                _ => groups.push((key, vec![row.clone()])),
            }
        }
        Ok(groups.into_iter().map(|(_, records)| records).collect())
    }

    fn cell(&mut self, file: &str, column: &Bound<'_>, facts: &Facts) -> Result<Cell, WordingError> {
        match &column.value {
            None => Ok(Cell {
                span: 1,
                ..Cell::default()
            }),
            Some(expression) => {
                let value = expression.value(&column.facts(facts))?;
                let mut cell = self.typed(&value, column.spec.kind);
                if trace::is_running() {
                    let text = column.spec.value.as_deref().unwrap_or_default();
                    let path = value.path().or_else(|| field_of_row(text, facts));
                    match &path {
                        Some(path) => trace::tells(path, &cell.text),
                        None => self.explain(file, text, &column.facts(facts), &cell),
                    }
                    cell.text = notes::value(|| path, cell.text);
                }
                Ok(cell)
            }
        }
    }

    fn explain(&self, file: &str, expression: &str, facts: &Facts, cell: &Cell) {
        if trace::is_explaining() {
            explain::cell(self.wording, file, expression, facts, &cell.text);
        }
    }

    /// The totals row: the label spans the columns before the first one that has a total.
    fn totals(
        &mut self,
        file: &str,
        label: &str,
        columns: &[Bound<'_>],
        facts: &Facts,
    ) -> Result<Vec<Cell>, WordingError> {
        let first = columns
            .iter()
            .position(|column| column.spec.total.is_some())
            .unwrap_or(columns.len());
        let label = self.plain(file, label, facts)?;
        let span = u16::try_from(first.max(1)).unwrap_or(u16::MAX);
        let mut cells = vec![Cell {
            text: label,
            value: None,
            span,
            strong: true,
        }];
        for column in columns.iter().skip(first.max(1)) {
            let cell = match &column.spec.total {
                None => Cell {
                    span: 1,
                    ..Cell::default()
                },
                Some(expression) => {
                    let facts = column.facts(facts);
                    let value = self.wording.value(file, expression, &facts)?;
                    let cell = self.typed(&value, column.spec.kind);
                    self.explain(file, expression, &facts, &cell);
                    Cell { strong: true, ..cell }
                }
            };
            cells.push(cell);
        }
        Ok(cells)
    }

    fn typed(&mut self, fact: &Fact, kind: CellKind) -> Cell {
        let (text, value) = match (kind, fact.number()) {
            (CellKind::Percent, Some(n)) => (numbers::percent(n), Some(Value::Number(n))),
            (CellKind::Number, Some(n)) => (numbers::decimal(n), Some(Value::Number(n))),
            (CellKind::Money, Some(n)) => (numbers::decimal(n), Some(Value::Number(n))),
            (CellKind::Date, _) => match fact.text().parse::<jiff::civil::Date>() {
                Ok(day) => (dates::date(day), Some(Value::Date(day.year(), day.month(), day.day()))),
                Err(_) => (fact.text(), None),
            },
            _ => (fact.text(), None),
        };
        Cell {
            text: (self.gate)(&text),
            value,
            span: 1,
            strong: false,
        }
    }

    fn plain(&mut self, file: &str, text: &str, facts: &Facts) -> Result<String, WordingError> {
        Ok((self.gate)(&self.wording.fill_plain(file, text, facts)?))
    }
}

impl Bound<'_> {
    fn facts(&self, facts: &Facts) -> Facts {
        match &self.item {
            None => facts.clone(),
            Some((name, item)) => facts.with([(name.as_str(), item.clone())]),
        }
    }
}

/// The model path of a number or a computed value: the field of the row that its expression names.
fn field_of_row(expression: &str, facts: &Facts) -> Option<String> {
    let field = expression.trim().strip_prefix("row.")?;
    let is_plain = field
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.'));
    let id = facts.known("row.id").or_else(|| facts.known("row.code"))?.path()?;
    let (record, _) = id.rsplit_once('/')?;
    is_plain.then(|| format!("{record}/{}", field.replace('.', "/")))
}

/// A record of `plain` fields with facts put in.
fn with_fields<'a>(plain: serde_json::Value, fields: impl IntoIterator<Item = (&'a str, &'a Fact)>) -> Fact {
    Facts::from(Fact::new(plain))
        .with(fields.into_iter().map(|(name, fact)| (name, fact.clone())))
        .into_fact()
}
