//! What is told of a printed number: where it stands, and what was counted or computed.

/// A number that a paper prints.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// The template that prints it, below the workspace.
    pub file: String,
    /// Line, counted from 1; unknown where a text is not the whole of its file.
    pub line: Option<usize>,
    /// The expression that prints it.
    pub expression: String,
    /// As it prints.
    pub text: String,
    /// The words before it in its paragraph, as far as they are near.
    pub before: String,
    /// The words after it.
    pub after: String,
    /// How it was made.
    pub made: Made,
}

/// How a number came about.
#[derive(Debug, Clone, PartialEq)]
pub struct Made {
    /// The expression that gives it.
    pub expression: String,
    /// The number.
    pub value: f64,
    /// Its path, if it is a fact.
    pub path: Option<String>,
    /// By what.
    pub rule: Rule,
}

/// What makes a number.
#[derive(Debug, Clone, PartialEq)]
pub enum Rule {
    /// Somebody typed it: it is a fact.
    Typed,
    /// It stands in the template.
    Given,
    /// So many things are there.
    Counted(Vec<Item>),
    /// Numbers were added.
    Added(Vec<Item>),
    /// Other numbers, and the sign between them.
    Of(char, Vec<Made>),
    /// There was nothing to count or add among what was looked at.
    Nothing(Vec<Read>),
    /// Nobody can say what adds up to it, only what was looked at.
    Read(Vec<Read>),
}

/// One of the things that were counted or added.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Model path of a record or a value.
    pub path: String,
    /// It is a record.
    pub is_record: bool,
    /// What it adds.
    pub value: f64,
}

/// Facts that an expression looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// Their path, `*` for each unit.
    pub path: String,
    /// How many there are.
    pub count: usize,
}
