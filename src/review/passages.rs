//! A paragraph that was changed, put in or taken out -> corrections of the values in it, and other words in the template.

use std::ops::Range;

use super::align::Change;
use super::present::{Present, trimmed};
use super::texts::{self, From, Text};
use super::{Does, Raw, Why, correction, why_of, wording};
use crate::document::{Hunk, hunks};
use crate::edits;
use crate::ingest::drafts::{Line, Who};
use crate::word::Part;

/// What a changed stretch belongs to.
#[derive(Debug, Clone, PartialEq)]
enum Group {
    /// One value.
    Value(usize),
    /// The words of the template, in the sentence that begins with this word.
    Words(usize),
    /// Neither.
    Stuck(Why, usize),
}

/// A changed stretch, between what was printed and the draft, and as a change of the paper as it is now.
struct Touch {
    hunk: Hunk,
    change: texts::Change,
}

/// What the change of a paragraph proposes.
pub(super) fn propose(
    base: &[Part],
    change: &Change,
    counterparts: &[Option<usize>],
    present: &Present<'_>,
    out: &mut Vec<Raw>,
) {
    let printed = |part: usize| match &base[part] {
        Part::Text { at, text } => (at.as_str(), Text::plain(text)),
        Part::Table { at, .. } => (at.as_str(), Text::default()),
    };
    match change {
        Change::Text { part, now } => {
            let (place, text) = printed(*part);
            of_text(place, &text, now, counterparts[*part], present, out);
        }
        Change::Gone { part, who } => {
            let (place, text) = printed(*part);
            out.extend(of_gone(place, &text, counterparts[*part], who, present));
        }
        Change::New { between, now } => {
            let there = |part: Option<usize>| part.and_then(|part| counterparts[part]);
            let place = between.0.map_or("", |part| printed(part).0);
            of_new(place, (there(between.0), there(between.1)), now, present, out);
        }
        _ => {}
    }
}

fn of_text(
    place: &str,
    printed: &Text,
    line: &Line,
    counterpart: Option<usize>,
    present: &Present<'_>,
    out: &mut Vec<Raw>,
) {
    let passage = Passage {
        place,
        printed,
        draft: &Text::plain(&line.text),
        line,
    };
    let changed = hunks(&printed.keys(), &passage.draft.keys());
    let Some((number, now)) = counterpart.and_then(|number| Some((number, present.text(number)?))) else {
        out.extend(passage.conflict(&changed, None));
        return;
    };
    if now.key() == passage.draft.key() {
        return;
    }
    let since = hunks(&printed.keys(), &now.keys());
    let mut groups: Vec<(Group, Vec<Touch>)> = Vec::new();
    for hunk in changed {
        let at = match carried(&hunk, &since) {
            Ok(at) => at,
            Err(other) => {
                let same =
                    other.old == hunk.old && now.slice(other.new.clone()) == passage.draft.slice(hunk.new.clone());
                if !same {
                    let sentences = sentences(now, other.new.start, other.new.end);
                    out.extend(passage.conflict(&[hunk], Some(now.slice(sentences).into_owned())));
                }
                continue;
            }
        };
        let change = before_end(now, texts::Change::of(at, passage.draft, hunk.new.clone()));
        let group = group_of(&present.why_at(place), now, &change);
        let touch = Touch { hunk, change };
        match groups.last_mut() {
            Some((last, same)) if *last == group => same.push(touch),
            _ => groups.push((group, vec![touch])),
        }
    }
    for (group, touches) in groups {
        let (hunks, changes): (Vec<Hunk>, Vec<texts::Change>) =
            touches.into_iter().map(|touch| (touch.hunk, touch.change)).unzip();
        let (Some(first), Some(last)) = (changes.first(), changes.last()) else {
            continue;
        };
        let range = match group {
            Group::Value(value) => now.values[value].words.clone(),
            _ => sentences(now, first.old.start, last.old.end),
        };
        let who = passage.who(&hunks);
        let (old, new) = (
            now.slice(range.clone()).into_owned(),
            now.rewritten(range.clone(), &changes),
        );
        let does = match &group {
            Group::Value(_) if since.iter().any(|other| lies_in(&other.new, &range)) => {
                out.extend(passage.conflict(&hunks, Some(old)));
                continue;
            }
            Group::Value(value) => of_value(now.values[*value].path.as_deref(), &old, &new, who.as_ref(), present),
            Group::Words(_) => reworded(place, number, now, &changes, present),
            Group::Stuck(why, _) => Does::ByHand {
                why: why.clone(),
                path: path_near(now, first),
            },
        };
        out.push(Raw {
            seed: passage.seed(&hunks),
            place: place.to_owned(),
            old: Some(old),
            new: Some(new),
            who,
            does,
        });
    }
}

/// A change that takes the last words of a paragraph away leaves its end sign, which follows from the place.
fn before_end(now: &Text, mut change: texts::Change) -> texts::Change {
    let is_end = |word: usize| matches!(now.words[word].key.as_str(), "." | "/" | ";" | ",");
    let words = change.old.clone();
    if change.new.is_empty() && words.end == now.words.len() && !words.clone().all(is_end) {
        change.old.end = words
            .clone()
            .rev()
            .find(|word| !is_end(*word))
            .map_or(words.end, |last| last + 1);
    }
    change
}

/// A paragraph as it was printed, and as it came back.
struct Passage<'p> {
    place: &'p str,
    printed: &'p Text,
    draft: &'p Text,
    line: &'p Line,
}

impl Passage<'_> {
    fn seed(&self, hunks: &[Hunk]) -> Vec<String> {
        let mut seed = vec![self.printed.key()];
        for hunk in hunks {
            seed.push(format!("{:?}", hunk.old));
            seed.push(self.draft.slice(hunk.new.clone()).into_owned());
        }
        seed
    }

    fn who(&self, hunks: &[Hunk]) -> Option<Who> {
        hunks.iter().find_map(|hunk| who(self.line, &hunk.new))
    }

    /// Changes of what is changed by now as well.
    fn conflict(&self, hunks: &[Hunk], present: Option<String>) -> Option<Raw> {
        let (first, last) = (hunks.first()?, hunks.last()?);
        let sentences = sentences(self.printed, first.old.start, last.old.end);
        let changes: Vec<texts::Change> = hunks
            .iter()
            .map(|hunk| texts::Change::of(hunk.old.clone(), self.draft, hunk.new.clone()))
            .collect();
        Some(Raw {
            seed: self.seed(hunks),
            place: self.place.to_owned(),
            old: Some(self.printed.slice(sentences.clone()).into_owned()),
            new: Some(self.printed.rewritten(sentences, &changes)),
            who: self.who(hunks),
            does: Does::Conflict { present },
        })
    }
}

/// Whether a stretch lies in words, or cuts into them.
fn lies_in(stretch: &Range<usize>, words: &Range<usize>) -> bool {
    match stretch.is_empty() {
        true => words.start < stretch.start && stretch.start < words.end,
        false => stretch.start < words.end && words.start < stretch.end,
    }
}

/// What a value that prints `old` and is to print `new` proposes.
pub(super) fn of_value(path: Option<&str>, old: &str, new: &str, who: Option<&Who>, present: &Present<'_>) -> Does {
    let corrected = match path {
        Some(path) => present.facts.corrected(path, old, new),
        None => Err(super::facts::Refused::Computed),
    };
    match corrected {
        Ok((at, value)) => correction(at, edits::Change::Value(value), who),
        Err(refused) => Does::ByHand {
            why: why_of(path, refused, &present.facts),
            path: path.map(str::to_owned),
        },
    }
}

fn reworded(place: &str, number: usize, now: &Text, changes: &[texts::Change], present: &Present<'_>) -> Does {
    let mut wanted = present.keys();
    wanted[number] = trimmed(&Text::plain(&now.rewritten(0..now.words.len(), changes)).key());
    let way = wording::of_changes(now, changes, present.texts);
    let why = match &way {
        Some(_) => Why::Shared,
        None => present.why_at(place),
    };
    match present.first_that_says(way, &[wanted]) {
        Some(patches) => Does::Reword(patches),
        None => Does::ByHand { why, path: None },
    }
}

/// The sentences between two words.
fn sentences(text: &Text, start: usize, end: usize) -> Range<usize> {
    // What is put in at the end of a sentence goes with it.
    let first = if start == end { start.saturating_sub(1) } else { start };
    let last = end.saturating_sub(1).max(first);
    text.sentence(first).start..text.sentence(last).end
}

/// Where a hunk of what was printed stands by now, or the one that has changed it.
fn carried<'h>(hunk: &Hunk, since: &'h [Hunk]) -> Result<Range<usize>, &'h Hunk> {
    let (mut start, mut end) = (hunk.old.start, hunk.old.end);
    for other in since {
        let apart = match (hunk.old.is_empty(), other.old.is_empty()) {
            (true, true) => other.old.start != hunk.old.start,
            (true, false) => hunk.old.start <= other.old.start || other.old.end <= hunk.old.start,
            (false, true) => other.old.start <= hunk.old.start || hunk.old.end <= other.old.start,
            (false, false) => other.old.end <= hunk.old.start || hunk.old.end <= other.old.start,
        };
        if !apart {
            return Err(other);
        }
        if other.old.end <= hunk.old.start {
            start = start + other.new.len() - other.old.len();
            end = end + other.new.len() - other.old.len();
        }
    }
    Ok(start..end)
}

/// What a change of the paper as it is now belongs to.
fn group_of(why: &Why, now: &Text, change: &texts::Change) -> Group {
    let from = |word: usize| now.words.get(word).map(|word| &word.from);
    let (start, end) = (change.old.start, change.old.end);
    let sentence = sentences(now, start, end).start;
    if change.old.is_empty() {
        let (left, right) = (start.checked_sub(1).and_then(from), from(start));
        return match (left, right) {
            (Some(From::Value(one)), Some(From::Value(other))) if one == other => Group::Value(*one),
            (Some(From::Template(_)), _) | (_, Some(From::Template(_))) => Group::Words(sentence),
            (Some(From::Value(one)), None) | (None, Some(From::Value(one))) if now.only_value().is_some() => {
                Group::Value(*one)
            }
            (Some(From::Value(one)), _) if now.values[*one].spot.is_some() => Group::Words(sentence),
            _ => Group::Stuck(why.clone(), sentence),
        };
    }
    let words = &now.words[start..end];
    let mut values: Vec<usize> = words
        .iter()
        .filter_map(|word| match word.from {
            From::Value(number) => Some(number),
            _ => None,
        })
        .collect();
    values.dedup();
    let nowhere = words.iter().any(|word| word.from == From::Nowhere);
    let whole = |number: &usize| {
        let of_value = &now.values[*number].words;
        start <= of_value.start && of_value.end <= end
    };
    let all_values = words.iter().all(|word| matches!(word.from, From::Value(_)));
    match values.as_slice() {
        _ if nowhere => Group::Stuck(why.clone(), sentence),
        [] => Group::Words(sentence),
        [one] if all_values => Group::Value(*one),
        many if change.new.is_empty() && many.iter().all(whole) => Group::Words(sentence),
        _ => Group::Stuck(Why::Mixed, sentence),
    }
}

/// The path of the first value that a change touches.
fn path_near(now: &Text, change: &texts::Change) -> Option<String> {
    let words = now.words.get(change.old.clone())?;
    words.iter().find_map(|word| match word.from {
        From::Value(number) => now.values[number].path.clone(),
        _ => None,
    })
}

/// Who made the change of these words, if it was tracked.
pub(super) fn who(line: &Line, words: &Range<usize>) -> Option<Who> {
    let before = |at: usize| line.text.get(..at).map_or(0, |text| Text::plain(text).words.len());
    let of = |(range, who): &(Range<usize>, Who)| {
        let (start, end) = (before(range.start), before(range.end));
        (start <= words.end && words.start <= end).then(|| who.clone())
    };
    line.tracked.iter().find_map(of)
}

fn of_gone(
    place: &str,
    printed: &Text,
    counterpart: Option<usize>,
    who: &Option<Who>,
    present: &Present<'_>,
) -> Option<Raw> {
    let number = counterpart?;
    let now = present.text(number)?;
    let does = if now.key() != printed.key() {
        Does::Conflict {
            present: Some(now.text.clone()),
        }
    } else {
        let mut wanted = present.keys();
        wanted.remove(number);
        let all = texts::Change {
            old: 0..now.words.len(),
            new: String::new(),
            before: false,
            after: false,
        };
        let ways = [
            wording::without(now, present.texts),
            wording::of_changes(now, &[all], present.texts),
        ];
        match present.first_that_says(ways.into_iter().flatten(), &[wanted]) {
            Some(patches) => Does::Reword(patches),
            None => {
                let path = now.values.iter().find_map(|value| value.path.clone());
                let why = match (present.why_at(place), path.as_deref()) {
                    (Why::Unplaced, Some(path)) => why_of(Some(path), super::facts::Refused::Computed, &present.facts),
                    (why, _) => why,
                };
                Does::ByHand { why, path }
            }
        }
    };
    Some(Raw {
        seed: vec!["gone".to_owned(), printed.key()],
        place: place.to_owned(),
        old: Some(now.text.clone()),
        new: None,
        who: who.clone(),
        does,
    })
}

fn of_new(
    place: &str,
    between: (Option<usize>, Option<usize>),
    line: &Line,
    present: &Present<'_>,
    out: &mut Vec<Raw>,
) {
    let text = Text::plain(&line.text);
    let keys = present.keys();
    let key = trimmed(&text.key());
    let first = between.0.map_or(0, |before| before + 1);
    let last = between.1.unwrap_or(keys.len()).max(first);
    if keys[first.min(keys.len())..last.min(keys.len())].contains(&key) {
        return;
    }
    let wanted: Vec<Vec<String>> = (first..=last)
        .map(|at| {
            let mut wanted = keys.clone();
            wanted.insert(at.min(wanted.len()), key.clone());
            wanted
        })
        .collect();
    let there = |part: Option<usize>| part.and_then(|part| present.text(part));
    let ways = wording::with_new(&line.text, there(between.0), there(between.1), present.texts);
    let does = match present.first_that_says(ways, &wanted) {
        Some(patches) => Does::Reword(patches),
        None => Does::ByHand {
            why: present.why_at(place),
            path: None,
        },
    };
    let length = text.words.len();
    out.push(Raw {
        seed: vec!["new".to_owned(), text.key()],
        place: place.to_owned(),
        old: None,
        new: Some(text.text.clone()),
        who: who(line, &(0..length)),
        does,
    });
}
