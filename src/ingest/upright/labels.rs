//! Labels of forms: what a cell names, and the value that stands behind it in the same cell.

use super::super::groups;
use super::super::layouts::{self, Layout, UNUSED};
use super::super::workbook::{Cell, Decoded, Value};
use crate::vietnamese::fold::fold_words;
use crate::vietnamese::normal::clean_line;

/// Bytes of a cell in which labels are looked for.
const LONGEST_CELL: usize = 4_000;
/// Words that a label may have.
pub(super) const LONGEST: usize = 16;

/// A label.
#[derive(Debug, Clone)]
pub(super) struct Label {
    /// Row and column of its cell.
    pub at: (u32, u32),
    /// As typed, without numbering before and colon behind it.
    pub text: String,
    /// Its folded words.
    pub words: String,
    /// The value in the same cell.
    pub value: Option<Cell>,
    /// A sign stands between it and its value ("Lớp:"): it is a label, whatever its words are.
    pub marked: bool,
    /// The fields that it nearly names, of children and of grown-ups.
    like: [Option<&'static str>; 2],
}

impl Label {
    fn new(at: (u32, u32), text: &str, value: Option<Cell>, marked: bool) -> Self {
        let text = unnumbered(&clean_line(text));
        Self {
            at,
            words: fold_words(&text),
            text,
            value,
            marked,
            like: [None; 2],
        }
    }

    /// Looks for fields whose labels are nearly this one. That takes long.
    pub(super) fn guess(&mut self) {
        if !self.is_known() && self.words.split(' ').count() <= LONGEST {
            self.like = [&layouts::CHILDREN, &layouts::CARETAKERS].map(|layout| layout.like(&self.words));
        }
    }

    /// The label as another one says it, in the same place.
    pub(super) fn with_words(&self, words: String) -> Self {
        Self { words, ..self.clone() }
    }

    /// The field of a layout that it names, exactly or nearly; words for persons besides those who are listed are none.
    pub(super) fn field(&self, layout: &Layout) -> Option<&'static str> {
        let [child, grown_up] = self.like;
        let like = if layout.name == layouts::CHILDREN.name {
            child
        } else {
            grown_up
        };
        let field = layout.field(&self.words).or(like);
        // Somebody else's name: who fills in, who signs, whom to call.
        const OTHERS: [&str; 7] = [
            "nguoi lap",
            "nguoi ky",
            "nguoi ke khai",
            "nguoi dien",
            "nguoi lien he",
            "dau moi",
            "chu nhiem",
        ];
        match field {
            Some(key) if is_name(key) && OTHERS.iter().any(|other| self.words.contains(other)) => Some(UNUSED),
            field => field,
        }
    }

    /// Whether it names any field of persons.
    pub(super) fn is_known(&self) -> bool {
        is_known(&self.words)
    }
}

/// Whether a field is by what a person is known.
pub(super) fn is_name(key: &str) -> bool {
    matches!(key, "name" | "family" | "given")
}

/// Whether folded words name a field of persons.
fn is_known(words: &str) -> bool {
    let short = words.split(' ').count() <= LONGEST;
    short && (layouts::CHILDREN.field(words).is_some() || layouts::CARETAKERS.field(words).is_some())
}

/// Whether folded words may be a label: with or without a numbering before them.
pub(super) fn may_be(words: &str) -> bool {
    is_known(words) || is_known(groups::bare(words))
}

/// The labels in a cell, in their order: one without a value, or each with the value behind it ("Ngày sinh: 15/3/2011; Dân
/// tộc: Nùng").
pub(super) fn read(at: (u32, u32), cell: &Cell) -> Vec<Label> {
    let text = cell.text();
    if cell.value != Value::Text || cell.raw.len() > LONGEST_CELL {
        return Vec::new();
    }
    let Some(first) = text.find(SIGNS) else {
        if let Some((label, value)) = at_leader(text) {
            return vec![Label::new(at, label, with_text(cell, value), true)];
        }
        let label = Label::new(at, text, None, false);
        return Vec::from_iter((!label.words.is_empty()).then_some(label));
    };
    let mut labels = Vec::new();
    let (mut label, mut start) = (last_line(&text[..first]), behind(text, first));
    let mut from = start;
    while let Some(sign) = text[from..].find(SIGNS).map(|sign| from + sign) {
        from = behind(text, sign);
        // Else the sign is one within a value.
        if let Some(next) = label_at_the_end(&text[start..sign]) {
            labels.push(Label::new(at, label, with_text(cell, &text[start..start + next]), true));
            label = &text[start + next..sign];
            start = from;
        }
    }
    labels.push(Label::new(at, label, with_text(cell, &text[start..]), true));
    labels.retain(|label| !label.words.is_empty());
    labels
}

/// Signs between a label and its value.
const SIGNS: [char; 2] = [':', '：'];

/// The place behind the sign at `at`.
fn behind(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The label that stands last in a text before a colon: its last line, if that is one by itself.
fn last_line(text: &str) -> &str {
    let known = |text: &str| is_known(&fold_words(&unnumbered(&clean_line(text))));
    match text.trim_end().rsplit_once('\n') {
        Some((_, line)) if !known(text) && known(line) => line,
        _ => text,
    }
}

/// Where in the text between two colons the label of the second one begins: its last line, or its longest ending that is a
/// label.
fn label_at_the_end(text: &str) -> Option<usize> {
    const MOST_WORDS: usize = 8;
    let mut starts: Vec<usize> = Vec::new();
    let mut blank = true;
    for (at, c) in text.char_indices() {
        let is_blank = c.is_whitespace() || matches!(c, ',' | ';' | '.' | '-' | '–' | '(' | '…' | '|');
        if blank && !is_blank {
            starts.push(at);
        }
        blank = is_blank;
    }
    let from = starts.len().saturating_sub(MOST_WORDS);
    let line = text.trim_end().rfind('\n');
    let mut last = starts[from..]
        .iter()
        .copied()
        .filter(|at| line.is_none_or(|line| *at > line));
    let known = last.find(|at| is_known(&fold_words(&text[*at..])));
    known.or_else(|| line.filter(|line| text[*line..].split_whitespace().count() <= MOST_WORDS))
}

/// "Họ và tên ........ Nông Thị A": dots lead from the label to the value.
fn at_leader(text: &str) -> Option<(&str, &str)> {
    let mut places = text.match_indices(['…', '.', '_']).map(|(at, _)| at);
    let at = places.find(|at| is_leader(&text[*at..]))?;
    let (label, value) = text.split_at(at);
    is_known(&fold_words(&unnumbered(&clean_line(label)))).then_some((label, value))
}

/// Whether a text begins with dots or a line to write on.
fn is_leader(text: &str) -> bool {
    text.starts_with('…') || text.starts_with("...") || text.starts_with("___")
}

/// A cell with a part of its text, if that holds anything.
fn with_text(cell: &Cell, text: &str) -> Option<Cell> {
    let value = unfilled(text);
    if is_blank(value) {
        return None;
    }
    let mut part = cell.clone();
    match &part.hints.decoded {
        // What was typed stays as it was: the parts of it are not known by themselves.
        Some(decoded) => {
            part.hints.decoded = Some(Decoded {
                text: value.to_owned(),
                sure: decoded.sure,
            });
        }
        None => part.raw = value.to_owned(),
    }
    Some(part)
}

/// A text without the dots and lines to write on around it.
fn unfilled(text: &str) -> &str {
    let mut value = text.trim();
    loop {
        let mut next = value.trim_matches(['…', '_', ' ']).trim_end_matches([';', ',', '|']);
        if next.starts_with("..") {
            next = next.trim_start_matches('.');
        }
        if next.ends_with("..") {
            next = next.trim_end_matches('.');
        }
        let next = next.trim();
        if next.len() == value.len() {
            return value;
        }
        value = next;
    }
}

/// Whether a text says nothing: signs, dots to write on, and what was printed between them ("…/…/20…").
pub(super) fn is_blank(text: &str) -> bool {
    let sign =
        |c: char| c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '…' | '–' | '—' | '“' | '”' | '：');
    if text.chars().all(sign) {
        return true;
    }
    if !text.contains(['…', '_']) && !text.contains("..") {
        return false;
    }
    let printed = |word: &str| matches!(word, "ngay" | "thang" | "nam" | "20" | "201" | "19");
    fold_words(text).split(' ').all(printed)
}

/// A text without the numbering or sign before it: "1. Họ và tên", "a) Lớp", "- Trường".
fn unnumbered(text: &str) -> String {
    let mut rest = text.trim();
    while !is_known(&fold_words(rest)) {
        let bare = rest.trim_start_matches(['-', '–', '+', '•', '*', '.', ')', '/', ' ', '(']);
        let digits = bare.trim_start_matches(|c: char| c.is_ascii_digit());
        let next = match bare.split_once(' ') {
            Some((first, behind)) if groups::is_number(first) => behind,
            _ if digits.len() < bare.len() && digits.starts_with(['.', ')', '/', '-']) => digits,
            _ => bare,
        };
        if next.len() == rest.len() || !next.contains(char::is_alphabetic) {
            break;
        }
        rest = next;
    }
    let signs = |c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '*');
    rest.trim_matches(signs).to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::super::fields::cell;
    use super::*;

    fn labels(text: &str) -> Vec<(String, String)> {
        let value = |label: &Label| {
            label
                .value
                .as_ref()
                .map_or(String::new(), |cell| cell.text().to_owned())
        };
        let labels = read((0, 0), &cell(text));
        labels.iter().map(|label| (label.text.clone(), value(label))).collect()
    }

    #[test]
    fn labels_with_their_values() {
        for (text, expected) in [
            ("Họ và tên", &[("Họ và tên", "")][..]),
            ("1. Họ và tên:", &[("Họ và tên", "")]),
            ("a) Lớp: 7A", &[("Lớp", "7A")]),
            ("1.Trường: THCS xã Tri Lễ;", &[("Trường", "THCS xã Tri Lễ")]),
            ("- Sở thích: vẽ, bơi", &[("Sở thích", "vẽ, bơi")]),
            ("Họ và tên: ………………", &[("Họ và tên", "")]),
            ("Ngày sinh: …/…/20…", &[("Ngày sinh", "")]),
            ("Họ và tên ....... Nông Thị A .......", &[("Họ và tên", "Nông Thị A")]),
            ("Họ và tên……Nông Thị A", &[("Họ và tên", "Nông Thị A")]),
            (
                "Ngày sinh: 15/3/2011; Dân tộc: Nùng",
                &[("Ngày sinh", "15/3/2011"), ("Dân tộc", "Nùng")],
            ),
            (
                "Họ và tên: Nông Thị A      Nam/Nữ: Nữ",
                &[("Họ và tên", "Nông Thị A"), ("Nam/Nữ", "Nữ")],
            ),
            (
                "Lớp: 7A Trường: THCS xã Tri Lễ",
                &[("Lớp", "7A"), ("Trường", "THCS xã Tri Lễ")],
            ),
            (
                "Họ và tên: Nông Thị A\nLớp: 7A\nGhi chú: học từ 7:30",
                &[("Họ và tên", "Nông Thị A"), ("Lớp", "7A"), ("Ghi chú", "học từ 7:30")],
            ),
            ("Giờ đến lớp: 7:30", &[("Giờ đến lớp", "7:30")]),
        ] {
            let found = labels(text);
            let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn somebody_else_is_not_the_person() {
        let field = |text: &str| {
            let mut labels = read((0, 0), &cell(text));
            labels[0].guess();
            labels[0].field(&layouts::CHILDREN)
        };
        assert_eq!(field("Họ và tên trẻ:"), Some("name"));
        assert_eq!(field("Họ và tênn"), Some("name"));
        assert_eq!(field("Họ tên người lập phiếu"), Some(UNUSED));
        assert_eq!(field("Họ tên giáo viên chủ nhiệm"), Some(UNUSED));
        assert_eq!(field("Sở thích"), None);
    }
}
