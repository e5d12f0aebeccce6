//! `templates`: list the kinds; copy one to change it.

use clap::{Args, Subcommand};
use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, say};
use crate::build::{Manifest, wordings};
use crate::compose::{Library, own};
use crate::files;
use crate::finding::{Fault, Finding, Language};
use crate::workspace::{Workspace, embedded_template};

#[derive(Debug, Args)]
pub struct TemplatesArgs {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Chép một mẫu vào thư mục templates/ của thư mục làm việc để sửa
    #[command(alias = "chep")]
    Copy {
        /// Loại văn bản
        #[arg(value_name = "LOẠI")]
        kind: String,
        /// Chỉ cho một văn bản có mã này: chép vào inputs/wording/
        #[arg(long = "for", value_name = "MÃ_VĂN_BẢN")]
        paper: Option<String>,
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
    let Some(Action::Copy { kind, paper }) = &args.action else {
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
    if let Some(paper) = paper {
        return copy_for(&workspace, file, kind, paper, language);
    }
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

/// Copies the template `file` for one paper alone; if that has its own wording already, notes that it was compared.
fn copy_for(workspace: &Workspace, file: &str, kind: &str, paper: &str, language: Language) -> Outcome {
    let manifest = Manifest::read(&workspace.out());
    let known: Vec<&str> = manifest
        .documents
        .iter()
        .map(|entry| entry.id.as_str())
        .filter(|id| id.split('/').next() == Some(kind))
        .collect();
    let own_file = own::file_of(paper);
    let is_paper = own::paper_of(&own_file).as_deref() == Some(paper) && paper.split('/').next() == Some(kind);
    if !is_paper || !(known.is_empty() || known.contains(&paper)) {
        let known = match wordings::nearest(paper, known.into_iter()) {
            "" => format!("{kind}/…"),
            nearest => nearest.to_owned(),
        };
        return Err(Box::new(Finding::new(Fault::UnknownTarget {
            name: paper.to_owned(),
            known,
        })));
    }
    let sources = workspace.templates()?;
    let text = sources
        .iter()
        .find(|(path, _)| file.strip_prefix("templates/") == Some(path));
    let text = text.map_or("", |(_, text)| text.as_str());
    let place = workspace.root().join(&own_file);
    let there = place.exists();
    if !there {
        files::write_durably(&place, text.as_bytes()).map_err(|error| {
            Box::new(Finding::new(Fault::FileNotWritten { reason: error.reason() }).in_file(own_file.clone()))
        })?;
    }
    wordings::keep_base(workspace, &own_file, text)?;
    match there {
        false => say(
            language,
            &format!("Đã chép mẫu ra {own_file}; sửa tệp này rồi chạy diendan, chỉ văn bản {paper} đổi theo."),
            &format!("Copied to {own_file}; change it and run diendan; only {paper} follows."),
        ),
        true => say(
            language,
            &format!("{own_file} được giữ nguyên; đã ghi nhận mẫu {file} như hiện nay."),
            &format!("{own_file} stays as it is; {file} is noted as it is now."),
        ),
    }
    Ok(Ending::Done)
}
