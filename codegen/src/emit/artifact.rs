//! What the rest of the compiler knows of an artifact.

use crate::catalog::Catalog;

/// An artifact's entry in the list.
pub(super) struct Entry {
    /// The file's name.
    pub file: &'static str,
    pub emit: fn(&Catalog) -> String,
    /// What every such file has in it, and hardly one that errspec did not write.
    pub mark: &'static str,
    /// Is there one more file in each language of the catalog?
    pub translated: bool,
    /// Does a build make it unasked?
    pub unasked: bool,
}

impl Entry {
    /// The name of the file in a language: `ERRORS.zh-CN.md`.
    pub fn file_in(&self, language: &str) -> String {
        self.file.replacen('.', &format!(".{language}."), 1)
    }

    /// Is this the name of such a file, in whatever language?
    pub fn owns(&self, name: &str) -> bool {
        let is_like = |(stem, extension)| {
            name.starts_with(&format!("{stem}.")) && name.ends_with(&format!(".{extension}"))
        };
        name == self.file || self.translated && self.file.split_once('.').is_some_and(is_like)
    }
}

/// Declares the artifacts, each with its entry.
macro_rules! artifacts {
    ($($(#[$doc:meta])* $name:ident $entry:tt)*) => {
        /// A file that errspec makes from a catalog.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum Artifact {
            $($(#[$doc])* $name,)*
        }

        impl Artifact {
            /// Every artifact.
            pub const ALL: [Self; [$(stringify!($name)),*].len()] = [$(Self::$name),*];

            const fn entry(self) -> $crate::emit::artifact::Entry {
                match self {
                    $(Self::$name => $crate::emit::artifact::Entry $entry,)*
                }
            }
        }
    };
}

pub(super) use artifacts;
