//! Arguments, and one file per command: each a short script over the parts.

mod build;
mod check;
mod edits;
mod form;
mod init;
mod issue;
mod review;
mod schema;
mod status;
mod templates;
mod trace;
mod usage;
mod watch;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use jiff::civil::Date;
use serde::Serialize;

use crate::build::Request;
use crate::finding::{Finding, Language};
use crate::progress;
use crate::workspace::Workspace;

/// Lập toàn bộ văn bản của Diễn đàn trẻ em từ bảng tính các xã gửi về.
#[derive(Debug, Parser)]
#[command(
    name = "diendan",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "Không ghi lệnh nào: lập văn bản trong thư mục hiện tại.\nMã kết thúc: 0 xong; 1 xong nhưng có lỗi cần sửa; 2 chưa làm gì."
)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, Clone, Args)]
struct Common {
    /// Thư mục làm việc (mặc định: thư mục hiện tại)
    #[arg(
        long,
        global = true,
        value_name = "THƯ_MỤC",
        default_value = ".",
        hide_default_value = true
    )]
    workspace: PathBuf,
    /// Tính theo ngày này thay cho hôm nay, dạng NĂM-THÁNG-NGÀY
    #[arg(long, global = true, value_name = "NGÀY")]
    as_of: Option<Date>,
    /// In kết quả dạng JSON cho chương trình khác đọc
    #[arg(long, global = true)]
    json: bool,
    /// Số luồng chạy song song (mặc định: bằng số nhân của máy)
    #[arg(
        long,
        global = true,
        value_name = "SỐ",
        default_value_t = 0,
        hide_default_value = true
    )]
    threads: usize,
    /// Xem hướng dẫn
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Xem số phiên bản
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Lập mọi văn bản chưa có hoặc đã cũ
    #[command(alias = "lam")]
    Build(build::BuildArgs),
    /// Theo dõi: lập lại ngay mỗi khi một tệp trong inputs/ hoặc templates/ được lưu
    #[command(alias = "theo-doi")]
    Watch,
    /// Chỉ đọc, kiểm tra hồ sơ các xã và lập phiếu phản hồi gửi lại từng đơn vị
    #[command(alias = "kiem-tra")]
    Check,
    /// Các chỗ sửa tay đè lên hồ sơ đã gửi: xem, thêm, bỏ
    #[command(alias = "sua")]
    Edits(edits::EditsArgs),
    /// Bản thảo Word đã sửa: xem từng đề nghị sửa, nhận hoặc không nhận
    #[command(alias = "duyet")]
    Review(review::ReviewArgs),
    /// Xem đơn vị nào đã gửi gì, văn bản nào thiếu, cũ, chờ hay đã ban hành
    #[command(alias = "tinh-hinh")]
    Status,
    /// Tìm số liệu từ đâu ra và in ở đâu
    #[command(alias = "truy-vet")]
    Trace(trace::TraceArgs),
    /// Tạo thư mục làm việc mới
    #[command(alias = "tao")]
    Init(init::InitArgs),
    /// Ban hành văn bản: ghi số, ngày và giữ nguyên bản đã ký
    #[command(alias = "ban-hanh")]
    Issue(issue::IssueArgs),
    /// Lập mẫu đăng ký trống cho từng đơn vị điền
    #[command(alias = "mau-dang-ky")]
    Form,
    /// Xem các mẫu văn bản, chép một mẫu ra để sửa
    #[command(alias = "mau")]
    Templates(templates::TemplatesArgs),
    /// In lược đồ JSON Schema của các tệp khai báo
    #[command(alias = "luoc-do")]
    Schema(schema::SchemaArgs),
}

/// How a command ended.
enum Ending {
    /// Done.
    Done,
    /// Done, but something is wrong.
    Bad,
}

/// Runs the program with `args` (the first is its own name).
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let language = progress::language();
    let matches = usage::headed(Cli::command()).try_get_matches_from(args);
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            match usage::wrong(&error).filter(|_| language == Language::Vietnamese) {
                Some(told) => eprint!("{told}"),
                // Help and version are no fault; clap prints each to its own stream.
                None => drop(error.print()),
            }
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let common = &cli.common;
    let ended = match cli.command.unwrap_or(Command::Build(build::BuildArgs::default())) {
        Command::Build(args) => build::run(&args, common, language),
        Command::Check => check::run(common, language),
        Command::Edits(args) => edits::run(&args, common, language),
        Command::Review(args) => review::run(&args, common, language),
        Command::Status => status::run(common, language),
        Command::Trace(args) => trace::run(&args, common, language),
        Command::Init(args) => init::run(&args, language),
        Command::Issue(args) => issue::run(&args, common, language),
        Command::Watch => watch::run(common, language),
        Command::Form => form::run(common, language),
        Command::Templates(args) => templates::run(&args, common, language),
        Command::Schema(args) => schema::run(&args),
    };
    match ended {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Bad) => ExitCode::from(1),
        Err(finding) => {
            if common.json {
                print_json(&serde_json::json!({ "version": 1, "error": finding.record(language) }));
            } else {
                eprint!("{}", progress::one(&finding, language));
            }
            ExitCode::from(2)
        }
    }
}

type Outcome = Result<Ending, Box<Finding>>;

fn open(common: &Common) -> Result<Workspace, Box<Finding>> {
    Workspace::open(&common.workspace)
}

/// What every command asks of a run; no bar where another program reads what is printed.
fn request(common: &Common) -> Request {
    Request {
        as_of: common.as_of,
        threads: common.threads,
        quiet: common.json,
        ..Request::default()
    }
}

/// Prints JSON to the standard output; a reader that has gone away is no fault.
fn print_json<T: Serialize>(value: &T) {
    use std::io::Write;
    let _ = std::io::stdout().write_all(&crate::build::pretty(value));
}

fn say(language: Language, vietnamese: &str, english: &str) {
    use std::io::Write;
    let text = if language == Language::English {
        english
    } else {
        vietnamese
    };
    let _ = writeln!(std::io::stdout(), "{text}");
}
