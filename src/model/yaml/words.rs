//! What is wrong with a YAML text, in Vietnamese, with what was expected.

use serde_saphyr::Error;

/// Likeness from which a known name is offered for an unknown one.
const LIKE: f64 = 0.6;
/// Most names that are listed.
const LISTED: usize = 12;

/// One sentence without a full stop.
pub(super) fn describe(error: &Error) -> String {
    match error.without_snippet() {
        Error::SerdeUnknownField { field, expected, .. } => unknown("mục", field, expected),
        Error::SerdeUnknownVariant { variant, expected, .. } => unknown("giá trị", variant, expected),
        Error::SerdeMissingField { field, .. } => format!("thiếu mục «{field}» bắt buộc phải có"),
        Error::DuplicateMappingKey { key, .. } => match key {
            Some(key) => format!("mục «{key}» được ghi hai lần; chỉ giữ lại một"),
            None => "một mục được ghi hai lần; chỉ giữ lại một".to_owned(),
        },
        Error::SerdeInvalidType {
            unexpected, expected, ..
        } => {
            format!("cần {}, nhưng ở đây là {}", kind(expected), kind(unexpected))
        }
        Error::SerdeInvalidValue {
            unexpected, expected, ..
        } => {
            format!("{} không hợp lệ; cần {}", kind(unexpected), kind(expected))
        }
        Error::SerdeInvalidLength { len, expected, .. } => format!("có {len} phần tử; cần {}", kind(expected)),
        Error::InvalidScalar { ty, .. } => format!("giá trị không hợp lệ; cần {}", kind(ty)),
        Error::InvalidBooleanStrict { .. } => "cần true (có) hoặc false (không)".to_owned(),
        Error::NullIntoString { .. } => "chưa ghi giá trị sau dấu hai chấm".to_owned(),
        Error::Unexpected { expected, .. } => format!("cần {}", kind(expected)),
        Error::IndentationError { .. } => {
            "thụt đầu dòng sai; các mục cùng cấp phải thụt vào bằng nhau, bằng dấu cách".to_owned()
        }
        Error::QuotingRequired { value, .. } => format!("đặt giá trị «{value}» trong dấu nháy kép"),
        Error::Eof { .. } => "tệp trống hoặc kết thúc giữa chừng".to_owned(),
        Error::MultipleDocuments { .. } => "tệp chứa nhiều phần cách nhau bởi ---; chỉ được có một".to_owned(),
        Error::UnknownAnchor { .. } => {
            "dấu * ở đầu giá trị trỏ tới một tên không có; nếu là chữ thường, đặt giá trị trong dấu nháy kép".to_owned()
        }
        Error::InvalidUtf8Input => "tệp không phải văn bản UTF-8; mở bằng Notepad và lưu lại với mã UTF-8".to_owned(),
        Error::Budget { .. } => "tệp quá lớn hoặc lồng nhau quá sâu".to_owned(),
        Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. } => "cần một giá trị, không phải danh sách".to_owned(),
        other => syntax(&other.to_string()),
    }
}

fn unknown(what: &str, name: &str, expected: &[&str]) -> String {
    let nearest = expected
        .iter()
        .map(|known| (strsim::normalized_damerau_levenshtein(name, known), *known))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((like, known)) if like >= LIKE => format!("không có {what} nào tên là «{name}»; có phải «{known}» không"),
        _ if expected.len() <= LISTED => {
            format!(
                "không có {what} nào tên là «{name}»; chọn một trong: {}",
                expected.join(", ")
            )
        }
        _ => format!(
            "không có {what} nào tên là «{name}»; các tên dùng được: {} …",
            expected[..LISTED].join(", ")
        ),
    }
}

/// The words for a kind of value as the reader of YAML and the types name it.
fn kind(name: &str) -> String {
    let value = name
        .split_once('`')
        .and_then(|(_, rest)| rest.split_once('`'))
        .map(|(value, _)| value);
    let value = value.or_else(|| name.split_once('"')?.1.rsplit_once('"').map(|(value, _)| value));
    let starts = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
    let kind = match () {
        () if name.contains("date") || name.contains("time") => "ngày dạng NĂM-THÁNG-NGÀY (2024-09-20), giờ dạng 08:00",
        () if starts(&["a sequence", "sequence", "an array", "array", "a tuple"]) => {
            "danh sách (mỗi dòng bắt đầu bằng -)"
        }
        () if starts(&["map", "a map", "mapping", "struct", "an object"]) => "nhóm mục (tên: giá trị)",
        () if starts(&["a boolean", "boolean", "bool"]) => "true hoặc false",
        () if starts(&["floating", "a float", "f32", "f64"]) => "số",
        () if starts(&[
            "integer",
            "an integer",
            "u8",
            "u16",
            "u32",
            "u64",
            "usize",
            "i8",
            "i16",
            "i32",
            "i64",
        ]) =>
        {
            "số nguyên"
        }
        () if starts(&["a string", "string", "a borrowed string", "str"]) => "chữ",
        () if starts(&["unit", "null", "Option"]) => "ô trống",
        () if starts(&["enum", "variant"]) => "một trong các giá trị cho phép",
        () => return value.map_or_else(|| "giá trị khác".to_owned(), |value| format!("«{value}»")),
    };
    match value.filter(|_| !starts(&["struct", "enum", "variant"])) {
        Some(value) => format!("{kind} «{value}»"),
        None => kind.to_owned(),
    }
}

/// A fault of the notation itself; the parser names it in English.
fn syntax(message: &str) -> String {
    let message_lower = message.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| message_lower.contains(word));
    match () {
        () if has(&["tab"]) => "không dùng phím Tab để thụt đầu dòng; thay bằng dấu cách",
        () if has(&["quote", "trailing content"]) => "dấu nháy mở mà không đóng, hoặc thừa chữ sau dấu nháy",
        () if has(&["indent"]) => "thụt đầu dòng sai; các mục cùng cấp phải thụt vào bằng nhau, bằng dấu cách",
        () if has(&["date", "time", "day", "month", "year"]) => {
            "ngày, giờ không hợp lệ; ghi ngày dạng 2024-09-20, giờ dạng 08:00"
        }
        () if has(&[
            "mapping values",
            "block mapping",
            "':'",
            "simple key",
            "could not find expected",
        ]) =>
        {
            "sau tên mục phải có dấu hai chấm và một dấu cách; giá trị có dấu hai chấm phải đặt trong dấu nháy kép"
        }
        () if has(&["flow", "']'", "'}'"]) => "ngoặc [ hoặc { mở mà không đóng, hoặc thiếu dấu phẩy",
        () => return "cách viết không đúng cú pháp YAML".to_owned(),
    }
    .to_owned()
}
