//! How like two words are: what is compared with hundreds of others is mostly like none of them, and that is soon seen.

/// The likeness of two texts from 0 to 1 (normalised Damerau-Levenshtein), if it is `least` or more.
pub(super) fn likeness(one: &str, other: &str, least: f64) -> Option<f64> {
    // Comparing costs the product of both lengths.
    if by_length(one, other) < least || at_most(one, other) < least {
        return None;
    }
    Some(strsim::normalized_damerau_levenshtein(one, other)).filter(|likeness| *likeness >= least)
}

/// What the likeness of texts of such lengths can be at most.
fn by_length(one: &str, other: &str) -> f64 {
    let (one, other) = (one.chars().count(), other.chars().count());
    1.0 - one.abs_diff(other) as f64 / one.max(other).max(1) as f64
}

/// What the likeness of two texts can be at most: each letter that only one of them has costs a change, wherever it stands.
fn at_most(one: &str, other: &str) -> f64 {
    let mut surplus = [0_i32; 64];
    let (mut length, mut other_length) = (0_usize, 0_usize);
    for letter in one.chars() {
        surplus[letter as usize % surplus.len()] += 1;
        length += 1;
    }
    for letter in other.chars() {
        surplus[letter as usize % surplus.len()] -= 1;
        other_length += 1;
    }
    let of_one: i32 = surplus.iter().filter(|count| **count > 0).sum();
    let of_other: i32 = surplus.iter().filter(|count| **count < 0).sum();
    let longest = length.max(other_length).max(1);
    1.0 - f64::from(of_one.max(-of_other)) / longest as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn no_two_texts_are_more_alike_than_their_letters_let_them(one in "[a-e ê]{0,12}", other in "[a-e ê]{0,12}") {
            let alike = strsim::normalized_damerau_levenshtein(&one, &other);
            proptest::prop_assert!(alike <= at_most(&one, &other), "{one} {other}");
            proptest::prop_assert_eq!(likeness(&one, &other, 0.6), Some(alike).filter(|alike| *alike >= 0.6));
        }
    }
}
