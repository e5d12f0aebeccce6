//! `trace`: where a printed value came from, and where a cell's value is printed.

mod computed;

use std::fmt::Write;

use clap::Args;
use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::{PrintedPlace, Source, TracedFact, trace};
use crate::document::Audience;
use crate::finding::Language;

#[derive(Debug, Args)]
pub struct TraceArgs {
    /// Chữ hoặc số in trên văn bản ("Hoàng Thị Ánh", "85 trẻ em"), mã văn bản, đường dẫn số liệu, tệp (tri-le.xlsx) hoặc ô (tri-le.xlsx!B9)
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
    let counts = |fact: &&TracedFact| fact.computed.as_ref().is_some_and(|computed| computed.asked);
    for fact in answer.facts.iter().filter(|fact| !counts(fact)) {
        let text = described(fact, language);
        say(language, &text, &text);
    }
    let counting: Vec<&TracedFact> = answer.facts.iter().filter(counts).collect();
    if !counting.is_empty() {
        say(
            language,
            "Các số có tính đến chỗ này (cách tính từng số: diendan trace ĐƯỜNG_DẪN):",
            "Numbers that count it (how each is made: diendan trace PATH):",
        );
    }
    for fact in counting {
        if let Some(computed) = &fact.computed {
            let text = computed::in_a_line(fact, computed, language == Language::Vietnamese);
            say(language, &format!("  {text}"), &format!("  {text}"));
        }
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
    if let Some(computed) = &fact.computed {
        computed::write(&mut text, computed, 1, vietnamese);
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
        match &printed.place {
            Some(place) => text.push_str(&around(&printed.text, place, vietnamese)),
            None if last != Some(printed.text.as_str()) => {
                let _ = write!(text, ": {}", printed.text.replace('\n', " "));
            }
            None => {}
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

/// A number with what stands around it, and what printed it.
fn around(number: &str, place: &PrintedPlace, vietnamese: bool) -> String {
    let line = match (place.line, vietnamese) {
        (None, _) => String::new(),
        (Some(line), true) => format!(", dòng {line}"),
        (Some(line), false) => format!(", line {line}"),
    };
    let by = if vietnamese { "mẫu" } else { "template" };
    format!(
        ": “{}[{number}]{}” ({by} {}{line})",
        place.before, place.after, place.template
    )
}

fn place(source: &Source) -> String {
    let parts = [Some(&source.file), source.sheet.as_ref(), source.cell.as_ref()];
    let place: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    match source.raw.is_empty() {
        true => place.join(" › "),
        false => format!("{}: “{}”", place.join(" › "), source.raw.replace('\n', " ")),
    }
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
