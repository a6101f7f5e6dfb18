//! CI runs what the README tells a newcomer, and cannot do so with less.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Runs a step with this README, and with a cargo that only says what it was asked for.
fn ci(name: &str, readme: &str, step: &str) -> Output {
    let dir = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&dir);
    fs::create_dir_all(dir.join("bin")).unwrap();
    fs::write(dir.join("README.md"), readme).unwrap();
    symlink(Path::new(ROOT).join(".ci"), dir.join(".ci")).unwrap();
    let cargo = dir.join("bin/cargo");
    fs::write(&cargo, "#!/bin/sh\necho cargo \"$@\"\n").unwrap();
    fs::set_permissions(&cargo, PermissionsExt::from_mode(0o755)).unwrap();
    assert!(Command::new("git").args(["init", "-q"]).current_dir(&dir).status().unwrap().success());
    let path = format!("{}:{}", dir.join("bin").display(), std::env::var("PATH").unwrap());
    Command::new("bash")
        .args([".ci/run", step])
        .current_dir(&dir)
        .env("PATH", path)
        .output()
        .unwrap()
}

#[test]
fn it_runs_the_commands_of_the_readme() {
    let readme = fs::read_to_string(Path::new(ROOT).join("README.md")).unwrap();
    let run = ci("ci", &readme, "readme");
    assert!(run.status.success(), "{run:?}");
    let ran = String::from_utf8(run.stdout).unwrap();
    let commands: Vec<&str> = ran.lines().filter(|line| line.starts_with("cargo")).collect();
    assert_eq!(commands, ["cargo run -p quickstart", "cargo test --workspace"]);
}

#[test]
fn it_fails_where_the_readme_has_no_tests() {
    let readme = "## Two commands\n\n```sh\ncargo run\n```\n\n## More\n\n```sh\ncargo test --workspace\n```\n";
    let run = ci("ci_without_tests", readme, "readme");
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(run.stderr).unwrap(),
        "error: no tests under \"## Two commands\" of the README\n"
    );
}

#[test]
fn a_step_that_is_not_there_is_answered_with_those_that_are() {
    let run = ci("ci_unknown_step", "", "clipy");
    assert_eq!(run.status.code(), Some(1));
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(
        said.starts_with("error: no step `clipy`; there are generated format clippy"),
        "{said}"
    );
}
