//! A text that hints at a concrete case is in no print and in every total, until an officer releases it.

use crate::common::{Space, codes, pdf_text, retype, squeeze, with_code, xlsx_text};

const WORKBOOK: &str = "inputs/submissions/DDTE2024_06313_tri-le.xlsx";
const QUESTION: &str = "Hè nào loa xã cũng nhắc chuyện đuối nước, nhưng cả xã em chưa có một chỗ nào để học bơi. Huyện có thể đặt bể bơi lắp ghép \
     luân phiên giữa các cụm xã không ạ?";
const CASE: &str = "Bạn Quàng Thị Xuyến ở lớp em bị bố dượng đánh, em phải làm gì ạ?";

/// Every PDF and workbook below `out` with its text.
fn printed(space: &Space) -> Vec<(String, String)> {
    let pdf = space
        .all("out/pdf")
        .into_iter()
        .map(|(name, bytes)| (name, pdf_text(&bytes).concat()));
    let xlsx = space
        .all("out/xlsx")
        .into_iter()
        .map(|(name, bytes)| (name, squeeze(&xlsx_text(&bytes))));
    pdf.chain(xlsx).collect()
}

#[test]
fn a_case_is_printed_nowhere_and_counted_everywhere() {
    let space = Space::example();
    retype(&space, WORKBOOK, QUESTION, CASE);
    space.run(&["build"]).exits(0);

    let findings = space.json("out/findings.json");
    let held = with_code(&findings, "text-withheld");
    assert_eq!(held.len(), 1, "{held:#?}");
    let held = &held[0];
    assert_eq!((&held["unit"], &held["cell"]), (&"06313".into(), &"B6".into()));
    assert_eq!(held["path"], "units/06313/questions/06313-ch-4/text");
    assert!(
        held["hint"]
            .as_str()
            .is_some_and(|hint| hint.contains("111") && hint.contains("Điều 51"))
    );
    assert!(!space.text("out/findings.json").contains("Xuyến"));
    assert!(codes(&findings, "error").is_empty());

    let printed = printed(&space);
    assert!(printed.len() > 100);
    for (name, text) in &printed {
        for secret in ["Xuyến", "bịbốdượngđánh", &squeeze(CASE)] {
            assert!(!text.contains(secret), "{name} prints «{secret}»");
        }
    }
    let of = |name: &str| &printed.iter().find(|(other, _)| other == name).expect("made").1;
    let list = of("tong-hop-cau-hoi.pdf");
    assert!(list.contains("51câuhỏi"), "the total keeps it");
    assert!(list.contains(&squeeze("(nội dung đang được xem xét riêng)")));
    assert!(list.contains(&squeeze(
        "Có 01 nội dung đang được xem xét riêng theo quy định về bảo vệ trẻ em"
    )));
    // An agency is asked what it can answer: one question less for the theme's agency.
    assert!(!of("tra-loi/ldtbxh.xlsx").contains(&squeeze("xem xét riêng")));
    assert!(of("tong-hop.xlsx").contains(&squeeze("(nội dung đang được xem xét riêng)")));
}

#[test]
fn an_ordinary_question_about_the_subject_is_printed() {
    let space = Space::few_guests();
    let ordinary = "Làm thế nào để phòng, chống xâm hại và bạo lực với trẻ em?";
    retype(&space, WORKBOOK, QUESTION, ordinary);
    space.run(&["build", "tong-hop-cau-hoi"]).exits(0);
    assert!(with_code(&space.json("out/findings.json"), "text-withheld").is_empty());
    assert!(
        pdf_text(&space.bytes("out/pdf/tong-hop-cau-hoi.pdf"))
            .concat()
            .contains(&squeeze(ordinary))
    );
}
