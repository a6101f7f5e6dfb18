//! Where the result of a command goes: standard output or a file.

use std::error::Error;
use std::fs;
use std::path::Path;

use errspec_codegen::{Lock, visible_path, write_file};

use crate::terminal::Terminal;

/// Prints a text, or replaces a file by it as a whole. `spec` is what was read:
/// it is never replaced.
pub fn write_or_print(
    text: &str,
    out: Option<&Path>,
    spec: &Path,
    terminal: &Terminal,
) -> Result<(), Box<dyn Error>> {
    let Some(path) = out else {
        terminal.document(text);
        return Ok(());
    };
    write(text.as_bytes(), path, spec)
}

/// Replaces a file by a text as a whole, as [`write_or_print`] does.
pub fn write(text: &[u8], path: &Path, spec: &Path) -> Result<(), Box<dyn Error>> {
    refuse_input(path, spec)?;
    if path.exists() && !path.is_file() {
        // A pipe or a device is written to; a folder says so.
        fs::write(path, text)
            .map_err(|error| format!("cannot write {}: {error}", visible_path(path)))?;
        return Ok(());
    }
    Ok(write_file(path, text)?)
}

/// Refuses to write to the spec that was read, or to its lock.
pub fn refuse_input(path: &Path, spec: &Path) -> Result<(), Box<dyn Error>> {
    let Ok(target) = path.canonicalize() else {
        return Ok(());
    };
    for input in [spec.to_owned(), Lock::path(spec)] {
        if input.canonicalize().is_ok_and(|input| input == target) {
            return Err(
                format!("{} was read: name another file to write to", visible_path(path)).into()
            );
        }
    }
    Ok(())
}
