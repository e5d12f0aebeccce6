//! A chart as one of Word's own: bars in greys and hatching that stay apart in black and white, with the chart in words for
//! those who cannot see it.

use super::paragraph::{Para, Printer, Run};
use super::units::Twips;
use super::xml::Xml;
use crate::document::Chart;

/// Fills of the series: a grey, or a pattern.
const FILLS: [Fill; 5] = [
    Fill::Grey("969696"),
    Fill::Grey("FFFFFF"),
    Fill::Pattern("ltUpDiag"),
    Fill::Grey("D7D7D7"),
    Fill::Pattern("pct20"),
];

#[derive(Clone, Copy)]
enum Fill {
    Grey(&'static str),
    Pattern(&'static str),
}

/// English Metric Units in a twip.
const EMU: i64 = 635;

impl Printer<'_> {
    /// The chart with its unit above and its caption below; the drawing itself is a part of its own.
    pub fn chart(&mut self, at: &str, chart: &Chart, para: Para<'_>, width: Twips) {
        if chart.points.is_empty() {
            self.line(
                &format!("{at}/empty"),
                Para {
                    align: Some("center"),
                    ..para
                },
                "Chưa có số liệu.",
            );
        } else {
            if !chart.unit.is_empty() {
                self.line(
                    &format!("{at}/unit"),
                    para.kept(true),
                    &format!("Đơn vị: {}", chart.unit),
                );
            }
            self.charts.push(part(chart));
            self.drawing(chart, width);
        }
        let caption = Para::of("TenBieuDo").kept(para.keep_next);
        self.paragraph(&format!("{at}/title"), caption, &[Run::plain(chart.title.clone())]);
    }

    fn drawing(&mut self, chart: &Chart, width: Twips) {
        let number = self.charts.len();
        let legend = if chart.series.len() > 1 { 500 } else { 0 };
        let points = i64::try_from(chart.points.len()).unwrap_or(1);
        let high = (points * 400 + 240 + legend).min(12_000) * EMU;
        let wide = i64::from(width) * EMU;
        let alt = if chart.alt.is_empty() { &chart.title } else { &chart.alt };
        let xml = &mut self.xml;
        xml.raw("<w:p><w:pPr><w:pStyle w:val=\"BieuDo\"/></w:pPr><w:r><w:drawing>");
        xml.open(
            "wp:inline",
            &[("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)],
        );
        xml.empty("wp:extent", &[("cx", &wide), ("cy", &high)]);
        xml.empty(
            "wp:docPr",
            &[("id", &number), ("name", &format!("Biểu đồ {number}")), ("descr", alt)],
        );
        xml.empty("wp:cNvGraphicFramePr", &[]);
        let uri = "http://schemas.openxmlformats.org/drawingml/2006/chart";
        xml.open("a:graphic", &[]);
        xml.open("a:graphicData", &[("uri", &uri)]);
        xml.empty("c:chart", &[("r:id", &format!("rIdChart{number}"))]);
        xml.raw("</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>");
    }
}

/// The part of the file that holds a chart.
fn part(chart: &Chart) -> String {
    let mut xml = Xml::default();
    xml.raw(super::package::DECLARATION);
    xml.open(
        "c:chartSpace",
        &[
            ("xmlns:c", &"http://schemas.openxmlformats.org/drawingml/2006/chart"),
            ("xmlns:a", &"http://schemas.openxmlformats.org/drawingml/2006/main"),
            (
                "xmlns:r",
                &"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            ),
        ],
    );
    xml.raw("<c:roundedCorners val=\"0\"/><c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>");
    let many = chart.series.len() > 1;
    let grouping = if many { "stacked" } else { "clustered" };
    xml.raw("<c:barChart><c:barDir val=\"bar\"/>");
    xml.empty("c:grouping", &[("val", &grouping)]);
    xml.raw("<c:varyColors val=\"0\"/>");
    let count = chart.points.iter().map(|point| point.values.len()).max().unwrap_or(0);
    for index in 0..count.max(1) {
        series(&mut xml, chart, index, many);
    }
    xml.raw("<c:gapWidth val=\"45\"/>");
    if many {
        xml.raw("<c:overlap val=\"100\"/>");
    }
    xml.raw(concat!(
        "<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>",
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"maxMin\"/></c:scaling><c:delete val=\"0\"/>",
        "<c:axPos val=\"l\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/>",
        "<c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/><c:spPr><a:ln w=\"6350\"><a:solidFill>",
        "<a:srgbClr val=\"000000\"/></a:solidFill></a:ln></c:spPr><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/>",
        "<c:auto val=\"1\"/><c:lblAlgn val=\"ctr\"/><c:lblOffset val=\"100\"/><c:noMultiLvlLbl val=\"1\"/></c:catAx>",
        "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/><c:min val=\"0\"/></c:scaling>",
        "<c:delete val=\"1\"/><c:axPos val=\"t\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>",
        "<c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"none\"/>",
        "<c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/></c:valAx></c:plotArea>",
    ));
    if many {
        xml.raw("<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>");
    }
    xml.raw("<c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart>");
    xml.raw(concat!(
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr><c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>",
        "<a:defRPr sz=\"1200\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill><a:latin typeface=\"Times New Roman\"/>",
        "<a:cs typeface=\"Times New Roman\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"vi-VN\"/></a:p></c:txPr>",
    ));
    xml.close("c:chartSpace");
    xml.finish()
}

fn series(xml: &mut Xml, chart: &Chart, index: usize, many: bool) {
    xml.open("c:ser", &[]);
    xml.empty("c:idx", &[("val", &index)]);
    xml.empty("c:order", &[("val", &index)]);
    if let Some(name) = chart.series.get(index) {
        xml.open("c:tx", &[]);
        xml.element("c:v", &[], name);
        xml.close("c:tx");
    }
    xml.open("c:spPr", &[]);
    match FILLS[index % FILLS.len()] {
        Fill::Grey(grey) => {
            xml.open("a:solidFill", &[]);
            xml.empty("a:srgbClr", &[("val", &grey)]);
            xml.close("a:solidFill");
        }
        Fill::Pattern(pattern) => {
            xml.open("a:pattFill", &[("prst", &pattern)]);
            xml.raw("<a:fgClr><a:srgbClr val=\"000000\"/></a:fgClr><a:bgClr><a:srgbClr val=\"FFFFFF\"/></a:bgClr>");
            xml.close("a:pattFill");
        }
    }
    xml.raw("<a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"000000\"/></a:solidFill></a:ln>");
    xml.close("c:spPr");
    xml.raw("<c:invertIfNegative val=\"0\"/><c:dLbls>");
    // A part of nothing needs no figure.
    let figure = figure(chart);
    xml.empty(
        "c:numFmt",
        &[("formatCode", &format!("{figure};-{figure};;")), ("sourceLinked", &0)],
    );
    xml.raw("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>");
    xml.empty("c:dLblPos", &[("val", if many { &"ctr" } else { &"outEnd" })]);
    xml.raw("<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/><c:showSerName val=\"0\"/>");
    xml.raw("<c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls>");
    let count = chart.points.len();
    xml.raw("<c:cat><c:strLit>");
    xml.empty("c:ptCount", &[("val", &count)]);
    for (place, point) in chart.points.iter().enumerate() {
        // The sum of a bar of several parts stands with its name.
        let label = match many {
            true => format!("{} ({})", point.label, point.values.iter().sum::<f64>()),
            false => point.label.clone(),
        };
        xml.open("c:pt", &[("idx", &place)]);
        xml.element("c:v", &[], &label);
        xml.close("c:pt");
    }
    xml.raw("</c:strLit></c:cat><c:val><c:numLit><c:formatCode>General</c:formatCode>");
    xml.empty("c:ptCount", &[("val", &count)]);
    for (place, point) in chart.points.iter().enumerate() {
        let value = point.values.get(index).copied().unwrap_or(0.0);
        xml.open("c:pt", &[("idx", &place)]);
        xml.element("c:v", &[], &value.to_string());
        xml.close("c:pt");
    }
    xml.raw("</c:numLit></c:val></c:ser>");
}

/// Whole numbers print without a decimal sign.
fn figure(chart: &Chart) -> &'static str {
    let whole = chart
        .points
        .iter()
        .flat_map(|point| &point.values)
        .all(|value| value.fract() == 0.0);
    if whole { "#,##0" } else { "#,##0.0" }
}
