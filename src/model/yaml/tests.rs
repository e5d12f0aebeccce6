use std::fmt::Write;

use super::*;
use crate::model::ForumFile;

/// The example's facts with one mistake each.
const MISTAKES: [(&str, &str, &str); 12] = [
    ("a name that does not exist", "\nforum:", "\nforumm:"),
    ("a field that does not exist", "\n  title:", "\n  titel:"),
    ("a missing field", "\n  level: huyen", "\n# level: huyen"),
    ("a value that does not exist", "level: huyen", "level: quan"),
    (
        "a list in the place of a text",
        "\n  level: huyen",
        "\n  level: [huyen]",
    ),
    (
        "the same key twice",
        "\n  level: huyen",
        "\n  level: huyen\n  level: huyen",
    ),
    ("a boolean in words", "sample: true", "sample: yes"),
    ("a tab", "\n  level: huyen", "\n\tlevel: huyen"),
    ("a wrong indentation", "\n  level: huyen", "\n level: huyen"),
    ("an open quote", "level: huyen", "level: \"huyen"),
    ("no blank after the colon", "level: huyen", "level:huyen"),
    ("a day that does not exist", "as_of: 2024-", "as_of: 2024-19-"),
];

#[test]
fn mistakes_are_told_in_vietnamese() {
    let example = include_str!("../../../inputs/forum.yaml");
    let mut told = String::new();
    for (what, from, to) in MISTAKES {
        let text = example.replacen(from, to, 1);
        let error = match read::<ForumFile>(&text) {
            Err(error) => error,
            Ok(_) => panic!("{what} is read"),
        };
        assert!(error.line.is_some() && !error.snippet.is_empty(), "{what}: {error:?}");
        let _ = writeln!(told, "{what}\n  vi: {}\n  en: {}", error.message, error.english);
    }
    insta::assert_snapshot!(told);
}
