//! Labels of two columns: what stands beside several labels ("Học sinh" beside "Lớp" and "Trường") and they themselves.

use super::blocks::Line;
use super::labels::Label;
use crate::ingest::layouts::Layout;
use crate::vietnamese::fold::fold_words;

/// Puts the labels of the second column into the places of those that hold them together.
pub(super) fn join(layout: &Layout, lower: &[&Label], lines: &mut Vec<Line>) {
    let mut rest = lower.iter().peekable();
    let upper = std::mem::take(lines);
    for (index, line) in upper.iter().enumerate() {
        let until = upper.get(index + 1).map_or(u32::MAX, |next| next.label.at.0);
        let mut alone = true;
        while let Some(label) = rest.next_if(|label| label.at.0 < until) {
            if label.at.0 >= line.label.at.0 {
                alone = false;
                lines.push(with(layout, line, label));
            }
        }
        if alone {
            lines.push(line.clone());
        }
    }
}

/// A label together with the one beside it.
fn with(layout: &Layout, upper: &Line, label: &Label) -> Line {
    let heading = match layout.field(&label.words) {
        Some(_) => label.text.clone(),
        None => format!("{} {}", upper.heading, label.text),
    };
    let words = fold_words(&heading);
    Line {
        field: layout.field(&words),
        heading,
        label: label.with_words(words),
        last: label.at.0,
        columns: upper.columns.clone(),
    }
}
