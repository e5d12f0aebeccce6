//! Table -> the reply workbooks of the agencies that have answered: the program's own workbooks with their open cells
//! filled in.

use std::error::Error;

use diendan::compose::{Desk, Facts, Library, Order, Places, context};
use diendan::document::{Coverage, Row, Table, Value};
use diendan::ingest::{self, Ids};
use diendan::model::{Model, ReplyStatus};
use diendan::plan::{Make, plan};
use diendan::sheets;
use diendan::workspace::Workspace;
use jiff::civil::Date;

use super::submissions::File;
use super::table::records;

const REPLIES: &str = include_str!("replies.txt");

/// Agencies that have sent their workbooks back.
const ANSWERED: [&str; 2] = ["tra-loi/CA", "tra-loi/TTYT"];

/// Fonts do not matter for workbooks.
struct AnyFont;

impl Coverage for AnyFont {
    fn covers(&self, _: char) -> bool {
        true
    }
}

struct Reply {
    id: String,
    status: Option<ReplyStatus>,
    number: Option<String>,
    date: Option<Date>,
    by: Option<String>,
    text: Option<String>,
}

/// The workbooks, as they came back.
pub fn files(workspace: &Workspace) -> Result<Vec<File>, Box<dyn Error>> {
    let replies = replies()?;
    let model = model(workspace)?;
    let (library, _) = Library::read(&workspace.templates().map_err(words)?);
    let units: Vec<String> = model.file.units.iter().map(|unit| unit.code.clone()).collect();
    let facts = Facts::new(context::of_model(&model, &library.kinds(), &[], &units));
    let desk = Desk {
        library: &library,
        facts: &facts,
        model: &model,
        fonts: &AnyFont,
        places: Places::default(),
    };
    let (jobs, _) = plan(&desk);
    let mut files = Vec::new();
    for id in ANSWERED {
        let job = jobs
            .iter()
            .find(|job| job.id == id)
            .ok_or_else(|| format!("no workbook {id}"))?;
        let Make::Book { template, record, key } = &job.make else {
            return Err(format!("{id} is no workbook").into());
        };
        let order = Order {
            id: &job.id,
            audience: job.audience,
            record: record.as_ref(),
        };
        let mut book = desk.book(template, &order, key.as_deref()).map_err(words)?;
        book.sheets
            .iter_mut()
            .flat_map(|sheet| &mut sheet.tables)
            .for_each(|table| fill(table, &replies));
        let name = format!(
            "returned/tra-loi-{}.xlsx",
            key.as_deref().unwrap_or_default().to_lowercase()
        );
        files.push((name, sheets::write(&book)?));
    }
    Ok(files)
}

fn replies() -> Result<Vec<Reply>, Box<dyn Error>> {
    let reply = |mut it: super::table::Record| {
        Ok(Reply {
            id: it.text(),
            status: it.code()?,
            number: it.optional(),
            date: it.parsed()?,
            by: it.optional(),
            text: it.optional(),
        })
    };
    records(REPLIES).map(reply).collect()
}

/// What the workbooks are made from: the submissions, without any reply.
fn model(workspace: &Workspace) -> Result<Model, Box<dyn Error>> {
    let office = workspace.office(None).map_err(words)?;
    let mut ids: Ids = workspace.yaml("ids.yaml").map_err(words)?.unwrap_or_default();
    let taken = ingest::ingest(&workspace.inputs(), &office.file, &office.receipts, &mut ids);
    Ok(Model {
        file: office.file,
        dossiers: taken.dossiers,
        guests: taken.guests,
        receipts: office.receipts,
        register: office.register,
        provenance: taken.provenance,
        today: office.today,
    })
}

/// Fills in the open cells of the rows that were answered.
fn fill(table: &mut Table, replies: &[Reply]) {
    for row in &mut table.rows {
        let Row::Record { id: Some(id), cells } = row else {
            continue;
        };
        let Some(reply) = replies.iter().find(|reply| reply.id == *id) else {
            continue;
        };
        for (column, cell) in table.columns.iter().zip(cells).filter(|(column, _)| column.input) {
            let text = match column.key.as_str() {
                "reply" => reply.text.clone(),
                "status" => reply.status.map(|status| status.label().to_owned()),
                "reply_number" => reply.number.clone(),
                "reply_date" => reply.date.map(|date| date.strftime("%d/%m/%Y").to_string()),
                "answered_by" => reply.by.clone(),
                _ => None,
            };
            if let Some(text) = text {
                cell.text = text;
                let date = reply.date.filter(|_| column.key == "reply_date");
                cell.value = date.map(|date| Value::Date(date.year(), date.month(), date.day()));
            }
        }
    }
}

fn words(finding: Box<diendan::finding::Finding>) -> String {
    finding.fault.message(diendan::finding::Language::English)
}
