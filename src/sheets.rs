//! Lists -> workbooks; the only room that names rust_xlsxwriter.

pub mod form;
