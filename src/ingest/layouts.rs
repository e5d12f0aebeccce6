//! What the sheets of a registration workbook hold, and under which headings communes write it.

mod people;
mod unit;
mod works;

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::likeness::likeness;
pub(super) use people::{CARETAKERS, CHILDREN, GUESTS};
pub(super) use unit::{COMMUNE_FORUM, UNIT};
pub(super) use works::{ENTRIES, POSTER, PREVIOUS, QUESTIONS, RECOMMENDATIONS};

/// Key of a field and the headings it is known by. Headings are folded words; a star at the end stands for any further
/// words.
type Field = (&'static str, &'static [&'static str]);

/// Column of which nothing is read, though its heading resembles that of a field: what is not listed is told once.
pub(super) const UNUSED: &str = "unused";

/// A kind of sheet: its fields and the headings they are known by.
#[derive(Debug)]
pub(super) struct Layout {
    /// Vietnamese words for it in messages.
    pub name: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// Headings that name a field only under a title that names this layout, as "Nội dung" does.
    pub generic: &'static [Field],
    /// Sets of fields of which one must be there for a sheet to be of this kind.
    pub needs: &'static [&'static [&'static str]],
    /// Fields that show that the sheet is of another kind.
    pub never: &'static [&'static str],
    /// Words in the name of the sheet or in the title above the table.
    pub tab: &'static [&'static str],
    index: OnceLock<Index>,
}

thread_local! {
    /// By the name of a layout, the fields that words are like.
    static KNOWN: RefCell<FxHashMap<&'static str, FxHashMap<String, Option<&'static str>>>> = RefCell::default();
}

/// Headings by their first word.
type Index = HashMap<&'static str, Vec<(&'static str, &'static str)>>;

impl Layout {
    /// The field that a heading stands for: the one with the same words, else the one with the longest beginning.
    pub(super) fn field(&self, heading: &str) -> Option<&'static str> {
        let index = self.index.get_or_init(|| {
            let mut index = Index::new();
            for (key, names) in self.fields {
                for name in *names {
                    let first = name.trim_end_matches('*').split(' ').next().unwrap_or_default();
                    index.entry(first).or_default().push((key, name));
                }
            }
            index
        });
        let names = index.get(heading.split(' ').next()?)?;
        let mut best: Option<(usize, &'static str)> = None;
        for (key, name) in names {
            let length = match name.strip_suffix('*') {
                None if *name == heading => return Some(key),
                Some(start) if starts_with_words(heading, start) => start.len(),
                _ => continue,
            };
            if best.is_none_or(|(other, _)| length > other) {
                best = Some((length, key));
            }
        }
        best.map(|(_, key)| key)
    }

    /// The field of a heading that says little by itself.
    pub(super) fn generic_field(&self, heading: &str) -> Option<&'static str> {
        let mut fields = self.generic.iter();
        fields.find(|(_, names)| names.contains(&heading)).map(|(key, _)| *key)
    }

    /// The field whose heading is nearly this one, if it is like no other. Comparing takes long, and communes that fill in one
    /// form ask for the same words again and again.
    pub(super) fn like(&self, heading: &str) -> Option<&'static str> {
        /// Words that are remembered; what communes type has no end.
        const MOST: usize = 10_000;
        KNOWN.with_borrow_mut(|known| {
            let of_layout = known.entry(self.name).or_default();
            if let Some(field) = of_layout.get(heading) {
                return *field;
            }
            if of_layout.len() >= MOST {
                of_layout.clear();
            }
            let field = self.compared(heading);
            of_layout.insert(heading.to_owned(), field);
            field
        })
    }

    fn compared(&self, heading: &str) -> Option<&'static str> {
        const LIKE: f64 = 0.86;
        const SHORTEST: usize = 5;
        if heading.chars().count() < SHORTEST {
            return None;
        }
        let like = |name: &&str| {
            let (name, words) = match name.strip_suffix('*') {
                Some(start) => (start, first_words(heading, start.split(' ').count())),
                None => (*name, heading),
            };
            // Lengths alone may tell that they are not alike.
            let near = words.len().abs_diff(name.len()) * 5 <= name.len();
            name.len() >= SHORTEST && near && likeness(words, name, LIKE).is_some()
        };
        let mut keys = self.fields.iter().filter(|(_, names)| names.iter().any(like));
        match (keys.next(), keys.next()) {
            (Some((key, _)), None) => Some(key),
            _ => None,
        }
    }
}

/// So many of the words of a text.
fn first_words(text: &str, count: usize) -> &str {
    let end = text.match_indices(' ').map(|(at, _)| at).nth(count.saturating_sub(1));
    &text[..end.unwrap_or(text.len())]
}

/// Layouts of tables in submissions.
pub(super) static TABLES: [&Layout; 7] = [
    &CHILDREN,
    &CARETAKERS,
    &ENTRIES,
    &QUESTIONS,
    &RECOMMENDATIONS,
    &POSTER,
    &PREVIOUS,
];

/// Vietnamese words for a field in messages.
pub(super) fn label(key: &str) -> &'static str {
    match key {
        "index" => "số thứ tự",
        "name" => "họ và tên",
        "family" => "họ và tên đệm",
        "given" => "tên",
        "gender" => "giới tính",
        "birth" => "năm sinh",
        "ethnicity" => "dân tộc",
        "class" => "lớp",
        "class_school" => "lớp, trường",
        "class_year" => "năm học của lớp",
        "school" => "trường",
        "achievement" => "thành tích học tập",
        "duties" | "asks" | "reads" | "performs" => "nhiệm vụ",
        "processing" => "phiếu đồng ý của cha mẹ",
        "participation" => "trẻ đồng ý tham gia",
        "photo" => "đồng ý chụp ảnh",
        "publish_name" => "đồng ý công bố tên",
        "elected_from" => "được bầu chọn từ",
        "position" => "chức vụ",
        "position_workplace" => "chức vụ, đơn vị công tác",
        "workplace" => "đơn vị công tác",
        "phone" => "điện thoại",
        "role" => "vai trò",
        "commitment" => "cam kết bảo vệ trẻ em",
        "unit" => "đơn vị",
        "theme" => "chủ đề",
        "agency" => "cơ quan",
        "asker" => "trẻ đặt câu hỏi",
        "level" => "cấp giải quyết",
        "text" => "nội dung",
        "title" => "tên",
        "form" => "hình thức",
        "minutes" => "thời lượng",
        "performers" => "số trẻ em tham gia",
        "script" => "tệp kịch bản",
        "answered" => "đã trả lời",
        "reply" => "nội dung trả lời",
        "status" => "kết quả thực hiện",
        "reason" => "nguyên nhân",
        "solution" => "giải pháp",
        "authors" => "tác giả",
        "notes" => "ghi chú",
        _ => "một cột của mẫu",
    }
}

/// The layouts that a title or the name of a sheet names.
pub(super) fn named(words: &str) -> Vec<&'static str> {
    let titles: [(&Layout, &[&str]); 7] = [
        (&QUESTIONS, &["cau hoi"]),
        (
            &PREVIOUS,
            &[
                "khuyen nghi nam",
                "khuyen nghi 20",
                "ky truoc",
                "khuyen nghi cua tre em nam",
            ],
        ),
        (
            &RECOMMENDATIONS,
            &[
                "kien nghi",
                "nguyen vong",
                "de xuat",
                "y kien tre em",
                "y kien cua tre em",
            ],
        ),
        (&ENTRIES, &["tiet muc"]),
        (&POSTER, &["tranh co dong", "tranh ve", "buc tranh"]),
        (&CARETAKERS, &["phu trach", "can bo di cung", "can bo tham gia"]),
        (
            &CHILDREN,
            &[
                "danh sach tre em",
                "ds tre em",
                "dai bieu tre em",
                "danh sach hoc sinh",
                "ds hoc sinh",
                "danh sach trich ngang",
                "danh sach dai bieu",
                "danh sach doan",
            ],
        ),
    ];
    let padded = format!(" {words} ");
    let names = |phrases: &[&str]| phrases.iter().any(|phrase| padded.contains(&format!(" {phrase}")));
    let named = titles.iter().filter(|(_, phrases)| names(phrases));
    let named: Vec<&'static str> = named.map(|(layout, _)| layout.name).collect();
    // Also "câu hỏi của trẻ em tham dự" says who takes part.
    match named.is_empty() && names(&["tre em tham"]) {
        true => vec![CHILDREN.name],
        false => named,
    }
}

/// Whether a heading is that of a numbering.
pub(super) fn is_index(heading: &str) -> bool {
    INDEX.1.contains(&heading)
}

fn starts_with_words(text: &str, start: &str) -> bool {
    text.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Key that stands in `needs` for a title above the table that names the layout.
pub(super) const TITLED: &str = "@title";

const INDEX: Field = ("index", &["tt", "stt", "so tt", "so thu tu", "s tt"]);
const THEME: Field = (
    "theme",
    &[
        "linh vuc*",
        "chu de*",
        "thuoc linh vuc*",
        "thuoc chu de*",
        "nhom chu de*",
        "nhom van de*",
    ],
);
const NOTES: Field = ("notes", &["ghi chu*", "gc"]);
/// The unit of a record, where one table holds several units.
const OF_UNIT: Field = (
    "unit",
    &[
        "don vi",
        "xa",
        "xa thi tran",
        "xa phuong",
        "xa phuong thi tran",
        "ten xa",
        "ten xa thi tran",
        "don vi xa",
        "don vi xa thi tran",
        "thuoc xa",
        "don vi dang ky",
        "don vi tham gia",
        "don vi tham du",
        "dia phuong",
    ],
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vietnamese::fold::fold_words;

    #[test]
    fn headings_as_communes_write_them() {
        let field = |layout: &Layout, heading: &str| layout.field(&fold_words(heading));
        for (heading, key) in [
            ("HỌ VÀ TÊN", "name"),
            ("Họ, tên học sinh", "name"),
            ("Họ và tên đệm", "family"),
            ("Tên", "given"),
            ("Năm sinh (hoặc ngày sinh) (*)", "birth"),
            ("Họ và tên cha (mẹ)", UNUSED),
            ("Lớp, trường", "class_school"),
            ("Hs lớp", "class"),
            ("Thành tích HT", "achievement"),
            ("Thành tích học tập năm học 2023 - 2024 (*)", "achievement"),
            ("Trường", "school"),
            ("Năm học của lớp", "class_year"),
        ] {
            assert_eq!(field(&CHILDREN, heading), Some(key), "{heading}");
        }
        assert_eq!(field(&CHILDREN, "Trưởng đoàn"), None);
        assert_eq!(
            field(&COMMUNE_FORUM, "Số kiến nghị chưa trả lời (*)"),
            Some("unanswered")
        );
        assert_eq!(field(&COMMUNE_FORUM, "Số kiến nghị"), Some("recommendations"));
        assert_eq!(field(&UNIT, "Tên thị trấn/xã (*)"), Some("unit"));
    }
}
