//! Writing XML: tags, attributes and text, with nothing in them that a reader could refuse.

use std::fmt::{Display, Write as _};

/// A growing piece of XML.
#[derive(Debug, Default)]
pub struct Xml {
    out: String,
}

/// Names and values of attributes.
pub type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

impl Xml {
    /// Opens an element.
    pub fn open(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.tag(tag, attributes, ">");
    }

    /// Closes an element.
    pub fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    /// An element without content.
    pub fn empty(&mut self, tag: &str, attributes: Attributes<'_>) {
        self.tag(tag, attributes, "/>");
    }

    /// An element that says one thing in the attribute `w:val`.
    pub fn val(&mut self, tag: &str, value: impl Display) {
        self.empty(tag, &[("w:val", &value)]);
    }

    /// Text.
    pub fn text(&mut self, text: &str) {
        escape(text, &mut self.out);
    }

    /// An element that holds text alone.
    pub fn element(&mut self, tag: &str, attributes: Attributes<'_>, text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// An element that says one thing in the attribute `w:type`.
    pub fn val_type(&mut self, tag: &str, value: &str) {
        self.empty(tag, &[("w:type", &value)]);
    }

    /// A piece that is XML already.
    pub fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.out
    }

    fn tag(&mut self, tag: &str, attributes: Attributes<'_>, end: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            let mut text = String::new();
            // Writing into a string cannot fail.
            let _ = write!(text, "{value}");
            escape(&text, &mut self.out);
            self.out.push('"');
        }
        self.out.push_str(end);
    }
}

/// Signs with a meaning are written as entities; characters that XML does not know go.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
}
