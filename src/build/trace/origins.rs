//! The cells behind a model path: its own, those of the field it is computed from, or those of its record.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::model::provenance::{Edited, Origin};
use crate::model::{Model, Provenance};
use crate::vietnamese::fold::fold_words;

/// Where a fact came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Path below `inputs/`.
    pub file: String,
    /// Sheet; absent for a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Cell, or `dòng N` of a text file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
    /// The text there; absent if a whole sheet or file is meant.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub raw: String,
    /// The correction that holds instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited: Option<Edited>,
    /// It is part of a text that is held back.
    #[serde(skip)]
    withheld: bool,
}

impl Source {
    /// A whole file, sheet or line.
    pub fn whole(file: &str, sheet: Option<&String>, cell: Option<&String>) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.cloned(),
            cell: cell.cloned(),
            raw: String::new(),
            edited: None,
            withheld: false,
        }
    }

    /// Takes the raw text out if it is held back: for those who did not ask for this very text.
    pub fn hide_withheld(&mut self) {
        if self.withheld {
            self.raw = "(nội dung đang được giữ lại)".to_owned();
        }
    }

    /// Whether `what` names this place: `tri-le.xlsx`, `submissions/tri-le.xlsx`, `tri-le.xlsx!B9`, `tri-le.xlsx!Trẻ em!B9`.
    pub fn is_at(&self, what: &str) -> bool {
        let mut parts = what.split('!').map(str::trim);
        let (file, rest) = (parts.next().unwrap_or_default(), parts.collect::<Vec<_>>());
        let name = self.file.rsplit('/').next().unwrap_or(&self.file);
        let file = file.strip_prefix("inputs/").unwrap_or(file).replace('\\', "/");
        let is_file = [name, &self.file]
            .into_iter()
            .any(|own| own.to_lowercase() == file.to_lowercase());
        let is_part = |part: &&str| {
            let same = |own: &Option<String>| {
                own.as_ref()
                    .is_some_and(|own| own.to_lowercase() == part.to_lowercase())
            };
            same(&self.cell) || same(&self.sheet)
        };
        is_file && rest.iter().all(is_part)
    }
}

/// Finds sources.
pub struct Origins<'a> {
    provenance: &'a Provenance,
    forum: Vec<&'a str>,
    withheld: HashSet<String>,
}

/// Endings of names that are computed from a field of the shorter name (`theme_short`, `birth_text`, `text_printed`).
const COMPUTED: [&str; 7] = ["_text", "_label", "_short", "_name", "_title", "_printed", "_year"];

impl<'a> Origins<'a> {
    /// Over a model and the text of `forum.yaml`.
    pub fn new(model: &'a Model, forum: &'a str) -> Self {
        let mut withheld = HashSet::new();
        for dossier in &model.dossiers {
            let questions = dossier
                .questions
                .iter()
                .filter(|one| one.withheld)
                .map(|one| ("questions", &one.id));
            let recommendations = dossier.recommendations.iter().filter(|one| one.withheld);
            let all = questions.chain(recommendations.map(|one| ("recommendations", &one.id)));
            withheld.extend(all.map(|(list, id)| format!("units/{}/{list}/{id}", dossier.unit.code)));
        }
        Self {
            provenance: &model.provenance,
            forum: forum.lines().collect(),
            withheld,
        }
    }

    /// The sources of the fact at `path`, which prints as `text`.
    pub fn of(&self, path: &str, text: Option<&str>) -> Vec<Source> {
        if let Some(origin) = self.provenance.get(path).or_else(|| self.computed(path)) {
            return vec![self.source(path, origin)];
        }
        let Some((record, _)) = path.rsplit_once('/') else {
            return self.in_forum(path, text).into_iter().collect();
        };
        // A text put together of several fields of its record: those whose words it holds.
        let said = fold_words(text.unwrap_or_default());
        let start = format!("{record}/");
        let fields = self
            .provenance
            .range(start.clone()..)
            .take_while(|(path, _)| path.starts_with(&start));
        let parts: Vec<Source> = fields
            .filter(|(_, origin)| {
                let raw = fold_words(&origin.raw);
                raw.chars().count() > 1 && said.contains(&raw)
            })
            .map(|(path, origin)| self.source(path, origin))
            .collect();
        match parts.is_empty() {
            false => parts,
            true => self.in_forum(path, text).into_iter().collect(),
        }
    }

    /// The source of a number that somebody typed.
    pub fn of_number(&self, path: &str, value: f64) -> Vec<Source> {
        if let Some(origin) = self.provenance.get(path).or_else(|| self.computed(path)) {
            return vec![self.source(path, origin)];
        }
        // What is known of a record beside its cells is said by no line.
        let is_sent = ["units/", "guests/"].iter().any(|start| path.starts_with(start));
        let line = (!is_sent).then(|| self.in_forum(path, Some(&value.to_string())));
        line.flatten().into_iter().collect()
    }

    /// The sheets that records and values of the list `list` were read from, each once; of facts of `forum.yaml` their line.
    pub fn sheets<'p>(&self, list: &str, paths: impl Iterator<Item = &'p str>) -> Vec<Source> {
        let mut sheets: Vec<Source> = Vec::new();
        for origin in paths.filter_map(|path| self.main(path)) {
            // A record that was added by hand has a line and no sheet.
            let sheet = Some(&origin.sheet).filter(|sheet| !sheet.is_empty());
            let line = Some(&origin.cell).filter(|_| sheet.is_none());
            let source = Source::whole(&origin.file, sheet, line);
            if !sheets.contains(&source) {
                sheets.push(source);
            }
        }
        match sheets.is_empty() && !list.starts_with("units/") {
            true => self.in_forum(list, None).into_iter().collect(),
            false => sheets,
        }
    }

    /// Whether something that was read lies below a path.
    pub fn is_holder(&self, path: &str) -> bool {
        self.first_below(path).is_some()
    }

    fn first_below(&self, path: &str) -> Option<&Origin> {
        let start = format!("{path}/");
        let mut below = self.provenance.range(start.clone()..);
        let (first, origin) = below.next()?;
        first.starts_with(&start).then_some(origin)
    }

    /// The cell by which a record is known, or that of a value.
    fn main(&self, path: &str) -> Option<&Origin> {
        let main = ["name", "text", "title"].iter();
        let mut main = main.filter_map(|field| self.provenance.get(&format!("{path}/{field}")));
        let own = self.provenance.get(path).or_else(|| main.next());
        own.or_else(|| self.first_below(path))
    }

    /// Whether the record at a path is held back.
    pub fn is_withheld(&self, path: &str) -> bool {
        self.withheld.contains(path)
    }

    /// The line that says `text`, from a line on to the next that is not indented.
    fn saying(&self, from: usize, text: Option<&str>) -> Option<usize> {
        let text = text.map(str::to_lowercase).filter(|text| !text.is_empty())?;
        let mut block = self.forum.iter().enumerate().skip(from + 1);
        let line = block
            .by_ref()
            .take_while(|(_, line)| !line.starts_with(|c: char| c.is_alphabetic()))
            .find(|(_, line)| line.to_lowercase().contains(&text));
        line.map(|(n, _)| n)
    }

    fn computed(&self, path: &str) -> Option<&Origin> {
        if let Some(child) = path.strip_suffix("/school_level") {
            return self.provenance.get(&format!("{child}/class"));
        }
        let bare = COMPUTED.iter().find_map(|ending| path.strip_suffix(ending))?;
        self.provenance.get(bare)
    }

    fn source(&self, path: &str, origin: &Origin) -> Source {
        let record = path.rsplit_once('/').map_or(path, |(record, _)| record);
        Source {
            file: origin.file.clone(),
            sheet: Some(origin.sheet.clone()).filter(|sheet| !sheet.is_empty()),
            cell: Some(origin.cell.clone()),
            raw: origin.raw.clone(),
            edited: origin.edited.clone(),
            withheld: self.withheld.contains(record),
        }
    }

    /// The line of `forum.yaml` that gives the fact: the line of the first step of its path, then that of the next below it, as
    /// far as they are there. A step is a key, or the code or id of a record. Of a list of texts, the line that says `text`.
    fn in_forum(&self, path: &str, text: Option<&str>) -> Option<Source> {
        let mut steps = path.split('/');
        let first = format!("{}:", steps.next()?);
        let mut place = self.forum.iter().position(|line| line.starts_with(&first))?;
        for step in steps {
            let rest = self.forum.iter().enumerate().skip(place);
            let is_above = |line: &&str| line.starts_with(|c: char| c.is_alphabetic());
            let block = rest.take_while(|(n, line)| *n == place || !is_above(line));
            // A code may stand elsewhere too, as that of a successor.
            let found = block.clone().find(|(_, line)| names(line, step, true));
            let found = found.or_else(|| block.clone().find(|(_, line)| names(line, step, false)));
            match found {
                Some((n, _)) => place = n,
                None => {
                    place = self.saying(place, text).unwrap_or(place);
                    break;
                }
            }
        }
        Some(Source {
            file: "forum.yaml".to_owned(),
            sheet: None,
            cell: Some(format!("dòng {}", place + 1)),
            raw: self.forum.get(place)?.trim().to_owned(),
            edited: None,
            withheld: false,
        })
    }
}

/// Whether a line of `forum.yaml` holds a step of a path; `as_its_own` as a key, or as the code or id of a record.
fn names(line: &str, step: &str, as_its_own: bool) -> bool {
    let words = line.split_once(" #").map_or(line, |(line, _)| line);
    let words = words.trim_start_matches([' ', '-']);
    if words.starts_with('#') {
        return false;
    }
    let mut before = "";
    let mut words = words.split([' ', ',', '{', '}', '"']).filter(|word| !word.is_empty());
    words.any(|word| {
        let is_key = word.strip_suffix(':') == Some(step);
        let is_its_own = is_key || word == step && matches!(before, "code:" | "id:");
        before = word;
        is_its_own || !as_its_own && word == step
    })
}
