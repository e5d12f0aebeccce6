//! `issue`: number and date for papers that are signed; they stay as they are from then on.

use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::{IssueOrder, State, issue};
use crate::finding::{Language, Severity};
use crate::progress;

#[derive(Debug, Args)]
pub struct IssueArgs {
    /// Mã văn bản (giay-moi/k017), nhiều mã, hoặc loại (giay-moi) cho mọi văn bản của loại
    #[arg(value_name = "MÃ_HOẶC_LOẠI", required = true)]
    targets: Vec<String>,
    /// Số văn bản, chỉ ghi số
    #[arg(long, value_name = "SỐ", value_parser = clap::value_parser!(u32).range(1..))]
    number: u32,
    /// Ngày ban hành, dạng NĂM-THÁNG-NGÀY
    #[arg(long, value_name = "NGÀY")]
    date: Date,
    /// Người ký nếu khác mẫu: thẩm quyền ký, mã hoặc họ tên trong forum.yaml
    #[arg(long, value_name = "NGƯỜI_KÝ")]
    signer: Option<String>,
    /// Ban hành văn bản thay thế văn bản đã ban hành
    #[arg(long)]
    replace: bool,
}

pub fn run(args: &IssueArgs, common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let order = IssueOrder {
        targets: args.targets.clone(),
        number: args.number,
        date: args.date,
        signer: args.signer.clone(),
        replace: args.replace,
    };
    let (ids, report) = issue(&workspace, &request(common), &order)?;
    let issued: Vec<_> = report
        .manifest
        .documents
        .iter()
        .filter(|entry| entry.state == State::Issued && ids.contains(&entry.id))
        .collect();
    let all_done = ids.iter().all(|id| issued.iter().any(|entry| entry.id == *id));
    if common.json {
        let findings: Vec<_> = report.findings.iter().map(|finding| finding.record(language)).collect();
        print_json(&json!({
            "version": 1,
            "issued": issued,
            "summary": report.summary,
            "findings": findings,
        }));
    } else {
        let errors: Vec<_> = report
            .findings
            .iter()
            .filter(|one| one.severity() == Severity::Error)
            .cloned()
            .collect();
        eprint!("{}", progress::findings(&errors, &report.units, language));
        let count = ids
            .iter()
            .filter(|id| issued.iter().any(|entry| entry.id == **id))
            .count();
        let last = progress::summary(&report.summary, language);
        let (number, date) = (args.number, crate::vietnamese::dates::date(args.date));
        let kept = workspace.inputs().join("issued");
        say(
            language,
            &format!(
                "Đã ban hành {count} văn bản, số {number}, ngày {date}; bản lưu nằm trong {}.\n{last}",
                kept.display()
            ),
            &format!(
                "Issued {count}, number {number}, {}; kept in {}.\n{last}",
                args.date,
                kept.display()
            ),
        );
    }
    Ok(if all_done && !report.summary.is_bad() {
        Ending::Done
    } else {
        Ending::Bad
    })
}
