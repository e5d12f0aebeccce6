//! Closed vocabularies: the words that communes use for them.

use super::super::workbook::{Cell, Value};
use super::Parsed;
use crate::model::dossier::{CaretakerRole, PreviousStatus};
use crate::model::{Duty, EntryForm, Gender, GuestGroup, GuestReply, Level};
use crate::vietnamese::fold::fold_words;

/// The value of which one of the phrases stands in the cell; the phrases are tried in order.
fn one_of<T: Copy>(cell: &Cell, what: &str, phrases: &[(&str, T)]) -> Parsed<T> {
    let text = fold_words(cell.text());
    if text.is_empty() {
        return Parsed::absent();
    }
    let padded = format!(" {text} ");
    match phrases
        .iter()
        .find(|(phrase, _)| padded.contains(&format!(" {phrase} ")))
    {
        Some((_, value)) => Parsed::new(*value),
        None => Parsed::unclear(what, cell),
    }
}

/// Whether any phrase stands in the text as whole words.
fn has(text: &str, phrases: &[&str]) -> bool {
    let padded = format!(" {text} ");
    phrases.iter().any(|phrase| padded.contains(&format!(" {phrase} ")))
}

pub(in super::super) fn gender(cell: &Cell) -> Parsed<Gender> {
    match fold_words(cell.text()).as_str() {
        "" => Parsed::absent(),
        "nam" | "trai" | "be trai" | "male" => Parsed::new(Gender::Nam),
        "nu" | "gai" | "be gai" | "female" => Parsed::new(Gender::Nu),
        _ => Parsed::unclear("giới tính", cell),
    }
}

/// Yes or no; only what says so plainly counts.
pub(in super::super) fn yes_no(cell: &Cell, what: &str) -> Parsed<bool> {
    match cell.value {
        Value::Bool(flag) => return Parsed::new(flag),
        Value::Number(1.0) => return Parsed::new(true),
        Value::Number(0.0) => return Parsed::new(false),
        _ => {}
    }
    if matches!(cell.text().trim(), "✓" | "✔" | "☑" | "☒" | "√") {
        return Parsed::new(true);
    }
    match fold_words(cell.text()).as_str() {
        "" => Parsed::absent(),
        "co" | "x" | "v" | "da co" | "da ky" | "da nop" | "co du" | "du" | "roi" | "da" | "dong y" | "yes" | "true"
        | "da dong y" | "da tra loi" | "1" => Parsed::new(true),
        "khong" | "chua" | "chua co" | "chua ky" | "chua nop" | "khong dong y" | "chua dong y" | "no" | "false"
        | "chua tra loi" | "0" => Parsed::new(false),
        // One letter says it, but it is told: it may be a slip.
        "c" | "y" => Parsed::repaired(true, what, cell, "Có"),
        "k" | "n" => Parsed::repaired(false, what, cell, "Không"),
        _ => Parsed::unclear(what, cell),
    }
}

/// Yes or no, or words that describe it ("khổ A0 có khung").
pub(in super::super) fn yes_no_described(cell: &Cell, what: &str, words: &[&str]) -> Parsed<bool> {
    let plain = yes_no(cell, what);
    if plain.fault.is_none() {
        return plain;
    }
    let text = fold_words(cell.text());
    let value = match () {
        () if has(&text, &["khong", "chua"]) => false,
        () if has(&text, words) || has(&text, &["co", "da"]) => true,
        () => return plain,
    };
    Parsed::repaired(value, what, cell, if value { "Có" } else { "Không" })
}

pub(in super::super) fn entry_form(cell: &Cell) -> Parsed<EntryForm> {
    one_of(
        cell,
        "hình thức",
        &[
            ("san khau hoa", EntryForm::SanKhauHoa),
            ("tham luan", EntryForm::ThamLuan),
            ("tieu pham", EntryForm::TieuPham),
            ("hinh anh", EntryForm::ThuyetTrinhHinhAnh),
            ("qua anh", EntryForm::ThuyetTrinhHinhAnh),
            ("tranh", EntryForm::ThuyetTrinhTranh),
            ("buc tranh", EntryForm::ThuyetTrinhTranh),
            ("slide", EntryForm::ThuyetTrinhSlide),
            ("slides", EntryForm::ThuyetTrinhSlide),
            ("trinh chieu", EntryForm::ThuyetTrinhSlide),
            ("clip", EntryForm::ThuyetTrinhSlide),
            ("video", EntryForm::ThuyetTrinhSlide),
            ("dien kich", EntryForm::Kich),
            ("kich", EntryForm::Kich),
        ],
    )
}

/// Duties, separated by commas, semicolons, line ends or "và".
pub(in super::super) fn duties(cell: &Cell) -> Parsed<Vec<Duty>> {
    let mut duties = Vec::new();
    let mut unclear = false;
    for part in cell
        .text()
        .split([',', ';', '\n', '+', '/'])
        .flat_map(|part| part.split(" và "))
    {
        let text = fold_words(part);
        let duty = match text.as_str() {
            "" | "khong" | "khong co" | "dai bieu" | "tham gia" => continue,
            text if has(text, &["cau hoi", "hoi", "doi thoai", "chat van"]) => Duty::Question,
            text if has(text, &["tham luan", "bao cao"]) => Duty::Paper,
            text if has(
                text,
                &[
                    "bieu dien",
                    "dien",
                    "tiet muc",
                    "tieu pham",
                    "van nghe",
                    "kich",
                    "thuyet trinh",
                    "trinh bay",
                ],
            ) =>
            {
                Duty::Perform
            }
            _ => {
                unclear = true;
                continue;
            }
        };
        if !duties.contains(&duty) {
            duties.push(duty);
        }
    }
    let fault = unclear.then(|| Parsed::<()>::unclear("nhiệm vụ", cell).fault).flatten();
    Parsed {
        value: Some(duties),
        fault,
    }
}

pub(in super::super) fn role(cell: &Cell) -> Parsed<CaretakerRole> {
    one_of(
        cell,
        "vai trò",
        &[
            ("truong doan", CaretakerRole::TruongDoan),
            ("phu trach", CaretakerRole::PhuTrach),
            ("thanh vien", CaretakerRole::PhuTrach),
        ],
    )
}

pub(in super::super) fn level(cell: &Cell) -> Parsed<Level> {
    one_of(
        cell,
        "cấp giải quyết",
        &[
            ("tinh", Level::Tinh),
            ("huyen", Level::Huyen),
            ("xa", Level::Xa),
            ("thi tran", Level::Xa),
            ("phuong", Level::Xa),
        ],
    )
}

pub(in super::super) fn previous_status(cell: &Cell) -> Parsed<PreviousStatus> {
    one_of(
        cell,
        "kết quả thực hiện",
        &[
            ("khong to chuc", PreviousStatus::KhongToChuc),
            ("chua the thuc hien", PreviousStatus::ChuaTheThucHien),
            ("chua thuc hien", PreviousStatus::ChuaTheThucHien),
            ("khong thuc hien", PreviousStatus::ChuaTheThucHien),
            ("dang tiep tuc", PreviousStatus::DangTiepTuc),
            ("dang thuc hien", PreviousStatus::DangTiepTuc),
            ("tiep tuc", PreviousStatus::DangTiepTuc),
            ("da thuc hien", PreviousStatus::DaThucHien),
            ("da hoan thanh", PreviousStatus::DaThucHien),
            ("hoan thanh", PreviousStatus::DaThucHien),
        ],
    )
}

pub(in super::super) fn guest_group(cell: &Cell) -> Parsed<GuestGroup> {
    let text = fold_words(cell.text());
    let labelled = GuestGroup::ALL
        .into_iter()
        .find(|group| fold_words(group.label()) == text);
    match labelled {
        Some(group) => Parsed::new(group),
        None => one_of(
            cell,
            "nhóm khách mời",
            &[
                ("cap tren", GuestGroup::CapTren),
                ("doi thoai", GuestGroup::DoiThoai),
                ("lanh dao", GuestGroup::LanhDao),
                ("bao chi", GuestGroup::BaoChi),
                ("truong", GuestGroup::Truong),
                ("truong hoc", GuestGroup::Truong),
                ("co quan", GuestGroup::CoQuan),
                ("xa", GuestGroup::Xa),
                ("thi tran", GuestGroup::Xa),
            ],
        ),
    }
}

pub(in super::super) fn guest_reply(cell: &Cell) -> Parsed<GuestReply> {
    one_of(
        cell,
        "trả lời của khách mời",
        &[
            ("di thay", GuestReply::CuDiThay),
            ("cu nguoi", GuestReply::CuDiThay),
            ("vang", GuestReply::Vang),
            ("khong du", GuestReply::Vang),
            ("khong den", GuestReply::Vang),
            ("du", GuestReply::Du),
            ("co", GuestReply::Du),
            ("den du", GuestReply::Du),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::super::cell;
    use super::*;

    #[test]
    fn every_label_is_understood() {
        for form in EntryForm::ALL {
            assert_eq!(entry_form(&cell(form.label())), Parsed::new(*form), "{}", form.label());
        }
        for duty in Duty::ALL {
            assert_eq!(duties(&cell(duty.label())), Parsed::new(vec![*duty]));
        }
        for gender_ in Gender::ALL {
            assert_eq!(gender(&cell(gender_.label())), Parsed::new(*gender_));
        }
        for level_ in Level::ALL {
            assert_eq!(level(&cell(level_.label())), Parsed::new(*level_));
        }
        for role_ in CaretakerRole::ALL {
            assert_eq!(role(&cell(role_.label())), Parsed::new(*role_));
        }
        for status in PreviousStatus::ALL {
            assert_eq!(previous_status(&cell(status.label())), Parsed::new(*status));
        }
        for group in GuestGroup::ALL {
            assert_eq!(guest_group(&cell(group.label())), Parsed::new(group));
        }
        for reply in GuestReply::ALL {
            assert_eq!(guest_reply(&cell(reply.label())), Parsed::new(reply));
        }
        assert_eq!(
            previous_status(&cell("Không tổ chức năm 2022")),
            Parsed::new(PreviousStatus::KhongToChuc)
        );
    }

    #[test]
    fn several_duties_in_a_cell() {
        let parsed = duties(&cell("Đặt câu hỏi, biểu diễn\nTham luận"));
        assert_eq!(parsed, Parsed::new(vec![Duty::Question, Duty::Perform, Duty::Paper]));
        assert!(duties(&cell("Đặt câu hỏi; bơi")).fault.is_some());
    }

    #[test]
    fn yes_and_no() {
        for yes in ["Có", "x", "X", "đã ký", "Đồng ý", "✓"] {
            assert_eq!(yes_no(&cell(yes), "…").value, Some(true), "{yes}");
        }
        for no in ["Không", "chưa", "Không đồng ý"] {
            assert_eq!(yes_no(&cell(no), "…").value, Some(false), "{no}");
        }
        for (letter, meant) in [("C", true), ("k", false)] {
            let parsed = yes_no(&cell(letter), "…");
            assert_eq!((parsed.value, parsed.fault.is_some()), (Some(meant), true), "{letter}");
        }
        assert_eq!(yes_no(&cell("để hỏi lại"), "…").value, None);
        assert_eq!(
            yes_no_described(&cell("khổ A0 có khung"), "…", &["khung"]).value,
            Some(true)
        );
        assert_eq!(
            yes_no_described(&cell("chưa đóng khung"), "…", &["khung"]).value,
            Some(false)
        );
    }
}
