//! Tables of a `.docx`, each as a sheet; the lines outside of them are a sheet of their own, because they tell who sent it.

mod fonts;
mod story;

use calamine::DataRef;

use super::gather::{Gather, Letters};
use super::package::{Package, damaged};
use super::{Cell, Sheet};
use crate::finding::Fault;
use fonts::Fonts;
use story::{Line, Story};

/// Name of the sheet of all lines that stand in no table.
const OUTSIDE: &str = "Ngoài bảng";

/// Reads all tables.
pub(super) fn read(package: &mut Package<'_>, gather: &mut Gather) -> Result<(), Fault> {
    let fonts = match package.xml("word/styles.xml")? {
        Some(reader) => Fonts::read(reader)?,
        None => Fonts::default(),
    };
    let Some(reader) = package.xml("word/document.xml")? else {
        return Err(damaged("thiếu nội dung tài liệu"));
    };
    let story = Story::read(reader, &fonts)?;
    gather.open(OUTSIDE, false)?;
    for (row, line) in (0..).zip(&story.lines) {
        put(gather, (row, 0), line);
    }
    for (number, table) in (1..).zip(&story.tables) {
        gather.open(&format!("Bảng {number}"), false)?;
        gather.caption(table.caption.clone());
        for (place, line) in &table.cells {
            put(gather, *place, line);
        }
        for area in &table.merges {
            gather.merge(*area);
        }
    }
    Ok(())
}

/// Gives each table its caption, once the letters of the lines are known.
pub(super) fn name_tables(sheets: &mut [Sheet]) {
    let Some((outside, tables)) = sheets.split_first_mut() else {
        return;
    };
    for table in tables {
        let rows = table
            .caption_rows
            .clone()
            .filter_map(|row| outside.at(u32::try_from(row).ok()?, 0));
        table.caption = rows.map(Cell::text).collect::<Vec<_>>().join(" ");
    }
}

fn put(gather: &mut Gather, place: (u32, u32), line: &Line) {
    let letters = Letters {
        font: line.font.as_deref(),
        struck: line.struck,
    };
    gather.put(place, DataRef::SharedString(&line.text), letters);
}
