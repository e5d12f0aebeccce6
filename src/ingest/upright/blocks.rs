//! Labels below each other -> blocks, each from the name of a person, or of several beside each other, to the next name.

use std::collections::BTreeSet;

use super::columns::{self, Group, filled};
use super::kinds;
use super::labels::{Label, is_name};
use crate::ingest::fields::matching::{self, Match};
use crate::ingest::headings;
use crate::ingest::layouts::{self, CARETAKERS, CHILDREN, Layout, QUESTIONS, RECOMMENDATIONS, TITLED, UNUSED};
use crate::ingest::table;
use crate::ingest::workbook::{Sheet, Value};
use crate::model::Unit;

/// Fields that make a block.
pub(super) const FEWEST: usize = 4;
/// Rows over which they are spread, unless their values stand in their cells.
const FEWEST_ROWS: usize = 3;
/// Labels of a block: several times as many as any form has.
const MOST_LABELS: usize = 200;
/// Labels above the first name in which its block is looked for.
const MOST_ABOVE: usize = 60;
/// Fields of a block that begins as another one does.
const FEWEST_OF_SAME: usize = 2;

/// A label of a block with the places of its values.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub label: Label,
    /// The field of the block's layout.
    pub field: Option<&'static str>,
    /// What stands over its values in a table of one row to a person.
    pub heading: String,
    /// Its last row.
    pub last: u32,
    /// The columns of its values.
    pub columns: std::ops::Range<u32>,
}

/// A block.
#[derive(Debug, Clone)]
pub(super) struct Block {
    pub layout: &'static Layout,
    pub lines: Vec<Line>,
    /// First and last row.
    pub rows: (u32, u32),
    /// The first column, and the one behind the last.
    pub columns: (u32, u32),
    /// The rows above it that no other block has.
    pub above: (u32, u32),
    /// It holds one person, whatever stands beside the values.
    pub single: bool,
    /// Folded words of the label that names its persons.
    pub name: String,
}

/// Looks for blocks on a sheet. `like`: labels of names in forms of the same workbook, with which less is asked for.
pub(super) fn find(sheet: &Sheet, units: &[Unit], like: &BTreeSet<String>) -> Vec<Block> {
    let groups = columns::find(sheet, if like.is_empty() { FEWEST } else { FEWEST_OF_SAME });
    let mut blocks: Vec<Block> = groups
        .iter()
        .flat_map(|group| {
            Finder {
                sheet,
                group,
                units,
                like,
            }
            .blocks()
        })
        .collect();
    let Some(first) = blocks.iter().map(|block| block.rows.0).min() else {
        return blocks;
    };
    if kinds::is_other(sheet, first, &blocks) {
        return Vec::new();
    }
    for layout in [&CHILDREN, &CARETAKERS] {
        let of_layout = |block: &Block| block.layout.name == layout.name;
        if blocks.iter().any(of_layout) && kinds::has_heading(sheet, layout) {
            blocks.retain(|block| !of_layout(block));
        }
    }
    blocks.sort_by_key(|block| (block.rows.0, block.columns.0));
    blocks
}

/// Blocks of one group of columns.
struct Finder<'a> {
    sheet: &'a Sheet,
    group: &'a Group,
    units: &'a [Unit],
    like: &'a BTreeSet<String>,
}

/// Labels from one name to the next: from the first on to the one behind the last.
#[derive(Clone, Copy)]
struct Segment {
    head: usize,
    name: usize,
    end: usize,
}

impl Finder<'_> {
    fn labels(&self) -> &[Label] {
        &self.group.labels
    }

    fn blocks(&self) -> Vec<Block> {
        let starts = self.starts();
        let heads = self.heads(&starts);
        let segments: Vec<Segment> = starts
            .iter()
            .enumerate()
            .map(|(number, name)| Segment {
                head: heads[number],
                name: *name,
                end: heads.get(number + 1).copied().unwrap_or(self.labels().len()),
            })
            .collect();
        let mut found: Vec<(Segment, &'static Layout)> = Vec::new();
        let mut names: BTreeSet<String> = BTreeSet::new();
        for segment in segments {
            let strict = self.layout(segment, FEWEST, true);
            let name = &self.labels()[segment.name].words;
            let same = || {
                let needs = !found.is_empty();
                let known = names.contains(name) || !needs && self.like.contains(name);
                known.then(|| self.layout(segment, FEWEST_OF_SAME, needs))?
            };
            match strict.or_else(same) {
                Some(layout) => {
                    names.insert(name.clone());
                    found.push((segment, layout));
                }
                // Somebody else who is named in the form of the one above.
                None => {
                    if let Some((above, ..)) = found.last_mut() {
                        above.end = segment.end;
                    }
                }
            }
        }
        let mut above = 0;
        let mut blocks = Vec::new();
        for (segment, layout) in found {
            if let Some(block) = self.block(segment, layout, above) {
                above = block.rows.1 + 1;
                blocks.push(block);
            }
        }
        blocks
    }

    /// Where the labels are that begin a person.
    fn starts(&self) -> Vec<usize> {
        let mut starts: Vec<usize> = Vec::new();
        let mut other = false;
        for (index, label) in self.labels().iter().enumerate() {
            if label.at.1 != self.group.main {
                continue;
            }
            if columns::names_somebody(label) {
                let second = starts.last().is_some_and(|last| {
                    let before = &self.labels()[*last];
                    let family = |label: &Label| CHILDREN.field(&label.words) == Some("family");
                    CHILDREN.field(&label.words) == Some("given") && family(before)
                });
                let headed = !label.marked && kinds::is_beside_labels(self.sheet, label.at);
                if !second && !headed && (!other || self.goes_to_school(index)) {
                    starts.push(index);
                    other = false;
                }
            } else if !label.is_known() && !self.group.has_value(self.sheet, label) && !starts.is_empty() {
                other = kinds::is_of_others(&label.words);
            }
        }
        starts
    }

    /// Whether the labels from a name to the next ask for a class or school, as those of parents never do.
    fn goes_to_school(&self, name: usize) -> bool {
        let behind = self.labels()[name + 1..].iter().take(MOST_LABELS);
        let mut own = behind.take_while(|label| !columns::names_somebody(label));
        own.any(|label| matches!(label.field(&CHILDREN), Some("class" | "school" | "class_school")))
    }

    /// The first label of each block: what stands above the name in the first one does so in the others too.
    fn heads(&self, starts: &[usize]) -> Vec<usize> {
        let Some(&first) = starts.first() else {
            return Vec::new();
        };
        let valued: BTreeSet<&str> = self
            .labels()
            .iter()
            .filter(|label| label.is_known() && self.group.has_value(self.sheet, label))
            .map(|label| label.words.as_str())
            .collect();
        let above = &self.labels()[first.saturating_sub(MOST_ABOVE)..first];
        let before = above
            .iter()
            .filter(|label| valued.contains(label.words.as_str()) && !self.is_of_unit(label));
        let titles = above.iter().filter(|label| self.is_of_unit(label));
        let repeated: BTreeSet<&str> = before.chain(titles).map(|label| label.words.as_str()).collect();
        starts
            .iter()
            .enumerate()
            .map(|(number, start)| {
                let floor = number
                    .checked_sub(1)
                    .and_then(|above| starts.get(above))
                    .map_or(0, |above| above + 1);
                let mut head = *start;
                let mut taken: BTreeSet<&str> = BTreeSet::new();
                for index in (floor..*start).rev() {
                    let label = &self.labels()[index];
                    if repeated.contains(label.words.as_str()) {
                        if !taken.insert(&label.words) {
                            break;
                        }
                        head = index;
                    } else if label.is_known() || self.group.has_value(self.sheet, label) {
                        break;
                    }
                }
                head
            })
            .collect()
    }

    /// "Đơn vị: Xã Tri Lễ" above the name: a title.
    fn is_of_unit(&self, label: &Label) -> bool {
        let beside = || {
            let column = filled(self.sheet, label.at.0, self.group.beside(self.sheet, label.at)).next()?;
            self.sheet.at(label.at.0, column)
        };
        let value = label.value.as_ref().or_else(beside);
        value.is_some_and(|cell| !matches!(matching::unit(cell.text(), self.units), Match::None))
    }

    /// The layout of which a segment is a block.
    fn layout(&self, segment: Segment, fewest: usize, needed: bool) -> Option<&'static Layout> {
        const BESIDES: [&str; 4] = [UNUSED, "index", "unit", "notes"];
        let end = self.end_row(segment);
        let labels = &self.labels()[segment.head..segment.end];
        let labels: Vec<&Label> = labels.iter().filter(|label| label.at.0 < end).collect();
        let layouts: [&'static Layout; 2] = [&CHILDREN, &CARETAKERS];
        let tried = layouts.into_iter().filter_map(|layout| {
            let known: Vec<(&Label, &str)> = labels
                .iter()
                .filter_map(|label| Some((*label, label.field(layout).filter(|key| !BESIDES.contains(key))?)))
                .collect();
            let keys: BTreeSet<&str> = known.iter().map(|(_, key)| *key).collect();
            let rows: BTreeSet<u32> = known.iter().map(|(label, _)| label.at.0).collect();
            // What stands beside helps to tell the layout, and is no list by itself.
            let main = known
                .iter()
                .filter(|(label, _)| label.at.1 == self.group.main || self.group.lower == Some(label.at.1));
            let down: BTreeSet<&str> = main.map(|(_, key)| *key).collect();
            let filled = known.iter().all(|(label, _)| label.value.is_some());
            let titled = || self.says(segment, layout);
            let has = |key: &&str| match *key {
                TITLED => titled(),
                key => {
                    keys.contains(key) || key == "birth" && headings::asks_for_birth(&self.labels()[segment.name].words)
                }
            };
            let whole = layout.needs.iter().any(|needs| needs.iter().all(&has));
            let named = keys.iter().any(|key| is_name(key));
            let spread = rows.len() >= FEWEST_ROWS || filled || fewest < FEWEST;
            let own = down.len() + 1 >= fewest;
            let counts = named && own && keys.len() >= fewest && spread && (whole || !needed);
            (counts && (layout.name == CHILDREN.name || self.is_of_grown_ups(segment, &keys)))
                .then_some((keys.len(), layout))
        });
        // Of equals the first one.
        tried
            .reduce(|best, other| if other.0 > best.0 { other } else { best })
            .map(|(_, layout)| layout)
    }

    /// Whether the title above a block, or the name of the sheet, names the layout.
    fn says(&self, segment: Segment, layout: &Layout) -> bool {
        self.heads_of(segment)
            .iter()
            .any(|words| layouts::named(words).contains(&layout.name))
    }

    /// The words of titles above a block and of the sheet's name.
    fn heads_of(&self, segment: Segment) -> Vec<String> {
        const NEAR: u32 = 12;
        let row = self.labels()[segment.head].at.0;
        kinds::titles(self.sheet, (row.saturating_sub(NEAR), row))
            .chain([self.sheet.tab()])
            .collect()
    }

    /// Whether anything says that a form is of somebody who looks after children, and not of whom to call.
    fn is_of_grown_ups(&self, segment: Segment, keys: &BTreeSet<&str>) -> bool {
        const SIGNS: [&str; 6] = [
            "phu trach",
            "can bo",
            "giao vien",
            "nguoi lon",
            "di cung",
            "truong doan",
        ];
        let name = &self.labels()[segment.name];
        let several = || {
            let columns = self.group.beside(self.sheet, name.at);
            name.value.is_none() && self.group.columns.len() == 1 && filled(self.sheet, name.at.0, columns).count() > 1
        };
        let mut words = self.heads_of(segment);
        words.push(name.words.clone());
        let said = || words.iter().any(|words| SIGNS.iter().any(|sign| words.contains(sign)));
        keys.contains("role") || keys.contains("commitment") || said() || several()
    }

    /// The row in which place and date or signatures follow a segment; else the one behind the sheet.
    fn end_row(&self, segment: Segment) -> u32 {
        let from = self.labels()[segment.name].at.0 + 1;
        let until = self.labels().get(segment.end).map_or(u32::MAX, |label| label.at.0);
        let columns = self.group.main..self.group.end;
        let cells = self.sheet.cells.range((from, 0)..(until.max(from), 0));
        let mut cells = cells.filter(|((_, column), cell)| columns.contains(column) && cell.value == Value::Text);
        let labelled = |row: u32| {
            let first = self.labels().partition_point(|label| label.at.0 < row);
            let mut of_row = self.labels()[first..].iter().take_while(|label| label.at.0 == row);
            of_row.any(Label::is_known)
        };
        let end = cells.find(|((row, column), _)| table::is_end(&self.sheet.words(*row, *column)) && !labelled(*row));
        end.map_or(u32::MAX, |((row, _), _)| *row)
    }

    fn block(&self, segment: Segment, layout: &'static Layout, above: u32) -> Option<Block> {
        let end = self.end_row(segment);
        let labels = &self.labels()[segment.head..segment.end];
        let mut labels: Vec<&Label> = labels
            .iter()
            .filter(|label| label.at.0 < end && !self.is_title(segment, label))
            .collect();
        let counts = |label: &Label| label.field(layout).is_some() || label.is_known() || self.asks(label);
        let last = labels.iter().rposition(|label| counts(label))?;
        // Below the last field what follows without a gap is of the person too.
        let mut until = last + 1;
        while labels
            .get(until)
            .is_some_and(|label| label.at.0 <= labels[until - 1].at.0 + 1)
        {
            until += 1;
        }
        labels.truncate(until);
        if labels.len() > MOST_LABELS {
            return None;
        }
        let name = &self.labels()[segment.name];
        let single = name.value.is_some() || self.group.columns.len() > 1;
        let (lower, upper): (Vec<&Label>, Vec<&Label>) =
            labels.iter().partition(|label| self.group.lower == Some(label.at.1));
        let mut lines = self.lines(&upper, layout);
        super::levels::join(layout, &lower, &mut lines);
        let first = labels.first()?.at.0;
        let last = lines.iter().map(|line| line.last).max()?;
        Some(Block {
            layout,
            lines,
            rows: (first, last),
            columns: (self.group.main, self.group.end),
            above: (above.min(first), first),
            single,
            name: name.words.clone(),
        })
    }

    /// Whether a label is that of a question or wish, with its text.
    fn asks(&self, label: &Label) -> bool {
        let text = |layout: &Layout| layout.field(&label.words) == Some("text");
        let short = label.words.split(' ').count() <= super::labels::LONGEST;
        short && [&QUESTIONS, &RECOMMENDATIONS].into_iter().any(text) && self.group.has_value(self.sheet, label)
    }

    /// Whether a label above the name is a title that names the unit.
    fn is_title(&self, segment: Segment, label: &Label) -> bool {
        label.at.0 < self.labels()[segment.name].at.0 && self.is_of_unit(label)
    }

    /// The labels with the places of their values, and what each means: labels below the name of somebody else are theirs.
    fn lines(&self, labels: &[&Label], layout: &'static Layout) -> Vec<Line> {
        let own_of_others: &[&str] = match layout.name == CHILDREN.name {
            true => &["birth", "gender", "ethnicity", "unit", "name", "family", "given"],
            false => &["birth", "gender"],
        };
        let mut lines: Vec<Line> = Vec::new();
        // Whose the labels are, and whether a line of its own says so.
        let mut other: Option<(String, bool)> = None;
        for label in labels {
            let valued = self.group.has_value(self.sheet, label);
            let field = label.field(layout);
            if field.is_none() && !valued {
                if label.at.1 == self.group.main {
                    other = kinds::is_of_others(&label.words).then(|| (label.text.clone(), true));
                }
                continue;
            }
            let names_other = field == Some(UNUSED) && label.words.starts_with("ho ");
            let theirs = other.as_ref().filter(|(_, line)| {
                *line || !names_other && field.is_none_or(|key| key == UNUSED || own_of_others.contains(&key))
            });
            let heading = match theirs {
                Some((of, _)) => format!("{of} – {}", label.text),
                None => label.text.clone(),
            };
            let is_theirs = theirs.is_some();
            if names_other && !is_theirs {
                other = Some((label.text.clone(), false));
            } else if !is_theirs {
                other = None;
            }
            let last = match label.value {
                Some(_) => None,
                None => self.sheet.merge_at(label.at.0, label.at.1).map(|area| area.end.0),
            };
            lines.push(Line {
                label: (*label).clone(),
                field: field.filter(|key| !is_theirs && *key != UNUSED),
                heading,
                last: last.unwrap_or(label.at.0),
                columns: self.group.beside(self.sheet, label.at),
            });
        }
        lines
    }
}
