//! Sheets -> records: finds tables and label-value forms by their headings, never by position.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::layouts::Layout;
use super::workbook::{Sheet, Workbook, address};
use crate::finding::{Fault, Finding, Place};

/// Rows in which headings are looked for.
const HEADING_ROWS: u32 = 30;
/// Rows of a form that are looked at.
const FORM_ROWS: u32 = 200;

/// The cell of each field, by key.
#[derive(Debug, Clone)]
pub(super) struct Record {
    /// Row, counted from 0.
    pub row: u32,
    /// Row and column of the cell of each field that has a heading.
    pub cells: BTreeMap<&'static str, (u32, u32)>,
}

/// A table or form that was found.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    /// Where.
    pub sheet: &'a Sheet,
    /// The heading of the first needed field.
    pub heading: (u32, u32),
    /// Rows of a table in their order, or the one record of a form.
    pub records: Vec<Record>,
    /// Number of fields that were recognised.
    score: usize,
}

/// Finds the table that `layout` describes.
pub(super) fn table<'a>(workbook: &'a Workbook, layout: &Layout, findings: &mut Vec<Finding>) -> Option<Found<'a>> {
    choose(workbook, layout, findings, read_table)
}

/// Finds the label-value form that `layout` describes; it has one record.
pub(super) fn form<'a>(workbook: &'a Workbook, layout: &Layout, findings: &mut Vec<Finding>) -> Option<Found<'a>> {
    choose(workbook, layout, findings, read_form)
}

/// The best of the sheets on which `read` finds something; two that both hold records are a finding.
fn choose<'a>(
    workbook: &'a Workbook,
    layout: &Layout,
    findings: &mut Vec<Finding>,
    read: impl Fn(&'a Sheet, &Layout) -> Option<Found<'a>>,
) -> Option<Found<'a>> {
    let mut found: Vec<Found<'a>> = workbook.sheets.iter().filter_map(|sheet| read(sheet, layout)).collect();
    let rank = |found: &Found<'_>| {
        let tab = found.sheet.tab();
        let named = layout.tab.iter().any(|word| tab.contains(word));
        (!found.records.is_empty(), !found.sheet.hidden, named, found.score)
    };
    // Stable: of equals the first sheet stays first.
    found.sort_by_key(|found| std::cmp::Reverse(rank(found)));
    let mut found = found.into_iter();
    let best = found.next()?;
    let (filled, visible, named, _) = rank(&best);
    for other in found {
        let (other_filled, other_visible, other_named, score) = rank(&other);
        if filled && other_filled && visible == other_visible && named == other_named && score + 1 >= best.score {
            let fault = Fault::SheetTwice {
                what: layout.name.to_owned(),
                used: best.sheet.name.clone(),
                other: other.sheet.name.clone(),
            };
            findings.push(Finding::new(fault).at(place(workbook, other.sheet, other.heading)));
        }
    }
    if !visible {
        findings.push(Finding::new(Fault::SheetHidden {}).at(place(workbook, best.sheet, best.heading)));
    }
    Some(best)
}

fn place(workbook: &Workbook, sheet: &Sheet, (row, column): (u32, u32)) -> Place {
    Place {
        file: Some(workbook.file.clone()),
        sheet: Some(sheet.name.clone()),
        cell: Some(address(row, column)),
    }
}

/// Columns of the fields under one candidate for the heading.
struct Heading {
    last_row: u32,
    columns: BTreeMap<&'static str, u32>,
}

fn read_table<'a>(sheet: &'a Sheet, layout: &Layout) -> Option<Found<'a>> {
    let mut best: Option<(u32, Heading)> = None;
    for row in 0..sheet.height().min(HEADING_ROWS) {
        for depth in [1, 2] {
            let columns = heading_columns(sheet, layout, row, depth);
            // Of equals the heading in one row wins: a title above it is no part of it.
            let last_row = row + depth - 1;
            let better = |(first, other): &(u32, Heading)| {
                let rank = |columns: usize, rows: u32| (columns, std::cmp::Reverse(rows));
                rank(columns.len(), last_row - row) > rank(other.columns.len(), other.last_row - first)
            };
            if is_kind(layout, |key| columns.contains_key(key)) && best.as_ref().is_none_or(better) {
                best = Some((row, Heading { last_row, columns }));
            }
        }
    }
    let (row, heading) = best?;
    let main = layout
        .needs
        .iter()
        .flat_map(|keys| keys.iter())
        .find_map(|key| heading.columns.get(key))?;
    Some(Found {
        sheet,
        heading: (row, *main),
        records: records(sheet, layout, &heading),
        score: heading.columns.len(),
    })
}

fn is_kind(layout: &Layout, has: impl Fn(&str) -> bool) -> bool {
    layout.needs.iter().any(|keys| keys.iter().all(|key| has(key))) && !layout.never.iter().any(|key| has(key))
}

/// The column of each field whose heading stands in `row`, or in it and the row below.
fn heading_columns(sheet: &Sheet, layout: &Layout, row: u32, depth: u32) -> BTreeMap<&'static str, u32> {
    let mut columns = BTreeMap::new();
    let texts = |row| -> BTreeMap<u32, Cow<'_, str>> {
        sheet
            .row(row)
            .map(|(column, _)| (column, sheet.words(row, column)))
            .collect()
    };
    let top = texts(row);
    let bottom = if depth == 2 { texts(row + 1) } else { BTreeMap::new() };
    let over = |column| -> &str {
        top.get(&column).map(AsRef::as_ref).unwrap_or_else(|| {
            let area = sheet.merges.iter().find(|area| area.contains(row, column));
            area.and_then(|area| top.get(&area.start.1)).map_or("", AsRef::as_ref)
        })
    };
    let all: std::collections::BTreeSet<u32> = top.keys().chain(bottom.keys()).copied().collect();
    for column in all {
        let field = match bottom.get(&column) {
            Some(below) => {
                let joined = format!("{} {below}", over(column));
                layout.field(&joined).or_else(|| layout.field(below))
            }
            None => layout.field(over(column)),
        };
        // A joined heading keeps the more telling of two columns: the first one that names the field.
        if let Some(field) = field {
            columns.entry(field).or_insert(column);
        }
    }
    columns
}

fn records(sheet: &Sheet, layout: &Layout, heading: &Heading) -> Vec<Record> {
    let mut records = Vec::new();
    let mut row = heading.last_row;
    while let Some((&(next, _), _)) = sheet.cells.range((row + 1, 0)..).next() {
        row = next;
        let filled: Vec<(&'static str, u32)> = heading
            .columns
            .iter()
            .filter(|(key, column)| {
                **key != "index"
                    && sheet.at(row, **column).is_some_and(|cell| {
                        !cell.raw.trim().is_empty() || cell.value == super::workbook::Value::Uncalculated
                    })
            })
            .map(|(key, column)| (*key, *column))
            .collect();
        if ends_table(sheet, heading, row) {
            break;
        }
        // A repeated heading, a row that is numbered only, or a row of column numbers.
        let repeated = heading_columns(sheet, layout, row, 1).len() >= 3;
        let numbers = sheet.row(row).count() > 2
            && sheet
                .row(row)
                .all(|(_, cell)| cell.raw.trim().trim_matches(['(', ')']).parse::<u8>().is_ok());
        if filled.is_empty() || repeated || numbers {
            continue;
        }
        let cells = heading
            .columns
            .iter()
            .map(|(key, column)| (*key, (row, *column)))
            .collect();
        records.push(Record { row, cells });
    }
    records
}

/// Whether a row below a table belongs to its end: totals, place and date, signatures.
fn ends_table(sheet: &Sheet, heading: &Heading, row: u32) -> bool {
    /// Beginnings of sentences and of short lines that stand at the end of a table.
    const SENTENCES: [&str; 7] = [
        "tong cong",
        "nguoi lap",
        "tm uy ban",
        "tm dang uy",
        "danh sach nay",
        "danh sach tren",
        "an dinh danh sach",
    ];
    const LINES: [&str; 8] = [
        "tong so",
        "cong",
        "tm ubnd",
        "kt chu tich",
        "noi nhan",
        "xac nhan",
        "ky ten",
        "ghi chu",
    ];
    /// Titles of who signs; a record may hold them too, under its own heading and beside other values.
    const TITLES: [&str; 4] = ["chu tich", "pho chu tich", "thu truong", "lanh dao"];
    let index = heading.columns.get("index");
    // A row that is numbered is a record, whatever its words are.
    if index
        .and_then(|column| sheet.at(row, *column))
        .is_some_and(|cell| cell.raw.trim().parse::<u32>().is_ok())
    {
        return false;
    }
    let id = heading.columns.get("id");
    if id.is_some_and(|column| sheet.at(row, *column).is_some()) || sheet.row(row).count() > 3 {
        return false;
    }
    let in_record = |column| heading.columns.get("position") == Some(&column) && sheet.row(row).count() > 1;
    sheet.row(row).any(|(column, _)| {
        let text = sheet.words(row, column);
        let length = text.split(' ').count();
        let begins = |words: &[&str]| {
            words
                .iter()
                .any(|word| text == *word || text.starts_with(&format!("{word} ")))
        };
        begins(&SENTENCES) && length <= 12
            || begins(&LINES) && length <= 4
            || begins(&TITLES) && length <= 4 && !in_record(column)
            || text.contains(" ngay ") && text.contains(" thang ") && text.contains(" nam 20")
    })
}

/// A field and the cell of its label.
type Label = (&'static str, (u32, u32));

fn read_form<'a>(sheet: &'a Sheet, layout: &Layout) -> Option<Found<'a>> {
    // The column of labels is the one in which most fields are recognised.
    let mut by_column: BTreeMap<u32, Vec<Label>> = BTreeMap::new();
    for (row, column) in sheet.cells.range(..(FORM_ROWS, 0)).map(|(place, _)| place) {
        if let Some(field) = layout.field(&sheet.words(*row, *column)) {
            by_column.entry(*column).or_default().push((field, (*row, *column)));
        }
    }
    let (_, labels) = by_column
        .into_iter()
        .max_by_key(|(column, labels)| (labels.len(), std::cmp::Reverse(*column)))?;
    let heading = labels.first()?.1;
    let mut cells = BTreeMap::new();
    for (field, (row, column)) in labels {
        let after = sheet
            .merges
            .iter()
            .find(|area| area.contains(row, column))
            .map_or(column, |area| area.end.1);
        cells.entry(field).or_insert((row, after + 1));
    }
    if !is_kind(layout, |key| cells.contains_key(key)) || cells.len() < 3 {
        return None;
    }
    let filled = cells.values().any(|(row, column)| sheet.at(*row, *column).is_some());
    let score = cells.len();
    let record = Record { row: heading.0, cells };
    Some(Found {
        sheet,
        heading,
        records: if filled { vec![record] } else { Vec::new() },
        score,
    })
}

#[cfg(test)]
mod tests {
    use super::super::layouts::{CARETAKERS, CHILDREN, UNIT};
    use super::super::workbook::{Area, Cell, Value};
    use super::*;

    fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
        let mut sheet = Sheet {
            name: name.to_owned(),
            ..Sheet::default()
        };
        for (row, cells) in rows.iter().enumerate() {
            for (column, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                let cell = Cell {
                    raw: (*text).to_owned(),
                    value: Value::Text,
                    legacy_font: None,
                    struck: false,
                    hints: Default::default(),
                };
                sheet.cells.insert((row as u32, column as u32), cell);
            }
        }
        sheet
    }

    fn workbook(sheets: Vec<Sheet>) -> Workbook {
        Workbook {
            file: "submissions/a.xlsx".to_owned(),
            blake3: String::new(),
            sheets,
            meta: BTreeMap::new(),
            document: false,
            findings: Vec::new(),
        }
    }

    #[test]
    fn titles_above_and_signatures_below() {
        let book = workbook(vec![sheet(
            "Sheet1",
            &[
                &["ỦY BAN NHÂN DÂN XÃ TRI LỄ", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
                &["DANH SÁCH TRẺ EM"],
                &["TT", "Trường", "HỌ VÀ TÊN", "Hs lớp"],
                &["(1)", "(2)", "(3)", "(4)"],
                &["1", "THCS", "Hoàng A", "7A"],
                &[],
                &["2", "THCS", "Lý B", "8A"],
                &["3"],
                &["Tổng cộng: 02"],
                &["", "", "NGƯỜI LẬP BIỂU"],
                &["", "", "Trần C", "9"],
            ],
        )]);
        let mut findings = Vec::new();
        let found = table(&book, &CHILDREN, &mut findings).unwrap();
        assert_eq!(
            found.records.iter().map(|record| record.row).collect::<Vec<_>>(),
            [4, 6]
        );
        assert_eq!(found.records[0].cells["name"], (4, 2));
        assert!(findings.is_empty());
        assert!(table(&book, &CARETAKERS, &mut findings).is_none());
    }

    #[test]
    fn headings_in_two_rows() {
        let mut page = sheet(
            "DS",
            &[
                &["TT", "Họ và tên", "Năm sinh", "", "Học sinh", ""],
                &["", "", "Nam", "Nữ", "Lớp", "Trường"],
                &["1", "Hoàng A", "2012", "", "7A", "THCS"],
            ],
        );
        page.merges.push(Area {
            start: (0, 2),
            end: (0, 3),
        });
        page.merges.push(Area {
            start: (0, 4),
            end: (0, 5),
        });
        let book = workbook(vec![page]);
        let found = table(&book, &CHILDREN, &mut Vec::new()).unwrap();
        let cells = &found.records[0].cells;
        assert_eq!((cells["birth_male"], cells["birth_female"]), ((2, 2), (2, 3)));
        assert_eq!((cells["class"], cells["school"]), ((2, 4), (2, 5)));
        assert_eq!(found.records.len(), 1);
    }

    #[test]
    fn a_form_reads_the_cell_after_the_label_only() {
        let book = workbook(vec![sheet(
            "1",
            &[
                &["Nội dung", "Thông tin", "Hướng dẫn"],
                &["Tên xã (*)", "Xã Tri Lễ", "Đã ghi sẵn"],
                &["Người lập biểu", "", "Họ và tên"],
                &["Số Quyết định thành lập Đoàn", "45", ""],
            ],
        )]);
        let found = form(&book, &UNIT, &mut Vec::new()).unwrap();
        assert_eq!(found.records[0].cells["contact_name"], (2, 1));
        assert_eq!(found.records[0].cells["unit"], (1, 1));
    }

    #[test]
    fn a_copied_sheet_is_reported() {
        let rows: &[&[&str]] = &[&["TT", "Họ và tên", "Lớp"], &["1", "Hoàng A", "7A"]];
        let book = workbook(vec![sheet("2. DS trẻ em", rows), sheet("2. DS trẻ em (2)", rows)]);
        let mut findings = Vec::new();
        assert_eq!(
            table(&book, &CHILDREN, &mut findings).unwrap().sheet.name,
            "2. DS trẻ em"
        );
        assert_eq!(findings[0].fault.code(), "sheet-twice");
    }
}
