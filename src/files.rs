//! Reading and writing files: the path in every error, and each file whole or not at all.

pub mod sealed;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {source}", path.display())]
pub struct FileError {
    /// The file.
    pub path: PathBuf,
    /// What the operating system said.
    pub source: io::Error,
}

impl FileError {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self { path, source }
    }

    /// The reason in a few Vietnamese words.
    pub fn reason(&self) -> String {
        match self.source.kind() {
            io::ErrorKind::NotFound => "không tìm thấy tệp".to_owned(),
            io::ErrorKind::PermissionDenied => {
                "tệp đang mở ở chương trình khác hoặc không có quyền ghi, đọc".to_owned()
            }
            io::ErrorKind::StorageFull => "ổ đĩa đã đầy".to_owned(),
            io::ErrorKind::InvalidData => "tệp không phải văn bản UTF-8".to_owned(),
            _ => self.source.to_string(),
        }
    }
}

/// Reads a whole file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    fs::read(path).map_err(FileError::at(path))
}

/// Reads a whole file of UTF-8 text.
pub fn read_text(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path).map_err(FileError::at(path))
}

/// Reads a whole file of UTF-8 text; a file that does not exist is `None`.
pub fn read_text_if_any(path: &Path) -> Result<Option<String>, FileError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(FileError::at(path)(error)),
    }
}

/// How the names of files begin that are being written.
const TEMPORARY: &str = ".dang-ghi-";

/// Writes a file beside its place and renames it there, so that a reader sees the old file or the new one. Makes its folder.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_beside(path, bytes, false)
}

/// Writes a file like [`write`], and onto the disk before it takes its place: for what cannot be made again, and for what says
/// what was made.
pub fn write_durably(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    write_beside(path, bytes, true)
}

fn write_beside(path: &Path, bytes: &[u8], durably: bool) -> Result<(), FileError> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(FileError::at(folder))?;
    let mut file = tempfile::Builder::new()
        .prefix(TEMPORARY)
        .permissions_if_supported()
        .tempfile_in(folder)
        .map_err(FileError::at(path))?;
    file.write_all(bytes).map_err(FileError::at(path))?;
    if durably {
        file.as_file().sync_all().map_err(FileError::at(path))?;
    }
    file.persist(path).map_err(|error| FileError::at(path)(error.error))?;
    #[cfg(unix)]
    if durably {
        // The new name too; Windows keeps it with the file.
        let _ = fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}

/// Removes what a run that was killed has left half-written below `folder`. Only the one run that may write calls it.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() {
            sweep(&entry.path());
        } else if entry.file_name().to_string_lossy().starts_with(TEMPORARY) {
            // One that cannot go now goes after a later run.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Gives the file a name of its own beside its place, `<name> (<word>).<extension>`, numbered if that is taken; tells the name.
pub fn set_aside(path: &Path, word: &str) -> Result<String, FileError> {
    let part = |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned());
    let stem = part(path.file_stem()).unwrap_or_default();
    let extension = part(path.extension()).map_or_else(String::new, |extension| format!(".{extension}"));
    let mut name = format!("{stem} ({word}){extension}");
    let mut number = 2;
    while path.with_file_name(&name).exists() {
        name = format!("{stem} ({word} {number}){extension}");
        number += 1;
    }
    fs::rename(path, path.with_file_name(&name)).map_err(FileError::at(path))?;
    Ok(name)
}

/// Writes a file only if its content changes; tells whether it did.
pub fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<bool, FileError> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    write(path, bytes).map(|()| true)
}

/// Writes a file like [`write_durably`], only if its content changes; tells whether it did.
pub fn write_durably_if_changed(path: &Path, bytes: &[u8]) -> Result<bool, FileError> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    write_durably(path, bytes).map(|()| true)
}

/// Removes a file; one that is not there is fine.
pub fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::at(path)(error)),
        _ => Ok(()),
    }
}

/// Temporary files are private to their owner; what is published must be readable like any other file.
trait Readable {
    fn permissions_if_supported(&mut self) -> &mut Self;
}

impl Readable for tempfile::Builder<'_, '_> {
    fn permissions_if_supported(&mut self) -> &mut Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            self.permissions(fs::Permissions::from_mode(0o644));
        }
        self
    }
}

/// All files below `folder`, as paths from there with forward slashes, in order of their names. A folder that is not there has none.
/// Hidden files, lock files of Excel (`~$…`) and links are passed over.
pub fn walk(folder: &Path) -> Result<Vec<String>, FileError> {
    let files = survey(folder)?.into_iter();
    let files = files.filter(|(_, kind)| *kind == Kind::File);
    Ok(files.map(|(path, _)| path).collect())
}

/// What lies in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A file.
    File,
    /// A link, which is not followed.
    Link,
    /// What Excel and Word keep beside a file as long as it is open (`~$…`).
    Lock,
}

/// Like [`walk`], with links and lock files.
pub fn survey(folder: &Path) -> Result<Vec<(String, Kind)>, FileError> {
    let mut found = Vec::new();
    survey_into(folder, "", &mut found)?;
    found.sort();
    Ok(found)
}

fn survey_into(folder: &Path, prefix: &str, found: &mut Vec<(String, Kind)>) -> Result<(), FileError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(FileError::at(folder))?,
    };
    for entry in entries {
        let entry = entry.map_err(FileError::at(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let kind = entry.file_type().map_err(FileError::at(&entry.path()))?;
        let lock = name.starts_with("~$");
        let path = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        };
        if kind.is_symlink() {
            found.push((path, Kind::Link));
        } else if kind.is_dir() {
            survey_into(&entry.path(), &path, found)?;
        } else if kind.is_file() {
            found.push((path, if lock { Kind::Lock } else { Kind::File }));
        }
    }
    Ok(())
}
