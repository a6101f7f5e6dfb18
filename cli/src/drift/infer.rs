//! Rows for the codes that a spec lacks.

use std::process::ExitCode;

use errspec_codegen::{compile, counted, visible};
use errspec_import::traffic::Samples;

use crate::spec::Spec;
use crate::terminal::Terminal;
use crate::{fmt, import};

/// Prints a row for each code, which can stand behind the rows of the spec.
pub fn print(samples: Samples, spec: &Spec, name: &str, terminal: &Terminal) -> ExitCode {
    if samples.is_empty() {
        terminal.diagnose("every code that came is in the spec\n");
        return ExitCode::SUCCESS;
    }
    let inferred = samples.spec();
    terminal.diagnose(&import::rendered(&inferred.report, &visible(name)));
    let rows = match inferred.spec {
        Ok(rows) => rows,
        Err(error) => {
            terminal.error(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    let text = fmt::formatted(&rows.text, None).unwrap_or(rows.text);
    terminal.document(&text);
    let (together, report) = compile(&format!("{}\n{text}", spec.source.text));
    let codes = counted(rows.codes, "row");
    match together {
        Some(_) => terminal.diagnose(&format!("{codes} for {}\n", spec.source.shown())),
        None => {
            let errors = counted(report.errors(), "error");
            let path = spec.source.shown();
            terminal.warning(&format!("{codes}; behind those of {path} they make {errors}"));
        }
    }
    match inferred.report.is_complete() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
