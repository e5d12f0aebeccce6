//! Rows below a heading -> records: what is a record, what ends the table, and what a line in between says of the next.

use std::collections::BTreeMap;

use super::groups::{self, Group};
use super::headings::Heading;
use super::layouts::Layout;
use super::workbook::{Cell, Sheet, Value};

/// The cell of each field, by key.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// Row, counted from 0.
    pub row: u32,
    /// Row and column of the cell of each field that has a heading.
    pub cells: BTreeMap<&'static str, (u32, u32)>,
    /// What is read in the place of a cell.
    pub instead: BTreeMap<&'static str, Cell>,
}

/// A record and what the lines above it say of it.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub record: Record,
    /// The group that it stands under.
    pub group: Option<Group>,
    /// It stands under "dự phòng", or says so itself.
    pub reserve: bool,
    /// Cell that names the unit it stands under.
    pub unit: Option<(u32, u32)>,
}

/// Rows that were left out and are no records, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// An example of how to fill in the form.
    Example,
    /// Text below the records that is none of them.
    Remark,
}

/// What stands below a heading.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub lines: Vec<Line>,
    /// Lines that switch to another group.
    pub groups: Vec<(Group, (u32, u32))>,
    pub left_out: Vec<(LeftOut, (u32, u32))>,
}

/// Reads the rows below `heading` up to the row `until`; `own` is the group of the layout's records. `is_unit` says whether a line is the name of a unit.
pub(super) fn read(
    sheet: &Sheet,
    layout: &Layout,
    own: Option<Group>,
    heading: &Heading,
    until: u32,
    is_unit: &dyn Fn(&str) -> bool,
) -> Rows {
    let mut rows = Rows::default();
    let mut under = Under {
        reserve: title_says_reserve(sheet, heading),
        ..Under::default()
    };
    // Whether any record so far has a number.
    let mut numbered = false;
    let mut row = heading.rows.1;
    while let Some((&(next, _), _)) = sheet.cells.range((row + 1, 0)..(until, 0)).next() {
        row = next;
        match line_kind(sheet, heading, row) {
            Kind::End => break,
            Kind::Skip => continue,
            Kind::Example(at) => {
                rows.left_out.push((LeftOut::Example, at));
                continue;
            }
            Kind::Title(at) => {
                if under.switch(sheet, at, is_unit) {
                    // What belongs to another kind of list ends this one.
                    if under
                        .group
                        .is_some_and(|found| own.is_none_or(|own| !own.goes_with(found)))
                    {
                        break;
                    }
                    rows.groups.extend(under.group.map(|group| (group, at)));
                    continue;
                }
            }
            Kind::Record => {}
        }
        let filled: Vec<&'static str> = filled(sheet, heading, row);
        if filled.is_empty() {
            continue;
        }
        let index = heading.columns.get("index");
        let has_number = index.is_some_and(|column| sheet.at(row, *column).is_some());
        if let Some(at) = remark(sheet, heading, row, &filled, numbered && !has_number) {
            rows.left_out.push((LeftOut::Remark, at));
            continue;
        }
        numbered |= has_number;
        let mut record = Record {
            row,
            cells: heading
                .columns
                .iter()
                .map(|(key, column)| (*key, (row, *column)))
                .collect(),
            instead: BTreeMap::new(),
        };
        under.give(sheet, layout, &mut record);
        let named = named_group(sheet, heading, row, own);
        rows.groups.extend(named);
        rows.lines.push(Line {
            reserve: under.reserve || says_reserve(sheet, row),
            group: named.map(|(group, _)| group).or(under.group),
            unit: under.unit,
            record,
        });
    }
    rows
}

/// What the last lines between the records said of those below them.
#[derive(Default)]
struct Under {
    group: Option<Group>,
    reserve: bool,
    unit: Option<(u32, u32)>,
    school: Option<(u32, u32)>,
    theme: Option<(u32, u32)>,
}

impl Under {
    /// Takes in a line between the records; false if it says nothing of them.
    fn switch(&mut self, sheet: &Sheet, at: (u32, u32), is_unit: &dyn Fn(&str) -> bool) -> bool {
        let Some(cell) = sheet.at(at.0, at.1) else { return false };
        let words = sheet.words(at.0, at.1);
        if let Some(group) = groups::group(cell.text(), &words, sheet.row(at.0).count() > 1) {
            self.group = Some(group);
            self.reserve = groups::is_reserve(&words);
            self.school = None;
            return true;
        }
        if groups::is_reserve(&words) && words.split(' ').count() <= 8 {
            self.reserve = true;
            return true;
        }
        if is_unit(cell.text()) {
            *self = Self {
                unit: Some(at),
                ..Self::default()
            };
            return true;
        }
        if groups::bare(&words).starts_with("truong ") && words.split(' ').count() <= 12 {
            self.school = Some(at);
            return true;
        }
        let of_theme = ["chu de ", "linh vuc ", "nhom chu de ", "nhom van de "];
        if of_theme.iter().any(|start| groups::bare(&words).starts_with(start)) && !cell.text().contains('?') {
            self.theme = Some(at);
            return true;
        }
        false
    }

    /// A list in parts by school or theme names it in a line of its own.
    fn give(&self, sheet: &Sheet, layout: &Layout, record: &mut Record) {
        let lines = [("school", self.school, "trường"), ("theme", self.theme, ":")];
        for (key, at, sign) in lines {
            let Some((at, cell)) = at.and_then(|at| Some((at, sheet.at(at.0, at.1)?))) else {
                continue;
            };
            let has_field = layout.fields.iter().any(|(other, _)| *other == key);
            let given = record
                .cells
                .get(key)
                .is_some_and(|(row, column)| sheet.at_merged(*row, *column).is_some());
            if has_field && !given {
                let mut cell = cell.clone();
                let text = cell.text();
                let start = text
                    .to_lowercase()
                    .find(sign)
                    .filter(|start| text.is_char_boundary(*start));
                cell.raw = text[start.unwrap_or(0)..].trim_start_matches(':').trim().to_owned();
                cell.hints.decoded = None;
                record.cells.insert(key, at);
                record.instead.insert(key, cell);
            }
        }
    }
}

/// What a row below a heading is.
enum Kind {
    Record,
    /// Blank in the columns of the table, a repeated heading, column numbers, or a total.
    Skip,
    /// Place and date, or signatures.
    End,
    Example((u32, u32)),
    /// One text alone.
    Title((u32, u32)),
}

fn line_kind(sheet: &Sheet, heading: &Heading, row: u32) -> Kind {
    let count = sheet.row(row).count();
    let numbers = |cell: &Cell| cell.raw.trim().trim_matches(['(', ')']).parse::<u8>().is_ok();
    // "(dd/mm/yyyy)": how a column is to be filled in.
    let explains = |cell: &Cell| cell.raw.trim().starts_with('(') && cell.raw.trim().ends_with(')');
    if count > 2 && sheet.row(row).all(|(_, cell)| numbers(cell) || explains(cell)) {
        return Kind::Skip;
    }
    let index = heading.columns.get("index").copied();
    let numbered = index
        .and_then(|column| sheet.at(row, column))
        .is_some_and(|cell| cell.raw.trim().trim_end_matches(['.', ')']).parse::<u32>().is_ok());
    // A row that is numbered is a record, whatever its words are.
    if numbered {
        return Kind::Record;
    }
    if let Some(at) = example(sheet, row) {
        return Kind::Example(at);
    }
    let has_id = heading
        .columns
        .get("id")
        .is_some_and(|column| sheet.at(row, *column).is_some());
    if !has_id && count <= 4 {
        let ends = |words: &str, at| is_end(words) || is_signer(words) && !in_record(sheet, heading, at);
        let words: Vec<_> = sheet
            .row(row)
            .map(|(column, _)| ((row, column), sheet.words(row, column)))
            .collect();
        if words.iter().any(|(at, words)| ends(words, *at)) {
            return Kind::End;
        }
        if words.iter().any(|(_, words)| is_total(words)) {
            return Kind::Skip;
        }
    }
    let mut texts = sheet
        .row(row)
        .filter(|(_, cell)| cell.value != Value::Uncalculated && !groups::is_number(&cell.raw));
    match (texts.next(), texts.next()) {
        (None, _) => Kind::Skip,
        (Some((column, cell)), None) if cell.value == Value::Text => Kind::Title((row, column)),
        _ => Kind::Record,
    }
}

/// The fields that hold something in a row, besides its number.
fn filled(sheet: &Sheet, heading: &Heading, row: u32) -> Vec<&'static str> {
    let holds = |column: u32| {
        let cell = sheet.at(row, column);
        cell.is_some_and(|cell| !cell.raw.trim().is_empty() || cell.value == Value::Uncalculated)
    };
    let columns = heading.columns.iter();
    let filled = columns.filter(|(key, column)| **key != "index" && **key != "unit" && holds(**column));
    filled.map(|(key, _)| *key).collect()
}

/// The group that a row names in a column of its own ("Thành phần", "Loại").
fn named_group(sheet: &Sheet, heading: &Heading, row: u32, own: Option<Group>) -> Option<(Group, (u32, u32))> {
    let column = heading.kind?;
    let cell = sheet.at_merged(row, column)?;
    let group = groups::group(cell.text(), &sheet.words(row, column), false)?;
    own?.goes_with(group).then_some((group, (row, column)))
}

/// A text alone below records that are numbered, as this one is not, where a name would stand: a remark.
fn remark(sheet: &Sheet, heading: &Heading, row: u32, filled: &[&'static str], unnumbered: bool) -> Option<(u32, u32)> {
    let [key @ ("name" | "family" | "given" | "title")] = filled else {
        return None;
    };
    let column = *heading.columns.get(key)?;
    let long = || sheet.words(row, column).split(' ').count() > 5;
    (unnumbered && long()).then_some((row, column))
}

/// "VD", "Ví dụ: …", "Mẫu": a row that shows how to fill in the form.
fn example(sheet: &Sheet, row: u32) -> Option<(u32, u32)> {
    let says = |words: &str| {
        ["vi du", "vd", "mau"].contains(&words) || words.starts_with("vi du ") || words.starts_with("vd ")
    };
    let mut cells = sheet.row(row).take(2);
    cells
        .find(|(column, _)| says(&sheet.words(row, *column)))
        .map(|(column, _)| (row, column))
}

/// "Trẻ em dự phòng" right above the heading of a table of its own.
fn title_says_reserve(sheet: &Sheet, heading: &Heading) -> bool {
    let above = (0..heading.rows.0).rev().take(3);
    let title = above
        .map(|row| sheet.row(row).collect::<Vec<_>>())
        .zip((0..heading.rows.0).rev());
    let mut filled = title.filter(|(cells, _)| !cells.is_empty());
    filled.next().is_some_and(|(cells, row)| {
        cells.len() <= 2
            && cells.iter().any(|(column, _)| {
                let words = sheet.words(row, *column);
                groups::is_reserve(&words) && length(&words) <= 10
            })
    })
}

fn says_reserve(sheet: &Sheet, row: u32) -> bool {
    sheet.row(row).any(|(column, cell)| {
        cell.value == Value::Text && cell.raw.len() <= 160 && groups::is_reserve(&sheet.words(row, column))
    })
}

fn begins(text: &str, words: &[&str]) -> bool {
    let starts = |word: &&str| text == *word || text.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    words.iter().any(starts)
}

fn length(text: &str) -> usize {
    text.split(' ').count()
}

/// Totals stand below a group; others may follow. "Công an" and "Tổng phụ trách" are none.
fn is_total(text: &str) -> bool {
    let rest = text.strip_prefix("tong").or_else(|| text.strip_prefix("cong"));
    let counts = rest.is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.is_empty()
            || rest.starts_with(|c: char| c.is_ascii_digit())
            || begins(rest, &["la", "co", "gom", "danh sach"])
    });
    (begins(text, &["tong cong", "tong so"]) || counts) && length(text) <= 8
}

/// Sentences and short lines that stand below a table.
pub(super) fn is_end(text: &str) -> bool {
    const SENTENCES: [&str; 8] = [
        "nguoi lap",
        "tm uy ban",
        "tm dang uy",
        "danh sach nay",
        "danh sach tren",
        "an dinh danh sach",
        "t m uy ban",
        "thu truong don vi",
    ];
    const LINES: [&str; 9] = [
        "tm ubnd",
        "t m ubnd",
        "kt chu tich",
        "noi nhan",
        "xac nhan",
        "ky ten",
        "ghi chu",
        "luu y",
        "can bo lap",
    ];
    begins(text, &SENTENCES) && length(text) <= 14
        || begins(text, &LINES) && length(text) <= 4
        || text.contains(" ngay ") && text.contains(" thang ") && text.contains(" nam 20") && length(text) <= 14
}

/// Titles of who signs; a record may hold them too, under its own heading and beside other values.
fn is_signer(text: &str) -> bool {
    begins(
        text,
        &["chu tich", "pho chu tich", "thu truong", "lanh dao", "hieu truong"],
    ) && length(text) <= 4
}

/// Whether a cell is a value of a record: in a column of its own beside the cell by which the record is known.
fn in_record(sheet: &Sheet, heading: &Heading, (row, column): (u32, u32)) -> bool {
    let main = |key: &str| matches!(key, "name" | "family" | "given" | "text" | "title");
    let (known, values): (Vec<_>, Vec<_>) = heading.columns.iter().partition(|(key, _)| main(key));
    let own = values.iter().find(|(_, other)| **other == column);
    own.is_some_and(|(key, _)| {
        let named = known.iter().any(|(_, other)| sheet.at(row, **other).is_some());
        named || **key == "position" && sheet.row(row).count() > 1
    })
}
