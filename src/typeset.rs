//! Document tree -> pages -> PDF; finished PDFs -> one file to print.

mod bind;
pub mod look;
mod pdf;
mod specimen;
mod world;

pub use bind::{Binding, Bound, Section, Source, VERSION as BIND_VERSION};
pub use pdf::{Pdf, PdfError, PrintInfo, alone, print, warm_up};
pub use world::{Engine, EngineError, Layouts};
