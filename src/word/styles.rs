//! The named styles of a draft: each component of the decree has its own, so that a whole paper is changed in one place.

use super::package::DECLARATION;
use super::units::{INDENT, Twips, mm, pt};
use super::xml::Xml;

/// A style of paragraphs.
struct Style {
    id: &'static str,
    name: &'static str,
    /// Size in points.
    size: f64,
    bold: bool,
    italic: bool,
    caps: bool,
    red: bool,
    align: &'static str,
    first_line: Twips,
    before: Twips,
    after: Twips,
    /// In 240ths of a line; negative: exactly so many twips.
    line: Twips,
    outline: Option<u8>,
}

const PLAIN: Style = Style {
    id: "",
    name: "",
    size: 14.0,
    bold: false,
    italic: false,
    caps: false,
    red: false,
    align: "left",
    first_line: 0,
    before: 0,
    after: 0,
    line: 240,
    outline: None,
};

/// Of the head: centred at single spacing.
const HEAD: Style = Style {
    align: "center",
    size: 13.0,
    ..PLAIN
};

/// Of the main text: justified, a little over single lines, 6 points between paragraphs.
const TEXT: Style = Style {
    align: "both",
    first_line: INDENT,
    before: 120,
    line: 254,
    ..PLAIN
};

const HEADING: Style = Style {
    align: "left",
    bold: true,
    ..TEXT
};

fn styles() -> Vec<Style> {
    let named = |id, name, style: Style| Style { id, name, ..style };
    vec![
        named("QuocHieu", "Quốc hiệu", Style { bold: true, ..HEAD }),
        named(
            "TieuNgu",
            "Tiêu ngữ",
            Style {
                bold: true,
                size: 14.0,
                ..HEAD
            },
        ),
        named("CoQuanChuQuan", "Cơ quan chủ quản", HEAD),
        named("CoQuanBanHanh", "Cơ quan ban hành", Style { bold: true, ..HEAD }),
        named(
            "DuongKe",
            "Đường kẻ",
            Style {
                size: 1.0,
                before: 40,
                line: -20,
                ..HEAD
            },
        ),
        named("SoKyHieu", "Số, ký hiệu", Style { before: 140, ..HEAD }),
        named(
            "DiaDanh",
            "Địa danh, thời gian",
            Style {
                before: 140,
                size: 14.0,
                italic: true,
                ..HEAD
            },
        ),
        named("TrichYeuCongVan", "Trích yếu công văn", Style { before: 120, ..HEAD }),
        named(
            "MucDoKhan",
            "Mức độ khẩn",
            Style {
                before: 200,
                bold: true,
                caps: true,
                red: true,
                ..HEAD
            },
        ),
        named(
            "TenLoai",
            "Tên loại văn bản",
            Style {
                bold: true,
                size: 14.0,
                ..HEAD
            },
        ),
        named(
            "TrichYeu",
            "Trích yếu",
            Style {
                bold: true,
                size: 14.0,
                ..HEAD
            },
        ),
        named(
            "KinhGui",
            "Kính gửi",
            Style {
                before: 400,
                after: 240,
                size: 14.0,
                line: 264,
                ..HEAD
            },
        ),
        named(
            "ThamQuyen",
            "Thẩm quyền ban hành",
            Style {
                before: 280,
                after: 160,
                size: 14.0,
                bold: true,
                caps: true,
                ..HEAD
            },
        ),
        named("CanCu", "Căn cứ ban hành", Style { italic: true, ..TEXT }),
        named("NoiDung", "Nội dung", TEXT),
        named("GachDau", "Nội dung có dấu đầu dòng", TEXT),
        named(
            "Giua",
            "Nội dung căn giữa",
            Style {
                align: "center",
                first_line: 0,
                ..TEXT
            },
        ),
        named(
            "NguoiNhan",
            "Người được mời",
            Style {
                align: "center",
                first_line: 0,
                bold: true,
                ..TEXT
            },
        ),
        named(
            "PhanChuong",
            "Phần, chương, mục",
            Style {
                align: "center",
                first_line: 0,
                before: 240,
                outline: Some(0),
                ..HEADING
            },
        ),
        named(
            "TieuMuc",
            "Tiểu mục",
            Style {
                align: "center",
                first_line: 0,
                before: 240,
                outline: Some(1),
                ..HEADING
            },
        ),
        named(
            "Heading1",
            "heading 1",
            Style {
                caps: true,
                before: 200,
                outline: Some(0),
                ..HEADING
            },
        ),
        named(
            "Heading2",
            "heading 2",
            Style {
                outline: Some(1),
                ..HEADING
            },
        ),
        named(
            "Heading3",
            "heading 3",
            Style {
                italic: true,
                outline: Some(2),
                ..HEADING
            },
        ),
        named(
            "Heading4",
            "heading 4",
            Style {
                bold: false,
                outline: Some(3),
                ..HEADING
            },
        ),
        named(
            "TenBang",
            "Tên bảng",
            Style {
                size: 14.0,
                bold: true,
                before: 160,
                after: 120,
                ..HEAD
            },
        ),
        named("OBang", "Ô bảng", Style { size: 12.0, ..PLAIN }),
        named(
            "DonVi",
            "Đơn vị biểu đồ",
            Style {
                size: 12.0,
                italic: true,
                align: "right",
                before: 120,
                ..PLAIN
            },
        ),
        named("BieuDo", "Biểu đồ", HEAD),
        named(
            "TenBieuDo",
            "Tên biểu đồ",
            Style {
                bold: true,
                before: 60,
                after: 80,
                ..HEAD
            },
        ),
        named(
            "NoiNhanTieuDe",
            "Nơi nhận (tiêu đề)",
            Style {
                size: 12.0,
                bold: true,
                italic: true,
                before: pt(2.0),
                ..PLAIN
            },
        ),
        named("NoiNhan", "Nơi nhận", Style { size: 11.0, ..PLAIN }),
        named(
            "ChucVu",
            "Quyền hạn, chức vụ",
            Style {
                size: 14.0,
                bold: true,
                ..HEAD
            },
        ),
        named(
            "HoTen",
            "Họ tên người ký",
            Style {
                size: 14.0,
                bold: true,
                ..HEAD
            },
        ),
        named(
            "PhuLuc",
            "Phụ lục",
            Style {
                size: 14.0,
                bold: true,
                outline: Some(0),
                ..HEAD
            },
        ),
        named(
            "TenPhuLuc",
            "Tên phụ lục",
            Style {
                size: 14.0,
                bold: true,
                caps: true,
                ..HEAD
            },
        ),
        named(
            "KemTheo",
            "Kèm theo",
            Style {
                size: 14.0,
                italic: true,
                after: 200,
                ..HEAD
            },
        ),
        named("SoTrang", "Số trang", Style { size: 14.0, ..HEAD }),
        named("GhiChuTrang", "Ghi chú cuối trang", Style { size: 9.0, ..HEAD }),
        named(
            "CachDong",
            "Cách dòng",
            Style {
                size: 1.0,
                line: -20,
                ..PLAIN
            },
        ),
    ]
}

/// The part `word/styles.xml`.
pub fn part() -> String {
    let mut xml = Xml::default();
    xml.raw(DECLARATION);
    xml.open("w:styles", &[("xmlns:w", &super::package::MAIN)]);
    xml.raw(concat!(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" ",
        "w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>",
        "<w:lang w:val=\"vi-VN\" w:eastAsia=\"vi-VN\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>",
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>",
        "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">",
        "<w:name w:val=\"Default Paragraph Font\"/><w:semiHidden/></w:style>",
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:semiHidden/>",
        "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/>",
        "<w:left w:w=\"108\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/>",
        "</w:tblCellMar></w:tblPr></w:style>",
    ));
    for style in styles() {
        style.write(&mut xml);
    }
    xml.open(
        "w:style",
        &[
            ("w:type", &"table"),
            ("w:customStyle", &1),
            ("w:styleId", &"BangSoLieu"),
        ],
    );
    xml.val("w:name", "Bảng số liệu");
    xml.val("w:basedOn", "TableNormal");
    xml.raw(&super::table::style());
    xml.close("w:style");
    xml.close("w:styles");
    xml.finish()
}

impl Style {
    fn write(&self, xml: &mut Xml) {
        let own: &[(&str, &dyn std::fmt::Display)] =
            &[("w:type", &"paragraph"), ("w:customStyle", &1), ("w:styleId", &self.id)];
        let known: &[(&str, &dyn std::fmt::Display)] = &[("w:type", &"paragraph"), ("w:styleId", &self.id)];
        xml.open("w:style", if self.id.starts_with("Heading") { known } else { own });
        xml.val("w:name", self.name);
        xml.val("w:basedOn", "Normal");
        xml.empty("w:qFormat", &[]);
        xml.open("w:pPr", &[]);
        if self.outline.is_some() {
            xml.empty("w:keepNext", &[]);
        }
        let (line, rule) = if self.line < 0 {
            (-self.line, "exact")
        } else {
            (self.line, "auto")
        };
        xml.empty(
            "w:spacing",
            &[
                ("w:before", &self.before),
                ("w:after", &self.after),
                ("w:line", &line),
                ("w:lineRule", &rule),
            ],
        );
        if self.first_line > 0 {
            xml.empty("w:ind", &[("w:firstLine", &self.first_line)]);
        }
        xml.val("w:jc", self.align);
        if let Some(level) = self.outline {
            xml.val("w:outlineLvl", level);
        }
        xml.close("w:pPr");
        xml.open("w:rPr", &[]);
        for (on, tags) in [(self.bold, ["w:b", "w:bCs"]), (self.italic, ["w:i", "w:iCs"])] {
            if on {
                tags.into_iter().for_each(|tag| xml.empty(tag, &[]));
            }
        }
        if self.caps {
            xml.empty("w:caps", &[]);
        }
        if self.red {
            xml.val("w:color", "FF0000");
        }
        let half = (self.size * 2.0) as u32;
        xml.val("w:sz", half);
        xml.val("w:szCs", half);
        xml.close("w:rPr");
        xml.close("w:style");
    }
}

/// Height of a line of notices at the foot of a page.
pub const NOTICE_LINE: Twips = mm(4);
