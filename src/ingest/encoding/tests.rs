use super::super::workbook::Hints;
use super::*;
use crate::vietnamese::legacy::Legacy;

fn cell(raw: &str, font: Option<&str>) -> Cell {
    Cell {
        raw: raw.to_owned(),
        value: Value::Text,
        legacy_font: font.map(str::to_owned),
        struck: false,
        hints: Hints::default(),
    }
}

/// A sheet whose columns are given from top to bottom.
fn sheet(columns: &[&[(&str, Option<&str>)]]) -> Sheet {
    let mut sheet = Sheet {
        name: "DS".to_owned(),
        ..Sheet::default()
    };
    for (column, cells) in columns.iter().enumerate() {
        for (row, (raw, font)) in cells.iter().enumerate() {
            sheet.cells.insert((row as u32, column as u32), cell(raw, *font));
        }
    }
    sheet
}

/// The texts of the only column, an asterisk behind those that are in doubt, and the codes of the findings.
fn decoded(cells: &[(&str, Option<&str>)]) -> (Vec<String>, Vec<&'static str>) {
    let mut sheets = [sheet(&[cells])];
    let findings = decode("a.xlsx", &mut sheets);
    let text = |cell: &Cell| {
        let sure = cell.hints.decoded.as_ref().is_none_or(|decoded| decoded.sure);
        format!("{}{}", cell.text(), if sure { "" } else { "*" })
    };
    (
        sheets[0].cells.values().map(text).collect(),
        findings.iter().map(|finding| finding.fault.code()).collect(),
    )
}

const ABC: Option<&str> = Some(".VnTime");
const ABC_CAPITALS: Option<&str> = Some(".VnTimeH");
const VNI: Option<&str> = Some("VNI-Times");

#[test]
fn font_and_syllables_agree() {
    let (texts, codes) = decoded(&[
        ("Hä vµ tªn", ABC),
        ("NguyÔn V¨n An", ABC),
        ("Líp 8A", ABC),
        ("hoµng thÞ ¸nh", ABC_CAPITALS),
        ("§Æng Thïy D\u{ad}¬ng", ABC),
    ]);
    assert_eq!(
        texts,
        [
            "Họ và tên",
            "Nguyễn Văn An",
            "Lớp 8A",
            "HOÀNG THỊ ÁNH",
            "Đặng Thùy Dương"
        ]
    );
    assert_eq!(codes, ["text-decoded"]);
    let (texts, codes) = decoded(&[("Nguyeãn Vaên An", VNI), ("ÑAËNG THUØY DÖÔNG", VNI), ("Lôùp 7A", VNI)]);
    assert_eq!(texts, ["Nguyễn Văn An", "ĐẶNG THÙY DƯƠNG", "Lớp 7A"]);
    assert_eq!(codes, ["text-decoded"]);
}

#[test]
fn unicode_in_cells_of_an_old_font_stays() {
    let (texts, codes) = decoded(&[
        ("NguyÔn V¨n An", ABC),
        ("Hoàng Thị Ánh", ABC),
        ("Nông Hà", ABC),
        ("Tri Lễ", ABC),
        ("Hoa\u{300}ng", ABC),
        ("Hµ", ABC),
    ]);
    assert_eq!(
        texts[..5],
        ["Nguyễn Văn An", "Hoàng Thị Ánh", "Nông Hà", "Tri Lễ", "Hoa\u{300}ng"]
    );
    assert_eq!(texts[5], "Hà");
    assert_eq!(codes, ["text-decoded"]);
    // All Unicode, although somebody laid the old font over it.
    let (texts, codes) = decoded(&[("Lê Công", ABC), ("Nguyễn Văn An", ABC), ("Lý Bá", ABC)]);
    assert_eq!(texts, ["Lê Công", "Nguyễn Văn An", "Lý Bá"]);
    assert_eq!(codes, [""; 0]);
}

#[test]
fn syllables_alone_decide_for_a_column() {
    let names = [("NguyÔn V¨n An", None), ("Hoµng ThÞ ¸nh", None), ("Líp 8A", None)];
    let (texts, codes) = decoded(&names);
    assert_eq!(texts, ["Nguyễn Văn An*", "Hoàng Thị ánh*", "Lớp 8A*"]);
    assert_eq!(codes, ["text-guessed"]);
    // Much of it leaves no doubt about each single value.
    let many: Vec<(&str, Option<&str>)> = names.iter().cycle().take(9).copied().collect();
    let (texts, codes) = decoded(&many);
    assert_eq!(texts[..3], ["Nguyễn Văn An", "Hoàng Thị ánh", "Lớp 8A"]);
    assert_eq!(codes, ["text-guessed"]);
    let (texts, _) = decoded(&[("Nguyeãn Vaên An", None), ("Hoaøng Thò AÙnh", None)]);
    assert_eq!(texts, ["Nguyễn Văn An*", "Hoàng Thị Ánh*"]);
}

#[test]
fn a_short_text_alone_is_not_decoded() {
    for alone in ["NguyÔn V¨n An", "Líp 8A", "Hµ", "Nguyeãn An"] {
        let (texts, codes) = decoded(&[(alone, None), ("Nguyễn Thị Hoa", None), ("Lê Văn Hùng", None)]);
        assert_eq!((texts[0].as_str(), codes.len()), (alone, 0));
    }
}

#[test]
fn letters_that_were_lost_leave_a_doubt() {
    // The soft hyphen, "ư" in TCVN3, is gone.
    let (texts, _) = decoded(&[("NguyÔn V¨n An", ABC), ("Tr\u{ad}êng THCS", ABC), ("Trêng THCS", ABC)]);
    assert_eq!(texts, ["Nguyễn Văn An", "Trường THCS", "Trờng THCS*"]);
}

#[test]
fn misread_bytes() {
    let misread = |text: &str| {
        encoding_rs::WINDOWS_1252
            .decode_without_bom_handling(text.as_bytes())
            .0
            .into_owned()
    };
    let once = misread("Nguyễn Văn An");
    let twice = misread(&misread("Hoàng Thị Ánh"));
    let (texts, codes) = decoded(&[(&once, None), (&twice, None), ("Tri Lễ", None)]);
    assert_eq!(texts, ["Nguyễn Văn An", "Hoàng Thị Ánh", "Tri Lễ"]);
    assert_eq!(codes, ["text-decoded"]);
    let (texts, codes) = decoded(&[("NguyêÞn Vãn An", None), ("Hoa\u{cc}ng Thi\u{f2} A\u{ec}nh", None)]);
    assert_eq!(texts, ["Nguyễn Văn An*", "Hoàng Thị Ánh*"]);
    assert_eq!(codes, ["text-guessed"]);
}

#[test]
fn other_columns_and_the_name_of_the_sheet_follow() {
    let mut sheets = [sheet(&[
        &[("Hä vµ tªn", None), ("NguyÔn V¨n An", None), ("Hoµng ThÞ ¸nh", None)],
        &[("Líp", None), ("7A", None)],
        &[("Trường", None), ("Khá", None), ("Có", None), ("Nùng", None)],
    ])];
    sheets[0].name = "Danh s¸ch trÎ em".to_owned();
    decode("a.xlsx", &mut sheets);
    assert_eq!(sheets[0].at(0, 1).unwrap().text(), "Lớp");
    for (row, text) in ["Trường", "Khá", "Có", "Nùng"].into_iter().enumerate() {
        assert_eq!(sheets[0].at(row as u32, 2).unwrap().text(), text);
    }
    assert_eq!(sheets[0].tab(), "danh sach tre em");
    let (file, cells) = match &decode("a.xlsx", &mut sheets)[0] {
        Finding {
            place,
            fault: Fault::TextGuessed { cells, .. },
            ..
        } => (place.file.clone(), cells.clone()),
        other => panic!("{other:?}"),
    };
    assert_eq!((file.as_deref(), cells.as_str()), (Some("a.xlsx"), "A1:A3, B1"));
}

/// Names and texts in Unicode; none may be taken for anything else, alone or as a column, with or without an old font.
const UNICODE: [&str; 72] = [
    "Nguyễn Văn An",
    "Lê Công Hùng",
    "Lý Bá Phúc",
    "Hoàng Hà",
    "Nông Thị Ánh",
    "Tô Ngọc Ánh",
    "Vi Văn Đô",
    "Lô Thị Bé",
    "Trần Quốc Toản",
    "Đặng Thuỳ Dương",
    "Đàm Thị Thúy",
    "Hà Thị Mơ",
    "Lành Văn Tú",
    "Chu Văn Tâm",
    "Mông Thị Én",
    "Bế Văn Đàn",
    "Dương Công Ích",
    "Lương Ý Nhi",
    "Hứa Thị Mận",
    "Lộc Văn Ôn",
    "Phùng Ngọc Ẩn",
    "Âu Thị Út",
    "Ôn Bích Hà",
    "Lê Ân",
    "Lê Ý",
    "Hồ Hà",
    "Tô Hà",
    "Cù Hà My",
    "Lò Thị Xôn",
    "Vàng A Pó",
    "Giàng A Sùng",
    "H'Hen Niê",
    "K'Brôih",
    "Triệu Mùi Nái",
    "Bàn Thị Kiều",
    "Hoà Bình",
    "Hòa Bình",
    "Tràng Các",
    "Tràng Phái",
    "Trấn Ninh",
    "Điềm He",
    "Tú Xuyên",
    "Khánh Khê",
    "Đồng Giáp",
    "Yên Phúc",
    "Hữu Lễ",
    "Văn Quan",
    "Liên Hội",
    "An Sơn",
    "Lớp 8A",
    "Líp",
    "Khá",
    "Tốt",
    "Giỏi",
    "Có",
    "Không",
    "Chưa",
    "Nữ",
    "Tày",
    "Nùng",
    "Kinh",
    "Dao",
    "Trường THCS xã Tri Lễ",
    "Sân khấu hoá",
    "«Trẻ em» · 50 m² ± 5°",
    "Café, résumé",
    "Sở Y tế",
    "Đoàn TNCS",
    "Số 45/QĐ-UBND",
    "Phòng LĐTBXH",
    "Cô, bà, mẹ",
    "Ủy ban",
];

#[test]
fn unicode_is_never_decoded() {
    let plain: Vec<(&str, Option<&str>)> = UNICODE.iter().map(|text| (*text, None)).collect();
    let (texts, codes) = decoded(&plain);
    assert_eq!(
        (texts.as_slice(), codes.len()),
        (UNICODE.map(str::to_owned).as_slice(), 0)
    );
    for text in UNICODE {
        assert_eq!(decoded(&[(text, None)]).0, [text]);
        assert_eq!(Legacy::Utf8.decode(text), None, "{text}");
    }
    let with_font: Vec<(&str, Option<&str>)> = UNICODE.iter().map(|text| (*text, ABC)).collect();
    for (text, read) in UNICODE.iter().zip(decoded(&with_font).0) {
        assert_eq!(read.trim_end_matches('*'), if *text == "Líp" { "Lớp" } else { text });
    }
}
