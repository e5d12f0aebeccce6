//! What the register says of papers that are issued: number, date, signer, stage, and what they replace.

use jiff::civil::Date;

use super::{IssueOrder, Refusal, refuse};
use crate::build::issued::Archive;
use crate::compose::yaml_finding;
use crate::files;
use crate::finding::{Fault, Finding};
use crate::model::yaml::{self, set::set};
use crate::model::{Register, RegisterEntry, Replaced, Stage};
use crate::plan::{Job, Make};
use crate::workspace::{Office, Workspace, unreadable};

/// The register's new entries: one for a whole kind that is issued together, else one for each paper.
pub(super) fn entries(
    ids: &[String],
    order: &IssueOrder,
    jobs: &[Job<'_>],
    archive: &Archive,
    office: &Office,
) -> Result<Vec<(String, RegisterEntry)>, Refusal> {
    let signer = order
        .signer
        .as_ref()
        .map(|signer| role(signer, order.date, office))
        .transpose()?;
    let register = &office.register;
    let entry = |name: &str, replaces: Option<Replaced>| RegisterEntry {
        number: Some(order.number),
        date: Some(order.date),
        signer: signer.clone().or_else(|| register.documents.get(name)?.signer.clone()),
        stage: match replaces {
            None => Stage::DaBanHanh,
            Some(_) => Stage::ThayThe,
        },
        replaces,
    };
    let mut entries = Vec::new();
    // What was issued before keeps its own entry, so that of the kind may hold for the others.
    let has_entry = |job: &Job<'_>| ids.contains(&job.id) || register.documents.contains_key(&job.id);
    for target in order.targets.iter().filter(|_| !order.replace) {
        let whole = jobs
            .iter()
            .filter(|job| job.kind == *target && matches!(job.make, Make::Paper { .. }));
        if whole.clone().count() > 0 && whole.clone().all(has_entry) {
            entries.push((target.clone(), entry(target, None)));
        }
    }
    for id in ids {
        let kind = id.split('/').next().unwrap_or(id);
        let with_kind = entries.iter().any(|(name, _)| name == kind);
        if with_kind && !register.documents.contains_key(id) || entries.iter().any(|(name, _)| name == id) {
            continue;
        }
        let first = archive.latest(id).map(|issued| Replaced {
            number: issued.number,
            date: issued.date,
        });
        entries.push((id.clone(), entry(id, first)));
    }
    Ok(entries)
}

/// The role of a signer who is named by role, by the id of the person, or by name.
fn role(signer: &str, day: Date, office: &Office) -> Result<String, Refusal> {
    let file = &office.file;
    let in_force = |role: &&crate::model::forum::Signer| {
        role.valid_from.is_none_or(|from| from <= day) && role.valid_to.is_none_or(|to| day <= to)
    };
    let is_meant = |role: &&crate::model::forum::Signer| {
        role.role == signer
            || role.person == signer
            || file
                .people
                .iter()
                .any(|person| person.id == role.person && person.name == signer)
    };
    match file.signers.iter().filter(in_force).find(is_meant) {
        Some(found) => Ok(found.role.clone()),
        None => refuse(Fault::SignerUnknown {
            name: signer.to_owned(),
            known: file
                .signers
                .iter()
                .map(|signer| signer.role.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        }),
    }
}

/// Writes the entries into `inputs/register.yaml`; what is written must read back as what is meant.
pub(super) fn write_register(workspace: &Workspace, entries: &[(String, RegisterEntry)]) -> Result<(), Refusal> {
    const NAME: &str = "inputs/register.yaml";
    let path = workspace.inputs().join("register.yaml");
    let old = files::read_text_if_any(&path).map_err(|error| unreadable(NAME, &error))?;
    let mut text = old.unwrap_or_else(|| "schema: 1\ndocuments: {}\n".to_owned());
    let mut wanted: Register = yaml::read(&text).map_err(|error| Box::new(yaml_finding(NAME, error)))?;
    let unwritten = || Box::new(Finding::new(Fault::RegisterUnwritten {}).in_file(NAME));
    for (name, entry) in entries {
        let stage = match entry.stage {
            Stage::DuThao => "du-thao",
            Stage::DaBanHanh => "da-ban-hanh",
            Stage::ThayThe => "thay-the",
        };
        let mut fields = Vec::new();
        fields.extend(entry.number.map(|number| ("number", number.to_string())));
        fields.extend(entry.date.map(|date| ("date", date.to_string())));
        fields.extend(entry.signer.clone().map(|signer| ("signer", signer)));
        fields.push(("stage", stage.to_owned()));
        text = set(&text, &["documents", name], &fields).ok_or_else(unwritten)?;
        if let Some(first) = &entry.replaces {
            let fields = [("number", first.number.to_string()), ("date", first.date.to_string())];
            text = set(&text, &["documents", name, "replaces"], &fields).ok_or_else(unwritten)?;
        }
        wanted.documents.insert(name.clone(), entry.clone());
    }
    let read: Option<Register> = yaml::read(&text).ok();
    if read.is_none_or(|register| register.documents != wanted.documents) {
        return Err(unwritten());
    }
    files::write_durably(&path, text.as_bytes())
        .map_err(|error| Box::new(Finding::new(Fault::FileNotWritten { reason: error.reason() }).in_file(NAME)))
}
