//! `errspec docs`: a site from a spec.

mod file_name;
mod folder;
mod llms_txt;
mod prose;
pub mod security;
pub mod shown;
pub mod site;
mod view;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use errspec_codegen::{visible_path, write};

use self::folder::Folder;
use self::site::site;
use crate::spec::{self, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
The folder can be put online as it is, or opened from the disk: DIR/index.html has every
code and asks for nothing else, DIR/errors/ has a page a code. Only files that differ are
written, and no file that errspec did not make is replaced or removed.

Examples:
  errspec docs --out site
  errspec docs billing.toml --out public/errors")]
pub struct Arguments {
    #[command(flatten)]
    spec: spec::Argument,

    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let spec = Spec::published(arguments.spec.read()?)?;
    let Some(catalog) = spec.reported(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    let files = site(catalog, None);
    let folder = Folder::new(&arguments.out);
    folder.refuse_foreign(&files)?;
    // Removed before anything is written: where upper and lower case are one,
    // the page of a code that was `a` is the page of a code that is `A`.
    let removed = folder.remove_stale(&files)?;
    let written = write(&files, &arguments.out, None)?.len();
    terminal.print(&format!(
        "{}\n{}: {written} files written, {} unchanged, {removed} removed\n",
        spec.summary(catalog),
        visible_path(&arguments.out.join(site::INDEX)),
        files.iter().count() - written,
    ));
    Ok(ExitCode::SUCCESS)
}
