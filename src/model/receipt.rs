//! `inputs/receipts.yaml`: what each commune sent, when, by which channel, and what came on paper.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file `inputs/receipts.yaml`.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptsFile {
    /// Version of this format; 1.
    pub schema: u32,
    /// One entry for each delivery, in any order.
    #[serde(default)]
    pub receipts: Vec<Receipt>,
}

/// One delivery.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Code of the unit that sent it.
    pub unit: String,
    /// Day on which it arrived.
    #[schemars(with = "String")]
    pub on: Date,
    /// How it arrived.
    pub channels: Vec<Channel>,
    /// Files below `inputs/submissions/` that came with it; empty for a delivery on paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<String>,
    /// What came on paper.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub paper: Vec<Component>,
    /// Remark of the officer who took it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The way a delivery took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// On paper, by post or by hand.
    Giay,
    /// By e-mail.
    Email,
}

/// A part of the registration dossier that comes on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Component {
    /// The commune's plan.
    KeHoach,
    /// The script of the item.
    KichBan,
    /// The framed A0 poster.
    Tranh,
    /// The decision that sets up the delegation.
    QuyetDinh,
    /// The list of children and caretakers.
    DanhSach,
    /// The parents' consent forms.
    PhieuDongY,
    /// The report on the commune's own forum.
    BaoCao,
}

impl Component {
    /// All parts, in the order of the plan.
    pub const ALL: [Self; 7] = [
        Self::KeHoach,
        Self::KichBan,
        Self::Tranh,
        Self::QuyetDinh,
        Self::DanhSach,
        Self::PhieuDongY,
        Self::BaoCao,
    ];

    /// In the words of the plan.
    pub fn label(self) -> &'static str {
        match self {
            Self::KeHoach => "kế hoạch cấp xã",
            Self::KichBan => "kịch bản",
            Self::Tranh => "tranh cổ động",
            Self::QuyetDinh => "quyết định thành lập Đoàn",
            Self::DanhSach => "danh sách trích ngang",
            Self::PhieuDongY => "phiếu đồng ý",
            Self::BaoCao => "báo cáo kết quả Diễn đàn cấp xã",
        }
    }
}
