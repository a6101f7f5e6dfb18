//! Crates that a benchmark writes and cargo compiles, in cargo's target directory.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{fs, io};

/// A package of its own, outside of this workspace.
pub struct Project {
    pub directory: PathBuf,
    name: String,
}

impl Project {
    /// Writes a package. Files are named from its root, and `manifest` is what
    /// follows `[package]`.
    pub fn write(name: &str, manifest: &str, files: &[(String, String)]) -> io::Result<Self> {
        let directory = directory()?.join(name);
        let manifest = format!(
            "[package]\nname = {name:?}\nedition = \"2024\"\n\n{manifest}\n\n[workspace]\n"
        );
        write_changed(&directory.join("Cargo.toml"), &manifest)?;
        for (file, text) in files {
            write_changed(&directory.join(file), text)?;
        }
        Ok(Self { directory, name: name.to_owned() })
    }

    /// Cargo in the package. What it compiles is shared with the other packages.
    pub fn cargo<const N: usize>(&self, arguments: [&str; N]) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args(arguments).arg("--quiet").current_dir(&self.directory);
        cargo.env("CARGO_TARGET_DIR", self.target()).stderr(Stdio::null());
        cargo
    }

    /// Where cargo puts what it compiles.
    pub fn target(&self) -> PathBuf {
        self.directory.with_file_name("target")
    }

    /// The program of the package in a profile's folder.
    pub fn program(&self, profile: &str) -> PathBuf {
        self.target().join(profile).join(&self.name)
    }
}

/// Where packages, texts and programs are kept.
pub fn directory() -> io::Result<PathBuf> {
    let program = std::env::current_exe()?;
    let target = program.parent().and_then(Path::parent);
    Ok(target.unwrap_or(&program).join("lookup"))
}

/// A crate of this repository, as a dependency of a package.
pub fn dependency(name: &str, folder: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name(folder);
    format!("{name} = {{ path = {:?} }}", path.display())
}

/// Leaves a file alone that is as it should be, so that cargo does too.
fn write_changed(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().unwrap_or(path))?;
    fs::write(path, text)
}
