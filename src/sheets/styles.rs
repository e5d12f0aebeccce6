//! The looks of a workbook: one font, thin frames, light fills.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::document::{CellAlign, CellKind};

/// The font of every cell.
pub const FONT: &str = "Times New Roman";

/// Fills that say what a cell is; none of them says it alone.
const HEADER: &str = "D9E2F3";
const GROUPS: [&str; 2] = ["EDEDED", "F7F7F7"];
const TOTAL: &str = "F2F2F2";
const INPUT: &str = "FFF9E5";

/// Formats of 12 points without a frame.
fn base() -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(12)
        .set_align(FormatAlign::VerticalCenter)
}

fn framed() -> Format {
    base().set_border(FormatBorder::Thin).set_border_color("7F7F7F")
}

/// Every cell that has no other format.
pub fn plain() -> Format {
    Format::new().set_font_name(FONT).set_font_size(12)
}

/// The title of a sheet.
pub fn title() -> Format {
    base()
        .set_bold()
        .set_font_size(14)
        .set_align(FormatAlign::Center)
        .set_text_wrap()
}

/// The title of one of several tables.
pub fn subtitle() -> Format {
    base().set_bold().set_font_size(13).set_text_wrap()
}

/// The line below the title.
pub fn note() -> Format {
    base().set_italic().set_align(FormatAlign::Center).set_text_wrap()
}

/// A heading.
pub fn header() -> Format {
    framed()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_text_wrap()
        .set_background_color(HEADER)
}

/// The heading over a group; its text runs on over the cells to the right.
pub fn group(level: u8) -> Format {
    let format = framed().set_bold().set_align(FormatAlign::Left);
    match level {
        0 | 1 => format.set_background_color(GROUPS[0]),
        _ => format.set_italic().set_background_color(GROUPS[1]),
    }
}

/// The format of one of the cells `0..=last` over which a text runs on: framed together, not one by one.
pub fn run(format: &Format, index: usize, last: usize) -> Format {
    let side = |outer: bool| if outer { FormatBorder::Thin } else { FormatBorder::None };
    let format = format.clone().set_align(FormatAlign::Left);
    format
        .set_border_left(side(index == 0))
        .set_border_right(side(index == last))
}

/// What stands in the place of records when there are none.
pub fn empty() -> Format {
    framed().set_italic().set_align(FormatAlign::Left)
}

/// What a cell is, as far as its looks go.
#[derive(Debug, Clone, Copy, Default)]
pub struct Look {
    /// How it is set.
    pub align: CellAlign,
    /// What it holds.
    pub kind: CellKind,
    /// Strong.
    pub strong: bool,
    /// In a row of totals.
    pub total: bool,
    /// People fill it in.
    pub input: bool,
    /// Its text is short enough to be kept as text when it is typed again.
    pub short: bool,
    /// A number with decimals.
    pub decimals: bool,
    /// Its text runs on over the cells to the right.
    pub spans: bool,
}

/// The format of a cell.
pub fn cell(look: Look) -> Format {
    let mut format = framed();
    format = match look.align {
        CellAlign::Left => format.set_align(FormatAlign::Left),
        CellAlign::Center => format.set_align(FormatAlign::Center),
        CellAlign::Right => format.set_align(FormatAlign::Right),
    };
    if !look.spans {
        format = format.set_text_wrap();
    }
    if look.strong || look.total {
        format = format.set_bold();
    }
    if look.total {
        format = format.set_background_color(TOTAL);
    }
    if look.input {
        format = format.set_background_color(INPUT).set_unlocked();
    }
    match look.kind {
        CellKind::Number | CellKind::Money if look.decimals => format.set_num_format("#,##0.##"),
        CellKind::Number | CellKind::Money => format.set_num_format("#,##0"),
        CellKind::Percent => format.set_num_format("0.0%"),
        CellKind::Date => format.set_num_format("dd/mm/yyyy"),
        // Telephone numbers, "12/9" and replies that begin with "-" stay text when they are typed into such a cell.
        // Some versions of Excel show long texts of this format as `####`.
        CellKind::Text if look.input || look.short => format.set_num_format("@"),
        CellKind::Text => format,
    }
}
