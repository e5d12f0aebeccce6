//! The workbook stream as records: a kind, a length, and the data, which may go on in further records.

use crate::ingest::workbook::bytes::Bytes;

const CONTINUE: u16 = 0x003c;

/// A record.
pub(super) struct Record<'a> {
    pub kind: u16,
    /// Without what is continued.
    pub data: Bytes<'a>,
    /// What follows in records of continuation.
    more: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    /// Row and column of a record of one cell.
    pub fn place(&self) -> Option<(u32, u32)> {
        Some((self.data.u16(0)?.into(), self.data.u16(2)?.into()))
    }

    /// The data from `at`, over all its parts.
    pub fn flow(&self, at: usize) -> Flow<'_> {
        Flow {
            part: self.data.0.get(at..).unwrap_or_default(),
            more: &self.more,
        }
    }
}

/// Records, one after the other, until the stream ends or breaks off.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub fn new(stream: &'a [u8], start: usize) -> Self {
        Self {
            rest: stream.get(start..).unwrap_or_default(),
        }
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let (head, rest) = self.rest.split_first_chunk::<4>()?;
        let [a, b, c, d] = *head;
        let length = usize::from(u16::from_le_bytes([c, d]));
        let data = rest.get(..length)?;
        self.rest = &rest[length..];
        Some((u16::from_le_bytes([a, b]), data))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, data) = self.one()?;
        let mut more = Vec::new();
        while self.rest.starts_with(&CONTINUE.to_le_bytes()) {
            more.push(self.one()?.1);
        }
        Some(Record {
            kind,
            data: Bytes(data),
            more,
        })
    }
}

/// Data that is read on from part to part.
#[derive(Clone, Copy)]
pub(super) struct Flow<'a> {
    part: &'a [u8],
    more: &'a [&'a [u8]],
}

impl<'a> Flow<'a> {
    /// What is left of the part that is read, and the next part once that is used up.
    pub fn part(&mut self) -> Option<&'a [u8]> {
        while self.part.is_empty() {
            let (next, more) = self.more.split_first()?;
            (self.part, self.more) = (next, more);
        }
        Some(self.part)
    }

    /// Whether the part is used up.
    pub fn at_break(&self) -> bool {
        self.part.is_empty()
    }

    /// Takes up to `count` bytes of the same part.
    pub fn some(&mut self, count: usize) -> Option<&'a [u8]> {
        let part = self.part()?;
        let (taken, rest) = part.split_at(count.min(part.len()));
        self.part = rest;
        Some(taken)
    }

    /// Passes over bytes.
    pub fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            count -= self.some(count)?.len();
        }
        Some(())
    }

    pub fn byte(&mut self) -> Option<u8> {
        self.some(1)?.first().copied()
    }

    pub fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.byte()?, self.byte()?]))
    }

    pub fn u32(&mut self) -> Option<u32> {
        Some(u32::from_le_bytes([
            self.byte()?,
            self.byte()?,
            self.byte()?,
            self.byte()?,
        ]))
    }
}
