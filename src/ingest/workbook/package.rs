//! A zip of parts, as most workbooks are: every part is inflated under a limit, whatever the archive declares.

use std::io::{BufReader, Cursor, ErrorKind, Read, Write};
use std::sync::{Mutex, MutexGuard};

use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart};
use quick_xml::{Reader, XmlVersion, escape};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::finding::Fault;
use crate::vietnamese::numbers::group;

const MAX_ENTRIES: usize = 2_000;
const MAX_PART: u64 = 64 << 20;
const MAX_TOTAL: u64 = 256 << 20;
/// Workbooks that are larger than this once inflated are read one at a time, to bound the memory of a parallel run.
const LARGE: u64 = 32 << 20;
static ONE_LARGE: Mutex<()> = Mutex::new(());

type Turn = MutexGuard<'static, ()>;

/// The archive, and what was inflated of it.
pub(in super::super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Name of each part by its index: in lower case, with forward slashes. A name may stand there twice.
    names: Vec<String>,
    inflated: u64,
    /// Held by a large one until it is read.
    turn: Option<Turn>,
}

/// A part that stops with an error instead of being read on, so that a bomb costs at most the limit.
pub(in super::super) type Part<'p> = BufReader<Limited<'p>>;

/// Counts what is inflated.
pub(in super::super) struct Limited<'p> {
    inner: Box<dyn Read + 'p>,
    part: u64,
    total: &'p mut u64,
    turn: &'p mut Option<Turn>,
}

impl Read for Limited<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let got = self.inner.read(buffer)?;
        self.part += got as u64;
        *self.total += got as u64;
        if self.part > MAX_PART || *self.total > MAX_TOTAL {
            return Err(ErrorKind::FileTooLarge.into());
        }
        if *self.total > LARGE && self.turn.is_none() {
            *self.turn = Some(ONE_LARGE.lock().unwrap_or_else(|poisoned| poisoned.into_inner()));
        }
        Ok(got)
    }
}

impl<'a> Package<'a> {
    /// Reads the list of parts.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged("gói nén bị hỏng hoặc bị cắt cụt"))?;
        if archive.len() > MAX_ENTRIES {
            return Err(too_large(format!("{} thành phần bên trong", archive.len())));
        }
        let mut package = Self {
            archive,
            names: Vec::new(),
            inflated: 0,
            turn: None,
        };
        for index in 0..package.archive.len() {
            let entry = package
                .archive
                .by_index_raw(index)
                .map_err(|_| damaged("một thành phần bên trong không giải nén được"))?;
            let name = entry
                .name()
                .map_err(|_| damaged("tên một thành phần bên trong bị hỏng"))?;
            let key = part_key(&name);
            drop(entry);
            package.names.push(key);
        }
        Ok(package)
    }

    /// Names of all parts.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether the part is there.
    pub fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// The part that a reader takes which asks for it by name.
    fn index(&self, name: &str) -> Option<usize> {
        let key = part_key(name);
        self.names.iter().rposition(|other| *other == key)
    }

    fn part(&mut self, index: usize) -> Result<Part<'_>, Fault> {
        let entry = self
            .archive
            .by_index(index)
            .map_err(|_| damaged("một thành phần bên trong không giải nén được"))?;
        Ok(BufReader::new(Limited {
            inner: Box::new(entry),
            part: 0,
            total: &mut self.inflated,
            turn: &mut self.turn,
        }))
    }

    /// The XML part at an index.
    pub fn xml_at(&mut self, index: usize) -> Result<Reader<Part<'_>>, Fault> {
        let mut reader = Reader::from_reader(self.part(index)?);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.check_comments = false;
        Ok(reader)
    }

    /// A part of XML; nothing if it is not there.
    pub fn xml(&mut self, name: &str) -> Result<Option<Reader<Part<'_>>>, Fault> {
        self.index(name).map(|index| self.xml_at(index)).transpose()
    }

    /// A part whole; nothing if it is not there.
    pub fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.index(name) else {
            return Ok(None);
        };
        self.bytes_at(index).map(Some)
    }

    fn bytes_at(&mut self, index: usize) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        match self.part(index)?.read_to_end(&mut bytes) {
            Ok(_) => Ok(bytes),
            Err(error) => Err(io_fault(&error)),
        }
    }

    /// A copy of the archive in which the parts at `changed` went through `change`.
    pub fn copy_with(&mut self, changed: &[usize], change: impl Fn(&mut [u8])) -> Result<Vec<u8>, Fault> {
        let failed = |_| damaged("gói nén bị hỏng hoặc bị cắt cụt");
        let mut copy = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.names.len() {
            if changed.contains(&index) {
                let mut bytes = self.bytes_at(index)?;
                change(&mut bytes);
                let entry = self.archive.by_index_raw(index).map_err(failed)?;
                let name = entry.name().map_err(failed)?;
                copy.start_file(&*name, SimpleFileOptions::default()).map_err(failed)?;
                copy.write_all(&bytes).map_err(|error| io_fault(&error))?;
            } else {
                let entry = self.archive.by_index_raw(index).map_err(failed)?;
                copy.raw_copy_file(entry).map_err(failed)?;
            }
        }
        Ok(copy.finish().map_err(failed)?.into_inner())
    }
}

/// The name by which a part is looked up.
pub(in super::super) fn part_key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

/// A file that is broken, with the reason in a few words.
pub(in super::super) fn damaged(reason: &str) -> Fault {
    Fault::WorkbookUnreadable {
        reason: reason.to_owned(),
    }
}

/// A file that is larger than any registration form, with what is too much.
pub(in super::super) fn too_large(what: String) -> Fault {
    Fault::WorkbookTooLarge { what }
}

/// [`too_large`], with what there are too many of and how many are taken.
pub(super) fn more_than(most: impl TryInto<i64>, what: &str) -> Fault {
    too_large(format!("hơn {} {what}", group(most.try_into().unwrap_or(i64::MAX))))
}

fn io_fault(error: &std::io::Error) -> Fault {
    match error.kind() {
        ErrorKind::FileTooLarge => too_large(format!("hơn {} MiB khi giải nén", MAX_PART >> 20)),
        _ => damaged("một thành phần bên trong không giải nén được"),
    }
}

/// What to say of XML that cannot be read on.
pub(in super::super) fn xml_fault(error: &quick_xml::Error) -> Fault {
    match error {
        quick_xml::Error::Io(error) => io_fault(error),
        _ => damaged("cấu trúc XML bên trong sai"),
    }
}

/// The value of an attribute, whatever its prefix is.
pub(in super::super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let value = |attribute: Attribute<'_>| match attribute.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value.into_owned(),
        Err(_) => attribute.value.into_owned(),
    };
    element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(value)
}

/// Appends the character that a reference stands for. What a document declares itself stays unread: nothing expands.
pub(in super::super) fn push_reference(text: &mut String, reference: &BytesRef<'_>) {
    match escape::resolve_xml_entity(reference) {
        Some(known) => text.push_str(known),
        None => text.extend(reference.resolve_char_ref().ok().flatten()),
    }
}
