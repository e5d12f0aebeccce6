//! The red pen read back: what somebody changed in a draft becomes proposals, and nothing of it is taken over by itself.

use std::io::{Cursor, Read, Write};

use crate::common::{Space, pdf_text, repository, squeeze, with_code};
use serde_json::Value;

const DRAFT: &str = "out/docx/thu/06313.docx";
const BACK: &str = "inputs/returned/lanh-dao/tri-le.docx";

/// The dossiers of two communes, and a kind of paper that does not change with the program's own templates.
fn space() -> Space {
    let space = Space::small();
    let text = |name: &str| std::fs::read(repository().join("tests/returned").join(name)).expect("a template");
    let space = space
        .file("templates/thu.md", text("thu.md"))
        .file("templates/parts/thu-ket.md", text("thu-ket.md"))
        .file("templates/lists/thu.yaml", text("thu.yaml"));
    let _ = std::fs::remove_dir_all(space.path("inputs/returned"));
    space
}

fn built() -> Space {
    let space = space();
    let run = space.run(&["build", "thu", "--format", "docx"]);
    assert!(space.exists(DRAFT), "{}{}", run.stdout, run.stderr);
    space
}

/// Writes the draft at `from` to `to` with its main part changed, and with more parts.
fn mark(space: &Space, from: &str, to: &str, more: &[(&str, &str)], change: impl FnOnce(&mut String)) {
    let mut archive = zip::ZipArchive::new(Cursor::new(space.bytes(from))).expect("a draft");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let mut change = Some(change);
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).expect("UTF-8");
        if let (true, Some(change)) = (
            name == "word/document.xml",
            change.take_if(|_| name == "word/document.xml"),
        ) {
            change(&mut text);
        }
        out.start_file(name, options).expect("started");
        out.write_all(text.as_bytes()).expect("written");
    }
    for (name, text) in more {
        out.start_file(*name, options).expect("started");
        out.write_all(text.as_bytes()).expect("written");
    }
    space.write(to, out.finish().expect("finished").into_inner());
}

fn replace(xml: &mut String, from: &str, to: &str) {
    assert!(xml.contains(from), "«{from}» in {xml}");
    *xml = xml.replacen(from, to, 1);
}

/// The element `tag` around the first place that says `text`.
fn around(xml: &str, tag: &str, text: &str) -> std::ops::Range<usize> {
    let at = xml.find(text).unwrap_or_else(|| panic!("«{text}»"));
    let start = xml[..at].rfind(&format!("<{tag}>")).expect("its beginning");
    let end = at + xml[at..].find(&format!("</{tag}>")).expect("its end") + tag.len() + 3;
    start..end
}

/// A tracked change within a run.
fn tracked(xml: &mut String, from: &str, to: &str) {
    let who = r#"w:id="7" w:author="Hoàng Thị Hoài" w:date="2024-09-10T08:00:00Z""#;
    let change = format!(
        "</w:t></w:r><w:del {who}><w:r><w:delText>{from}</w:delText></w:r></w:del><w:ins {who}><w:r><w:t>{to}</w:t></w:r></w:ins><w:r><w:t xml:space=\"preserve\">"
    );
    replace(xml, from, &change);
}

const COMMENTS: &str = r#"<?xml version="1.0"?><w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="3" w:author="Nông Văn Thuận" w:date="2024-09-11T09:00:00Z"><w:p><w:r><w:t>Xem lại giờ &amp; nơi</w:t></w:r></w:p></w:comment></w:comments>"#;

fn commented(xml: &mut String, text: &str) {
    let at = around(xml, "w:r", text);
    let run = xml[at.clone()].to_owned();
    let with = format!(
        "<w:commentRangeStart w:id=\"3\"/>{run}<w:commentRangeEnd w:id=\"3\"/><w:r><w:commentReference w:id=\"3\"/></w:r>"
    );
    xml.replace_range(at, &with);
}

fn review(space: &Space) -> Value {
    let run = space.run(&["review", "--json"]).exits(0);
    serde_json::from_str(&run.stdout).expect("JSON")
}

fn proposals(review: &Value) -> Vec<Value> {
    let drafts = review["drafts"].as_array().expect("a list");
    let all = drafts
        .iter()
        .flat_map(|draft| draft["proposals"].as_array().expect("a list").clone());
    all.collect()
}

/// The id of the proposal that says `new`.
fn id_of(space: &Space, new: &str) -> String {
    let all = proposals(&review(space));
    let found = all
        .iter()
        .find(|one| one["new"].as_str().is_some_and(|text| text.contains(new)));
    found.unwrap_or_else(|| panic!("«{new}» in {all:?}"))["id"]
        .as_str()
        .expect("an id")
        .to_owned()
}

fn printed(space: &Space, pdf: &str) -> String {
    pdf_text(&space.bytes(pdf)).concat()
}

#[test]
fn what_a_red_pen_changed_becomes_proposals() {
    let space = built();
    mark(&space, DRAFT, BACK, &[("word/comments.xml", COMMENTS)], |xml| {
        replace(xml, "Mang theo nước uống", "Mang theo nước uống, áo mưa");
        tracked(xml, "tại hội trường", "tại nhà văn hóa");
        replace(xml, "Mọi thay đổi báo ngay cho", "Mọi thay đổi báo trước cho");
        let gone = around(xml, "w:p", "Đi xe của xã");
        xml.replace_range(gone, "");
        let seats = around(xml, "w:p", "vui, khỏe");
        let new = xml[seats.clone()].replace(
            "Rất mong các em vui, khỏe. Trân trọng cảm ơn!",
            "Xe đón lúc 06 giờ {{ * }}.",
        );
        xml.insert_str(seats.end, &new);
        replace(xml, "05\u{a0}trẻ em", "06\u{a0}trẻ em");
        // In the list: a name, a year, a number that is counted, a row that is gone and one that is new.
        let row = around(xml, "w:tr", ">2<");
        let more = xml[row.clone()].replace(">2<", ">3<").replace("Nam<", "Nữ<");
        let name = more.split("<w:t xml:space=\"preserve\">").nth(2).expect("a name");
        let name = name.split('<').next().expect("its end").to_owned();
        xml.insert_str(row.end, &more.replace(&name, "Vi Thị Mới"));
        let gone = around(xml, "w:tr", ">5<");
        xml.replace_range(gone, "");
        let list = xml.find("Họ và tên").expect("the list");
        let at = list + xml[list..].find("Hoàng Thị Ánh").expect("her name");
        xml.replace_range(at..at + "Hoàng Thị Ánh".len(), "Hoàng Thị Minh Ánh");
        commented(xml, "BẢN THỬ");
    });
    let before = space.all("");
    let run = space.run(&["review"]).exits(0);
    insta::assert_snapshot!(run.stdout);
    // Looking changes nothing, and says the same again.
    assert_eq!(space.all(""), before);
    assert_eq!(space.run(&["duyet"]).stdout, run.stdout);
}

#[test]
fn an_accepted_name_is_printed_in_all_papers() {
    let space = built();
    mark(&space, DRAFT, BACK, &[], |xml| {
        replace(xml, "em Hoàng Thị Ánh phát", "em Hoàng Thị Minh Ánh phát")
    });
    let back = space.bytes(BACK);
    let id = id_of(&space, "Hoàng Thị Minh Ánh");
    space
        .run(&["review", "accept", &id, "--by", "LTN", "--why", "theo giấy khai sinh"])
        .exits(0)
        .says("inputs/edits.yaml");
    let edits = space.text("inputs/edits.yaml");
    let line = "{at: units/06313/children/06313-te-1/name, was: Hoàng Thị Ánh, now: Hoàng Thị Minh Ánh, by: LTN, on: 2024-09-27, why: theo giấy khai sinh}";
    assert!(edits.contains(line), "{edits}");
    space.run(&["build", "thu", "danh-sach"]);
    for pdf in ["out/pdf/thu/06313.pdf", "out/pdf/danh-sach/06313-tri-le.pdf"] {
        assert!(printed(&space, pdf).contains(&squeeze("Hoàng Thị Minh Ánh")), "{pdf}");
    }
    assert_eq!(review(&space)["open"], 0);
    assert_eq!(space.bytes(BACK), back);
    let list = space.text("inputs/returned/review.yaml");
    assert!(
        list.contains(&id) && list.contains("accepted") && list.contains("theo giấy khai sinh"),
        "{list}"
    );
}

#[test]
fn an_accepted_sentence_is_the_papers_own_wording_or_that_of_the_kind() {
    let space = built();
    mark(&space, DRAFT, BACK, &[], |xml| {
        replace(xml, "Mang theo nước uống", "Mang theo nước uống, áo mưa");
        replace(xml, "Rất mong các em vui, khỏe.", "Rất mong các em vui, khỏe, an toàn.");
    });
    let id = id_of(&space, "áo mưa");
    space
        .run(&["review", "accept", &id])
        .exits(0)
        .says("inputs/wording/thu/06313.md");
    let template = space.text("templates/thu.md");
    let own = space.text("inputs/wording/thu/06313.md");
    assert_eq!(own, template.replace("nước uống.", "nước uống, áo mưa."));
    assert_eq!(space.text("inputs/wording/.goc/thu/06313.md"), template);
    space.run(&["build", "thu"]);
    assert!(printed(&space, "out/pdf/thu/06313.pdf").contains("nướcuống,áomưa"));
    assert!(!printed(&space, "out/pdf/thu/06316.pdf").contains("áomưa"));

    // The rest for the kind: in the part that says it.
    let id = id_of(&space, "an toàn");
    space
        .run(&["review", "accept", &id, "--kind"])
        .exits(0)
        .says("templates/parts/thu-ket.md");
    assert_eq!(
        space.text("templates/parts/thu-ket.md"),
        "Rất mong các em vui, khỏe, an toàn. Trân trọng cảm ơn!\n"
    );
    space.run(&["build", "thu"]);
    assert!(printed(&space, "out/pdf/thu/06316.pdf").contains("khỏe,antoàn"));
    assert_eq!(review(&space)["open"], 0);
}

#[test]
fn what_is_accepted_at_once_stands_in_one_text() {
    let space = built();
    mark(&space, DRAFT, BACK, &[], |xml| {
        replace(xml, "Mang theo nước uống", "Mang theo nước uống, áo mưa");
        replace(
            xml,
            "Rất mong các em vui, khỏe. Trân trọng cảm ơn!",
            "Chúc các em vui. Trân trọng cảm ơn!",
        );
        replace(
            xml,
            "Mọi thay đổi báo ngay cho Ban Tổ chức để sắp xếp chỗ ngồi.",
            "Mọi thay đổi báo ngay cho Ban Tổ chức",
        );
        let gone = around(xml, "w:p", "Đi xe của xã");
        xml.replace_range(gone, "");
        let last = around(xml, "w:p", "nước uống");
        let new = xml[last.clone()].replace("Mang theo nước uống, áo mưa", "Mặc đồng phục *");
        xml.insert_str(last.end, &new);
    });
    space.run(&["review", "accept", "--all"]).exits(0);
    let own = space.text("inputs/wording/thu/06313.md");
    assert!(
        own.contains("- Mang theo nước uống, áo mưa.\n- Mặc đồng phục \\*.\n- Về trước"),
        "{own}"
    );
    // What goes at the end of a paragraph leaves its end sign.
    assert!(
        own.contains("cho Ban Tổ chức{% if unit.children %}{% endif %}.\n"),
        "{own}"
    );
    assert!(
        own.contains("\nChúc các em vui. Trân trọng cảm ơn!\n") && !own.contains("include"),
        "{own}"
    );
    space.run(&["build", "thu"]);
    assert!(printed(&space, "out/pdf/thu/06313.pdf").contains("-Mặcđồngphục*.-Vềtrước"));
    assert_eq!(review(&space)["open"], 0);
}

#[test]
fn what_is_rejected_is_not_shown_again() {
    let space = built();
    mark(&space, DRAFT, BACK, &[("word/comments.xml", COMMENTS)], |xml| {
        replace(xml, "Mang theo nước uống", "Mang theo nước uống, áo mưa");
        commented(xml, "BẢN THỬ");
    });
    let id = id_of(&space, "áo mưa");
    space.run(&["review", "reject", &id, "--why", "không cần"]).exits(0);
    let left = proposals(&review(&space));
    assert_eq!((left.len(), &left[0]["kind"]), (1, &"comment".into()));
    assert_eq!(left[0]["comment"], "Xem lại giờ & nơi");
    space
        .run(&["review", "--all"])
        .exits(0)
        .says("áo mưa")
        .says("không nhận");
    // A comment is no matter of the program: it is accepted when it is named, and counts as seen to.
    space
        .run(&["review", "accept", "--all"])
        .exits(0)
        .says("Không có đề nghị nào");
    space
        .run(&["review", "accept", left[0]["id"].as_str().expect("an id")])
        .exits(0)
        .says("đã xử lý");
    assert_eq!(review(&space)["open"], 0);
    space
        .run(&["review", "accept", "khongco"])
        .exits(2)
        .says("review-unknown");
    assert!(!space.exists("inputs/wording") && !space.exists("inputs/edits.yaml"));
}

#[test]
fn a_build_tells_how_many_wait_and_reads_no_draft_twice() {
    let space = built();
    mark(&space, DRAFT, BACK, &[], |xml| {
        replace(xml, "Mang theo nước uống", "Mang theo nước uống, áo mưa")
    });
    space.write("inputs/returned/anh.docx", b"no draft");
    let waiting = || with_code(&space.json("out/findings.json"), "review-waiting");
    space
        .run(&["build", "thu"])
        .says("review-waiting")
        .says("draft-unreadable");
    assert_eq!(
        waiting()[0]["message"],
        "1 đề nghị sửa trong bản thảo Word đang chờ duyệt."
    );
    let stamp = space.bytes("out/.cache/run.json");
    space.run(&["build", "thu"]).says("Đã lập 0").says("review-waiting");
    assert_eq!(space.bytes("out/.cache/run.json"), stamp);
    let id = id_of(&space, "áo mưa");
    space.run(&["review", "reject", &id]).exits(0);
    space.run(&["check"]);
    assert!(waiting().is_empty());
}

#[test]
fn a_draft_that_was_changed_in_place_is_read_there_and_where_it_is_kept() {
    let space = built();
    mark(&space, DRAFT, DRAFT, &[], |xml| {
        replace(xml, "Mang theo nước uống", "Mang theo nước uống, áo mưa")
    });
    let id = id_of(&space, "áo mưa");
    let changed = space.bytes(DRAFT);
    space.run(&["build", "thu"]).says("output-edited");
    assert_eq!(space.bytes("out/docx/thu/06313 (đã sửa tay).docx"), changed);
    let review = review(&space);
    assert_eq!(review["drafts"][0]["file"], "out/docx/thu/06313 (đã sửa tay).docx");
    assert_eq!((proposals(&review).len(), id_of(&space, "áo mưa")), (1, id));
}

#[test]
fn what_both_sides_changed_is_a_conflict() {
    let space = built();
    mark(&space, DRAFT, BACK, &[], |xml| {
        replace(xml, "em Hoàng Thị Ánh phát", "em Hoàng Thị Minh Ánh phát");
        replace(xml, "Mang theo nước uống", "Mang theo nước uống, áo mưa");
        replace(xml, "trước 07 giờ", "trước 08 giờ");
        replace(xml, "em vui, khỏe", "em vui, khỏe, ngoan");
    });
    space
        .run(&[
            "edits",
            "add",
            "units/06313/children/06313-te-1/name",
            "--now",
            "Hoàng Thị Anh",
        ])
        .exits(0);
    space.replace("templates/thu.md", "trước 07 giờ", "trước 06 giờ");
    space.replace(
        "templates/thu.md",
        "- Đi xe của xã.\n",
        "- Đi xe khách.\n- Không đi một mình.\n",
    );
    // What the draft asks for was done by hand.
    space.replace("templates/parts/thu-ket.md", "vui, khỏe", "vui, khỏe, ngoan");
    let review = review(&space);
    let told: Vec<(Value, Value, Value)> = proposals(&review)
        .into_iter()
        .map(|one| (one["kind"].clone(), one["new"].clone(), one["present"].clone()))
        .collect();
    insta::assert_snapshot!(serde_json::to_string_pretty(&told).expect("JSON"));
    assert!(review["findings"].to_string().contains("draft-facts-moved"), "{review}");
}

#[test]
fn a_draft_without_its_origin_is_known_by_its_name() {
    let space = built();
    let strip = |bytes: Vec<u8>| {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a draft");
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..archive.len() {
            let part = archive.by_index_raw(index).expect("a part");
            if !part.name().expect("a name").starts_with("customXml") {
                out.raw_copy_file(part).expect("copied");
            }
        }
        out.finish().expect("finished").into_inner()
    };
    mark(&space, DRAFT, BACK, &[], |xml| {
        replace(xml, "Mang theo nước uống", "Mang theo nước uống, áo mưa")
    });
    let bytes = strip(space.bytes(BACK));
    std::fs::remove_file(space.path(BACK)).expect("removed");
    space.write("inputs/returned/06313_sửa lần 2.docx", &bytes);
    space.write("inputs/returned/bien-ban.docx", &bytes);
    let told = review(&space);
    assert_eq!(proposals(&told).len(), 1);
    let codes: Vec<&Value> = told["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| &one["code"])
        .collect();
    assert_eq!(codes, ["draft-without-origin", "draft-unknown"]);
}

#[test]
fn two_red_pens_that_disagree_are_both_left_until_one_is_chosen() {
    let space = built();
    for (file, name) in [("a.docx", "Hoàng Thị Minh Ánh"), ("b.docx", "Hoàng Thị Ngọc Ánh")] {
        mark(&space, DRAFT, &format!("inputs/returned/{file}"), &[], |xml| {
            tracked(xml, "Hoàng Thị Ánh", name);
            replace(xml, "nước uống", "nước uống, áo mưa");
        });
    }
    let before = space.all("inputs");
    space
        .run(&["review", "accept", "--all"])
        .exits(2)
        .says("review-disagree");
    assert_eq!(space.all("inputs"), before);
    // What both ask for has one id, and is taken over once.
    let told = review(&space);
    let ids: Vec<Value> = proposals(&told).iter().map(|one| one["id"].clone()).collect();
    assert_eq!((ids.len(), &ids[0]), (4, &ids[2]));
    space.run(&["review", "reject", &id_of(&space, "Ngọc Ánh")]).exits(0);
    space.run(&["review", "accept", "--all"]).exits(0);
    let edits = space.text("inputs/edits.yaml");
    assert!(
        edits.contains("now: Hoàng Thị Minh Ánh, by: Hoàng Thị Hoài,"),
        "{edits}"
    );
    assert_eq!(space.text("inputs/wording/thu/06313.md").matches("áo mưa").count(), 1);
    assert_eq!(review(&space)["open"], 0);
}

#[test]
fn the_words_around_the_main_text_are_changed_where_they_stand() {
    let space = space();
    let template = space.text("templates/thu.md");
    let annex = "\n::: annex Lịch đi lại của đoàn {{ unit.name }} landscape\nĐi sớm.\n:::\n";
    space.write("templates/thu.md", template + annex);
    space.run(&["build", "thu", "--format", "docx"]);
    mark(&space, DRAFT, BACK, &[], |xml| {
        replace(xml, "BẢN THỬ", "GIẤY BÁO");
        replace(xml, "Đoàn xã Tri Lễ", "Đoàn đại biểu xã Tri Lễ");
        replace(xml, "Thành viên Ban Tổ chức", "Các thành viên Ban Tổ chức");
        replace(xml, "ngày\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}tháng", "ngày 05 tháng");
        replace(xml, "Độc lập - Tự do", "Độc lập Tự do");
        replace(xml, "Họ và tên", "Họ tên");
        replace(xml, "Lịch đi lại", "Lịch đi, về");
        replace(xml, "Danh sách (", "Danh sách trẻ em (");
        replace(xml, "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG");
    });
    let told: Vec<String> = proposals(&review(&space))
        .iter()
        .map(|one| format!("{}: {} → {}", one["kind"], one["new"], one["does"]))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
    space.run(&["review", "accept", "--all"]).exits(0);
    let own = space.text("inputs/wording/thu/06313.md");
    assert!(own.contains("kind_name: GIẤY BÁO\n"), "{own}");
    assert!(
        own.contains("::: annex Lịch đi, về của đoàn {{ unit.name }} landscape\n"),
        "{own}"
    );
    assert!(
        own.contains("subject: \"Đoàn đại biểu {{ unit.full_name }}\"\n"),
        "{own}"
    );
    // The next correction goes into the wording that is there.
    mark(&space, BACK, "inputs/returned/lan-2.docx", &[], |xml| {
        replace(xml, "nước uống", "nước uống, áo mưa")
    });
    space.run(&["review", "accept", &id_of(&space, "áo mưa")]).exits(0);
    assert_eq!(
        space.text("inputs/wording/thu/06313.md"),
        own.replace("nước uống", "nước uống, áo mưa")
    );
    space.run(&["build", "thu"]);
    let printed = printed(&space, "out/pdf/thu/06313.pdf");
    assert!(
        printed.contains("GIẤYBÁOĐoànđạibiểuxãTriLễ") && printed.contains("nướcuống,áomưa"),
        "{printed}"
    );
}

/// `tests/returned/make.py` makes these files.
#[test]
fn drafts_of_other_programs_are_read() {
    let space = space();
    for name in ["python-docx.docx", "libreoffice.docx"] {
        let bytes = std::fs::read(repository().join("tests/returned").join(name)).expect("a draft");
        space.write(&format!("inputs/returned/{name}"), bytes);
        let run = space.run(&["review"]).exits(0);
        insta::assert_snapshot!(name, run.stdout);
        let _ = std::fs::remove_file(space.path(&format!("inputs/returned/{name}")));
    }
}

#[test]
fn files_that_are_no_drafts_end_in_a_finding() {
    let space = built();
    let zip = |parts: &[(&str, String)]| {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            out.start_file(*name, zip::write::SimpleFileOptions::default())
                .expect("started");
            out.write_all(text.as_bytes()).expect("written");
        }
        out.finish().expect("finished").into_inner()
    };
    let body = |inside: &str| format!("<w:document xmlns:w=\"w\"><w:body>{inside}</w:body></w:document>");
    let main = |inside: &str| zip(&[("word/document.xml", body(inside))]);
    let draft = space.bytes(DRAFT);
    let files: [(&str, Vec<u8>); 9] = [
        ("rong.docx", Vec::new()),
        ("khong-phai.docx", b"%PDF-1.7".to_vec()),
        ("cut.docx", draft[..draft.len() / 2].to_vec()),
        (
            "mat-khau.docx",
            [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &[0; 600]].concat(),
        ),
        ("bang-tinh.docx", zip(&[("xl/workbook.xml", "<workbook/>".to_owned())])),
        ("sau.docx", main(&"<w:p>".repeat(100_000))),
        (
            "bom.docx",
            main(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(80 << 20))),
        ),
        (
            "o.docx",
            main(&format!(
                "<w:tbl><w:tr>{}</w:tr></w:tbl>",
                "<w:tc></w:tc>".repeat(200_000)
            )),
        ),
        ("xml.docx", main("<w:p><w:r></w:t></w:p><")),
    ];
    for (name, bytes) in &files {
        space.write(&format!("inputs/returned/{name}"), bytes);
    }
    // An origin of another paper, one that is none, and one that names records that are not there.
    let with_origin = |json: &str| {
        zip(&[
            ("word/document.xml", body("<w:p><w:r><w:t>Một.</w:t></w:r></w:p>")),
            (
                "customXml/item1.xml",
                format!("<b xmlns=\"urn:diendan:ban-thao:1\">{json}</b>"),
            ),
        ])
    };
    let rows = r#"{"version":1,"id":"thu/06313","audience":"internal","parts":[{"table":{"at":"x","name":"thu","columns":[["name","A"]],"head":9,"rows":[{"id":"units/../../x","cells":["Một."]}]}}]}"#;
    space.write(
        "inputs/returned/la.docx",
        with_origin(r#"{"version":1,"id":"khong-co","audience":"internal","parts":[]}"#),
    );
    space.write("inputs/returned/hong.docx", with_origin("{"));
    space.write("inputs/returned/thu-06313.docx", with_origin(rows));
    let told = review(&space);
    let found = told["findings"].as_array().expect("a list").iter();
    let found: Vec<String> = found.map(|one| format!("{} {}", one["file"], one["code"])).collect();
    for (name, _) in &files {
        assert!(
            found.contains(&format!("\"returned/{name}\" \"draft-unreadable\"")),
            "{name} in {found:?}"
        );
    }
    for name in ["la.docx", "hong.docx"] {
        assert!(
            found.contains(&format!("\"returned/{name}\" \"draft-unknown\"")),
            "{name} in {found:?}"
        );
    }
    assert!(proposals(&told).iter().all(|one| one["kind"] != "drop"), "{told}");
    space.run(&["build", "thu"]).says("draft-unreadable");
}
