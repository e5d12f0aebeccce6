//! Changed words of a paper -> changes of the text of its template, in which all placeholders stay.

use std::ops::Range;

use super::texts::{Change, From, Text};
use crate::compose::{Spot, split};

/// A piece of the text of a template, or of a part of one, and what is to stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Patch {
    /// The template, or the part (`parts/lien-he.md`).
    pub file: String,
    /// Of a part: the tag of the template that includes it.
    pub site: Option<Range<usize>>,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What is to stand there.
    pub text: String,
}

impl Patch {
    fn at(spot: &Spot, range: Range<usize>, text: String) -> Self {
        Self {
            file: spot.file.to_string(),
            site: spot.site.clone(),
            range,
            text,
        }
    }
}

/// Gives the text of a template, or of a part of one.
pub type Texts<'t> = dyn Fn(&str) -> Option<&'t str> + 't;

/// The patches that make `text` read as with `changes`; nothing where one of them is no matter of a template's words.
pub fn of_changes(text: &Text, changes: &[Change], texts: &Texts<'_>) -> Option<Vec<Patch>> {
    let mut patches = Vec::new();
    for change in changes {
        match change.old.is_empty() {
            true => patches.push(insertion(text, change, texts)?),
            false => patches.extend(replacement(text, change, texts)?),
        }
    }
    Some(patches)
}

fn replacement(text: &Text, change: &Change, texts: &Texts<'_>) -> Option<Vec<Patch>> {
    // Stretches of the template without a tag between them.
    let mut stretches: Vec<(Spot, Range<usize>)> = Vec::new();
    let mut last_value = None;
    for word in &text.words[change.old.clone()] {
        let spot = match &word.from {
            From::Template(spot) => spot.clone(),
            From::Value(number) if last_value == Some(*number) => continue,
            From::Value(number) => {
                last_value = Some(*number);
                let spot = text.values[*number].spot.clone()?;
                let range = whole_expression(texts(&spot.file)?, &spot.range)?;
                Spot { range, ..spot }
            }
            From::Nowhere => return None,
        };
        match stretches.last_mut() {
            Some((first, range)) if joins(first, range, &spot, texts) => range.end = spot.range.end,
            _ => stretches.push((spot.clone(), spot.range.clone())),
        }
    }
    let first = &stretches.first()?.0;
    let mut new = Some(fitted(&change.new, first, texts)?).filter(|new| !new.is_empty());
    let mut patches = Vec::new();
    for (spot, range) in stretches {
        let body = texts(&spot.file)?;
        let words = new.take().unwrap_or_default();
        let (range, words) = match words.is_empty() {
            true => (with_blanks(body, range), words),
            false => spaced(text, change, body, range, words),
        };
        patches.push(Patch::at(&spot, range, words));
    }
    Some(patches)
}

/// New words with the spaces around them that they have in the draft, where those around the old ones were others.
fn spaced(text: &Text, change: &Change, body: &str, range: Range<usize>, mut words: String) -> (Range<usize>, String) {
    let (mut start, mut end) = (range.start, range.end);
    match (text.is_apart(change.old.start), change.before) {
        (true, false) => start = body[..start].trim_end_matches(' ').len(),
        (false, true) => words.insert(0, ' '),
        _ => {}
    }
    match (text.is_apart(change.old.end), change.after) {
        (true, false) => end = body.len() - body[end..].trim_start_matches(' ').len(),
        (false, true) => words.push(' '),
        _ => {}
    }
    (start..end, words)
}

/// Whether nothing but words stands between two places.
fn joins(first: &Spot, range: &Range<usize>, next: &Spot, texts: &Texts<'_>) -> bool {
    let same = first.file == next.file && first.site == next.site && range.end <= next.range.start;
    same && texts(&first.file).is_some_and(|body| {
        body.get(range.end..next.range.start)
            .is_some_and(|between| !["{%", "{{", "{#"].iter().any(|tag| between.contains(tag)))
    })
}

/// The expression with its braces.
fn whole_expression(body: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let start = body.get(..range.start)?.rfind("{{")?;
    let end = range.end + body.get(range.end..)?.find("}}")? + 2;
    Some(start..end)
}

/// What goes takes the spaces before it along, if a space, a sign or the end of the line follows.
fn with_blanks(body: &str, range: Range<usize>) -> Range<usize> {
    let before = &body[..range.start];
    let start = before.trim_end_matches(' ').len();
    let after = &body[range.end..];
    let is_open = !after.starts_with(char::is_alphanumeric) && !after.starts_with("{{");
    let line_begins = body[..start].ends_with('\n') || start == 0;
    match (is_open, line_begins) {
        (true, false) => start..range.end,
        (true, true) => {
            range.start..range.end + (body[range.end..].len() - body[range.end..].trim_start_matches(' ').len())
        }
        (false, _) => range,
    }
}

fn insertion(text: &Text, change: &Change, texts: &Texts<'_>) -> Option<Patch> {
    let at = change.old.start;
    let from = |word: usize| text.words.get(word).map(|word| &word.from);
    let left = at.checked_sub(1).and_then(from);
    let apart = text.is_apart(at);
    let fits = |spot: &Spot| fitted(&change.new, spot, texts);
    let after = |spot: &Spot, end: usize| {
        let space = if change.before { " " } else { "" };
        let more = if change.after && !apart { " " } else { "" };
        Some(Patch::at(spot, end..end, format!("{space}{}{more}", fits(spot)?)))
    };
    match (left, from(at)) {
        (Some(From::Template(spot)), _) => after(spot, spot.range.end),
        (left, Some(From::Template(spot))) if change.before || left.is_none() => {
            let space = if change.after { " " } else { "" };
            let more = if change.before && !apart { " " } else { "" };
            let start = spot.range.start;
            Some(Patch::at(spot, start..start, format!("{more}{}{space}", fits(spot)?)))
        }
        (Some(From::Value(number)), _) => {
            let spot = text.values[*number].spot.as_ref()?;
            let range = whole_expression(texts(&spot.file)?, &spot.range)?;
            after(spot, range.end)
        }
        _ => None,
    }
}

/// Text of a person as it may stand at a place of a template; nothing if the front matter could take it for something else.
fn fitted(text: &str, spot: &Spot, texts: &Texts<'_>) -> Option<String> {
    let is_front = split(texts(&spot.file)?).is_some_and(|(head, _)| spot.range.start < head.len());
    let is_sign = |c: char| matches!(c, '{' | '}' | '"' | '\'' | '\\' | '\n' | '[' | ']');
    match is_front {
        false => Some(escaped(text)),
        true => [": ", " #"]
            .iter()
            .all(|sign| !text.contains(sign))
            .then(|| text.to_owned())
            .filter(|text| !text.contains(is_sign)),
    }
}

/// Text of a person as it stands in Markdown and among placeholders.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '{' | '}' | '&' | '%' | '#'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Places of a paragraph in its template, from the first to the last.
fn spots(text: &Text) -> impl DoubleEndedIterator<Item = &Spot> {
    text.words.iter().filter_map(|word| match &word.from {
        From::Template(spot) => Some(spot),
        From::Value(number) => text.values[*number].spot.as_ref(),
        From::Nowhere => None,
    })
}

/// The patches that take a paragraph out: whole lines of the template.
pub fn without(text: &Text, texts: &Texts<'_>) -> Option<Vec<Patch>> {
    let (first, last) = (spots(text).next()?, spots(text).next_back()?);
    if first.file != last.file || first.site != last.site {
        return None;
    }
    let body = texts(&first.file)?;
    let start = body.get(..first.range.start)?.rfind('\n').map_or(0, |end| end + 1);
    let rest = body.get(last.range.end..)?;
    let end = last.range.end + rest.find('\n').map_or(rest.len(), |end| end + 1);
    (start < end).then(|| vec![Patch::at(first, start..end, String::new())])
}

/// The patches that put a paragraph in after one and before another, in the ways that there are.
pub fn with_new(new: &str, before: Option<&Text>, after: Option<&Text>, texts: &Texts<'_>) -> Vec<Vec<Patch>> {
    let line = paragraph(new);
    let mut ways = Vec::new();
    if let Some(spot) = before.and_then(|text| spots(text).next_back())
        && let Some(body) = texts(&spot.file)
        && let Some(rest) = body.get(spot.range.end..)
    {
        let end = spot.range.end + rest.find('\n').unwrap_or(rest.len());
        let opens = body[..spot.range.end].rsplit('\n').next().unwrap_or_default();
        let tight = is_item(&line) && is_item(opens);
        let gap = if tight { "\n" } else { "\n\n" };
        ways.push(vec![Patch::at(spot, end..end, format!("{gap}{line}"))]);
        ways.push(vec![Patch::at(spot, end..end, format!("\n\n{line}\n"))]);
    }
    if let Some(spot) = after.and_then(|text| spots(text).next())
        && let Some(body) = texts(&spot.file)
        && let Some(start) = body
            .get(..spot.range.start)
            .map(|body| body.rfind('\n').map_or(0, |end| end + 1))
    {
        ways.push(vec![Patch::at(spot, start..start, format!("{line}\n\n"))]);
    }
    ways
}

/// A paragraph as Markdown; one that opens with a dash is an item of a list, and any other mark stays what it looks like.
fn paragraph(text: &str) -> String {
    let text = Text::plain(text).text;
    let dashed = text.strip_prefix("- ").or_else(|| text.strip_prefix("– "));
    if let Some(rest) = dashed {
        return format!("- {}", escaped(rest));
    }
    let line = escaped(&text);
    let first = line.chars().take_while(char::is_ascii_digit).count();
    if first > 0 && line[first..].starts_with(['.', ')']) {
        return format!("{}\\{}", &line[..first], &line[first..]);
    }
    match line.starts_with(['-', '+', ':', '=']) {
        true => format!("\\{line}"),
        false => line,
    }
}

fn is_item(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- ") || line.starts_with("+ ")
}

/// `text` with patches that are all of it, whatever their file; nothing if two of them overlap.
pub fn patched(text: &str, patches: &[&Patch]) -> Option<String> {
    let mut patches: Vec<&Patch> = patches.to_vec();
    patches.sort_by_key(|patch| (patch.range.start, patch.range.end));
    patches.dedup();
    let overlap = patches.windows(2).any(|two| two[1].range.start < two[0].range.end);
    if overlap {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut at = 0;
    for patch in patches {
        out.push_str(text.get(at..patch.range.start)?);
        out.push_str(&patch.text);
        at = patch.range.end;
    }
    out.push_str(text.get(at..)?);
    Some(out)
}

/// The text of the template `main` with all patches; a part that is patched takes the place of the tag that includes it.
pub fn own_text(main: &str, patches: &[Patch], texts: &Texts<'_>) -> Option<String> {
    let body = texts(main)?;
    let mut all: Vec<Patch> = patches.iter().filter(|patch| patch.file == main).cloned().collect();
    let mut parts: Vec<&Patch> = patches.iter().filter(|patch| patch.file != main).collect();
    parts.sort_by_key(|patch| (patch.file.clone(), patch.site.as_ref().map(|site| site.start)));
    for group in parts.chunk_by(|one, other| one.file == other.file && one.site == other.site) {
        let first = group.first()?;
        let site = first.site.clone()?;
        let text = patched(texts(&first.file)?, group)?;
        // An included part ends without its last line end, and the tag takes the one after it along.
        let text = text.strip_suffix('\n').unwrap_or(&text).to_owned();
        let line_end = usize::from(body.get(site.end..)?.starts_with('\n'));
        all.push(Patch {
            file: main.to_owned(),
            site: None,
            range: site.start..site.end + line_end,
            text,
        });
    }
    patched(body, &all.iter().collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patch(range: Range<usize>, text: &str) -> Patch {
        Patch {
            file: "a".to_owned(),
            site: None,
            range,
            text: text.to_owned(),
        }
    }

    #[test]
    fn patches_that_overlap_are_refused() {
        let patches = [patch(0..3, "Hai"), patch(4..6, "")];
        assert_eq!(
            patched("Mot ba.", &patches.iter().collect::<Vec<_>>()).as_deref(),
            Some("Hai .")
        );
        let patches = [patch(0..5, "Hai"), patch(4..6, "")];
        assert_eq!(patched("Mot ba.", &patches.iter().collect::<Vec<_>>()), None);
    }

    #[test]
    fn nothing_that_a_person_writes_is_a_mark() {
        assert_eq!(escaped("{{ x }} *a*"), "\\{\\{ x \\}\\} \\*a\\*");
        assert_eq!(paragraph("1. Một"), "1\\. Một");
        assert_eq!(paragraph("- Một"), "- Một");
    }
}
