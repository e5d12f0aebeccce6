//! `trace`: where a printed value came from, and where a cell's value is printed.

use std::fmt::Write;

use clap::Args;
use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::{Source, TracedFact, trace};
use crate::document::Audience;
use crate::finding::Language;

#[derive(Debug, Args)]
pub struct TraceArgs {
    /// Chữ in trên văn bản ("Hoàng Thị Ánh"), mã văn bản, đường dẫn số liệu, tệp (tri-le.xlsx) hoặc ô (tri-le.xlsx!B9)
    #[arg(value_name = "CHỮ_MÃ_HOẶC_Ô")]
    what: String,
}

/// Documents that are named for one fact on the terminal.
const NAMED: usize = 8;

pub fn run(args: &TraceArgs, common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let answer = trace(&workspace, &request(common), &args.what)?;
    if common.json {
        print_json(&json!({ "version": 1, "what": args.what, "answer": answer }));
        return Ok(Ending::Done);
    }
    if answer.folded {
        say(
            language,
            "Không có đúng chữ này; dưới đây là những chỗ giống nhau khi bỏ dấu.",
            "Nothing holds these very words; these do without regard to marks.",
        );
    }
    for fact in &answer.facts {
        let text = described(fact, language);
        say(language, &text, &text);
    }
    Ok(Ending::Done)
}

fn described(fact: &TracedFact, language: Language) -> String {
    let vietnamese = language == Language::Vietnamese;
    let mut text = fact.path.clone();
    for source in &fact.sources {
        let _ = write!(text, "\n  {} {}", if vietnamese { "từ" } else { "from" }, place(source));
        if let Some(edit) = &source.edited {
            let _ = write!(text, "\n  {}", edited(edit, vietnamese));
        }
    }
    let mut last: Option<&str> = None;
    for (n, printed) in fact.printed.iter().enumerate() {
        if n == NAMED {
            let more = fact.printed.len() - NAMED;
            let _ = match vietnamese {
                true => write!(text, "\n  … và {more} chỗ nữa (thêm --json để xem hết)"),
                false => write!(text, "\n  … and {more} more (see --json)"),
            };
            break;
        }
        let public = match (printed.audience, vietnamese) {
            (Audience::Internal, _) => "",
            (Audience::Public, true) => " (bản công khai)",
            (Audience::Public, false) => " (public form)",
        };
        let _ = write!(
            text,
            "\n  {} {}{public}",
            if vietnamese { "in ở" } else { "in" },
            printed.document
        );
        if last != Some(printed.text.as_str()) {
            let _ = write!(text, ": {}", printed.text.replace('\n', " "));
        }
        last = Some(&printed.text);
    }
    if fact.printed.is_empty() {
        text.push_str(if vietnamese {
            "\n  chưa in ở văn bản nào"
        } else {
            "\n  printed nowhere"
        });
    }
    text
}

fn place(source: &Source) -> String {
    let parts = [Some(&source.file), source.sheet.as_ref(), source.cell.as_ref()];
    let place: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    format!("{}: “{}”", place.join(" › "), source.raw.replace('\n', " "))
}

fn edited(edit: &crate::model::provenance::Edited, vietnamese: bool) -> String {
    let mut text = match vietnamese {
        true => format!("đã sửa ở dòng {} của edits.yaml", edit.line),
        false => format!("corrected in line {} of edits.yaml", edit.line),
    };
    for part in [
        edit.by.clone(),
        edit.on.map(crate::vietnamese::dates::date),
        edit.why.clone(),
    ]
    .into_iter()
    .flatten()
    {
        let _ = write!(text, ", {part}");
    }
    text
}
