//! What else a sheet may be that has labels of persons, and whose labels they may be: then it is left as it is.

use std::collections::BTreeSet;

use super::blocks::Block;
use super::labels::is_name;
use crate::ingest::headings::{self, Heading};
use crate::ingest::layouts::{self, CARETAKERS, CHILDREN, Layout};
use crate::ingest::workbook::{Sheet, Value};
use crate::ingest::{forms, groups};

/// Whether a sheet is of another kind, for which it has the same labels; its first block begins in the row `first`.
pub(super) fn is_other(sheet: &Sheet, first: u32, blocks: &[Block]) -> bool {
    let known = |block: &Block| block.lines.iter().filter(|line| line.field.is_some()).count();
    let most = blocks.iter().map(known).max().unwrap_or(0);
    let form = |layout: &Layout| forms::read(sheet, layout).is_some_and(|form| form.record.cells.len() >= most);
    is_paper(sheet, first, blocks) || forms::layouts().any(form)
}

/// A letter of consent, the script of an item, a list of questions.
fn is_paper(sheet: &Sheet, first: u32, blocks: &[Block]) -> bool {
    const PAPERS: [&str; 12] = [
        "dong y",
        "cam ket",
        "don xin",
        "don de nghi",
        "giay moi",
        "kich ban",
        "tham luan",
        "tieu pham",
        "bai viet",
        "bai du thi",
        "tuong trinh",
        "giay uy quyen",
    ];
    const LONG: usize = 25;
    const MOST_LONG: usize = 3;
    let ours = |words: &str| {
        let named = layouts::named(words);
        named.iter().any(|name| [CHILDREN.name, CARETAKERS.name].contains(name))
    };
    let mut words: Vec<String> = titles(sheet, (0, first)).collect();
    words.extend(Some(sheet.tab()).filter(|tab| !ours(tab)));
    let paper = words.iter().any(|words| {
        let padded = format!(" {words} ");
        let lists = [
            "danh sach",
            "ds",
            "bang",
            "bieu",
            "thong tin",
            "phieu thong tin",
            "phieu dang ky",
        ];
        let is_list = lists.iter().any(|list| padded.starts_with(&format!(" {list} ")));
        !is_list && PAPERS.iter().any(|paper| padded.contains(&format!(" {paper} ")))
    });
    let named = words.iter().any(|words| !layouts::named(words).is_empty());
    let of_other = named && !words.iter().any(|words| ours(words)) && !ours(&sheet.tab());
    let rows: BTreeSet<u32> = blocks.iter().flat_map(|block| block.rows.0..=block.rows.1).collect();
    let long = sheet.cells.iter().filter(|((row, _), cell)| {
        cell.value == Value::Text && !rows.contains(row) && cell.text().split_whitespace().count() > LONG
    });
    paper || of_other || long.count() > MOST_LONG
}

/// The folded words of cells in rows that have few.
pub(super) fn titles(sheet: &Sheet, rows: (u32, u32)) -> impl Iterator<Item = String> {
    const MOST_CELLS: usize = 3;
    let cells = sheet.cells.range((rows.0.min(rows.1), 0)..(rows.1, 0));
    let few = cells.filter(|((row, _), cell)| cell.value == Value::Text && sheet.row(*row).count() <= MOST_CELLS);
    few.map(|((row, column), _)| sheet.words(*row, *column).into_owned())
}

/// Rows below a heading in which labels show that it is none.
const ROWS_BELOW: u32 = 6;

/// Whether the sheet has a table of the layout as tables are: labels beside each other, and not below.
pub(super) fn has_heading(sheet: &Sheet, layout: &Layout) -> bool {
    let goes_down = |heading: &Heading| {
        let mut keys = ["name", "family", "given"].iter();
        let Some(column) = keys.find_map(|key| heading.columns.get(key)) else {
            return false;
        };
        let mut rows = heading.rows.0..=heading.rows.1;
        let Some(named) = rows.find(|row| layout.field(&sheet.words(*row, *column)).is_some_and(is_name)) else {
            return false;
        };
        let below = |row: u32| is_label(sheet, row, *column) && !is_label(sheet, row, column + 1);
        !is_beside_labels(sheet, (named, *column)) && (named..=heading.rows.1 + ROWS_BELOW).any(below)
    };
    headings::find(sheet, layout).iter().any(|heading| !goes_down(heading))
}

/// Whether a label stands right beside another one, as those of a table do: there is no place for a value.
pub(super) fn is_beside_labels(sheet: &Sheet, (row, column): (u32, u32)) -> bool {
    let end = sheet.merge_at(row, column).map_or(column, |area| area.end.1);
    let left = column
        .checked_sub(1)
        .is_some_and(|left| names_a_field(sheet, row, left));
    left || names_a_field(sheet, row, end + 1)
}

/// Whether a cell is the label of a field that says something of a person besides the name.
fn is_label(sheet: &Sheet, row: u32, column: u32) -> bool {
    let words = sheet.words(row, column);
    let field = |layout: &Layout| layout.field(groups::bare(&words));
    let says = |key: &str| !is_name(key) && key != "index";
    [&CHILDREN, &CARETAKERS].into_iter().filter_map(field).any(says)
}

fn names_a_field(sheet: &Sheet, row: u32, column: u32) -> bool {
    let words = sheet.words(row, column);
    let sign = sheet.at(row, column).is_some_and(|cell| cell.text().contains(':'));
    !sign
        && [&CHILDREN, &CARETAKERS]
            .iter()
            .any(|layout| layout.field(&words).is_some())
}

/// "Thông tin cha mẹ": a line above the labels of somebody else.
pub(super) fn is_of_others(words: &str) -> bool {
    const MOST_WORDS: usize = 12;
    const STARTS: [&str; 8] = [
        "cha",
        "me",
        "bo",
        "phu huynh",
        "gia dinh",
        "nguoi giam ho",
        "nguoi than",
        "nguoi dai dien",
    ];
    let mut rest = groups::bare(words);
    while let Some(next) = ["thong tin ", "phan ", "ve ", "cua "]
        .iter()
        .find_map(|start| rest.strip_prefix(*start))
    {
        rest = next;
    }
    let starts = |start: &&str| {
        rest.strip_prefix(*start)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    words.split(' ').count() <= MOST_WORDS && STARTS.iter().any(starts)
}
