//! What of this repository a registry gets: nothing by chance.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use expect_test::expect_file;

use crate::checkout::RunExt;

const PUBLISHED: [&str; 6] = [
    "errspec",
    "errspec-codegen",
    "errspec-import",
    "errspec-clients",
    "errspec-cli",
    "kms-errors",
];

/// `UPDATE_EXPECT=1` writes the list anew.
#[test]
fn packages_hold_what_their_list_says() {
    let mut contents = String::new();
    for package in PUBLISHED {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(env!("CARGO_MANIFEST_DIR"));
        cargo.args(["package", "--list", "--allow-dirty", "--offline", "-p", package]);
        let run = cargo.run().succeeds();
        // It is there where the package is made of a repository.
        let files = run.stdout.lines().filter(|file| *file != ".cargo_vcs_info.json");
        let kinds: BTreeSet<String> = files.map(kind).collect();
        contents += &format!("{package}\n");
        kinds.iter().for_each(|kind| contents += &format!("    {kind}\n"));
    }
    expect_file!["contents.txt"].assert_eq(&contents);
}

/// A file, or of what a package has many, their folder and their extension.
fn kind(file: &str) -> String {
    let path = Path::new(file);
    let extension = path.extension().unwrap_or_default().display();
    match file.split_once('/') {
        Some((folder @ ("src" | "templates"), _)) => format!("{folder}/**/*.{extension}"),
        _ => file.to_owned(),
    }
}
