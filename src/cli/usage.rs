//! How the command line is spoken of: headings of the help, and what is wrong with arguments, in the officer's language.

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

const HELP: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// The command and all below it with Vietnamese headings.
pub(super) fn headed(command: Command) -> Command {
    let command = command
        .help_template(HELP)
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .mut_args(|arg| {
            let heading = if arg.is_positional() {
                "Đối số"
            } else {
                "Tùy chọn"
            };
            // What each value means is said where values are listed; the list itself would be headed in English.
            arg.help_heading(heading).hide_possible_values(true)
        });
    let other_names: Vec<&str> = command.get_all_aliases().collect();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let command = match other_names.as_slice() {
        [] => command,
        names => {
            let about = format!("{about} (hoặc: {})", names.join(", "));
            command.about(about)
        }
    };
    command.mut_subcommands(headed)
}

/// What is wrong with the arguments and what to write instead; `None` for help and version, which are no fault.
pub(super) fn wrong(error: &Error) -> Option<String> {
    let context = |kind| error.get(kind).map(said).filter(|text| !text.is_empty());
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let what = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            return None;
        }
        ErrorKind::InvalidSubcommand => {
            let command = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("Không có lệnh “{command}”.")
        }
        ErrorKind::UnknownArgument => format!("Không có tùy chọn hoặc đối số “{argument}” ở đây."),
        ErrorKind::InvalidValue if value.is_empty() => format!("Chưa ghi giá trị cho {argument}."),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("Giá trị “{value}” của {argument} không dùng được.")
        }
        ErrorKind::MissingRequiredArgument => format!("Còn thiếu: {argument}."),
        ErrorKind::MissingSubcommand => "Còn thiếu tên lệnh.".to_owned(),
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg).unwrap_or_default();
            if other.is_empty() || other == argument {
                format!("{argument} chỉ được ghi một lần.")
            } else {
                format!("Không ghi {argument} cùng với {other}.")
            }
        }
        ErrorKind::NoEquals | ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("Số giá trị của {argument} không đúng.")
        }
        ErrorKind::InvalidUtf8 => "Có đối số không phải là chữ viết được (UTF-8).".to_owned(),
        _ => "Lệnh viết chưa đúng.".to_owned(),
    };
    let nearest = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    let nearest = nearest.into_iter().find_map(context);
    let valid = [ContextKind::ValidValue, ContextKind::ValidSubcommand];
    let valid = valid.into_iter().find_map(context);
    let advice = match (nearest, valid) {
        (Some(nearest), _) => format!("Có phải ý bạn là “{nearest}”? "),
        (None, Some(valid)) => format!("Có thể ghi: {valid}. "),
        (None, None) => String::new(),
    };
    Some(format!("{what}\n      → {advice}Thêm --help để xem cách dùng.\n"))
}

fn said(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    fn told(line: &str) -> String {
        let command = headed(Cli::command());
        let error = command
            .try_get_matches_from(line.split(' '))
            .expect_err("wrong arguments");
        wrong(&error).unwrap_or_else(|| error.to_string())
    }

    #[test]
    fn wrong_arguments_are_told_in_vietnamese() {
        let lines = [
            "diendan buidl",
            "diendan build --quite",
            "diendan build --format odt",
            "diendan build --as-of hôm-nay",
            "diendan build --as-of",
            "diendan issue ke-hoach --number 0 --date 2024-07-22",
            "diendan issue ke-hoach",
            "diendan schema forun",
            "diendan build --json --json",
        ];
        let told: Vec<String> = lines.iter().map(|line| format!("{line}\n{}", told(line))).collect();
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn no_heading_of_the_help_is_english() {
        fn all(command: &mut Command, of: &str, helps: &mut Vec<(String, String)>) {
            let name = format!("{of} {}", command.get_name());
            helps.push((name.clone(), command.render_long_help().to_string()));
            for sub in command.get_subcommands_mut() {
                all(sub, &name, helps);
            }
        }
        let mut command = headed(Cli::command());
        command.build();
        let mut helps = Vec::new();
        all(&mut command, "", &mut helps);
        assert!(helps.len() > 10);
        for (name, help) in helps {
            for english in [
                "Arguments:",
                "Options:",
                "Commands:",
                "Usage:",
                "Possible values",
                "[default",
                "aliases:",
            ] {
                assert!(!help.contains(english), "{name}: {english}\n{help}");
            }
        }
    }
}
