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
/// Where there is no such file, a sentence says so. One that git has under another name is
/// taken from there, and that is said.
pub fn source(
    what: &str,
    spec: &Path,
    terminal: &Terminal,
) -> Result<Result<Source, String>, Box<dyn Error>> {
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
    let folder = spec.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    match revision.split_once(':') {
        Some((revision, path)) => at(folder, revision, path.as_ref(), what.as_ref()),
        None => {
            let name = spec.file_name().ok_or("name a file as the spec to use git:REV")?;
            let shown = concat([what.as_ref(), ":".as_ref(), spec.as_ref()]);
            let path = concat(["./".as_ref(), name]);
            let found = at(folder, revision, &path, &shown)?;
            let moved = found.is_err().then(|| earlier_name(folder, revision, name)).flatten();
            let Some(earlier) = moved else { return Ok(found) };
            let shown = concat([what.as_ref(), ":".as_ref(), &earlier]);
            let (is, was) = (visible_path(spec), visible_path(Path::new(&shown)));
            terminal.diagnose(&format!("note: {is} was {was}\n"));
            at(folder, revision, &earlier, &shown)
        }
    }
}

/// A file of git at a revision, by its path from the root, or from the folder with `./`.
fn at(
    folder: &Path,
    revision: &str,
    path: &OsStr,
    shown: &OsStr,
) -> Result<Result<Source, String>, Box<dyn Error>> {
    let bytes = match show(folder, revision, path) {
        Ok(bytes) => bytes,
        // What git shows of a revision that it knows fails for want of the file alone.
        Err(_) if is_revision(folder, revision) => {
            let shown = visible_path(Path::new(path));
            return Ok(Err(format!("git has no {shown} at {}", visible(revision))));
        }
        Err(error) => return Err(error),
    };
    let path = PathBuf::from(shown);
    let text = decode(&path, bytes)?;
    Ok(Ok(Source { path, text }))
}

/// The path from the root that a file of the folder had at a revision, where git takes it for
/// moved since.
fn earlier_name(folder: &Path, revision: &str, name: &OsStr) -> Option<OsString> {
    let git = |arguments: &[&OsStr]| {
        let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().ok()?;
        output.status.success().then_some(output.stdout)
    };
    let list = ["ls-files", "--full-name", "-z", "--"].map(OsStr::new);
    let listed = git(&[&list[..], &[name]].concat())?;
    let now = listed.strip_suffix(b"\0")?;
    let moves =
        ["diff", "--name-status", "--find-renames", "--diff-filter=R", "-z"].map(OsStr::new);
    let moved = git(&[&moves[..], &["--end-of-options".as_ref(), revision.as_ref()]].concat())?;
    let fields: Vec<&[u8]> = moved.split(|byte| *byte == 0).collect();
    // What happened to the file, how it was named, how it is named.
    let earlier = fields.chunks_exact(3).find(|fields| fields[2] == now)?[1];
    String::from_utf8(earlier.to_vec()).ok().map(OsString::from)
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
