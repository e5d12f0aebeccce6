//! The gate for text: whatever a commune typed leaves it as text that can be set and printed.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Which characters the fonts can print.
pub trait Coverage {
    /// Whether some font of the body typeface has a glyph for `character`.
    fn covers(&self, character: char) -> bool;
}

/// How wide the body typeface sets characters.
pub trait Measure {
    /// Width of `character` in em.
    fn advance(&self, character: char, bold: bool) -> f64;
}

/// The sign that stands for a character that no font covers.
pub const MISSING: char = '□';

/// Makes `text` fit to be set: NFC; line ends become `\n`; tabs and other spaces a plain space (the no-break space stays);
/// control, zero-width and bidirectional characters go; a character without a glyph becomes [`MISSING`].
///
/// Returns the text and the characters that no font covers, each once, in order.
pub fn pass(text: &str, fonts: &dyn Coverage) -> (String, Vec<char>) {
    // Nearly every text is in normal form already; composing it again is most of the gate's cost.
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => sift(text.chars(), text.len(), fonts),
        _ => sift(text.nfc(), text.len(), fonts),
    }
}

/// The characters of `text` that no font covers, each once, in order.
pub fn missing(text: &str, fonts: &dyn Coverage) -> Vec<char> {
    // Letters, digits and signs that stand for themselves: nearly all there are.
    let plain = |c| matches!(c, ' '..='~' | '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}');
    match text.chars().all(|c| plain(c) && (c == ' ' || fonts.covers(c))) {
        true => Vec::new(),
        false => pass(text, fonts).1,
    }
}

fn sift(characters: impl Iterator<Item = char>, length: usize, fonts: &dyn Coverage) -> (String, Vec<char>) {
    let mut uncovered = Vec::new();
    let mut out = String::with_capacity(length);
    let mut characters = characters.peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => out.push('\n'),
            '\t' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => out.push(' '),
            '\u{202f}' => out.push('\u{a0}'),
            '\u{2011}' => out.push('-'),
            c if is_invisible(c) => {}
            c if c == ' ' || c == '\u{a0}' || fonts.covers(c) => out.push(c),
            c => {
                if !uncovered.contains(&c) {
                    uncovered.push(c);
                }
                out.push(MISSING);
            }
        }
    }
    (out, uncovered)
}

/// Characters that have no look of their own and would upset the setting or the order of text.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}
