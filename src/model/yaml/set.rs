//! Sets fields in a YAML file that people edit, so that its comments, its order and all else stay as they were.

use std::str::FromStr;

use yaml_edit::{Document, Mapping};

/// `text` with the fields of the mapping at `path` (keys from the outside in) set to `fields`; what is missing on the way is
/// added at its end. `None` where the text is not made of mappings along the path.
pub fn set(text: &str, path: &[&str], fields: &[(&str, String)]) -> Option<String> {
    // Notepad writes a byte order mark and Windows line ends: both stay.
    let (mark, text) = match text.strip_prefix('\u{feff}') {
        Some(rest) => ("\u{feff}", rest),
        None => ("", text),
    };
    let windows = text.contains("\r\n");
    let document = Document::from_str(&text.replace("\r\n", "\n")).ok()?;
    let mut mapping = document.as_mapping()?;
    for key in path {
        mapping = inside(&mapping, key)?;
    }
    for (key, value) in fields {
        match value.parse::<u32>() {
            Ok(number) => mapping.set(*key, number),
            Err(_) => mapping.set(*key, value.as_str()),
        }
    }
    let text = document.to_string();
    let text = if windows { text.replace('\n', "\r\n") } else { text };
    Some(format!(
        "{mark}{}{}",
        text.trim_end(),
        if windows { "\r\n" } else { "\n" }
    ))
}

fn inside(mapping: &Mapping, key: &str) -> Option<Mapping> {
    if mapping.get_mapping(key).is_none_or(|inner| inner.is_empty()) {
        mapping.set(key, Mapping::new_pending_block());
    }
    mapping.get_mapping(key)
}

#[cfg(test)]
mod tests {
    use super::set;
    use crate::model::Register;
    use crate::model::yaml::read;

    #[test]
    fn comments_and_order_of_a_register_stay() {
        let given = |number: u32| [("number", number.to_string()), ("date", "2024-09-20".to_owned())];
        for text in [
            include_str!("../../../inputs/register.yaml"),
            include_str!("../../cli/init/register.yaml"),
            "schema: 1\n",
            "# a\nschema: 1\ndocuments:\n  ke-hoach: {number: 15, date: 2024-07-22}   # chú\n  # cuối\n",
            "\u{feff}schema: 1\r\ndocuments:\r\n  ke-hoach:\r\n    signer: x  # c\r\n",
            "schema: 1\ndocuments: {ke-hoach: {number: 15}}\n",
        ] {
            let before: Register = read(text).expect("a register");
            let after = set(text, &["documents", "giay-moi/k017"], &given(95));
            let after = after.and_then(|text| set(&text, &["documents", "ke-hoach"], &given(16)));
            let after = after.and_then(|text| set(&text, &["documents", "ke-hoach", "replaces"], &given(15)));
            let after = after.expect("set");
            for line in text.lines().filter(|line| line.trim_start().starts_with('#')) {
                assert!(after.contains(line), "{line} in {after}");
            }
            assert_eq!(text.contains("\r\n"), after.contains("\r\n"));
            let mut register: Register = read(&after).expect("still a register");
            assert_eq!(register.get("giay-moi/k017").and_then(|entry| entry.number), Some(95));
            let plan = register.documents.remove("ke-hoach").expect("the plan");
            assert_eq!(
                (plan.number, plan.replaces.map(|first| first.number)),
                (Some(16), Some(15))
            );
            assert_eq!(
                plan.signer,
                before.get("ke-hoach").and_then(|entry| entry.signer.clone())
            );
            register.documents.remove("giay-moi/k017");
            let mut rest = before;
            rest.documents.remove("ke-hoach");
            assert_eq!(register.documents, rest.documents);
        }
        assert_eq!(set("- a\n", &["documents"], &given(1)), None);
    }
}
