//! The errspec compiler: a table of HTTP API error codes in, artifacts out.
//!
//! One way through, no way back:
//!
//! ```text
//! errors.toml --parse--> rows with spans --check--> Catalog --emit--> artifacts in memory --write--> disk
//!                                \---------------> Report: every problem, each with its place
//! ```
//!
//! A build script says what to compile and where to write it:
//!
//! ```no_run
//! // build.rs
//! fn main() -> std::process::ExitCode {
//!     errspec_codegen::Builder::new("spec/errors.toml").run()
//! }
//! ```
//!
//! and the crate includes what it wrote into `OUT_DIR`:
//!
//! ```text
//! mod errors {
//!     include!(concat!(env!("OUT_DIR"), "/errors.rs"));
//! }
//! ```
//!
//! Everything before [`write()`] is pure: [`compile`] and [`generate`] take text
//! and give values, for tools that show or compare instead of writing.
#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod builder;
pub mod catalog;
mod check;
mod default_ignorable;
pub mod diff;
mod emit;
pub mod facts;
mod lines;
mod maps;
mod names;
mod parse;
pub mod prose;
mod read;
mod render;
pub mod report;
pub mod rules;
pub mod sample;
mod temporary;
mod text;
mod words;
mod write;

pub use builder::{Builder, Error, Outcome};
pub use catalog::Catalog;
pub use diff::Lock;
pub use emit::{
    Artifact, Artifacts, display_name, json_document, json_entry, markdown_line, markdown_prose,
    markdown_section, retired_section, to_json,
};
pub use lines::Lines;
pub use names::{constructor_name, variant_name};
pub use parse::{json_schema, keys};
pub use read::{ReadError, decode, file_bytes, read, read_file, read_lock};
pub use render::render;
pub use report::{Finding, Fix, Judged, Report, apply_fixes};
pub use rules::Level;
pub use text::{closest, counted, named, visible, visible_path};
pub use write::{FileChange, WriteError, stale, write, write_file, write_lock};

/// What a spec becomes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Generated {
    /// Every artifact that a build makes unasked, where the spec breaks no rule at level deny.
    pub artifacts: Option<Artifacts>,
    /// Every problem.
    pub report: Report,
}

/// The whole way from a spec's text to artifacts in memory.
pub fn generate(source: &str) -> Generated {
    let (catalog, report) = compile(source);
    Generated {
        artifacts: catalog.map(|catalog| Artifacts::of(&catalog, &Artifact::unasked())),
        report,
    }
}

/// The way from a spec's text to a checked catalog.
pub fn compile(source: &str) -> (Option<Catalog>, Report) {
    compile_published(source, None)
}

/// [`compile`], of a spec of which something has been published: what would
/// break deployed clients is an error.
pub fn compile_published(source: &str, published: Option<&Lock>) -> (Option<Catalog>, Report) {
    let mut report = Report::default();
    let (spec, broken) = parse::parse(source, &mut report);
    let catalog = check::check(source, &spec, broken, &mut report);
    if let (Some(catalog), Some(lock)) = (&catalog, published) {
        lock.check(catalog, &mut report);
    }
    report.sort();
    (catalog.filter(|_| report.errors() == 0), report)
}
