//! Any bytes at all are read as a workbook and as a draft: as a file, or as the part of a sound container that matters most;
//! what can be read is taken in as the dossier of a unit.
//!
//! ```text
//! cargo fuzz run read --sanitizer none -- -rss_limit_mb=512 -timeout=20 -max_total_time=1200
//! ```
//!
//! The first byte says as which part the others are taken; `fuzz/corpus.py` makes the seeds from the fixtures.

#![no_main]

use std::io::{Cursor, Write};
use std::path::PathBuf;
use std::sync::OnceLock;

use libfuzzer_sys::fuzz_target;

/// The rooms that read, without those that print.
#[allow(dead_code, unused_imports, reason = "what the other rooms use")]
#[path = "../../src"]
mod rooms {
    pub mod files;
    pub mod finding;
    pub mod ingest;
    pub mod model;
    pub mod vietnamese;
}
use rooms::{files, finding, ingest, model, vietnamese};

/// The crates that are known to panic on broken files, whose panics the reader catches.
const CAUGHT: [&str; 2] = ["calamine", "cfb"];

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fuzz_target!(
    init: {
        // A panic of this crate's own code is a fault, though it would be caught.
        std::panic::set_hook(Box::new(|panic| {
            let file = panic.location().map_or("", |location| location.file());
            if !CAUGHT.iter().any(|name| file.contains(name)) {
                eprintln!("{panic}");
                std::process::abort();
            }
        }));
    },
    |data: &[u8]| {
        let Some((part, data)) = data.split_first() else { return };
        let book = format!(
            r#"<Relationships><Relationship Id="r1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        );
        let sheets = format!(
            r#"<Relationships><Relationship Id="r1" Type="{RELATION}/worksheet" Target="worksheets/s.xml"/><Relationship Id="r2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#
        );
        let list = r#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#;
        let xlsx = |sheet: &[u8], strings: &[u8], styles: &[u8]| {
            packed(&[
                ("_rels/.rels", book.as_bytes()),
                ("xl/workbook.xml", list.as_bytes()),
                ("xl/_rels/workbook.xml.rels", sheets.as_bytes()),
                ("xl/worksheets/s.xml", sheet),
                ("xl/sharedStrings.xml", strings),
                ("xl/styles.xml", styles),
            ])
        };
        let sheet = b"<worksheet><sheetData><row><c t='s' s='1'><v>0</v></c></row></sheetData></worksheet>";
        let xlsb = |list: &[u8], sheet: &[u8], strings: &[u8], styles: &[u8]| {
            packed(&[
                ("[Content_Types].xml", b"<Types/>"),
                ("xl/workbook.bin", list),
                (
                    "xl/_rels/workbook.bin.rels",
                    br#"<R><R Id="rId1" Target="worksheets/sheet1.bin"/></R>"#,
                ),
                ("xl/worksheets/sheet1.bin", sheet),
                ("xl/sharedStrings.bin", strings),
                ("xl/styles.bin", styles),
            ])
        };
        let one = b"\x9c\x01\x16\0\0\0\0\x01\0\0\0\x04\0\0\0r\0I\0d\x001\0\x01\0\0\0a\0";
        let bytes = match part % 11 {
            0 => data.to_vec(),
            1 => xlsx(data, b"<sst><si><t>a</t></si></sst>", b"<styleSheet/>"),
            2 => xlsx(sheet, data, b"<styleSheet/>"),
            3 => xlsx(sheet, b"<sst><si><t>a</t></si></sst>", data),
            4 => packed(&[
                ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
                ("content.xml", data),
            ]),
            5 => packed(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", data)]),
            6 => xlsb(one, data, b"", b""),
            7 => xlsb(data, b"", b"", b""),
            8 => xlsb(one, b"", data, data),
            9 => compound("Workbook", data),
            _ => compound("Book", data),
        };
        if ingest::workbook::read("submissions/a.xlsx", &bytes).is_ok() {
            take_in(&bytes);
        }
        let _ = ingest::drafts::read(&bytes);
    }
);

/// Reads the workbook as all that one commune has sent.
fn take_in(bytes: &[u8]) {
    static FORUM: OnceLock<(model::ForumFile, PathBuf)> = OnceLock::new();
    let (forum, inputs) = FORUM.get_or_init(|| {
        let forum = model::yaml::read(include_str!("../../inputs/forum.yaml")).expect("the example's facts");
        let inputs = std::env::temp_dir().join(format!("diendan-fuzz-{}", std::process::id()));
        std::fs::create_dir_all(inputs.join("submissions/06313")).expect("a folder");
        (forum, inputs)
    });
    std::fs::write(inputs.join("submissions/06313/a.xlsx"), bytes).expect("written");
    let _ = ingest::submissions(inputs, forum, &[], &mut ingest::Ids::default(), &ingest::Shelf::none());
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(*name, stored).expect("started");
        zip.write_all(content).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

fn compound(name: &str, content: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("made");
    let mut stream = file.create_stream(name).expect("made");
    stream.write_all(content).expect("written");
    drop(stream);
    file.into_inner().into_inner()
}
