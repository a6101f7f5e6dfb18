//! A spec from the disk, or a sentence that says why not.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::diff::{Lock, LockError};
use crate::text::visible_path;

/// Why a spec could not be read.
#[derive(Debug)]
pub struct ReadError {
    path: PathBuf,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    Io(io::Error),
    NotUtf8 { line: usize },
    Lock(LockError),
    NamedAsLock,
}

/// The text of a spec that a person names: it may come out of a pipe, as a shell's
/// `<(...)` is one.
///
/// # Errors
///
/// Where there is no such file, it cannot be read, or it is not UTF-8.
pub fn read(path: &Path) -> Result<String, ReadError> {
    decode_read(path, fs::read(path))
}

/// The text of a spec that stays where it is, to be watched or edited.
///
/// # Errors
///
/// As [`read`], and where it is a pipe or a device.
pub fn read_file(path: &Path) -> Result<String, ReadError> {
    decode_read(path, file_bytes(path))
}

/// The bytes of a file. A pipe or a device is none: it may have no end, and who
/// waits for it may wait forever.
///
/// # Errors
///
/// What the operating system says, or [`io::ErrorKind::InvalidInput`] for a pipe or a
/// device.
pub fn file_bytes(path: &Path) -> io::Result<Vec<u8>> {
    let found = fs::metadata(path)?;
    if found.is_file() || found.is_dir() {
        return fs::read(path); // which says what it has against a folder
    }
    Err(io::Error::new(io::ErrorKind::InvalidInput, "it is a pipe or a device, not a file"))
}

fn decode_read(path: &Path, read: io::Result<Vec<u8>>) -> Result<String, ReadError> {
    match read {
        Ok(bytes) => decode(path, bytes),
        Err(error) => Err(ReadError::of(path, Problem::Io(error))),
    }
}

/// What has been published of a spec: the lock beside it, if there is one, or
/// beside the file that it is a link to.
///
/// # Errors
///
/// Where there is one that cannot be read, or the spec itself has its name.
pub fn read_lock(spec: &Path) -> Result<Option<Lock>, ReadError> {
    let path = Lock::path(spec);
    if is_same_file(&path, spec) {
        return Err(ReadError::of(&path, Problem::NamedAsLock));
    }
    let text = match file_bytes(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => decode_read(&path, read)?,
    };
    let lock = Lock::read(&text);
    lock.map(Some).map_err(|error| ReadError::of(&path, Problem::Lock(error)))
}

/// Whether two paths lead to one file.
pub(crate) fn is_same_file(one: &Path, other: &Path) -> bool {
    one == other
        || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// The text of a spec whose bytes are at hand. `path` is how the reader knows it.
///
/// # Errors
///
/// Where it is not UTF-8.
pub fn decode(path: &Path, bytes: Vec<u8>) -> Result<String, ReadError> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = valid.iter().filter(|byte| **byte == b'\n').count() + 1;
        ReadError::of(path, Problem::NotUtf8 { line })
    })
}

/// What to do about a spec that is named as its lock would be.
pub(crate) const NAMED_AS_LOCK: &str =
    "the lock of this spec would have its name: give the spec another, such as errors.toml";

impl ReadError {
    fn of(path: &Path, problem: Problem) -> Self {
        Self { path: path.to_owned(), problem }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = visible_path(&self.path);
        match &self.problem {
            Problem::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                write!(f, "there is no file {path}")
            }
            Problem::Io(error) if error.kind() == io::ErrorKind::IsADirectory => {
                write!(f, "{path} is a folder: name the spec in it")
            }
            Problem::Io(error) => write!(f, "cannot read {path}: {error}"),
            Problem::Lock(error) => write!(f, "{path}: {error}"),
            Problem::NamedAsLock => write!(f, "{path}: {NAMED_AS_LOCK}"),
            Problem::NotUtf8 { line } => {
                write!(f, "{path} is not UTF-8 (line {line}): save it as UTF-8 text")
            }
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Io(error) => Some(error),
            Problem::Lock(error) => Some(error),
            Problem::NotUtf8 { .. } | Problem::NamedAsLock => None,
        }
    }
}
