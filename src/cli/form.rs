//! `form`: the blank registration workbooks, one for each unit.

use super::{Common, Ending, Outcome, open, say};
use crate::build::Turn;
use crate::files;
use crate::finding::{Fault, Finding, Language};
use crate::sheets::form;

/// Folder of the blank workbooks, below `out/`.
const FOLDER: &str = "xlsx/mau-dang-ky";

pub fn run(common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let _turn = Turn::take(&workspace)?;
    let office = workspace.office(common.as_of)?;
    for unit in &office.file.units {
        let name = format!("{FOLDER}/{}", form::file_name(&office.file, unit));
        let fail = |fault: Fault| Box::new(Finding::new(fault).in_file(format!("out/{name}")));
        let book = form::write(&office.file, unit, None, office.today).map_err(|error| {
            fail(Fault::WorkbookNotWritten {
                reason: error.to_string(),
            })
        })?;
        files::write_if_changed(&workspace.out().join(&name), &book)
            .map_err(|error| fail(Fault::FileNotWritten { reason: error.reason() }))?;
    }
    let (count, folder) = (office.file.units.len(), workspace.out().join(FOLDER));
    say(
        language,
        &format!(
            "Đã lập {count} mẫu đăng ký trong {}; gửi mỗi đơn vị một tệp để điền.",
            folder.display()
        ),
        &format!(
            "Made {count} registration forms in {}; send one to each unit.",
            folder.display()
        ),
    );
    Ok(Ending::Done)
}
