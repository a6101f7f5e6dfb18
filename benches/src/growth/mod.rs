//! How the command's work grows: of twice as much, hardly more than twice the
//! instructions, whatever there is much of. Exit 1 where it is more.

mod foreign;
mod specs;
mod traffic;
mod works;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::{fs, io, thread};

use self::works::{WORKS, Work};
use crate::{callgrind, project};

/// Twice, and what sorting adds.
const MOST: f64 = 2.2;

/// Instructions do not depend on what else the machine does.
const AT_ONCE: usize = 2;

/// `only` is a part of the names of the works that are to be counted.
pub fn run(only: &str) -> ExitCode {
    let Some(program) = errspec() else {
        eprintln!("error: the command does not compile");
        return ExitCode::FAILURE;
    };
    if !callgrind::is_there() {
        println!("not counted: it needs valgrind");
        return ExitCode::SUCCESS;
    }
    let works = Mutex::new(WORKS.iter().filter(|work| work.name.contains(only)));
    let next = || works.lock().ok()?.next();
    let report_all = || std::iter::from_fn(next).filter(|work| !report(work, &program)).count();
    let beyond: usize = thread::scope(|scope| {
        let threads = [(); AT_ONCE].map(|()| scope.spawn(report_all));
        threads.into_iter().map(|thread| thread.join().unwrap_or(1)).sum()
    });
    if beyond == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn report(work: &Work, program: &Path) -> bool {
    let counts = [work.size, 2 * work.size].map(|size| count(work, size, program));
    let [once, twice] = match counts {
        [Ok(once), Ok(twice)] => [once, twice],
        [Err(reason), _] | [_, Err(reason)] => {
            println!("{:>44} {reason}  FAILED", work.name);
            return false;
        }
    };
    let (ratio, millions) = (twice / once, once / 1e6);
    let verdict = if ratio <= MOST { "ok" } else { "BEYOND" };
    println!(
        "{:>44} {millions:>6.0} M for {:>5}, twice: {ratio:>5.2} of {MOST}  {verdict}",
        work.name, work.size
    );
    ratio <= MOST
}

/// Instructions of the command for this much.
fn count(work: &Work, size: usize, program: &Path) -> io::Result<f64> {
    let folder = project::directory()?.join("growth").join(work.name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    for (file, text) in work.files {
        fs::write(folder.join(file), text(size))?;
    }
    let mut command = callgrind::command();
    command.arg(program).args(work.arguments).current_dir(&folder).stdout(Stdio::null());
    let output = command.output()?;
    let stderr = String::from_utf8_lossy(&output.stderr);
    if output.status.code() != Some(work.exit_code) {
        let last = stderr.lines().rfind(|line| line.starts_with("error")).unwrap_or_default();
        return Err(io::Error::other(format!("{}: {last}", output.status)));
    }
    callgrind::collected(&stderr).ok_or_else(|| io::Error::other("nothing was counted"))
}

/// The command, as its users have it.
fn errspec() -> Option<PathBuf> {
    let target = project::directory().ok()?.join("target");
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--locked", "--quiet", "--release", "-p", "errspec-cli"]);
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).env("CARGO_TARGET_DIR", &target);
    cargo.status().ok()?.success().then(|| target.join("release/errspec"))
}
