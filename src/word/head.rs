//! Everything above the main text: ô 1–5, 9a, 10b and the bases (C1–C18, C31).

use super::lines::{Look, end_sign, ended, even, kept_dash};
use super::paragraph::{Border, Para, Printer};
use super::units::{INDENT, Twips, mm, pt, text_width};
use crate::document::{Form, Frame};

const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Sizes of one set of the decree (P8), in points, and the room between the columns.
#[derive(Clone, Copy)]
struct Sizes {
    nation: f64,
    motto: f64,
    date: f64,
    subject: f64,
    gutter: Twips,
}

const LARGE: Sizes = Sizes {
    nation: 13.0,
    motto: 14.0,
    date: 14.0,
    subject: 13.0,
    gutter: mm(3),
};

/// Leaves more room on the left, where a line of the office needs it.
const SMALL: Sizes = Sizes {
    nation: 12.0,
    motto: 13.0,
    date: 13.0,
    subject: 12.0,
    gutter: mm(2),
};

/// Sizes in half points.
fn half(points: f64) -> Option<u32> {
    Some((points * 2.0) as u32)
}

impl Printer<'_> {
    /// The two columns at the top of page 1.
    pub fn letterhead(&mut self, frame: &Frame) {
        let width = text_width(frame.landscape);
        let room = |printer: &Self, sizes: Sizes| {
            if frame.landscape {
                return width * 2 / 5;
            }
            let nation = Look::strong(sizes.nation).width(NATION, printer.fonts);
            // Italics run a little narrower than upright letters: enough room in any case.
            let date = Look::light(sizes.date).width(&date_line(frame), printer.fonts);
            width - sizes.gutter - nation.max(date) - mm(1)
        };
        let lines = frame.issuer.iter().chain(&frame.superior);
        let widest = lines
            .map(|line| Look::strong(LARGE.nation).width(line, self.fonts))
            .max();
        let sizes = if widest.unwrap_or(0) > room(self, LARGE) {
            SMALL
        } else {
            LARGE
        };
        let left = room(self, sizes);
        let right = width - left - sizes.gutter;
        self.layout_table(&[left + sizes.gutter, right]);
        self.layout_row(false);
        self.layout_cell(left + sizes.gutter, sizes.gutter);
        self.office(frame, left, sizes);
        self.next_cell(right, 0);
        self.line(
            "nation",
            Para {
                size: half(sizes.nation),
                ..Para::of("QuocHieu")
            },
            NATION,
        );
        let motto = Para {
            size: half(sizes.motto),
            ..Para::of("TieuNgu")
        };
        self.line("motto", motto, MOTTO);
        let length = Look::strong(sizes.motto).width(MOTTO, self.fonts);
        self.rule(length, right, 0);
        self.next_row(false);
        self.layout_cell(left + sizes.gutter, sizes.gutter);
        self.number(frame, left, sizes);
        self.next_cell(right, 0);
        let date = Para {
            size: half(sizes.date),
            ..Para::of("DiaDanh")
        };
        self.line("date", date, &date_line(frame));
        self.end_layout();
    }

    /// Superior office, issuing office and its rule (C4–C6).
    fn office(&mut self, frame: &Frame, max: Twips, sizes: Sizes) {
        for (index, part) in frame.superior.iter().enumerate() {
            let look = Look::light(sizes.nation);
            let text = even(&kept_dash(part), max, look, self.fonts).join("\n");
            let para = Para {
                size: half(sizes.nation),
                ..Para::of("CoQuanChuQuan")
            };
            self.line(&format!("superior/{index}"), para, &text);
        }
        let look = Look::strong(sizes.nation);
        let lines = even(&kept_dash(&frame.issuer.join("\n")), max, look, self.fonts);
        let para = Para {
            size: half(sizes.nation),
            ..Para::of("CoQuanBanHanh")
        };
        self.line("issuer", para, &lines.join("\n"));
        self.rule_under(&lines, look, max, 0);
    }

    /// `Số: 05/KH-UBND`, with the subject of a công văn and the urgency below (C7–C9, C16, C31).
    fn number(&mut self, frame: &Frame, max: Twips, sizes: Sizes) {
        let number = frame.notation.as_ref().map_or(String::new(), |notation| {
            let number = frame.number.clone().unwrap_or_else(|| "\u{a0}".repeat(8));
            format!("Số: {number}/{notation}")
        });
        self.line("number", Para::of("SoKyHieu"), &number);
        if let (Form::Letter, Some(subject)) = (frame.form, &frame.subject) {
            let subject = subject.trim();
            let about = match subject.starts_with("V/v") || subject.starts_with("Về việc") {
                true => subject.to_owned(),
                false => format!("V/v {subject}"),
            };
            let look = Look::light(sizes.subject);
            let text = even(&about, max, look, self.fonts).join("\n");
            let para = Para {
                size: half(sizes.subject),
                ..Para::of("TrichYeuCongVan")
            };
            self.line("subject", para, &text);
        }
        if let Some(urgency) = &frame.urgency {
            let word = urgency.to_uppercase();
            let usual = match word.as_str() {
                "THƯỢNG KHẨN" => mm(30),
                "HỎA TỐC" => mm(40),
                _ => mm(20),
            };
            let wide = usual.max(Look::strong(13.0).width(&word, self.fonts) + mm(4));
            let side = ((max - wide) / 2).max(0);
            let para = Para {
                border: Border::Box,
                indent: Some((side, side)),
                ..Para::of("MucDoKhan")
            };
            self.line("urgency", para, &word);
        }
    }

    /// From the title to the first words of the main text.
    pub fn opening(&mut self, frame: &Frame) {
        let width = text_width(frame.landscape);
        let titled = frame.form != Form::Letter && (frame.kind_name.is_some() || frame.subject.is_some());
        if titled {
            self.title(frame, width);
        } else {
            self.set(
                Para {
                    before: Some(pt(6.0)),
                    ..Para::of("CachDong")
                },
                &[],
            );
        }
        self.addressees(frame, width);
        if let Some(authority) = &frame.authority {
            self.line("authority", Para::of("ThamQuyen"), authority);
        }
        for (index, basis) in frame.bases.iter().enumerate() {
            let text = ended(basis, end_sign(index, frame.bases.len()));
            self.line(&format!("bases/{index}"), Para::of("CanCu"), &text);
        }
    }

    /// Name of the type, subject and rule (C13–C15).
    fn title(&mut self, frame: &Frame, width: Twips) {
        let max = width - if frame.landscape { mm(60) } else { mm(8) };
        let look = Look::strong(14.0);
        let mut last = Vec::new();
        let above = |first: bool| if first { Some(pt(18.0)) } else { None };
        if let Some(name) = &frame.kind_name {
            let para = Para {
                before: above(true),
                ..Para::of("TenLoai")
            };
            last = even(name, max, look, self.fonts);
            self.line("kind_name", para.kept(true), &last.join("\n"));
        }
        if let Some(subject) = &frame.subject {
            let para = Para {
                before: above(frame.kind_name.is_none()),
                ..Para::of("TrichYeu")
            };
            last = even(subject, max, look, self.fonts);
            self.line("subject", para.kept(true), &last.join("\n"));
        }
        self.rule_under(&last, look, width, pt(10.0));
    }

    /// Kính gửi: one addressee on the same line, several below one another (C17).
    fn addressees(&mut self, frame: &Frame, width: Twips) {
        const LEAD: &str = "Kính gửi:";
        let list = &frame.addressees;
        if let [only] = list.as_slice() {
            let text = format!("{LEAD} {}", ended(only, "."));
            self.line("addressees/0", Para::of("KinhGui"), &text);
            return;
        }
        let look = Look::light(14.0);
        let lead = look.width(LEAD, self.fonts) + pt(3.5);
        let widest = list.iter().map(|it| look.width(&format!("- {it};"), self.fonts)).max();
        let Some(widest) = widest else { return };
        let left = ((width - lead - widest) / 2).max(INDENT);
        let para = Para {
            indent: Some((left, 0)),
            after: Some(0),
            align: Some("left"),
            ..Para::of("KinhGui")
        };
        self.line("addressees", para.kept(true), LEAD);
        for (index, addressee) in list.iter().enumerate() {
            let para = Para {
                indent: Some((left + lead, 0)),
                before: Some(0),
                after: (index + 1 < list.len()).then_some(0),
                ..para
            };
            let text = format!("- {}", ended(addressee, end_sign(index, list.len())));
            self.line(&format!("addressees/{index}"), para, &text);
        }
    }

    /// A rule of a length that fits the last of some centred lines (C6, C15).
    fn rule_under(&mut self, lines: &[String], look: Look, width: Twips, after: Twips) {
        let last = lines.last().map_or("", String::as_str);
        self.rule(look.width(last, self.fonts) * 2 / 5, width, after);
    }

    /// A drawn rule in the middle of `width`.
    fn rule(&mut self, length: Twips, width: Twips, after: Twips) {
        let side = ((width - length) / 2).max(0);
        let para = Para {
            border: Border::Rule,
            indent: Some((side, side)),
            after: Some(after),
            ..Para::of("DuongKe")
        };
        self.set(para, &[]);
    }
}

/// `Văn Quan, ngày 05 tháng 9 năm 2024`, with room for what is written by hand later (C11, C12).
fn date_line(frame: &Frame) -> String {
    let date = &frame.date;
    let room = "\u{a0}".repeat(6);
    let day = date
        .day
        .as_ref()
        .map_or(room.clone(), |day| format!("\u{a0}{day}\u{a0}"));
    let month = date.month.as_ref().map_or(room, |month| format!("\u{a0}{month} "));
    format!("{}, ngày{day}tháng{month}năm\u{a0}{}", frame.place, date.year)
}
