//! `errspec completions` and `errspec man`: what a package of the command ships.

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Command;
use clap_complete::Shell;

use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  errspec completions bash > ~/.local/share/bash-completion/completions/errspec
  errspec completions fish > ~/.config/fish/completions/errspec.fish")]
pub struct CompletionsArguments {
    shell: Shell,
}

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  errspec man | man -l -
  errspec man --out ~/.local/share/man/man1")]
pub struct ManArguments {
    /// Write a page a command into this folder [default: the page of errspec
    /// itself on standard output]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// `command` is errspec itself.
pub fn completions(
    arguments: &CompletionsArguments,
    mut command: Command,
    terminal: &Terminal,
) -> Result<ExitCode, Box<dyn Error>> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "errspec", &mut script);
    terminal.print(&String::from_utf8(script)?);
    Ok(ExitCode::SUCCESS)
}

/// `command` is errspec itself.
pub fn man(
    arguments: &ManArguments,
    command: Command,
    terminal: &Terminal,
) -> Result<ExitCode, Box<dyn Error>> {
    match &arguments.out {
        Some(folder) => {
            std::fs::create_dir_all(folder)?;
            clap_mangen::generate_to(command, folder)?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            terminal.print(&String::from_utf8(page)?);
        }
    }
    Ok(ExitCode::SUCCESS)
}
