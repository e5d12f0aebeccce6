//! Templates as files: front matter and Markdown of a kind of paper, or the sheets of a kind of workbook.

use serde::Deserialize;

use super::context::PaperKind;
use crate::document::{Audience, Form};
use crate::model::yaml::{self, YamlError};
use crate::vietnamese::names;

/// The template of a kind of paper.
#[derive(Debug, Clone)]
pub struct Template {
    /// File below the workspace (`templates/giay-moi.md`).
    pub file: String,
    /// Front matter.
    pub front: Front,
    /// Markdown; the front matter is blanked, so that every line and every byte stands where it does in the file.
    pub body: String,
    /// The front matter as it stands in the file, with the lines that open and close it; empty if the file has none.
    pub head: String,
}

/// Front matter. Texts may hold placeholders.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Front {
    /// Kind; the first part of the id.
    pub kind: String,
    /// `NAME in EXPRESSION`: one paper for each.
    #[serde(default)]
    pub for_each: Option<String>,
    /// Expression for the second part of the id; the record's `id` or `code` without it.
    #[serde(default)]
    pub key: Option<String>,
    /// Name of the file without extension; the key without it.
    #[serde(default)]
    pub name: Option<String>,
    /// Also make one file of all papers of the kind, to print.
    #[serde(default)]
    pub collect: bool,
    /// Form of the decree; follows from the notation without it.
    #[serde(default)]
    pub form: Option<Form>,
    /// Title for the file's properties.
    #[serde(default)]
    pub title: Option<String>,
    /// Name of the type in capitals; follows from the notation without it.
    #[serde(default)]
    pub kind_name: Option<String>,
    /// Notation (`KH-UBND`); a working paper has none.
    #[serde(default)]
    pub notation: Option<String>,
    /// Subject.
    #[serde(default)]
    pub subject: Option<String>,
    /// Which of the organiser's letterheads.
    #[serde(default)]
    pub letterhead: Option<String>,
    /// Role of the signer.
    #[serde(default)]
    pub signer: Option<String>,
    /// Roles of several signers, from left to right.
    #[serde(default)]
    pub signers: Vec<String>,
    /// Which list of recipients.
    #[serde(default)]
    pub recipients: Option<String>,
    /// Kính gửi.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// Căn cứ.
    #[serde(default)]
    pub bases: Vec<String>,
    /// Issuing authority of a decision.
    #[serde(default)]
    pub authority: Option<String>,
    /// KHẨN and the like.
    #[serde(default)]
    pub urgency: Option<String>,
    /// Landscape pages.
    #[serde(default)]
    pub landscape: bool,
    /// Who gets a form of their own.
    #[serde(default = "internal")]
    pub audiences: Vec<Audience>,
    /// Facts without which the paper waits.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Made by `check` too, not by `build` alone.
    #[serde(default)]
    pub with_check: bool,
    /// `./.` at the end; a working paper has none.
    #[serde(default)]
    pub end_mark: Option<bool>,
}

/// The template of a kind of workbook.
#[derive(Debug, Clone)]
pub struct BookTemplate {
    /// File below the workspace (`templates/tong-hop.xlsx.yaml`).
    pub file: String,
    /// What it holds.
    pub spec: BookSpec,
}

/// The sheets of a kind of workbook. Texts may hold placeholders.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BookSpec {
    /// Kind; the first part of the id.
    pub kind: String,
    /// Title.
    pub title: String,
    /// `NAME in EXPRESSION`: one workbook for each.
    #[serde(default)]
    pub for_each: Option<String>,
    /// Expression for the second part of the id; the record's `id` or `code` without it.
    #[serde(default)]
    pub key: Option<String>,
    /// Name of the file without extension; the key without it.
    #[serde(default)]
    pub name: Option<String>,
    /// Who gets a form of their own.
    #[serde(default = "internal")]
    pub audiences: Vec<Audience>,
    /// Facts without which the workbook waits.
    #[serde(default)]
    pub needs: Vec<String>,
    /// Its columns marked `input` show facts of the model under their own names (`consent/photo`): what somebody types
    /// into them is taken over as a correction.
    #[serde(default)]
    pub corrections: bool,
    /// Sheets in order.
    pub sheets: Vec<SheetSpec>,
}

/// One sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetSpec {
    /// Name on the tab.
    pub name: String,
    /// Title at the head of the sheet; without it the title of its first list, else the name on the tab.
    #[serde(default)]
    pub title: Option<String>,
    /// The list.
    #[serde(default)]
    pub list: Option<String>,
    /// Several lists below one another.
    #[serde(default)]
    pub lists: Vec<String>,
    /// Records, if not those of the list's own description.
    #[serde(default)]
    pub with: Option<String>,
    /// Landscape.
    #[serde(default = "yes")]
    pub landscape: bool,
    /// A line under the title.
    #[serde(default)]
    pub note: Option<String>,
}

fn internal() -> Vec<Audience> {
    vec![Audience::Internal]
}

fn yes() -> bool {
    true
}

/// A text with front matter as that, from its opening line to its closing one, and the rest; nothing if it has none.
pub fn split(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    let end = match rest.starts_with("---\n") {
        true => 0,
        false => rest.find("\n---\n")? + 1,
    };
    Some(text.split_at("---\n".len() + end + "---\n".len()))
}

impl Template {
    /// The text of a file as places in it count: without a byte order mark, and with plain line ends.
    pub fn normal(text: &str) -> String {
        text.trim_start_matches('\u{feff}').replace("\r\n", "\n")
    }

    /// Reads a wording of papers of the kind that this template is of; one without front matter keeps that of the template.
    pub fn own(&self, file: &str, text: &str) -> Result<Self, YamlError> {
        match text.trim_start_matches('\u{feff}').starts_with("---") {
            true => Self::read(file, text),
            false => Ok(Self {
                file: file.to_owned(),
                front: self.front.clone(),
                body: Self::normal(text),
                head: String::new(),
            }),
        }
    }

    /// Reads the template `text` of `file`.
    pub fn read(file: &str, text: &str) -> Result<Self, YamlError> {
        let text = Self::normal(text);
        let missing = || YamlError {
            line: Some(1),
            column: Some(1),
            message: "mẫu phải mở đầu bằng phần khai báo giữa hai dòng ---".to_owned(),
            english: "a template opens with its front matter between two lines of ---".to_owned(),
            snippet: String::new(),
        };
        let (head, body) = split(&text).ok_or_else(missing)?;
        // One comment line in the place of each mark keeps the lines of the front matter.
        let inside = head.trim_start_matches("---\n").trim_end_matches("---\n");
        let front: Front = yaml::read(&format!("#\n{inside}"))?;
        let blank = head.bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' });
        Ok(Self {
            file: file.to_owned(),
            front,
            body: blank.chain(body.chars()).collect(),
            head: head.to_owned(),
        })
    }
}

impl Front {
    /// The form of the decree: as given, or as the notation says (reference/nd30.md 5, abbreviations of Phụ lục III).
    pub fn form(&self) -> Form {
        self.form.unwrap_or_else(
            || match (self.notation.as_deref().map(abbreviation), self.type_name()) {
                (None, _) => Form::Working,
                (Some("GM"), _) => Form::Invitation,
                (Some("QĐ" | "NQ"), _) => Form::Decision,
                (Some("BB"), _) => Form::Minutes,
                (Some(_), Some(_)) => Form::Named,
                (Some(_), None) => Form::Letter,
            },
        )
    }

    /// The name of the type in capitals: as given, or as the notation says.
    pub fn type_name(&self) -> Option<String> {
        if self.kind_name.is_some() {
            return self.kind_name.clone();
        }
        let abbreviation = abbreviation(self.notation.as_deref()?);
        TYPES
            .iter()
            .find(|(short, _)| *short == abbreviation)
            .map(|(_, name)| (*name).to_owned())
    }
}

impl Front {
    /// What citations need to know of the kind.
    pub fn paper_kind(&self) -> PaperKind {
        let name = self.type_name().unwrap_or_else(|| "Công văn".to_owned());
        PaperKind {
            kind: self.kind.clone(),
            name: names::capitalize_first(&name.to_lowercase()),
            notation: self.notation.clone(),
        }
    }
}

fn abbreviation(notation: &str) -> &str {
    notation.split('-').next().unwrap_or_default()
}

/// Types of papers and their abbreviations (NĐ 30/2020 Phụ lục III).
const TYPES: [(&str, &str); 29] = [
    ("NQ", "NGHỊ QUYẾT"),
    ("QĐ", "QUYẾT ĐỊNH"),
    ("CT", "CHỈ THỊ"),
    ("QC", "QUY CHẾ"),
    ("QyĐ", "QUY ĐỊNH"),
    ("TC", "THÔNG CÁO"),
    ("TB", "THÔNG BÁO"),
    ("HD", "HƯỚNG DẪN"),
    ("CTr", "CHƯƠNG TRÌNH"),
    ("KH", "KẾ HOẠCH"),
    ("PA", "PHƯƠNG ÁN"),
    ("ĐA", "ĐỀ ÁN"),
    ("DA", "DỰ ÁN"),
    ("BC", "BÁO CÁO"),
    ("BB", "BIÊN BẢN"),
    ("TTr", "TỜ TRÌNH"),
    ("HĐ", "HỢP ĐỒNG"),
    ("CĐ", "CÔNG ĐIỆN"),
    ("BGN", "BẢN GHI NHỚ"),
    ("BTT", "BẢN THỎA THUẬN"),
    ("GUQ", "GIẤY ỦY QUYỀN"),
    ("GM", "GIẤY MỜI"),
    ("GGT", "GIẤY GIỚI THIỆU"),
    ("GNP", "GIẤY NGHỈ PHÉP"),
    ("PG", "PHIẾU GỬI"),
    ("PC", "PHIẾU CHUYỂN"),
    ("PB", "PHIẾU BÁO"),
    ("DS", "DANH SÁCH"),
    ("BTH", "BẢNG TỔNG HỢP"),
];
