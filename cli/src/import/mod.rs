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
use errspec_codegen::{Artifacts, read, write};

use self::report::{Report, counted, visible};
use self::row::Row;
use self::spec_text::Draft;
use crate::spec::read_stdin;
use crate::terminal::Terminal;

#[derive(clap::Args)]
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
    let format = format(arguments)?;
    let (path, source) = source(&arguments.file)?;
    let mut report = Report::new(path.clone());
    let options = Options {
        default_status: arguments.default_status,
        enum_name: arguments.enum_name.clone(),
    };
    let spec = import(format, &source, &options, &mut report);
    terminal.diagnose(&report.render());
    let spec = match spec {
        Ok(Some(spec)) => spec,
        Ok(None) => {
            return Err(format!("{}: no row of it can stand in a spec", visible(&path)).into());
        }
        Err(sentence) => return Err(format!("{}: {}", visible(&path), visible(&sentence)).into()),
    };
    match &arguments.out {
        Some(out) => create(out, &spec)?,
        None => terminal.print(&spec),
    }
    terminal.diagnose(&summary(&path, &spec, arguments.out.as_deref(), &report));
    Ok(if report.is_complete() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
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

fn format(arguments: &Arguments) -> Result<Format, String> {
    if let Some(format) = arguments.from {
        return Ok(format);
    }
    const WAY_OUT: &str = "say what it is with --from csv, markdown, json or rust";
    if arguments.file == Path::new("-") {
        return Err(format!("standard input has no extension: {WAY_OUT}"));
    }
    let extension = arguments.file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match extension.as_str() {
        "csv" | "tsv" => Ok(Format::Csv),
        "md" | "markdown" => Ok(Format::Markdown),
        "json" => Ok(Format::Json),
        "rs" => Ok(Format::Rust),
        _ => {
            let file = arguments.file.display().to_string();
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

/// Writes a file as a whole or not at all.
fn create(out: &Path, spec: &str) -> Result<(), Box<dyn Error>> {
    let name = out.file_name().ok_or_else(|| format!("{} is no file to write", out.display()))?;
    let folder = out.parent().unwrap_or(Path::new(""));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    write(&Artifacts::single(&name.to_string_lossy(), spec.to_owned()), folder, None)?;
    Ok(())
}

fn summary(path: &str, spec: &str, out: Option<&Path>, report: &Report) -> String {
    let to = out.map(|out| format!(" to {}", out.display())).unwrap_or_default();
    let codes = counted(admit::count(spec), "code");
    let omissions = report.omissions();
    format!("{}: {codes} imported{to}, {omissions}\n", visible(path))
}
