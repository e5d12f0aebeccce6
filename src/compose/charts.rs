//! Charts: one description (`templates/charts/*.yaml`) and the records make the data of one chart.

use serde::Deserialize;

use super::lists::Printer;
use super::wording::WordingError;
use super::{explain, trace};
use crate::document::{Chart, Point};
use crate::vietnamese::numbers;

/// The description of a chart.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChartSpec {
    /// Caption; may hold placeholders.
    pub title: String,
    /// Expression for the records; one bar each.
    pub from: String,
    /// Expression for the label; knows `row`.
    pub label: String,
    /// Unit of the values.
    #[serde(default)]
    pub unit: String,
    /// Series; more than one makes stacked bars.
    pub series: Vec<SeriesSpec>,
    /// The chart in words; may hold placeholders and knows `rows`.
    pub alt: String,
}

/// One series.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeriesSpec {
    /// Name in the legend.
    pub name: String,
    /// Expression for the value; knows `row`.
    pub value: String,
}

/// The chart `name` that `spec` describes.
pub fn chart(printer: &mut Printer<'_>, name: &str, spec: &ChartSpec) -> Result<Chart, WordingError> {
    let file = format!("charts/{name}.yaml");
    let rows = printer.wording.value(&file, &spec.from, printer.facts)?;
    let facts = printer.facts.with([("rows", rows.clone())]);
    let mut points = Vec::new();
    for row in rows.items() {
        let facts = facts.with([("row", row)]);
        let label = printer.wording.value(&file, &spec.label, &facts)?.text();
        let value = |series: &SeriesSpec| -> Result<f64, WordingError> {
            let value = printer.wording.value(&file, &series.value, &facts)?;
            let value = value.number().unwrap_or(0.0);
            if trace::is_explaining() {
                explain::cell(printer.wording, &file, &series.value, &facts, &numbers::decimal(value));
            }
            Ok(value)
        };
        let values = spec.series.iter().map(value).collect::<Result<_, _>>()?;
        points.push(Point {
            label: (printer.gate)(&label),
            values,
        });
    }
    Ok(Chart {
        name: name.to_owned(),
        title: (printer.gate)(&printer.wording.fill_plain(&file, &spec.title, &facts)?),
        series: spec.series.iter().map(|series| series.name.clone()).collect(),
        points,
        unit: spec.unit.clone(),
        alt: (printer.gate)(&printer.wording.fill_plain(&file, &spec.alt, &facts)?),
    })
}
