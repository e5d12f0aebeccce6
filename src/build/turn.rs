//! One run at a time in a workspace, and what the run before left unfinished.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

use super::manifest::sha256;
use crate::files;
use crate::finding::{Fault, Finding};
use crate::workspace::Workspace;

/// Waits between two looks at a lock that another run holds, and how many.
const LOOK_AGAIN: Duration = Duration::from_millis(50);
const LOOKS: usize = 60;
/// Files below `out/` that only speed up or repair later runs; no paper depends on them.
pub const CACHE: &str = ".cache";

/// The right to write below `out/`, and the journal of what is written there.
///
/// The journal is the file `out/.cache/journal`: one line for each file, its SHA-256 and its path, before it takes its place.
/// A run that ends well removes it. So after a run that was killed the next one knows what that run wrote before it could
/// write the manifest.
pub struct Turn {
    /// Held as long as the run lasts; the operating system lets go of it when a process dies.
    _lock: Option<File>,
    journal: PathBuf,
    unfinished: Vec<String>,
    append: Mutex<Option<File>>,
}

impl Turn {
    /// Takes the turn; if another run keeps it for long, a finding says so.
    pub fn take(workspace: &Workspace) -> Result<Self, Box<Finding>> {
        let out = workspace.out();
        let lock = lock(&out)?;
        let journal = out.join(CACHE).join("journal");
        let unfinished = files::read_text_if_any(&journal).ok().flatten();
        files::sweep(&out);
        files::sweep(&workspace.inputs());
        Ok(Self {
            _lock: lock,
            journal,
            unfinished: unfinished.unwrap_or_default().lines().map(str::to_owned).collect(),
            append: Mutex::default(),
        })
    }

    /// Takes the turn for what writes below `inputs/` alone. Where there is no `out/` nobody runs, and none is made.
    pub fn take_beside(workspace: &Workspace) -> Result<Option<Self>, Box<Finding>> {
        workspace.out().exists().then(|| Self::take(workspace)).transpose()
    }

    /// No turn: for a run that only looks.
    pub fn none(workspace: &Workspace) -> Self {
        Self {
            _lock: None,
            journal: workspace.out().join(CACHE).join("journal"),
            unfinished: Vec::new(),
            append: Mutex::default(),
        }
    }

    /// Notes that `bytes` are about to take the place `path` below `out/`.
    pub fn note(&self, path: &str, sha256: &str) {
        let Ok(mut append) = self.append.lock() else { return };
        if append.is_none() {
            let folder = self.journal.parent().unwrap_or(Path::new("."));
            let opened = std::fs::create_dir_all(folder)
                .and_then(|()| OpenOptions::new().create(true).append(true).open(&self.journal));
            *append = opened.ok();
        }
        if let Some(file) = append.as_mut() {
            // Without the line, the file would be kept beside as one that somebody changed: nothing is lost.
            let _ = file.write_all(line(path, sha256).as_bytes());
        }
    }

    /// Whether a run that was killed wrote `bytes` to `path` below `out/`.
    pub fn wrote(&self, path: &str, bytes: &[u8]) -> bool {
        let path_ends = |line: &String| line.split_once(' ').is_some_and(|(_, noted)| noted == path);
        self.unfinished.iter().any(path_ends) && self.wrote_hash(path, &sha256(bytes))
    }

    /// The same for bytes with this hash.
    pub fn wrote_hash(&self, path: &str, sha256: &str) -> bool {
        let wanted = line(path, sha256);
        self.unfinished.iter().any(|line| line.as_str() == wanted.trim_end())
    }

    /// Paths that runs that were killed wrote below `folder` of `out/`.
    pub fn unfinished(&self, folder: &str) -> impl Iterator<Item = &str> {
        let paths = self.unfinished.iter().filter_map(|line| line.split_once(' '));
        paths.map(|(_, path)| path).filter(move |path| path.starts_with(folder))
    }

    /// The manifest is written: what the journal says is said there. A run that writes none just drops its turn.
    pub fn end(&self) {
        if let Ok(mut append) = self.append.lock() {
            *append = None;
        }
        let _ = files::remove(&self.journal);
    }
}

fn line(path: &str, sha256: &str) -> String {
    format!("{sha256} {path}\n")
}

fn lock(out: &Path) -> Result<Option<File>, Box<Finding>> {
    let opened = std::fs::create_dir_all(out)
        .and_then(|()| OpenOptions::new().create(true).append(true).open(out.join(".lock")));
    // Where there can be no lock (a share that has none), two runs are as apart as the renames keep them.
    let Ok(file) = opened else { return Ok(None) };
    for _ in 0..LOOKS {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOOK_AGAIN),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(Box::new(Finding::new(Fault::AnotherRun {})))
}
