//! How long texts print, and short texts broken into lines of even length (as `templates/nd30/text.typ` does).

use super::units::{Twips, pt};
use crate::document::Measure;

/// A look of text: size in points, and weight.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Size in points.
    pub size: f64,
    /// Bold.
    pub bold: bool,
}

impl Look {
    /// Upright.
    pub const fn light(size: f64) -> Self {
        Self { size, bold: false }
    }

    /// Bold.
    pub const fn strong(size: f64) -> Self {
        Self { size, bold: true }
    }

    /// Width of a text on one line.
    pub fn width(self, text: &str, fonts: &dyn Measure) -> Twips {
        pt(em(text, self.bold, fonts) * self.size)
    }
}

/// Width of a text in em.
pub fn em(text: &str, bold: bool, fonts: &dyn Measure) -> f64 {
    text.chars().map(|c| fonts.advance(c, bold)).sum()
}

/// Breaks a short text into the fewest lines that fit `max`, of even length.
pub fn even(text: &str, max: Twips, look: Look, fonts: &dyn Measure) -> Vec<String> {
    let mut lines = Vec::new();
    for part in text.split('\n') {
        let full = look.width(part, fonts);
        if full <= max {
            lines.push(part.to_owned());
            continue;
        }
        let words: Vec<(&str, Twips)> = part
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(|word| (word, look.width(word, fonts)))
            .collect();
        let space = look.width(" ", fonts);
        let mut best = fill(&words, space, max);
        let mut limit = full / Twips::try_from(best.len().max(1)).unwrap_or(1);
        while limit < max {
            let tried = fill(&words, space, limit);
            if tried.len() <= best.len() {
                best = tried;
                break;
            }
            limit += (max / 40).max(1);
        }
        lines.append(&mut best);
    }
    lines
}

fn fill(words: &[(&str, Twips)], space: Twips, limit: Twips) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    for (word, width) in words {
        if !line.is_empty() && used + space + width > limit {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if !line.is_empty() {
            line.push(' ');
            used += space;
        }
        line.push_str(word);
        used += width;
    }
    lines.push(line);
    lines
}

/// A dash stays on the line it follows.
pub fn kept_dash(text: &str) -> String {
    text.replace(" - ", "\u{a0}- ").replace(" – ", "\u{a0}– ")
}

/// Ends a piece of a list: `sign` instead of whatever end sign it came with.
pub fn ended(text: &str, sign: &str) -> String {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ','));
    format!("{bare}{sign}")
}

/// The end sign of the piece `index` of `count`.
pub fn end_sign(index: usize, count: usize) -> &'static str {
    if index + 1 < count { ";" } else { "." }
}
