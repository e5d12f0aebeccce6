//! Paragraphs: style, what differs from it, and runs of text; each is noted in the origin as it is written.

use super::origin::Origin;
use super::units::Twips;
use super::xml::Xml;
use crate::document::{Inline, Measure};

/// What everything is printed with.
pub struct Printer<'a> {
    /// The main part of the file.
    pub xml: Xml,
    /// How wide characters are.
    pub fonts: &'a dyn Measure,
    /// What was printed so far.
    pub origin: Origin,
    /// The parts of the charts so far.
    pub charts: Vec<String>,
}

/// A piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub enum Run {
    /// Text in one look.
    Text {
        /// The words; `\n` breaks the line.
        text: String,
        /// Bold, whatever the style says.
        bold: bool,
        /// Italic, whatever the style says.
        italic: bool,
    },
    /// Dots to the end of the line.
    Fill,
    /// A box to tick.
    Checkbox(bool),
}

impl Run {
    /// Text as the style has it.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::Text {
            text: text.into(),
            bold: false,
            italic: false,
        }
    }
}

/// How a paragraph differs from its style.
#[derive(Debug, Clone, Copy, Default)]
pub struct Para<'a> {
    /// Id of the style.
    pub style: &'a str,
    /// Stays on the page of what follows.
    pub keep_next: bool,
    /// Starts a page.
    pub new_page: bool,
    /// A border below of this kind (style, eighths of a point), or all around in red.
    pub border: Border,
    /// A stop with dots at this place.
    pub dots_to: Option<Twips>,
    /// Space above.
    pub before: Option<Twips>,
    /// Space below.
    pub after: Option<Twips>,
    /// Left and right indent.
    pub indent: Option<(Twips, Twips)>,
    /// Alignment.
    pub align: Option<&'a str>,
    /// Size in half points, where it differs.
    pub size: Option<u32>,
}

/// A drawn border of a paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Border {
    /// None.
    #[default]
    None,
    /// A thin line above.
    Rule,
    /// A red box.
    Box,
}

impl<'a> Para<'a> {
    /// A paragraph as the style has it.
    pub fn of(style: &'a str) -> Self {
        Self {
            style,
            ..Self::default()
        }
    }

    /// Stays on the page of what follows.
    pub fn kept(self, keep_next: bool) -> Self {
        Self { keep_next, ..self }
    }
}

impl Printer<'_> {
    /// A paragraph that stands at `at` in the tree.
    pub fn paragraph(&mut self, at: &str, para: Para<'_>, runs: &[Run]) {
        self.origin.text(at, &words(runs));
        self.set(para, runs);
    }

    /// A paragraph of one plain text.
    pub fn line(&mut self, at: &str, para: Para<'_>, text: &str) {
        self.paragraph(at, para, &[Run::plain(text)]);
    }

    /// A paragraph that the origin does not know: without words, or a cell of a list.
    pub fn set(&mut self, para: Para<'_>, runs: &[Run]) {
        self.xml.open("w:p", &[]);
        self.properties(para, None);
        for run in runs {
            self.run(run, para.size);
        }
        self.xml.close("w:p");
    }

    /// An empty paragraph that ends a run of pages.
    pub fn section_end(&mut self, section: &str) {
        self.xml.open("w:p", &[]);
        self.properties(Para::of("CachDong"), Some(section));
        self.xml.close("w:p");
    }

    fn properties(&mut self, para: Para<'_>, section: Option<&str>) {
        let xml = &mut self.xml;
        xml.open("w:pPr", &[]);
        xml.val("w:pStyle", para.style);
        if para.keep_next {
            xml.empty("w:keepNext", &[]);
        }
        if para.new_page {
            xml.empty("w:pageBreakBefore", &[]);
        }
        let side = |xml: &mut Xml, side: &str, size: u32, space: u32, color: &str| {
            xml.empty(
                side,
                &[
                    ("w:val", &"single"),
                    ("w:sz", &size),
                    ("w:space", &space),
                    ("w:color", &color),
                ],
            );
        };
        match para.border {
            Border::None => {}
            Border::Rule => {
                xml.open("w:pBdr", &[]);
                side(xml, "w:top", 4, 0, "000000");
                xml.close("w:pBdr");
            }
            Border::Box => {
                xml.open("w:pBdr", &[]);
                for (name, space) in [("w:top", 3), ("w:left", 4), ("w:bottom", 3), ("w:right", 4)] {
                    side(xml, name, 8, space, "FF0000");
                }
                xml.close("w:pBdr");
            }
        }
        if let Some(place) = para.dots_to {
            xml.open("w:tabs", &[]);
            xml.empty("w:tab", &[("w:val", &"right"), ("w:leader", &"dot"), ("w:pos", &place)]);
            xml.close("w:tabs");
        }
        match (para.before, para.after) {
            (None, None) => {}
            (Some(before), None) => xml.empty("w:spacing", &[("w:before", &before)]),
            (None, Some(after)) => xml.empty("w:spacing", &[("w:after", &after)]),
            (Some(before), Some(after)) => {
                xml.empty("w:spacing", &[("w:before", &before), ("w:after", &after)]);
            }
        }
        if let Some((left, right)) = para.indent {
            xml.empty("w:ind", &[("w:left", &left), ("w:right", &right), ("w:firstLine", &0)]);
        }
        if let Some(align) = para.align {
            xml.val("w:jc", align);
        }
        if let Some(section) = section {
            xml.raw(section);
        }
        xml.close("w:pPr");
    }

    fn run(&mut self, run: &Run, size: Option<u32>) {
        let xml = &mut self.xml;
        match run {
            Run::Text { text, bold, italic } => {
                if text.is_empty() {
                    return;
                }
                xml.open("w:r", &[]);
                if *bold || *italic || size.is_some() {
                    xml.open("w:rPr", &[]);
                    if *bold {
                        xml.empty("w:b", &[]);
                        xml.empty("w:bCs", &[]);
                    }
                    if *italic {
                        xml.empty("w:i", &[]);
                        xml.empty("w:iCs", &[]);
                    }
                    if let Some(size) = size {
                        xml.val("w:sz", size);
                        xml.val("w:szCs", size);
                    }
                    xml.close("w:rPr");
                }
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        xml.empty("w:br", &[]);
                    }
                    if !line.is_empty() {
                        xml.element("w:t", &[("xml:space", &"preserve")], line);
                    }
                }
                xml.close("w:r");
            }
            Run::Fill => xml.raw("<w:r><w:tab/></w:r>"),
            // No font of text has the sign: the one of symbols that every Word has.
            Run::Checkbox(checked) => {
                xml.open("w:r", &[]);
                let sign = if *checked { "F0FE" } else { "F0A8" };
                xml.empty("w:sym", &[("w:font", &"Wingdings"), ("w:char", &sign)]);
                xml.close("w:r");
            }
        }
    }
}

/// The sign that stands for a box to tick where there is text only.
pub const BOXES: [&str; 2] = ["☐", "☒"];

/// The words of runs, as a reader of the file finds them.
pub fn words(runs: &[Run]) -> String {
    let words = runs.iter().map(|run| match run {
        Run::Text { text, .. } => text.as_str(),
        Run::Fill => "\t",
        Run::Checkbox(checked) => BOXES[usize::from(*checked)],
    });
    words.collect()
}

/// Inline text as runs.
pub fn runs(text: &[Inline]) -> Vec<Run> {
    let mut runs = Vec::with_capacity(text.len());
    add(text, false, false, &mut runs);
    runs
}

fn add(text: &[Inline], bold: bool, italic: bool, runs: &mut Vec<Run>) {
    for piece in text {
        let in_look = |text: String| Run::Text { text, bold, italic };
        match piece {
            Inline::Text { text } => runs.push(in_look(text.clone())),
            Inline::Strong { body } => add(body, true, italic, runs),
            Inline::Emphasis { body } => add(body, bold, true, runs),
            Inline::LineBreak => runs.push(in_look("\n".to_owned())),
            Inline::Blank { width } if *width <= 0.0 => runs.push(Run::Fill),
            // A dot is a quarter of an em wide.
            Inline::Blank { width } => {
                let dots = (f64::from(*width) * 4.0).round().clamp(1.0, 400.0);
                runs.push(in_look(".".repeat(dots as usize)));
            }
            Inline::Checkbox { checked } => runs.push(Run::Checkbox(*checked)),
        }
    }
}
