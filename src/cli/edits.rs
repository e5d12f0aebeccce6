//! `edits`: the corrections of `inputs/edits.yaml` – list them with what each does, add one, drop one.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::{Corrections, corrections, propose, withdraw};
use crate::edits::{Change, FILE, Filed, Proposal, State};
use crate::finding::Language;
use crate::model::edit::Edit;
use crate::model::yaml;
use crate::vietnamese::dates;

#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub struct EditsArgs {
    #[command(subcommand)]
    command: Option<EditsCommand>,
}

#[derive(Debug, Subcommand)]
enum EditsCommand {
    /// Liệt kê các dòng sửa và tác dụng hiện nay của từng dòng
    #[command(alias = "xem")]
    List,
    /// Thêm một dòng sửa vào cuối inputs/edits.yaml
    #[command(alias = "them")]
    Add(AddArgs),
    /// Bỏ dòng sửa có số thứ tự này (xem bằng list)
    #[command(alias = "bo")]
    Drop {
        /// Số thứ tự trong danh sách
        #[arg(value_name = "SỐ")]
        number: usize,
    },
}

#[derive(Debug, Args)]
struct AddArgs {
    /// Chỗ sửa, ví dụ units/06313/children/06313-te-1/name hoặc guests/k017/position
    #[arg(value_name = "ĐƯỜNG_DẪN")]
    at: String,
    #[command(flatten)]
    change: ChangeArgs,
    /// Vì sao sửa
    #[arg(long, value_name = "LÝ_DO")]
    why: Option<String>,
    /// Ai sửa
    #[arg(long, value_name = "NGƯỜI")]
    by: Option<String>,
    /// Sửa ngày nào, dạng NĂM-THÁNG-NGÀY
    #[arg(long, value_name = "NGÀY")]
    on: Option<Date>,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct ChangeArgs {
    /// Giá trị mới; để trống ("") thì bỏ giá trị
    #[arg(long, value_name = "GIÁ_TRỊ")]
    now: Option<String>,
    /// Thêm một mục vào danh sách: --add name="Lý Văn An" --add birth=2012
    #[arg(long, value_name = "TÊN=GIÁ_TRỊ", value_parser = pair)]
    add: Vec<(String, String)>,
    /// Bỏ cả mục
    #[arg(long)]
    drop: bool,
    /// Người thay: --substitute name="Lý Văn An" --substitute birth=2012
    #[arg(long, value_name = "TÊN=GIÁ_TRỊ", value_parser = pair)]
    substitute: Vec<(String, String)>,
}

fn pair(text: &str) -> Result<(String, String), String> {
    text.split_once('=')
        .map(|(name, value)| (name.trim().to_owned(), value.to_owned()))
        .ok_or_else(|| "ghi dạng TÊN=GIÁ_TRỊ".to_owned())
}

pub fn run(args: &EditsArgs, common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let request = request(common);
    match &args.command {
        None | Some(EditsCommand::List) => Ok(list(&corrections(&workspace, &request, &[])?, common, language)),
        Some(EditsCommand::Add(args)) => {
            let ChangeArgs {
                now,
                add,
                drop,
                substitute,
            } = &args.change;
            let change = match now {
                Some(now) => Change::Now(now.clone()),
                None if *drop => Change::Drop,
                None if !add.is_empty() => Change::Add(add.clone()),
                None => Change::Substitute(substitute.clone()),
            };
            let proposal = Proposal {
                at: args.at.clone(),
                change,
                by: args.by.clone(),
                on: args.on,
                why: args.why.clone(),
            };
            let corrections = propose(&workspace, &request, std::slice::from_ref(&proposal))?;
            let number = corrections.book.filed.len();
            let state = corrections.states.last().cloned().unwrap_or(State::Holds);
            if common.json {
                let one = corrections
                    .book
                    .filed
                    .last()
                    .map(|filed| record(number, filed, &state, language));
                print_json(&json!({ "version": 1, "added": one }));
            } else {
                let words = words(&state, language);
                say(
                    language,
                    &format!("Đã ghi dòng sửa số {number} vào {FILE}: {words}. Chạy diendan để lập lại văn bản."),
                    &format!("Correction {number} was added to {FILE}: {words}. Run diendan to make the papers."),
                );
            }
            Ok(Ending::Done)
        }
        Some(EditsCommand::Drop { number }) => {
            let filed = withdraw(&workspace, *number)?;
            if common.json {
                print_json(&json!({ "version": 1, "dropped": content(&filed, language) }));
            } else {
                let what = filed
                    .edit
                    .map_or_else(|_| String::new(), |edit| format!(" ({})", edit.at));
                say(
                    language,
                    &format!("Đã bỏ dòng sửa số {number}{what} khỏi {FILE}."),
                    &format!("Correction {number}{what} was taken out of {FILE}."),
                );
            }
            Ok(Ending::Done)
        }
    }
}

fn list(corrections: &Corrections, common: &Common, language: Language) -> Ending {
    let all = || corrections.book.filed.iter().zip(&corrections.states).enumerate();
    let wrong = corrections.states.iter().any(|state| matches!(state, State::Wrong(_)));
    if common.json {
        let records: Vec<Value> = all()
            .map(|(index, (filed, state))| record(index + 1, filed, state, language))
            .collect();
        print_json(&json!({ "version": 1, "edits": records }));
    } else if corrections.book.is_empty() {
        say(
            language,
            &format!("Chưa có chỗ sửa tay nào ({FILE})."),
            &format!("There are no corrections ({FILE})."),
        );
    } else {
        for (index, (filed, state)) in all() {
            let number = index + 1;
            let (line, words) = (filed.line, words(state, language));
            let what = filed.edit.as_ref().map(summary).unwrap_or_default();
            let because = filed.edit.as_ref().map(because).unwrap_or_default();
            say(
                language,
                &format!("{number:>3}. (dòng {line}) {what}\n     {words}{because}"),
                &format!("{number:>3}. (line {line}) {what}\n     {words}{because}"),
            );
        }
    }
    if wrong { Ending::Bad } else { Ending::Done }
}

fn summary(edit: &Edit) -> String {
    let value = |value: &Option<Value>| value.as_ref().map(yaml::line).unwrap_or_default();
    let was = edit
        .was
        .as_ref()
        .map(|was| format!("{} → ", yaml::line(was)))
        .unwrap_or_default();
    let what = match () {
        () if edit.drop => "drop".to_owned(),
        () if edit.add.is_some() => format!("add {}", value(&edit.add)),
        () if edit.substitute.is_some() => format!("{was}substitute {}", value(&edit.substitute)),
        () => format!("{was}{}", value(&edit.now)),
    };
    format!("{}: {what}", edit.at)
}

/// Who, when and why.
fn because(edit: &Edit) -> String {
    let on = edit.on.map(dates::date);
    let parts: Vec<&str> = [&edit.by, &on, &edit.why]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    match parts.is_empty() {
        true => String::new(),
        false => format!(" ({})", parts.join("; ")),
    }
}

fn code(state: &State) -> &'static str {
    match state {
        State::Holds => "holds",
        State::Superseded { .. } => "superseded",
        State::Unneeded => "unneeded",
        State::Conflict { .. } => "conflict",
        State::Gone => "gone",
        State::Unsent => "unsent",
        State::TakenOut => "taken-out",
        State::Wrong(_) => "wrong",
    }
}

/// What a correction does, in a few words.
fn words(state: &State, language: Language) -> String {
    let (vietnamese, english) = match state {
        State::Holds => ("đang dùng".to_owned(), "holds".to_owned()),
        State::Superseded { line } => (
            format!("dòng {line} sửa lại chỗ này"),
            format!("line {line} corrects this again"),
        ),
        State::Unneeded => (
            "không còn cần: hồ sơ gửi đã giống".to_owned(),
            "no longer needed: what was sent says the same".to_owned(),
        ),
        State::Conflict { sent, now, .. } => (
            format!("đang dùng “{now}”, nhưng đơn vị gửi lại “{sent}”"),
            format!("“{now}” holds, but “{sent}” was sent since"),
        ),
        State::Gone => (
            "chưa dùng được: mã này không còn trong hồ sơ gửi".to_owned(),
            "not laid over: the record is gone".to_owned(),
        ),
        State::Unsent => (
            "chưa dùng được: đơn vị chưa gửi hồ sơ".to_owned(),
            "not laid over: the unit has sent nothing".to_owned(),
        ),
        State::TakenOut => (
            "không dùng: mục này đã bỏ hoặc đã thay bằng dòng khác".to_owned(),
            "not laid over: another correction takes the record out".to_owned(),
        ),
        State::Wrong(fault) => (
            format!("sai: {}", fault.message(language)),
            format!("wrong: {}", fault.message(language)),
        ),
    };
    match language {
        Language::English => english,
        Language::Vietnamese => vietnamese,
    }
}

/// A correction as other programs read it.
fn content(filed: &Filed, language: Language) -> Map<String, Value> {
    match filed.edit.as_ref().map(serde_json::to_value) {
        Ok(Ok(Value::Object(fields))) => fields,
        Err(fault) => [("message".to_owned(), json!(fault.message(language)))]
            .into_iter()
            .collect(),
        Ok(_) => Map::new(),
    }
}

fn record(number: usize, filed: &Filed, state: &State, language: Language) -> Value {
    let mut record = Map::new();
    record.insert("number".to_owned(), json!(number));
    record.insert("line".to_owned(), json!(filed.line));
    record.insert("state".to_owned(), json!(code(state)));
    record.insert("words".to_owned(), json!(words(state, language)));
    record.extend(content(filed, language));
    Value::Object(record)
}
