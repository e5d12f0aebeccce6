//! How wide columns are and how many lines a text takes, without a font at hand.

use crate::document::{CellKind, Row, Table};

/// Width between the margins of A4, in pixels at 96 dpi.
const LANDSCAPE: f32 = 1026.0;
const PORTRAIT: f32 = 697.0;

/// No column is wider: longer lines are hard to read on a screen.
const WIDEST: f32 = 480.0;

/// No column is narrower.
const NARROWEST: f32 = 40.0;

/// Width of a character in the middle, of 12 point Times New Roman.
const CHARACTER: f32 = 7.6;

/// Width that a cell loses at its edges, and to the button of a filter.
const PADDING: f32 = 12.0;

/// Height of a line of 12 points, in points.
pub const LINE: f64 = 16.5;

/// Widths of the columns that `tables` share, in pixels.
pub fn widths(tables: &[Table], landscape: bool) -> Vec<f32> {
    let page = if landscape { LANDSCAPE } else { PORTRAIT };
    let count = tables.iter().map(|table| table.columns.len()).max().unwrap_or(0);
    let mut widths = vec![NARROWEST; count];
    for table in tables {
        let share = |width: f32| if width.is_finite() && width > 0.0 { width } else { 1.0 };
        let whole: f32 = table.columns.iter().map(|column| share(column.width)).sum();
        for (index, column) in table.columns.iter().enumerate() {
            let shared = (share(column.width) / whole * page).min(WIDEST);
            let longest = column.heading.last().map_or(0, |heading| longest_word(heading));
            let least = (longest.max(longest_value(table, index)) as f32 * CHARACTER + PADDING).min(WIDEST / 2.0);
            widths[index] = widths[index].max(shared).max(least).round();
        }
    }
    widths
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace()
        .map(|word| word.chars().count())
        .max()
        .unwrap_or(0)
}

/// Numbers and dates that do not fit their column show as `###`, so they must.
fn longest_value(table: &Table, column: usize) -> usize {
    if table.columns[column].kind == CellKind::Text {
        return 0;
    }
    let cells = table.rows.iter().filter_map(|row| match row {
        Row::Record { cells, .. } | Row::Total { cells } => cells.get(column),
        Row::Group { .. } => None,
    });
    let longest = cells
        .filter(|cell| cell.value.is_some())
        .map(|cell| cell.text.chars().count());
    longest
        .max()
        .unwrap_or(0)
        .max(if table.columns[column].kind == CellKind::Date {
            10
        } else {
            0
        })
}

/// Lines that `text` takes in a width in pixels.
pub fn lines(text: &str, width: f32) -> usize {
    let room = ((width - PADDING) / CHARACTER).max(1.0) as usize;
    text.split('\n').map(|paragraph| paragraph_lines(paragraph, room)).sum()
}

fn paragraph_lines(text: &str, room: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        // A word that is wider than the line is broken.
        lines += (used.max(1) - 1) / room;
        used = (used.max(1) - 1) % room + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_text() {
        assert_eq!(lines("", 100.0), 1);
        assert_eq!(lines("một hai", 200.0), 1);
        assert_eq!(lines("một\nhai", 200.0), 2);
        assert_eq!(lines(&"a".repeat(30), 12.0 + 7.6 * 10.0), 3);
        assert_eq!(lines("ab cd", 1.0), 4);
    }
}
