//! `inputs/guests.xlsx` -> guests, one for each row.

use std::collections::BTreeSet;
use std::path::Path;

use super::fields::{self, matching, matching::Match};
use super::ids::{self, Ids, Subject};
use super::layouts;
use super::parts;
use super::row::{Need, Row, Sink};
use super::versions;
use super::workbook::{self, Shelf, Workbook, address};
use crate::finding::{Fault, Finding, Place};
use crate::model::provenance::is_edited;
use crate::model::{ForumFile, Guest, GuestGroup, Provenance};
use crate::vietnamese::slug;

/// Path of the list of guests below `inputs/`.
pub const FILE: &str = "guests.xlsx";

/// Reads the list of guests; the workbook's hash, if it could be read.
pub(super) fn read(
    inputs: &Path,
    file: &ForumFile,
    ids: &mut Ids,
    shelf: &Shelf,
) -> (Vec<Guest>, Sink, Option<String>) {
    let mut sink = Sink::default();
    let path = inputs.join(FILE);
    if !path.is_file() {
        sink.findings.push(Finding::new(Fault::GuestsMissing {}));
        return (Vec::new(), sink, None);
    }
    match workbook::open_from(&path, FILE, shelf) {
        Ok(workbook) => {
            let guests = from_workbook(&workbook, file, ids, &mut sink);
            (guests, sink, Some(workbook.blake3))
        }
        Err(fault) => {
            sink.findings.push(Finding::new(fault).in_file(FILE));
            (Vec::new(), sink, None)
        }
    }
}

fn from_workbook(workbook: &Workbook, file: &ForumFile, ids: &mut Ids, sink: &mut Sink) -> Vec<Guest> {
    sink.findings.extend(workbook.findings.iter().cloned());
    let Some(found) = versions::within_file(parts::of_layout(workbook, &layouts::GUESTS)) else {
        sink.findings.push(Finding::new(Fault::GuestsNoTable {}).in_file(FILE));
        return Vec::new();
    };
    sink.findings.extend(found.findings.iter().cloned());
    let mut used = BTreeSet::new();
    let mut guests: Vec<(Guest, Row<'_>)> = Vec::new();
    for record in &found.records {
        let mut row = Row::new(workbook, found.sheet, record);
        let id = read_id(&mut row);
        let mut guest = read_guest(&mut row, file);
        if guest.name.is_none() && guest.position.is_none() && guest.agency.is_none() {
            row.fault("agency", "", Fault::GuestNobody {});
            row.finish(None, "guests", sink);
            continue;
        }
        if let Some(id) = id {
            if !used.insert(id.clone()) {
                row.fault("id", "", Fault::GuestIdTwice { id });
                row.finish(None, "guests", sink);
                continue;
            }
            guest.id = id;
        }
        guests.push((guest, row));
    }
    let (row, column) = found.heading;
    let place = Place {
        file: Some(FILE.to_owned()),
        sheet: Some(found.sheet.name.clone()),
        cell: Some(address(row, column)),
    };
    if guests.is_empty() {
        sink.findings.push(Finding::new(Fault::GuestsNoTable {}).at(place));
    }
    name_the_rest(&mut guests, &used, ids);
    guests
        .into_iter()
        .map(|(guest, row)| {
            row.finish(None, &format!("guests/{}", guest.id), sink);
            guest
        })
        .collect()
}

/// Gives an id to guests whose row has none; it stays theirs as long as name, position and agency do.
fn name_the_rest(guests: &mut [(Guest, Row<'_>)], used: &BTreeSet<String>, ids: &mut Ids) {
    let subjects: Vec<Subject> = guests
        .iter()
        .filter(|(guest, _)| guest.id.is_empty())
        .map(|(guest, _)| Subject::text(&guest.addressee()))
        .collect();
    // Numbers that people gave in the column are left free.
    let free: Vec<String> = (1..)
        .map(|n| format!("k{n:03}"))
        .filter(|id| !used.contains(id))
        .take(guests.len() + ids.guests.len() + 1)
        .collect();
    let name = |number: usize| free.get(number - 1).cloned().unwrap_or_else(|| format!("k-{number}"));
    let mut given = ids::assign(&mut ids.guests, &subjects, name).into_iter();
    for (guest, _) in guests.iter_mut().filter(|(guest, _)| guest.id.is_empty()) {
        guest.id = given.next().unwrap_or_default();
    }
}

fn read_id(row: &mut Row<'_>) -> Option<String> {
    let text = row.read("id", "id", Need::May, fields::line)?;
    let id = slug(&text);
    if id.is_empty() {
        return None;
    }
    if id != text {
        row.fault("id", "", Fault::GuestIdInvalid { text, id: id.clone() });
    }
    Some(id)
}

fn read_guest(row: &mut Row<'_>, file: &ForumFile) -> Guest {
    let mut line = |key: &'static str| row.read(key, key, Need::May, fields::line);
    let (honorific, name, position, agency) = (line("honorific"), line("name"), line("position"), line("agency"));
    let (role, send_to, substitute) = (line("role"), line("send_to"), line("substitute"));
    let (agency_code, unit) = sender(agency.as_deref(), file);
    let group = row
        .read("group", "group", Need::May, fields::guest_group)
        .unwrap_or_else(|| {
            let dialogue = |code: &String| {
                file.agencies
                    .iter()
                    .any(|agency| agency.code == *code && agency.dialogue)
            };
            let group = match (&unit, &agency_code) {
                (Some(_), _) => GuestGroup::Xa,
                (None, Some(code)) if dialogue(code) => GuestGroup::DoiThoai,
                _ => GuestGroup::CoQuan,
            };
            row.fault(
                "group",
                "",
                Fault::GuestGroupGuessed {
                    group: group.label().to_owned(),
                },
            );
            group
        });
    Guest {
        id: String::new(),
        group,
        honorific,
        name,
        position,
        agency,
        agency_code,
        unit,
        role,
        order: row.read("order", "order", Need::May, |cell| {
            fields::count(cell, "thứ tự nghi thức")
        }),
        send_to,
        note: row.read("note", "note", Need::May, fields::text),
        reply: row.read("reply", "reply", Need::May, fields::guest_reply),
        substitute,
    }
}

/// The code of the agency or of the unit that a guest's agency names.
fn sender(agency: Option<&str>, file: &ForumFile) -> (Option<String>, Option<String>) {
    let Some(agency) = agency else { return (None, None) };
    if let Match::Known(code) = matching::agency_of(agency, &file.agencies) {
        return (Some(code), None);
    }
    match matching::unit(agency, &file.units) {
        Match::Known(code) => (None, Some(code)),
        _ => (None, None),
    }
}

/// Finds the codes again of guests whose agency somebody corrected by hand, unless they were set by hand too.
pub fn relate(guests: &mut [Guest], file: &ForumFile, provenance: &Provenance) {
    for guest in guests {
        let by_hand = |field: &str| is_edited(provenance, &format!("guests/{}/{field}", guest.id));
        if by_hand("agency") && !by_hand("agency_code") && !by_hand("unit") {
            (guest.agency_code, guest.unit) = sender(guest.agency.as_deref(), file);
        }
    }
}
