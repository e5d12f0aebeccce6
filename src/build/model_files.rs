//! Writes `out/model`, `out/provenance.json` and `inputs/ids.yaml`; a model file that somebody changed is left alone.

use std::path::Path;

use serde::Serialize;

use super::manifest::{pretty, sha256};
use super::turn::Turn;
use crate::files;
use crate::finding::{Fault, Finding};
use crate::ingest::Ids;
use crate::model::{Model, yaml};
use crate::workspace::unreadable;

/// Writes the model as YAML, and beside it under `.base/` the same again, which tells a later run what somebody changed.
///
/// Findings name the files that were changed by hand; they are not written.
pub fn write(out: &Path, model: &Model, turn: &Turn) -> Result<Vec<Finding>, Box<Finding>> {
    let mut findings = Vec::new();
    let mut keep = |name: &str, text: Result<String, yaml::YamlError>| -> Result<(), Box<Finding>> {
        let text = text.map_err(|error| Box::new(crate::compose::yaml_finding(name, error)))?;
        findings.extend(write_one(out, name, &text, turn)?);
        Ok(())
    };
    for dossier in &model.dossiers {
        keep(&format!("model/units/{}.yaml", dossier.unit.code), yaml::write(dossier))?;
    }
    if !model.guests.is_empty() {
        keep("model/guests.yaml", yaml::write(&model.guests))?;
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
    Ok(findings)
}

fn write_one(out: &Path, name: &str, text: &str, turn: &Turn) -> Result<Option<Finding>, Box<Finding>> {
    let path = out.join(name);
    let base = out.join(".base").join(name);
    let file = format!("out/{name}");
    let read = |path: &Path| files::read_text_if_any(path).map_err(|error| unreadable(&file, &error));
    let there = read(&path)?;
    // Without the text as last written, the fresh one is what it is compared with.
    let written = read(&base)?.unwrap_or_else(|| text.to_owned());
    // A run that was killed may have written the one and not the other.
    let ours = |there: &str| there == written || there == text || turn.wrote(name, there.as_bytes());
    if there.as_deref().is_some_and(|there| !ours(there)) {
        return Ok(Some(Finding::new(Fault::ModelEdited {}).in_file(file)));
    }
    let wrong = |error| unreadable(&file, &error);
    if there.as_deref() != Some(text) {
        turn.note(name, &sha256(text.as_bytes()));
        files::write(&path, text.as_bytes()).map_err(wrong)?;
    }
    files::write_if_changed(&base, text.as_bytes()).map_err(|error| unreadable(&file, &error))?;
    Ok(None)
}

/// Writes `inputs/ids.yaml`.
pub fn write_ids(path: &Path, ids: &Ids) -> Result<(), Box<Finding>> {
    const HEAD: &str = "# Do chương trình ghi: mã nào thuộc về ai. Xin không sửa tay.\n";
    let text = yaml::write(ids).map_err(|error| Box::new(crate::compose::yaml_finding("inputs/ids.yaml", error)))?;
    files::write_durably_if_changed(path, format!("{HEAD}{text}").as_bytes())
        .map_err(|error| unreadable("inputs/ids.yaml", &error))?;
    Ok(())
}
