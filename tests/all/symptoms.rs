//! The table of what communes get wrong (ARCHITECTURE.md): every fixture named there exists, and shows the codes named
//! beside it.

use std::fs;

use crate::common::repository;
use diendan::finding::Fault;

/// Fixtures and codes of a row: what stands in backticks in its cells.
fn marked(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn fixtures_and_codes_of_the_table_exist() {
    let text = fs::read_to_string(repository().join("ARCHITECTURE.md")).expect("the page");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| ") && line[2..].starts_with(|c: char| c.is_ascii_digit()))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect();
    let numbers: Vec<String> = rows.iter().map(|row| row[0].to_owned()).collect();
    assert_eq!(numbers, (1..=40).map(|number| number.to_string()).collect::<Vec<_>>());
    for row in rows {
        let [number, symptom, fixtures, _, codes] = row.as_slice() else {
            panic!("{row:?}")
        };
        let mut told = String::new();
        for fixture in marked(fixtures) {
            let path = repository().join("tests/workbooks").join(fixture);
            assert!(path.exists(), "{number}: {fixture}");
            let snapshot = repository().join(format!("tests/workbooks/snapshots/{fixture}.snap"));
            told += &fs::read_to_string(&snapshot).unwrap_or_else(|error| panic!("{number}: {fixture}: {error}"));
        }
        for code in marked(codes) {
            assert!(Fault::CODES.iter().any(|(known, _)| *known == code), "{number}: {code}");
            assert!(
                told.contains(&format!(" {code}: ")),
                "{number} {symptom}: no fixture shows {code}"
            );
        }
    }
}
