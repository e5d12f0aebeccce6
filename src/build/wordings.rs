//! Own wordings of papers that do not exist, and those whose template has changed since they were made from it.

use std::collections::HashSet;

use super::Run;
use crate::compose::{Sources, own};
use crate::files;
use crate::finding::{Fault, Finding};
use crate::plan::{Job, Make};
use crate::workspace::{Workspace, unreadable};

/// Lines of the difference that are shown each way, and characters of each.
const SHOWN: usize = 3;
const LONGEST: usize = 160;

/// What is to be said of the own wordings `texts`.
pub(super) fn review(run: &Run<'_>, texts: &Sources, sources: &Sources, jobs: &[Job<'_>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (file, _) in texts {
        let id = own::paper_of(file);
        let papers = || jobs.iter().filter(|job| matches!(job.make, Make::Paper { .. }));
        let Some(job) = papers().find(|job| Some(&job.id) == id.as_ref()) else {
            let wanted = id.as_deref().unwrap_or(file);
            let nearest = nearest(wanted, papers().map(|job| job.id.as_str()));
            findings.push(
                Finding::new(Fault::WordingNobody {
                    nearest: own::file_of(nearest),
                })
                .in_file(file.clone()),
            );
            continue;
        };
        let Make::Paper { template, .. } = &job.make else {
            continue;
        };
        let now = sources
            .iter()
            .find(|(path, _)| template.file.strip_prefix("templates/") == Some(path));
        let Some((_, now)) = now else { continue };
        findings.extend(moved(run, file, &template.file, now).unwrap_or_else(|finding| Some(*finding)));
    }
    findings
}

/// The id that is most like `wanted`.
pub fn nearest<'i>(wanted: &str, ids: impl Iterator<Item = &'i str>) -> &'i str {
    let likeness = |id: &&str| strsim::normalized_damerau_levenshtein(id, wanted);
    ids.max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a)))
        .unwrap_or_default()
}

/// Keeps the template that the own wording `file` is made from.
pub fn keep_base(workspace: &Workspace, file: &str, template: &str) -> Result<(), Box<Finding>> {
    let base = base_of(file);
    files::write_durably_if_changed(&workspace.root().join(&base), template.as_bytes()).map_err(|error| {
        let fault = Fault::FileNotWritten { reason: error.reason() };
        Box::new(Finding::new(fault).in_file(base))
    })?;
    Ok(())
}

/// The file beside own wordings that keeps the template as it was then.
fn base_of(file: &str) -> String {
    let name = file.strip_prefix(own::FOLDER).unwrap_or(file);
    format!("{}/.goc{name}", own::FOLDER)
}

/// A finding if the template is not what it was when the own wording was made.
fn moved(run: &Run<'_>, file: &str, template: &str, now: &str) -> Result<Option<Finding>, Box<Finding>> {
    let base = base_of(file);
    let was = files::read_text_if_any(&run.workspace.root().join(&base)).map_err(|error| unreadable(&base, &error))?;
    let Some(was) = was else {
        if !run.request.read_only {
            keep_base(run.workspace, file, now)?;
        }
        return Ok(None);
    };
    let (gone, new) = (difference(&was, now), difference(now, &was));
    if gone.is_empty() && new.is_empty() {
        return Ok(None);
    }
    let fault = Fault::WordingTemplateChanged {
        template: template.to_owned(),
        gone: quoted(&gone),
        new: quoted(&new),
        paper: own::paper_of(file).unwrap_or_default(),
        kind: file.split('/').nth(2).unwrap_or_default().to_owned(),
    };
    Ok(Some(Finding::new(fault).in_file(file)))
}

/// The lines of `one` that `other` does not have.
fn difference<'t>(one: &'t str, other: &str) -> Vec<&'t str> {
    let known: HashSet<&str> = other.lines().map(str::trim).collect();
    one.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !known.contains(line))
        .collect()
}

fn quoted(lines: &[&str]) -> String {
    let shown = lines
        .iter()
        .take(SHOWN)
        .map(|line| match line.char_indices().nth(LONGEST) {
            Some((end, _)) => format!("“{}…”", &line[..end]),
            None => format!("“{line}”"),
        });
    let mut shown: Vec<String> = shown.collect();
    if lines.len() > SHOWN {
        shown.push("…".to_owned());
    }
    if shown.is_empty() {
        "–".to_owned()
    } else {
        shown.join(", ")
    }
}
