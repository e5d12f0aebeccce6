//! How a number was made, said on the terminal: what was counted or added, commune by commune.

use std::fmt::Write;

use super::{NAMED, edited, place};
use crate::build::{By, Computed, Does, ListEdit, Part, TracedFact};
use crate::vietnamese::numbers;

/// Parts that are told of one number; all of them are in the JSON.
const TOLD: usize = 40;

/// A number that counts what was asked for, in one line: what part of it that is, and where it is printed.
pub fn in_a_line(fact: &TracedFact, computed: &Computed, vietnamese: bool) -> String {
    let mut text = format!("{} = {}", fact.path, figure(computed));
    let asked: Vec<String> = computed
        .parts
        .iter()
        .filter(|part| part.asked)
        .map(|part| format!("{}: {}", name(part), numbers::decimal(part.value)))
        .collect();
    if !asked.is_empty() {
        let among = if vietnamese { "trong đó" } else { "among it" };
        let _ = write!(text, ", {among} {}", asked.join(", "));
    }
    let mut papers: Vec<&str> = fact.printed.iter().map(|printed| printed.document.as_str()).collect();
    papers.dedup();
    let more = papers.len().saturating_sub(NAMED);
    papers.truncate(NAMED);
    let _ = write!(
        text,
        "; {} {}",
        if vietnamese { "in ở" } else { "in" },
        papers.join(", ")
    );
    if more > 0 {
        let _ = match vietnamese {
            true => write!(text, " và {more} văn bản nữa"),
            false => write!(text, " and {more} more"),
        };
    }
    text
}

/// Writes how a number was made, each line after the first indented by `depth`.
pub fn write(text: &mut String, computed: &Computed, depth: usize, vietnamese: bool) {
    let margin = "  ".repeat(depth);
    let value = figure(computed);
    let how = match kind(computed) {
        Some(kind) if vietnamese => format!("đếm các mục trong {kind}"),
        Some(kind) => format!("counted in {kind}"),
        None => how(computed, vietnamese).to_owned(),
    };
    let path = computed.path.as_deref().filter(|_| depth > 1);
    let path = path.map(|path| format!("{path} ")).unwrap_or_default();
    let _ = write!(text, "\n{margin}{path}= {value}: {how} [{}]", computed.expression);
    for source in &computed.sources {
        let _ = write!(text, "\n{margin}  {}", place(source));
    }
    for read in &computed.reads {
        let _ = match vietnamese {
            true => write!(text, "\n{margin}  xem {} mục trong {}", read.count, read.path),
            false => write!(text, "\n{margin}  looked at {} in {}", read.count, read.path),
        };
    }
    for part in computed.parts.iter().take(TOLD) {
        write_part(text, part, &margin, vietnamese);
    }
    let more = computed.parts.len().saturating_sub(TOLD);
    if more > 0 {
        let _ = match vietnamese {
            true => write!(text, "\n{margin}  … và {more} phần nữa (thêm --json để xem hết)"),
            false => write!(text, "\n{margin}  … and {more} more parts (see --json)"),
        };
    }
    for of in &computed.of {
        write(text, of, depth + 1, vietnamese);
    }
}

fn write_part(text: &mut String, part: &Part, margin: &str, vietnamese: bool) {
    let _ = write!(text, "\n{margin}  {}: {}", name(part), numbers::decimal(part.value));
    let places: Vec<String> = part.sources.iter().map(place).collect();
    if !places.is_empty() {
        let _ = write!(text, " – {}", places.join("; "));
    }
    for edit in &part.edits {
        let _ = write!(text, "\n{margin}    {}", of_list(edit, vietnamese));
    }
}

fn name(part: &Part) -> &str {
    part.label.as_deref().or(part.path.as_deref()).unwrap_or_default()
}

fn of_list(edit: &ListEdit, vietnamese: bool) -> String {
    let does = match (edit.does, vietnamese) {
        (Does::Add, true) => "thêm",
        (Does::Drop, true) => "bớt",
        (Does::Substitute, true) => "thay",
        (Does::Add, false) => "added",
        (Does::Drop, false) => "dropped",
        (Does::Substitute, false) => "replaced",
    };
    match &edit.record {
        Some(record) => format!("{does} {record}: {}", edited(&edit.edited, vietnamese)),
        None => format!("{does}: {}", edited(&edit.edited, vietnamese)),
    }
}

/// What was counted, `*` for each unit, if all of it is of one kind.
fn kind(computed: &Computed) -> Option<String> {
    let kind = |part: &Part| {
        let path = part.path.as_deref()?;
        let below = path.strip_prefix("units/").map(|below| below.split_once('/'));
        Some(match below {
            Some(Some((_, list))) => format!("units/*/{list}"),
            Some(None) => "units".to_owned(),
            None => path.to_owned(),
        })
    };
    let first = computed.parts.first().and_then(kind)?;
    let is_one = computed.parts.iter().all(|part| kind(part).as_ref() == Some(&first));
    (is_one && computed.by == By::Count).then_some(first)
}

fn figure(computed: &Computed) -> String {
    match computed.by {
        By::Quotient => numbers::percent(computed.value),
        _ => numbers::decimal(computed.value),
    }
}

fn how(computed: &Computed, vietnamese: bool) -> &'static str {
    match (computed.by, vietnamese) {
        (By::Typed, true) => "ghi sẵn",
        (By::Given, true) => "viết trong mẫu",
        (By::Count, true) => "đếm",
        (By::Sum, true) => "cộng",
        (By::Difference, true) => "hiệu",
        (By::Product, true) => "tích",
        (By::Quotient, true) => "tỷ số",
        (By::Whole, true) => "thương nguyên",
        (By::Read, true) => "tính từ biểu thức",
        (By::Typed, false) => "typed",
        (By::Given, false) => "given in the template",
        (By::Count, false) => "counted",
        (By::Sum, false) => "sum",
        (By::Difference, false) => "difference",
        (By::Product, false) => "product",
        (By::Quotient, false) => "ratio",
        (By::Whole, false) => "whole quotient",
        (By::Read, false) => "computed from the expression",
    }
}
