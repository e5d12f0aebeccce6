//! Pairs two sequences of texts: what is equal, then what is alike, then what is left over in the same place.

use std::collections::HashMap;

use crate::document::hunks;

/// Comparisons of one stretch beyond which things that differ are paired by their order alone.
const MOST: usize = 250_000;

/// One of two sequences and its counterpart in the other.
pub type Pair = (Option<usize>, Option<usize>);

/// Pairs two sequences by what they are compared by: equal ones, then those that are alike, then, if `in_order`, as many that
/// are left over between two pairs as there are on both sides.
pub fn pair(old: &[String], new: &[String], like: f64, in_order: bool) -> Vec<Pair> {
    let mut pairs = Vec::with_capacity(old.len().max(new.len()));
    let (mut i, mut j) = (0, 0);
    for hunk in hunks(old, new) {
        while i < hunk.old.start {
            pairs.push((Some(i), Some(j)));
            (i, j) = (i + 1, j + 1);
        }
        let (gone, come) = (&old[hunk.old.clone()], &new[hunk.new.clone()]);
        for (a, b) in alike(gone, come, like, in_order) {
            pairs.push((a.map(|a| a + hunk.old.start), b.map(|b| b + hunk.new.start)));
        }
        (i, j) = (hunk.old.end, hunk.new.end);
    }
    while i < old.len() {
        pairs.push((Some(i), Some(j)));
        (i, j) = (i + 1, j + 1);
    }
    pairs
}

/// Pairs two stretches without anything equal so that all likeness together is greatest.
fn alike(old: &[String], new: &[String], like: f64, in_order: bool) -> Vec<Pair> {
    let mut matched: Vec<(usize, usize)> = Vec::new();
    if old.len().saturating_mul(new.len()) <= MOST {
        let bags: Vec<_> = old.iter().map(|text| bag(text)).collect();
        let others: Vec<_> = new.iter().map(|text| bag(text)).collect();
        let width = new.len() + 1;
        let mut likeness = vec![0.0_f64; old.len() * new.len()];
        let mut best = vec![0.0_f64; (old.len() + 1) * width];
        for i in (0..old.len()).rev() {
            for j in (0..new.len()).rev() {
                let one = likeness_of(&bags[i], &others[j]);
                let one = if one >= like { one } else { 0.0 };
                likeness[i * new.len() + j] = one;
                let skipped = best[(i + 1) * width + j].max(best[i * width + j + 1]);
                best[i * width + j] = skipped.max(if one > 0.0 {
                    one + best[(i + 1) * width + j + 1]
                } else {
                    0.0
                });
            }
        }
        let (mut i, mut j) = (0, 0);
        while i < old.len() && j < new.len() {
            let one = likeness[i * new.len() + j];
            let here = best[i * width + j];
            if one > 0.0 && here <= one + best[(i + 1) * width + j + 1] {
                matched.push((i, j));
                (i, j) = (i + 1, j + 1);
            } else if best[(i + 1) * width + j] >= here {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    matched.push((old.len(), new.len()));
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (a, b) in matched {
        if in_order && a - i == b - j {
            pairs.extend((i..a).zip(j..b).map(|(i, j)| (Some(i), Some(j))));
        } else {
            pairs.extend((i..a).map(|i| (Some(i), None)));
            pairs.extend((j..b).map(|j| (None, Some(j))));
        }
        if a < old.len() {
            pairs.push((Some(a), Some(b)));
        }
        (i, j) = (a + 1, b + 1);
    }
    pairs
}

fn bag(text: &str) -> HashMap<&str, usize> {
    let mut bag = HashMap::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        *bag.entry(word).or_default() += 1;
    }
    bag
}

/// Share of words that two texts have in common.
fn likeness_of(one: &HashMap<&str, usize>, other: &HashMap<&str, usize>) -> f64 {
    let all: usize = one.values().sum::<usize>() + other.values().sum::<usize>();
    let both = |(word, count): (&&str, &usize)| (*count).min(other.get(word).copied().unwrap_or(0));
    let common: usize = one.iter().map(both).sum();
    if all == 0 {
        1.0
    } else {
        2.0 * common as f64 / all as f64
    }
}
