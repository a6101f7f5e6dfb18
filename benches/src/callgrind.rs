//! Instructions, counted by callgrind: the same on a busy machine.

use std::process::{Command, Stdio};

/// Callgrind, to be told what to run.
pub fn command() -> Command {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]);
    valgrind
}

pub fn is_there() -> bool {
    let mut version = Command::new("valgrind");
    version.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
    version.status().is_ok_and(|status| status.success())
}

/// How many instructions it says it has counted.
pub fn collected(stderr: &str) -> Option<f64> {
    let line = stderr.lines().find_map(|line| line.split_once("Collected : "))?;
    line.1.trim().parse().ok()
}
