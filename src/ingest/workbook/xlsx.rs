//! `.xlsx` and `.xlsm`, by the streaming reader and what was seen before it ran.

use std::collections::BTreeSet;
use std::io::Cursor;

use calamine::{Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};

use super::MAX_FAULTY_CELLS;
use super::gather::{Gather, Letters};
use super::inspect::{Inspection, SheetFacts};
use super::package::damaged;
use crate::finding::Fault;

/// Reads all sheets of an inspected workbook.
pub(super) fn read(bytes: &[u8], mut inspection: Inspection, gather: &mut Gather) -> Result<(), Fault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault_of(&error))?;
    gather.from_1904 = workbook.has_1904_epoch();
    let listed = workbook.sheets_metadata().to_vec();
    let mut seen = BTreeSet::new();
    for entry in listed.iter().filter(|entry| entry.typ == SheetType::WorkSheet) {
        gather.open(&entry.name, entry.visible != SheetVisible::Visible)?;
        if !seen.insert(&entry.name) {
            gather.find(Fault::SheetNameTwice {}, None);
            continue;
        }
        read_cells(&mut workbook, &entry.name, gather);
        let SheetFacts {
            merges,
            hidden_rows,
            hidden_columns,
            uncached,
            drawing,
        } = inspection.sheets.remove(&entry.name).unwrap_or_default();
        uncached.into_iter().for_each(|place| gather.put_uncalculated(place));
        merges.into_iter().for_each(|area| gather.merge(area));
        hidden_rows.into_iter().for_each(|row| gather.hide_row(row));
        hidden_columns
            .into_iter()
            .for_each(|(first, last)| gather.hide_columns(first, last));
        if drawing {
            gather.draw();
        }
    }
    Ok(())
}

fn read_cells(workbook: &mut Xlsx<Cursor<&[u8]>>, name: &str, gather: &mut Gather) {
    let mut reader = match workbook.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(error) => return gather.find(fault_of(&error), None),
    };
    let mut last = (0, 0);
    let mut faulty = 0;
    loop {
        let (place, value, style) = match reader.next_cell_with_style_id() {
            Ok(None) => return,
            Ok(Some((cell, style))) => (cell.get_position(), cell.get_value().clone(), style),
            Err(error) => {
                faulty += 1;
                gather.find_faulty(last);
                if faulty >= MAX_FAULTY_CELLS || is_end(&error) {
                    return;
                }
                continue;
            }
        };
        last = place;
        let font = reader.styles().get(style).and_then(|style| style.font.as_ref());
        let letters = Letters {
            font: font.and_then(|font| font.name.as_deref()),
            struck: font.is_some_and(|font| font.strikethrough),
        };
        if !gather.put(place, value, letters) {
            return;
        }
    }
}

/// Whether reading on after this error would find nothing more.
fn is_end(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::XmlEof(_) | XlsxError::Xml(_) | XlsxError::Io(_) | XlsxError::Zip(_)
    )
}

fn fault_of(error: &XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::WorkbookEncrypted {},
        _ => damaged("cấu trúc tệp sai"),
    }
}
