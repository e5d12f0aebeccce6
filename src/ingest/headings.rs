//! Headings of tables: in one to three rows anywhere on a sheet, known by their words and never by their place.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::groups;
use super::layouts::{self, Layout, TITLED, UNUSED};
use super::workbook::{Sheet, Value};
use crate::vietnamese::fold::fold_words;

/// Rows in which headings are looked for.
pub(super) const ROWS: u32 = 400;
/// Rows that a heading may take.
const DEEPEST: u32 = 3;
/// Rows above a heading in which its title stands.
const TITLE_ROWS: u32 = 8;
/// Words of a cell that may still be a heading.
const LONGEST: usize = 24;
/// Cells of a row that may still be a heading.
const WIDEST: usize = 60;

/// A heading that was found.
#[derive(Debug, Clone, Default)]
pub(super) struct Heading {
    /// First and last row.
    pub rows: (u32, u32),
    /// The column of each field.
    pub columns: BTreeMap<&'static str, u32>,
    /// Columns whose heading was only nearly right.
    pub guessed: Vec<(u32, &'static str)>,
    /// Columns with a heading that is none of the layout's, or that another column has too.
    pub unknown: BTreeSet<u32>,
    /// The column that says of each row what it is ("Thành phần", "Loại").
    pub kind: Option<u32>,
}

impl Heading {
    /// Cell of a field's heading, from which a message may take its words.
    pub fn cell(&self, sheet: &Sheet, column: u32) -> (u32, u32) {
        let rows = (self.rows.0..=self.rows.1).rev();
        let filled = rows.clone().find(|row| sheet.at(*row, column).is_some());
        let merged = || rows.clone().find(|row| sheet.at_merged(*row, column).is_some());
        (filled.or_else(merged).unwrap_or(self.rows.1), column)
    }

    /// The words of a column's heading as they were typed.
    pub fn text(&self, sheet: &Sheet, column: u32) -> String {
        let (row, column) = self.cell(sheet, column);
        sheet
            .at_merged(row, column)
            .map_or_else(String::new, |cell| super::fields::excerpt(cell.text()))
    }
}

/// The words over the columns of tables that stand beside each other.
type Levels<'s> = Vec<BTreeMap<u32, Vec<Cow<'s, str>>>>;

/// By first row and number of rows.
type KnownLevels<'s> = HashMap<(u32, u32), Option<Rc<Levels<'s>>>>;

/// A sheet on which the headings of several layouts are sought: what stands over its columns is the same for all of them.
pub(super) struct Seeking<'s> {
    sheet: &'s Sheet,
    /// Nothing where no heading can stand.
    levels: RefCell<KnownLevels<'s>>,
}

impl<'s> Seeking<'s> {
    pub fn on(sheet: &'s Sheet) -> Self {
        Self {
            sheet,
            levels: RefCell::default(),
        }
    }

    fn levels(&self, row: u32, depth: u32) -> Option<Rc<Levels<'s>>> {
        let mut known = self.levels.borrow_mut();
        let levels = known.entry((row, depth)).or_insert_with(|| {
            let may_be = may_be_heading(self.sheet, row, depth);
            may_be.then(|| Rc::new(side_by_side(levels(self.sheet, row, depth))))
        });
        levels.clone()
    }
}

/// The headings of `layout` on a sheet, from above; none lies in another.
pub(super) fn find(sheet: &Sheet, layout: &Layout) -> Vec<Heading> {
    find_on(&Seeking::on(sheet), layout)
}

/// The same on a sheet on which others were sought.
pub(super) fn find_on(seeking: &Seeking<'_>, layout: &Layout) -> Vec<Heading> {
    let sheet = seeking.sheet;
    let mut found: Vec<Heading> = Vec::new();
    // Rows that follow each other are tried together more than once.
    let mut tried: BTreeMap<(u32, u32), Option<Heading>> = BTreeMap::new();
    let mut next = 0;
    while let Some(row) = next_row_with_a_field(sheet, layout, next) {
        next = row + 1;
        if found.last().is_some_and(|above| row <= above.rows.1) {
            continue;
        }
        let starts = row..(row + DEEPEST).min(ROWS);
        let candidates = starts.flat_map(|row| (1..=DEEPEST).map(move |depth| (row, depth)));
        let valid = candidates.filter_map(|(row, depth)| {
            let heading = tried.entry((row, depth));
            heading
                .or_insert_with(|| heading_at(seeking, layout, row, depth))
                .clone()
        });
        // Of equals the one in fewer rows wins: a title above it is no part of it.
        let rank = |heading: &Heading| {
            let rows = heading.rows.1 - heading.rows.0;
            (heading.columns.len(), std::cmp::Reverse((rows, heading.rows.0)))
        };
        let Some(mut best) = valid.max_by_key(rank) else {
            continue;
        };
        while best.rows.0 < best.rows.1
            && let Some(lower) = heading_at(seeking, layout, best.rows.0 + 1, best.rows.1 - best.rows.0)
            && lower.columns.len() >= best.columns.len()
        {
            best = lower;
        }
        if found.last().is_none_or(|above| is_another(sheet, above, &best)) {
            next = best.rows.1 + 1;
            found.push(best);
        }
    }
    found
}

fn next_row_with_a_field(sheet: &Sheet, layout: &Layout, from: u32) -> Option<u32> {
    let mut cells = sheet.cells.range((from, 0)..(ROWS, 0)).map(|(place, _)| *place);
    cells
        .find(|(row, column)| {
            let words = sheet.words(*row, *column);
            layout.field(&words).or_else(|| layout.generic_field(&words)).is_some()
        })
        .map(|(row, _)| row)
}

/// Whether a heading below a table is one: words of a record may look like headings too.
fn is_another(sheet: &Sheet, above: &Heading, heading: &Heading) -> bool {
    let repeats = heading.columns.iter().filter(|(key, column)| {
        let words = |heading: &Heading, column| {
            let (row, column) = heading.cell(sheet, column);
            sheet.words(row, column).into_owned()
        };
        let before = above.columns.get(*key);
        before.is_some_and(|before| words(above, *before) == words(heading, **column))
    });
    let after_a_gap = heading.rows.0 > above.rows.1 + 1 && sheet.row(heading.rows.0 - 1).count() <= 2;
    after_a_gap || repeats.count() * 2 > heading.columns.len()
}

/// Whether the rows from `row` on, `depth` of them, may be a heading of any layout.
fn may_be_heading(sheet: &Sheet, row: u32, depth: u32) -> bool {
    let is_none = |row| {
        let count = sheet.row(row).take(WIDEST + 1).count();
        count == 0 || count > WIDEST || holds_values(sheet, row)
    };
    let goes_on = |row| !names_a_group(sheet, row) && !is_record(sheet, row);
    let end = row + depth;
    !(row..end).any(is_none) && (row + 1..end).all(goes_on)
}

/// The heading that begins in `row` and takes `depth` rows, if it is one.
fn heading_at(seeking: &Seeking<'_>, layout: &Layout, row: u32, depth: u32) -> Option<Heading> {
    let rows = (row, row + depth - 1);
    let tables = seeking.levels(row, depth)?;
    let found = tables
        .iter()
        .filter_map(|levels| heading_of(seeking.sheet, layout, rows, levels));
    // Of equals the first one from the left.
    found.max_by_key(|heading| {
        (
            heading.columns.len(),
            std::cmp::Reverse(heading.columns.values().min().copied()),
        )
    })
}

/// The words over the columns of each table: one that stands beside another has a numbering of its own.
fn side_by_side(levels: BTreeMap<u32, Vec<Cow<'_, str>>>) -> Vec<BTreeMap<u32, Vec<Cow<'_, str>>>> {
    let numbers = |words: &Vec<Cow<'_, str>>| words.last().is_some_and(|last| layouts::is_index(last));
    let mut tables: Vec<BTreeMap<u32, Vec<Cow<'_, str>>>> = vec![BTreeMap::new()];
    for (column, words) in levels {
        let begun = tables.last().is_some_and(|table| table.values().any(numbers));
        if begun && numbers(&words) {
            tables.push(BTreeMap::new());
        }
        if let Some(table) = tables.last_mut() {
            table.insert(column, words);
        }
    }
    tables
}

/// The heading that the words over the columns of one table are, if they are one.
fn heading_of(
    sheet: &Sheet,
    layout: &Layout,
    rows: (u32, u32),
    levels: &BTreeMap<u32, Vec<Cow<'_, str>>>,
) -> Option<Heading> {
    let row = rows.0;
    let titled = std::cell::OnceCell::new();
    let titled = || *titled.get_or_init(|| is_titled(sheet, layout, row));
    let mut heading = Heading {
        rows,
        ..Heading::default()
    };
    let halves = halves(levels);
    let mut open: Vec<(u32, String)> = Vec::new();
    let mut other_names: Vec<u32> = Vec::new();
    for (column, words) in levels {
        let Some(last) = words.last() else { continue };
        let half = halves.iter().find(|(other, _)| other == column).map(|(_, key)| *key);
        let field = half
            .filter(|_| layout.fields.iter().any(|(key, _)| *key == "gender"))
            .or_else(|| by_words(layout, words))
            .or_else(|| layout.generic_field(last).filter(|_| titled()));
        match field {
            Some(UNUSED) => {
                heading.unknown.insert(*column);
                other_names.push(*column);
            }
            Some(field) => {
                put(&mut heading, layout, field, *column);
                if holds_two_fields(sheet, layout, &heading, field, *column) {
                    heading.guessed.push((*column, field));
                }
            }
            None => open.push((*column, last.to_string())),
        }
    }
    if heading.columns.len() >= 2 {
        for (column, words) in &open {
            let like = layout.like(words).filter(|key| !heading.columns.contains_key(key));
            match like.filter(|key| *key != UNUSED) {
                Some(field) => {
                    heading.columns.insert(field, *column);
                    heading.guessed.push((*column, field));
                }
                None if is_kind(words) && heading.kind.is_none() => heading.kind = Some(*column),
                None => drop(heading.unknown.insert(*column)),
            }
        }
    }
    // What stands between the name of somebody else and the own one belongs to the other.
    let own = heading.columns.get("name").or(heading.columns.get("family")).copied();
    let other = other_names
        .iter()
        .filter(|column| own.is_some_and(|own| **column < own))
        .max();
    if let (Some(own), Some(other)) = (own, other) {
        heading.columns.retain(|_, column| !(other + 1..own).contains(column));
    }
    name_in_two_columns(sheet, levels, &mut heading);
    // What is merged further down is the heading of more rows.
    let goes_on = |column: &u32| {
        let area = sheet.merge_at(rows.1, *column);
        area.is_some_and(|area| area.end.0 > rows.1 && area.end.0 < rows.0 + DEEPEST)
    };
    if heading.columns.values().any(goes_on) && sheet.row(rows.1 + 1).next().is_some() {
        return None;
    }
    let name = heading
        .columns
        .get("name")
        .and_then(|column| levels.get(column)?.last());
    let with_birth = name.is_some_and(|words| asks_for_birth(words));
    let has = |key: &str| match key {
        TITLED => titled(),
        "birth" if with_birth => true,
        key => heading.columns.contains_key(key),
    };
    let is_whole = layout.needs.iter().any(|keys| keys.iter().all(|key| has(key)));
    (is_whole && !layout.never.iter().any(|key| has(key))).then_some(heading)
}

/// Whether a heading is that of a column which says what its row is.
fn is_kind(words: &str) -> bool {
    let starts = ["thanh phan", "doi tuong", "loai", "phan loai", "nhom"];
    starts
        .iter()
        .any(|start| words == *start || words.starts_with(&format!("{start} ")))
}

/// "Họ và tên, năm sinh": the folded words of a heading of names that asks for the birth too.
pub(super) fn asks_for_birth(words: &str) -> bool {
    let births = [
        "nam sinh",
        "ngay sinh",
        "sinh nam",
        "sinh ngay",
        "thang nam sinh",
        "thang sinh",
    ];
    births.iter().any(|birth| words.contains(&format!(" {birth}")))
}

/// "Trường, thành tích": a heading of two fields, of which only the first is read. A birth is read from the cell of a name.
fn holds_two_fields(sheet: &Sheet, layout: &Layout, heading: &Heading, field: &str, column: u32) -> bool {
    const DIVIDED: [&str; 5] = ["class_school", "position_workplace", "family", "name", "unit"];
    let (row, column) = heading.cell(sheet, column);
    let Some(cell) = sheet.at(row, column).filter(|_| !DIVIDED[..3].contains(&field)) else {
        return false;
    };
    let mut parts = cell.text().split([',', ';', '/', '+', '&']).skip(1).map(fold_words);
    let other = |words: String| {
        layout
            .field(&words)
            .filter(|other| *other != field && !DIVIDED.contains(other))
    };
    parts.any(|words| other(words).is_some_and(|other| other != UNUSED && (field, other) != ("name", "birth")))
}

/// One heading over two columns: family name in the first, given name in the second.
fn name_in_two_columns(sheet: &Sheet, levels: &BTreeMap<u32, Vec<Cow<'_, str>>>, heading: &mut Heading) {
    let Some(&column) = heading.columns.get("name") else {
        return;
    };
    let merged = sheet
        .merge_at(heading.rows.1, column)
        .is_some_and(|area| area.start.1 == column && area.end.1 == column + 1);
    if merged && !levels.contains_key(&(column + 1)) {
        heading.columns.insert("name_rest", column + 1);
    }
}

/// A field that two columns have belongs to the one behind the main text; else to the first.
fn put(heading: &mut Heading, layout: &Layout, field: &'static str, column: u32) {
    let main = ["text", "title", "name"]
        .iter()
        .find(|key| layout.fields.iter().any(|(other, _)| other == *key))
        .and_then(|key| heading.columns.get(key).copied());
    match heading.columns.get(field).copied() {
        Some(first) if main.is_some_and(|main| first < main && main < column) && field != "index" => {
            heading.unknown.insert(first);
            heading.columns.insert(field, column);
        }
        Some(_) => {
            heading.unknown.insert(column);
        }
        None => {
            heading.columns.insert(field, column);
        }
    }
}

/// The field of a column: by all its levels joined, then by fewer and fewer of the lower ones.
fn by_words(layout: &Layout, words: &[Cow<'_, str>]) -> Option<&'static str> {
    (0..words.len()).find_map(|from| layout.field(&words[from..].join(" ")))
}

/// Columns that hold half of a field: "Nam" and "Nữ" of gender or birth, "Ngày", "Tháng" and "Năm" of birth. Both kinds
/// have a column that reads "nam" without its marks.
fn halves(levels: &BTreeMap<u32, Vec<Cow<'_, str>>>) -> Vec<(u32, &'static str)> {
    let with = |words: &[&str]| -> Vec<u32> {
        let says = |last: &str| {
            let of_a_person = ["nam sinh", "ngay sinh", "gioi tinh"]
                .iter()
                .any(|start| last.starts_with(start));
            let both = last.contains(" nam nu");
            words.contains(&last)
                || !both && of_a_person && last.rsplit(' ').next().is_some_and(|word| words.contains(&word))
        };
        let ends = levels
            .iter()
            .filter(|(_, levels)| levels.last().is_some_and(|last| says(last)));
        ends.map(|(column, _)| *column).collect()
    };
    let (male, female) = (with(&["nam", "trai"]), with(&["nu", "gai"]));
    let (day, month) = (with(&["ngay"]), with(&["thang"]));
    match (male.as_slice(), female.as_slice(), day.as_slice(), month.as_slice()) {
        ([male], [female], ..) => vec![(*male, "male"), (*female, "female")],
        // "Nữ" alone is ticked for girls; "Nam" alone may be the year.
        ([], [female], ..) => vec![(*female, "female")],
        // Both: "Năm" of the birth stands right behind its month.
        ([one, other], [female], [day], [month]) if *one == month + 1 || *other == month + 1 => {
            let (year, male) = if *one == month + 1 { (one, other) } else { (other, one) };
            vec![
                (*male, "male"),
                (*female, "female"),
                (*day, "birth_day"),
                (*month, "birth_month"),
                (*year, "birth_year"),
            ]
        }
        ([year], [], [day], [month]) => vec![(*day, "birth_day"), (*month, "birth_month"), (*year, "birth_year")],
        _ => Vec::new(),
    }
}

/// The words over each column, from above.
fn levels(sheet: &Sheet, row: u32, depth: u32) -> BTreeMap<u32, Vec<Cow<'_, str>>> {
    let rows = row..row + depth;
    let columns: BTreeSet<u32> = rows
        .clone()
        .flat_map(|row| sheet.row(row).map(|(column, _)| column))
        .collect();
    let mut levels = BTreeMap::new();
    for column in columns {
        let mut words: Vec<Cow<'_, str>> = Vec::new();
        let mut own = false;
        for level in rows.clone() {
            let area = sheet.merge_at(level, column);
            let from = match area {
                // What is merged downwards counts once.
                Some(area) if area.start.0 < level && area.start.0 >= row => continue,
                Some(area) => Some(area.start),
                None if sheet.at(level, column).is_some() => Some((level, column)),
                None => over(sheet, level, column, rows.end),
            };
            let Some(from) = from else { continue };
            let text = match sheet.at(from.0, from.1) {
                Some(cell) if cell.raw.trim() == "#" => Cow::Borrowed("tt"),
                _ => sheet.words(from.0, from.1),
            };
            if !text.is_empty() && text.split(' ').count() <= LONGEST && !holds_label_and_value(sheet, from) {
                own |= from.1 == column;
                words.push(text);
            }
        }
        if own {
            levels.insert(column, words);
        }
    }
    levels
}

/// "Đơn vị: Xã Tri Lễ": a line of a title, however much its first words look like a heading.
fn holds_label_and_value(sheet: &Sheet, (row, column): (u32, u32)) -> bool {
    let text = sheet.at(row, column).map_or("", |cell| cell.text());
    let value = text.split_once(':').map(|(_, value)| value);
    value.is_some_and(|value| value.chars().any(char::is_alphanumeric))
}

/// The cell to the left that stands over this column too, where a heading of two rows was typed without merging: both
/// columns have a heading of their own below.
fn over(sheet: &Sheet, row: u32, column: u32, end: u32) -> Option<(u32, u32)> {
    let below = |column| (row + 1..end).any(|row| sheet.at(row, column).is_some());
    let (left, _) = sheet.cells.range((row, 0)..(row, column)).next_back()?;
    (below(column) && below(left.1)).then_some(*left)
}

/// Whether a row holds what no heading has: a number, a date, an error, or a text that is one.
fn holds_values(sheet: &Sheet, row: u32) -> bool {
    sheet
        .row(row)
        .any(|(_, cell)| cell.value != Value::Text || cell.raw.trim().parse::<f64>().is_ok())
}

/// Whether a row below words of a heading is filled in as only a record is: in most columns, and with ticks or with texts that
/// hold numbers. A second row of a heading may name years, but only under what it divides.
fn is_record(sheet: &Sheet, row: u32) -> bool {
    const SIGNS: usize = 2;
    let fills = |text: &str| {
        let text = text.trim();
        let tick = matches!(text, "x" | "X" | "✓" | "✔" | "☑");
        let number = text.contains(|c: char| c.is_ascii_digit()) && !text.starts_with('(') && !groups::is_number(text);
        tick || number
    };
    let above = row.checked_sub(1).map_or(0, |above| sheet.row(above).count());
    let in_most_columns = sheet.row(row).count() * 2 > above;
    in_most_columns && sheet.row(row).filter(|(_, cell)| fills(cell.text())).count() >= SIGNS
}

/// Whether a row is a line that switches groups ("I | Câu hỏi"), right below a heading.
fn names_a_group(sheet: &Sheet, row: u32) -> bool {
    let mut texts = sheet.row(row).filter(|(_, cell)| !groups::is_number(&cell.raw));
    match (texts.next(), texts.next()) {
        (Some((column, cell)), None) => {
            groups::group(cell.text(), &sheet.words(row, column), sheet.row(row).count() > 1).is_some()
        }
        _ => false,
    }
}

/// Whether the title above a row names the layout, and it alone; else the name of the sheet.
fn is_titled(sheet: &Sheet, layout: &Layout, row: u32) -> bool {
    for above in (row.saturating_sub(TITLE_ROWS)..row).rev() {
        if sheet.row(above).count() > 3 {
            break;
        }
        for (column, _) in sheet.row(above) {
            let named = layouts::named(&sheet.words(above, column));
            if !named.is_empty() {
                return says(&named, layout);
            }
        }
    }
    says(&layouts::named(&sheet.tab()), layout)
}

/// Whether a title that names these layouts means this one: one list may hold both groups of persons, or both kinds of
/// texts, and nothing else together.
fn says(named: &[&str], layout: &Layout) -> bool {
    let pairs = [
        [layouts::CHILDREN.name, layouts::CARETAKERS.name],
        [layouts::QUESTIONS.name, layouts::RECOMMENDATIONS.name],
    ];
    let pair = pairs.iter().any(|pair| named.iter().all(|name| pair.contains(name)));
    named.contains(&layout.name) && (named.len() == 1 || pair)
}
