//! The pass before the reader: every part of a workbook is inflated under a limit and looked at, so that the reader
//! behind it meets nothing that makes it take all memory or panic; it also collects what the reader does not show.

use std::collections::{BTreeSet, HashMap};
use std::io::{BufReader, Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{Area, MAX_ROWS};
use crate::finding::Fault;

const MAX_ENTRIES: usize = 2_000;
const MAX_PART: u64 = 64 << 20;
const MAX_TOTAL: u64 = 256 << 20;
const MAX_CELLS: u64 = 2_000_000;
const MAX_STRINGS: u64 = 1_000_000;
/// Elements of a part that the reader keeps whole in memory (styles, relations, the list of sheets).
const MAX_RECORDS: u64 = 200_000;
const MAX_SHEETS: usize = 500;
const MAX_MERGES: usize = 5_000;

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Inspection {
    /// By name of the sheet.
    pub sheets: HashMap<String, SheetFacts>,
    /// Bytes of all parts together.
    pub inflated: u64,
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

/// Looks at all parts of the workbook in `bytes`.
pub(super) fn inspect(bytes: &[u8]) -> Result<Inspection, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("gói nén bị hỏng hoặc bị cắt cụt"))?;
    if archive.len() > MAX_ENTRIES {
        return Err(too_large(format!("{} thành phần bên trong", archive.len())));
    }
    let mut pass = Pass::default();
    for index in 0..archive.len() {
        let entry = archive
            .by_index(index)
            .map_err(|_| damaged("một thành phần bên trong không giải nén được"))?;
        let name = entry
            .name()
            .map(|name| part_key(&name))
            .map_err(|_| damaged("tên một thành phần bên trong bị hỏng"))?;
        if name.ends_with(".xml") || name.ends_with(".rels") {
            pass.part(name, entry)?;
        }
    }
    pass.finish()
}

fn damaged(reason: &str) -> Fault {
    Fault::WorkbookUnreadable {
        reason: reason.to_owned(),
    }
}

fn too_large(what: String) -> Fault {
    Fault::WorkbookTooLarge { what }
}

fn part_key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// Stops with an error instead of reading on, so that a bomb costs at most the limit.
struct Limited<'a, R> {
    inner: R,
    part: u64,
    total: &'a mut u64,
    exceeded: bool,
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.part += got as u64;
        *self.total += got as u64;
        if self.part > MAX_PART || *self.total > MAX_TOTAL {
            self.exceeded = true;
            return Err(std::io::Error::other("too large"));
        }
        Ok(got)
    }
}

#[derive(Default)]
struct Pass {
    inflated: u64,
    cells: u64,
    /// Facts of every part that may be a sheet.
    parts: HashMap<String, SheetFacts>,
    /// Name and relation id of each sheet.
    sheets: Vec<(String, String)>,
    /// Part with relations, id, type, target.
    relations: Vec<(String, String, String, String)>,
}

impl Pass {
    fn part(&mut self, name: String, entry: impl Read) -> Result<(), Fault> {
        let mut total = self.inflated;
        let limited = Limited {
            inner: entry,
            part: 0,
            total: &mut total,
            exceeded: false,
        };
        let mut reader = quick_xml::Reader::from_reader(BufReader::new(limited));
        let config = reader.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        let mut scan = Scan::default();
        let mut buffer = Vec::new();
        let outcome = loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Eof) => break Ok(()),
                Ok(Event::Start(element)) => scan.open(&element, false)?,
                Ok(Event::Empty(element)) => scan.open(&element, true)?,
                Ok(Event::End(element)) => scan.close(element.local_name().as_ref()),
                Ok(_) => {}
                Err(_) => break Err(()),
            }
            if self.cells + scan.cells > MAX_CELLS {
                return Err(too_large(format!("hơn {MAX_CELLS} ô")));
            }
        };
        let exceeded = reader.get_mut().get_mut().exceeded;
        self.inflated = total;
        if exceeded {
            return Err(too_large(format!("hơn {} MiB khi giải nén", MAX_PART >> 20)));
        }
        if outcome.is_err() {
            // The reader meets the same fault and says so, unless it does not need the part at all.
            scan.facts.drawing = false;
        }
        // Sheets may be long; whatever else the reader loads it keeps whole.
        if scan.cells == 0 && scan.rows == 0 && scan.strings == 0 && scan.records > MAX_RECORDS {
            return Err(too_large(format!("{} bản ghi trong {name}", scan.records)));
        }
        self.cells += scan.cells;
        self.sheets.extend(scan.sheets);
        if self.sheets.len() > MAX_SHEETS {
            return Err(too_large(format!("hơn {MAX_SHEETS} trang tính")));
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
            sheets.insert(name, facts.clone());
        }
        Ok(Inspection {
            sheets,
            inflated: self.inflated,
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
    /// Row that the next `row` without an address stands for.
    row: u32,
    column: u32,
    cell: Option<(u32, u32)>,
    formula: bool,
    value: bool,
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
            "f" => self.formula = true,
            "v" | "is" => self.value = true,
            "si" => self.count_string()?,
            "sst" => {
                let count = attribute(element, "uniqueCount").and_then(|count| count.trim().parse::<u64>().ok());
                let declared = attribute(element, "uniqueCount").is_some();
                if declared && count.is_none_or(|count| count > MAX_STRINGS) {
                    return Err(too_large(format!("khai báo hơn {MAX_STRINGS} chuỗi ký tự")));
                }
            }
            "dimension" => {
                let area = attribute(element, "ref");
                if area.as_deref().and_then(parse_area).is_none() {
                    return Err(damaged("vùng dữ liệu khai báo sai (dimension)"));
                }
            }
            "mergeCell" => {
                // A wrong area is left out: the merged heading then reads as one cell.
                let area = attribute(element, "ref").as_deref().and_then(parse_area);
                if self.facts.merges.len() < MAX_MERGES {
                    self.facts.merges.extend(area);
                }
            }
            "col" if is_true(attribute(element, "hidden")) => {
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
        let place = match attribute(element, "r") {
            Some(text) => parse_cell(&text).ok_or_else(|| damaged("địa chỉ ô sai"))?,
            None => (self.row, self.column),
        };
        self.column = place.1.saturating_add(1);
        self.formula = false;
        self.value = false;
        self.cell = (!empty).then_some(place);
        Ok(())
    }

    fn open_row(&mut self, element: &BytesStart<'_>, empty: bool) -> Result<(), Fault> {
        self.rows += 1;
        if let Some(text) = attribute(element, "r") {
            self.row = match text.parse::<u32>() {
                Ok(row @ 1..=1_048_576) => row - 1,
                _ => return Err(damaged("địa chỉ dòng sai")),
            };
        }
        self.column = 0;
        if is_true(attribute(element, "hidden")) && self.row < MAX_ROWS {
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
            return Err(too_large(format!("hơn {MAX_STRINGS} chuỗi ký tự")));
        }
        Ok(())
    }

    fn close(&mut self, name: &str) {
        match name {
            "row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
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

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| match attribute.normalized_value(XmlVersion::Implicit1_0) {
            Ok(value) => value.into_owned(),
            Err(_) => attribute.value.into_owned(),
        })
}

fn is_true(value: Option<String>) -> bool {
    matches!(value.as_deref(), Some("1" | "true"))
}

fn parse_area(text: &str) -> Option<Area> {
    let (start, end) = text.split_once(':').unwrap_or((text, text));
    let (start, end) = (parse_cell(start)?, parse_cell(end)?);
    (start.0 <= end.0 && start.1 <= end.1).then_some(Area { start, end })
}

/// Row and column, counted from 0, of an address in A1 notation.
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
    ((1..=16_384).contains(&column) && (1..=1_048_576).contains(&row)).then(|| (row - 1, column - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        assert_eq!(parse_cell("A1"), Some((0, 0)));
        assert_eq!(parse_cell("XFD1048576"), Some((1_048_575, 16_383)));
        for wrong in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "AAAAAAAA1",
            "A99999999999",
            "Á1",
        ] {
            assert_eq!(parse_cell(wrong), None, "{wrong}");
        }
        assert_eq!(parse_area("C9:A1"), None);
    }
}
