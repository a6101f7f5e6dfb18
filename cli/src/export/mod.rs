//! `errspec export`

mod openapi;
mod rows_csv;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::catalog::ClientLanguage;
use errspec_codegen::{Catalog, json_document, json_schema, to_json, visible_path};

use self::rows_csv::Csv;
use crate::output;
use crate::spec::{self, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  errspec export --to csv --out errors.csv       for a spreadsheet; `errspec import` reads it back
  errspec export --to json | jq '.errors[].code'
  errspec export --to openapi --out errors.openapi.json
  errspec export --to schema --out spec/errors.schema.json
  errspec export --to python --out errors.py     a client; `errspec generate --to` keeps it fresh
  errspec export --template errors.cs.jinja      a client in a language of your own")]
pub struct Arguments {
    #[command(flatten)]
    spec: spec::Argument,

    /// The format
    #[arg(long, value_name = "FORMAT", required_unless_present = "template")]
    to: Option<Format>,

    /// A template of your own, for a language that is none of the formats
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    template: Option<PathBuf>,

    /// Where to write it [default: standard output]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// The rows, with all they say
    Csv,
    /// The whole catalog, as in errors.json
    Json,
    /// Error responses as OpenAPI 3.1 components, to refer to
    Openapi,
    /// The JSON Schema of every spec, for editors; needs no spec
    Schema,
    /// A client in Python 3.9 or later: one file without dependencies
    Python,
    /// A client in TypeScript 5: one module without dependencies
    Typescript,
    /// A client in Go 1.19 or later: one file without dependencies
    Go,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let out = arguments.out.as_deref();
    if let Some(Format::Schema) = arguments.to {
        let spec = arguments.spec.path().unwrap_or_default();
        output::write_or_print(&json_schema(), out, &spec, terminal)?;
        return Ok(ExitCode::SUCCESS);
    }
    let spec = Spec::of(arguments.spec.read()?);
    let Some(catalog) = spec.catalog_or_report(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    let text = match (arguments.to, &arguments.template) {
        (_, Some(template)) => by_template(catalog, template)?,
        (Some(Format::Csv), _) => csv(&spec.source.text, terminal)?,
        (Some(Format::Openapi), _) => openapi::document(catalog)?,
        (Some(Format::Python), _) => client(catalog, ClientLanguage::Python, terminal),
        (Some(Format::Typescript), _) => client(catalog, ClientLanguage::Typescript, terminal),
        (Some(Format::Go), _) => client(catalog, ClientLanguage::Go, terminal),
        (Some(Format::Json | Format::Schema) | None, _) => to_json(&json_document(catalog))?,
    };
    output::write_or_print(&text, out, &spec.source.path, terminal)?;
    Ok(ExitCode::SUCCESS)
}

fn client(catalog: &Catalog, language: ClientLanguage, terminal: &Terminal) -> String {
    if let Some(limit) = errspec_clients::limit(catalog, language) {
        terminal.diagnose(&format!("note: {limit}\n"));
    }
    errspec_clients::client(catalog, language)
}

fn by_template(catalog: &Catalog, path: &Path) -> Result<String, Box<dyn Error>> {
    let shown = visible_path(path);
    let template =
        std::fs::read_to_string(path).map_err(|error| format!("cannot read {shown}: {error}"))?;
    Ok(errspec_clients::fill_in(catalog, &template, &shown)?)
}

fn csv(spec: &str, terminal: &Terminal) -> Result<String, Box<dyn Error>> {
    let Csv { rows, left_out } = Csv::of(spec)?;
    if !left_out.is_empty() {
        let left_out = left_out.join(", ");
        terminal.diagnose(&format!("note: CSV has the rows alone, not {left_out}\n"));
    }
    Ok(rows)
}
