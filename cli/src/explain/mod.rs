//! `errspec explain`

mod code;
mod find;
mod retired;
mod rule;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::{Catalog, Lines, compile};

pub use self::code::retry;
use self::find::Found;
pub use self::find::suggestions;
use crate::spec::{self, Source};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
A code is found by its text, an alias, its Rust name or its number.

Examples:
  errspec explain Forbidden.KeyNotFound
  errspec explain ForbiddenKeyNotFound --format json
  errspec explain duplicate-code          a rule of errspec")]
pub struct Arguments {
    /// A code of the spec, or the id of a rule
    code: String,

    /// The spec; `-` is standard input [default: spec/errors.toml, then
    /// errors.toml, here or in a folder above]
    #[arg(long, value_name = "SPEC")]
    spec: Option<PathBuf>,

    /// How to print it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For a terminal
    Human,
    /// An object: the one of errors.json, and where the spec has the code
    Json,
    /// As in ERRORS.md and docs/rules.md
    Markdown,
}

/// What a spec holds, and where it is.
struct Spec {
    source: Source,
    catalog: Catalog,
}

impl Spec {
    /// The file with line and column, for a place that an editor opens.
    fn place(&self, at: usize) -> String {
        let (line, column) = Lines::of(&self.source.text).position(at);
        format!("{}:{line}:{column}", self.source.path.display())
    }
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let rules = rule::with_id(&arguments.code);
    let source = match &arguments.spec {
        Some(path) => Some(Source::read(path.clone())?),
        None if rules.is_empty() => Some(Source::read(spec::nearest()?)?),
        // A rule needs no spec, but a code of this name comes first.
        None => spec::nearest().ok().and_then(|path| Source::read(path).ok()),
    };
    let spec = match source.map(compiled) {
        Some(Ok(spec)) => Some(spec),
        Some(Err(report)) if rules.is_empty() => {
            terminal.diagnose(&report);
            return Ok(ExitCode::FAILURE);
        }
        Some(Err(_)) | None => None,
    };
    let found =
        spec.as_ref().and_then(|spec| Some((spec, find::find(&spec.catalog, &arguments.code)?)));
    let text = match (found, arguments.format) {
        (Some((spec, Found::Code(entry))), Format::Human) => code::human(entry, spec),
        (Some((spec, Found::Code(entry))), Format::Json) => code::json(entry, spec)?,
        (Some((_, Found::Code(entry))), Format::Markdown) => {
            errspec_codegen::markdown_section(entry)
        }
        (Some((spec, Found::Retired(code))), format) => retired::explain(code, spec, format)?,
        (None, _) if rules.is_empty() => {
            let catalog = spec.as_ref().map(|spec| &spec.catalog);
            return Err(find::nothing(&arguments.code, catalog).into());
        }
        (None, Format::Json) => rule::json(&rules)?,
        (None, _) => rule::markdown(&rules),
    };
    terminal.print(&text);
    Ok(ExitCode::SUCCESS)
}

/// The spec, or what is wrong with it.
fn compiled(source: Source) -> Result<Spec, String> {
    let (catalog, report) = compile(&source.text);
    match catalog {
        Some(catalog) => Ok(Spec { source, catalog }),
        None => Err(report.render(&source.path.display().to_string(), &source.text, true)),
    }
}
