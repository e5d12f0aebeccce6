//! Whose a workbook and its parts are: by folder, receipts, the names written in it, the hidden sheet and the file name.

use std::collections::BTreeSet;

use super::fields::excerpt;
use super::fields::matching::{self, Match};
use super::layouts;
use super::parts::{Level, Part};
use super::titles::Titles;
use super::workbook::Workbook;
use crate::finding::{Fault, Finding, Place};
use crate::model::{Receipt, Unit};
use crate::vietnamese::fold::fold_words;

/// What is known of the forum when files are told apart.
#[derive(Clone, Copy)]
pub(super) struct Register<'a> {
    pub receipts: &'a [Receipt],
    pub units: &'a [Unit],
}

/// A sign of who sent a workbook.
struct Hint {
    unit: String,
    /// Vietnamese words for the kind of sign.
    source: &'static str,
    place: Place,
    /// It says so of the whole file.
    strong: bool,
}

/// The parts of a workbook with their units, and what is to be said about that.
pub(super) struct Owned<'a> {
    /// The unit that the file as a whole is from.
    pub unit: Option<String>,
    pub parts: Vec<(String, Part<'a>)>,
    pub findings: Vec<Finding>,
}

impl<'a> Register<'a> {
    fn unit(&self, code: &str) -> Option<&'a Unit> {
        self.units.iter().find(|unit| unit.code == code)
    }

    fn full_name(&self, code: &str) -> String {
        self.unit(code).map_or_else(|| code.to_owned(), Unit::full_name)
    }

    /// Gives each part of a workbook to a unit.
    pub(super) fn of_workbook<'w>(&self, workbook: &'w Workbook, parts: Vec<Part<'w>>) -> Owned<'w> {
        let in_file = Place {
            file: Some(workbook.file.clone()),
            ..Place::default()
        };
        let mut findings = Vec::new();
        let mut hints = self.hints(workbook, &parts, &in_file);
        if hints.is_empty() {
            hints.extend(self.last_resort(workbook, &mut findings));
        }
        let named = |is: &dyn Fn(&Part<'_>) -> Option<Level>| -> BTreeSet<&str> {
            let signs = parts.iter().filter_map(|part| {
                let sign = part.sign.as_ref()?;
                (is(part) == Some(sign.level)).then_some(sign.unit.as_str())
            });
            signs.collect()
        };
        let by_rows = named(&|part| (!is_form(part)).then_some(Level::Row)).len() > 1;
        let by_forms = named(&|part| is_form(part).then_some(Level::Row)).len() > 1;
        let strong = hints.iter().find(|hint| hint.strong);
        let by_titles = strong.is_none() && named(&|_| Some(Level::Title)).len() > 1;
        let whole = match (strong, by_rows || by_forms || by_titles) {
            (Some(hint), _) => Some(hint),
            // The name of a file that holds several units may still say whose the rest is.
            (None, true) => hints.iter().find(|hint| hint.source == FILE_NAME),
            (None, false) => hints.first(),
        };
        let whole = whole.map(|hint| hint.unit.clone());
        let explicit = |part: &Part<'_>| {
            let sign = part.sign.as_ref()?;
            let counts = match sign.level {
                Level::Row if is_form(part) => by_forms,
                Level::Row => by_rows,
                Level::Title => by_titles,
            };
            counts.then(|| sign.unit.clone())
        };
        let mut owned = Vec::new();
        let mut lost = Vec::new();
        for part in parts.iter() {
            match explicit(part).or_else(|| whole.clone()) {
                Some(unit) => owned.push((unit, part.clone())),
                None => lost.push(part),
            }
        }
        let units: BTreeSet<&str> = owned.iter().map(|(unit, _)| unit.as_str()).collect();
        let several = units.len() > 1;
        if whole.is_none() && units.is_empty() {
            findings.push(Finding::new(Fault::UnitUnknown {}).at(in_file));
        } else {
            for part in lost.iter().filter(|part| !part.doubt.empty) {
                let what = part.layout.name.to_owned();
                let place = super::parts::place(workbook, part.sheet, part.heading);
                findings.push(Finding::new(Fault::PartWithoutUnit { what }).at(place));
            }
            if several {
                let names = units
                    .iter()
                    .map(|unit| self.full_name(unit))
                    .collect::<Vec<_>>()
                    .join(", ");
                findings.push(Finding::new(Fault::UnitsInFile { units: names }).at(in_file));
            }
        }
        if let Some(unit) = &whole {
            let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
            for hint in hints.iter().filter(|hint| hint.unit != *unit) {
                let split = hint.source == IN_FILE && units.contains(hint.unit.as_str());
                if !split && told.insert((&hint.unit, hint.source)) {
                    let fault = Fault::UnitContradiction {
                        used: self.full_name(unit),
                        other: self.full_name(&hint.unit),
                        source: hint.source.to_owned(),
                    };
                    findings.push(Finding::new(fault).at(hint.place.clone()));
                }
            }
            if !several {
                findings = findings.into_iter().map(|finding| finding.unit(unit.clone())).collect();
            }
        }
        Owned {
            unit: whole,
            parts: owned,
            findings,
        }
    }

    /// The signs of the whole file, the strongest first.
    fn hints(&self, workbook: &Workbook, parts: &[Part<'_>], in_file: &Place) -> Vec<Hint> {
        let mut hints = Vec::new();
        let mut add = |unit: Option<String>, source, place: &Place, strong| {
            hints.extend(unit.map(|unit| Hint {
                unit,
                source,
                place: place.clone(),
                strong,
            }));
        };
        let code = |unit: &Unit| unit.code.clone();
        add(
            self.by_folder(&workbook.file).map(code),
            "thư mục chứa tệp",
            in_file,
            true,
        );
        let receipt = self.by_receipt(&workbook.file).map(code);
        add(receipt, "sổ tiếp nhận (receipts.yaml)", in_file, true);
        // What the first sheet says counts more than titles, which people forget to change.
        let forms = parts.iter().filter(|part| is_form(part));
        let rows = parts.iter().filter(|part| !is_form(part));
        let of = |level| move |part: &&Part<'_>| part.sign.as_ref().is_some_and(|sign| sign.level == level);
        let forms: Vec<_> = forms.filter(of(Level::Row)).collect();
        let one_form = forms.iter().all(|part| {
            part.sign.as_ref().map(|sign| &sign.unit)
                == forms.first().and_then(|part| part.sign.as_ref()).map(|sign| &sign.unit)
        });
        let written = forms.iter().copied().map(|part| (part, one_form));
        let written = written.chain(rows.filter(of(Level::Row)).map(|part| (part, false)));
        let written = written.chain(parts.iter().filter(of(Level::Title)).map(|part| (part, false)));
        for (part, strong) in written {
            if let Some(sign) = &part.sign {
                add(Some(sign.unit.clone()), IN_FILE, &sign.place, strong);
            }
        }
        // The lines of a Word file outside of its tables head all of them.
        let outside = workbook.sheets.first().filter(|_| workbook.document);
        let titles = outside.map(|sheet| (sheet, Titles::read(sheet, self.units)));
        if let Some((sheet, titles)) = &titles
            && let Some((unit, at)) = titles.only()
        {
            let place = super::parts::place(workbook, sheet, at);
            add(Some(unit.to_owned()), IN_FILE, &place, false);
        }
        let meta = workbook.meta.get("unit").filter(|code| self.unit(code).is_some());
        add(meta.cloned(), "mẫu đã phát (trang _META)", in_file, true);
        add(self.by_file_name(&workbook.file).map(code), FILE_NAME, in_file, false);
        hints
    }

    /// A title on a sheet of which nothing else was understood, one that is nearly the name of a unit, or the place beside
    /// the date of signing.
    fn last_resort(&self, workbook: &Workbook, findings: &mut Vec<Finding>) -> Option<Hint> {
        let titled = workbook.sheets.iter().filter(|sheet| !sheet.hidden).find_map(|sheet| {
            let titles = Titles::read(sheet, self.units);
            let (unit, at) = titles.only()?;
            Some(Hint {
                unit: unit.to_owned(),
                source: IN_FILE,
                place: super::parts::place(workbook, sheet, at),
                strong: false,
            })
        });
        if titled.is_some() {
            return titled;
        }
        let mut of_place = None;
        for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
            for ((row, column), cell) in sheet.cells.range(..(super::headings::ROWS, 0)) {
                let words = sheet.words(*row, *column);
                let place = || super::parts::place(workbook, sheet, (*row, *column));
                let hint = |unit: String| Hint {
                    unit,
                    source: IN_FILE,
                    place: place(),
                    strong: false,
                };
                let heads = ["uy ban nhan dan", "ubnd", "don vi", "xa ", "thi tran ", "phuong "];
                if *row < 8 && heads.iter().any(|head| words.starts_with(head)) {
                    let text = cell.text().rsplit(':').next().unwrap_or_default();
                    if let Match::Like(code) = matching::unit(text, self.units) {
                        let fault = Fault::UnitGuessed {
                            text: excerpt(cell.text()),
                            unit: self.full_name(&code),
                        };
                        findings.push(Finding::new(fault).at(place()));
                        return Some(hint(code));
                    }
                }
                // "Tri Lễ, ngày 12 tháng 8 năm 2024"; a name that the level above has too says nothing.
                if let Some((before, after)) = cell.text().split_once(',')
                    && fold_words(after).starts_with("ngay ")
                    && let Match::Known(code) = matching::unit(before, self.units)
                    && self
                        .unit(&code)
                        .is_some_and(|unit| unit.unit_type == crate::model::UnitType::Xa)
                {
                    of_place.get_or_insert_with(|| hint(code));
                }
            }
        }
        of_place
    }

    /// The unit of a file that could not be read.
    pub(super) fn of_path(&self, file: &str) -> Option<&'a Unit> {
        self.by_folder(file)
            .or_else(|| self.by_receipt(file))
            .or_else(|| self.by_file_name(file))
    }

    fn by_folder(&self, file: &str) -> Option<&'a Unit> {
        let (folders, _) = below_submissions(file).rsplit_once('/')?;
        folders
            .split('/')
            .find_map(|folder| self.unit(folder).or_else(|| self.by_name(folder)))
    }

    /// The unit of the receipts that list the file, if it is one.
    fn by_receipt(&self, file: &str) -> Option<&'a Unit> {
        let file = below_submissions(file);
        let receipts = self
            .receipts
            .iter()
            .filter(|receipt| receipt.files.iter().any(|other| other == file));
        let units: BTreeSet<&str> = receipts.map(|receipt| receipt.unit.as_str()).collect();
        match units.len() {
            1 => units.first().and_then(|code| self.unit(code)),
            _ => None,
        }
    }

    fn by_file_name(&self, file: &str) -> Option<&'a Unit> {
        let name = file.rsplit('/').next().unwrap_or(file);
        self.by_name(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    }

    fn by_name(&self, name: &str) -> Option<&'a Unit> {
        let mut tokens = name.split(|c: char| !c.is_ascii_alphanumeric());
        let code = tokens.find_map(|token| self.unit(token));
        let named = || matching::unit_of_short_name(&fold_words(&split_camel(name)), self.units);
        code.or_else(|| named().and_then(|code| self.unit(&code)))
    }
}

/// Vietnamese words for signs that are looked at again.
const IN_FILE: &str = "tên đơn vị ghi trong tệp";
const FILE_NAME: &str = "tên tệp";

fn is_form(part: &Part<'_>) -> bool {
    part.layout.name == layouts::UNIT.name
}

fn below_submissions(file: &str) -> &str {
    file.strip_prefix("submissions/").unwrap_or(file)
}

/// "DSTreEmTriLe" and "tri_le" in words.
fn split_camel(name: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in name.chars() {
        if lower && c.is_uppercase() {
            out.push(' ');
        }
        lower = c.is_lowercase() || c.is_ascii_digit();
        out.push(if c == '_' { ' ' } else { c });
    }
    out
}
