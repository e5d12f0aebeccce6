//! Texts that were not typed in Unicode -> Unicode, before anything is cleaned or matched. The name of the font and the
//! syllables of the whole column speak; a single short text is never decoded by its looks alone.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

use super::workbook::{Cell, Decoded, Sheet, Value, address};
use crate::finding::{Fault, Finding, Place};
use crate::vietnamese::legacy::Legacy;
use crate::vietnamese::normal::clean_line;
use crate::vietnamese::syllable::{is_common, is_syllable};

/// Syllables that must become possible before a column counts as typed in an encoding whose font it does not have.
const ENOUGH: i32 = 3;
/// From so many on, and without one that is lost, each single value needs no finding besides the one of its range.
const PLENTY: i32 = 8;
/// Characters of a cell that are weighed.
const WEIGHED: usize = 400;
/// Cells of a column that are weighed: more tell nothing new.
const WEIGHED_CELLS: usize = 300;

/// Row and column.
type At = (u32, u32);

/// Decodes the texts of a workbook, in place; says which cells were decoded and how.
pub(super) fn decode(file: &str, sheets: &mut [Sheet]) -> Vec<Finding> {
    let by_column: Vec<BTreeMap<u32, Tally>> = sheets.iter().map(tally_of_columns).collect();
    let by_sheet: Vec<Tally> = by_column.iter().map(|columns| columns.values().sum()).collect();
    let whole: Tally = by_sheet.iter().sum();
    let mut findings = Vec::new();
    for ((sheet, columns), of_sheet) in sheets.iter_mut().zip(&by_column).zip(&by_sheet) {
        let mut groups: BTreeMap<(Legacy, bool), Vec<At>> = BTreeMap::new();
        for (&at, cell) in &mut sheet.cells {
            if !may_be_legacy(cell) {
                continue;
            }
            let column = columns.get(&at.1).copied().unwrap_or_default();
            let verdict = [column, *of_sheet, whole]
                .iter()
                .find_map(|tally| Some((tally.verdict()?, tally.unicode)));
            let beside_unicode = verdict.map_or(column.unicode, |(_, unicode)| unicode);
            if let Some((legacy, decoded)) = decide(cell, verdict.map(|(verdict, _)| verdict), beside_unicode) {
                let guessed = cell.legacy_font.is_none() && legacy != Legacy::Utf8;
                if visible_changes(&cell.raw, &decoded.text) > 0 {
                    groups.entry((legacy.family(), guessed)).or_default().push(at);
                }
                cell.hints.decoded = Some(decoded);
            }
        }
        sheet.decoded_name = decode_name(&sheet.name, whole.verdict());
        findings.extend(
            groups
                .iter()
                .map(|((legacy, guessed), cells)| report(file, sheet, *legacy, *guessed, cells)),
        );
    }
    findings
}

/// How many letters look otherwise now: "Ð" and "Đ" are of two alphabets and look the same.
fn visible_changes(raw: &str, text: &str) -> usize {
    let letters = |text: &str| -> Vec<char> {
        let alike = |c| if matches!(c, '\u{d0}' | '\u{189}') { 'Đ' } else { c };
        clean_line(text).chars().map(alike).collect()
    };
    let (raw, text) = (letters(raw), letters(text));
    let same = raw.iter().zip(&text).filter(|(one, other)| one == other).count();
    raw.len().max(text.len()) - same
}

fn may_be_legacy(cell: &Cell) -> bool {
    cell.value == Value::Text && !cell.raw.is_ascii()
}

/// One finding for all cells of a sheet that were decoded in the same way.
fn report(file: &str, sheet: &Sheet, legacy: Legacy, guessed: bool, cells: &[At]) -> Finding {
    let first = cells.first().copied().unwrap_or_default();
    // The cell in which most letters changed shows best what was done.
    let changes = |cell: &&Cell| visible_changes(&cell.raw, cell.text());
    let examples = cells.iter().rev().filter_map(|(row, column)| sheet.at(*row, *column));
    let example = examples.max_by_key(changes);
    let excerpt = |text: &str| super::fields::excerpt(text);
    let encoding = legacy.label().to_owned();
    let from = example.map_or_else(String::new, |cell| excerpt(&cell.raw));
    let to = example.map_or_else(String::new, |cell| excerpt(cell.text()));
    let cells = ranges(cells);
    let fault = match guessed {
        true => Fault::TextGuessed {
            encoding,
            cells,
            from,
            to,
        },
        false => Fault::TextDecoded {
            encoding,
            cells,
            from,
            to,
        },
    };
    Finding::new(fault).at(Place {
        file: Some(file.to_owned()),
        sheet: Some(sheet.name.clone()),
        cell: Some(address(first.0, first.1)),
    })
}

/// "B6:B10, D6": the cells, column by column; only the first few ranges.
fn ranges(cells: &[At]) -> String {
    const MOST: usize = 8;
    let mut by_column: Vec<At> = cells.iter().map(|(row, column)| (*column, *row)).collect();
    by_column.sort_unstable();
    let mut ranges: Vec<(At, At)> = Vec::new();
    for at in by_column {
        match ranges.last_mut() {
            Some((_, end)) if end.0 == at.0 && end.1 + 1 == at.1 => *end = at,
            _ => ranges.push((at, at)),
        }
    }
    let mut words: Vec<String> = ranges
        .iter()
        .take(MOST)
        .map(|(start, end)| match start == end {
            true => address(start.1, start.0),
            false => format!("{}:{}", address(start.1, start.0), address(end.1, end.0)),
        })
        .collect();
    if ranges.len() > MOST {
        words.push("…".to_owned());
    }
    words.join(", ")
}

/// The name of a sheet has no font; what was copied together with the cells is encoded as they are.
fn decode_name(name: &str, verdict: Option<Verdict>) -> Option<String> {
    if name.is_ascii() {
        return None;
    }
    let tried = [Some(Legacy::Utf8), verdict.map(|verdict| verdict.legacy)];
    tried.into_iter().flatten().find_map(|legacy| {
        let decoded = legacy.decode(name)?;
        (gain(name, &decoded) > Gain::NONE).then_some(decoded)
    })
}

/// How a cell was typed and what it says in Unicode; nothing if it stays as it is.
fn decide(cell: &Cell, verdict: Option<Verdict>, beside_unicode: bool) -> Option<(Legacy, Decoded)> {
    let raw = cell.raw.as_str();
    // Text that is UTF-8 once more, byte by byte, is so by no chance.
    if let Some(text) = Legacy::Utf8.decode(raw)
        && gain(raw, &text) >= Gain::NONE
    {
        let sure = sound(&text);
        return Some((Legacy::Utf8, Decoded { text, sure }));
    }
    let of_font = cell.legacy_font.as_deref().and_then(Legacy::of_font);
    let legacy = of_font.or(verdict.map(|verdict| verdict.legacy))?;
    let text = legacy
        .decode(raw)
        .filter(|text| text.to_lowercase() != raw.to_lowercase())?;
    let gain = gain(raw, &text);
    let agreed = verdict.filter(|verdict| verdict.legacy.family() == legacy.family());
    let decided = |sure: bool, text: String| {
        let sure = sure && sound(&text);
        Some((legacy, Decoded { text, sure }))
    };
    match (of_font, agreed) {
        // Unicode typed into a cell that has the font, or among cells of the old encoding.
        _ if gain.syllables < 0 => None,
        (Some(_), Some(_)) if gain < Gain::NONE => decided(false, raw.to_owned()),
        _ if gain < Gain::NONE => None,
        (Some(_), None) if gain == Gain::NONE && beside_unicode => decided(false, raw.to_owned()),
        // Good Vietnamese both ways, among texts that are Unicode: "trò" is not "trũ".
        (None, Some(_)) if gain == Gain::NONE && beside_unicode => None,
        (Some(_), agreed) => decided(gain > Gain::NONE || agreed.is_some(), text),
        (None, Some(verdict)) => decided(gain > Gain::NONE && verdict.strong, text),
        (None, None) => None,
    }
}

/// Whether every word with marks is a possible syllable. Letters that were lost before (a soft hyphen is the "ư" of
/// TCVN3) show here. Abbreviations are no syllables and do not count.
fn sound(text: &str) -> bool {
    words(text)
        .filter(|word| !word.is_ascii() && word.chars().any(char::is_lowercase))
        .all(|word| judged(word).0)
}

/// What a text wins by being decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Gain {
    /// Words that become possible syllables, less those that cease to be.
    syllables: i32,
    /// Words that become common ones, less those that cease to be.
    common: i32,
}

impl Gain {
    const NONE: Self = Self {
        syllables: 0,
        common: 0,
    };
}

fn gain(raw: &str, decoded: &str) -> Gain {
    let (before, after) = (score(raw), score(decoded));
    Gain {
        syllables: before.impossible - after.impossible,
        common: after.common - before.common,
    }
}

struct Score {
    impossible: i32,
    common: i32,
}

fn score(text: &str) -> Score {
    let end = text.char_indices().nth(WEIGHED).map_or(text.len(), |(end, _)| end);
    let mut score = Score {
        impossible: 0,
        common: 0,
    };
    // Words in plain letters are the same in every encoding.
    for word in words(text.get(..end).unwrap_or(text)).filter(|word| !word.is_ascii()) {
        let (syllable, common) = judged(word);
        score.impossible += i32::from(!syllable);
        score.common += i32::from(common);
    }
    score
}

/// Whether a word is a possible syllable, and whether a common one; the same few words stand in most cells.
fn judged(word: &str) -> (bool, bool) {
    const MOST: usize = 20_000;
    thread_local! {
        static JUDGED: RefCell<HashMap<String, (bool, bool)>> = RefCell::default();
    }
    JUDGED.with_borrow_mut(|judged| {
        if let Some(known) = judged.get(word) {
            return *known;
        }
        let found = (is_syllable(word), is_common(word));
        if judged.len() < MOST {
            judged.insert(word.to_owned(), found);
        }
        found
    })
}

/// Words, with all that is no ASCII kept inside: in the old encodings signs are letters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() || matches!(c, '“' | '”' | '–' | '…'))
        .filter(|word| !word.is_empty())
}

/// What a column, a sheet or a workbook would win by each encoding.
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    of: [Sums; 3],
    /// Some text has letters that none of the old fonts can have.
    unicode: bool,
    /// Texts that were weighed.
    cells: usize,
}

#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    won: i32,
    lost: i32,
    common: i32,
}

/// The encoding that the syllables speak for.
#[derive(Debug, Clone, Copy)]
struct Verdict {
    legacy: Legacy,
    /// Beyond reasonable doubt.
    strong: bool,
}

impl Tally {
    const TRIED: [Legacy; 3] = [Legacy::Tcvn3 { capitals: false }, Legacy::Vni, Legacy::Windows1258];

    fn add(&mut self, raw: &str) {
        self.cells += 1;
        self.unicode |= Legacy::Vni.decode(raw).is_none();
        for (legacy, sums) in Self::TRIED.into_iter().zip(&mut self.of) {
            let Some(decoded) = legacy.decode(raw) else { continue };
            let gain = gain(raw, &decoded);
            sums.won += gain.syllables.max(0);
            sums.lost -= gain.syllables.min(0);
            sums.common += gain.common;
        }
    }

    fn verdict(&self) -> Option<Verdict> {
        let (legacy, sums) = Self::TRIED
            .into_iter()
            .zip(&self.of)
            .max_by_key(|(_, sums)| (sums.won - sums.lost, sums.common))?;
        (sums.won >= ENOUGH && sums.lost * 4 <= sums.won).then_some(Verdict {
            legacy,
            strong: sums.won >= PLENTY && sums.lost == 0,
        })
    }
}

impl<'a> std::iter::Sum<&'a Self> for Tally {
    fn sum<I: Iterator<Item = &'a Self>>(tallies: I) -> Self {
        let mut total = Self::default();
        for tally in tallies {
            total.unicode |= tally.unicode;
            for (sums, more) in total.of.iter_mut().zip(&tally.of) {
                sums.won += more.won;
                sums.lost += more.lost;
                sums.common += more.common;
            }
        }
        total
    }
}

fn tally_of_columns(sheet: &Sheet) -> BTreeMap<u32, Tally> {
    let mut columns: BTreeMap<u32, Tally> = BTreeMap::new();
    for ((_, column), cell) in &sheet.cells {
        let tally = columns.entry(*column).or_default();
        // What is misread UTF-8 says nothing about fonts.
        if tally.cells < WEIGHED_CELLS && may_be_legacy(cell) && Legacy::Utf8.decode(&cell.raw).is_none() {
            tally.add(&cell.raw);
        }
    }
    columns
}

#[cfg(test)]
mod tests;
