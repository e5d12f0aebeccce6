//! Lengths of Word, and the page of the decree in them (NĐ 30/2020 Phụ lục I; the same figures as `templates/nd30/page.typ`).

/// Twentieths of a point.
pub type Twips = i32;

/// Millimetres as twips.
pub const fn mm(millimetres: i32) -> Twips {
    millimetres * 14_400 / 254
}

/// Points as twips.
pub fn pt(points: f64) -> Twips {
    (points * 20.0).round() as Twips
}

/// Shorter and longer side of A4.
pub const PAPER: (Twips, Twips) = (11_906, 16_838);
/// Upper margin.
pub const TOP: Twips = mm(20);
/// Lower margin.
pub const BOTTOM: Twips = mm(20);
/// Left margin.
pub const LEFT: Twips = mm(30);
/// Right margin.
pub const RIGHT: Twips = mm(15);
/// First-line indent: 1,27 cm.
pub const INDENT: Twips = 720;
/// Distance of the page number from the upper edge.
pub const HEADER: Twips = 482;

/// Width between the margins.
pub const fn text_width(landscape: bool) -> Twips {
    (if landscape { PAPER.1 } else { PAPER.0 }) - LEFT - RIGHT
}
