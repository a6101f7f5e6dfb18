//! `errspec import`: a spec from what a team already has.
//!
//! Each format has a module that finds the rows. Tables of other people go
//! through `table`, `columns` and `cells`; what errspec itself wrote is taken to
//! the letter. Then `duplicates` joins rows of one code, and `admit` has the
//! compiler judge the whole.

mod admit;
mod cells;
mod columns;
mod csv;
mod duplicates;
mod json;
mod markdown;
mod names;
mod placeholders;
mod report;
mod row;
mod rust;
mod rust_names;
mod spec_text;
mod status;
mod table;
#[cfg(test)]
mod tests;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::read;

use self::report::Report;
use self::row::Row;
use self::spec_text::Draft;
use crate::count::counted;
use crate::spec::read_stdin;
use crate::terminal::Terminal;
use crate::{fmt, output};
use errspec_codegen::visible;

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  errspec import errors.csv > spec/errors.toml
  errspec import docs/errors.md --out spec/errors.toml
  errspec import src/error.rs --enum ApiError
  curl -s https://api.example.com/errors | errspec import - --from json

Exit code: 0 where everything is in the spec, 1 where a part was left out, 2 where
nothing could be done.")]
pub struct Arguments {
    /// What to import; `-` is standard input
    file: PathBuf,

    /// What it is [default: as the file's extension says]
    #[arg(long, value_name = "FORMAT")]
    from: Option<Format>,

    /// Write the spec to this new file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// The HTTP status of rows that have none
    #[arg(long, value_name = "STATUS", value_parser = clap::value_parser!(u16).range(400..600))]
    default_status: Option<u16>,

    /// The enum of a Rust file that has several
    #[arg(long = "enum", value_name = "NAME")]
    enum_name: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// Comma-separated values, or semicolons or tabs
    Csv,
    /// Every table of a Markdown file that has codes, statuses and messages
    Markdown,
    /// A list of objects, an object by code, or errspec's own errors.json
    Json,
    /// An enum with its attributes and its `match self` methods
    Rust,
}

/// What a reader needs to know beside the input.
#[derive(Default)]
pub struct Options {
    pub default_status: Option<u16>,
    pub enum_name: Option<String>,
}

/// What a reader found.
pub struct Input {
    draft: Draft,
    /// Whether errspec wrote it: then two rows of one code are a mistake.
    is_verbatim: bool,
}

impl Input {
    fn foreign(errors: Vec<Row>) -> Self {
        Self { draft: Draft { errors, ..Draft::default() }, is_verbatim: false }
    }

    fn verbatim(errors: Vec<Row>) -> Self {
        Self { is_verbatim: true, ..Self::foreign(errors) }
    }
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    if let Some(out) = &arguments.out
        && out.symlink_metadata().is_ok()
    {
        let out = out.display().to_string();
        return Err(format!("{} exists: name a new file with --out", visible(&out)).into());
    }
    let format = format(&arguments.file, arguments.from)?;
    let options = Options {
        default_status: arguments.default_status,
        enum_name: arguments.enum_name.clone(),
    };
    let Imported { spec, summary, is_complete } =
        imported(&arguments.file, format, &options, terminal)?;
    output::write_or_print(&spec, arguments.out.as_deref(), &arguments.file, terminal)?;
    let to = arguments.out.iter().map(|out| format!("{}: ", out.display())).collect::<String>();
    terminal.diagnose(&format!("{to}{summary}\n"));
    Ok(if is_complete { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A spec made of something else.
pub struct Imported {
    /// It breaks no rule.
    pub spec: String,
    /// One sentence on what was imported.
    pub summary: String,
    /// Whether everything of the input is in the spec.
    pub is_complete: bool,
}

/// The spec of a file whose extension says what it is. What is to be said of its
/// rows goes to the terminal.
pub fn of_file(file: &Path, terminal: &Terminal) -> Result<Imported, Box<dyn Error>> {
    imported(file, format(file, None)?, &Options::default(), terminal)
}

fn imported(
    file: &Path,
    format: Format,
    options: &Options,
    terminal: &Terminal,
) -> Result<Imported, Box<dyn Error>> {
    let (path, source) = source(file)?;
    let mut report = Report::new(path.clone());
    let spec = import(format, &source, options, &mut report);
    terminal.diagnose(&report.render());
    let path = visible(&path);
    match spec {
        Ok(Some(spec)) => {
            let spec = fmt::formatted(&spec, None).unwrap_or(spec);
            let codes = counted(admit::count(&spec), "code");
            let summary = format!("{path}: {codes} imported, {}", report.omissions());
            Ok(Imported { spec, summary, is_complete: report.is_complete() })
        }
        Ok(None) => Err(format!("{path}: no row of it can stand in a spec").into()),
        Err(sentence) => Err(format!("{path}: {}", visible(&sentence)).into()),
    }
}

/// From the text of the input to that of the spec, `None` where no row is left.
fn import(
    format: Format,
    source: &str,
    options: &Options,
    report: &mut Report,
) -> Result<Option<String>, String> {
    let read = match format {
        Format::Csv => csv::read,
        Format::Markdown => markdown::read,
        Format::Json => json::read,
        Format::Rust => rust::read,
    };
    let Input { mut draft, is_verbatim } = read(source, options, report)?;
    if !is_verbatim {
        draft.errors = duplicates::join(draft.errors, report);
    }
    Ok(admit::admit(draft, report))
}

fn format(file: &Path, given: Option<Format>) -> Result<Format, String> {
    if let Some(format) = given {
        return Ok(format);
    }
    const WAY_OUT: &str = "say what it is with --from csv, markdown, json or rust";
    if file == Path::new("-") {
        return Err(format!("standard input has no extension: {WAY_OUT}"));
    }
    let extension = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "csv" | "tsv" => Ok(Format::Csv),
        "md" | "markdown" => Ok(Format::Markdown),
        "json" => Ok(Format::Json),
        "rs" => Ok(Format::Rust),
        _ => {
            let file = file.display().to_string();
            Err(format!("the extension of {} is not known: {WAY_OUT}", visible(&file)))
        }
    }
}

/// The path and the text of the input, without a byte order mark.
fn source(file: &Path) -> Result<(String, String), Box<dyn Error>> {
    let (path, text) = if file == Path::new("-") {
        ("standard input".to_owned(), read_stdin()?.text)
    } else if file.is_dir() {
        return Err(format!("{} is a folder: name the file in it", file.display()).into());
    } else {
        (file.display().to_string(), read(file)?)
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok((path, text))
}
