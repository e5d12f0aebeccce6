//! Finished papers -> one file to print, page by page as they are, each on a sheet of its own. The only module that names `lopdf`.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::pdf::{Pdf, PdfError};

/// Changes whenever bound files would come out otherwise.
pub const VERSION: &str = "1";

/// What pages take over from the nodes above them (ISO 32000-1, table 30).
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// What leads from a page to its tree and to the structure of its file. A file to print has no structure of its own.
const UPWARDS: [&[u8]; 4] = [b"Parent", b"StructParents", b"StructParent", b"Tabs"];

/// The finished file of a paper.
pub struct Finished {
    title: String,
    file: Document,
    /// In bytes.
    size: usize,
}

impl Finished {
    /// A file of this program with the title that its bookmark bears.
    pub fn open(title: &str, bytes: &[u8]) -> Result<Self, PdfError> {
        Ok(Self {
            title: title.to_owned(),
            file: Document::load_mem(bytes)?,
            size: bytes.len(),
        })
    }
}

/// Binds papers behind one another. `cover` is a file of one blank page: it gives the bound file its properties, and the backs
/// that stay empty.
pub fn bind(cover: &[u8], papers: Vec<Finished>) -> Result<Pdf, PdfError> {
    let mut binding = Binding::new(cover)?;
    let size = papers.iter().map(|paper| paper.size).sum();
    // Each goes as soon as its pages are taken: there may be thousands.
    for paper in papers {
        binding.add(&paper.title, &paper.file)?;
    }
    binding.finish(size)
}

impl From<lopdf::Error> for PdfError {
    fn from(error: lopdf::Error) -> Self {
        Self(vec![error.to_string()])
    }
}

struct Binding {
    file: Document,
    /// The root of the tree of pages.
    root: ObjectId,
    blank: Dictionary,
    pages: Vec<ObjectId>,
    /// Title and first page of each paper.
    papers: Vec<(Object, ObjectId)>,
}

impl Binding {
    fn new(cover: &[u8]) -> Result<Self, PdfError> {
        let mut file = Document::load_mem(cover)?;
        let catalog = file.catalog_mut()?;
        let root = catalog.get(b"Pages")?.as_reference()?;
        for key in [&b"StructTreeRoot"[..], b"MarkInfo", b"Outlines"] {
            catalog.remove(key);
        }
        let first = file.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
        let blank = page(&file, first)?;
        let mut binding = Self {
            file,
            root,
            blank,
            pages: Vec::new(),
            papers: Vec::new(),
        };
        binding.blank.set("Parent", root);
        Ok(binding)
    }

    fn add(&mut self, title: &str, paper: &Document) -> Result<(), PdfError> {
        if self.pages.len() % 2 == 1 {
            let blank = self.file.add_object(self.blank.clone());
            self.pages.push(blank);
        }
        // All pages have their numbers before any is copied: one may lead to another.
        let mut copied: BTreeMap<ObjectId, ObjectId> = BTreeMap::new();
        let pages: Vec<ObjectId> = paper.page_iter().collect();
        for page in &pages {
            copied.insert(*page, self.file.new_object_id());
        }
        for id in &pages {
            let mut page = self.copy_dictionary(paper, &page(paper, *id)?, &mut copied);
            page.set("Parent", self.root);
            let id = copied[id];
            self.file.objects.insert(id, Object::Dictionary(page));
            self.pages.push(id);
        }
        if let Some(first) = pages.first() {
            self.papers.push((lopdf::text_string(title), copied[first]));
        }
        Ok(())
    }

    fn copy(&mut self, from: &Document, object: &Object, copied: &mut BTreeMap<ObjectId, ObjectId>) -> Object {
        match object {
            Object::Reference(id) => {
                if let Some(id) = copied.get(id) {
                    return Object::Reference(*id);
                }
                let Ok(object) = from.get_object(*id) else {
                    return Object::Null;
                };
                let own = self.file.new_object_id();
                copied.insert(*id, own);
                let object = self.copy(from, object, copied);
                self.file.objects.insert(own, object);
                Object::Reference(own)
            }
            Object::Array(items) => items
                .iter()
                .map(|item| self.copy(from, item, copied))
                .collect::<Vec<_>>()
                .into(),
            Object::Dictionary(dictionary) => Object::Dictionary(self.copy_dictionary(from, dictionary, copied)),
            Object::Stream(stream) => {
                let mut stream = stream.clone();
                stream.dict = self.copy_dictionary(from, &stream.dict, copied);
                Object::Stream(stream)
            }
            plain => plain.clone(),
        }
    }

    fn copy_dictionary(
        &mut self,
        from: &Document,
        dictionary: &Dictionary,
        copied: &mut BTreeMap<ObjectId, ObjectId>,
    ) -> Dictionary {
        let entries = dictionary.iter().filter(|(key, _)| !UPWARDS.contains(&key.as_slice()));
        entries
            .map(|(key, value)| (key.clone(), self.copy(from, value, copied)))
            .collect()
    }

    /// A bookmark for each paper.
    fn outlines(&mut self) -> Option<ObjectId> {
        let papers = std::mem::take(&mut self.papers);
        let outlines = self.file.new_object_id();
        let ids: Vec<ObjectId> = papers.iter().map(|_| self.file.new_object_id()).collect();
        let (first, last) = (*ids.first()?, *ids.last()?);
        for (place, (title, page)) in papers.into_iter().enumerate() {
            let target = vec![page.into(), "XYZ".into(), Object::Null, Object::Null, Object::Null];
            let mut item =
                Dictionary::from_iter([("Title", title), ("Parent", outlines.into()), ("Dest", target.into())]);
            if let Some(before) = place.checked_sub(1) {
                item.set("Prev", ids[before]);
            }
            if let Some(next) = ids.get(place + 1) {
                item.set("Next", *next);
            }
            self.file.objects.insert(ids[place], Object::Dictionary(item));
        }
        let count = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let list = [
            ("Type", "Outlines".into()),
            ("First", first.into()),
            ("Last", last.into()),
            ("Count", count.into()),
        ];
        self.file.objects.insert(
            outlines,
            Object::Dictionary(Dictionary::from_iter::<[(&str, Object); 4]>(list)),
        );
        Some(outlines)
    }

    /// The bound file; `size` is about how many bytes it has.
    fn finish(mut self, size: usize) -> Result<Pdf, PdfError> {
        let outlines = self.outlines();
        let count = i64::try_from(self.pages.len()).unwrap_or(i64::MAX);
        let kids: Vec<Object> = self.pages.iter().map(|page| Object::Reference(*page)).collect();
        let pages = self.file.get_object_mut(self.root)?.as_dict_mut()?;
        pages.set("Kids", kids);
        pages.set("Count", count);
        if let Some(outlines) = outlines {
            self.file.catalog_mut()?.set("Outlines", outlines);
        }
        self.file.prune_objects();
        let mut bytes = Vec::with_capacity(size);
        self.file
            .save_to(&mut bytes)
            .map_err(|error| PdfError(vec![error.to_string()]))?;
        Ok(Pdf {
            bytes,
            pages: self.pages.len(),
        })
    }
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
    for key in UPWARDS {
        page.remove(key);
    }
    Ok(page)
}
