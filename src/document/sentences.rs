//! What two trees of one paper say differently, sentence by sentence.

use super::difference::hunks;
use super::{Block, Document, Frame, Inline, Row};

/// A place where a paper now says something else: the old sentence, the new one, or one of them alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it said.
    pub old: Option<String>,
    /// What it would say.
    pub new: Option<String>,
}

/// Places that differ, in the order of the paper; none if both say the same.
pub fn changes(old: &Document, new: &Document) -> Vec<Change> {
    between(&sentences(old), &sentences(new))
}

/// Everything a paper says, from its head to its last annex; a row of a table counts as one sentence.
pub fn sentences(document: &Document) -> Vec<String> {
    let mut said = Vec::new();
    head(&document.frame, &mut said);
    blocks(&document.body, &mut said);
    for signature in &document.frame.signatures {
        said.extend(signature.lines.iter().cloned());
        said.push(signature.name.clone());
    }
    said.extend(document.frame.recipients.iter().cloned());
    for annex in &document.annexes {
        said.extend(annex.number.iter().map(|number| format!("Phụ lục {number}")));
        said.push(annex.title.clone());
        said.push(annex.attached_to.clone());
        blocks(&annex.body, &mut said);
    }
    said.extend(document.frame.notices.iter().cloned());
    said.retain(|sentence| !sentence.is_empty());
    said
}

fn head(frame: &Frame, said: &mut Vec<String>) {
    said.extend(frame.superior.iter().chain(&frame.issuer).cloned());
    if let Some(notation) = &frame.notation {
        said.push(format!("Số: {}/{notation}", frame.number.as_deref().unwrap_or("…")));
    }
    let date = &frame.date;
    let gap = |part: &Option<String>| part.clone().unwrap_or_else(|| "…".to_owned());
    said.push(format!(
        "{}, ngày {} tháng {} năm {}",
        frame.place,
        gap(&date.day),
        gap(&date.month),
        date.year
    ));
    let texts = [&frame.urgency, &frame.kind_name, &frame.subject, &frame.authority];
    said.extend(texts.into_iter().flatten().cloned());
    said.extend(frame.addressees.iter().chain(&frame.bases).cloned());
}

fn blocks(blocks_of: &[Block], said: &mut Vec<String>) {
    for block in blocks_of {
        match block {
            Block::Heading { number, text, .. } => {
                said.push(joined(number.as_deref(), &plain(text)));
            }
            Block::Paragraph { text } => split(&plain(text), said),
            Block::Item { marker, text, .. } => split(&joined(Some(marker), &plain(text)), said),
            Block::Aligned { body, .. } => blocks(body, said),
            Block::Table(table) => {
                said.extend(table.title.iter().cloned());
                for row in &table.rows {
                    said.push(match row {
                        Row::Group { text, .. } => text.clone(),
                        Row::Record { cells, .. } | Row::Total { cells } => cells
                            .iter()
                            .map(|cell| cell.text.as_str())
                            .collect::<Vec<_>>()
                            .join(" | "),
                    });
                }
            }
            Block::Chart(chart) => {
                said.push(chart.title.clone());
                said.push(chart.alt.clone());
            }
            Block::PageBreak => {}
        }
    }
}

fn joined(mark: Option<&str>, text: &str) -> String {
    match mark {
        Some(mark) => format!("{mark} {text}"),
        None => text.to_owned(),
    }
}

fn plain(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text { text } => text.clone(),
        Inline::Strong { body } | Inline::Emphasis { body } => plain(body),
        Inline::LineBreak => " ".to_owned(),
        Inline::Blank { .. } => "……".to_owned(),
        Inline::Checkbox { checked } => if *checked { "☒" } else { "☐" }.to_owned(),
    };
    inlines.iter().map(one).collect()
}

/// A sentence ends at a full stop, question or exclamation mark before a capital letter.
fn split(text: &str, said: &mut Vec<String>) {
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '?', '!']) {
        let end = at + 1;
        let rest = text.get(end..).unwrap_or_default();
        let next = rest.trim_start();
        if rest.len() > next.len() && next.starts_with(char::is_uppercase) {
            said.push(text.get(start..end).unwrap_or_default().trim().to_owned());
            start = end;
        }
    }
    said.push(text.get(start..).unwrap_or_default().trim().to_owned());
}

fn between(old: &[String], new: &[String]) -> Vec<Change> {
    let hunks = hunks(old, new).into_iter();
    hunks.flat_map(|hunk| pair(&old[hunk.old], &new[hunk.new])).collect()
}

/// In one place the first old sentence stands against the first new one, and so on.
fn pair(gone: &[String], come: &[String]) -> Vec<Change> {
    let longest = gone.len().max(come.len());
    (0..longest)
        .map(|n| Change {
            old: gone.get(n).cloned(),
            new: come.get(n).cloned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper(texts: &[&str]) -> Document {
        let paragraph = |text: &&str| Block::Paragraph {
            text: vec![Inline::text(*text)],
        };
        Document {
            body: texts.iter().map(paragraph).collect(),
            ..Document::default()
        }
    }

    fn told(old: &[&str], new: &[&str]) -> Vec<(Option<String>, Option<String>)> {
        let changes = changes(&paper(old), &paper(new));
        changes.into_iter().map(|change| (change.old, change.new)).collect()
    }

    #[test]
    fn only_the_sentences_that_differ_are_told() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(told(&["Một. Hai. Ba."], &["Một. Hai. Ba."]), []);
        assert_eq!(
            told(
                &["Mời ông A dự. Lúc 8 giờ 30. Trân trọng."],
                &["Mời ông A dự. Lúc 9 giờ. Trân trọng."]
            ),
            [(some("Lúc 8 giờ 30."), some("Lúc 9 giờ."))]
        );
        assert_eq!(
            told(&["Một.", "Hai.", "Ba."], &["Một.", "Ba.", "Bốn."]),
            [(some("Hai."), None), (None, some("Bốn."))]
        );
    }

    #[test]
    fn a_trees_json_reads_back_as_the_same_tree() {
        let tree = paper(&["Một. Hai."]);
        let json = serde_json::to_string(&tree).expect("JSON");
        assert_eq!(serde_json::from_str::<Document>(&json).expect("a tree"), tree);
    }
}
