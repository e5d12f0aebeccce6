//! The facts under the names that templates use: the model, joined and counted. Every field is always there, null or empty when it is not known.

mod counted;
mod feedback;
mod law;
mod people;
mod proposals;
mod records;
pub mod shared;
mod totals;
mod units;

use serde_json::{Map, Value, json};

use crate::finding::{Finding, Language, Severity};
use crate::model::Model;
use crate::model::forum::{ForumFile, RoleKind};
pub use counted::counted;
use records::{complete, object};
pub use totals::disagreements;

/// What the facts need to know of a kind of paper, for citations.
#[derive(Debug, Clone)]
pub struct PaperKind {
    /// Kind.
    pub kind: String,
    /// Name of the type in running text ("Kế hoạch").
    pub name: String,
    /// Notation.
    pub notation: Option<String>,
}

/// The facts of `inputs/forum.yaml` alone, with what follows from them; what the texts of that file may name.
pub fn of_file(file: &ForumFile) -> Map<String, Value> {
    let mut facts = Map::new();
    let mut put = |name: &str, value: Value| {
        facts.insert(name.to_owned(), value);
    };
    put("sample", json!(file.sample));
    put("forum", Value::Object(complete(&file.forum)));
    put("organiser", Value::Object(complete(&file.organiser)));
    put("session", Value::Object(complete(&file.session)));
    put("outcome", Value::Object(complete(&file.outcome)));
    put("quota", Value::Object(complete(&file.quota)));
    put("limits", Value::Object(complete(&file.limits)));
    put("funding", list(&file.funding, complete));
    put("tasks", list(&file.tasks, complete));
    put("recipients", json!(file.recipients));
    put(
        "laws",
        Value::Object(
            file.laws
                .iter()
                .map(|(key, law)| (key.clone(), law::citations(law)))
                .collect(),
        ),
    );
    put(
        "deadlines",
        Value::Object(
            file.deadlines
                .iter()
                .map(|(id, deadline)| {
                    let mut record = complete(deadline);
                    record.insert("last_day".to_owned(), json!(deadline.last_day()));
                    (id.clone(), Value::Object(record))
                })
                .collect(),
        ),
    );
    let agenda = crate::model::Level::ALL.iter().map(|level| {
        let items = file.agenda.get(level).map_or(&[][..], Vec::as_slice);
        (object(level), list(items, complete))
    });
    put("agenda", Value::Object(agenda.collect()));
    put("themes", list(&file.themes, complete));
    put(
        "units",
        Value::Array(
            file.units
                .iter()
                .map(|unit| Value::Object(units::brief(unit)))
                .collect(),
        ),
    );
    put("agencies", list(&file.agencies, complete));
    put(
        "people",
        Value::Array(
            file.people
                .iter()
                .map(|person| people::person(person, None, file))
                .collect(),
        ),
    );
    for (name, role) in [
        ("committee", RoleKind::Committee),
        ("service_team", RoleKind::Service),
        ("mcs", RoleKind::Mc),
        ("judges", RoleKind::Judge),
    ] {
        let members = file.people.iter().flat_map(|person| {
            let roles = person.roles.iter().filter(move |held| held.role == role);
            roles.map(move |held| people::person(person, Some(held), file))
        });
        put(name, Value::Array(members.collect()));
    }
    put("totals", Value::Object(totals::planned(file)));
    facts
}

/// All facts of the forum; what stands in several places is told once ([`shared`]).
pub fn of_model(model: &Model, kinds: &[PaperKind], findings: &[Finding], units: &[String]) -> Value {
    let mut facts = of_file(&model.file);
    let joined = units::Joined::new(model);
    let mut put = |name: &str, value: Value| {
        facts.insert(name.to_owned(), value);
    };
    put("as_of", json!(model.today));
    put("children", joined.flat("children"));
    put("caretakers", joined.flat("caretakers"));
    put("entries", joined.flat("entries"));
    put("posters", joined.flat("posters"));
    put("questions", joined.flat("questions"));
    put("recommendations", joined.flat("recommendations"));
    put("previous_recommendations", joined.flat("previous_recommendations"));
    put("themes", joined.themes());
    put("agencies", joined.agencies());
    put("alike", proposals::alike(model, &joined));
    put("guests", people::guests(model, &joined));
    put("documents", documents(model, kinds));
    put("findings_table", findings_table(model, findings, units));
    put("totals", Value::Object(totals::all(model, &joined)));
    put(
        "units",
        Value::Array(with_feedback(joined.into_units(), model, findings)),
    );
    Value::Object(facts)
}

/// The units, each with what goes back to it about its dossier.
fn with_feedback(mut units: Vec<Value>, model: &Model, findings: &[Finding]) -> Vec<Value> {
    for record in &mut units {
        let unit = model
            .file
            .units
            .iter()
            .find(|unit| record["code"] == unit.code.as_str());
        record["feedback"] = unit.map_or(Value::Null, |unit| feedback::of_unit(unit, model, findings));
    }
    units
}

/// Number, date and citation of each kind, and of each paper that has an entry of its own, as far as the register knows them.
fn documents(model: &Model, kinds: &[PaperKind]) -> Value {
    let record = |id: &str, kind: &PaperKind| {
        let entry = model.register.get(id);
        json!({
            "number": entry.and_then(|entry| entry.number),
            "date": entry.and_then(|entry| entry.date),
            "notation": kind.notation,
            "citation": citation(kind, entry, &model.file),
        })
    };
    let of_kinds = kinds.iter().map(|kind| (kind.kind.clone(), record(&kind.kind, kind)));
    let own = model.register.documents.keys().filter_map(|id| {
        let (kind, _) = id.split_once('/')?;
        let kind = kinds.iter().find(|known| known.kind == kind)?;
        Some((id.clone(), record(id, kind)))
    });
    Value::Object(of_kinds.chain(own).collect())
}

/// What a paper may say of itself: the name of its type, and how it cites the paper that it replaces.
pub fn paper(kind: &PaperKind, entry: Option<&crate::model::RegisterEntry>, file: &ForumFile) -> Value {
    let replaced = entry.and_then(|entry| entry.replaces.as_ref());
    let cited = replaced.map(|first| {
        law::citation_of_paper(
            kind,
            Some(first.number),
            Some(first.date),
            file.forum.year,
            &file.organiser.name,
        )
    });
    json!({ "name": kind.name, "replaces": cited })
}

/// The citation of one paper.
pub fn citation(kind: &PaperKind, entry: Option<&crate::model::RegisterEntry>, file: &ForumFile) -> String {
    let number = entry.and_then(|entry| entry.number);
    let date = entry.and_then(|entry| entry.date);
    law::citation_of_paper(kind, number, date, file.forum.year, &file.organiser.name)
}

fn findings_table(model: &Model, findings: &[Finding], units: &[String]) -> Value {
    let mut findings = findings.to_vec();
    crate::finding::sort(&mut findings, units);
    let rows = findings.iter().map(|finding| {
        let record = finding.record(Language::Vietnamese);
        let unit = record
            .unit
            .and_then(|code| model.file.units.iter().find(|unit| unit.code == code));
        json!({
            "code": record.code,
            "severity": record.severity,
            "severity_label": match record.severity {
                Severity::Error => "Lỗi",
                Severity::Warning => "Cảnh báo",
                Severity::Note => "Ghi chú",
            },
            "unit_name": unit.map(crate::model::Unit::full_name),
            "file": record.file,
            "sheet": record.sheet,
            "cell": record.cell,
            "message": record.message,
            "hint": record.hint,
        })
    });
    Value::Array(rows.collect())
}

fn list<T>(items: &[T], record: fn(&T) -> Map<String, Value>) -> Value {
    Value::Array(items.iter().map(|item| Value::Object(record(item))).collect())
}
