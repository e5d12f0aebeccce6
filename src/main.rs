//! Parse, run, print, exit code.

#[global_allocator]
static MEMORY: diendan::memory::Allocator = diendan::memory::ALLOCATOR;

fn main() -> std::process::ExitCode {
    diendan::memory::keep();
    diendan::cli::run(std::env::args_os())
}
