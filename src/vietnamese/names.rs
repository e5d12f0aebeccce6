//! The parts of a Vietnamese name: family name first, given name last.

/// A name in its parts; any of them may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'a> {
    /// First word, if there are two or more.
    pub family: &'a str,
    /// The words between.
    pub middle: String,
    /// Last word.
    pub given: &'a str,
}

/// Splits a name.
pub fn parts(name: &str) -> Parts<'_> {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => Parts {
            family: "",
            middle: String::new(),
            given: "",
        },
        [given] => Parts {
            family: "",
            middle: String::new(),
            given,
        },
        [family, middle @ .., given] => Parts {
            family,
            middle: middle.join(" "),
            given,
        },
    }
}

/// The given name.
pub fn given(name: &str) -> &str {
    parts(name).given
}

/// First letters with full stops ("N.T.H."), for papers that must not show the name.
pub fn initials(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .flat_map(|c| c.to_uppercase().chain(['.']))
        .collect()
}

/// Every syllable with a capital at its beginning, after a hyphen and after an apostrophe.
pub fn title_case(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut start = true;
    for c in text.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        start = c.is_whitespace() || matches!(c, '-' | '\'' | '’' | '(' | '.');
    }
    out
}

/// The first letter as a capital, the rest as it is.
pub fn capitalize_first(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// Whether a name is written in capitals or small letters only: a guess at the right case is possible then.
pub fn has_one_case(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    // Old fonts have no capitals with marks: "CHU THị OANH".
    let plain = || letters().filter(char::is_ascii);
    if plain().count() * 2 > letters().count() && plain().count() > 2 && plain().all(|c| c.is_ascii_uppercase()) {
        return true;
    }
    letters().count() > 1 && (letters().all(|c| !c.is_lowercase()) || letters().all(|c| !c.is_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_of_old_fonts_are_capitals() {
        assert!(has_one_case("CHU THị OANH"));
        assert!(!has_one_case("Chu THị Oanh"));
    }

    #[test]
    fn splits_and_recases() {
        let parts = parts("Hoàng Thị Ngọc Ánh");
        assert_eq!(
            (parts.family, parts.middle.as_str(), parts.given),
            ("Hoàng", "Thị Ngọc", "Ánh")
        );
        assert_eq!(given("A Pó"), "Pó");
        assert_eq!(initials("Nông Thị Hà"), "N.T.H.");
        assert_eq!(title_case("ĐẶNG THÙY-LINH h'hen"), "Đặng Thùy-Linh H'Hen");
        assert!(has_one_case("ĐẶNG LINH") && has_one_case("đặng linh") && !has_one_case("Đặng Linh"));
    }
}
