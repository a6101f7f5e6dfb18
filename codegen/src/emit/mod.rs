//! A catalog to artifacts in memory. Nothing here can fail: one module an
//! artifact, each a function from `&Catalog` to text.

mod artifact;
mod errors_json;
mod errors_md;
mod errors_rs;
mod lib_rs;
mod markdown;
mod perfect_hash;
mod rust;
mod rustdoc;

use self::artifact::artifacts;
use crate::catalog::{Catalog, Entry, Retired};

artifacts! {
    /// `lib.rs`: the root of a crate that holds `errors.rs` and nothing else.
    LibRs { file: "lib.rs", emit: lib_rs::emit, mark: GENERATED, translated: false, unasked: true }

    /// `errors.rs`: the enum, its tables and its constructors, as one module
    /// that a crate can also `include!`.
    ErrorsRs { file: "errors.rs", emit: errors_rs::emit, mark: GENERATED, translated: false, unasked: true }

    /// `ERRORS.md`: the documentation, and beside it `ERRORS.LANGUAGE.md` for each
    /// language that the catalog is translated into.
    ErrorsMd { file: "ERRORS.md", emit: errors_md::emit, mark: GENERATED, translated: true, unasked: true }

    /// `errors.json`: the whole catalog, for tools in other languages.
    ErrorsJson { file: "errors.json", emit: errors_json::emit, mark: "\"schema_version\"", translated: false, unasked: true }
}

impl Artifact {
    /// The artifacts that a build makes where it is not told which.
    pub fn unasked() -> Vec<Self> {
        Self::ALL.into_iter().filter(|artifact| artifact.entry().unasked).collect()
    }

    /// The file's name.
    pub fn file_name(self) -> &'static str {
        self.entry().file
    }

    /// Is this the name of such a file, in whatever language?
    pub(crate) fn owns(self, name: &str) -> bool {
        self.entry().owns(name)
    }

    /// What every such file has in it that errspec wrote.
    pub(crate) fn mark(self) -> &'static str {
        self.entry().mark
    }
}

/// Files in memory: names and texts, in the order in which they were made.
#[derive(Clone, Debug, Default)]
pub struct Artifacts {
    files: Vec<File>,
    /// Are there others that were not asked for?
    is_partial: bool,
}

/// A file in memory.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub name: String,
    pub text: String,
    /// What it is, where it is one of errspec's own artifacts.
    pub artifact: Option<Artifact>,
}

impl Artifacts {
    /// Makes these artifacts of a catalog.
    pub fn of(catalog: &Catalog, artifacts: &[Artifact]) -> Self {
        let planned = planned(catalog, artifacts).into_iter();
        Self { files: planned.map(|file| file.made(catalog)).collect(), is_partial: false }
    }

    /// The names of the files that these artifacts are.
    pub fn names(catalog: &Catalog, artifacts: &[Artifact]) -> Vec<String> {
        planned(catalog, artifacts).into_iter().map(|file| file.name).collect()
    }

    /// Makes those of them with these names. Who writes them leaves the others alone.
    ///
    /// # Errors
    ///
    /// The first name that none of them has.
    pub fn only<'n>(
        catalog: &Catalog,
        artifacts: &[Artifact],
        names: &'n [String],
    ) -> Result<Self, &'n str> {
        let planned = planned(catalog, artifacts);
        let named = names.iter().map(|name| {
            let file = planned.iter().find(|file| file.name == *name);
            file.ok_or(name.as_str()).map(|file| file.made(catalog))
        });
        Ok(Self { files: named.collect::<Result<_, _>>()?, is_partial: true })
    }

    /// The text of the file with this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find_map(|(file, text)| (file == name).then_some(text))
    }

    /// Names and texts.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|file| (file.name.as_str(), file.text.as_str()))
    }

    pub(crate) fn files(&self) -> &[File] {
        &self.files
    }

    /// Which of errspec's own are here with all their files.
    pub(crate) fn whole(&self) -> Vec<Artifact> {
        let is_whole = |artifact: &Artifact| {
            !self.is_partial && self.files.iter().any(|file| file.artifact == Some(*artifact))
        };
        Artifact::ALL.into_iter().filter(is_whole).collect()
    }

    pub(crate) fn insert(&mut self, name: String, text: String) {
        self.files.push(File { name, text, artifact: None });
    }
}

/// A file that is to be made.
struct Planned<'c> {
    name: String,
    artifact: Artifact,
    language: Option<&'c str>,
}

fn planned<'c>(catalog: &'c Catalog, artifacts: &[Artifact]) -> Vec<Planned<'c>> {
    let mut planned = Vec::new();
    for &artifact in artifacts {
        let entry = artifact.entry();
        let name = entry.file.to_owned();
        planned.push(Planned { name, artifact, language: None });
        let languages = if entry.translated { catalog.languages() } else { Vec::new() };
        planned.extend(languages.into_iter().map(|language| Planned {
            name: entry.file_in(language),
            artifact,
            language: Some(language),
        }));
    }
    planned
}

impl Planned<'_> {
    fn made(&self, catalog: &Catalog) -> File {
        let emit = self.artifact.entry().emit;
        let text = match self.language {
            Some(language) => emit(&catalog.in_language(language)),
            None => emit(catalog),
        };
        File { name: self.name.clone(), text, artifact: Some(self.artifact) }
    }
}

impl FromIterator<(String, String)> for Artifacts {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Self {
        let file = |(name, text)| File { name, text, artifact: None };
        Self { files: files.into_iter().map(file).collect(), is_partial: false }
    }
}

pub use self::errors_json::{json_document, json_entry, to_json};

/// The section of `ERRORS.md` on one code, with what is sent for it.
pub fn markdown_section(catalog: &Catalog, entry: &Entry) -> String {
    let mut text = String::new();
    errors_md::section(entry, &mut text);
    text.push('\n');
    errors_md::samples(catalog, entry, &mut text);
    text.trim_start().to_owned()
}

/// One line of Markdown that shows just this text, white space folded.
pub fn markdown_line(text: &str) -> String {
    markdown::line(text)
}

/// The paragraphs of a `cause` or `fix`, each one line of Markdown, the first behind a label.
pub fn markdown_prose(label: &str, text: &str) -> Vec<String> {
    markdown::labelled(label, text)
}

/// The line of `ERRORS.md` on a retired code.
pub fn retired_section(code: &Retired) -> String {
    let mut text = String::new();
    errors_md::retired(code, &mut text);
    text
}

/// What every text with [`HEADER`] has, also one that an older errspec wrote.
const GENERATED: &str = "@generated by errspec";

/// What stands at the head of a generated file, behind the comment sign.
const HEADER: &str = "@generated by errspec from the table of error codes. \
                      Do not edit: change the table and build.";

/// "Key Management Service (KMS)", or the half of it that there is.
pub fn display_name(catalog: &Catalog) -> String {
    match &catalog.title {
        Some(title) if *title != catalog.name => format!("{title} ({})", catalog.name),
        _ => catalog.name.clone(),
    }
}
