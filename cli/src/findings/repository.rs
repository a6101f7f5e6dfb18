//! Paths as services that show findings know them: from the root of the repository, in
//! whatever folder the command runs.

use std::path::Path;

/// The path from the root of the repository that the file is in; as it is where it is in none.
pub fn from_root(path: &str) -> String {
    let from_root = || {
        let file = Path::new(path).canonicalize().ok()?;
        let root = file.ancestors().skip(1).find(|folder| folder.join(".git").exists())?;
        Some(file.strip_prefix(root).ok()?.to_str()?.replace('\\', "/"))
    };
    from_root().unwrap_or_else(|| path.to_owned())
}
