//! `diendan` makes all the papers of a Vietnamese Children's Forum from the workbooks that communes send in.
//!
//! Data runs one way:
//!
//! ```text
//! inputs/  --ingest-->  model  --check-->  findings
//!                         |
//!                         v
//!                       plan  --compose-->  document  --typeset-->  PDF
//!                                               |------word------>  DOCX
//!                                               |-----sheets----->  XLSX
//! ```
//!
//! [`build`] runs this flow; [`cli`] is what the officer types; [`workspace`] knows where things are.

pub mod build;
pub mod check;
pub mod cli;
pub mod compose;
pub mod document;
pub mod edits;
pub mod files;
pub mod finding;
pub mod ingest;
pub mod memory;
pub mod model;
pub mod plan;
pub mod progress;
pub mod proposals;
pub mod review;
pub mod sheets;
pub mod typeset;
pub mod vietnamese;
pub mod watch;
pub mod word;
pub mod workspace;
