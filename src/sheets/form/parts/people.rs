//! The sheets of people: children and those in charge of them.

use super::super::lists::ListName;
use super::{Body, Form, Input, Sheet, Value, birth_words, field, index, text, yes_no, yes_not_yet};
use crate::model::{Child, Consent};

impl Form<'_> {
    pub(super) fn children(&self) -> Sheet {
        let quota = &self.file.quota;
        let age = self.file.limits.child_age;
        let fields = vec![
            index(),
            field(
                "Họ và tên",
                24.0,
                Input::Text,
                "Ghi đủ họ, chữ đệm và tên, đúng giấy khai sinh.",
            )
            .required()
            .offered_as(ListName::Children),
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
                    text(&child.class_year),
                    text(&child.school),
                    text(&child.achievement),
                    text(&Some(
                        child
                            .duties
                            .iter()
                            .map(|duty| duty.label())
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

    pub(super) fn caretakers(&self) -> Sheet {
        let count = self.file.quota.caretakers;
        let fields = vec![
            index(),
            field("Họ và tên", 26.0, Input::Text, "Ghi đủ họ, chữ đệm và tên.").required(),
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
}
