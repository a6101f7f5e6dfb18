//! Input that is read as it comes, and not as a whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use errspec_codegen::visible_path;

/// The file, or standard input for `-`.
pub fn open(path: &Path) -> Result<Box<dyn Read>, String> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let shown = visible_path(path);
    if path.is_dir() {
        return Err(format!("{shown} is a folder: name the file in it"));
    }
    match File::open(path) {
        Ok(file) => Ok(Box::new(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(format!("there is no file {shown}"))
        }
        Err(error) => Err(format!("cannot read {shown}: {error}")),
    }
}

/// What a reader calls it.
pub fn name(path: &Path) -> String {
    match path == Path::new("-") {
        true => "standard input".to_owned(),
        false => path.display().to_string(),
    }
}
