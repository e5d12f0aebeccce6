//! Writes the workbooks of the example (the communes' and that of the guests) from the tables beside this file. People
//! are invented. Run it with `cargo run --example make-submissions`; the same tables give the same bytes.

mod dossiers;
mod guests;
mod submissions;
mod table;

use std::error::Error;
use std::path::PathBuf;

use diendan::model::{ForumFile, yaml};

fn main() -> Result<(), Box<dyn Error>> {
    // Another workspace may be named, to write the files elsewhere.
    let workspace = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let inputs = workspace.join("inputs");
    let text = std::fs::read_to_string(inputs.join("forum.yaml"))?;
    let file: ForumFile = yaml::read(&text).map_err(|error| error.snippet)?;

    std::fs::create_dir_all(inputs.join("submissions"))?;
    for (name, bytes) in submissions::files(&file)? {
        std::fs::write(inputs.join(name), bytes)?;
    }
    Ok(())
}
