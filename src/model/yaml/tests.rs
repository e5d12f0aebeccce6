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

#[test]
fn numbers_and_words_in_free_values_keep_their_kind() {
    let value: Value =
        read("{phone: 0912345678, year: 2012, date: 2024-08-21, word: no, yes: true, empty: , list: [a, 1]}")
            .expect("read");
    let wanted = serde_json::json!({"phone": "0912345678", "year": 2012, "date": "2024-08-21", "word": "no", "yes": true, "empty": null, "list": ["a", 1]});
    assert_eq!(value, wanted);
}

#[test]
fn a_value_knows_its_line() {
    let list: Vec<Spanned<Value>> = read("# head\n- {a: 1}\n\n- b: 2\n  c: 3\n").expect("read");
    assert_eq!(list.iter().map(|it| it.referenced.line()).collect::<Vec<_>>(), [2, 4]);
}

proptest::proptest! {
    #[test]
    fn a_line_reads_back(text in "\\PC{0,12}|[ -~\\n\\t:,#'\"{}\\[\\]]{0,12}|[a-z0-9àệđ :.-]{0,8}", number in proptest::prelude::any::<i64>()) {
        let value = serde_json::json!([{ "at": text, "now": number }, text, null, [true, text], {}]);
        let read: Value = read(&format!("- {}\n", line(&value))).expect("YAML");
        proptest::prop_assert_eq!(read, serde_json::json!([value]));
    }
}
