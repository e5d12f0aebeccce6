//! Every fact that the plan must print is in its text, and follows `forum.yaml`.

use crate::common::{Space, pdf_text, repository, squeeze};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fact {
    id: String,
    text: Vec<String>,
    times: Option<usize>,
    #[serde(default)]
    absent: Vec<String>,
}

fn plan(space: &Space) -> String {
    space.run(&["build", "ke-hoach"]);
    pdf_text(&space.bytes("out/pdf/ke-hoach.pdf")).concat()
}

#[test]
fn every_fact_is_printed() {
    let facts = std::fs::read_to_string(repository().join("tests/facts/ke-hoach.yaml")).expect("the list of facts");
    let facts: Vec<Fact> = diendan::model::yaml::read(&facts).expect("a list of facts");
    assert!(facts.len() > 60, "{} facts", facts.len());
    let text = plan(&Space::facts_only());
    let missing: Vec<String> = facts
        .iter()
        .flat_map(|fact| fact.text.iter().map(move |part| (&fact.id, part)))
        .filter(|(_, part)| !text.contains(&squeeze(part)))
        .map(|(id, part)| format!("{id}: {part}"))
        .collect();
    assert!(missing.is_empty(), "missing in the plan:\n{}", missing.join("\n"));
    for fact in &facts {
        if let (Some(times), Some(first)) = (fact.times, fact.text.first()) {
            assert!(text.matches(&squeeze(first)).count() >= times, "{}: {first}", fact.id);
        }
        for gone in &fact.absent {
            assert!(!text.contains(&squeeze(gone)), "{}: {gone} is there", fact.id);
        }
    }
}

#[test]
fn the_text_follows_the_facts() {
    let space = Space::facts_only();
    let forum = "inputs/forum.yaml";
    let text = space.text(forum);
    let changed = text
        .replace(
            "theme: Hành động thiết thực, ưu tiên nguồn lực cho trẻ em",
            "theme: Lắng nghe trẻ em nói",
        )
        .replace("date: 2024-08-20", "date: 2024-08-21")
        .lines()
        .map(|line| match line.trim_start() {
            rest if rest.starts_with("children: 5") => line.replace("children: 5", "children: 6"),
            rest if rest.starts_with("arts_minutes: 30") => line.replace("30", "35"),
            _ => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n");
    assert_ne!(text, changed);
    space.write(forum, changed);
    let text = plan(&space);
    for gone in ["Hànhđộngthiếtthực", "20/8/2024", "85trẻem", "05trẻem", "30phút"] {
        assert!(!text.contains(gone), "{gone} is typed somewhere");
    }
    for there in ["Lắngnghetrẻemnói", "21/8/2024", "102trẻem", "06trẻem", "35phút"] {
        assert!(text.contains(there), "{there} is not there");
    }
}
