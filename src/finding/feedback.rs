//! What the sender of a workbook is asked to do about a finding, in the words of a paper that goes back to it.

use super::{Fault, Finding, Language};

/// Folder of the senders' workbooks, as places name it.
const SENT: &str = "submissions/";

impl Finding {
    /// What the unit is asked to do; nothing if the finding is not about what it sent, or is for the organiser alone: what hints at a
    /// concrete case of abuse is held back from every print.
    pub fn ask_of_unit(&self) -> Option<String> {
        let about_what_was_sent = match &self.place.file {
            Some(file) => file.starts_with(SENT),
            None => self.path.as_ref().is_some_and(|path| path.starts_with("units/")),
        };
        if self.unit.is_none() || !about_what_was_sent {
            return None;
        }
        self.fault.ask_of_unit()
    }

    /// The workbook's name as its sender knows it.
    pub fn sent_file(&self) -> Option<&str> {
        let below = self.place.file.as_deref()?.strip_prefix(SENT)?;
        Some(below.rsplit('/').next().unwrap_or(below))
    }
}

impl Fault {
    fn ask_of_unit(&self) -> Option<String> {
        let other = match self {
            // Matters of the organiser.
            Self::TextWithheld { .. }
            | Self::TextTwice { .. }
            | Self::TextAlike { .. }
            | Self::AgencyGuessed { .. }
            | Self::AgencyMissing { .. }
            | Self::DossierLate { .. }
            | Self::ReceiptMissing { .. }
            | Self::FileIgnored { .. }
            | Self::FileLink { .. }
            | Self::FileOpen { .. }
            | Self::ThemeCode { .. }
            | Self::AgencyCode { .. } => return None,
            Self::ThemeGuessed { .. } => "Xác nhận chủ đề đã xếp, hoặc chọn lại một chủ đề trong danh sách của mẫu.",
            Self::ThemeUnclear { .. } => "Chọn một trong hai chủ đề và ghi vào cột chủ đề.",
            Self::ThemeContradicted { .. } => "Xem lại chủ đề đã chọn; nếu đúng thì giữ nguyên.",
            Self::TextPersonal { .. } => "Viết lại nội dung, bỏ họ tên, số điện thoại và thông tin riêng của trẻ em.",
            Self::ChildTwice { .. } => "Kiểm tra lại; xác nhận em thuộc đoàn của đơn vị nào.",
            Self::PaperMissing { .. } => "Gửi hồ sơ giấy có chữ ký, đóng dấu.",
            Self::CommuneForumLate { .. } => "Kiểm tra lại ngày; nếu đúng, nêu lý do tổ chức muộn trong báo cáo.",
            Self::CommuneNumbers { .. } | Self::CommuneForumFuture { .. } => {
                "Kiểm tra lại số liệu và gửi số liệu đúng."
            }
            Self::SchoolUnknown { .. } => "Ghi đúng tên trường; nếu tên này đúng thì giữ nguyên và báo lại.",
            Self::UnitGuessed { .. } => "Ghi đúng tên đơn vị ở trang thông tin chung.",
            Self::UnitContradiction { .. } => "Xác nhận tệp là của đơn vị nào, ghi đúng tên đơn vị.",
            Self::UnitTwice { .. } => "Cho biết tệp nào là bản dùng.",
            Self::UnitVersions { .. } => "Xác nhận tệp đã dùng là bản mới nhất.",
            Self::CharacterNotCovered { .. } => "Gõ lại nội dung ở ô này, bỏ ký tự đặc biệt.",
            other => return Some(other.hint(Language::Vietnamese)),
        };
        Some(other.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(fault: Fault, file: &str) -> Option<String> {
        Finding::new(fault).unit("06313").in_file(file).ask_of_unit()
    }

    #[test]
    fn what_was_sent_goes_back_with_what_to_do() {
        let what = "họ và tên".to_owned();
        let ask = ask(Fault::FieldMissing { what }, "submissions/06313/tri-le.xlsx");
        assert_eq!(ask.as_deref(), Some("Điền vào ô này rồi gửi lại."));
    }

    #[test]
    fn a_case_of_abuse_and_the_work_of_others_do_not() {
        let (signs, at) = ("“em”".to_owned(), "units/06313/questions/06313-ch-1".to_owned());
        assert_eq!(ask(Fault::TextWithheld { signs, at }, "submissions/tri-le.xlsx"), None);
        let what = "họ và tên".to_owned();
        assert_eq!(ask(Fault::FieldMissing { what: what.clone() }, "guests.xlsx"), None);
        let nobody = Finding::new(Fault::FieldMissing { what }).in_file("submissions/a.xlsx");
        assert_eq!(nobody.ask_of_unit(), None);
    }
}
