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
    NoWorkspace { folder: String } = "no-workspace", Error,
        vi "Thư mục «{folder}» không có inputs/forum.yaml.", "Chuyển vào thư mục làm việc, dùng --workspace THƯ_MỤC, hoặc tạo mới bằng: diendan init THƯ_MỤC.",
        en "The folder “{folder}” has no inputs/forum.yaml.", "Go to a workspace, use --workspace DIR, or make one: diendan init DIR.";
    WorkspaceExists { folder: String } = "workspace-exists", Error,
        vi "Thư mục «{folder}» đã có inputs; chương trình không ghi đè.", "Chọn tên thư mục khác.",
        en "The folder “{folder}” has inputs already; nothing is overwritten.", "Choose another folder.";
    NoDate {} = "no-date", Error,
        vi "Không biết tính theo ngày nào: chưa có as_of và chưa có hồ sơ nào được ghi nhận.", "Ghi as_of: NĂM-THÁNG-NGÀY vào forum.yaml, hoặc chạy với --as-of NĂM-THÁNG-NGÀY.",
        en "There is no day to count from: neither as_of nor any receipt.", "Write as_of: YYYY-MM-DD into forum.yaml or run with --as-of YYYY-MM-DD.";
    FileUnreadable { reason: String } = "file-unreadable", Error,
        vi "Không đọc được tệp: {reason}.", "Kiểm tra tệp, đóng chương trình đang mở tệp rồi chạy lại.",
        en "The file cannot be read: {reason}.", "Check the file, close the program that has it open, and run again.";
    UnknownTarget { name: String, known: String } = "unknown-target", Error,
        vi "Không có loại văn bản, văn bản hay đơn vị nào là «{name}».", "Chọn một trong: {known}; hoặc mã văn bản trong out/manifest.json.",
        en "There is no kind, document or unit “{name}”.", "Choose one of: {known}; or an id in out/manifest.json.";

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
    ModelEdited {} = "model-edited", Error,
        vi "Tệp mô hình này đã được sửa tay nên không bị ghi đè; nội dung sửa chưa được đưa vào văn bản.", "Sửa ở bảng tính gốc trong inputs/ rồi xóa tệp này và chạy lại.",
        en "This model file was edited by hand and is left alone; the edit is not in the papers.", "Correct the workbook in inputs/, delete this file and run again.";

    // ---- Templates ----
    YamlInvalid { detail: String, snippet: String } = "yaml-invalid", Error,
        vi "Tệp khai báo sai: {detail}", "Sửa dòng được chỉ ra rồi chạy lại.",
        en "The file is not valid: {detail}", "Correct the line shown and run again.";
    TemplateInvalid { detail: String } = "template-invalid", Error,
        vi "Mẫu văn bản có lỗi: {detail}.", "Sửa dòng được chỉ ra trong mẫu rồi chạy lại; các văn bản khác vẫn được lập.",
        en "The template is wrong: {detail}.", "Correct the line shown and run again; other papers are made all the same.";
    UnknownPlaceholder { name: String, nearest: String } = "unknown-placeholder", Error,
        vi "Không có thông tin nào tên là «{name}»; tên gần nhất là «{nearest}».", "Sửa tên trong mẫu thành «{nearest}» nếu đúng ý, rồi chạy lại.",
        en "There is no fact named “{name}”; the nearest is “{nearest}”.", "Write “{nearest}” if that is meant, and run again.";
    UnknownName { name: String } = "unknown-placeholder", Error,
        vi "Không có thông tin nào tên là «{name}».", "Sửa tên trong mẫu rồi chạy lại.",
        en "There is no fact named “{name}”.", "Correct the name and run again.";
    TemplateReference { what: String, name: String, known: String } = "template-reference", Error,
        vi "Mẫu nhắc tới {what} «{name}» nhưng không có; hiện có: {known}.", "Sửa tên trong phần khai báo của mẫu, hoặc bổ sung vào forum.yaml.",
        en "The template names the {what} “{name}”, which does not exist; there are: {known}.", "Correct the name in the template or add it to forum.yaml.";

    // ---- Papers ----
    DocumentFailed { document: String, detail: String } = "document-failed", Error,
        vi "Không lập được văn bản {document}: {detail}.", "Kiểm tra mẫu và số liệu của văn bản này; các văn bản khác vẫn được lập.",
        en "{document} could not be made: {detail}.", "Check its template and facts; other papers were made all the same.";
    TotalsDisagree { what: String, counts: String } = "totals-disagree", Error,
        vi "Các số tổng về {what} không khớp nhau: {counts}.", "Kiểm tra lĩnh vực và cơ quan của từng nội dung.",
        en "The totals of {what} do not agree: {counts}.", "Check theme and agency of each item.";
    CharacterNotCovered { characters: String } = "character-not-covered", Warning,
        vi "Phông chữ không có ký tự {characters}; đã in thay bằng □.", "Sửa lại nội dung ở ô gốc hoặc bỏ ký tự đó.",
        en "The font has no glyph for {characters}; printed as □.", "Correct the source cell or drop the character.";

    // ---- Files and workbooks written ----
    FileNotWritten { reason: String } = "file-not-written", Error,
        vi "Không ghi được tệp: {reason}.", "Đóng tệp nếu đang mở (Acrobat, Excel, Word) rồi chạy lại.",
        en "The file cannot be written: {reason}.", "Close it if it is open (Acrobat, Excel, Word) and run again.";
    CellTextCut { limit: usize } = "cell-text-cut", Warning,
        vi "Nội dung dài hơn {limit} ký tự (giới hạn của Excel) nên trong sổ tính đã bị cắt bớt phần cuối.", "Rút gọn nội dung ở ô gốc; bản đầy đủ vẫn có trong văn bản PDF.",
        en "The text is longer than {limit} characters, the limit of Excel; its end was cut in the workbook.", "Shorten the text in its source; the PDF has all of it.";
    WorkbookNotWritten { reason: String } = "workbook-not-written", Error,
        vi "Không tạo được sổ tính: {reason}.", "Xem lại danh sách ghi trong tệp mẫu .xlsx.yaml rồi chạy lại.",
        en "The workbook could not be made: {reason}.", "Look at the lists in its .xlsx.yaml template and run again.";
}
