//! What the program does, seen from outside, in one program: linking the engine once takes less time than twenty times.

mod again;
mod common;
mod drafts;
mod edited_lists;
mod edits;
mod edits_model;
mod example_inputs;
mod feedback;
mod issued;
mod main_job;
mod nd30;
mod plan_facts;
mod reference_pages;
mod review;
mod status;
mod symptoms;
mod text_safety;
mod themes;
mod trace;
mod withheld;
mod workbooks;
