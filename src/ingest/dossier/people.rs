//! The lists of children and of caretakers.

use super::super::fields::{self, Parsed, dates};
use super::super::ids::{self, Known, Subject};
use super::super::layouts;
use super::super::row::{Need, Row};
use super::super::workbook::Cell;
use super::Reading;
use crate::finding::Fault;
use crate::model::{Caretaker, Child, Consent, Duty, Gender};
use crate::vietnamese::fold::fold_words;

impl<'a> Reading<'a> {
    pub(super) fn children(&mut self, known: &mut Vec<Known>) -> Vec<Child> {
        let Some(found) = self.table(&layouts::CHILDREN, "children") else {
            return Vec::new();
        };
        let (sheet, records) = (found.sheet, found.records);
        let mut rows = Vec::new();
        let mut children = Vec::new();
        for record in &records {
            let mut row = Row::new(self.workbook, sheet, record);
            match child(&mut row) {
                Some(child) => {
                    children.push(child);
                    rows.push(row);
                }
                None => self.finish(row, "children"),
            }
        }
        let subjects: Vec<Subject> = children
            .iter()
            .map(|child| Subject::person(&child.name, child.birth.as_deref()))
            .collect();
        let ids = ids::assign(known, &subjects, |number| format!("{}-te-{number}", self.unit.code));
        for ((child, row), id) in children.iter_mut().zip(rows).zip(ids) {
            self.finish(row, &format!("children/{id}"));
            child.id = id;
        }
        children
    }

    pub(super) fn caretakers(&mut self, known: &mut Vec<Known>) -> Vec<Caretaker> {
        let Some(found) = self.table(&layouts::CARETAKERS, "caretakers") else {
            return Vec::new();
        };
        let (sheet, records) = (found.sheet, found.records);
        let mut rows = Vec::new();
        let mut caretakers = Vec::new();
        for record in &records {
            let mut row = Row::new(self.workbook, sheet, record);
            match caretaker(&mut row) {
                Some(caretaker) => {
                    caretakers.push(caretaker);
                    rows.push(row);
                }
                None => self.finish(row, "caretakers"),
            }
        }
        let subjects: Vec<Subject> = caretakers
            .iter()
            .map(|person| Subject::person(&person.name, person.birth.as_deref()))
            .collect();
        let ids = ids::assign(known, &subjects, |number| format!("{}-pt-{number}", self.unit.code));
        for ((caretaker, row), id) in caretakers.iter_mut().zip(rows).zip(ids) {
            self.finish(row, &format!("caretakers/{id}"));
            caretaker.id = id;
        }
        caretakers
    }
}

fn child(row: &mut Row<'_>) -> Option<Child> {
    let (name, bracket) = name(row, &["birth", "class", "school", "achievement"])?;
    let mut gender = row.read("gender", "gender", Need::Should, fields::gender);
    let mut birth = row.read("birth", "birth", Need::Must, dates::birth);
    // "Năm sinh" over "Nam" and "Nữ": the column says the gender.
    for (key, of_column) in [("birth_male", Gender::Nam), ("birth_female", Gender::Nu)] {
        if birth.is_none() && row.cell(key).is_some() {
            birth = row.read(key, "birth", Need::Must, dates::birth);
            gender = gender.or(Some(of_column));
        }
    }
    let mut duties = row
        .read("duties", "duties", Need::May, fields::duties)
        .unwrap_or_default();
    let notes = row.read("notes", "notes", Need::May, fields::text);
    if duties.is_empty()
        && let Some(duty) = notes.as_deref().and_then(duty_in_notes)
    {
        duties.push(duty);
        row.fault(
            "notes",
            "duties",
            Fault::ValueRepaired {
                what: "nhiệm vụ trong cột ghi chú".to_owned(),
                from: fields::excerpt(notes.as_deref().unwrap_or_default()),
                to: duty.label().to_owned(),
            },
        );
    }
    let mut yes =
        |key, field, what: &str| row.read(key, field, Need::Should, |cell| fields::yes_no(cell, what)) == Some(true);
    let consent = Consent {
        participation: yes("participation", "consent/participation", "ý kiến đồng ý tham gia"),
        processing: yes("processing", "consent/processing", "phiếu đồng ý của cha mẹ"),
        photo: yes("photo", "consent/photo", "ý kiến đồng ý chụp ảnh"),
        publish_name: yes("publish_name", "consent/publish_name", "ý kiến đồng ý công bố tên"),
    };
    Some(Child {
        id: String::new(),
        name,
        gender,
        birth,
        ethnicity: row.read("ethnicity", "ethnicity", Need::May, fields::line),
        class: row.read("class", "class", Need::Must, fields::class),
        class_year: row.read("class_year", "class_year", Need::May, fields::line),
        school: row.read("school", "school", Need::Must, fields::line),
        achievement: row.read("achievement", "achievement", Need::Must, fields::line),
        duties,
        consent,
        elected_from: row.read("elected_from", "elected_from", Need::May, fields::line),
        notes: join(notes, bracket),
        replaces: None,
    })
}

fn caretaker(row: &mut Row<'_>) -> Option<Caretaker> {
    let (name, bracket) = name(row, &["birth", "position", "workplace", "phone"])?;
    let notes = row.read("notes", "notes", Need::May, fields::text);
    Some(Caretaker {
        id: String::new(),
        name,
        gender: row.read("gender", "gender", Need::Should, fields::gender),
        birth: row.read("birth", "birth", Need::Must, dates::birth),
        position: row.read("position", "position", Need::Should, fields::line),
        workplace: row.read("workplace", "workplace", Need::Should, fields::line),
        phone: row.read("phone", "phone", Need::Should, fields::phone),
        role: row.read("role", "role", Need::Should, fields::role),
        commitment: row.read("commitment", "commitment", Need::Should, |cell| {
            fields::yes_no(cell, "cam kết bảo vệ trẻ em")
        }) == Some(true),
        notes: join(notes, bracket),
        replaces: None,
    })
}

/// The name and what stood in brackets behind it. A row without a name is left out; if `others` hold something it says so.
fn name(row: &mut Row<'_>, others: &[&str]) -> Option<(String, Option<String>)> {
    let split = row.cell("name").is_none() && row.any(&["family", "given"]);
    let joined = split.then(|| join_cells(row));
    let mut bracket = None;
    let parse = |cell: &Cell| -> Parsed<String> {
        let (parsed, note) = fields::name(cell);
        bracket = note;
        parsed
    };
    let key = match split {
        true if row.cell("family").is_some() => "family",
        true => "given",
        false => "name",
    };
    let name = row.read_as(key, "name", Need::Must, joined, parse);
    if name.is_none() && row.any(others) {
        row.fault(
            key,
            "",
            Fault::RowIncomplete {
                what: "họ và tên".to_owned(),
            },
        );
    }
    name.map(|name| (name, bracket))
}

/// "Họ và đệm" and "Tên" as one cell.
fn join_cells(row: &Row<'_>) -> Cell {
    let cells: Vec<&Cell> = ["family", "given"].iter().filter_map(|key| row.cell(key)).collect();
    Cell::joined(&cells)
}

fn duty_in_notes(notes: &str) -> Option<Duty> {
    let words = fold_words(notes);
    match () {
        () if words.contains("dat cau hoi") => Some(Duty::Question),
        () if words.contains("tham luan") => Some(Duty::Paper),
        () => None,
    }
}

fn join(notes: Option<String>, bracket: Option<String>) -> Option<String> {
    match (notes, bracket.filter(|note| !note.is_empty())) {
        (Some(notes), Some(bracket)) => Some(format!("{bracket}; {notes}")),
        (notes, bracket) => notes.or(bracket),
    }
}
