//! `errspec generate`

use std::error::Error;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use errspec_clients::{MARK, client, file_name, limit};
use errspec_codegen::catalog::ClientLanguage;
use errspec_codegen::{
    Artifact, Artifacts, Catalog, FileChange, Lock, file_bytes, stale, visible, visible_path, write,
};

use crate::output;
use crate::spec::{self, Source, Spec};
use crate::terminal::Terminal;

#[derive(clap::Args)]
#[command(after_help = "\
Only the spec and the errors.lock beside it are read, and only files that differ are
written: with Ninja say `restat = 1`, and `deps = gcc` with the file of --depfile.

Examples:
  errspec generate
  errspec generate --check                      in CI: are the outputs what the spec says?
  errspec generate spec/errors.toml --out out --depfile out/errors.d
  errspec generate --to python --out clients/python     a client, and nothing else
  errspec generate --only errors.rs,errors.json --out out
  errspec generate --list-outputs               what it writes, for who must declare it")]
pub struct Arguments {
    #[command(flatten)]
    spec: spec::Argument,

    /// Where to write [default: generated/ beside the spec, or beside the spec/ it is in]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// Write the client in this language instead, one file without dependencies
    #[arg(long, value_name = "LANGUAGE", requires = "out", value_parser = languages())]
    to: Option<ClientLanguage>,

    /// Write these of its files alone, by name, whatever languages the spec has
    #[arg(long, value_name = "FILE", value_delimiter = ',', conflicts_with = "to")]
    only: Vec<String>,

    /// Write nothing; print the files that it writes, a line each
    #[arg(long, conflicts_with_all = ["check", "depfile"])]
    list_outputs: bool,

    /// Write nothing; exit with 1 where a file is not what the spec says
    #[arg(long)]
    check: bool,

    /// Say in make's syntax which files were read for which
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    depfile: Option<PathBuf>,
}

/// The languages by their names, each with what its client needs.
fn languages() -> impl TypedValueParser<Value = ClientLanguage> {
    let values = ClientLanguage::ALL.iter().map(|language| {
        PossibleValue::new(language.name()).help(errspec_clients::needs(*language))
    });
    PossibleValuesParser::new(values).map(|name| {
        let named = ClientLanguage::ALL.iter().copied().find(|language| language.name() == name);
        named.expect("clap takes no other name")
    })
}

pub fn run(arguments: &Arguments, terminal: &Terminal) -> Result<ExitCode, Box<dyn Error>> {
    let source = arguments.spec.read()?;
    let out = match &arguments.out {
        Some(out) => out.clone(),
        None if source.is_stdin() => return Err("name the folder to write to with --out".into()),
        None => beside(&source.path),
    };
    let spec = Spec::published(source)?;
    let Some(catalog) = spec.reported(terminal) else {
        return Ok(ExitCode::FAILURE);
    };
    let source = &spec.source;
    if let Some(limit) = arguments.to.and_then(|language| limit(catalog, language)) {
        terminal.diagnose(&format!("note: {limit}\n"));
    }
    if arguments.list_outputs {
        let names = names(catalog, arguments)?.into_iter();
        let lines = names.map(|name| format!("{}\n", visible_path(&out.join(name))));
        terminal.print(&lines.collect::<String>());
        return Ok(ExitCode::SUCCESS);
    }
    let artifacts = match arguments.to {
        None => asked(catalog, &arguments.only)?,
        Some(language) => {
            [(file_name(language).to_owned(), client(catalog, language))].into_iter().collect()
        }
    };
    let outputs: Vec<PathBuf> = artifacts.iter().map(|(name, _)| out.join(name)).collect();
    if arguments.check {
        return Ok(check(&artifacts, &out, arguments, &source.path, terminal));
    }
    for path in outputs.iter().chain(&arguments.depfile) {
        output::refuse_input(path, &source.path)?;
    }
    if arguments.to.is_some() {
        outputs.iter().try_for_each(|path| refuse_foreign(path))?;
    }
    let done = replace(&artifacts, &out)?;
    if let Some(depfile) = &arguments.depfile {
        output::write(&dependencies(&outputs, source), depfile, &source.path)?;
    }
    terminal.print(&format!("{}\n{done}", spec.summary(catalog)));
    Ok(ExitCode::SUCCESS)
}

fn check(
    artifacts: &Artifacts,
    out: &Path,
    Arguments { to, only, .. }: &Arguments,
    spec: &Path,
    terminal: &Terminal,
) -> ExitCode {
    let stale = stale(artifacts, out);
    for file in &stale {
        terminal.error(&file.to_string());
    }
    if stale.is_empty() {
        terminal.print(&format!("{} is what {} says\n", visible_path(out), visible_path(spec)));
        ExitCode::SUCCESS
    } else {
        let mut again = "errspec generate".to_owned();
        if !spec::is_default(spec) {
            again.push_str(&format!(" {}", visible_path(spec)));
        }
        if let Some(language) = to {
            again.push_str(&format!(" --to {}", language.name()));
        }
        if !only.is_empty() {
            again.push_str(&format!(" --only {}", visible(&only.join(","))));
        }
        if to.is_some() || out != beside(spec) {
            again.push_str(&format!(" --out {}", visible_path(out)));
        }
        terminal.diagnose(&format!("run `{again}` and commit what it writes\n"));
        ExitCode::FAILURE
    }
}

/// Those of the artifacts that `--only` names; all where it names none.
fn asked(catalog: &Catalog, only: &[String]) -> Result<Artifacts, String> {
    let artifacts = Artifact::unasked();
    match only {
        [] => Ok(Artifacts::of(catalog, &artifacts)),
        only => Artifacts::only(catalog, &artifacts, only)
            .map_err(|unknown| none_of(&Artifacts::names(catalog, &artifacts), unknown)),
    }
}

/// The names of what would be written.
fn names(catalog: &Catalog, arguments: &Arguments) -> Result<Vec<String>, String> {
    let all = match arguments.to {
        Some(language) => vec![file_name(language).to_owned()],
        None => Artifacts::names(catalog, &Artifact::unasked()),
    };
    match arguments.only.iter().find(|name| !all.contains(name)) {
        Some(unknown) => Err(none_of(&all, unknown)),
        None if arguments.only.is_empty() => Ok(all),
        None => Ok(arguments.only.clone()),
    }
}

fn none_of(all: &[String], unknown: &str) -> String {
    let all: Vec<_> = all.iter().map(|name| visible(name)).collect();
    format!("`{}` is none of the files: {}", visible(unknown), all.join(", "))
}

/// A file of this name may be somebody's own. One that cannot be read is not replaced either.
fn refuse_foreign(path: &Path) -> Result<(), Box<dyn Error>> {
    let found = file_bytes(path).unwrap_or_default();
    let found = String::from_utf8_lossy(&found);
    match found.trim().is_empty() || found.contains(MARK) {
        true => Ok(()),
        false => {
            let path = visible_path(path);
            let problem = "errspec did not write what is there";
            let advice = "choose another folder, or remove it";
            Err(format!("cannot write {path}: {problem}: {advice}").into())
        }
    }
}

/// Writes what differs, and says what it did, a line a file.
fn replace(artifacts: &Artifacts, out: &Path) -> Result<String, Box<dyn Error>> {
    let changes = write(artifacts, out, None)?;
    let mut lines = String::new();
    for (name, _) in artifacts.iter() {
        let path = out.join(name);
        let done = match changes.iter().find(|change| change.path() == path) {
            Some(FileChange::Create(_)) => "created",
            Some(_) => "updated",
            None => "unchanged",
        };
        writeln!(lines, "{done:>9} {}", visible_path(&path))?;
    }
    for change in &changes {
        if let FileChange::Remove(path) = change {
            writeln!(lines, "  removed {}", visible_path(path))?;
        }
    }
    Ok(lines)
}

/// One rule of make: the outputs, and what was read for them.
fn dependencies(outputs: &[PathBuf], source: &Source) -> Vec<u8> {
    let lock = Some(Lock::path(&source.path)).filter(|lock| lock.exists());
    let spec = Some(source.path.clone()).filter(|_| !source.is_stdin());
    let inputs: Vec<PathBuf> = spec.into_iter().chain(lock).collect();
    let targets =
        |paths: &[PathBuf]| paths.iter().map(|path| target(path)).collect::<Vec<_>>().join(&b' ');
    [&targets(outputs), &b": "[..], &targets(&inputs), b"\n"].concat()
}

/// A path as make, Ninja and rustc's own depfiles have it. It may be no UTF-8.
fn target(path: &Path) -> Vec<u8> {
    let escaped = |byte: &u8| match byte {
        b' ' => b"\\ ".to_vec(),
        b'#' => b"\\#".to_vec(),
        b'$' => b"$$".to_vec(),
        byte => vec![*byte],
    };
    path.as_os_str().as_encoded_bytes().iter().flat_map(escaped).collect()
}

/// `generated/` beside the spec, or beside the folder `spec/` that it is in.
fn beside(spec: &Path) -> PathBuf {
    let folder = spec.parent().unwrap_or(Path::new(""));
    let package = match folder.file_name() {
        Some(name) if name == "spec" => folder.parent().unwrap_or(Path::new("")).to_owned(),
        None if is_named_spec(folder) => folder.join(".."),
        _ => folder.to_owned(),
    };
    package.join("generated")
}

/// Whether a folder that is given as `..` or not at all is named `spec`.
fn is_named_spec(folder: &Path) -> bool {
    let folder = Path::new(".").join(folder).canonicalize();
    folder.is_ok_and(|folder| folder.file_name().is_some_and(|name| name == "spec"))
}
