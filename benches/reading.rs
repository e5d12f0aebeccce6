//! How many workbooks are read in a second on one core, and how that compares with openpyxl reading the same files in the same run.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use diendan::ingest::{self, Ids, workbook};
use diendan::workspace::Workspace;

#[global_allocator]
static MEMORY: diendan::memory::Allocator = diendan::memory::ALLOCATOR;

/// What a Python program does to have every value: the sheets of each file once, and the time it took, in seconds.
const OPENPYXL: &str = "
import sys, time, openpyxl
start = time.perf_counter()
for _ in range(int(sys.argv[1])):
    for path in sys.argv[2:]:
        for sheet in openpyxl.load_workbook(path, data_only=True):
            for row in sheet.iter_rows(values_only=True):
                pass
print(time.perf_counter() - start)
";
/// How often the files are read to be compared.
const ROUNDS: u32 = 3;

/// The example's workbooks as the communes have sent them.
fn submissions() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/submissions");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the example")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

fn read_all(paths: &[PathBuf]) {
    for path in paths {
        black_box(workbook::open(path, "submissions/a.xlsx").unwrap_or_else(|fault| panic!("{fault:?}")));
    }
}

fn one_core(c: &mut Criterion) {
    let paths = submissions();
    let mut group = c.benchmark_group("one core");
    group
        .throughput(Throughput::Elements(paths.len() as u64))
        .sample_size(10);
    group.bench_function("workbooks", |b| b.iter(|| read_all(&paths)));
    group.finish();

    let workspace = Workspace::open(Path::new(env!("CARGO_MANIFEST_DIR"))).expect("the example");
    let office = workspace.office(None).expect("the example");
    let mut group = c.benchmark_group("all cores");
    group
        .throughput(Throughput::Elements(paths.len() as u64))
        .sample_size(10);
    group.bench_function("workbooks to dossiers", |b| {
        b.iter(|| {
            let mut ids = Ids::default();
            ingest::ingest(&workspace.inputs(), &office.file, &office.receipts, &mut ids)
        });
    });
    group.finish();
    compare(&paths);
}

fn compare(paths: &[PathBuf]) {
    let python = ["python3", "python"].into_iter().find_map(|python| {
        let output = Command::new(python)
            .args(["-c", OPENPYXL, &ROUNDS.to_string()])
            .args(paths)
            .output();
        let output = output.ok().filter(|output| output.status.success())?;
        String::from_utf8_lossy(&output.stdout).trim().parse::<f64>().ok()
    });
    let Some(theirs) = python else {
        println!("openpyxl is not here: not compared");
        return;
    };
    let start = Instant::now();
    (0..ROUNDS).for_each(|_| read_all(paths));
    let ours = start.elapsed().as_secs_f64();
    let count = f64::from(ROUNDS) * paths.len() as f64;
    println!(
        "diendan {:.0} workbooks per second, openpyxl {:.0}: {:.0} times as fast",
        count / ours,
        count / theirs,
        theirs / ours
    );
}

criterion_group!(benches, one_core);
criterion_main!(benches);
