//! An earlier version of a spec: a file, standard input, or a revision of git.

use std::error::Error;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use errspec_codegen::{Catalog, decode, read, visible, visible_path};

use crate::spec::{Source, Spec, read_stdin};
use crate::terminal::Terminal;

/// Reads `what`: a path, `-`, `git:REV` for the spec itself at a revision, or
/// `git:REV:PATH` for a file of the repository that `spec` is in.
pub fn source(what: &str, spec: &Path) -> Result<Source, Box<dyn Error>> {
    if what == "-" && spec == Path::new("-") {
        return Err("standard input can be read once: name one of the two versions".into());
    }
    if what == "-" {
        return Ok(read_stdin()?);
    }
    let Some(revision) = what.strip_prefix("git:") else {
        let path = PathBuf::from(what);
        let text = read(&path)?;
        return Ok(Source { path, text });
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
    let bytes = show(folder.unwrap_or(Path::new(".")), revision, &path)?;
    let path = PathBuf::from(shown);
    let text = decode(&path, bytes)?;
    Ok(Source { path, text })
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

/// The catalog of an earlier version, which must break no rule.
pub fn catalog<'s>(spec: &'s Spec, terminal: &Terminal) -> Result<&'s Catalog, Box<dyn Error>> {
    spec.catalog_or_report(terminal).ok_or_else(|| {
        let name = spec.source.shown();
        format!("{name} breaks rules, so nothing can be compared with it").into()
    })
}
