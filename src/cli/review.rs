//! `review`: what Word drafts that came back propose – list it, accept it, reject it.

mod words;

use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::{Accepted, Item, ReturnedDraft, Review, Verdict, accept, reject, review};
use crate::document::Audience;
use crate::edits::Change;
use crate::finding::Language;
use crate::model::yaml;
use crate::progress;
use crate::review::{Decision, Does};

#[derive(Debug, Args)]
#[command(disable_help_subcommand = true)]
pub struct ReviewArgs {
    /// Cả những đề nghị đã nhận hoặc đã bỏ
    #[arg(long)]
    all: bool,
    #[command(subcommand)]
    command: Option<ReviewCommand>,
}

#[derive(Debug, Subcommand)]
enum ReviewCommand {
    /// Nhận: ghi chỗ sửa vào inputs/edits.yaml hoặc vào lời văn; đề nghị phải sửa tay thì coi là đã xử lý
    #[command(alias = "nhan")]
    Accept {
        /// Mã của các đề nghị
        #[arg(value_name = "MÃ", required_unless_present = "all")]
        ids: Vec<String>,
        /// Mọi đề nghị đang chờ mà chương trình tự nhận được
        #[arg(long, conflicts_with = "ids")]
        all: bool,
        /// Câu chữ mới dùng cho mọi văn bản cùng loại (sửa mẫu trong templates), không chỉ cho văn bản này
        #[arg(long)]
        kind: bool,
        #[command(flatten)]
        who: WhoArgs,
    },
    /// Không nhận; lần sau không hiện nữa
    #[command(alias = "bo")]
    Reject {
        /// Mã của các đề nghị
        #[arg(value_name = "MÃ", required = true)]
        ids: Vec<String>,
        #[command(flatten)]
        who: WhoArgs,
    },
}

#[derive(Debug, Args)]
struct WhoArgs {
    /// Ai duyệt
    #[arg(long, value_name = "NGƯỜI")]
    by: Option<String>,
    /// Vì sao
    #[arg(long, value_name = "LÝ_DO")]
    why: Option<String>,
}

pub fn run(args: &ReviewArgs, common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let request = request(common);
    match &args.command {
        None => Ok(list(&review(&workspace, &request, false)?, args.all, common, language)),
        Some(ReviewCommand::Accept { ids, all, kind, who }) => {
            let verdict = Verdict {
                ids: ids.clone(),
                all: *all,
                of_kind: *kind,
                by: who.by.clone(),
                why: who.why.clone(),
            };
            let accepted = accept(&workspace, &request, &verdict)?;
            tell(&accepted, common, language);
            Ok(Ending::Done)
        }
        Some(ReviewCommand::Reject { ids, who }) => {
            let verdict = Verdict {
                ids: ids.clone(),
                by: who.by.clone(),
                why: who.why.clone(),
                ..Verdict::default()
            };
            let rejected = reject(&workspace, &request, &verdict)?;
            tell(&rejected, common, language);
            Ok(Ending::Done)
        }
    }
}

fn list(review: &Review, all: bool, common: &Common, language: Language) -> Ending {
    let shown = |item: &&Item| all || item.decided.is_none();
    let count = review.open();
    if common.json {
        let drafts: Vec<Value> = review
            .drafts
            .iter()
            .map(|draft| {
                let items = draft.items.iter().filter(shown);
                json!({
                    "file": draft.file,
                    "paper": draft.paper,
                    "audience": draft.audience,
                    "proposals": items.map(|item| record(draft, item, language)).collect::<Vec<_>>(),
                })
            })
            .collect();
        let findings: Vec<_> = review.findings.iter().map(|finding| finding.record(language)).collect();
        print_json(&json!({ "version": 1, "open": count, "drafts": drafts, "findings": findings }));
        return Ending::Done;
    }
    for draft in &review.drafts {
        let items: Vec<&Item> = draft.items.iter().filter(shown).collect();
        if items.is_empty() {
            continue;
        }
        let public = match (draft.audience, language) {
            (Audience::Internal, _) => "",
            (Audience::Public, Language::Vietnamese) => ", bản công khai",
            (Audience::Public, Language::English) => ", public form",
        };
        let heading = format!("\n{} ({}{public})", draft.file, draft.paper);
        say(language, &heading, &heading);
        for item in items {
            let text = words::described(draft, item, language);
            say(language, &text, &text);
        }
    }
    for finding in &review.findings {
        eprint!("{}", progress::one(finding, language));
    }
    match count {
        0 => say(
            language,
            "Không có đề nghị sửa nào đang chờ. Bản thảo Word đã sửa thì chép vào inputs/returned.",
            "No proposals wait. Put Word drafts that came back into inputs/returned.",
        ),
        _ => say(
            language,
            &format!(
                "\n{count} đề nghị đang chờ. Nhận: diendan review accept MÃ (--all: nhận mọi đề nghị tự nhận được); không nhận: diendan review reject MÃ."
            ),
            &format!("\n{count} proposals wait: diendan review accept ID (or --all), diendan review reject ID."),
        ),
    }
    Ending::Done
}

fn tell(accepted: &Accepted, common: &Common, language: Language) {
    if common.json {
        print_json(&json!({ "version": 1, "decided": accepted.decided, "changed": accepted.changed }));
        return;
    }
    for decided in &accepted.decided {
        let (word, english) = match decided.decision {
            Decision::Accepted => ("đã nhận", "accepted"),
            Decision::Done => ("đã ghi là đã xử lý", "noted as seen to"),
            Decision::Rejected => ("không nhận", "rejected"),
        };
        let files = decided.changed.join(", ");
        let into = |word: &str| match files.is_empty() {
            true => String::new(),
            false => format!(" {word} {files}"),
        };
        say(
            language,
            &format!("{}: {word}{} ({})", decided.id, into("– ghi vào"), decided.paper),
            &format!("{}: {english}{} ({})", decided.id, into("into"), decided.paper),
        );
    }
    match (accepted.decided.is_empty(), accepted.changed.is_empty()) {
        (true, _) => say(
            language,
            "Không có đề nghị nào tự nhận được. Xem từng đề nghị bằng: diendan review.",
            "Nothing could be accepted. See what there is with: diendan review.",
        ),
        (false, false) => say(
            language,
            "Chạy diendan để lập lại các văn bản có thay đổi.",
            "Run diendan to make the papers that change.",
        ),
        (false, true) => {}
    }
}

/// A proposal as other programs read it.
fn record(draft: &ReturnedDraft, item: &Item, language: Language) -> Value {
    let proposal = &item.proposal;
    let mut record = json!({
        "id": proposal.id,
        "kind": words::kind(&proposal.does),
        "place": proposal.place,
        "old": proposal.old,
        "new": proposal.new,
        "author": proposal.who.as_ref().and_then(|who| who.name.clone()),
        "date": proposal.who.as_ref().and_then(|who| who.on.clone()),
        "does": words::does(draft, proposal, language),
        "sources": item.sources,
        "decided": item.decided,
    });
    match &proposal.does {
        Does::Correct(correction) => {
            record["path"] = json!(correction.at);
            match &correction.change {
                Change::Value(value) => record["now"] = value.clone(),
                Change::Record(fields) => record["add"] = fields.clone(),
                Change::Drop => record["drop"] = json!(true),
                _ => {}
            }
        }
        Does::Conflict { present } => record["present"] = json!(present),
        Does::ByHand { path, .. } => record["path"] = json!(path),
        Does::Comment { text } => record["comment"] = json!(text),
        Does::Reword(patches) => {
            let (own, template) = words::wordings(draft, patches);
            record["wording"] = json!(own);
            record["template"] = json!(template);
        }
    }
    record
}

/// A value on one line.
fn line(value: &Value) -> String {
    yaml::line(value)
}
