//! How workbooks that the program made are known again when they come back: what their writer and their reader agree on.

/// Name of the hidden sheet by which the program knows its own workbooks.
pub const META_SHEET: &str = "_META";

/// Key in `_META` of a workbook that shows facts of the model and takes corrections of them.
pub const CORRECTIONS: &str = "corrections";

/// Name of the hidden sheet with the texts of the cells to fill in as the program wrote them, in workbooks that take
/// corrections: for each table a row of the keys of its columns, then one row for each record; before them the number of
/// the table and the record's id.
pub const BASE_SHEET: &str = "_BASE";
