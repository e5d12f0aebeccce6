//! The wording of one paper alone: `inputs/wording/<kind>/<key>.md` takes the place of the kind's template.

use super::{Library, Sources, yaml_finding};

/// Folder of own wordings below the workspace.
pub const FOLDER: &str = "inputs/wording";

/// The file with the own wording of the paper `id`; a kind without keys has `inputs/wording/<kind>/<kind>.md`.
pub fn file_of(id: &str) -> String {
    let (kind, key) = id.split_once('/').unwrap_or((id, id));
    format!("{FOLDER}/{kind}/{key}.md")
}

/// The id of the paper that the own wording `file` is for.
pub fn paper_of(file: &str) -> Option<String> {
    let (kind, key) = file
        .strip_prefix(FOLDER)?
        .strip_prefix('/')?
        .strip_suffix(".md")?
        .split_once('/')?;
    match key {
        key if key.contains('/') => None,
        key if key == kind => Some(kind.to_owned()),
        key => Some(format!("{kind}/{key}")),
    }
}

impl Library {
    /// Takes the own wordings `texts` (path below the workspace, text). One without front matter keeps that of the template. One
    /// that cannot be read stops its paper: it is not for the program to print other words than those the officer chose.
    pub fn add_own(&mut self, texts: &Sources) {
        for (file, text) in texts {
            let Some(id) = paper_of(file) else { continue };
            let kind = id.split('/').next().unwrap_or_default();
            let Some(template) = self.templates.iter().find(|template| template.front.kind == kind) else {
                continue;
            };
            let own = template.own(file, text);
            self.own
                .insert(id, own.map_err(|error| Box::new(yaml_finding(file, error))));
        }
    }
}
