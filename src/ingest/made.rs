//! Sheets and workbooks that tests make on the spot.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::parts::Scope;
use super::workbook::{Area, Cell, Sheet, Value, Workbook};
use crate::model::{ForumFile, Unit, yaml};

/// The units of the example.
pub(super) fn units() -> &'static [Unit] {
    static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| {
        let file: ForumFile = yaml::read(include_str!("../../inputs/forum.yaml")).unwrap();
        file.units
    });
    &UNITS
}

/// The example's units, in its year.
pub(super) fn scope() -> Scope<'static> {
    Scope {
        units: units(),
        year: 2024,
    }
}

/// A sheet of texts and numbers; an empty text is no cell.
pub(super) fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let mut sheet = Sheet {
        name: name.to_owned(),
        ..Sheet::default()
    };
    for (row, cells) in rows.iter().enumerate() {
        for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let number = text.parse::<f64>().ok();
            let cell = Cell {
                raw: (*text).to_owned(),
                value: number.map_or(Value::Text, Value::Number),
                legacy_font: None,
                struck: false,
                hints: Default::default(),
            };
            sheet.cells.insert((row as u32, column as u32), cell);
        }
    }
    sheet
}

/// The sheet with merged areas, each by its first and last cell.
pub(super) fn merged(mut sheet: Sheet, areas: &[[(u32, u32); 2]]) -> Sheet {
    sheet.merges.extend(areas.iter().map(|[start, end]| Area {
        start: *start,
        end: *end,
    }));
    sheet
}

/// A workbook of these sheets.
pub(super) fn workbook(sheets: Vec<Sheet>) -> Workbook {
    Workbook {
        file: "submissions/a.xlsx".to_owned(),
        blake3: String::new(),
        sheets,
        meta: BTreeMap::new(),
        document: false,
        findings: Vec::new(),
    }
}
