//! How fast papers are composed, set and left alone; figures are for comparing within one run.

use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diendan::build::{EVICT_AGE, EVICT_EVERY, Papers, Request, State, build, papers};
use diendan::typeset::print;
use diendan::word;
use diendan::workspace::Workspace;

#[global_allocator]
static MEMORY: diendan::memory::Allocator = diendan::memory::ALLOCATOR;

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let place = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &place);
        } else {
            std::fs::copy(entry.path(), place).expect("copied");
        }
    }
}

fn example() -> (tempfile::TempDir, Workspace) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs"),
        &folder.path().join("inputs"),
    );
    let workspace = Workspace::open(folder.path()).unwrap_or_else(|finding| panic!("{finding:?}"));
    (folder, workspace)
}

fn letters(c: &mut Criterion) {
    diendan::memory::keep();
    let (_folder, workspace) = example();
    let Papers { engine, papers } =
        papers(&workspace, &Request::default()).unwrap_or_else(|finding| panic!("{finding:?}"));
    // Letters of one page: what a nation's invitations are.
    let letters: Vec<_> = papers
        .iter()
        .filter(|(paper, _)| paper.id.starts_with("giay-moi/") && paper.annexes.is_empty())
        .collect();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .use_current_thread()
        .build()
        .expect("a pool");
    let mut group = c.benchmark_group("one core");
    group
        .throughput(Throughput::Elements(letters.len() as u64))
        .sample_size(10);
    group.bench_function("letters", |b| {
        b.iter(|| {
            pool.install(|| {
                for (place, (paper, info)) in letters.iter().enumerate() {
                    black_box(print(&engine, Some(paper), info).unwrap_or_else(|error| panic!("{error}")));
                    if place % EVICT_EVERY == 0 {
                        comemo::evict(EVICT_AGE);
                    }
                }
            });
        });
    });
    // What a leader's office asks for at once: 45 letters to correct.
    let drafts: Vec<_> = papers
        .iter()
        .filter(|(paper, _)| paper.id.starts_with("giay-moi/"))
        .take(45)
        .collect();
    group.throughput(Throughput::Elements(drafts.len() as u64));
    group.bench_function("drafts of letters", |b| {
        b.iter(|| {
            for (paper, info) in &drafts {
                black_box(word::write(paper, info.date, &engine).unwrap_or_else(|error| panic!("{error}")));
            }
        });
    });
    group.finish();
}

fn runs(c: &mut Criterion) {
    diendan::memory::keep();
    let (folder, workspace) = example();
    let request = Request {
        quiet: true,
        ..Request::default()
    };
    let run = || black_box(build(&workspace, &request).map(|report| report.summary)).expect("a report");
    let mut group = c.benchmark_group("example");
    group.sample_size(10);
    group.bench_function("from nothing", |b| {
        b.iter(|| {
            let _ = std::fs::remove_dir_all(folder.path().join("out"));
            comemo::evict(0);
            run()
        });
    });
    run();
    group.bench_function("nothing to do", |b| b.iter(run));
    let mut letters = Letters::of(&folder);
    group.bench_function("one letter changed", |b| {
        b.iter(|| {
            letters.change();
            comemo::evict(0);
            run()
        });
    });
    group.finish();

    // Each as a share of the whole: the least of several runs, as the machine has other things to do too.
    let least_of = |times: usize, request: &Request, before: &mut dyn FnMut()| {
        let one = |_| {
            before();
            let begun = Instant::now();
            black_box(build(&workspace, request).map(|report| report.summary)).expect("a report");
            begun.elapsed()
        };
        (0..times).map(one).min().unwrap_or_default().as_secs_f64()
    };
    let least = |times, before: &mut dyn FnMut()| least_of(times, &request, before);
    let whole = least(5, &mut || {
        let _ = std::fs::remove_dir_all(folder.path().join("out"));
        comemo::evict(0);
    });
    let nothing = least(20, &mut || {});
    let letter = least(10, &mut || {
        letters.change();
        comemo::evict(0);
    });
    // What a change makes: the letter, the summary workbook, and the file of all letters to print, which is most of the work.
    letters.change();
    let made = build(&workspace, &request).expect("a report").manifest.documents;
    let made = made.into_iter().filter(|entry| entry.state == State::Made);
    let few = Request {
        targets: made.map(|entry| entry.id).filter(|id| id != "giay-moi").collect(),
        ..request.clone()
    };
    let without_file = least_of(10, &few, &mut || {
        letters.change();
        comemo::evict(0);
    });
    run();
    let watching = Request {
        kept: Some(Default::default()),
        ..request.clone()
    };
    let warm = least_of(10, &watching, &mut || letters.change());
    for (what, time) in [
        ("nothing to do", nothing),
        ("one letter changed", letter),
        ("one letter changed, all but the file to print", without_file),
        ("one letter changed, watching", warm),
    ] {
        println!(
            "{what}: {:.1} % of a build from nothing ({:.0} ms of {:.0} ms)",
            100.0 * time / whole,
            1000.0 * time,
            1000.0 * whole
        );
    }
}

/// The list of guests in two forms that differ in one guest's position.
struct Letters {
    place: PathBuf,
    forms: [Vec<u8>; 2],
}

impl Letters {
    fn of(folder: &tempfile::TempDir) -> Self {
        let place = folder.path().join("inputs/guests.xlsx");
        let form = std::fs::read(&place).expect("the guests");
        Self {
            forms: [
                retype(&form, ">Bí thư<", ">Bí thử<"),
                retype(&form, ">Bí thư<", ">Bí thứ<"),
            ],
            place,
        }
    }

    fn change(&mut self) {
        self.forms.swap(0, 1);
        std::fs::write(&self.place, &self.forms[0]).expect("written");
    }
}

/// A workbook with a text of its shared strings replaced.
fn retype(workbook: &[u8], from: &str, to: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(workbook)).expect("a workbook");
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("read");
        if name == "xl/sharedStrings.xml" {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(text.contains(from), "«{from}» is there");
            bytes = text.replace(from, to).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default())
            .expect("started");
        out.write_all(&bytes).expect("written");
    }
    out.finish().expect("finished").into_inner()
}

criterion_group!(benches, letters, runs);
criterion_main!(benches);
