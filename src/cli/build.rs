//! `build`: make everything that is not fresh.

use clap::{Args, ValueEnum};
use serde_json::json;

use super::{Common, Ending, Outcome, open, print_json, request, say};
use crate::build::{Request, build};
use crate::finding::Language;
use crate::model::PaperFormat;
use crate::progress;

#[derive(Debug, Default, Args)]
pub struct BuildArgs {
    /// Loại văn bản (giay-moi) hoặc mã một văn bản (giay-moi/k017); không ghi thì lập tất cả
    #[arg(value_name = "LOẠI_HOẶC_MÃ")]
    targets: Vec<String>,
    /// Chỉ lập văn bản của các đơn vị có mã này
    #[arg(long = "unit", value_name = "MÃ_ĐƠN_VỊ", num_args = 1..)]
    units: Vec<String>,
    /// Lập văn bản ở những dạng nào: pdf (luôn được lập), docx là bản thảo Word; không ghi thì theo inputs/forum.yaml
    #[arg(long = "format", value_name = "DẠNG", value_enum, num_args = 1..)]
    formats: Vec<FormatArg>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    /// PDF/A
    Pdf,
    /// Bản thảo Word
    Docx,
}

impl From<FormatArg> for PaperFormat {
    fn from(format: FormatArg) -> Self {
        match format {
            FormatArg::Pdf => Self::Pdf,
            FormatArg::Docx => Self::Docx,
        }
    }
}

pub fn run(args: &BuildArgs, common: &Common, language: Language) -> Outcome {
    let workspace = open(common)?;
    let request = Request {
        targets: args.targets.clone(),
        units: args.units.clone(),
        formats: (!args.formats.is_empty()).then(|| args.formats.iter().map(|format| (*format).into()).collect()),
        ..request(common)
    };
    let report = build(&workspace, &request)?;
    if common.json {
        let findings: Vec<_> = report.findings.iter().map(|finding| finding.record(language)).collect();
        print_json(&json!({
            "version": 1,
            "summary": report.summary,
            "documents": report.manifest.documents,
            "removed": report.removed,
            "findings": findings,
        }));
    } else {
        eprint!("{}", progress::findings(&report.findings, &report.units, language));
        let out = workspace.out();
        let last = progress::summary(&report.summary, language);
        say(
            language,
            &format!("{last} Văn bản nằm trong {}.", out.display()),
            &format!("{last} The papers are in {}.", out.display()),
        );
    }
    Ok(if report.summary.is_bad() {
        Ending::Bad
    } else {
        Ending::Done
    })
}
