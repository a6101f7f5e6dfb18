//! A crate of one way to look up, compiled by cargo beside this benchmark.

use std::fs;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use super::keys::Kind;
use super::tables::Table;
use crate::peers::{Peer, Source};
use crate::project::{Project, directory};
use crate::table;

/// What rustc may take for one crate.
const PATIENCE: Duration = Duration::from_secs(600);

/// Compiles the program that looks up on command.
pub fn lookup(peer: Peer, table: Table) -> Result<PathBuf, &'static str> {
    build(
        &format!("lookup-{}-{}", peer.name(), table.codes),
        peer.lookup(&table.codes()),
        include_str!("programs/lookup.rs"),
    )
}

/// Compiles the program that uses the whole table.
pub fn whole(peer: Peer, codes: usize) -> Result<PathBuf, &'static str> {
    build(
        &format!("whole-{}-{codes}", peer.name()),
        peer.whole(&table::codes(codes)),
        include_str!("programs/size.rs"),
    )
}

/// The texts to look up in a table.
pub fn texts(table: Table) -> io::Result<PathBuf> {
    let directory = directory()?.join(format!("texts-{}", table.codes));
    fs::create_dir_all(&directory)?;
    for kind in Kind::ALL {
        fs::write(directory.join(kind.name()), kind.texts(table).0)?;
    }
    Ok(directory)
}

fn build(name: &str, source: Source, main: &str) -> Result<PathBuf, &'static str> {
    let manifest = format!("[dependencies]\n{}", source.dependencies);
    let files = source.files.into_iter().map(|(file, text)| (format!("src/{file}"), text));
    let main = [("src/main.rs".to_owned(), main.to_owned())];
    let files: Vec<(String, String)> = files.chain(main).collect();
    let project = Project::write(name, &manifest, &files).map_err(|_| "no place to build")?;
    let cargo = project.cargo(["build", "--release"]).spawn();
    finish(cargo.map_err(|_| "no cargo")?).map(|()| project.program("release"))
}

fn finish(mut cargo: Child) -> Result<(), &'static str> {
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        match cargo.try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(None) => std::thread::sleep(Duration::from_millis(50)),
            _ => return Err("does not compile"),
        }
    }
    let _ = cargo.kill();
    let _ = cargo.wait();
    Err("compiles too long")
}

/// A program that waits for its turn.
pub struct Running {
    child: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Running {
    pub fn start(program: &Path, texts: &Path) -> io::Result<Self> {
        let mut command = Command::new(program);
        let command = command.arg(texts).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let (commands, answers) = (child.stdin.take(), child.stdout.take());
        let (Some(commands), Some(answers)) = (commands, answers) else {
            return Err(io::ErrorKind::BrokenPipe.into());
        };
        Ok(Self { child, commands, answers: BufReader::new(answers) })
    }

    /// Looks up every text of a kind so many times. Nanoseconds of one lookup,
    /// and the sum of what was found.
    pub fn turn(&mut self, kind: Kind, laps: usize) -> Option<(f64, usize)> {
        writeln!(self.commands, "{} {laps}", kind.name()).ok()?;
        let mut answer = String::new();
        self.answers.read_line(&mut answer).ok()?;
        let (time, sum) = answer.trim().split_once(' ')?;
        Some((time.parse().ok()?, sum.parse().ok()?))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
