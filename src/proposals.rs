//! The children's questions and recommendations after ingest and before check: what they are about, who is to answer, and
//! what must be held back. Whatever is guessed is a finding; what somebody has given is never changed.

mod addressee;
pub mod alike;
mod guess;
mod lexicon;
mod protection;
mod rules;
mod syllables;

use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};

pub use guess::{Guess, Guesser, Score};
pub use rules::Rules;
pub use syllables::Syllables;

use crate::finding::{Fault, Finding, Place};
use crate::model::provenance::{is_edited, nearest};
use crate::model::{Dossier, ForumFile, Provenance};
use addressee::Addressees;
use protection::Guard;

/// Score from which the words contradict a theme that none of them speaks for.
const STRONG: f64 = 6.0;

/// Fills in themes and agencies that nobody gave, and holds back texts that hint at a concrete case.
pub fn review(dossiers: &mut [Dossier], file: &ForumFile, rules: &Rules, provenance: &Provenance) -> Vec<Finding> {
    let themes = file.themes.iter();
    let themes = Guesser::new(themes.map(|theme| (theme.code.as_str(), &theme.keywords[..])));
    let agencies = Addressees::new(&file.agencies, &rules.addressing);
    let guard = Guard::new(&rules.protection);
    let of_dossier = |dossier: &mut Dossier| {
        let mut review = Review {
            file,
            provenance,
            themes: &themes,
            agencies: &agencies,
            guard: &guard,
            findings: Vec::new(),
        };
        review.dossier(dossier);
        review.findings
    };
    let findings: Vec<Vec<Finding>> = dossiers.par_iter_mut().map(of_dossier).collect();
    findings.concat()
}

/// What a question and a recommendation have in common.
struct Item<'a> {
    text: &'a str,
    edited_text: Option<&'a str>,
    theme: &'a mut Option<String>,
    theme_words: &'a mut Vec<String>,
    agency: &'a mut Option<String>,
    agency_words: &'a mut Vec<String>,
    withheld: &'a mut bool,
}

struct Review<'a> {
    file: &'a ForumFile,
    provenance: &'a Provenance,
    themes: &'a Guesser,
    agencies: &'a Addressees,
    guard: &'a Guard,
    findings: Vec<Finding>,
}

impl Review<'_> {
    fn dossier(&mut self, dossier: &mut Dossier) {
        let unit = dossier.unit.code.clone();
        let names: Vec<&str> = dossier.children.iter().map(|child| child.name.as_str()).collect();
        for one in &mut dossier.questions {
            let path = format!("units/{unit}/questions/{}", one.id);
            let item = Item {
                text: &one.text,
                edited_text: one.edited_text.as_deref(),
                theme: &mut one.theme,
                theme_words: &mut one.theme_words,
                agency: &mut one.agency,
                agency_words: &mut one.agency_words,
                withheld: &mut one.withheld,
            };
            self.item(&unit, &path, item, &names);
        }
        for one in &mut dossier.recommendations {
            let path = format!("units/{unit}/recommendations/{}", one.id);
            let item = Item {
                text: &one.text,
                edited_text: one.edited_text.as_deref(),
                theme: &mut one.theme,
                theme_words: &mut one.theme_words,
                agency: &mut one.agency,
                agency_words: &mut one.agency_words,
                withheld: &mut one.withheld,
            };
            self.item(&unit, &path, item, &names);
        }
    }

    fn item(&mut self, unit: &str, path: &str, item: Item<'_>, names: &[&str]) {
        let words = Syllables::of(item.edited_text.unwrap_or(item.text));
        self.theme(unit, path, &words, item.theme, item.theme_words);
        self.agency(
            unit,
            path,
            &words,
            item.theme.as_deref(),
            item.agency,
            item.agency_words,
        );
        // What an officer has decided stands, either way.
        if !is_edited(self.provenance, &format!("{path}/withheld")) {
            let texts = [Some(item.text), item.edited_text];
            let signs = texts.into_iter().flatten().map(|text| self.guard.signs(text, names));
            if let Some(signs) = signs.into_iter().find(|signs| !signs.is_empty()) {
                *item.withheld = true;
                // A warning, not an error: the papers are right without the text, and a run that failed at each false
                // alarm would soon be run past without a look.
                let fault = Fault::TextWithheld {
                    signs: quoted(&signs),
                    at: path.to_owned(),
                };
                self.say(unit, &format!("{path}/text"), fault);
            }
        }
    }

    fn theme(
        &mut self,
        unit: &str,
        path: &str,
        text: &Syllables,
        theme: &mut Option<String>,
        theme_words: &mut Vec<String>,
    ) {
        let path = format!("{path}/theme");
        let by_hand = is_edited(self.provenance, &path);
        match (theme.as_deref(), self.themes.guess(text)) {
            (Some(given), Guess::Clear(score, _)) if given != score.code && !by_hand => {
                let own = self.themes.scores(text).iter().any(|other| other.code == given);
                // The first theme without keywords is for everything else: nothing contradicts it.
                let has_words = self
                    .file
                    .themes
                    .iter()
                    .any(|it| it.code == given && !it.keywords.is_empty());
                if score.score >= STRONG && !own && has_words {
                    let fault = Fault::ThemeContradicted {
                        given: self.short_of(given),
                        likely: self.short_of(&score.code),
                        words: quoted(&score.words),
                    };
                    self.say(unit, &path, fault);
                }
            }
            (Some(_), _) => {}
            // Somebody has taken the theme away.
            (None, _) if by_hand => self.say(unit, &path, Fault::ThemeMissing {}),
            (None, Guess::Nothing) => self.say(unit, &path, Fault::ThemeMissing {}),
            (None, Guess::Tied(first, second)) => {
                let fault = Fault::ThemeUnclear {
                    first: self.short_of(&first.code),
                    first_words: quoted(&first.words),
                    second: self.short_of(&second.code),
                    second_words: quoted(&second.words),
                };
                self.say(unit, &path, fault);
            }
            (None, Guess::Clear(score, next)) => {
                let next =
                    next.map(|next| format!("; sau đó là “{}” ({})", self.short_of(&next.code), quoted(&next.words)));
                let fault = Fault::ThemeGuessed {
                    theme: self.short_of(&score.code),
                    words: quoted(&score.words),
                    next: next.unwrap_or_default(),
                };
                self.say(unit, &path, fault);
                *theme = Some(score.code);
                *theme_words = score.words;
            }
        }
    }

    fn agency(
        &mut self,
        unit: &str,
        path: &str,
        text: &Syllables,
        theme: Option<&str>,
        agency: &mut Option<String>,
        agency_words: &mut Vec<String>,
    ) {
        let path = format!("{path}/agency");
        if agency.is_some() || is_edited(self.provenance, &path) {
            return;
        }
        let lead = self.file.themes.iter().find(|other| Some(other.code.as_str()) == theme);
        let lead = lead.map(|theme| theme.lead.clone());
        let known = |code: &String| self.file.agencies.iter().any(|agency| agency.code == *code);
        let lead = lead.filter(known);
        match self.agencies.find(text) {
            // The theme's lead is what the plan says; that the text names it too is no news.
            Some((code, _)) if Some(&code) == lead.as_ref() => *agency = lead,
            Some((code, words)) => {
                let name = self.file.agencies.iter().find(|other| other.code == code);
                let fault = Fault::AgencyGuessed {
                    agency: name.map_or_else(|| code.clone(), |agency| agency.short.clone()),
                    words: quoted(&words),
                };
                self.say(unit, &path, fault);
                *agency = Some(code);
                *agency_words = words;
            }
            None => *agency = lead,
        }
    }

    fn short_of(&self, code: &str) -> String {
        let theme = self.file.themes.iter().find(|theme| theme.code == code);
        theme.map_or_else(|| code.to_owned(), |theme| format!("{code} – {}", theme.short))
    }

    fn say(&mut self, unit: &str, path: &str, fault: Fault) {
        let place = nearest(self.provenance, path).map_or_else(Place::default, Place::from);
        self.findings.push(Finding::new(fault).unit(unit).at(place).path(path));
    }
}

fn quoted(words: &[String]) -> String {
    words
        .iter()
        .map(|word| format!("“{word}”"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests;
