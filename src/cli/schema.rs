//! `schema`: JSON Schema of the files that people write and read.

use clap::{Args, ValueEnum};
use schemars::{Schema, schema_for};
use serde_json::{Map, Value};

use super::{Ending, Outcome, print_json};
use crate::model::edit::EditsFile;
use crate::model::receipt::ReceiptsFile;
use crate::model::{Dossier, ForumFile, Register};

#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Tệp nào: forum, model, edits, register hay receipts; không ghi thì in tất cả trong một đối tượng JSON
    #[arg(value_name = "TỆP")]
    file: Option<SchemaFile>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum SchemaFile {
    /// inputs/forum.yaml
    Forum,
    /// out/model/units/*.yaml
    Model,
    /// inputs/edits.yaml
    Edits,
    /// inputs/register.yaml
    Register,
    /// inputs/receipts.yaml
    Receipts,
}

impl SchemaFile {
    fn schema(self) -> Schema {
        match self {
            Self::Forum => schema_for!(ForumFile),
            Self::Model => schema_for!(Dossier),
            Self::Edits => schema_for!(EditsFile),
            Self::Register => schema_for!(Register),
            Self::Receipts => schema_for!(ReceiptsFile),
        }
    }
}

pub fn run(args: &SchemaArgs) -> Outcome {
    match args.file {
        Some(file) => print_json(&file.schema()),
        None => {
            let all = SchemaFile::value_variants().iter().filter_map(|file| {
                Some((
                    file.to_possible_value()?.get_name().to_owned(),
                    file.schema().to_value(),
                ))
            });
            print_json(&all.collect::<Map<String, Value>>());
        }
    }
    Ok(Ending::Done)
}
