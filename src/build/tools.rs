//! What does not depend on what was sent: fonts, layouts, templates and own wordings, read beside it and kept while `watch` waits.

use std::sync::{Arc, Mutex};

use super::{Run, stamp};
use crate::compose::{Library, Sources, digest};
use crate::finding::{Fault, Finding};
use crate::typeset::Engine;
use crate::workspace::Workspace;

/// Folders that tools are read from.
const FOLDERS: [&str; 3] = ["templates/", "fonts/", "inputs/wording/"];

/// Fonts, layouts, templates and own wordings.
pub(super) struct Tools {
    /// Sets papers.
    pub engine: Engine,
    /// All files below `templates/`.
    pub sources: Sources,
    /// Templates, with the own wordings.
    pub library: Library,
    /// Own wordings.
    pub own: Sources,
    /// Templates that cannot be read.
    pub findings: Vec<Finding>,
}

impl Tools {
    /// Reads them. An error means that no paper can be set.
    pub fn read(workspace: &Workspace) -> Result<Self, Box<Finding>> {
        let sources = workspace.templates()?;
        let engine = engine(workspace, &sources)?;
        let (mut library, mut findings) = Library::read(&sources);
        let (own, wrong) = workspace.wordings();
        findings.extend(wrong);
        library.add_own(&own);
        Ok(Self {
            engine,
            sources,
            library,
            own,
            findings,
        })
    }

    /// Those of the run, or of an earlier one in the same process if no file has changed since.
    pub fn of(run: &Run<'_>) -> Result<Arc<Self>, Box<Finding>> {
        let Some(kept) = &run.request.kept else {
            return Self::read(run.workspace).map(Arc::new);
        };
        let is_read = |path: &&String| FOLDERS.iter().any(|folder| path.starts_with(folder));
        let files: Vec<_> = run.inputs.iter().filter(|(path, _)| is_read(path)).collect();
        let key = digest(&(stamp::program(), run.workspace.root(), files));
        // A run that fell over holds nothing back.
        let mut last = kept.last.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if let Some((_, tools)) = last.as_ref().filter(|(known, _)| *known == key) {
            return Ok(Arc::clone(tools));
        }
        let tools = Arc::new(Self::read(run.workspace)?);
        // What changed while it was read belongs to no key.
        let unchanged = stamp::inputs(&run.seen) == run.inputs;
        *last = unchanged.then(|| (key, Arc::clone(&tools)));
        Ok(tools)
    }
}

/// What several runs of one process share; results do not depend on it.
#[derive(Default)]
pub struct Kept {
    last: Mutex<Option<(String, Arc<Tools>)>>,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept")
    }
}

/// The engine with the layouts of `sources` and the fonts of the workspace.
fn engine(workspace: &Workspace, sources: &Sources) -> Result<Engine, Box<Finding>> {
    let layouts = sources.iter().filter(|(path, _)| path.ends_with(".typ"));
    let layouts = layouts.map(|(path, text)| (format!("/{path}"), text.clone())).collect();
    Engine::new(&layouts, workspace.fonts()?).map_err(|error| {
        let fault = Fault::TemplateInvalid {
            detail: error.to_string(),
        };
        Box::new(Finding::new(fault).in_file("templates"))
    })
}
