//! What the threads of a batch tell one another: which jobs have ended, and what became of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::manifest::Entry;
use crate::finding::Finding;

/// Entry and findings of each job that was made, by its place.
pub type Made = BTreeMap<usize, (Entry, Vec<Finding>)>;

/// The jobs that are still to end, and those that have ended.
pub struct Board {
    jobs: Mutex<Jobs>,
    more: Condvar,
}

struct Jobs {
    open: BTreeSet<usize>,
    made: Made,
}

impl Board {
    /// All these jobs are to be made.
    pub fn new(places: &[usize]) -> Self {
        let open = places.iter().copied().collect();
        let made = Made::new();
        Self {
            jobs: Mutex::new(Jobs { open, made }),
            more: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until a job has ended, if it is to be made; some thread has begun with it.
    pub fn wait_for(&self, place: usize) {
        let mut jobs = self.lock();
        while jobs.open.contains(&place) {
            jobs = self.more.wait(jobs).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Says that a job has ended when what it gives is dropped, even if its thread falls over.
    pub fn ends(&self, place: usize) -> End<'_> {
        End { board: self, place }
    }

    /// What became of a job, if it has ended.
    pub fn entry(&self, place: usize) -> Option<Entry> {
        self.lock().made.get(&place).map(|(entry, _)| entry.clone())
    }

    /// What became of all jobs.
    pub fn into_made(self) -> Made {
        self.jobs.into_inner().unwrap_or_else(PoisonError::into_inner).made
    }
}

/// A job at work.
pub struct End<'b> {
    board: &'b Board,
    place: usize,
}

impl End<'_> {
    /// It has ended with this.
    pub fn with(self, entry: Entry, findings: Vec<Finding>) {
        self.board.lock().made.insert(self.place, (entry, findings));
    }
}

impl Drop for End<'_> {
    fn drop(&mut self) {
        self.board.lock().open.remove(&self.place);
        self.board.more.notify_all();
    }
}
