//! Random damage to good workbooks of every format and to a draft: reading them ends, does not panic, and takes no more memory than is allowed.

use std::alloc::{GlobalAlloc, Layout, System};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use diendan::ingest::{drafts, workbook};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Memory that a workbook may take while it is read, in bytes.
const MOST: usize = 512 << 20;

const GOOD: [&str; 7] = [
    "whole.xlsx",
    "whole-by-libreoffice.xlsx",
    "xls-biff8.xls",
    "ods.ods",
    "xlsb.xlsb",
    "word-tables.docx",
    "../returned/libreoffice.docx",
];

/// Counts what is taken and not given back.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

// SAFETY: all is passed on to the system's allocator; only counters are added.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(held, Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static MEMORY: Counting = Counting;

/// Reads, and tells the most memory that was held at once, beyond what was held before.
fn read(bytes: &[u8]) -> usize {
    let before = HELD.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    let _ = workbook::read("submissions/a.xlsx", bytes);
    let _ = drafts::read(bytes);
    PEAK.load(Ordering::Relaxed).saturating_sub(before)
}

fn good(name: &str) -> Vec<u8> {
    fs::read(format!("{}/tests/workbooks/{name}", env!("CARGO_MANIFEST_DIR"))).expect("a fixture")
}

/// One way of doing harm; places are shares of the length.
#[derive(Debug, Clone)]
enum Harm {
    Flip(f64, u8),
    Write(f64, [u8; 4]),
    Cut(f64),
    Remove(f64, usize),
    Repeat(f64, usize, u16),
    /// A piece of the other workbook in place of a piece of this one.
    Splice(f64, f64, usize),
}

impl Harm {
    fn to(&self, bytes: &mut Vec<u8>, other: &[u8]) {
        let at = |share: f64, length: usize| ((length as f64 * share) as usize).min(length.saturating_sub(1));
        let place = |share| at(share, bytes.len());
        if bytes.is_empty() {
            return;
        }
        match *self {
            Self::Flip(share, bits) => {
                let place = place(share);
                bytes[place] ^= bits;
            }
            Self::Write(share, ref what) => {
                let place = place(share);
                let end = (place + what.len()).min(bytes.len());
                bytes[place..end].copy_from_slice(&what[..end - place]);
            }
            Self::Cut(share) => bytes.truncate(place(share)),
            Self::Remove(share, count) => {
                let place = place(share);
                let end = (place + count).min(bytes.len());
                bytes.drain(place..end);
            }
            Self::Repeat(share, count, times) => {
                let place = place(share);
                let end = (place + count).min(bytes.len());
                let piece = bytes[place..end].repeat(times.into());
                bytes.splice(place..place, piece);
            }
            Self::Splice(share, from, count) => {
                let from = at(from, other.len());
                let piece = &other[from..(from + count).min(other.len())];
                let place = place(share);
                let end = (place + piece.len()).min(bytes.len());
                bytes.splice(place..end, piece.iter().copied());
            }
        }
    }
}

fn harm() -> impl Strategy<Value = Harm> {
    let share = || 0.0..1.0_f64;
    // Numbers at the edges of what a field can hold do more harm than others.
    let edges = prop_oneof![
        Just([0; 4]),
        Just([0xff; 4]),
        Just([0xff, 0xff, 0xff, 0x7f]),
        any::<[u8; 4]>()
    ];
    prop_oneof![
        (share(), 1..=255_u8).prop_map(|(at, bits)| Harm::Flip(at, bits)),
        (share(), edges).prop_map(|(at, what)| Harm::Write(at, what)),
        share().prop_map(Harm::Cut),
        (share(), 1..200_usize).prop_map(|(at, count)| Harm::Remove(at, count)),
        (share(), 1..200_usize, 1..3_000_u16).prop_map(|(at, count, times)| Harm::Repeat(at, count, times)),
        (share(), share(), 1..2_000_usize).prop_map(|(at, from, count)| Harm::Splice(at, from, count)),
    ]
}

/// The parts of a zip, or the one stream of an old workbook.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) {
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let mut content = Vec::new();
            part.read_to_end(&mut content).expect("read");
            found.push((part.name().expect("a name").into_owned(), content));
        }
        return found;
    }
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).expect("a compound file");
    let mut content = Vec::new();
    let mut stream = file.open_stream("Workbook").expect("a workbook");
    stream.read_to_end(&mut content).expect("read");
    vec![("Workbook".to_owned(), content)]
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    if let [(name, content)] = parts {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("made");
        let mut stream = file.create_stream(name).expect("made");
        stream.write_all(content).expect("written");
        drop(stream);
        return file.into_inner().into_inner();
    }
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("started");
        out.write_all(content).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

/// Damage to the file as it lies on the disk, or to what is packed in it.
#[derive(Debug, Clone)]
enum Damage {
    File(Vec<Harm>),
    Part(usize, Vec<Harm>),
    Swap(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let harms = || proptest::collection::vec(harm(), 1..4);
    prop_oneof![
        1 => harms().prop_map(Damage::File),
        4 => (any::<usize>(), harms()).prop_map(|(part, harms)| Damage::Part(part, harms)),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(one, other)| Damage::Swap(one, other)),
    ]
}

// One test alone in this program: the memory that is counted is that of all threads.
#[test]
fn damaged_workbooks_end_in_a_finding() {
    let files: Vec<Vec<u8>> = GOOD.iter().map(|name| good(name)).collect();
    let packed: Vec<_> = files.iter().map(|bytes| parts(bytes)).collect();
    for bytes in &files {
        assert!(workbook::read("submissions/a.xlsx", bytes).is_ok());
    }
    assert!(files.last().is_some_and(|bytes| drafts::read(bytes).is_ok()));
    let cases = (0..files.len(), 0..files.len(), damage());
    let mut runner = TestRunner::new(Config {
        cases: 400,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&cases, |(which, other, damage)| {
        let bytes = match &damage {
            Damage::File(harms) => {
                let mut bytes = files[which].clone();
                harms.iter().for_each(|harm| harm.to(&mut bytes, &files[other]));
                bytes
            }
            Damage::Part(index, harms) => {
                let mut parts = packed[which].clone();
                let index = index % parts.len();
                let strange = &packed[other][index % packed[other].len()].1;
                harms.iter().for_each(|harm| harm.to(&mut parts[index].1, strange));
                pack(&parts)
            }
            Damage::Swap(one, two) => {
                let mut parts = packed[which].clone();
                let (one, two) = (one % parts.len(), two % parts.len());
                let content = std::mem::take(&mut parts[one].1);
                parts[one].1 = std::mem::replace(&mut parts[two].1, content);
                pack(&parts)
            }
        };
        let most = read(&bytes);
        prop_assert!(most <= MOST, "{} MiB", most >> 20);
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
