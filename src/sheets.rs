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

/// Name of the hidden sheet with what may be chosen from lists.
pub const CHOICES_SHEET: &str = "DANH MỤC";

#[cfg(test)]
mod tests;
