//! Texts typed with the fonts of the time before Unicode: TCVN3 (`.VnTime` and its kin) and VNI (`VNI-Times`, …), and
//! texts whose bytes were read with the wrong table.
//!
//! Office files keep the former as Latin-1 letters. Whether a text is one of them is not decided here: a single word may
//! be good Vietnamese both ways ("Líp", "Lớp").

use std::sync::LazyLock;

use super::mojibake;
use super::syllable::is_syllable;

/// The letters of TCVN3, each with its place in the font.
const TCVN3: &str = "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u{ad}ư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ";

/// How a text was written, where that was not Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Legacy {
    /// TCVN3; `capitals` for the fonts that show every letter as a capital (`.VnTimeH`).
    Tcvn3 {
        /// The font has capitals only.
        capitals: bool,
    },
    /// VNI.
    Vni,
    /// UTF-8 that was read as windows-1252, once or twice.
    Utf8,
    /// Windows-1258 that was read as windows-1252.
    Windows1258,
}

impl Legacy {
    /// The ones that a text can be tried for without knowing its font.
    pub const ALL: [Self; 4] = [
        Self::Tcvn3 { capitals: false },
        Self::Vni,
        Self::Utf8,
        Self::Windows1258,
    ];

    /// The encoding that a font brings with it.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = name.trim();
        let lower = name.to_ascii_lowercase();
        // "VnTime": some programs drop the full stop; "VNI-Times" and "VN-Times" are of the other family.
        let stopless = name
            .strip_prefix("Vn")
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_uppercase()));
        match () {
            () if lower.starts_with(".vn") || stopless => Some(Self::Tcvn3 {
                capitals: name.ends_with('H'),
            }),
            () if lower.starts_with("vni-") || lower.starts_with("vn-") => Some(Self::Vni),
            () => None,
        }
    }

    /// The same encoding whatever the case of its letters.
    pub fn family(self) -> Self {
        match self {
            Self::Tcvn3 { .. } => Self::Tcvn3 { capitals: false },
            other => other,
        }
    }

    /// Its name in messages.
    pub fn label(self) -> &'static str {
        match self {
            Self::Tcvn3 { .. } => "TCVN3 (ABC, .VnTime)",
            Self::Vni => "VNI",
            Self::Utf8 => "UTF-8 bị đọc sai",
            Self::Windows1258 => "Windows-1258",
        }
    }

    /// The text in Unicode; nothing if it is Unicode Vietnamese as it stands, or holds what the encoding does not know.
    pub fn decode(self, text: &str) -> Option<String> {
        match self {
            Self::Utf8 => mojibake::utf8_read_as_1252(text),
            Self::Windows1258 => mojibake::cp1258_read_as_1252(text),
            // Letters outside Latin-1 were typed as Unicode, whatever font was laid over them afterwards.
            _ if text.chars().any(is_beyond_latin1) => None,
            Self::Tcvn3 { capitals } => {
                let decoded: String = text.chars().map(tcvn3).collect::<Option<_>>()?;
                Some(if capitals { decoded.to_uppercase() } else { decoded })
            }
            Self::Vni => Some(vni(text)),
        }
    }
}

fn is_beyond_latin1(c: char) -> bool {
    u32::from(c) > 0xff && (c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}'))
}

/// Whether the text looks as if it were typed in an old encoding or read with the wrong table: marks inside a word that no
/// Unicode text has there.
pub fn looks_legacy(text: &str) -> bool {
    const MARKS: [char; 15] = [
        '¨', '©', 'ª', '¬', '®', 'µ', '¶', '¸', '¹', '¼', '½', '¾', 'Æ', '×', 'ß',
    ];
    if text.is_ascii() {
        return false;
    }
    let misread = |a: char, b: char| match a {
        'á' => matches!(b, 'º' | '»'),
        'Ã' | 'Ä' | 'Æ' | 'Å' => !b.is_alphabetic() && !b.is_ascii() && !b.is_whitespace(),
        _ => false,
    };
    let pairs = text.chars().zip(text.chars().skip(1));
    pairs
        .into_iter()
        .any(|(a, b)| a.is_alphabetic() && MARKS.contains(&b) || misread(a, b))
}

/// Whether letters of the text were replaced by a question mark or the replacement sign before it came here.
pub fn looks_lost(text: &str) -> bool {
    text.contains('\u{fffd}') || text.contains('?') && text.split_whitespace().any(is_lossy)
}

/// "Nguy?n": what stands beside the question mark is no syllable; in "gì?Em" it is.
fn is_lossy(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '?');
    // At the end of a word the sign may be one of punctuation: only what stands within or before letters counts.
    let inside = word.trim_end_matches('?');
    inside.contains('?')
        && inside.chars().all(|c| c.is_alphabetic() || c == '?')
        && inside.split('?').any(|part| !part.is_empty() && !is_syllable(part))
}

static TCVN3_TABLE: LazyLock<[Option<char>; 256]> = LazyLock::new(|| {
    let mut table = [None; 256];
    let mut pairs = TCVN3.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if let Some(place) = table.get_mut(u32::from(from) as usize) {
            *place = Some(to);
        }
    }
    table
});

/// The letter; signs that are none stay. Nothing for a letter that the font does not have.
fn tcvn3(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    let letter = TCVN3_TABLE.get(u32::from(c) as usize).copied().flatten();
    letter.or((!c.is_alphabetic()).then_some(c))
}

/// Base letters and the marks that follow them in VNI, each with what both give.
const VNI_TONES: [(char, [char; 5]); 8] = [
    // Letter; with ù, ø, û, õ, ï behind it.
    ('a', ['á', 'à', 'ả', 'ã', 'ạ']),
    ('e', ['é', 'è', 'ẻ', 'ẽ', 'ẹ']),
    ('o', ['ó', 'ò', 'ỏ', 'õ', 'ọ']),
    ('u', ['ú', 'ù', 'ủ', 'ũ', 'ụ']),
    ('y', ['ý', 'ỳ', 'ỷ', 'ỹ', 'ỵ']),
    ('ô', ['ớ', 'ờ', 'ở', 'ỡ', 'ợ']),
    ('ö', ['ứ', 'ừ', 'ử', 'ữ', 'ự']),
    ('i', ['í', 'ì', 'ỉ', 'ĩ', 'ị']),
];
const VNI_ROOFS: [(char, [char; 6]); 3] = [
    // Letter; with â, á, à, å, ã, ä behind it.
    ('a', ['â', 'ấ', 'ầ', 'ẩ', 'ẫ', 'ậ']),
    ('e', ['ê', 'ế', 'ề', 'ể', 'ễ', 'ệ']),
    ('o', ['ô', 'ố', 'ồ', 'ổ', 'ỗ', 'ộ']),
];
/// `a` with ê, é, è, ú, ü, ë behind it.
const VNI_BREVES: [char; 6] = ['ă', 'ắ', 'ằ', 'ẳ', 'ẵ', 'ặ'];
const VNI_SINGLE: &str = "ôơöưñđæỉóĩòịîỵ";

fn vni(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        let mark = chars.get(at + 1).copied();
        if let Some(letter) = mark.and_then(|mark| vni_pair(c, mark)) {
            out.push(letter);
            at += 2;
        } else {
            out.push(vni_single(c));
            at += 1;
        }
    }
    out
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn in_case_of(model: char, letter: char) -> char {
    if model.is_uppercase() {
        letter.to_uppercase().next().unwrap_or(letter)
    } else {
        letter
    }
}

fn vni_pair(base: char, mark: char) -> Option<char> {
    let (letter, sign) = (lower(base), lower(mark));
    let tone = "ùøûõï".chars().position(|other| other == sign);
    let roof = "âáàåãä".chars().position(|other| other == sign);
    let breve = "êéèúüë".chars().position(|other| other == sign);
    let found = match (tone, roof, breve) {
        (Some(tone), ..) => VNI_TONES
            .iter()
            .find(|(other, _)| *other == letter)
            .map(|(_, row)| row[tone]),
        (_, Some(roof), _) => VNI_ROOFS
            .iter()
            .find(|(other, _)| *other == letter)
            .map(|(_, row)| row[roof]),
        (.., Some(breve)) if letter == 'a' => Some(VNI_BREVES[breve]),
        _ => None,
    };
    found.map(|found| in_case_of(base, found))
}

fn vni_single(c: char) -> char {
    let letter = lower(c);
    let mut pairs = VNI_SINGLE.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == letter {
            return in_case_of(c, to);
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tcvn3_texts() {
        let plain = Legacy::of_font(".VnTime").unwrap();
        assert_eq!(plain.decode("NguyÔn V¨n An").unwrap(), "Nguyễn Văn An");
        assert_eq!(plain.decode("§Æng Thïy D\u{ad}¬ng").unwrap(), "Đặng Thùy Dương");
        assert_eq!(
            plain.decode("Tr\u{ad}êng THCS x· Tri LÔ").unwrap(),
            "Trường THCS xã Tri Lễ"
        );
        let capitals = Legacy::of_font(".VnTimeH").unwrap();
        assert_eq!(capitals.decode("hoµng thÞ ¸nh").unwrap(), "HOÀNG THỊ ÁNH");
    }

    #[test]
    fn vni_texts() {
        let vni = Legacy::of_font("VNI-Times").unwrap();
        assert_eq!(vni.decode("Nguyeãn Vaên An").unwrap(), "Nguyễn Văn An");
        assert_eq!(vni.decode("Tröôøng Tieåu hoïc").unwrap(), "Trường Tiểu học");
        assert_eq!(vni.decode("ÑAËNG THUØY DÖÔNG").unwrap(), "ĐẶNG THÙY DƯƠNG");
        assert_eq!(vni.decode("Lyù Thò Mó").unwrap(), "Lý Thị Mĩ");
    }

    #[test]
    fn every_letter_of_tcvn3_has_one_place() {
        let from: std::collections::BTreeSet<char> = TCVN3.chars().step_by(2).collect();
        assert_eq!(TCVN3.chars().count() % 2, 0);
        assert!(from.iter().all(|c| u32::from(*c) <= 0xff), "{from:?}");
        assert_eq!(from.len(), TCVN3.chars().count() / 2);
    }

    /// The 67 letters with marks, small.
    const LETTERS: &str = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ";

    /// Every way in which a letter can be written in VNI.
    fn in_vni(letter: char) -> String {
        let marks = "ùøûõïâáàåãäêéèúüë";
        let bases = "aeouyôöAEOUYÔÖ";
        let single = "ôöñæíìóòîÔÖÑÆÍÌÓÒÎ".chars().map(String::from);
        let pairs = bases.chars().flat_map(|base| {
            let marks: String = if base.is_uppercase() {
                marks.to_uppercase()
            } else {
                marks.to_owned()
            };
            marks.chars().map(|mark| format!("{base}{mark}")).collect::<Vec<_>>()
        });
        single
            .chain(pairs)
            .find(|written| vni(written) == letter.to_string())
            .unwrap()
    }

    fn in_tcvn3(letter: char) -> String {
        let mut pairs = TCVN3.chars();
        while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
            if to == letter {
                return from.to_string();
            }
        }
        letter.to_string()
    }

    #[test]
    fn all_134_letters_come_back() {
        assert_eq!(LETTERS.chars().count(), 67);
        let capitals = LETTERS.to_uppercase();
        for (small, capital) in LETTERS.chars().zip(capitals.chars()) {
            for letter in [small, capital] {
                assert_eq!(Legacy::Vni.decode(&in_vni(letter)).unwrap(), letter.to_string());
            }
            let written = in_tcvn3(small);
            assert!(written.chars().all(|c| u32::from(c) <= 0xff), "{small}");
            let decode = |capitals| Legacy::Tcvn3 { capitals }.decode(&written).unwrap();
            assert_eq!((decode(false), decode(true)), (small.to_string(), capital.to_string()));
        }
        // The seven capitals without a tone that the fonts with small letters have.
        for letter in "ĂÂÊÔƠƯĐ".chars() {
            assert_eq!(
                Legacy::Tcvn3 { capitals: false }.decode(&in_tcvn3(letter)).unwrap(),
                letter.to_string()
            );
        }
    }

    proptest::proptest! {
        #[test]
        fn texts_come_back(text in "[a-zA-Z0-9 .,áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệíìỉĩịóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵđ]{0,40}") {
            let written: String = text.chars().map(in_tcvn3).collect();
            proptest::prop_assert_eq!(Legacy::Tcvn3 { capitals: false }.decode(&written), Some(text.clone()));
            let marked = |c: char| !c.is_ascii();
            let written: String = text.chars().map(|c| if marked(c) { in_vni(c) } else { c.to_string() }).collect();
            proptest::prop_assert_eq!(Legacy::Vni.decode(&written), Some(text));
        }

        #[test]
        fn nothing_panics(text in "\\PC{0,40}|[\u{80}-\u{ff}a-z ]{0,40}") {
            for legacy in Legacy::ALL {
                let _ = legacy.decode(&text);
            }
        }
    }

    #[test]
    fn lost_letters() {
        for lost in ["Nguy?n V?n An", "Tr??ng THCS", "Ho�ng", "Th? ?nh"] {
            assert!(looks_lost(lost), "{lost}");
        }
        for whole in [
            "Vì sao không có ạ?Em muốn biết",
            "Có được không?",
            "???",
            "“Tại sao?”, bạn hỏi",
            "a?b=c",
        ] {
            assert!(!looks_lost(whole), "{whole}");
        }
    }

    #[test]
    fn unicode_stays_unicode() {
        assert_eq!(Legacy::Tcvn3 { capitals: false }.decode("Nguyễn Văn An"), None);
        assert_eq!(Legacy::Tcvn3 { capitals: false }.decode("Lê Hà"), None);
        assert_eq!(Legacy::of_font("Times New Roman"), None);
        assert_eq!(Legacy::of_font("VnArialH"), Some(Legacy::Tcvn3 { capitals: true }));
        assert_eq!(Legacy::of_font("Vnaria"), None);
        let quoted = Legacy::Tcvn3 { capitals: false }.decode("“B¹o lùc” – häc ®\u{ad}êng…");
        assert_eq!(quoted.as_deref(), Some("“Bạo lực” – học đường…"));
        assert!(looks_legacy("NguyÔn V¨n An") && !looks_legacy("Nguyễn Văn Án · «x»"));
    }
}
