//! How well keywords tell the themes of labelled texts.

use std::collections::BTreeMap;

use diendan::model::{ForumFile, yaml};
use diendan::proposals::{Guess, Guesser, Syllables};
use serde::Deserialize;

#[derive(Deserialize)]
struct Labelled {
    #[serde(default)]
    theme: Option<String>,
    text: String,
}

#[derive(Default)]
struct Count {
    labelled: u32,
    guessed: u32,
    right: u32,
}

/// What a set of labelled texts came to.
struct Measure {
    guessed: u32,
    right: u32,
    labelled: u32,
    report: String,
    counts: BTreeMap<String, Count>,
}

fn measure(texts: &[Labelled]) -> Measure {
    let file: ForumFile = yaml::read(include_str!("../../inputs/forum.yaml")).expect("the example's facts");
    let guesser = Guesser::new(
        file.themes
            .iter()
            .map(|theme| (theme.code.as_str(), &theme.keywords[..])),
    );
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let mut misses = Vec::new();
    let mut unclear = 0;
    for one in texts {
        let label = one.theme.as_deref().unwrap_or("-");
        counts.entry(label.to_owned()).or_default().labelled += 1;
        let told = match guesser.guess(&Syllables::of(&one.text)) {
            Guess::Clear(score, _) => {
                let count = counts.entry(score.code.clone()).or_default();
                count.guessed += 1;
                count.right += u32::from(score.code == label);
                if score.code == label {
                    continue;
                }
                format!("{} ({})", score.code, score.words.join(", "))
            }
            Guess::Tied(first, second) => {
                unclear += 1;
                format!("{} or {}", first.code, second.code)
            }
            Guess::Nothing => "nothing".to_owned(),
        };
        if label != "-" || told != "nothing" {
            misses.push(format!("{label} -> {told}: {}", one.text));
        }
    }
    let mut report = String::new();
    for (theme, count) in &counts {
        report += &format!(
            "{theme}: {}/{} right of those guessed, {} labelled\n",
            count.right, count.guessed, count.labelled
        );
    }
    let (guessed, right) = counts.values().fold((0, 0), |(guessed, right), count| {
        (guessed + count.guessed, right + count.right)
    });
    let labelled = texts.iter().filter(|one| one.theme.is_some()).count() as u32;
    report += &format!(
        "all: {right}/{guessed} right, {unclear} unclear, {labelled} labelled\n{}",
        misses.join("\n")
    );
    println!("{report}");
    Measure {
        guessed,
        right,
        labelled,
        report,
        counts,
    }
}

/// Of the texts that are put to a theme at least nine in ten belong there, for each theme three in four, and at least three in
/// four of all find theirs.
#[test]
fn precision_by_theme() {
    let texts: Vec<Labelled> = yaml::read(include_str!("../facts/themes.yaml")).expect("labelled texts");
    assert!(texts.len() >= 60);
    let found = measure(&texts);
    assert!(found.right * 100 >= found.guessed * 90, "{}", found.report);
    assert!(found.right * 100 >= found.labelled * 75, "{}", found.report);
    for (theme, count) in found.counts.iter().filter(|(_, count)| count.guessed > 0) {
        assert!(count.right * 100 >= count.guessed * 75, "{theme}: {}", found.report);
    }
}

/// The texts of the example's communes, each with the theme that its commune gave; some belong to two themes as well as to one.
#[test]
fn the_themes_of_the_example() {
    let questions = include_str!("../../examples/make-submissions/questions.txt");
    let recommendations = include_str!("../../examples/make-submissions/recommendations.txt");
    let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let of = |line: &str, theme: usize, text: usize| {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        Labelled {
            theme: columns
                .get(theme)
                .filter(|theme| !theme.is_empty())
                .map(|theme| (*theme).to_owned()),
            text: (*columns.get(text).expect("a text")).to_owned(),
        }
    };
    let texts: Vec<Labelled> = lines(questions)
        .map(|line| of(line, 1, 4))
        .chain(lines(recommendations).map(|line| of(line, 1, 5)))
        .collect();
    assert!(texts.len() > 90);
    let found = measure(&texts);
    assert!(found.right * 100 >= found.guessed * 85, "{}", found.report);
}
