//! Names of files and ids in plain ASCII, valid on every system.

use any_ascii::any_ascii;

const LONGEST: usize = 60;

/// `text` in lower-case ASCII letters, digits and single hyphens, at most 60 characters, never a device name of Windows.
/// Empty if the text has neither letter nor digit.
pub fn slug(text: &str) -> String {
    let ascii = any_ascii(&super::clean(text)).to_ascii_lowercase();
    let mut out = String::new();
    for word in ascii
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out.truncate(LONGEST);
    out.truncate(out.trim_end_matches('-').len());
    if is_device_name(&out) { format!("x-{out}") } else { out }
}

fn is_device_name(name: &str) -> bool {
    let numbered = |prefix| {
        name.strip_prefix(prefix)
            .is_some_and(|rest: &str| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    matches!(name, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn vietnamese_text() {
        assert_eq!(slug("Công an huyện – Đội CSGT"), "cong-an-huyen-doi-csgt");
        assert_eq!(slug("Tri Lễ"), "tri-le");
        assert_eq!(slug("CON"), "x-con");
        assert_eq!(slug("COM1"), "x-com1");
        assert_eq!(slug("…"), "");
    }

    proptest! {
        #[test]
        fn is_safe_and_idempotent(text in "\\PC{0,90}") {
            let slug = slug(&text);
            prop_assert!(slug.len() <= 62);
            prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
        }
    }
}
