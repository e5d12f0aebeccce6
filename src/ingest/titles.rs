//! What titles above tables and names of sheets say: the unit, the year, and whether the sheet only explains the form.

use super::fields::matching;
use super::workbook::{Sheet, Value};
use crate::model::Unit;

/// Rows in which titles are looked for.
const ROWS: u32 = super::headings::ROWS;
/// Cells that a row with a title may have.
const MOST_CELLS: usize = 3;
/// Words that a title may have.
const LONGEST: usize = 30;
/// Rows above a heading that belong to its title.
const NEAR: u32 = 12;

/// The units that titles of a sheet name.
#[derive(Debug, Default)]
pub(super) struct Titles {
    /// Row and column of the cell, and the unit.
    units: Vec<((u32, u32), String)>,
    /// The unit that the name of the sheet names.
    of_tab: Option<String>,
}

impl Titles {
    pub(super) fn read(sheet: &Sheet, units: &[Unit]) -> Self {
        let mut found = Vec::new();
        for (at, words) in lines(sheet, 0, ROWS) {
            found.extend(
                matching::unit_within(&words, units)
                    .filter(|_| is_title(&words))
                    .map(|unit| (at, unit)),
            );
        }
        Self {
            units: found,
            of_tab: matching::unit_of_short_name(&sheet.tab(), units),
        }
    }

    /// The unit of the last title above `row`, with its cell; else the one of the sheet's name.
    pub(super) fn unit(&self, row: u32) -> Option<(&str, Option<(u32, u32)>)> {
        let above = self.units.iter().rev().find(|((other, _), _)| *other < row);
        let above = above.map(|(at, unit)| (unit.as_str(), Some(*at)));
        above.or_else(|| self.of_tab.as_deref().map(|unit| (unit, None)))
    }

    /// The one unit that titles name, with its cell.
    pub(super) fn only(&self) -> Option<(&str, (u32, u32))> {
        let (at, unit) = self.units.first()?;
        let one = self.units.iter().all(|(_, other)| other == unit);
        one.then_some((unit.as_str(), *at))
    }

    /// The year that the title above `row` or the sheet's name gives, if it is another one than `year`.
    pub(super) fn year(&self, sheet: &Sheet, row: u32, year: u16) -> Option<u16> {
        let mut years: Vec<u16> = years_of(&sheet.tab()).collect();
        if years.is_empty() {
            let lines = lines(sheet, row.saturating_sub(NEAR), row);
            years = lines
                .flat_map(|(_, words)| years_of(&words).collect::<Vec<_>>())
                .collect();
        }
        let latest = years.iter().copied().max()?;
        (!years.contains(&year)).then_some(latest)
    }
}

/// Whether a sheet with this name only explains the form.
pub(super) fn is_guide(tab: &str) -> bool {
    ["huong dan", "vi du", "tham khao", "danh muc"]
        .iter()
        .any(|words| tab.contains(words))
}

/// Texts in rows that have few cells.
fn lines(sheet: &Sheet, from: u32, to: u32) -> impl Iterator<Item = ((u32, u32), String)> {
    let cells = sheet.cells.range((from, 0)..(to, 0));
    let texts = cells.filter(|(_, cell)| cell.value == Value::Text && cell.raw.len() <= 400);
    let titles = texts.filter(|((row, _), _)| sheet.row(*row).count() <= MOST_CELLS);
    titles
        .map(|((row, column), _)| ((*row, *column), sheet.words(*row, *column).into_owned()))
        .filter(|(_, words)| words.split(' ').count() <= LONGEST)
}

/// Whether a line heads something, and is neither a signature nor a sentence of somebody.
fn is_title(words: &str) -> bool {
    const HEADS: [&str; 27] = [
        "uy ban nhan dan",
        "ubnd",
        "dang uy",
        "hdnd",
        "xa",
        "thi tran",
        "tt",
        "phuong",
        "don vi",
        "ten don vi",
        "ten xa",
        "tong hop",
        "bao cao",
        "ban dang ky",
        "bang",
        "danh sach",
        "ds",
        "bieu",
        "phieu",
        "mau",
        "dang ky",
        "cau hoi",
        "kien nghi",
        "y kien",
        "tiet muc",
        "thong tin",
        "ket qua",
    ];
    let bare = super::groups::bare(words);
    let starts = |head: &&str| {
        bare.strip_prefix(*head)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    HEADS.iter().any(starts)
}

/// Years of a forum that stand in folded words.
fn years_of(words: &str) -> impl Iterator<Item = u16> {
    let numbers = words.split(' ').filter(|word| word.len() == 4);
    numbers
        .filter_map(|word| word.parse().ok())
        .filter(|year| (2015..=2045).contains(year))
}
