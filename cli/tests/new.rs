//! A new package builds, and its tests pass, with nothing done in between.

use std::io::{BufRead, BufReader};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::tempdir;

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    text(&output.stdout)
}

fn errspec(dir: &Path, arguments: &[&str]) -> String {
    run(Command::new(env!("CARGO_BIN_EXE_errspec")).args(arguments).current_dir(dir))
}

fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("new")
}

fn cargo(package: &Path, command: &str) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([command, "--quiet", "--offline"]).current_dir(package);
    cargo.env("CARGO_TARGET_DIR", target());
    // What the command wrote is what the build would write.
    cargo.env("ERRSPEC_CHECK", "1");
    cargo
}

fn cargo_test(package: &Path) -> String {
    run(&mut cargo(package, "test"))
}

#[test]
fn a_new_package_passes_its_tests_and_every_check() {
    let dir = tempdir().unwrap();
    let checkout = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    errspec(dir.path(), &["new", "my-errors", "--errspec", checkout]);
    let package = dir.path().join("my-errors");
    let tested = cargo_test(&package);
    assert_eq!(tested.matches("2 passed").count(), 2, "{tested}");
    errspec(&package, &["check", "--deny", "warnings"]);
    errspec(&package, &["fmt", "--check"]);
    errspec(&package, &["explain", "Order.NotFound"]);

    let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/errors.toml");
    errspec(dir.path(), &["new", "kms", "--from", spec, "--errspec", checkout]);
    let tested = cargo_test(&dir.path().join("kms"));
    assert_eq!(tested.matches("2 passed").count(), 1, "{tested}");
}

#[test]
fn a_new_service_passes_its_tests_and_runs() {
    let dir = tempdir().unwrap();
    let checkout = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    errspec(dir.path(), &["new", "my-shop", "--axum", "--errspec", checkout]);
    let package = dir.path().join("my-shop");
    let tested = cargo_test(&package);
    assert_eq!(tested.matches("2 passed").count(), 2, "the crate's: {tested}");
    assert_eq!(tested.matches("4 passed").count(), 1, "the service's: {tested}");
    errspec(&package, &["check", "--deny", "warnings"]);
    errspec(&package, &["fmt", "--check"]);

    let nowhere = cargo(&package, "run").env("ADDRESS", "nowhere").output().unwrap();
    let said = String::from_utf8(nowhere.stderr).unwrap();
    assert!(said.contains("error: cannot serve at nowhere:"), "{said}");

    // The program itself, so that it is what is killed.
    let program = target().join("debug/my-shop-service");
    let mut service =
        Command::new(program).env("ADDRESS", "127.0.0.1:0").stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(service.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.trim().strip_prefix("listening on http://").map(TcpStream::connect);
    service.kill().unwrap();
    service.wait().unwrap();
    assert!(matches!(address, Some(Ok(_))), "{line}");
}
