//! `errspec check`

use std::process::ExitCode;

use errspec_codegen::compile;

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
    let (catalog, report) = compile(&source.text);
    terminal.diagnose(&report.render(&path, &source.text, true));
    let Some(catalog) = catalog else {
        return Ok(ExitCode::FAILURE);
    };
    let problems = match report.warnings() {
        0 => "no problem".to_owned(),
        count => counted(count, "warning"),
    };
    let codes = counted(catalog.entries.len(), "code");
    terminal.print(&format!("{path}: {codes}, {problems}\n"));
    Ok(ExitCode::SUCCESS)
}

/// "1 code", "2 codes"
fn counted(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {noun}{plural}")
}
