//! Texts typed with the fonts of the time before Unicode: TCVN3 (`.VnTime` and its kin) and VNI (`VNI-Times`, …).
//!
//! Office files keep such texts as Latin-1 letters. Only the name of the font says for certain what they mean, so a text
//! is never taken for one of them by its looks alone.

/// The letters of TCVN3, each with its place in the font.
const TCVN3: &str = "¡Ă¢Â£Ê¤Ô¥Ơ¦Ư§Đ¨ă©âªê«ô¬ơ\u{ad}ư®đµà¶ả·ã¸á¹ạ»ằ¼ẳ½ẵ¾ắÆặÇầÈẩÉẫÊấËậÌèÎẻÏẽÐéÑẹÒềÓểÔễÕếÖệ×ìØỉÜĩÝíÞịßòáỏâõãóäọåồæổçỗèốéộêờëởìỡíớîợïùñủòũóúôụõừöử÷ữøứùựúỳûỷüỹýýþỵ";

/// An encoding of before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN3; `capitals` for the fonts that show every letter as a capital (`.VnTimeH`).
    Tcvn3 {
        /// The font has capitals only.
        capitals: bool,
    },
    /// VNI.
    Vni,
}

impl Legacy {
    /// The encoding that a font brings with it.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = name.trim();
        let lower = name.to_ascii_lowercase();
        match () {
            () if lower.starts_with(".vn") => Some(Self::Tcvn3 {
                capitals: name.ends_with('H'),
            }),
            () if lower.starts_with("vni-") => Some(Self::Vni),
            () => None,
        }
    }

    /// The text in Unicode; nothing if it already is Unicode Vietnamese, or holds what the encoding does not know.
    pub fn decode(self, text: &str) -> Option<String> {
        // Letters outside Latin-1 were typed as Unicode, whatever font was laid over them afterwards.
        if text.chars().any(|c| u32::from(c) > 0xff) {
            return None;
        }
        match self {
            Self::Tcvn3 { capitals } => {
                let decoded: String = text.chars().map(tcvn3).collect::<Option<_>>()?;
                Some(if capitals { decoded.to_uppercase() } else { decoded })
            }
            Self::Vni => Some(vni(text)),
        }
    }
}

/// Whether the text looks as if it were typed with such a font: marks inside a word that no Unicode text has there.
pub fn looks_legacy(text: &str) -> bool {
    const MARKS: [char; 15] = [
        '¨', '©', 'ª', '¬', '®', 'µ', '¶', '¸', '¹', '¼', '½', '¾', 'Æ', '×', 'ß',
    ];
    let chars: Vec<char> = text.chars().collect();
    chars
        .windows(2)
        .any(|pair| pair[0].is_alphabetic() && MARKS.contains(&pair[1]))
}

fn tcvn3(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c);
    }
    let mut pairs = TCVN3.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return Some(to);
        }
    }
    None
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

    #[test]
    fn unicode_stays_unicode() {
        assert_eq!(Legacy::Tcvn3 { capitals: false }.decode("Nguyễn Văn An"), None);
        assert_eq!(Legacy::Tcvn3 { capitals: false }.decode("Lê Hà"), None);
        assert_eq!(Legacy::of_font("Times New Roman"), None);
        assert!(looks_legacy("NguyÔn V¨n An") && !looks_legacy("Nguyễn Văn Án · «x»"));
    }
}
