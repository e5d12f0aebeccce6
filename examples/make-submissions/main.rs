//! Writes the inputs of the example: the communes' workbooks, the guests and the receipts, from the tables beside this
//! file. People are invented. Run it with `cargo run --example make-submissions`; the same tables give the same bytes.

mod dossiers;
mod guests;
mod table;

use std::error::Error;
use std::path::{Path, PathBuf};

use diendan::model::ForumFile;
use diendan::model::yaml;
use diendan::sheets::form;
use jiff::civil::date;

fn main() -> Result<(), Box<dyn Error>> {
    // Another workspace may be named, to write the files elsewhere.
    let workspace = std::env::args_os()
        .nth(1)
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let inputs = workspace.join("inputs");
    let text = std::fs::read_to_string(inputs.join("forum.yaml"))?;
    let file: ForumFile = yaml::read(&text).map_err(|error| error.snippet)?;

    write_submissions(&file, &inputs.join("submissions"))?;
    let bytes = form::guests::write(&file, &guests::guests()?, date(2024, 8, 26))?;
    std::fs::write(inputs.join("guests.xlsx"), bytes)?;
    Ok(())
}

/// One workbook for each unit.
fn write_submissions(file: &ForumFile, folder: &Path) -> Result<(), Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    for unit in &file.units {
        let dossier = dossiers::dossier(file, unit)?;
        let made_on = dossier.delegation.decision_date.unwrap_or(date(2024, 8, 1));
        let bytes = form::write(file, unit, Some(&dossier), made_on)?;
        std::fs::write(folder.join(form::file_name(file, unit)), bytes)?;
    }
    Ok(())
}
