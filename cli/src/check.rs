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
    Ok(match catalog {
        Some(catalog) => {
            let count = catalog.entries.len();
            terminal.print(&format!("{path}: {count} codes, {} warnings\n", report.warnings()));
            ExitCode::SUCCESS
        }
        None => ExitCode::FAILURE,
    })
}
