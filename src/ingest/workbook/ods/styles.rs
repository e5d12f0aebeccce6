//! Styles of an `.ods`, as far as they tell how a text is to be read and whether a sheet is hidden.

use std::collections::HashMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::finding::Fault;
use crate::ingest::workbook::gather::Letters;
use crate::ingest::workbook::package::{Part, attribute, more_than, xml_fault};
use crate::vietnamese::legacy::Legacy;

const MAX_STYLES: usize = 200_000;
/// How many styles a style may stand on.
const MAX_PARENTS: usize = 20;

/// All styles by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// Family of each declared font.
    faces: HashMap<String, String>,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    font: Option<String>,
    struck: Option<bool>,
    hidden: bool,
}

impl Styles {
    /// Adds the styles of a part.
    pub fn read(&mut self, mut reader: Reader<Part<'_>>) -> Result<(), Fault> {
        let mut buffer = Vec::new();
        let mut open = None;
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|error| xml_fault(&error))? {
                Event::Eof => return Ok(()),
                Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                    // Styles stand before the sheets.
                    "body" => return Ok(()),
                    name => self.element(name, &element, &mut open),
                },
                Event::End(element) if element.local_name().as_ref() == "style" => open = None,
                _ => {}
            }
            if self.styles.len() + self.faces.len() > MAX_STYLES {
                return Err(more_than(MAX_STYLES, "kiểu định dạng"));
            }
        }
    }

    fn element(&mut self, name: &str, element: &BytesStart<'_>, open: &mut Option<String>) {
        match name {
            "font-face" => {
                if let (Some(name), Some(family)) = (attribute(element, "name"), attribute(element, "font-family")) {
                    self.faces.insert(name, unquoted(&family));
                }
            }
            "style" => {
                *open = attribute(element, "name");
                if let Some(name) = open {
                    let style = Style {
                        parent: attribute(element, "parent-style-name"),
                        ..Style::default()
                    };
                    self.styles.insert(name.clone(), style);
                }
            }
            "text-properties" => {
                let face = attribute(element, "font-name").map(|name| self.faces.get(&name).cloned().unwrap_or(name));
                let font = face.or_else(|| attribute(element, "font-family").map(|family| unquoted(&family)));
                if let Some(style) = open.as_ref().and_then(|name| self.styles.get_mut(name)) {
                    style.font = font;
                    style.struck = attribute(element, "text-line-through-style").map(|line| line != "none");
                }
            }
            "table-properties" => {
                if let Some(style) = open.as_ref().and_then(|name| self.styles.get_mut(name)) {
                    style.hidden = attribute(element, "display").is_some_and(|shown| shown == "false");
                }
            }
            _ => {}
        }
    }

    /// The style and those it stands on.
    fn line<'s>(&'s self, name: &str) -> impl Iterator<Item = &'s Style> {
        let next = |style: &&'s Style| self.styles.get(style.parent.as_deref()?);
        std::iter::successors(self.styles.get(name), next).take(MAX_PARENTS)
    }

    /// The letters of a cell of this style.
    pub fn letters(&self, name: &str) -> Letters<'_> {
        Letters {
            font: self.line(name).find_map(|style| style.font.as_deref()),
            struck: self.line(name).find_map(|style| style.struck).unwrap_or(false),
        }
    }

    /// Whether its font has an encoding of its own.
    pub fn is_old(&self, name: &str) -> bool {
        self.letters(name)
            .font
            .is_some_and(|font| Legacy::of_font(font).is_some())
    }

    /// Whether a sheet of this style is hidden.
    pub fn hides(&self, name: &str) -> bool {
        self.styles.get(name).is_some_and(|style| style.hidden)
    }
}

fn unquoted(family: &str) -> String {
    family.trim_matches(['\'', '"']).to_owned()
}
