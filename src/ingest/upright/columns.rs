//! Columns of a sheet in which labels stand below each other.

use std::collections::{BTreeMap, BTreeSet};

use super::labels::{self, Label, is_blank, is_name};
use crate::ingest::layouts::{CARETAKERS, CHILDREN, UNUSED};
use crate::ingest::workbook::{Cell, Sheet, Value};

/// Rows in which a column shows that it is one of labels.
const ROWS: u32 = crate::ingest::headings::ROWS;
/// Columns in which persons are named: many more than stand beside each other.
const MOST_MAINS: usize = 40;
/// Names of a column at which the columns beside it are looked at.
const MOST_NAMES: usize = 100;
/// Fields of a column whose labels have no colon.
const FEWEST: usize = 2;

/// Labels by their columns, from above.
pub(super) type Columns = BTreeMap<u32, Vec<Label>>;

/// A column in which persons are named, with those beside it that tell more of the same persons.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// The column of the names' labels.
    pub main: u32,
    /// All columns of labels, from the left.
    pub columns: Vec<u32>,
    /// The column beside the first one, where labels stand that it holds together ("Học sinh" beside "Lớp" and "Trường").
    pub lower: Option<u32>,
    /// The column behind the last one in which values may stand.
    pub end: u32,
    /// The labels of all its columns, row by row.
    pub labels: Vec<Label>,
}

impl Group {
    /// The columns in which the values of a label may stand.
    pub(super) fn beside(&self, sheet: &Sheet, (row, column): (u32, u32)) -> std::ops::Range<u32> {
        let area = sheet.merge_at(row, column);
        let mut first = area.map_or(column, |area| area.end.1) + 1;
        if column == self.main {
            first = first.max(self.lower.map_or(0, |lower| lower + 1));
        }
        let next = self.columns.iter().find(|other| **other > column);
        first..next.copied().unwrap_or(self.end).max(first)
    }

    /// Whether anything stands beside a label, or behind it in its cell.
    pub(super) fn has_value(&self, sheet: &Sheet, label: &Label) -> bool {
        label.value.is_some() || filled(sheet, label.at.0, self.beside(sheet, label.at)).next().is_some()
    }
}

/// The columns of a row in which anything is said.
pub(super) fn filled(sheet: &Sheet, row: u32, columns: std::ops::Range<u32>) -> impl Iterator<Item = u32> {
    let cells = sheet
        .cells
        .range((row, columns.start)..(row, columns.end.max(columns.start)));
    let said = cells.filter(|(_, cell)| cell.value != Value::Text || !is_blank(cell.text()));
    said.map(|((_, column), _)| *column)
}

/// Whether a label begins a person.
pub(super) fn names_somebody(label: &Label) -> bool {
    [&CHILDREN, &CARETAKERS]
        .iter()
        .any(|layout| label.field(layout).is_some_and(is_name))
}

/// The columns of labels on a sheet, in groups of at least so many fields; none if nobody is named in any.
pub(super) fn find(sheet: &Sheet, fewest: usize) -> Vec<Group> {
    let columns = candidates(sheet);
    // The heading of a usual table further down begins no column of labels.
    let begins =
        |label: &Label| names_somebody(label) && (label.marked || !super::kinds::is_beside_labels(sheet, label.at));
    let mut mains: BTreeSet<u32> = columns
        .iter()
        .filter(|(_, labels)| labels.iter().any(begins))
        .map(|(column, _)| *column)
        .collect();
    if mains.len() > MOST_MAINS {
        return Vec::new();
    }
    loop {
        let groups = grouped(sheet, &columns, &mains);
        // "Họ tên giáo viên" alone in a column tells of the person to the left.
        let poor = |group: &&Group| fields(&group.labels).len() < fewest;
        match groups.iter().rev().find(poor).map(|group| group.main) {
            Some(main) => drop(mains.remove(&main)),
            None => return groups,
        }
    }
}

/// The fields that labels name, by the keys of both layouts.
fn fields<'a>(labels: impl IntoIterator<Item = &'a Label>) -> BTreeSet<[Option<&'static str>; 2]> {
    labels
        .into_iter()
        .map(|label| [&CHILDREN, &CARETAKERS].map(|layout| label.field(layout)))
        .filter(|keys| keys.iter().any(|key| key.is_some_and(|key| key != UNUSED)))
        .collect()
}

/// The columns in which several cells are labels of persons.
fn candidates(sheet: &Sheet) -> Columns {
    let mut tried: BTreeMap<u32, Vec<Label>> = BTreeMap::new();
    for (&(row, column), cell) in sheet.cells.range(..(ROWS, 0)) {
        let has_value = cell.raw.contains([':', '：', '…', '_']) || cell.raw.contains("...");
        // Folding takes long, and most cells are values.
        if has_value || labels::may_be(&sheet.words(row, column)) {
            tried
                .entry(column)
                .or_default()
                .extend(labels::read((row, column), cell));
        }
    }
    tried.retain(|_, labels| {
        fields(&*labels).len() >= FEWEST || labels.iter().any(|label| label.marked && label.is_known())
    });
    let mut columns: Columns = tried.into_keys().map(|column| (column, Vec::new())).collect();
    if columns.is_empty() {
        return columns;
    }
    for (&at, cell) in &sheet.cells {
        let Some(labels) = columns.get_mut(&at.1) else { continue };
        let from = labels.len();
        labels.extend(labels::read(at, cell));
        if at.0 < ROWS {
            labels[from..].iter_mut().for_each(Label::guess);
        }
    }
    columns
}

/// Each of the columns `mains` with those to its right that go with it.
fn grouped(sheet: &Sheet, columns: &Columns, mains: &BTreeSet<u32>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (column, labels) in columns {
        if mains.contains(column) {
            if let Some(last) = groups.last_mut() {
                last.end = *column;
            }
            let mut group = Group {
                main: *column,
                columns: vec![*column],
                lower: None,
                end: u32::MAX,
                labels: labels.clone(),
            };
            let lower = lower(sheet, &group);
            group.lower = (!lower.is_empty()).then_some(column + 1);
            group.labels.extend(lower);
            groups.push(group);
        } else if let Some(group) = groups
            .last_mut()
            .filter(|group| group.lower != Some(*column) && goes_with(sheet, group, *column, labels))
        {
            group.columns.push(*column);
            group.labels.extend(labels.iter().cloned());
        }
    }
    for group in &mut groups {
        group.labels.sort_by_key(|label| label.at);
    }
    groups
}

/// The labels of the column beside that of the names' labels, if it has nothing else, and nothing where a name would stand.
fn lower(sheet: &Sheet, group: &Group) -> Vec<Label> {
    const HALVES: [&str; 6] = ["nam", "nu", "trai", "gai", "ngay", "thang"];
    let column = group.main + 1;
    let labels = || group.labels.iter().filter(|label| label.is_known());
    let (Some(first), Some(last)) = (labels().next(), labels().next_back()) else {
        return Vec::new();
    };
    // The last label may stand beside several, and may be known by them alone.
    let last = (last.at.0..).take_while(|row| sheet.row(*row).next().is_some()).last();
    let last = last.unwrap_or(first.at.0);
    let mut names = labels().filter(|label| names_somebody(label)).map(|label| label.at.0);
    let free = |row: u32| {
        let mut there = filled(sheet, row, column..column + 2);
        there.next() == Some(column + 1)
    };
    let cells = (first.at.0..=last).filter_map(|row| Some(((row, column), sheet.at(row, column)?)));
    let cells: Vec<_> = cells.filter(|(_, cell)| !is_blank(cell.text())).collect();
    let is_text = |cell: &Cell| cell.value == Value::Text && !cell.raw.contains(|c: char| c.is_ascii_digit());
    let lower: Vec<Label> = cells.iter().flat_map(|(at, cell)| labels::read(*at, cell)).collect();
    let is_label = |label: &Label| label.is_known() || HALVES.contains(&label.words.as_str());
    let fits = names.all(free) && cells.iter().all(|(_, cell)| is_text(cell)) && lower.iter().any(is_label);
    if fits { lower } else { Vec::new() }
}

/// Whether a column holds labels too, and not values that look like labels ("Lớp 7A", "Đặt câu hỏi").
fn goes_with(sheet: &Sheet, group: &Group, column: u32, labels: &[Label]) -> bool {
    let main = group.labels.iter().filter(|label| label.at.1 == group.main);
    let named = main.clone().filter(|label| names_somebody(label)).take(MOST_NAMES);
    let named: Vec<u32> = named.map(|label| label.at.0).collect();
    // Where a person is named, a value would be the name of the next one.
    let label_in = |row: u32| labels.iter().find(|label| label.at.0 == row);
    let fits = |row: &u32| match label_in(*row) {
        Some(label) => label.is_known() || label.marked,
        None => filled(sheet, *row, column..column + 1).next().is_none(),
    };
    let marked = labels.iter().any(|label| label.marked && label.is_known());
    let apart = || {
        let known = fields(main.clone());
        let own = fields(labels);
        let beside = labels.iter().filter(|label| label.is_known());
        let far = |label: &Label| group.beside(sheet, (label.at.0, group.main)).start < column;
        own.len() >= FEWEST && own.intersection(&known).count() * 2 <= own.len() && beside.clone().all(far)
    };
    named.iter().all(fits) && (marked || apart())
}
