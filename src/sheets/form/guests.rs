//! The workbook of guests (`inputs/guests.xlsx`), empty or filled in: whom to invite, and what they answered.

use jiff::civil::Date;

use super::lists::{ListName, Lists};
use super::paint::{self, Styles};
use super::parts::{Body, Field, Input, Sheet, Value};
use super::{SheetError, archive};
use crate::model::{ForumFile, Guest};

/// What `_META` calls this workbook.
pub const KIND: &str = "khach-moi";

/// Empty rows below the guests, with frames.
const EMPTY_ROWS: usize = 15;

/// Further rows in which the lists can be chosen from.
const SPARE_ROWS: u32 = 400;

/// The workbook with `guests` in their order; `made_on` is the date in its properties. The same arguments give the same
/// bytes.
pub fn write(file: &ForumFile, guests: &[Guest], made_on: Date) -> Result<Vec<u8>, SheetError> {
    let properties = super::properties(file, made_on)?
        .set_title(format!("Danh sách khách mời {}", file.forum.title))
        .set_subject("Danh sách khách mời")
        .set_keywords("khách mời; diễn đàn trẻ em");
    let styles = Styles::new();
    let mut workbook = super::new_workbook(&properties)?;
    let sheet = sheet(file, guests);
    paint::write_sheet(workbook.add_worksheet(), &styles, &sheet)?;
    super::write_lists(&mut workbook, &styles, &Lists::of_guests(file))?;
    let meta = [("kind", KIND), ("version", "1"), ("year", &file.forum.year.to_string())];
    super::write_meta(&mut workbook, &meta)?;
    archive::pack(&mut workbook, &[vec![sheet.open_rows()]])
}

fn sheet(file: &ForumFile, guests: &[Guest]) -> Sheet {
    let mut rows: Vec<Vec<Value>> = guests.iter().map(row).collect();
    rows.resize(rows.len() + EMPTY_ROWS, vec![Value::Empty; fields().len()]);
    Sheet {
        name: "Khách mời".to_owned(),
        unit: file.organiser.name.to_uppercase(),
        title: "DANH SÁCH KHÁCH MỜI".to_owned(),
        forum: file.forum.title.clone(),
        note:
            "Mỗi dòng một giấy mời. Mời theo chức danh thì để trống Danh xưng và Họ và tên. Giữ nguyên mã của dòng đã \
               có; dòng mới để trống mã, chương trình sẽ đặt."
                .to_owned(),
        fields: fields(),
        spare: SPARE_ROWS,
        body: Body::Table(rows),
    }
}

fn fields() -> Vec<Field> {
    let field = |heading: &str, width, input, hint: &str| Field {
        heading: heading.to_owned(),
        required: false,
        width,
        input,
        hint: hint.to_owned(),
        offered_as: None,
    };
    let group = field(
        "Nhóm",
        14.0,
        Input::Choice(ListName::GuestGroups),
        "Nhóm khách mời, quyết định lời văn giấy mời.",
    );
    let agency = field(
        "Cơ quan",
        46.0,
        Input::Suggestion(ListName::Hosts),
        "Chọn hoặc ghi đủ tên cơ quan, in sau chức vụ trong giấy mời.",
    );
    vec![
        field(
            "Mã",
            8.0,
            Input::Text,
            "Khóa của khách mời, ví dụ k001; không đổi, không dùng lại.",
        ),
        Field {
            required: true,
            ..group
        },
        field(
            "Danh xưng",
            11.0,
            Input::Suggestion(ListName::Honorifics),
            "Ông, Bà hoặc Đồng chí.",
        ),
        field("Họ và tên", 24.0, Input::Text, "Để trống nếu mời theo chức danh."),
        field(
            "Chức vụ",
            24.0,
            Input::Text,
            "Ví dụ: Trưởng phòng; hoặc Đại diện lãnh đạo.",
        ),
        Field {
            required: true,
            ..agency
        },
        field(
            "Vai trò",
            12.0,
            Input::Suggestion(ListName::GuestRoles),
            "Vai trò tại Diễn đàn.",
        ),
        field("Thứ tự nghi thức", 9.0, Input::Whole(1..=999), "1 là trước tiên."),
        field("Nơi gửi", 28.0, Input::Text, "Nơi nhận giấy mời."),
        field("Câu ghi thêm", 38.0, Input::LongText, "Câu chỉ in trong giấy mời này."),
        field(
            "Trả lời",
            12.0,
            Input::Choice(ListName::GuestReplies),
            "Khách mời trả lời thế nào.",
        ),
        field("Người đi thay", 26.0, Input::Text, "Họ và tên, chức vụ người đi thay."),
    ]
}

fn row(guest: &Guest) -> Vec<Value> {
    let text = |value: &Option<String>| value.clone().map_or(Value::Empty, Value::Text);
    vec![
        Value::Text(guest.id.clone()),
        Value::Text(guest.group.label().to_owned()),
        text(&guest.honorific),
        text(&guest.name),
        text(&guest.position),
        text(&guest.agency),
        text(&guest.role),
        guest
            .order
            .map_or(Value::Empty, |order| Value::Number(f64::from(order))),
        text(&guest.send_to),
        text(&guest.note),
        guest
            .reply
            .map_or(Value::Empty, |reply| Value::Text(reply.label().to_owned())),
        text(&guest.substitute),
    ]
}
