//! Text on its way into a workbook: it must read back as itself, whatever it is.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// Length of a cell's text that Excel allows, in UTF-16 units.
pub const LIMIT: usize = 32_767;

/// Stands at the end of a text that was cut.
const CUT: &str = " […]";

/// Length of a sheet's name that Excel allows, in UTF-16 units.
const NAME_LIMIT: usize = 31;

/// The text as it is written: line ends are `\n`, what XML or Excel cannot hold is gone, and what is too long is cut.
/// The second value says whether it was cut.
pub fn fit(text: &str) -> (String, bool) {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => out.push('\n'),
            '\t' | '\n' => out.push(character),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    if out.encode_utf16().count() <= LIMIT {
        return (out, false);
    }
    (shorten(&out, LIMIT - CUT.encode_utf16().count()) + CUT, true)
}

/// The longest beginning of `text` that takes at most `limit` UTF-16 units.
fn shorten(text: &str, limit: usize) -> String {
    let mut length = 0;
    text.chars()
        .take_while(|character| {
            length += character.len_utf16();
            length <= limit
        })
        .collect()
}

/// Puts a text into a cell, always as text; says whether it had to be cut.
pub fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str, format: &Format) -> Result<bool, XlsxError> {
    let (text, cut) = fit(text);
    match text
        .strip_prefix('<')
        .filter(|_| text.starts_with("<r>") && text.ends_with("</r>"))
    {
        // The writer takes such a text for the XML of a formatted text and would copy it into the file as it is. Split
        // into two runs it is escaped; `_x0041_` must then be escaped by hand.
        Some(rest) => {
            let rest = rest.replace("_x", "_x005F_x");
            let plain = Format::default();
            sheet.write_rich_string_with_format(row, column, &[(&plain, "<"), (&plain, &rest)], format)?;
        }
        None => {
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(cut)
}

/// Makes `name` fit to name a sheet, and different from the names in `taken`.
pub fn sheet_name(name: &str, taken: &[String]) -> String {
    let (name, _) = fit(name);
    let spaced: String = name
        .chars()
        .map(|c| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
            '\t' | '\n' => ' ',
            c => c,
        })
        .collect();
    let trimmed = |text: &str| text.trim_matches([' ', '\'']).to_owned();
    let mut base = trimmed(&shorten(&trimmed(&spaced), NAME_LIMIT));
    // Excel keeps this name for itself.
    if base.is_empty() || base.eq_ignore_ascii_case("history") {
        base = format!("Trang {}", taken.len() + 1);
    }
    let is_free = |name: &str| taken.iter().all(|other| other.to_lowercase() != name.to_lowercase());
    let mut number = 1;
    let mut name = base.clone();
    while !is_free(&name) {
        number += 1;
        let ending = format!(" ({number})");
        name = shorten(&base, NAME_LIMIT - ending.len()).trim_end().to_owned() + &ending;
    }
    name
}

/// Makes a text fit for the header or footer of a page.
pub fn page_margin(text: &str) -> String {
    shorten(&fit(text).0.replace(['\n', '\t'], " "), 80).replace('&', "&&")
}
