//! Which paragraph, row and cell of a draft that came back is which of the paper it was printed from.

use super::pairs::pair;
use super::texts::Text;
use crate::ingest::drafts::{Block, Line, Row, Who};
use crate::word::{OriginRow, Part};

/// Likeness from which two paragraphs or rows are one that was changed.
const LIKE: f64 = 0.4;
/// Likeness from which two tables are one.
const LIKE_TABLE: f64 = 0.3;

/// What is different in a draft; parts, rows and columns are numbers of those it was printed from.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// A paragraph says something else.
    Text {
        /// Which.
        part: usize,
        /// As it is now.
        now: Line,
    },
    /// A paragraph is gone.
    Gone {
        /// Which.
        part: usize,
        /// Who took it out, if that was tracked.
        who: Option<Who>,
    },
    /// A paragraph was put in.
    New {
        /// The paragraph before it, and the one after it.
        between: (Option<usize>, Option<usize>),
        /// What it says.
        now: Line,
    },
    /// A cell says something else.
    Cell {
        /// Table, row and column.
        at: (usize, usize, usize),
        /// As it is now.
        now: Line,
    },
    /// A row is gone.
    RowGone {
        /// Table and row.
        at: (usize, usize),
    },
    /// A row was put in.
    RowNew {
        /// Table.
        part: usize,
        /// The row before it, and the one after it.
        between: (Option<usize>, Option<usize>),
        /// Its cells.
        cells: Vec<Line>,
        /// Who put it in, if that was tracked.
        who: Option<Who>,
    },
    /// A row has another number of cells.
    Columns {
        /// Table and row.
        at: (usize, usize),
        /// Its cells.
        cells: Vec<Line>,
    },
    /// A heading says something else.
    Heading {
        /// Table.
        part: usize,
        /// What the headings lack.
        old: String,
        /// What they say that they did not.
        new: String,
    },
    /// A table is gone.
    TableGone {
        /// Which.
        part: usize,
    },
    /// A table was put in.
    TableNew {
        /// What it says.
        text: String,
    },
}

/// A text as it is compared.
pub fn key(text: &str) -> String {
    Text::plain(text).key()
}

/// Several paragraphs as one text.
fn joined(lines: &[Line]) -> Line {
    let mut all = Line::default();
    for line in lines {
        if !all.text.is_empty() {
            all.text.push('\n');
        }
        let start = all.text.len();
        all.text.push_str(&line.text);
        let tracked = line.tracked.iter();
        all.tracked
            .extend(tracked.map(|(range, who)| (range.start + start..range.end + start, who.clone())));
    }
    all
}

/// Counterparts of the parts of one paper among those of another form of it.
pub fn parts_of(old: &[Part], new: &[Part]) -> Vec<Option<usize>> {
    let mut found = vec![None; old.len()];
    for is_table in [false, true] {
        let of = |parts: &[Part]| -> (Vec<usize>, Vec<String>) {
            let is_one = |part: &Part| matches!(part, Part::Table { .. }) == is_table;
            let places = (0..parts.len()).filter(|place| is_one(&parts[*place]));
            places.map(|place| (place, key_of(&parts[place]))).unzip()
        };
        let ((old_at, old_keys), (new_at, new_keys)) = (of(old), of(new));
        for (a, b) in pair(&old_keys, &new_keys, LIKE, true) {
            if let (Some(a), Some(b)) = (a, b) {
                found[old_at[a]] = Some(new_at[b]);
            }
        }
    }
    found
}

/// A table is known by its name.
fn key_of(part: &Part) -> String {
    match part {
        Part::Text { text, .. } => key(text),
        Part::Table { name, .. } => name.clone(),
    }
}

/// What is different in the draft `blocks` of the paper that was printed as `parts`.
pub fn changes(parts: &[Part], blocks: &[Block]) -> Vec<Change> {
    let mut changes = Vec::new();
    let tables: Vec<(usize, &Vec<Row>)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(place, block)| match block {
            Block::Table(rows) => Some((place, rows)),
            Block::Line(_) => None,
        })
        .collect();
    let printed: Vec<usize> = (0..parts.len())
        .filter(|place| matches!(parts[*place], Part::Table { .. }))
        .collect();
    let old: Vec<String> = printed.iter().map(|place| words_of_part(&parts[*place])).collect();
    let new: Vec<String> = tables.iter().map(|(_, rows)| words_of_rows(rows)).collect();
    let mut is_list = vec![false; blocks.len()];
    for (a, b) in pair(&old, &new, LIKE_TABLE, false) {
        match (a.map(|a| printed[a]), b.map(|b| tables[b])) {
            (Some(part), Some((place, rows))) => {
                is_list[place] = true;
                changes.extend(of_table(part, &parts[part], rows));
            }
            (Some(part), None) => changes.push(Change::TableGone { part }),
            _ => {}
        }
    }
    changes.extend(of_lines(parts, blocks, &is_list));
    let place = |change: &Change| match change {
        Change::Text { part, .. }
        | Change::Gone { part, .. }
        | Change::RowNew { part, .. }
        | Change::Heading { part, .. }
        | Change::TableGone { part } => *part,
        Change::Cell { at, .. } => at.0,
        Change::RowGone { at } | Change::Columns { at, .. } => at.0,
        Change::New { between, .. } => between.0.unwrap_or(0),
        Change::TableNew { .. } => usize::MAX,
    };
    changes.sort_by_key(place);
    changes
}

fn words_of_part(part: &Part) -> String {
    let Part::Table { columns, rows, .. } = part else {
        return String::new();
    };
    let heads = columns.iter().map(|(_, heading)| key(heading));
    let cells = rows.iter().flat_map(|row| row.cells.iter().map(|cell| key(cell)));
    heads.chain(cells).collect::<Vec<_>>().join(" ")
}

fn words_of_rows(rows: &[Row]) -> String {
    let lines = rows.iter().flat_map(|row| row.cells.iter().flatten());
    lines.map(|line| key(&line.text)).collect::<Vec<_>>().join(" ")
}

/// The paragraphs; those of a table that is no list of the paper (its head, its foot) are among them.
fn of_lines(parts: &[Part], blocks: &[Block], is_list: &[bool]) -> Vec<Change> {
    let printed: Vec<(usize, String)> = parts
        .iter()
        .enumerate()
        .filter_map(|(place, part)| match part {
            Part::Text { text, .. } => Some((place, key(text))),
            Part::Table { .. } => None,
        })
        .collect();
    // Each paragraph with the table it stands in.
    let mut lines: Vec<(&Line, Option<usize>)> = Vec::new();
    for (place, block) in blocks.iter().enumerate() {
        match block {
            Block::Line(line) => lines.push((line, None)),
            Block::Table(rows) if !is_list[place] => {
                let cells = rows.iter().flat_map(|row| row.cells.iter().flatten());
                lines.extend(cells.map(|line| (line, Some(place))));
            }
            Block::Table(_) => {}
        }
    }
    let old: Vec<String> = printed.iter().map(|(_, key)| key.clone()).collect();
    let new: Vec<String> = lines.iter().map(|(line, _)| key(&line.text)).collect();
    let pairs = pair(&old, &new, LIKE, true);
    let known: Vec<usize> = pairs
        .iter()
        .filter_map(|(a, b)| a.and(*b).and_then(|b| lines[b].1))
        .collect();
    let mut changes = Vec::new();
    let mut new_tables: Vec<(usize, String)> = Vec::new();
    for (n, (a, b)) in pairs.iter().enumerate() {
        match (a, b) {
            (Some(a), Some(b)) if old[*a] == new[*b] => {}
            (Some(a), Some(b)) => changes.push(Change::Text {
                part: printed[*a].0,
                now: lines[*b].0.clone(),
            }),
            (Some(a), None) => {
                // What was taken out as a whole is noted where the next paragraph begins.
                let next = pairs[n..].iter().find_map(|(_, b)| *b).map(|b| lines[b].0);
                let at_start = next.and_then(|line| line.tracked.iter().find(|(range, _)| *range == (0..0)));
                changes.push(Change::Gone {
                    part: printed[*a].0,
                    who: at_start.map(|(_, who)| who.clone()),
                });
            }
            (None, Some(b)) => {
                let (line, table) = lines[*b];
                if let Some(table) = table.filter(|table| !known.contains(table)) {
                    match new_tables.last_mut() {
                        Some((last, text)) if *last == table => {
                            text.push_str(" | ");
                            text.push_str(&line.text);
                        }
                        _ => new_tables.push((table, line.text.clone())),
                    }
                    continue;
                }
                let before = pairs[..n].iter().rev().find_map(|(a, b)| b.and(*a));
                let after = pairs[n..].iter().find_map(|(a, b)| b.and(*a));
                changes.push(Change::New {
                    between: (before.map(|a| printed[a].0), after.map(|a| printed[a].0)),
                    now: line.clone(),
                });
            }
            (None, None) => {}
        }
    }
    changes.extend(new_tables.into_iter().map(|(_, text)| Change::TableNew { text }));
    changes
}

/// A list against its counterpart in the draft.
fn of_table(part: usize, printed: &Part, rows: &[Row]) -> Vec<Change> {
    let Part::Table {
        columns,
        head,
        rows: old,
        ..
    } = printed
    else {
        return Vec::new();
    };
    let heads = match rows.iter().take_while(|row| row.is_head).count() {
        0 => (*head).min(rows.len()),
        heads => heads,
    };
    let (headings, body) = rows.split_at(heads);
    let mut changes: Vec<Change> = of_headings(part, columns, headings).into_iter().collect();
    let new: Vec<Vec<Line>> = body
        .iter()
        .map(|row| row.cells.iter().map(|cell| joined(cell)).collect())
        .collect();
    let running = running(old, columns.len());
    let row_key = |cells: &mut dyn Iterator<Item = &str>| {
        let cells = cells.enumerate().filter(|(column, _)| Some(*column) != running);
        cells.map(|(_, text)| key(text)).collect::<Vec<_>>().join(" ")
    };
    let old_keys: Vec<String> = old
        .iter()
        .map(|row| row_key(&mut row.cells.iter().map(String::as_str)))
        .collect();
    let new_keys: Vec<String> = new
        .iter()
        .map(|cells| row_key(&mut cells.iter().map(|cell| cell.text.as_str())))
        .collect();
    let pairs = pair(&old_keys, &new_keys, LIKE, true);
    for (n, (a, b)) in pairs.iter().enumerate() {
        match (*a, *b) {
            (Some(a), Some(b)) => changes.extend(of_row((part, a), &old[a], &new[b], running)),
            (Some(a), None) => changes.push(Change::RowGone { at: (part, a) }),
            (None, Some(b)) if new[b].iter().any(|cell| !cell.text.trim().is_empty()) => {
                changes.push(Change::RowNew {
                    part,
                    between: (
                        pairs[..n].iter().rev().find_map(|(a, _)| *a),
                        pairs[n..].iter().find_map(|(a, _)| *a),
                    ),
                    cells: new[b].clone(),
                    who: body[b].inserted.clone(),
                });
            }
            _ => {}
        }
    }
    changes
}

fn of_row(at: (usize, usize), old: &OriginRow, new: &[Line], running: Option<usize>) -> Vec<Change> {
    if old.cells.len() != new.len() {
        let same = old
            .cells
            .iter()
            .map(|cell| key(cell))
            .eq(new.iter().map(|cell| key(&cell.text)));
        return match same {
            true => Vec::new(),
            false => vec![Change::Columns {
                at,
                cells: new.to_vec(),
            }],
        };
    }
    let cells = old.cells.iter().zip(new).enumerate();
    cells
        .filter(|(column, (old, new))| {
            (Some(*column) != running || new.text.parse::<usize>().is_err()) && key(old) != key(&new.text)
        })
        .map(|(column, (_, now))| Change::Cell {
            at: (at.0, at.1, column),
            now: now.clone(),
        })
        .collect()
}

/// Headings that are not there any more beside those that were not there.
fn of_headings(part: usize, columns: &[(String, String)], rows: &[Row]) -> Option<Change> {
    let now: Vec<Line> = rows
        .iter()
        .flat_map(|row| row.cells.iter().map(|cell| joined(cell)))
        .collect();
    if now.is_empty() {
        return None;
    }
    let keys: Vec<String> = now.iter().map(|cell| key(&cell.text)).collect();
    let gone: Vec<&str> = columns
        .iter()
        .map(|(_, heading)| heading.as_str())
        .filter(|heading| !keys.contains(&key(heading)))
        .collect();
    if gone.is_empty() {
        return None;
    }
    let known: Vec<String> = columns.iter().map(|(_, heading)| key(heading)).collect();
    // Headings over several columns are not kept; the innermost stand last.
    let last = rows.last().map_or(0, |row| row.cells.len());
    let innermost = now.iter().zip(&keys).skip(now.len() - last);
    let new: Vec<&str> = innermost
        .filter(|(_, key)| !key.is_empty() && !known.contains(*key))
        .map(|(cell, _)| cell.text.as_str())
        .collect();
    Some(Change::Heading {
        part,
        old: gone.join(" | "),
        new: new.join(" | "),
    })
}

/// The column in which the rows are numbered: whoever puts a row in or takes one out numbers the others anew.
fn running(rows: &[OriginRow], columns: usize) -> Option<usize> {
    (0..columns).find(|column| {
        let numbers = rows.iter().filter(|row| row.cells.len() == columns);
        let numbers: Vec<Option<usize>> = numbers.map(|row| row.cells[*column].trim().parse().ok()).collect();
        let follows = |pair: &[Option<usize>]| match pair {
            [Some(one), Some(next)] => *next == one + 1 || *next == 1,
            _ => false,
        };
        !numbers.is_empty() && numbers[0] == Some(1) && numbers.windows(2).all(follows)
    })
}

#[cfg(test)]
mod tests;
