//! Fonts that the styles of a `.docx` give: in old documents only they tell that a text is not Unicode.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::finding::Fault;
use crate::ingest::workbook::package::{Part, attribute, more_than, xml_fault};

const MAX_STYLES: usize = 20_000;
/// How many styles a style may stand on.
const MAX_PARENTS: usize = 20;

/// Font and parent of each style.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    styles: HashMap<String, Style>,
    /// Of paragraphs that name no style.
    default: Option<String>,
    /// Of everything.
    document: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    font: Option<String>,
}

impl Fonts {
    /// Reads the part with the styles.
    pub fn read(mut reader: Reader<Part<'_>>) -> Result<Self, Fault> {
        let mut fonts = Self::default();
        let mut open: Option<String> = None;
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| xml_fault(&error))? {
                Event::Eof => return Ok(fonts),
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    "style" => {
                        open = attribute(&element, "styleId");
                        let paragraph = attribute(&element, "type").as_deref() == Some("paragraph");
                        if paragraph && attribute(&element, "default").is_some_and(|value| value != "0") {
                            fonts.default.clone_from(&open);
                        }
                        fonts.styles.extend(open.clone().map(|id| (id, Style::default())));
                    }
                    "basedOn" => {
                        if let Some(style) = open.as_ref().and_then(|id| fonts.styles.get_mut(id)) {
                            style.parent = attribute(&element, "val");
                        }
                    }
                    "rFonts" => match open.as_ref() {
                        Some(id) => {
                            if let Some(style) = fonts.styles.get_mut(id) {
                                style.font = of_run(&element);
                            }
                        }
                        None => fonts.document = of_run(&element),
                    },
                    _ => {}
                },
                Event::End(element) if element.local_name().as_ref() == "style" => open = None,
                _ => {}
            }
            if fonts.styles.len() > MAX_STYLES {
                return Err(more_than(MAX_STYLES, "kiểu định dạng"));
            }
        }
    }

    /// The font of a paragraph.
    pub fn of_paragraph(&self, style: Option<&str>) -> Option<&str> {
        let next = |style: &&Style| self.styles.get(style.parent.as_deref()?);
        let first = style.or(self.default.as_deref()).and_then(|id| self.styles.get(id));
        std::iter::successors(first, next)
            .take(MAX_PARENTS)
            .find_map(|style| style.font.as_deref())
            .or(self.document.as_deref())
    }
}

/// The font for Latin letters.
pub(super) fn of_run(element: &BytesStart<'_>) -> Option<String> {
    attribute(element, "ascii").or_else(|| attribute(element, "hAnsi"))
}
