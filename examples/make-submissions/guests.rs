//! Table -> whom to invite; the order of the lines is the order of protocol.

use std::error::Error;

use diendan::model::Guest;

use super::table::records;

const GUESTS: &str = include_str!("guests.txt");

/// All guests.
pub fn guests() -> Result<Vec<Guest>, Box<dyn Error>> {
    records(GUESTS)
        .zip(1..)
        .map(|(mut it, order)| {
            let (id, group) = (it.text(), it.code()?.ok_or("a guest without a group")?);
            Ok(Guest {
                id,
                group,
                honorific: it.optional(),
                name: it.optional(),
                position: it.optional(),
                agency: it.optional(),
                agency_code: None,
                unit: None,
                role: it.optional(),
                order: Some(order),
                send_to: it.optional(),
                note: it.optional(),
                reply: it.code()?,
                substitute: it.optional(),
            })
        })
        .collect()
}
