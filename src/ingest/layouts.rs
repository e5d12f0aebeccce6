//! What the sheets of a registration workbook hold, and under which headings communes write it.

use std::collections::HashMap;
use std::sync::OnceLock;

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

    /// The field whose heading is nearly this one, if it is like no other.
    pub(super) fn like(&self, heading: &str) -> Option<&'static str> {
        const LIKE: f64 = 0.86;
        const SHORTEST: usize = 5;
        if heading.chars().count() < SHORTEST {
            return None;
        }
        let mut keys: Vec<&'static str> = Vec::new();
        for (key, names) in self.fields {
            let like = |name: &&str| {
                let start = name.strip_suffix('*');
                let name = start.unwrap_or(name);
                let words = if start.is_some() {
                    name.split(' ').count()
                } else {
                    usize::MAX
                };
                let words: Vec<&str> = heading.split(' ').take(words).collect();
                name.len() >= SHORTEST && strsim::normalized_damerau_levenshtein(&words.join(" "), name) >= LIKE
            };
            if names.iter().any(like) {
                keys.push(key);
            }
        }
        match keys.as_slice() {
            [key] => Some(key),
            _ => None,
        }
    }
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
                "tre em tham",
            ],
        ),
    ];
    let padded = format!(" {words} ");
    let names = |phrases: &[&str]| phrases.iter().any(|phrase| padded.contains(&format!(" {phrase}")));
    let named = titles.iter().filter(|(_, phrases)| names(phrases));
    named.map(|(layout, _)| layout.name).collect()
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
const NAME: Field = (
    "name",
    &[
        "ho va ten*",
        "ho ten*",
        "ten tre em*",
        "ten hoc sinh*",
        "ten em*",
        "ten dai bieu*",
    ],
);
const FAMILY: Field = (
    "family",
    &[
        "ho",
        "ho dem",
        "ho va dem",
        "ho va chu dem",
        "ho va ten dem",
        "ho chu dem",
        "ho lot",
        "ho va lot",
    ],
);
const GIVEN: Field = ("given", &["ten"]);
const GENDER: Field = ("gender", &["gioi tinh*", "nam nu*", "trai gai", "gioi", "phai", "gt"]);
const BIRTH: Field = (
    "birth",
    &[
        "nam sinh*",
        "ngay sinh*",
        "ngay thang nam sinh*",
        "ngay thang sinh*",
        "sinh nam",
        "sinh ngay",
        "sn",
        "ns",
        "nam thang sinh*",
    ],
);
/// Columns of persons besides those who are listed, and what else resembles a field of them.
const OTHERS: Field = (
    UNUSED,
    &[
        "ho va ten cha*",
        "ho ten cha*",
        "ho va ten bo*",
        "ho ten bo*",
        "ho va ten me*",
        "ho ten me*",
        "ho va ten phu huynh*",
        "ho ten phu huynh*",
        "ho va ten nguoi giam ho*",
        "ho ten nguoi giam ho*",
        "ho va ten giao vien*",
        "ho ten giao vien*",
        "nam sinh cha*",
        "nam sinh me*",
        "nam sinh cua cha*",
        "nam sinh cua me*",
    ],
);
/// Names of children in a table of grown-ups, where each row has both.
const CHILD_NAMES: Field = (
    UNUSED,
    &[
        "ho va ten tre*",
        "ho ten tre*",
        "ho va ten hoc sinh*",
        "ho ten hoc sinh*",
        "ho va ten em*",
        "ho ten em*",
        "ten tre*",
        "ten hoc sinh*",
        "ten em*",
    ],
);
/// Names of grown-ups in a table of children.
const GROWN_UP_NAMES: Field = (
    UNUSED,
    &[
        "ho va ten nguoi phu trach*",
        "ho ten nguoi phu trach*",
        "ho va ten can bo*",
        "ho ten can bo*",
    ],
);
const THEME: Field = (
    "theme",
    &[
        "linh vuc*",
        "chu de*",
        "thuoc linh vuc*",
        "thuoc chu de*",
        "nhom chu de*",
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

pub(super) static UNIT: Layout = Layout {
    name: "thông tin đơn vị",
    fields: &[
        (
            "unit",
            &[
                "ten xa*",
                "ten thi tran*",
                "ten phuong*",
                "ten don vi*",
                "don vi",
                "don vi dang ky",
            ],
        ),
        (
            "contact_name",
            &["nguoi lap bieu*", "nguoi lap*", "nguoi dien mau*", "can bo lap bieu*"],
        ),
        ("contact_position", &["chuc vu nguoi lap*", "chuc vu"]),
        ("phone", &["dien thoai*", "so dien thoai*", "sdt*"]),
        (
            "email",
            &[
                "email*",
                "e mail*",
                "thu dien tu*",
                "dia chi thu dien tu*",
                "dia chi email*",
            ],
        ),
        (
            "plan_number",
            &["so ke hoach*", "ke hoach so*", "so va ky hieu ke hoach*"],
        ),
        ("plan_date", &["ngay ke hoach*", "ngay ban hanh ke hoach*"]),
        ("forum_date", &["ngay to chuc*"]),
        ("forum_place", &["dia diem*", "noi to chuc*"]),
        (
            "decision_number",
            &["so quyet dinh*", "quyet dinh so*", "so va ky hieu quyet dinh*"],
        ),
        ("decision_date", &["ngay quyet dinh*", "ngay ban hanh quyet dinh*"]),
        ("decision_signer", &["nguoi ky*"]),
        ("decision_signer_position", &["chuc vu nguoi ky*"]),
        ("participation_form", &["hinh thuc*"]),
        ("theme", &["chu de*"]),
        ("child_population", &["tong so tre em*", "so tre em tren dia ban*"]),
    ],
    generic: &[],
    needs: &[
        &["unit", "contact_name"],
        &["unit", "decision_number"],
        &["decision_number", "participation_form"],
    ],
    never: &[],
    tab: &["thong tin"],
    index: OnceLock::new(),
};

pub(super) static COMMUNE_FORUM: Layout = Layout {
    name: "kết quả Diễn đàn cấp xã",
    fields: &[
        ("date", &["ngay to chuc*", "thoi gian to chuc*", "ngay"]),
        ("place", &["dia diem*", "noi to chuc*"]),
        ("children", &["so tre em tham gia*", "so tre em", "tong so tre em*"]),
        ("girls", &["so tre em nu*", "tre em nu*", "so tre em gai*", "so nu"]),
        (
            "ethnic_minority",
            &["so tre em dan toc*", "so tre em dtts*", "dan toc thieu so*", "dtts"],
        ),
        (
            "special_circumstances",
            &["so tre em co hoan canh*", "hoan canh dac biet*", "so tre em hcdb*"],
        ),
        ("primary", &["so hoc sinh tieu hoc*", "tieu hoc*"]),
        (
            "lower_secondary",
            &["so hoc sinh thcs*", "so hoc sinh trung hoc co so*", "thcs*"],
        ),
        ("caretakers", &["so nguoi phu trach*", "nguoi phu trach*"]),
        ("guests", &["so dai bieu*", "dai bieu*"]),
        ("volunteers", &["so tinh nguyen vien*", "tinh nguyen vien*"]),
        ("entries", &["so tiet muc*"]),
        ("questions", &["so cau hoi*"]),
        ("recommendations", &["so kien nghi*"]),
        ("answered", &["so kien nghi da tra loi*", "da tra loi*"]),
        ("unanswered", &["so kien nghi chua tra loi*", "chua tra loi*"]),
        ("forwarded", &["so kien nghi chuyen*", "chuyen cap tren*"]),
        ("gifts", &["so qua*", "so suat qua*", "so phan qua*"]),
        (
            "spent_budget",
            &["kinh phi tu ngan sach*", "kinh phi ngan sach*", "ngan sach*"],
        ),
        (
            "spent_social",
            &["kinh phi xa hoi hoa*", "kinh phi tu xa hoi hoa*", "xa hoi hoa*"],
        ),
        ("remarks", &["thuan loi*", "thuan loi kho khan*"]),
    ],
    generic: &[],
    needs: &[
        &["children", "girls"],
        &["children", "questions"],
        &["recommendations", "answered"],
    ],
    never: &[],
    tab: &["ket qua"],
    index: OnceLock::new(),
};

pub(super) static CHILDREN: Layout = Layout {
    name: "danh sách trẻ em",
    fields: &[
        INDEX,
        NAME,
        FAMILY,
        GIVEN,
        GENDER,
        BIRTH,
        OTHERS,
        GROWN_UP_NAMES,
        OF_UNIT,
        ("ethnicity", &["dan toc*", "dt"]),
        (
            "class",
            &[
                "hoc sinh lop*",
                "hs lop*",
                "lop*",
                "hoc lop*",
                "dang hoc lop*",
                "la hoc sinh lop*",
                "khoi lop*",
                "chuc vu lop*",
            ],
        ),
        (
            "class_school",
            &[
                "lop truong*",
                "lop va truong*",
                "hoc sinh lop truong*",
                "hoc sinh lop va truong*",
                "hs lop truong*",
                "truong lop*",
                "hoc sinh truong lop*",
            ],
        ),
        ("class_year", &["nam hoc cua lop*", "nam hoc"]),
        (
            "school",
            &[
                "truong",
                "truong hoc*",
                "ten truong*",
                "hoc sinh truong*",
                "hs truong*",
                "hoc truong*",
                "hoc tai truong*",
                "truong dang hoc*",
                "don vi truong*",
                "truong don vi*",
                "truong noi*",
                "noi hoc tap*",
            ],
        ),
        (
            "achievement",
            &[
                "thanh tich*",
                "ket qua hoc tap*",
                "hoc luc*",
                "xep loai*",
                "kqht*",
                "kq hoc*",
                "kq ht*",
                "hl",
                "ket qua hoc*",
                "ket qua ht*",
            ],
        ),
        ("duties", &["nhiem vu*", "phan cong*", "duoc phan cong*"]),
        ("asks", &["dat cau hoi*", "nhiem vu dat cau hoi*", "nhiem vu hoi*"]),
        (
            "reads",
            &[
                "tham luan*",
                "bao cao tham luan*",
                "nhiem vu tham luan*",
                "nhiem vu bao cao*",
                "nhiem vu doc tham luan*",
            ],
        ),
        ("performs", &["bieu dien*", "nhiem vu bieu dien*", "nhiem vu van nghe*"]),
        (
            "processing",
            &[
                "phieu dong y*",
                "dong y cua cha me*",
                "cha me dong y*",
                "y kien cua cha me*",
            ],
        ),
        (
            "participation",
            &[
                "tre dong y tham gia*",
                "tre em dong y tham gia*",
                "dong y tham gia*",
                "tu nguyen*",
            ],
        ),
        ("photo", &["dong y chup anh*", "tre dong y chup anh*", "chup anh*"]),
        ("publish_name", &["dong y cong bo ten*", "cong bo ten*"]),
        ("elected_from", &["duoc bau chon tu*", "bau chon tu*", "noi bau chon*"]),
        NOTES,
    ],
    generic: &[],
    needs: &[
        &["name", "class"],
        &["name", "school"],
        &["name", "class_school"],
        &["given", "class"],
        &["given", "school"],
        &["name", "duties"],
        &["name", "achievement"],
        &["name", "birth", TITLED],
        &["name", "male", TITLED],
    ],
    never: &[],
    tab: &["tre em"],
    index: OnceLock::new(),
};

pub(super) static CARETAKERS: Layout = Layout {
    name: "danh sách người phụ trách",
    fields: &[
        INDEX,
        NAME,
        FAMILY,
        GIVEN,
        GENDER,
        BIRTH,
        OTHERS,
        CHILD_NAMES,
        (
            "position",
            &["chuc vu*", "chuc danh*", "cong viec*", "nghe nghiep*", "lop chuc vu*"],
        ),
        (
            "position_workplace",
            &[
                "chuc vu don vi*",
                "chuc vu va don vi*",
                "chuc vu noi cong tac*",
                "chuc danh don vi*",
                "chuc vu co quan*",
            ],
        ),
        (
            "workplace",
            &[
                "don vi cong tac*",
                "noi cong tac*",
                "noi lam viec*",
                "co quan*",
                "don vi*",
                "cong tac tai*",
                "truong don vi*",
            ],
        ),
        (
            "unit",
            &[
                "xa",
                "xa thi tran",
                "xa phuong",
                "xa phuong thi tran",
                "ten xa",
                "ten xa thi tran",
                "dia phuong",
            ],
        ),
        (
            "phone",
            &[
                "dien thoai*",
                "so dien thoai*",
                "sdt*",
                "dt",
                "so dt*",
                "di dong*",
                "so di dong*",
                "dt di dong*",
                "dtdd*",
                "so lien he",
                "lien he",
            ],
        ),
        ("role", &["vai tro*"]),
        ("commitment", &["da ky cam ket*", "cam ket*", "ky cam ket*"]),
        NOTES,
    ],
    generic: &[],
    needs: &[
        &["name", "position"],
        &["name", "position_workplace"],
        &["name", "workplace"],
        &["name", "commitment"],
        &["given", "position"],
        &["name", "role"],
        &["name", "phone", TITLED],
        &["name", "birth", TITLED],
    ],
    never: &[],
    tab: &["phu trach"],
    index: OnceLock::new(),
};

pub(super) static ENTRIES: Layout = Layout {
    name: "tiết mục",
    fields: &[
        INDEX,
        ("form", &["hinh thuc*", "loai hinh*"]),
        (
            "title",
            &[
                "ten tiet muc*",
                "tiet muc",
                "ten tieu pham*",
                "ten kich ban*",
                "ten san pham*",
                "ten bai*",
            ],
        ),
        OF_UNIT,
        THEME,
        ("minutes", &["thoi luong*", "so phut*", "thoi gian*"]),
        ("performers", &["so tre em*", "so tre*", "so nguoi*", "so hoc sinh*"]),
        ("needs", &["dao cu*", "yeu cau*"]),
        ("script", &["tep kich ban*", "kich ban*", "file kich ban*"]),
        ("summary", &["tom tat*", "noi dung tom tat*", "noi dung*"]),
        NOTES,
    ],
    generic: &[("title", &["ten", "ten goi", "noi dung"])],
    needs: &[&["title", "form"], &["title", "theme"], &["title", "minutes"]],
    never: &[],
    tab: &["tiet muc"],
    index: OnceLock::new(),
};

pub(super) static QUESTIONS: Layout = Layout {
    name: "câu hỏi",
    fields: &[
        INDEX,
        (
            "text",
            &["noi dung cau hoi*", "cau hoi*", "noi dung hoi*", "cac cau hoi*"],
        ),
        OF_UNIT,
        THEME,
        (
            "agency",
            &[
                "co quan*",
                "de nghi co quan*",
                "de nghi don vi*",
                "don vi tra loi*",
                "don vi de nghi tra loi*",
                "noi tra loi*",
                "nguoi tra loi*",
                "gui toi*",
                "gui den*",
            ],
        ),
        (
            "asker",
            &[
                "tre dat cau hoi*",
                "tre em dat cau hoi*",
                "nguoi hoi*",
                "nguoi dat cau hoi*",
                "ho va ten*",
                "ho ten*",
            ],
        ),
        NOTES,
    ],
    generic: &[("text", &["noi dung", "noi dung cu the"])],
    needs: &[
        &["text", "theme"],
        &["text", "agency"],
        &["text", "asker"],
        &["text", "index"],
        &["text", "unit"],
    ],
    never: &[],
    tab: &["cau hoi"],
    index: OnceLock::new(),
};

pub(super) static RECOMMENDATIONS: Layout = Layout {
    name: "kiến nghị",
    fields: &[
        INDEX,
        (
            "text",
            &[
                "noi dung kien nghi*",
                "kien nghi*",
                "y kien*",
                "nguyen vong*",
                "noi dung de xuat*",
                "noi dung y kien*",
                "noi dung nguyen vong*",
                "de xuat*",
                "khuyen nghi*",
                "noi dung khuyen nghi*",
                "cac kien nghi*",
                "mong muon*",
            ],
        ),
        OF_UNIT,
        THEME,
        ("level", &["cap giai quyet*", "cap"]),
        (
            "agency",
            &[
                "co quan*",
                "de nghi co quan*",
                "de nghi don vi*",
                "don vi giai quyet*",
                "don vi de nghi giai quyet*",
                "noi giai quyet*",
                "kien nghi voi*",
                "kien nghi den*",
                "gui toi*",
                "gui den*",
            ],
        ),
        (
            "answered",
            &[
                "da tra loi*",
                "da duoc tra loi*",
                "ket qua tra loi*",
                "tinh trang tra loi*",
                "da giai quyet*",
            ],
        ),
        ("reply", &["noi dung tra loi*", "tra loi*"]),
        ("status", &["ket qua", "ket qua thuc hien*", "tinh trang thuc hien*"]),
        NOTES,
    ],
    generic: &[("text", &["noi dung", "noi dung cu the"])],
    needs: &[
        &["text", "theme"],
        &["text", "agency"],
        &["text", "level"],
        &["text", "index"],
        &["text", "unit"],
    ],
    never: &["status"],
    tab: &["kien nghi"],
    index: OnceLock::new(),
};

pub(super) static POSTER: Layout = Layout {
    name: "tranh cổ động",
    fields: &[
        INDEX,
        ("title", &["ten tranh*", "ten buc tranh*", "tranh", "ten tac pham*"]),
        (
            "unit",
            &[
                "don vi",
                "xa",
                "xa thi tran",
                "xa phuong",
                "xa phuong thi tran",
                "ten xa",
                "dia phuong",
            ],
        ),
        THEME,
        ("authors", &["tac gia*"]),
        ("a0", &["kho a0*", "kho*", "kich thuoc*"]),
        ("framed", &["co khung*", "khung*", "dong khung*"]),
        ("labelled", &["ghi ten don vi*", "ten don vi*"]),
        ("sent", &["ngay gui*", "ngay nop*"]),
        NOTES,
    ],
    generic: &[("title", &["ten", "ten goi", "noi dung"])],
    needs: &[
        &["title", "theme"],
        &["title", "a0"],
        &["title", "framed"],
        &["title", "authors"],
    ],
    never: &[],
    tab: &["tranh"],
    index: OnceLock::new(),
};

pub(super) static PREVIOUS: Layout = Layout {
    name: "khuyến nghị kỳ trước",
    fields: &[
        INDEX,
        (
            "text",
            &[
                "noi dung",
                "noi dung khuyen nghi*",
                "khuyen nghi*",
                "noi dung kien nghi*",
            ],
        ),
        ("agency", &["co quan*", "don vi*"]),
        (
            "unit",
            &[
                "xa",
                "xa thi tran",
                "xa phuong",
                "xa phuong thi tran",
                "ten xa",
                "dia phuong",
            ],
        ),
        (
            "status",
            &[
                "ket qua",
                "ket qua thuc hien*",
                "ket qua giai quyet*",
                "tinh trang",
                "tinh trang thuc hien*",
            ],
        ),
        ("reason", &["nguyen nhan*", "ly do*"]),
        ("solution", &["giai phap*"]),
        NOTES,
    ],
    generic: &[],
    needs: &[&["text", "status"]],
    never: &["theme"],
    tab: &["khuyen nghi"],
    index: OnceLock::new(),
};

pub(super) static GUESTS: Layout = Layout {
    name: "danh sách khách mời",
    fields: &[
        INDEX,
        ("id", &["ma", "ma khach*", "ma so"]),
        ("group", &["nhom*"]),
        ("honorific", &["danh xung*", "ong ba"]),
        ("name", &["ho va ten*", "ho ten*"]),
        ("position", &["chuc vu*"]),
        ("agency", &["co quan*", "don vi*"]),
        ("role", &["vai tro*"]),
        ("order", &["thu tu*", "thu tu nghi thuc*"]),
        ("send_to", &["noi gui*", "gui den*"]),
        ("note", &["cau ghi them*", "ghi them*", "ghi chu*"]),
        ("reply", &["tra loi*", "phan hoi*"]),
        ("substitute", &["nguoi di thay*", "di thay*"]),
    ],
    generic: &[],
    needs: &[&["group", "agency"], &["name", "agency"], &["position", "agency"]],
    never: &[],
    tab: &["khach"],
    index: OnceLock::new(),
};

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
