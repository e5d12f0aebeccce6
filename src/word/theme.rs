//! The theme of a draft: Word wants one in every file; nothing on the pages takes colours or fonts from it.

use super::package::DECLARATION;

/// `word/theme/theme1.xml` (ECMA-376 Part 1, 20.1.6.9): black on white, Times New Roman, plain lines and fills.
pub fn part() -> String {
    let solid = r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#;
    let line = |width: u32| format!(r#"<a:ln w="{width}">{solid}<a:prstDash val="solid"/></a:ln>"#);
    let lines: String = [6350, 12700, 19050].into_iter().map(line).collect();
    let fills = solid.repeat(3);
    let effects = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    let colour = |name: &str, value: &str| format!(r#"<a:{name}><a:srgbClr val="{value}"/></a:{name}>"#);
    let colours: String = [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "404040"),
        ("lt2", "EEEEEE"),
        ("accent1", "595959"),
        ("accent2", "7F7F7F"),
        ("accent3", "A5A5A5"),
        ("accent4", "BFBFBF"),
        ("accent5", "D8D8D8"),
        ("accent6", "F2F2F2"),
        ("hlink", "000000"),
        ("folHlink", "000000"),
    ]
    .into_iter()
    .map(|(name, value)| colour(name, value))
    .collect();
    let font = r#"<a:latin typeface="Times New Roman"/><a:ea typeface=""/><a:cs typeface=""/>"#;
    format!(
        concat!(
            "{}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"diendan\"><a:themeElements>",
            "<a:clrScheme name=\"diendan\">{}</a:clrScheme>",
            "<a:fontScheme name=\"diendan\"><a:majorFont>{}</a:majorFont><a:minorFont>{}</a:minorFont></a:fontScheme>",
            "<a:fmtScheme name=\"diendan\"><a:fillStyleLst>{}</a:fillStyleLst><a:lnStyleLst>{}</a:lnStyleLst>",
            "<a:effectStyleLst>{}</a:effectStyleLst><a:bgFillStyleLst>{}</a:bgFillStyleLst></a:fmtScheme>",
            "</a:themeElements></a:theme>"
        ),
        DECLARATION, colours, font, font, fills, lines, effects, fills
    )
}
