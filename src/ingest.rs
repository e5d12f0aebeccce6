//! Workbooks -> tables -> fields -> dossiers; every value keeps the cell it came from.

mod fields;
mod layouts;
mod table;
pub mod workbook;
