//! How wide columns are and how many lines a text takes, reckoned without a font at hand.

use unicode_normalization::char::decompose_canonical;

use crate::document::{CellKind, Row, Table, Value};

/// Width between the margins of A4, in pixels at 96 dpi.
const LANDSCAPE: f32 = 1026.0;
const PORTRAIT: f32 = 697.0;

/// No column is wider: longer lines are hard to read on a screen.
const WIDEST: f32 = 480.0;

/// No column is narrower.
const NARROWEST: f32 = 36.0;

/// No column is made wider than this for one long word of its heading, or of its texts.
const WIDEST_WORD: f32 = 240.0;
const WIDEST_TEXT_WORD: f32 = 96.0;

/// Width that a cell loses at its edges.
const PADDING: f32 = 8.0;

/// Height of a line of 12 points, in points.
pub const LINE: f64 = 16.5;

/// How much wider than plain letters of 12 points other letters are.
pub const PLAIN: f32 = 1.03;
/// Bold letters.
pub const BOLD: f32 = 1.1;
/// Bold letters of 14 points.
pub const TITLE: f32 = 1.28;

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
            let needs = needs(table, index);
            // Alone, a table fills the page as it does on paper. With others it takes what it needs, so that a wide
            // column of one does not tear another apart.
            let wish = if tables.len() > 1 {
                shared.min(needs.full)
            } else {
                shared
            };
            widths[index] = widths[index].max(wish).max(needs.least).ceil();
        }
    }
    widths
}

/// What a column needs, in pixels.
struct Needs {
    /// To break no word and show every number.
    least: f32,
    /// To show every text in one line.
    full: f32,
}

fn needs(table: &Table, index: usize) -> Needs {
    let column = &table.columns[index];
    let heading = column.heading.last().map_or("", String::as_str);
    let word = heading
        .split_whitespace()
        .map(|word| width(word) * BOLD)
        .fold(0.0, f32::max)
        .min(WIDEST_WORD);
    let mut needs = Needs {
        least: word,
        full: heading.split('\n').map(|line| width(line) * BOLD).fold(0.0, f32::max),
    };
    if column.kind == CellKind::Date {
        needs.least = needs.least.max(width("00/00/0000"));
    }
    for row in &table.rows {
        let cell = match row {
            Row::Record { cells, .. } | Row::Total { cells } => cells.get(index).filter(|cell| cell.span <= 1),
            Row::Group { .. } => None,
        };
        let Some(cell) = cell else { continue };
        let across = cell
            .text
            .split('\n')
            .map(|line| width(line) * PLAIN)
            .fold(0.0, f32::max);
        needs.full = needs.full.max(across);
        let longest = cell
            .text
            .split_whitespace()
            .map(|word| width(word) * PLAIN)
            .fold(0.0, f32::max);
        if longest <= WIDEST_TEXT_WORD {
            needs.least = needs.least.max(longest);
        }
        // Numbers that do not fit show as `###`.
        if let (CellKind::Number | CellKind::Money | CellKind::Percent, Some(Value::Number(number))) =
            (column.kind, cell.value)
        {
            let digits = number.abs().max(1.0).log10().floor() as usize + 1;
            let signs = digits + digits.saturating_sub(1) / 3 + if number.fract() == 0.0 { 0 } else { 4 };
            needs.least = needs.least.max(signs.min(24) as f32 * width("0") * BOLD);
        }
    }
    Needs {
        least: needs.least + PADDING,
        full: needs.full.max(needs.least) + PADDING,
    }
}

/// Width of a text of 12 points, in pixels.
fn width(text: &str) -> f32 {
    text.chars().map(character_width).sum()
}

/// Width of a character of 12 point Times New Roman, in pixels; marks above and below a letter take none.
fn character_width(character: char) -> f32 {
    let mut base = None;
    decompose_canonical(character, |part| {
        base.get_or_insert(part);
    });
    let thousandths = match base.unwrap_or(character) {
        'i' | 'j' | 'l' | 't' | '/' | '\\' => 278.0,
        ' ' | '.' | ',' | '\u{a0}' => 250.0,
        'f' | 'r' | 'I' | '(' | ')' | '-' | '[' | ']' | ':' | ';' | '!' | '\'' => 333.0,
        's' | 'J' => 389.0,
        'a' | 'c' | 'e' | 'z' => 444.0,
        'm' => 778.0,
        'w' => 722.0,
        'B' | 'C' | 'R' => 667.0,
        'E' | 'L' | 'T' | 'Z' => 611.0,
        'F' | 'P' | 'S' => 556.0,
        'M' | 'W' | '%' | '@' => 944.0,
        'A'..='Z' | 'Đ' => 722.0,
        '\u{300}'..='\u{36f}' => 0.0,
        '\0'..='\u{24f}' => 500.0,
        _ => 1000.0,
    };
    thousandths * 0.016
}

/// Lines that `text` takes in a cell of a width in pixels, in letters of `scale` (see [`PLAIN`]).
pub fn lines(text: &str, cell: f32, scale: f32) -> usize {
    let room = ((cell - PADDING) / scale).max(16.0);
    text.split('\n').map(|paragraph| paragraph_lines(paragraph, room)).sum()
}

fn paragraph_lines(text: &str, room: f32) -> usize {
    let space = character_width(' ');
    let mut lines = 1;
    let mut used = 0.0;
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let length = width(word);
        if used > 0.0 && used + space + length > room {
            lines += 1;
            used = 0.0;
        }
        used += length + if used > 0.0 { space } else { 0.0 };
        // A word that is wider than the line is broken.
        if used > room {
            lines += (used / room) as usize;
            used %= room;
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_text() {
        assert_eq!(lines("", 100.0, PLAIN), 1);
        assert_eq!(lines("một hai", 200.0, PLAIN), 1);
        assert_eq!(lines("một\nhai", 200.0, PLAIN), 2);
        assert_eq!(lines(&"0".repeat(30), 8.0 + 80.0, 1.0), 4);
        assert_eq!(lines("Nguyễn Thị Ánh Tuyết", 88.0, PLAIN), 2);
        assert!(lines(&"x".repeat(40_000), 0.0, PLAIN) > 1000);
    }

    #[test]
    fn marks_take_no_width() {
        assert_eq!(width("Ếộư"), width("Eou"));
        assert_eq!(width("E\u{302}\u{301}"), width("E"));
    }
}
