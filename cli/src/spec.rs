//! The spec that a command works on.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use errspec_codegen::{Lock, ReadError, decode, read, read_lock, write_file};

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

impl Source {
    /// Reads the spec at a path, or standard input for `-`.
    pub fn read(path: PathBuf) -> Result<Self, Error> {
        if path == Path::new("-") {
            return read_stdin();
        }
        let text = read(&path).map_err(Error::Read)?;
        Ok(Self { path, text })
    }

    /// Replaces the file, or what it is a link to, as a whole by the text.
    pub fn replace(&self) -> Result<(), Box<dyn std::error::Error>> {
        if self.path.metadata()?.permissions().readonly() {
            return Err(format!("{} is read-only", self.path.display()).into());
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
