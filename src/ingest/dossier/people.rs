//! The lists of children and of caretakers.

use super::super::fields::{self, Parsed, dates, matching};
use super::super::ids::{self, Known, Subject};
use super::super::layouts;
use super::super::row::{Need, Row};
use super::super::workbook::{Cell, Decoded, Value};
use super::Reading;
use crate::finding::Fault;
use crate::model::{Caretaker, Child, Consent, Duty, Gender};
use crate::vietnamese::{self, fold::fold_words};

impl<'a> Reading<'a> {
    pub(super) fn children(&mut self, known: &mut Vec<Known>) -> Vec<Child> {
        let Some(part) = self.part(&layouts::CHILDREN, "children") else {
            return Vec::new();
        };
        let (unit, schools) = (self.unit, &self.file.schools);
        let school = |cell: &Cell| matching::school(cell, unit, schools);
        let mut rows = Vec::new();
        let mut children = Vec::new();
        for record in &part.records {
            let mut row = Row::new(part.workbook, part.sheet, record);
            match child(&mut row, &school) {
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
        let Some(part) = self.part(&layouts::CARETAKERS, "caretakers") else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        let mut caretakers = Vec::new();
        for record in &part.records {
            let mut row = Row::new(part.workbook, part.sheet, record);
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

fn child(row: &mut Row<'_>, read_school: &dyn Fn(&Cell) -> Parsed<String>) -> Option<Child> {
    let Person {
        name,
        gender,
        birth,
        bracket,
    } = person(row, &["birth", "class", "school", "achievement"])?;
    let (class, school) = class_and_school(row, read_school);
    let mut duties = row
        .read("duties", "duties", Need::May, fields::duties)
        .unwrap_or_default();
    for (key, duty) in [
        ("asks", Duty::Question),
        ("reads", Duty::Paper),
        ("performs", Duty::Perform),
    ] {
        let marked = row.read(key, "duties", Need::May, |cell| fields::yes_no(cell, "nhiệm vụ"));
        duties.extend((marked == Some(true) && !duties.contains(&duty)).then_some(duty));
    }
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
        class,
        class_year: row.read("class_year", "class_year", Need::May, fields::line),
        school,
        achievement: row.read("achievement", "achievement", Need::Must, fields::line),
        duties,
        consent,
        elected_from: row.read("elected_from", "elected_from", Need::May, fields::line),
        notes: join(notes, bracket),
        replaces: None,
    })
}

fn caretaker(row: &mut Row<'_>) -> Option<Caretaker> {
    let Person {
        name,
        gender,
        birth,
        bracket,
    } = person(row, &["birth", "position", "workplace", "phone"])?;
    let (position, workplace) = position_and_workplace(row);
    let mut role = row.read("role", "role", Need::Should, fields::role);
    let notes = row.read("notes", "notes", Need::May, fields::text);
    if let (None, Some(cell)) = (role, row.cell("notes"))
        && let Some(found) = fields::role(cell).value
    {
        role = Some(found);
        let what = "vai trò trong cột ghi chú".to_owned();
        let (from, to) = (fields::excerpt(cell.text()), found.label().to_owned());
        row.fault("notes", "role", Fault::ValueRepaired { what, from, to });
    }
    Some(Caretaker {
        id: String::new(),
        name,
        gender,
        birth,
        position,
        workplace,
        phone: row.read("phone", "phone", Need::Should, fields::phone),
        role,
        commitment: row.read("commitment", "commitment", Need::Should, |cell| {
            fields::yes_no(cell, "cam kết bảo vệ trẻ em")
        }) == Some(true),
        notes: join(notes, bracket),
        replaces: None,
    })
}

/// Who somebody is.
struct Person {
    name: String,
    gender: Option<Gender>,
    birth: Option<String>,
    /// What stood behind the name.
    bracket: Option<String>,
}

/// Name, gender and birth. A row without a name is left out; if `others` hold something it says so.
fn person(row: &mut Row<'_>, others: &[&str]) -> Option<Person> {
    let Written {
        key,
        name,
        notes,
        birth,
    } = name(row, others)?;
    let written = birth.map(|text| (key, text));
    let elsewhere = birth_is_given(row);
    let (gender, birth) = gender_and_birth(row, written.as_ref().filter(|_| !elsewhere));
    let remark = written.filter(|_| elsewhere);
    let remark = remark.filter(|(key, text)| differs(row, key, birth.as_deref(), text));
    Some(Person {
        name,
        gender,
        birth,
        bracket: join(notes, remark.map(|(_, text)| text)),
    })
}

/// Whether a cell of its own tells the birth.
fn birth_is_given(row: &Row<'_>) -> bool {
    const KEYS: [&str; 6] = ["birth", "birth_day", "birth_month", "birth_year", "male", "female"];
    let says = |key: &&str| {
        let cell = row.cell(key);
        cell.is_some_and(|cell| cell.value != Value::Text || cell.raw.chars().filter(char::is_ascii_digit).count() > 1)
    };
    KEYS.iter().any(says) || row.cell("birth").is_some_and(|cell| !fields::says_nothing(cell.text()))
}

/// Whether the cell of a name tells another birth than the row; says so.
fn differs(row: &mut Row<'_>, key: &'static str, birth: Option<&str>, text: &str) -> bool {
    let Some((given, cell)) = birth.zip(beside_name(row, key, text)) else {
        return true;
    };
    let other = dates::birth(&cell).value.unwrap_or_default();
    let same = !other.is_empty() && (given.starts_with(&other) || other.starts_with(given));
    if !same {
        let what = "năm sinh".to_owned();
        let why = format!("ô họ và tên ghi “{}”", fields::excerpt(text));
        let text = in_words(given);
        row.fault(key, "birth", Fault::ValueDoubtful { what, text, why });
    }
    !same
}

/// The cell of a name, read as the birth that it tells too.
fn beside_name(row: &Row<'_>, key: &str, text: &str) -> Option<Cell> {
    let mut cell = row.cell(key)?.clone();
    let sure = cell.hints.decoded.as_ref().is_none_or(|decoded| decoded.sure);
    cell.hints.decoded = Some(Decoded {
        text: text.to_owned(),
        sure,
    });
    Some(cell)
}

/// A birth as people write it.
fn in_words(birth: &str) -> String {
    birth.parse().map_or_else(|_| birth.to_owned(), vietnamese::dates::date)
}

/// The birth that stands behind a name, with a word that it was found there.
fn read_beside_name(cell: &Cell) -> Parsed<String> {
    let parsed = dates::birth(cell);
    match (parsed.value, parsed.fault) {
        (Some(birth), None | Some(Fault::ValueNormalised { .. })) => {
            let now = in_words(&birth);
            Parsed::normalised(birth, "năm sinh ở ô họ và tên", cell, &now)
        }
        (value, fault) => Parsed { value, fault },
    }
}

/// Gender and birth, each in its column, or both in the columns "Nam" and "Nữ": a mark there tells the gender, a year or
/// day tells both. `written`: the key of the name's cell that tells the birth, and how.
fn gender_and_birth(row: &mut Row<'_>, written: Option<&(&'static str, String)>) -> (Option<Gender>, Option<String>) {
    let mut gender = row.read("gender", "gender", Need::Should, fields::gender);
    let mut birth = match written.and_then(|(key, text)| Some((*key, beside_name(row, key, text)?))) {
        Some((key, cell)) => row.read_as(key, "birth", Need::Must, Some(cell), read_beside_name),
        None => row.read("birth", "birth", Need::Must, dates::birth),
    };
    let marked: Vec<_> = [("male", Gender::Nam), ("female", Gender::Nu)]
        .into_iter()
        .filter(|(key, _)| row.cell(key).is_some_and(|cell| !says_no(cell)))
        .collect();
    match marked.as_slice() {
        [(key, of_column)] => {
            let is_mark = row
                .cell(key)
                .is_some_and(|cell| !cell.raw.chars().any(|c| c.is_ascii_digit()) || cell.raw.len() < 2);
            if !is_mark && birth.is_none() {
                birth = row.read(key, "birth", Need::Must, dates::birth);
            }
            gender = gender.or_else(|| {
                row.read(key, "gender", Need::Should, |cell| match is_mark && !is_check(cell) {
                    true => Parsed::repaired(*of_column, "giới tính", cell, of_column.label()),
                    false => Parsed::new(*of_column),
                })
            });
        }
        [] if gender.is_none() && row.has_column("female") && !row.has_column("male") => {
            gender = Some(Gender::Nam);
            let fault = Fault::ValueRepaired {
                what: "giới tính".to_owned(),
                from: "ô để trống ở cột Nữ".to_owned(),
                to: Gender::Nam.label().to_owned(),
            };
            row.fault("female", "gender", fault);
        }
        [(key, _), _] => {
            let text = "đánh dấu cả nam và nữ".to_owned();
            let what = "giới tính".to_owned();
            row.fault(key, "gender", Fault::ValueUnclear { what, text });
        }
        _ => {}
    }
    let parts: Vec<Cell> = ["birth_day", "birth_month", "birth_year"]
        .iter()
        .filter_map(|key| row.cell(key).cloned())
        .collect();
    if birth.is_none() && !parts.is_empty() {
        let texts: Vec<&str> = parts.iter().map(|cell| cell.text().trim()).collect();
        let joined = Cell {
            raw: texts.join("/"),
            value: Value::Text,
            ..parts[0].clone()
        };
        birth = row.read_as("birth_year", "birth", Need::Must, Some(joined), dates::birth);
    }
    (gender, birth)
}

fn says_no(cell: &Cell) -> bool {
    matches!(fold_words(cell.text()).as_str(), "0" | "khong" | "false" | "")
        && !matches!(cell.text().trim(), "✓" | "✔" | "☑" | "☒" | "√")
}

/// A mark that means nothing but yes.
fn is_check(cell: &Cell) -> bool {
    let words = fold_words(cell.text());
    matches!(words.as_str(), "x" | "v" | "1" | "" | "co" | "true" | "xx") || words == "nam" || words == "nu"
}

/// Position and place of work, each in its column, or both in one cell: "Giáo viên, Trường THCS Tri Lễ".
fn position_and_workplace(row: &mut Row<'_>) -> (Option<String>, Option<String>) {
    const PLACES: [&str; 16] = [
        "ubnd",
        "ủy ban",
        "uỷ ban",
        "trường",
        "th ",
        "thcs",
        "th&thcs",
        "ptdt",
        "hội",
        "đoàn",
        "trạm",
        "công an",
        "phòng",
        "đảng",
        "hđnd",
        "mặt trận",
    ];
    let Some(cell) = row.cell("position_workplace").cloned() else {
        let position = row.read("position", "position", Need::Should, fields::line);
        return (position, row.read("workplace", "workplace", Need::Should, fields::line));
    };
    let text = cell.text().to_owned();
    let part = |text: &str| {
        let mut cell = cell.clone();
        cell.raw = text.trim_matches(SIGNS).to_owned();
        cell.hints.decoded = None;
        Some(cell)
    };
    let names_place = |rest: &str| {
        let rest = rest.trim_start_matches(SIGNS).to_lowercase();
        PLACES.iter().any(|place| rest.starts_with(place))
    };
    let mut signs = text.match_indices([',', ';', '\n', '-', '–']).map(|(at, _)| at);
    let key = "position_workplace";
    match signs.find(|at| text.get(*at..).is_some_and(names_place)) {
        Some(at) => {
            let (position, workplace) = text.split_at(at);
            let position = row.read_as(key, "position", Need::Should, part(position), fields::line);
            let workplace = row.read_as(key, "workplace", Need::Should, part(workplace), fields::line);
            (position, workplace)
        }
        None => {
            let position = row.read(key, "position", Need::Should, |cell| match fields::line(cell).value {
                Some(text) => Parsed::doubtful(text, "chức vụ", cell, "chưa tách được đơn vị công tác"),
                None => Parsed::absent(),
            });
            (position, None)
        }
    }
}

/// Signs between two things in one cell.
const SIGNS: [char; 8] = [',', ';', '-', '–', ' ', '\n', '/', '('];

/// Class and school, each in its column, or both in one cell: "7A, Trường THCS Tri Lễ".
fn class_and_school(
    row: &mut Row<'_>,
    read_school: &dyn Fn(&Cell) -> Parsed<String>,
) -> (Option<String>, Option<String>) {
    if let Some(cell) = row.cell("class_school").cloned() {
        let text = cell.text().to_owned();
        let (class, school) = divide(&text);
        let part = |text: &str| {
            let mut cell = cell.clone();
            cell.raw = text.to_owned();
            cell.hints.decoded = None;
            Some(cell)
        };
        let class = row.read_as("class_school", "class", Need::Must, part(class), fields::class);
        let school = row.read_as("class_school", "school", Need::Must, part(school), read_school);
        return (class, school);
    }
    let class = row.read("class", "class", Need::Must, fields::class);
    (class, row.read("school", "school", Need::Must, read_school))
}

/// The text before the school and the school, in whatever order they stand.
fn divide(text: &str) -> (&str, &str) {
    const SCHOOLS: [&str; 8] = ["trường", "th ", "thcs", "th&thcs", "ptdt", "thpt", "tiểu học", "pt "];
    let sides = |text: &str, at: usize| -> Option<(String, String)> {
        Some((text.get(..at)?.to_lowercase(), text.get(at..)?.to_lowercase()))
    };
    let names_school = |text: &str| SCHOOLS.iter().any(|word| text.trim_start().starts_with(word));
    let trim = |text: &'_ str| -> usize { text.len() - text.trim_start_matches(SIGNS).len() };
    for (at, c) in text.char_indices() {
        let boundary = at == 0 || matches!(text[..at].chars().next_back(), Some(c) if !c.is_alphanumeric() && c != '&');
        if !boundary || !c.is_alphabetic() {
            continue;
        }
        let Some((before, behind)) = sides(text, at) else {
            continue;
        };
        if names_school(&behind) && before.chars().any(|c| c.is_ascii_digit()) {
            return (text[..at].trim_end_matches(SIGNS), text[at..].trim_end_matches(')'));
        }
    }
    // "Trường THCS Tri Lễ, lớp 7A"
    match text.to_lowercase().rfind("lớp").filter(|at| text.is_char_boundary(*at)) {
        Some(at) if at > 0 => (&text[at..], text[..at].trim_end_matches(SIGNS)),
        _ => match text.split_once([',', ';', '\n']) {
            Some((class, school)) => (class, &school[trim(school)..]),
            None => (text, ""),
        },
    }
}

/// What the cells of a name hold.
struct Written {
    /// The key of the first of them.
    key: &'static str,
    name: String,
    notes: Option<String>,
    birth: Option<String>,
}

fn name(row: &mut Row<'_>, others: &[&str]) -> Option<Written> {
    let rest = row.any(&["name_rest"]);
    let split = rest || row.cell("name").is_none() && row.any(&["family", "given"]);
    let keys = if rest {
        ["name", "name_rest"]
    } else {
        ["family", "given"]
    };
    let joined = split.then(|| join_cells(row, keys));
    let (mut notes, mut birth) = (None, None);
    let parse = |cell: &Cell| -> Parsed<String> {
        let named = fields::name(cell);
        (notes, birth) = (named.notes, named.birth);
        named.name
    };
    let key = match split {
        true if rest => "name",
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
    Some(Written {
        key,
        name: name?,
        notes,
        birth,
    })
}

/// "Họ và đệm" and "Tên" as one cell.
fn join_cells(row: &Row<'_>, keys: [&str; 2]) -> Cell {
    let cells: Vec<&Cell> = keys.iter().filter_map(|key| row.cell(key)).collect();
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
