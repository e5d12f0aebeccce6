//! Tables -> parts, one for each unit that their rows name.

use std::collections::BTreeSet;

use super::super::fields::excerpt;
use super::super::fields::matching::{self, Match};
use super::super::{groups, layouts};
use super::{Level, Part, Scan, Sign, Table};
use crate::finding::{Fault, Finding, Place};

/// Records of one list that are taken from one unit: a hundred times as many as any forum has.
const MOST_RECORDS: usize = 500;

impl<'a> Scan<'a, '_> {
    /// The parts of a table, one for each unit that its rows name.
    pub(super) fn split(&self, table: &Table, strays: &mut Vec<Finding>) -> Vec<Part<'a>> {
        let layout = table.layout;
        let main = layout.needs.iter().flat_map(|keys| keys.iter());
        let main = main
            .filter_map(|key| table.heading.columns.get(key))
            .next()
            .copied()
            .unwrap_or(0);
        let heading = table.heading.cell(self.sheet, main);
        let empty = || self.part(layout, heading, table.heading.columns.len());
        let title = self.title_sign(table.heading.rows.0);
        let column = self.unit_column(table);
        let mut parts: Vec<Part<'a>> = Vec::new();
        let findings = self.about(table);
        let mut above: Option<(Sign, Option<Finding>)> = None;
        for line in &table.rows.lines {
            let mut line_findings = Vec::new();
            let named = match (column, line.unit) {
                (Some(column), _) => {
                    let at = (line.record.row, column);
                    match self.sheet.at_merged(at.0, at.1) {
                        None => above.clone(),
                        Some(cell) => {
                            let found = self.unit_of(cell.text());
                            let Some(named) = self.sign(found, cell.text(), at, Level::Row) else {
                                let text = excerpt(cell.text());
                                strays.push(Finding::new(Fault::RowUnitUnknown { text }).at(self.place(at)));
                                continue;
                            };
                            above = Some(named.clone());
                            Some(named)
                        }
                    }
                }
                (None, Some(at)) => self.sheet.at(at.0, at.1).and_then(|cell| {
                    let found = self.named_unit(cell.text());
                    self.sign(found, cell.text(), at, Level::Row)
                }),
                (None, None) => None,
            };
            let sign = named.map(|(sign, finding)| {
                line_findings.extend(finding);
                sign
            });
            let sign = sign.or_else(|| title.clone());
            let unit = sign.as_ref().map(|sign| sign.unit.clone());
            let of_unit = parts
                .iter()
                .position(|part| part.sign.as_ref().map(|sign| &sign.unit) == unit.as_ref());
            let index = of_unit.unwrap_or_else(|| {
                parts.push(Part { sign, ..empty() });
                parts.len() - 1
            });
            let Some(part) = parts.get_mut(index) else { continue };
            part.findings.extend(line_findings);
            let persons = [layouts::CHILDREN.name, layouts::CARETAKERS.name].contains(&layout.name);
            if line.reserve && persons {
                let name = ["name", "family", "given"]
                    .iter()
                    .find_map(|key| line.record.cells.get(key));
                let at = name.copied().unwrap_or((line.record.row, 0));
                part.findings
                    .push(Finding::new(Fault::PersonReserve {}).at(self.place(at)));
                continue;
            }
            if part.records.len() >= MOST_RECORDS {
                let truncated = Finding::new(Fault::SheetTruncated {}).at(self.place((line.record.row, main)));
                if !part.findings.iter().any(|finding| finding.fault == truncated.fault) {
                    part.findings.push(truncated);
                }
                continue;
            }
            let mut record = line.record.clone();
            if self.is_school(table, column) {
                record.cells.extend(
                    table
                        .heading
                        .columns
                        .get("unit")
                        .map(|column| ("school", (record.row, *column))),
                );
            }
            part.doubt.empty = false;
            part.records.push(record);
        }
        if parts.is_empty() {
            parts.push(Part { sign: title, ..empty() });
        }
        if let Some(first) = parts.first_mut() {
            first.findings.splice(0..0, findings);
        }
        parts
    }

    /// The column whose cells name units: the one with that heading, or "Đơn vị" of grown-ups if it names several.
    pub(super) fn unit_column(&self, table: &Table) -> Option<u32> {
        let units = |column: u32| -> BTreeSet<String> {
            let lines = table.rows.lines.iter();
            let cells = lines.filter_map(|line| self.sheet.at_merged(line.record.row, column));
            let known = cells.filter_map(|cell| match self.unit_of(cell.text()) {
                Match::Known(code) => Some(code),
                _ => None,
            });
            known.collect()
        };
        let column = table.heading.columns.get("unit").copied();
        let workplace = table.heading.columns.get("workplace").copied().filter(|column| {
            let at = table.heading.cell(self.sheet, *column);
            self.sheet.words(at.0, at.1) == "don vi"
        });
        column
            .filter(|column| !units(*column).is_empty())
            .or_else(|| workplace.filter(|column| units(*column).len() > 1))
    }

    /// Whether "Đơn vị" of children holds their schools.
    pub(super) fn is_school(&self, table: &Table, units: Option<u32>) -> bool {
        table.layout.name == layouts::CHILDREN.name
            && units.is_none()
            && ["school", "class_school"]
                .iter()
                .all(|key| !table.heading.columns.contains_key(key))
    }

    /// The unit that a line of its own names: "I. Xã Tri Lễ".
    pub(super) fn named_unit(&self, text: &str) -> Match {
        let bare = match text.trim().split_once(' ') {
            Some((first, rest)) if groups::is_number(first) => rest,
            _ => text,
        };
        self.unit_of(bare)
    }

    /// The unit that a text names; the same texts stand in many rows, and are looked at by each layout.
    fn unit_of(&self, text: &str) -> Match {
        if let Some(known) = self.named.borrow().get(text) {
            return known.clone();
        }
        let found = matching::unit(text, self.scope.units);
        self.named.borrow_mut().insert(text.to_owned(), found.clone());
        found
    }

    pub(super) fn sign(
        &self,
        found: Match,
        text: &str,
        at: (u32, u32),
        level: Level,
    ) -> Option<(Sign, Option<Finding>)> {
        let place = self.place(at);
        let (unit, finding) = match found {
            Match::Known(unit) => (unit, None),
            Match::Like(unit) => {
                let named = self.scope.units.iter().find(|other| other.code == unit)?;
                let fault = Fault::UnitGuessed {
                    text: excerpt(text),
                    unit: named.full_name(),
                };
                let finding = Finding::new(fault).at(place.clone());
                (unit, Some(finding))
            }
            Match::None => return None,
        };
        Some((Sign { unit, level, place }, finding))
    }

    /// The unit of the title above a row, or of the sheet's name.
    pub(super) fn title_sign(&self, row: u32) -> Option<Sign> {
        let (unit, at) = self.titles.unit(row)?;
        let place = match at {
            Some(at) => self.place(at),
            None => Place {
                cell: None,
                ..self.place((0, 0))
            },
        };
        Some(Sign {
            unit: unit.to_owned(),
            level: Level::Title,
            place,
        })
    }
}
