//! Waits until somebody has saved something in a workspace, or wants no more; the only module that names `notify` and `ctrlc`.

use std::collections::BTreeMap;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify_debouncer_full::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{Debouncer, RecommendedCache, new_debouncer};

use crate::files;

/// Folders whose files papers are made from.
const FOLDERS: [&str; 3] = ["inputs", "templates", "fonts"];
/// A save has ended when nothing more has happened for so long: Excel writes another file and renames it.
const QUIET: Duration = Duration::from_millis(25);
/// Waits before a file that is not whole yet is looked at again.
const AGAIN: Duration = Duration::from_millis(60);
/// A file that has not changed for so long is taken as it is, whole or not; one that is gone, as gone.
const PATIENCE: Duration = Duration::from_secs(2);
/// Network drives tell nothing; there a look from time to time must do.
const SELDOM: Duration = Duration::from_secs(2);

/// Path below the workspace of each file that is watched, with its size and time.
pub type Files = BTreeMap<String, (u64, SystemTime)>;

/// What ends a wait.
enum Event {
    /// Something happened to a file.
    Touched,
    /// Ctrl+C.
    Stop,
}

/// Watches a workspace.
pub struct Saves {
    root: PathBuf,
    events: Receiver<Event>,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
    followed: Vec<&'static str>,
}

impl Saves {
    /// Watches the workspace at `root`. An error is what the operating system says.
    pub fn of(root: &Path) -> Result<Self, String> {
        let root = if root.as_os_str().is_empty() {
            Path::new(".")
        } else {
            root
        };
        let (tell, events) = channel();
        listen_for_stop(tell.clone());
        // Nobody listens any more when the process ends.
        let touched = move |_| drop(tell.send(Event::Touched));
        let mut debouncer = new_debouncer(QUIET, None, touched).map_err(|error| error.to_string())?;
        debouncer
            .watch(root, RecursiveMode::NonRecursive)
            .map_err(|error| error.to_string())?;
        let mut saves = Self {
            root: root.to_owned(),
            events,
            debouncer,
            followed: Vec::new(),
        };
        saves.follow();
        Ok(saves)
    }

    /// Watches the folders that are there by now.
    fn follow(&mut self) {
        for folder in FOLDERS {
            let place = self.root.join(folder);
            if self.followed.contains(&folder) && !place.is_dir() {
                self.followed.retain(|other| *other != folder);
            } else if !self.followed.contains(&folder)
                && place.is_dir()
                && self.debouncer.watch(&place, RecursiveMode::Recursive).is_ok()
            {
                self.followed.push(folder);
            }
        }
    }

    /// The files as they are now; lock files of Excel (`~$…`) and hidden files are passed over.
    pub fn look(&self) -> Files {
        let mut found = Files::new();
        for folder in FOLDERS {
            for path in files::walk(&self.root.join(folder)).unwrap_or_default() {
                let path = format!("{folder}/{path}");
                let about = std::fs::metadata(self.root.join(&path));
                if let Ok((size, Ok(time))) = about.map(|about| (about.len(), about.modified())) {
                    found.insert(path, (size, time));
                }
            }
        }
        found
    }

    /// Waits until the files are others than `known`, and whole; `None` after Ctrl+C, or when they can no longer be watched.
    pub fn wait(&mut self, known: &Files) -> Option<Files> {
        let mut pending: Option<(Files, Instant)> = None;
        loop {
            let rest = if pending.is_some() { AGAIN } else { SELDOM };
            match self.events.recv_timeout(rest) {
                Ok(Event::Touched) | Err(RecvTimeoutError::Timeout) => {}
                Ok(Event::Stop) | Err(RecvTimeoutError::Disconnected) => return None,
            }
            self.follow();
            let now = self.look();
            if now == *known {
                pending = None;
            } else if self.is_whole(&now, known) {
                return Some(now);
            } else {
                match &pending {
                    Some((seen, since)) if *seen == now && since.elapsed() > PATIENCE => return Some(now),
                    Some((seen, _)) if *seen == now => {}
                    _ => pending = Some((now, Instant::now())),
                }
            }
        }
    }

    /// Whether no file is missing for the moment of a save, and none is half written.
    fn is_whole(&self, now: &Files, known: &Files) -> bool {
        let missing = known.keys().any(|path| !now.contains_key(path));
        let mut changed = now.iter().filter(|(path, about)| known.get(*path) != Some(about));
        !missing && changed.all(|(path, (size, _))| *size > 0 && ends_well(&self.root.join(path)))
    }
}

/// The first Ctrl+C lets a run that is going on write its papers to the end; the second ends the process at once.
fn listen_for_stop(tell: Sender<Event>) {
    /// What shells know as ended by Ctrl+C.
    const INTERRUPTED: i32 = 130;
    let asked = AtomicBool::new(false);
    let stop = move || {
        if asked.swap(true, Ordering::Relaxed) || tell.send(Event::Stop).is_err() {
            std::process::exit(INTERRUPTED);
        }
    };
    // Where it cannot be listened for, it ends the process as it does everywhere.
    drop(ctrlc::set_handler(stop));
}

/// A container (xlsx, ods) ends with its directory, which is written last; of other files nothing can be said.
fn ends_well(path: &Path) -> bool {
    const BEGIN: &[u8] = b"PK\x03\x04";
    const DIRECTORY_ENDS: &[u8] = b"PK\x05\x06";
    /// The record and the longest comment after it.
    const TAIL: u64 = 22 + 65_535;
    let read = || -> std::io::Result<bool> {
        let mut file = std::fs::File::open(path)?;
        let mut begin = Vec::new();
        file.by_ref().take(4).read_to_end(&mut begin)?;
        if begin != BEGIN {
            return Ok(true);
        }
        let end = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(end.saturating_sub(TAIL)))?;
        let mut tail = Vec::new();
        file.read_to_end(&mut tail)?;
        Ok(tail
            .windows(DIRECTORY_ENDS.len())
            .any(|window| window == DIRECTORY_ENDS))
    };
    // One that another program holds is not done yet.
    read().unwrap_or(false)
}
