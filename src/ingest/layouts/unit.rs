//! Forms of labels and values: the unit, and the results of its own forum.

use std::sync::OnceLock;

use super::Layout;

pub(in super::super) static UNIT: Layout = Layout {
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
            &[
                "nguoi lap bieu*",
                "ho ten nguoi lap*",
                "ho va ten nguoi lap*",
                "nguoi lap*",
                "nguoi dien mau*",
                "can bo lap bieu*",
                "nguoi lien he",
                "can bo dau moi*",
                "dau moi lien he*",
            ],
        ),
        (
            "contact_position",
            &[
                "chuc vu nguoi lap*",
                "chuc vu",
                "chuc vu nguoi lien he*",
                "chuc vu can bo dau moi*",
            ],
        ),
        (
            "phone",
            &["dien thoai*", "so dien thoai*", "sdt*", "dt lien he*", "so lien he*"],
        ),
        (
            "email",
            &[
                "email*",
                "e mail*",
                "thu dien tu*",
                "dia chi thu dien tu*",
                "dia chi email*",
                "hop thu*",
            ],
        ),
        (
            "plan_number",
            &["so ke hoach*", "ke hoach so*", "so va ky hieu ke hoach*", "so kh*"],
        ),
        ("plan_date", &["ngay ke hoach*", "ngay ban hanh ke hoach*", "ngay kh*"]),
        ("forum_date", &["ngay to chuc*"]),
        ("forum_place", &["dia diem*", "noi to chuc*"]),
        (
            "decision_number",
            &[
                "so quyet dinh*",
                "quyet dinh so*",
                "so va ky hieu quyet dinh*",
                "so qd*",
                "qd so*",
                "quyet dinh thanh lap doan*",
            ],
        ),
        (
            "decision_date",
            &[
                "ngay quyet dinh*",
                "ngay ban hanh quyet dinh*",
                "ngay ra quyet dinh*",
                "ngay ky quyet dinh*",
                "ngay qd*",
                "ngay ky qd*",
            ],
        ),
        ("decision_signer", &["nguoi ky*"]),
        ("decision_signer_position", &["chuc vu nguoi ky*"]),
        ("participation_form", &["hinh thuc*"]),
        ("theme", &["chu de*"]),
        (
            "child_population",
            &[
                "tong so tre em*",
                "so tre em tren dia ban*",
                "so tre em toan xa*",
                "so em toan xa*",
                "so tre duoi 16 tuoi*",
                "so tre em duoi 16 tuoi*",
            ],
        ),
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

pub(in super::super) static COMMUNE_FORUM: Layout = Layout {
    name: "kết quả Diễn đàn cấp xã",
    fields: &[
        ("date", &["ngay to chuc*", "thoi gian to chuc*", "ngay"]),
        ("place", &["dia diem*", "noi to chuc*"]),
        (
            "children",
            &[
                "so tre em tham gia*",
                "so tre em",
                "tong so tre em*",
                "so tre tham du*",
                "so tre em tham du*",
                "so tre tham gia*",
            ],
        ),
        (
            "girls",
            &[
                "so tre em nu*",
                "tre em nu*",
                "so tre em gai*",
                "so nu",
                "trong do nu*",
                "so em gai*",
                "so em nu*",
            ],
        ),
        (
            "ethnic_minority",
            &[
                "so tre em dan toc*",
                "so tre em dtts*",
                "dan toc thieu so*",
                "dtts",
                "tre em dtts*",
                "so em dtts*",
                "tre em dan toc*",
            ],
        ),
        (
            "special_circumstances",
            &[
                "so tre em co hoan canh*",
                "hoan canh dac biet*",
                "so tre em hcdb*",
                "tre co hcdb*",
                "tre em hcdb*",
                "tre em co hoan canh*",
            ],
        ),
        (
            "primary",
            &[
                "so hoc sinh tieu hoc*",
                "tieu hoc*",
                "hs tieu hoc*",
                "hoc sinh tieu hoc*",
                "so hs tieu hoc*",
            ],
        ),
        (
            "lower_secondary",
            &[
                "so hoc sinh thcs*",
                "so hoc sinh trung hoc co so*",
                "thcs*",
                "hs thcs*",
                "hoc sinh thcs*",
                "so hs thcs*",
            ],
        ),
        ("caretakers", &["so nguoi phu trach*", "nguoi phu trach*"]),
        ("guests", &["so dai bieu*", "dai bieu*"]),
        ("volunteers", &["so tinh nguyen vien*", "tinh nguyen vien*"]),
        ("entries", &["so tiet muc*", "tiet muc"]),
        ("questions", &["so cau hoi*"]),
        ("recommendations", &["so kien nghi*", "tong so kien nghi*"]),
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
        (
            "remarks",
            &[
                "thuan loi*",
                "thuan loi kho khan*",
                "danh gia chung*",
                "nhan xet chung*",
            ],
        ),
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
