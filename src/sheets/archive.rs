//! The last touch on a workbook's archive: rows that grow as people type, and the same bytes on every machine.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::Workbook;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::SheetError;

/// Rows of a sheet, counted from 0, whose height was reckoned from their text: first and last.
pub type Rows = Vec<(u32, u32)>;

/// The bytes of a finished workbook, packed so that they are the same on every machine.
pub fn pack(workbook: &mut Workbook, reckoned: &[Rows]) -> Result<Vec<u8>, SheetError> {
    // Packed again at once: it is not worth the time to pack well.
    workbook.set_zip_compression_level(1);
    Ok(repack(&workbook.save_to_buffer()?, reckoned)?)
}

/// Packs the workbook anew. In the sheets, in their order, the rows of `reckoned` keep their height, but no longer as one
/// that somebody has set by hand: they grow when people write more into them. The writer of workbooks knows no such rows,
/// and programs that do not reckon heights when they open a file (previews, LibreOffice) would show one line of each text.
pub fn repack(bytes: &[u8], reckoned: &[Rows]) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut packed = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600)
        .system(System::Unix);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index)?;
        let name = part.name()?.into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content)?;
        let rows = sheet_number(&name)
            .and_then(|number| reckoned.get(number - 1))
            .filter(|rows| !rows.is_empty());
        if let Some(rows) = rows
            && let Ok(xml) = std::str::from_utf8(&content)
        {
            content = loosen(xml, rows).into_bytes();
        }
        packed.start_file(name, options)?;
        packed.write_all(&content)?;
    }
    Ok(packed.finish()?.into_inner())
}

fn sheet_number(part: &str) -> Option<usize> {
    let number = part.strip_prefix("xl/worksheets/sheet")?.strip_suffix(".xml")?;
    number.parse().ok().filter(|number| *number > 0)
}

/// Takes the mark of a height set by hand off `rows`. Texts stand in another part: no cell can look like a row.
fn loosen(xml: &str, rows: &Rows) -> String {
    const ROW: &str = "<row r=\"";
    const MARK: &str = " customHeight=\"1\"";
    let mut out = String::with_capacity(xml.len());
    let mut pieces = xml.split(ROW);
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        out.push_str(ROW);
        let (tag, rest) = piece.split_at(piece.find('>').unwrap_or(piece.len()));
        let number = tag
            .split('"')
            .next()
            .and_then(|number| number.parse::<u32>().ok())
            .unwrap_or(0);
        let reckoned = rows
            .iter()
            .any(|(first, last)| (first + 1..=last + 1).contains(&number));
        out.push_str(&if reckoned {
            tag.replace(MARK, "")
        } else {
            tag.to_owned()
        });
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_reckoned_rows_lose_the_mark() {
        let row = |number: u32, mark: &str| format!(r#"<row r="{number}" ht="30"{mark}><c r="A1"/></row>"#);
        let mark = r#" customHeight="1""#;
        let xml = format!("<a>{}{}{}</a>", row(1, mark), row(2, mark), row(3, mark));
        let want = format!("<a>{}{}{}</a>", row(1, mark), row(2, ""), row(3, mark));
        assert_eq!(loosen(&xml, &vec![(1, 1)]), want);
        assert_eq!(sheet_number("xl/worksheets/sheet12.xml"), Some(12));
        assert_eq!(sheet_number("xl/worksheets/_rels/sheet1.xml.rels"), None);
    }
}
