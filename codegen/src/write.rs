//! Artifacts and the disk: compare, then replace whole files, or nothing.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::emit::Artifacts;

/// A file on the disk that is not what the spec says.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stale {
    /// The file.
    pub path: PathBuf,
    /// Whether there is none at all.
    pub missing: bool,
}

/// A file that could not be read or written, and why.
#[derive(Debug)]
#[non_exhaustive]
pub struct WriteError {
    /// The file or folder.
    pub path: PathBuf,
    /// What the operating system says.
    pub source: io::Error,
}

impl std::fmt::Display for Stale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let problem = if self.missing { "is missing" } else { "is stale" };
        write!(f, "{} {problem}", self.path.display())
    }
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot write {}: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// The files in `dir` that differ from the artifacts. CRLF counts as LF, so that
/// a checkout with converted line ends is not stale.
pub fn stale(artifacts: &Artifacts, dir: &Path) -> Vec<Stale> {
    let files = artifacts.iter().map(|(name, text)| (dir.join(name), text));
    files
        .filter_map(|(path, text)| match fs::read(&path) {
            Ok(found) if same_text(&found, text) => None,
            Ok(_) => Some(Stale { path, missing: false }),
            Err(error) => Some(Stale { path, missing: error.kind() == io::ErrorKind::NotFound }),
        })
        .collect()
}

/// Replaces the files in `dir` that differ from the artifacts, and returns them.
/// A file is replaced as a whole or not at all.
///
/// The new files get `mtime`, where one is given: with the time of the spec,
/// Cargo does not take them for edited after the build script ran.
///
/// # Errors
///
/// The first file that could not be written. Those before it are.
pub fn write(
    artifacts: &Artifacts,
    dir: &Path,
    mtime: Option<SystemTime>,
) -> Result<Vec<Stale>, WriteError> {
    let stale = stale(artifacts, dir);
    // In the artifacts' order, so one walk finds the text of each.
    let mut files = artifacts.iter().map(|(name, text)| (dir.join(name), text));
    for Stale { path, .. } in &stale {
        if let Some((_, text)) = files.find(|(file, _)| file == path) {
            replace(path, text, mtime)
                .map_err(|source| WriteError { path: path.clone(), source })?;
        }
    }
    Ok(stale)
}

fn same_text(found: &[u8], text: &str) -> bool {
    found == text.as_bytes()
        || str::from_utf8(found).is_ok_and(|found| found.replace("\r\n", "\n") == text)
}

/// Writes a temporary file, then renames it.
fn replace(path: &Path, text: &str, mtime: Option<SystemTime>) -> io::Result<()> {
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let (temporary, mut file) = create_temporary(path)?;
    let written = (|| {
        file.write_all(text.as_bytes())?;
        if let Some(mtime) = mtime {
            file.set_modified(mtime)?;
        }
        drop(file);
        fs::rename(&temporary, path)
    })();
    if written.is_err() {
        let _ = fs::remove_file(&temporary); // what matters is why the write failed
    }
    written
}

/// A new file beside `path`. Other processes may write here at the same time,
/// in other containers under the same number, and others may have died here.
fn create_temporary(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut attempt = 0;
    loop {
        let unique = format!(".{name}.{}.{attempt}.tmp", std::process::id());
        let temporary = path.with_file_name(unique);
        match File::create_new(&temporary) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => attempt += 1,
            created => return created.map(|file| (temporary, file)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Artifact, compile};

    #[test]
    fn a_file_is_replaced_as_a_whole_or_not_at_all() {
        let dir = std::env::temp_dir().join(format!("errspec-write-{}", std::process::id()));
        fs::create_dir_all(dir.join("ERRORS.md")).unwrap();
        let spec = "error = [{ code = \"A\", status = 400, message = \"It failed.\" }]";
        let artifacts = Artifacts::of(&compile(spec).0.unwrap(), &[Artifact::ErrorsMd]);

        // Of another process with our number.
        let foreign = dir.join(format!(".ERRORS.md.{}.0.tmp", std::process::id()));
        fs::write(&foreign, "").unwrap();

        let error = write(&artifacts, &dir, None).unwrap_err();

        assert_eq!(error.path, dir.join("ERRORS.md"));
        let mut left: Vec<_> =
            fs::read_dir(&dir).unwrap().map(|file| file.unwrap().path()).collect();
        left.sort();
        assert_eq!(left, [foreign, dir.join("ERRORS.md")], "nothing of ours");

        fs::remove_dir(dir.join("ERRORS.md")).unwrap();
        fs::write(dir.join("ERRORS.md"), "old").unwrap();
        fs::hard_link(dir.join("ERRORS.md"), dir.join("reader")).unwrap();
        write(&artifacts, &dir, None).unwrap();
        assert!(stale(&artifacts, &dir).is_empty());
        let seen = fs::read_to_string(dir.join("reader")).unwrap();
        assert_eq!(seen, "old", "who has the old file open does not see it change");
        fs::remove_dir_all(dir).unwrap();
    }
}
