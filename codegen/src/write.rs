//! Artifacts and the disk: compare, then replace whole files, or nothing.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::catalog::Catalog;
use crate::diff::Lock;
use crate::emit::{Artifact, Artifacts, File};
use crate::read::{NAMED_AS_LOCK, file_bytes, is_same_file};
use crate::temporary::{self, sweep_beside};
use crate::text::visible_path;

/// What it takes to make a file what the spec says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// There is none yet.
    Create(PathBuf),
    /// It has another text.
    Update(PathBuf),
    /// It should not be there: errspec wrote it of what the spec has no more, such as
    /// the documentation in a language.
    Remove(PathBuf),
}

impl FileChange {
    /// The file.
    pub fn path(&self) -> &Path {
        match self {
            Self::Create(path) | Self::Update(path) | Self::Remove(path) => path,
        }
    }
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

/// What is wrong with the file as it is.
impl std::fmt::Display for FileChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let problem = match self {
            Self::Create(_) => "is missing",
            Self::Update(_) => "is stale",
            Self::Remove(_) => "is left over",
        };
        write!(f, "{} {problem}", visible_path(self.path()))
    }
}

impl WriteError {
    fn at(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self { path: path.to_owned(), source }
    }
}

impl std::fmt::Display for WriteError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot write {}: {}", visible_path(&self.path), self.source)
    }
}

impl std::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// What [`write()`] would change in `dir`: the files that differ from the artifacts,
/// and those that are left over. CRLF counts as LF, so that a checkout with converted
/// line ends is not stale.
pub fn stale(artifacts: &Artifacts, dir: &Path) -> Vec<FileChange> {
    let differing = differing(artifacts, dir).into_iter().map(|output| output.change);
    differing.chain(left_over(artifacts, dir)).collect()
}

/// A file that has to change.
struct Output<'a> {
    change: FileChange,
    /// What should be there.
    text: &'a str,
    /// What every such file has in it that errspec wrote, where it can be told.
    mark: Option<&'static str>,
    /// What is there.
    found: io::Result<Vec<u8>>,
}

impl<'a> Output<'a> {
    /// The output, unless its file is as it should be.
    fn of(path: PathBuf, text: &'a str, mark: Option<&'static str>) -> Option<Self> {
        let found = file_bytes(&path);
        let change = match &found {
            Ok(found) if same_text(found, text) => return None,
            Err(error) if is_absence(error) => FileChange::Create(path),
            _ => FileChange::Update(path),
        };
        Some(Self { change, text, mark, found })
    }

    /// A crate with code of its own has a `lib.rs`, too, and other tools an `errors.json`.
    /// What cannot be read may be anything.
    fn refuse_foreign(&self) -> Result<(), WriteError> {
        let problem = match (&self.found, self.mark) {
            (Ok(found), Some(mark)) if !is_blank(found) && !has_mark(found, mark) => {
                "errspec did not write what is there".to_owned()
            }
            (Err(error), _) if matches!(self.change, FileChange::Update(_)) => {
                format!("what is there cannot be read ({error})")
            }
            _ => return Ok(()),
        };
        let problem = format!("{problem}: choose another folder, or remove it");
        Err(WriteError::at(self.change.path())(io::Error::other(problem)))
    }

    fn replace(&self, mtime: Option<SystemTime>) -> Result<(), WriteError> {
        let path = self.change.path();
        replace(path, self.text.as_bytes(), mtime).map_err(WriteError::at(path))
    }
}

/// The files that differ from the artifacts.
fn differing<'a>(artifacts: &'a Artifacts, dir: &Path) -> Vec<Output<'a>> {
    let output = |file: &'a File| {
        Output::of(dir.join(&file.name), &file.text, file.artifact.map(Artifact::mark))
    };
    artifacts.files().iter().filter_map(output).collect()
}

/// The files of these artifacts that errspec wrote and would not write again.
fn left_over(artifacts: &Artifacts, dir: &Path) -> Vec<FileChange> {
    let is_ours = |name: &str, artifact: Artifact| {
        file_bytes(&dir.join(name)).is_ok_and(|found| has_mark(&found, artifact.mark()))
    };
    let current: HashSet<&str> = artifacts.iter().map(|(name, _)| name).collect();
    let made = artifacts.whole();
    let is_left_over = |name: &String| {
        let mut owners = made.iter().filter(|artifact| artifact.owns(name));
        !current.contains(name.as_str()) && owners.any(|artifact| is_ours(name, *artifact))
    };
    let mut names: Vec<String> = fs::read_dir(dir)
        .into_iter()
        .flatten()
        .filter_map(|file| file.ok()?.file_name().into_string().ok())
        .filter(is_left_over)
        .collect();
    names.sort_unstable();
    names.into_iter().map(|name| FileChange::Remove(dir.join(name))).collect()
}

/// Replaces the files in `dir` that differ from the artifacts, removes those that are
/// left over, and returns what it changed. A file is replaced as a whole or not at all;
/// of a link, the file that it leads to. What a run that was killed left beside them
/// goes, too.
///
/// The new files get `mtime`, where one is given: with the time of the spec,
/// Cargo does not take them for edited after the build script ran.
///
/// # Errors
///
/// The first file that could not be written: those before it are. What errspec did
/// not generate, or what cannot be read, is not replaced, and then nothing is written.
pub fn write(
    artifacts: &Artifacts,
    dir: &Path,
    mtime: Option<SystemTime>,
) -> Result<Vec<FileChange>, WriteError> {
    let differing = differing(artifacts, dir);
    differing.iter().try_for_each(Output::refuse_foreign)?;
    differing.iter().try_for_each(|output| output.replace(mtime))?;
    let left_over = left_over(artifacts, dir);
    for change in &left_over {
        remove_file(change.path()).map_err(WriteError::at(change.path()))?;
    }
    let outputs = artifacts.files().iter().map(|file| dir.join(&file.name));
    sweep_beside(outputs.chain(differing.iter().map(|output| followed(output.change.path()))));
    Ok(differing.into_iter().map(|output| output.change).chain(left_over).collect())
}

/// Records a catalog as published, in the lock of its spec, and returns what that
/// changed.
///
/// # Errors
///
/// Where the lock cannot be written, is not one of ours, or is the spec itself.
pub fn write_lock(spec: &Path, catalog: &Catalog) -> Result<Option<FileChange>, WriteError> {
    let path = Lock::path(spec);
    if is_same_file(&path, spec) {
        return Err(WriteError::at(spec)(io::Error::other(NAMED_AS_LOCK)));
    }
    let text = Lock::text(catalog);
    let output = Output::of(path.clone(), &text, Some(Lock::MARK));
    if let Some(output) = &output {
        output.refuse_foreign()?;
        output.replace(None)?;
    }
    sweep_beside([followed(&path)]);
    Ok(output.map(|output| output.change))
}

/// Where a file stands for a folder, nothing is in it.
fn is_absence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn same_text(found: &[u8], text: &str) -> bool {
    let is_same = |found: &str| found.replace("\r\n", "\n") == text;
    found == text.as_bytes() || found.contains(&b'\r') && str::from_utf8(found).is_ok_and(is_same)
}

fn is_blank(found: &[u8]) -> bool {
    found.iter().all(u8::is_ascii_whitespace)
}

fn has_mark(found: &[u8], mark: &str) -> bool {
    String::from_utf8_lossy(found).contains(mark)
}

/// Replaces one file as a whole, or the file that it is a link to, and keeps its
/// permissions.
///
/// # Errors
///
/// Where it cannot be written: then it is as it was.
pub fn write_file(path: &Path, text: impl AsRef<[u8]>) -> Result<(), WriteError> {
    replace(path, text.as_ref(), None).map_err(WriteError::at(path))?;
    sweep_beside([followed(path)]);
    Ok(())
}

/// Writes a temporary file, then renames it.
fn replace(path: &Path, text: &[u8], mtime: Option<SystemTime>) -> io::Result<()> {
    let path = &followed(path);
    fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    let (temporary, mut file) = temporary::create(path)?;
    let written = (|| {
        if let Ok(found) = fs::metadata(path) {
            file.set_permissions(found.permissions())?;
        }
        file.write_all(text)?;
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

/// Where a link leads, also if nothing is there yet.
fn followed(path: &Path) -> PathBuf {
    match (path.canonicalize(), fs::read_link(path)) {
        (Ok(target), _) => target,
        // It ends: to links in a circle the operating system has another answer.
        (Err(error), Ok(target)) if error.kind() == io::ErrorKind::NotFound => {
            followed(&path.parent().unwrap_or(Path::new("")).join(target))
        }
        _ => path.to_owned(),
    }
}

/// Removes a file that another process may have removed meanwhile.
fn remove_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile;

    fn catalog(name: &str) -> Catalog {
        let row = "error = [{ code = \"A\", status = 400, message = \"It failed.\" }]";
        compile(&format!("catalog.name = {name:?}\n{row}")).0.unwrap()
    }

    #[test]
    fn who_asks_for_some_files_leaves_the_others_alone() {
        let dir = scratch("some");
        let row = "error = [{ code = \"A\", status = 400, message = \"It failed.\"";
        let spec = format!("{row}, translations = {{ de = {{ message = \"Fehler.\" }} }} }}]");
        let translated = compile(&spec).0.unwrap();
        write(&Artifacts::of(&translated, &[Artifact::ErrorsMd]), &dir, None).unwrap();
        let all = Artifacts::of(&catalog("Other"), &[Artifact::ErrorsMd]);
        let only = |names: &[String]| {
            let only = Artifacts::only(&catalog("Other"), &[Artifact::ErrorsMd], names);
            only.map_err(str::to_owned)
        };
        assert_eq!(only(&["ERRORS.de.md".to_owned()]).unwrap_err(), "ERRORS.de.md");
        let some = only(&["ERRORS.md".to_owned()]).unwrap();
        assert_eq!(write(&some, &dir, None).unwrap().len(), 1);
        assert!(dir.join("ERRORS.de.md").exists());
        assert_eq!(write(&all, &dir, None).unwrap().len(), 1);
        assert!(!dir.join("ERRORS.de.md").exists(), "no language has it any more");
        fs::remove_dir_all(dir).unwrap();
    }

    fn scratch(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("errspec-{name}-{}", std::process::id()))
    }

    #[test]
    fn what_errspec_wrote_is_replaced_and_nothing_else() {
        let dir = scratch("replace");
        for artifact in Artifact::ALL {
            let path = dir.join(artifact.file_name());
            let [old, new] = ["Old", "New"].map(|name| Artifacts::of(&catalog(name), &[artifact]));
            assert_eq!(write(&old, &dir, None).unwrap(), [FileChange::Create(path.clone())]);
            assert_eq!(write(&old, &dir, None).unwrap(), []);
            assert_eq!(write(&new, &dir, None).unwrap(), [FileChange::Update(path.clone())]);
            fs::write(&path, "by hand").unwrap();
            assert_eq!(write(&new, &dir, None).unwrap_err().path, path);
            assert_eq!(fs::read_to_string(&path).unwrap(), "by hand");
        }
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn two_versions_in_one_folder_leave_whole_files_of_one_of_them() {
        let dir = scratch("versions");
        let versions = ["Old", "New"].map(|name| Artifacts::of(&catalog(name), &Artifact::ALL));
        for _ in 0..50 {
            let left_over = dir.join("ERRORS.de.md");
            write_file(&left_over, Artifact::ErrorsMd.mark()).unwrap();
            std::thread::scope(|scope| {
                let writers = versions.each_ref().map(|one| scope.spawn(|| write(one, &dir, None)));
                for writer in writers {
                    writer.join().unwrap().unwrap();
                }
            });
            for artifact in Artifact::ALL {
                let name = artifact.file_name();
                let text = fs::read_to_string(dir.join(name)).unwrap();
                assert!(versions.iter().any(|one| one.get(name) == Some(&text)), "{name}: {text}");
            }
            assert_eq!(fs::read_dir(&dir).unwrap().count(), Artifact::ALL.len());
            remove_file(&left_over).expect("who comes second finds it done");
        }
        fs::remove_dir_all(dir).unwrap();
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_or_not_at_all() {
        let dir = scratch("whole");
        fs::create_dir_all(dir.join("ERRORS.md")).unwrap();
        let artifacts = Artifacts::of(&catalog("Old"), &[Artifact::ErrorsMd]);

        // Of another thread that is at work.
        let (foreign, _) = temporary::create(&dir.join("ERRORS.md")).unwrap();

        let error = write(&artifacts, &dir, None).unwrap_err();

        assert_eq!(error.path, dir.join("ERRORS.md"));
        let mut left: Vec<_> =
            fs::read_dir(&dir).unwrap().map(|file| file.unwrap().path()).collect();
        left.sort();
        assert_eq!(left, [foreign, dir.join("ERRORS.md")], "nothing of ours");

        fs::remove_dir(dir.join("ERRORS.md")).unwrap();
        let old = "<!-- @generated by errspec -->";
        fs::write(dir.join("ERRORS.md"), old).unwrap();
        fs::hard_link(dir.join("ERRORS.md"), dir.join("reader")).unwrap();
        write(&artifacts, &dir, None).unwrap();
        assert!(stale(&artifacts, &dir).is_empty());
        let seen = fs::read_to_string(dir.join("reader")).unwrap();
        assert_eq!(seen, old, "who has the old file open does not see it change");
        fs::remove_dir_all(dir).unwrap();
    }
}
