//! The pass before the reader: every part of a workbook is inflated under a limit and looked at, so that the reader
//! behind it meets nothing that makes it take all memory or panic; it also collects what the reader does not show.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;

use super::gather::MAX_SHEETS;
use super::package::{Package, Part, attribute, damaged, more_than, part_key, too_large, xml_fault};
use super::{Area, MAX_ROWS};
use crate::finding::Fault;

const MAX_CELLS: u64 = 2_000_000;
/// Rows that an address can name.
const MOST_ROWS: u32 = 9_999_999;
const MAX_STRINGS: u64 = 1_000_000;
/// Elements of a part that the reader keeps whole in memory (styles, relations, the list of sheets).
const MAX_RECORDS: u64 = 200_000;
const MAX_MERGES: usize = 5_000;

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Inspection {
    /// By name of the sheet.
    pub sheets: HashMap<String, SheetFacts>,
    /// Index of each part that declares an area of cells which is none: the reader would refuse it for that.
    pub misdeclared: Vec<usize>,
}

/// What the reader does not show of a sheet.
#[derive(Debug, Default, Clone)]
pub(super) struct SheetFacts {
    /// Merged cells.
    pub merges: Vec<Area>,
    /// Hidden rows, counted from 0.
    pub hidden_rows: BTreeSet<u32>,
    /// First and last hidden column, counted from 0.
    pub hidden_columns: Vec<(u32, u32)>,
    /// Cells with a formula and no stored result.
    pub uncached: Vec<(u32, u32)>,
    /// Pictures, text boxes or other drawings lie on the sheet.
    pub drawing: bool,
}

/// Looks at all parts of a workbook.
pub(super) fn inspect(package: &mut Package<'_>) -> Result<Inspection, Fault> {
    let mut pass = Pass::default();
    for (index, name) in package.names().to_vec().into_iter().enumerate() {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            pass.part(index, name, package.xml_at(index)?)?;
        }
    }
    pass.finish()
}

#[derive(Default)]
struct Pass {
    cells: u64,
    /// Facts of every part that may be a sheet.
    parts: HashMap<String, SheetFacts>,
    /// Name and relation id of each sheet.
    sheets: Vec<(String, String)>,
    /// Part with relations, id, type, target.
    relations: Vec<(String, String, String, String)>,
    misdeclared: Vec<usize>,
}

impl Pass {
    fn part(&mut self, index: usize, name: String, mut reader: Reader<Part<'_>>) -> Result<(), Fault> {
        let mut scan = Scan::default();
        let mut buffer = Vec::new();
        let ended = loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => break Ok(()),
                Ok(Event::Start(element)) => scan.open(&element, false)?,
                Ok(Event::Empty(element)) => scan.open(&element, true)?,
                Ok(Event::End(element)) => scan.close(element.local_name().as_ref()),
                Ok(Event::Text(text)) => scan.value |= scan.in_value && !text.is_empty(),
                Ok(_) => {}
                Err(error) => break Err(error),
            }
            if self.cells + scan.cells > MAX_CELLS {
                return Err(more_than(MAX_CELLS, "ô"));
            }
            // Further rows are not read; what is said of the sheet behind them is.
            if scan.row > MAX_ROWS
                && let Some(list) = scan.list_of_rows.take()
                && let Err(error) = reader.read_to_end_into(QName(&list), &mut buffer)
            {
                break Err(error);
            }
        };
        match ended.as_ref().map_err(xml_fault) {
            Err(fault @ Fault::WorkbookTooLarge { .. }) => return Err(fault),
            // The reader meets the same fault and says so, unless it does not need the part at all.
            Err(_) => scan.facts.drawing = false,
            Ok(()) => {}
        }
        // Sheets may be long; whatever else the reader loads it keeps whole.
        if scan.cells == 0 && scan.rows == 0 && scan.strings == 0 && scan.records > MAX_RECORDS {
            return Err(too_large(format!("{} bản ghi trong {name}", scan.records)));
        }
        self.cells += scan.cells;
        self.misdeclared.extend(scan.misdeclared.then_some(index));
        self.sheets.extend(scan.sheets);
        if self.sheets.len() > MAX_SHEETS {
            return Err(more_than(MAX_SHEETS, "trang tính"));
        }
        self.relations.extend(
            scan.relations
                .into_iter()
                .map(|(id, kind, target)| (name.clone(), id, kind, target)),
        );
        self.parts.insert(name, scan.facts);
        Ok(())
    }

    fn finish(mut self) -> Result<Inspection, Fault> {
        let document = self
            .relations
            .iter()
            .filter(|(part, _, kind, _)| part == "_rels/.rels" && kind.ends_with("/relationships/officeDocument"))
            .map(|(.., target)| part_key(target))
            .next_back()
            .unwrap_or_else(|| "xl/workbook.xml".to_owned());
        if !self.parts.contains_key(&document) {
            return Err(Fault::WorkbookFormat {
                format: "gói nén không chứa bảng tính".to_owned(),
            });
        }
        let (folder, file) = document.rsplit_once('/').unwrap_or(("", &document));
        let folder = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let relations_part = format!("{folder}_rels/{file}.rels");
        let mut sheets = HashMap::new();
        for (name, id) in std::mem::take(&mut self.sheets) {
            let target = self
                .relations
                .iter()
                .find(|(part, other, ..)| *part == relations_part && *other == id);
            let Some((.., target)) = target else {
                return Err(damaged("danh sách trang tính bị hỏng"));
            };
            let key = match target.strip_prefix('/') {
                Some(absolute) => part_key(absolute),
                None => part_key(&format!("{folder}{target}")),
            };
            // A sheet in a part that was not looked at would reach the reader without any limit.
            let Some(facts) = self.parts.get(&key) else {
                return Err(damaged("thiếu nội dung của một trang tính"));
            };
            // Of two with one name the reader finds the first.
            sheets.entry(name).or_insert_with(|| facts.clone());
        }
        Ok(Inspection {
            sheets,
            misdeclared: self.misdeclared,
        })
    }
}

/// State inside one part.
#[derive(Default)]
struct Scan {
    cells: u64,
    rows: u64,
    strings: u64,
    records: u64,
    /// Name of the element whose rows are looked at.
    list_of_rows: Option<String>,
    /// Row that the next `row` without an address stands for.
    row: u32,
    column: u32,
    cell: Option<(u32, u32)>,
    formula: bool,
    /// The cell's value is a text.
    text: bool,
    value: bool,
    in_value: bool,
    misdeclared: bool,
    facts: SheetFacts,
    sheets: Vec<(String, String)>,
    relations: Vec<(String, String, String)>,
}

impl Scan {
    fn open(&mut self, element: &BytesStart<'_>, empty: bool) -> Result<(), Fault> {
        self.records += 1;
        match element.local_name().as_ref() {
            "c" => self.open_cell(element, empty)?,
            "row" => self.open_row(element, empty)?,
            "sheetData" if !empty => self.list_of_rows = Some(element.name().as_ref().to_owned()),
            "f" => self.formula = true,
            // The empty text is a result; nothing at all is none.
            "v" => {
                self.value |= self.text;
                self.in_value = !empty;
            }
            "is" => self.value = true,
            "si" => self.count_string()?,
            "sst" => {
                let count = attribute(element, "uniqueCount").and_then(|count| count.trim().parse::<u64>().ok());
                let declared = attribute(element, "uniqueCount").is_some();
                if declared && count.is_none_or(|count| count > MAX_STRINGS) {
                    return Err(more_than(MAX_STRINGS, "chuỗi ký tự (theo khai báo)"));
                }
            }
            "dimension" => {
                let area = attribute(element, "ref");
                self.misdeclared |= area.as_deref().and_then(parse_area).is_none();
            }
            "mergeCell" => {
                // A wrong area is left out: the merged heading then reads as one cell.
                let area = attribute(element, "ref").as_deref().and_then(parse_area);
                if self.facts.merges.len() < MAX_MERGES {
                    self.facts.merges.extend(area);
                }
            }
            "col" if is_true(attribute(element, "hidden").as_deref()) => {
                let bound = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
                if let (Some(min @ 1..), Some(max)) = (bound("min"), bound("max"))
                    && self.facts.hidden_columns.len() < MAX_MERGES
                {
                    self.facts.hidden_columns.push((min - 1, max.saturating_sub(1)));
                }
            }
            "drawing" | "legacyDrawing" | "picture" => {
                self.facts.drawing |= element.local_name().as_ref() != "legacyDrawing"
            }
            "sheet" => {
                if let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id")) {
                    self.sheets.push((name, id));
                }
            }
            "Relationship" => {
                let text = |name| attribute(element, name).unwrap_or_default();
                self.relations.push((text("Id"), text("Type"), text("Target")));
            }
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, element: &BytesStart<'_>, empty: bool) -> Result<(), Fault> {
        self.cells += 1;
        let [address, kind] = raw(element, ["r", "t"]);
        let place = match address {
            Some(text) => parse_cell(&text).ok_or_else(|| damaged("địa chỉ ô sai"))?,
            None => (self.row, self.column),
        };
        self.column = place.1.saturating_add(1);
        (self.formula, self.value, self.in_value) = (false, false, false);
        self.text = kind.is_some_and(|kind| kind == "str");
        self.cell = (!empty).then_some(place);
        Ok(())
    }

    fn open_row(&mut self, element: &BytesStart<'_>, empty: bool) -> Result<(), Fault> {
        self.rows += 1;
        let [address, hidden] = raw(element, ["r", "hidden"]);
        if let Some(text) = address {
            self.row = match text.parse::<u32>() {
                Ok(row @ 1..=MOST_ROWS) => row - 1,
                _ => return Err(damaged("địa chỉ dòng sai")),
            };
        }
        self.column = 0;
        if is_true(hidden.as_deref()) && self.row < MAX_ROWS {
            self.facts.hidden_rows.insert(self.row);
        }
        if empty {
            self.row = self.row.saturating_add(1);
        }
        Ok(())
    }

    fn count_string(&mut self) -> Result<(), Fault> {
        self.strings += 1;
        if self.strings > MAX_STRINGS {
            return Err(more_than(MAX_STRINGS, "chuỗi ký tự"));
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            "v" => self.in_value = false,
            "c" => {
                if let Some(place) = self.cell.take()
                    && self.formula
                    && !self.value
                    && place.0 < MAX_ROWS
                {
                    self.facts.uncached.push(place);
                }
            }
            _ => {}
        }
    }
}

/// Renames every element `dimension` of a part: what a sheet declares of its area says nothing that its cells do not.
pub(super) fn forget_dimension(part: &mut [u8]) {
    const NAME: &[u8] = b"dimension";
    for end in NAME.len()..part.len() {
        let start = end - NAME.len();
        let begins = start > 0 && matches!(part[start - 1], b'<' | b'/' | b':');
        if begins && &part[start..end] == NAME && !part[end].is_ascii_alphanumeric() {
            part[start] = b'x';
        }
    }
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

/// The values of some attributes as they stand there, in one pass: cells are many.
fn raw<'e, const N: usize>(element: &'e BytesStart<'_>, names: [&str; N]) -> [Option<Cow<'e, str>>; N] {
    let mut values = [const { None }; N];
    for attribute in element.attributes().with_checks(false).flatten() {
        let name = attribute.key.local_name();
        if let Some(place) = names.iter().position(|other| *other == name.as_ref()) {
            values[place].get_or_insert(attribute.value);
        }
    }
    values
}

fn parse_area(text: &str) -> Option<Area> {
    let (start, end) = text.split_once(':').unwrap_or((text, text));
    let (start, end) = (parse_cell(start)?, parse_cell(end)?);
    (start.0 <= end.0 && start.1 <= end.1).then_some(Area { start, end })
}

/// Row and column, counted from 0, of an address in A1 notation; what lies beyond the sheets of Excel is left out later.
fn parse_cell(text: &str) -> Option<(u32, u32)> {
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = text.split_at(letters);
    if !(1..=3).contains(&letters) || row.len() > 7 || !row.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let column = column.bytes().fold(0_u32, |sum, byte| {
        sum * 26 + u32::from(byte.to_ascii_uppercase() - b'A') + 1
    });
    let row: u32 = row.parse().ok()?;
    (1..=MOST_ROWS).contains(&row).then(|| (row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(parse_cell("A1"), Some((0, 0)));
        assert_eq!(parse_cell("XFD1048576"), Some((1_048_575, 16_383)));
        assert_eq!(parse_cell("XFE1048577"), Some((1_048_576, 16_384)));
        for wrong in ["", "A", "1", "A0", "AAAAAAAA1", "A99999999999", "Á1"] {
            assert_eq!(parse_cell(wrong), None, "{wrong}");
        }
        assert_eq!(parse_area("C9:A1"), None);
    }
}
