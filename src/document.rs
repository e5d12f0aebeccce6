//! The Document tree, the waist of the system: what `compose` makes and `typeset` and `sheets` print. It knows no Typst, no Word and no looks.

use serde::{Deserialize, Serialize};

mod difference;
mod gate;
mod sentences;
pub use difference::{Hunk, hunks};
pub use gate::{Coverage, Measure, missing, pass};
pub use sentences::{Change, changes, sentences};

/// Who may see a paper.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// The office and its partners: full data.
    #[default]
    Internal,
    /// Everybody: no personal data without consent.
    Public,
}

/// One paper.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// `<kind>` or `<kind>/<key>`.
    pub id: String,
    /// Title for the file's properties.
    pub title: String,
    /// Who may see it.
    pub audience: Audience,
    /// The decree's components around the body.
    pub frame: Frame,
    /// Main text.
    pub body: Vec<Block>,
    /// Annexes, each on its own pages after the signature.
    pub annexes: Vec<Annex>,
}

/// The components of a paper around its body (NĐ 30/2020 Phụ lục I; reference/nd30.md 2 and 4).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Frame {
    /// Which form of the decree.
    pub form: Form,
    /// Landscape for a wide table.
    pub landscape: bool,
    /// Lines of the superior office (C4), in capitals.
    pub superior: Vec<String>,
    /// Lines of the issuing office (C5), in capitals.
    pub issuer: Vec<String>,
    /// Number (C7, C8), padded; absent until the office gives it.
    pub number: Option<String>,
    /// Notation (C10), for example `KH-UBND`; absent where a paper has no number at all.
    pub notation: Option<String>,
    /// Place in the date line (C11).
    pub place: String,
    /// Day, month and year as printed (C12); day and month are absent until the paper is dated.
    pub date: DateLine,
    /// Name of the type (C13), in capitals; absent for a công văn.
    pub kind_name: Option<String>,
    /// Subject (C14, or C16 for a công văn), as one text; line breaks are kept.
    pub subject: Option<String>,
    /// Issuing authority above the bases (decisions and resolutions).
    pub authority: Option<String>,
    /// Kính gửi (C17).
    pub addressees: Vec<String>,
    /// Căn cứ (C18), each without its end sign.
    pub bases: Vec<String>,
    /// One signature, or two that stand level (minutes).
    pub signatures: Vec<Signature>,
    /// Nơi nhận (C29), each without dash or end sign; the last is the archive.
    pub recipients: Vec<String>,
    /// KHẨN and the like (C31).
    pub urgency: Option<String>,
    /// Foot of each page: sample mark, internal mark.
    pub notices: Vec<String>,
    /// `./.` after the last paragraph of the body.
    pub end_mark: bool,
}

/// Forms of the decree (reference/nd30.md 5).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// 1.4, a paper with a named type.
    #[default]
    Named,
    /// 1.5, công văn.
    Letter,
    /// 1.7, giấy mời.
    Invitation,
    /// 1.2 and 1.3, a decision.
    Decision,
    /// 1.9, minutes.
    Minutes,
    /// A working paper (list, overview): head and title, no number.
    Working,
}

/// The date line; what is not known yet prints as a gap to fill in by hand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateLine {
    /// Two digits.
    pub day: Option<String>,
    /// As the decree writes it: `01`, `02`, `3` … `12`.
    pub month: Option<String>,
    /// Four digits.
    pub year: String,
}

/// One signature.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// Lines above the name (C26), in capitals.
    pub lines: Vec<String>,
    /// Name (C27).
    pub name: String,
}

/// An annex, with its own head and page numbers (C36–C38, P7).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Annex {
    /// Roman number, if the paper has two or more annexes.
    pub number: Option<String>,
    /// Title; prints in capitals.
    pub title: String,
    /// "(Kèm theo …)".
    pub attached_to: String,
    /// Landscape.
    pub landscape: bool,
    /// Text.
    pub body: Vec<Block>,
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A heading with its number as text (`I.`, `1.`, `1.1.`, `Điều 1.`).
    Heading {
        /// 1 is the highest.
        level: u8,
        /// Absent for an unnumbered heading.
        number: Option<String>,
        /// The words.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph {
        /// The words.
        text: Vec<Inline>,
    },
    /// A list item: an indented paragraph with its own mark (`-`, `+`, `1.`, `a)`).
    Item {
        /// The mark.
        marker: String,
        /// Depth; 0 is the outermost.
        level: u8,
        /// The words.
        text: Vec<Inline>,
    },
    /// Blocks set in another way.
    Aligned {
        /// How.
        align: Align,
        /// What.
        body: Vec<Block>,
    },
    /// A table.
    Table(Table),
    /// A chart.
    Chart(Chart),
    /// A new page.
    PageBreak,
}

/// Ways to set blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Align {
    /// Centred lines.
    Center,
    /// The one a letter is for: centred and strong.
    Addressee,
}

/// A run of text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "inline", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text.
    Text {
        /// Passed the gate.
        text: String,
    },
    /// Strong.
    Strong {
        /// What.
        body: Vec<Inline>,
    },
    /// Emphasis.
    Emphasis {
        /// What.
        body: Vec<Inline>,
    },
    /// A line break inside a paragraph.
    LineBreak,
    /// A dotted gap to fill in by hand.
    Blank {
        /// Width in em; 0 fills the line.
        width: f32,
    },
    /// A box to tick; drawn, because no font has the sign.
    Checkbox {
        /// Ticked.
        checked: bool,
    },
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

/// A list as a table: described once, printed in PDF and as a sheet of a workbook.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Name of the list.
    pub name: String,
    /// Title above it; absent where the paper's own text says it.
    pub title: Option<String>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// What prints when there is no record.
    pub empty: Option<String>,
}

/// A column.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Heading from the outermost level to the innermost; two neighbours with the same first level share it.
    pub heading: Vec<String>,
    /// Share of the width; the sum over all columns is the whole width.
    pub width: f32,
    /// How its cells are set.
    pub align: CellAlign,
    /// What its cells hold.
    pub kind: CellKind,
    /// Stable key; names the column in a workbook that people fill in.
    pub key: String,
    /// People fill it in, in the workbook.
    pub input: bool,
    /// What may be filled in; empty for free text.
    pub choices: Vec<String>,
}

/// How cells are set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CellAlign {
    /// Left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// Right.
    Right,
}

/// What cells hold; decides the type of the cell in a workbook.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CellKind {
    /// Text; also telephone numbers and codes.
    #[default]
    Text,
    /// A whole number.
    Number,
    /// An amount in đồng.
    Money,
    /// A date.
    Date,
    /// A share from 0 to 1.
    Percent,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "row", rename_all = "kebab-case")]
pub enum Row {
    /// A heading over the rows of one group; spans the table.
    Group {
        /// 1 is the highest.
        level: u8,
        /// The words.
        text: String,
    },
    /// A record.
    Record {
        /// Id of the record, for workbooks that come back filled in.
        id: Option<String>,
        /// One for each column.
        cells: Vec<Cell>,
    },
    /// Totals; strong.
    Total {
        /// One for each column, spans counted.
        cells: Vec<Cell>,
    },
}

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// What prints; line breaks are `\n`.
    pub text: String,
    /// The value behind the text, for workbooks.
    pub value: Option<Value>,
    /// Columns it spans; 1 or more.
    pub span: u16,
    /// Strong.
    pub strong: bool,
}

/// The value behind a cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A number: a count, đồng or a share.
    Number(f64),
    /// A day: year, month, day.
    Date(i16, i8, i8),
}

/// A chart.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// Name.
    pub name: String,
    /// Caption ("Biểu đồ 1. …").
    pub title: String,
    /// Names of the series; more than one makes stacked bars with a legend.
    pub series: Vec<String>,
    /// One bar each.
    pub points: Vec<Point>,
    /// Unit of the values ("trẻ em").
    pub unit: String,
    /// The chart in words, for those who cannot see it.
    pub alt: String,
}

/// A bar.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// Label.
    pub label: String,
    /// One value for each series.
    pub values: Vec<f64>,
}
