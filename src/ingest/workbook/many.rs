//! Several workbooks at once.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Shelf, Workbook, open_from};
use crate::finding::Fault;

/// Workbooks that are read at the same time.
const MOST_THREADS: usize = 8;

/// Reads workbooks that do not lie on the `shelf` on a few threads; the results stand in the order of the files, which lie below `inputs`.
pub fn open_all(inputs: &Path, files: &[String], shelf: &Shelf) -> Vec<Result<Workbook, Fault>> {
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get().min(MOST_THREADS));
    let next = AtomicUsize::new(0);
    let results: Mutex<BTreeMap<usize, Result<Workbook, Fault>>> = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..threads.min(files.len()) {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(file) = files.get(index) else { break };
                    let read = open_from(&inputs.join(file), file, shelf);
                    match results.lock() {
                        Ok(mut results) => results.insert(index, read),
                        Err(poisoned) => poisoned.into_inner().insert(index, read),
                    };
                }
            });
        }
    });
    let results = results.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    results.into_values().collect()
}
