//! Parse, run, print, exit code.

fn main() -> std::process::ExitCode {
    diendan::cli::run(std::env::args_os())
}
