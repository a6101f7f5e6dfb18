//! `errspec export`

mod openapi;
mod rows_csv;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::{Artifact, Artifacts, compile, json_schema};

pub use self::rows_csv::{document as csv, left_out};
use crate::terminal::Terminal;
use crate::{output, spec};

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  errspec export --to csv --out errors.csv       for a spreadsheet; `errspec import` reads it back
  errspec export --to json | jq '.errors[].code'
  errspec export --to openapi --out errors.openapi.json
  errspec export --to schema --out spec/errors.schema.json")]
pub struct Arguments {
    #[command(flatten)]
    spec: spec::Argument,

    /// The format
    #[arg(long, value_name = "FORMAT")]
    to: Format,

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
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let out = arguments.out.as_deref();
    if let Format::Schema = arguments.to {
        let spec = arguments.spec.path().unwrap_or_default();
        output::write_or_print(&json_schema(), out, &spec, terminal)?;
        return Ok(ExitCode::SUCCESS);
    }
    let source = arguments.spec.read()?;
    let (catalog, report) = compile(&source.text);
    let Some(catalog) = catalog else {
        let path = source.path.display().to_string();
        terminal.diagnose(&report.render(&path, &source.text, true));
        return Ok(ExitCode::FAILURE);
    };
    let text = match arguments.to {
        Format::Csv => csv(&source.text)?,
        Format::Openapi => openapi::document(&catalog)?,
        Format::Json | Format::Schema => {
            let artifacts = Artifacts::of(&catalog, &[Artifact::ErrorsJson]);
            artifacts.get(Artifact::ErrorsJson.file_name()).unwrap_or_default().to_owned()
        }
    };
    if let Format::Csv = arguments.to {
        let left_out = left_out(&source.text)?;
        if !left_out.is_empty() {
            terminal
                .diagnose(&format!("note: CSV has the rows alone, not {}\n", left_out.join(", ")));
        }
    }
    output::write_or_print(&text, out, &source.path, terminal)?;
    Ok(ExitCode::SUCCESS)
}
