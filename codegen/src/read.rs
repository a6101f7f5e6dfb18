//! A spec from the disk, or a sentence that says why not.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::diff::{Lock, LockError};

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
}

/// The text of a spec.
///
/// # Errors
///
/// Where there is no such file, it cannot be read, or it is not UTF-8.
pub fn read(path: &Path) -> Result<String, ReadError> {
    match fs::read(path) {
        Ok(bytes) => decode(path, bytes),
        Err(error) => Err(ReadError { path: path.to_owned(), problem: Problem::Io(error) }),
    }
}

/// What has been published of a spec: the lock beside it, if there is one, or
/// beside the file that it is a link to.
///
/// # Errors
///
/// Where there is one that cannot be read.
pub fn read_lock(spec: &Path) -> Result<Option<Lock>, ReadError> {
    let path = Lock::path(spec);
    if !path.exists() {
        return Ok(None);
    }
    let lock = Lock::read(&read(&path)?);
    lock.map(Some).map_err(|error| ReadError { path, problem: Problem::Lock(error) })
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
        ReadError { path: path.to_owned(), problem: Problem::NotUtf8 { line } }
    })
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        match &self.problem {
            Problem::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                write!(f, "there is no file {path}")
            }
            Problem::Io(error) if error.kind() == io::ErrorKind::IsADirectory => {
                write!(f, "{path} is a folder: name the spec in it")
            }
            Problem::Io(error) => write!(f, "cannot read {path}: {error}"),
            Problem::Lock(error) => write!(f, "{path}: {error}"),
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
            Problem::NotUtf8 { .. } => None,
        }
    }
}
