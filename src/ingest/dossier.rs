//! What counts of all that a unit has sent -> its dossier.

mod lists;
mod people;
mod texts;

use super::fields::{self, Parsed, dates, matching};
use super::ids::UnitIds;
use super::layouts::{self, Layout};
use super::parts::Part;
use super::row::{Need, Row, Sink};
use super::versions::Choice;
use super::workbook::Workbook;
use crate::finding::{Fault, Finding, Place};
use crate::model::dossier::{Contact, UnitRef};
use crate::model::{CommuneForum, Delegation, Dossier, ForumFile, Origin, Source, Unit};
use crate::vietnamese;

/// A dossier while it is read.
struct Reading<'a> {
    choice: &'a Choice<'a>,
    unit: &'a Unit,
    file: &'a ForumFile,
    sink: Sink,
}

/// Reads the dossier of `unit` and says where each value came from.
pub(super) fn read(choice: &Choice<'_>, unit: &Unit, file: &ForumFile, ids: &mut UnitIds) -> (Dossier, Sink) {
    let mut reading = Reading {
        choice,
        unit,
        file,
        sink: Sink::default(),
    };
    reading.check_form_year();
    let mut delegation_date = None;
    let delegation = reading.delegation(&mut delegation_date);
    let children = reading.children(&mut ids.children);
    let questions = reading.questions(&mut ids.questions, &children);
    let dossier = Dossier {
        schema: 1,
        unit: UnitRef {
            code: unit.code.clone(),
            unit_type: unit.unit_type,
            name: unit.name.clone(),
        },
        delegation,
        commune_forum: reading.commune_forum(delegation_date),
        caretakers: reading.caretakers(&mut ids.caretakers),
        entries: reading.entries(&mut ids.entries),
        poster: reading.poster(),
        questions,
        recommendations: reading.recommendations(&mut ids.recommendations),
        previous_recommendations: reading.previous(),
        children,
        sources: choice.files.iter().map(|workbook| source(workbook)).collect(),
    };
    (dossier, reading.sink)
}

fn source(workbook: &Workbook) -> Source {
    let file = workbook.file.strip_prefix("submissions/").unwrap_or(&workbook.file);
    Source {
        file: file.to_owned(),
        blake3: workbook.blake3.clone(),
    }
}

/// Date and place of the commune's forum as the first sheet gives them.
type FirstSheet = Option<(jiff::civil::Date, Option<Origin>)>;

impl<'a> Reading<'a> {
    fn path(&self, rest: &str) -> String {
        format!("units/{}/{rest}", self.unit.code)
    }

    fn push(&mut self, finding: Finding) {
        self.sink.findings.push(finding.unit(self.unit.code.clone()));
    }

    fn finish(&mut self, row: Row<'_>, rest: &str) {
        let path = self.path(rest);
        row.finish(Some(&self.unit.code), &path, &mut self.sink);
    }

    fn check_form_year(&mut self) {
        let wanted = self.file.forum.year;
        for workbook in &self.choice.files {
            let year = workbook.meta.get("year").and_then(|year| year.parse::<u16>().ok());
            if let Some(year) = year.filter(|year| *year != wanted) {
                let fault = Fault::FormYear { year, wanted };
                self.push(Finding::new(fault).in_file(workbook.file.clone()));
            }
        }
    }

    /// The part of `layout`; says where it is, or that it is not there.
    fn part(&mut self, layout: &Layout, path: &str) -> Option<&'a Part<'a>> {
        let path = self.path(path);
        let Some(part) = self.choice.parts.get(layout.name) else {
            let fault = Fault::SheetMissing {
                what: layout.name.to_owned(),
            };
            let file = self.choice.files.first().map(|workbook| workbook.file.clone());
            let mut finding = Finding::new(fault).path(path);
            finding.place.file = file;
            self.push(finding);
            return None;
        };
        for finding in &part.findings {
            self.push(finding.clone());
        }
        let (row, column) = part.heading;
        let (sheet, cell) = part.sheet.stands_at(row, column);
        let origin = Origin {
            file: part.workbook.file.clone(),
            sheet: sheet.to_owned(),
            cell,
            raw: part
                .sheet
                .at_merged(row, column)
                .map_or_else(String::new, |cell| cell.raw.clone()),
            edited: None,
        };
        if part.records.is_empty() && part.sheet.drawing {
            self.push(
                Finding::new(Fault::SheetPicture {})
                    .at(Place::from(&origin))
                    .path(path.clone()),
            );
        }
        self.sink.provenance.insert(path, origin);
        Some(part)
    }

    fn delegation(&mut self, forum_date: &mut FirstSheet) -> Delegation {
        let Some(part) = self.part(&layouts::UNIT, "delegation") else {
            return Delegation::default();
        };
        let Some(record) = part.records.first() else {
            return Delegation::default();
        };
        let mut row = Row::new(part.workbook, part.sheet, record);
        let file = self.file;
        let theme = |cell: &_| matching::theme(cell, &file.themes);
        let delegation = Delegation {
            decision_number: row.read("decision_number", "decision_number", Need::Must, fields::line),
            decision_date: row.read("decision_date", "decision_date", Need::Must, |cell| {
                dates::day(cell, "ngày Quyết định")
            }),
            decision_signer: row.read("decision_signer", "decision_signer", Need::Must, fields::line),
            decision_signer_position: row.read(
                "decision_signer_position",
                "decision_signer_position",
                Need::Must,
                fields::line,
            ),
            participation_form: row.read(
                "participation_form",
                "participation_form",
                Need::Must,
                fields::entry_form,
            ),
            theme: row.read("theme", "theme", Need::Must, theme),
            plan_number: row.read("plan_number", "plan_number", Need::Must, fields::line),
            plan_date: row.read("plan_date", "plan_date", Need::Must, |cell| {
                dates::day(cell, "ngày Kế hoạch")
            }),
            child_population: row.read("child_population", "child_population", Need::May, |cell| {
                fields::count(cell, "tổng số trẻ em")
            }),
            contact: Contact {
                name: row.read("contact_name", "contact/name", Need::Should, |cell| {
                    fields::name(cell).name
                }),
                position: row.read("contact_position", "contact/position", Need::Should, fields::line),
                phone: row.read("phone", "contact/phone", Need::Should, fields::phone),
                email: row.read("email", "contact/email", Need::May, fields::line),
            },
        };
        self.finish(row, "delegation");
        // The first sheet asks for the day of the commune's forum too; it stands in when the sheet of results has none.
        let mut row = Row::new(part.workbook, part.sheet, record);
        let date = row.read("forum_date", "date", Need::May, |cell| {
            dates::day(cell, "ngày tổ chức Diễn đàn cấp xã")
        });
        let mut sink = Sink::default();
        row.finish(Some(&self.unit.code), &self.path("commune_forum"), &mut sink);
        self.sink.findings.extend(sink.findings);
        *forum_date = date.map(|date| (date, sink.provenance.into_values().next()));
        delegation
    }

    fn commune_forum(&mut self, first_sheet: FirstSheet) -> CommuneForum {
        let mut forum = self.commune_forum_sheet();
        if let Some((date, origin)) = first_sheet {
            match forum.date {
                None => {
                    forum.date = Some(date);
                    if let Some(origin) = origin {
                        self.sink.provenance.insert(self.path("commune_forum/date"), origin);
                    }
                }
                Some(other) if other != date => {
                    let fault = Fault::DateConflict {
                        first: vietnamese::dates::date(date),
                        second: vietnamese::dates::date(other),
                    };
                    let path = self.path("commune_forum/date");
                    let place = origin.as_ref().map(Place::from).unwrap_or_default();
                    self.push(Finding::new(fault).at(place).path(path));
                }
                Some(_) => {}
            }
        }
        forum
    }

    fn commune_forum_sheet(&mut self) -> CommuneForum {
        let Some(part) = self.part(&layouts::COMMUNE_FORUM, "commune_forum") else {
            return CommuneForum::default();
        };
        let Some(record) = part.records.first() else {
            return CommuneForum::default();
        };
        let mut row = Row::new(part.workbook, part.sheet, record);
        let mut number =
            |key: &'static str, need: Need| row.read(key, key, need, |cell| fields::count(cell, "số liệu"));
        let (children, girls) = (number("children", Need::Should), number("girls", Need::Should));
        let mut may = |key| number(key, Need::May);
        let forum = CommuneForum {
            date: None,
            place: None,
            children,
            girls,
            ethnic_minority: may("ethnic_minority"),
            special_circumstances: may("special_circumstances"),
            primary: may("primary"),
            lower_secondary: may("lower_secondary"),
            caretakers: may("caretakers"),
            guests: may("guests"),
            volunteers: may("volunteers"),
            entries: may("entries"),
            questions: number("questions", Need::Should),
            recommendations: number("recommendations", Need::Should),
            answered: number("answered", Need::Should),
            unanswered: number("unanswered", Need::Should),
            forwarded: number("forwarded", Need::May),
            gifts: number("gifts", Need::May),
            spent_budget: None,
            spent_social: None,
            remarks: None,
        };
        let money = |cell: &_| -> Parsed<u64> { fields::money(cell, "kinh phí") };
        let forum = CommuneForum {
            date: row.read("date", "date", Need::Must, |cell| {
                dates::day(cell, "ngày tổ chức Diễn đàn cấp xã")
            }),
            place: row.read("place", "place", Need::Should, fields::line),
            spent_budget: row.read("spent_budget", "spent_budget", Need::May, money),
            spent_social: row.read("spent_social", "spent_social", Need::May, money),
            remarks: row.read("remarks", "remarks", Need::May, fields::text),
            ..forum
        };
        self.finish(row, "commune_forum");
        forum
    }
}
