//! What is particular to Vietnamese: normal forms, folding, order of names, dates, numbers in words.

pub mod collate;
pub mod dates;
pub mod fold;
pub mod legacy;
pub mod letters;
pub mod lists;
pub mod look_alikes;
pub mod mojibake;
pub mod names;
pub mod normal;
pub mod numbers;
pub mod slug;
pub mod syllable;

pub use collate::Collator;
pub use fold::fold;
pub use lists::join_vi;
pub use normal::clean;
pub use slug::slug;
