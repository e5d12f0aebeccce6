//! Document tree -> `.docx`, the draft that travels past a leader's red pen; the looks of the decree as named styles of Word.

mod body;
mod chart;
mod foot;
mod frames;
mod head;
mod lines;
mod origin;
mod package;
mod paragraph;
mod styles;
mod table;
mod theme;
mod units;
mod widths;
mod xml;

use jiff::civil::Date;

use crate::document::{Annex, Document, Measure};
use body::{Setting, closed, glue};
use lines::even;
pub use origin::{Origin, OriginRow, Part, plain};
use package::{Parts, section};
use paragraph::{Para, Printer};
use units::{mm, text_width};

/// Changes whenever the same tree would print otherwise.
pub const VERSION: &str = concat!("docx 1, diendan ", env!("CARGO_PKG_VERSION"));

/// A draft could not be packed.
#[derive(Debug, thiserror::Error)]
pub enum WordError {
    /// The archive.
    #[error("{0}")]
    Zip(#[from] zip::result::ZipError),
    /// A part of it.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The origin.
    #[error("{0}")]
    Origin(#[from] serde_json::Error),
}

/// The bytes of the draft of `document`; `date` is that of the paper, or the day that counts as today.
pub fn write(document: &Document, date: Date, fonts: &dyn Measure) -> Result<Vec<u8>, WordError> {
    let printer = pages(document, fonts);
    Parts {
        document,
        title: &document.title,
        date: &date.to_string(),
        body: printer.xml.finish(),
        charts: printer.charts,
        origin: serde_json::to_string(&printer.origin)?,
    }
    .pack()
}

/// The words of the draft of `document`, as it would keep them.
pub fn origin(document: &Document, fonts: &dyn Measure) -> Origin {
    pages(document, fonts).origin
}

fn pages<'f>(document: &Document, fonts: &'f dyn Measure) -> Printer<'f> {
    let frame = &document.frame;
    let mut printer = Printer {
        xml: xml::Xml::default(),
        fonts,
        origin: Origin::of(document),
        charts: Vec::new(),
    };
    printer.letterhead(frame);
    printer.opening(frame);
    let body = closed(&document.body, frame.end_mark);
    let setting = Setting {
        width: text_width(frame.landscape),
        glue: if Printer::has_foot(frame) { glue(&body) } else { 0 },
    };
    printer.blocks("body", &body, setting);
    printer.foot(frame);
    let mut last = section(frame.landscape, frame.notices.len());
    for (index, annex) in document.annexes.iter().enumerate() {
        printer.section_end(&last);
        annex_pages(&mut printer, index, annex);
        last = section(annex.landscape, frame.notices.len());
    }
    // A table must not be the last thing of a file.
    printer.set(Para::of("CachDong"), &[]);
    printer.xml.raw(&last);
    printer
}

/// An annex with its own head (C36–C38).
fn annex_pages(printer: &mut Printer<'_>, index: usize, annex: &Annex) {
    let width = text_width(annex.landscape);
    let at = format!("annexes/{index}");
    let number = annex
        .number
        .as_ref()
        .map_or(String::new(), |number| format!(" {number}"));
    printer.line(
        &format!("{at}/number"),
        Para::of("PhuLuc").kept(true),
        &format!("Phụ lục{number}"),
    );
    let title = even(
        &annex.title.to_uppercase(),
        width - mm(10),
        lines::Look::strong(14.0),
        printer.fonts,
    );
    // The style prints capitals; the words keep their own, line by line.
    let mut rest = annex.title.as_str();
    let mut words = Vec::new();
    for line in &title {
        let cut = rest
            .char_indices()
            .nth(line.chars().count())
            .map_or(rest.len(), |(at, _)| at);
        words.push(rest[..cut].trim().to_owned());
        rest = rest[cut..].trim_start();
    }
    printer.line(
        &format!("{at}/title"),
        Para::of("TenPhuLuc").kept(true),
        &words.join("\n"),
    );
    if !annex.attached_to.is_empty() {
        let lines = even(
            &annex.attached_to,
            width - mm(10),
            lines::Look::light(14.0),
            printer.fonts,
        );
        printer.line(
            &format!("{at}/attached_to"),
            Para::of("KemTheo").kept(true),
            &lines.join("\n"),
        );
    }
    printer.blocks(
        &format!("{at}/body"),
        &closed(&annex.body, false),
        Setting { width, glue: 0 },
    );
}
