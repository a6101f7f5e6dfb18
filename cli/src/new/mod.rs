//! `errspec new`: a crate around a spec.

mod name;
mod template;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use errspec_codegen::{Artifact, Artifacts, counted, json_schema, visible_path, write};
use errspec_import::Kind;

use self::name::Name;
use self::template::{CRATES_OF_A_SERVICE, FILES, File, SERVICE, Values};
use crate::spec::{Source, Spec};
use crate::terminal::Terminal;
use crate::{catalog_name, import};

#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  errspec new my-errors                          with two rows to begin from
  errspec new my-errors --from errors.csv        with the table that you have
  errspec new my-errors --errspec ../errspec     with errspec from a checkout
  errspec new my-shop --axum                     with a service that uses it, ready to run")]
pub struct Arguments {
    /// The folder to make
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// The package's name [default: the folder's]
    #[arg(long)]
    name: Option<String>,

    /// Begin with this table: a spec, or what `errspec import` reads
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// Make a service of axum, too, which fails with the codes of the crate
    #[arg(long, conflicts_with = "from")]
    axum: bool,

    /// Depend on the checkout of errspec in this folder
    #[arg(long, value_name = "PATH")]
    errspec: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let folder = &arguments.folder;
    let service: &[File] = if arguments.axum { &SERVICE } else { &[] };
    let crates: &[&str] = if arguments.axum { &CRATES_OF_A_SERVICE } else { &[] };
    let name = Name::of(arguments.name.as_deref(), folder, crates)?;
    refuse_to_overwrite(folder)?;
    let values = Values::of(&name, folder, arguments.errspec.as_deref())?;
    let values = if arguments.axum { values.with_service() } else { values };
    let (source, has_all_rows) = match &arguments.from {
        Some(file) => spec_of(file, &name, terminal)?,
        None => {
            (Source { path: "spec/errors.toml".into(), text: values.fill(template::SPEC) }, true)
        }
    };
    let spec = Spec::of(source);
    let Some(catalog) = spec.reported(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    let values = values.with_example(catalog);
    let mut files: Vec<(String, String)> = FILES
        .iter()
        .chain(service)
        .filter(|file| arguments.from.is_none() || !file.is_example)
        .map(|file| (file.path.to_owned(), values.fill(file.text)))
        .collect();
    files.push(("spec/errors.toml".to_owned(), spec.source.text.clone()));
    files.push(("spec/errors.schema.json".to_owned(), json_schema()));

    let existed = folder.exists();
    let written = write_all(folder, &files, &Artifacts::of(catalog, &Artifact::unasked()));
    if written.is_err() && !existed {
        let _ = fs::remove_dir_all(folder); // what matters is why it could not be written
    }
    written?;
    terminal.print(&format!(
        "{}: the package {}, {}\nnext: cd {} && cargo {}\n",
        visible_path(folder),
        name.package,
        counted(catalog.entries.len(), "code"),
        visible_path(folder),
        if arguments.axum { "run" } else { "test" },
    ));
    Ok(if has_all_rows { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The spec in a file, or the one that an import makes of it, and whether every row
/// of the file is in it.
fn spec_of(
    file: &Path,
    name: &Name,
    terminal: &Terminal,
) -> Result<(Source, bool), Box<dyn Error>> {
    if file == Path::new("-") {
        return Err("name a file with --from: its extension says what it is".into());
    }
    if file.extension().is_some_and(|extension| extension == "toml") {
        let mut spec = Source::read(file.to_owned())?;
        if !spec.text.trim_start_matches('\u{feff}').starts_with("#:schema") {
            spec.text = format!(
                "{}\n\n{}",
                template::SCHEMA_LINE,
                spec.text.trim_start_matches('\u{feff}')
            );
        }
        return Ok((spec, true));
    }
    let imported = import::of_file(file, terminal)?;
    terminal.diagnose(&format!("{}\n", imported.summary));
    if imported.report.count(Kind::Question) > 0 {
        let file = visible_path(file);
        return Err(format!(
            "the table has questions that only you can answer: write it with `errspec import \
             {file} --out errors.toml`, answer what `errspec check errors.toml` says, and begin \
             with --from errors.toml"
        )
        .into());
    }
    let spec = catalog_name::given(imported.spec, &name.catalog);
    let text = format!("{}\n\n{spec}", template::SCHEMA_LINE);
    let has_all_rows = imported.report.count(Kind::RowLeftOut) == 0;
    Ok((Source { path: "spec/errors.toml".into(), text }, has_all_rows))
}

fn refuse_to_overwrite(folder: &Path) -> Result<(), Box<dyn Error>> {
    match fs::read_dir(folder).map(Iterator::count) {
        Ok(0) => Ok(()),
        Ok(_) => Err(format!("{} is not empty: name a new folder", visible_path(folder)).into()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(format!("cannot make {}: {error}", visible_path(folder)).into()),
    }
}

fn write_all(
    folder: &Path,
    files: &[(String, String)],
    generated: &Artifacts,
) -> Result<(), Box<dyn Error>> {
    for (path, text) in files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, text));
        written.map_err(|error| format!("cannot write {}: {error}", visible_path(&path)))?;
    }
    write(generated, &folder.join("generated"), None)?;
    Ok(())
}
