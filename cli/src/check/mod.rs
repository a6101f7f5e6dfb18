//! `errspec check`

mod fix;
mod json;
mod sarif;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::{Finding, Lines, Report};

use self::json::level;
use crate::github::{self, Annotation};
use crate::spec::{self, Source, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  errspec check                               the nearest spec/errors.toml or errors.toml
  errspec check billing.toml users.toml       several specs
  errspec check --fix                         mend what has one certain fix
  errspec check --deny warnings --format github    in a workflow of GitHub
  errspec check --format sarif > errspec.sarif     for a code scanner

Exit code: 0 without errors, 1 with errors or denied warnings, 2 where a spec cannot be read.")]
pub struct Arguments {
    /// The specs; `-` is standard input [default: spec/errors.toml, then
    /// errors.toml, here or in a folder above]
    #[arg(value_name = "SPEC")]
    specs: Vec<PathBuf>,

    /// How to print the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,

    /// Exit with 1 where there are warnings
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,

    /// Edit the specs where a finding has one certain fix
    #[arg(long)]
    fix: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// As rustc prints errors
    Human,
    /// An array of objects
    Json,
    /// Annotations of a GitHub workflow
    Github,
    /// SARIF 2.1.0, for code scanners
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum Deny {
    Warnings,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let mut all = Vec::new();
    let mut unreadable = false;
    for path in spec::paths(&arguments.specs)? {
        match checked(path, arguments.fix, terminal) {
            Ok(checked) => all.push(checked),
            Err(error) => {
                terminal.error(&error.to_string());
                unreadable = true;
            }
        }
    }
    match arguments.format {
        Format::Human => human(&all, terminal),
        Format::Json => terminal.print(&json::document(&all)?),
        Format::Github => terminal.print(&annotations(&all)),
        Format::Sarif => terminal.print(&sarif::document(&all)?),
    }
    let sum = |count: fn(&Report) -> usize| all.iter().map(|one| count(&one.report)).sum::<usize>();
    let denied = arguments.deny.is_some() && sum(Report::warnings) > 0;
    if denied && matches!(arguments.format, Format::Human) {
        terminal.error("warnings are denied");
    }
    Ok(match (unreadable, denied || sum(Report::errors) > 0) {
        (true, _) => ExitCode::from(2),
        (false, true) => ExitCode::FAILURE,
        (false, false) => ExitCode::SUCCESS,
    })
}

fn checked(path: PathBuf, fix: bool, terminal: &Terminal) -> Result<Spec, Box<dyn Error>> {
    if !fix {
        return Ok(Spec::published(Source::read(path)?)?);
    }
    let mut source = Source::read_file(path)?;
    fix::apply(&mut source, terminal)?;
    Ok(Spec::published(source)?)
}

fn human(all: &[Spec], terminal: &Terminal) {
    for spec in all {
        if let Some(catalog) = spec.reported(terminal) {
            terminal.print(&format!("{}\n", spec.summary(catalog)));
        }
    }
}

fn annotations(all: &[Spec]) -> String {
    let annotation = |path: &str, finding: &Finding, lines: &Lines<'_>| {
        let (line, column) = lines.position(finding.span.start);
        let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
        let message = std::iter::once(finding.message.clone()).chain(help).collect::<String>();
        let (level, title) = (level(finding.level), finding.rule.id);
        github::annotation(&Annotation { level, path, line, column, title, message })
    };
    let of_spec = |spec: &Spec| {
        let (path, lines) = (spec.source.name(), Lines::of(&spec.source.text));
        let findings = spec.report.findings().iter();
        findings.map(|finding| annotation(&path, finding, &lines)).collect::<String>()
    };
    all.iter().map(of_spec).collect()
}
