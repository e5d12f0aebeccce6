//! `templates`: list the kinds; copy one to change it.

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, say};
use crate::compose::Library;
use crate::files;
use crate::finding::{Fault, Finding, Language};
use crate::workspace::embedded_template;

#[derive(Debug, Args)]
pub struct TemplatesArgs {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Chép một mẫu vào thư mục templates/ của thư mục làm việc để sửa
    #[command(visible_alias = "chep")]
    Copy {
        /// Loại văn bản
        #[arg(value_name = "LOẠI")]
        kind: String,
    },
}

pub fn run(args: &TemplatesArgs, common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let (library, findings) = Library::read(&workspace.templates()?);
    let kinds: Vec<(&str, &str)> = library
        .templates
        .iter()
        .map(|template| (template.front.kind.as_str(), template.file.as_str()))
        .chain(
            library
                .books
                .iter()
                .map(|book| (book.spec.kind.as_str(), book.file.as_str())),
        )
        .collect();
    let Some(Action::Copy { kind }) = &args.action else {
        if common.json {
            let kinds: Vec<_> = kinds
                .iter()
                .map(|(kind, file)| json!({ "kind": kind, "file": file }))
                .collect();
            print_json(&json!({ "version": 1, "templates": kinds }));
        } else {
            for (kind, file) in &kinds {
                let own = workspace.root().join(file).is_file();
                let mark = if own {
                    " (mẫu riêng của thư mục làm việc)"
                } else {
                    ""
                };
                let mark_en = if own { " (the workspace's own)" } else { "" };
                say(
                    language,
                    &format!("{kind:28} {file}{mark}"),
                    &format!("{kind:28} {file}{mark_en}"),
                );
            }
            findings
                .iter()
                .for_each(|finding| eprint!("{}", crate::progress::one(finding, language)));
        }
        return Ok(if findings.is_empty() { Ending::Done } else { Ending::Bad });
    };
    let (_, file) = kinds.iter().find(|(known, _)| known == kind).ok_or_else(|| {
        let known = kinds.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(", ");
        Box::new(Finding::new(Fault::UnknownTarget {
            name: kind.clone(),
            known,
        }))
    })?;
    let path = workspace.root().join(file);
    let embedded = file.strip_prefix("templates/").and_then(embedded_template);
    match embedded {
        Some(text) if !path.exists() => {
            files::write(&path, text.as_bytes()).map_err(|error| {
                Box::new(Finding::new(Fault::FileNotWritten { reason: error.reason() }).in_file(*file))
            })?;
            say(
                language,
                &format!("Đã chép mẫu ra {file}; sửa tệp này rồi chạy diendan."),
                &format!("Copied to {file}; change it and run diendan."),
            );
        }
        _ => say(
            language,
            &format!("Mẫu {file} đã có trong thư mục làm việc; cứ sửa tệp đó."),
            &format!("{file} is in the workspace already; change it there."),
        ),
    }
    Ok(Ending::Done)
}
