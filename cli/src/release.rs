//! `errspec release`

use std::error::Error;
use std::process::ExitCode;

use errspec_codegen::{Lock, visible_path, write_lock};

use crate::catalog_name;
use crate::spec::{self, Source, Spec};
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
    let source = Source::read_file(arguments.spec.path()?)?;
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
    if !lock.exists() && !catalog_name::is_given(&spec.source.text) {
        return Err("the catalog has no name: write `name = \"...\"` into `[catalog]`. It is the \
                    XML root of every error response, so it cannot change once it is published"
            .into());
    }
    let done = match write_lock(&spec.source.path, catalog)? {
        Some(_) => "says now",
        None => "says already",
    };
    let published = match catalog.entries.len() {
        1 => "1 code is".to_owned(),
        count => format!("{count} codes are"),
    };
    terminal.print(&format!("{} {done} that {published} published\n", visible_path(&lock)));
    Ok(ExitCode::SUCCESS)
}
