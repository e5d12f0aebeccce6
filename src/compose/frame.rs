//! The components around a paper's body: head, number and date, signatures, recipients.

use jiff::civil::Date;

use super::template::Front;
use super::wording::{Facts, Wording, WordingError};
use super::{notes, trace};
use crate::document::{Audience, DateLine, Form, Frame, Signature};
use crate::finding::Fault;
use crate::model::forum::Signer;
use crate::model::{ForumFile, RegisterEntry};
use crate::vietnamese::{dates, numbers};

/// What a frame is made of.
pub struct FrameParts<'a> {
    /// Template file, for errors.
    pub template: &'a str,
    /// Front matter.
    pub front: &'a Front,
    /// Its text.
    pub head: &'a str,
    /// Facts of the paper.
    pub facts: &'a Facts,
    /// Jinja.
    pub wording: &'a Wording,
    /// The organiser's facts.
    pub file: &'a ForumFile,
    /// What the office gave the paper.
    pub entry: Option<&'a RegisterEntry>,
    /// The day that counts as today.
    pub today: Date,
    /// Who sees it.
    pub audience: Audience,
    /// Makes a text fit to be set.
    pub gate: &'a mut dyn FnMut(&str) -> String,
}

/// Why there is no frame.
pub enum FrameError {
    /// A text could not be filled.
    Wording(WordingError),
    /// The template names something that `forum.yaml` does not have.
    Fault(Fault),
}

impl From<WordingError> for FrameError {
    fn from(error: WordingError) -> Self {
        Self::Wording(error)
    }
}

impl FrameParts<'_> {
    /// The frame.
    pub fn frame(&mut self) -> Result<Frame, FrameError> {
        let front = self.front;
        let form = front.form();
        let date = self.entry.and_then(|entry| entry.date);
        let name = front.letterhead.as_deref().unwrap_or("main");
        let letterhead = self.file.organiser.letterheads.get(name).ok_or_else(|| {
            self.unknown(
                "letterhead",
                name,
                self.file.organiser.letterheads.keys().map(String::as_str),
            )
        })?;
        let (superior, issuer) = (letterhead.superior.clone(), letterhead.issuer.clone());
        Ok(Frame {
            form,
            landscape: front.landscape,
            superior: superior.iter().map(|line| (self.gate)(line)).collect(),
            issuer: issuer.iter().map(|line| (self.gate)(line)).collect(),
            number: self
                .entry
                .and_then(|entry| entry.number)
                .map(|number| numbers::pad(u64::from(number))),
            notation: self.text(front.notation.as_deref())?,
            place: (self.gate)(&self.file.organiser.place),
            date: date_line(date, self.file.forum.year),
            kind_name: self.text(front.type_name().as_deref())?,
            subject: self.text(front.subject.as_deref())?,
            authority: self.text(front.authority.as_deref())?,
            addressees: self.texts(&front.addressees)?,
            bases: self.texts(&front.bases)?,
            signatures: self.signatures(date.unwrap_or(self.today))?,
            recipients: self.recipients()?,
            urgency: self.text(front.urgency.as_deref())?,
            notices: self.notices(),
            end_mark: front.end_mark.unwrap_or(form != Form::Working),
        })
    }

    fn text(&mut self, text: Option<&str>) -> Result<Option<String>, WordingError> {
        let Some(text) = text else { return Ok(None) };
        let filled = match notes::is_on().then(|| self.place(text)).flatten() {
            Some(at) => self.wording.fill_noted(self.template, text, at, self.facts)?,
            None => self.wording.fill_plain(self.template, text, self.facts)?,
        };
        Ok(Some((self.gate)(filled.trim())))
    }

    /// Where a text stands in the front matter, if that is the only place that has it.
    fn place(&self, text: &str) -> Option<usize> {
        let mut places = self.head.match_indices(text);
        let (at, _) = places.next()?;
        places.next().is_none().then_some(at)
    }

    fn texts(&mut self, texts: &[String]) -> Result<Vec<String>, WordingError> {
        let mut filled = Vec::new();
        for text in texts {
            filled.extend(self.text(Some(text))?.filter(|text| !text.is_empty()));
        }
        Ok(filled)
    }

    fn signatures(&mut self, day: Date) -> Result<Vec<Signature>, FrameError> {
        let mut roles: Vec<String> = self.front.signer.iter().chain(&self.front.signers).cloned().collect();
        // The register may name another person for this one paper.
        if let (Some(role), [only]) = (self.entry.and_then(|entry| entry.signer.clone()), roles.as_mut_slice()) {
            *only = role;
        }
        roles.iter().map(|role| self.signature(role, day)).collect()
    }

    fn signature(&mut self, role: &str, day: Date) -> Result<Signature, FrameError> {
        let in_force = |signer: &&Signer| {
            signer.role == role
                && signer.valid_from.is_none_or(|from| from <= day)
                && signer.valid_to.is_none_or(|to| day <= to)
        };
        let signer = self.file.signers.iter().find(in_force);
        let signer = signer.ok_or_else(|| {
            self.unknown(
                "signer",
                role,
                self.file.signers.iter().map(|signer| signer.role.as_str()),
            )
        })?;
        let person = self.file.people.iter().find(|person| person.id == signer.person);
        let person = person.ok_or_else(|| {
            self.unknown(
                "person",
                &signer.person,
                self.file.people.iter().map(|person| person.id.as_str()),
            )
        })?;
        trace::tells(&format!("people/{}/name", person.id), &person.name);
        let lines = signer.lines.iter().map(|line| (self.gate)(line)).collect();
        Ok(Signature {
            lines,
            name: notes::value(|| Some(format!("people/{}/name", person.id)), (self.gate)(&person.name)),
        })
    }

    fn recipients(&mut self) -> Result<Vec<String>, FrameError> {
        let Some(name) = &self.front.recipients else {
            return Ok(Vec::new());
        };
        let list = self.file.recipients.get(name).cloned();
        let list =
            list.ok_or_else(|| self.unknown("recipients", name, self.file.recipients.keys().map(String::as_str)))?;
        Ok(self.texts(&list)?)
    }

    fn notices(&self) -> Vec<String> {
        let sample = self.file.sample.then(|| "Số liệu minh họa".to_owned());
        let internal = (self.audience == Audience::Internal && self.front.audiences.contains(&Audience::Public))
            .then(|| "Tài liệu nội bộ – có dữ liệu cá nhân của trẻ em, không đăng tải".to_owned());
        internal.into_iter().chain(sample).collect()
    }

    fn unknown<'n>(&self, what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> FrameError {
        FrameError::Fault(Fault::TemplateReference {
            what: what.to_owned(),
            name: name.to_owned(),
            known: known.collect::<Vec<_>>().join(", "),
        })
    }
}

/// Day and month stay open until the paper is dated.
fn date_line(date: Option<Date>, year: u16) -> DateLine {
    match date {
        None => DateLine {
            day: None,
            month: None,
            year: year.to_string(),
        },
        Some(date) => DateLine {
            day: Some(dates::day2(date.day())),
            month: Some(dates::month_decree(date.month())),
            year: date.year().to_string(),
        },
    }
}
