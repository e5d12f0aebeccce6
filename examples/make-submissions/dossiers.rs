//! Tables -> what each commune has sent.

use std::error::Error;

use diendan::model::dossier::{Contact, UnitRef};
use diendan::model::{
    Caretaker, Child, CommuneForum, Consent, Delegation, Dossier, Entry, ForumFile, Poster, PreviousRecommendation,
    Question, Recommendation, ReplyStatus, Unit,
};

use super::table::of_unit;

const UNITS: &str = include_str!("units.txt");
const CHILDREN: &str = include_str!("children.txt");
const CARETAKERS: &str = include_str!("caretakers.txt");
const ENTRIES: &str = include_str!("entries.txt");
const POSTERS: &str = include_str!("posters.txt");
const QUESTIONS: &str = include_str!("questions.txt");
const RECOMMENDATIONS: &str = include_str!("recommendations.txt");
const PREVIOUS: &str = include_str!("previous.txt");

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What `unit` has sent.
pub fn dossier(file: &ForumFile, unit: &Unit) -> Result<Dossier> {
    let code = unit.code.as_str();
    let (delegation, commune_forum) = unit_record(file, code)?;
    let children = children(code)?;
    let questions = questions(file, code, &children)?;
    Ok(Dossier {
        schema: 1,
        unit: UnitRef {
            code: unit.code.clone(),
            unit_type: unit.unit_type,
            name: unit.name.clone(),
        },
        delegation,
        commune_forum,
        children,
        caretakers: caretakers(code)?,
        entries: entries(file, code)?,
        poster: poster(file, code)?,
        questions,
        recommendations: recommendations(file, code)?,
        previous_recommendations: previous(file, code)?,
        sources: Vec::new(),
    })
}

fn unit_record(file: &ForumFile, code: &str) -> Result<(Delegation, CommuneForum)> {
    let mut it = of_unit(UNITS, code)
        .next()
        .ok_or_else(|| format!("no record of unit {code}"))?;
    let mut delegation = Delegation {
        participation_form: it.code()?,
        theme: theme(file, it.optional())?,
        child_population: it.parsed()?,
        plan_number: it.optional(),
        plan_date: it.parsed()?,
        ..Delegation::default()
    };
    let date = it.parsed()?;
    let place = it.optional();
    delegation.decision_number = it.optional();
    delegation.decision_date = it.parsed()?;
    delegation.decision_signer = it.optional();
    delegation.decision_signer_position = it.optional();
    delegation.contact = Contact {
        name: it.optional(),
        position: it.optional(),
        phone: it.optional(),
        email: it.optional(),
    };
    let commune_forum = CommuneForum {
        date,
        place,
        children: it.parsed()?,
        girls: it.parsed()?,
        ethnic_minority: it.parsed()?,
        special_circumstances: it.parsed()?,
        primary: it.parsed()?,
        lower_secondary: it.parsed()?,
        caretakers: it.parsed()?,
        guests: it.parsed()?,
        volunteers: it.parsed()?,
        entries: it.parsed()?,
        questions: it.parsed()?,
        recommendations: it.parsed()?,
        answered: it.parsed()?,
        unanswered: it.parsed()?,
        forwarded: it.parsed()?,
        gifts: it.parsed()?,
        spent_budget: it.parsed()?,
        spent_social: it.parsed()?,
        remarks: it.optional(),
    };
    Ok((delegation, commune_forum))
}

fn children(code: &str) -> Result<Vec<Child>> {
    let child = |(number, mut it): (usize, super::table::Record)| -> Result<Child> {
        Ok(Child {
            id: format!("{code}-te-{}", number + 1),
            name: it.text(),
            gender: it.code()?,
            birth: it.optional(),
            ethnicity: it.optional(),
            class: it.optional(),
            class_year: it.optional(),
            school: it.optional(),
            achievement: it.optional(),
            duties: it.codes()?,
            consent: {
                let [processing, participation, photo, publish_name] = it.marks();
                Consent {
                    participation,
                    processing,
                    photo,
                    publish_name,
                }
            },
            elected_from: it.optional(),
            notes: it.optional(),
            replaces: None,
        })
    };
    of_unit(CHILDREN, code).enumerate().map(child).collect()
}

fn caretakers(code: &str) -> Result<Vec<Caretaker>> {
    let caretaker = |(number, mut it): (usize, super::table::Record)| -> Result<Caretaker> {
        Ok(Caretaker {
            id: format!("{code}-pt-{}", number + 1),
            name: it.text(),
            gender: it.code()?,
            birth: it.optional(),
            position: it.optional(),
            workplace: it.optional(),
            phone: it.optional(),
            role: it.code()?,
            commitment: it.marks::<1>()[0],
            notes: it.optional(),
            replaces: None,
        })
    };
    of_unit(CARETAKERS, code).enumerate().map(caretaker).collect()
}

fn entries(file: &ForumFile, code: &str) -> Result<Vec<Entry>> {
    let entry = |(number, mut it): (usize, super::table::Record)| -> Result<Entry> {
        Ok(Entry {
            id: format!("{code}-tm-{}", number + 1),
            form: it.code()?,
            title: it.text(),
            theme: theme(file, it.optional())?,
            minutes: it.parsed()?,
            performers: it.parsed()?,
            needs: it.optional(),
            script: it.optional(),
            summary: it.optional(),
            selected: false,
            order: None,
        })
    };
    of_unit(ENTRIES, code).enumerate().map(entry).collect()
}

fn poster(file: &ForumFile, code: &str) -> Result<Option<Poster>> {
    let Some(mut it) = of_unit(POSTERS, code).next() else {
        return Ok(None);
    };
    let (title, theme, authors) = (it.optional(), theme(file, it.optional())?, it.optional());
    let [a0, framed, labelled] = it.marks();
    Ok(Some(Poster {
        title,
        theme,
        authors,
        a0,
        framed,
        labelled,
        sent: it.parsed()?,
    }))
}

fn questions(file: &ForumFile, code: &str, children: &[Child]) -> Result<Vec<Question>> {
    let asks = children
        .iter()
        .find(|child| child.duties.contains(&diendan::model::Duty::Question));
    let question = |(number, mut it): (usize, super::table::Record)| -> Result<Question> {
        Ok(Question {
            id: format!("{code}-ch-{}", number + 1),
            theme: theme(file, it.optional())?,
            theme_words: Vec::new(),
            agency: agency(file, it.optional())?,
            agency_words: Vec::new(),
            asker: if it.marks::<1>()[0] {
                asks.map(|child| child.id.clone())
            } else {
                None
            },
            text: it.text(),
            selected: false,
            order: None,
            withheld: false,
            merged_into: None,
            edited_text: None,
            answer: None,
        })
    };
    of_unit(QUESTIONS, code).enumerate().map(question).collect()
}

fn recommendations(file: &ForumFile, code: &str) -> Result<Vec<Recommendation>> {
    let recommendation = |(number, mut it): (usize, super::table::Record)| -> Result<Recommendation> {
        Ok(Recommendation {
            id: format!("{code}-kn-{}", number + 1),
            theme: theme(file, it.optional())?,
            theme_words: Vec::new(),
            level: it.code()?,
            agency: agency(file, it.optional())?,
            agency_words: Vec::new(),
            answered_by_commune: Some(it.marks::<1>()[0]),
            text: it.text(),
            commune_reply: it.optional(),
            cooperating: Vec::new(),
            status: ReplyStatus::ChuaTraLoi,
            reply: None,
            reply_number: None,
            reply_date: None,
            answered_by: None,
            withheld: false,
            merged_into: None,
            edited_text: None,
        })
    };
    of_unit(RECOMMENDATIONS, code).enumerate().map(recommendation).collect()
}

fn previous(file: &ForumFile, code: &str) -> Result<Vec<PreviousRecommendation>> {
    let previous = |mut it: super::table::Record| -> Result<PreviousRecommendation> {
        Ok(PreviousRecommendation {
            agency: agency(file, it.optional())?,
            status: it.code()?,
            text: it.text(),
            reason: it.optional(),
            solution: it.optional(),
        })
    };
    of_unit(PREVIOUS, code).map(previous).collect()
}

/// The code, after a look whether the forum has it.
fn theme(file: &ForumFile, code: Option<String>) -> Result<Option<String>> {
    match &code {
        Some(it) if file.themes.iter().all(|theme| theme.code != *it) => Err(format!("no theme {it}").into()),
        _ => Ok(code),
    }
}

/// The code, after a look whether the forum has it.
fn agency(file: &ForumFile, code: Option<String>) -> Result<Option<String>> {
    match &code {
        Some(it) if file.agencies.iter().all(|agency| agency.code != *it) => Err(format!("no agency {it}").into()),
        _ => Ok(code),
    }
}
