//! `status`: how things stand, in 80 columns.

use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::{DocumentState, Standing, Survey, UnitState, survey};
use crate::document::Audience;
use crate::finding::Language;
use crate::model::Channel;

/// Columns of the terminal.
const WIDTH: usize = 80;
/// Columns before a list of names.
const INDENT: usize = 21;
/// Documents of one kind that are named one by one.
const FEW: usize = 4;
/// Documents that are named for one state.
const NAMED: usize = 24;

pub fn run(common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let survey = survey(&workspace, &request(common))?;
    if common.json {
        print_json(&json!({
            "version": 1,
            "as_of": survey.as_of,
            "last_day": survey.last_day,
            "units": survey.units,
            "documents": survey.documents,
        }));
    } else {
        let text = format!("{}\n{}", units(&survey, language), documents(&survey, language));
        say(language, text.trim_end(), text.trim_end());
    }
    Ok(Ending::Done)
}

fn units(survey: &Survey, language: Language) -> String {
    let vietnamese = language == Language::Vietnamese;
    let count = |test: fn(&UnitState) -> bool| survey.units.iter().filter(|unit| test(unit)).count();
    let all = survey.units.len();
    let complete = count(|unit| unit.complete);
    let late = count(|unit| unit.days_late.is_some_and(|days| days > 0));
    let silent = count(|unit| unit.deliveries.is_empty() && !unit.sent);
    let today = crate::vietnamese::dates::date(survey.as_of);
    let last = survey.last_day.map(crate::vietnamese::dates::date);
    let mut text = match vietnamese {
        true => format!("HỒ SƠ ĐẾN NGÀY {today}: {complete}/{all} đủ, {late} gửi muộn, {silent} chưa gửi"),
        false => format!("DOSSIERS ON {today}: {complete}/{all} complete, {late} late, {silent} not sent"),
    };
    if let Some(last) = last {
        text += &match vietnamese {
            true => format!("\nHạn cuối nhận hồ sơ: {last}"),
            false => format!("\nLast day for dossiers: {last}"),
        };
    }
    text.push('\n');
    for unit in &survey.units {
        text += &unit_lines(unit, vietnamese);
    }
    text
}

fn unit_lines(unit: &UnitState, vietnamese: bool) -> String {
    let came: Vec<String> = unit
        .deliveries
        .iter()
        .map(|delivery| {
            let ways: Vec<&str> = delivery.channels.iter().map(|way| channel(*way, vietnamese)).collect();
            format!("{}/{} {}", delivery.on.day(), delivery.on.month(), ways.join("+"))
        })
        .collect();
    let time = match (unit.days_late, vietnamese) {
        (Some(0), true) => "đúng hạn".to_owned(),
        (Some(0), false) => "on time".to_owned(),
        (Some(days), true) => format!("muộn {days} ngày"),
        (Some(days), false) => format!("{days} days late"),
        (None, true) if unit.sent => "sổ tiếp nhận chưa ghi".to_owned(),
        (None, false) if unit.sent => "not in receipts.yaml".to_owned(),
        (None, true) => "chưa gửi".to_owned(),
        (None, false) => "not sent".to_owned(),
    };
    let state = match (unit.complete, vietnamese) {
        (true, true) => ", đủ",
        (true, false) => ", complete",
        _ => "",
    };
    let mut parts = came;
    parts.push(format!("{time}{state}"));
    let mut text = row(&unit.name, &parts.join("; "));
    if unit.sent && !unit.missing.is_empty() {
        text += &row(
            "",
            &format!(
                "{} {}",
                if vietnamese { "thiếu" } else { "missing" },
                unit.missing.join(", ")
            ),
        );
    }
    if !unit.deliveries.is_empty() && !unit.missing_on_paper.is_empty() {
        let head = if vietnamese {
            "bản giấy còn thiếu"
        } else {
            "not on paper:"
        };
        text += &row("", &format!("{head} {}", unit.missing_on_paper.join(", ")));
    }
    text
}

fn channel(channel: Channel, vietnamese: bool) -> &'static str {
    match (channel, vietnamese) {
        (Channel::Giay, true) => "giấy",
        (Channel::Giay, false) => "paper",
        (Channel::Email, _) => "email",
    }
}

fn documents(survey: &Survey, language: Language) -> String {
    let vietnamese = language == Language::Vietnamese;
    let of = |state: Standing| survey.documents.iter().filter(move |one| one.state == state);
    let all = survey.documents.len();
    let mut text = format!("{} ({all}): ", if vietnamese { "VĂN BẢN" } else { "DOCUMENTS" });
    let states = [
        Standing::Fresh,
        Standing::Issued,
        Standing::Stale,
        Standing::Missing,
        Standing::Waiting,
        Standing::Failed,
    ];
    let counts = states.iter().filter(|state| of(**state).next().is_some());
    let counts: Vec<String> = counts
        .map(|state| format!("{} {}", of(*state).count(), state.label(language)))
        .collect();
    text += &counts.join(", ");
    text.push('\n');
    for state in &states[2..] {
        let names = by_kind(of(*state).collect(), vietnamese);
        if !names.is_empty() {
            text += &row(state.label(language), &shortened(names, vietnamese));
        }
    }
    let needing = of(Standing::Issued)
        .filter(|one| !one.why.is_empty())
        .map(|one| named(one, vietnamese));
    let needing: Vec<String> = needing.collect();
    if !needing.is_empty() {
        let head = if vietnamese {
            "ban hành, nay khác"
        } else {
            "issued, now other"
        };
        text += &row(head, &shortened(needing, vietnamese));
    }
    let edited = survey
        .documents
        .iter()
        .filter(|one| one.edited)
        .flat_map(|one| one.paths.clone());
    let edited: Vec<String> = edited.map(|path| format!("out/{path}")).collect();
    if !edited.is_empty() {
        let head = if vietnamese {
            "tệp bị sửa tay"
        } else {
            "changed by hand"
        };
        text += &row(head, &shortened(edited, vietnamese));
    }
    if of(Standing::Stale).next().is_some() || of(Standing::Missing).next().is_some() {
        text += if vietnamese {
            "Lập lại bằng lệnh: diendan\n"
        } else {
            "To make them: diendan\n"
        };
    }
    text
}

/// Names of documents; many of one kind for one reason are one name.
fn by_kind(documents: Vec<&DocumentState>, vietnamese: bool) -> Vec<String> {
    let same = |a: &DocumentState, b: &DocumentState| a.kind == b.kind && a.audience == b.audience && a.why == b.why;
    let groups = documents.chunk_by(|a, b| same(a, b));
    groups
        .flat_map(|group| match group {
            [first, ..] if group.len() > FEW => {
                let all = DocumentState {
                    id: format!("{} ({})", first.kind, group.len()),
                    ..(*first).clone()
                };
                vec![named(&all, vietnamese)]
            }
            few => few.iter().map(|one| named(one, vietnamese)).collect(),
        })
        .collect()
}

fn named(document: &DocumentState, vietnamese: bool) -> String {
    let public = match (document.audience, vietnamese) {
        (Audience::Internal, _) => "",
        (Audience::Public, true) => " (công khai)",
        (Audience::Public, false) => " (public)",
    };
    match document.why.is_empty() || document.state == Standing::Stale || document.state == Standing::Missing {
        true => format!("{}{public}", document.id),
        false => format!("{}{public}: {}", document.id, document.why.join(", ")),
    }
}

fn shortened(mut names: Vec<String>, vietnamese: bool) -> String {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    if more > 0 {
        names.push(match vietnamese {
            true => format!("… và {more} văn bản nữa (thêm --json để xem hết)"),
            false => format!("… and {more} more (see --json)"),
        });
    }
    names.join("; ")
}

/// A name and a text beside it, broken between words so that it fits the terminal.
fn row(name: &str, text: &str) -> String {
    let mut out = String::new();
    let mut line = format!("  {name}");
    if line.chars().count() >= INDENT {
        out += &line;
        out.push('\n');
        line.clear();
    }
    line += &" ".repeat(INDENT.saturating_sub(line.chars().count()));
    let mut is_empty = true;
    for word in text.split(' ') {
        if !is_empty && line.chars().count() + 1 + word.chars().count() > WIDTH {
            out += line.trim_end();
            out.push('\n');
            line = " ".repeat(INDENT);
            is_empty = true;
        }
        if !is_empty {
            line.push(' ');
        }
        line += word;
        is_empty = false;
    }
    out += line.trim_end();
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        let text = row(
            "Thị trấn Văn Quan có tên rất dài",
            &"phiếu đồng ý của cha mẹ, ".repeat(20),
        );
        assert!(text.lines().count() > 5);
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
    }
}
