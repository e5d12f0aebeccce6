//! Every finding there is: its stable code, its severity, its data, and its words in both languages.

use serde::{Deserialize, Serialize};

use super::{Language, Severity};

/// Declares the findings. Data first; the words of both languages stand beside each other and may name the data.
macro_rules! catalogue {
    ($($variant:ident { $($field:ident: $type:ty),* $(,)? } = $code:literal, $severity:ident,
        vi $vi:literal, $vi_hint:literal,
        en $en:literal, $en_hint:literal;)+) => {
        /// What was found.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

            /// Whether something could not be read that records or kinds of papers come from: what then is missing is not gone.
            pub fn hides_records(&self) -> bool {
                const SIGNS: [&str; 9] = [
                    "file-unreadable", "folder-unreadable", "workbook-", "sheet-truncated", "sheet-missing", "guests-",
                    "yaml-invalid", "unknown-placeholder", "template-",
                ];
                self.severity() == Severity::Error && SIGNS.iter().any(|sign| self.code().starts_with(sign))
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
    CannotWatch { reason: String } = "cannot-watch", Error,
        vi "Không theo dõi được thư mục làm việc: {reason}.", "Kiểm tra quyền truy cập thư mục; nếu thư mục nằm trên mạng, chép về máy, hoặc chạy diendan sau mỗi lần sửa.",
        en "The workspace cannot be watched: {reason}.", "Check the rights; copy it from the network to this machine, or run diendan after each change.";
    AnotherRun {} = "another-run", Error,
        vi "Một lần chạy khác của chương trình đang làm việc trong thư mục này; lần chạy này chưa làm gì.", "Đợi lần chạy kia xong (hoặc đóng cửa sổ đang chạy diendan watch) rồi chạy lại.",
        en "Another run is at work in this workspace; nothing was done.", "Wait until it has ended (or close the window that runs diendan watch), then run again.";
    UnknownTarget { name: String, known: String } = "unknown-target", Error,
        vi "Không có loại văn bản, văn bản hay đơn vị nào là «{name}».", "Chọn một trong: {known}; hoặc mã văn bản trong out/manifest.json.",
        en "There is no kind, document or unit “{name}”.", "Choose one of: {known}; or an id in out/manifest.json.";

    // ---- Reading workbooks ----
    WorkbookUnreadable { reason: String } = "workbook-unreadable", Error,
        vi "Không đọc được tệp: {reason}.", "Mở tệp bằng Excel hoặc Word, lưu lại dạng .xlsx hoặc .docx rồi chép lại vào thư mục cũ.",
        en "The file cannot be read: {reason}.", "Open it in Excel or Word, save it as .xlsx or .docx and put it back.";
    WorkbookEncrypted {} = "workbook-encrypted", Error,
        vi "Tệp có mật khẩu nên không đọc được.", "Đề nghị đơn vị bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu và gửi lại.",
        en "The file is protected by a password.", "Ask the unit to remove the password, save and send it again.";
    WorkbookEmpty {} = "workbook-empty", Error,
        vi "Tệp trống, không có dữ liệu.", "Đề nghị đơn vị gửi lại tệp đã điền.",
        en "The file is empty.", "Ask the unit to send the filled-in file.";
    WorkbookFormat { format: String } = "workbook-format", Error,
        vi "Tệp là {format}, không phải bảng tính .xlsx.", "Mở tệp bằng Excel, chọn Lưu thành > Excel Workbook (.xlsx), rồi thay tệp cũ bằng tệp mới.",
        en "The file is not an .xlsx workbook ({format}).", "Open it in Excel, save it as .xlsx and replace the old file.";
    WorkbookScan { format: String } = "workbook-scan", Error,
        vi "Tệp là {format}: không đọc được chữ và số trong đó.", "Đề nghị đơn vị gửi tệp Excel gốc, không gửi bản chụp, bản quét hoặc bản in ra PDF.",
        en "The file is a picture or a PDF ({format}); nothing can be read from it.", "Ask the unit for the original workbook, not a scan or a print.";
    WorkbookText { format: String } = "workbook-text", Error,
        vi "Tệp là {format}, không phải bảng tính.", "Mở tệp bằng Word, lưu lại dạng .docx nếu danh sách nằm trong bảng; hoặc đề nghị đơn vị gửi tệp Excel.",
        en "The file is a text document ({format}), not a workbook.", "Open it in Word and save it as .docx if its lists are tables, or ask the unit for a workbook.";
    WorkbookPacked {} = "workbook-packed", Warning,
        vi "Tệp là tệp nén; bảng tính nằm bên trong chưa được đọc.", "Giải nén, chép các tệp bên trong vào thư mục này rồi xóa tệp nén.",
        en "The file is an archive; what is in it was not read.", "Unpack it, put its files into this folder and delete the archive.";
    FileShortcut {} = "file-shortcut", Warning,
        vi "Tệp là lối tắt (shortcut), không phải tệp thật.", "Chép chính tệp gốc vào thư mục rồi xóa lối tắt.",
        en "The file is a shortcut.", "Put the file itself into the folder and delete the shortcut.";
    FileLink {} = "file-link", Warning,
        vi "Đây là liên kết tới một tệp hoặc thư mục khác; chương trình không đọc theo liên kết.", "Chép chính tệp gốc vào thư mục.",
        en "This is a link to another file or folder; links are not followed.", "Put the file itself into the folder.";
    FileOpen {} = "file-open", Note,
        vi "Một tệp đang mở trong Excel hoặc Word: phần chưa lưu chưa được đọc.", "Lưu và đóng tệp rồi chạy lại; nếu không ai mở tệp, xóa tệp ~$ còn sót.",
        en "A file is open in Excel or Word: what is not saved was not read.", "Save and close it and run again; if nobody has it open, delete the file ~$ that was left.";
    FolderAsFile {} = "folder-as-file", Warning,
        vi "Đây là thư mục mang tên bảng tính; các tệp bên trong chưa được đọc.", "Nếu bên trong có bảng tính, đổi tên thư mục (bỏ đuôi); nếu không, đề nghị đơn vị gửi lại tệp.",
        en "This is a folder named like a workbook; what is in it was not read.", "Rename the folder if there are workbooks in it, or ask the unit for the file.";
    WorkbookTooLarge { what: String } = "workbook-too-large", Error,
        vi "Tệp quá lớn so với một mẫu đăng ký: {what}.", "Chép riêng phần đã điền sang mẫu trống (bỏ ảnh, bỏ định dạng cả cột), lưu và gửi lại.",
        en "The file is too large for a registration form: {what}.", "Copy what is filled in into a blank form, without pictures, and send it again.";
    CellUnreadable { after: String } = "cell-unreadable", Warning,
        vi "Có ô ngay sau ô {after} không đọc được và đã bỏ qua.", "Xem lại dòng này trong tệp; nếu thiếu dữ liệu, nhập lại ô đó rồi lưu.",
        en "A cell right after {after} cannot be read and was left out.", "Look at this row; type the cell again and save if something is missing.";
    CellOutside {} = "cell-outside", Warning,
        vi "Có dữ liệu nằm quá xa ngoài bảng (sau dòng 20.000 hoặc cột 200); phần đó đã bỏ qua.", "Nếu là dữ liệu thật, chuyển về đúng bảng; nếu không, xóa các dòng, cột thừa.",
        en "There is data far outside the table (beyond row 20,000 or column 200); it was left out.", "Move it into the table, or delete the surplus rows and columns.";
    SheetTruncated {} = "sheet-truncated", Error,
        vi "Trang tính có quá nhiều dữ liệu; chỉ đọc được phần đầu.", "Chép riêng phần đã điền sang mẫu trống, lưu và gửi lại.",
        en "The sheet holds too much data; only its beginning was read.", "Copy what is filled in into a blank form and send it again.";
    SheetNameTwice {} = "sheet-name-twice", Error,
        vi "Trong tệp có hai trang tính cùng tên; chỉ đọc được trang đầu.", "Mở tệp bằng Excel, đổi tên một trang tính rồi lưu lại.",
        en "Two sheets have the same name; only the first was read.", "Open the file in Excel, rename one and save.";
    SheetTwice { what: String, used: String, other: String } = "sheet-twice", Error,
        vi "Có hai trang tính cùng chứa {what}: “{used}” (đã dùng) và “{other}” (chưa dùng).", "Xóa trang tính thừa rồi lưu lại.",
        en "Two sheets hold the same part: “{used}” (used) and “{other}” (not used).", "Delete the surplus sheet and save.";
    SheetSame { what: String, used: String, other: String } = "sheet-same", Note,
        vi "Trang tính “{other}” chép lại {what} của trang “{used}”, nội dung giống nhau.", "Không cần làm gì; có thể xóa trang thừa.",
        en "The sheet “{other}” is a copy of “{used}” with the same content ({what}).", "Nothing to do; the copy may be deleted.";
    SheetLeftOut { what: String, sheet: String, why: String } = "sheet-left-out", Warning,
        vi "Trang tính “{sheet}” cũng có {what} nhưng không được dùng: {why}.", "Nếu trang này mới đúng, xóa trang kia rồi lưu lại; nếu không thì không phải làm gì.",
        en "The sheet “{sheet}” holds this part too ({what}) but was not used: {why}.", "If it is the right one, delete the other and save.";
    SheetYear { year: u16 } = "sheet-year", Warning,
        vi "Tiêu đề hoặc tên trang tính ghi năm {year}.", "Kiểm tra số liệu có phải của năm nay không; nếu phải, sửa lại tiêu đề.",
        en "The title or the sheet's name says {year}.", "Check that the data are of this year.";
    ColumnUnknown { columns: String } = "column-unknown", Warning,
        vi "Không hiểu các cột {columns} nên chưa đọc.", "Nếu là nội dung của mẫu, ghi tiêu đề cột đúng như trong mẫu; nếu không thì không phải làm gì.",
        en "Columns that are not known were not read: {columns}.", "If they belong to the form, use the form's headings.";
    LabelUnknown { labels: String } = "label-unknown", Warning,
        vi "Không hiểu các mục {labels} nên chưa đọc nội dung bên cạnh.", "Nếu là nội dung của mẫu, ghi tên mục đúng như trong mẫu; nếu không thì không phải làm gì.",
        en "Labels that are not known were not read: {labels}.", "If they belong to the form, use the form's labels.";
    ColumnHidden { columns: String } = "column-hidden", Note,
        vi "Các cột đang ẩn vẫn được đọc: {columns}.", "Bỏ ẩn cột và kiểm tra lại.",
        en "Hidden columns were read: {columns}.", "Show them and check.";
    HeadingGuessed { text: String, field: String } = "heading-guessed", Warning,
        vi "Tiêu đề cột “{text}” được hiểu là {field}.", "Kiểm tra lại; nếu không đúng, ghi tiêu đề cột như trong mẫu.",
        en "The heading “{text}” was read as a field of the form ({field}).", "Check it; else use the form's heading.";
    GroupsInOneTable {} = "groups-in-one-table", Warning,
        vi "Một bảng chứa hai nhóm (trẻ em và người phụ trách, hoặc câu hỏi và kiến nghị); đã tách theo dòng tiêu đề hoặc theo nội dung từng dòng.", "Kiểm tra lại từng nhóm có đủ và đúng dòng không.",
        en "One table holds two groups (children and caretakers, or questions and recommendations); they were told apart by the lines between them or row by row.", "Check that each group has its rows.";
    TableSideways { what: String, count: usize } = "table-sideways", Warning,
        vi "Bảng ({what}) ghi mỗi cột một người; đã đọc từng cột thành một dòng, được {count} người.", "Kiểm tra lại đã đủ người và đúng từng ô chưa; lần sau ghi mỗi người một dòng như trong mẫu.",
        en "The table ({what}) has one person to a column; each column was read as a row, {count} in all.", "Check that nobody is missing; one person to a row next time.";
    FormsJoined { what: String, count: usize } = "forms-joined", Warning,
        vi "Mỗi người ghi trên một phiếu riêng; đã ghép các phiếu thành {what}, được {count} người.", "Kiểm tra lại đã đủ phiếu và đúng từng ô chưa; lần sau ghi chung một bảng, mỗi người một dòng như trong mẫu.",
        en "Each person has a form of their own; the forms were put together ({what}), {count} in all.", "Check that none is missing; use one table with one person to a row next time.";
    RowExample {} = "row-example", Note,
        vi "Dòng này là ví dụ điền mẫu nên không được đọc.", "Không cần làm gì; nếu là dữ liệu thật, bỏ chữ “Ví dụ”.",
        en "The row is an example and was not read.", "Nothing to do; if it is real, take the word “Ví dụ” out.";
    RowRemark { text: String } = "row-remark", Warning,
        vi "Dòng “{text}” không có số thứ tự, không giống một dòng của danh sách nên không được đọc.", "Nếu là dữ liệu, ghi số thứ tự và điền đủ các cột.",
        en "The line “{text}” is not numbered and does not look like a row of the list; it was not read.", "If it is one, number it and fill in the columns.";
    PersonReserve {} = "person-reserve", Warning,
        vi "Người ở dòng này ghi là dự phòng nên không tính vào danh sách chính thức.", "Nếu người này thay người khác, bỏ chữ “dự phòng” và xóa dòng của người được thay.",
        en "The person in this row is a substitute and is not in the list.", "If they take a place, take “dự phòng” out and delete the other row.";
    SheetHidden {} = "sheet-hidden", Warning,
        vi "Dữ liệu được lấy từ một trang tính đang ẩn.", "Mở ẩn trang tính và kiểm tra lại dữ liệu.",
        en "The data was read from a hidden sheet.", "Show the sheet and check it.";
    SheetMissing { what: String } = "sheet-missing", Warning,
        vi "Không tìm thấy trang tính {what}.", "Điền vào đúng mẫu, giữ nguyên các tiêu đề cột.",
        en "The sheet for one part is missing ({what}).", "Fill in the form and keep its headings.";
    SheetPicture {} = "sheet-picture", Error,
        vi "Trang tính chỉ có ảnh hoặc hộp chữ, không có dữ liệu trong ô.", "Gõ nội dung vào các ô của mẫu, không dán ảnh.",
        en "The sheet holds pictures or text boxes instead of cells.", "Type the content into the cells.";
    FormYear { year: u16, wanted: u16 } = "form-year", Warning,
        vi "Tệp dùng mẫu của năm {year}, Diễn đàn này là năm {wanted}.", "Kiểm tra số liệu có phải của năm {wanted} không; nếu không, đề nghị điền mẫu mới.",
        en "The form is of {year}, the forum of {wanted}.", "Check that the data are of {wanted}.";
    UnitUnknown {} = "unit-unknown", Error,
        vi "Không xác định được tệp này của đơn vị nào; tệp chưa được đưa vào tổng hợp.", "Ghi đúng tên đơn vị ở trang 1, hoặc chép tệp vào thư mục mang mã đơn vị (ví dụ submissions/06313/).",
        en "It is not clear whose file this is; it was left out.", "Write the unit's name on the first sheet, or put the file into a folder named by the unit's code.";
    UnitGuessed { text: String, unit: String } = "unit-guessed", Warning,
        vi "Tên đơn vị “{text}” được hiểu là {unit}.", "Kiểm tra lại; nếu đúng, thêm cách viết này vào aliases của đơn vị trong forum.yaml.",
        en "The unit's name “{text}” was read as {unit}.", "Check it; if right, add the spelling to the unit's aliases in forum.yaml.";
    UnitContradiction { used: String, other: String, source: String } = "unit-contradiction", Error,
        vi "Tệp được tính cho {used}, nhưng {source} lại là {other}.", "Xác định lại đơn vị gửi tệp; sửa tên đơn vị ở trang 1, đổi tên tệp hoặc chuyển thư mục.",
        en "The file was taken for {used}, but another sign ({source}) says {other}.", "Find out who sent it; correct the name on the first sheet, the file name or the folder.";
    UnitVersions { used: String, other: String, parts: String } = "unit-versions", Warning,
        vi "Đơn vị gửi nhiều lần ({parts}): đã dùng “{used}” nhận sau, không dùng “{other}”.", "Nếu “{other}” mới đúng, chuyển tệp kia ra khỏi thư mục submissions.",
        en "The unit sent several versions ({parts}): “{used}”, received later, was used, “{other}” was not.", "If the other is right, move this one out of submissions.";
    UnitTwice { used: String, other: String, parts: String } = "unit-twice", Error,
        vi "Hai tệp “{used}” và “{other}” của đơn vị khác nhau ({parts}) mà không rõ tệp nào nhận sau; tạm dùng “{used}”.", "Giữ lại một tệp, hoặc ghi ngày nhận từng tệp vào receipts.yaml.",
        en "The unit's files “{used}” and “{other}” differ ({parts}), and it is not known which came later; “{used}” was used.", "Keep one, or note in receipts.yaml when each came.";
    PartsSame { used: String, parts: String } = "parts-same", Note,
        vi "Tệp này và “{used}” có nội dung giống nhau ({parts}).", "Không cần làm gì.",
        en "This file and “{used}” say the same ({parts}).", "Nothing to do.";
    PartsCombined { files: String } = "parts-combined", Warning,
        vi "Hồ sơ của đơn vị được ghép từ nhiều tệp: {files}.", "Kiểm tra mỗi phần lấy từ đúng tệp.",
        en "The unit's dossier was put together from several files: {files}.", "Check that each part comes from the right file.";
    WorkbookNothing {} = "workbook-nothing", Warning,
        vi "Không tìm thấy bảng hay nội dung nào của mẫu đăng ký trong tệp này; tệp không được dùng.", "Nếu tệp có danh sách, ghi tiêu đề cột như trong mẫu; nếu không, chuyển tệp ra khỏi thư mục submissions.",
        en "The file has none of the form's tables; nothing of it was used.", "Give the lists the form's headings, or move the file out of submissions.";
    UnitsInFile { units: String } = "units-in-file", Warning,
        vi "Tệp chứa hồ sơ của nhiều đơn vị ({units}); đã tách cho từng đơn vị.", "Kiểm tra từng đơn vị đã nhận đủ phần của mình.",
        en "The file holds the dossiers of several units ({units}); each got its own part.", "Check that every unit has its part.";
    PartWithoutUnit { what: String } = "part-without-unit", Error,
        vi "Tệp có nhiều đơn vị mà không rõ {what} ở trang này của đơn vị nào; chưa được đưa vào tổng hợp.", "Ghi tên đơn vị (ví dụ “Xã Tri Lễ”) ở dòng phía trên bảng hoặc ở tên trang tính.",
        en "The file holds several units, and it is not clear whose this part is ({what}); it was left out.", "Write the unit's name above the table or into the sheet's name.";
    RowUnitUnknown { text: String } = "row-unit-unknown", Error,
        vi "Không có đơn vị “{text}” trong danh sách đơn vị; dòng này chưa được đưa vào tổng hợp.", "Sửa tên đơn vị ở ô này, hoặc thêm cách viết này vào aliases của đơn vị trong forum.yaml.",
        en "There is no unit “{text}”; the row was left out.", "Correct the unit's name, or add the spelling to the unit's aliases in forum.yaml.";
    FolderUnreadable { reason: String } = "folder-unreadable", Error,
        vi "Không đọc được thư mục: {reason}.", "Kiểm tra quyền truy cập thư mục.",
        en "The folder cannot be read: {reason}.", "Check the permissions of the folder.";
    FileIgnored {} = "file-ignored", Note,
        vi "Tệp không phải bảng tính và không có bảng danh sách nên không được đọc.", "Không cần làm gì nếu đây là kịch bản, ảnh hoặc văn bản gửi kèm; nếu danh sách chỉ có trong tệp này, đề nghị đơn vị gửi tệp Excel gốc.",
        en "The file is no workbook and has no list in a table; it was not read.", "Nothing to do if it is a script, a picture or an accompanying paper; if a list is only in this file, ask for the original workbook.";

    // ---- Values of cells ----
    ValueUnknown { what: String, text: String } = "value-unknown", Error,
        vi "Không hiểu {what} “{text}”; nội dung này bắt buộc phải có.", "Sửa lại ô này theo hướng dẫn trong mẫu.",
        en "Required value ({what}) not understood: “{text}”.", "Correct the cell as the form explains.";
    ValueUnclear { what: String, text: String } = "value-unclear", Warning,
        vi "Không hiểu {what} “{text}”; đã bỏ qua.", "Sửa lại ô này, chọn trong danh sách của mẫu nếu có.",
        en "Value ({what}) not understood and left out: “{text}”.", "Correct the cell; choose from the list of the form if there is one.";
    ValueRepaired { what: String, from: String, to: String } = "value-repaired", Warning,
        vi "Đã hiểu {what} “{from}” là “{to}”.", "Kiểm tra lại; nếu không đúng, sửa ô này.",
        en "Value ({what}) “{from}” was read as “{to}”.", "Check it; correct the cell if it is wrong.";
    ValueNormalised { what: String, from: String, to: String } = "value-normalised", Note,
        vi "Đã ghi {what} “{from}” thành “{to}”.", "Không cần làm gì nếu đúng; nếu không đúng, sửa ô này.",
        en "Value ({what}) “{from}” was written as “{to}”.", "Nothing to do if it is right; else correct the cell.";
    ValueDoubtful { what: String, text: String, why: String } = "value-doubtful", Warning,
        vi "Đã giữ nguyên {what} “{text}” nhưng có điểm chưa rõ: {why}.", "Kiểm tra lại; nếu sai, sửa ô này.",
        en "Value ({what}) “{text}” was kept as typed but looks doubtful ({why}).", "Check it; correct the cell if it is wrong.";
    DateDoubt { what: String, text: String, used: String, other: String } = "date-doubt", Warning,
        vi "Ngày và tháng của {what} “{text}” có thể bị đảo: đã hiểu là {used}, cũng có thể là {other}.", "Đối chiếu giấy tờ; định dạng cả cột là Văn bản rồi ghi lại dạng ngày/tháng/năm.",
        en "Day and month ({what}: “{text}”) may be exchanged: read as {used}, it may be {other}.", "Compare with the papers; type day/month/year into cells formatted as text.";
    DateImpossible { what: String, text: String, year: i16 } = "date-impossible", Warning,
        vi "Không có ngày “{text}” ({what}); chỉ dùng năm {year}.", "Đối chiếu giấy khai sinh và sửa lại ngày, tháng.",
        en "There is no day “{text}” ({what}); only the year {year} was used.", "Compare with the birth certificate and correct day and month.";
    TextDecoded { encoding: String, cells: String, from: String, to: String } = "text-decoded", Note,
        vi "Ô {cells} gõ bằng mã {encoding}; đã đổi sang Unicode, ví dụ “{from}” thành “{to}”.", "Xem qua kết quả; lần sau gõ bằng phông Times New Roman, bảng mã Unicode.",
        en "The cells {cells} are in the encoding {encoding}; they were converted to Unicode, for example “{from}” to “{to}”.", "Look at the result; type in Unicode next time.";
    TextGuessed { encoding: String, cells: String, from: String, to: String } = "text-guessed", Warning,
        vi "Ô {cells} có vẻ gõ bằng mã {encoding} dù phông chữ không cho biết; đã đổi sang Unicode, ví dụ “{from}” thành “{to}”.", "Kiểm tra lại từng ô; nếu sai, chuyển nội dung sang Unicode rồi gửi lại.",
        en "The cells {cells} seem to be in the encoding {encoding}, though their font does not say so; they were converted, for example “{from}” to “{to}”.", "Check each cell; convert the text to Unicode and send it again if it is wrong.";
    TextLost { text: String } = "text-lost", Error,
        vi "Nội dung “{text}” đã mất chữ có dấu (thay bằng dấu ? hoặc ký tự lạ) nên không khôi phục được.", "Đề nghị đơn vị gửi lại tệp gốc .xlsx, không chuyển qua tệp .csv hoặc phần mềm khác.",
        en "Letters of “{text}” are lost (replaced by ? or another sign).", "Ask the unit for the original .xlsx file.";
    SchoolSpellings { first: String, second: String } = "school-spellings", Warning,
        vi "Tên trường ghi hai cách: “{first}” và “{second}”.", "Nếu là một trường, thống nhất một cách ghi.",
        en "Two spellings of a school: “{first}” and “{second}”.", "Use one of them if it is one school.";
    SchoolUnknown { text: String } = "school-unknown", Warning,
        vi "Trường “{text}” không có trong danh sách trường của đơn vị; đã giữ nguyên như đã ghi.", "Kiểm tra tên trường; nếu đúng, thêm vào mục schools của forum.yaml (trường mới, hoặc tên khác ở aliases).",
        en "The school “{text}” is not in the list of the unit's schools; it was kept as typed.", "Check it; if it is right, add it to schools in forum.yaml, as a school or an alias.";
    CellError { text: String } = "cell-error", Error,
        vi "Ô có lỗi công thức {text}.", "Nhập trực tiếp nội dung vào ô thay cho công thức.",
        en "The cell holds the formula error {text}.", "Type the content instead of the formula.";
    CellUncalculated {} = "cell-uncalculated", Error,
        vi "Ô có công thức nhưng tệp không lưu kết quả.", "Mở tệp bằng Excel, lưu lại rồi gửi lại.",
        en "The cell holds a formula without a stored result.", "Open the file in Excel, save it and send it again.";
    LegacyFont { text: String } = "legacy-font", Error,
        vi "Nội dung “{text}” có vẻ gõ bằng phông chữ cũ (TCVN3, VNI) nên không đọc được.", "Chuyển nội dung sang Unicode (phông Times New Roman) rồi gửi lại.",
        en "“{text}” seems to be typed in an old encoding (TCVN3, VNI) and cannot be read.", "Convert it to Unicode and send it again.";
    NameOdd { name: String } = "name-odd", Warning,
        vi "Họ và tên “{name}” có vẻ chưa đúng (thiếu họ, thừa ký tự hoặc dính chữ).", "Đối chiếu giấy khai sinh và sửa lại nếu cần.",
        en "The name “{name}” looks wrong.", "Compare with the birth certificate.";
    PhoneOdd { text: String } = "phone-odd", Warning,
        vi "Số điện thoại “{text}” không đủ hoặc thừa chữ số.", "Nhập lại đủ 10 chữ số, định dạng ô là Văn bản.",
        en "The telephone number “{text}” has too few or too many digits.", "Type all ten digits, with the cell formatted as text.";
    AgencyUnknown { text: String } = "agency-unknown", Warning,
        vi "Không có cơ quan “{text}” trong danh sách; đã chuyển cho cơ quan chủ trì của chủ đề.", "Chọn cơ quan trong danh sách, hoặc thêm tên này vào aliases của cơ quan trong forum.yaml.",
        en "The agency “{text}” is not in the list; the theme's lead agency was taken.", "Choose one of the list, or add this name to the agency's aliases in forum.yaml.";
    AskerUnknown { name: String } = "asker-unknown", Warning,
        vi "Tên trẻ đặt câu hỏi “{name}” không có trong danh sách trẻ em của đơn vị.", "Ghi đúng tên một em trong danh sách trẻ em.",
        en "The child who asks (“{name}”) is not in the unit's list.", "Write the name as in the list of children.";
    TextSplit { count: usize } = "text-split", Warning,
        vi "Một ô chứa {count} nội dung; đã tách thành {count} dòng.", "Kiểm tra lại cách tách; lần sau mỗi dòng ghi một nội dung.",
        en "One cell held {count} items; they were split.", "Check them; one item to a row next time.";
    RowStruck {} = "row-struck", Warning,
        vi "Dòng này bị gạch ngang nhưng vẫn được đọc.", "Nếu muốn bỏ thì xóa hẳn dòng; nếu giữ thì bỏ gạch ngang.",
        en "This row is struck out but was read.", "Delete the row, or remove the strike-through.";
    ValueStruck { text: String } = "value-struck", Warning,
        vi "Nội dung “{text}” bị gạch ngang nhưng vẫn được đọc.", "Nếu muốn bỏ thì xóa hẳn nội dung ô; nếu giữ thì bỏ gạch ngang.",
        en "“{text}” is struck out but was read.", "Empty the cell, or remove the strike-through.";
    RowHidden {} = "row-hidden", Warning,
        vi "Dòng này đang ẩn hoặc bị lọc nhưng vẫn được đọc.", "Bỏ lọc, hiện các dòng ẩn và kiểm tra lại.",
        en "This row is hidden or filtered out but was read.", "Show all rows and check.";
    RowIncomplete { what: String } = "row-incomplete", Error,
        vi "Dòng này có dữ liệu nhưng thiếu {what} nên không được đưa vào danh sách.", "Ghi {what}, hoặc xóa dòng thừa.",
        en "This row has data but lacks its main value ({what}) and was left out.", "Fill it in, or delete the row.";
    PosterSurplus { count: usize } = "poster-surplus", Warning,
        vi "Có {count} tranh trong danh sách; chỉ lấy tranh đầu tiên.", "Giữ lại một tranh.",
        en "{count} posters are listed; only the first was taken.", "Keep one.";
    DateConflict { first: String, second: String } = "date-conflict", Warning,
        vi "Ngày tổ chức Diễn đàn cấp xã ghi hai nơi khác nhau: {first} và {second}.", "Thống nhất ngày ở hai trang tính; đang dùng ngày ở trang kết quả.",
        en "The date of the commune's forum is given twice and differs: {first} and {second}.", "Make both sheets agree; the one of the results counts.";

    // ---- Guests ----
    GuestsMissing {} = "guests-missing", Warning,
        vi "Chưa có danh sách khách mời (inputs/guests.xlsx).", "Chép tệp guests.xlsx vào thư mục inputs, mỗi dòng một khách mời.",
        en "There is no list of guests (inputs/guests.xlsx).", "Put guests.xlsx into inputs, one guest to a row.";
    GuestsNoTable {} = "guests-no-table", Error,
        vi "Tệp khách mời không có bảng với các cột Mã, Nhóm, Chức vụ, Cơ quan.", "Dùng lại các tiêu đề cột của tệp mẫu.",
        en "The guests' file has no table with the headings Mã, Nhóm, Chức vụ, Cơ quan.", "Use the headings of the sample file.";
    GuestIdTwice { id: String } = "guest-id-twice", Error,
        vi "Mã khách mời “{id}” bị dùng hai lần; dòng sau chưa được mời.", "Đặt mã khác cho dòng này.",
        en "The guest code “{id}” is used twice; the second row was left out.", "Give this row another code.";
    GuestIdInvalid { text: String, id: String } = "guest-id-invalid", Warning,
        vi "Mã khách mời “{text}” có ký tự không dùng được; đã đổi thành “{id}”.", "Mã chỉ gồm chữ thường không dấu, chữ số và gạch nối.",
        en "The guest code “{text}” has characters that cannot be used; it became “{id}”.", "Use lower-case letters, digits and hyphens only.";
    GuestNobody {} = "guest-nobody", Error,
        vi "Dòng khách mời không có họ tên, chức vụ và cơ quan nên không viết được giấy mời.", "Ghi ít nhất chức vụ và cơ quan, hoặc xóa dòng.",
        en "The row names neither person nor position nor agency.", "Write position and agency at least, or delete the row.";
    GuestGroupGuessed { group: String } = "guest-group-guessed", Warning,
        vi "Dòng này chưa ghi hoặc ghi sai nhóm khách mời; tạm xếp vào nhóm “{group}”.", "Chọn một nhóm trong danh sách của tệp mẫu.",
        en "The row's group is missing or unknown; “{group}” was taken.", "Choose one of the groups.";

    // ---- Returned workbooks ----
    ReturnedNotOurs {} = "returned-not-ours", Warning,
        vi "Tệp không phải bảng do chương trình lập để các cơ quan điền, nên đã bỏ qua.", "Điền vào tệp trong out/xlsx/tra-loi rồi chép vào inputs/returned; tệp khác thì chuyển khỏi thư mục này.",
        en "The file is not a workbook that this program made to be filled in; it was passed over.", "Fill in the file from out/xlsx/tra-loi; move other files out of this folder.";
    ReturnedForm {} = "returned-form", Error,
        vi "Đây là mẫu đăng ký của đơn vị, không phải bảng trả lời; chưa được đọc.", "Chuyển tệp sang inputs/submissions.",
        en "This is a unit's registration form, not a reply workbook; it was not read.", "Move it to inputs/submissions.";
    ReturnedKindUnknown { kind: String } = "returned-kind-unknown", Warning,
        vi "Chương trình chưa đọc loại bảng “{kind}”; tệp đã bỏ qua.", "Kiểm tra lại tệp; nếu là bảng trả lời thì lập lại bảng mới và điền vào đó.",
        en "Workbooks of the kind “{kind}” are not read; the file was passed over.", "Check the file; if it holds replies, make a new workbook and fill it in.";
    ReturnedAgencyUnknown { key: String } = "returned-agency-unknown", Error,
        vi "Bảng trả lời của cơ quan có mã “{key}”, nhưng forum.yaml không có cơ quan này; chưa được đọc.", "Bổ sung hoặc sửa mã cơ quan trong mục agencies của forum.yaml.",
        en "The workbook belongs to the agency “{key}”, which forum.yaml does not have; it was not read.", "Add or correct the agency's code under agencies in forum.yaml.";
    ReturnedTwice { agency: String, other: String } = "returned-twice", Warning,
        vi "Cơ quan {agency} có hai bảng trả lời: tệp này và {other}; đã đọc cả hai.", "Giữ lại một tệp, bản mới nhất.",
        en "The agency {agency} has two reply workbooks, this one and {other}; both were read.", "Keep the newest one.";
    ReturnedTableMissing { sheet: String } = "returned-table-missing", Error,
        vi "Không tìm thấy bảng ở trang tính “{sheet}” (mất trang tính hoặc mất tiêu đề cột).", "Chép câu trả lời sang bảng do chương trình lập, giữ nguyên tiêu đề và cột mã ẩn.",
        en "The table of the sheet “{sheet}” is not there: the sheet or its headings are gone.", "Copy the replies into the workbook that the program made; keep its headings and the hidden column.";
    ReplyIdUnknown { id: String } = "reply-id-unknown", Error,
        vi "Có câu trả lời cho mã “{id}”, nhưng không còn câu hỏi, kiến nghị nào có mã này; chưa được dùng.", "Tìm nội dung này trong bảng trả lời mới lập và chép câu trả lời sang.",
        en "There is a reply to “{id}”, but no question or recommendation has this id; it was not used.", "Find its text in the new reply workbook and copy the reply there.";
    ReplyWithoutId {} = "reply-without-id", Error,
        vi "Dòng này có câu trả lời nhưng mất mã ở cột ẩn đầu tiên, nên không biết trả lời nội dung nào.", "Chép câu trả lời vào đúng dòng trong bảng do chương trình lập.",
        en "The row holds a reply but has lost the id in the hidden first column.", "Copy the reply into its row in the workbook that the program made.";
    ReplyOfOtherAgency { agency: String, lead: String } = "reply-of-other-agency", Warning,
        vi "Cơ quan {agency} trả lời nội dung do {lead} chủ trì; câu trả lời vẫn được dùng khi {lead} chưa trả lời.", "Kiểm tra lại cơ quan chủ trì của nội dung này.",
        en "{agency} answers a matter that {lead} leads; the reply is used as long as {lead} has not answered.", "Check which agency leads this matter.";
    ReplyConflict { other: String } = "reply-conflict", Error,
        vi "Nội dung này có hai câu trả lời khác nhau: ở đây và ở {other}.", "Giữ lại một câu trả lời. Tạm dùng câu của cơ quan chủ trì; cùng cơ quan thì dùng tệp đứng sau theo tên.",
        en "This matter has two different replies: here and at {other}.", "Keep one. For now the lead agency's counts, of one agency's the file that comes later by name.";
    ReplyStatusUnknown { text: String } = "reply-status-unknown", Error,
        vi "Không hiểu tình trạng “{text}”; đã bỏ qua.", "Chọn một tình trạng trong danh sách của ô.",
        en "The state “{text}” is not known and was left out.", "Choose one from the cell's list.";
    ReplyWithoutStatus {} = "reply-without-status", Warning,
        vi "Đã có nội dung trả lời nhưng tình trạng để trống hoặc vẫn ghi “Chưa trả lời”; đang tính là chưa trả lời.", "Chọn tình trạng phù hợp ở dòng này.",
        en "There is a reply, but its state is empty or still “Chưa trả lời”; it counts as not answered.", "Choose the state in this row.";
    ReplyWithoutText {} = "reply-without-text", Warning,
        vi "Tình trạng ghi đã trả lời nhưng chưa có nội dung trả lời.", "Ghi nội dung trả lời, hoặc chọn lại tình trạng.",
        en "The state says answered, but there is no reply.", "Write the reply, or choose another state.";

    // ---- Counts and rules of the forum ----
    UnitMissing { unit: String } = "unit-missing", Warning,
        vi "{unit} chưa gửi hồ sơ đăng ký.", "Đôn đốc đơn vị gửi hồ sơ.",
        en "{unit} has not sent its dossier.", "Remind the unit.";
    ChildrenCount { got: usize, want: u32 } = "children-count", Error,
        vi "Danh sách có {got} trẻ em, theo kế hoạch phải có {want}.", "Đề nghị đơn vị bổ sung hoặc rút bớt cho đủ {want} em.",
        en "The list has {got} children, the plan asks for {want}.", "Ask the unit to complete or shorten the list to {want}.";
    UnitMissingLate { unit: String, last: String } = "unit-missing-late", Error,
        vi "{unit} chưa gửi hồ sơ đăng ký, đã quá hạn (hạn cuối {last}).", "Liên hệ đơn vị ngay; khi nhận được tệp, chép vào thư mục inputs/submissions.",
        en "{unit} has not sent its dossier; the last day was {last}.", "Call the unit; put its workbook into inputs/submissions when it comes.";
    CaretakersCount { got: usize, want: u32 } = "caretakers-count", Error,
        vi "Danh sách có {got} người phụ trách, theo kế hoạch phải có {want}.", "Đề nghị đơn vị bổ sung hoặc rút bớt cho đủ {want} người.",
        en "The list has {got} caretakers, the plan asks for {want}.", "Ask the unit to complete or shorten the list to {want}.";
    QuestionsCount { got: usize, want: u32 } = "questions-count", Error,
        vi "Có {got} câu hỏi, theo kế hoạch phải có {want}.", "Đề nghị đơn vị bổ sung hoặc rút bớt cho đủ {want} câu hỏi.",
        en "There are {got} questions, the plan asks for {want}.", "Ask the unit to complete or shorten the list to {want}.";
    RecommendationsCount { got: usize, want: u32 } = "recommendations-count", Error,
        vi "Có {got} kiến nghị, theo kế hoạch phải có {want}.", "Đề nghị đơn vị bổ sung hoặc rút bớt cho đủ {want} kiến nghị.",
        en "There are {got} recommendations, the plan asks for {want}.", "Ask the unit to complete or shorten the list to {want}.";
    EntriesMissing {} = "entries-missing", Error,
        vi "Chưa đăng ký tiết mục nào.", "Đề nghị đơn vị đăng ký ít nhất 01 tiết mục và gửi kịch bản.",
        en "No item is registered.", "Ask the unit for at least one item with its script.";
    PosterMissing {} = "poster-missing", Error,
        vi "Chưa có tranh cổ động.", "Đề nghị đơn vị gửi 01 tranh khổ A0 và điền trang tranh cổ động.",
        en "There is no poster.", "Ask the unit for its A0 poster and the sheet about it.";
    PosterPoint { what: String } = "poster-point", Warning,
        vi "Tranh cổ động chưa {what}.", "Đề nghị đơn vị hoàn thiện tranh rồi ghi “Có” vào ô này.",
        en "The poster lacks a point: {what}.", "Ask the unit to complete it and write “Có”.";
    AskersCount { got: usize, want: u32 } = "askers-count", Error,
        vi "Có {got} trẻ em được giao đặt câu hỏi, phải là {want}.", "Ghi “Đặt câu hỏi” ở cột Nhiệm vụ cho đúng {want} em.",
        en "{got} children have the duty to ask a question; it must be {want}.", "Write “Đặt câu hỏi” for {want} of them.";
    PaperReadersCount { got: usize, want: u32 } = "paper-readers-count", Error,
        vi "Đơn vị tham dự bằng tham luận nhưng có {got} trẻ em báo cáo tham luận, phải là {want}.", "Ghi “Báo cáo tham luận” ở cột Nhiệm vụ cho đúng {want} em.",
        en "The unit takes part with a paper, but {got} children read it; it must be {want}.", "Write “Báo cáo tham luận” for {want} of them.";
    PaperReaderSurplus { form: String } = "paper-reader-surplus", Error,
        vi "Có trẻ em được giao báo cáo tham luận nhưng đơn vị đăng ký hình thức “{form}”.", "Sửa nhiệm vụ của em đó, hoặc sửa hình thức tham dự thành “Tham luận”.",
        en "A child has the duty to read a paper, but the unit chose another form ({form}).", "Correct the duty or the form.";
    AskerDuty {} = "asker-duty", Warning,
        vi "Em được ghi bên cạnh câu hỏi không có nhiệm vụ đặt câu hỏi.", "Thống nhất cột Nhiệm vụ và tên trẻ đặt câu hỏi.",
        en "The child named beside the question does not have the duty to ask.", "Make the duty and the name agree.";
    LeaderCount { got: usize } = "leader-count", Warning,
        vi "Có {got} trưởng đoàn trong danh sách người phụ trách, nên có đúng 01.", "Chọn “Trưởng đoàn” cho đúng một người.",
        en "{got} caretakers are heads of the delegation; it should be one.", "Choose one head.";
    FieldMissing { what: String } = "field-missing", Error,
        vi "Thiếu {what}.", "Điền vào ô này rồi gửi lại.",
        en "Missing: {what}.", "Fill in this cell and send the workbook again.";
    SectionMissing { what: String } = "section-missing", Error,
        vi "Chưa gửi {what}.", "Điền trang này theo mẫu rồi gửi lại.",
        en "Nothing was sent of one part ({what}).", "Fill in this sheet of the form and send it again.";
    FieldAbsent { what: String } = "field-absent", Warning,
        vi "Chưa ghi {what}.", "Bổ sung vào ô này.",
        en "Not given: {what}.", "Add it to this cell.";
    EntryMinutes { minutes: u32 } = "entry-minutes", Warning,
        vi "Thời lượng tiết mục {minutes} phút, nên từ 1 đến 15 phút.", "Hỏi lại đơn vị thời lượng của tiết mục.",
        en "The item lasts {minutes} minutes; 1 to 15 are usual.", "Ask the unit.";
    ThemeCode { code: String } = "theme-code", Error,
        vi "Mã chủ đề “{code}” không có trong forum.yaml.", "Dùng một mã trong mục themes của forum.yaml.",
        en "The theme code “{code}” is not in forum.yaml.", "Use a code of themes in forum.yaml.";
    AgencyCode { code: String } = "agency-code", Error,
        vi "Mã cơ quan “{code}” không có trong forum.yaml.", "Dùng một mã trong mục agencies của forum.yaml.",
        en "The agency code “{code}” is not in forum.yaml.", "Use a code of agencies in forum.yaml.";
    BirthInvalid { text: String } = "birth-invalid", Error,
        vi "Năm sinh “{text}” không hợp lý.", "Ghi năm sinh (2012) hoặc ngày sinh (17/06/2012).",
        en "The birth “{text}” cannot be right.", "Write the year (2012) or the date (17/06/2012).";
    ChildTooOld { limit: u32 } = "child-too-old", Error,
        vi "Đến ngày Diễn đàn em đã đủ {limit} tuổi, không thuộc đối tượng trẻ em.", "Kiểm tra năm sinh; nếu đúng, đề nghị đơn vị cử em khác.",
        en "On the day of the forum the child is {limit} or older.", "Check the birth; if right, ask the unit for another child.";
    ChildAgeUnclear { limit: u32 } = "child-age-unclear", Warning,
        vi "Chỉ có năm sinh nên chưa rõ đến ngày Diễn đàn em đã đủ {limit} tuổi chưa.", "Đề nghị đơn vị ghi đủ ngày, tháng, năm sinh.",
        en "Only the year is known; the child may be {limit} on the day of the forum.", "Ask for the full date of birth.";
    ClassAge { usual: i16 } = "class-age", Warning,
        vi "Lớp và năm sinh lệch nhau (học sinh lớp này thường sinh năm {usual}).", "Đối chiếu giấy khai sinh và danh sách lớp.",
        en "Class and birth do not fit (pupils of this class are usually born in {usual}).", "Compare with the birth certificate and the class list.";
    ClassUpper { grade: u8 } = "class-upper", Note,
        vi "Em học lớp {grade}, trên cấp THCS.", "Kiểm tra lại lớp và tuổi của em.",
        en "The child is in class {grade}, above lower secondary school.", "Check class and age.";
    ChildTwice { unit: String } = "child-twice", Warning,
        vi "Em này trùng họ tên và năm sinh với một em trong danh sách của {unit}.", "Hỏi lại hai đơn vị; nếu là một em, giữ ở một danh sách.",
        en "A child of the same name and birth is in the list of {unit}.", "Ask both units; keep the child in one list.";
    CaretakerIsChild {} = "caretaker-is-child", Warning,
        vi "Người phụ trách trùng tên với một trẻ em trong danh sách.", "Kiểm tra có ghi nhầm danh sách không.",
        en "The caretaker has the name of a child in the list.", "Check the lists.";
    CaretakerMinor {} = "caretaker-minor", Warning,
        vi "Người phụ trách chưa đủ 18 tuổi.", "Kiểm tra năm sinh của người phụ trách.",
        en "The caretaker is under 18.", "Check the birth.";
    ConsentMissing {} = "consent-missing", Warning,
        vi "Chưa có phiếu đồng ý của cha mẹ.", "Thu phiếu đồng ý (mẫu của Thông tư số 29/2019/TT-BLĐTBXH) rồi ghi “Có”.",
        en "The parents’ consent is missing.", "Collect the consent form, then write “Có”.";
    ParticipationMissing {} = "participation-missing", Warning,
        vi "Chưa ghi em đồng ý tham gia.", "Hỏi ý kiến của em rồi ghi “Có” hoặc cử em khác.",
        en "It is not said that the child agrees to take part.", "Ask the child.";
    CommitmentMissing {} = "commitment-missing", Warning,
        vi "Người phụ trách chưa ký cam kết bảo vệ trẻ em.", "Đề nghị ký cam kết rồi ghi “Có”.",
        en "The child-protection commitment is not signed.", "Have it signed, then write “Có”.";
    DossierLate { received: String, last: String } = "dossier-late", Warning,
        vi "Hồ sơ nhận ngày {received}, quá hạn (hạn cuối {last}).", "Nhắc đơn vị; không phải làm gì thêm.",
        en "The dossier came on {received}; the last day was {last}.", "Nothing more to do than to remind the unit.";
    ReceiptMissing {} = "receipt-missing", Warning,
        vi "Đã có tệp của đơn vị nhưng sổ tiếp nhận chưa ghi.", "Thêm một dòng cho đơn vị vào inputs/receipts.yaml.",
        en "There is a workbook, but receipts.yaml has no entry for the unit.", "Add it to inputs/receipts.yaml.";
    PaperMissing {} = "paper-missing", Warning,
        vi "Đơn vị mới gửi bản mềm, chưa gửi hồ sơ giấy.", "Đề nghị gửi hồ sơ giấy; khi nhận, ghi vào inputs/receipts.yaml.",
        en "Nothing has come on paper yet.", "Ask for it; note it in inputs/receipts.yaml.";
    CommuneForumLate { held: String, last: String } = "commune-forum-late", Warning,
        vi "Diễn đàn cấp xã tổ chức ngày {held}, sau hạn cuối {last}.", "Kiểm tra lại ngày; nếu đúng, ghi nhận là tổ chức muộn.",
        en "The commune’s forum was held on {held}; the last day was {last}.", "Check the date.";
    CommuneForumFuture { held: String } = "commune-forum-future", Warning,
        vi "Ngày tổ chức Diễn đàn cấp xã ({held}) chưa tới.", "Kiểm tra lại ngày, hoặc bổ sung kết quả sau khi tổ chức.",
        en "The date of the commune’s forum ({held}) lies ahead.", "Check the date, or add the results later.";
    PlanAfterForum { plan: String, held: String } = "plan-after-forum", Warning,
        vi "Kế hoạch ban hành ngày {plan}, sau ngày tổ chức Diễn đàn cấp xã ({held}).", "Kiểm tra lại hai ngày này.",
        en "The plan is dated {plan}, after the commune’s forum ({held}).", "Check both dates.";
    DeadlineSunday { date: String } = "deadline-sunday", Note,
        vi "Thời hạn {date} là Chủ nhật.", "Nên lùi hoặc đẩy thời hạn sang ngày làm việc.",
        en "The deadline {date} is a Sunday.", "Move it to a working day.";
    ThemeMissing {} = "theme-missing", Warning,
        vi "Chưa ghi lĩnh vực/chủ đề và từ ngữ chưa đủ rõ để xếp.", "Chọn một chủ đề; vấn đề khác thì chọn “khác”.",
        en "The theme is missing, and the words do not tell it.", "Choose one.";
    ThemeGuessed { theme: String, words: String, next: String } = "theme-guessed", Warning,
        vi "Đơn vị chưa ghi (hoặc ghi không rõ) chủ đề; tạm xếp vào “{theme}” theo các từ: {words}{next}.", "Nếu không đúng, ghi mã chủ đề vào inputs/edits.yaml; nếu đúng thì không phải làm gì.",
        en "The unit gave no readable theme; “{theme}” was taken from the words: {words}{next}.", "If it is wrong, set the theme's code in inputs/edits.yaml.";
    ThemeUnclear { first: String, first_words: String, second: String, second_words: String } = "theme-unclear", Warning,
        vi "Đơn vị chưa ghi chủ đề; nội dung có thể thuộc “{first}” ({first_words}) hoặc “{second}” ({second_words}), nên chưa xếp.", "Chọn một trong hai, ghi mã chủ đề vào inputs/edits.yaml.",
        en "The unit gave no theme; the text may belong to “{first}” ({first_words}) or “{second}” ({second_words}).", "Choose one and set its code in inputs/edits.yaml.";
    ThemeContradicted { given: String, likely: String, words: String } = "theme-contradicted", Note,
        vi "Đơn vị xếp vào “{given}”, nhưng từ ngữ trong nội dung nghiêng về “{likely}” ({words}); vẫn giữ chủ đề của đơn vị.", "Xem lại; nếu cần đổi, ghi mã chủ đề vào inputs/edits.yaml.",
        en "The unit chose “{given}”, but the words speak for “{likely}” ({words}); the unit's theme stays.", "Look again; to change it, set the theme's code in inputs/edits.yaml.";
    AgencyGuessed { agency: String, words: String } = "agency-guessed", Note,
        vi "Đơn vị chưa ghi cơ quan; lấy “{agency}” theo lời trong nội dung ({words}).", "Nếu không đúng, ghi mã cơ quan vào inputs/edits.yaml.",
        en "The unit named no agency; “{agency}” was taken from the words of the text ({words}).", "If it is wrong, set the agency's code in inputs/edits.yaml.";
    TextWithheld { signs: String, at: String } = "text-withheld", Warning,
        vi "Nội dung ở ô này có dấu hiệu nói về một trường hợp trẻ em cụ thể bị bạo lực, xâm hại hoặc bỏ mặc (dấu hiệu: {signs}). Đã giữ lại, không in ở văn bản nào; vẫn tính trong tổng số.", "Đọc nội dung ngay tại ô này. Nếu đúng: báo Tổng đài 111, công an hoặc UBND cấp xã nơi em ở (Luật Trẻ em, Điều 51), giữ kín tên em, không hỏi em trước người khác. Nếu không phải: ghi vào inputs/edits.yaml dòng “- {{at: {at}/withheld, now: false, by: người xem xét, why: lý do}}”.",
        en "The text in this cell hints at a concrete case of violence, abuse or neglect (signs: {signs}). It is held back from every print and stays in the totals.", "Read it in its cell. If it is one: call 111, the police or the commune (Luật Trẻ em, Điều 51) and keep the child's name to yourself. If not: put “- {{at: {at}/withheld, now: false, by: …, why: …}}” into inputs/edits.yaml.";
    AgencyMissing {} = "agency-missing", Warning,
        vi "Chưa xác định được cơ quan trả lời.", "Ghi cơ quan, hoặc đặt cơ quan chủ trì (lead) cho chủ đề trong forum.yaml.",
        en "No agency is known to answer.", "Name one, or set the theme’s lead in forum.yaml.";
    QuestionForm {} = "question-form", Note,
        vi "Nội dung này có vẻ không phải câu hỏi.", "Xem lại; nếu là kiến nghị, chuyển sang trang kiến nghị.",
        en "This does not read as a question.", "Move it to the recommendations if it is one.";
    TextPersonal {} = "text-personal", Warning,
        vi "Nội dung có thể nêu tên một em hoặc số điện thoại.", "Ghi lời đã bỏ thông tin riêng tư vào edited_text trước khi in.",
        en "The text may name a child or hold a telephone number.", "Write a version without it into edited_text.";
    TextTwice { unit: String, path: String } = "text-twice", Warning,
        vi "Nội dung gần như giống một nội dung của {unit} ({path}).", "Nếu trùng, ghi merged_into cho một trong hai; nếu chép của nhau, hỏi lại đơn vị.",
        en "Nearly the same text came from {unit} ({path}).", "Merge them with merged_into, or ask the unit.";
    TextAlike { unit: String, path: String, percent: u32 } = "text-alike", Note,
        vi "Nội dung gần giống một nội dung của {unit} ({path}; trùng khoảng {percent} %).", "Xem trang “Nội dung gần giống” của tong-hop.xlsx; nếu là một, ghi merged_into cho một trong hai bằng inputs/edits.yaml; nếu không thì không phải làm gì.",
        en "A text like one of {unit} ({path}; about {percent} %).", "If they ask for one thing, merge them with merged_into in inputs/edits.yaml.";
    PerformingCount { got: usize, min: u32, max: u32 } = "performing-count", Error,
        vi "Có {got} đơn vị biểu diễn, theo kế hoạch từ {min} đến {max}.", "Sửa outcome.performing trong forum.yaml.",
        en "{got} units perform; the plan says {min} to {max}.", "Correct outcome.performing in forum.yaml.";
    PerformingCode { code: String } = "performing-code", Error,
        vi "Mã đơn vị biểu diễn “{code}” không có trong danh sách đơn vị hoặc bị ghi hai lần.", "Sửa outcome.performing trong forum.yaml.",
        en "The performing unit “{code}” is unknown or named twice.", "Correct outcome.performing in forum.yaml.";
    ProvinceNotPerforming { code: String } = "province-not-performing", Error,
        vi "Đơn vị được chọn dự cấp trên (“{code}”) không có trong các đơn vị biểu diễn.", "Sửa outcome.province hoặc outcome.performing trong forum.yaml.",
        en "The unit chosen for the level above (“{code}”) is not among those that perform.", "Correct outcome.province or outcome.performing in forum.yaml.";
    McCount { boys: u32, girls: u32, want_boys: u32, want_girls: u32 } = "mc-count", Error,
        vi "Người dẫn chương trình có {boys} nam, {girls} nữ; phải là {want_boys} nam, {want_girls} nữ.", "Sửa mục people (vai trò mc) trong forum.yaml.",
        en "{boys} boys and {girls} girls lead through the programme; it must be {want_boys} and {want_girls}.", "Correct the people with the role mc in forum.yaml.";
    ContactEmailPersonal {} = "contact-email-personal", Warning,
        vi "Hộp thư nhận hồ sơ không phải hộp thư công vụ (.gov.vn), trong khi hồ sơ có dữ liệu cá nhân của trẻ em.", "Dùng hộp thư công vụ và sửa forum.email trong forum.yaml.",
        en "Dossiers with children’s personal data go to an address that is not official (.gov.vn).", "Use an official address in forum.email.";

    // ---- Limits of the law ----
    LawChildren { got: u32, least: u32 } = "law-children", Warning,
        vi "Diễn đàn có {got} trẻ em, Thông tư số 29/2019/TT-BLĐTBXH yêu cầu ít nhất {least}.", "Kiểm tra số liệu; nếu đúng, giải trình trong báo cáo.",
        en "The forum has {got} children; Thông tư 29/2019 asks for at least {least}.", "Check the number; explain it in the report.";
    LawRatio { rule: String } = "law-ratio", Warning,
        vi "Chưa bảo đảm tỷ lệ của Thông tư số 29/2019/TT-BLĐTBXH: {rule}.", "Kiểm tra số liệu; nếu chưa tổ chức thì điều chỉnh thành phần.",
        en "A proportion of Thông tư 29/2019 is not kept ({rule}).", "Check the numbers; change who takes part if there is still time.";
    LawGuests { got: usize, most: u32 } = "law-guests", Warning,
        vi "Có {got} khách mời (không kể báo chí), tối đa {most} theo tỷ lệ với số trẻ em.", "Rút bớt khách mời, hoặc ghi “vắng” cho người không dự.",
        en "There are {got} guests (without the press); at most {most} are allowed.", "Invite fewer, or note who does not come.";
    CommuneNumbers { rule: String } = "commune-numbers", Warning,
        vi "Số liệu Diễn đàn cấp xã không khớp: {rule}.", "Đề nghị đơn vị kiểm tra lại số liệu.",
        en "Numbers of the commune’s forum do not agree ({rule}).", "Ask the unit to check them.";

    // ---- Corrections by hand ----
    EditTaken { path: String, was: String, now: String } = "edit-taken", Note,
        vi "Đã nhận chỗ sửa tay ở {path}: “{was}” thành “{now}”, và ghi vào inputs/edits.yaml.", "Không phải làm gì; nếu không muốn sửa, xem số thứ tự bằng diendan edits list rồi gõ diendan edits drop SỐ.",
        en "An edit by hand at {path} was taken over into inputs/edits.yaml: “{was}” became “{now}”.", "Nothing to do; to undo it, find its number with diendan edits list and run diendan edits drop NUMBER.";
    EditConflict { was: String, sent: String, now: String, line: usize } = "edit-conflict", Warning,
        vi "Chỗ sửa tay (inputs/edits.yaml dòng {line}) dựa trên “{was}”, nay đơn vị gửi “{sent}”; vẫn giữ “{now}”.", "Nếu bản đơn vị gửi mới đúng, bỏ dòng sửa; nếu chỗ sửa đúng, ghi lại was theo bản mới gửi.",
        en "The correction (inputs/edits.yaml, line {line}) was made of “{was}”; by now “{sent}” was sent. “{now}” is kept.", "If what was sent is right, drop the correction; if not, write what was sent as its was.";
    EditUnneeded { path: String, number: usize } = "edit-unneeded", Note,
        vi "Hồ sơ gửi đã giống chỗ sửa tay {path}; dòng sửa này không còn cần.", "Có thể bỏ: diendan edits drop {number}.",
        en "What was sent says the same as the correction of {path} by now.", "It can go: diendan edits drop {number}.";
    EditGone { path: String, number: usize } = "edit-gone", Warning,
        vi "Chỗ sửa tay {path} chưa dùng được: mã này không còn trong hồ sơ gửi. Dòng sửa vẫn được giữ.", "Kiểm tra người, nội dung này có bị gửi thiếu không; nếu đúng là đã bỏ, gõ diendan edits drop {number}.",
        en "The correction of {path} is not laid over: this id is not among what was sent. It is kept.", "Check whether the record is missing; if it is rightly gone, run diendan edits drop {number}.";
    EditUnsent { path: String } = "edit-unsent", Warning,
        vi "Chỗ sửa tay {path} chưa dùng được vì không có hồ sơ nào của đơn vị này. Dòng sửa vẫn được giữ.", "Chép lại tệp của đơn vị vào inputs/submissions, hoặc đợi đơn vị gửi.",
        en "The correction of {path} is not laid over, for the unit has sent nothing. It is kept.", "Put the unit's workbook into inputs/submissions, or wait for it.";
    EditInvalid { detail: String, english: String } = "edit-invalid", Error,
        vi "Dòng sửa tay này không hiểu được: {detail}. Các dòng khác vẫn được dùng.", "Sửa lại theo mẫu: - {{at: đường dẫn, was: giá trị cũ, now: giá trị mới}}.",
        en "The correction cannot be understood: {english}. The others are laid over.", "Write it like this: - {{at: path, was: old value, now: new value}}.";
    EditPath { path: String, name: String, known: String } = "edit-path", Error,
        vi "Đường dẫn «{path}» sai ở «{name}». Các dòng khác vẫn được dùng.", "Chọn một trong: {known}.",
        en "The path “{path}” is wrong at “{name}”. The other corrections are laid over.", "Choose one of: {known}.";
    EditPathNear { path: String, name: String, nearest: String } = "edit-path", Error,
        vi "Đường dẫn «{path}» sai ở «{name}»; tên gần nhất là «{nearest}». Các dòng khác vẫn được dùng.", "Nếu đúng ý, ghi «{nearest}» thay cho «{name}».",
        en "The path “{path}” is wrong at “{name}”; the nearest is “{nearest}”. The other corrections are laid over.", "Write “{nearest}” if that is meant.";
    EditValue { path: String, value: String, detail: String, english: String } = "edit-value", Error,
        vi "Giá trị “{value}” không dùng được ở {path}: {detail}. Các dòng khác vẫn được dùng.", "Sửa giá trị trong dòng này rồi chạy lại.",
        en "“{value}” cannot stand at {path}: {english}. The other corrections are laid over.", "Correct the value in this line and run again.";
    EditMisplaced { path: String, detail: String, english: String } = "edit-misplaced", Error,
        vi "Không sửa được kiểu này ở {path}: {detail}. Các dòng khác vẫn được dùng.", "Sửa lại dòng này rồi chạy lại.",
        en "This cannot be done at {path}: {english}. The other corrections are laid over.", "Correct this line and run again.";
    EditsNotWritten { reason: String } = "edits-not-written", Error,
        vi "Chưa ghi thêm được chỗ sửa tay vào inputs/edits.yaml: {reason}. Tệp đã sửa được giữ nguyên.", "Đóng inputs/edits.yaml nếu đang mở, sửa lại tệp cho đúng rồi chạy lại.",
        en "The edits could not be added to inputs/edits.yaml: {reason}. The edited file is left as it is.", "Close inputs/edits.yaml, put it right and run again.";
    EditNumber { number: usize, count: usize } = "edit-number", Error,
        vi "Không có dòng sửa số {number}; inputs/edits.yaml có {count} dòng sửa.", "Xem số thứ tự bằng: diendan edits list.",
        en "There is no correction {number}; inputs/edits.yaml has {count}.", "See their numbers: diendan edits list.";

    ListRowAdded {} = "list-row-added", Warning,
        vi "Dòng này được thêm vào danh sách nên không được nhận: chỉ nhận thêm trẻ em, người phụ trách có họ tên, ghi ngay dưới tên đơn vị.", "Ghi lại dòng này cho đủ họ tên, đúng chỗ của đơn vị; hoặc gõ: diendan edits add units/MÃ/children --add name=…; hoặc thêm vào tệp trong out/model.",
        en "This row was added to the list and is not taken over: only children and caretakers with a name, below the name of their unit, are.", "Give the row a name and put it with its unit; or run: diendan edits add units/CODE/children --add name=…; or add them to the file in out/model.";
    ListBaseMissing {} = "list-base-missing", Error,
        vi "Sổ tổng hợp này mất trang ẩn ghi nội dung gốc nên không biết ô nào đã sửa; chưa nhận chỗ sửa nào.", "Mở sổ mới trong out/xlsx và sửa vào đó.",
        en "The summary workbook has lost its hidden sheet of what was written, so nobody can tell what was edited; nothing is taken over.", "Edit the new workbook in out/xlsx.";

    // ---- Model files ----
    ModelFixed { name: String } = "model-fixed", Warning,
        vi "Mục «{name}» lấy từ chỗ khác nên phần sửa ở đây không được nhận.", "Tên đơn vị sửa trong inputs/forum.yaml; tệp nguồn thay trong inputs/submissions.",
        en "“{name}” comes from elsewhere; what was changed here is not taken over.", "Change units in inputs/forum.yaml, workbooks in inputs/submissions.";
    ModelReordered {} = "model-reordered", Note,
        vi "Thứ tự trong danh sách này đã bị đổi; chương trình giữ thứ tự của hồ sơ gửi.", "Muốn đổi thứ tự thì đổi trong tệp Excel của đơn vị.",
        en "The order of this list was changed; the order of what was sent is kept.", "Change the order in the unit's workbook.";
    ModelUnclear { kept: String, paths: String } = "model-unclear", Error,
        vi "Tệp mô hình khác với hồ sơ gửi, nhưng hồ sơ đã đổi và không còn bản gốc trong out/.base để biết ai sửa gì. Đang dùng hồ sơ gửi; tệp cũ được giữ ở {kept}. Khác nhau: {paths}.", "So hai tệp; chỗ nào sửa tay là đúng thì gõ diendan edits add ĐƯỜNG_DẪN --now GIÁ_TRỊ, rồi xóa tệp cũ.",
        en "The model file differs from what was sent, but that has changed too and out/.base is gone, so nobody can tell who changed what. What was sent is used; the old file is kept as {kept}. They differ at: {paths}.", "Compare both; for each edit that is right run diendan edits add PATH --now VALUE, then delete the old file.";

    // ---- Templates ----
    YamlInvalid { detail: String, english: String, snippet: String } = "yaml-invalid", Error,
        vi "Tệp khai báo sai: {detail}.", "Sửa dòng được chỉ ra rồi chạy lại.",
        en "The file is not valid: {english}.", "Correct the line shown and run again.";
    TemplateInvalid { detail: String } = "template-invalid", Error,
        vi "Mẫu văn bản có lỗi: {detail}.", "Sửa dòng được chỉ ra trong mẫu rồi chạy lại; các văn bản khác vẫn được lập.",
        en "The template is wrong: {detail}.", "Correct the line shown and run again; other papers are made all the same.";
    UnknownPlaceholder { name: String, nearest: String } = "unknown-placeholder", Error,
        vi "Không có thông tin nào tên là «{name}»; tên gần nhất là «{nearest}».", "Sửa tên trong mẫu thành «{nearest}» nếu đúng ý, rồi chạy lại.",
        en "There is no fact named “{name}”; the nearest is “{nearest}”.", "Write “{nearest}” if that is meant, and run again.";
    UnknownName { name: String } = "unknown-placeholder", Error,
        vi "Không có thông tin nào tên là «{name}».", "Sửa tên trong mẫu rồi chạy lại.",
        en "There is no fact named “{name}”.", "Correct the name and run again.";
    WordingNobody { nearest: String } = "wording-nobody", Error,
        vi "Có lời văn riêng nhưng không có văn bản nào ứng với tệp này, nên chưa dùng.", "Đổi tên tệp cho đúng mã văn bản (gần nhất là {nearest}); nếu văn bản không còn thì xóa tệp này.",
        en "There is no paper for this own wording; it is not used.", "Rename it after a paper (the nearest is {nearest}), or delete it.";
    WordingTemplateChanged { template: String, gone: String, new: String, paper: String, kind: String } = "wording-template-changed", Warning,
        vi "Mẫu {template} đã đổi sau khi chép ra lời văn riêng này; văn bản {paper} vẫn in theo lời văn riêng. Câu của mẫu cũ: {gone}. Câu của mẫu mới: {new}.", "Đối chiếu, sửa tệp này nếu cần; xong thì chạy: diendan templates copy {kind} --for {paper} (giữ nguyên lời văn riêng, ghi nhận mẫu mới). Muốn in theo mẫu thì xóa tệp này.",
        en "{template} has changed since this wording was made from it; {paper} is still printed with its own. Old: {gone}. New: {new}.", "Compare and change this file if need be; then run: diendan templates copy {kind} --for {paper}. Delete the file to print by the template.";
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

    // ---- Issued papers ----
    DocumentUnknown { id: String, nearest: String } = "document-unknown", Error,
        vi "Không có văn bản nào có mã «{id}».", "Mã gần nhất là «{nearest}»; mọi mã đều có trong out/manifest.json.",
        en "There is no document “{id}”.", "The nearest is “{nearest}”; all ids are in out/manifest.json.";
    IssueWithoutNotation { id: String } = "issue-without-notation", Error,
        vi "Văn bản {id} là tài liệu làm việc, không có ký hiệu nên không lấy số.", "Chỉ ban hành văn bản có ký hiệu (mục notation của mẫu).",
        en "{id} is a working paper without notation; it gets no number.", "Issue papers that have a notation.";
    IssueWaiting { id: String, facts: String } = "issue-waiting", Error,
        vi "Văn bản {id} chưa lập được, còn thiếu: {facts}.", "Bổ sung thông tin này vào inputs/forum.yaml, chạy diendan, xem lại rồi mới ban hành.",
        en "{id} waits for facts: {facts}.", "Add them, build, look at the paper, then issue it.";
    IssueStale { id: String } = "issue-stale", Error,
        vi "Văn bản {id} trong thư mục out chưa được lập, đã cũ hoặc đã bị sửa, nên chưa ban hành.", "Chạy diendan để lập lại, mở văn bản xem lại rồi ban hành.",
        en "{id} in out is missing, out of date or was changed; it was not issued.", "Build, look at the paper, then issue it.";
    IssuedAlready { id: String, citation: String } = "issued-already", Error,
        vi "Văn bản {id} đã ban hành: {citation}.", "Muốn ban hành văn bản thay thế: diendan issue {id} --replace --number SỐ --date NGÀY.",
        en "{id} was issued already: {citation}.", "To replace it: diendan issue {id} --replace --number N --date D.";
    NothingToReplace { id: String } = "nothing-to-replace", Error,
        vi "Văn bản {id} chưa ban hành nên chưa có gì để thay thế.", "Bỏ --replace để ban hành lần đầu.",
        en "{id} was not issued yet; there is nothing to replace.", "Issue it without --replace.";
    IssueAfterToday { date: String, today: String } = "issue-after-today", Error,
        vi "Ngày ban hành {date} ở sau ngày được tính là hôm nay ({today}).", "Kiểm tra lại ngày; nếu đúng, thêm --as-of NĂM-THÁNG-NGÀY hoặc sửa as_of trong forum.yaml.",
        en "The date {date} lies after what counts as today ({today}).", "Check it; if right, add --as-of YYYY-MM-DD or correct as_of in forum.yaml.";
    IssueBeforeFacts { id: String, date: String, fact: String, since: String } = "issue-before-facts", Error,
        vi "Ngày ban hành {date} ở trước số liệu in trong văn bản {id}: {fact} đến ngày {since} mới có.", "Kiểm tra lại ngày ban hành, hoặc ngày nhận trong inputs/receipts.yaml.",
        en "The date {date} is earlier than a fact that {id} tells: {fact} is of {since}.", "Check the date, or the receipt in inputs/receipts.yaml.";
    NotTraced { what: String } = "not-traced", Error,
        vi "Không tìm thấy «{what}» trong văn bản, số liệu hay tệp nào.", "Ghi ngắn hơn, hoặc dùng mã văn bản (giay-moi/k017), tên tệp (tri-le.xlsx), ô (tri-le.xlsx!B9).",
        en "“{what}” is in no document, fact or file.", "Write less, or use a document's id, a file or a cell (tri-le.xlsx!B9).";
    NumberTaken { number: String, by: String, date: String } = "number-taken", Error,
        vi "Số {number} đã cấp cho {by}, ngày {date}.", "Xem lại sổ văn bản (inputs/register.yaml) và lấy số khác.",
        en "The number {number} was given to {by} on {date}.", "Look into inputs/register.yaml and take another number.";
    SignerUnknown { name: String, known: String } = "signer-unknown", Error,
        vi "Không có người ký hoặc thẩm quyền ký nào là «{name}» vào ngày này.", "Dùng một trong: {known}; hoặc bổ sung mục signers của forum.yaml.",
        en "Nobody signs as “{name}” on that day.", "Use one of: {known}; or add it to signers in forum.yaml.";
    RegisterUnwritten {} = "register-unwritten", Error,
        vi "Không ghi thêm được vào sổ văn bản vì cách trình bày của tệp; chưa ban hành gì.", "Viết lại tệp theo mẫu (mỗi văn bản một mục dưới documents) rồi chạy lại.",
        en "The register cannot be added to as it is laid out; nothing was issued.", "Write it with one entry below documents for each paper and run again.";
    IssuedOutdated { citation: String, id: String, changes: String } = "issued-outdated", Warning,
        vi "{citation} ({id}) đã ban hành – cần văn bản thay thế, vì nội dung nay đã khác: {changes}.", "Văn bản đã ký được giữ nguyên. Nếu cần thay: diendan issue {id} --replace --number SỐ --date NGÀY.",
        en "{citation} ({id}) was issued and needs a replacing paper; it would now say something else: {changes}.", "What was signed stays. To replace it: diendan issue {id} --replace --number N --date D.";
    IssuedReworded { citation: String, id: String, changes: String } = "issued-reworded", Note,
        vi "{citation} ({id}) đã ban hành với lời văn của mẫu cũ: {changes}.", "Không cần làm gì; văn bản đã ký được giữ nguyên, văn bản lập sau theo mẫu mới.",
        en "{citation} ({id}) was issued in the words of the former template: {changes}.", "Nothing to do; what was signed stays, later papers follow the new template.";
    IssuedGone { citation: String, id: String } = "issued-gone", Warning,
        vi "{citation} ({id}) đã ban hành nhưng người nhận hoặc đơn vị không còn trong danh sách; văn bản vẫn được giữ.", "Nếu không mời nữa, báo cho người nhận; nếu xóa nhầm, ghi lại vào danh sách.",
        en "{citation} ({id}) was issued, but its guest or unit is no longer listed; the paper is kept.", "Tell the recipient, or put the row back if it was removed by mistake.";
    IssuedNotKept { name: String, count: usize, first: String } = "issued-not-kept", Warning,
        vi "Sổ văn bản ghi {name} đã ban hành, nhưng {count} văn bản chưa có bản lưu trong inputs/issued (ví dụ {first}); các văn bản này vẫn được lập lại khi số liệu đổi.", "Lưu bản đã ký bằng: diendan issue {name} --number SỐ --date NGÀY (đúng số và ngày trong sổ).",
        en "The register says that {name} is issued, but {count} papers are not kept in inputs/issued (for example {first}); they still follow the facts.", "Keep them: diendan issue {name} --number N --date D, as in the register.";
    IssuedFileLost { citation: String } = "issued-file-lost", Error,
        vi "Bản lưu của {citation} không còn hoặc đã bị sửa, trong thư mục out cũng không còn bản đúng.", "Chép lại tệp này từ bản sao lưu; chương trình không tự lập lại văn bản đã ký.",
        en "The kept file of {citation} is gone or was changed, and so is its copy in out.", "Put it back from a backup; a signed paper is never made again.";

    // ---- Drafts that came back ----
    DraftUnreadable { reason: String } = "draft-unreadable", Warning,
        vi "Không đọc được bản thảo Word này: {reason}.", "Mở tệp bằng Word, lưu lại dạng .docx rồi chép lại vào chỗ cũ.",
        en "This Word draft cannot be read: {reason}.", "Open it in Word, save it as .docx and put it back.";
    DraftUnknown { name: String } = "draft-unknown", Warning,
        vi "Không biết tệp này là bản thảo của văn bản nào ({name}).", "Đặt tên tệp như trong out/docx (ví dụ ke-hoach.docx) rồi chạy lại; tệp khác thì chuyển khỏi inputs/returned.",
        en "Nobody can tell which paper this is a draft of ({name}).", "Name it as in out/docx (ke-hoach.docx) and run again; move other files out of inputs/returned.";
    DraftNotCompared { paper: String, reason: String } = "draft-not-compared", Warning,
        vi "Chưa so được bản thảo này vì hiện không lập được văn bản {paper}: {reason}", "Sửa lỗi hoặc bổ sung thông tin để lập được văn bản, rồi chạy lại.",
        en "This draft cannot be compared, because {paper} cannot be made now: {reason}", "Put that right and run again.";
    DraftWithoutOrigin { paper: String } = "draft-without-origin", Note,
        vi "Tệp đã được lưu bằng chương trình khác nên mất phần ghi nhớ bản đã in; đã so với văn bản {paper} theo tên tệp và bản lập gần nhất.", "Xem kỹ các chỗ khác nhau: có thể là số liệu đã đổi từ khi in bản thảo, không phải do người sửa.",
        en "Another program has dropped what the file kept of its print; it was compared with {paper}, by its name, as it was made last.", "Look closely: a difference may come from facts that have changed since.";
    DraftMoved { paper: String } = "draft-facts-moved", Note,
        vi "Văn bản {paper} nay đã khác bản in trong tệp này (số liệu hoặc mẫu đã đổi); các đề nghị được tính trên bản hiện nay.", "Chỗ nào cả hai bên cùng đổi thì được ghi là xung đột, cần xem và sửa tay.",
        en "{paper} is not as it was printed in this file any more; the proposals are for the paper as it is now.", "What both sides have changed is told as a conflict.";
    DraftIssued { paper: String } = "draft-issued", Note,
        vi "Văn bản {paper} đã ban hành; bản đã ký không đổi, dù nhận đề nghị nào.", "Nếu cần sửa văn bản đã ký thì lập văn bản thay thế: diendan issue {paper} --replace --number SỐ --date NGÀY.",
        en "{paper} was issued; what was signed stays, whatever is accepted.", "Replace it if need be: diendan issue {paper} --replace --number N --date D.";
    ReviewWaiting { count: usize } = "review-waiting", Note,
        vi "{count} đề nghị sửa trong bản thảo Word đang chờ duyệt.", "Xem và duyệt từng đề nghị bằng lệnh: diendan review.",
        en "{count} proposals of Word drafts wait for a decision.", "See and decide them with: diendan review.";
    ReviewUnknown { id: String } = "review-unknown", Error,
        vi "Không có đề nghị sửa nào có mã «{id}».", "Xem mã của từng đề nghị bằng lệnh: diendan review (thêm --all để xem cả những đề nghị đã duyệt).",
        en "There is no proposal “{id}”.", "See their ids with: diendan review, or diendan review --all.";
    ReviewDisagree { ids: String } = "review-disagree", Error,
        vi "Các đề nghị {ids} sửa cùng một chỗ theo những cách khác nhau; chưa nhận đề nghị nào.", "Chọn một đề nghị để nhận, các đề nghị còn lại thì bỏ: diendan review reject MÃ.",
        en "The proposals {ids} change one place in different ways; none was accepted.", "Accept one of them and reject the others: diendan review reject ID.";

    // ---- Files and workbooks written ----
    FileNotWritten { reason: String } = "file-not-written", Error,
        vi "Không ghi được tệp: {reason}.", "Đóng tệp nếu đang mở (Acrobat, Excel, Word) rồi chạy lại.",
        en "The file cannot be written: {reason}.", "Close it if it is open (Acrobat, Excel, Word) and run again.";
    OutputEdited { kept: String } = "output-edited", Warning,
        vi "Tệp này đã có người sửa sau khi lập. Bản sửa tay được giữ nguyên, đổi tên thành “{kept}” ngay bên cạnh; văn bản đã lập lại từ số liệu.", "Nội dung sửa cần giữ thì đưa vào đúng chỗ (inputs/ hoặc mẫu văn bản; bản thảo Word thì gõ diendan review) rồi chạy lại; không cần nữa thì xóa tệp “{kept}”.",
        en "Somebody changed this file after it was made. It was kept beside as “{kept}”, and the paper was made again.", "Put what must stay into inputs/ or the template (of a Word draft, with diendan review) and run again; else delete “{kept}”.";
    LeftoverKept {} = "leftover-kept", Warning,
        vi "Văn bản này không còn trong danh sách phải lập, nhưng tệp đã có người sửa hoặc đang mở nên chưa gỡ.", "Đóng tệp nếu đang mở; nếu không cần giữ thì xóa tệp.",
        en "The plan no longer has this paper, but its file was changed by somebody or is open, so it stays.", "Close it if it is open; delete it if it is not needed.";
    CellTextCut { limit: usize } = "cell-text-cut", Warning,
        vi "Nội dung dài hơn {limit} ký tự (giới hạn của Excel) nên trong sổ tính đã bị cắt bớt phần cuối.", "Rút gọn nội dung ở ô gốc; bản đầy đủ vẫn có trong văn bản PDF.",
        en "The text is longer than {limit} characters, the limit of Excel; its end was cut in the workbook.", "Shorten the text in its source; the PDF has all of it.";
    WorkbookNotWritten { reason: String } = "workbook-not-written", Error,
        vi "Không tạo được sổ tính: {reason}.", "Xem lại danh sách ghi trong tệp mẫu .xlsx.yaml rồi chạy lại.",
        en "The workbook could not be made: {reason}.", "Look at the lists in its .xlsx.yaml template and run again.";
}
