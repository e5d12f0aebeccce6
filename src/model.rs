//! The facts as types: what every stage after `ingest` reads, and what `out/model` and the schemas show.

pub mod dossier;
pub mod edit;
pub mod formats;
pub mod forum;
pub mod guest;
pub mod ours;
pub mod provenance;
pub mod receipt;
pub mod register;
pub mod reply;
pub mod yaml;

pub use dossier::{
    Caretaker, Child, CommuneForum, Consent, Delegation, Dossier, Duty, Entry, EntryForm, Gender, Poster,
    PreviousRecommendation, Question, Recommendation, ReplacedPerson, ReplyStatus, Source,
};
pub use formats::{Formats, PaperFormat};
pub use forum::{Forum, ForumFile, Level, Unit, UnitType};
pub use guest::{Guest, GuestGroup, GuestReply};
pub use provenance::{Origin, Provenance};
pub use receipt::{Channel, Receipt};
pub use register::{Register, RegisterEntry, Replaced, Stage};
pub use reply::Reply;

/// Everything known about one forum, after ingest.
#[derive(Debug, Clone)]
pub struct Model {
    /// The facts of `inputs/forum.yaml`.
    pub file: ForumFile,
    /// One dossier for each unit that has sent something, in the official order of the units.
    pub dossiers: Vec<Dossier>,
    /// Whom to invite, in the order of `inputs/guests.xlsx`.
    pub guests: Vec<Guest>,
    /// What came when.
    pub receipts: Vec<Receipt>,
    /// Number, date, signer and stage of each paper.
    pub register: Register,
    /// Where each value came from.
    pub provenance: Provenance,
    /// The day that counts as today (`--as-of`, else `as_of`, else the latest receipt).
    pub today: jiff::civil::Date,
}

impl Model {
    /// The dossier of the unit `code`, if that unit has sent one.
    pub fn dossier(&self, code: &str) -> Option<&Dossier> {
        self.dossiers.iter().find(|dossier| dossier.unit.code == code)
    }
}
