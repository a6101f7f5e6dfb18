//! `errspec docs`: a site from a spec.

mod file_name;
mod folder;
mod llms_txt;
mod message;
mod operation;
mod places;
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
use self::site::Site;
use crate::spec::{self, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
The folder can be put online as it is, or opened from the disk: DIR/index.html has every
code and asks for nothing else, DIR/errors/ has a page a code, and DIR/operations/ a page
an operation. Only files that differ are written, and no file that errspec did not make is
replaced or removed.

Examples:
  errspec docs                            into site/
  errspec docs billing.toml --out public/errors
  errspec docs --internal --out target/errors    for the team, with `notes`")]
pub struct Arguments {
    #[command(flatten)]
    spec: spec::Argument,

    /// The folder to write to
    #[arg(long, value_name = "DIR", default_value = "site")]
    out: PathBuf,

    /// Show the rows' `notes`, too: for the team, not for the API's users
    #[arg(long)]
    internal: bool,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let spec = Spec::published(arguments.spec.read()?)?;
    let Some(catalog) = spec.reported(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    let site = Site::of(catalog, None);
    let site = if arguments.internal { site.internal() } else { site };
    let folder = Folder::new(&arguments.out);
    let paths: Vec<String> = site.folders().flat_map(|language| site.paths(language)).collect();
    let data = site.data();
    folder.refuse_foreign(&paths, &data)?;
    // Removed before anything is written: where upper and lower case are one,
    // the page of a code that was `a` is the page of a code that is `A`.
    let removed = folder.remove_stale(&paths)?;
    // The index comes first: it is how the data are known as ours.
    let mut written = 0;
    for language in site.folders() {
        written += write(&site.pages(language), &arguments.out, None)?.len();
    }
    written += write(&data, &arguments.out, None)?.len();
    terminal.print(&format!(
        "{}\n{}: {written} files written, {} unchanged, {removed} removed\n",
        spec.summary(catalog),
        visible_path(&arguments.out.join(site::INDEX)),
        paths.len() + data.iter().count() - written,
    ));
    Ok(ExitCode::SUCCESS)
}
