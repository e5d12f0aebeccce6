//! Which sheets the registration workbook has: their columns and labels, and what is filled in.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::lists::{ListName, capitalised, previous_status};
use super::paint;
use crate::model::{Child, Consent, Dossier, Duty, ForumFile, Level, Unit};

/// Rows for items; a commune offers one, some offer more.
const ENTRY_ROWS: u32 = 3;

/// Rows for the recommendations of the forum before.
const PREVIOUS_ROWS: u32 = 8;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
}

/// What a cell takes.
#[derive(Debug, Clone, PartialEq)]
pub enum Input {
    /// The running number; nothing is filled in.
    Index,
    /// A few words.
    Text,
    /// Sentences.
    LongText,
    /// A year or a day, kept as text so that Excel turns neither into something else.
    Birth,
    /// A school class, as text: Excel would read "7/1" as a day.
    Class,
    /// A telephone number, as text: Excel would drop the leading zero.
    Phone,
    /// A day of the forum's year.
    Date(u16),
    /// A count.
    Whole(RangeInclusive<i32>),
    /// An amount in đồng.
    Money,
    /// One value of a list.
    Choice(ListName),
    /// A value of a list, or other words.
    Suggestion(ListName),
}

/// A column of a table, or a line of a form.
#[derive(Debug, Clone)]
pub struct Field {
    /// Heading or label.
    pub heading: String,
    /// Must be filled in.
    pub required: bool,
    /// Width of the column in characters; unused in a form.
    pub width: f64,
    /// What the cell takes.
    pub input: Input,
    /// What to write there; shown when the cell is chosen.
    pub hint: String,
}

/// How the fields of a sheet are laid out.
pub enum Body {
    /// Fields are columns; each row has one value for each of them.
    Table(Vec<Vec<Value>>),
    /// Fields are lines with one value each; the words are the headings of the label, the value and the hint.
    Form([&'static str; 3], Vec<Value>),
}

/// One sheet that is filled in.
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// The unit, above the title.
    pub unit: String,
    /// Title.
    pub title: String,
    /// The forum, below the title.
    pub forum: String,
    /// How to fill in the sheet.
    pub note: String,
    /// Columns or lines.
    pub fields: Vec<Field>,
    /// Rows or values.
    pub body: Body,
}

impl Sheet {
    /// The column of this sheet that other sheets offer as a list, and its range.
    pub fn named_column(&self) -> Option<(ListName, String)> {
        let Body::Table(rows) = &self.body else { return None };
        let column = self
            .fields
            .iter()
            .position(|field| field.input == Input::Text && field.heading == CHILD_NAME)?;
        let is_children = self.fields.iter().any(|field| field.input == Input::Class);
        is_children.then(|| {
            let first = super::HEADER_ROW;
            let last = first + (rows.len() as u32).max(1) - 1;
            (
                ListName::Children,
                paint::absolute(&self.name, first, column as u16, last, column as u16),
            )
        })
    }
}

const CHILD_NAME: &str = "Họ và tên";

fn field(heading: impl Into<String>, width: f64, input: Input, hint: impl Into<String>) -> Field {
    Field {
        heading: heading.into(),
        required: false,
        width,
        input,
        hint: hint.into(),
    }
}

impl Field {
    fn required(mut self) -> Self {
        self.required = true;
        self
    }
}

/// All sheets that are filled in, in their order.
pub fn sheets(file: &ForumFile, unit: &Unit, content: Option<&Dossier>) -> Vec<Sheet> {
    let form = Form { file, unit, content };
    vec![
        form.unit_sheet(),
        form.children(),
        form.caretakers(),
        form.entries(),
        form.questions(),
        form.recommendations(),
        form.posters(),
        form.commune_forum(),
        form.previous(),
    ]
}

struct Form<'a> {
    file: &'a ForumFile,
    unit: &'a Unit,
    content: Option<&'a Dossier>,
}

impl Form<'_> {
    fn sheet(&self, name: &str, title: &str, note: String, fields: Vec<Field>, body: Body) -> Sheet {
        Sheet {
            name: name.to_owned(),
            unit: format!("ỦY BAN NHÂN DÂN {}", self.unit.full_name().to_uppercase()),
            title: title.to_uppercase(),
            forum: self.file.forum.title.clone(),
            note,
            fields,
            body,
        }
    }

    /// "cấp huyện".
    fn forum_level(&self) -> String {
        format!("cấp {}", self.file.forum.level.label().to_lowercase())
    }

    /// " (trước ngày 15/8/2024)", or nothing if there is no such deadline.
    fn due(&self, deadline: &str) -> String {
        self.file
            .deadlines
            .get(deadline)
            .map(|it| format!(" ({})", super::guide::due(it)))
            .unwrap_or_default()
    }

    fn theme(&self, code: &Option<String>) -> Value {
        let theme = self.file.themes.iter().find(|theme| Some(&theme.code) == code.as_ref());
        text(&theme.map(|theme| theme.short.clone()))
    }

    fn agency(&self, code: &Option<String>) -> Value {
        let known = self
            .file
            .agencies
            .iter()
            .find(|agency| Some(&agency.code) == code.as_ref());
        // A code that the plan does not know is the name of an office of the commune.
        text(&known.map(|agency| agency.short.clone()).or_else(|| code.clone()))
    }

    /// The kinds of units there are, as the label names them: "xã/thị trấn".
    fn unit_kinds(&self) -> String {
        let mut kinds: Vec<_> = self.file.units.iter().map(|unit| unit.unit_type).collect();
        kinds.sort_by_key(|kind| *kind as u8);
        kinds.dedup();
        kinds.iter().map(|kind| kind.label()).collect::<Vec<_>>().join("/")
    }

    fn unit_sheet(&self) -> Sheet {
        let year = self.file.forum.year;
        let level = self.forum_level();
        let day = || Input::Date(year);
        let fields = vec![
            field(
                format!("Tên {}", self.unit_kinds()),
                0.0,
                Input::Choice(ListName::Units),
                "Đã ghi sẵn; chỉ chọn lại nếu nhận nhầm mẫu của đơn vị khác.",
            )
            .required(),
            field("Người lập biểu", 0.0, Input::Text, "Họ và tên người điền mẫu này.").required(),
            field(
                "Chức vụ người lập biểu",
                0.0,
                Input::Text,
                "Ví dụ: Công chức Văn hóa - Xã hội.",
            )
            .required(),
            field(
                "Điện thoại",
                0.0,
                Input::Phone,
                "Số điện thoại để liên hệ khi hồ sơ cần bổ sung, đủ 10 chữ số.",
            )
            .required(),
            field("Email", 0.0, Input::Text, "Địa chỉ thư điện tử nhận phiếu phản hồi."),
            field(
                "Số Kế hoạch cấp xã",
                0.0,
                Input::Text,
                "Số và ký hiệu, ví dụ: 85/KH-UBND.",
            )
            .required(),
            field("Ngày Kế hoạch cấp xã", 0.0, day(), "Ngày ban hành Kế hoạch.").required(),
            field(
                "Ngày tổ chức Diễn đàn cấp xã",
                0.0,
                day(),
                format!("Ngày đã tổ chức Diễn đàn trẻ em cấp xã{}.", self.due("commune_forum")),
            )
            .required(),
            field("Địa điểm tổ chức Diễn đàn cấp xã", 0.0, Input::Text, "Nơi tổ chức.").required(),
            field(
                "Số Quyết định thành lập Đoàn",
                0.0,
                Input::Text,
                "Số và ký hiệu, ví dụ: 120/QĐ-UBND.",
            )
            .required(),
            field(
                "Ngày Quyết định thành lập Đoàn",
                0.0,
                day(),
                "Ngày ban hành Quyết định.",
            )
            .required(),
            field("Người ký Quyết định", 0.0, Input::Text, "Họ và tên người ký.").required(),
            field(
                "Chức vụ người ký Quyết định",
                0.0,
                Input::Text,
                "Ví dụ: Chủ tịch, Phó Chủ tịch.",
            )
            .required(),
            field(
                format!("Hình thức tham dự {level}"),
                0.0,
                Input::Choice(ListName::EntryForms),
                format!(
                    "Chọn một hình thức. Nếu là Tham luận, phân công {:02} trẻ em báo cáo tham luận ở sheet 2.",
                    self.file.quota.paper_readers
                ),
            )
            .required(),
            field(
                "Chủ đề tham dự",
                0.0,
                Input::Choice(ListName::Themes),
                "Chủ đề của tiết mục tham dự.",
            )
            .required(),
            field(
                "Tổng số trẻ em trên địa bàn",
                0.0,
                Input::Whole(0..=99_999),
                "Số trẻ em dưới 16 tuổi.",
            ),
        ];
        let mut values = vec![Value::Empty; fields.len()];
        values[0] = Value::Text(capitalised(&self.unit.full_name()));
        if let Some(content) = self.content {
            let it = &content.delegation;
            let form = it.participation_form.map(|form| form.label().to_owned());
            let filled = [
                text(&it.contact.name),
                text(&it.contact.position),
                text(&it.contact.phone),
                text(&it.contact.email),
                text(&it.plan_number),
                date(it.plan_date),
                date(content.commune_forum.date),
                text(&content.commune_forum.place),
                text(&it.decision_number),
                date(it.decision_date),
                text(&it.decision_signer),
                text(&it.decision_signer_position),
                text(&form),
                self.theme(&it.theme),
                number(it.child_population),
            ];
            for (cell, value) in values.iter_mut().skip(1).zip(filled) {
                *cell = value;
            }
        }
        self.sheet(
            "1. Thông tin đơn vị",
            "Thông tin đơn vị đăng ký tham gia Diễn đàn",
            "Điền cột “Thông tin”; ô có nền màu là ô cần điền, dấu (*) là nội dung bắt buộc.".to_owned(),
            fields,
            Body::Form(["Nội dung", "Thông tin", "Hướng dẫn"], values),
        )
    }

    fn children(&self) -> Sheet {
        let quota = &self.file.quota;
        let age = self.file.limits.child_age;
        let fields = vec![
            index(),
            field(
                CHILD_NAME,
                24.0,
                Input::Text,
                "Ghi đủ họ, chữ đệm và tên, đúng giấy khai sinh.",
            )
            .required(),
            field("Giới tính", 8.0, Input::Choice(ListName::Genders), "Chọn Nam hoặc Nữ.").required(),
            field(
                "Năm sinh (hoặc ngày sinh)",
                13.0,
                Input::Birth,
                format!(
                    "Ghi năm sinh (2012) hoặc ngày sinh (17/06/2012). Trẻ em chưa đủ {age} tuổi vào ngày Diễn đàn."
                ),
            )
            .required(),
            field("Dân tộc", 9.0, Input::Choice(ListName::EthnicGroups), "Không bắt buộc."),
            field("Học sinh lớp", 8.0, Input::Class, "Ghi lớp, ví dụ 7A, 9A1.").required(),
            field(
                "Năm học của lớp",
                13.0,
                Input::Choice(ListName::SchoolYears),
                "Lớp đã ghi là lớp của năm học nào.",
            ),
            field(
                "Trường",
                24.0,
                Input::Text,
                "Ghi đủ tên trường, ví dụ: Trường THCS xã ….",
            )
            .required(),
            field(
                format!("Thành tích học tập năm học {}", self.file.forum.school_year),
                18.0,
                Input::Suggestion(ListName::Results),
                "Chọn kết quả cả năm; có thể ghi thêm giải thưởng.",
            )
            .required(),
            field(
                "Nhiệm vụ",
                16.0,
                Input::Suggestion(ListName::Duties),
                format!(
                    "Đúng {:02} em đặt câu hỏi; nếu đơn vị tham dự bằng tham luận, {:02} em báo cáo tham luận. \
                     Em không có nhiệm vụ riêng thì để trống.",
                    quota.askers, quota.paper_readers
                ),
            ),
            field(
                "Phiếu đồng ý của cha mẹ",
                10.0,
                Input::Choice(ListName::YesNotYet),
                "Đã có phiếu đồng ý của cha, mẹ hoặc người đại diện hợp pháp chưa.",
            )
            .required(),
            field(
                "Trẻ đồng ý tham gia",
                9.0,
                Input::Choice(ListName::YesNo),
                "Em tự nguyện tham gia.",
            )
            .required(),
            field(
                "Đồng ý chụp ảnh",
                9.0,
                Input::Choice(ListName::YesNo),
                "Em và gia đình đồng ý chụp ảnh, ghi hình.",
            )
            .required(),
            field(
                "Đồng ý công bố tên",
                9.0,
                Input::Choice(ListName::YesNo),
                "Em và gia đình đồng ý nêu tên công khai. Không đồng ý thì danh sách công khai không có tên em.",
            )
            .required(),
            field(
                "Được bầu chọn từ",
                13.0,
                Input::Suggestion(ListName::ElectedFrom),
                "Nơi bầu chọn em tham gia.",
            ),
            field("Ghi chú", 18.0, Input::LongText, ""),
        ];
        let class_year = |child: &Child| text(&child.class_year);
        let rows = self.rows(quota.children, fields.len(), |content| {
            let row = |child: &Child| {
                let Consent {
                    participation,
                    processing,
                    photo,
                    publish_name,
                } = child.consent;
                vec![
                    Value::Text(child.name.clone()),
                    text(&child.gender.map(|gender| gender.label().to_owned())),
                    text(&child.birth.as_deref().map(birth_words)),
                    text(&child.ethnicity),
                    text(&child.class),
                    class_year(child),
                    text(&child.school),
                    text(&child.achievement),
                    text(&Some(
                        child
                            .duties
                            .iter()
                            .map(|duty: &Duty| duty.label())
                            .collect::<Vec<_>>()
                            .join("; "),
                    )),
                    yes_not_yet(processing),
                    yes_no(participation),
                    yes_no(photo),
                    yes_no(publish_name),
                    text(&child.elected_from),
                    text(&child.notes),
                ]
            };
            content.children.iter().map(row).collect()
        });
        self.sheet(
            "2. DS trẻ em",
            "Danh sách trích ngang đại biểu trẻ em",
            format!(
                "Đúng {:02} trẻ em; đúng {:02} em đặt câu hỏi giao lưu, đối thoại. Thông tin chỉ dùng để tổ chức Diễn đàn.",
                quota.children, quota.askers
            ),
            fields,
            Body::Table(rows),
        )
    }

    fn caretakers(&self) -> Sheet {
        let count = self.file.quota.caretakers;
        let fields = vec![
            index(),
            field(CHILD_NAME, 26.0, Input::Text, "Ghi đủ họ, chữ đệm và tên.").required(),
            field(
                "Năm sinh",
                12.0,
                Input::Birth,
                "Ghi năm sinh (1985) hoặc ngày sinh (02/09/1985).",
            )
            .required(),
            field("Giới tính", 9.0, Input::Choice(ListName::Genders), "Chọn Nam hoặc Nữ."),
            field(
                "Chức vụ",
                24.0,
                Input::Text,
                "Ví dụ: Công chức Văn hóa - Xã hội, Tổng phụ trách Đội.",
            )
            .required(),
            field("Đơn vị công tác", 26.0, Input::Text, "Cơ quan, trường nơi công tác.").required(),
            field("Điện thoại", 14.0, Input::Phone, "Đủ 10 chữ số.").required(),
            field("Vai trò", 13.0, Input::Choice(ListName::Roles), "Đúng 01 Trưởng đoàn.").required(),
            field(
                "Đã ký cam kết bảo vệ trẻ em",
                13.0,
                Input::Choice(ListName::YesNotYet),
                "Cam kết theo Thông tư số 29/2019/TT-BLĐTBXH.",
            )
            .required(),
            field("Ghi chú", 20.0, Input::LongText, ""),
        ];
        let rows = self.rows(count, fields.len(), |content| {
            let people = content.caretakers.iter().map(|person| {
                vec![
                    Value::Text(person.name.clone()),
                    text(&person.birth.as_deref().map(birth_words)),
                    text(&person.gender.map(|gender| gender.label().to_owned())),
                    text(&person.position),
                    text(&person.workplace),
                    text(&person.phone),
                    text(&person.role.map(|role| role.label().to_owned())),
                    yes_not_yet(person.commitment),
                    text(&person.notes),
                ]
            });
            people.collect()
        });
        self.sheet(
            "3. Người phụ trách",
            "Danh sách người phụ trách trẻ em",
            format!("Đúng {count:02} người, có tên trong Quyết định thành lập Đoàn."),
            fields,
            Body::Table(rows),
        )
    }

    fn entries(&self) -> Sheet {
        let fields = vec![
            index(),
            field(
                "Hình thức",
                18.0,
                Input::Choice(ListName::EntryForms),
                "Chọn một hình thức.",
            )
            .required(),
            field(
                "Tên tiết mục",
                28.0,
                Input::LongText,
                "Tên của tiết mục, không cần ngoặc kép.",
            )
            .required(),
            field("Chủ đề", 22.0, Input::Choice(ListName::Themes), "Chọn một chủ đề.").required(),
            field("Thời lượng (phút)", 10.0, Input::Whole(1..=15), "Từ 1 đến 15 phút.").required(),
            field(
                "Số trẻ em tham gia",
                10.0,
                Input::Whole(1..=50),
                "Số trẻ em biểu diễn, trình bày.",
            ),
            field(
                "Đạo cụ, yêu cầu kỹ thuật",
                26.0,
                Input::LongText,
                "Micro, máy chiếu, đạo cụ…",
            ),
            field("Tệp kịch bản", 22.0, Input::Text, "Tên tệp gửi kèm thư điện tử.").required(),
            field("Tóm tắt nội dung, thông điệp", 44.0, Input::LongText, "Hai, ba câu."),
        ];
        let rows = self.rows(ENTRY_ROWS, fields.len(), |content| {
            let items = content.entries.iter().map(|entry| {
                vec![
                    text(&entry.form.map(|form| form.label().to_owned())),
                    Value::Text(entry.title.clone()),
                    self.theme(&entry.theme),
                    number(entry.minutes),
                    number(entry.performers),
                    text(&entry.needs),
                    text(&entry.script),
                    text(&entry.summary),
                ]
            });
            items.collect()
        });
        self.sheet(
            "4. Tiết mục",
            &format!("Tiết mục đăng ký tham gia Diễn đàn {}", self.forum_level()),
            "Ít nhất 01 tiết mục; gửi kèm kịch bản. Dòng không dùng thì để trống.".to_owned(),
            fields,
            Body::Table(rows),
        )
    }

    fn questions(&self) -> Sheet {
        let count = self.file.quota.questions;
        let fields = vec![
            index(),
            field(
                "Nội dung câu hỏi",
                70.0,
                Input::LongText,
                "Mỗi dòng một câu hỏi, giữ nguyên lời của trẻ em.",
            )
            .required(),
            field(
                "Lĩnh vực/chủ đề",
                24.0,
                Input::Choice(ListName::Themes),
                "Chọn một chủ đề.",
            )
            .required(),
            field(
                "Cơ quan đề nghị trả lời",
                24.0,
                Input::Suggestion(ListName::Agencies),
                "Để trống nếu chưa rõ; Ban Tổ chức sẽ phân công.",
            ),
            field(
                "Trẻ đặt câu hỏi",
                24.0,
                Input::Choice(ListName::Children),
                "Chọn tên em đặt câu hỏi trong danh sách ở sheet 2.",
            ),
        ];
        let rows = self.rows(count, fields.len(), |content| {
            let items = content.questions.iter().map(|question| {
                let asker = content
                    .children
                    .iter()
                    .find(|child| Some(&child.id) == question.asker.as_ref());
                vec![
                    Value::Text(question.text.clone()),
                    self.theme(&question.theme),
                    self.agency(&question.agency),
                    text(&asker.map(|child| child.name.clone())),
                ]
            });
            items.collect()
        });
        self.sheet(
            "5. Câu hỏi",
            "Câu hỏi giao lưu, đối thoại của trẻ em",
            format!("Đúng {count:02} câu hỏi, mỗi câu một dòng. Không nêu tên, hoàn cảnh của một trẻ em cụ thể."),
            fields,
            Body::Table(rows),
        )
    }

    fn recommendations(&self) -> Sheet {
        let count = self.file.quota.recommendations;
        let fields = vec![
            index(),
            field(
                "Nội dung kiến nghị, nguyện vọng",
                60.0,
                Input::LongText,
                "Mỗi dòng một kiến nghị.",
            )
            .required(),
            field(
                "Lĩnh vực/chủ đề",
                22.0,
                Input::Choice(ListName::Themes),
                "Chọn một chủ đề.",
            )
            .required(),
            field(
                "Cấp giải quyết",
                10.0,
                Input::Choice(ListName::Levels),
                "Cấp có thể giải quyết.",
            ),
            field(
                "Cơ quan đề nghị giải quyết",
                22.0,
                Input::Suggestion(ListName::Agencies),
                "Để trống nếu chưa rõ; Ban Tổ chức sẽ phân công.",
            ),
            field(
                "Đã trả lời tại DĐ cấp xã",
                11.0,
                Input::Choice(ListName::YesNotYet),
                "Kiến nghị này đã được trả lời tại Diễn đàn cấp xã chưa.",
            ),
            field(
                "Nội dung trả lời",
                40.0,
                Input::LongText,
                "Nội dung trả lời tại Diễn đàn cấp xã, nếu có.",
            ),
        ];
        let rows = self.rows(count, fields.len(), |content| {
            let items = content.recommendations.iter().map(|it| {
                vec![
                    Value::Text(it.text.clone()),
                    self.theme(&it.theme),
                    text(&it.level.map(|level: Level| level.label().to_owned())),
                    self.agency(&it.agency),
                    it.answered_by_commune.map_or(Value::Empty, yes_not_yet),
                    text(&it.commune_reply),
                ]
            });
            items.collect()
        });
        self.sheet(
            "6. Kiến nghị",
            "Ý kiến đề xuất, kiến nghị và nguyện vọng của trẻ em",
            format!(
                "Đúng {count:02} kiến nghị, mỗi kiến nghị một dòng. Không nêu tên, hoàn cảnh của một trẻ em cụ thể."
            ),
            fields,
            Body::Table(rows),
        )
    }

    fn posters(&self) -> Sheet {
        let count = self.file.quota.posters;
        let fields = vec![
            index(),
            field("Tên tranh", 34.0, Input::LongText, "Tên hoặc khẩu hiệu của tranh.").required(),
            field("Chủ đề", 26.0, Input::Choice(ListName::Themes), "Chọn một chủ đề.").required(),
            field("Tác giả", 30.0, Input::LongText, "Tên trẻ em vẽ tranh."),
            field(
                "Khổ A0",
                9.0,
                Input::Choice(ListName::YesNo),
                "Tranh khổ A0 (84,1 × 118,9 cm).",
            )
            .required(),
            field("Có khung", 9.0, Input::Choice(ListName::YesNo), "Tranh đã đóng khung.").required(),
            field(
                "Ghi tên đơn vị góc phải cuối trang",
                16.0,
                Input::Choice(ListName::YesNo),
                "Tên đơn vị ghi ở góc bên phải, cuối trang.",
            )
            .required(),
            field("Ngày gửi", 13.0, Input::Date(self.file.forum.year), "Ngày gửi tranh."),
        ];
        let rows = self.rows(count, fields.len(), |content| {
            let items = content.poster.iter().map(|poster| {
                vec![
                    text(&poster.title),
                    self.theme(&poster.theme),
                    text(&poster.authors),
                    yes_no(poster.a0),
                    yes_no(poster.framed),
                    yes_no(poster.labelled),
                    date(poster.sent),
                ]
            });
            items.collect()
        });
        self.sheet(
            "7. Tranh cổ động",
            "Tranh vẽ cổ động",
            format!(
                "Đúng {count:02} tranh khổ A0, có khung, ghi chủ đề tranh và tên đơn vị tại góc bên phải, cuối trang."
            ),
            fields,
            Body::Table(rows),
        )
    }

    fn commune_forum(&self) -> Sheet {
        let year = self.file.forum.year;
        let limits = &self.file.limits;
        let count = |heading: &str, hint: String| field(heading, 0.0, Input::Whole(0..=9_999), hint);
        let least = limits
            .min_children
            .get(&Level::Xa)
            .map(|it| format!(", ít nhất {it} em"))
            .unwrap_or_default();
        let fields = vec![
            field(
                "Ngày tổ chức",
                0.0,
                Input::Date(year),
                format!("Ngày/tháng/năm{}.", self.due("commune_forum")),
            )
            .required(),
            field("Địa điểm", 0.0, Input::Text, "Nơi tổ chức.").required(),
            count("Số trẻ em tham gia", format!("Trẻ em{least}.")).required(),
            count("Số trẻ em nữ", "Trẻ em; trong số trẻ em tham gia.".to_owned()).required(),
            count(
                "Số trẻ em dân tộc thiểu số",
                "Trẻ em; trong số trẻ em tham gia.".to_owned(),
            ),
            count(
                "Số trẻ em có hoàn cảnh đặc biệt",
                "Trẻ em; trong số trẻ em tham gia.".to_owned(),
            ),
            count("Số học sinh tiểu học", "Trẻ em; trong số trẻ em tham gia.".to_owned()),
            count("Số học sinh THCS", "Trẻ em; trong số trẻ em tham gia.".to_owned()),
            count(
                "Số người phụ trách trẻ em",
                format!(
                    "Người; mỗi người phụ trách không quá {} trẻ em.",
                    limits.children_per_caretaker
                ),
            ),
            count(
                "Số đại biểu",
                format!("Người; không quá 1/{} số trẻ em.", limits.children_per_guest),
            ),
            count(
                "Số tình nguyện viên",
                format!("Người; không quá 1/{} số trẻ em.", limits.children_per_volunteer),
            ),
            count("Số tiết mục", "Tiết mục trình diễn tại Diễn đàn cấp xã.".to_owned()),
            count("Số câu hỏi", "Câu hỏi của trẻ em.".to_owned()).required(),
            count("Số kiến nghị", "Bằng số đã trả lời cộng số chưa trả lời.".to_owned()).required(),
            count(
                "Số kiến nghị đã trả lời",
                "Kiến nghị; trả lời ngay tại Diễn đàn cấp xã.".to_owned(),
            )
            .required(),
            count(
                "Số kiến nghị chưa trả lời",
                "Kiến nghị; kể cả số chuyển cấp trên.".to_owned(),
            )
            .required(),
            count(
                "Số kiến nghị chuyển cấp trên",
                "Kiến nghị; nằm trong số chưa trả lời.".to_owned(),
            ),
            count("Số quà", "Suất quà tặng trẻ em.".to_owned()),
            field("Kinh phí từ ngân sách xã", 0.0, Input::Money, "Đồng."),
            field("Kinh phí xã hội hóa", 0.0, Input::Money, "Đồng."),
            field("Thuận lợi, khó khăn", 0.0, Input::LongText, "Ghi ngắn gọn."),
        ];
        let mut values = vec![Value::Empty; fields.len()];
        if let Some(content) = self.content {
            let it = &content.commune_forum;
            let money = |amount: Option<u64>| amount.map_or(Value::Empty, |amount| Value::Number(amount as f64));
            values = vec![
                date(it.date),
                text(&it.place),
                number(it.children),
                number(it.girls),
                number(it.ethnic_minority),
                number(it.special_circumstances),
                number(it.primary),
                number(it.lower_secondary),
                number(it.caretakers),
                number(it.guests),
                number(it.volunteers),
                number(it.entries),
                number(it.questions),
                number(it.recommendations),
                number(it.answered),
                number(it.unanswered),
                number(it.forwarded),
                number(it.gifts),
                money(it.spent_budget),
                money(it.spent_social),
                text(&it.remarks),
            ];
        }
        self.sheet(
            "8. Kết quả DĐ cấp xã",
            "Kết quả tổ chức Diễn đàn trẻ em cấp xã",
            "Điền cột “Kết quả”; chỉ ghi số, không ghi đơn vị tính.".to_owned(),
            fields,
            Body::Form(["Chỉ tiêu", "Kết quả", "Đơn vị tính, hướng dẫn"], values),
        )
    }

    fn previous(&self) -> Sheet {
        let year = self.file.forum.previous_year;
        let when = year.map_or_else(|| "kỳ trước".to_owned(), |year| year.to_string());
        let when_words = year.map_or_else(|| "kỳ trước".to_owned(), |year| format!("năm {year}"));
        let fields = vec![
            index(),
            field(
                "Nội dung",
                54.0,
                Input::LongText,
                "Mỗi dòng một khuyến nghị của trẻ em.",
            )
            .required(),
            field(
                "Cơ quan",
                24.0,
                Input::Suggestion(ListName::Agencies),
                "Cơ quan được đề nghị giải quyết.",
            ),
            field(
                "Kết quả",
                20.0,
                Input::Choice(ListName::PreviousStatuses),
                "Chọn kết quả thực hiện.",
            )
            .required(),
            field(
                "Nguyên nhân",
                30.0,
                Input::LongText,
                "Nguyên nhân, nếu chưa thực hiện xong.",
            ),
            field("Giải pháp", 30.0, Input::LongText, "Giải pháp tiếp theo."),
        ];
        let rows = self.rows(PREVIOUS_ROWS, fields.len(), |content| {
            let items = content.previous_recommendations.iter().map(|it| {
                vec![
                    Value::Text(it.text.clone()),
                    self.agency(&it.agency),
                    text(&it.status.map(|status| previous_status(status, year))),
                    text(&it.reason),
                    text(&it.solution),
                ]
            });
            items.collect()
        });
        self.sheet(
            &format!("9. Khuyến nghị {when}"),
            &format!("Kết quả thực hiện khuyến nghị của trẻ em {when_words}"),
            format!(
                "Khuyến nghị tại Diễn đàn trẻ em {when_words}. Đơn vị không tổ chức thì ghi một dòng và chọn kết quả “{}”.",
                previous_status(crate::model::dossier::PreviousStatus::KhongToChuc, year)
            ),
            fields,
            Body::Table(rows),
        )
    }

    /// The rows of a table: numbered, filled in as far as there is content, at least `least`.
    fn rows(&self, least: u32, width: usize, filled: impl Fn(&Dossier) -> Vec<Vec<Value>>) -> Vec<Vec<Value>> {
        let mut rows = self.content.map(filled).unwrap_or_default();
        let count = rows.len().max(least as usize);
        rows.resize(count, Vec::new());
        for (number, row) in rows.iter_mut().enumerate() {
            row.insert(0, Value::Number((number + 1) as f64));
            row.resize(width, Value::Empty);
        }
        rows
    }
}

fn index() -> Field {
    field("TT", 5.0, Input::Index, "")
}

fn text(value: &Option<String>) -> Value {
    match value {
        Some(text) if !text.is_empty() => Value::Text(text.clone()),
        _ => Value::Empty,
    }
}

fn date(value: Option<Date>) -> Value {
    value.map_or(Value::Empty, Value::Date)
}

fn number(value: Option<u32>) -> Value {
    value.map_or(Value::Empty, |number| Value::Number(f64::from(number)))
}

fn yes_no(value: bool) -> Value {
    Value::Text(if value { "Có" } else { "Không" }.to_owned())
}

fn yes_not_yet(value: bool) -> Value {
    Value::Text(if value { "Có" } else { "Chưa" }.to_owned())
}

/// "2012-06-17" -> "17/06/2012"; a year stays a year.
fn birth_words(birth: &str) -> String {
    birth
        .parse::<Date>()
        .map_or_else(|_| birth.to_owned(), |day| day.strftime("%d/%m/%Y").to_string())
}
