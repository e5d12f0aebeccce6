//! Every finding there is: its stable code, its severity, its data, and its words in both languages.

use super::{Language, Severity};

/// Declares the findings. Data first; the words of both languages stand beside each other and may name the data.
macro_rules! catalogue {
    ($($variant:ident { $($field:ident: $type:ty),* $(,)? } = $code:literal, $severity:ident,
        vi $vi:literal, $vi_hint:literal,
        en $en:literal, $en_hint:literal;)+) => {
        /// What was found.
        #[derive(Debug, Clone, PartialEq)]
        #[allow(missing_docs, reason = "the words beside each variant say what it means")]
        pub enum Fault { $($variant { $($field: $type),* }),+ }

        impl Fault {
            /// Stable code.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code),+ }
            }

            /// Severity.
            pub fn severity(&self) -> Severity {
                match self { $(Self::$variant { .. } => Severity::$severity),+ }
            }

            /// What is the matter.
            #[allow(unused_variables, reason = "some words name none of the data")]
            pub fn message(&self, language: Language) -> String {
                match (self, language) { $(
                    (Self::$variant { $($field),* }, Language::Vietnamese) => format!($vi),
                    (Self::$variant { $($field),* }, Language::English) => format!($en),
                )+ }
            }

            /// What to do next.
            #[allow(unused_variables, clippy::useless_format, reason = "some words name none of the data")]
            pub fn hint(&self, language: Language) -> String {
                match (self, language) { $(
                    (Self::$variant { $($field),* }, Language::Vietnamese) => format!($vi_hint),
                    (Self::$variant { $($field),* }, Language::English) => format!($en_hint),
                )+ }
            }

            /// All codes with their severity, for the documentation and its test.
            pub const CODES: &'static [(&'static str, Severity)] = &[$(($code, Severity::$severity)),+];
        }
    };
}

catalogue! {
    // ---- Workspace and forum.yaml ----

    // ---- Reading workbooks ----
    WorkbookUnreadable { reason: String } = "workbook-unreadable", Error,
        vi "Không đọc được tệp: {reason}.", "Mở tệp bằng Excel, lưu lại dạng .xlsx rồi chép lại vào thư mục cũ.",
        en "The file cannot be read: {reason}.", "Open it in Excel, save it as .xlsx and put it back.";

    // ---- Values of cells ----

    // ---- Guests ----

    // ---- Returned workbooks ----

    // ---- Counts and rules of the forum ----
    UnitMissing { unit: String } = "unit-missing", Warning,
        vi "{unit} chưa gửi hồ sơ đăng ký.", "Đôn đốc đơn vị gửi hồ sơ.",
        en "{unit} has not sent its dossier.", "Remind the unit.";
    ChildrenCount { got: usize, want: u32 } = "children-count", Error,
        vi "Danh sách có {got} trẻ em, theo kế hoạch phải có {want}.", "Đề nghị đơn vị bổ sung hoặc rút bớt cho đủ {want} em.",
        en "The list has {got} children, the plan asks for {want}.", "Ask the unit to complete or shorten the list to {want}.";

    // ---- Limits of the law ----

    // ---- Model files ----

    // ---- Templates ----

    // ---- Papers ----
    CharacterNotCovered { characters: String } = "character-not-covered", Warning,
        vi "Phông chữ không có ký tự {characters}; đã in thay bằng □.", "Sửa lại nội dung ở ô gốc hoặc bỏ ký tự đó.",
        en "The font has no glyph for {characters}; printed as □.", "Correct the source cell or drop the character.";

    // ---- Files and workbooks written ----
}
