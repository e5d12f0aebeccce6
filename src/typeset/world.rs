//! What the typesetting engine sees: one constant layout, the fonts, and the tree as a virtual JSON file. The only module that names `typst`, with `pdf`.

use std::borrow::Cow;
use std::collections::HashMap;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::layout::Abs;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontInstance, FontStyle, FontVariations, FontWeight};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::document::{Coverage, Measure};

/// The layout that everything is set with.
const MAIN: &str = "/layouts/main.typ";
/// The tree.
const DATA: &str = "/document.json";
/// The families that are there, in order of preference.
const FONTS: &str = "/fonts.json";
/// Families of the decree's typeface, best first (NĐ 30/2020 Phụ lục I: Times New Roman; the others have its metrics).
const FAMILIES: [&str; 3] = ["Times New Roman", "Liberation Serif", "Tinos"];

/// Layout sources by virtual path (`/nd30/head.typ`), with their text.
pub type Layouts = Vec<(String, String)>;

/// The engine cannot be set up.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EngineError {
    /// No usable font was found.
    #[error("không có phông chữ nào trong {FAMILIES:?} đủ chữ tiếng Việt")]
    NoFont,
    /// A layout has a name that cannot be used.
    #[error("tên tệp trình bày không hợp lệ: {0}")]
    BadPath(String),
}

/// Fonts, layouts and library, set up once for all papers of a run.
pub struct Engine {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    sources: HashMap<FileId, Source>,
    families: Bytes,
    fonts_id: FileId,
    data_id: FileId,
    main_id: FileId,
    covered: Vec<u64>,
    /// Upright faces of the family that is preferred: regular and bold.
    upright: [Option<FontInstance>; 2],
    fingerprint: [u8; 32],
}

impl Engine {
    /// Sets up the engine. Of `fonts` (file contents) those of [`FAMILIES`] are used.
    pub fn new(layouts: &Layouts, fonts: Vec<Cow<'static, [u8]>>) -> Result<Self, EngineError> {
        let mut hasher = blake3::Hasher::new();
        hasher.update(concat!("typst 0.15.1, diendan ", env!("CARGO_PKG_VERSION")).as_bytes());

        let fonts: Vec<Font> = fonts
            .into_iter()
            .inspect(|bytes| {
                hasher.update(blake3::hash(bytes).as_bytes());
            })
            .flat_map(|bytes| Font::iter(Bytes::new(bytes)))
            .filter(|font| FAMILIES.contains(&font.info().family.as_str()))
            .collect();
        let covering: Vec<Vec<Font>> = FAMILIES
            .iter()
            .map(|family| {
                fonts
                    .iter()
                    .filter(|font| font.info().family == *family)
                    .cloned()
                    .collect()
            })
            .filter(|faces: &Vec<Font>| !faces.is_empty())
            .collect();
        let families: Vec<&str> = covering.iter().map(|faces| faces[0].info().family.as_str()).collect();
        let vietnamese = |face: &Font| "ơưạễộỶ".chars().all(|c| face.info().coverage.contains(c as u32));
        if !covering.iter().any(|faces| faces.iter().all(vietnamese)) {
            return Err(EngineError::NoFont);
        }

        let mut sources = HashMap::new();
        for (path, text) in layouts {
            hasher
                .update(path.as_bytes())
                .update(&[0])
                .update(text.as_bytes())
                .update(&[0]);
            let id = intern(path)?;
            sources.insert(id, Source::new(id, text.clone()));
        }
        Ok(Self {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            upright: [false, true].map(|bold| upright(&fonts, families.first().copied(), bold)),
            families: Bytes::from_string(serde_json::json!({ "families": families }).to_string()),
            fonts,
            sources,
            fonts_id: intern(FONTS)?,
            data_id: intern(DATA)?,
            main_id: intern(MAIN)?,
            covered: covered(&covering),
            fingerprint: *hasher.finalize().as_bytes(),
        })
    }

    /// Changes whenever layout, fonts or engine change.
    pub fn fingerprint(&self) -> &[u8; 32] {
        &self.fingerprint
    }

    /// The world in which `data` is the tree.
    pub(super) fn world(&self, data: Vec<u8>) -> PaperWorld<'_> {
        PaperWorld {
            engine: self,
            data: Bytes::new(data),
        }
    }
}

impl Coverage for Engine {
    fn covers(&self, character: char) -> bool {
        let code = character as usize;
        self.covered[code / 64] & (1 << (code % 64)) != 0
    }
}

impl Measure for Engine {
    fn advance(&self, character: char, bold: bool) -> f64 {
        // A character that no face has prints as □, about as wide as this.
        const OTHER: f64 = 0.6;
        let face = self.upright[usize::from(bold)].as_ref();
        face.and_then(|face| face.x_advance(face.ttf().glyph_index(character)?.0))
            .map_or(OTHER, |width| width.get())
    }
}

/// One bit for each character that all faces of some family have. Asked for every character of every text, so looking it up
/// must cost nothing.
fn covered(families: &[Vec<Font>]) -> Vec<u64> {
    const WORDS: usize = char::MAX as usize / 64 + 1;
    let mut any = vec![0; WORDS];
    for faces in families {
        let mut all = vec![u64::MAX; WORDS];
        for face in faces {
            let mut has = vec![0; WORDS];
            for code in face.info().coverage.iter() {
                has[code as usize / 64] |= 1 << (code % 64);
            }
            all.iter_mut().zip(&has).for_each(|(all, has)| *all &= has);
        }
        any.iter_mut().zip(&all).for_each(|(any, all)| *any |= all);
    }
    any
}

/// The upright face of a family.
fn upright(fonts: &[Font], family: Option<&str>, bold: bool) -> Option<FontInstance> {
    let mut faces = fonts.iter().filter(|font| {
        let about = font.info();
        Some(about.family.as_str()) == family
            && about.variant.style == FontStyle::Normal
            && (about.variant.weight >= FontWeight::BOLD) == bold
    });
    let face = faces.next()?.clone();
    let variant = face.info().variant;
    Some(face.instantiate(variant, Abs::pt(14.0), &FontVariations::default()))
}

/// Ids of virtual files are interned for ever, so every paper uses the same ones.
fn intern(path: &str) -> Result<FileId, EngineError> {
    let path = VirtualPath::new(path).map_err(|_| EngineError::BadPath(path.to_owned()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The engine with one paper's tree in it.
pub(super) struct PaperWorld<'a> {
    engine: &'a Engine,
    data: Bytes,
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.engine.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.engine.book
    }

    fn main(&self) -> FileId {
        self.engine.main_id
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.engine
            .sources
            .get(&id)
            .cloned()
            .ok_or_else(|| FileError::NotFound(format!("{id:?}").into()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id {
            id if id == self.engine.data_id => Ok(self.data.clone()),
            id if id == self.engine.fonts_id => Ok(self.engine.families.clone()),
            id => Err(FileError::NotFound(format!("{id:?}").into())),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.engine.fonts.get(index).cloned()
    }

    /// The clock is never read.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
