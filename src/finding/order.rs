//! The order of places: files by name, sheets as they are numbered, cells row by row.

use std::cmp::Ordering;

use super::Place;

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let file = |place: &Self| place.file.clone();
        let sheet = |place: &Self| place.sheet.as_deref().map(chunks);
        let cell = |place: &Self| place.cell.as_deref().map(in_rows);
        file(self)
            .cmp(&file(other))
            .then_with(|| sheet(self).cmp(&sheet(other)))
            .then_with(|| cell(self).cmp(&cell(other)))
            // Two spellings of one number are two places.
            .then_with(|| (&self.sheet, &self.cell).cmp(&(&other.sheet, &other.cell)))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A part of a text that is compared as a whole; numbers come before words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Chunk {
    Number(u64),
    Words(String),
}

/// Numbers are compared by their value, so that “10. …” comes after “9. …”.
fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let digits = first.is_ascii_digit();
        let end = rest.find(|c: char| c.is_ascii_digit() != digits).unwrap_or(rest.len());
        let (chunk, after) = rest.split_at(end);
        chunks.push(match chunk.parse() {
            Ok(number) if digits => Chunk::Number(number),
            _ => Chunk::Words(chunk.to_owned()),
        });
        rest = after;
    }
    chunks
}

/// The row of an address before its column; any other place of a cell as it reads.
fn in_rows(cell: &str) -> Vec<Chunk> {
    let mut chunks = chunks(cell);
    if let [Chunk::Words(column), Chunk::Number(_)] = &chunks[..]
        && column.chars().all(|c| c.is_ascii_uppercase())
    {
        let column = (column.len() as u64, column.clone());
        chunks.swap(0, 1);
        chunks.truncate(1);
        chunks.extend([Chunk::Number(column.0), Chunk::Words(column.1)]);
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(sheet: &str, cell: &str) -> Place {
        Place {
            file: Some("a.xlsx".to_owned()),
            sheet: Some(sheet.to_owned()),
            cell: Some(cell.to_owned()),
        }
    }

    #[test]
    fn sheets_by_number_and_cells_row_by_row() {
        let sorted = [
            place("2. DS trẻ em", "C9"),
            place("2. DS trẻ em", "AA9"),
            place("2. DS trẻ em", "B10"),
            place("10. Khác", "A1"),
        ];
        let mut turned = sorted.clone();
        turned.reverse();
        turned.sort();
        assert_eq!(turned, sorted);
        assert!(place("a", "dòng 9") < place("a", "dòng 12"));
    }
}
