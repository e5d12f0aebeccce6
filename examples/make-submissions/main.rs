//! Writes the workbooks of the example (the communes', that of the guests, and two that agencies sent back) from the tables beside this file. People
//! are invented. Run it with `cargo run --example make-submissions`; the same tables give the same bytes.

mod dossiers;
mod guests;
mod returned;
mod submissions;
mod table;

use std::error::Error;
use std::path::PathBuf;

use diendan::finding::Language;
use diendan::model::{ForumFile, yaml};
use diendan::workspace::Workspace;

fn main() -> Result<(), Box<dyn Error>> {
    // Another workspace may be named, to write the files elsewhere.
    let workspace = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let inputs = workspace.join("inputs");
    let text = std::fs::read_to_string(inputs.join("forum.yaml"))?;
    let file: ForumFile = yaml::read(&text).map_err(|error| error.snippet)?;

    for folder in ["submissions", "returned"] {
        std::fs::create_dir_all(inputs.join(folder))?;
    }
    for (name, bytes) in submissions::files(&file)? {
        std::fs::write(inputs.join(name), bytes)?;
    }
    // The reply workbooks are made from the submissions, and so come last.
    let workspace = Workspace::open(&workspace).map_err(|finding| finding.fault.message(Language::English))?;
    for (name, bytes) in returned::files(&workspace)? {
        std::fs::write(inputs.join(name), bytes)?;
    }
    Ok(())
}
