//! Column widths and size of a list: what `templates/nd30/table.typ` gives each column, reckoned the same way.

use super::lines::em;
use super::units::{Twips, pt};
use crate::document::{Measure, Row, Table};

/// Room on each side of a cell.
pub const INSET: Twips = 70;
/// Sizes that are tried, in points.
const SIZES: [f64; 5] = [12.0, 11.0, 10.0, 9.0, 8.0];
/// Pieces that are longer, in em, may break.
const LONGEST: f64 = 8.0;

/// Size in points and width of each column.
pub fn fit(table: &Table, width: Twips, fonts: &dyn Measure) -> (f64, Vec<Twips>) {
    let columns = &table.columns;
    if columns.is_empty() {
        return (SIZES[0], Vec::new());
    }
    let longest = |texts: &mut dyn Iterator<Item = &str>| {
        let pieces = texts.flat_map(|text| text.split([' ', '\n']));
        pieces.map(|piece| em(piece, true, fonts)).fold(0.0, f64::max)
    };
    let mut pieces = vec![0.0_f64; columns.len()];
    for row in &table.rows {
        let (Row::Record { cells, .. } | Row::Total { cells }) = row else {
            continue;
        };
        let mut place = 0;
        for cell in cells {
            if let (1, Some(piece)) = (cell.span.max(1), pieces.get_mut(place)) {
                *piece = piece.max(longest(&mut [cell.text.as_str()].into_iter()));
            }
            place += usize::from(cell.span.max(1));
        }
    }
    let heads: Vec<f64> = columns
        .iter()
        .map(|column| longest(&mut column.heading.last().map(String::as_str).into_iter()))
        .collect();
    let sum: f64 = columns.iter().map(|column| f64::from(column.width)).sum();
    let total = f64::from(width);
    let share = |own: f32| {
        if sum > 0.0 {
            f64::from(own) / sum
        } else {
            1.0 / columns.len() as f64
        }
    };
    let shares: Vec<f64> = columns.iter().map(|column| total * share(column.width)).collect();
    let start = match columns.len() {
        0..=9 => 0,
        10..=12 => 1,
        _ => 2,
    };
    let mut found = (SIZES[SIZES.len() - 1], shares.clone());
    for size in SIZES.into_iter().skip(start) {
        let least = |(head, piece): (&f64, &f64)| {
            let longest = head.min(LONGEST).max(piece.min(LONGEST));
            longest * size * 20.0 + f64::from(2 * INSET + pt(1.0))
        };
        let least: Vec<f64> = heads.iter().zip(&pieces).map(least).collect();
        if least.iter().sum::<f64>() > total {
            found = (size, shared_out(&least, total));
            continue;
        }
        // What the narrow ones need is taken from those that have more than they need.
        let widths: Vec<f64> = shares
            .iter()
            .zip(&least)
            .map(|(share, least)| share.max(*least))
            .collect();
        let spare: f64 = widths.iter().zip(&least).map(|(width, least)| width - least).sum();
        let over = widths.iter().sum::<f64>() - total;
        let cut = if over > 0.01 && spare > 0.0 { over / spare } else { 0.0 };
        let widths = widths
            .iter()
            .zip(&least)
            .map(|(width, least)| width - (width - least) * cut);
        found = (size, widths.collect());
        break;
    }
    (found.0, whole(&found.1, width))
}

/// Gives each column what it needs if all fit, and the wider ones equal parts of what the narrow ones leave.
fn shared_out(needs: &[f64], width: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..needs.len()).collect();
    order.sort_by(|a, b| needs[*a].total_cmp(&needs[*b]));
    let mut given = vec![0.0; needs.len()];
    let mut left = width;
    for (done, place) in order.into_iter().enumerate() {
        given[place] = needs[place].min(left / (needs.len() - done) as f64);
        left -= given[place];
    }
    given
}

/// Whole twips that add up to the width.
fn whole(widths: &[f64], width: Twips) -> Vec<Twips> {
    let mut whole: Vec<Twips> = widths.iter().map(|width| width.floor() as Twips).collect();
    let rest = width - whole.iter().sum::<Twips>();
    if let Some(widest) = whole.iter_mut().max() {
        *widest += rest;
    }
    whole
}
