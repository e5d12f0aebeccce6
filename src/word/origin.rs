//! What a draft was printed from, kept inside its file: so that a draft that comes back is compared with its own original.

use serde::{Deserialize, Serialize};

use crate::document::{Audience, Document, Row, Table};

/// Everything that is needed to tell what a person changed.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// Version of this format; 1.
    pub version: u32,
    /// Id of the paper.
    pub id: String,
    /// Who may see it.
    pub audience: Audience,
    /// Paragraphs and tables in the order of the page.
    pub parts: Vec<Part>,
}

/// A paragraph or a table as printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// A paragraph.
    Text {
        /// Its place in the tree (`subject`, `body/3`).
        at: String,
        /// Its words.
        text: String,
    },
    /// A list.
    Table {
        /// Its place in the tree.
        at: String,
        /// Name of the list.
        name: String,
        /// Keys of the columns, each with its innermost heading.
        columns: Vec<(String, String)>,
        /// Rows of the head.
        head: usize,
        /// Rows below the head.
        rows: Vec<OriginRow>,
    },
}

/// A row of a list as printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OriginRow {
    /// Id of the record; absent for groups and totals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Texts of the cells.
    pub cells: Vec<String>,
}

impl Origin {
    /// An origin without parts yet.
    pub fn of(document: &Document) -> Self {
        Self {
            version: 1,
            id: document.id.clone(),
            audience: document.audience,
            parts: Vec::new(),
        }
    }

    /// Notes a paragraph.
    pub fn text(&mut self, at: &str, text: &str) {
        let text = plain(text);
        if !text.is_empty() {
            self.parts.push(Part::Text {
                at: at.to_owned(),
                text,
            });
        }
    }

    /// Notes a list.
    pub fn table(&mut self, at: &str, table: &Table, head: usize) {
        let heading = |heading: &[String]| plain(heading.last().map_or("", String::as_str));
        let mut rows: Vec<OriginRow> = table.rows.iter().map(OriginRow::of).collect();
        if rows.is_empty() {
            rows.extend(table.empty.as_deref().map(|empty| OriginRow {
                id: None,
                cells: vec![plain(empty)],
            }));
        }
        self.parts.push(Part::Table {
            at: at.to_owned(),
            name: table.name.clone(),
            columns: table
                .columns
                .iter()
                .map(|column| (column.key.clone(), heading(&column.heading)))
                .collect(),
            head,
            rows,
        });
    }
}

impl OriginRow {
    fn of(row: &Row) -> Self {
        match row {
            Row::Group { text, .. } => Self {
                id: None,
                cells: vec![plain(text)],
            },
            Row::Record { id, cells } => Self {
                id: id.clone(),
                cells: cells.iter().map(|cell| plain(&cell.text)).collect(),
            },
            Row::Total { cells } => Self {
                id: None,
                cells: cells.iter().map(|cell| plain(&cell.text)).collect(),
            },
        }
    }
}

/// The words of a text: what editors do to spaces and line ends makes no difference.
pub fn plain(text: &str) -> String {
    text.split(|c: char| c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
