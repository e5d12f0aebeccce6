//! What the threads of a batch tell one another: which jobs have ended, and what became of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::manifest::Entry;
use crate::finding::Finding;

/// Entry and findings of each job that was made, by its place.
pub type Made = BTreeMap<usize, (Entry, Vec<Finding>)>;

/// The jobs that have ended.
#[derive(Default)]
pub struct Board {
    ended: Mutex<Ended>,
    more: Condvar,
}

#[derive(Default)]
struct Ended {
    places: BTreeSet<usize>,
    made: Made,
}

impl Board {
    fn lock(&self) -> MutexGuard<'_, Ended> {
        self.ended.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until all these jobs have ended, which some thread has begun with.
    pub fn wait_for<'p>(&self, places: impl Iterator<Item = &'p usize>) {
        let mut ended = self.lock();
        for place in places {
            while !ended.places.contains(place) {
                ended = self.more.wait(ended).unwrap_or_else(PoisonError::into_inner);
            }
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
        self.ended.into_inner().unwrap_or_else(PoisonError::into_inner).made
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
        self.board.lock().places.insert(self.place);
        self.board.more.notify_all();
    }
}
