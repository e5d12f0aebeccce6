//! Tables that are plain text: `.csv`, and web pages that portals hand out under the name of a workbook.

mod page;

use std::borrow::Cow;

use calamine::DataRef;
use encoding_rs::Encoding;

use super::gather::{Gather, Letters};
use super::sniff::Other;
use crate::finding::Fault;

/// Name of the one sheet.
const SHEET: &str = "Trang 1";
/// Lines that are looked at to find out what separates fields.
const SAMPLE: usize = 30;

/// Reads lines of fields.
pub(super) fn read_lines(bytes: &[u8], gather: &mut Gather) -> Result<(), Fault> {
    let text = decode(bytes);
    // Nothing separates fields in a letter or a note that was saved under the name of a workbook.
    let separator = separator(&text).ok_or_else(|| Other::Text.fault())?;
    gather.open(SHEET, false)?;
    let mut row = 0;
    // Excel's own hint for what separates fields is no row of the table.
    let rest = text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n'));
    let mut letters = rest.map_or(&*text, |(_, rest)| rest).chars().peekable();
    while letters.peek().is_some() {
        let mut column = 0;
        loop {
            let (field, ends_row) = field(&mut letters, separator);
            let taken = put(gather, (row, column), field.trim());
            if !taken {
                return Ok(());
            }
            if ends_row {
                break;
            }
            column += 1;
        }
        row += 1;
    }
    Ok(())
}

/// Reads what a web page shows, line below line and table below table, as Excel opens it.
pub(super) fn read_page(bytes: &[u8], gather: &mut Gather) -> Result<(), Fault> {
    gather.open(SHEET, false)?;
    page::read(&decode(bytes), gather);
    Ok(())
}

fn put(gather: &mut Gather, place: (u32, u32), text: &str) -> bool {
    gather.put(place, DataRef::SharedString(text), Letters::default())
}

/// Text in UTF-8 or UTF-16; what is neither is taken for Windows' Latin letters, which later stages know how to read as Vietnamese.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(bytes.get(mark..).unwrap_or_default())
            .0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// What separates fields: the sign that the first lines have most of, if they have any.
fn separator(text: &str) -> Option<char> {
    let count = |sign: char| -> usize { text.lines().take(SAMPLE).map(|line| line.matches(sign).count()).sum() };
    // Of equals the first: commas stand in sentences too.
    let signs = ['\t', ';', ','];
    let best = signs.into_iter().rev().max_by_key(|sign| count(*sign));
    best.filter(|sign| count(*sign) > 0)
}

/// The next field, and whether the row ends with it.
fn field(letters: &mut std::iter::Peekable<std::str::Chars<'_>>, separator: char) -> (String, bool) {
    let mut field = String::new();
    let mut quoted = letters.next_if_eq(&'"').is_some();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted => match letters.next_if_eq(&'"') {
                Some(quote) => field.push(quote),
                None => quoted = false,
            },
            _ if quoted => field.push(letter),
            '\r' => {}
            '\n' => return (field, true),
            _ if letter == separator => return (field, false),
            _ => field.push(letter),
        }
    }
    (field, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(read: impl Fn(&mut Gather) -> Result<(), Fault>) -> Vec<(String, String)> {
        let mut gather = Gather::new("a.xls");
        read(&mut gather).unwrap();
        let (sheets, _) = gather.finish();
        let cells = sheets[0].cells.iter();
        cells
            .map(|((row, column), cell)| (crate::ingest::workbook::address(*row, *column), cell.raw.clone()))
            .collect()
    }

    fn is(got: &[(String, String)], wanted: &[(&str, &str)]) {
        let got: Vec<_> = got
            .iter()
            .map(|(place, text)| (place.as_str(), text.as_str()))
            .collect();
        assert_eq!(got, wanted);
    }

    #[test]
    fn lines_of_fields() {
        let text = "\u{feff}TT;Họ, tên;Ghi chú\r\n1;\"Hoàng \"\"A\"\"\nÁnh\";\n\n2;Đức";
        is(
            &cells(|gather| read_lines(text.as_bytes(), gather)),
            &[
                ("A1", "TT"),
                ("B1", "Họ, tên"),
                ("C1", "Ghi chú"),
                ("A2", "1"),
                ("B2", "Hoàng \"A\"\nÁnh"),
                ("A4", "2"),
                ("B4", "Đức"),
            ],
        );
        is(
            &cells(|gather| read_lines(b"sep=,\na,b", gather)),
            &[("A1", "a"), ("B1", "b")],
        );
        is(&cells(|gather| read_lines(b"\"a,", gather)), &[("A1", "a,")]);
        is(
            &cells(|gather| read_lines(b"\xff\xfea\0\t\0b\0", gather)),
            &[("A1", "a"), ("B1", "b")],
        );
    }

    #[test]
    fn a_letter_is_no_table() {
        let read = read_lines("Kính gửi Phòng".as_bytes(), &mut Gather::new("a.xls"));
        assert_eq!(read, Err(Other::Text.fault()));
    }

    #[test]
    fn tables_of_a_page() {
        let text = "<html><style>td{}</style><h1>UBND&nbsp;xã</h1><!-- <td> --><TABLE><tr><th rowspan=2>TT<th colspan='2'>Học sinh\
            <tr><td>L&#7899;p<td>Tr&#x1b0;ờng<br>THCS</tr></table><p>Hết <b>đây</b></p><td>x";
        is(
            &cells(|gather| read_page(text.as_bytes(), gather)),
            &[
                ("A1", "UBND xã"),
                ("A2", "TT"),
                ("B2", "Học sinh"),
                ("B3", "Lớp"),
                ("C3", "Trường\nTHCS"),
                ("A4", "Hết đây"),
                ("A5", "x"),
            ],
        );
        for broken in [
            "<",
            "<td",
            "<table><td colspan=99999999999>a",
            "<!--",
            "<script>",
            "&#99999999;&;&",
            "<a b='",
        ] {
            cells(|gather| read_page(broken.as_bytes(), gather));
        }
    }
}
