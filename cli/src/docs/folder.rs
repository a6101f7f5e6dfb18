//! The folder of a site, in which other people's files may be too.

use std::collections::HashSet;
use std::error::Error;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use errspec_codegen::{Artifacts, FileChange, file_bytes, stale, visible_path};

use super::file_name;
use super::site::{GENERATOR, INDEX, OPERATIONS_INDEX};

pub struct Folder<'p>(&'p Path);

impl<'p> Folder<'p> {
    pub fn new(path: &'p Path) -> Self {
        Self(path)
    }

    /// Fails where a file that is to be replaced was not made by us. A page says so
    /// itself; the data are the site's where the index is.
    pub fn refuse_foreign(&self, pages: &[String], data: &Artifacts) -> Result<(), Box<dyn Error>> {
        let pages = pages.iter().map(|page| self.0.join(page));
        let mut foreign = pages.filter(|page| is_there(page) && !is_page_of_ours(page));
        let is_update = |change: FileChange| match change {
            FileChange::Update(path) => Some(path),
            _ => None,
        };
        let has_index = is_page_of_ours(&self.0.join(INDEX));
        let mut data = stale(data, self.0).into_iter().filter_map(is_update);
        match foreign.next().or_else(|| data.find(|_| !has_index)) {
            None => Ok(()),
            Some(path) => Err(format!(
                "{} is there and was not made by `errspec docs`: move it or name another folder",
                visible_path(&path)
            )
            .into()),
        }
    }

    /// Removes the pages that we made of what is not in the table any more.
    pub fn remove_stale(&self, current: &[String]) -> Result<usize, Box<dyn Error>> {
        let current: HashSet<PathBuf> = current.iter().map(|page| self.0.join(page)).collect();
        // The site's own folder, and one a language.
        let indices = current.iter().filter(|path| path.ends_with(INDEX));
        let mut pages = Vec::new();
        for index in indices {
            pages.push(index.with_file_name(OPERATIONS_INDEX));
            for folder in file_name::FOLDERS.map(|folder| index.with_file_name(folder)) {
                let found = self::pages(&folder);
                pages.extend(
                    found.map_err(|error| {
                        format!("cannot read {}: {error}", visible_path(&folder))
                    })?,
                );
            }
        }
        let stale = pages.iter().filter(|page| !current.contains(*page) && is_page_of_ours(page));
        let mut removed = 0;
        for page in stale {
            match fs::remove_file(page) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(format!("cannot remove {}: {error}", visible_path(page)).into());
                }
                _ => removed += 1,
            }
        }
        Ok(removed)
    }
}

/// Whether something stands where a page will, also what cannot be read.
fn is_there(path: &Path) -> bool {
    !matches!(fs::metadata(path), Err(error) if error.kind() == io::ErrorKind::NotFound)
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
