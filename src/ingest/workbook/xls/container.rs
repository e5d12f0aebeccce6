//! The compound file that Office used before 2007: a file system within a file.

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use crate::finding::Fault;
use crate::ingest::workbook::MAX_BYTES;
use crate::ingest::workbook::package::damaged;
use crate::ingest::workbook::sniff::Other;

/// The stream of the workbook's records.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged("tệp bị hỏng hoặc bị cắt cụt"))?;
    // A workbook of two versions of Excel has both streams; the newer one keeps all letters.
    let name = ["Workbook", "Book"].into_iter().find(|name| file.is_stream(name));
    let Some(name) = name else {
        return Err(match () {
            () if file.is_stream("EncryptedPackage") => Fault::WorkbookEncrypted {},
            () if file.is_stream("WordDocument") => Other::OldWord.fault(),
            () => Other::Unknown.fault(),
        });
    };
    let mut stream = Vec::new();
    file.open_stream(name)
        .and_then(|stream_in| stream_in.take(MAX_BYTES).read_to_end(&mut stream))
        .map_err(|_| damaged("tệp bị hỏng hoặc bị cắt cụt"))?;
    Ok(stream)
}
