//! `errspec drift`: recorded traffic against the table.
//!
//! Each file is read as a stream; what is no error is passed over. Each error is decoded and
//! judged by `errspec::testing`, as a service's own tests would, and what differs is kept
//! once.

mod coverage;
mod exchange;
mod found;
mod infer;
mod table;
mod traffic;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errspec_codegen::catalog::Catalog;
use errspec_codegen::rules::{self, Rule};
use errspec_codegen::{Judged, counted, render};

pub use self::table::SpecTable;
use self::traffic::{MOST_NAMED, Traffic};
use crate::findings::{Exceptions, Output};
use crate::output;
use crate::spec::{self, Source, Spec};
use crate::stream;
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
A file is a HAR, as browsers, Playwright and mitmproxy write it, or has a JSON object a
line: method, url, status, headers, body, operation. Either may be gzipped. Of a request
nothing is shown but its method, its operation and its path without what may be an id.

Examples:
  errspec drift traffic.har                       what differs from spec/errors.toml
  errspec drift api/errors.toml *.ndjson.gz       another spec, several files
  zcat access.log.gz | errspec drift -            standard input
  errspec drift --require-seen coverage.ndjson    which codes no test ever saw
  errspec drift --infer traffic.har               rows for codes that the spec lacks

Exit code: 0 without errors, 1 with errors or denied warnings, 2 where a file cannot be read
or none of them has an exchange.")]
pub struct Arguments {
    /// The spec, if the first one ends with .toml [default: spec/errors.toml, then
    /// errors.toml, here or in a folder above]; then files of traffic; `-` is standard input
    #[arg(value_name = "[SPEC] FILE", required = true)]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    output: Output,

    /// Report codes that came in no response
    #[arg(long)]
    require_seen: bool,

    /// Write how often each code came to this file, in JSON
    #[arg(long, value_name = "FILE")]
    coverage: Option<PathBuf>,

    /// Print rows for the codes that the spec lacks, and nothing else
    #[arg(long)]
    infer: bool,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let (spec, files) = inputs(&arguments.paths)?;
    let spec = Spec::of(Source::read(spec)?);
    let Some(catalog) = spec.catalog_or_report(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    if let Some(out) = &arguments.coverage {
        files.iter().try_for_each(|file| output::refuse_input(out, file))?;
    }
    let table = SpecTable::of(catalog);
    let mut traffic = Traffic::of(&table);
    let mut unreadable = false;
    for (index, file) in files.iter().enumerate() {
        if let Err(problem) = traffic.read((index, file), terminal) {
            terminal.error(&problem);
            unreadable = true;
        }
    }
    if traffic.broken > MOST_NAMED {
        let more = counted(traffic.broken - MOST_NAMED, "more record");
        terminal.warning(&format!("{more} left out as broken"));
    }
    match (traffic.exchanges, unreadable) {
        (0, true) => return Ok(ExitCode::from(2)),
        (0, false) => return Err("no exchange was read: nothing is judged".into()),
        _ => {}
    }
    if let Some(path) = &arguments.coverage {
        let document = coverage::document(catalog, &traffic)?;
        output::write(document.as_bytes(), path, &spec.source.path)?;
    }
    let code = match arguments.infer {
        true => infer::print(traffic.samples, &spec, &traffic_name(&files), terminal),
        false => report(arguments, &spec, catalog, &files, traffic, terminal)?,
    };
    Ok(if unreadable { ExitCode::from(2) } else { code })
}

/// The spec and the files.
fn inputs(named: &[PathBuf]) -> Result<(PathBuf, Vec<PathBuf>), Box<dyn Error>> {
    let named = spec::paths(named)?; // of which one may be standard input
    let (spec, files) = match &named[..] {
        [only] if only == Path::new("-") => (spec::nearest()?, named),
        named => spec::and_others(named)?,
    };
    match files.is_empty() {
        true => Err("name a file of traffic behind the spec".into()),
        false => Ok((spec, files)),
    }
}

/// What a line is in, where several files are read as one.
fn traffic_name(files: &[PathBuf]) -> String {
    match files {
        [file] => stream::name(file),
        _ => "traffic".to_owned(),
    }
}

/// Prints what was found, and which codes were seen.
fn report(
    arguments: &Arguments,
    spec: &Spec,
    catalog: &Catalog,
    files: &[PathBuf],
    traffic: Traffic<'_, '_>,
    terminal: &Terminal,
) -> Result<ExitCode, Box<dyn Error>> {
    let summary = coverage::summary(catalog, &traffic);
    if traffic.found.left_out > 0 {
        let more = counted(traffic.found.left_out, "more finding");
        terminal.warning(&format!("{more}: the traffic differs in more ways than are kept"));
    }
    let mut exceptions = Exceptions::of(catalog);
    let of_spec = coverage::unseen(catalog, &traffic.seen, arguments.require_seen, &mut exceptions);
    let is_broken = traffic.broken > 0;
    let found = traffic.found.findings(&mut exceptions);
    let rules: Vec<&Rule> = rules::of_traffic().collect();
    let path = spec.source.name();
    let paths: Vec<String> = files.iter().map(|file| stream::name(file)).collect();
    let mut judged = found::judged(&paths, &found);
    let text = &spec.source.text;
    judged.push(Judged { path: &path, text, first_line: 1, findings: &of_spec });
    let human = || {
        terminal.diagnose(&render(&judged, true));
        terminal.print(&summary);
    };
    let code = arguments.output.print(&judged, &rules, terminal, human)?;
    Ok(match arguments.output.denies_warnings() && is_broken {
        true => ExitCode::FAILURE,
        false => code,
    })
}
