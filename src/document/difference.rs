//! Where two sequences differ, by their longest common subsequence: sentences of two trees, paragraphs and words of a paper and of
//! what came back of it.

use std::ops::Range;

/// Cells of the comparison beyond which two sequences count as wholly different between what they begin and end with.
const MOST: usize = 4_000_000;

/// A place where two sequences differ; one of the ranges may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// What the first has there.
    pub old: Range<usize>,
    /// What the second has instead.
    pub new: Range<usize>,
}

/// Places that differ, in order; none if both are the same.
pub fn hunks<T: PartialEq>(old: &[T], new: &[T]) -> Vec<Hunk> {
    let first = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old[first..].iter().rev().zip(new[first..].iter().rev());
    let last = rest.take_while(|(a, b)| a == b).count();
    let (gone, come) = (&old[first..old.len() - last], &new[first..new.len() - last]);
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    if gone.is_empty() || come.is_empty() || gone.len().saturating_mul(come.len()) > MOST {
        return vec![Hunk {
            old: first..old.len() - last,
            new: first..new.len() - last,
        }];
    }
    // Lengths of the longest common run from each place on.
    let width = come.len() + 1;
    let mut common = vec![0_u32; (gone.len() + 1) * width];
    for i in (0..gone.len()).rev() {
        for j in (0..come.len()).rev() {
            common[i * width + j] = if gone[i] == come[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let mut found = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut open = Hunk { old: 0..0, new: 0..0 };
    let mut close = |open: &Hunk| {
        if !open.old.is_empty() || !open.new.is_empty() {
            found.push(Hunk {
                old: first + open.old.start..first + open.old.end,
                new: first + open.new.start..first + open.new.end,
            });
        }
    };
    while i < gone.len() || j < come.len() {
        if i < gone.len() && j < come.len() && gone[i] == come[j] {
            close(&open);
            (i, j) = (i + 1, j + 1);
            open = Hunk { old: i..i, new: j..j };
        } else if j == come.len() || i < gone.len() && common[(i + 1) * width + j] >= common[i * width + j + 1] {
            i += 1;
            open.old.end = i;
        } else {
            j += 1;
            open.new.end = j;
        }
    }
    close(&open);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn putting_the_new_in_place_of_the_old_gives_the_second(
            old in proptest::collection::vec(0_u8..6, 0..40),
            new in proptest::collection::vec(0_u8..6, 0..40),
        ) {
            let mut made = old.clone();
            for hunk in hunks(&old, &new).into_iter().rev() {
                made.splice(hunk.old, new[hunk.new].iter().copied());
            }
            prop_assert_eq!(made, new);
        }
    }
}
