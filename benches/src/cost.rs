//! What a command costs, with every process that it starts.

use std::process::{Command, Stdio};

/// Bash counts CPU time in milliseconds, where GNU time counts in hundredths.
const SCRIPT: &str = r#"TIMEFORMAT="cpu %3U %3S"; time "$@""#;

/// CPU seconds, user and system together, of a command that succeeds.
pub fn cpu(command: &Command) -> Option<f64> {
    let mut bash = Command::new("bash");
    let stderr = run(bash.args(["-c", SCRIPT, "bash"]), command)?;
    let (_, figures) = stderr.rsplit_once("cpu ")?;
    let figures = figures.split_whitespace().map(str::parse::<f64>);
    figures.sum::<Result<f64, _>>().ok()
}

/// Peak memory in MB of the largest process, where GNU time is installed.
pub fn peak_memory(command: &Command) -> Option<f64> {
    let mut time = Command::new("time");
    let stderr = run(time.args(["--quiet", "--format=%M"]), command)?;
    let kilobytes: f64 = stderr.lines().last()?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// What `under` says on stderr about a command that it runs.
fn run(under: &mut Command, command: &Command) -> Option<String> {
    under.arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            under.env(name, value);
        }
    }
    if let Some(directory) = command.get_current_dir() {
        under.current_dir(directory);
    }
    let output = under.stdout(Stdio::null()).stderr(Stdio::piped()).output().ok()?;
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    output.status.success().then_some(stderr)
}
