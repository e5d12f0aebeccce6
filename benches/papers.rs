//! How fast papers are composed, set and left alone; figures are for comparing within one run.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diendan::build::{EVICT_AGE, EVICT_EVERY, Papers, Request, build, papers};
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
                    black_box(print(&engine, &[paper], info).unwrap_or_else(|error| panic!("{error}")));
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
    group.finish();
}

criterion_group!(benches, letters, runs);
criterion_main!(benches);
