//! Items, the poster, questions, recommendations and what became of the earlier ones.

use super::super::fields::{self, Parsed, dates, matching};
use super::super::ids::{self, Known, Subject};
use super::super::layouts;
use super::super::row::{Need, Row};
use super::super::workbook::Cell;
use super::{Reading, texts};
use crate::finding::Fault;
use crate::model::{Child, Entry, Poster, PreviousRecommendation, Question, Recommendation, ReplyStatus};
use crate::vietnamese::fold::fold_words;

impl<'a> Reading<'a> {
    pub(super) fn entries(&mut self, known: &mut Vec<Known>) -> Vec<Entry> {
        let Some(part) = self.part(&layouts::ENTRIES, "entries") else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        let mut entries = Vec::new();
        for record in &part.records {
            let mut row = Row::new(part.workbook, part.sheet, record);
            let title = row.read("title", "title", Need::Must, fields::line);
            let Some(title) = title else {
                if row.any(&["form", "script", "summary"]) {
                    row.fault("title", "", incomplete("tên tiết mục"));
                }
                self.finish(row, "entries");
                continue;
            };
            let file = self.file;
            entries.push(Entry {
                id: String::new(),
                form: row.read("form", "form", Need::Must, fields::entry_form),
                title,
                theme: row.read("theme", "theme", Need::Must, |cell| matching::theme(cell, &file.themes)),
                minutes: row.read("minutes", "minutes", Need::Should, |cell| {
                    fields::count(cell, "thời lượng")
                }),
                performers: row.read("performers", "performers", Need::May, |cell| {
                    fields::count(cell, "số trẻ em tham gia")
                }),
                needs: row.read("needs", "needs", Need::May, fields::text),
                script: row.read("script", "script", Need::Must, fields::line),
                summary: row.read("summary", "summary", Need::May, fields::text),
                selected: false,
                order: None,
            });
            rows.push(row);
        }
        let subjects: Vec<Subject> = entries.iter().map(|entry| Subject::text(&entry.title)).collect();
        let ids = ids::assign(known, &subjects, |number| format!("{}-tm-{number}", self.unit.code));
        for ((entry, row), id) in entries.iter_mut().zip(rows).zip(ids) {
            self.finish(row, &format!("entries/{id}"));
            entry.id = id;
        }
        entries
    }

    pub(super) fn poster(&mut self) -> Option<Poster> {
        let part = self.part(&layouts::POSTER, "poster")?;
        let record = part.records.first()?;
        let mut row = Row::new(part.workbook, part.sheet, record);
        let file = self.file;
        let mut yes = |key: &'static str, what: &str, words: &[&str]| {
            row.read(key, key, Need::Must, |cell| fields::yes_no_described(cell, what, words)) == Some(true)
        };
        let (a0, framed, labelled) = (
            yes("a0", "khổ tranh", &["a0"]),
            yes("framed", "khung tranh", &["khung"]),
            yes("labelled", "tên đơn vị trên tranh", &["ten", "goc"]),
        );
        let poster = Poster {
            title: row.read("title", "title", Need::Must, fields::line),
            theme: row.read("theme", "theme", Need::Must, |cell| matching::theme(cell, &file.themes)),
            authors: row.read("authors", "authors", Need::May, fields::line),
            a0,
            framed,
            labelled,
            sent: row.read("sent", "sent", Need::May, |cell| dates::day(cell, "ngày gửi tranh")),
        };
        if part.records.len() > 1 {
            row.fault(
                "title",
                "",
                Fault::PosterSurplus {
                    count: part.records.len(),
                },
            );
        }
        self.finish(row, "poster");
        let empty = poster.title.is_none() && poster.theme.is_none() && !(a0 || framed || labelled);
        (!empty).then_some(poster)
    }

    pub(super) fn questions(&mut self, known: &mut Vec<Known>, children: &[Child]) -> Vec<Question> {
        let Some(part) = self.part(&layouts::QUESTIONS, "questions") else {
            return Vec::new();
        };
        let texts = self.texts(part, "questions", "câu hỏi");
        let mut rows = Vec::new();
        let mut questions = Vec::new();
        for text in &texts {
            let mut row = Row::new(part.workbook, part.sheet, &text.record);
            let Some(text) = row.read("text", "text", Need::Must, |cell| texts::text(cell, text.listed)) else {
                continue;
            };
            let file = self.file;
            let theme = row.read("theme", "theme", Need::Should, |cell| {
                matching::theme(cell, &file.themes)
            });
            let agency = row.read("agency", "agency", Need::May, |cell| {
                matching::agency(cell, &file.agencies, &file.units)
            });
            let asker = row.read("asker", "asker", Need::May, |cell| asker(cell, children));
            questions.push(Question {
                id: String::new(),
                text,
                agency,
                theme,
                asker,
                selected: false,
                order: None,
                withheld: false,
                merged_into: None,
                edited_text: None,
                answer: None,
                theme_words: Vec::new(),
                agency_words: Vec::new(),
            });
            rows.push(row);
        }
        let subjects: Vec<Subject> = questions.iter().map(|question| Subject::text(&question.text)).collect();
        let ids = ids::assign(known, &subjects, |number| format!("{}-ch-{number}", self.unit.code));
        for ((question, row), id) in questions.iter_mut().zip(rows).zip(ids) {
            self.finish(row, &format!("questions/{id}"));
            question.id = id;
        }
        questions
    }

    pub(super) fn recommendations(&mut self, known: &mut Vec<Known>) -> Vec<Recommendation> {
        let Some(part) = self.part(&layouts::RECOMMENDATIONS, "recommendations") else {
            return Vec::new();
        };
        let texts = self.texts(part, "recommendations", "kiến nghị");
        let mut rows = Vec::new();
        let mut recommendations = Vec::new();
        for text in &texts {
            let mut row = Row::new(part.workbook, part.sheet, &text.record);
            let Some(text) = row.read("text", "text", Need::Must, |cell| texts::text(cell, text.listed)) else {
                continue;
            };
            let file = self.file;
            let theme = row.read("theme", "theme", Need::Should, |cell| {
                matching::theme(cell, &file.themes)
            });
            let agency = row.read("agency", "agency", Need::May, |cell| {
                matching::agency(cell, &file.agencies, &file.units)
            });
            recommendations.push(Recommendation {
                id: String::new(),
                text,
                level: row.read("level", "level", Need::May, fields::level),
                agency,
                theme,
                cooperating: Vec::new(),
                answered_by_commune: row.read("answered", "answered_by_commune", Need::May, |cell| {
                    fields::yes_no(cell, "tình trạng trả lời tại Diễn đàn cấp xã")
                }),
                commune_reply: row.read("reply", "commune_reply", Need::May, fields::text),
                status: ReplyStatus::ChuaTraLoi,
                reply: None,
                reply_number: None,
                reply_date: None,
                answered_by: None,
                withheld: false,
                merged_into: None,
                edited_text: None,
                theme_words: Vec::new(),
                agency_words: Vec::new(),
            });
            rows.push(row);
        }
        let subjects: Vec<Subject> = recommendations.iter().map(|it| Subject::text(&it.text)).collect();
        let ids = ids::assign(known, &subjects, |number| format!("{}-kn-{number}", self.unit.code));
        for ((recommendation, row), id) in recommendations.iter_mut().zip(rows).zip(ids) {
            self.finish(row, &format!("recommendations/{id}"));
            recommendation.id = id;
        }
        recommendations
    }

    pub(super) fn previous(&mut self) -> Vec<PreviousRecommendation> {
        let Some(part) = self.part(&layouts::PREVIOUS, "previous_recommendations") else {
            return Vec::new();
        };
        let mut previous = Vec::new();
        for record in &part.records {
            let mut row = Row::new(part.workbook, part.sheet, record);
            let text = row.read("text", "text", Need::May, fields::text);
            let status = row.read("status", "status", Need::May, fields::previous_status);
            // A commune that held no forum then says so in a row without any recommendation.
            let text = match (text, status) {
                (Some(text), _) => text,
                (None, Some(status)) => status.label().to_owned(),
                (None, None) => continue,
            };
            let agencies = &self.file.agencies;
            previous.push(PreviousRecommendation {
                text,
                agency: row.read("agency", "agency", Need::May, |cell| {
                    let known = matching::agency(cell, agencies, &self.file.units);
                    if known.value.is_some() {
                        known
                    } else {
                        fields::line(cell)
                    }
                }),
                status,
                reason: row.read("reason", "reason", Need::May, fields::text),
                solution: row.read("solution", "solution", Need::May, fields::text),
            });
            self.finish(row, &format!("previous_recommendations/{}", previous.len() - 1));
        }
        previous
    }
}

pub(super) fn incomplete(what: &str) -> Fault {
    Fault::RowIncomplete { what: what.to_owned() }
}

fn asker(cell: &Cell, children: &[Child]) -> Parsed<String> {
    let name = fields::name(cell).name.value.unwrap_or_default();
    let wanted = [fold_words(cell.text()), fold_words(&name)];
    let named: Vec<&Child> = children
        .iter()
        .filter(|child| wanted.contains(&fold_words(&child.name)))
        .collect();
    match named.as_slice() {
        [child] => Parsed::new(child.id.clone()),
        _ if fields::says_nothing(cell.text()) => Parsed::absent(),
        _ => Parsed::without(Fault::AskerUnknown {
            name: fields::excerpt(cell.text()),
        }),
    }
}
