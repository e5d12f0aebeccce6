//! Where things are: the folders of a workspace, and the files embedded in the program that a workspace may replace.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::compose::{Sources, fill_forum, own, yaml_finding};
use crate::files::{self, FileError};
use crate::finding::{Fault, Finding};
use crate::model::receipt::ReceiptsFile;
use crate::model::{ForumFile, Receipt, Register, yaml};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
static FONTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fonts");
/// The facts of the example, to adapt.
pub const EXAMPLE_FORUM: &str = include_str!("../inputs/forum.yaml");

/// A folder with `inputs/`, and perhaps `templates/` and `fonts/` of its own.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

/// What the organiser wrote, read and checked.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Office {
    /// `inputs/forum.yaml`, its placeholders filled.
    pub file: ForumFile,
    /// `inputs/receipts.yaml`.
    pub receipts: Vec<Receipt>,
    /// `inputs/register.yaml`.
    pub register: Register,
    /// The day that counts as today.
    pub today: Date,
}

impl Workspace {
    /// The workspace at `root`.
    pub fn open(root: &Path) -> Result<Self, Box<Finding>> {
        // `out`, not `./out`, in what is said about the current folder.
        let workspace = Self {
            root: root.strip_prefix(".").unwrap_or(root).to_owned(),
        };
        if workspace.inputs().join("forum.yaml").is_file() {
            Ok(workspace)
        } else {
            Err(Box::new(Finding::new(Fault::NoWorkspace {
                folder: root.display().to_string(),
            })))
        }
    }

    /// The folder itself.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// `inputs/`.
    pub fn inputs(&self) -> PathBuf {
        self.root.join("inputs")
    }

    /// `out/`.
    pub fn out(&self) -> PathBuf {
        self.root.join("out")
    }

    /// Reads `forum.yaml`, `receipts.yaml` and `register.yaml`. If one is wrong, nothing can be done.
    pub fn office(&self, as_of: Option<Date>) -> Result<Office, Box<Finding>> {
        let file: ForumFile = self.yaml("forum.yaml")?.ok_or_else(|| {
            Box::new(Finding::new(Fault::NoWorkspace {
                folder: self.root.display().to_string(),
            }))
        })?;
        let file = fill_forum(&file).map_err(|finding| Box::new(self.locate(*finding)))?;
        let receipts = self.yaml::<ReceiptsFile>("receipts.yaml")?.unwrap_or_default().receipts;
        let register = self.yaml::<Register>("register.yaml")?.unwrap_or_default();
        let latest = receipts.iter().map(|receipt| receipt.on).max();
        let today = as_of.or(file.as_of).or(latest);
        let today = today.ok_or_else(|| Box::new(Finding::new(Fault::NoDate {}).in_file("inputs/forum.yaml")))?;
        Ok(Office {
            file,
            receipts,
            register,
            today,
        })
    }

    /// Reads a YAML file of `inputs/`; `None` if there is none.
    pub fn yaml<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, Box<Finding>> {
        let file = format!("inputs/{name}");
        let text = files::read_text_if_any(&self.inputs().join(name)).map_err(|error| unreadable(&file, &error))?;
        let Some(text) = text else { return Ok(None) };
        yaml::read(&text)
            .map(Some)
            .map_err(|error| Box::new(yaml_finding(&file, error)))
    }

    /// A wrong placeholder in a text of `forum.yaml` is found again by its name.
    fn locate(&self, finding: Finding) -> Finding {
        let (Fault::UnknownPlaceholder { name, .. } | Fault::UnknownName { name }) = &finding.fault else {
            return finding.in_file("inputs/forum.yaml");
        };
        let text = files::read_text(&self.inputs().join("forum.yaml")).unwrap_or_default();
        let line = text
            .lines()
            .position(|line| line.contains("{{") && line.contains(name.as_str()));
        let mut finding = finding.in_file("inputs/forum.yaml");
        finding.place.cell = line.map(|line| format!("dòng {}", line + 1));
        finding
    }

    /// All text files below `templates/`, by their path there; the workspace's own take the place of the embedded ones.
    pub fn templates(&self) -> Result<Sources, Box<Finding>> {
        let mut texts: BTreeMap<String, Cow<'static, str>> = BTreeMap::new();
        collect(&TEMPLATES, &mut |path, bytes| {
            if let Ok(text) = std::str::from_utf8(bytes) {
                texts.insert(path, Cow::Borrowed(text));
            }
        });
        let own = self.root.join("templates");
        for path in files::walk(&own).map_err(|error| unreadable("templates", &error))? {
            let is_text = path.ends_with(".md") || path.ends_with(".yaml") || path.ends_with(".typ");
            if is_text {
                let text = files::read_text(&own.join(&path))
                    .map_err(|error| unreadable(&format!("templates/{path}"), &error))?;
                texts.insert(path, Cow::Owned(text));
            }
        }
        Ok(texts
            .into_iter()
            .map(|(path, text)| (path, text.into_owned()))
            .collect())
    }

    /// Wordings of single papers: path below the workspace and text. One that is no text is a finding.
    pub fn wordings(&self) -> (Sources, Vec<Finding>) {
        let (mut texts, mut findings) = (Sources::new(), Vec::new());
        for path in files::walk(&self.root.join(own::FOLDER)).unwrap_or_default() {
            let path = format!("{}/{path}", own::FOLDER);
            match files::read_text(&self.root.join(&path)) {
                Ok(text) if path.ends_with(".md") => texts.push((path, text)),
                Ok(_) => {}
                Err(error) => findings.push(*unreadable(&path, &error)),
            }
        }
        (texts, findings)
    }

    /// Font files: the workspace's own first, then the embedded ones.
    pub fn fonts(&self) -> Result<Vec<Cow<'static, [u8]>>, Box<Finding>> {
        let own = self.root.join("fonts");
        let mut fonts: BTreeMap<String, Cow<'static, [u8]>> = BTreeMap::new();
        collect(&FONTS, &mut |path, bytes| {
            fonts.insert(path, Cow::Borrowed(bytes));
        });
        for path in files::walk(&own).map_err(|error| unreadable("fonts", &error))? {
            let bytes = files::read(&own.join(&path)).map_err(|error| unreadable(&format!("fonts/{path}"), &error))?;
            // The same file again need not be read twice by the engine.
            if fonts.get(&path).is_none_or(|embedded| **embedded != *bytes) {
                fonts.insert(path, Cow::Owned(bytes));
            }
        }
        let is_font = |path: &str| {
            [".ttf", ".otf", ".ttc"]
                .iter()
                .any(|end| path.to_lowercase().ends_with(end))
        };
        Ok(fonts
            .into_iter()
            .filter(|(path, _)| is_font(path))
            .map(|(_, bytes)| bytes)
            .collect())
    }
}

/// The embedded template at `path` below `templates/`.
pub fn embedded_template(path: &str) -> Option<&'static str> {
    TEMPLATES.get_file(path)?.contents_utf8()
}

/// The finding for a file that cannot be read at all.
pub fn unreadable(file: &str, error: &FileError) -> Box<Finding> {
    Box::new(Finding::new(Fault::FileUnreadable { reason: error.reason() }).in_file(file))
}

fn collect(folder: &'static Dir<'static>, keep: &mut dyn FnMut(String, &'static [u8])) {
    for file in folder.files() {
        keep(file.path().to_string_lossy().replace('\\', "/"), file.contents());
    }
    for inner in folder.dirs() {
        collect(inner, keep);
    }
}
