//! Lists of what children bring: items, questions, recommendations, posters, and what became of former recommendations.

use std::sync::OnceLock;

use super::{INDEX, Layout, NOTES, OF_UNIT, THEME, UNUSED};

pub(in super::super) static ENTRIES: Layout = Layout {
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

pub(in super::super) static QUESTIONS: Layout = Layout {
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
                "don vi giai quyet*",
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
                "em dat cau hoi*",
                "hoc sinh dat cau hoi*",
                "hoc sinh hoi*",
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

pub(in super::super) static RECOMMENDATIONS: Layout = Layout {
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
        // What parents say in the form of a child.
        (
            UNUSED,
            &[
                "y kien cua cha*",
                "y kien cha*",
                "y kien cua me*",
                "y kien cua phu huynh*",
                "y kien phu huynh*",
                "y kien cua gia dinh*",
                "y kien gia dinh*",
                "y kien cua nguoi giam ho*",
                "y kien cua nha truong*",
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
                "don vi tra loi*",
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

pub(in super::super) static POSTER: Layout = Layout {
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

pub(in super::super) static PREVIOUS: Layout = Layout {
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
