//! Lines inside a table that say what the records below them are: "II. Người phụ trách", "Trẻ em dự phòng".

/// What the records below a line are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Group {
    Children,
    Caretakers,
    Questions,
    Recommendations,
}

/// The group that a line names. `words` are the folded words of `text`; `numbered`: "II" stands in a cell before it.
pub(super) fn group(text: &str, words: &str, numbered: bool) -> Option<Group> {
    const PERSONS: [(Group, &[&str]); 2] = [
        (
            Group::Caretakers,
            &[
                "nguoi phu trach",
                "can bo",
                "giao vien",
                "phu trach",
                "nguoi lon",
                "cong chuc",
                "dai bieu nguoi lon",
                "danh sach nguoi phu trach",
                "danh sach can bo",
                "danh sach giao vien",
                "truong doan",
            ],
        ),
        (
            Group::Children,
            &[
                "tre em",
                "hoc sinh",
                "dai bieu tre em",
                "dai bieu la tre em",
                "danh sach tre em",
                "danh sach hoc sinh",
                "doan tre em",
            ],
        ),
    ];
    const TEXTS: [(Group, &[&str]); 2] = [
        (
            Group::Questions,
            &["cau hoi", "cac cau hoi", "noi dung cau hoi", "phan cau hoi"],
        ),
        (
            Group::Recommendations,
            &[
                "kien nghi",
                "cac kien nghi",
                "y kien",
                "nguyen vong",
                "de xuat",
                "khuyen nghi",
                "noi dung kien nghi",
                "phan kien nghi",
            ],
        ),
    ];
    const MOST_WORDS: usize = 10;
    let bare = bare(words);
    if bare.split(' ').count() > MOST_WORDS {
        return None;
    }
    let begins = |phrases: &[&str]| {
        let starts = |phrase: &&str| {
            bare.strip_prefix(*phrase)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        phrases.iter().any(starts)
    };
    let find = |groups: &[(Group, &[&str])]| {
        groups
            .iter()
            .find(|(_, phrases)| begins(phrases))
            .map(|(group, _)| *group)
    };
    if let Some(group) = find(&PERSONS) {
        return Some(group);
    }
    // A question may begin with these words: a line that is a heading looks like one.
    // "1. Kiến nghị xây bể bơi." is a text.
    let by_letter = bare != words && !words.starts_with(|c: char| c.is_ascii_digit());
    let short = bare.split(' ').count() <= 6 && !text.trim_end().ends_with(['.', '!']);
    let numbered = short && (numbered || by_letter);
    let heads = numbered || text.trim_end().ends_with(':') || !text.chars().any(char::is_lowercase);
    let alone = TEXTS.iter().any(|(_, phrases)| phrases.contains(&bare));
    (heads || alone)
        .then(|| find(&TEXTS))
        .flatten()
        .filter(|_| !text.contains('?'))
}

impl Group {
    /// Whether records of this group and of `other` may stand in one table.
    pub(super) fn goes_with(self, other: Self) -> bool {
        let persons = |group: Self| matches!(group, Self::Children | Self::Caretakers);
        persons(self) == persons(other)
    }
}

/// Whether a text says that somebody is a substitute.
pub(super) fn is_reserve(words: &str) -> bool {
    let padded = format!(" {words} ");
    padded.contains(" du phong ") || padded.contains(" du bi ")
}

/// Folded words without the numbering before them.
pub(super) fn bare(words: &str) -> &str {
    match words.split_once(' ') {
        Some((first, rest)) if is_number(first) => rest,
        _ => words,
    }
}

/// "I", "A", "2.", "b)": numbering, and nothing more.
pub(super) fn is_number(text: &str) -> bool {
    const ROMAN: [&str; 20] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX",
    ];
    /// Letters of "XVIII".
    const LONGEST: usize = 5;
    let text = text
        .trim()
        .trim_end_matches(['.', ')', ':', '/', '-'])
        .trim_start_matches('(');
    if text.len() > LONGEST {
        return false;
    }
    let text = text.to_uppercase();
    // "Ý" without its mark is a word, "X" a mark and a number.
    let letter = text.len() == 1 && text.bytes().all(|byte| (b'A'..=b'K').contains(&byte));
    letter || text.parse::<u8>().is_ok() || ROMAN.contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::fold::fold_words;

    fn of(text: &str) -> Option<Group> {
        group(text, &fold_words(text), false)
    }

    #[test]
    fn lines_that_name_a_group() {
        for text in ["I. Trẻ em", "TRẺ EM", "A. Học sinh", "1. Danh sách trẻ em tham dự"] {
            assert_eq!(of(text), Some(Group::Children), "{text}");
        }
        for text in [
            "II. Người phụ trách",
            "Cán bộ phụ trách trẻ em",
            "II/ GIÁO VIÊN PHỤ TRÁCH",
        ] {
            assert_eq!(of(text), Some(Group::Caretakers), "{text}");
        }
        assert_eq!(of("II. Kiến nghị, nguyện vọng"), Some(Group::Recommendations));
        assert_eq!(of("Câu hỏi:"), Some(Group::Questions));
        assert_eq!(of("Ý KIẾN, NGUYỆN VỌNG"), Some(Group::Recommendations));
        let wishes = "Kiến nghị, nguyện vọng";
        assert_eq!(group(wishes, &fold_words(wishes), true), Some(Group::Recommendations));
        for text in [
            "Kiến nghị huyện xây bể bơi",
            "1. Kiến nghị xây bể bơi.",
            "II. Kiến nghị xây bể bơi.",
            "Câu hỏi của em là bao giờ có cầu ạ?",
            "Hoàng Thị Ánh",
            "Trẻ em chúng em mong muốn được đi học bơi miễn phí trong dịp hè",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
