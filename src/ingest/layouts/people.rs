//! Lists of persons: children, grown-ups, guests.

use std::sync::OnceLock;

use super::{Field, INDEX, Layout, NOTES, OF_UNIT, TITLED, UNUSED};

const NAME: Field = (
    "name",
    &[
        "ho va ten*",
        "ho ten*",
        "ten tre*",
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
        "ntns",
        "n sinh",
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

pub(in super::super) static CHILDREN: Layout = Layout {
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
        ("ethnicity", &["dan toc*", "thanh phan dan toc*", "d toc", "dt"]),
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
                "truong dang*",
                "truong thcs",
                "truong tieu hoc",
                "don vi truong*",
                "truong don vi*",
                "truong noi*",
                "noi hoc*",
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
                "xlhl",
                "danh hieu*",
                "ket qua hoc*",
                "ket qua ht*",
            ],
        ),
        (
            "duties",
            &["nhiem vu*", "phan cong*", "duoc phan cong*", "noi dung tham gia*"],
        ),
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

pub(in super::super) static CARETAKERS: Layout = Layout {
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
                "so may*",
                "tel",
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

pub(in super::super) static GUESTS: Layout = Layout {
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
