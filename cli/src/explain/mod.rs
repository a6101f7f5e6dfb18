//! `errspec explain`

mod code;
mod find;
mod retired;
mod rule;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::{Catalog, counted, markdown_section, retired_section, to_json};

use self::find::Found;
pub use self::find::suggestions;
use crate::spec::{self, Source, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
A code is found by its text, an alias, its Rust name, its number or a message that was
sent, or by the body of a response; a status lists its codes, and so does any text that they
speak of.

Examples:
  errspec explain Forbidden.KeyNotFound
  errspec explain ForbiddenKeyNotFound --format json
  errspec explain 409                     4xx and 5xx, too
  errspec explain timestamp
  errspec explain '<KMS><Code>InternalFailure</Code>...</KMS>'    a response, in JSON too
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
    let spec = source.map(Spec::of);
    if let Some(spec) = &spec
        && rules.is_empty()
        && spec.catalog_or_report(terminal).is_none()
    {
        return Ok(ExitCode::FAILURE);
    }
    let compiled = spec.as_ref().and_then(|spec| Some((spec, spec.catalog.as_ref()?)));
    let found = compiled.and_then(|(_, catalog)| find::find(catalog, what));
    let text = match (found, compiled) {
        (Some(Found::Several(..)) | None, _) if !rules.is_empty() => match arguments.format {
            Format::Json => rule::json(&rules)?,
            _ => rule::markdown(&rules),
        },
        (Some(found), Some((spec, catalog))) => {
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
            explained(&found, spec, catalog, arguments.format)?
        }
        (_, compiled) => {
            let catalog = compiled.map(|(_, catalog)| catalog);
            return Err(find::nothing(what, catalog).into());
        }
    };
    match arguments.format {
        Format::Human => terminal.print(&inert(&text)),
        Format::Json | Format::Markdown => terminal.document(&text),
    }
    Ok(ExitCode::SUCCESS)
}

/// A log of GitHub's obeys a line that begins with `::`, behind any white space.
fn inert(text: &str) -> String {
    let inert = |line: &str| match line.trim_start().strip_prefix("::") {
        Some(rest) => format!("{}\\u{{3a}}:{rest}", &line[..line.len() - rest.len() - 2]),
        None => line.to_owned(),
    };
    text.split_inclusive('\n').map(inert).collect()
}

fn explained(
    found: &Found<'_>,
    spec: &Spec,
    catalog: &Catalog,
    format: Format,
) -> Result<String, serde_json::Error> {
    Ok(match (found, format) {
        (Found::Code(entry), Format::Human) => code::human(entry, spec),
        (Found::Code(entry), Format::Json) => to_json(&code::json(entry, spec)?)?,
        (Found::Code(entry), Format::Markdown) => markdown_section(catalog, entry),
        (Found::Retired(code), Format::Human) => retired::human(code, spec),
        (Found::Retired(code), Format::Json) => to_json(&retired::json(code, spec))?,
        (Found::Retired(code), Format::Markdown) => retired_section(code),
        (Found::Several(what, entries), Format::Human) => {
            let codes = counted(entries.len(), "code");
            format!("{codes} {what}:{}\n", find::list(entries))
        }
        (Found::Several(_, entries), Format::Json) => {
            let objects = entries.iter().map(|entry| code::json(entry, spec));
            to_json(&objects.collect::<Result<Vec<_>, _>>()?)?
        }
        (Found::Several(_, entries), Format::Markdown) => {
            let sections = entries.iter().map(|entry| markdown_section(catalog, entry));
            sections.collect::<Vec<_>>().join("\n")
        }
    })
}
