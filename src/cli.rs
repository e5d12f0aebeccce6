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
mod watch;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use serde::Serialize;

use crate::build::Request;
use crate::finding::{Finding, Language};
use crate::progress;
use crate::workspace::Workspace;

const HELP: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// Lập toàn bộ văn bản của Diễn đàn trẻ em từ bảng tính các xã gửi về.
#[derive(Debug, Parser)]
#[command(
    name = "diendan",
    version,
    help_template = HELP,
    subcommand_help_heading = "Lệnh",
    subcommand_value_name = "LỆNH",
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
#[command(next_help_heading = "Tùy chọn")]
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
    #[command(visible_alias = "lam", help_template = HELP)]
    Build(build::BuildArgs),
    /// Theo dõi: lập lại ngay mỗi khi một tệp trong inputs/ hoặc templates/ được lưu
    #[command(visible_alias = "theo-doi", help_template = HELP)]
    Watch,
    /// Chỉ đọc, kiểm tra hồ sơ các xã và lập phiếu phản hồi gửi lại từng đơn vị
    #[command(visible_alias = "kiem-tra", help_template = HELP)]
    Check,
    /// Các chỗ sửa tay đè lên hồ sơ đã gửi: xem, thêm, bỏ
    #[command(visible_alias = "sua", help_template = HELP)]
    Edits(edits::EditsArgs),
    /// Bản thảo Word đã sửa: xem từng đề nghị sửa, nhận hoặc không nhận
    #[command(visible_alias = "duyet", help_template = HELP)]
    Review(review::ReviewArgs),
    /// Xem đơn vị nào đã gửi gì, văn bản nào thiếu, cũ, chờ hay đã ban hành
    #[command(visible_alias = "tinh-hinh", help_template = HELP)]
    Status,
    /// Tìm số liệu từ đâu ra và in ở đâu
    #[command(visible_alias = "truy-vet", help_template = HELP)]
    Trace(trace::TraceArgs),
    /// Tạo thư mục làm việc mới
    #[command(visible_alias = "tao", help_template = HELP)]
    Init(init::InitArgs),
    /// Ban hành văn bản: ghi số, ngày và giữ nguyên bản đã ký
    #[command(visible_alias = "ban-hanh", help_template = HELP)]
    Issue(issue::IssueArgs),
    /// Lập mẫu đăng ký trống cho từng đơn vị điền
    #[command(visible_alias = "mau-dang-ky", help_template = HELP)]
    Form,
    /// Xem các mẫu văn bản, chép một mẫu ra để sửa
    #[command(visible_alias = "mau", help_template = HELP)]
    Templates(templates::TemplatesArgs),
    /// In lược đồ JSON Schema của các tệp khai báo
    #[command(visible_alias = "luoc-do", help_template = HELP)]
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
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no fault; clap prints each to its own stream.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let language = progress::language();
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
