//! Several questions or recommendations in one cell -> one record for each.

use super::super::fields::Parsed;
use super::super::row::Row;
use super::super::table::Record;
use super::super::workbook::Cell;
use super::{Part, Reading};
use crate::finding::Fault;
use crate::vietnamese::{clean, fold::fold_words};

/// Fields that may be given line by line too.
const BESIDE: [&str; 4] = ["theme", "agency", "level", "asker"];
/// Words of a line that may be a text of its own.
const FEWEST_WORDS: usize = 4;

/// A record whose main value is a text.
pub(super) struct Text {
    pub record: Record,
    /// The text begins with a number or dash that only its list gives it.
    pub listed: bool,
}

impl Reading<'_> {
    /// The records of a part whose main value is a text; a cell that holds several gives several.
    pub(super) fn texts(&mut self, part: &Part<'_>, list: &str, what: &str) -> Vec<Text> {
        let mut texts = Vec::new();
        let listed = are_listed(part);
        for record in &part.records {
            let mut row = Row::new(part.workbook, part.sheet, record);
            let cell = row.cell("text").cloned();
            let alone = part.records.len() == 1;
            let parts = cell
                .as_ref()
                .map_or_else(Vec::new, |cell| split(&clean(cell.text()), alone));
            match (parts.len(), cell) {
                (0, _) if row.any(&["agency", "level", "asker", "reply"]) => {
                    row.fault("text", "", super::lists::incomplete(&format!("nội dung {what}")));
                    self.finish(row, list);
                }
                (2.., Some(cell)) => {
                    let count = parts.len();
                    row.fault("text", "", Fault::TextSplit { count });
                    let beside = BESIDE.map(|key| (key, row.cell(key).map(|cell| (cell, lines(cell.text())))));
                    for (number, text) in parts.into_iter().enumerate() {
                        let mut record = record.clone();
                        record.instead.insert("text", with_text(&cell, text));
                        for (key, given) in &beside {
                            if let Some((cell, lines)) = given.as_ref().filter(|(_, lines)| lines.len() == count) {
                                record.instead.insert(key, with_text(cell, lines[number].clone()));
                            }
                        }
                        texts.push(Text { record, listed: false });
                    }
                    self.finish(row, list);
                }
                (1, _) => texts.push(Text {
                    record: record.clone(),
                    listed,
                }),
                _ => {}
            }
        }
        texts
    }
}

fn with_text(cell: &Cell, text: String) -> Cell {
    let mut cell = cell.clone();
    match &mut cell.hints.decoded {
        Some(decoded) => decoded.text = text,
        None => cell.raw = text,
    }
    cell
}

/// Whether the texts of a part are numbered in their order, or all begin with a dash.
fn are_listed(part: &Part<'_>) -> bool {
    let cells = part.records.iter().filter_map(|record| {
        let (row, column) = record.cells.get("text")?;
        part.sheet.at_merged(*row, *column)
    });
    let texts: Vec<String> = cells
        .map(|cell| clean(cell.text()))
        .filter(|text| !text.is_empty())
        .collect();
    let all_numbered = texts
        .iter()
        .enumerate()
        .all(|(index, text)| numbered(text, index + 1).is_some());
    texts.len() > 1 && (all_numbered || texts.iter().all(|text| dashed(text).is_some()))
}

/// The text, without the number that only its list gives it: "1. …", "Câu hỏi 2: …".
pub(super) fn text(cell: &Cell, listed: bool) -> Parsed<String> {
    let parsed = super::fields::text(cell);
    if !listed {
        return parsed;
    }
    let Some(text) = &parsed.value else { return parsed };
    let bare = (1..=9)
        .find_map(|number| numbered(text, number))
        .or_else(|| dashed(text));
    match bare.filter(|bare| bare.chars().any(char::is_alphabetic)) {
        Some(bare) => Parsed::normalised(bare.to_owned(), "nội dung", cell, &super::fields::excerpt(bare)),
        None => parsed,
    }
}

/// The lines of a cell, without numbers and dashes before them.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let bare = lines.enumerate().map(|(index, line)| {
        let bare = numbered(line, index + 1).or_else(|| dashed(line));
        bare.unwrap_or(line).to_owned()
    });
    bare.collect()
}

/// The texts that a cell holds: numbered, dashed, or line by line. `alone`: no other cell of the table holds a text.
fn split(text: &str, alone: bool) -> Vec<String> {
    // Several pages in one cell are no list of questions.
    const LONGEST: usize = 10_000;
    if text.len() > LONGEST {
        return vec![text.to_owned()];
    }
    if text.is_empty() {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let lead = |line: &str| line.ends_with(':') && line.split(' ').count() <= 12;
    let from = usize::from(lines.len() > 2 && lines.first().is_some_and(|line| lead(line)));
    let lines = lines.get(from..).unwrap_or_default();
    let by_number = begun(lines, |line, number| numbered(line, number));
    let by_dash = || begun(lines, |line, _| dashed(line));
    let in_line = || in_one_line(&lines.join(" "));
    let found = [by_number, by_dash(), in_line(), line_by_line(lines, alone)];
    let several = found.into_iter().find(|parts| parts.len() > 1);
    several.unwrap_or_else(|| vec![text.to_owned()])
}

/// Lines that begin with a sign each begin a text; what follows belongs to it. Nothing if the first line has no sign.
fn begun<'t>(lines: &[&'t str], begin: impl Fn(&'t str, usize) -> Option<&'t str>) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in lines {
        match (begin(line, parts.len() + 1), parts.last_mut()) {
            (Some(rest), _) => parts.push(rest.to_owned()),
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            (None, None) => return Vec::new(),
        }
    }
    parts
}

/// "1. … 2. … 3. …" in one line.
fn in_one_line(text: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let Some(mut rest) = numbered(text, 1) else {
        return parts;
    };
    for number in 2.. {
        let next = rest.char_indices().skip(1).find_map(|(at, c)| {
            let begins = rest
                .get(..at)
                .is_some_and(|before| before.ends_with([' ', '.', '?', ';', '!']));
            let behind = (begins && c != ' ')
                .then(|| numbered(rest.get(at..)?, number))
                .flatten()?;
            Some((at, behind))
        });
        let Some((at, behind)) = next else { break };
        parts.push(
            rest.get(..at)
                .unwrap_or_default()
                .trim()
                .trim_end_matches(';')
                .to_owned(),
        );
        rest = behind;
    }
    parts.push(rest.trim().to_owned());
    parts
}

/// Each line a text: every one asks, or there is no other cell for the rest.
fn line_by_line(lines: &[&str], alone: bool) -> Vec<String> {
    let long = lines.iter().all(|line| line.split(' ').count() >= FEWEST_WORDS);
    let ask = lines.iter().all(|line| line.ends_with('?'));
    let begin = lines
        .iter()
        .all(|line| line.chars().next().is_some_and(char::is_uppercase));
    if long && (ask || alone && begin) {
        return lines.iter().map(|line| line.trim_end_matches(';').to_owned()).collect();
    }
    Vec::new()
}

/// What stands behind "<number>.", "<number>)", "Câu <number>:", "Thứ nhất,".
fn numbered(text: &str, number: usize) -> Option<&str> {
    const WORDS: [&str; 9] = [
        "câu hỏi số",
        "câu hỏi",
        "câu số",
        "câu",
        "kiến nghị số",
        "kiến nghị",
        "nguyện vọng",
        "nội dung",
        "ý kiến",
    ];
    const ORDER: [&str; 5] = ["nhất", "hai", "ba", "tư", "năm"];
    let lower = text.to_lowercase();
    // The length in bytes of a few letters may change with their case: then nothing is taken off.
    let cut = |length: usize| (lower.len() == text.len()).then(|| text.get(length..)).flatten();
    if let Some(word) = ORDER.get(number.wrapping_sub(1)) {
        let start = format!("thứ {word}");
        let rest = lower.starts_with(&start).then(|| cut(start.len())).flatten();
        if let Some(rest) = rest.and_then(|rest| rest.trim_start().strip_prefix([',', ':', '.', '-'])) {
            return Some(rest.trim());
        }
    }
    let word = WORDS.iter().find(|word| lower.starts_with(&format!("{word} ")));
    let rest = match word {
        Some(word) => cut(word.len())?.trim_start(),
        None => text,
    };
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    if digits > 2 || rest.get(..digits)?.parse() != Ok(number) {
        return None;
    }
    let rest = rest.get(digits..)?;
    let behind = rest.trim_start().strip_prefix(['.', ')', '/', ':', '-', '–'])?;
    // "1.500 đồng", "2/9" and "1-2 lần" are no numbering.
    let spaced = behind.starts_with([' ', '\u{a0}']) || behind.chars().next().is_some_and(char::is_alphabetic);
    let behind = behind.trim_start_matches(['.', ')', ':']).trim();
    (spaced && !fold_words(behind).is_empty()).then_some(behind)
}

/// What stands behind a dash or another sign of a list.
fn dashed(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '–', '—', '+', '*', '•', '●', '·', '▪'])?;
    Some(rest.trim()).filter(|rest| rest.chars().next().is_some_and(|c| c.is_alphabetic() || c == '“'))
}

#[cfg(test)]
mod tests {
    use super::super::super::fields::cell;
    use super::*;

    #[test]
    fn numbered_and_dashed_texts_are_split() {
        for text in [
            "1. Một?\n2. Hai nữa?\n3) Ba?",
            "Câu 1: Một?\nCâu 2: Hai nữa?\nCâu 3: Ba?",
            "- Một?\n- Hai nữa?\n- Ba?",
            "1. Một? 2. Hai nữa? 3. Ba?",
            "Câu hỏi 1: Một? Câu hỏi 2: Hai nữa? Câu hỏi 3: Ba?",
            "Thứ nhất, Một?\nThứ hai, Hai nữa?\nThứ ba: Ba?",
            "Chúng em xin hỏi:\n1. Một?\n2. Hai nữa?\n3. Ba?",
        ] {
            assert_eq!(split(text, false), ["Một?", "Hai nữa?", "Ba?"], "{text}");
        }
        assert_eq!(split("1. Một?\n2. Hai\nnữa?", false), ["Một?", "Hai\nnữa?"]);
    }

    #[test]
    fn lines_are_texts_if_they_ask_or_stand_for_all() {
        let asked = "Bao giờ có bể bơi?\nAi dạy chúng em bơi?";
        assert_eq!(split(asked, false).len(), 2);
        let wishes = "Xây cho chúng em bể bơi\nMở lớp dạy bơi miễn phí";
        assert_eq!(split(wishes, true).len(), 2);
        assert_eq!(split(wishes, false), [wishes]);
        assert_eq!(split("Một?\nHai?", false), ["Một?\nHai?"]);
        assert!(split("", true).is_empty());
    }

    #[test]
    fn numbers_within_a_text_split_nothing() {
        for text in [
            "Năm 2024 có 2. chúng em hỏi 3) gì?",
            "1.500 đồng một suất ăn có đủ không?",
            "Ngày 2/9 chúng em có được nghỉ không?",
        ] {
            assert_eq!(split(text, true), [text]);
        }
    }

    #[test]
    fn the_number_of_a_list_is_no_part_of_a_text() {
        for raw in [
            "2. Có bể bơi không?",
            "Câu hỏi 2: Có bể bơi không?",
            "- Có bể bơi không?",
        ] {
            let parsed = text(&cell(raw), true);
            assert_eq!(parsed.value.as_deref(), Some("Có bể bơi không?"));
            assert!(parsed.fault.is_some());
        }
        assert!(text(&cell("2 bể bơi có đủ không?"), true).fault.is_none());
        assert!(text(&cell("2. Có bể bơi không?"), false).fault.is_none());
    }
}
