//! An earlier version of a spec: a file, standard input, or a revision of git.

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use errspec_codegen::{Catalog, decode, read, visible, visible_path};

use crate::spec::{Source, Spec, read_stdin};
use crate::terminal::Terminal;

/// Reads `what`: a path, `-`, `git:REV` for the spec itself at a revision, or
/// `git:REV:PATH` for a file of the repository that `spec` is in.
///
/// Where there is no such file, a sentence says so.
pub fn source(what: &str, spec: &Path) -> Result<Result<Source, String>, Box<dyn Error>> {
    if what == "-" && spec == Path::new("-") {
        return Err("standard input can be read once: name one of the two versions".into());
    }
    if what == "-" {
        return Ok(Ok(read_stdin()?));
    }
    let Some(revision) = what.strip_prefix("git:") else {
        let path = PathBuf::from(what);
        if path.symlink_metadata().is_err_and(|error| error.kind() == ErrorKind::NotFound) {
            return Ok(Err(format!("there is no file {}", visible_path(&path))));
        }
        let text = read(&path)?;
        return Ok(Ok(Source { path, text }));
    };
    let (revision, path, shown) = match revision.split_once(':') {
        Some((revision, path)) => (revision, path.into(), what.into()),
        None => {
            let name = spec.file_name().ok_or("name a file as the spec to use git:REV")?;
            (
                revision,
                concat(["./".as_ref(), name]),
                concat([what.as_ref(), ":".as_ref(), spec.as_ref()]),
            )
        }
    };
    let folder = spec.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let bytes = match show(folder, revision, &path) {
        Ok(bytes) => bytes,
        // What git shows of a revision that it knows fails for want of the file alone.
        Err(_) if is_revision(folder, revision) => {
            let shown = visible_path(Path::new(&path));
            return Ok(Err(format!("git has no {shown} at {}", visible(revision))));
        }
        Err(error) => return Err(error),
    };
    let path = PathBuf::from(shown);
    let text = decode(&path, bytes)?;
    Ok(Ok(Source { path, text }))
}

/// A name of a file may be no text.
fn concat<const N: usize>(parts: [&OsStr; N]) -> OsString {
    parts.into_iter().collect()
}

/// A file at a revision. The work tree is not touched.
fn show(folder: &Path, revision: &str, path: &OsStr) -> Result<Vec<u8>, Box<dyn Error>> {
    if revision.is_empty() || revision.starts_with('-') {
        return Err(format!("git:{} names no revision", visible(revision)).into());
    }
    let object = concat([revision.as_ref(), ":".as_ref(), path]);
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["show", "--no-textconv", "--end-of-options"])
        .arg(&object)
        .output()
        .map_err(|error| format!("cannot run git: {error}"))?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        let reason = String::from_utf8_lossy(&output.stderr);
        Err(format!("git has no {}: {}", visible_path(object.as_ref()), visible(reason.trim()))
            .into())
    }
}

/// Whether git knows the revision.
fn is_revision(folder: &Path, revision: &str) -> bool {
    let commit = format!("{revision}^{{commit}}");
    let git = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .output();
    git.is_ok_and(|output| output.status.success())
}

/// The catalog of an earlier version, which must break no rule.
pub fn catalog<'s>(spec: &'s Spec, terminal: &Terminal) -> Result<&'s Catalog, Box<dyn Error>> {
    spec.catalog_or_report(terminal).ok_or_else(|| {
        let name = spec.source.shown();
        format!("{name} breaks rules, so nothing can be compared with it").into()
    })
}
