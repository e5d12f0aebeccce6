//! What a file is by its first bytes; its extension proves nothing.

use crate::finding::Fault;

/// Accepts the container of an `.xlsx` or `.xlsm`; everything else gets the reason why it cannot be read.
pub(super) fn check(bytes: &[u8]) -> Result<(), Fault> {
    let format = |format: &str| {
        Err(Fault::WorkbookFormat {
            format: format.to_owned(),
        })
    };
    if bytes.is_empty() {
        return Err(Fault::WorkbookEmpty {});
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return match () {
            () if holds(bytes, b"mimetypeapplication/vnd.oasis.opendocument") => {
                format("bảng tính OpenDocument (.ods)")
            }
            () if holds(bytes, b"xl/workbook.bin") => format("bảng tính nhị phân (.xlsb)"),
            () if holds(bytes, b"word/document.xml") => format("tài liệu Word (.docx)"),
            () => Ok(()),
        };
    }
    if bytes.starts_with(b"PK") {
        return Err(Fault::WorkbookUnreadable {
            reason: "gói nén trống hoặc bị cắt cụt".to_owned(),
        });
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return match () {
            () if holds(bytes, &wide("EncryptedPackage")) => Err(Fault::WorkbookEncrypted {}),
            () if holds(bytes, &wide("WordDocument")) => format("tài liệu Word cũ (.doc)"),
            () => format("bảng tính Excel cũ (.xls)"),
        };
    }
    if bytes.starts_with(b"%PDF") {
        return format("tệp PDF");
    }
    if bytes.starts_with(b"\xff\xd8\xff") || bytes.starts_with(b"\x89PNG") {
        return format("tệp ảnh");
    }
    if bytes.starts_with(b"Rar!") || bytes.starts_with(b"7z\xbc\xaf") {
        return format("tệp nén RAR hoặc 7z");
    }
    let head = bytes.get(..2048).unwrap_or(bytes).to_ascii_lowercase();
    let markup = [&b"<html"[..], b"<table", b"<?xml", b"<!doctype"];
    if markup.iter().any(|mark| holds(&head, mark)) {
        return format("trang web hoặc XML mang đuôi bảng tính");
    }
    if head.iter().all(|byte| *byte != 0) {
        return format("tệp văn bản (CSV hoặc TXT)");
    }
    format("tệp không rõ loại")
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    // The names that are looked for stand near one end of the container.
    const WINDOW: usize = 1 << 16;
    let head = bytes.get(..WINDOW).unwrap_or(bytes);
    let tail = &bytes[bytes.len().saturating_sub(WINDOW)..];
    [head, tail]
        .iter()
        .any(|side| side.windows(part.len()).any(|window| window == part))
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}
