//! `diendan` makes all the papers of a Vietnamese Children's Forum from the workbooks that communes send in.
pub mod check;
pub mod document;
pub mod files;
pub mod finding;
pub mod ingest;
pub mod model;
pub mod sheets;
pub mod typeset;
pub mod vietnamese;
