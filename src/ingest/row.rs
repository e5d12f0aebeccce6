//! One record of a sheet while it is read: values on one side, where each came from and what is wrong with it on the other.

use super::fields::{Parsed, excerpt};
use super::table::Record;
use super::workbook::{Cell, Sheet, Value, Workbook};
use crate::finding::{Fault, Finding};
use crate::model::{Origin, Provenance};
use crate::vietnamese::legacy::{looks_legacy, looks_lost};
use crate::vietnamese::look_alikes::has_look_alikes;

/// Whether a field must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// The forum's rules ask for it: a value that is not understood is an error.
    Must,
    /// It is asked for, but its absence is no error.
    Should,
    /// It may be left out.
    May,
}

/// Reads a cell of text; says so if its letters were lost, decoded with a doubt, or of another script.
fn read_text<T>(cell: &Cell, parse: impl FnOnce(&Cell) -> Parsed<T>) -> Parsed<T> {
    let text = cell.text();
    if looks_lost(text) {
        return Parsed::without(Fault::TextLost { text: excerpt(text) });
    }
    if cell.hints.decoded.is_none() && looks_legacy(text) {
        return Parsed::without(Fault::LegacyFont { text: excerpt(text) });
    }
    let mut parsed = parse(cell);
    match &cell.hints.decoded {
        Some(decoded) if !decoded.sure => {
            parsed.fault.get_or_insert_with(|| match decoded.text == cell.raw {
                true => Fault::ValueDoubtful {
                    what: "chữ".to_owned(),
                    text: excerpt(&cell.raw),
                    why: "ô có phông chữ cũ nhưng nội dung có vẻ là Unicode".to_owned(),
                },
                false => Fault::ValueRepaired {
                    what: "chữ gõ bằng phông cũ".to_owned(),
                    from: excerpt(&cell.raw),
                    to: excerpt(&decoded.text),
                },
            });
        }
        _ if has_look_alikes(text) => {
            parsed.fault.get_or_insert_with(|| Fault::ValueNormalised {
                what: "chữ có ký tự của bảng chữ cái khác".to_owned(),
                from: excerpt(&cell.raw),
                to: excerpt(text),
            });
        }
        _ => {}
    }
    parsed
}

/// What reading a workbook adds to, besides values.
#[derive(Debug, Default)]
pub(super) struct Sink {
    pub provenance: Provenance,
    pub findings: Vec<Finding>,
}

/// A record while it is read.
pub(super) struct Row<'a> {
    workbook: &'a Workbook,
    sheet: &'a Sheet,
    record: &'a Record,
    /// Its main cell is struck out, and with it all of it.
    is_struck: bool,
    notes: Vec<Note>,
}

struct Note {
    field: &'static str,
    origin: Origin,
    fault: Option<Fault>,
}

impl<'a> Row<'a> {
    pub(super) fn new(workbook: &'a Workbook, sheet: &'a Sheet, record: &'a Record) -> Self {
        let mut row = Self {
            workbook,
            sheet,
            record,
            is_struck: false,
            notes: Vec::new(),
        };
        let main = row.main().and_then(|(row, column)| sheet.at(row, column));
        row.is_struck = main.is_some_and(|cell| cell.struck);
        row.look_at_the_row();
        row
    }

    /// A row that the eye does not see, or sees as taken back.
    fn look_at_the_row(&mut self) {
        let Some(place) = self.main() else { return };
        let origin = self.origin(place, "");
        let mut add = |fault| {
            self.notes.push(Note {
                field: "",
                origin: origin.clone(),
                fault: Some(fault),
            });
        };
        if self.sheet.hidden_rows.contains(&self.record.row) {
            add(Fault::RowHidden {});
        }
        if self.is_struck {
            add(Fault::RowStruck {});
        }
    }

    /// The cell by which people know a record; else the first one from the left that holds something.
    fn main(&self) -> Option<(u32, u32)> {
        const KEYS: [&str; 5] = ["name", "family", "given", "text", "title"];
        let holds = |(row, column): &&(u32, u32)| self.sheet.at(*row, *column).is_some();
        let cells = &self.record.cells;
        let main = KEYS.iter().find_map(|key| cells.get(key).filter(holds));
        main.or_else(|| cells.values().filter(holds).min_by_key(|(_, column)| *column))
            .copied()
    }

    fn origin(&self, (row, column): (u32, u32), raw: &str) -> Origin {
        let (sheet, cell) = self.sheet.stands_at(row, column);
        Origin {
            file: self.workbook.file.clone(),
            sheet: sheet.to_owned(),
            cell,
            raw: raw.to_owned(),
            edited: None,
        }
    }

    /// The cell under a heading, if the sheet has that heading and the cell holds something.
    pub(super) fn cell(&self, key: &str) -> Option<&'a Cell> {
        let (row, column) = self.record.cells.get(key)?;
        let instead = self.record.instead.get(key);
        instead
            .or_else(|| self.sheet.at_merged(*row, *column))
            .filter(|cell| !cell.raw.trim().is_empty() || cell.value == Value::Uncalculated)
    }

    /// Whether the sheet has the heading.
    pub(super) fn has_column(&self, key: &str) -> bool {
        self.record.cells.contains_key(key)
    }

    /// Whether any of the cells holds something.
    pub(super) fn any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.cell(key).is_some())
    }

    /// Reads the cell under `key` as the value of `field`.
    pub(super) fn read<T>(
        &mut self,
        key: &str,
        field: &'static str,
        need: Need,
        parse: impl FnOnce(&Cell) -> Parsed<T>,
    ) -> Option<T> {
        self.read_as(key, field, need, None, parse)
    }

    /// [`Row::read`], with another cell in the place of the one in the sheet.
    pub(super) fn read_as<T>(
        &mut self,
        key: &str,
        field: &'static str,
        need: Need,
        instead: Option<Cell>,
        parse: impl FnOnce(&Cell) -> Parsed<T>,
    ) -> Option<T> {
        let place = *self.record.cells.get(key)?;
        let Some(cell) = instead.as_ref().or_else(|| self.cell(key)) else {
            // The empty cell is remembered: it is the one to fill in.
            if need != Need::May {
                let origin = self.origin(place, "");
                self.notes.push(Note {
                    field,
                    origin,
                    fault: None,
                });
            }
            return None;
        };
        let parsed = match cell {
            Cell {
                value: Value::Error, ..
            } => Parsed::without(Fault::CellError { text: cell.raw.clone() }),
            Cell {
                value: Value::Uncalculated,
                ..
            } => Parsed::without(Fault::CellUncalculated {}),
            cell if cell.value == Value::Text => read_text(cell, parse),
            cell => parse(cell),
        };
        let fault = match (need, parsed.fault) {
            (Need::Must, Some(Fault::ValueUnclear { what, text })) if parsed.value.is_none() => {
                Some(Fault::ValueUnknown { what, text })
            }
            (_, None) if cell.struck && !self.is_struck => Some(Fault::ValueStruck {
                text: excerpt(&cell.raw),
            }),
            (_, fault) => fault,
        };
        let origin = self.origin(place, &cell.raw);
        self.notes.push(Note { field, origin, fault });
        parsed.value
    }

    /// Says something about a field that was read.
    pub(super) fn fault(&mut self, key: &str, field: &'static str, fault: Fault) {
        let place = self.record.cells.get(key).copied().unwrap_or((self.record.row, 0));
        let raw = self.cell(key).map_or("", |cell| cell.raw.as_str());
        let origin = self.origin(place, raw);
        self.notes.push(Note {
            field,
            origin,
            fault: Some(fault),
        });
    }

    /// Hands over what was noted, under the model path of the record.
    pub(super) fn finish(self, unit: Option<&str>, path: &str, sink: &mut Sink) {
        for Note { field, origin, fault } in self.notes {
            let path = if field.is_empty() {
                path.to_owned()
            } else {
                format!("{path}/{field}")
            };
            if let Some(fault) = fault {
                let mut finding = Finding::new(fault).at(&origin).path(path.clone());
                finding.unit = unit.map(str::to_owned);
                sink.findings.push(finding);
            }
            if !field.is_empty() {
                sink.provenance.entry(path).or_insert(origin);
            }
        }
    }
}
