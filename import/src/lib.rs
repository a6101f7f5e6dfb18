#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

// Each format has a module that finds the rows. Tables of other people go through
// `table`, `columns` and `cells`, and `duplicates` joins their rows of one code; what
// errspec itself wrote is taken to the letter. Then `admit` has the compiler judge
// the whole.

mod admit;
mod cells;
mod columns;
mod csv;
mod draft;
mod duplicates;
mod errcodes;
mod headers;
mod hypertext;
mod json;
mod lints;
mod markdown;
mod names;
mod node;
mod options;
mod placeholders;
mod report;
mod row;
mod rust;
mod rust_names;
mod sqlstate;
mod status;
mod table;
pub mod traffic;
mod yaml;

use std::fmt;
use std::path::Path;

use errspec_codegen::visible;

pub use self::options::Options;
pub use self::report::{Kind, Remark, Report};

/// What an input is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Comma-separated values, or semicolons or tabs.
    Csv,
    /// Every table of a Markdown file that has codes, statuses and messages.
    Markdown,
    /// A list of objects, an object by code, errspec's own `errors.json`, OpenAPI, a model of
    /// Smithy or botocore, or Spark's error conditions.
    Json,
    /// An enum with its attributes and what functions return for its variants.
    Rust,
    /// The same as JSON, in YAML.
    Yaml,
    /// PostgreSQL's `errcodes.txt`.
    Errcodes,
    /// Recorded HTTP traffic: a HAR, or a JSON object a line. [`traffic::import`] reads it as
    /// a stream, gzipped or not.
    Traffic,
}

impl Format {
    /// What the extension of a file says, in upper or lower case.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = |path: &Path| Some(path.extension()?.to_str()?.to_lowercase());
        let (whole, stem) = (extension(path)?, path.file_stem().map(Path::new));
        match whole.as_str() {
            "gz" => Self::of_path(stem?).filter(|format| *format == Self::Traffic),
            "har" | "ndjson" | "jsonl" => Some(Self::Traffic),
            "csv" | "tsv" => Some(Self::Csv),
            "md" | "markdown" => Some(Self::Markdown),
            "json" => Some(Self::Json),
            "yaml" | "yml" => Some(Self::Yaml),
            "rs" => Some(Self::Rust),
            "txt" => Some(Self::Errcodes),
            _ => None,
        }
    }
}

/// What an import made of its input.
#[derive(Debug)]
#[non_exhaustive]
pub struct Imported {
    /// The spec, or why there is none.
    pub spec: Result<Spec, Error>,
    /// What was left out, and what was decided for the reader, also where there is
    /// no spec.
    pub report: Report,
}

/// A spec that breaks no rule, apart from those that its questions break: a code
/// `?`, a status that is none of an error. Each stands behind a comment, and in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Spec {
    /// TOML, which `errspec fmt` lays out like any other spec.
    pub text: String,
    /// How many codes it has, one at least.
    pub codes: usize,
}

/// Why there is no spec. What it says ends a sentence that begins with the input's
/// name, and has no character that a terminal obeys.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The input is not of its format, or does not say where its codes are.
    Unreadable(String),
    /// No row of it can stand in a spec. The report says why of each.
    NoRow,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(reason) => f.write_str(reason),
            Self::NoRow => f.write_str("no row of it can stand in a spec"),
        }
    }
}

impl std::error::Error for Error {}

/// From the text of an input to that of a spec.
pub fn import(source: &str, format: Format, options: &Options) -> Imported {
    let read = match format {
        Format::Csv => csv::read,
        Format::Markdown => markdown::read,
        Format::Json => json::read,
        Format::Yaml => json::read_yaml,
        Format::Rust => rust::read,
        Format::Errcodes => errcodes::read,
        Format::Traffic => return traffic::import(source.as_bytes()),
    };
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut report = Report::default();
    let spec = read(source, options, &mut report)
        .map_err(|reason| Error::Unreadable(visible(&reason).into_owned()))
        .and_then(|draft| admit::admit(draft, &mut report).ok_or(Error::NoRow));
    report.sort();
    Imported { spec, report }
}
