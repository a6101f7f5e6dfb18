//! `errspec release`

use std::error::Error;
use std::process::ExitCode;

use errspec_codegen::{Artifacts, Lock, write};

use crate::spec::{self, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    spec: spec::Argument,

    /// Publish changes that break deployed clients, as a new major version
    #[arg(long)]
    major: bool,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let source = arguments.spec.read()?;
    if source.is_stdin() {
        return Err("name the spec: its lock is written beside it".into());
    }
    let spec = match arguments.major {
        true => Spec::of(source),
        false => Spec::published(source)?,
    };
    let Some(catalog) = spec.reported(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    let lock = Lock::path(&spec.source.path);
    let (folder, name) = (lock.parent().unwrap_or(&lock), lock.file_name().unwrap_or_default());
    let artifacts = Artifacts::single(&name.to_string_lossy(), Lock::text(catalog));
    let written = write(&artifacts, folder, None)?;
    let done = if written.is_empty() { "says already" } else { "says now" };
    let published = match catalog.entries.len() {
        1 => "1 code is".to_owned(),
        count => format!("{count} codes are"),
    };
    terminal.print(&format!("{} {done} that {published} published\n", lock.display()));
    Ok(ExitCode::SUCCESS)
}
