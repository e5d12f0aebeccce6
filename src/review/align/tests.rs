//! Any change of a paragraph is found as that change and no other.

use proptest::prelude::*;

use super::*;
use crate::document::{Coverage, Document, Inline, Measure, hunks, pass};
use crate::ingest::drafts;
use crate::word;

/// Fonts with every character, all as wide.
struct Fonts;

impl Coverage for Fonts {
    fn covers(&self, _: char) -> bool {
        true
    }
}

impl Measure for Fonts {
    fn advance(&self, _: char, _: bool) -> f64 {
        0.5
    }
}

fn paper(text: &str) -> Document {
    let paragraph = |text: &str| crate::document::Block::Paragraph {
        text: vec![Inline::text(text)],
    };
    Document {
        id: "thu".to_owned(),
        body: vec![
            paragraph("Đoạn thứ nhất giữ nguyên."),
            paragraph(text),
            paragraph("Đoạn cuối cùng cũng vậy."),
        ],
        ..Document::default()
    }
}

fn told(old: &str, new: &str) -> Vec<Change> {
    let bytes = word::write(&paper(new), jiff::civil::date(2024, 9, 27), &Fonts).expect("a draft");
    let draft = drafts::read(&bytes).expect("a draft");
    changes(&word::origin(&paper(old), &Fonts).parts, &draft.blocks)
}

proptest! {
    #[test]
    fn a_text_that_was_changed_comes_back_as_exactly_that(old in any::<String>(), new in any::<String>()) {
        let (old, new) = (pass(&old, &Fonts).0, pass(&new, &Fonts).0);
        let (was, is) = (key(&old), key(&new));
        match told(&old, &new).as_slice() {
            [] => prop_assert_eq!(was, is),
            [Change::Text { now, .. }] => {
                prop_assert!(was != is);
                prop_assert_eq!(key(&now.text), is);
            }
            [Change::New { now, .. }] => {
                prop_assert!(old.trim().is_empty());
                prop_assert_eq!(key(&now.text), is);
            }
            [Change::Gone { .. }] => prop_assert!(new.trim().is_empty()),
            other => prop_assert!(false, "{:?}", other),
        }
    }

    #[test]
    fn words_put_in_place_of_others_give_the_new_text(old in any::<String>(), new in "[a-zắ .,“”-]{0,40}") {
        let (old, new) = (Text::plain(&old), Text::plain(&new));
        let changes = hunks(&old.keys(), &new.keys());
        let changes: Vec<_> = changes
            .into_iter()
            .map(|hunk| crate::review::texts::Change::of(hunk.old, &new, hunk.new))
            .collect();
        prop_assert_eq!(Text::plain(&old.rewritten(0..old.words.len(), &changes)).key(), new.key());
    }
}

#[test]
fn a_sign_that_is_several_words_may_be_cut_through() {
    for (old, new) in [
        ("…", "."),
        ("a…", "a.."),
        ("… b", ". b"),
        ("a…b", "a.b"),
        ("..", "…"),
        ("……", "...."),
    ] {
        let (old, new) = (Text::plain(old), Text::plain(new));
        let changes = hunks(&old.keys(), &new.keys()).into_iter();
        let changes: Vec<_> = changes
            .map(|hunk| crate::review::texts::Change::of(hunk.old, &new, hunk.new))
            .collect();
        let now = Text::plain(&old.rewritten(0..old.words.len(), &changes));
        assert_eq!(now.key(), new.key(), "{} -> {}", old.text, new.text);
    }
}

#[test]
fn what_word_changes_by_itself_is_no_change() {
    let old = "Chủ đề “Vì trẻ em” - ngày 05…";
    for new in [
        "Chủ đề \"Vì trẻ em\" – ngày\u{a0}05...",
        "Chu\u{309} đê\u{300}  “Vì tre\u{309} em” — ngày 05…",
    ] {
        assert_eq!(told(old, new), []);
    }
}
