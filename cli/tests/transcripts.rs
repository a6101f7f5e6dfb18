//! What the command prints, as files that a reader can check by eye: a `console`
//! block has commands after `$`, each with what it prints on both streams and,
//! where it failed, its exit code. `UPDATE_EXPECT=1 cargo test -p errspec-cli`
//! writes them anew.
//!
//! Those in `tests/cmd/` run in a copy of the folder of the same name, those in
//! the documents at the root of this repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use expect_test::expect_file;
use tempfile::tempdir;

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn every_command_prints_what_its_transcript_shows() {
    let files = fs::read_dir(format!("{PACKAGE}/tests/cmd")).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let mut checked = 0;
    for transcript in files.filter(|path| path.extension().is_some_and(|e| e == "md")) {
        let dir = tempdir().unwrap();
        copy(&transcript.with_extension(""), dir.path());
        check(&transcript, dir.path());
        checked += 1;
    }
    assert!(checked > 5);
}

#[test]
fn the_documents_show_what_the_command_prints() {
    let root = Path::new(PACKAGE).join("..");
    for document in ["README.md", "docs/cli.md", "docs/clients.md", "docs/usage.md"] {
        check(&root.join(document), &root);
    }
}

#[track_caller]
fn check(transcript: &Path, dir: &Path) {
    let text = fs::read_to_string(transcript).unwrap();
    expect_file![transcript].assert_eq(&run_again(&text, dir));
}

/// The text with the output of every command as it is now.
fn run_again(text: &str, dir: &Path) -> String {
    let mut now = String::new();
    let mut in_console = false;
    for line in text.lines() {
        if line.starts_with("```") {
            in_console = line == "```console";
        }
        match line.strip_prefix("$ ") {
            Some(command) if in_console => {
                now.push_str(&format!("{line}\n{}", output(command, dir)));
            }
            _ if in_console && line != "```console" => {} // printed before
            _ => now.push_str(&format!("{line}\n")),
        }
    }
    now
}

/// What a person sees who types the command.
fn output(command: &str, dir: &Path) -> String {
    let binary = PathBuf::from(env!("CARGO_BIN_EXE_errspec"));
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", binary.parent().unwrap().display());
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(dir)
        .env("PATH", path)
        .env_remove("CLICOLOR_FORCE")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    let mut text = String::from_utf8(output.stdout).unwrap();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    if let Some(code @ 1..) = output.status.code() {
        text.push_str(&format!("# exit code {code}\n"));
    }
    text
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for file in fs::read_dir(from).into_iter().flatten().map(Result::unwrap) {
        let target = to.join(file.file_name());
        match file.path().is_dir() {
            true => copy(&file.path(), &target),
            false => fs::copy(file.path(), target).map(drop).unwrap(),
        }
    }
}
