//! What only speeds up later runs: values in files that are as good as none if they are broken or of another program.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of a seal.
const SEAL: usize = blake3::OUT_LEN;

/// The value in the file at `path`, if this `program` wrote it and it is whole.
pub fn read<T: DeserializeOwned>(path: &Path, program: &str) -> Option<T> {
    let bytes = super::read(path).ok()?;
    let (seal, body) = bytes.split_at_checked(SEAL)?;
    let whole = seal == seal_of(body, program);
    whole.then(|| postcard::from_bytes(body).ok())?
}

/// Writes the value to the file at `path`. Where that cannot be, the next run does without it.
pub fn write<T: Serialize>(path: &Path, program: &str, value: &T) {
    if let Ok(body) = postcard::to_stdvec(value) {
        let _ = super::write(path, &[&seal_of(&body, program)[..], &body].concat());
    }
}

fn seal_of(body: &[u8], program: &str) -> [u8; SEAL] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(program.as_bytes()).update(&[0]).update(body);
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_broken_or_of_another_program_is_as_good_as_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.bin");
        write(&path, "1", &vec![7_u32, 300]);
        assert_eq!(read::<Vec<u32>>(&path, "1"), Some(vec![7, 300]));
        assert_eq!(read::<Vec<u32>>(&path, "2"), None);
        let whole = std::fs::read(&path).expect("a file");
        for place in 0..whole.len() {
            let mut broken = whole.clone();
            broken[place] ^= 1;
            std::fs::write(&path, broken).expect("written");
            assert_eq!(read::<Vec<u32>>(&path, "1"), None, "{place}");
        }
    }
}
