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
    WorkbookEncrypted {} = "workbook-encrypted", Error,
        vi "Tệp có mật khẩu nên không đọc được.", "Đề nghị đơn vị bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu và gửi lại.",
        en "The file is protected by a password.", "Ask the unit to remove the password, save and send it again.";
    WorkbookEmpty {} = "workbook-empty", Error,
        vi "Tệp trống, không có dữ liệu.", "Đề nghị đơn vị gửi lại tệp đã điền.",
        en "The file is empty.", "Ask the unit to send the filled-in file.";
    WorkbookFormat { format: String } = "workbook-format", Error,
        vi "Tệp là {format}, không phải bảng tính .xlsx.", "Mở tệp bằng Excel, chọn Lưu thành > Excel Workbook (.xlsx), rồi thay tệp cũ bằng tệp mới.",
        en "The file is not an .xlsx workbook ({format}).", "Open it in Excel, save it as .xlsx and replace the old file.";
    WorkbookTooLarge { what: String } = "workbook-too-large", Error,
        vi "Tệp quá lớn so với một mẫu đăng ký: {what}.", "Chép riêng phần đã điền sang mẫu trống (bỏ ảnh, bỏ định dạng cả cột), lưu và gửi lại.",
        en "The file is too large for a registration form: {what}.", "Copy what is filled in into a blank form, without pictures, and send it again.";
    CellUnreadable { after: String } = "cell-unreadable", Warning,
        vi "Một ô ngay sau ô {after} không đọc được và đã bỏ qua.", "Xem lại dòng này trong tệp; nếu thiếu dữ liệu, nhập lại ô đó rồi lưu.",
        en "A cell right after {after} cannot be read and was left out.", "Look at this row; type the cell again and save if something is missing.";
    CellOutside {} = "cell-outside", Warning,
        vi "Có dữ liệu nằm quá xa ngoài bảng (sau dòng 20.000 hoặc cột 200); phần đó đã bỏ qua.", "Nếu là dữ liệu thật, chuyển về đúng bảng; nếu không, xóa các dòng, cột thừa.",
        en "There is data far outside the table (beyond row 20,000 or column 200); it was left out.", "Move it into the table, or delete the surplus rows and columns.";
    SheetTruncated {} = "sheet-truncated", Error,
        vi "Trang tính có quá nhiều dữ liệu; chỉ đọc được phần đầu.", "Chép riêng phần đã điền sang mẫu trống, lưu và gửi lại.",
        en "The sheet holds too much data; only its beginning was read.", "Copy what is filled in into a blank form and send it again.";

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
    CellTextCut { limit: usize } = "cell-text-cut", Warning,
        vi "Nội dung dài hơn {limit} ký tự (giới hạn của Excel) nên trong sổ tính đã bị cắt bớt phần cuối.", "Rút gọn nội dung ở ô gốc; bản đầy đủ vẫn có trong văn bản PDF.",
        en "The text is longer than {limit} characters, the limit of Excel; its end was cut in the workbook.", "Shorten the text in its source; the PDF has all of it.";
    WorkbookNotWritten { reason: String } = "workbook-not-written", Error,
        vi "Không tạo được sổ tính: {reason}.", "Xem lại danh sách ghi trong tệp mẫu .xlsx.yaml rồi chạy lại.",
        en "The workbook could not be made: {reason}.", "Look at the lists in its .xlsx.yaml template and run again.";
}
