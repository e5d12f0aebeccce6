//! The main job on the example, as an officer runs it.

use std::collections::BTreeMap;

use crate::common::{Space, codes, pdf_text};
use serde_json::Value;

fn states(manifest: &Value) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for document in manifest["documents"].as_array().expect("documents") {
        *counts
            .entry(document["state"].as_str().expect("a state").to_owned())
            .or_default() += 1;
    }
    counts
}

fn ids(manifest: &Value, kind: &str, audience: &str) -> Vec<String> {
    manifest["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .filter(|document| document["kind"] == kind && document["audience"] == audience)
        .map(|document| document["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn the_example_comes_out_whole_and_stays_fresh() {
    let space = Space::example();
    let inputs = space.all("inputs");
    space.run(&["build"]).exits(0).says("không lập được 0");

    let findings = space.json("out/findings.json");
    assert_eq!(codes(&findings, "error"), Vec::<String>::new());
    assert!(
        !codes(&findings, "warning").is_empty(),
        "the example has something to warn of"
    );

    let manifest = space.json("out/manifest.json");
    assert_eq!(
        states(&manifest).into_iter().collect::<Vec<_>>(),
        [("made".to_owned(), manifest["documents"].as_array().map_or(0, Vec::len))]
    );
    let count = |kind: &str, audience: &str| ids(&manifest, kind, audience).len();
    assert_eq!(count("ke-hoach", "internal"), 1);
    assert!(count("giay-moi", "internal") > 45, "45 letters and the file to print");
    assert!(ids(&manifest, "giay-moi", "internal").contains(&"giay-moi".to_owned()));
    for audience in ["internal", "public"] {
        for (kind, want) in [
            ("danh-sach-tre-em", 1),
            ("danh-sach-nguoi-phu-trach", 1),
            ("danh-sach", 17),
        ] {
            assert_eq!(count(kind, audience), want, "{kind} {audience}");
        }
    }
    for kind in ["tong-hop-kien-nghi", "tong-hop-cau-hoi", "bao-cao", "tong-hop"] {
        assert!(count(kind, "internal") == 1, "{kind}");
    }
    assert!(
        count("tra-loi", "internal") >= 5,
        "a reply workbook for each agency that is asked"
    );
    for output in manifest["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .flat_map(|d| d["outputs"].as_array().expect("outputs"))
    {
        let path = output["path"].as_str().expect("a path");
        assert_eq!(
            space.bytes(&format!("out/{path}")).len() as u64,
            output["bytes"],
            "{path}"
        );
    }

    // Only what the program may write has changed in inputs/.
    let changed: Vec<String> = space
        .all("inputs")
        .into_iter()
        .filter(|file| !inputs.contains(file))
        .map(|(name, _)| name)
        .collect();
    assert!(changed.iter().all(|name| name == "ids.yaml"), "{changed:?}");

    let before = space.all("out/pdf");
    space.run(&["build"]).exits(0).says("Đã lập 0,");
    assert_eq!(
        states(&space.json("out/manifest.json")).keys().collect::<Vec<_>>(),
        ["fresh"]
    );
    assert_eq!(before, space.all("out/pdf"));

    // One fact of one guest's kind of letter changes: the letters follow, the lists stay.
    space.replace(
        "inputs/forum.yaml",
        "start: 2024-09-20T08:00:00\n  place",
        "start: 2024-09-20T08:30:00\n  place",
    );
    space.run(&["build"]).exits(0);
    let manifest = space.json("out/manifest.json");
    let state = |id: &str| {
        let documents = manifest["documents"].as_array().expect("documents");
        documents.iter().find(|document| document["id"] == id).expect(id)["state"].clone()
    };
    assert_eq!(state("giay-moi"), "made");
    assert_eq!(state("danh-sach/06313"), "fresh");

    // What is damaged is made again; what the plan no longer has goes.
    let letter = manifest["documents"]
        .as_array()
        .expect("documents")
        .iter()
        .find(|d| d["id"] == "ke-hoach")
        .expect("the plan");
    let path = format!("out/{}", letter["outputs"][0]["path"].as_str().expect("a path"));
    space.write(&path, "hỏng");
    space.run(&["build"]).exits(0).says("Đã lập 1,");
    assert!(space.bytes(&path).starts_with(b"%PDF"));
}

#[test]
fn two_folders_and_any_number_of_threads_give_the_same_bytes() {
    let (one, two) = (Space::example(), Space::example());
    one.run(&["build", "--threads", "1"]).exits(0);
    two.run(&["build", "--threads", "3"]).exits(0);
    let (one, two) = (one.made(), two.made());
    assert!(one.len() > 100);
    let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&one), names(&two));
    let differ: Vec<&String> = one
        .iter()
        .zip(&two)
        .filter(|(a, b)| a.1 != b.1)
        .map(|(a, _)| &a.0)
        .collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn files_are_pdf_a_with_title_language_and_one_typeface() {
    let space = Space::example();
    space.run(&["build", "ke-hoach", "giay-moi"]);
    for (name, bytes) in space.all("out/pdf") {
        let file = lopdf::Document::load_mem(&bytes).expect("a PDF");
        let catalog = file.catalog().expect("a catalog");
        assert_eq!(
            catalog
                .get(b"Lang")
                .and_then(lopdf::Object::as_str)
                .expect("a language"),
            b"vi-VN",
            "{name}"
        );
        assert!(catalog.has(b"Outlines") || name.contains('/'), "{name} has bookmarks");
        let metadata = String::from_utf8_lossy(&bytes).into_owned();
        assert!(
            metadata.contains("<pdfaid:part>2</pdfaid:part>") && metadata.contains("<pdfaid:conformance>B"),
            "{name}"
        );
        assert!(metadata.contains("<dc:title>"), "{name}");
        let fonts: Vec<String> = file
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| {
                dict.get(b"Type")
                    .and_then(lopdf::Object::as_name)
                    .is_ok_and(|name| name == b"FontDescriptor")
            })
            .map(|dict| {
                assert!(
                    dict.has(b"FontFile2") || dict.has(b"FontFile3"),
                    "{name}: every font is embedded"
                );
                let name = dict.get(b"FontName").and_then(lopdf::Object::as_name).expect("a name");
                String::from_utf8_lossy(name).into_owned()
            })
            .collect();
        assert!(
            !fonts.is_empty() && fonts.iter().all(|font| font.contains("LiberationSerif")),
            "{name}: {fonts:?}"
        );
    }
}

#[test]
fn each_letter_of_the_print_file_starts_on_an_odd_page() {
    let space = Space::example();
    space.run(&["build", "giay-moi"]).exits(0);
    let pages = pdf_text(&space.bytes("out/pdf/giay-moi.pdf"));
    let starts: Vec<usize> = pages
        .iter()
        .enumerate()
        .filter(|(_, text)| text.contains("GIẤYMỜI"))
        .map(|(n, _)| n + 1)
        .collect();
    assert!(starts.len() >= 45, "{} letters", starts.len());
    assert!(starts.iter().all(|page| page % 2 == 1), "{starts:?}");

    // Between them lie the pages of their own files, and nothing else but empty backs.
    let mut own: Vec<String> = Vec::new();
    for (_, bytes) in space.all("out/pdf/giay-moi") {
        own.extend(vec![String::new(); own.len() % 2]);
        own.extend(pdf_text(&bytes));
    }
    assert_eq!(pages, own);
    let file = lopdf::Document::load_mem(&space.bytes("out/pdf/giay-moi.pdf")).expect("a PDF");
    let bookmarks = file.get_toc().expect("bookmarks").toc;
    let marked: Vec<usize> = bookmarks.iter().map(|bookmark| bookmark.page).collect();
    assert_eq!(marked, starts);
}

#[test]
fn a_file_to_print_alone_is_that_of_a_whole_run() {
    let space = Space::few_guests();
    space.run(&["build", "giay-moi"]).exits(0);
    let whole = space.bytes("out/pdf/giay-moi.pdf");
    std::fs::remove_dir_all(space.path("out/pdf/giay-moi")).expect("removed");
    std::fs::remove_file(space.path("out/pdf/giay-moi.pdf")).expect("removed");
    space.run(&["build"]).exits(0);
    assert_eq!(space.bytes("out/pdf/giay-moi.pdf"), whole);
    // Somebody writes on a letter: what is bound is what the facts say.
    let letters = space.all("out/pdf/giay-moi");
    let (name, bytes) = letters.first().expect("a letter");
    let mut changed = bytes.clone();
    changed.extend(b"%");
    space.write(&format!("out/pdf/giay-moi/{name}"), changed);
    std::fs::remove_file(space.path("out/pdf/giay-moi.pdf")).expect("removed");
    space.run(&["build"]).exits(0);
    assert_eq!(space.bytes("out/pdf/giay-moi.pdf"), whole);
}

#[test]
fn a_wrong_forum_file_stops_everything_and_is_shown() {
    let space = Space::facts_only();
    space.replace("inputs/forum.yaml", "\nquota:\n", "\nquota:\n  childen: 5\n");
    let run = space.run(&["build"]).exits(2).says("inputs/forum.yaml").says("childen");
    assert!(
        run.stderr.contains("dòng ") && run.stderr.contains('^'),
        "{}",
        run.stderr
    );
    assert!(!space.exists("out"));
    space
        .run(&["check", "--json"])
        .exits(2)
        .says("\"code\": \"yaml-invalid\"");

    let space = Space::facts_only();
    space.replace(
        "inputs/forum.yaml",
        "{{ quota.arts_minutes }}",
        "{{ quota.art_minutes }}",
    );
    space
        .run(&["build"])
        .exits(2)
        .says("quota.art_minutes")
        .says("quota.arts_minutes");
}

#[test]
fn no_workspace_and_wrong_words_exit_with_2() {
    let space = Space::empty();
    space.run(&["build"]).exits(2).says("inputs/forum.yaml");
    space.run(&["khong-co"]).exits(2);
    let space = Space::facts_only();
    space.run(&["build", "khong-co"]).exits(2).says("khong-co");
}

#[test]
fn a_workbook_that_cannot_be_read_costs_only_itself() {
    let space = Space::example();
    space.write(
        "inputs/submissions/DDTE2024_06313_tri-le.xlsx",
        "đây không phải bảng tính",
    );
    space.run(&["build", "danh-sach-tre-em", "danh-sach"]).exits(1);
    let findings = space.json("out/findings.json");
    let at_fault: Vec<&Value> = findings["findings"]
        .as_array()
        .expect("findings")
        .iter()
        .filter(|finding| finding["severity"] == "error" && finding["file"] == "submissions/DDTE2024_06313_tri-le.xlsx")
        .collect();
    assert_eq!(at_fault.len(), 1, "{at_fault:?}");
    assert_eq!(ids(&space.json("out/manifest.json"), "danh-sach", "internal").len(), 16);
}

#[test]
fn an_unknown_placeholder_fails_only_its_own_kind() {
    let space = Space::facts_only();
    let template = std::fs::read_to_string(crate::common::repository().join("templates/ke-hoach.md"))
        .expect("the plan's template");
    space.write(
        "templates/ke-hoach.md",
        template.replace("{{ forum.title }}", "{{ forum.titel }}"),
    );
    let run = space
        .run(&["build"])
        .exits(1)
        .says("templates/ke-hoach.md")
        .says("forum.titel")
        .says("forum.title");
    assert!(run.stderr.contains("dòng"), "{}", run.stderr);
    let manifest = space.json("out/manifest.json");
    for document in manifest["documents"].as_array().expect("documents") {
        let failed = document["state"] == "failed";
        assert_eq!(failed, document["kind"] == "ke-hoach", "{document}");
    }
}

#[test]
fn a_paper_waits_for_its_facts_and_names_them() {
    let space = Space::example();
    space.replace("inputs/forum.yaml", "  start: 2024-09-20T08:00:00\n  place", "  place");
    space.run(&["build", "giay-moi"]).exits(0);
    let manifest = space.json("out/manifest.json");
    for document in manifest["documents"].as_array().expect("documents") {
        assert_eq!(document["state"], "waiting", "{document}");
        assert_eq!(document["why"], serde_json::json!(["session.start"]));
    }
}

#[test]
fn a_kind_is_one_file() {
    let space = Space::example().file(
        "templates/thu-cam-on.md",
        "---\nkind: thu-cam-on\nfor_each: guest in guests\nname: \"{{ guest.id }}-{{ guest.agency | slug }}\"\nnotation: TB-UBND\nsubject: Cảm ơn đã tham dự {{ forum.title }}\nsigner: organiser_deputy\nrecipients: invitation\n---\nTrân trọng cảm ơn {{ guest.addressee }}.\n",
    );
    space.run(&["build", "thu-cam-on"]).exits(0);
    assert!(ids(&space.json("out/manifest.json"), "thu-cam-on", "internal").len() >= 45);
    let (name, bytes) = space.all("out/pdf/thu-cam-on").remove(0);
    assert!(name.ends_with(".pdf"));
    assert!(pdf_text(&bytes).concat().contains("THÔNGBÁO"));
}

#[test]
fn only_what_is_asked_for() {
    let space = Space::example();
    space.run(&["build", "--unit", "06313"]).exits(0);
    let files: Vec<String> = space.all("out/pdf").into_iter().map(|(name, _)| name).collect();
    assert!(
        files.iter().any(|name| name.starts_with("danh-sach/06313")),
        "{files:?}"
    );
    assert!(
        !files
            .iter()
            .any(|name| name.starts_with("ke-hoach") || name.contains("06322")),
        "{files:?}"
    );
    space.run(&["lam", "ke-hoach"]).exits(0).says("Đã lập 1,");
    assert!(ids(&space.json("out/manifest.json"), "danh-sach", "internal").contains(&"danh-sach/06313".to_owned()));
}

#[test]
fn a_public_list_names_only_those_who_agreed() {
    let space = Space::example();
    space.run(&["build", "danh-sach-tre-em", "danh-sach"]).exits(0);
    let mut hidden = 0;
    let public: String = space
        .all("out/pdf/cong-khai")
        .iter()
        .flat_map(|(_, bytes)| pdf_text(bytes))
        .collect();
    let internal = pdf_text(&space.bytes("out/pdf/danh-sach-tre-em.pdf")).concat();
    for (_, bytes) in space.all("out/model/units") {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let dossier: diendan::model::Dossier = diendan::model::yaml::read(&text).expect("a dossier");
        for child in dossier.children {
            let name = crate::common::squeeze(&child.name);
            assert!(internal.contains(&name), "{name}");
            if !child.consent.publish_name {
                hidden += 1;
                assert!(!public.contains(&name), "{name} is in a public list");
            }
            if let Some(birth) = child.birth.filter(|birth| birth.len() == 10) {
                let day: jiff::civil::Date = birth.parse().expect("a date");
                assert!(
                    !public.contains(&diendan::vietnamese::dates::date(day)),
                    "a birth date is in a public list"
                );
            }
        }
    }
    assert!(hidden > 10, "the example has children whose names stay hidden");
    for folder in ["out/pdf", "out/xlsx"] {
        assert!(
            space
                .all(folder)
                .iter()
                .all(|(name, _)| name.is_ascii() && !name.contains(' '))
        );
    }
}

#[test]
fn init_schema_templates() {
    let space = Space::empty();
    space.run(&["init", "moi"]).exits(0).says("forum.yaml");
    space.run(&["init", "moi"]).exits(2);
    space.run(&["--workspace", "moi", "build", "ke-hoach"]);
    assert!(space.exists("moi/out/pdf/ke-hoach.pdf"));
    space.run(&["--workspace", "moi", "mau", "copy", "giay-moi"]).exits(0);
    assert!(space.exists("moi/templates/giay-moi.md"));
    space
        .run(&["--workspace", "moi", "templates", "--json"])
        .exits(0)
        .says("\"kind\": \"bao-cao\"");
    space.run(&["--workspace", "moi", "form"]).exits(0);
    assert_eq!(space.all("moi/out/xlsx/mau-dang-ky").len(), 17);
    let all: Value = serde_json::from_str(&space.run(&["schema"]).exits(0).stdout).expect("JSON");
    for file in ["forum", "model", "edits", "register", "receipts"] {
        let shape = ["properties", "items", "anyOf"]
            .iter()
            .any(|key| !all[file][key].is_null());
        assert!(shape, "{file}");
    }
    let forum: Value = serde_json::from_str(&space.run(&["luoc-do", "forum"]).exits(0).stdout).expect("JSON");
    assert!(forum["properties"]["quota"].is_object());
    for help in [&["--help"][..], &["build", "--help"], &["init", "--help"]] {
        space.run(help).exits(0).says("Cách dùng:");
    }
}

#[test]
fn json_for_programs_and_english_for_those_who_ask() {
    let space = Space::facts_only();
    let report: Value = serde_json::from_str(&space.run(&["build", "--json", "ke-hoach"]).stdout).expect("JSON alone");
    assert_eq!(report["version"], 1);
    assert_eq!(report["summary"]["made"], 1);
    assert!(report["documents"].is_array() && report["findings"].is_array());
    let report: Value = serde_json::from_str(&space.run(&["kiem-tra", "--json"]).stdout).expect("JSON alone");
    assert!(report["summary"]["warnings"].is_number());
}
