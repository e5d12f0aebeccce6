//! Workbooks -> tables -> fields -> dossiers; every value keeps the cell it came from.

pub mod workbook;
