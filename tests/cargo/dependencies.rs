//! What a user compiles along with us.

use std::process::Command;

use serde_json::Value;

use crate::checkout::RunExt;

/// The most crates that a build script with errspec compiles, ours included.
const MOST_CRATES: usize = 24;

#[test]
fn the_compiler_brings_few_crates_along() {
    let crates = crates_of(&["errspec-codegen"]);
    assert!(crates.contains(&"errspec-codegen".to_owned()));
    assert!(crates.len() <= MOST_CRATES, "{} crates: {crates:?}", crates.len());
}

#[test]
fn the_runtime_brings_none() {
    assert_eq!(crates_of(&["errspec"]), ["errspec"]);
}

#[test]
fn logging_is_compiled_where_it_is_asked_for() {
    let logs =
        |features| crates_of(&["errspec", "--features", features]).contains(&"tracing".to_owned());
    assert_eq!(["axum", "axum,tracing"].map(logs), [false, true]);
}

#[test]
fn every_dependency_supports_the_rust_version_that_we_promise() {
    let run = cargo().args(["metadata", "--format-version=1"]).run().succeeds();
    let metadata: Value = serde_json::from_str(&run.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let promise = |name: &str| {
        let package = packages.iter().find(|package| package["name"] == name).unwrap();
        version(package["rust_version"].as_str().unwrap_or("1.0"))
    };
    for ours in ["errspec", "errspec-codegen", "errspec-cli"] {
        for dependency in crates_of(&[ours]) {
            assert!(promise(&dependency) <= promise(ours), "{ours} needs {dependency}");
        }
    }
}

/// Major and minor.
fn version(text: &str) -> (u32, u32) {
    let mut parts = text.split('.').map(|part| part.parse().unwrap());
    (parts.next().unwrap(), parts.next().unwrap_or(0))
}

/// Cargo in this workspace itself: nothing is built or changed.
fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
    cargo
}

/// The names of the crates that a build of this package compiles, sorted. Its features
/// follow its name.
fn crates_of(package: &[&str]) -> Vec<String> {
    let mut tree = cargo();
    tree.args(["tree", "--edges=normal,build", "--prefix=none", "--format={p}", "-p"]);
    tree.args(package);
    let run = tree.run().succeeds();
    let names = run.stdout.lines().map(|line| line.split(' ').next().unwrap().to_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names.dedup();
    names
}
