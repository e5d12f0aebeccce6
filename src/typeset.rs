//! Document tree -> pages -> PDF; finished PDFs -> one file to print.

mod bind;
pub mod look;
mod pdf;
mod world;

pub use bind::{Finished, VERSION as BIND_VERSION, bind};
pub use pdf::{Pdf, PdfError, PrintInfo, print};
pub use world::{Engine, EngineError, Layouts};
