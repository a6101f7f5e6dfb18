//! The `errspec` command. Exit codes: 0 where nothing is wrong or there are
//! warnings alone, 1 where a spec breaks a rule, an output is stale or an import
//! left something out, 2 where the command could not be carried out.
#![forbid(unsafe_code)]

mod against;
mod breaking;
mod catalog_name;
mod changelog;
mod check;
mod docs;
mod drift;
mod explain;
mod export;
mod findings;
mod fmt;
mod generate;
mod import;
mod new;
mod output;
mod overview;
mod release;
mod serve;
mod shell;
mod spec;
mod stream;
mod terminal;
mod usage;

use std::error::Error;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

const EXAMPLES: &str = "\
Examples:
  errspec new my-errors --from errors.csv    a crate, from the table that you have
  errspec new my-shop --axum                 a crate, and a service that uses it
  errspec check                              every problem of spec/errors.toml
  errspec generate                           the Rust, the docs and the JSON
  errspec docs --out site                    a site to put online
  errspec serve                              that site while you edit, and a mock
  errspec explain Forbidden.KeyNotFound      a code, for a person
  errspec usage src                          which codes the source uses
  errspec drift traffic.har                  what a service sends that is not so
  errspec breaking --against git:main        what a change breaks, and for whom

Where a spec is not named it is spec/errors.toml or errors.toml, here or in a folder
above. Exit code: 0 where nothing is wrong, 1 where a spec or an output is, or a part of an
import was left out, 2 where the command could not be carried out.";

/// One table of HTTP API error codes, and everything that follows from it
#[derive(Parser)]
#[command(name = "errspec", version, propagate_version = true, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Colour the output; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: terminal::Color,
}

#[derive(Subcommand)]
enum Command {
    /// Make a crate with a spec, ready to build
    New(new::Arguments),
    /// Check a spec and report every problem
    Check(check::Arguments),
    /// Put a spec into its canonical layout, comments kept
    Fmt(fmt::Arguments),
    /// Write what follows from a spec: Rust, Markdown and JSON, or a client
    Generate(generate::Arguments),
    /// Make a site: every code with its cause and fix, to search and to link to
    Docs(docs::Arguments),
    /// Show the site while the spec is edited, and answer with its errors
    Serve(serve::Arguments),
    /// Explain a code of the spec, or a rule of errspec
    Explain(explain::Arguments),
    /// Make a spec of a CSV, Markdown or JSON table, a Rust enum, or recorded traffic
    Import(import::Arguments),
    /// Print a spec in another format
    Export(export::Arguments),
    /// Say what changed since an earlier version, and whom it breaks
    Breaking(breaking::Arguments),
    /// Say which codes the source does not use, and which it uses that there are not
    Usage(usage::Arguments),
    /// Hold recorded traffic against a spec: what differs, and which codes were seen
    Drift(drift::Arguments),
    /// Record a spec as published: later builds refuse what would break it
    Release(release::Arguments),
    /// Say in Markdown what users of the API need to know of a new version
    Changelog(changelog::Arguments),
    /// Print a shell's completions of this command
    Completions(shell::CompletionsArguments),
    /// Print the manual page of this command
    Man(shell::ManArguments),
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let terminal = terminal::Terminal::new(cli.color);
    let Some(command) = &cli.command else {
        return finished(overview(&terminal), &terminal);
    };
    let done = match command {
        Command::New(arguments) => new::run(arguments, &terminal),
        Command::Check(arguments) => check::run(arguments, &terminal),
        Command::Fmt(arguments) => fmt::run(arguments, &terminal),
        Command::Generate(arguments) => generate::run(arguments, &terminal),
        Command::Docs(arguments) => docs::run(arguments, &terminal),
        Command::Serve(arguments) => serve::run(arguments, &terminal),
        Command::Explain(arguments) => explain::run(arguments, &terminal),
        Command::Import(arguments) => import::run(arguments, &terminal),
        Command::Export(arguments) => export::run(arguments, &terminal),
        Command::Breaking(arguments) => breaking::run(arguments, &terminal),
        Command::Usage(arguments) => usage::run(arguments, &terminal),
        Command::Drift(arguments) => drift::run(arguments, &terminal),
        Command::Release(arguments) => release::run(arguments, &terminal),
        Command::Changelog(arguments) => changelog::run(arguments, &terminal),
        Command::Completions(arguments) => shell::completions(arguments, Cli::command(), &terminal),
        Command::Man(arguments) => shell::man(arguments, Cli::command(), &terminal),
    };
    finished(done, &terminal)
}

/// What the spec here is, or help where there is none.
fn overview(terminal: &terminal::Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let help = || {
        terminal.diagnose(&Cli::command().render_help().ansi().to_string());
        ExitCode::from(2)
    };
    Ok(overview::run(terminal)?.unwrap_or_else(help))
}

fn finished(done: Result<ExitCode, Box<dyn Error>>, terminal: &terminal::Terminal) -> ExitCode {
    match (done, terminal.failure()) {
        (Ok(code), None) => code,
        (Ok(_), Some(failure)) => {
            terminal.error(&format!("cannot write standard output: {failure}"));
            ExitCode::from(2)
        }
        (Err(error), _) => {
            terminal.error(&error.to_string());
            ExitCode::from(2)
        }
    }
}
