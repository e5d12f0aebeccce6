//! Pages and PDF/A-2b of one file: compile, give it its title and date, export.

use jiff::civil::Date;
use serde::Serialize;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::{World, WorldExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::specimen::specimen;
use super::world::{Engine, PaperWorld};
use crate::document::{Block, Document};

/// Largest number of table rows with which a file is still tagged: the structure tree of a larger table is many times the size of its text.
const MAX_TAGGED_ROWS: usize = 500;

/// What the file says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PrintInfo {
    /// Id of the paper; keeps the file's identifier stable.
    pub id: String,
    /// Title.
    pub title: String,
    /// Date of the paper, or the day that counts as today.
    pub date: Date,
}

/// A finished file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
}

/// The layout or the export refused the tree: `file:line:column message`, one line each.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct PdfError(pub Vec<String>);

/// Does `work` in a pool of the calling thread alone, as setting papers wants it: the exporter waits inside the current rayon
/// pool, and in a shared one it would start the next paper on the same stack.
pub fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread();
    match pool.build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Has the engine read its layouts and fonts before the first paper is set. Run it [`alone`].
pub fn warm_up(engine: &Engine) {
    let info = PrintInfo {
        id: String::new(),
        title: String::new(),
        date: Date::ZERO,
    };
    // A fault is told when a paper is set.
    drop(print(engine, Some(&specimen()), &info));
}

/// Sets a paper; without one, a blank page. Run it [`alone`].
pub fn print(engine: &Engine, document: Option<&Document>, info: &PrintInfo) -> Result<Pdf, PdfError> {
    let world = world_of(engine, document)?;
    let pages = lay_out(&world, info)?;
    let bytes = export(&world, &pages, document, info)?;
    Ok(Pdf {
        bytes,
        pages: pages.pages().len(),
    })
}

/// The world in which the layouts find `document`.
pub(super) fn world_of<'e>(engine: &'e Engine, document: Option<&Document>) -> Result<PaperWorld<'e>, PdfError> {
    #[derive(Serialize)]
    struct Data<'a> {
        document: Option<&'a Document>,
    }
    let data = serde_json::to_vec(&Data { document }).map_err(|error| PdfError(vec![error.to_string()]))?;
    Ok(engine.world(data))
}

/// Pages of `world`, with the properties of the file.
pub(super) fn lay_out(world: &PaperWorld<'_>, info: &PrintInfo) -> Result<PagedDocument, PdfError> {
    let compiled = typst::compile::<PagedDocument>(world);
    let mut pages = compiled.output.map_err(|errors| describe(world, &errors))?;
    if !compiled.warnings.is_empty() {
        return Err(describe(world, &compiled.warnings));
    }
    let about = pages.info_mut();
    about.title = Some(info.title.as_str().into());
    about.date = Smart::Custom(Datetime::from_ymd(
        i32::from(info.date.year()),
        info.date.month().unsigned_abs(),
        info.date.day().unsigned_abs(),
    ));
    Ok(pages)
}

fn export(
    world: &PaperWorld<'_>,
    pages: &PagedDocument,
    document: Option<&Document>,
    info: &PrintInfo,
) -> Result<Vec<u8>, PdfError> {
    let day = Datetime::from_ymd_hms(
        i32::from(info.date.year()),
        info.date.month().unsigned_abs(),
        info.date.day().unsigned_abs(),
        0,
        0,
        0,
    );
    let options = PdfOptions {
        ident: Smart::Custom(info.id.clone()),
        creator: Smart::Custom(Some("diendan".to_owned())),
        timestamp: day.map(Timestamp::new_utc),
        standards: PdfStandards::new(&[PdfStandard::A_2b]).map_err(|error| PdfError(vec![format!("{error:?}")]))?,
        tagged: document.is_some_and(|document| rows(document) <= MAX_TAGGED_ROWS),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(pages, &options).map_err(|errors| describe(world, &errors))
}

/// Rows of all tables of a paper.
fn rows(document: &Document) -> usize {
    fn count(blocks: &[Block]) -> usize {
        blocks
            .iter()
            .map(|block| match block {
                Block::Table(table) => table.rows.len(),
                Block::Aligned { body, .. } => count(body),
                _ => 0,
            })
            .sum()
    }
    count(&document.body) + document.annexes.iter().map(|annex| count(&annex.body)).sum::<usize>()
}

fn describe(world: &PaperWorld<'_>, diagnostics: &[SourceDiagnostic]) -> PdfError {
    let place = |diagnostic: &SourceDiagnostic| -> Option<String> {
        let id = diagnostic.span.id()?;
        let source = world.source(id).ok()?;
        let (line, column) = source
            .lines()
            .byte_to_line_column(world.range(diagnostic.span)?.start)?;
        Some(format!("{:?}:{}:{} ", id, line + 1, column + 1))
    };
    PdfError(
        diagnostics
            .iter()
            .map(|diagnostic| format!("{}{}", place(diagnostic).unwrap_or_default(), diagnostic.message))
            .collect(),
    )
}
