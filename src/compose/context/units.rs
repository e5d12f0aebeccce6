//! Units with all that belongs to them, and the same facts seen by theme and by agency.

use jiff::civil::Date;
use serde_json::{Map, Value, json};

use super::proposals;
use super::records::{complete, object};
use super::shared::{Shared, references};
use crate::model::dossier::PreviousStatus;
use crate::model::forum::{Agency, Duties, Unit};
use crate::model::receipt::Component;
use crate::model::{Caretaker, Child, Dossier, Duty, Entry, ForumFile, Model, PreviousRecommendation};
use crate::vietnamese::{Collator, dates, names};

/// A unit without what belongs to it.
pub fn brief(unit: &Unit) -> Map<String, Value> {
    let mut record = complete(unit);
    let full = unit.full_name();
    record.insert("title_name".to_owned(), json!(names::capitalize_first(&full)));
    record.insert("office".to_owned(), json!(format!("UBND {full}")));
    record.insert("full_name".to_owned(), json!(full));
    record
}

/// The model joined for printing.
pub struct Joined<'a> {
    model: &'a Model,
    units: Vec<Value>,
}

impl<'a> Joined<'a> {
    /// Joins units, dossiers, receipts and the outcome.
    pub fn new(model: &'a Model) -> Self {
        let collator = Collator::new();
        let day = model
            .file
            .outcome
            .start
            .or(model.file.session.start)
            .map(jiff::civil::DateTime::date);
        let units = model
            .file
            .units
            .iter()
            .filter(|unit| exists_on(unit, day.unwrap_or(model.today)));
        Self {
            model,
            units: units
                .map(|unit| Value::Object(joined_unit(unit, model, &collator)))
                .collect(),
        }
    }

    /// All units.
    pub fn units(&self) -> impl Iterator<Item = Shared<'_>> {
        let units = self.units.iter().enumerate();
        units.map(|(place, unit)| Shared::of(unit, "units", place))
    }

    /// All units as they are told.
    pub fn into_units(self) -> Vec<Value> {
        self.units
    }

    /// One unit, or null.
    pub fn unit(&self, code: &str) -> Value {
        let unit = self.units().find(|unit| unit.record["code"] == code);
        unit.map_or(Value::Null, |unit| unit.reference())
    }

    /// The records of all units in one list, each with its `unit`. `posters` are the units' one poster each.
    pub fn flat(&self, name: &str) -> Value {
        references(self.records(name))
    }

    /// The records of [`Self::flat`].
    pub fn records<'s>(&'s self, name: &'s str) -> impl Iterator<Item = Shared<'s>> {
        let field = if name == "posters" { "poster" } else { name };
        let of_unit = move |(place, unit): (usize, &'s Value)| {
            let (records, is_list) = match &unit[field] {
                Value::Array(records) => (records.as_slice(), true),
                Value::Null => (&[][..], false),
                one => (std::slice::from_ref(one), false),
            };
            let records = records.iter().enumerate();
            records.map(move |(item, record)| Shared::of_unit(record, place, field, is_list.then_some(item)))
        };
        self.units.iter().enumerate().flat_map(of_unit)
    }

    /// Themes with what was said about them.
    pub fn themes(&self) -> Value {
        let themes = self.model.file.themes.iter().map(|theme| {
            let mut record = complete(theme);
            let lead = self.model.file.agencies.iter().find(|agency| agency.code == theme.lead);
            record.insert(
                "lead_name".to_owned(),
                json!(lead.map_or(theme.lead.as_str(), |agency| &agency.name)),
            );
            record.insert(
                "lead_short".to_owned(),
                json!(lead.map_or(theme.lead.as_str(), |agency| &agency.short)),
            );
            for name in ["questions", "recommendations", "entries"] {
                let about = self
                    .records(name)
                    .filter(|one| one.record["theme"] == theme.code.as_str());
                record.insert(name.to_owned(), references(about));
            }
            Value::Object(record)
        });
        Value::Array(themes.collect())
    }

    /// Agencies with what is put to them.
    pub fn agencies(&self) -> Value {
        let agencies = self.model.file.agencies.iter();
        Value::Array(agencies.map(|agency| self.agency(agency)).collect())
    }

    /// Place and code of the agency `code` in [`Self::agencies`], or null.
    pub fn agency_of(&self, code: &str) -> Value {
        let agencies = &self.model.file.agencies;
        let Some(place) = agencies.iter().position(|agency| agency.code == code) else {
            return Value::Null;
        };
        Shared::of(&json!({ "code": code }), "agencies", place).reference()
    }

    /// What an agency is to answer of the questions or recommendations. What is held back counts with the agency, but nobody
    /// can answer it.
    pub fn to_answer(&self, name: &str, code: &str) -> Value {
        let put = self.put_to(name, code);
        references(put.filter(|one| one.record["withheld"] != true))
    }

    fn put_to<'s>(&'s self, name: &'s str, code: &'s str) -> impl Iterator<Item = Shared<'s>> {
        self.records(name).filter(move |one| one.record["agency"] == code)
    }

    fn agency(&self, agency: &Agency) -> Value {
        let code = agency.code.as_str();
        let mut record = complete(agency);
        let mut to_answer = Map::new();
        for name in ["questions", "recommendations"] {
            to_answer.insert(name.to_owned(), self.to_answer(name, code));
            record.insert(name.to_owned(), references(self.put_to(name, code)));
        }
        record.insert("to_answer".to_owned(), Value::Object(to_answer));
        let cooperates = |recommendation: &Shared<'_>| {
            let others = recommendation.record["cooperating"].as_array();
            others.into_iter().flatten().any(|other| other == code)
        };
        let cooperating = self.records("recommendations").filter(cooperates);
        record.insert("cooperating_recommendations".to_owned(), references(cooperating));
        let meant = |duties: &&Duties| duties.agencies.iter().any(|agency| agency == code);
        let tasks = self.model.file.tasks.iter().filter(meant);
        let tasks = tasks.flat_map(|duties| duties.items.clone());
        record.insert("tasks".to_owned(), json!(tasks.collect::<Vec<_>>()));
        Value::Object(record)
    }
}

/// Whether a unit existed on a day: codes were given again to other communes.
fn exists_on(unit: &Unit, day: Date) -> bool {
    unit.valid_from.is_none_or(|from| from <= day) && unit.valid_to.is_none_or(|to| day <= to)
}

fn joined_unit(unit: &Unit, model: &Model, collator: &Collator) -> Map<String, Value> {
    let file = &model.file;
    let mut record = brief(unit);
    let mut short = Map::new();
    for name in ["code", "type", "name", "full_name", "title_name", "office"] {
        short.insert(name.to_owned(), record[name].clone());
    }
    let own = |value: Value| match value {
        Value::Object(mut fields) => {
            fields.insert("unit".to_owned(), Value::Object(short.clone()));
            proposals::withhold(&mut fields);
            Value::Object(fields)
        }
        other => other,
    };

    let dossier = model.dossier(&unit.code);
    let empty = Dossier::empty(unit);
    let sent = dossier.is_some();
    let dossier = dossier.unwrap_or(&empty);
    record.insert("sent".to_owned(), json!(sent));
    let mut delegation = complete(&dossier.delegation);
    delegation.insert(
        "contact".to_owned(),
        Value::Object(complete(&dossier.delegation.contact)),
    );
    let form = dossier
        .delegation
        .participation_form
        .map(crate::model::EntryForm::label);
    delegation.insert("participation_form_label".to_owned(), json!(form));
    record.insert("delegation".to_owned(), Value::Object(delegation));
    record.insert(
        "commune_forum".to_owned(),
        Value::Object(complete(&dossier.commune_forum)),
    );
    let theme = file
        .themes
        .iter()
        .find(|theme| Some(&theme.code) == dossier.delegation.theme.as_ref());
    record.insert("theme_short".to_owned(), json!(theme.map(|theme| &theme.short)));

    let mut children: Vec<&Child> = dossier.children.iter().collect();
    children.sort_by(|a, b| collator.compare_names(&a.name, &b.name).then_with(|| a.id.cmp(&b.id)));
    let mut caretakers: Vec<&Caretaker> = dossier.caretakers.iter().collect();
    caretakers.sort_by(|a, b| {
        a.role
            .cmp(&b.role)
            .then_with(|| collator.compare_names(&a.name, &b.name))
    });
    let list = |records: Vec<Value>| Value::Array(records.into_iter().map(&own).collect());
    record.insert("children".to_owned(), list(children.iter().map(|c| child(c)).collect()));
    record.insert(
        "caretakers".to_owned(),
        list(caretakers.iter().map(|c| caretaker(c)).collect()),
    );
    record.insert(
        "entries".to_owned(),
        list(
            chosen_entries(dossier, file)
                .iter()
                .map(|e| proposals::entry(e, file))
                .collect(),
        ),
    );
    let poster = dossier
        .poster
        .as_ref()
        .map_or(Value::Null, |poster| own(proposals::poster(poster, file)));
    record.insert("poster".to_owned(), poster);
    let questions = dossier
        .questions
        .iter()
        .filter(|question| question.merged_into.is_none());
    record.insert(
        "questions".to_owned(),
        list(questions.map(|q| proposals::question(q, dossier, file)).collect()),
    );
    let visible = dossier.recommendations.iter().filter(|r| r.merged_into.is_none());
    record.insert(
        "recommendations".to_owned(),
        list(
            visible
                .map(|r| with_all_units(proposals::recommendation(r, file), model))
                .collect(),
        ),
    );
    let none_held = |one: &PreviousRecommendation| one.status == Some(PreviousStatus::KhongToChuc);
    let previous = dossier.previous_recommendations.iter();
    record.insert("no_previous_forum".to_owned(), json!(previous.clone().any(none_held)));
    let previous = previous.filter(|one| !none_held(one));
    record.insert(
        "previous_recommendations".to_owned(),
        list(previous.map(|p| proposals::previous(p, file)).collect()),
    );

    let received = model
        .receipts
        .iter()
        .filter(|receipt| receipt.unit == unit.code)
        .map(|receipt| receipt.on)
        .min();
    let last_day = file
        .deadlines
        .get("dossier")
        .map(crate::model::forum::Deadline::last_day);
    let late = received.zip(last_day).is_some_and(|(received, last)| received > last);
    let paper: Vec<String> = model
        .receipts
        .iter()
        .filter(|receipt| receipt.unit == unit.code)
        .flat_map(|receipt| receipt.paper.iter().map(object::<Component>))
        .collect();
    let missing = missing(dossier, sent, model);
    record.insert("received".to_owned(), json!(received));
    record.insert("late".to_owned(), json!(late));
    record.insert("complete".to_owned(), json!(missing.is_empty()));
    record.insert("missing".to_owned(), json!(missing));
    record.insert("paper".to_owned(), json!(paper));
    record.insert(
        "performs".to_owned(),
        json!(file.outcome.performing.contains(&unit.code)),
    );
    let place = file.outcome.performing.iter().position(|code| *code == unit.code);
    record.insert("performing_order".to_owned(), json!(place.map(|place| place + 1)));
    record.insert(
        "province".to_owned(),
        json!(file.outcome.province.as_ref() == Some(&unit.code)),
    );
    record
}

/// The items of a unit, with those marked that were shown: of a unit that performed the ones it chose, else its first.
fn chosen_entries(dossier: &Dossier, file: &ForumFile) -> Vec<Entry> {
    let mut entries = dossier.entries.clone();
    let place = file
        .outcome
        .performing
        .iter()
        .position(|code| *code == dossier.unit.code);
    if let (Some(place), false) = (place, entries.iter().any(|entry| entry.selected))
        && let Some(first) = entries.first_mut()
    {
        first.selected = true;
        first.order = u32::try_from(place + 1).ok();
    }
    entries
}

/// Adds `units_text`: every unit that made this recommendation, its own first, then those whose were merged into it.
fn with_all_units(record: Value, model: &Model) -> Value {
    let Value::Object(mut record) = record else {
        return record;
    };
    let id = record["id"].as_str().unwrap_or_default().to_owned();
    let has = |dossier: &&Dossier, own: bool| {
        let mut all = dossier.recommendations.iter();
        all.any(|one| {
            if own {
                one.id == id
            } else {
                one.merged_into.as_ref() == Some(&id)
            }
        })
    };
    let first = model.dossiers.iter().filter(|dossier| has(dossier, true));
    let others = model.dossiers.iter().filter(|dossier| has(dossier, false));
    let name = |dossier: &Dossier| {
        names::capitalize_first(&format!("{} {}", dossier.unit.unit_type.label(), dossier.unit.name))
    };
    let makers: Vec<String> = first.chain(others).map(name).collect();
    record.insert("units_text".to_owned(), json!(makers.join("; ")));
    Value::Object(record)
}

/// What a unit still owes, in the words of the plan.
fn missing(dossier: &Dossier, sent: bool, model: &Model) -> Vec<String> {
    if !sent {
        return vec!["toàn bộ hồ sơ".to_owned()];
    }
    let quota = &model.file.quota;
    let counts = [
        (dossier.children.len(), quota.children, "trẻ em"),
        (dossier.caretakers.len(), quota.caretakers, "người phụ trách"),
        (dossier.questions.len(), quota.questions, "câu hỏi"),
        (dossier.recommendations.len(), quota.recommendations, "kiến nghị"),
        (usize::from(dossier.poster.is_some()), quota.posters, "tranh cổ động"),
        (dossier.entries.len(), 1, "tiết mục"),
    ];
    let mut missing: Vec<String> = counts
        .into_iter()
        .filter(|(got, want, _)| got < &(*want as usize))
        .map(|(got, want, what)| format!("{:02} {what}", want as usize - got))
        .collect();
    let consents = dossier
        .children
        .iter()
        .filter(|child| !child.consent.processing)
        .count();
    if consents > 0 {
        missing.push(format!("{consents:02} phiếu đồng ý của cha mẹ"));
    }
    for (known, what) in [
        (dossier.delegation.plan_number.is_some(), "kế hoạch cấp xã"),
        (
            dossier.delegation.decision_number.is_some(),
            "quyết định thành lập Đoàn",
        ),
        (dossier.commune_forum.date.is_some(), "kết quả Diễn đàn cấp xã"),
    ] {
        if !known {
            missing.push(what.to_owned());
        }
    }
    missing
}

fn birth(record: &mut Map<String, Value>, birth: Option<&str>) {
    let day = birth.and_then(|birth| birth.parse::<Date>().ok());
    record.insert(
        "birth_year".to_owned(),
        json!(birth.map(|birth| birth.chars().take(4).collect::<String>())),
    );
    record.insert(
        "birth_text".to_owned(),
        json!(day.map(dates::date).or_else(|| birth.map(str::to_owned))),
    );
}

fn child(child: &Child) -> Value {
    let mut record = complete(child);
    birth(&mut record, child.birth.as_deref());
    record.insert(
        "gender_label".to_owned(),
        json!(child.gender.map(crate::model::Gender::label)),
    );
    let duties: Vec<&str> = child.duties.iter().map(|duty: &Duty| duty.label()).collect();
    record.insert("duties_text".to_owned(), json!(duties.join("; ")));
    record.insert("school_level".to_owned(), json!(school_level(child.class.as_deref())));
    record.insert(
        "public_name".to_owned(),
        json!(child.consent.publish_name.then_some(&child.name)),
    );
    Value::Object(record)
}

/// School level by the class: 1–5 primary, 6–9 lower secondary, 10–12 upper secondary.
pub fn school_level(class: Option<&str>) -> Option<&'static str> {
    let digits: String = class?
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    match digits.parse::<u8>().ok()? {
        1..=5 => Some("Tiểu học"),
        6..=9 => Some("THCS"),
        10..=12 => Some("THPT"),
        _ => None,
    }
}

fn caretaker(caretaker: &Caretaker) -> Value {
    let mut record = complete(caretaker);
    birth(&mut record, caretaker.birth.as_deref());
    record.insert(
        "gender_label".to_owned(),
        json!(caretaker.gender.map(crate::model::Gender::label)),
    );
    record.insert(
        "role_label".to_owned(),
        json!(caretaker.role.map(crate::model::dossier::CaretakerRole::label)),
    );
    Value::Object(record)
}
