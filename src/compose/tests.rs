//! Wording and Markdown together: what a template may hold, and what it must refuse.

use proptest::prelude::*;
use serde_json::json;

use super::context::shared::Shared;
use super::markdown::{self, Part};
use super::noting;
use super::wording::{Facts, Wording};
use crate::document::{Block, Inline};

fn parts(template: &str, facts: serde_json::Value) -> Result<Vec<Part>, String> {
    let wording = Wording::new(vec![("parts/gui.md".to_owned(), "Kính gửi {{ ten }}.\n".to_owned())]);
    let filled = wording
        .fill("mau.md", template, &Facts::new(facts))
        .map_err(|error| format!("{error:?}"))?;
    markdown::parse(&filled.markdown, &filled.marks, &mut str::to_owned)
        .map_err(|error| format!("dòng {}: {}", error.line, error.detail))
}

fn plain(inlines: &[Inline]) -> String {
    inlines
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } => text.clone(),
            Inline::Strong { body } | Inline::Emphasis { body } => plain(body),
            Inline::LineBreak => "\n".to_owned(),
            Inline::Blank { .. } => "…".to_owned(),
            Inline::Checkbox { .. } => "□".to_owned(),
        })
        .collect()
}

/// One line a block: its sort, its mark, its text.
fn outline(parts: &[Part]) -> Vec<String> {
    parts
        .iter()
        .flat_map(|part| match part {
            Part::Block(Block::Heading { level, number, text }) => {
                vec![format!("h{level} {} {}", number.as_deref().unwrap_or("-"), plain(text))]
            }
            Part::Block(Block::Paragraph { text }) => vec![format!("p {}", plain(text))],
            Part::Block(Block::Item { marker, level, text }) => vec![format!("i{level} {marker} {}", plain(text))],
            Part::Block(block) => vec![format!("{block:?}")],
            Part::List { name, with, .. } => vec![format!("list {name} {with:?}")],
            Part::Chart { name, .. } => vec![format!("chart {name}")],
            Part::Annex { title, landscape, body } => {
                let mut lines = vec![format!("annex {title} {landscape}")];
                lines.extend(outline(body).into_iter().map(|line| format!("  {line}")));
                lines
            }
            Part::Aligned { align, body } => {
                let mut lines = vec![format!("{align:?}")];
                lines.extend(outline(body).into_iter().map(|line| format!("  {line}")));
                lines
            }
        })
        .collect()
}

#[test]
fn the_dialect() {
    let template = "\
# MỤC ĐÍCH
## Yêu cầu
### Chung
#### Điểm
## Riêng {.unnumbered}
- Một {{ n }}
  tiếp theo.
- Hai

  đoạn nữa
+ Ba
1. bốn
3. sáu

a) điểm a
b) điểm b

{{ n }}. không phải danh sách
::: list tre-em with children
Đoạn sau **đậm {{ ten }}** và *nghiêng*.
::: annex Danh sách kèm theo landscape
# TRONG PHỤ LỤC
::: list cau-hoi
:::
:::
::: addressee
{{ ten }}
:::
{% include \"parts/gui.md\" %}
";
    let parts = parts(template, json!({"n": 5, "ten": "Bà *A* _b_ <c> # d"})).expect("the template is right");
    insta::assert_snapshot!(outline(&parts).join("
"), @r#"
    h1 I. MỤC ĐÍCH
    h2 1. Yêu cầu
    h3 1.1. Chung
    h4 a) Điểm
    h2 - Riêng
    i0 - Một 5 tiếp theo.
    i0 - Hai
    p đoạn nữa
    i0 + Ba
    i0 1. bốn
    i0 3. sáu
    i0 a) điểm a
    i0 b) điểm b
    p 5. không phải danh sách
    list tre-em Some("children")
    p Đoạn sau đậm Bà *A* _b_ <c> # d và nghiêng.
    annex Danh sách kèm theo true
      h1 I. TRONG PHỤ LỤC
      list cau-hoi None
    Addressee
      p Bà *A* _b_ <c> # d
    p Kính gửi Bà *A* _b_ <c> # d.
    "#);
}

#[test]
fn a_record_that_is_told_elsewhere_is_the_same_fact_and_a_change_of_it_is_seen() {
    let units = [
        json!({ "code": "06313", "name": "Tri Lễ" }),
        json!({ "code": "06316", "name": "Hữu Lễ" }),
    ];
    let facts = |unit: usize, name: &str| {
        let mut units = units.clone();
        units[0]["name"] = json!(name);
        let guest = json!({ "id": "k001", "unit": Shared::of(&units[unit], "units", unit).reference() });
        Facts::new(json!({ "guests": [guest], "units": units }))
    };
    let wording = Wording::new(Vec::new());
    let filled = |facts: &Facts| wording.fill_plain("mau.md", "{{ guests[0].unit.name }}", facts).ok();
    let before = facts(0, "Tri Lễ");
    let (text, reads) = noting(|| filled(&before));
    assert_eq!(text.as_deref(), Some("Tri Lễ"));
    let places: Vec<&str> = reads.keys().map(String::as_str).collect();
    assert!(
        places.contains(&"guests/k001/unit") && places.contains(&"units/06313/name"),
        "{places:?}"
    );

    let differs = |after: &Facts| -> Vec<&str> {
        let mut again = after.again();
        let differs = reads.iter().filter(|(path, said)| again.says(path) != Some(**said));
        differs.map(|(path, _)| path.as_str()).collect()
    };
    assert_eq!(differs(&facts(0, "Tri Lễ")), [""; 0]);
    assert_eq!(differs(&facts(0, "Tri Lể")), ["units/06313/name"]);
    assert_eq!(differs(&facts(1, "Tri Lễ")), ["guests/k001/unit"]);
    assert_eq!(filled(&facts(1, "Tri Lễ")).as_deref(), Some("Hữu Lễ"));
}

#[test]
fn refusals_name_the_line() {
    for (template, line, word) in [
        ("Một\n\n    bốn dấu cách\n", 3, "mã"),
        ("a <b>đậm</b>\n", 1, "HTML"),
        ("Tiêu đề\n=====\n", 1, "đề mục"),
        ("\n[chữ](http://a.b)\n", 2, "liên kết"),
        ("::: khong-co\n:::\n", 1, "khong-co"),
    ] {
        let error = parts(template, json!({})).expect_err(template);
        assert!(
            error.starts_with(&format!("dòng {line}:")) && error.contains(word),
            "{template}: {error}"
        );
    }
}

#[test]
fn an_unknown_name_is_found_with_the_nearest_one() {
    let wording = Wording::new(Vec::new());
    let facts = Facts::new(json!({"guest": {"agency": "A"}}));
    let error = wording
        .fill("mau.md", "một\n{{ guest.agnecy }}\n", &facts)
        .expect_err("no such name");
    assert_eq!((error.template.as_str(), error.line), ("mau.md", Some(2)));
    assert_eq!(
        error.unknown,
        Some(("guest.agnecy".to_owned(), Some("guest.agency".to_owned())))
    );
}

#[test]
fn what_would_print_as_code_is_refused() {
    let wording = Wording::new(Vec::new());
    for value in [json!(null), json!(true), json!(1.5), json!([1])] {
        let facts = Facts::new(json!({ "x": value }));
        assert!(wording.fill("mau.md", "{{ x }}", &facts).is_err(), "{value}");
    }
}

proptest! {
    /// Whatever a value holds, it comes out as text, in the place and style of its placeholder.
    #[test]
    fn a_value_is_never_markup(value in "\\PC{1,40}") {
        prop_assume!(!value.trim().is_empty());
        let facts = json!({ "x": value.clone() });
        let parts = parts("Trước {{ x }} sau.\n\n- **{{ x }}**\n\n# {{ x }}\n", facts).expect("no value is a fault");
        prop_assert_eq!(parts.len(), 3);
        let expected = [format!("p Trước {value} sau."), format!("i0 - {value}"), format!("h1 I. {value}")];
        prop_assert_eq!(outline(&parts), expected);
    }
}
