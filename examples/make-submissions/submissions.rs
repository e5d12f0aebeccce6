//! The workbooks of the example: each file below `inputs/` and its bytes.

use std::error::Error;

use diendan::model::ForumFile;
use diendan::sheets::form;
use jiff::civil::date;

use super::{dossiers, guests};

/// Path below `inputs/` and bytes.
pub type File = (String, Vec<u8>);

/// The communes' workbooks and the workbook of guests.
pub fn files(file: &ForumFile) -> Result<Vec<File>, Box<dyn Error>> {
    let mut files = Vec::new();
    for unit in &file.units {
        let dossier = dossiers::dossier(file, unit)?;
        let made_on = dossier.delegation.decision_date.unwrap_or(date(2024, 8, 1));
        let bytes = form::write(file, unit, Some(&dossier), made_on)?;
        files.push((format!("submissions/{}", form::file_name(file, unit)), bytes));
    }
    let bytes = form::guests::write(file, &guests::guests()?, date(2024, 8, 26))?;
    files.push(("guests.xlsx".to_owned(), bytes));
    Ok(files)
}
