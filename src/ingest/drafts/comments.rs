//! Comments of a draft, with the words they are put to.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Who;
use crate::finding::Fault;
use crate::ingest::workbook::package::{Part, attribute, push_reference, too_large, xml_fault};

const MAX_COMMENTS: usize = 2_000;
/// Words of an anchor that are kept, in bytes.
pub(super) const MAX_ANCHOR: usize = 400;
/// Longest comment that is kept, in bytes; of one that is longer, the beginning.
const MAX_TEXT: usize = 8_000;

/// Where a comment is put.
#[derive(Debug, Default)]
pub(super) struct Anchor {
    pub words: String,
    /// The paragraph up to the comment, where it is put to no words.
    pub before: String,
}

impl Anchor {
    /// The words to show.
    pub fn words(self) -> String {
        let words = if self.words.trim().is_empty() {
            self.before
        } else {
            self.words
        };
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// More of the words.
    pub fn push(&mut self, text: &str) {
        let room = MAX_ANCHOR.saturating_sub(self.words.len());
        self.words.push_str(&text[..text.floor_char_boundary(room)]);
    }
}

/// The day of a moment, `2024-08-21T10:00:00Z`.
pub(super) fn day(moment: String) -> Option<String> {
    let day = moment.get(..10)?;
    day.parse::<jiff::civil::Date>().ok().map(|day| day.to_string())
}

/// A comment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comment {
    /// Who wrote it, and when.
    pub who: Who,
    /// What it says.
    pub text: String,
    /// The words it is put to; those of the paragraph if it is put to none.
    pub anchor: String,
}

/// Reads the part with the comments.
pub(super) fn read(mut reader: Reader<Part<'_>>, mut anchors: HashMap<String, Anchor>) -> Result<Vec<Comment>, Fault> {
    let mut found: Vec<Comment> = Vec::new();
    let (mut open, mut in_text) = (false, false);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(|error| xml_fault(&error))?;
        let last = found.last_mut().filter(|_| open && in_text);
        match event {
            Event::Eof => break,
            Event::Start(element) => match element.local_name().as_ref() {
                "comment" => {
                    if found.len() >= MAX_COMMENTS {
                        return Err(too_large(format!("hơn {MAX_COMMENTS} ghi chú")));
                    }
                    let id = attribute(&element, "id").unwrap_or_default();
                    found.push(Comment {
                        who: Who {
                            name: attribute(&element, "author").filter(|name| !name.trim().is_empty()),
                            on: attribute(&element, "date").and_then(day),
                        },
                        text: String::new(),
                        anchor: anchors.remove(&id).map(Anchor::words).unwrap_or_default(),
                    });
                    open = true;
                }
                "t" => in_text = true,
                "p" => {
                    if let Some(comment) = found.last_mut().filter(|one| open && !one.text.is_empty()) {
                        comment.text.push('\n');
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "comment" => open = false,
                "t" => in_text = false,
                _ => {}
            },
            Event::Text(words) => last.into_iter().for_each(|comment| push(&mut comment.text, &words)),
            Event::CData(words) => last.into_iter().for_each(|comment| push(&mut comment.text, &words)),
            Event::GeneralRef(reference) => {
                if let Some(comment) = last {
                    push_reference(&mut comment.text, &reference);
                }
            }
            _ => {}
        }
    }
    for comment in &mut found {
        comment.text = comment.text.trim().to_owned();
    }
    found.retain(|comment| !comment.text.is_empty());
    Ok(found)
}

fn push(text: &mut String, words: &str) {
    let room = MAX_TEXT.saturating_sub(text.len());
    text.push_str(&words[..words.floor_char_boundary(room)]);
}
