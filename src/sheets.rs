//! Lists -> workbooks; the only room that names rust_xlsxwriter.

mod archive;
mod book;
mod entry;
pub mod form;
mod headings;
mod page;
mod styles;
mod text;
mod widths;

pub use book::{Book, Sheet, SheetError, losses, write};
pub use text::LIMIT;

/// Name of the hidden sheet by which the program knows its own workbooks when they come back.
pub const META_SHEET: &str = "_META";

/// Key in `_META` of a workbook that shows facts of the model and takes corrections of them.
pub const CORRECTIONS: &str = "corrections";

/// Name of the hidden sheet with the texts of the cells to fill in as the program wrote them, in workbooks that take
/// corrections: for each table a row of the keys of its columns, then one row for each record; before them the number of
/// the table and the record's id.
pub const BASE_SHEET: &str = "_BASE";

/// Name of the hidden sheet with what may be chosen from lists.
pub const CHOICES_SHEET: &str = "DANH MỤC";

#[cfg(test)]
mod tests;
