//! A list as a table: heading of one or more levels on each page, groups, totals; always inside the margins.

use super::lines::{Look, even};
use super::paragraph::{Para, Printer, Run};
use super::units::{Twips, pt};
use super::widths::{INSET, fit};
use crate::document::{Cell, CellAlign, Column, Row, Table};

/// Characters of a row that may break across pages.
const ENDLESS: usize = 600;

/// A cell of the table: where it stands and how it is set.
#[derive(Clone, Copy, Default)]
struct Place<'a> {
    /// First column.
    x: usize,
    /// Columns it spans.
    span: usize,
    /// `restart` or `continue`, where it spans rows.
    merge: Option<&'a str>,
    align: CellAlign,
    bold: bool,
    italic: bool,
    keep: bool,
}

/// The table as it is being printed.
struct Grid {
    widths: Vec<Twips>,
    size: f64,
}

impl Grid {
    /// Height of a row of so many lines.
    fn row(&self, lines: Twips) -> Twips {
        lines * pt(self.size * 1.15) + 2 * pt(3.0)
    }
}

impl Printer<'_> {
    /// The table with its title; `para` is how the title is set. The last rows stay with what follows if the title would.
    pub fn table(&mut self, at: &str, table: &Table, para: Para<'_>, width: Twips) {
        let keep = para.keep_next;
        match &table.title {
            Some(title) => self.line(&format!("{at}/title"), para.kept(true), title),
            // Two tables without a paragraph between them would become one.
            None => self.set(
                Para {
                    style: "CachDong",
                    before: Some(pt(5.0)),
                    ..para
                }
                .kept(true),
                &[],
            ),
        }
        if table.columns.is_empty() {
            return;
        }
        let (size, widths) = fit(table, width, self.fonts);
        let grid = Grid { widths, size };
        let depth = table
            .columns
            .iter()
            .map(|column| column.heading.len())
            .max()
            .unwrap_or(1)
            .max(1);
        self.origin.table(at, table, depth);
        self.start_table(table, &grid, width);
        for level in 0..depth {
            self.head_row(&grid, &table.columns, level, depth);
        }
        let held = held_from(&table.rows, keep);
        for (index, row) in table.rows.iter().enumerate() {
            self.row(
                &grid,
                table,
                row,
                held.is_some_and(|from| index >= from),
                keep || index + 1 < table.rows.len(),
            );
        }
        if let (true, Some(empty)) = (table.rows.is_empty(), &table.empty) {
            let place = Place {
                span: grid.widths.len(),
                align: CellAlign::Center,
                italic: true,
                keep,
                ..Place::default()
            };
            self.xml.open("w:tr", &[]);
            self.cell(&grid, place, empty);
            self.xml.close("w:tr");
        }
        self.xml.close("w:tbl");
    }

    fn start_table(&mut self, table: &Table, grid: &Grid, width: Twips) {
        let xml = &mut self.xml;
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        xml.val("w:tblStyle", "BangSoLieu");
        xml.empty("w:tblW", &[("w:w", &width), ("w:type", &"dxa")]);
        xml.empty("w:tblInd", &[("w:w", &0), ("w:type", &"dxa")]);
        xml.val_type("w:tblLayout", "fixed");
        xml.empty(
            "w:tblLook",
            &[
                ("w:val", &"0020"),
                ("w:firstRow", &1),
                ("w:lastRow", &0),
                ("w:firstColumn", &0),
                ("w:lastColumn", &0),
                ("w:noHBand", &1),
                ("w:noVBand", &1),
            ],
        );
        if let Some(title) = &table.title {
            xml.val("w:tblCaption", title);
        }
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        for width in &grid.widths {
            xml.empty("w:gridCol", &[("w:w", width)]);
        }
        xml.close("w:tblGrid");
    }

    /// One level of the head: neighbours with the same outer level share a cell, short ones reach down.
    fn head_row(&mut self, grid: &Grid, columns: &[Column], level: usize, depth: usize) {
        self.xml.open("w:tr", &[]);
        self.xml.raw("<w:trPr><w:cantSplit/>");
        if depth > 1 && level + 1 == depth {
            // Programs that repeat a head of several rows forget what cells over all of them need.
            let high = self.head_height(grid, columns) - (Twips::try_from(level).unwrap_or(0)) * grid.row(1);
            self.xml.empty(
                "w:trHeight",
                &[("w:val", &high.max(grid.row(1))), ("w:hRule", &"atLeast")],
            );
        }
        self.xml.raw("<w:tblHeader/></w:trPr>");
        let mut x = 0;
        while let Some(column) = columns.get(x) {
            let heading = &column.heading;
            let own = heading.len().max(1);
            let mut span = 1;
            if level + 1 < own {
                let prefix = &heading[..=level];
                let same = |other: &&Column| level + 1 < other.heading.len() && other.heading.starts_with(prefix);
                span += columns[x + 1..].iter().take_while(same).count();
            }
            let merge = match level + 1 {
                end if end == own && own < depth => Some("restart"),
                end if end > own => Some("continue"),
                _ => None,
            };
            let text = heading.get(level).map_or("", String::as_str);
            let place = Place {
                x,
                span,
                merge,
                align: CellAlign::Center,
                bold: true,
                keep: true,
                ..Place::default()
            };
            self.cell(grid, place, text);
            x += span;
        }
        self.xml.close("w:tr");
    }

    /// Height of the highest cell that reaches over the whole head.
    fn head_height(&self, grid: &Grid, columns: &[Column]) -> Twips {
        let cells = columns
            .iter()
            .zip(&grid.widths)
            .filter(|(column, _)| column.heading.len() <= 1);
        let high = |(column, width): (&Column, &Twips)| {
            let text = column.heading.first().map_or("", String::as_str);
            let lines = even(text, width - 2 * INSET, Look::strong(grid.size), self.fonts).len();
            grid.row(Twips::try_from(lines).unwrap_or(1))
        };
        cells.map(high).max().unwrap_or(0)
    }

    fn row(&mut self, grid: &Grid, table: &Table, row: &Row, held: bool, followed: bool) {
        self.xml.open("w:tr", &[]);
        if !endless(row) {
            self.xml.raw("<w:trPr><w:cantSplit/></w:trPr>");
        }
        match row {
            // A group stays with its first record.
            Row::Group { level, text } => {
                let place = Place {
                    span: grid.widths.len(),
                    bold: true,
                    italic: *level > 1,
                    keep: followed,
                    ..Place::default()
                };
                self.cell(grid, place, text);
            }
            Row::Record { cells, .. } => self.cells(grid, table, cells, false, held && followed),
            Row::Total { cells } => self.cells(grid, table, cells, true, held && followed),
        }
        self.xml.close("w:tr");
    }

    fn cells(&mut self, grid: &Grid, table: &Table, cells: &[Cell], bold: bool, keep: bool) {
        let mut x = 0;
        for cell in cells {
            let span = usize::from(cell.span.max(1)).min(grid.widths.len().saturating_sub(x));
            let place = Place {
                x,
                span,
                align: table.columns.get(x).map(|column| column.align).unwrap_or_default(),
                bold: bold || cell.strong,
                keep,
                ..Place::default()
            };
            self.cell(grid, place, &cell.text);
            x += span;
        }
    }

    fn cell(&mut self, grid: &Grid, place: Place<'_>, text: &str) {
        let width: Twips = grid.widths.iter().skip(place.x).take(place.span).sum();
        let xml = &mut self.xml;
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        if place.span > 1 {
            xml.val("w:gridSpan", place.span);
        }
        if let Some(merge) = place.merge {
            xml.val("w:vMerge", merge);
        }
        xml.val("w:vAlign", "center");
        xml.close("w:tcPr");
        let align = match place.align {
            CellAlign::Left => None,
            CellAlign::Center => Some("center"),
            CellAlign::Right => Some("right"),
        };
        let size = (grid.size * 2.0) as u32;
        let para = Para {
            keep_next: place.keep,
            align,
            // The style has the usual size.
            size: (size != 24).then_some(size),
            ..Para::of("OBang")
        };
        let run = Run::Text {
            text: text.to_owned(),
            bold: place.bold,
            italic: place.italic,
        };
        self.set(para, &[run]);
        self.xml.close("w:tc");
    }
}

fn endless(row: &Row) -> bool {
    match row {
        Row::Group { .. } => false,
        Row::Record { cells, .. } | Row::Total { cells } => cells.iter().any(|cell| cell.text.len() > ENDLESS),
    }
}

/// The first of the last rows that stay together: totals with the record above them, two rows with what follows.
fn held_from(rows: &[Row], followed: bool) -> Option<usize> {
    let total = matches!(rows.last(), Some(Row::Total { .. }));
    if !followed && !total {
        return None;
    }
    let record = rows
        .iter()
        .rposition(|row| matches!(row, Row::Record { .. }))
        .unwrap_or(0);
    Some(record.min(rows.len().saturating_sub(2)))
}

/// Borders and margins of the cells of every list, as the style of tables has them.
pub fn style() -> String {
    let mut xml = super::xml::Xml::default();
    xml.open("w:tblPr", &[]);
    xml.open("w:tblBorders", &[]);
    for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
        xml.empty(
            side,
            &[
                ("w:val", &"single"),
                ("w:sz", &4),
                ("w:space", &0),
                ("w:color", &"000000"),
            ],
        );
    }
    xml.close("w:tblBorders");
    xml.open("w:tblCellMar", &[]);
    for (side, width) in [
        ("w:top", pt(3.0)),
        ("w:left", INSET),
        ("w:bottom", pt(3.0)),
        ("w:right", INSET),
    ] {
        xml.empty(side, &[("w:w", &width), ("w:type", &"dxa")]);
    }
    xml.close("w:tblCellMar");
    xml.close("w:tblPr");
    xml.finish()
}
