//! The sheets about the unit itself: who registers, and the results of its own forum.

use super::super::lists::{ListName, capitalised};
use super::{Body, Form, Input, Sheet, Value, date, field, number, text};
use crate::model::Level;

impl Form<'_> {
    pub(super) fn unit_sheet(&self) -> Sheet {
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

    pub(super) fn commune_forum(&self) -> Sheet {
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
}
