//! Document tree -> pages -> PDF.

pub mod look;
mod pdf;
mod world;

pub use pdf::{Pdf, PdfError, PrintInfo, print};
pub use world::{Engine, EngineError, Layouts};
