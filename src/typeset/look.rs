//! What stands where on finished pages: texts, lines and fills with their places, for those who check the looks.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst::text::{FontStyle, FontWeight, TextItem};
use typst::visualize::{Color, Geometry, Paint, Shape};

use super::pdf::{PdfError, PrintInfo, lay_out, world_of};
use super::world::Engine;
use crate::document::Document;

/// A page. All lengths are points; the origin is the upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
    /// Texts in the order of painting.
    pub texts: Vec<Text>,
    /// Straight lines.
    pub lines: Vec<Line>,
}

/// A run of text in one style.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Left edge.
    pub x: f64,
    /// Baseline.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Size.
    pub size: f64,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Black.
    pub black: bool,
    /// Family.
    pub family: String,
    /// The characters.
    pub text: String,
}

/// A straight line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Left or upper end.
    pub x: f64,
    /// Left or upper end.
    pub y: f64,
    /// Length; positive.
    pub length: f64,
    /// Whether it lies flat.
    pub horizontal: bool,
}

/// The pages of a paper.
pub fn look(engine: &Engine, document: &Document, info: &PrintInfo) -> Result<Vec<Page>, PdfError> {
    let world = world_of(engine, Some(document))?;
    let pages = lay_out(&world, info)?;
    Ok(pages
        .pages()
        .iter()
        .map(|page| {
            let (width, height) = (page.frame.width().to_pt(), page.frame.height().to_pt());
            let mut seen = Page {
                width,
                height,
                texts: Vec::new(),
                lines: Vec::new(),
            };
            walk(&page.frame, Transform::identity(), &mut seen);
            seen
        })
        .collect())
}

fn walk(frame: &Frame, to_page: Transform, page: &mut Page) {
    for (position, item) in frame.items() {
        let place = position.transform(to_page);
        match item {
            FrameItem::Group(group) => {
                let inner = to_page
                    .pre_concat(Transform::translate(position.x, position.y))
                    .pre_concat(group.transform);
                walk(&group.frame, inner, page);
            }
            FrameItem::Text(text) => page.texts.push(seen_text(text, place)),
            FrameItem::Shape(shape, _) => page.lines.extend(seen_line(shape, place)),
            _ => {}
        }
    }
}

fn seen_text(item: &TextItem, place: Point) -> Text {
    let about = item.font.info();
    Text {
        x: place.x.to_pt(),
        y: place.y.to_pt(),
        width: item.width().to_pt(),
        size: item.size.to_pt(),
        bold: about.variant.weight >= FontWeight::BOLD,
        italic: about.variant.style != FontStyle::Normal,
        black: item.fill == Paint::Solid(Color::BLACK),
        family: about.family.clone(),
        text: item.text.to_string(),
    }
}

fn seen_line(shape: &Shape, place: Point) -> Option<Line> {
    let Geometry::Line(end) = shape.geometry else {
        return None;
    };
    let horizontal = end.y.abs() <= Abs::pt(0.01);
    let length = if horizontal { end.x } else { end.y };
    let back = length.min(Abs::zero());
    let (x, y) = if horizontal {
        (place.x + back, place.y)
    } else {
        (place.x, place.y + back)
    };
    Some(Line {
        x: x.to_pt(),
        y: y.to_pt(),
        length: length.abs().to_pt(),
        horizontal,
    })
}
