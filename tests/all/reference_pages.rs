//! Reference pages: where each line of the first and the last page of every kind of paper stands, kept as snapshots, so
//! that a change of the looks is seen line by line before it is accepted.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::common::Space;
use diendan::build::{Papers, Request, papers};
use diendan::typeset::look::{Page, Text, look};
use diendan::workspace::Workspace;

/// Texts whose baselines are closer than this, in points, stand on one line.
const ONE_LINE: f64 = 1.0;
/// Characters of a line that are kept.
const KEPT: usize = 60;

#[test]
fn every_kind_looks_as_it_did() {
    let space = Space::example();
    let workspace = Workspace::open(&space.path(".")).expect("a workspace");
    let Papers { engine, papers } =
        papers(&workspace, &Request::default()).unwrap_or_else(|finding| panic!("{finding:?}"));
    let mut seen = BTreeSet::new();
    for (document, info) in &papers {
        let kind = document.id.split('/').next().unwrap_or_default();
        if !seen.insert(kind.to_owned()) {
            continue;
        }
        let pages = look(&engine, document, info).unwrap_or_else(|error| panic!("{}: {error}", document.id));
        insta::with_settings!({ snapshot_path => "../reference_pages", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(kind, picture(&pages));
        });
    }
    assert!(seen.len() >= 8, "{seen:?}");
}

fn picture(pages: &[Page]) -> String {
    let mut out = format!("{} pages\n", pages.len());
    let last = pages.len().saturating_sub(1);
    for (number, page) in pages
        .iter()
        .enumerate()
        .filter(|(number, _)| [0, last].contains(number))
    {
        let _ = writeln!(
            out,
            "\npage {}: {:.0} x {:.0} pt, {} lines drawn",
            number + 1,
            page.width,
            page.height,
            page.lines.len()
        );
        for line in lines(page) {
            let first = line[0];
            let style = match (first.bold, first.italic) {
                (true, true) => "bold italic",
                (true, false) => "bold",
                (false, true) => "italic",
                (false, false) => "",
            };
            let text: String = line.iter().map(|text| text.text.as_str()).collect::<Vec<_>>().join(" ");
            let text: String = text.chars().take(KEPT).collect();
            let _ = writeln!(
                out,
                "{:6.1} {:6.1} {:5.1} {style:11} {text}",
                first.x, first.y, first.size
            );
        }
    }
    out
}

/// The lines of a page from top to bottom, each from left to right.
fn lines(page: &Page) -> Vec<Vec<&Text>> {
    let mut texts: Vec<&Text> = page.texts.iter().collect();
    texts.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    let mut lines: Vec<Vec<&Text>> = Vec::new();
    for text in texts {
        match lines.last_mut() {
            Some(line) if (line[0].y - text.y).abs() < ONE_LINE => line.push(text),
            _ => lines.push(vec![text]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.x.total_cmp(&b.x));
    }
    lines
}
