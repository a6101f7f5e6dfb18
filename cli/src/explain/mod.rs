//! `errspec explain`

mod code;
mod find;
mod retired;
mod rule;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::{Catalog, Lines, compile, markdown_section, to_json};

use self::find::Found;
pub use self::find::suggestions;
use crate::count::counted;
use crate::spec::{self, Source};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
A code is found by its text, an alias, its Rust name, its number or a message that was
sent; a status lists its codes.

Examples:
  errspec explain Forbidden.KeyNotFound
  errspec explain ForbiddenKeyNotFound --format json
  errspec explain 409
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
    let what = arguments.code.trim();
    let rules = rule::with_id(what);
    let source = match (&arguments.spec, spec::nearest()) {
        (Some(path), _) => Some(Source::read(path.clone())?),
        (None, Ok(path)) => Some(Source::read(path)?),
        // A rule needs no spec, but a code of this name comes first.
        (None, Err(_)) if !rules.is_empty() => None,
        (None, Err(_)) if find::close_rule(what).is_some() => {
            return Err(find::nothing(what, None).into());
        }
        (None, Err(error)) => return Err(error.into()),
    };
    let spec = match source.map(compiled) {
        Some(Ok(spec)) => Some(spec),
        Some(Err(report)) if rules.is_empty() => {
            terminal.diagnose(&report);
            return Ok(ExitCode::FAILURE);
        }
        Some(Err(_)) | None => None,
    };
    let found = spec.as_ref().and_then(|spec| Some((spec, find::find(&spec.catalog, what)?)));
    let text = match found {
        Some((_, Found::Several(..))) | None if !rules.is_empty() => match arguments.format {
            Format::Json => rule::json(&rules)?,
            _ => rule::markdown(&rules),
        },
        Some((spec, found)) => {
            if let Found::Code(entry) = found
                && what.eq_ignore_ascii_case(&entry.code)
                && what != entry.code
                && !entry.aliases.iter().any(|alias| alias == what)
            {
                let code = &entry.code;
                terminal.diagnose(&format!("note: there is no code `{what}`; this is `{code}`\n"));
            }
            if !rules.is_empty() {
                terminal.diagnose(&format!("note: `{what}` is a rule of errspec, too\n"));
            }
            explained(&found, spec, arguments.format)?
        }
        None => {
            let catalog = spec.as_ref().map(|spec| &spec.catalog);
            return Err(find::nothing(what, catalog).into());
        }
    };
    match arguments.format {
        Format::Human => terminal.print(&text),
        Format::Json | Format::Markdown => terminal.document(&text),
    }
    Ok(ExitCode::SUCCESS)
}

fn explained(found: &Found<'_>, spec: &Spec, format: Format) -> Result<String, serde_json::Error> {
    Ok(match (found, format) {
        (Found::Code(entry), Format::Human) => code::human(entry, spec),
        (Found::Code(entry), Format::Json) => to_json(&code::json(&[entry], spec)?.pop())?,
        (Found::Code(entry), Format::Markdown) => markdown_section(&spec.catalog, entry),
        (Found::Retired(code), format) => retired::explain(code, spec, format)?,
        (Found::Several(what, entries), Format::Human) => {
            let codes = counted(entries.len(), "code");
            format!("{codes} {what}:{}\n", find::list(entries))
        }
        (Found::Several(_, entries), Format::Json) => to_json(&code::json(entries, spec)?)?,
        (Found::Several(_, entries), Format::Markdown) => {
            let sections = entries.iter().map(|entry| markdown_section(&spec.catalog, entry));
            sections.collect::<Vec<_>>().join("\n")
        }
    })
}

/// The spec, or what is wrong with it.
fn compiled(source: Source) -> Result<Spec, String> {
    let (catalog, report) = compile(&source.text);
    match catalog {
        Some(catalog) => Ok(Spec { source, catalog }),
        None => Err(report.render(&source.path.display().to_string(), &source.text, true)),
    }
}
