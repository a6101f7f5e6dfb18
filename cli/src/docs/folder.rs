//! The folder of a site, in which other people's files may be too.

use std::collections::HashSet;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use errspec_codegen::{Artifacts, FileChange, file_bytes, stale, visible_path};

use super::file_name;
use super::site::{GENERATOR, INDEX};

pub struct Folder<'p>(&'p Path);

impl<'p> Folder<'p> {
    pub fn new(path: &'p Path) -> Self {
        Self(path)
    }

    /// Fails where a file that is to be replaced was not made by us.
    pub fn refuse_foreign(&self, files: &Artifacts) -> Result<(), Box<dyn Error>> {
        let is_foreign = |change: &FileChange| match change {
            FileChange::Update(path) => !self.is_ours(path),
            _ => false,
        };
        match stale(files, self.0).iter().find(|change| is_foreign(change)) {
            None => Ok(()),
            Some(change) => Err(format!(
                "{} is there and was not made by `errspec docs`: move it or name another folder",
                visible_path(change.path())
            )
            .into()),
        }
    }

    /// Removes the pages that we made of codes that are not in the table any more.
    pub fn remove_stale(&self, files: &Artifacts) -> Result<usize, Box<dyn Error>> {
        let current: HashSet<PathBuf> = files.iter().map(|(name, _)| self.0.join(name)).collect();
        // The site's own folder, and one a language.
        let indices = current.iter().filter(|path| path.ends_with(INDEX));
        let mut pages = Vec::new();
        for folder in indices.map(|index| index.with_file_name(file_name::FOLDER)) {
            let found = self::pages(&folder);
            pages.extend(
                found.map_err(|error| format!("cannot read {}: {error}", visible_path(&folder)))?,
            );
        }
        let stale = pages.iter().filter(|page| !current.contains(*page) && is_page_of_ours(page));
        let mut removed = 0;
        for page in stale {
            fs::remove_file(page)
                .map_err(|error| format!("cannot remove {}: {error}", visible_path(page)))?;
            removed += 1;
        }
        Ok(removed)
    }

    /// A page says so itself; the other files are the site's where the index is.
    fn is_ours(&self, path: &Path) -> bool {
        match is_html(path) {
            true => is_page_of_ours(path),
            false => is_page_of_ours(&self.0.join(INDEX)),
        }
    }
}

/// The HTML files of a folder, which may not be there yet.
fn pages(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        // What stands in the way is named by the writer.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    paths.filter(|path| path.as_ref().map_or(true, |path| is_html(path))).collect()
}

fn is_html(path: &Path) -> bool {
    path.extension() == Some(OsStr::new("html"))
}

fn is_page_of_ours(path: &Path) -> bool {
    let text = file_bytes(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    text.lines().take_while(|line| !line.contains("<body")).any(|line| line.trim() == GENERATOR)
}
