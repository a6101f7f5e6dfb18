//! `errspec check`

mod fix;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use errspec_codegen::Judged;
use errspec_codegen::rules::{self, Rule};

use crate::findings::Output;
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

    #[command(flatten)]
    output: Output,

    /// Edit the specs where a finding has one certain fix
    #[arg(long)]
    fix: bool,
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
    let paths: Vec<String> = all.iter().map(|spec| spec.source.name()).collect();
    let judged = all.iter().zip(&paths);
    let judged: Vec<Judged<'_>> =
        judged.map(|(spec, path)| spec.report.judged(path, &spec.source.text)).collect();
    let rules: Vec<&Rule> = rules::of_a_spec().collect();
    let code = arguments.output.print(&judged, &rules, terminal, || human(&all, terminal))?;
    Ok(if unreadable { ExitCode::from(2) } else { code })
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
