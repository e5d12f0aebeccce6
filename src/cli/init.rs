//! `init`: a new workspace, with the example's facts to adapt and a guide in each folder.

use std::path::PathBuf;

use clap::Args;

use super::{Ending, Outcome, say};
use crate::files;
use crate::finding::{Fault, Finding, Language};
use crate::sheets::form::guests;
use crate::workspace::{EXAMPLE_FORUM, Workspace};

#[derive(Debug, Args)]
pub struct InitArgs {
    /// Thư mục sẽ tạo
    #[arg(value_name = "THƯ_MỤC")]
    folder: PathBuf,
}

const GUIDES: [(&str, &str); 4] = [
    ("inputs/HUONG-DAN.md", include_str!("init/inputs.md")),
    ("inputs/submissions/HUONG-DAN.md", include_str!("init/submissions.md")),
    ("inputs/returned/HUONG-DAN.md", include_str!("init/returned.md")),
    ("out/HUONG-DAN.md", include_str!("init/out.md")),
];

pub fn run(args: &InitArgs, language: Language) -> Outcome {
    let folder = args.folder.display().to_string();
    if args.folder.join("inputs").exists() {
        return Err(Box::new(Finding::new(Fault::WorkspaceExists { folder })));
    }
    let write = |name: &str, bytes: &[u8]| {
        files::write(&args.folder.join(name), bytes).map_err(|error| {
            let fault = Fault::FileNotWritten { reason: error.reason() };
            Box::new(Finding::new(fault).in_file(format!("{folder}/{name}")))
        })
    };
    for (name, text) in GUIDES {
        write(name, text.as_bytes())?;
    }
    write("inputs/forum.yaml", EXAMPLE_FORUM.as_bytes())?;
    write("inputs/receipts.yaml", include_bytes!("init/receipts.yaml"))?;
    write("inputs/register.yaml", include_bytes!("init/register.yaml"))?;
    let office = Workspace::open(&args.folder)?.office(None)?;
    let guests = guests::write(&office.file, &[], office.today).map_err(|error| {
        Box::new(Finding::new(Fault::WorkbookNotWritten {
            reason: error.to_string(),
        }))
    })?;
    write("inputs/guests.xlsx", &guests)?;
    say(
        language,
        &format!(
            "Đã tạo thư mục làm việc {folder}. Việc tiếp theo: sửa {folder}/inputs/forum.yaml cho đúng Diễn đàn của mình (mẫu là huyện Văn Quan năm 2024), chép bảng tính các xã vào inputs/submissions, rồi chạy diendan trong thư mục đó."
        ),
        &format!(
            "Made the workspace {folder}. Next: adapt {folder}/inputs/forum.yaml (it holds the example, Văn Quan 2024), put the communes' workbooks into inputs/submissions, and run diendan there."
        ),
    );
    Ok(Ending::Done)
}
