//! The page that goes back to each unit about its dossier.

use crate::common::{Space, pdf_text, repository, retype, squeeze};

const WORKBOOK: &str = "inputs/submissions/DDTE2024_06295_dong-giap.xlsx";
const PAGE: &str = "out/pdf/phieu-phan-hoi/06295-dong-giap.pdf";

fn page(space: &Space, path: &str) -> String {
    pdf_text(&space.bytes(path)).concat()
}

#[test]
fn a_check_makes_a_page_for_each_unit_and_nothing_else() {
    let space = Space::few_guests();
    space.run(&["check"]).exits(0).says("phieu-phan-hoi");
    let made = space.all("out/pdf");
    assert_eq!(made.len(), 17);
    for (name, bytes) in &made {
        assert!(name.starts_with("phieu-phan-hoi/"), "{name}");
        assert_eq!(pdf_text(bytes).len(), 1, "{name} is one page");
    }
    assert!(space.all("out/xlsx").is_empty());
    assert!(page(&space, "out/pdf/phieu-phan-hoi/06313-tri-le.pdf").contains(&squeeze("không phải sửa, bổ sung")));
    let late = page(&space, "out/pdf/phieu-phan-hoi/06322-huu-le.pdf");
    assert!(late.contains(&squeeze("Hồ sơ gửi sau thời hạn (chậm nhất ngày 19/8/2024)")));
    // The full run leaves them alone.
    let run = space.run(&["build", "phieu-phan-hoi"]).exits(0);
    assert!(run.stdout.contains("Đã lập 0, giữ nguyên 17"), "{}", run.stdout);
}

#[test]
fn a_list_alone_asks_for_each_other_sheet_once() {
    let list = std::fs::read(repository().join("tests/workbooks/csv-called-xls.xls")).expect("a fixture");
    let space = Space::facts_only().file("inputs/submissions/06313_tri-le.xls", list);
    space.run(&["check"]).exits(1);
    let page = page(&space, "out/pdf/phieu-phan-hoi/06313-tri-le.pdf");
    let row = "Có 0 câu hỏi, theo kế hoạch phải có 3. Không tìm thấy trang tính câu hỏi.";
    assert!(page.contains(&squeeze(row)), "{page}");
    assert_eq!(page.matches(&squeeze("trang tính câu hỏi")).count(), 1);
}

#[test]
fn the_page_follows_the_sheets_and_names_each_cell() {
    let space = Space::few_guests();
    retype(&space, WORKBOOK, "30/06/2010", "30/06/2007");
    space.run(&["check"]).exits(1);
    let page = page(&space, PAGE);
    assert!(page.contains(&squeeze("Kính gửi: UBND xã Đồng Giáp")));
    assert!(page.contains("DDTE2024_06295_dong-giap.xlsx"));
    let at = |text: &str| {
        page.find(&squeeze(text))
            .unwrap_or_else(|| panic!("«{text}» in {page}"))
    };
    assert!(at("01 nội dung phải sửa") < at("Trang tính “2. DS trẻ em”"));
    assert!(at("D6") < at("đã đủ 16 tuổi"));
    assert!(at("đã đủ 16 tuổi") < at("K9"));
    // What only the organiser can do is no matter of the unit.
    assert!(!page.contains("edits.yaml"));
    // Only this unit's page changes when it sends again.
    retype(&space, WORKBOOK, "30/06/2007", "30/06/2010");
    let run = space.run(&["check"]).exits(0);
    drop(run);
    let manifest = space.json("out/manifest.json");
    let made: Vec<&str> = manifest["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .filter(|entry| entry["state"] == "made")
        .map(|entry| entry["id"].as_str().expect("an id"))
        .collect();
    assert_eq!(made, ["phieu-phan-hoi/06295"]);
}

#[test]
fn a_case_of_abuse_is_not_on_the_page() {
    let space = Space::few_guests();
    let question = "Hè nào loa xã cũng nhắc chuyện đuối nước, nhưng cả xã em chưa có một chỗ nào để học bơi. Huyện có thể đặt bể bơi lắp ghép \
                    luân phiên giữa các cụm xã không ạ?";
    let case = "Bạn Quàng Thị Xuyến ở lớp em bị bố dượng đánh, em phải làm gì ạ?";
    retype(&space, "inputs/submissions/DDTE2024_06313_tri-le.xlsx", question, case);
    space.run(&["check"]).exits(0).says("text-withheld");
    let page = page(&space, "out/pdf/phieu-phan-hoi/06313-tri-le.pdf");
    for secret in ["Xuyến", "bạo lực", "xâm hại", "111", "bố dượng"] {
        assert!(!page.contains(&squeeze(secret)), "{secret} in {page}");
    }
}

#[test]
fn a_workbook_that_cannot_be_read_is_told_to_its_sender() {
    let space = Space::few_guests();
    let whole = space.bytes(WORKBOOK);
    space.write(WORKBOOK, &whole[..whole.len() / 2]);
    space.run(&["check"]).exits(1);
    let page = page(&space, PAGE);
    assert!(page.contains(&squeeze("gửi lại")), "{page}");
    assert!(page.contains("DDTE2024_06295_dong-giap.xlsx"));
}
