//! The first thing that happens to a text from a cell: one normal form, visible characters only.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::look_alikes::{in_latin, with_d};

/// Brings `text` into normal form: NFC, every space plain, nothing invisible, line ends `\n`, runs of spaces and of line
/// ends collapsed, ends trimmed, letters of full width and those of other alphabets that look like Latin ones replaced. Idempotent. Words stay as typed.
pub fn clean(text: &str) -> String {
    match is_clean(text) {
        true => text.to_owned(),
        false => cleaned(text),
    }
}

/// Whether nothing needs to be done: most texts that a keyboard gives, and all that were cleaned before.
fn is_clean(text: &str) -> bool {
    let mut blank = true;
    for c in text.chars() {
        blank = match c {
            ' ' | '\n' if !blank => true,
            'Ð' | 'ð' | 'Ɖ' => return false,
            // Letters, digits and signs that are one character each and look like no others.
            '!'..='~' | '\u{c0}'..='\u{24f}' | '\u{1ea0}'..='\u{1ef9}' | '\u{2010}'..='\u{2027}' => false,
            _ => return false,
        };
    }
    (!blank || text.is_empty()) && !text.contains("_x000D_")
}

fn cleaned(text: &str) -> String {
    let visible = text.replace("\r\n", "\n").replace("_x000D_", "\n");
    let visible: String = visible.chars().filter_map(visible_char).collect();
    let composed: String = in_latin(&visible).nfc().collect();
    let mut out = String::with_capacity(composed.len());
    // The strongest blank since the last visible character: a line end wins over a space.
    let mut blank = None;
    for c in composed.chars() {
        if c == ' ' || c == '\n' {
            blank = Some(if c == '\n' { c } else { blank.unwrap_or(c) });
            continue;
        }
        if let Some(blank) = blank.take()
            && !out.is_empty()
        {
            out.push(blank);
        }
        out.push(c);
    }
    match with_d(&out) {
        Cow::Owned(changed) => changed,
        Cow::Borrowed(_) => out,
    }
}

/// [`clean`], in one line.
pub fn clean_line(text: &str) -> String {
    let clean = clean(text);
    match clean.contains('\n') {
        true => clean.replace('\n', " "),
        false => clean,
    }
}

fn visible_char(c: char) -> Option<char> {
    match c {
        '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => None,
        // Letters and digits of full width, as East Asian keyboards type them.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        c => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spaces_marks_and_line_ends() {
        assert_eq!(
            clean("  Hoàng\u{a0}\u{a0}Thi\u{323} \u{200b}A\u{301}nh \r\n\r\n lớp\t7A_x000D_"),
            "Hoàng Thị Ánh\nlớp 7A"
        );
        assert_eq!(clean_line("a\nb"), "a b");
        assert_eq!(clean("Tri\u{ad} Lễ\u{202e}"), "Tri Lễ");
        assert_eq!(clean(" \u{feff} "), "");
    }

    #[test]
    fn look_alikes_of_d() {
        assert_eq!(clean("Ðồng Giáp, ðuối nước, Ɖào"), "Đồng Giáp, đuối nước, Đào");
        assert_eq!(clean("Ðж"), "Ðж");
        assert_eq!(clean("Hо\u{300}a ７Ａ"), "Hòa 7A");
    }

    proptest! {
        #[test]
        fn is_idempotent(text in "\\PC{0,40}|[ \\n\\r\\t\u{a0}\u{200b}\u{301}\u{323}aĐÐơo_x0D]{0,40}") {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
            prop_assert!(!once.contains("  ") && once.trim() == once);
        }

        #[test]
        fn what_needs_nothing_is_left_as_it_is(text in "[ -~\n\u{c0}-\u{250}\u{1e9f}-\u{1efa}\u{200f}-\u{2028}\u{301}]{0,12}|[ \nxạĐ“_0D]{0,9}") {
            prop_assert_eq!(clean(&text), cleaned(&text));
        }
    }
}
