//! A temporary workspace: lay files, run the program, look at what it said and made, change a file, run again.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The root of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A workspace of its own.
pub struct Space {
    folder: TempDir,
}

/// How a run ended.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Space {
    /// An empty folder.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// A copy of the example.
    pub fn example() -> Self {
        let space = Self::empty();
        copy(&repository().join("inputs"), &space.path("inputs"));
        space
    }

    /// The example with some guests of each group: most of what a build costs are letters.
    pub fn few_guests() -> Self {
        const KEPT: [u32; 12] = [1, 2, 3, 4, 15, 16, 17, 20, 40, 44, 45, 50];
        /// The row above that of guest k001.
        const HEADING: u32 = 5;
        let space = Self::example();
        change_sheet(&space, "inputs/guests.xlsx", 1, |xml| {
            for guest in (1..=50).filter(|guest| !KEPT.contains(guest)) {
                let row = format!("<row r=\"{}\"", HEADING + guest);
                let start = xml.find(&row).expect("a row for each guest");
                let end = start + xml[start..].find("</row>").expect("an end") + "</row>".len();
                xml.replace_range(start..end, "");
            }
        });
        space
    }

    /// The example's facts, without anything that communes or agencies have sent.
    pub fn facts_only() -> Self {
        let space = Self::few_guests();
        for folder in ["inputs/submissions", "inputs/returned"] {
            let _ = fs::remove_dir_all(space.path(folder));
        }
        space
    }

    /// The example with the workbooks of two communes.
    pub fn small() -> Self {
        let space = Self::few_guests();
        let _ = fs::remove_dir_all(space.path("inputs/returned"));
        for (name, _) in space.all("inputs/submissions") {
            if !name.contains("06313") && !name.contains("06316") {
                let _ = fs::remove_file(space.path(&format!("inputs/submissions/{name}")));
            }
        }
        space
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub fn file(self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.write(name, bytes);
        self
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// Replaces a text that must be there.
    pub fn replace(&self, name: &str, from: &str, to: &str) {
        let text = self.text(name);
        assert!(text.contains(from), "{name} holds «{from}»");
        self.write(name, text.replace(from, to));
    }

    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    pub fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.bytes(name)).expect("JSON")
    }

    /// Runs the program in the workspace.
    pub fn run(&self, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_diendan"))
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("DIENDAN_LANG")
            .output()
            .expect("the program runs");
        Run {
            code: output.status.code().expect("an exit code"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Starts the program in the workspace and lets it run.
    pub fn start(&self, args: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_diendan"))
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("DIENDAN_LANG")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }

    /// All papers and what is said of them; not what only speeds up later runs.
    pub fn made(&self) -> Vec<(String, Vec<u8>)> {
        let mut all = self.all("out");
        all.retain(|(name, _)| !name.starts_with(".cache/"));
        all
    }

    /// All files below a folder with their bytes, by name.
    pub fn all(&self, folder: &str) -> Vec<(String, Vec<u8>)> {
        let root = self.path(folder);
        let mut found = Vec::new();
        walk(&root, &mut |path| {
            let name = path
                .strip_prefix(&root)
                .expect("below")
                .to_string_lossy()
                .replace('\\', "/");
            found.push((name, fs::read(path).expect("read")));
        });
        found.sort();
        found
    }
}

impl Run {
    /// Asserts the exit code, showing what was said if it is another.
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    pub fn says(self, text: &str) -> Self {
        assert!(
            self.stdout.contains(text) || self.stderr.contains(text),
            "«{text}» in {}{}",
            self.stdout,
            self.stderr
        );
        self
    }
}

/// Replaces a text in the shared strings of a workbook; it must be there.
pub fn retype(space: &Space, workbook: &str, from: &str, to: &str) {
    let mut found = false;
    change_parts(space, workbook, |name, bytes| {
        if name == "xl/sharedStrings.xml" {
            let text = String::from_utf8(std::mem::take(bytes)).expect("UTF-8");
            found = text.contains(from);
            *bytes = text.replace(from, to).into_bytes();
        }
    });
    assert!(found, "{workbook} holds «{from}»");
}

/// Types texts into cells of a sheet of a workbook (its part `xl/worksheets/sheetN.xml`); an empty text empties the cell.
pub fn type_cells(space: &Space, workbook: &str, sheet: usize, cells: &[(&str, &str)]) {
    change_sheet(space, workbook, sheet, |xml| {
        for (cell, text) in cells {
            let start = match xml.find(&format!("<c r=\"{cell}\"")) {
                Some(start) => start,
                None => {
                    // The sheet ends above: cells are given from left to right.
                    let row = cell.trim_start_matches(|c: char| c.is_ascii_alphabetic());
                    if !xml.contains(&format!("<row r=\"{row}\"")) {
                        let end = xml.find("</sheetData>").expect("an end");
                        xml.insert_str(end, &format!("<row r=\"{row}\"></row>"));
                    }
                    let at = xml.find(&format!("<row r=\"{row}\"")).expect("a row");
                    let end = at + xml[at..].find("</row>").expect("an end");
                    xml.insert_str(end, &format!("<c r=\"{cell}\"/>"));
                    end
                }
            };
            let open = start + xml[start..].find('>').expect("an end");
            let end = match xml[..open].ends_with('/') {
                true => open + 1,
                false => open + xml[open..].find("</c>").expect("an end") + 4,
            };
            let style = xml[start..open]
                .split(" s=\"")
                .nth(1)
                .and_then(|rest| rest.split('"').next());
            let style = style.map(|style| format!(" s=\"{style}\"")).unwrap_or_default();
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            let new = match text.is_empty() {
                true => format!("<c r=\"{cell}\"{style}/>"),
                false => format!("<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t>{text}</t></is></c>"),
            };
            xml.replace_range(start..end, &new);
        }
    });
}

/// The row of a sheet whose first column holds `id`.
pub fn row_of(space: &Space, workbook: &str, sheet: usize, id: &str) -> usize {
    let mut archive = zip::ZipArchive::new(Cursor::new(space.bytes(workbook))).expect("a workbook");
    let mut part = |name: &str| {
        let mut text = String::new();
        archive
            .by_name(name)
            .expect("a part")
            .read_to_string(&mut text)
            .expect("UTF-8");
        text
    };
    let strings = part("xl/sharedStrings.xml");
    let at = strings
        .find(&format!(">{id}</t>"))
        .unwrap_or_else(|| panic!("{workbook} holds {id}"));
    let index = strings[..at].matches("<si>").count() - 1;
    let sheet = part(&format!("xl/worksheets/sheet{sheet}.xml"));
    let value = sheet.match_indices(&format!("<v>{index}</v>")).find_map(|(at, _)| {
        sheet[..at]
            .rsplit("<c r=\"")
            .next()?
            .split('"')
            .next()?
            .strip_prefix('A')?
            .parse()
            .ok()
    });
    value.unwrap_or_else(|| panic!("a row of {id}"))
}

/// Puts two rows of a sheet into each other's place.
pub fn swap_rows(space: &Space, workbook: &str, sheet: usize, one: u32, other: u32) {
    change_sheet(space, workbook, sheet, |xml| {
        let row = |xml: &str, number: u32| {
            let start = xml.find(&format!("<row r=\"{number}\"")).expect("a row");
            let end = start + xml[start..].find("</row>").expect("an end") + 6;
            (start..end, xml[start..end].to_owned())
        };
        let ((first, above), (second, below)) = (row(xml, one), row(xml, other));
        let renamed = |text: &str, from: u32, to: u32| {
            text.replace(&format!("<row r=\"{from}\""), &format!("<row r=\"{to}\""))
                .replace(&format!("{from}\" s="), &format!("{to}\" s="))
                .replace(&format!("{from}\" t="), &format!("{to}\" t="))
        };
        xml.replace_range(second, &renamed(&above, one, other));
        xml.replace_range(first, &renamed(&below, other, one));
    });
}

fn change_sheet(space: &Space, workbook: &str, sheet: usize, change: impl FnOnce(&mut String)) {
    let part = format!("xl/worksheets/sheet{sheet}.xml");
    let mut change = Some(change);
    change_parts(space, workbook, |name, bytes| {
        if name == part
            && let Some(change) = change.take()
        {
            let mut text = String::from_utf8(std::mem::take(bytes)).expect("UTF-8");
            change(&mut text);
            *bytes = text.into_bytes();
        }
    });
    assert!(change.is_none(), "{workbook} has {part}");
}

/// Changes the parts of a workbook or of a draft.
pub fn change_parts(space: &Space, workbook: &str, mut change: impl FnMut(&str, &mut Vec<u8>)) {
    let mut archive = zip::ZipArchive::new(Cursor::new(space.bytes(workbook))).expect("a workbook");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("read");
        change(&name, &mut bytes);
        let options = zip::write::SimpleFileOptions::default();
        out.start_file(name, options).expect("started");
        out.write_all(&bytes).expect("written");
    }
    space.write(workbook, out.finish().expect("finished").into_inner());
}

/// All text of a workbook's parts.
pub fn xlsx_text(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a workbook");
    let mut all = String::new();
    for index in 0..archive.len() {
        let mut bytes = Vec::new();
        archive
            .by_index(index)
            .expect("a part")
            .read_to_end(&mut bytes)
            .expect("read");
        all += &String::from_utf8_lossy(&bytes);
    }
    all
}

/// The findings with a given code.
pub fn with_code(findings: &Value, code: &str) -> Vec<Value> {
    let all = findings["findings"].as_array().expect("a list");
    all.iter().filter(|finding| finding["code"] == code).cloned().collect()
}

/// The codes of `out/findings.json` with a given severity.
pub fn codes(findings: &Value, severity: &str) -> Vec<String> {
    findings["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["severity"] == severity)
        .map(|finding| finding["code"].as_str().expect("a code").to_owned())
        .collect()
}

/// The text of a PDF, page by page, without white space: what two programs set in other lines compares equal.
pub fn pdf_text(bytes: &[u8]) -> Vec<String> {
    let file = lopdf::Document::load_mem(bytes).expect("a PDF");
    file.get_pages()
        .keys()
        .map(|page| squeeze(&file.extract_text(&[*page]).expect("text")))
        .collect()
}

/// Without white space.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn copy(from: &Path, to: &Path) {
    walk(from, &mut |path| {
        let place = to.join(path.strip_prefix(from).expect("below"));
        fs::create_dir_all(place.parent().expect("a parent")).expect("made");
        fs::copy(path, place).expect("copied");
    });
}

fn walk(folder: &Path, found: &mut dyn FnMut(&Path)) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            walk(&path, found)
        } else {
            found(&path)
        }
    }
}
