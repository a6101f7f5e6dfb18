//! A new package builds, and its tests pass, with nothing done in between.

use std::path::Path;
use std::process::Command;

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

fn cargo_test(package: &Path) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new");
    run(Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--offline"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", target)
        // What the command wrote is what the build would write.
        .env("ERRSPEC_CHECK", "1"))
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
