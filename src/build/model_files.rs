//! Writes `out/model`, `out/provenance.json` and `inputs/ids.yaml`, and finds what somebody changed in a model file since.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;
use serde_json::Value;

use super::Run;
use super::corrected::Corrected;
use super::manifest::{pretty, sha256};
use super::turn::Turn;
use crate::edits::{Book, Texts, catch as catch_in};
use crate::files;
use crate::finding::{Fault, Finding};
use crate::ingest::{GUESTS, Ids, Ingest};
use crate::model::edit::Edit;
use crate::model::{Dossier, Guest, Model, yaml};
use crate::workspace::{Office, unreadable};

const HEAD: &str = "\
# Do chương trình ghi. Sửa giá trị ngay ở đây được: lần chạy sau, chỗ sửa được chuyển vào inputs/edits.yaml và dùng tiếp.
# Thêm một mục mới thì để trống id. Ghi chú riêng trong tệp này không được giữ lại.
";
/// Before the hash of the workbook that the guests were read from.
const SOURCE: &str = "# Nguồn: ";
const GUESTS_FILE: &str = "model/guests.yaml";
/// Paths that are named where files differ.
const NAMED: usize = 5;

/// The model files as they were before the run.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// What each file said that somebody changed.
    edited: BTreeMap<String, String>,
    /// Files that are not written: nobody knows what is meant.
    left: BTreeSet<String>,
}

impl Seen {
    /// Leaves every edited file as it is.
    pub(super) fn leave_edited(&mut self) {
        self.left.extend(self.edited.keys().cloned());
    }
}

/// What was found in the model files.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub edits: Vec<Edit>,
    pub findings: Vec<Finding>,
    pub seen: Seen,
}

/// What somebody changed since the model was written.
pub(super) fn catch(
    run: &Run<'_>,
    office: &Office,
    sent: &Ingest,
    now: &Corrected,
    book: &Book,
) -> Result<Found, Box<Finding>> {
    let out = run.workspace.out();
    let mut found = Found::default();
    for unit in &office.file.units {
        let name = format!("model/units/{}.yaml", unit.code);
        let of = |dossiers: &[Dossier]| json(&dossiers.iter().find(|one| one.unit.code == unit.code));
        let is_sent = now.dossiers.iter().any(|one| one.unit.code == unit.code);
        if let Some(texts) = changed(run, &name, is_sent)? {
            let one = One {
                root: format!("units/{}", unit.code),
                name,
                sent: of(&sent.dossiers),
                fresh: of(&now.dossiers),
                source: None,
            };
            one.catch(run, &out, texts, book, office, &mut found)?;
        }
    }
    if let Some(texts) = changed(run, GUESTS_FILE, true)? {
        let one = One {
            root: "guests".to_owned(),
            name: GUESTS_FILE.to_owned(),
            sent: json(&sent.guests),
            fresh: json(&now.guests),
            source: Some(source_line(sent)),
        };
        one.catch(run, &out, texts, book, office, &mut found)?;
    }
    Ok(found)
}

/// What a file says, and what the program wrote.
type Changed = (String, Option<String>);

/// The texts of a file that is not as it was written. One that nobody changed goes if nothing is sent any more.
fn changed(run: &Run<'_>, name: &str, is_sent: bool) -> Result<Option<Changed>, Box<Finding>> {
    let out = run.workspace.out();
    let (path, base) = (out.join(name), out.join(".base").join(name));
    let wrong = |error| unreadable(&format!("out/{name}"), &error);
    let Some(there) = files::read_text_if_any(&path).map_err(wrong)? else {
        return Ok(None);
    };
    let written = files::read_text_if_any(&base).map_err(wrong)?;
    // A run that was killed may have written the one and not the other.
    if written.as_ref() != Some(&there) && !run.turn.wrote(name, there.as_bytes()) {
        return Ok(Some((there, written)));
    }
    if !is_sent && !run.request.read_only {
        files::remove(&path)
            .and_then(|()| files::remove(&base))
            .map_err(wrong)?;
    }
    Ok(None)
}

fn json<T: Serialize>(value: &T) -> Value {
    serde_json::to_value(value).unwrap_or(Value::Null)
}

/// A comment that names the workbook of the guests by its content.
fn source_line(sent: &Ingest) -> String {
    let hash = sent.workbooks.iter().find(|(file, _)| file == GUESTS);
    format!("{SOURCE}{GUESTS} {}\n", hash.map_or("", |(_, hash)| hash.as_str()))
}

/// One model file.
struct One {
    root: String,
    name: String,
    sent: Value,
    fresh: Value,
    source: Option<String>,
}

impl One {
    fn catch(
        &self,
        run: &Run<'_>,
        out: &Path,
        (there, base): Changed,
        book: &Book,
        office: &Office,
        found: &mut Found,
    ) -> Result<(), Box<Finding>> {
        let file = format!("out/{}", self.name);
        let base_path = out.join(".base").join(&self.name);
        found.seen.edited.insert(self.name.clone(), there.clone());
        let changed = match self.typed(&there) {
            Ok(changed) => changed,
            Err(error) => {
                found.findings.push(crate::compose::yaml_finding(&file, error));
                found.seen.left.insert(self.name.clone());
                return Ok(());
            }
        };
        let same_source = self.same_source(base.as_ref().unwrap_or(&there), &changed);
        let texts = |base: &Value, same_source: bool| {
            let texts = Texts {
                root: &self.root,
                file: &file,
                there: &changed,
                base,
                sent: &self.sent,
                fresh: &self.fresh,
                same_source,
            };
            catch_in(&texts, book, &office.file)
        };
        let caught = match base.and_then(|base| self.typed(&base).ok()) {
            Some(base) => texts(&base, same_source),
            None if self.fresh.is_null() => return Ok(()),
            // Without the text as last written, what would be written now is what the file is compared with.
            None => {
                let caught = texts(&self.fresh, true);
                if !caught.edits.is_empty() && !same_source {
                    let kept = self.keep(run, out, &there).map_err(|error| unreadable(&file, &error))?;
                    let mut paths: Vec<&str> = caught.edits.iter().map(|edit| edit.at.as_str()).collect();
                    if paths.len() > NAMED {
                        paths.truncate(NAMED);
                        paths.push("…");
                    }
                    let paths = paths.join(", ");
                    let fault = Fault::ModelUnclear { kept, paths };
                    found.findings.push(Finding::new(fault).in_file(file.clone()));
                    return Ok(());
                }
                caught
            }
        };
        found.edits.extend(caught.edits);
        found.findings.extend(caught.findings);
        if self.fresh.is_null() && !run.request.read_only {
            // The corrections are kept; the file says nothing new from now on.
            files::write(&base_path, there.as_bytes()).map_err(|error| unreadable(&file, &error))?;
        }
        Ok(())
    }

    fn typed(&self, text: &str) -> Result<Value, yaml::YamlError> {
        match self.source {
            None => yaml::read::<Dossier>(text).map(|dossier| json(&dossier)),
            Some(_) => yaml::read::<Vec<Guest>>(text).map(|guests| json(&guests)),
        }
    }

    /// Whether the file was written from the workbook that is there now.
    fn same_source(&self, text: &str, value: &Value) -> bool {
        match &self.source {
            None => value["sources"] == self.sent["sources"],
            Some(source) => text.contains(source.trim_end()),
        }
    }

    /// Keeps the text beside the file under a name of its own; says which.
    fn keep(&self, run: &Run<'_>, out: &Path, text: &str) -> Result<String, files::FileError> {
        let stem = self.name.trim_end_matches(".yaml");
        let names = std::iter::once(String::new()).chain((2..).map(|number| format!(" {number}")));
        for number in names {
            let name = format!("{stem} (đã sửa tay{number}).yaml");
            match files::read_text_if_any(&out.join(&name))? {
                None if run.request.read_only => return Ok(format!("out/{name}")),
                None => {
                    files::write(&out.join(&name), text.as_bytes())?;
                    return Ok(format!("out/{name}"));
                }
                Some(other) if other == text => return Ok(format!("out/{name}")),
                Some(_) => {}
            }
        }
        Ok(String::new())
    }
}

/// Writes the model as YAML, and beside it under `.base/` the same again, which tells a later run what somebody changed.
pub(super) fn write(run: &Run<'_>, model: &Model, sent: &Ingest, seen: &Seen) -> Result<(), Box<Finding>> {
    let out = &run.workspace.out();
    let keep = |name: &str, head: &str, text: Result<String, yaml::YamlError>| -> Result<(), Box<Finding>> {
        let text = text.map_err(|error| Box::new(crate::compose::yaml_finding(name, error)))?;
        write_one(out, name, &format!("{head}{text}"), seen, &run.turn)
    };
    model.dossiers.par_iter().try_for_each(|dossier| {
        let name = format!("model/units/{}.yaml", dossier.unit.code);
        keep(&name, HEAD, yaml::write(dossier))
    })?;
    if !model.guests.is_empty() {
        keep(
            GUESTS_FILE,
            &format!("{HEAD}{}", source_line(sent)),
            yaml::write(&model.guests),
        )?;
    }
    #[derive(Serialize)]
    struct File<'a> {
        version: u32,
        values: &'a crate::model::Provenance,
    }
    let json = pretty(&File {
        version: 1,
        values: &model.provenance,
    });
    files::write_if_changed(&out.join("provenance.json"), &json)
        .map_err(|error| unreadable("out/provenance.json", &error))?;
    Ok(())
}

fn write_one(out: &Path, name: &str, text: &str, seen: &Seen, turn: &Turn) -> Result<(), Box<Finding>> {
    let path = out.join(name);
    let base = out.join(".base").join(name);
    let file = format!("out/{name}");
    let wrong = |error| unreadable(&file, &error);
    let there = files::read_text_if_any(&path).map_err(wrong)?;
    let written = files::read_text_if_any(&base).map_err(wrong)?;
    let ours = match &there {
        None => true,
        Some(there) => {
            let known = there == text || Some(there) == written.as_ref() || seen.edited.get(name) == Some(there);
            known || turn.wrote(name, there.as_bytes())
        }
    };
    // What was changed while this run went on is taken over by the next.
    if !ours || seen.left.contains(name) {
        return Ok(());
    }
    if there.as_deref() != Some(text) {
        turn.note(name, &sha256(text.as_bytes()));
        files::write(&path, text.as_bytes()).map_err(wrong)?;
    }
    files::write_if_changed(&base, text.as_bytes()).map_err(wrong)?;
    Ok(())
}

/// Writes `inputs/ids.yaml`.
pub(super) fn write_ids(path: &Path, ids: &Ids) -> Result<(), Box<Finding>> {
    const HEAD: &str = "# Do chương trình ghi: mã nào thuộc về ai. Xin không sửa tay.\n";
    let text = yaml::write(ids).map_err(|error| Box::new(crate::compose::yaml_finding("inputs/ids.yaml", error)))?;
    files::write_durably_if_changed(path, format!("{HEAD}{text}").as_bytes())
        .map_err(|error| unreadable("inputs/ids.yaml", &error))?;
    Ok(())
}
