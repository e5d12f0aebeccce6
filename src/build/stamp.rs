//! Whether anything changed at all since the last complete run: if not, what that run found still holds.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::UNIX_EPOCH;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::manifest::pretty;
use super::seen::Seen;
use super::turn::CACHE;
use super::{Report, Run};
use crate::compose::digest;
use crate::files;
use crate::finding::Finding;
use crate::model::Unit;

/// Folders that a run reads.
const READ: [&str; 4] = ["inputs", "inputs/wording/.goc", "templates", "fonts"];
/// Folders that a run leaves something in.
const LEFT: [&str; 2] = ["out", "out/.base"];

/// What a complete run found.
#[derive(Serialize, Deserialize)]
pub struct Stamp {
    /// Of everything the run depended on.
    asked: String,
    /// Of everything it left below `out/`.
    left: String,
    /// What it found.
    pub findings: Vec<Finding>,
    /// The forum's units.
    pub units: Vec<Unit>,
}

/// Path and hash of each file that a run may read, and what lies among the communes' files and is told without being read.
pub fn inputs(seen: &Seen) -> BTreeMap<String, String> {
    let files = READ.iter().flat_map(|folder| seen.below(folder));
    files.chain(seen.unread("inputs/submissions")).collect()
}

/// The stamp of the last run, if the same request in the same workspace would find and make the same.
pub fn find(run: &Run<'_>) -> Option<Stamp> {
    let bytes = files::read(&place(run)).ok()?;
    let stamp: Stamp = serde_json::from_slice(&bytes).ok()?;
    // Where the first is another, the second need not be looked at.
    (stamp.asked == asked(run) && stamp.left == left(run)).then_some(stamp)
}

/// Leaves a stamp after a run that came to `report`, unless that tells of things that happen once.
pub fn leave(run: &Run<'_>, report: &Report) {
    let once = |finding: &Finding| {
        matches!(
            finding.fault.code(),
            "output-edited"
                | "leftover-kept"
                | "file-not-written"
                | "edit-taken"
                | "edits-not-written"
                | "list-row-added"
                | "model-fixed"
                | "model-reordered"
                | "model-unclear"
        )
    };
    let quiet = report.summary.failed + report.summary.removed == 0 && !report.findings.iter().any(once);
    // What changed while the run was going on, it may not have read.
    if quiet && inputs(&run.seen) == run.inputs {
        let stamp = Stamp {
            asked: asked(run),
            left: left(run),
            findings: report.findings.clone(),
            units: report.units.clone(),
        };
        // Without it the next run looks closer.
        let _ = files::write(&place(run), &pretty(&stamp));
    }
    run.seen.keep();
}

fn place(run: &Run<'_>) -> PathBuf {
    run.workspace.out().join(CACHE).join("run.json")
}

fn asked(run: &Run<'_>) -> String {
    let request = run.request;
    let asked = (
        &request.targets,
        &request.units,
        &request.formats,
        request.as_of,
        run.check_alone,
    );
    digest(&(program(), asked, &run.inputs))
}

fn left(run: &Run<'_>) -> String {
    let left: BTreeMap<String, String> = LEFT.iter().flat_map(|folder| run.seen.below(folder)).collect();
    digest(&left)
}

/// Tells one program from another, also of the same version.
pub fn program() -> String {
    let about = std::env::current_exe().and_then(std::fs::metadata).ok();
    let time = about
        .as_ref()
        .and_then(|about| about.modified().ok()?.duration_since(UNIX_EPOCH).ok());
    let (size, time) = (
        about.map_or(0, |about| about.len()),
        time.unwrap_or_default().as_nanos(),
    );
    format!("{} {size} {time}", env!("CARGO_PKG_VERSION"))
}

/// What `make` gives, or what it gave before from the same files: those of the run's inputs whose path `is_read`. Kept below
/// `out/.cache/` under `name`; a file there that is broken, or of other inputs, is as good as none.
pub fn recall<T: Serialize + DeserializeOwned>(
    run: &Run<'_>,
    name: &str,
    is_read: &dyn Fn(&str) -> bool,
    make: impl FnOnce() -> Result<T, Box<Finding>>,
) -> Result<T, Box<Finding>> {
    let read: Vec<_> = run.inputs.iter().filter(|(path, _)| is_read(path)).collect();
    let key = digest(&(program(), run.request.as_of, read));
    let place = run.workspace.out().join(CACHE).join(name);
    let known = files::read(&place).ok().and_then(|bytes| {
        let (head, rest) = bytes.split_at_checked(key.len())?;
        (head == key.as_bytes()).then(|| serde_json::from_slice(rest).ok())?
    });
    if let Some(known) = known {
        return Ok(known);
    }
    let made = make()?;
    let mut bytes = key.into_bytes();
    // What changed while it was read belongs to no key.
    let keeps = || !run.request.read_only && inputs(&run.seen) == run.inputs;
    if keeps() && serde_json::to_writer(&mut bytes, &made).is_ok() {
        // Without it the next run reads the files again.
        let _ = files::write(&place, &bytes);
    }
    Ok(made)
}
