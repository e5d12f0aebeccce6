//! The sheets of what the children bring: items, questions, recommendations, poster; and what became of the last ones.

use super::super::lists::{ListName, previous_status};
use super::{Body, Form, Input, Sheet, Value, date, field, index, number, text, yes_no, yes_not_yet};
use crate::model::dossier::PreviousStatus;

/// Rows for items; a commune offers one, some offer more.
const ENTRY_ROWS: u32 = 3;

/// Rows for the recommendations of the forum before.
const PREVIOUS_ROWS: u32 = 8;

impl Form<'_> {
    pub(super) fn entries(&self) -> Sheet {
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

    pub(super) fn questions(&self) -> Sheet {
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

    pub(super) fn recommendations(&self) -> Sheet {
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
                    text(&it.level.map(|level| level.label().to_owned())),
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

    pub(super) fn posters(&self) -> Sheet {
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

    pub(super) fn previous(&self) -> Sheet {
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
                previous_status(PreviousStatus::KhongToChuc, year)
            ),
            fields,
            Body::Table(rows),
        )
    }
}
