//! The order of Vietnamese words, and of people: by given name first.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use super::names;

/// Compares Vietnamese texts (a ă â … d đ …; ngang huyền hỏi ngã sắc nặng).
pub struct Collator(Option<CollatorBorrowed<'static>>);

impl Default for Collator {
    fn default() -> Self {
        Self::new()
    }
}

impl Collator {
    /// The collator of the locale vi. Its data is compiled in; if it were missing, folded texts would be compared.
    pub fn new() -> Self {
        let preferences = CollatorPreferences::from(locale!("vi"));
        Self(CollatorBorrowed::try_new(preferences, CollatorOptions::default()).ok())
    }

    /// Order of two texts; equal only if the texts are.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.weigh(a, b).then_with(|| a.cmp(b))
    }

    /// Order of two people: given name, then middle words, then family name.
    pub fn compare_names(&self, a: &str, b: &str) -> Ordering {
        let (a_parts, b_parts) = (names::parts(a), names::parts(b));
        self.weigh(a_parts.given, b_parts.given)
            .then_with(|| self.weigh(&a_parts.middle, &b_parts.middle))
            .then_with(|| self.weigh(a_parts.family, b_parts.family))
            .then_with(|| a.cmp(b))
    }

    fn weigh(&self, a: &str, b: &str) -> Ordering {
        match &self.0 {
            Some(collator) => collator.compare(a, b),
            None => super::fold(a).cmp(&super::fold(b)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_tones() {
        let mut words = [
            "đa", "dz", "da", "bạ", "bá", "ba", "bã", "bả", "bà", "bâ", "bă", "y", "ư", "u",
        ];
        let collator = Collator::new();
        words.sort_by(|a, b| collator.compare(a, b));
        assert_eq!(words.join(" "), "ba bà bả bã bá bạ bă bâ da dz đa u ư y");
    }

    #[test]
    fn people_by_given_name() {
        let mut people = [
            "Hoàng Văn Đào",
            "Nông Thị Ánh",
            "Lý Văn Anh",
            "Bế Thị Anh",
            "Lương Ân",
            "Triệu Dũng",
            "An",
        ];
        let collator = Collator::new();
        people.sort_by(|a, b| collator.compare_names(a, b));
        assert_eq!(
            people,
            [
                "An",
                "Bế Thị Anh",
                "Lý Văn Anh",
                "Nông Thị Ánh",
                "Lương Ân",
                "Triệu Dũng",
                "Hoàng Văn Đào"
            ]
        );
    }
}
