//! `errspec import`: a spec from what a team already has.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::{counted, read, visible, visible_path};
use errspec_import::{Format, Kind, Options, Report, import};

use crate::spec::read_stdin;
use crate::terminal::Terminal;
use crate::{fmt, output, stream};

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  errspec import errors.csv > spec/errors.toml
  errspec import docs/errors.md --out spec/errors.toml
  errspec import src/error.rs --enum ApiError
  errspec import openapi.json --out spec/errors.toml
  errspec import traffic.har
  curl -s https://api.example.com/errors | errspec import - --from json --at /data

Exit code: 0 where everything is in the spec, 1 where a part was left out or is in
question, 2 where nothing could be done.")]
pub struct Arguments {
    /// What to import; `-` is standard input
    file: PathBuf,

    /// What it is [default: as the file's extension says]
    #[arg(long, value_name = "FORMAT")]
    from: Option<FormatArgument>,

    /// Write the spec to this new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The HTTP status of rows that have none
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(400..600))]
    default_status: Option<u16>,

    /// The enum of a Rust file that has several
    #[arg(long = "enum", value_name = "NAME")]
    enum_name: Option<String>,

    /// Where in a JSON or YAML document the table is, such as /data/errors
    #[arg(long, value_name = "POINTER")]
    at: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatArgument {
    /// Comma-separated values, or semicolons or tabs
    Csv,
    /// Every table of a Markdown file that has codes, statuses and messages
    Markdown,
    /// A list of objects, an object by code, errspec's own errors.json, OpenAPI, a model of
    /// Smithy or botocore, or Spark's error conditions
    Json,
    /// An enum with its attributes and what functions return for its variants
    Rust,
    /// The same as JSON, in YAML
    Yaml,
    /// PostgreSQL's errcodes.txt
    Errcodes,
    /// Recorded HTTP traffic: a HAR, or a JSON object a line; gzipped or not
    Traffic,
}

impl From<FormatArgument> for Format {
    fn from(argument: FormatArgument) -> Self {
        match argument {
            FormatArgument::Csv => Self::Csv,
            FormatArgument::Markdown => Self::Markdown,
            FormatArgument::Json => Self::Json,
            FormatArgument::Rust => Self::Rust,
            FormatArgument::Yaml => Self::Yaml,
            FormatArgument::Errcodes => Self::Errcodes,
            FormatArgument::Traffic => Self::Traffic,
        }
    }
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    if let Some(out) = &arguments.out
        && out.symlink_metadata().is_ok()
    {
        return Err(format!("{} exists: name a new file with --out", visible_path(out)).into());
    }
    let format = arguments.from.map_or_else(|| format(&arguments.file), |from| Ok(from.into()))?;
    let options = Options {
        default_status: arguments.default_status,
        enum_name: arguments.enum_name.clone(),
        at: arguments.at.clone(),
    };
    let imported = imported(&arguments.file, format, &options, terminal)?;
    output::write_or_print(&imported.spec, arguments.out.as_deref(), &arguments.file, terminal)?;
    let to = arguments.out.iter().map(|out| format!("{}: ", visible_path(out))).collect::<String>();
    terminal.diagnose(&format!("{to}{}\n", imported.summary));
    Ok(if imported.report.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A spec made of something else.
pub struct Imported {
    /// In the canonical layout; it breaks no rule that no question of it breaks.
    pub spec: String,
    /// One sentence on what was imported.
    pub summary: String,
    pub report: Report,
}

/// The spec of a file whose extension says what it is. What is to be said of its
/// rows goes to the terminal.
pub fn of_file(file: &Path, terminal: &Terminal) -> Result<Imported, Box<dyn Error>> {
    imported(file, format(file)?, &Options::default(), terminal)
}

fn imported(
    file: &Path,
    format: Format,
    options: &Options,
    terminal: &Terminal,
) -> Result<Imported, Box<dyn Error>> {
    let (path, imported) = match format {
        Format::Traffic => traffic(file)?,
        format => {
            let (path, source) = source(file)?;
            (path, import(&source, format, options))
        }
    };
    let path = visible(&path);
    terminal.diagnose(&rendered(&imported.report, &path));
    let spec = imported.spec.map_err(|error| format!("{path}: {error}"))?;
    let (codes, omissions) = (counted(spec.codes, "code"), imported.report.omissions());
    Ok(Imported {
        spec: fmt::formatted(&spec.text, None).unwrap_or(spec.text),
        summary: format!("{path}: {codes} imported, {omissions}"),
        report: imported.report,
    })
}

/// What an import has to say, a line each.
pub fn rendered(report: &Report, path: &str) -> String {
    let lines = report.remarks().iter().map(|remark| {
        let colour = match remark.kind {
            Kind::Note => 92,
            Kind::Question => 93,
            _ => 91,
        };
        let (line, kind, text) = (remark.line, remark.kind, &remark.text);
        format!("{path}:{line}: \x1b[1m\x1b[{colour}m{kind}\x1b[0m: {text}\n")
    });
    lines.collect()
}

/// The path of recorded traffic, which is read as a stream, and what became of it.
fn traffic(file: &Path) -> Result<(String, errspec_import::Imported), Box<dyn Error>> {
    Ok((stream::name(file), errspec_import::traffic::import(stream::open(file)?)))
}

/// What a file's extension says of it.
fn format(file: &Path) -> Result<Format, String> {
    const WAY_OUT: &str =
        "say what it is with --from csv, markdown, json, yaml, rust, errcodes or traffic";
    if file == Path::new("-") {
        return Err(format!("standard input has no extension: {WAY_OUT}"));
    }
    if !file.exists() {
        return Err(format!("there is no file {}", visible_path(file)));
    }
    Format::of_path(file)
        .ok_or_else(|| format!("the extension of {} is not known: {WAY_OUT}", visible_path(file)))
}

/// The path and the text of the input.
fn source(file: &Path) -> Result<(String, String), Box<dyn Error>> {
    if file == Path::new("-") {
        Ok(("standard input".to_owned(), read_stdin()?.text))
    } else if file.is_dir() {
        Err(format!("{} is a folder: name the file in it", visible_path(file)).into())
    } else {
        Ok((visible_path(file), read(file)?))
    }
}
