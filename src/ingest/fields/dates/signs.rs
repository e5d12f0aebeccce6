//! What the dates of a whole column tell about the order of day and month in each of them.

use std::collections::BTreeMap;

use super::super::super::workbook::{DateSigns, Sheet, Value};
use super::reading::numeric;

/// Characters of the longest text that is looked at.
const LONGEST: usize = 80;

/// Notes for each cell how the dates of its column are written.
pub(in super::super::super) fn mark_columns(sheet: &mut Sheet) {
    let mut columns: BTreeMap<u32, DateSigns> = BTreeMap::new();
    for ((_, column), cell) in &sheet.cells {
        match cell.value {
            Value::Date { at, serial } if !super::is_year(serial) => {
                let signs = columns.entry(*column).or_default();
                signs.real = true;
                signs.late_days |= at.day() > 12;
            }
            Value::Text if cell.raw.len() <= LONGEST && cell.raw.contains(|c: char| c.is_ascii_digit()) => {
                let Some((first, second)) = numeric(cell.text()) else {
                    continue;
                };
                let signs = columns.entry(*column).or_default();
                signs.day_first |= first > 12 && second <= 12;
                signs.month_first |= second > 12 && first <= 12;
                signs.either |= first <= 12 && second <= 12 && first != second;
            }
            _ => {}
        }
    }
    if columns.is_empty() && !sheet.from_1904 {
        return;
    }
    for ((_, column), cell) in &mut sheet.cells {
        let signs = columns.get(column).copied().unwrap_or_default();
        cell.hints.dates = DateSigns {
            from_1904: sheet.from_1904,
            ..signs
        };
    }
}
