//! Findings: which are excused, and how they are printed.

mod exceptions;
pub mod github;
mod json;
mod repository;
mod sarif;

use std::process::ExitCode;

use clap::ValueEnum;
use errspec_codegen::rules::Rule;
use errspec_codegen::{Judged, Level};

pub use self::exceptions::Exceptions;
use crate::terminal::Terminal;

/// What every command that reports findings takes.
#[derive(clap::Args)]
pub struct Output {
    /// How to print the findings
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,

    /// Exit with 1 where there are warnings
    #[arg(long, value_name = "WHAT")]
    deny: Option<Deny>,
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

impl Output {
    /// Whether warnings are as bad as errors.
    pub fn denies_warnings(&self) -> bool {
        self.deny.is_some()
    }

    /// Prints what was found. `rules` are those that the command goes by, and `human`
    /// prints for a person at a terminal. 1 where there are errors or denied warnings.
    pub fn print(
        &self,
        all: &[Judged<'_>],
        rules: &[&Rule],
        terminal: &Terminal,
        human: impl FnOnce(),
    ) -> Result<ExitCode, serde_json::Error> {
        match self.format {
            Format::Human => human(),
            Format::Json => terminal.print(&json::document(all)?),
            Format::Github => terminal.print(&github::document(all)),
            Format::Sarif => terminal.print(&sarif::document(all, rules)?),
        }
        let mut levels = all.iter().flat_map(|judged| judged.findings).map(|found| found.level);
        let denied = self.deny.is_some() && levels.clone().any(|level| level == Level::Warn);
        if denied && matches!(self.format, Format::Human) {
            terminal.error("warnings are denied");
        }
        Ok(match denied || levels.any(|level| level == Level::Deny) {
            true => ExitCode::FAILURE,
            false => ExitCode::SUCCESS,
        })
    }
}

/// A level as rustc, GitHub and SARIF name it.
fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        _ => "warning",
    }
}
