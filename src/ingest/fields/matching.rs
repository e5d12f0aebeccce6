//! Names of units, themes and agencies -> their codes: exact, by alias, without marks, and last by likeness with a
//! warning; never a guess among several.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::super::likeness::likeness;
use super::super::workbook::{Cell, Value};
use super::{Parsed, excerpt};
use crate::finding::Fault;
use crate::model::forum::schools::{self, Naming, School};
use crate::model::forum::{Agency, Theme};
use crate::model::{Unit, UnitType};
use crate::vietnamese::fold::fold_words;

/// Likeness from which a spelling is taken for a name, and by how much it must beat the next one.
const LIKE: f64 = 0.85;
const MARGIN: f64 = 0.15;
/// Letters of a name in which one may be wrong.
const SHORTEST: usize = 5;
/// Likeness below which a spelling changes nothing: it neither wins nor comes near one that does, which is at least that of a
/// shortest name with one wrong letter.
const FLOOR: f64 = 1.0 - 1.0 / SHORTEST as f64 - MARGIN;

/// How a text was matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) enum Match {
    /// One of the spellings that are known.
    Known(String),
    /// Like one spelling and unlike all others.
    Like(String),
    /// None, or several.
    None,
}

thread_local! {
    static KNOWN: RefCell<FxHashMap<String, Rc<str>>> = RefCell::default();
}

/// The folded words of a name of `forum.yaml`: folded once, not once for each cell that is compared with it.
fn known(name: &str) -> Rc<str> {
    KNOWN.with_borrow_mut(|known| match known.get(name) {
        Some(words) => Rc::clone(words),
        None => {
            let words: Rc<str> = fold_words(name).into();
            known.insert(name.to_owned(), Rc::clone(&words));
            words
        }
    })
}

/// A folded spelling, and the code of what it stands for.
type Spelling<'c> = (Rc<str>, &'c str);

/// Matches folded words against folded spellings of coded things.
fn best(text: &str, spellings: &[Spelling<'_>]) -> Match {
    if text.is_empty() {
        return Match::None;
    }
    let mut exact: Vec<&str> = spellings
        .iter()
        .filter(|(key, _)| **key == *text)
        .map(|(_, code)| *code)
        .collect();
    exact.dedup();
    match exact.as_slice() {
        [code] => return Match::Known((*code).to_owned()),
        [_, ..] => return Match::None,
        [] => {}
    }
    let mut scores: Vec<(f64, &str)> = Vec::new();
    let letters = text.chars().count();
    for (key, code) in spellings {
        let Some(score) = likeness(text, key, FLOOR) else {
            continue;
        };
        match scores.iter_mut().find(|(_, other)| other == code) {
            Some((highest, _)) => *highest = highest.max(score),
            None => scores.push((score, code)),
        }
    }
    scores.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    let next = scores.get(1).map_or(0.0, |(score, _)| *score);
    // One wrong letter in a short name weighs more than in a long one.
    let one_letter = |code: &str| {
        let mut of_code = spellings.iter().filter(|(_, other)| *other == code);
        letters >= SHORTEST && of_code.any(|(key, _)| strsim::damerau_levenshtein(text, key) == 1)
    };
    match scores.first() {
        Some((score, code)) if (*score >= LIKE || one_letter(code)) && score - next >= MARGIN => {
            Match::Like((*code).to_owned())
        }
        _ => Match::None,
    }
}

/// The unit that a text names: "UBND xã Tri Lễ", "X. Tri Lễ", "xa tri le".
pub(in super::super) fn unit(text: &str, units: &[Unit]) -> Match {
    let mut words = fold_words(text);
    let mut kind = None;
    // Names of the level above stand in every heading; one of them may be the name of a unit too.
    for upper in ["huyen ", "tinh ", "thanh pho "] {
        if words.starts_with(upper) {
            return Match::None;
        }
        if let Some((name, _)) = words.split_once(&format!(" {}", upper.trim_end())) {
            words = name.trim().to_owned();
        }
    }
    const PREFIXES: [(&str, Option<UnitType>); 16] = [
        ("dang uy ", None),
        ("hdnd ", None),
        ("ubnd ", None),
        ("uy ban nhan dan ", None),
        ("hdd ", None),
        ("hoi dong doi ", None),
        ("don vi ", None),
        ("xa ", Some(UnitType::Xa)),
        ("x ", Some(UnitType::Xa)),
        ("thi tran ", Some(UnitType::ThiTran)),
        ("tt ", Some(UnitType::ThiTran)),
        ("t t ", Some(UnitType::ThiTran)),
        ("phuong ", Some(UnitType::Phuong)),
        ("p ", Some(UnitType::Phuong)),
        ("dac khu ", Some(UnitType::DacKhu)),
        ("ten don vi ", None),
    ];
    while let Some((prefix, found)) = PREFIXES.iter().find(|(prefix, _)| words.starts_with(prefix)) {
        words = words[prefix.len()..].to_owned();
        kind = found.or(kind);
    }
    let candidates: Vec<&Unit> = units
        .iter()
        .filter(|unit| kind.is_none_or(|kind| kind == unit.unit_type))
        .collect();
    let spellings: Vec<Spelling<'_>> = candidates
        .iter()
        .flat_map(|unit| {
            std::iter::once(&unit.name)
                .chain(&unit.aliases)
                .map(|name| (known(name), unit.code.as_str()))
        })
        .collect();
    match best(&words, &spellings) {
        // An alias may hold the kind ("TT Văn Quan").
        Match::None => best(&fold_words(text), &spellings),
        found => found,
    }
}

/// Kinds of units in folded words, as they stand before a name.
const KINDS: [(&str, UnitType); 8] = [
    ("xa", UnitType::Xa),
    ("x", UnitType::Xa),
    ("thi tran", UnitType::ThiTran),
    ("tt", UnitType::ThiTran),
    ("t t", UnitType::ThiTran),
    ("ttr", UnitType::ThiTran),
    ("phuong", UnitType::Phuong),
    ("dac khu", UnitType::DacKhu),
];

/// The one unit that a line names with its kind: "DANH SÁCH TRẺ EM XÃ TRI LỄ HUYỆN VĂN QUAN". Takes folded words.
pub(in super::super) fn unit_within(words: &str, units: &[Unit]) -> Option<String> {
    let padded = format!(" {words} ");
    let names = |unit: &Unit, name: &str| {
        let name = known(name);
        let mut kinds = KINDS.iter().filter(|(_, kind)| *kind == unit.unit_type);
        words.contains(&*name) && kinds.any(|(kind, _)| padded.contains(&format!(" {kind} {name} ")))
    };
    only(
        units
            .iter()
            .filter(|unit| all_names(unit).any(|name| names(unit, name))),
    )
}

/// The one unit that a short name of a file, folder or sheet names, with or without its kind. Takes folded words.
pub(in super::super) fn unit_of_short_name(words: &str, units: &[Unit]) -> Option<String> {
    if let Some(unit) = unit_within(words, units) {
        return Some(unit);
    }
    // The level above may bear the name of a unit.
    let mut padded = format!(" {words} ");
    for upper in ["huyen", "h", "tinh", "thanh pho", "tp"] {
        if !padded.contains(&format!(" {upper} ")) {
            continue;
        }
        for name in units.iter().flat_map(all_names) {
            padded = padded.replace(&format!(" {upper} {} ", known(name)), " ");
        }
    }
    let whole = |name: &str| padded.contains(&format!(" {} ", known(name)));
    let found = only(units.iter().filter(|unit| all_names(unit).any(whole)));
    // "trile_final": written in one word.
    const SHORTEST: usize = 5;
    let in_one_word = |name: &str| {
        let joined = known(name).replace(' ', "");
        joined.len() >= SHORTEST && padded.split(' ').any(|word| word == joined)
    };
    found.or_else(|| only(units.iter().filter(|unit| all_names(unit).any(in_one_word))))
}

fn all_names(unit: &Unit) -> impl Iterator<Item = &str> {
    std::iter::once(&unit.name).chain(&unit.aliases).map(String::as_str)
}

/// The code of a unit that is alone.
fn only<'a>(mut units: impl Iterator<Item = &'a Unit>) -> Option<String> {
    match (units.next(), units.next()) {
        (Some(unit), None) => Some(unit.code.clone()),
        _ => None,
    }
}

/// A theme by code, number, full or short title or alias.
pub(in super::super) fn theme(cell: &Cell, themes: &[Theme]) -> Parsed<String> {
    let words = fold_words(cell.text());
    if super::says_nothing(cell.text()) {
        return Parsed::absent();
    }
    let number = match cell.value {
        Value::Number(number) if number.fract() == 0.0 => Some(format!("{number}")),
        _ => ["chu de so ", "chu de ", "linh vuc ", "muc ", "so ", ""]
            .iter()
            .filter_map(|prefix| words.strip_prefix(prefix))
            .find(|rest| rest.parse::<u8>().is_ok())
            .map(str::to_owned),
    };
    if let Some(number) = number {
        let wanted = number.trim_start_matches('0');
        let by_number = themes.iter().find(|theme| {
            let digits = theme.code.trim_start_matches(|c: char| !c.is_ascii_digit());
            digits.trim_start_matches('0') == wanted
        });
        return match by_number {
            Some(theme) => Parsed::new(theme.code.clone()),
            None => Parsed::unclear("chủ đề", cell),
        };
    }
    let mut spellings = Vec::new();
    for theme in themes {
        let code = theme.code.as_str();
        spellings.push((known(code), code));
        for name in [&theme.title, &theme.short].into_iter().chain(&theme.aliases) {
            spellings.push((known(name), code));
            spellings.push((known(&format!("{code} {name}")), code));
        }
    }
    let found = best(&words, &spellings)
        .or_led_by(&words, &spellings)
        .or_within(&words, &spellings);
    decide(found, "chủ đề", cell)
}

/// A school by the names of `forum.yaml`; one that is not listed stays as it was typed.
pub(in super::super) fn school(cell: &Cell, unit: &Unit, schools: &[School]) -> Parsed<String> {
    const WHAT: &str = "tên trường";
    let typed = super::line(cell);
    match typed.value.as_deref().map(|text| schools::find(text, unit, schools)) {
        Some(Naming::Name(school)) if typed.value.as_ref() != Some(&school.name) => {
            Parsed::normalised(school.name.clone(), WHAT, cell, &school.name)
        }
        Some(Naming::Like(school)) => Parsed::repaired(school.name.clone(), WHAT, cell, &school.name),
        _ => typed,
    }
}

/// An agency by code, name, short name or alias.
pub(in super::super) fn agency(cell: &Cell, agencies: &[Agency], units: &[Unit]) -> Parsed<String> {
    if super::says_nothing(cell.text()) {
        return Parsed::absent();
    }
    let found = match (agency_of(cell.text(), agencies), unit(cell.text(), units)) {
        // "UBND xã Tri Lễ" is the agency "UBND xã".
        (Match::None, Match::Known(code)) => {
            let kind = units
                .iter()
                .find(|unit| unit.code == code)
                .map_or("", |unit| unit.unit_type.label());
            agency_of(&format!("UBND {kind}"), agencies)
        }
        (found, _) => found,
    };
    match found {
        Match::None => Parsed::without(Fault::AgencyUnknown {
            text: excerpt(&cell.raw),
        }),
        found => decide(found, "cơ quan", cell),
    }
}

/// The agency that a text names.
pub(in super::super) fn agency_of(text: &str, agencies: &[Agency]) -> Match {
    let spellings: Vec<Spelling<'_>> = agencies
        .iter()
        .flat_map(|agency| {
            [&agency.code, &agency.name, &agency.short]
                .into_iter()
                .chain(&agency.aliases)
                .map(|name| (known(name), agency.code.as_str()))
        })
        .collect();
    best(&fold_words(text), &spellings)
}

impl Match {
    /// "T2: tai nạn thương tích …": a text that begins with a code or a whole spelling and goes on.
    fn or_led_by(self, text: &str, spellings: &[Spelling<'_>]) -> Self {
        if self != Self::None {
            return self;
        }
        let mut led: Vec<&str> = spellings
            .iter()
            .filter(|(key, _)| text.strip_prefix(&**key).is_some_and(|rest| rest.starts_with(' ')))
            .map(|(_, code)| *code)
            .collect();
        led.dedup();
        match led.as_slice() {
            [code] => Self::Like((*code).to_owned()),
            _ => Self::None,
        }
    }
}

impl Match {
    /// "vai trò phụ huynh" for "Vai trò của phụ huynh": all words stand in the spellings of one thing only.
    fn or_within(self, text: &str, spellings: &[Spelling<'_>]) -> Self {
        const FEWEST_WORDS: usize = 3;
        let words: Vec<&str> = text.split(' ').collect();
        if self != Self::None || words.len() < FEWEST_WORDS {
            return self;
        }
        let holds = |key: &str| words.iter().all(|word| key.split(' ').any(|other| other == *word));
        let mut codes: Vec<&str> = spellings
            .iter()
            .filter(|(key, _)| holds(key))
            .map(|(_, code)| *code)
            .collect();
        codes.dedup();
        match codes.as_slice() {
            [code] => Self::Like((*code).to_owned()),
            _ => Self::None,
        }
    }
}

fn decide(found: Match, what: &str, cell: &Cell) -> Parsed<String> {
    match found {
        Match::Known(code) => Parsed::new(code),
        Match::Like(code) => Parsed::repaired(code.clone(), what, cell, &code),
        Match::None => Parsed::unclear(what, cell),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cell;
    use super::*;

    fn units() -> Vec<Unit> {
        let names = [
            "Trấn Ninh",
            "Liên Hội",
            "Hòa Bình",
            "Tú Xuyên",
            "Điềm He",
            "An Sơn",
            "Khánh Khê",
            "Lương Năng",
            "Đồng Giáp",
            "Bình Phúc",
            "Tràng Các",
            "Tân Đoàn",
            "Tri Lễ",
            "Tràng Phái",
            "Yên Phúc",
            "Hữu Lễ",
        ];
        let unit = |code: String, unit_type, name: &str| Unit {
            code,
            unit_type,
            name: name.to_owned(),
            aliases: Vec::new(),
            valid_from: None,
            valid_to: None,
            successor: None,
        };
        let mut units = vec![unit("00".to_owned(), UnitType::ThiTran, "Văn Quan")];
        units.extend(
            names
                .iter()
                .enumerate()
                .map(|(n, name)| unit(format!("{:02}", n + 1), UnitType::Xa, name)),
        );
        units
    }

    #[test]
    fn spellings_of_units() {
        let units = units();
        for (text, code) in [
            ("Xã Tri Lễ", "13"),
            ("UBND xã Tri Lễ", "13"),
            ("X. Tri Lễ", "13"),
            ("xa tri le", "13"),
            ("Ủy ban nhân dân xã Tri Lễ, huyện Văn Quan", "13"),
            ("TT Văn Quan", "00"),
            ("T.T Văn Quan", "00"),
            ("Thị Trấn Văn Quan", "00"),
            ("Hoà Bình", "03"),
        ] {
            assert_eq!(unit(text, &units), Match::Known(code.to_owned()), "{text}");
        }
        assert_eq!(unit("Tran Phai", &units), Match::Like("14".to_owned()));
        assert_eq!(unit("Xã Try Lễ", &units), Match::Like("13".to_owned()));
        assert_eq!(unit("Xã Diềm He", &units), Match::Known("05".to_owned()));
        for foreign in ["Huyện Văn Quan", "Xã Trấn Yên", "Tràng", "", "Xã Văn Quan"] {
            assert_eq!(unit(foreign, &units), Match::None, "{foreign}");
        }
    }

    #[test]
    fn no_two_units_are_alike() {
        let units = units();
        for a in &units {
            for b in units.iter().filter(|b| b.code != a.code) {
                assert!(strsim::normalized_damerau_levenshtein(&fold_words(&a.name), &fold_words(&b.name)) < LIKE);
            }
        }
    }

    #[test]
    fn spellings_of_themes() {
        let theme_ = |code: &str, title: &str, short: &str| Theme {
            code: code.to_owned(),
            title: title.to_owned(),
            short: short.to_owned(),
            lead: "A".to_owned(),
            keywords: Vec::new(),
            cooperating: Vec::new(),
            aliases: vec!["đuối nước".to_owned()]
                .into_iter()
                .filter(|_| code == "T2")
                .collect(),
        };
        let themes = [
            theme_(
                "T1",
                "Quyền tham gia của trẻ em trong gia đình, nhà trường, xã hội",
                "Quyền tham gia",
            ),
            theme_(
                "T2",
                "Phòng, chống tai nạn thương tích, giao thông, đuối nước",
                "Tai nạn thương tích",
            ),
            theme_("T0", "Vấn đề nổi cộm khác tại địa phương", "Vấn đề khác"),
        ];
        for (raw, code) in [
            ("T2", "T2"),
            ("2", "T2"),
            ("Chủ đề 2", "T2"),
            ("Tai nạn thương tích", "T2"),
            ("ĐUỐI NƯỚC", "T2"),
            ("T1 Quyền tham gia", "T1"),
            ("quyen tham gia", "T1"),
        ] {
            assert_eq!(theme(&cell(raw), &themes), Parsed::new(code.to_owned()), "{raw}");
        }
        assert_eq!(
            theme(&cell("Tai nạn thuơng tich"), &themes).value.as_deref(),
            Some("T2")
        );
        assert_eq!(theme(&cell("T2: bơi lội"), &themes).value.as_deref(), Some("T2"));
        assert!(theme(&cell("T2: bơi lội"), &themes).fault.is_some());
        assert_eq!(theme(&cell("tham gia gia đình"), &themes).value.as_deref(), Some("T1"));
        assert_eq!(theme(&cell("Môi trường mạng"), &themes).value, None);
        assert_eq!(theme(&cell("7"), &themes).value, None);
        let number = Cell {
            value: Value::Number(2.0),
            ..cell("2")
        };
        assert_eq!(theme(&number, &themes).value.as_deref(), Some("T2"));
    }
}
