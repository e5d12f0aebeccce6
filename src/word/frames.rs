//! Borderless tables that hold things side by side: the head, the foot.

use super::paragraph::Printer;
use super::units::Twips;

impl Printer<'_> {
    /// Starts a borderless table with columns of these widths.
    pub fn layout_table(&mut self, widths: &[Twips]) {
        let xml = &mut self.xml;
        xml.open("w:tbl", &[]);
        xml.open("w:tblPr", &[]);
        let sum: Twips = widths.iter().sum();
        xml.empty("w:tblW", &[("w:w", &sum), ("w:type", &"dxa")]);
        xml.empty("w:tblInd", &[("w:w", &0), ("w:type", &"dxa")]);
        xml.val_type("w:tblLayout", "fixed");
        xml.open("w:tblCellMar", &[]);
        for side in ["w:left", "w:right"] {
            xml.empty(side, &[("w:w", &0), ("w:type", &"dxa")]);
        }
        xml.close("w:tblCellMar");
        xml.close("w:tblPr");
        xml.open("w:tblGrid", &[]);
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", width)]);
        }
        xml.close("w:tblGrid");
    }

    /// Starts a row; `whole` keeps it on one page.
    pub fn layout_row(&mut self, whole: bool) {
        self.xml.open("w:tr", &[]);
        if whole {
            self.xml.raw("<w:trPr><w:cantSplit/></w:trPr>");
        }
    }

    /// Starts a cell with room on its right.
    pub fn layout_cell(&mut self, width: Twips, right: Twips) {
        let xml = &mut self.xml;
        xml.open("w:tc", &[]);
        xml.open("w:tcPr", &[]);
        xml.empty("w:tcW", &[("w:w", &width), ("w:type", &"dxa")]);
        if right > 0 {
            xml.open("w:tcMar", &[]);
            xml.empty("w:right", &[("w:w", &right), ("w:type", &"dxa")]);
            xml.close("w:tcMar");
        }
        xml.close("w:tcPr");
    }

    /// Ends a cell and starts the next of the row.
    pub fn next_cell(&mut self, width: Twips, right: Twips) {
        self.xml.close("w:tc");
        self.layout_cell(width, right);
    }

    /// Ends a row and starts the next.
    pub fn next_row(&mut self, whole: bool) {
        self.xml.raw("</w:tc></w:tr>");
        self.layout_row(whole);
    }

    /// Ends the table.
    pub fn end_layout(&mut self) {
        self.xml.raw("</w:tc></w:tr></w:tbl>");
    }
}
