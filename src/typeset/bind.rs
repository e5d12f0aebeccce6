//! Finished papers -> one file to print, page by page as they are, each on a sheet of its own. The only module that names `lopdf`.
//!
//! What comes from one paper lies together in the bound file. So a paper that was bound before is taken over from there as it
//! is, with other numbers for its objects.

use std::collections::{HashMap, VecDeque};

use lopdf::{Dictionary, Document, Object, ObjectId, Writer};
use serde::{Deserialize, Serialize};

use super::pdf::{Pdf, PdfError};

/// Changes whenever bound files would come out otherwise.
pub const VERSION: &str = "3";

/// What pages take over from the nodes above them (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// What leads from a page to its tree and to the structure of its file. A file to print has no structure of its own.
const UPWARDS: [&[u8]; 4] = [b"Parent", b"StructParents", b"StructParent", b"Tabs"];
/// Numbers of the objects that every bound file has: the root of its pages, and that of its bookmarks.
const ROOT: u32 = 1;
const OUTLINES: u32 = 2;

/// Where the pages of a paper come from.
pub enum Source<'b> {
    /// Its own finished file.
    File(Vec<u8>),
    /// A file that it was bound in before.
    Bound(&'b [u8], &'b Section),
}

/// What came from one paper in a bound file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// First byte, and the one after the last.
    bytes: (usize, usize),
    /// How many objects it has.
    objects: u32,
    /// Which of them are pages.
    pages: Vec<u32>,
    /// Where their numbers stand, in the order of the text.
    numbers: Vec<Number>,
}

/// The number of an object of the section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Number {
    /// Bytes from the beginning of the section.
    at: usize,
    /// Digits.
    length: usize,
    /// The object, counted from 0.
    object: u32,
    /// The object begins here.
    begins: bool,
}

/// A bound file.
pub struct Bound {
    /// The file.
    pub pdf: Pdf,
    /// What came from each paper.
    pub sections: Vec<Section>,
}

/// Binds papers behind one another.
pub struct Binding {
    bytes: Vec<u8>,
    /// Where each object begins, from number 1 on.
    begins: Vec<usize>,
    pages: Vec<u32>,
    /// Title and first page of each paper.
    bookmarks: Vec<(String, u32)>,
    sections: Vec<Section>,
    cover: Original,
    blank: Dictionary,
    /// First byte and first object of the section that is being written.
    start: (usize, u32),
    numbers: Vec<Number>,
}

/// A file from which objects are taken.
struct Original {
    file: Document,
    /// What its objects are called in the bound file.
    numbers: HashMap<ObjectId, u32>,
    /// Objects that have a number and are not written yet.
    open: VecDeque<ObjectId>,
}

impl Original {
    fn new(file: Document) -> Self {
        Self {
            file,
            numbers: HashMap::new(),
            open: VecDeque::new(),
        }
    }
}

impl Binding {
    /// `cover` is a file of one blank page: it gives the bound file its properties, and the backs that stay empty. The file will
    /// have about `size` bytes, if that is known.
    pub fn new(cover: &[u8], size: usize) -> Result<Self, PdfError> {
        let mut file = Document::load_mem(cover)?;
        let first = file.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
        let blank = page(&file, first)?;
        let outlines = file.new_object_id();
        let catalog = file.catalog_mut()?;
        let root = catalog.get(b"Pages")?.as_reference()?;
        for key in [&b"StructTreeRoot"[..], b"MarkInfo"] {
            catalog.remove(key);
        }
        catalog.set("Outlines", outlines);
        let mut bytes = Vec::with_capacity(size);
        bytes.extend(format!("%PDF-{}\n%", file.version).bytes());
        bytes.extend(b"\xe2\xe3\xcf\xd3\n");
        let mut cover = Original::new(file);
        cover.numbers.extend([(root, ROOT), (outlines, OUTLINES)]);
        Ok(Self {
            bytes,
            begins: vec![0; OUTLINES as usize],
            pages: Vec::new(),
            bookmarks: Vec::new(),
            sections: Vec::new(),
            cover,
            blank,
            start: (0, 0),
            numbers: Vec::new(),
        })
    }

    /// Adds the pages of a paper, with a bookmark that bears `title`.
    pub fn add(&mut self, title: &str, source: &Source<'_>) -> Result<(), PdfError> {
        if self.pages.len() % 2 == 1 {
            self.add_blank()?;
        }
        self.start = (self.bytes.len(), self.next());
        self.numbers.clear();
        let pages = match source {
            Source::File(bytes) => self.set(bytes)?,
            Source::Bound(bytes, section) => self.take_over(bytes, section)?,
        };
        let (start, first) = self.start;
        if let Some(page) = pages.first() {
            self.bookmarks.push((title.to_owned(), *page));
        }
        self.sections.push(Section {
            bytes: (start, self.bytes.len()),
            objects: self.next() - first,
            pages: pages.iter().map(|page| page - first).collect(),
            numbers: std::mem::take(&mut self.numbers),
        });
        self.pages.extend(pages);
        Ok(())
    }

    fn add_blank(&mut self) -> Result<(), PdfError> {
        let number = self.new_object();
        self.pages.push(number);
        let blank = self.blank.clone();
        self.with_cover(|binding, cover| binding.put_page(number, &blank, cover))
    }

    /// Writes the pages of a finished file, with all that they lead to; their numbers.
    fn set(&mut self, bytes: &[u8]) -> Result<Vec<u32>, PdfError> {
        let mut paper = Original::new(Document::load_mem(bytes)?);
        let ids: Vec<ObjectId> = paper.file.page_iter().collect();
        // All pages have their numbers before any is written: one may lead to another.
        let pages: Vec<u32> = ids.iter().map(|_| self.new_object()).collect();
        paper.numbers.extend(ids.iter().copied().zip(pages.iter().copied()));
        for (id, number) in ids.iter().zip(&pages) {
            let page = page(&paper.file, *id)?;
            self.put_page(*number, &page, &mut paper)?;
        }
        self.put_open(&mut paper)?;
        Ok(pages)
    }

    /// Writes what a paper brought to an earlier bound file, under other numbers; the numbers of its pages.
    fn take_over(&mut self, bytes: &[u8], section: &Section) -> Result<Vec<u32>, PdfError> {
        let wrong = || PdfError(vec!["a section lies outside of its file".to_owned()]);
        let (start, end) = section.bytes;
        let text = bytes.get(start..end).ok_or_else(wrong)?;
        let (_, first) = self.start;
        for _ in 0..section.objects {
            self.new_object();
        }
        let mut written = 0;
        for number in &section.numbers {
            self.bytes.extend(text.get(written..number.at).ok_or_else(wrong)?);
            self.put_number(first + number.object, number.begins);
            written = number.at + number.length;
        }
        self.bytes.extend(text.get(written..).ok_or_else(wrong)?);
        Ok(section.pages.iter().map(|page| first + page).collect())
    }

    /// The number that the next object gets.
    fn next(&self) -> u32 {
        u32::try_from(self.begins.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn new_object(&mut self) -> u32 {
        let number = self.next();
        self.begins.push(0);
        number
    }

    fn with_cover(
        &mut self,
        work: impl FnOnce(&mut Self, &mut Original) -> Result<(), PdfError>,
    ) -> Result<(), PdfError> {
        let mut cover = std::mem::replace(&mut self.cover, Original::new(Document::new()));
        let done = work(self, &mut cover);
        self.cover = cover;
        done
    }

    /// Writes the number of an object, and remembers where it stands.
    fn put_number(&mut self, number: u32, begins: bool) {
        let place = self.bytes.len();
        if let (true, Some(begin)) = (begins, self.begins.get_mut(number as usize - 1)) {
            *begin = place;
        }
        self.bytes.extend(number.to_string().bytes());
        // The root has one number in all files.
        if number > OUTLINES {
            self.numbers.push(Number {
                at: place.saturating_sub(self.start.0),
                length: self.bytes.len() - place,
                object: number.saturating_sub(self.start.1),
                begins,
            });
        }
    }

    fn put_page(&mut self, number: u32, page: &Dictionary, from: &mut Original) -> Result<(), PdfError> {
        self.put_number(number, true);
        self.bytes.extend(b" 0 obj\n<</Parent ");
        self.put_number(ROOT, false);
        self.bytes.extend(b" 0 R");
        self.put_entries(page, from)?;
        self.bytes.extend(b">>\nendobj\n");
        Ok(())
    }

    /// Writes the objects that others led to, and those that these lead to.
    fn put_open(&mut self, from: &mut Original) -> Result<(), PdfError> {
        while let Some(id) = from.open.pop_front() {
            let (Some(number), Some(object)) = (from.numbers.get(&id), from.file.objects.remove(&id)) else {
                continue;
            };
            self.put_number(*number, true);
            self.bytes.extend(b" 0 obj\n");
            self.put(&object, from)?;
            self.bytes.extend(b"\nendobj\n");
        }
        Ok(())
    }

    fn put(&mut self, object: &Object, from: &mut Original) -> Result<(), PdfError> {
        match object {
            Object::Reference(id) => self.put_reference(*id, from)?,
            Object::Array(items) => {
                self.bytes.push(b'[');
                for item in items {
                    self.bytes.push(b' ');
                    self.put(item, from)?;
                }
                self.bytes.push(b']');
            }
            Object::Dictionary(dictionary) => self.put_dictionary(dictionary, from)?,
            Object::Stream(stream) => {
                self.put_dictionary(&stream.dict, from)?;
                self.bytes.extend(b"stream\n");
                self.bytes.extend(&stream.content);
                self.bytes.extend(b"\nendstream");
            }
            plain => Writer::write_object(&mut self.bytes, plain).map_err(lopdf::Error::from)?,
        }
        Ok(())
    }

    fn put_reference(&mut self, id: ObjectId, from: &mut Original) -> Result<(), PdfError> {
        let number = match from.numbers.get(&id) {
            Some(number) => *number,
            None if from.file.has_object(id) => {
                let number = self.new_object();
                from.numbers.insert(id, number);
                from.open.push_back(id);
                number
            }
            None => {
                self.bytes.extend(b"null");
                return Ok(());
            }
        };
        self.put_number(number, false);
        self.bytes.extend(b" 0 R");
        Ok(())
    }

    fn put_dictionary(&mut self, dictionary: &Dictionary, from: &mut Original) -> Result<(), PdfError> {
        self.bytes.extend(b"<<");
        self.put_entries(dictionary, from)?;
        self.bytes.extend(b">>");
        Ok(())
    }

    fn put_entries(&mut self, dictionary: &Dictionary, from: &mut Original) -> Result<(), PdfError> {
        for (key, value) in dictionary.iter().filter(|(key, _)| !UPWARDS.contains(&key.as_slice())) {
            Writer::write_object(&mut self.bytes, &Object::Name(key.clone())).map_err(lopdf::Error::from)?;
            self.bytes.push(b' ');
            self.put(value, from)?;
        }
        Ok(())
    }

    /// Writes an object of the bound file alone.
    fn put_own(&mut self, number: u32, entries: Dictionary) -> Result<(), PdfError> {
        self.put_number(number, true);
        self.bytes.extend(b" 0 obj\n");
        Writer::write_object(&mut self.bytes, &Object::Dictionary(entries)).map_err(lopdf::Error::from)?;
        self.bytes.extend(b"\nendobj\n");
        Ok(())
    }

    /// The root of the pages, and a bookmark for each paper.
    fn put_trees(&mut self) -> Result<(), PdfError> {
        let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        let kids: Vec<Object> = self.pages.iter().map(|page| to(*page)).collect();
        let mut root = Dictionary::new();
        root.set("Type", "Pages");
        root.set("Count", count(kids.len()));
        root.set("Kids", kids);
        self.put_own(ROOT, root)?;

        let bookmarks = std::mem::take(&mut self.bookmarks);
        let numbers: Vec<u32> = bookmarks.iter().map(|_| self.new_object()).collect();
        let mut outlines = Dictionary::new();
        outlines.set("Type", "Outlines");
        outlines.set("Count", count(numbers.len()));
        if let (Some(first), Some(last)) = (numbers.first(), numbers.last()) {
            outlines.set("First", to(*first));
            outlines.set("Last", to(*last));
        }
        self.put_own(OUTLINES, outlines)?;
        for (place, (title, page)) in bookmarks.iter().enumerate() {
            let target = vec![to(*page), "XYZ".into(), Object::Null, Object::Null, Object::Null];
            let mut item = Dictionary::new();
            item.set("Title", lopdf::text_string(title));
            item.set("Parent", to(OUTLINES));
            item.set("Dest", target);
            if let Some(before) = place.checked_sub(1) {
                item.set("Prev", to(numbers[before]));
            }
            if let Some(next) = numbers.get(place + 1) {
                item.set("Next", to(*next));
            }
            self.put_own(numbers[place], item)?;
        }
        Ok(())
    }

    /// The bound file.
    pub fn finish(mut self) -> Result<Bound, PdfError> {
        const KEPT: [&[u8]; 3] = [b"Root", b"Info", b"ID"];
        self.put_trees()?;
        let entries = self.cover.file.trailer.iter();
        let entries = entries.filter(|(key, _)| KEPT.contains(&key.as_slice()));
        let kept: Dictionary = entries.map(|(key, value)| (key.clone(), value.clone())).collect();
        let mut trailer = Vec::new();
        self.with_cover(|binding, cover| {
            // Written last of all; what it leads to is numbered first.
            let before = binding.bytes.len();
            binding.put_entries(&kept, cover)?;
            trailer = binding.bytes.split_off(before);
            binding.put_open(cover)
        })?;
        let place = self.bytes.len();
        let size = self.next();
        self.bytes
            .extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
        for begin in &self.begins {
            self.bytes.extend(format!("{begin:010} 00000 n \n").bytes());
        }
        self.bytes.extend(format!("trailer\n<</Size {size}").bytes());
        self.bytes.extend(trailer);
        self.bytes.extend(format!(">>\nstartxref\n{place}\n%%EOF\n").bytes());
        Ok(Bound {
            pdf: Pdf {
                bytes: self.bytes,
                pages: self.pages.len(),
            },
            sections: self.sections,
        })
    }
}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> Self {
        Self(vec![error.to_string()])
    }
}

/// What leads to the object with this number.
fn to(number: u32) -> Object {
    Object::Reference((number, 0))
}

/// A page with what it takes over from the nodes above it.
fn page(file: &Document, id: ObjectId) -> Result<Dictionary, PdfError> {
    /// Deeper than any tree of pages of this program.
    const DEEPEST: usize = 32;
    let mut page = file.get_dictionary(id)?.clone();
    let mut node = page.clone();
    for _ in 0..DEEPEST {
        let Ok(above) = node.get(b"Parent").and_then(Object::as_reference) else {
            break;
        };
        node = file.get_dictionary(above)?.clone();
        for key in INHERITED {
            if let (false, Ok(value)) = (page.has(key), node.get(key)) {
                page.set(key, value.clone());
            }
        }
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A finished file with so many pages.
    fn paper(pages: usize) -> Vec<u8> {
        let mut file = Document::with_version("1.7");
        let root = file.new_object_id();
        let ids: Vec<ObjectId> = (0..pages).map(|_| file.new_object_id()).collect();
        for id in &ids {
            let mut content = Dictionary::new();
            content.set("Length", 5);
            let content = file.add_object(lopdf::Stream::new(content, b"q 7 Q".to_vec()));
            let next = Object::Array(vec![Object::Reference(ids[0]), "Fit".into()]);
            let mut page = Dictionary::new();
            page.set("Type", "Page");
            page.set("Parent", root);
            page.set("StructParents", 3);
            page.set("Contents", content);
            page.set("OpenAt", next);
            file.objects.insert(*id, Object::Dictionary(page));
        }
        let mut tree = Dictionary::new();
        tree.set("Type", "Pages");
        tree.set("MediaBox", vec![0.into(), 0.into(), 595.into(), 842.into()]);
        tree.set("Count", i64::try_from(pages).expect("few"));
        tree.set("Kids", ids.into_iter().map(Object::Reference).collect::<Vec<_>>());
        file.objects.insert(root, Object::Dictionary(tree));
        let mut catalog = Dictionary::new();
        catalog.set("Type", "Catalog");
        catalog.set("Pages", root);
        let catalog = file.add_object(catalog);
        file.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).expect("saved");
        bytes
    }

    fn bound(papers: &[Source<'_>]) -> Bound {
        let mut binding = Binding::new(&paper(1), 0).expect("a cover");
        for (number, paper) in papers.iter().enumerate() {
            binding.add(&format!("Giấy mời {number}"), paper).expect("added");
        }
        binding.finish().expect("bound")
    }

    #[test]
    fn each_paper_begins_on_a_sheet_of_its_own() {
        let pdf = bound(&[Source::File(paper(1)), Source::File(paper(2)), Source::File(paper(1))]).pdf;
        let file = Document::load_mem(&pdf.bytes).expect("a file");
        assert_eq!((pdf.pages, file.page_iter().count()), (5, 5));
        let first = |page: ObjectId| {
            let target = file.get_dictionary(page).and_then(|page| page.get(b"OpenAt")).ok()?;
            target.as_array().ok()?.first()?.as_reference().ok()
        };
        let pages: Vec<ObjectId> = file.page_iter().collect();
        for (page, target) in [(0, 0), (2, 2), (3, 2), (4, 4)] {
            assert_eq!(first(pages[page]), Some(pages[target]), "page {page}");
            let content = file.get_page_content(pages[page]);
            assert_eq!(content.trim_ascii(), b"q 7 Q");
        }
        for page in pages {
            let page = file.get_dictionary(page).expect("a page");
            assert!(page.has(b"MediaBox") && !page.has(b"StructParents"));
        }
    }

    #[test]
    fn what_is_taken_over_is_what_would_be_written() {
        let (one, two, three) = (paper(1), paper(2), paper(3));
        let before = bound(&[
            Source::File(one.clone()),
            Source::File(two.clone()),
            Source::File(one.clone()),
        ]);
        let taken = |place: usize| Source::Bound(&before.pdf.bytes, &before.sections[place]);
        // The first is longer now, so all others have other numbers.
        let after = bound(&[Source::File(three.clone()), taken(1), taken(2)]);
        let clean = bound(&[Source::File(three), Source::File(two), Source::File(one)]);
        assert!(after.pdf.bytes == clean.pdf.bytes);
        assert_eq!(after.sections, clean.sections);
    }
}
