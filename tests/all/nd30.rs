//! The looks that Nghị định 30/2020 asks for, measured on the laid-out pages of every kind of paper.

use std::collections::BTreeSet;

use crate::common::Space;
use diendan::build::{Papers, Request, papers};
use diendan::document::{Document, Form};
use diendan::typeset::look::{Page, Text, look};
use diendan::workspace::Workspace;
use unicode_normalization::is_nfc;

const MM: f64 = 72.0 / 25.4;
/// Half a point: what rounding may cost.
const NEAR: f64 = 0.5;

/// All papers of the example, a decision, minutes and a công văn beside them, each with its pages.
fn all(register: &str) -> Vec<(Document, Vec<Page>)> {
    let space = Space::example()
        .file("inputs/register.yaml", register)
        .file("templates/quyet-dinh.md", DECISION)
        .file("templates/bien-ban.md", MINUTES)
        .file("templates/cong-van.md", LETTER);
    let workspace = Workspace::open(&space.path(".")).expect("a workspace");
    let Papers { engine, papers } =
        papers(&workspace, &Request::default()).unwrap_or_else(|finding| panic!("{finding:?}"));
    papers
        .into_iter()
        .map(|(document, info)| {
            let pages = look(&engine, &document, &info).unwrap_or_else(|error| panic!("{}: {error}", document.id));
            (document, pages)
        })
        .collect()
}

const OPEN: &str = "schema: 1\ndocuments: {}\n";
const GIVEN: &str = "schema: 1\ndocuments:\n  ke-hoach: {number: 5, date: 2024-02-05}\n  giay-moi: {number: 118, date: 2024-09-12}\n  bao-cao: {number: 12, date: 2024-10-01}\n";

const DECISION: &str = "---
kind: quyet-dinh
notation: QĐ-UBND
subject: Về việc thành lập Ban Tổ chức
authority: CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN
bases: [\"Căn cứ {{ laws.children_law.cite }}\", \"Căn cứ {{ laws.circular_29.cite }}\"]
signer: organiser_head
recipients: plan
---
**Điều 1.** Thành lập Ban Tổ chức {{ forum.title }}.

**Điều 2.** Quyết định này có hiệu lực kể từ ngày ký.
";

const MINUTES: &str = "---
kind: bien-ban
notation: BB-BTC
subject: Họp Ban Tổ chức
signers: [office_head, committee_head]
---
- Thời gian bắt đầu: {{ session.start | long_datetime }}.
- Cuộc họp kết thúc cùng ngày.
";

const LETTER: &str = "---
kind: cong-van
notation: UBND-LĐTBXHDT
subject: V/v gửi hồ sơ đăng ký tham dự
addressees: [\"UBND xã Tri Lễ\", \"UBND xã Hữu Lễ\"]
signer: organiser_deputy
recipients: plan
urgency: KHẨN
---
Đề nghị các đơn vị gửi hồ sơ.
";

fn line_of(page: &Page, y: f64) -> Vec<&Text> {
    let mut line: Vec<&Text> = page.texts.iter().filter(|text| (text.y - y).abs() < NEAR).collect();
    line.sort_by(|a, b| a.x.total_cmp(&b.x));
    line
}

fn find<'p>(page: &'p Page, start: &str) -> Option<&'p Text> {
    page.texts.iter().find(|text| text.text.starts_with(start))
}

/// What was wrong, in one list, so that a failure shows all of it.
#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn check(&mut self, holds: bool, document: &Document, what: impl AsRef<str>) {
        if !holds {
            self.0
                .push(format!("{} ({:?}): {}", document.id, document.audience, what.as_ref()));
        }
    }

    fn none(self) {
        assert!(
            self.0.is_empty(),
            "{} faults:\n{}",
            self.0.len(),
            self.0[..self.0.len().min(40)].join("\n")
        );
    }
}

#[test]
fn pages_and_type() {
    let mut faults = Faults::default();
    for (document, pages) in all(OPEN) {
        for (n, page) in pages.iter().enumerate() {
            let (short, long) = (page.width.min(page.height), page.width.max(page.height));
            faults.check(
                (short - 595.28).abs() < 0.1 && (long - 841.89).abs() < 0.1,
                &document,
                "A4",
            );
            let right = page.width - 15.0 * MM;
            for text in &page.texts {
                let place = format!("trang {}: «{}»", n + 1, text.text);
                let left = if page.width > page.height { 20.0 } else { 30.0 } * MM;
                faults.check(text.x >= left - NEAR, &document, format!("lề trái {place}"));
                // White space at the end of a line hangs over.
                let trailing = if text.text.ends_with([' ', '\u{a0}']) {
                    text.size
                } else {
                    NEAR
                };
                faults.check(
                    text.x + text.width <= right + trailing,
                    &document,
                    format!("lề phải {place}"),
                );
                faults.check(text.y <= page.height - 8.0 * MM, &document, format!("lề dưới {place}"));
                let red = document.frame.urgency.as_deref() == Some(text.text.as_str());
                faults.check(text.black != red, &document, format!("màu {place}"));
                faults.check(
                    text.family == "Liberation Serif",
                    &document,
                    format!("phông {} {place}", text.family),
                );
                faults.check(is_nfc(&text.text), &document, format!("NFC {place}"));
            }
            // P6: the number stands alone in the top margin, centred, from page 2.
            let top: Vec<&Text> = page.texts.iter().filter(|text| text.y < 20.0 * MM).collect();
            if n == 0 {
                faults.check(top.is_empty(), &document, format!("trang 1, lề trên: {top:?}"));
            }
            for number in top {
                let centre = number.x + number.width / 2.0;
                faults.check(
                    number.text.chars().all(|c| c.is_ascii_digit()),
                    &document,
                    format!("số trang «{}»", number.text),
                );
                faults.check(
                    (13.0..=14.0).contains(&number.size) && !number.bold && !number.italic,
                    &document,
                    "cỡ số trang",
                );
                let middle = page.width / 2.0;
                faults.check((centre - middle).abs() < 15.0 * MM, &document, "số trang ở giữa");
            }
        }
    }
    faults.none();
}

#[test]
fn heads() {
    let mut faults = Faults::default();
    for (register, given) in [(OPEN, false), (GIVEN, true)] {
        for (document, pages) in all(register) {
            let page = &pages[0];
            let (Some(state), Some(motto)) = (
                find(page, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                find(page, "Độc lập - Tự do - Hạnh phúc"),
            ) else {
                faults.check(false, &document, "Quốc hiệu, Tiêu ngữ trên một dòng");
                continue;
            };
            let place = format!("{}, ngày", document.frame.place);
            let Some(date) = page.texts.iter().find(|text| text.text.starts_with(&place)) else {
                faults.check(false, &document, "địa danh và ngày");
                continue;
            };
            // P8: one of the two sets of sizes. C1, C2, C11.
            let sizes = [state.size, motto.size, date.size];
            faults.check(
                sizes == [13.0, 14.0, 14.0] || sizes == [12.0, 13.0, 13.0],
                &document,
                format!("cỡ chữ {sizes:?}"),
            );
            faults.check(
                state.bold && !state.italic && motto.bold && !motto.italic,
                &document,
                "kiểu chữ C1, C2",
            );
            faults.check(date.italic && !date.bold, &document, "kiểu chữ C11");
            // C3: the rule is as long as the motto and under it.
            let rule = page
                .lines
                .iter()
                .find(|line| line.horizontal && line.y > motto.y && line.y < motto.y + 12.0 && line.x > motto.x - 2.0);
            let same =
                rule.is_some_and(|rule| (rule.length - motto.width).abs() <= 1.0 && (rule.x - motto.x).abs() <= 1.0);
            faults.check(
                same,
                &document,
                format!("dòng kẻ dưới Tiêu ngữ: {rule:?}, chữ {:?}", motto.width),
            );
            // C6: a third to a half of the issuer's last line.
            let name = document.frame.issuer.join(" ");
            let is_issuer = |text: &&Text| {
                let words = text.text.replace('\u{a0}', " ");
                let words = words.trim();
                text.bold && text.x < motto.x && text.y < date.y && !words.is_empty() && name.contains(words)
            };
            let issuer = page.texts.iter().filter(is_issuer).max_by(|a, b| a.y.total_cmp(&b.y));
            if let Some(issuer) = issuer {
                let rule = page
                    .lines
                    .iter()
                    .find(|line| line.horizontal && line.y > issuer.y && line.y < issuer.y + 12.0 && line.x < motto.x);
                let share = rule.map(|rule| rule.length / issuer.width);
                faults.check(
                    share.is_some_and(|share| (0.32..=0.52).contains(&share)),
                    &document,
                    format!("dòng kẻ dưới cơ quan: {share:?}"),
                );
            } else {
                faults.check(false, &document, "cơ quan ban hành in đậm");
            }
            // C7–C10 and the baseline that number and date share.
            if let Some(notation) = &document.frame.notation {
                let number = find(page, "Số:");
                faults.check(
                    number.is_some_and(|number| (number.y - date.y).abs() <= 1.0),
                    &document,
                    "Số và ngày trên một dòng",
                );
                faults.check(
                    number.is_some_and(|number| number.size == sizes[0] || number.size == 13.0),
                    &document,
                    "cỡ chữ Số",
                );
                let printed: String = number
                    .map(|number| {
                        line_of(page, number.y)
                            .iter()
                            .filter(|text| text.x < motto.x - 20.0)
                            .map(|text| text.text.as_str())
                            .collect()
                    })
                    .unwrap_or_default();
                let printed = printed.replace('\u{a0}', " ");
                let wanted = match &document.frame.number {
                    Some(number) => format!("Số: {number}/{notation}"),
                    None => format!("/{notation}"),
                };
                faults.check(
                    printed.contains(&wanted),
                    &document,
                    format!("«{printed}» có «{wanted}»"),
                );
            }
            let printed: String = line_of(page, date.y)
                .iter()
                .filter(|text| text.x >= date.x)
                .map(|text| text.text.replace('\u{a0}', " "))
                .collect();
            match (&document.frame.date.day, given) {
                (Some(day), true) => {
                    let month = document.frame.date.month.clone().unwrap_or_default();
                    let wanted = format!("ngày {day} tháng {month} năm {}", document.frame.date.year);
                    faults.check(
                        printed.contains(&wanted),
                        &document,
                        format!("«{printed}» có «{wanted}»"),
                    );
                    faults.check(
                        day.len() == 2
                            && (month.len() == 2)
                                == (month.starts_with('0') || month.starts_with('1') && month.len() == 2),
                        &document,
                        "chữ số của ngày tháng",
                    );
                }
                _ => faults.check(
                    printed.contains("tháng") && printed.contains("năm"),
                    &document,
                    format!("ngày để trống: «{printed}»"),
                ),
            }
            // C13, C14.
            if let (Some(name), false) = (&document.frame.kind_name, document.frame.form == Form::Letter) {
                let name = page.texts.iter().find(|text| &text.text == name);
                faults.check(
                    name.is_some_and(|name| name.bold && (13.0..=14.0).contains(&name.size)),
                    &document,
                    "tên loại",
                );
            }
        }
    }
    faults.none();
}

#[test]
fn feet() {
    let mut faults = Faults::default();
    for (document, pages) in all(OPEN) {
        let signed = !document.frame.signatures.is_empty();
        let Some((n, page)) = pages.iter().enumerate().rev().find(|(_, page)| {
            document.frame.signatures.first().is_some_and(|one| {
                one.name.split(' ').next().is_some_and(|word| {
                    page.texts
                        .iter()
                        .any(|text| text.bold && text.text.starts_with(word) && one.name.contains(text.text.trim()))
                })
            })
        }) else {
            faults.check(!signed, &document, "chữ ký");
            continue;
        };
        // Never alone on a page: some of the text stands above it.
        let capacity = &document.frame.signatures[0].lines[0];
        let first = page
            .texts
            .iter()
            .find(|text| text.bold && capacity.starts_with(text.text.trim()) && !text.text.trim().is_empty());
        let Some(first) = first else {
            faults.check(false, &document, format!("quyền hạn «{capacity}»"));
            continue;
        };
        let above = page
            .texts
            .iter()
            .filter(|text| text.y < first.y - 10.0 && text.y > 20.0 * MM)
            .count();
        faults.check(above > 0, &document, format!("chữ ký một mình trên trang {}", n + 1));
        faults.check((13.0..=14.0).contains(&first.size), &document, "cỡ chữ quyền hạn");
        if !document.frame.recipients.is_empty() {
            let Some(title) = find(page, "Nơi nhận") else {
                faults.check(false, &document, "Nơi nhận cùng trang với chữ ký");
                continue;
            };
            faults.check(
                title.size == 12.0 && title.bold && title.italic,
                &document,
                "kiểu chữ Nơi nhận",
            );
            faults.check(
                (title.y - first.y).abs() <= 1.0,
                &document,
                "Nơi nhận ngang hàng quyền hạn",
            );
            let items: Vec<&Text> = page
                .texts
                .iter()
                .filter(|text| text.y > title.y + 2.0 && text.x < title.x + 10.0 && text.size == 11.0)
                .collect();
            faults.check(
                !items.is_empty() && items.iter().all(|item| !item.bold && !item.italic),
                &document,
                "danh sách nơi nhận",
            );
            let all: String = page
                .texts
                .iter()
                .filter(|text| text.size == 11.0 && text.y > title.y)
                .map(|text| text.text.as_str())
                .collect();
            faults.check(
                all.contains("Lưu:") && all.trim_end().ends_with('.'),
                &document,
                format!("«{all}» kết thúc bằng Lưu …."),
            );
        }
    }
    faults.none();
}

#[test]
fn text_of_the_body() {
    let mut faults = Faults::default();
    for (document, pages) in all(OPEN) {
        let mut marks = 0;
        for (n, page) in pages.iter().enumerate() {
            // Body lines: 14 points at the left edge or the indent.
            let mut lines: BTreeSet<(i64, i64)> = BTreeSet::new();
            for text in page
                .texts
                .iter()
                .filter(|text| text.size == 14.0 && !text.bold && text.y > 20.0 * MM)
            {
                lines.insert(((text.y * 10.0) as i64, (text.x * 10.0) as i64));
            }
            let left = (30.0 * MM * 10.0) as i64;
            let ys: Vec<f64> = lines
                .iter()
                .filter(|(_, x)| (x - left).abs() < 6)
                .map(|(y, _)| *y as f64 / 10.0)
                .collect();
            for pair in ys.windows(2) {
                let step = (pair[1] - pair[0]) / 14.0;
                // Lines of one paragraph follow each other within the decree's limits (C19).
                faults.check(
                    !(0.1..1.149).contains(&step),
                    &document,
                    format!("trang {}: giãn dòng {step:.3}", n + 1),
                );
            }
            let text: String = page.texts.iter().map(|text| text.text.as_str()).collect();
            marks += text.matches("./.").count();
            // A widow: the end mark begins no line.
            faults.check(
                !page.texts.iter().any(|text| text.text.trim_start().starts_with("./.")),
                &document,
                "«./.» đứng đầu dòng",
            );
            faults.check(!text.contains("../."), &document, "hai dấu chấm trước «/.»");
        }
        faults.check(
            marks == usize::from(document.frame.end_mark),
            &document,
            format!("{marks} dấu «./.»"),
        );
    }
    faults.none();
}

#[test]
fn annexes() {
    let mut faults = Faults::default();
    let mut seen = 0;
    for (document, pages) in all(OPEN) {
        for annex in &document.annexes {
            seen += 1;
            let heading = annex
                .number
                .as_ref()
                .map_or_else(|| "Phụ lục".to_owned(), |number| format!("Phụ lục {number}"));
            let page = pages.iter().find(|page| {
                page.texts
                    .iter()
                    .any(|text| text.text.replace('\u{a0}', " ") == heading && text.bold)
            });
            let Some(page) = page else {
                faults.check(false, &document, format!("đầu đề «{heading}»"));
                continue;
            };
            let text = page
                .texts
                .iter()
                .find(|text| text.text.replace('\u{a0}', " ") == heading);
            faults.check(
                text.is_some_and(|text| text.size == 14.0 && !text.italic),
                &document,
                "kiểu chữ đầu đề phụ lục",
            );
            faults.check(
                annex.landscape == (page.width > page.height),
                &document,
                "khổ giấy của phụ lục",
            );
            let top = page.texts.iter().any(|text| text.y < 20.0 * MM);
            faults.check(!top, &document, "trang đầu của phụ lục không có số trang");
            faults.check(
                page.texts
                    .iter()
                    .any(|text| text.italic && text.text.starts_with("(Kèm theo")),
                &document,
                "(Kèm theo …)",
            );
        }
    }
    assert!(seen > 4, "{seen} annexes");
    faults.none();
}
