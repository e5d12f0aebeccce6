//! Markdown -> blocks of the Document tree; the only module that names the Markdown parser. What the dialect does not allow is refused with its line.

use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, parse_document};

use super::marks::{Mark, Marks, is_reserved};
use super::notes::is_sign;
use crate::document::{Align, Block, Inline};
use crate::vietnamese::numbers;

/// What a directive line asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A block.
    Block(Block),
    /// `::: list NAME [with EXPRESSION]`
    List {
        /// Name of the list.
        name: String,
        /// Records, if not those of the list's own description.
        with: Option<String>,
        /// Line of the Markdown.
        line: usize,
    },
    /// `::: chart NAME`
    Chart {
        /// Name of the chart.
        name: String,
        /// Line of the Markdown.
        line: usize,
    },
    /// `::: annex TITLE [landscape]`
    Annex {
        /// Title.
        title: String,
        /// Landscape.
        landscape: bool,
        /// Text.
        body: Vec<Part>,
    },
    /// `::: center`, `::: addressee`
    Aligned {
        /// How.
        align: Align,
        /// What.
        body: Vec<Part>,
    },
}

/// The Markdown breaks a rule of the dialect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkdownError {
    /// Line of the Markdown, counted from 1.
    pub line: usize,
    /// What is wrong and what to write instead.
    pub detail: String,
}

type Result<T> = std::result::Result<T, MarkdownError>;

/// Directives that hold nothing and need no closing line.
const LEAVES: [&str; 3] = ["list", "chart", "page-break"];

/// Parses `markdown`, in which `marks` stand for values. `gate` makes each text fit to be set.
pub fn parse(markdown: &str, marks: &Marks, gate: &mut dyn FnMut(&str) -> String) -> Result<Vec<Part>> {
    let (text, lines) = fence(markdown);
    let mut options = Options::default();
    options.extension.block_directive = true;
    options.extension.header_attributes = true;
    options.extension.table = false;
    let arena = Arena::new();
    let root = parse_document(&arena, &text, &options);
    let mut reader = Reader {
        marks,
        gate,
        lines: &lines,
        numbers: [0; 4],
    };
    reader.blocks(root)
}

/// Writes the fences so that the parser can nest them: every directive that needs no closing line gets one, and an outer
/// directive a longer fence than those inside it. Keeps the original line of each line.
fn fence(markdown: &str) -> (String, Vec<usize>) {
    const LONGEST: usize = 12;
    let mut text = String::with_capacity(markdown.len() + 64);
    let mut lines = Vec::new();
    let mut depth: usize = 0;
    let mut source = markdown.lines().enumerate().peekable();
    while let Some((n, line)) = source.next() {
        let fence = |depth: usize| ":".repeat(LONGEST.saturating_sub(depth).max(3));
        match line.strip_prefix(":::").map(str::trim) {
            None => text.push_str(line),
            Some("") if depth > 0 => {
                depth -= 1;
                text.push_str(&fence(depth));
            }
            Some(info) => {
                text.push_str(&fence(depth));
                text.push(' ');
                text.push_str(info);
                let is_leaf = LEAVES.contains(&info.split_whitespace().next().unwrap_or_default());
                let is_closed = source.peek().is_some_and(|(_, next)| next.trim() == ":::");
                if is_leaf && !is_closed {
                    text.push('\n');
                    lines.push(n + 1);
                    text.push_str(&fence(depth));
                } else {
                    depth += 1;
                }
            }
        }
        text.push('\n');
        lines.push(n + 1);
    }
    (text, lines)
}

struct Reader<'a> {
    marks: &'a Marks,
    gate: &'a mut dyn FnMut(&str) -> String,
    lines: &'a [usize],
    numbers: [usize; 4],
}

impl Reader<'_> {
    fn line<'n>(&self, node: &'n AstNode<'n>) -> usize {
        let line = node.data.borrow().sourcepos.start.line;
        line.checked_sub(1)
            .and_then(|n| self.lines.get(n))
            .copied()
            .unwrap_or(line)
    }

    fn refuse<'n, T>(&self, node: &'n AstNode<'n>, detail: &str) -> Result<T> {
        Err(MarkdownError {
            line: self.line(node),
            detail: detail.to_owned(),
        })
    }

    fn blocks<'n>(&mut self, parent: &'n AstNode<'n>) -> Result<Vec<Part>> {
        let mut parts = Vec::new();
        for node in parent.children() {
            self.block(node, 0, &mut parts)?;
        }
        Ok(parts)
    }

    fn block<'n>(&mut self, node: &'n AstNode<'n>, depth: u8, parts: &mut Vec<Part>) -> Result<()> {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Paragraph => {
                for (marker, text) in self.paragraphs(node)? {
                    parts.push(Part::Block(match marker {
                        Some(marker) => Block::Item {
                            marker,
                            level: depth,
                            text,
                        },
                        None => Block::Paragraph { text },
                    }));
                }
            }
            NodeValue::Heading(heading) if heading.setext => {
                return self.refuse(node, "dòng gạch dưới chữ không được dùng làm đề mục; viết # ở đầu dòng");
            }
            NodeValue::Heading(heading) => {
                let unnumbered = node
                    .data
                    .borrow()
                    .attrs
                    .as_ref()
                    .is_some_and(|attributes| attributes.classes.iter().any(|class| class == "unnumbered"));
                let number = if unnumbered { None } else { self.number(heading.level) };
                let text = self.inlines(node)?;
                parts.push(Part::Block(Block::Heading {
                    level: heading.level,
                    number,
                    text,
                }));
            }
            NodeValue::List(_) => {
                for item in node.children() {
                    self.item(item, depth, parts)?;
                }
            }
            NodeValue::BlockDirective(directive) => self.directive(node, &directive.info, parts)?,
            NodeValue::CodeBlock(_) => {
                return self.refuse(
                    node,
                    "dòng thụt vào bốn dấu cách hoặc khối ``` bị hiểu là mã; bỏ các dấu cách ở đầu dòng",
                );
            }
            NodeValue::HtmlBlock(_) => return self.refuse(node, "không dùng thẻ HTML trong mẫu"),
            NodeValue::BlockQuote => return self.refuse(node, "không dùng dấu > ở đầu dòng"),
            NodeValue::ThematicBreak => return self.refuse(node, "không dùng dòng kẻ ---"),
            _ => return self.refuse(node, "cấu trúc này không có trong mẫu văn bản"),
        }
        Ok(())
    }

    /// The number of a heading in the decree's custom: I. – 1. – 1.1. – a).
    fn number(&mut self, level: u8) -> Option<String> {
        let index = usize::from(level.clamp(1, 4)) - 1;
        self.numbers[index] += 1;
        self.numbers[index + 1..].fill(0);
        let n = self.numbers[index];
        Some(match index {
            0 => format!("{}.", numbers::roman(u32::try_from(n).unwrap_or(u32::MAX))),
            1 => format!("{n}."),
            2 => format!("{}.{n}.", self.numbers[1]),
            _ => format!("{})", letter(n)),
        })
    }

    fn item<'n>(&mut self, item: &'n AstNode<'n>, depth: u8, parts: &mut Vec<Part>) -> Result<()> {
        let NodeValue::Item(list) = item.data.borrow().value.clone() else {
            return self.refuse(item, "cấu trúc này không có trong mẫu văn bản");
        };
        let marker = match list.list_type {
            ListType::Bullet => char::from(list.bullet_char).to_string(),
            ListType::Ordered => format!("{}.", list.start),
        };
        let mut first = true;
        for child in item.children() {
            if matches!(child.data.borrow().value, NodeValue::Paragraph) && first {
                for (own, text) in self.paragraphs(child)? {
                    let level = if own.is_some() { depth + 1 } else { depth };
                    let marker = own.unwrap_or_else(|| marker.clone());
                    parts.push(Part::Block(Block::Item { marker, level, text }));
                }
                first = false;
            } else {
                self.block(child, depth + 1, parts)?;
            }
        }
        Ok(())
    }

    fn directive<'n>(&mut self, node: &'n AstNode<'n>, info: &str, parts: &mut Vec<Part>) -> Result<()> {
        let info = self.marks.restore(info.trim());
        let (name, rest) = info
            .split_once(char::is_whitespace)
            .map_or((info.as_str(), ""), |(a, b)| (a, b.trim()));
        let line = self.line(node);
        let part = match name {
            "list" => {
                let (name, with) = match rest.split_once(" with ") {
                    Some((name, with)) => (name.trim(), Some(with.trim().to_owned())),
                    None => (rest, None),
                };
                Part::List {
                    name: name.to_owned(),
                    with,
                    line,
                }
            }
            "chart" => Part::Chart {
                name: rest.to_owned(),
                line,
            },
            "page-break" => Part::Block(Block::PageBreak),
            "annex" => {
                let (title, landscape) = match rest.strip_suffix("landscape") {
                    Some(title) => (title.trim(), true),
                    None => (rest, false),
                };
                let outer = std::mem::take(&mut self.numbers);
                let body = self.blocks(node)?;
                self.numbers = outer;
                Part::Annex {
                    title: (self.gate)(title),
                    landscape,
                    body,
                }
            }
            "center" => Part::Aligned {
                align: Align::Center,
                body: self.blocks(node)?,
            },
            "" => return self.refuse(node, "dòng ::: này không đóng lệnh nào"),
            "addressee" => Part::Aligned {
                align: Align::Addressee,
                body: self.blocks(node)?,
            },
            _ => {
                return self.refuse(
                    node,
                    &format!("không có lệnh «::: {name}»; có: list, chart, annex, center, addressee, page-break"),
                );
            }
        };
        parts.push(part);
        Ok(())
    }

    /// The paragraphs in one Markdown paragraph: a line that starts `a)`, `b)` … starts a new one with that mark.
    fn paragraphs<'n>(&mut self, node: &'n AstNode<'n>) -> Result<Vec<(Option<String>, Vec<Inline>)>> {
        let mut runs: Vec<(Option<String>, Vec<Inline>)> = vec![(None, Vec::new())];
        let mut at_line_start = true;
        for child in node.children() {
            let value = child.data.borrow().value.clone();
            match value {
                NodeValue::SoftBreak => {
                    at_line_start = true;
                    continue;
                }
                NodeValue::Text(text) if at_line_start => {
                    let (marker, rest) = match point(&text) {
                        Some((marker, rest)) => (Some(marker.to_owned()), rest),
                        None => (None, text.as_ref()),
                    };
                    let fresh = runs.last().is_some_and(|(own, text)| own.is_none() && text.is_empty());
                    match (&marker, fresh) {
                        (Some(_), true) => runs = vec![(marker, Vec::new())],
                        (Some(_), false) => runs.push((marker, Vec::new())),
                        (None, false) => self.push_text(" ", &mut runs),
                        (None, true) => {}
                    }
                    let inlines = self.text(rest);
                    if let Some((_, run)) = runs.last_mut() {
                        run.extend(inlines);
                    }
                }
                _ => {
                    if at_line_start && runs.last().is_some_and(|(_, run)| !run.is_empty()) {
                        self.push_text(" ", &mut runs);
                    }
                    let mut inlines = Vec::new();
                    self.inline(child, &mut inlines)?;
                    if let Some((_, run)) = runs.last_mut() {
                        run.extend(inlines);
                    }
                }
            }
            at_line_start = false;
        }
        for (_, run) in &mut runs {
            merge(run);
        }
        Ok(runs)
    }

    fn push_text(&self, text: &str, runs: &mut [(Option<String>, Vec<Inline>)]) {
        if let Some((_, run)) = runs.last_mut() {
            run.push(Inline::text(text));
        }
    }

    fn inlines<'n>(&mut self, parent: &'n AstNode<'n>) -> Result<Vec<Inline>> {
        let mut out = Vec::new();
        for child in parent.children() {
            self.inline(child, &mut out)?;
        }
        merge(&mut out);
        Ok(out)
    }

    fn inline<'n>(&mut self, node: &'n AstNode<'n>, out: &mut Vec<Inline>) -> Result<()> {
        let value = node.data.borrow().value.clone();
        match value {
            NodeValue::Text(text) => out.extend(self.text(&text)),
            NodeValue::SoftBreak => out.push(Inline::text(" ")),
            NodeValue::LineBreak => out.push(Inline::LineBreak),
            NodeValue::Escaped => out.extend(self.inlines(node)?),
            NodeValue::Strong => out.push(Inline::Strong {
                body: self.inlines(node)?,
            }),
            NodeValue::Emph => out.push(Inline::Emphasis {
                body: self.inlines(node)?,
            }),
            NodeValue::Code(_) => return self.refuse(node, "không dùng dấu ` trong mẫu"),
            NodeValue::HtmlInline(_) => return self.refuse(node, "không dùng thẻ HTML trong mẫu"),
            NodeValue::Link(_) | NodeValue::Image(_) => {
                return self.refuse(node, "không dùng liên kết hoặc ảnh; viết địa chỉ như chữ thường");
            }
            _ => return self.refuse(node, "cấu trúc này không có trong mẫu văn bản"),
        }
        Ok(())
    }

    /// Template text with its marks replaced by values, each value as text of its own.
    fn text(&mut self, text: &str) -> Vec<Inline> {
        let mut out = Vec::new();
        let mut literal = String::new();
        for c in text.chars() {
            let Some(mark) = self.marks.get(c) else {
                if !is_reserved(c) || is_sign(c) {
                    literal.push(c);
                }
                continue;
            };
            if !literal.is_empty() {
                out.push(Inline::text((self.gate)(&glue(&literal))));
                literal.clear();
            }
            match mark {
                Mark::Text(value) => {
                    for (n, line) in (self.gate)(value).split('\n').enumerate() {
                        if n > 0 {
                            out.push(Inline::LineBreak);
                        }
                        out.push(Inline::text(line));
                    }
                }
                Mark::Blank(width) => out.push(Inline::Blank { width: *width }),
                Mark::Checkbox(checked) => out.push(Inline::Checkbox { checked: *checked }),
            }
        }
        if !literal.is_empty() {
            out.push(Inline::text((self.gate)(&glue(&literal))));
        }
        out
    }
}

/// The n-th letter of the Vietnamese alphabet as points use it (reference/nd30.md C25).
fn letter(n: usize) -> char {
    const LETTERS: [char; 23] = [
        'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x',
        'y',
    ];
    LETTERS[(n + LETTERS.len() - 1) % LETTERS.len()]
}

/// Splits a point's mark off a line: `a) text`.
fn point(text: &str) -> Option<(&str, &str)> {
    let mut chars = text.char_indices();
    let (_, first) = chars.next()?;
    let (end, bracket) = chars.next()?;
    let rest = text.get(end + 1..)?;
    (first.is_lowercase() && bracket == ')' && rest.starts_with(' ')).then(|| (&text[..=end], rest.trim_start()))
}

/// Keeps a word and the number after it on one line in the template's own text (`Điều 5`, `ngày 05`).
fn glue(text: &str) -> String {
    const WORDS: [&str; 9] = [
        "ngày",
        "tháng",
        "năm",
        "Điều",
        "khoản",
        "Khoản",
        "Chương",
        "Phụ lục",
        "lớp",
    ];
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(' ') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        out.push_str(before);
        let glued = after.starts_with(|c: char| c.is_ascii_digit()) && WORDS.iter().any(|word| before.ends_with(word));
        out.push(if glued { '\u{a0}' } else { ' ' });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Joins neighbouring texts, so that a word is not split by the places where values begin and end.
fn merge(inlines: &mut Vec<Inline>) {
    let mut out: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines.drain(..) {
        match (out.last_mut(), inline) {
            (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
            (_, Inline::Text { text }) if text.is_empty() => {}
            (_, inline) => out.push(inline),
        }
    }
    *inlines = out;
}
