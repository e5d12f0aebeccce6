//! What may be chosen in the registration workbook: the columns of its hidden sheet of lists.

use crate::model::dossier::{CaretakerRole, PreviousStatus};
use crate::model::{Duty, EntryForm, ForumFile, Gender, GuestGroup, GuestReply, Level};

/// The 54 ethnic groups in the order of the official list (Quyết định 121-TCTK/PPCĐ).
const ETHNIC_GROUPS: [&str; 54] = [
    "Kinh",
    "Tày",
    "Thái",
    "Hoa",
    "Khơ-me",
    "Mường",
    "Nùng",
    "Hmông",
    "Dao",
    "Gia-rai",
    "Ngái",
    "Ê-đê",
    "Ba-na",
    "Xơ-đăng",
    "Sán Chay",
    "Cơ-ho",
    "Chăm",
    "Sán Dìu",
    "Hrê",
    "Mnông",
    "Ra-glai",
    "Xtiêng",
    "Bru-Vân Kiều",
    "Thổ",
    "Giáy",
    "Cơ-tu",
    "Gié-Triêng",
    "Mạ",
    "Khơ-mú",
    "Co",
    "Ta-ôi",
    "Chơ-ro",
    "Kháng",
    "Xinh-mun",
    "Hà Nhì",
    "Chu-ru",
    "Lào",
    "La Chí",
    "La Ha",
    "Phù Lá",
    "La Hủ",
    "Lự",
    "Lô Lô",
    "Chứt",
    "Mảng",
    "Pà Thẻn",
    "Cơ Lao",
    "Cống",
    "Bố Y",
    "Si La",
    "Pu Péo",
    "Brâu",
    "Ơ-đu",
    "Rơ-măm",
];

/// Study results of primary (Thông tư 27/2020), of lower secondary (Thông tư 22/2021), and of the scale before it
/// (Thông tư 58/2011), which the upper classes kept until 2024-2025.
const RESULTS: [&str; 11] = [
    "Hoàn thành xuất sắc",
    "Hoàn thành tốt",
    "Hoàn thành",
    "Xuất sắc",
    "Giỏi",
    "Khá",
    "Trung bình",
    "Tốt",
    "Đạt",
    "Chưa đạt",
    "Chưa hoàn thành",
];

/// Places where children are elected (Thông tư 29/2019 Điều 8).
const ELECTED_FROM: [&str; 4] = ["Lớp", "Trường", "Diễn đàn cấp xã", "Câu lạc bộ"];

/// A list, by its defined name in the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListName {
    Units,
    Themes,
    EntryForms,
    Agencies,
    EthnicGroups,
    Results,
    Genders,
    Duties,
    Roles,
    Levels,
    ElectedFrom,
    SchoolYears,
    PreviousStatuses,
    YesNotYet,
    YesNo,
    GuestGroups,
    Honorifics,
    Hosts,
    GuestRoles,
    GuestReplies,
    /// The names on the sheet of children, not a column of the hidden sheet.
    Children,
}

impl ListName {
    /// The name that validations refer to.
    pub fn defined_name(self) -> &'static str {
        match self {
            Self::Units => "DM_DON_VI",
            Self::Themes => "DM_CHU_DE",
            Self::EntryForms => "DM_HINH_THUC",
            Self::Agencies => "DM_CO_QUAN",
            Self::EthnicGroups => "DM_DAN_TOC",
            Self::Results => "DM_THANH_TICH",
            Self::Genders => "DM_GIOI_TINH",
            Self::Duties => "DM_NHIEM_VU",
            Self::Roles => "DM_VAI_TRO",
            Self::Levels => "DM_CAP",
            Self::ElectedFrom => "DM_BAU_CHON",
            Self::SchoolYears => "DM_NAM_HOC",
            Self::PreviousStatuses => "DM_KET_QUA",
            Self::YesNotYet => "DM_CO_CHUA",
            Self::YesNo => "DM_CO_KHONG",
            Self::GuestGroups => "DM_NHOM_KHACH",
            Self::Honorifics => "DM_DANH_XUNG",
            Self::Hosts => "DM_CO_QUAN_KHACH",
            Self::GuestRoles => "DM_VAI_TRO_KHACH",
            Self::GuestReplies => "DM_TRA_LOI",
            Self::Children => "DM_TRE_EM",
        }
    }
}

/// One column of the hidden sheet.
pub struct List {
    /// Which.
    pub name: ListName,
    /// Its heading.
    pub heading: &'static str,
    /// What may be chosen.
    pub items: Vec<String>,
}

/// All lists.
pub struct Lists(Vec<List>);

impl Lists {
    /// The lists of the forum.
    pub fn new(file: &ForumFile) -> Self {
        use ListName as N;
        let fixed = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        let list = |name, heading, items| List { name, heading, items };
        Self(vec![
            list(
                N::Units,
                "Đơn vị",
                file.units.iter().map(|unit| capitalised(&unit.full_name())).collect(),
            ),
            list(
                N::Themes,
                "Chủ đề",
                file.themes.iter().map(|theme| theme.short.clone()).collect(),
            ),
            list(
                N::EntryForms,
                "Hình thức",
                EntryForm::ALL.iter().map(|form| form.label().to_owned()).collect(),
            ),
            list(
                N::Agencies,
                "Cơ quan",
                file.agencies.iter().map(|agency| agency.short.clone()).collect(),
            ),
            list(N::EthnicGroups, "Dân tộc", fixed(&ETHNIC_GROUPS)),
            list(N::Results, "Thành tích", fixed(&RESULTS)),
            list(
                N::Genders,
                "Giới tính",
                Gender::ALL.iter().map(|gender| gender.label().to_owned()).collect(),
            ),
            list(
                N::Duties,
                "Nhiệm vụ",
                Duty::ALL.iter().map(|duty| duty.label().to_owned()).collect(),
            ),
            list(
                N::Roles,
                "Vai trò",
                CaretakerRole::ALL.iter().map(|role| role.label().to_owned()).collect(),
            ),
            list(
                N::Levels,
                "Cấp giải quyết",
                Level::ALL.iter().map(|level| level.label().to_owned()).collect(),
            ),
            list(N::ElectedFrom, "Được bầu chọn từ", fixed(&ELECTED_FROM)),
            list(N::SchoolYears, "Năm học", school_years(&file.forum.school_year)),
            list(
                N::PreviousStatuses,
                "Kết quả thực hiện",
                PreviousStatus::ALL
                    .iter()
                    .map(|status| previous_status(*status, file.forum.previous_year))
                    .collect(),
            ),
            list(N::YesNotYet, "Có/Chưa", fixed(&["Có", "Chưa"])),
            list(N::YesNo, "Có/Không", fixed(&["Có", "Không"])),
        ])
    }

    /// The lists of the workbook of guests.
    pub fn of_guests(file: &ForumFile) -> Self {
        use ListName as N;
        let fixed = |items: &[&str]| items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>();
        let list = |name, heading, items| List { name, heading, items };
        let agencies = file.agencies.iter().map(|agency| agency.name.clone());
        let units = file
            .units
            .iter()
            .map(|unit| format!("Ủy ban nhân dân {}", unit.full_name()));
        Self(vec![
            list(
                N::GuestGroups,
                "Nhóm",
                GuestGroup::ALL.iter().map(|it| it.label().to_owned()).collect(),
            ),
            list(N::Honorifics, "Danh xưng", fixed(&["Ông", "Bà", "Đồng chí"])),
            list(N::Hosts, "Cơ quan", agencies.chain(units).collect()),
            list(
                N::GuestRoles,
                "Vai trò",
                fixed(&["dự", "đối thoại", "chủ trì", "đưa tin"]),
            ),
            list(
                N::GuestReplies,
                "Trả lời",
                GuestReply::ALL.iter().map(|it| it.label().to_owned()).collect(),
            ),
        ])
    }

    /// The lists in the order of their columns.
    pub fn all(&self) -> &[List] {
        &self.0
    }
}

/// The words for what became of an earlier recommendation; names the year in which no forum was held.
pub fn previous_status(status: PreviousStatus, year: Option<u16>) -> String {
    match (status, year) {
        (PreviousStatus::KhongToChuc, Some(year)) => format!("{} năm {year}", status.label()),
        _ => status.label().to_owned(),
    }
}

/// "xã Tri Lễ" -> "Xã Tri Lễ".
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The school year of the results and the next, to which a class that is given in summer may already belong.
fn school_years(current: &str) -> Vec<String> {
    let mut years = vec![current.to_owned()];
    let numbers: Vec<u16> = current
        .split(|character: char| !character.is_ascii_digit())
        .filter_map(|part| part.parse().ok())
        .collect();
    if let [from, to] = numbers[..] {
        let next = current.replace(&to.to_string(), &(to + 1).to_string());
        years.push(next.replace(&from.to_string(), &(from + 1).to_string()));
    }
    years
}
