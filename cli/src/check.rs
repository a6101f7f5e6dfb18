//! `errspec check`

use std::process::ExitCode;

use errspec_codegen::{Catalog, Report, compile_published};

use crate::spec;
use crate::terminal::Terminal;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    spec: spec::Argument,
}

pub fn run(
    arguments: &Arguments,
    terminal: &Terminal,
) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let source = arguments.spec.read()?;
    let path = source.path.display().to_string();
    let lock = source.lock()?;
    let (catalog, report) = compile_published(&source.text, lock.as_ref());
    terminal.diagnose(&report.render(&path, &source.text, true));
    let Some(catalog) = catalog else {
        return Ok(ExitCode::FAILURE);
    };
    terminal.print(&format!("{}\n", summary(&path, &catalog, &report)));
    Ok(ExitCode::SUCCESS)
}

/// One line on a spec that breaks no rule.
pub fn summary(path: &str, catalog: &Catalog, report: &Report) -> String {
    let problems = match report.warnings() {
        0 => "no problem".to_owned(),
        count => counted(count, "warning"),
    };
    format!("{path}: {}, {problems}", counted(catalog.entries.len(), "code"))
}

/// "1 code", "2 codes"
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
