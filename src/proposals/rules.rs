//! `templates/rules/*.yaml`: how children ask whom, and what hints at a concrete case. General, replaceable like any template.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::compose::{Sources, yaml_finding};
use crate::finding::Finding;
use crate::model::yaml;
use crate::workspace::embedded_template;

/// How a text names whom it asks.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Addressing {
    /// Words of asking that an agency's name follows.
    pub requests: Vec<String>,
    /// Syllables that may stand between them and the name.
    pub between: Vec<String>,
    /// Words that follow a name at the beginning of a sentence.
    pub asks: Vec<String>,
    /// Words that make the name before them one of another level.
    pub other_level: Vec<String>,
}

/// What hints at a concrete case of violence, abuse or neglect.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protection {
    /// What is done to a child, told as something that happens.
    pub harm: Vec<String>,
    /// Somebody or some place that is certain to be meant.
    pub certain: Vec<String>,
    /// Somebody or some place in a sentence that tells something.
    pub person: Vec<String>,
    /// Words that make a sentence suppose or ask in general, where they stand before the harm.
    pub supposed: Vec<String>,
    /// Words of prevention or fear: harm that they stand before has not happened.
    pub prevented: Vec<String>,
    /// Phrases that count for nothing though they hold one of the above.
    pub except: Vec<String>,
    /// Words before a name.
    pub titles: Vec<String>,
    /// What is written with a capital letter after one of `titles` and is no name.
    pub not_names: Vec<String>,
}

/// All rules.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// `rules/co-quan.yaml`.
    pub addressing: Addressing,
    /// `rules/bao-ve-tre-em.yaml`.
    pub protection: Protection,
}

impl Rules {
    /// Reads the rules. A file of the workspace that is wrong is a finding, and the embedded one takes its place: no rule
    /// is ever switched off by a slip.
    pub fn read(sources: &Sources) -> (Self, Vec<Finding>) {
        let mut findings = Vec::new();
        let rules = Self {
            addressing: one(sources, "rules/co-quan.yaml", &mut findings),
            protection: one(sources, "rules/bao-ve-tre-em.yaml", &mut findings),
        };
        (rules, findings)
    }
}

fn one<T: DeserializeOwned + Default>(sources: &Sources, name: &str, findings: &mut Vec<Finding>) -> T {
    let own = sources
        .iter()
        .find(|(path, _)| path == name)
        .map(|(_, text)| text.as_str());
    for text in [own, embedded_template(name)].into_iter().flatten() {
        match yaml::read(text) {
            Ok(rules) => return rules,
            Err(error) => findings.push(yaml_finding(&format!("templates/{name}"), error)),
        }
    }
    T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_switches_nothing_off() {
        let (rules, findings) = Rules::read(&Vec::new());
        assert!(findings.is_empty(), "{findings:#?}");
        assert!(!rules.protection.harm.is_empty() && !rules.addressing.requests.is_empty());
        let broken = vec![("rules/bao-ve-tre-em.yaml".to_owned(), "harm: [".to_owned())];
        let (rules, findings) = Rules::read(&broken);
        assert_eq!(findings.len(), 1);
        assert!(!rules.protection.harm.is_empty());
    }
}
