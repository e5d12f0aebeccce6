//! Of several parts of one kind that a unit has sent, the one that counts: the last one received, as the receipts or the
//! names of the files say; in doubt a finding names the candidates.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::file_versions::{self, Version};
use super::parts::{Doubt, Part, place};
use super::workbook::Workbook;
use crate::finding::{Fault, Finding};
use crate::model::Receipt;
use crate::vietnamese::normal::clean_line;

/// What counts of all that a unit has sent.
#[derive(Default)]
pub(super) struct Choice<'a> {
    /// By the name of the layout.
    pub parts: BTreeMap<&'static str, Part<'a>>,
    /// Files of which something counts, in the order of their names.
    pub files: Vec<&'a Workbook>,
    pub findings: Vec<Finding>,
}

/// Chooses among the parts of a unit. `files` are all workbooks that the unit has sent.
pub(super) fn choose<'a>(files: &[&'a Workbook], parts: Vec<Part<'a>>, receipts: &[Receipt]) -> Choice<'a> {
    let mut by_layout: BTreeMap<&'static str, BTreeMap<&'a str, Vec<Part<'a>>>> = BTreeMap::new();
    for part in parts {
        let of_file = by_layout.entry(part.layout.name).or_default();
        of_file.entry(part.workbook.file.as_str()).or_default().push(part);
    }
    let mut choice = Choice::default();
    let mut losers: BTreeMap<(&'a str, &'a str, Relation), Vec<&'static str>> = BTreeMap::new();
    for (name, of_files) in by_layout {
        let candidates: Vec<Part<'a>> = of_files.into_values().filter_map(within_file).collect();
        let filled = |part: &&Part<'a>| !part.doubt.empty;
        let mut best: Option<&Part<'a>> = None;
        for part in candidates.iter().filter(filled) {
            best = match best {
                Some(best) if is_later(best.workbook, part.workbook, receipts).0 => Some(best),
                _ => Some(part),
            };
        }
        let Some(best) = best.or_else(|| candidates.first()) else {
            continue;
        };
        for other in candidates
            .iter()
            .filter(filled)
            .filter(|other| other.workbook.file != best.workbook.file)
        {
            let relation = match () {
                () if other.workbook.blake3 == best.workbook.blake3 || same_content(best, other) => Relation::Same,
                () if is_later(best.workbook, other.workbook, receipts).1 => Relation::Later,
                () => Relation::Doubt,
            };
            let files = (best.workbook.file.as_str(), other.workbook.file.as_str(), relation);
            losers.entry(files).or_default().push(name);
        }
        choice.parts.insert(name, best.clone());
    }
    for ((used, other, relation), names) in losers {
        let parts = names.join(", ");
        let (used, file) = (short(used).to_owned(), other.to_owned());
        let other = short(other).to_owned();
        let fault = match relation {
            Relation::Later => Fault::UnitVersions { used, other, parts },
            Relation::Doubt => Fault::UnitTwice { used, other, parts },
            Relation::Same => Fault::PartsSame { used, parts },
        };
        choice.findings.push(Finding::new(fault).in_file(file));
    }
    choice.used(files);
    choice
}

impl<'a> Choice<'a> {
    /// Works out of which files something counts, and says so if they are several.
    fn used(&mut self, files: &[&'a Workbook]) {
        let counts = |file: &&Workbook| {
            let mut parts = self.parts.values();
            parts.any(|part| part.workbook.file == file.file && !part.doubt.empty)
        };
        self.files = files.iter().copied().filter(|file| counts(file)).collect();
        let idle: Vec<&Workbook> = files
            .iter()
            .copied()
            .filter(|file| {
                !counts(file)
                    && !self
                        .findings
                        .iter()
                        .any(|finding| finding.place.file.as_ref() == Some(&file.file))
            })
            .collect();
        if self.files.is_empty() {
            self.files = files.to_vec();
        } else {
            let nothing = idle
                .iter()
                .map(|file| Finding::new(Fault::WorkbookNothing {}).in_file(file.file.clone()));
            self.findings.extend(nothing);
        }
        if self.files.len() > 1 {
            let of = |file: &Workbook| {
                let parts = self
                    .parts
                    .values()
                    .filter(|part| part.workbook.file == file.file && !part.doubt.empty);
                let names: Vec<&str> = parts.map(|part| part.layout.name).collect();
                (!names.is_empty()).then(|| format!("“{}” ({})", short(&file.file), names.join(", ")))
            };
            let files: Vec<String> = self.files.iter().filter_map(|file| of(file)).collect();
            if files.len() > 1 {
                let files = files.join("; ");
                let first = self.files.iter().take(1).map(|file| file.file.clone());
                let combined = Fault::PartsCombined { files };
                self.findings
                    .extend(first.map(|file| Finding::new(combined.clone()).in_file(file)));
            }
        }
    }
}

/// A file's path below the folder of submissions.
fn short(file: &str) -> &str {
    file.strip_prefix("submissions/").unwrap_or(file)
}

/// How a part that does not count stands to the one that does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Relation {
    /// It came earlier.
    Later,
    /// It says the same.
    Same,
    /// Nothing says which came later.
    Doubt,
}

/// Whether `one` counts rather than `other`, and whether anything says so besides the order of names.
fn is_later(one: &Workbook, other: &Workbook, receipts: &[Receipt]) -> (bool, bool) {
    match order(one, other, receipts) {
        Some(order) => (order == Ordering::Greater, true),
        None => (one.file > other.file, false),
    }
}

/// Which of two files came later, as far as anything says it.
fn order(one: &Workbook, other: &Workbook, receipts: &[Receipt]) -> Option<Ordering> {
    let received = (received_on(&one.file, receipts), received_on(&other.file, receipts));
    let by_name = || file_versions::order(&Version::of(&one.file), &Version::of(&other.file));
    match received {
        (Some(one), Some(other)) if one != other => Some(one.cmp(&other)),
        _ => by_name(),
    }
}

/// The last day on which a file was received.
fn received_on(file: &str, receipts: &[Receipt]) -> Option<Date> {
    let file = short(file);
    let receipts = receipts
        .iter()
        .filter(|receipt| receipt.files.iter().any(|other| other == file));
    receipts.map(|receipt| receipt.on).max()
}

/// The part of a file that counts: of several sheets the one that is filled, visible, of this year and rightly named.
pub(super) fn within_file(parts: Vec<Part<'_>>) -> Option<Part<'_>> {
    let mut sheets: Vec<Part<'_>> = Vec::new();
    for part in parts {
        let same = |other: &&mut Part<'_>| {
            let empty = part.doubt.empty;
            other.sheet.name == part.sheet.name && Doubt { empty, ..other.doubt } == part.doubt
        };
        match sheets.iter_mut().find(same) {
            // Several tables below each other are one list.
            Some(above) => {
                above.records.extend(part.records);
                above.doubt.empty &= part.doubt.empty;
                above.findings.extend(part.findings);
            }
            None => sheets.push(part),
        }
    }
    let rank = |part: &Part<'_>| {
        let Doubt {
            empty,
            guide,
            hidden,
            old,
        } = part.doubt;
        (
            (empty, guide, hidden, old.is_some()),
            !part.named,
            std::cmp::Reverse(part.score),
        )
    };
    // Stable: of equals the first sheet stays first.
    sheets.sort_by_key(rank);
    let mut sheets = sheets.into_iter();
    let mut best = sheets.next()?;
    if best.doubt.guide && !best.doubt.empty {
        let fault = left_out(&best, "trang này chỉ hướng dẫn hoặc nêu ví dụ");
        best.findings = vec![Finding::new(fault).at(place(best.workbook, best.sheet, best.heading))];
        best.records.clear();
        best.doubt.empty = true;
        return Some(best);
    }
    let mut findings = Vec::new();
    for other in sheets {
        if other.doubt.empty {
            findings.extend(other.findings);
            continue;
        }
        // Lists of words that a form brings with it.
        if other.doubt.guide && other.doubt.hidden {
            continue;
        }
        let alike = other.doubt == best.doubt && other.named == best.named && other.score + 1 >= best.score;
        let (what, used) = (best.layout.name.to_owned(), best.sheet.name.clone());
        let fault = match () {
            () if same_content(&best, &other) => Fault::SheetSame {
                what,
                used,
                other: other.sheet.name.clone(),
            },
            () if alike => Fault::SheetTwice {
                what,
                used,
                other: other.sheet.name.clone(),
            },
            () if other.doubt.guide => left_out(&other, "trang này chỉ hướng dẫn hoặc nêu ví dụ"),
            () if other.doubt.hidden && !best.doubt.hidden => left_out(&other, "trang này đang ẩn"),
            () => match other.doubt.old {
                Some(year) => left_out(&other, &format!("trang này của năm {year}")),
                None => left_out(&other, &format!("đã dùng trang “{used}” đầy đủ hơn")),
            },
        };
        findings.push(Finding::new(fault).at(place(other.workbook, other.sheet, other.heading)));
    }
    if !best.doubt.empty {
        let at = place(best.workbook, best.sheet, best.heading);
        if best.doubt.hidden {
            findings.push(Finding::new(Fault::SheetHidden {}).at(at.clone()));
        }
        if let Some(year) = best.doubt.old {
            findings.push(Finding::new(Fault::SheetYear { year }).at(at));
        }
    }
    best.findings.extend(findings);
    Some(best)
}

fn left_out(part: &Part<'_>, why: &str) -> Fault {
    Fault::SheetLeftOut {
        what: part.layout.name.to_owned(),
        sheet: part.sheet.name.clone(),
        why: why.to_owned(),
    }
}

/// Whether two parts hold the same words, whatever cells they stand in.
fn same_content(one: &Part<'_>, other: &Part<'_>) -> bool {
    let words = |part: &Part<'_>| -> Vec<BTreeMap<&'static str, String>> {
        let record = |record: &super::table::Record| {
            let cells = record.cells.iter().filter_map(|(key, (row, column))| {
                let cell = record
                    .instead
                    .get(key)
                    .or_else(|| part.sheet.at_merged(*row, *column))?;
                Some((*key, clean_line(cell.text())))
            });
            cells
                .filter(|(key, words)| *key != "index" && !words.is_empty())
                .collect()
        };
        part.records.iter().map(record).collect()
    };
    words(one) == words(other)
}
