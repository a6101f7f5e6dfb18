//! The names of a new package.

use std::error::Error;
use std::path::Path;

/// Names that Cargo or rustc would refuse, or that a dependency has.
const TAKEN: [&str; 8] =
    ["alloc", "core", "errspec", "errspec_codegen", "proc_macro", "self", "std", "test"];

/// A name in the forms that a crate needs.
pub struct Name {
    /// As Cargo.toml has it: `my-errors`.
    pub package: String,
    /// As Rust has it: `my_errors`.
    pub krate: String,
    /// As XML has it: `MyErrors`.
    pub catalog: String,
}

impl Name {
    /// The name that was given, or the folder's, where it is none of these crates'.
    pub fn of(given: Option<&str>, folder: &Path, crates: &[&str]) -> Result<Self, Box<dyn Error>> {
        let of_folder = || {
            let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
            folder.file_name().map(|name| name.to_string_lossy().into_owned())
        };
        let package = given.map(str::to_owned).or_else(of_folder).unwrap_or_default();
        let krate = package.replace('-', "_");
        let is_name = package.starts_with(|c: char| c.is_ascii_alphabetic())
            && package.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
        // `gen` is reserved since edition 2024, and syn takes it for a name.
        let is_keyword = krate == "gen" || syn::parse_str::<syn::Ident>(&krate).is_err();
        let is_taken = TAKEN.iter().chain(crates).any(|name| *name == krate);
        if !is_name || is_keyword || is_taken {
            let package = errspec_codegen::visible(&package).into_owned();
            return Err(format!(
                "`{package}` cannot be the name of a package: give one with --name, of letters, \
                 digits, `-` and `_`, a letter first, and no word of Rust's"
            )
            .into());
        }
        let catalog = package.split(['-', '_']).map(capitalised).collect();
        Ok(Self { package, krate, catalog })
    }
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
