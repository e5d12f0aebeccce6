//! What an expression of a template is made of: its outermost operation, and the words of its parts. Only as much of the
//! dialect is known as numbers are made with; how it is understood is tried by the engine afterwards.

use std::ops::Range;

/// The outermost operation of an expression.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape<'e> {
    /// `yes if condition else no`.
    Choice {
        /// What holds if the condition does.
        yes: &'e str,
        /// The condition.
        condition: &'e str,
        /// What holds otherwise.
        no: Option<&'e str>,
    },
    /// `first or second`.
    Either(&'e str, &'e str),
    /// `left + right` and the like.
    Operation(&'e str, char, &'e str),
    /// `of | filter`, the last of its filters.
    Filtered {
        /// What is filtered.
        of: &'e str,
        /// Name of the filter.
        name: &'e str,
        /// The filter with what it is given.
        filter: &'e str,
    },
    /// `root.step["step"]`; the root is a name or something in brackets.
    Path {
        /// What it begins with.
        root: &'e str,
        /// What is asked of it, one after the other.
        steps: Vec<Step<'e>>,
    },
    /// A number that stands in the template.
    Number,
    /// Anything else.
    Other,
}

/// One step of a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Step<'e> {
    /// `.name` or `["name"]`.
    Name(&'e str),
    /// `[expression]`.
    Of(&'e str),
}

/// An expression without brackets around the whole of it.
pub fn bare(expression: &str) -> &str {
    let expression = expression.trim();
    match (tokens(expression).as_slice(), inner(expression, '(', ')')) {
        ([_], Some(inner)) => bare(inner),
        _ => expression,
    }
}

/// What `expression` is.
pub fn shape(expression: &str) -> Shape<'_> {
    let expression = bare(expression);
    let tokens = tokens(expression);
    let words: Vec<&str> = tokens.iter().map(|token| &expression[token.clone()]).collect();
    let before = |n: usize| expression[..tokens[n].start].trim();
    let after = |n: usize| expression[tokens[n].end..].trim();
    let find = |word: &str| words.iter().position(|other| *other == word);
    if let Some(condition) = find("if") {
        let no = words.iter().skip(condition).position(|word| *word == "else");
        let no = no.map(|place| place + condition);
        let end = no.map_or(expression.len(), |no| tokens[no].start);
        return Shape::Choice {
            yes: before(condition),
            condition: expression[tokens[condition].end..end].trim(),
            no: no.map(after),
        };
    }
    if let Some(place) = find("or") {
        return Shape::Either(before(place), after(place));
    }
    const OTHERS: [&str; 15] = [
        "and", "not", "in", "is", "==", "!=", "<", ">", "<=", ">=", "~", "**", "%", ",", ":",
    ];
    if words.iter().any(|word| OTHERS.contains(word)) {
        return Shape::Other;
    }
    let sign = |signs: &[&str]| {
        let is_operand = |word: &str| word.starts_with(|c: char| c.is_alphanumeric() || "_([{\"'".contains(c));
        (1..words.len())
            .rev()
            .find(|n| signs.contains(&words[*n]) && is_operand(words[n - 1]))
    };
    if let Some(place) = sign(&["+", "-"]).or_else(|| sign(&["*", "/", "//"])) {
        let sign = match words[place] {
            "//" => '÷',
            word => word.chars().next().unwrap_or_default(),
        };
        return Shape::Operation(before(place), sign, after(place));
    }
    if let Some(place) = words.iter().rposition(|word| *word == "|") {
        return Shape::Filtered {
            of: before(place),
            name: words.get(place + 1).copied().unwrap_or_default(),
            filter: after(place),
        };
    }
    match words.as_slice() {
        [number] if number.starts_with(|c: char| c.is_ascii_digit()) => Shape::Number,
        [root, rest @ ..] => path(root, rest),
        [] => Shape::Other,
    }
}

fn path<'e>(root: &'e str, words: &[&'e str]) -> Shape<'e> {
    let is_name = |word: &str| word.starts_with(|c: char| c.is_alphabetic() || c == '_');
    if !is_name(root) && !root.starts_with('(') {
        return Shape::Other;
    }
    let mut steps = Vec::new();
    let mut words = words.iter().copied();
    while let Some(word) = words.next() {
        let step = match inner(word, '[', ']') {
            Some(key) => Some(text(key).map_or(Step::Of(key), Step::Name)),
            None if word == "." => words.next().filter(|name| is_name(name)).map(Step::Name),
            None => None,
        };
        match step {
            Some(step) => steps.push(step),
            None => return Shape::Other,
        }
    }
    Shape::Path { root, steps }
}

/// All paths that an expression names, from the outermost part to the innermost.
pub fn paths(expression: &str) -> Vec<&str> {
    let tokens = tokens(expression);
    let mut found = Vec::new();
    let mut n = 0;
    while let Some(token) = tokens.get(n) {
        let word = &expression[token.clone()];
        let previous = n.checked_sub(1).map_or("", |n| &expression[tokens[n].clone()]);
        let next = tokens.get(n + 1).map_or("", |next| &expression[next.clone()]);
        n += 1;
        let bare = ['(', '[', '{'].iter().find_map(|open| word.strip_prefix(*open));
        if let Some(inner) = bare {
            found.extend(paths(inner.get(..inner.len().saturating_sub(1)).unwrap_or_default()));
            continue;
        }
        const WORDS: [&str; 12] = [
            "if", "else", "or", "and", "not", "in", "is", "none", "true", "false", "None", "loop",
        ];
        let is_name = word.starts_with(|c: char| c.is_alphabetic() || c == '_');
        // A filter, a test, a named argument or a function is no fact.
        let is_fact = !matches!(previous, "|" | "is") && !matches!(next, "=") && !next.starts_with('(');
        if !is_name || WORDS.contains(&word) || !is_fact {
            continue;
        }
        let mut end = token.end;
        while let Some(step) = tokens.get(n) {
            let text = &expression[step.clone()];
            if text == "." {
                n += 2;
            } else if text.starts_with('[') {
                n += 1;
            } else {
                break;
            }
            end = tokens.get(n - 1).map_or(expression.len(), |last| last.end);
        }
        found.push(&expression[token.start..end]);
    }
    found
}

/// The value of the argument `name` of a filter, if it is a text.
pub fn argument<'e>(filter: &'e str, name: &str) -> Option<&'e str> {
    let (_, given) = filter.split_once('(')?;
    let (_, value) = given.split_once(name)?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

fn inner(word: &str, open: char, close: char) -> Option<&str> {
    word.strip_prefix(open)?.strip_suffix(close).map(str::trim)
}

fn text(word: &str) -> Option<&str> {
    let quote = word.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let text = word.strip_prefix(quote)?.strip_suffix(quote)?;
    (!text.contains(['\\', quote])).then_some(text)
}

/// The words and signs of the outermost level; what stands in brackets is one token with them.
fn tokens(expression: &str) -> Vec<Range<usize>> {
    let mut tokens: Vec<Range<usize>> = Vec::new();
    let bytes = expression.as_bytes();
    let mut at = 0;
    while let Some(c) = expression.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        at += match c {
            _ if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '"' | '\'' => quoted(&expression[at..]),
            '(' | '[' | '{' => bracketed(&expression[at..]),
            _ if c.is_ascii_digit() => length(&expression[at..], |c| c.is_alphanumeric() || c == '.' || c == '_'),
            _ if c.is_alphabetic() || c == '_' => length(&expression[at..], |c| c.is_alphanumeric() || c == '_'),
            _ => match bytes.get(at..at + 2) {
                Some(b"//" | b"**" | b"==" | b"!=" | b"<=" | b">=") => 2,
                _ => c.len_utf8(),
            },
        };
        tokens.push(start..at);
    }
    tokens
}

fn length(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is_part(c)).unwrap_or(text.len())
}

/// Length of a text in quotes.
fn quoted(text: &str) -> usize {
    let mut chars = text.char_indices();
    let quote = chars.next().map(|(_, c)| c);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            c if Some(c) == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// Length of what stands in brackets, with them.
fn bracketed(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match c {
            '"' | '\'' => {
                at += quoted(&text[at..]);
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += c.len_utf8();
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path<'e>(root: &'e str, names: &[&'e str]) -> Shape<'e> {
        Shape::Path {
            root,
            steps: names.iter().map(|name| Step::Name(name)).collect(),
        }
    }

    #[test]
    fn the_outermost_operation_is_found() {
        assert_eq!(shape("cf.children"), path("cf", &["children"]));
        assert_eq!(shape(" ( cf[\"children\"] ) "), path("cf", &["children"]));
        assert_eq!(
            shape("agenda[forum.level]"),
            Shape::Path {
                root: "agenda",
                steps: vec![Step::Of("forum.level")]
            }
        );
        assert_eq!(
            shape("(units | first).children"),
            path("(units | first)", &["children"])
        );
        assert_eq!(
            shape("units | selectattr(\"a\", \"in\", [1, 2]) | list | length"),
            Shape::Filtered {
                of: "units | selectattr(\"a\", \"in\", [1, 2]) | list",
                name: "length",
                filter: "length"
            }
        );
        assert_eq!(shape("a + b - c"), Shape::Operation("a + b", '-', "c"));
        assert_eq!(shape("a + b * c"), Shape::Operation("a", '+', "b * c"));
        assert_eq!(
            shape("(a | length) / totals.units"),
            Shape::Operation("(a | length)", '/', "totals.units")
        );
        assert_eq!(shape("a - b | length"), Shape::Operation("a", '-', "b | length"));
        assert_eq!(shape("a // 5"), Shape::Operation("a", '÷', "5"));
        assert_eq!(shape("a or 0"), Shape::Either("a", "0"));
        assert_eq!(
            shape("row.children if row.sent else none"),
            Shape::Choice {
                yes: "row.children",
                condition: "row.sent",
                no: Some("none")
            }
        );
        assert_eq!(shape("3"), Shape::Number);
        for other in [
            "a ~ b",
            "a == b",
            "-a",
            "cite(\"ke-hoach\")",
            "[1, 2]",
            "",
            "a is defined",
            "a.b()",
        ] {
            assert_eq!(shape(other), Shape::Other, "{other}");
        }
    }

    #[test]
    fn signs_in_texts_and_brackets_are_none() {
        assert_eq!(
            shape("a | join(\" | \") | length"),
            Shape::Filtered {
                of: "a | join(\" | \")",
                name: "length",
                filter: "length"
            }
        );
        assert_eq!(shape("(a + b)"), Shape::Operation("a", '+', "b"));
        assert_eq!(shape("a[\"x - y\"]"), path("a", &["x - y"]));
    }

    #[test]
    fn paths_and_arguments() {
        assert_eq!(
            paths("(dates | select(\"le\", deadlines.commune_forum.last_day) | list)[0] or a[\"b\"].c if not x"),
            ["dates", "deadlines.commune_forum.last_day", "a[\"b\"].c", "x"]
        );
        assert_eq!(
            argument("map(attribute=\"delegation.child_population\")", "attribute"),
            Some("delegation.child_population")
        );
        assert_eq!(argument("map(\"length\")", "attribute"), None);
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_a_shape(text in "[-a(\\[{}\\]) |+*/\"'.ư1if or else,]{0,24}") {
            let _ = shape(&text);
            let _ = paths(&text);
            let _ = argument(&text, "a");
        }
    }
}
