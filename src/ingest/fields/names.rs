//! Names of persons: what stands around them is taken off, marks and spelling stay as typed.

mod birth;

use super::super::workbook::Cell;
use super::{Parsed, excerpt};
use crate::finding::Fault;
use crate::vietnamese::{fold::fold_words, names, normal::clean_line, syllable::is_syllable};

const WHAT: &str = "họ và tên";

/// Words before a name. Some are family names or given names too: see [`without_title`].
const TITLES: [&str; 18] = [
    "ông",
    "bà",
    "anh",
    "chị",
    "em",
    "cháu",
    "cô",
    "thầy",
    "bé",
    "đ/c",
    "đ.c",
    "đc",
    "đồng chí",
    "hs",
    "gv",
    "học sinh",
    "giáo viên",
    "các em",
];
/// Folded words that tell what somebody is, not how they are called.
const ROLES: [&str; 25] = [
    "truong",
    "pho",
    "nhom",
    "doan",
    "lop",
    "hoc sinh",
    "dan toc",
    "sn",
    "sinh nam",
    "nam sinh",
    "nam",
    "nu",
    "dt",
    "sdt",
    "to",
    "doi",
    "du phong",
    "du bi",
    "cham",
    "bi thu",
    "giao vien",
    "mc",
    "chu tich",
    "can bo",
    "phu trach",
];

/// How much was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    None,
    Harmless,
    Guessed,
    /// It does not look like a name.
    Odd,
}

/// A name while it is read.
struct Reading {
    name: String,
    notes: Vec<String>,
    change: Change,
}

/// What the cell of a name holds.
#[derive(Debug, Clone, PartialEq)]
pub(in super::super) struct Named {
    /// The name.
    pub name: Parsed<String>,
    /// What stood beside it that belongs into the notes.
    pub notes: Option<String>,
    /// The birth that stood beside it, as it was typed.
    pub birth: Option<String>,
}

/// A person's name, and what stood beside it.
pub(in super::super) fn name(cell: &Cell) -> Named {
    let line = clean_line(cell.text());
    if !line.contains(char::is_alphabetic) {
        let empty = !line.contains(char::is_alphanumeric);
        return Named {
            name: if empty {
                Parsed::absent()
            } else {
                Parsed::unclear(WHAT, cell)
            },
            notes: None,
            birth: None,
        };
    }
    let mut reading = Reading {
        name: line,
        notes: Vec::new(),
        change: Change::None,
    };
    let birth = reading.without_birth();
    reading.without_brackets();
    reading.without_number();
    reading.without_title();
    reading.without_remark();
    reading.without_small_words();
    reading.in_proper_case();
    let Reading {
        name,
        notes,
        mut change,
    } = reading;
    if is_odd(&name) {
        change = Change::Odd;
    }
    let parsed = match change {
        Change::None => Parsed::new(name),
        Change::Harmless => Parsed::normalised(name.clone(), WHAT, cell, &name),
        Change::Guessed => Parsed::repaired(name.clone(), WHAT, cell, &name),
        Change::Odd => Parsed::with(
            name,
            Fault::NameOdd {
                name: excerpt(&cell.raw),
            },
        ),
    };
    Named {
        name: parsed,
        notes: (!notes.is_empty()).then(|| notes.join("; ")),
        birth,
    }
}

fn is_odd(name: &str) -> bool {
    const LONGEST_FOREIGN: usize = 7;
    let strange = |c: char| !c.is_alphabetic() && !matches!(c, ' ' | '\'' | '’' | '-' | '.');
    // "NGUYỄNVĂN": nothing but its length shows that it is two words.
    let long =
        |word: &str| word.chars().count() >= LONGEST_FOREIGN && !word.contains(['\'', '’', '-']) && !is_syllable(word);
    name.split(' ').count() < 2 || name.contains(strange) || name.split(' ').any(long)
}

impl Reading {
    fn changed(&mut self, change: Change) {
        self.change = self.change.max(change);
    }

    fn note(&mut self, note: &str) {
        let note = note.trim_matches(|c: char| !c.is_alphanumeric()).trim();
        if !note.is_empty() {
            self.notes.push(note.to_owned());
        }
    }

    /// "Hoàng Thị A (15/3/2011)"
    fn without_birth(&mut self) -> Option<String> {
        let (rest, birth) = birth::split(&self.name)?;
        self.name = rest;
        self.changed(Change::Harmless);
        Some(birth)
    }

    /// "Hoàng Thị A (nhóm trưởng)"
    fn without_brackets(&mut self) {
        let whole = self.name.clone();
        let Some((before, rest)) = whole.split_once(['(', '[']) else {
            return;
        };
        let (inside, after) = rest.split_once([')', ']']).unwrap_or((rest, ""));
        self.note(inside);
        self.name = format!("{} {}", before.trim(), after.trim()).trim().to_owned();
        self.changed(if after.trim().is_empty() {
            Change::Harmless
        } else {
            Change::Guessed
        });
    }

    /// "1. Hoàng Thị A", "- Hoàng Thị A", "Hoàng Thị A*"
    fn without_number(&mut self) {
        let sign = |c: char| matches!(c, '.' | ',' | ';' | ':' | '-' | '–' | '*' | ')' | '/' | '+' | ' ');
        let start = self.name.trim_start_matches(|c: char| c.is_ascii_digit() || sign(c));
        let end = start.trim_end_matches(sign);
        let marked = start.len() != self.name.len() || self.name.ends_with('*');
        self.name = end.to_owned();
        if marked {
            self.changed(Change::Harmless);
        }
    }

    /// "Em Hoàng Thị A", "Ông Lý Văn B"
    fn without_title(&mut self) {
        let lower = self.name.to_lowercase();
        // The longest first, for "Đồng chí" and the like.
        let title = TITLES
            .iter()
            .filter(|title| {
                lower
                    .strip_prefix(**title)
                    .is_some_and(|rest| rest.starts_with([' ', '.', ':']))
            })
            .max_by_key(|title| title.len());
        let Some(rest) = title.and_then(|title| self.name.get(title.len()..)) else {
            return;
        };
        let rest = rest.trim_start_matches([' ', '.', ':']).to_owned();
        let words: Vec<&str> = rest.split(' ').collect();
        // "Ông Thị Hoa" has the family name Ông.
        let begins = words
            .first()
            .is_some_and(|word| !matches!(fold_words(word).as_str(), "thi" | "van"));
        if words.len() >= 2 && begins {
            self.name = rest;
            self.changed(Change::Harmless);
        }
    }

    /// "Hoàng Thị A - nhóm trưởng", "Hoàng Thị A, lớp 7A", "Hoàng Thị A 2012"
    fn without_remark(&mut self) {
        let chars: Vec<(usize, char)> = self.name.char_indices().collect();
        let blank = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|(_, c)| *c == ' ');
        let sign = chars.iter().enumerate().find(|(at, (_, c))| match c {
            ',' | ';' | ':' | '/' | '|' => true,
            // Within a name a hyphen has no blanks.
            '-' | '–' | '—' => blank(at.checked_sub(1)) || blank(Some(at + 1)),
            _ => false,
        });
        if let Some((_, (place, _))) = sign {
            let (before, after) = self.name.split_at(*place);
            let (before, after) = (before.trim().to_owned(), after.to_owned());
            if before.contains(' ') {
                self.changed(if tells_a_role(&after) {
                    Change::Harmless
                } else {
                    Change::Guessed
                });
                self.note(&after);
                self.name = before;
            }
        }
        let words: Vec<&str> = self.name.split(' ').collect();
        let digit = words
            .iter()
            .position(|word| word.contains(|c: char| c.is_ascii_digit()));
        if let Some(at) = digit.filter(|at| *at >= 2) {
            let word = words.get(at - 1).copied().unwrap_or_default();
            let leads = at > 2 && word.starts_with(char::is_lowercase) && tells_a_role(word);
            self.cut(at - usize::from(leads));
            self.changed(Change::Guessed);
        }
    }

    /// Moves the words from `at` on into the notes.
    fn cut(&mut self, at: usize) {
        let words: Vec<String> = self.name.split(' ').map(str::to_owned).collect();
        let (name, rest) = words.split_at(at.min(words.len()));
        self.name = name.join(" ");
        self.note(&rest.join(" "));
    }

    /// "Hoàng Thị A nhóm trưởng"
    fn without_small_words(&mut self) {
        if names::has_one_case(&self.name) {
            return;
        }
        let words: Vec<&str> = self.name.split(' ').collect();
        let small = |word: &&&str| word.chars().next().is_some_and(char::is_lowercase);
        let behind = words.iter().rev().take_while(small).count();
        let at = words.len() - behind;
        let rest = words.get(at..).unwrap_or_default().join(" ");
        if at >= 2 && tells_a_role(&rest) {
            self.cut(at);
            self.changed(Change::Guessed);
        }
    }

    /// Proper case, word by word, where a word has another.
    fn in_proper_case(&mut self) {
        if names::has_one_case(&self.name) {
            let now = names::title_case(&self.name);
            if now != self.name {
                self.changed(Change::Harmless);
            }
            self.name = now;
            return;
        }
        let mut change = Change::None;
        let words: Vec<String> = self.name.split(' ').map(|word| recased(word, &mut change)).collect();
        self.name = words.join(" ");
        self.changed(change);
    }
}

fn tells_a_role(text: &str) -> bool {
    let padded = format!(" {} ", fold_words(text));
    ROLES.iter().any(|role| padded.contains(&format!(" {role} ")))
}

/// A word of a name that is not in one case, in its proper case: "thị", "HOÀNG", "NGUYễN"; "NguyễnVăn" in two words.
fn recased(word: &str, change: &mut Change) -> String {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let starts_small = letters().next().is_some_and(char::is_lowercase);
    let all_capitals = letters().count() > 1 && letters().all(char::is_uppercase);
    let joint = word
        .char_indices()
        .zip(word.char_indices().skip(1))
        .find(|((_, a), (_, b))| a.is_lowercase() && b.is_uppercase())
        .map(|(_, (place, _))| place);
    match joint {
        // A capital within a syllable is a slip of the keyboard.
        Some(_) if is_syllable(&word.to_lowercase()) => {
            *change = (*change).max(Change::Harmless);
            names::title_case(word)
        }
        Some(place) => {
            let (one, two) = word.split_at(place);
            let sound = is_syllable(&one.to_lowercase()) && is_syllable(&two.to_lowercase());
            *change = (*change).max(if sound { Change::Guessed } else { Change::Odd });
            if sound {
                format!("{} {}", names::title_case(one), names::title_case(two))
            } else {
                word.to_owned()
            }
        }
        None if starts_small || all_capitals => {
            *change = (*change).max(Change::Harmless);
            names::title_case(word)
        }
        None => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::cell;
    use super::*;

    #[test]
    fn names_as_they_are_typed() {
        const NOTE: &str = "value-normalised";
        const WARNING: &str = "value-repaired";
        for (raw, value, notes, fault) in [
            ("Hoàng Thị Ánh", "Hoàng Thị Ánh", "", ""),
            (" Hoàng  Thuỷ \u{a0}Tiên ", "Hoàng Thuỷ Tiên", "", ""),
            ("Ho\u{300}a Thị Thúy", "Hòa Thị Thúy", "", ""),
            ("A Pó", "A Pó", "", ""),
            ("H'Hen Niê", "H'Hen Niê", "", ""),
            ("K' Brôih", "K' Brôih", "", ""),
            ("Nguyễn Thị Lan-Anh", "Nguyễn Thị Lan-Anh", "", ""),
            ("Ông Thị Hoa", "Ông Thị Hoa", "", ""),
            ("Cô Thị", "Cô Thị", "", ""),
            ("LÝ VĂN BẢO", "Lý Văn Bảo", "", NOTE),
            ("lý văn bảo", "Lý Văn Bảo", "", NOTE),
            ("H'HEN NIÊ", "H'Hen Niê", "", NOTE),
            ("Hoàng thị Ánh", "Hoàng Thị Ánh", "", NOTE),
            ("Hoàng Thị ánh", "Hoàng Thị Ánh", "", NOTE),
            ("HOÀNG Thị Ánh", "Hoàng Thị Ánh", "", NOTE),
            ("NGUYễN VăN AN", "Nguyễn Văn An", "", NOTE),
            ("1. Lý Văn Bảo", "Lý Văn Bảo", "", NOTE),
            ("02) Lý Văn Bảo", "Lý Văn Bảo", "", NOTE),
            ("- Lý Văn Bảo", "Lý Văn Bảo", "", NOTE),
            ("Em Hoàng Thị An", "Hoàng Thị An", "", NOTE),
            ("Ông Lý Văn Bảo", "Lý Văn Bảo", "", NOTE),
            ("Đ/c Lý Văn Bảo", "Lý Văn Bảo", "", NOTE),
            ("Đồng chí: Lý Văn Bảo", "Lý Văn Bảo", "", NOTE),
            ("BÀ LÝ THỊ BẢO", "Lý Thị Bảo", "", NOTE),
            ("Hoàng Thị An (nhóm trưởng)", "Hoàng Thị An", "nhóm trưởng", NOTE),
            ("Hoàng Thị An - nhóm trưởng", "Hoàng Thị An", "nhóm trưởng", NOTE),
            ("Hoàng Thị An – Trưởng đoàn", "Hoàng Thị An", "Trưởng đoàn", NOTE),
            ("Hoàng Thị An, lớp 7A", "Hoàng Thị An", "lớp 7A", NOTE),
            ("Hoàng Thị An- trưởng nhóm", "Hoàng Thị An", "trưởng nhóm", NOTE),
            ("1. Em Hoàng Thị An (dự phòng)", "Hoàng Thị An", "dự phòng", NOTE),
            ("Hoàng Thị An nhóm trưởng", "Hoàng Thị An", "nhóm trưởng", WARNING),
            ("Hoàng Thị An lớp 7A", "Hoàng Thị An", "lớp 7A", WARNING),
            ("Hoàng Thị An 2012-2013", "Hoàng Thị An", "2012-2013", WARNING),
            ("Hoàng Thị An, Lý Văn Bảo", "Hoàng Thị An", "Lý Văn Bảo", WARNING),
            ("NguyễnVăn An", "Nguyễn Văn An", "", WARNING),
            ("NGUYỄNVĂN AN", "Nguyễnvăn An", "", "name-odd"),
            ("Ánh", "Ánh", "", "name-odd"),
            ("Hoàng Thị @nh", "Hoàng Thị @nh", "", "name-odd"),
        ] {
            let Named {
                name: parsed,
                notes: found,
                birth,
            } = name(&cell(raw));
            assert_eq!(birth, None, "{raw}");
            let code = parsed.fault.as_ref().map_or("", Fault::code);
            assert_eq!(
                (parsed.value.as_deref(), found.as_deref().unwrap_or_default(), code),
                (Some(value), notes, fault),
                "{raw}"
            );
        }
        assert_eq!(name(&cell("-")).name, Parsed::absent());
        assert_eq!(
            name(&cell("123")).name.fault.map(|fault| fault.code()),
            Some("value-unclear")
        );
    }

    #[test]
    fn births_beside_names() {
        const MAI: &str = "Hoàng Thị Mai";
        for (raw, value, notes, born) in [
            ("Hoàng Thị Mai (15/3/2011)", MAI, "", "15/3/2011"),
            ("Hoàng Thị Mai(2011)", MAI, "", "2011"),
            ("Hoàng Thị Mai\n(15/3/2011", MAI, "", "15/3/2011"),
            ("Hoàng Thị Mai - 2011", MAI, "", "2011"),
            ("Hoàng Thị Mai-2011", MAI, "", "2011"),
            ("Hoàng Thị Mai 15/3/2011", MAI, "", "15/3/2011"),
            ("Hoàng Thị Mai - 15.03.2011", MAI, "", "15.03.2011"),
            ("Hoàng Thị Mai, sinh ngày 15/3/2011", MAI, "", "sinh ngày 15/3/2011"),
            (
                "Hoàng Thị Mai, sinh ngày 15 tháng 3 năm 2011",
                MAI,
                "",
                "sinh ngày 15 tháng 3 năm 2011",
            ),
            ("Hoàng Thị Mai SN 2011", MAI, "", "SN 2011"),
            ("Hoàng Thị Mai sn: 2011", MAI, "", "sn 2011"),
            ("Hoàng Thị Mai (SN 11)", MAI, "", "SN 11"),
            ("Hoàng Thị Mai sinh năm 2011", MAI, "", "sinh năm 2011"),
            ("HOÀNG THỊ MAI SINH NĂM 2011", MAI, "", "SINH NĂM 2011"),
            ("HOÀNG THỊ MAI 2011", MAI, "", "2011"),
            ("1. Em Hoàng Thị Mai, năm sinh: 2011", MAI, "", "năm sinh 2011"),
            ("Hoàng Thị Mai (2011) - nhóm trưởng", MAI, "nhóm trưởng", "2011"),
            ("Hoàng Thị Mai (2011, nhóm trưởng)", MAI, "nhóm trưởng", "2011"),
            ("Hoàng Thị Mai, 2011, lớp 7A", MAI, "lớp 7A", "2011"),
            ("Hoàng Thị Mai (lớp 7A, sinh năm 2011)", MAI, "lớp 7A", "sinh năm 2011"),
            ("Nguyễn Văn Sinh 2011", "Nguyễn Văn Sinh", "", "2011"),
            ("Nguyễn Văn Năm (2011)", "Nguyễn Văn Năm", "", "2011"),
        ] {
            let found = name(&cell(raw));
            let code = found.name.fault.as_ref().map_or("", Fault::code);
            let named = (found.name.value.as_deref(), found.notes.as_deref().unwrap_or_default());
            assert_eq!(
                (named, found.birth.as_deref()),
                ((Some(value), notes), Some(born)),
                "{raw}"
            );
            assert_eq!(code, "value-normalised", "{raw}");
        }
        // What tells of no birth stays a remark.
        for raw in [
            "Hoàng Thị Mai (lớp 7A)",
            "Hoàng Thị Mai - khóa 2023",
            "Hoàng Thị Mai (HSG năm học 2023 - 2024)",
            "Hoàng Thị Mai, 0912345678",
            "Hoàng Thị Mai 13 tuổi",
            "Hoàng Thị Mai (giải ba 2023)",
            "Hoàng Thị Mai 6/1",
        ] {
            assert_eq!(name(&cell(raw)).birth, None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn a_name_in_proper_case_stays(words in proptest::collection::vec("(Nguyễn|Hoàng|Thị|Văn|Ánh|Thuỷ|Thúy|Lý|Đàm|Ngọc|A|Pó|Hoà|Mỹ|Mĩ)", 2..5)) {
            let typed = words.join(" ");
            let alone = Named { name: Parsed::new(typed.clone()), notes: None, birth: None };
            prop_assert_eq!(name(&cell(&typed)), alone);
            let capitals = name(&cell(&typed.to_uppercase()));
            prop_assert_eq!(capitals.name.value, Some(typed));
        }

        #[test]
        fn nothing_panics_or_vanishes(text in "\\PC{0,30}|[A-ZĐa-zàạ0-9 ().,:/-]{0,24}") {
            let parsed = name(&cell(&text)).name;
            prop_assert!(parsed.value.is_some() || parsed.fault.is_some() || !text.contains(char::is_alphanumeric));
        }
    }
}
