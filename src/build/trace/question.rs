//! The words of a question, and whether a printed text holds them: a number only as a whole, however it is written.

use std::ops::Range;

use super::figures::Place;
use crate::vietnamese::fold::fold_words;
use crate::vietnamese::numbers;

/// A question.
pub struct Question {
    /// The words, and other ways to write the same number.
    ways: Vec<String>,
    folded: Vec<String>,
}

impl Question {
    /// Of what somebody typed.
    pub fn new(what: &str) -> Self {
        let what = spaced(what.trim());
        let mut ways = vec![what.clone(), numbers::usual_words(&what)];
        // One word alone means something else more often: "năm" is a year, "ba" a father.
        let is_number = what.contains(' ') || what.starts_with(|c: char| c.is_ascii_digit());
        if let Some(number) = numbers::of_text(&what).filter(|_| is_number) {
            ways.push(number.to_string());
            ways.push(numbers::pad(number));
            ways.extend(i64::try_from(number).map(numbers::group));
            ways.push(numbers::in_words(number));
        }
        ways.retain(|way| !way.is_empty());
        ways.dedup();
        let folded = ways.iter().map(|way| fold_words(way)).filter(|way| !way.is_empty());
        Self {
            folded: folded.collect(),
            ways,
        }
    }

    /// Whether a text holds the words, a number in them as a whole.
    pub fn is_in(&self, text: &str) -> bool {
        let text = spaced(text);
        self.ways.iter().any(|way| places(&text, way).next().is_some())
    }

    /// Whether a text holds the words, if only as a part of a longer number.
    pub fn is_part_of(&self, text: &str) -> bool {
        let text = spaced(text);
        self.ways.iter().any(|way| text.contains(way.as_str()))
    }

    /// Whether a text holds the words without regard to marks and capitals.
    pub fn is_like(&self, text: &str) -> bool {
        let text = fold_words(text);
        self.folded.iter().any(|way| text.contains(way.as_str()))
    }

    /// Whether the words are a printed number, with or without what stands around it.
    pub fn is_number(&self, text: &str, place: &Place) -> bool {
        let parts = [place.before.as_str(), text, place.after.as_str()].map(spaced);
        let [before, text, after] = &parts;
        self.ways.iter().any(|way| covers(way, before, text, after))
    }

    /// The same without regard to marks and capitals.
    pub fn is_like_number(&self, text: &str, place: &Place) -> bool {
        let [mut before, text, mut after] = [place.before.as_str(), text, place.after.as_str()].map(fold_words);
        if !before.is_empty() {
            before.push(' ');
        }
        if !after.is_empty() {
            after.insert(0, ' ');
        }
        self.folded.iter().any(|way| covers(way, &before, &text, &after))
    }
}

/// Whether the words cover the number in `text`.
fn covers(words: &str, before: &str, text: &str, after: &str) -> bool {
    let number = number_in(text);
    let number = before.len() + number.start..before.len() + number.end;
    let all = format!("{before}{text}{after}");
    places(&all, words).any(|place| place.start <= number.start && number.end <= place.end)
}

/// The figures of a printed number; all of it if it is written in words.
fn number_in(text: &str) -> Range<usize> {
    let is_figure = |c: char| c.is_ascii_digit();
    match (text.find(is_figure), text.rfind(is_figure)) {
        (Some(start), Some(end)) => start..end + 1,
        _ => 0..text.len(),
    }
}

/// Where `words` stand in `text`, without those places where a number goes on.
fn places<'t>(text: &'t str, words: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let is_figure = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let goes_on = move |mut beyond: Box<dyn Iterator<Item = char> + 't>| match beyond.next() {
        Some('.' | ',') => is_figure(beyond.next()),
        next => is_figure(next),
    };
    let found = text.match_indices(words).map(|(at, found)| at..at + found.len());
    found.filter(move |place| {
        let before = is_figure(words.chars().next()) && goes_on(Box::new(text[..place.start].chars().rev()));
        let after = is_figure(words.chars().next_back()) && goes_on(Box::new(text[place.end..].chars()));
        !before && !after
    })
}

/// Every blank as one that people type.
fn spaced(text: &str) -> String {
    text.replace(char::is_whitespace, " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(before: &str, after: &str) -> Place {
        Place {
            template: String::new(),
            line: None,
            expression: String::new(),
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    #[test]
    fn a_number_is_found_as_a_whole() {
        let asked = Question::new("204");
        for text in [
            "204",
            "có 204 em",
            "204\u{a0}trẻ em",
            "(204)",
            "12/204.",
            "204, trong đó",
        ] {
            assert!(asked.is_in(text), "{text}");
        }
        for text in ["1204", "2.041", "1.204", "204,5", "204.000"] {
            assert!(!asked.is_in(text), "{text}");
            assert!(Question::new("204").is_part_of("1204"));
        }
        assert!(Question::new("5").is_in("05\u{a0}trẻ em"));
        assert!(Question::new("1250000").is_in("1.250.000\u{a0}đồng"));
        assert!(Question::new("1.250.000 đồng").is_in("1.250.000\u{a0}đồng"));
    }

    #[test]
    fn a_number_is_found_with_what_stands_around_it() {
        let around = place("Diễn đàn thu hút ", " trẻ em tham gia, 33 em nữ");
        for asked in ["204", "204 trẻ em", "thu hút 204 trẻ em", "hai trăm lẻ bốn"] {
            assert!(Question::new(asked).is_number("204", &around), "{asked}");
        }
        for other in ["33", "trẻ em", "20", "04", "thu hút", "204 người"] {
            assert!(!Question::new(other).is_number("204", &around), "{other}");
        }
        assert!(Question::new("thu hut 204 TRE EM").is_like_number("204", &around));
    }

    #[test]
    fn a_number_in_words_is_found_as_it_is_spoken() {
        let around = place("(bằng chữ: ", " đồng)");
        let printed = "hai trăm linh bốn nghìn";
        for asked in [
            "hai trăm lẻ bốn ngàn",
            "hai trăm linh bốn nghìn đồng",
            "204.000",
            "204000",
        ] {
            assert!(Question::new(asked).is_number(printed, &around), "{asked}");
        }
        assert!(!Question::new("hai trăm").is_number(printed, &around));
    }
}
