//! Items, the poster, questions, recommendations and what became of the earlier ones.

use super::super::fields::{self, Parsed, dates, matching};
use super::super::ids::{self, Known, Subject};
use super::super::layouts;
use super::super::row::{Need, Row};
use super::super::table::Record;
use super::super::workbook::{Cell, Sheet};
use super::Reading;
use crate::finding::Fault;
use crate::model::{Child, Entry, Poster, PreviousRecommendation, Question, Recommendation, ReplyStatus};
use crate::vietnamese::{clean, fold::fold_words};

impl<'a> Reading<'a> {
    pub(super) fn entries(&mut self, known: &mut Vec<Known>) -> Vec<Entry> {
        let Some(found) = self.table(&layouts::ENTRIES, "entries") else {
            return Vec::new();
        };
        let (sheet, records) = (found.sheet, found.records);
        let mut rows = Vec::new();
        let mut entries = Vec::new();
        for record in &records {
            let mut row = Row::new(self.workbook, sheet, record);
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
        let found = self.table(&layouts::POSTER, "poster")?;
        let (sheet, records) = (found.sheet, found.records);
        let record = records.first()?;
        let mut row = Row::new(self.workbook, sheet, record);
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
        if records.len() > 1 {
            row.fault("title", "", Fault::PosterSurplus { count: records.len() });
        }
        self.finish(row, "poster");
        let empty = poster.title.is_none() && poster.theme.is_none() && !(a0 || framed || labelled);
        (!empty).then_some(poster)
    }

    pub(super) fn questions(&mut self, known: &mut Vec<Known>, children: &[Child]) -> Vec<Question> {
        let Some(found) = self.table(&layouts::QUESTIONS, "questions") else {
            return Vec::new();
        };
        let (sheet, records) = (found.sheet, found.records);
        let mut rows = Vec::new();
        let mut questions = Vec::new();
        for (record, part) in self.texts(sheet, &records, "questions", "câu hỏi") {
            let mut row = Row::new(self.workbook, sheet, record);
            let Some(text) = read_part(&mut row, part) else {
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
        let Some(found) = self.table(&layouts::RECOMMENDATIONS, "recommendations") else {
            return Vec::new();
        };
        let (sheet, records) = (found.sheet, found.records);
        let mut rows = Vec::new();
        let mut recommendations = Vec::new();
        for (record, part) in self.texts(sheet, &records, "recommendations", "kiến nghị") {
            let mut row = Row::new(self.workbook, sheet, record);
            let Some(text) = read_part(&mut row, part) else {
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
        let Some(found) = self.table(&layouts::PREVIOUS, "previous_recommendations") else {
            return Vec::new();
        };
        let (sheet, records) = (found.sheet, found.records);
        let mut previous = Vec::new();
        for record in &records {
            let mut row = Row::new(self.workbook, sheet, record);
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

    /// The texts of the rows; a cell that holds several numbered ones gives several.
    fn texts<'r>(
        &mut self,
        sheet: &Sheet,
        records: &'r [Record],
        list: &str,
        what: &str,
    ) -> Vec<(&'r Record, Option<String>)> {
        let mut texts = Vec::new();
        for record in records {
            let mut row = Row::new(self.workbook, sheet, record);
            let parts = row
                .cell("text")
                .map(|cell| split_numbered(&clean(cell.text())))
                .unwrap_or_default();
            match parts.len() {
                0 if row.any(&["agency", "level", "asker", "reply"]) => {
                    row.fault("text", "", incomplete(&format!("nội dung {what}")));
                    self.finish(row, list);
                }
                0 => {}
                1 => texts.push((record, None)),
                count => {
                    row.fault("text", "", Fault::TextSplit { count });
                    self.finish(row, list);
                    texts.extend(parts.into_iter().map(|part| (record, Some(part))));
                }
            }
        }
        texts
    }
}

fn incomplete(what: &str) -> Fault {
    Fault::RowIncomplete { what: what.to_owned() }
}

fn read_part(row: &mut Row<'_>, part: Option<String>) -> Option<String> {
    row.read("text", "text", Need::Must, |cell| match part {
        Some(part) => Parsed::new(part),
        None => fields::text(cell),
    })
}

fn asker(cell: &Cell, children: &[Child]) -> Parsed<String> {
    let wanted = fold_words(cell.text());
    let named: Vec<&Child> = children
        .iter()
        .filter(|child| fold_words(&child.name) == wanted)
        .collect();
    match named.as_slice() {
        [child] => Parsed::new(child.id.clone()),
        _ if fields::says_nothing(cell.text()) => Parsed::absent(),
        _ => Parsed::without(Fault::AskerUnknown {
            name: fields::excerpt(cell.text()),
        }),
    }
}

/// The items of "1. … 2. …" on lines of their own; the whole text if it is not numbered from 1 on.
fn split_numbered(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in text.lines() {
        let word = format!("{}", parts.len() + 1);
        let rest = line
            .strip_prefix(&word)
            .and_then(|rest| rest.strip_prefix(['.', ')', '/', ':']));
        match (rest, parts.last_mut()) {
            (Some(rest), _) => parts.push(rest.trim().to_owned()),
            (None, Some(last)) => {
                last.push('\n');
                last.push_str(line);
            }
            (None, None) => {
                return if text.is_empty() {
                    Vec::new()
                } else {
                    vec![text.to_owned()]
                };
            }
        }
    }
    match parts.len() {
        0 | 1 if text.is_empty() => Vec::new(),
        0 | 1 => vec![text.to_owned()],
        _ => parts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_texts_are_split() {
        assert_eq!(
            split_numbered("1. Một?\n2. Hai\nnữa?\n3) Ba?"),
            ["Một?", "Hai\nnữa?", "Ba?"]
        );
        assert_eq!(split_numbered("Một?\nHai?"), ["Một?\nHai?"]);
        assert_eq!(split_numbered("1. Một?"), ["1. Một?"]);
        assert!(split_numbered("").is_empty());
    }
}
