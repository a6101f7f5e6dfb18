//! The `errspec` command. Exit codes: 0 where nothing is wrong or there are
//! warnings alone, 1 where a spec breaks a rule, an output is stale or an import
//! left something out, 2 where the command could not be carried out.
#![forbid(unsafe_code)]

mod against;
mod breaking;
mod changelog;
mod check;
mod generate;
mod import;
mod release;
mod spec;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// One table of HTTP API error codes, and everything that follows from it
#[derive(Parser)]
#[command(name = "errspec", version, propagate_version = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,

    /// Colour the output
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: terminal::Color,
}

#[derive(Subcommand)]
enum Command {
    /// Check a spec and report every problem
    Check(check::Arguments),
    /// Write what follows from a spec: Rust, Markdown and JSON
    Generate(generate::Arguments),
    /// Say what changed since an earlier version, and whom it breaks
    Breaking(breaking::Arguments),
    /// Record a spec as published: later builds refuse what would break it
    Release(release::Arguments),
    /// Say in Markdown what users of the API need to know of a new version
    Changelog(changelog::Arguments),
    /// Make a spec of a CSV, Markdown or JSON table, or of a Rust enum
    Import(import::Arguments),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let terminal = terminal::Terminal::new(cli.color);
    let done = match &cli.command {
        Command::Check(arguments) => check::run(arguments, &terminal),
        Command::Generate(arguments) => generate::run(arguments, &terminal),
        Command::Breaking(arguments) => breaking::run(arguments, &terminal),
        Command::Release(arguments) => release::run(arguments, &terminal),
        Command::Changelog(arguments) => changelog::run(arguments, &terminal),
        Command::Import(arguments) => import::run(arguments, &terminal),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            terminal.error(&error.to_string());
            ExitCode::from(2)
        }
    }
}
