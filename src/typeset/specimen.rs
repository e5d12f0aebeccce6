//! A paper that nobody reads: set once, it has the engine read the layouts and fonts that nearly all papers need.

use crate::document::{Align, Block, Document, Form, Frame, Inline, Signature};

/// A paper with what nearly all papers have.
pub(super) fn specimen() -> Document {
    let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    let text = |text: &str| vec![Inline::text(text)];
    let slanted = Inline::Emphasis {
        body: text("ưu tiên nguồn lực cho trẻ em"),
    };
    Document {
        title: "Giấy mời".to_owned(),
        frame: Frame {
            form: Form::Invitation,
            issuer: lines(&["ỦY BAN NHÂN DÂN", "HUYỆN"]),
            notation: Some("GM-UBND".to_owned()),
            place: "Huyện".to_owned(),
            kind_name: Some("GIẤY MỜI".to_owned()),
            subject: Some("Dự Diễn đàn trẻ em".to_owned()),
            signatures: vec![Signature {
                lines: lines(&["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
                name: "Họ và tên".to_owned(),
            }],
            recipients: lines(&["Như trên", "Lưu: VT"]),
            notices: lines(&["Số liệu minh họa"]),
            end_mark: true,
            ..Frame::default()
        },
        body: vec![
            Block::Aligned {
                align: Align::Addressee,
                body: vec![Block::Paragraph {
                    text: text("Đại diện lãnh đạo cơ quan"),
                }],
            },
            Block::Paragraph {
                text: [text("Tới dự Diễn đàn với chủ đề: "), vec![slanted]].concat(),
            },
            Block::Item {
                marker: "-".to_owned(),
                level: 0,
                text: text("Thời gian: 08 giờ 00 phút, thứ Sáu."),
            },
        ],
        ..Document::default()
    }
}
