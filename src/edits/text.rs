//! The text of `inputs/edits.yaml`: what is added or taken out leaves every other line and comment as people wrote it.

use serde_json::Value;

use super::Book;
use crate::model::edit::Edit;
use crate::model::yaml;

/// What stands at the head of a file that the program begins.
const HEAD: &str = "\
# Những chỗ sửa tay, đè lên hồ sơ các đơn vị đã gửi; chương trình ghi thêm vào cuối, cán bộ sửa được.
#   at: chỗ sửa; was: hồ sơ gửi ghi gì; now: sửa thành gì (null: bỏ); add: thêm; drop: true: bỏ cả dòng;
#   substitute: người thay; by, on, why: ai sửa, ngày nào, vì sao. Xem: diendan edits list
";

/// One correction in one line.
fn line(edit: &Edit) -> String {
    let mut parts = vec![format!("at: {}", yaml::line(&Value::String(edit.at.clone())))];
    let mut put = |name: &str, value: &Option<Value>| {
        if let Some(value) = value {
            parts.push(format!("{name}: {}", yaml::line(value)));
        }
    };
    put("was", &edit.was);
    put("now", &edit.now);
    put("add", &edit.add);
    put("substitute", &edit.substitute);
    put("drop", &edit.drop.then_some(Value::Bool(true)));
    put("by", &edit.by.clone().map(Value::String));
    // A date is plain in YAML.
    parts.extend(edit.on.map(|on| format!("on: {on}")));
    if let Some(why) = &edit.why {
        parts.push(format!("why: {}", yaml::line(&Value::String(why.clone()))));
    }
    format!("- {{{}}}", parts.join(", "))
}

/// The lines of a text and what ends them.
struct Lines {
    lines: Vec<String>,
    end: &'static str,
}

impl Lines {
    fn of(text: &str) -> Self {
        Self {
            lines: text.lines().map(str::to_owned).collect(),
            end: if text.contains("\r\n") { "\r\n" } else { "\n" },
        }
    }

    fn text(&self) -> String {
        self.lines.iter().flat_map(|line| [line.as_str(), self.end]).collect()
    }

    /// First line of the correction that begins in `line` (counted from 1), counted from 0: its dash.
    fn dash(&self, line: usize) -> Option<usize> {
        (0..line.min(self.lines.len()))
            .rev()
            .find(|at| self.lines[*at].trim_start().starts_with('-'))
    }

    /// The lines of the correction `index`, without the comments that follow it.
    fn extent(&self, book: &Book, index: usize) -> Option<std::ops::Range<usize>> {
        let start = self.dash(book.filed.get(index)?.line)?;
        let indent = indent(&self.lines[start]);
        let mut end = start + 1;
        for at in start + 1..self.lines.len() {
            let line = &self.lines[at];
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            if self::indent(line) <= indent {
                break;
            }
            end = at + 1;
        }
        Some(start..end)
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// The text with `edits` at its end; nothing if no way was found that keeps everything else as it is.
pub(super) fn append(book: &Book, edits: &[Edit]) -> Option<String> {
    let mut wanted = book.values.clone();
    wanted.extend(edits.iter().filter_map(|edit| serde_json::to_value(edit).ok()));
    let new: Vec<String> = edits.iter().map(line).collect();
    let lines = Lines::of(&book.text);
    let insert = |at: usize, by: usize| {
        let mut lines = Lines::of(&book.text);
        let new = new.iter().map(|line| format!("{}{line}", " ".repeat(by)));
        lines.lines.splice(at..at, new);
        lines.text()
    };
    let last = book
        .filed
        .len()
        .checked_sub(1)
        .and_then(|last| lines.extent(book, last));
    let mut ways = Vec::new();
    match last {
        Some(last) => {
            let by = indent(&lines.lines[last.start]);
            ways.push(insert(lines.lines.len(), by));
            ways.push(insert(last.end, by));
        }
        None => {
            let head = if book.text.trim().is_empty() { HEAD } else { "" };
            ways.push(format!("{head}{}", insert(lines.lines.len(), 0)));
            // An empty list, plain or under its key.
            if let Some(at) = lines.lines.iter().position(|line| line.trim_end().ends_with("[]")) {
                let mut lines = Lines::of(&book.text);
                let before = lines.lines[at].trim_end().trim_end_matches("[]").trim_end().to_owned();
                let mut with = vec![before.clone()];
                with.retain(|line| !line.is_empty());
                with.extend(new.iter().cloned());
                lines.lines.splice(at..=at, with);
                ways.push(lines.text());
            }
        }
    }
    ways.push(rewritten(&lines, &wanted));
    ways.into_iter().find(|text| holds(text, &wanted))
}

/// The text without the correction `index`.
pub(super) fn without(book: &Book, index: usize) -> Option<String> {
    let mut wanted = book.values.clone();
    if index >= wanted.len() {
        return None;
    }
    wanted.remove(index);
    let mut lines = Lines::of(&book.text);
    let extent = lines.extent(book, index)?;
    lines.lines.drain(extent);
    let ways = [lines.text(), rewritten(&Lines::of(&book.text), &wanted)];
    ways.into_iter().find(|text| holds(text, &wanted))
}

/// The text with `id` written into the record that the correction `index` adds.
pub(super) fn with_id(book: &Book, index: usize, key: &str, id: &str) -> Option<String> {
    let mut wanted = book.values.clone();
    wanted
        .get_mut(index)?
        .get_mut(key)?
        .as_object_mut()?
        .insert("id".to_owned(), id.into());
    let lines = Lines::of(&book.text);
    let extent = lines.extent(book, index)?;
    let mark = format!("{key}:");
    let mut ways = Vec::new();
    for at in extent {
        for (place, _) in lines.lines[at].match_indices(&mark) {
            let after = place + mark.len();
            let rest = &lines.lines[at][after..];
            let mut changed = Lines::of(&book.text);
            if let Some(brace) = rest.find('{').filter(|brace| rest[..*brace].trim().is_empty()) {
                changed.lines[at].insert_str(after + brace + 1, &format!("id: {}, ", yaml::line(&id.into())));
            } else if let Some(next) = lines.lines.get(at + 1).filter(|_| rest.trim().is_empty()) {
                let by = " ".repeat(indent(next));
                changed
                    .lines
                    .insert(at + 1, format!("{by}id: {}", yaml::line(&id.into())));
            }
            ways.push(changed.text());
        }
    }
    ways.into_iter().find(|text| holds(text, &wanted))
}

/// The comments, then each correction in one line: for files whose layout cannot be kept.
fn rewritten(lines: &Lines, wanted: &[Value]) -> String {
    let comments = lines.lines.iter().filter(|line| line.trim_start().starts_with('#'));
    let edits = wanted
        .iter()
        .map(|value| match serde_json::from_value::<Edit>(value.clone()) {
            Ok(edit) => line(&edit),
            Err(_) => format!("- {}", yaml::line(value)),
        });
    let all = comments
        .cloned()
        .chain(edits)
        .flat_map(|line| [line, lines.end.to_owned()]);
    all.collect()
}

/// Whether a text says exactly this.
fn holds(text: &str, wanted: &[Value]) -> bool {
    Book::read(text).is_ok_and(|book| book.values == wanted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn edit(at: &str, now: Value) -> Edit {
        Edit {
            at: at.to_owned(),
            now: Some(now),
            ..Edit::default()
        }
    }

    fn appended(text: &str) -> String {
        let book = Book::read(text).expect("a book");
        append(&book, &[edit("units/06313/poster/title", json!("Em vẽ: quê em"))]).expect("a text")
    }

    #[test]
    fn comments_and_layout_survive() {
        const NEW: &str = "- {at: units/06313/poster/title, now: \"Em vẽ: quê em\"}\n";
        let block = "# đầu\n- at: guests/k017/name # ai\n  was: null\n  now: Lý Văn An\n\n# giữa\n- {at: guests/k018, drop: true}\n# cuối\n";
        assert_eq!(appended(block), format!("{block}{NEW}"));
        let unended = block.trim_end();
        assert_eq!(appended(unended), format!("{block}{NEW}"));
        let versioned = "schema: 1\nedits:\n  - {at: guests/k018, drop: true} # vì\n";
        assert_eq!(appended(versioned), format!("{versioned}  {NEW}"));
        let before = "edits:\n  - {at: guests/k018, drop: true}\nschema: 1\n";
        assert_eq!(
            appended(before),
            format!("edits:\n  - {{at: guests/k018, drop: true}}\n  {NEW}schema: 1\n")
        );
        assert_eq!(appended(""), format!("{HEAD}{NEW}"));
        assert_eq!(appended("# chưa có\n"), format!("# chưa có\n{NEW}"));
        assert_eq!(appended("schema: 1\nedits: []\n"), format!("schema: 1\nedits:\n{NEW}"));
        assert_eq!(
            appended("# đầu\n[{at: guests/k018, drop: true}]\n"),
            format!("# đầu\n- {{at: guests/k018, drop: true}}\n{NEW}")
        );
        assert_eq!(
            appended("- {at: guests/k018, drop: true}\r\n"),
            "- {at: guests/k018, drop: true}\r\n".to_owned() + &NEW.replace('\n', "\r\n")
        );
    }

    #[test]
    fn one_goes_and_the_others_stay() {
        let text = "# đầu\n- at: guests/k017/name\n  now: Lý Văn An\n# giữa\n- {at: guests/k018, drop: true}\n";
        let book = Book::read(text).expect("a book");
        let first = without(&book, 0);
        assert_eq!(
            first.as_deref(),
            Some("# đầu\n# giữa\n- {at: guests/k018, drop: true}\n")
        );
        assert_eq!(
            without(&book, 1).as_deref(),
            Some("# đầu\n- at: guests/k017/name\n  now: Lý Văn An\n# giữa\n")
        );
        assert_eq!(without(&book, 2), None);
        let only = Book::read("schema: 1\nedits:\n  - {at: guests/k018, drop: true}\n").expect("a book");
        assert_eq!(without(&only, 0).as_deref(), Some("schema: 1\nedits:\n"));
    }

    #[test]
    fn an_id_is_written_into_the_record() {
        let text = "- {at: units/06313/children, why: add, add: {name: Lý Văn An}}\n- at: units/06313/children\n  add:\n    name: Vi Thị Ba\n";
        let book = Book::read(text).expect("a book");
        let first = with_id(&book, 0, "add", "06313-te-6").expect("a text");
        assert!(first.contains("add: {id: \"06313-te-6\", name: Lý Văn An}"), "{first}");
        let second = with_id(&Book::read(&first).expect("a book"), 1, "add", "06313-te-7").expect("a text");
        assert!(
            second.ends_with("  add:\n    id: \"06313-te-7\"\n    name: Vi Thị Ba\n"),
            "{second}"
        );
    }

    proptest! {
        #[test]
        fn whatever_is_added_is_read_back(values in prop::collection::vec("\\PC{0,20}", 1..6), layout in 0..4usize) {
            let mut text = ["", "# đầu\n", "schema: 1\nedits:\n- {at: a, drop: true}\n", "- at: x\n  now: |\n    # không phải ghi chú\n"][layout].to_owned();
            let mut wanted = Book::read(&text).expect("a book").values;
            for value in values {
                let edit = Edit { why: Some(value.clone()), was: Some(Value::Null), ..edit(&value, json!({"id": value.clone(), "b": [value]})) };
                wanted.push(serde_json::to_value(&edit).expect("a value"));
                text = append(&Book::read(&text).expect("a book"), &[edit]).expect("a text");
            }
            while !wanted.is_empty() {
                let book = Book::read(&text).expect("a book");
                prop_assert_eq!(&book.values, &wanted);
                wanted.remove(0);
                text = without(&book, 0).expect("a text");
            }
        }
    }
}
