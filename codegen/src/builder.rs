//! The compiler as a build script.

mod warnings;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::SystemTime;
use std::{env, fmt, fs};

use crate::catalog::Catalog;
use crate::compile_published;
use crate::diff::Lock;
use crate::emit::{Artifact, Artifacts};
use crate::read::{ReadError, read_file, read_lock};
use crate::report::Report;
use crate::text::{counted, visible_path};
use crate::write::{self, FileChange, WriteError};

/// The environment variable that makes a build check its outputs instead of writing them.
const CHECK: &str = "ERRSPEC_CHECK";

/// Compiles a spec from a build script.
///
/// ```no_run
/// // build.rs
/// fn main() -> std::process::ExitCode {
///     errspec_codegen::Builder::new("spec/errors.toml").run()
/// }
/// ```
///
/// Paths are relative to the package, which is where Cargo runs a build script.
#[derive(Debug)]
pub struct Builder {
    spec: PathBuf,
    out_dir: Option<PathBuf>,
    artifacts: Vec<Artifact>,
    own: Vec<(String, Emit)>,
    cargo_errors: bool,
}

/// An emitter that a user brings.
type Emit = fn(&Catalog) -> String;

impl Builder {
    /// A build of this spec into `OUT_DIR`, with every artifact that is made unasked.
    pub fn new(spec: impl Into<PathBuf>) -> Self {
        Self {
            spec: spec.into(),
            out_dir: None,
            artifacts: Artifact::unasked(),
            own: Vec::new(),
            cargo_errors: false,
        }
    }

    /// Writes to this folder instead of `OUT_DIR`.
    ///
    /// In the source tree, outputs are meant to be checked in. There they are
    /// only compared, never written, where the environment variable
    /// `ERRSPEC_CHECK` is `1`; and they are left alone where Cargo keeps the
    /// package as a vendored or git dependency.
    #[must_use]
    pub fn out_dir(mut self, dir: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(dir.into());
        self
    }

    /// Makes only these of errspec's artifacts.
    #[must_use]
    pub fn artifacts(mut self, artifacts: impl IntoIterator<Item = Artifact>) -> Self {
        self.artifacts = artifacts.into_iter().collect();
        self
    }

    /// Makes one more artifact, a file of this name.
    #[must_use]
    pub fn artifact(mut self, name: impl Into<String>, emit: fn(&Catalog) -> String) -> Self {
        self.own.push((name.into(), emit));
        self
    }

    /// On failure, [`run`](Self::run) prints `cargo::error=` lines too, one a
    /// finding. Cargo shows them even where it hides the script's stderr.
    #[must_use]
    pub fn cargo_errors(mut self, yes: bool) -> Self {
        self.cargo_errors = yes;
        self
    }

    /// Compiles and writes, and tells Cargo on stdout what to watch and which
    /// warnings to show. Nothing is printed on failure.
    ///
    /// # Errors
    ///
    /// Where the spec cannot be read or breaks a rule, an output cannot be
    /// written, or `ERRSPEC_CHECK=1` finds one that is stale.
    pub fn build(&self) -> Result<Outcome, Error> {
        let (dir, in_tree) = self.output()?;
        let spec = visible_path(&self.spec);
        if in_tree && is_kept_by_cargo() {
            println!("cargo::rerun-if-changed={}", watched(&self.spec));
            return Ok(Outcome::default());
        }
        let source = read_file(&self.spec).map_err(|error| self.error(Problem::Read(error)))?;
        let lock = read_lock(&self.spec).map_err(|error| self.error(Problem::Read(error)))?;
        let (catalog, report) = compile_published(&source, lock.as_ref());
        let Some(catalog) = catalog else {
            return Err(self.error(Problem::Spec { report, source }));
        };
        let artifacts = self.emit(&catalog)?;
        let written = if in_tree && is_check() {
            self.compare(&artifacts, &dir)?
        } else {
            self.write(&artifacts, &dir)?
        };

        println!("cargo::rerun-if-changed={}", watched(&self.spec));
        println!("cargo::rerun-if-env-changed={CHECK}");
        if lock.is_some() {
            println!("cargo::rerun-if-changed={}", watched(&Lock::path(&self.spec)));
        }
        for (name, _) in artifacts.iter().filter(|_| in_tree) {
            println!("cargo::rerun-if-changed={}", watched(&dir.join(name)));
        }
        println!("cargo::rerun-if-env-changed={}", warnings::WARN);
        for line in warnings::lines(&report, &spec, &source) {
            println!("cargo::warning={line}");
        }
        Ok(Outcome { report, written })
    }

    /// [`build`](Self::build) for a build script's `main`: prints the error, in
    /// colour, on stderr.
    ///
    /// Colour is left out where `NO_COLOR` is set or `CARGO_TERM_COLOR` is `never`.
    pub fn run(&self) -> ExitCode {
        let Err(error) = self.build() else {
            return ExitCode::SUCCESS;
        };
        let plain = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || env::var_os("CARGO_TERM_COLOR").is_some_and(|value| value == "never");
        eprint!("{}", error.render(!plain));
        if self.cargo_errors {
            for line in error.lines() {
                println!("cargo::error={line}");
            }
        }
        ExitCode::FAILURE
    }

    /// The folder to write to, and whether it is in the source tree.
    fn output(&self) -> Result<(PathBuf, bool), Error> {
        let cargo_dir = env::var_os("OUT_DIR").map(PathBuf::from);
        match (&self.out_dir, cargo_dir) {
            (Some(dir), Some(cargo_dir)) => Ok((dir.clone(), !dir.starts_with(cargo_dir))),
            (Some(dir), None) => Ok((dir.clone(), true)),
            (None, Some(cargo_dir)) => Ok((cargo_dir, false)),
            (None, None) => Err(self.error(Problem::NoOutDir)),
        }
    }

    fn emit(&self, catalog: &Catalog) -> Result<Artifacts, Error> {
        let mut artifacts = Artifacts::of(catalog, &self.artifacts);
        for (name, emit) in &self.own {
            let plain = Path::new(name).file_name().is_some_and(|file| file == name.as_str());
            if !plain || artifacts.get(name).is_some() {
                return Err(self.error(Problem::ArtifactName(name.clone())));
            }
            artifacts.insert(name.clone(), emit(catalog));
        }
        Ok(artifacts)
    }

    fn compare(&self, artifacts: &Artifacts, dir: &Path) -> Result<Vec<FileChange>, Error> {
        match write::stale(artifacts, dir) {
            stale if stale.is_empty() => Ok(stale),
            stale => Err(self.error(Problem::Stale(stale))),
        }
    }

    fn write(&self, artifacts: &Artifacts, dir: &Path) -> Result<Vec<FileChange>, Error> {
        write::write(artifacts, dir, self.mtime())
            .map_err(|error| self.error(Problem::Write(error)))
    }

    /// A time for new outputs. Cargo runs the script again if an output is newer
    /// than the script's start, and compiles the crate again if one is newer than
    /// what was compiled, maybe with other features. So it is the start itself,
    /// which Cargo leaves beside `OUT_DIR`, or at least the time of the spec.
    fn mtime(&self) -> Option<SystemTime> {
        let started = env::var_os("OUT_DIR")
            .and_then(|dir| Some(Path::new(&dir).parent()?.join("invoked.timestamp")));
        [Some(self.spec.clone()), started]
            .into_iter()
            .flatten()
            .filter_map(|file| fs::metadata(file).ok()?.modified().ok())
            .max()
    }

    fn error(&self, problem: Problem) -> Error {
        Error { spec: visible_path(&self.spec), problem }
    }
}

/// What a build did.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Outcome {
    /// The warnings.
    pub report: Report,
    /// What was changed on the disk; files that were right are not among it.
    pub written: Vec<FileChange>,
}

/// Why a build failed. Its `Display` is the text that a person needs, diagnostics included.
#[derive(Debug)]
pub struct Error {
    spec: String,
    problem: Problem,
}

#[derive(Debug)]
enum Problem {
    Read(ReadError),
    Spec { report: Report, source: String },
    NoOutDir,
    ArtifactName(String),
    Stale(Vec<FileChange>),
    Write(WriteError),
}

impl Error {
    /// The error as text for a terminal, with ANSI styles where `color` says so.
    pub fn render(&self, color: bool) -> String {
        match &self.problem {
            Problem::Spec { report, source } => {
                let mut text = report.errors_alone().render(&self.spec, source, color);
                if report.warnings() > 0 {
                    let warnings = counted(report.warnings(), "warning");
                    text += &format!("note: beside them {warnings}; `errspec check` shows each\n");
                }
                text
            }
            _ => self.lines().iter().map(|line| format!("error: {line}\n")).collect(),
        }
    }

    /// The findings of the spec, where that is what failed.
    pub fn report(&self) -> Option<&Report> {
        match &self.problem {
            Problem::Spec { report, .. } => Some(report),
            _ => None,
        }
    }

    /// One line a problem.
    fn lines(&self) -> Vec<String> {
        let spec = &self.spec;
        match &self.problem {
            Problem::Spec { report, source } => report.lines(spec, source),
            Problem::Read(error) => vec![error.to_string()],
            Problem::NoOutDir => vec![
                "there is no OUT_DIR outside a build script: set `Builder::out_dir`".to_owned(),
            ],
            Problem::ArtifactName(name) => vec![format!(
                "an artifact cannot be named {name:?}: give it a plain file name of its own"
            )],
            Problem::Stale(stale) => stale
                .iter()
                .map(|file| format!("{file}: build without {CHECK} and commit what it writes"))
                .collect(),
            Problem::Write(error) => vec![format!(
                "{error}; it is out of step with {spec}: make it writable and build again"
            )],
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Read(error) => Some(error),
            Problem::Write(error) => Some(error),
            _ => None,
        }
    }
}

/// What Cargo is to watch for a file: itself, or the folder around it where its name is
/// not UTF-8, as Cargo reads it, or would end the line.
fn watched(file: &Path) -> &str {
    let line = |path| Path::to_str(path).filter(|line| !line.contains(['\n', '\r']));
    file.ancestors().find_map(line).filter(|line| !line.is_empty()).unwrap_or(".")
}

fn is_check() -> bool {
    env::var_os(CHECK).is_some_and(|value| !value.is_empty() && value != "0")
}

/// Whether the package lies where Cargo keeps other people's sources: a vendored
/// crate has `.cargo-checksum.json` beside its manifest, a git dependency
/// `.cargo-ok` there or in a folder above. Such a tree must stay as it is.
fn is_kept_by_cargo() -> bool {
    let package = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let Some(package) = package.or_else(|| env::current_dir().ok()) else {
        return false;
    };
    package.join(".cargo-checksum.json").exists()
        || package.ancestors().any(|dir| dir.join(".cargo-ok").exists())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_a_build_does_not_stand_among_warnings() {
        let row = |code: &str, status: u16| {
            format!("[[error]]\ncode = \"{code}\"\nstatus = {status}\nmessage = \"It failed\"\n")
        };
        let source = row("A", 400) + &row("B", 200);
        let (_, report) = crate::compile(&source);
        let spec = "errors.toml".to_owned();
        let error = Error { spec, problem: Problem::Spec { report, source } };
        let text = error.to_string();
        assert!(text.starts_with("error[invalid-status]"), "{text}");
        assert!(!text.contains("message-style"), "{text}");
        assert!(
            text.ends_with("note: beside them 1 warning; `errspec check` shows each"),
            "{text}"
        );
    }

    #[test]
    #[cfg(unix)]
    fn what_cargo_cannot_read_is_watched_by_its_folder() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        for (file, expected) in [
            (&b"spec/errors.toml"[..], "spec/errors.toml"),
            (b"spec/caf\xe9.toml", "spec"),
            (b"/spec/a\ncargo::rustc-cfg=a/errors.toml", "/spec"),
            (b"caf\xe9.toml", "."),
        ] {
            assert_eq!(watched(Path::new(OsStr::from_bytes(file))), expected);
        }
    }
}
