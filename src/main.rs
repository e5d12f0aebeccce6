//! Parse, run, print, exit code.

/// Typesetting asks for many small pieces of memory on all threads at once.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    diendan::cli::run(std::env::args_os())
}
