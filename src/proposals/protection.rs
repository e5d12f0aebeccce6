//! Whether a text hints at a concrete case of violence, abuse or neglect: harm told as happening, and somebody certain.
//!
//! The rules lean to the safe side: a text that is held back for nothing costs the officer a look, one that is printed for
//! nothing may harm a child. A question about the subject alone is an ordinary question.

use std::collections::BTreeSet;

use super::lexicon::{Hit, Lexicon};
use super::rules::Protection;
use super::syllables::Syllables;
use crate::vietnamese::fold::fold_words;

/// The rules, made ready.
#[derive(Debug, Clone, Default)]
pub struct Guard {
    lexicon: Lexicon,
    harm: BTreeSet<usize>,
    certain: BTreeSet<usize>,
    person: BTreeSet<usize>,
    supposed: BTreeSet<usize>,
    prevented: BTreeSet<usize>,
    except: BTreeSet<usize>,
    not_names: BTreeSet<usize>,
    titles: BTreeSet<String>,
}

impl Guard {
    /// Makes the rules ready.
    pub fn new(rules: &Protection) -> Self {
        let mut lexicon = Lexicon::default();
        let mut add = |texts: &[String]| -> BTreeSet<usize> { lexicon.add_all(texts).into_iter().collect() };
        let (harm, certain, person) = (add(&rules.harm), add(&rules.certain), add(&rules.person));
        let (supposed, prevented, except) = (add(&rules.supposed), add(&rules.prevented), add(&rules.except));
        let not_names = add(&rules.not_names);
        let titles = rules
            .titles
            .iter()
            .flat_map(|title| Syllables::of(title).marked().to_vec());
        Self {
            titles: titles.collect(),
            lexicon,
            harm,
            certain,
            person,
            supposed,
            prevented,
            except,
            not_names,
        }
    }

    /// The rules' own words that make the text a hint at a concrete case; none if it is none. Words of the text itself,
    /// names above all, are not among them. `children` are the names that the unit has listed.
    pub fn signs(&self, text: &str, children: &[&str]) -> Vec<String> {
        let text = Syllables::of(text);
        let hits = self.lexicon.hits(&text);
        let excepted: Vec<&Hit> = hits.iter().filter(|hit| self.except.contains(&hit.phrase)).collect();
        let of = |kind: &BTreeSet<usize>| -> Vec<Hit> {
            let within = |hit: &Hit| {
                excepted
                    .iter()
                    .any(|other| other.start <= hit.start && hit.end <= other.end)
            };
            let mut found: Vec<Hit> = hits
                .iter()
                .filter(|hit| kind.contains(&hit.phrase) && !within(hit))
                .copied()
                .collect();
            found.sort_by_key(|hit| (hit.start, hit.end));
            found
        };
        let (certain, person) = (of(&self.certain), of(&self.person));
        let (supposed, prevented) = (of(&self.supposed), of(&self.prevented));
        let named = self.named(&text, &hits, children);
        for harm in of(&self.harm) {
            let Some(sentence) = text.sentence(harm.start) else {
                continue;
            };
            let before = |cues: &[Hit]| {
                cues.iter()
                    .any(|cue| text.sentence(cue.start) == Some(sentence) && cue.start < harm.start)
            };
            if before(&prevented) {
                continue;
            }
            // Who is meant may have been said in the sentence before.
            let near = |at: usize| {
                text.sentence(at)
                    .is_some_and(|other| other == sentence || other + 1 == sentence)
            };
            let words = |hit: &Hit| self.lexicon.text(hit.phrase).to_owned();
            let sure = certain.iter().find(|hit| near(hit.start)).map(words);
            let sure = sure.or_else(|| {
                named
                    .iter()
                    .find(|(at, _)| near(*at))
                    .map(|(_, what)| (*what).to_owned())
            });
            let told = || person.iter().find(|hit| near(hit.start)).map(words);
            let who = match sure {
                None if !before(&supposed) => told(),
                sure => sure,
            };
            if let Some(who) = who {
                let harm = words(&harm);
                return if harm == who { vec![harm] } else { vec![harm, who] };
            }
        }
        Vec::new()
    }

    /// Where somebody is named, and in what words that is said without the name.
    fn named(&self, text: &Syllables, hits: &[Hit], children: &[&str]) -> Vec<(usize, &'static str)> {
        let mut named = Vec::new();
        for child in children {
            let name: Vec<String> = fold_words(child).split(' ').map(str::to_owned).collect();
            // A given name alone may be any word.
            if name.len() >= 2 {
                let places = text.folded().windows(name.len()).enumerate();
                named.extend(
                    places
                        .filter(|(_, words)| *words == name)
                        .map(|(at, _)| (at, "tên một em trong danh sách")),
                );
            }
        }
        for (at, word) in text.marked().iter().enumerate() {
            let next = at + 1;
            if !self.titles.contains(word) || text.sentence(at) != text.sentence(next) {
                continue;
            }
            let Some(name) = text.marked().get(next) else { continue };
            let office = hits
                .iter()
                .any(|hit| hit.start == next && self.not_names.contains(&hit.phrase));
            let class = name.starts_with(|c: char| c.is_ascii_digit()) && name.contains(char::is_alphabetic);
            if class {
                named.push((at, "tên lớp"));
            } else if text.capital(next) && !text.shouts() && !office {
                named.push((at, "tên riêng"));
            }
        }
        named
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::proposals::rules::Rules;

    fn guard() -> Guard {
        Guard::new(&Rules::read(&Vec::new()).0.protection)
    }

    #[test]
    fn concrete_cases_are_held_back() {
        let guard = guard();
        for text in [
            "Bạn ở lớp em bị bố đánh.",
            "Em bị bố đánh mỗi khi bố say rượu, em phải làm gì ạ?",
            "Nhà bạn ở cạnh nhà em, bố bạn hay uống rượu rồi đánh mẹ con bạn.",
            "Em bị một chú hàng xóm sàm sỡ, em sợ lắm.",
            "Cô giáo chủ nhiệm lớp em hay đánh và nhốt học sinh.",
            "Bạn em bị ép lấy chồng khi mới 14 tuổi, em giúp bạn thế nào?",
            "Lớp em có bạn Hoa. Bạn thường bị mẹ kế bỏ đói.",
            "Nếu bạn thân em bị bố dượng đánh thì em gọi ai?",
            "Thầy Nam dạy thể dục hay sờ vào người các bạn nữ.",
            "Em hay bị các anh lớp 9 chặn đường trấn lột tiền ăn sáng.",
            "Hôm qua ở lớp 7A có bạn bị đánh hội đồng.",
            "Bạn cùng bàn với em hay rạch tay, em nên nói với ai ạ?",
            "Bố mẹ em bắt nghỉ học để đi làm thuê.",
            "ban o lop em bi bo danh",
            "EM BỊ BỐ DƯỢNG ĐÁNH",
        ] {
            assert!(!guard.signs(text, &[]).is_empty(), "{text}");
        }
        assert!(!guard.signs("Lý Thị Mơ bị bắt nạt.", &["Lý Thị Mơ"]).is_empty());
        assert!(guard.signs("Lý Thị Mơ bị bắt nạt.", &[]).is_empty());
    }

    #[test]
    fn ordinary_questions_are_not() {
        let guard = guard();
        for text in [
            "Làm thế nào để phòng, chống xâm hại trẻ em?",
            "Khi bị bắt nạt ở trường, chúng em nên báo với ai?",
            "Nếu em bị xâm hại thì em cần gọi số nào ạ?",
            "Khi thấy các bạn đánh nhau chúng em phải làm gì?",
            "Vì sao vẫn còn trẻ em bị bạo lực, xâm hại?",
            "Nhà trường có giải pháp gì để chúng em không bị bắt nạt?",
            "Quãng đường ra trường rất vắng, chúng em sợ bị bắt nạt.",
            "Bố mẹ em lo con bị xâm hại nên không cho đi chơi, có cách nào không ạ?",
            "Có những bạn bị trêu chọc vì ngoại hình nên không muốn đến lớp.",
            "Đề nghị các chú Công an xử lý nghiêm người đánh đập trẻ em.",
            "Lớp em có nhiều bạn học giỏi, mong được đi tham quan.",
            "Người lớn có được đánh mắng trẻ em không ạ?",
            "Bác Hồ dạy chúng em yêu Tổ quốc.",
            "Khi gặp bạn bị đuối nước chúng em phải làm gì?",
            "Thôn Nà Lùng không có sân chơi.",
        ] {
            assert_eq!(guard.signs(text, &[]), [""; 0], "{text}");
        }
    }

    #[test]
    fn no_word_of_the_text_is_repeated() {
        let signs = guard().signs("Bạn Hoa bị bố đánh.", &[]);
        assert_eq!(signs, ["bị … đánh", "tên riêng"]);
    }
}
