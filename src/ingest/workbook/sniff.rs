//! What a file is by its content; its extension proves nothing.

use super::package::Package;
use crate::finding::Fault;

/// A format that is read.
pub(super) enum Format<'a> {
    /// `.xlsx`, `.xlsm`.
    Xlsx(Package<'a>),
    /// `.xlsb`.
    Xlsb(Package<'a>),
    /// `.ods`.
    Ods(Package<'a>),
    /// `.docx`.
    Docx(Package<'a>),
    /// `.xls`.
    Xls,
    /// `.csv`.
    Lines,
    /// A web page with a table.
    Page,
}

/// What is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Other {
    Pdf,
    Picture,
    Archive,
    OldWord,
    OpenText,
    Slides,
    Markup,
    Rtf,
    Shortcut,
    Text,
    Unknown,
}

impl Other {
    /// Vietnamese words for it.
    fn name(self) -> &'static str {
        match self {
            Self::Pdf => "tệp PDF",
            Self::Picture => "tệp ảnh",
            Self::Archive => "tệp nén",
            Self::OldWord => "tài liệu Word cũ (.doc)",
            Self::OpenText => "tài liệu OpenDocument (.odt)",
            Self::Slides => "bài trình chiếu",
            Self::Markup => "trang web không có bảng, hoặc tệp XML",
            Self::Rtf => "tài liệu RTF",
            Self::Shortcut => "lối tắt (shortcut)",
            Self::Text => "tệp văn bản",
            Self::Unknown => "tệp không rõ loại",
        }
    }

    /// What to say of a file that is meant as a workbook.
    pub fn fault(self) -> Fault {
        let format = self.name().to_owned();
        match self {
            Self::Pdf | Self::Picture => Fault::WorkbookScan { format },
            Self::Archive => Fault::WorkbookPacked {},
            Self::OldWord | Self::OpenText | Self::Rtf => Fault::WorkbookText { format },
            Self::Shortcut => Fault::FileShortcut {},
            Self::Slides | Self::Markup | Self::Text | Self::Unknown => Fault::WorkbookFormat { format },
        }
    }
}

/// Bytes at the beginning of a file that tell what it is.
pub(super) const HEAD: usize = 4096;

const OLE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Whether a workbook can be in a file that begins so.
pub(super) fn is_container(head: &[u8]) -> bool {
    head.starts_with(b"PK") || head.starts_with(&OLE)
}

/// The format of a file, or why it cannot be read.
pub(super) fn format(bytes: &[u8]) -> Result<Format<'_>, Fault> {
    if bytes.is_empty() {
        return Err(Fault::WorkbookEmpty {});
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    if bytes.starts_with(b"PK") {
        return Err(Fault::WorkbookUnreadable {
            reason: "gói nén trống hoặc bị cắt cụt".to_owned(),
        });
    }
    if bytes.starts_with(&OLE) {
        return Ok(Format::Xls);
    }
    match other(bytes) {
        Other::Text => Ok(Format::Lines),
        Other::Markup if holds_table(bytes) => Ok(Format::Page),
        other => Err(other.fault()),
    }
}

/// Whether a page shows a table.
fn holds_table(bytes: &[u8]) -> bool {
    let mark = b"<table";
    bytes
        .windows(mark.len())
        .any(|window| window.eq_ignore_ascii_case(mark))
}

fn packed(bytes: &[u8]) -> Result<Format<'_>, Fault> {
    let mut package = Package::open(bytes)?;
    if package.has("mimetype") && package.has("content.xml") {
        let kind = package.bytes("mimetype")?.unwrap_or_default();
        return match kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            true => Ok(Format::Ods(package)),
            false => Err(Other::OpenText.fault()),
        };
    }
    let has = |name| package.has(name);
    match () {
        () if has(super::xlsb::BOOK) => Ok(Format::Xlsb(package)),
        () if has("word/document.xml") => Ok(Format::Docx(package)),
        () if has("ppt/presentation.xml") => Err(Other::Slides.fault()),
        () if has("[Content_Types].xml") || has("_rels/.rels") => Ok(Format::Xlsx(package)),
        () if package
            .names()
            .iter()
            .any(|name| super::is_named(name) || name.ends_with(".docx")) =>
        {
            Err(Other::Archive.fault())
        }
        () => Err(Other::Unknown.fault()),
    }
}

/// What a file is that holds no workbook's container.
fn other(bytes: &[u8]) -> Other {
    let starts = |marks: &[&[u8]]| marks.iter().any(|mark| bytes.starts_with(mark));
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
    match () {
        () if starts(&[b"%PDF"]) => Other::Pdf,
        () if starts(&[b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*"]) => Other::Picture,
        // Photographs of telephones.
        () if bytes.get(4..8) == Some(b"ftyp") || bytes.get(8..12) == Some(b"WEBP") => Other::Picture,
        () if starts(&[b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b"]) => Other::Archive,
        () if starts(&[b"{\\rtf"]) => Other::Rtf,
        () if starts(&[b"L\0\0\0\x01\x14\x02\0", b"[InternetShortcut]"]) => Other::Shortcut,
        () if [&b"<html"[..], b"<table", b"<?xml", b"<!doctype"]
            .iter()
            .any(|mark| holds(mark)) =>
        {
            Other::Markup
        }
        () if starts(&[b"\xff\xfe", b"\xfe\xff"]) || head.iter().all(|byte| *byte != 0) => Other::Text,
        () => Other::Unknown,
    }
}
