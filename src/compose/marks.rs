//! Marks: one character of a private plane stands for a value until the Markdown is parsed.

use std::fmt;

use minijinja::value::Object;

/// First character of the two private planes.
const FIRST: u32 = 0xF_0000;
/// Characters of plane 15 that can be used.
const PLANE: u32 = 0xFFFE;
/// Characters of both planes.
const MOST: u32 = 2 * PLANE;

/// What a mark stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// A value.
    Text(String),
    /// A dotted gap of so many em; 0 fills the line.
    Blank(f32),
    /// A box to tick.
    Checkbox(bool),
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Blank(_) => f.write_str("……"),
            Self::Checkbox(_) => f.write_str("□"),
        }
    }
}

impl Object for Mark {
    fn render(self: &std::sync::Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The marks of one text, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Marks(Vec<Mark>);

impl Marks {
    /// Keeps a value; `None` if there are too many.
    pub fn keep(&mut self, mark: Mark) -> Option<char> {
        let n = u32::try_from(self.0.len()).ok().filter(|n| *n < MOST)?;
        self.0.push(mark);
        let code = if n < PLANE { FIRST + n } else { 0x10_0000 + (n - PLANE) };
        char::from_u32(code)
    }

    /// What `sign` stands for; `None` if it is no mark.
    pub fn get(&self, sign: char) -> Option<&Mark> {
        let code = u32::from(sign);
        let n = match code {
            FIRST..0xF_FFFE => code - FIRST,
            0x10_0000..0x10_FFFE => code - 0x10_0000 + PLANE,
            _ => return None,
        };
        self.0.get(n as usize)
    }

    /// `text` with its marks replaced by what they stand for.
    pub fn restore(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            match self.get(c) {
                Some(mark) => out.push_str(&mark.to_string()),
                None => out.push(c),
            }
        }
        out
    }
}

/// Whether a character is kept for marks; a template must not contain it.
pub fn is_reserved(c: char) -> bool {
    u32::from(c) >= FIRST
}
