//! Texts of an `.xls`: UTF-16 in two widths since Excel 97, bytes of a code page before.

use encoding_rs::Encoding;
use unicode_normalization::UnicodeNormalization;

use super::records::{Flow, Record};
use crate::vietnamese::legacy::Legacy;

/// How the texts of a workbook are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codes {
    /// UTF-16.
    pub unicode: bool,
    /// Of the bytes, where it is not UTF-16.
    pub page: &'static Encoding,
}

impl Codes {
    /// The encoding of a Windows code page.
    pub fn page(number: u16) -> &'static Encoding {
        match number {
            874 => encoding_rs::WINDOWS_874,
            932 => encoding_rs::SHIFT_JIS,
            936 => encoding_rs::GBK,
            949 => encoding_rs::EUC_KR,
            950 => encoding_rs::BIG5,
            1250 => encoding_rs::WINDOWS_1250,
            1251 => encoding_rs::WINDOWS_1251,
            1253 => encoding_rs::WINDOWS_1253,
            1254 => encoding_rs::WINDOWS_1254,
            1257 => encoding_rs::WINDOWS_1257,
            1258 => encoding_rs::WINDOWS_1258,
            10000 => encoding_rs::MACINTOSH,
            _ => encoding_rs::WINDOWS_1252,
        }
    }

    /// A text whose length stands in one byte at `at`.
    pub fn short(self, record: &Record<'_>, at: usize) -> Option<String> {
        let mut flow = record.flow(at);
        let count = flow.byte()?.into();
        self.body(&mut flow, count, None)
    }

    /// A text whose length stands in two bytes at `at`, typed with `font`.
    pub fn long(self, record: &Record<'_>, at: usize, font: Option<&str>) -> Option<String> {
        let mut flow = record.flow(at);
        let count = flow.u16()?.into();
        self.body(&mut flow, count, font)
    }

    fn body(self, flow: &mut Flow<'_>, count: usize, font: Option<&str>) -> Option<String> {
        if count == 0 {
            return Some(String::new());
        }
        if self.unicode {
            let wide = flow.byte()? & 1 != 0;
            return letters(flow, count, wide);
        }
        let mut bytes = Vec::new();
        while bytes.len() < count {
            bytes.extend_from_slice(flow.some(count - bytes.len())?);
        }
        // Old fonts put their letters in the places of Latin ones, whatever the code page is.
        let old = font.is_some_and(|font| Legacy::of_font(font).is_some());
        let page = if old { encoding_rs::WINDOWS_1252 } else { self.page };
        let (text, _) = page.decode_without_bom_handling(&bytes);
        Some(text.nfc().collect())
    }
}

/// A text of the shared table.
pub(super) fn shared(flow: &mut Flow<'_>) -> Option<String> {
    let count = flow.u16()?.into();
    let flags = flow.byte()?;
    let runs = if flags & 8 != 0 { usize::from(flow.u16()?) } else { 0 };
    let extension = if flags & 4 != 0 { flow.u32()? as usize } else { 0 };
    let text = letters(flow, count, flags & 1 != 0)?;
    // A table that breaks off behind the letters of a text has lost nothing of it.
    let _ = flow.skip(4 * runs).and_then(|()| flow.skip(extension));
    Some(text)
}

/// `count` letters; each further part says anew whether its letters are wide.
fn letters(flow: &mut Flow<'_>, mut count: usize, mut wide: bool) -> Option<String> {
    let mut units = Vec::with_capacity(count);
    while count > 0 {
        if flow.at_break() {
            wide = flow.byte()? & 1 != 0;
        }
        let bytes = flow.some(count * if wide { 2 } else { 1 })?;
        if wide {
            units.extend(bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])));
            // A letter that is cut through leaves half of it behind.
            count -= bytes.len().div_ceil(2);
        } else {
            units.extend(bytes.iter().map(|byte| u16::from(*byte)));
            count -= bytes.len();
        }
    }
    Some(String::from_utf16_lossy(&units))
}
