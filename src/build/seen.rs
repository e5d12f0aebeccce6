//! Files known by size and time, else by their hash: what was read once need not be read again to know that it is the same.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::manifest::{pretty, sha256};
use super::turn::CACHE;
use crate::files::{self, Kind};

/// A file that changed so shortly (in nanoseconds) before the list was written may have changed again without another time: the
/// clock of a file system ticks every two seconds at worst.
const YOUNG: u64 = 2_000_000_000;

/// What a file looked like when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    size: u64,
    /// Nanoseconds since 1970, as the file system says.
    time: u64,
    sha256: String,
}

/// The files of a workspace as they were read in this run and the last.
pub struct Seen {
    root: PathBuf,
    last: BTreeMap<String, Mark>,
    /// The list of the last run is believed for files that are older than this.
    believed: u64,
    now: Mutex<BTreeMap<String, Mark>>,
}

impl Seen {
    /// What the last run in the workspace at `root` has seen; nothing if that is not known.
    pub fn read(root: &Path) -> Self {
        let list = list(root);
        let last = files::read(&list)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        let written = look(&list).map_or(0, |(_, time)| time);
        Self {
            root: root.to_owned(),
            last: last.unwrap_or_default(),
            believed: written.saturating_sub(YOUNG),
            now: Mutex::default(),
        }
    }

    /// SHA-256 of the file at `path` below the workspace, in hexadecimal; `None` if it cannot be read.
    pub fn sha256(&self, path: &str) -> Option<String> {
        let place = self.root.join(path);
        let (size, time) = look(&place)?;
        let same = |mark: &&Mark| mark.size == size && mark.time == time;
        if let Some(mark) = self.now.lock().ok()?.get(path).filter(same) {
            return Some(mark.sha256.clone());
        }
        let known = self
            .last
            .get(path)
            .filter(same)
            .filter(|mark| mark.time < self.believed);
        let sha256 = match known {
            Some(mark) => mark.sha256.clone(),
            None => sha256(&files::read(&place).ok()?),
        };
        let mark = Mark {
            size,
            time,
            sha256: sha256.clone(),
        };
        self.now.lock().ok()?.insert(path.to_owned(), mark);
        Some(sha256)
    }

    /// Takes note of a file that this run has just written at `path`, of which size and `sha256` are known.
    pub fn wrote(&self, path: &str, size: u64, sha256: &str) {
        let Some((there, time)) = look(&self.root.join(path)) else {
            return;
        };
        // Somebody was there already.
        if there != size {
            return;
        }
        let mark = Mark {
            size,
            time,
            sha256: sha256.to_owned(),
        };
        if let Ok(mut now) = self.now.lock() {
            now.insert(path.to_owned(), mark);
        }
    }

    /// Path below the workspace and SHA-256 of each file in its folder `folder`.
    pub fn below(&self, folder: &str) -> BTreeMap<String, String> {
        let paths = files::walk(&self.root.join(folder)).unwrap_or_default();
        let paths = paths.into_iter().map(|path| format!("{folder}/{path}"));
        paths
            .filter_map(|path| self.sha256(&path).map(|hash| (path, hash)))
            .collect()
    }

    /// Path below the workspace and kind of each link and lock file in its folder `folder`.
    pub fn unread(&self, folder: &str) -> BTreeMap<String, String> {
        let found = files::survey(&self.root.join(folder)).unwrap_or_default();
        let found = found.into_iter().filter(|(_, kind)| *kind != Kind::File);
        found
            .map(|(path, kind)| (format!("{folder}/{path}"), format!("{kind:?}")))
            .collect()
    }

    /// Keeps what was seen for the next run.
    pub fn keep(&self) {
        let Ok(now) = self.now.lock() else { return };
        let young = now.values().any(|mark| mark.time >= self.believed);
        if young || *now != self.last {
            // Without it the next run reads the files again.
            let _ = files::write(&list(&self.root), &pretty(&*now));
        }
    }
}

fn list(root: &Path) -> PathBuf {
    root.join("out").join(CACHE).join("seen.json")
}

fn look(path: &Path) -> Option<(u64, u64)> {
    let about = std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file)?;
    let time = about.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some((about.len(), u64::try_from(time.as_nanos()).ok()?))
}
