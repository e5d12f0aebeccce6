//! Whose workbook a file is: by its folder, the receipts, the name on the first sheet, the hidden sheet and the file name.

use super::fields::excerpt;
use super::fields::matching::{self, Match};
use super::layouts;
use super::table;
use super::workbook::{Workbook, address};
use crate::finding::{Fault, Finding, Place};
use crate::model::{Receipt, Unit};
use crate::vietnamese::slug;

/// A sign of who sent a workbook.
struct Sign<'a> {
    unit: &'a Unit,
    /// Vietnamese words for the kind of sign.
    source: &'static str,
    place: Place,
}

/// The unit that sent the workbook, if it is clear, and what is to be said about that.
pub(super) fn of_workbook<'a>(
    workbook: &Workbook,
    receipts: &[Receipt],
    units: &'a [Unit],
) -> (Option<&'a Unit>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut signs = Vec::new();
    let file_place = Place {
        file: Some(workbook.file.clone()),
        ..Place::default()
    };
    let mut add = |unit: Option<&'a Unit>, source, place: &Place| {
        signs.extend(unit.map(|unit| Sign {
            unit,
            source,
            place: place.clone(),
        }));
    };
    add(by_folder(&workbook.file, units), "thư mục chứa tệp", &file_place);
    add(
        by_receipt(&workbook.file, receipts, units),
        "sổ tiếp nhận (receipts.yaml)",
        &file_place,
    );
    let (written, place) = by_name(workbook, units, &mut findings);
    add(written, "tên đơn vị ghi trong tệp", &place);
    let meta = workbook
        .meta
        .get("unit")
        .and_then(|code| units.iter().find(|unit| unit.code == *code));
    add(meta, "mẫu đã phát (trang _META)", &file_place);
    add(by_file_name(&workbook.file, units), "tên tệp", &file_place);

    let Some(first) = signs.first() else {
        findings.push(Finding::new(Fault::UnitUnknown {}).at(file_place));
        return (None, findings);
    };
    let unit = first.unit;
    for sign in signs.iter().filter(|sign| sign.unit.code != unit.code) {
        let fault = Fault::UnitContradiction {
            used: unit.full_name(),
            other: sign.unit.full_name(),
            source: sign.source.to_owned(),
        };
        findings.push(Finding::new(fault).at(sign.place.clone()));
    }
    let findings = findings
        .into_iter()
        .map(|finding| finding.unit(unit.code.clone()))
        .collect();
    (Some(unit), findings)
}

/// The unit of a file that could not be read.
pub(super) fn of_path<'a>(file: &str, receipts: &[Receipt], units: &'a [Unit]) -> Option<&'a Unit> {
    by_folder(file, units)
        .or_else(|| by_receipt(file, receipts, units))
        .or_else(|| by_file_name(file, units))
}

fn below_submissions(file: &str) -> &str {
    file.strip_prefix("submissions/").unwrap_or(file)
}

fn by_folder<'a>(file: &str, units: &'a [Unit]) -> Option<&'a Unit> {
    let (folder, _) = below_submissions(file).split_once('/')?;
    units
        .iter()
        .find(|unit| unit.code == folder)
        .or_else(|| by_file_name(folder, units))
}

fn by_receipt<'a>(file: &str, receipts: &[Receipt], units: &'a [Unit]) -> Option<&'a Unit> {
    let file = below_submissions(file);
    let receipt = receipts
        .iter()
        .find(|receipt| receipt.files.iter().any(|other| other == file))?;
    units.iter().find(|unit| unit.code == receipt.unit)
}

fn by_file_name<'a>(file: &str, units: &'a [Unit]) -> Option<&'a Unit> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut tokens = stem.split(|c: char| !c.is_ascii_alphanumeric());
    if let Some(unit) = tokens.find_map(|token| units.iter().find(|unit| unit.code == token)) {
        return Some(unit);
    }
    let padded = format!("-{}-", slug(stem));
    let mut named = units
        .iter()
        .filter(|unit| padded.contains(&format!("-{}-", slug(&unit.name))));
    match (named.next(), named.next()) {
        (Some(unit), None) => Some(unit),
        _ => None,
    }
}

/// The name in the form of the first sheet, else in the title lines.
fn by_name<'a>(workbook: &Workbook, units: &'a [Unit], findings: &mut Vec<Finding>) -> (Option<&'a Unit>, Place) {
    let of_code = |code: &str| units.iter().find(|unit| unit.code == code);
    let place = |sheet: &str, (row, column)| Place {
        file: Some(workbook.file.clone()),
        sheet: Some(sheet.to_owned()),
        cell: Some(address(row, column)),
    };
    let found = table::form(workbook, &layouts::UNIT, &mut Vec::new());
    let named = found.as_ref().and_then(|found| {
        let cell = *found.records.first()?.cells.get("unit")?;
        let text = found.sheet.at_merged(cell.0, cell.1)?.text().to_owned();
        Some((text, place(&found.sheet.name, cell)))
    });
    if let Some((text, place)) = named.filter(|(text, _)| !text.trim().is_empty()) {
        let unit = match matching::unit(&text, units) {
            Match::Known(code) => of_code(&code),
            Match::Like(code) => {
                let unit = of_code(&code);
                if let Some(unit) = unit {
                    let fault = Fault::UnitGuessed {
                        text: excerpt(&text),
                        unit: unit.full_name(),
                    };
                    findings.push(Finding::new(fault).at(place.clone()));
                }
                unit
            }
            Match::None => None,
        };
        return (unit, place);
    }
    for sheet in &workbook.sheets {
        for ((row, column), cell) in sheet.cells.range(..(6, 0)) {
            let words = sheet.words(*row, *column);
            let heads = [
                "uy ban nhan dan xa",
                "uy ban nhan dan thi tran",
                "uy ban nhan dan phuong",
                "ubnd xa",
                "ubnd thi tran",
            ];
            if heads.iter().any(|head| words.starts_with(head))
                && let Match::Known(code) = matching::unit(cell.text(), units)
            {
                return (of_code(&code), place(&sheet.name, (*row, *column)));
            }
        }
    }
    (None, Place::default())
}
