//! What the sheets of a registration workbook hold, and under which headings communes write it.

/// A kind of sheet: its fields and the headings they are known by.
pub(super) struct Layout {
    /// Vietnamese words for it in messages.
    pub name: &'static str,
    /// Key and headings of each field. Headings are folded words; a star at the end stands for any further words.
    pub fields: &'static [(&'static str, &'static [&'static str])],
    /// Sets of fields of which one must be there for a sheet to be of this kind.
    pub needs: &'static [&'static [&'static str]],
    /// Fields that show that the sheet is of another kind.
    pub never: &'static [&'static str],
    /// Words in the name of the sheet.
    pub tab: &'static [&'static str],
}

impl Layout {
    /// The field that a heading stands for: the one with the same words, else the one with the longest beginning.
    pub fn field(&self, heading: &str) -> Option<&'static str> {
        let mut best: Option<(usize, &'static str)> = None;
        for (key, names) in self.fields {
            for name in *names {
                let length = match name.strip_suffix('*') {
                    None if *name == heading => return Some(key),
                    Some(start) if starts_with_words(heading, start) => start.len(),
                    _ => continue,
                };
                if best.is_none_or(|(other, _)| length > other) {
                    best = Some((length, key));
                }
            }
        }
        best.map(|(_, key)| key)
    }
}

fn starts_with_words(text: &str, start: &str) -> bool {
    text.strip_prefix(start)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

const INDEX: (&str, &[&str]) = ("index", &["tt", "stt", "so tt", "so thu tu"]);
const NAME: (&str, &[&str]) = (
    "name",
    &[
        "ho va ten*",
        "ho ten*",
        "ho va ten tre em*",
        "ten tre em*",
        "ten hoc sinh*",
    ],
);
const FAMILY: (&str, &[&str]) = (
    "family",
    &[
        "ho",
        "ho dem",
        "ho va dem",
        "ho va chu dem",
        "ho va ten dem",
        "ho chu dem",
    ],
);
const GIVEN: (&str, &[&str]) = ("given", &["ten"]);
const GENDER: (&str, &[&str]) = ("gender", &["gioi tinh*", "nam nu", "gioi"]);
const BIRTH: (&str, &[&str]) = (
    "birth",
    &[
        "nam sinh*",
        "ngay sinh*",
        "ngay thang nam sinh*",
        "sinh nam",
        "sinh ngay",
        "sn",
    ],
);
const THEME: (&str, &[&str]) = ("theme", &["linh vuc*", "chu de*", "thuoc linh vuc*", "thuoc chu de*"]);
const NOTES: (&str, &[&str]) = ("notes", &["ghi chu*"]);

pub(super) const UNIT: Layout = Layout {
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
    needs: &[
        &["unit", "contact_name"],
        &["unit", "decision_number"],
        &["decision_number", "participation_form"],
    ],
    never: &[],
    tab: &["thong tin"],
};

pub(super) const COMMUNE_FORUM: Layout = Layout {
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
    needs: &[
        &["children", "girls"],
        &["children", "questions"],
        &["recommendations", "answered"],
    ],
    never: &[],
    tab: &["ket qua"],
};

pub(super) const CHILDREN: Layout = Layout {
    name: "danh sách trẻ em",
    fields: &[
        INDEX,
        NAME,
        FAMILY,
        GIVEN,
        GENDER,
        BIRTH,
        (
            "birth_male",
            &["nam sinh nam", "ngay sinh nam", "ngay thang nam sinh nam"],
        ),
        (
            "birth_female",
            &["nam sinh nu", "ngay sinh nu", "ngay thang nam sinh nu"],
        ),
        ("ethnicity", &["dan toc*"]),
        ("class", &["hoc sinh lop*", "hs lop*", "lop*", "hoc lop*"]),
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
            ],
        ),
        (
            "achievement",
            &["thanh tich*", "ket qua hoc tap*", "hoc luc*", "xep loai*"],
        ),
        ("duties", &["nhiem vu*", "phan cong*"]),
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
    needs: &[
        &["name", "class"],
        &["name", "school"],
        &["given", "class"],
        &["name", "duties"],
    ],
    never: &["position"],
    tab: &["tre em"],
};

pub(super) const CARETAKERS: Layout = Layout {
    name: "danh sách người phụ trách",
    fields: &[
        INDEX,
        NAME,
        FAMILY,
        GIVEN,
        GENDER,
        BIRTH,
        ("position", &["chuc vu*", "chuc danh*"]),
        (
            "workplace",
            &["don vi cong tac*", "noi cong tac*", "co quan*", "don vi"],
        ),
        ("phone", &["dien thoai*", "so dien thoai*", "sdt*", "dt"]),
        ("role", &["vai tro*"]),
        ("commitment", &["da ky cam ket*", "cam ket*", "ky cam ket*"]),
        ("class", &["lop*", "hoc sinh lop*"]),
        NOTES,
    ],
    needs: &[&["name", "position"], &["name", "workplace"], &["name", "commitment"]],
    never: &["class"],
    tab: &["phu trach"],
};

pub(super) const ENTRIES: Layout = Layout {
    name: "tiết mục",
    fields: &[
        INDEX,
        ("form", &["hinh thuc*", "loai hinh*"]),
        ("title", &["ten tiet muc*", "tiet muc", "ten tieu pham*"]),
        THEME,
        ("minutes", &["thoi luong*", "so phut*"]),
        ("performers", &["so tre em*", "so tre*", "so nguoi*", "so hoc sinh*"]),
        ("needs", &["dao cu*", "yeu cau*"]),
        ("script", &["tep kich ban*", "kich ban*", "file kich ban*"]),
        ("summary", &["tom tat*", "noi dung tom tat*", "noi dung*"]),
        NOTES,
    ],
    needs: &[&["title", "form"], &["title", "theme"]],
    never: &[],
    tab: &["tiet muc"],
};

pub(super) const QUESTIONS: Layout = Layout {
    name: "câu hỏi",
    fields: &[
        INDEX,
        ("text", &["noi dung cau hoi*", "cau hoi*"]),
        THEME,
        ("agency", &["co quan*", "don vi tra loi*", "don vi de nghi tra loi*"]),
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
    needs: &[
        &["text", "theme"],
        &["text", "agency"],
        &["text", "asker"],
        &["text", "index"],
    ],
    never: &[],
    tab: &["cau hoi"],
};

pub(super) const RECOMMENDATIONS: Layout = Layout {
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
            ],
        ),
        THEME,
        ("level", &["cap giai quyet*", "cap"]),
        (
            "agency",
            &["co quan*", "don vi giai quyet*", "don vi de nghi giai quyet*"],
        ),
        ("answered", &["da tra loi*", "da duoc tra loi*"]),
        ("reply", &["noi dung tra loi*", "tra loi*"]),
        NOTES,
    ],
    needs: &[
        &["text", "theme"],
        &["text", "agency"],
        &["text", "level"],
        &["text", "index"],
    ],
    never: &["status"],
    tab: &["kien nghi"],
};

pub(super) const POSTER: Layout = Layout {
    name: "tranh cổ động",
    fields: &[
        INDEX,
        ("title", &["ten tranh*", "ten buc tranh*"]),
        THEME,
        ("authors", &["tac gia*"]),
        ("a0", &["kho a0*", "kho*", "kich thuoc*"]),
        ("framed", &["co khung*", "khung*", "dong khung*"]),
        ("labelled", &["ghi ten don vi*", "ten don vi*"]),
        ("sent", &["ngay gui*", "ngay nop*"]),
        NOTES,
    ],
    needs: &[&["title", "theme"], &["title", "a0"], &["title", "framed"]],
    never: &[],
    tab: &["tranh"],
};

pub(super) const PREVIOUS: Layout = Layout {
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
        ("status", &["ket qua*", "tinh trang*"]),
        ("reason", &["nguyen nhan*", "ly do*"]),
        ("solution", &["giai phap*"]),
        NOTES,
    ],
    needs: &[&["text", "status"]],
    never: &["theme"],
    tab: &["khuyen nghi"],
};

pub(super) const GUESTS: Layout = Layout {
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
    needs: &[&["group", "agency"], &["name", "agency"], &["position", "agency"]],
    never: &[],
    tab: &["khach"],
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
            ("Năm sinh Nữ", "birth_female"),
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
