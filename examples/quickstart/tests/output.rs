//! What a newcomer sees first.

use std::path::Path;
use std::process::Command;

use kms_errors::ErrorCode;

fn quickstart(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_quickstart")).args(arguments).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn it_says_what_there_is_and_where() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let output = quickstart(&[]);
    let (made, _) = output.split_once("A server").unwrap();
    assert!(made.contains(&format!("a table of {} error codes", ErrorCode::ALL.len())));
    let files = made.lines().filter_map(|line| line.strip_prefix("    ")?.split(' ').next());
    let files: Vec<&str> = files.collect();
    assert_eq!(files.len(), 3, "{made}");
    for file in files {
        assert!(root.join("generated").join(file).exists(), "{file}");
    }
}

#[test]
fn the_readme_shows_what_it_prints() {
    let readme = include_str!("../../../README.md");
    let (_, after) = readme.split_once("cargo run -p quickstart\n").unwrap();
    let (_, shown) = after.split_once("```text\n").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    assert!(quickstart(&[]).replace("\n    ", "\n").contains(shown), "{shown}");
}

#[test]
fn a_client_handles_any_code() {
    assert!(quickstart(&["Rejected.Disabled"]).contains("enables the key"));
    assert!(quickstart(&["Key.Frozen"]).contains("judges by the HTTP status"));
}
