//! The main text: headings, paragraphs, items, aligned blocks, tables, charts (C19–C25).

use super::lines::{Look, even, kept_dash};
use super::paragraph::{Para, Printer, Run, runs, words};
use super::units::{Twips, pt};
use crate::document::{Align, Block, Inline};

/// A short text before a table, a chart or its own items stays with them: about two lines of characters.
const LEAD: usize = 180;
/// About one line of characters.
const BRIEF: usize = 70;

/// How blocks are set.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Width between the margins.
    pub width: Twips,
    /// How many of the last blocks stay with what follows.
    pub glue: usize,
}

impl Printer<'_> {
    /// Blocks of the part of the tree at `at`.
    pub fn blocks(&mut self, at: &str, blocks: &[Block], setting: Setting) {
        let mut new_page = false;
        let mut after_table = false;
        for (index, block) in blocks.iter().enumerate() {
            let at = format!("{at}/{index}");
            let next = blocks.get(index + 1);
            let keep = index + setting.glue >= blocks.len() || leads(block, next);
            let para = |style: &'static str| Para {
                keep_next: keep,
                new_page,
                before: after_table.then(|| pt(10.0)),
                ..Para::of(style)
            };
            match block {
                Block::PageBreak => {
                    new_page = true;
                    continue;
                }
                Block::Heading { level, number, text } => {
                    self.heading(&at, para(heading_style(*level, number)), number, text)
                }
                Block::Paragraph { text } => self.prose(&at, para("NoiDung"), runs(text), setting.width),
                Block::Item { marker, text, .. } => {
                    let mut all = vec![Run::plain(format!("{marker}\u{a0}"))];
                    all.extend(runs(text));
                    self.prose(&at, para("GachDau"), all, setting.width);
                }
                Block::Aligned { align, body } => self.aligned(&at, *align, body, para("Giua"), setting.width),
                Block::Table(table) => self.table(&at, table, para("TenBang"), setting.width),
                Block::Chart(chart) => self.chart(&at, chart, para("DonVi"), setting.width),
            }
            after_table = matches!(block, Block::Table(_));
            new_page = false;
        }
    }

    fn prose(&mut self, at: &str, para: Para<'_>, runs: Vec<Run>, width: Twips) {
        let dots_to = runs.contains(&Run::Fill).then_some(width);
        self.paragraph(at, Para { dots_to, ..para }, &runs);
    }

    /// A heading with its number; of Phần, Chương, Mục on a line of its own (C20–C24).
    fn heading(&mut self, at: &str, para: Para<'_>, number: &Option<String>, text: &[Inline]) {
        let mut all = Vec::new();
        if let Some(number) = number {
            let end = if is_named(number) { "\n" } else { " " };
            all.push(Run::plain(format!("{number}{end}")));
        }
        all.extend(runs(text));
        self.paragraph(at, para.kept(true), &all);
    }

    /// Centred lines; those for the one a letter goes to are strong and of even length.
    fn aligned(&mut self, at: &str, align: Align, body: &[Block], para: Para<'_>, width: Twips) {
        let style = match align {
            Align::Center => "Giua",
            Align::Addressee => "NguoiNhan",
        };
        for (index, block) in body.iter().enumerate() {
            let at = format!("{at}/{index}");
            let (first, last) = (index == 0, index + 1 == body.len());
            let around = |yes: bool| (align == Align::Addressee && yes).then(|| pt(14.0));
            let para = Para {
                style,
                before: around(first).or(para.before),
                after: around(last),
                new_page: para.new_page && first,
                keep_next: para.keep_next || !last,
                ..para
            };
            match block {
                Block::Paragraph { text } => {
                    let plain = text
                        .iter()
                        .all(|piece| matches!(piece, Inline::Text { .. } | Inline::LineBreak));
                    let mut runs = runs(text);
                    if align == Align::Addressee && plain {
                        let lines = even(&kept_dash(&words(&runs)), width, Look::strong(14.0), self.fonts);
                        runs = vec![Run::plain(lines.join("\n"))];
                    }
                    self.prose(&at, para, runs, width);
                }
                Block::Item { marker, text, .. } => {
                    let mut all = vec![Run::plain(format!("{marker}\u{a0}"))];
                    all.extend(runs(text));
                    self.prose(&at, para, all, width);
                }
                other => self.blocks(&at, std::slice::from_ref(other), Setting { width, glue: 0 }),
            }
        }
    }
}

fn is_named(number: &str) -> bool {
    ["Phần", "Chương", "Mục", "Tiểu mục"]
        .iter()
        .any(|name| number.starts_with(name))
}

fn heading_style(level: u8, number: &Option<String>) -> &'static str {
    let number = number.as_deref().unwrap_or_default();
    match level {
        _ if number.starts_with("Tiểu") => "TieuMuc",
        _ if is_named(number) => "PhanChuong",
        _ if number.starts_with("Điều") => "Heading2",
        1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        _ => "Heading4",
    }
}

fn text_of(block: &Block) -> Option<String> {
    match block {
        Block::Paragraph { text } | Block::Item { text, .. } => Some(words(&runs(text))),
        _ => None,
    }
}

fn leads(block: &Block, next: Option<&Block>) -> bool {
    let (Some(text), Some(next)) = (text_of(block), next) else {
        return false;
    };
    let leads_to = match next {
        Block::Table(_) | Block::Chart(_) => true,
        Block::Item { .. } => text.trim_end().ends_with(':'),
        _ => false,
    };
    leads_to && text.chars().count() <= LEAD
}

/// How many of the last blocks go with the foot of the paper, which never stands alone on a page.
pub fn glue(blocks: &[Block]) -> usize {
    let brief = |block: &Block| text_of(block).is_some_and(|text| text.chars().count() <= BRIEF);
    match blocks.last() {
        Some(last) if brief(last) => 2,
        Some(_) => 1,
        None => 0,
    }
}

/// The main text without page breaks at its end, and with `./.` after its last words where there is to be one; a text that ends
/// with a table or a chart gets none.
pub fn closed(blocks: &[Block], end_mark: bool) -> Vec<Block> {
    let mut blocks = blocks.to_vec();
    while blocks.last() == Some(&Block::PageBreak) {
        blocks.pop();
    }
    if end_mark {
        mark_end(&mut blocks);
    }
    blocks
}

fn mark_end(blocks: &mut [Block]) {
    match blocks.last_mut() {
        Some(Block::Paragraph { text } | Block::Item { text, .. }) if !text.is_empty() => with_end_mark(text),
        Some(Block::Aligned { body, .. }) => mark_end(body),
        _ => {}
    }
}

fn with_end_mark(text: &mut Vec<Inline>) {
    let len = text.len();
    match text.last_mut() {
        Some(Inline::Text { text: words }) => {
            if words.trim_end().is_empty() && len > 1 {
                text.pop();
                with_end_mark(text);
            } else if !words.trim_end().ends_with("./.") {
                let bare = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ';' | ','));
                let marked = match bare.rsplit_once(' ') {
                    // No line holds a short word and the mark alone.
                    Some((rest, last)) if last.chars().count() <= 12 => format!("{rest}\u{a0}{last}./."),
                    _ => format!("{bare}./."),
                };
                *words = marked;
            }
        }
        Some(Inline::Strong { body } | Inline::Emphasis { body }) if !body.is_empty() => with_end_mark(body),
        Some(Inline::LineBreak) if len > 1 => {
            text.pop();
            with_end_mark(text);
        }
        _ => text.push(Inline::text("./.")),
    }
}
