//! Where the result of a command goes: standard output or a file.

use std::error::Error;
use std::path::Path;

use errspec_codegen::{Artifacts, write};

use crate::terminal::Terminal;

/// Prints a text, or replaces a file by it as a whole.
pub fn write_or_print(
    text: &str,
    out: Option<&Path>,
    terminal: &Terminal,
) -> Result<(), Box<dyn Error>> {
    let Some(path) = out else {
        terminal.print(text);
        return Ok(());
    };
    let name = path.file_name().ok_or("name a file with --out")?;
    let folder = path.parent().unwrap_or(Path::new(""));
    write(&Artifacts::single(&name.to_string_lossy(), text.to_owned()), folder, None)?;
    Ok(())
}
