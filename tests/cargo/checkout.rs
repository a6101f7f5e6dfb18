//! A copy of this workspace in which a test can edit, build and break things.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// What a clean clone does not have.
const NOT_CLONED: [&str; 2] = ["target", ".git"];

/// Tests that share a target folder would see each other's builds, and each with
/// its own would compile every dependency again. So one checkout is built, and
/// the others are copies of it, times of files included. Its target folder stays
/// for the next run, which finds the dependencies there.
static TEMPLATE: LazyLock<Checkout> = LazyLock::new(|| {
    let template = Checkout { dir: scratch().join("template/checkout") };
    let _ = fs::remove_dir_all(&template.dir);
    copy(Path::new(env!("CARGO_MANIFEST_DIR")), &template.dir);
    template.cargo("build").succeeds();
    template
});

pub struct Checkout {
    pub dir: PathBuf,
}

pub struct Run {
    pub success: bool,
    pub stdout: String,
    pub stderr: String,
}

impl Checkout {
    /// A copy in a folder of this name, below which nothing else is.
    pub fn new(name: &str) -> Self {
        let dir = scratch().join(name);
        let _ = fs::remove_dir_all(&dir);
        let template = TEMPLATE.dir.parent().unwrap();
        Command::new("cp").arg("-a").args([template, &dir]).run().succeeds();
        Self { dir: dir.join("checkout") }
    }

    /// Where cargo builds.
    pub fn target(&self) -> PathBuf {
        self.dir.parent().unwrap().join("target")
    }

    /// Runs cargo here.
    pub fn cargo(&self, arguments: &str) -> Run {
        self.command("cargo").args(arguments.split(' ')).run()
    }

    /// Runs the command `errspec` of this checkout. No test edits its source, so
    /// one target folder compiles it once for all, and cargo makes them queue.
    pub fn errspec(&self, arguments: &str) -> Run {
        let mut cargo = self.command("cargo");
        cargo.args(["run", "-p", "errspec-cli", "--"]).args(arguments.split(' '));
        cargo.env("CARGO_TARGET_DIR", scratch().join("errspec")).run()
    }

    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.dir)
            .env("CARGO_TARGET_DIR", self.target())
            .env("CARGO_INCREMENTAL", "0") // it would double what is copied
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("ERRSPEC_CHECK")
            .env_remove("NO_COLOR");
        command
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.dir.join(path)).unwrap()
    }

    pub fn write(&self, path: &str, text: &str) {
        fs::write(self.dir.join(path), text).unwrap();
    }

    pub fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, &text.replacen(from, to, 1));
    }
}

/// A test that fails leaves its checkout to look at.
impl Drop for Checkout {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(self.dir.parent().unwrap());
        }
    }
}

pub trait RunExt {
    fn run(&mut self) -> Run;
}

impl RunExt for Command {
    fn run(&mut self) -> Run {
        let output = self.output().unwrap();
        Run {
            success: output.status.success(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Run {
    /// The packages that cargo compiled, without their versions.
    pub fn compiled(&self) -> Vec<&str> {
        let lines = self.stderr.lines();
        let compiled = lines.filter_map(|line| line.trim_start().strip_prefix("Compiling "));
        compiled.map(|package| package.split(' ').next().unwrap()).collect()
    }

    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert!(self.success, "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn fails(self) -> Self {
        assert!(!self.success, "{}{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub fn compiles(self, packages: &[&str]) -> Self {
        let run = self.succeeds();
        assert_eq!(run.compiled(), packages, "{}", run.stderr);
        run
    }
}

pub fn scratch() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, name) = entry.map(|entry| (entry.path(), entry.file_name())).unwrap();
        if NOT_CLONED.iter().any(|not| name == *not) {
            continue;
        }
        if from.is_dir() {
            copy(&from, &to.join(name));
        } else {
            fs::copy(&from, to.join(name)).unwrap();
        }
    }
}
