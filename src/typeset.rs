//! Document tree -> pages -> PDF.

mod pdf;
mod world;

pub use pdf::{Pdf, PdfError, PrintInfo, print};
pub use world::{Engine, EngineError, Layouts};

#[cfg(test)]
mod tests;
