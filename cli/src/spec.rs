//! The spec that a command works on.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use errspec_codegen::{
    Catalog, Lines, Lock, ReadError, Report, compile, compile_published, counted, decode, read,
    read_file, read_lock, visible_path, write_file,
};

use crate::terminal::Terminal;

/// Where a spec is looked for, here and in every folder above.
const DEFAULTS: [&str; 2] = ["spec/errors.toml", "errors.toml"];

#[derive(clap::Args)]
pub struct Argument {
    /// The spec; `-` is standard input [default: spec/errors.toml, then
    /// errors.toml, here or in a folder above]
    spec: Option<PathBuf>,
}

/// A spec's text and the path that its reader knows.
pub struct Source {
    pub path: PathBuf,
    pub text: String,
}

#[derive(Debug)]
pub enum Error {
    NoSpec,
    StdinTwice,
    Read(ReadError),
    Stdin(std::io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSpec => write!(
                f,
                "there is no {} or {}, here or in a folder above: name the spec",
                DEFAULTS[0], DEFAULTS[1]
            ),
            Self::StdinTwice => f.write_str("standard input can be read once: name it once"),
            Self::Read(error) => error.fmt(f),
            Self::Stdin(error) => write!(f, "cannot read standard input: {error}"),
        }
    }
}

impl std::error::Error for Error {}

impl Argument {
    /// The path that was named, or the nearest default.
    pub fn path(&self) -> Result<PathBuf, Error> {
        match &self.spec {
            Some(path) => Ok(path.clone()),
            None => nearest(),
        }
    }

    pub fn read(&self) -> Result<Source, Error> {
        Source::read(self.path()?)
    }
}

/// The paths that were named, or the nearest default.
pub fn paths(named: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    match named {
        [] => Ok(vec![nearest()?]),
        named if named.iter().filter(|path| *path == Path::new("-")).count() > 1 => {
            Err(Error::StdinTwice)
        }
        named => Ok(named.to_vec()),
    }
}

/// The spec that was named first, or the nearest default, and what else was named: a spec
/// ends with `.toml` or is standard input.
pub fn and_others(named: &[PathBuf]) -> Result<(PathBuf, Vec<PathBuf>), Error> {
    let is_spec = |path: &PathBuf| {
        path == Path::new("-") || path.extension().is_some_and(|extension| extension == "toml")
    };
    match named {
        [first, others @ ..] if is_spec(first) => Ok((first.clone(), others.to_vec())),
        others => Ok((nearest()?, others.to_vec())),
    }
}

impl Source {
    /// Reads the spec at a path, or standard input for `-`.
    pub fn read(path: PathBuf) -> Result<Self, Error> {
        if path == Path::new("-") {
            return read_stdin();
        }
        let text = read(&path).map_err(Error::Read)?;
        Ok(Self { path, text })
    }

    /// [`read`](Self::read), for a command that edits the file, watches it or writes
    /// beside it: a pipe, such as a shell's `<(...)`, is refused.
    pub fn read_file(path: PathBuf) -> Result<Self, Error> {
        if path == Path::new("-") {
            return read_stdin();
        }
        let text = read_file(&path).map_err(Error::Read)?;
        Ok(Self { path, text })
    }

    /// What its reader calls it.
    pub fn name(&self) -> String {
        self.path.display().to_string()
    }

    /// What its reader calls it, to be shown.
    pub fn shown(&self) -> String {
        visible_path(&self.path)
    }

    /// Replaces the file, or what it is a link to, as a whole by the text.
    pub fn replace(&self) -> Result<(), Box<dyn std::error::Error>> {
        if self.path.metadata()?.permissions().readonly() {
            return Err(format!("{} is read-only", visible_path(&self.path)).into());
        }
        write_file(&self.path, &self.text)?;
        Ok(())
    }

    /// Whether it came from standard input.
    pub fn is_stdin(&self) -> bool {
        self.path == Path::new("-")
    }

    /// What has been published of it.
    pub fn lock(&self) -> Result<Option<Lock>, ReadError> {
        if self.is_stdin() { Ok(None) } else { read_lock(&self.path) }
    }
}

/// A spec, and what the compiler says of it.
pub struct Spec {
    pub source: Source,
    /// Where it breaks no rule.
    pub catalog: Option<Catalog>,
    pub report: Report,
}

impl Spec {
    /// Compiles a spec by itself.
    pub fn of(source: Source) -> Self {
        let (catalog, report) = compile(&source.text);
        Self { source, catalog, report }
    }

    /// Compiles a spec as it is built: against what has been published of it.
    pub fn published(source: Source) -> Result<Self, ReadError> {
        let lock = source.lock()?;
        let (catalog, report) = compile_published(&source.text, lock.as_ref());
        Ok(Self { source, catalog, report })
    }

    /// The catalog. Every problem goes to the terminal.
    pub fn reported(&self, terminal: &Terminal) -> Option<&Catalog> {
        terminal.diagnose(&self.render(true));
        self.catalog.as_ref()
    }

    /// The catalog; where there is none, every problem goes to the terminal.
    pub fn catalog_or_report(&self, terminal: &Terminal) -> Option<&Catalog> {
        self.catalog.as_ref().or_else(|| self.reported(terminal))
    }

    /// Every problem, as rustc prints it.
    pub fn render(&self, styled: bool) -> String {
        self.report.render(&self.source.name(), &self.source.text, styled)
    }

    /// One line on a spec that breaks no rule.
    pub fn summary(&self, catalog: &Catalog) -> String {
        let problems = match self.report.warnings() {
            0 => "no problem".to_owned(),
            count => counted(count, "warning"),
        };
        format!("{}: {}, {problems}", self.source.shown(), counted(catalog.entries.len(), "code"))
    }

    /// The file with line and column, for a place that an editor opens.
    pub fn place(&self, at: usize) -> String {
        let (line, column) = Lines::of(&self.source.text).position(at);
        format!("{}:{line}:{column}", self.source.shown())
    }
}

pub fn read_stdin() -> Result<Source, Error> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(Error::Stdin)?;
    let path = PathBuf::from("-");
    let text = decode(Path::new("standard input"), bytes).map_err(Error::Read)?;
    Ok(Source { path, text })
}

/// Whether a path is one that is looked for where none is named.
pub fn is_default(path: &Path) -> bool {
    DEFAULTS.iter().any(|default| path == Path::new(default))
}

/// The nearest default.
pub fn nearest() -> Result<PathBuf, Error> {
    find().ok_or(Error::NoSpec)
}

/// The nearest default, as a path from here.
fn find() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if let Some(name) = DEFAULTS.iter().find(|name| folder.join(name).is_file()) {
            return Some(up.join(name));
        }
        up.push("..");
    }
    None
}
