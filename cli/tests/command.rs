//! The command as a shell sees it: streams and exit codes.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::{TempDir, tempdir};

const GOOD: &str = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n";
const WARNING: &str = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed\"\n";
const BROKEN: &str = "[[error]]\ncode = \"A\"\nstatus = 200\nmessage = \"It failed.\"\n";

fn package(spec: &str) -> TempDir {
    let dir = tempdir().unwrap();
    fs::create_dir_all(dir.path().join("spec/deeper")).unwrap();
    fs::write(dir.path().join("spec/errors.toml"), spec).unwrap();
    dir
}

fn errspec(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(arguments).current_dir(dir).env_remove("NO_COLOR").output().unwrap()
}

#[track_caller]
fn expect(output: &Output, code: i32, stdout: &str, stderr: &str) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let found = (output.status.code(), text(&output.stdout), text(&output.stderr));
    assert_eq!(found, (Some(code), stdout.to_owned(), stderr.to_owned()));
}

#[test]
fn the_page_of_the_package_names_every_command() {
    let help = errspec(Path::new("."), &["--help"]).stdout;
    let help = String::from_utf8(help).unwrap();
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    for command in commands.lines().filter_map(|line| line.split_whitespace().next()) {
        let is_named = include_str!("../README.md").contains(&format!("`{command}`"));
        assert!(is_named || command == "help", "{command}");
    }
}

#[test]
fn check_says_that_a_good_spec_is_good() {
    let dir = package(GOOD);
    expect(&errspec(dir.path(), &["check"]), 0, "spec/errors.toml: 1 code, no problem\n", "");
    let deeper = dir.path().join("spec/deeper");
    expect(&errspec(&deeper, &["check"]), 0, "../errors.toml: 1 code, no problem\n", "");
    fs::create_dir(dir.path().join("src")).unwrap();
    let src = dir.path().join("src");
    expect(&errspec(&src, &["check"]), 0, "../spec/errors.toml: 1 code, no problem\n", "");
}

#[test]
fn check_reports_warnings_and_succeeds() {
    let output = errspec(package(WARNING).path(), &["check"]);
    let report = "\
warning[message-style]: the message has no final punctuation
 --> spec/errors.toml:4:11
  |
4 | message = \"It failed\"
  |           ^^^^^^^^^^^
  |
  = help: end it with `.`, `!` or `?`

warning: 1 warning
";
    expect(&output, 0, "spec/errors.toml: 1 code, 1 warning\n", report);
}

#[test]
fn check_fails_where_a_rule_is_broken() {
    let dir = package(BROKEN);
    let output = errspec(dir.path(), &["check"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(String::from_utf8(output.stderr).unwrap().contains("--> spec/errors.toml:3:10"));
    let coloured = errspec(dir.path(), &["check", "--color", "always"]);
    assert!(String::from_utf8(coloured.stderr).unwrap().contains("\u{1b}["));
}

#[test]
fn a_spec_can_come_from_standard_input() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["check", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(GOOD.as_bytes()).unwrap();
    expect(&child.wait_with_output().unwrap(), 0, "-: 1 code, no problem\n", "");
}

#[test]
fn what_cannot_be_done_is_one_sentence_and_exit_2() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("latin1.toml"), b"# a\n# \xe4\n").unwrap();
    for (arguments, sentence) in [
        (
            &["check"][..],
            "there is no spec/errors.toml or errors.toml, here or in a folder above: name the spec",
        ),
        (&["check", "nope.toml"], "there is no file nope.toml"),
        (&["check", "."], ". is a folder: name the spec in it"),
        (&["generate", "."], ". is a folder: name the spec in it"),
        (&["check", "latin1.toml"], "latin1.toml is not UTF-8 (line 2): save it as UTF-8 text"),
    ] {
        let output = errspec(dir.path(), arguments);
        expect(&output, 2, "", &format!("error: {sentence}\n"));
    }
    assert_eq!(errspec(dir.path(), &["check", "--nope"]).status.code(), Some(2));
    assert_eq!(errspec(dir.path(), &["nope"]).status.code(), Some(2));
}

#[test]
fn generate_writes_and_says_what_changed() {
    let dir = package(GOOD);
    let all = |done: &str| {
        let files = ["lib.rs", "errors.rs", "ERRORS.md", "errors.json"]
            .map(|file| format!("{done:>9} generated/{file}\n"))
            .concat();
        format!("spec/errors.toml: 1 code, no problem\n{files}")
    };
    expect(&errspec(dir.path(), &["generate"]), 0, &all("created"), "");
    expect(&errspec(dir.path(), &["generate"]), 0, &all("unchanged"), "");
    fs::write(dir.path().join("generated/ERRORS.md"), "").unwrap();
    let updated = all("unchanged").replace("unchanged generated/ERR", "  updated generated/ERR");
    expect(&errspec(dir.path(), &["generate"]), 0, &updated, "");

    for folder in ["spec", "spec/deeper"] {
        let output = errspec(&dir.path().join(folder), &["generate"]);
        let stdout = String::from_utf8(output.stdout).unwrap();
        assert_eq!(stdout.matches("unchanged").count(), 4, "in {folder}:\n{stdout}");
    }
    assert_eq!(errspec(dir.path(), &["generate", "--out", "here"]).status.code(), Some(0));
    assert!(dir.path().join("here/errors.rs").exists());
}

#[test]
fn generate_check_writes_nothing_and_names_what_is_stale() {
    let dir = package(GOOD);
    errspec(dir.path(), &["generate"]);
    let fresh = "generated is what spec/errors.toml says\n";
    expect(&errspec(dir.path(), &["generate", "--check"]), 0, fresh, "");
    fs::write(dir.path().join("generated/ERRORS.md"), "edited").unwrap();
    fs::remove_file(dir.path().join("generated/lib.rs")).unwrap();
    let stale = "error: generated/lib.rs is missing\n\
                 error: generated/ERRORS.md is stale\n\
                 run `errspec generate` and commit what it writes\n";
    expect(&errspec(dir.path(), &["generate", "--check"]), 1, "", stale);
    assert!(!dir.path().join("generated/lib.rs").exists());
}

#[test]
fn generate_writes_nothing_for_a_broken_spec() {
    let dir = package(BROKEN);
    assert_eq!(errspec(dir.path(), &["generate"]).status.code(), Some(1));
    assert!(!dir.path().join("generated").exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_one_sentence() {
    let dir = package(GOOD);
    let output = errspec(dir.path(), &["generate", "--out", "spec/errors.toml/out"]);
    let sentence =
        "error: cannot write spec/errors.toml/out/lib.rs: Not a directory (os error 20)\n";
    expect(&output, 2, "", sentence);
}

#[test]
fn documentation_in_a_language_that_is_gone_goes_too() {
    let translated = format!("{GOOD}translations.de.message = \"Es ist misslungen.\"\n");
    let dir = package(&translated);
    errspec(dir.path(), &["generate"]);
    let german = dir.path().join("generated/ERRORS.de.md");
    assert!(german.exists());
    fs::write(dir.path().join("generated/ERRORS.fr.md"), "by hand").unwrap();
    fs::write(dir.path().join("spec/errors.toml"), GOOD).unwrap();
    let check = errspec(dir.path(), &["generate", "--check"]);
    let stderr = String::from_utf8(check.stderr).unwrap();
    assert!(stderr.contains("error: generated/ERRORS.de.md is left over\n"), "{stderr}");
    let stdout = String::from_utf8(errspec(dir.path(), &["generate"]).stdout).unwrap();
    assert!(stdout.ends_with("  removed generated/ERRORS.de.md\n"), "{stdout}");
    assert!(!german.exists() && dir.path().join("generated/ERRORS.fr.md").exists());
}

#[cfg(unix)]
#[test]
fn a_path_writes_no_line_and_no_escape_of_its_own() {
    let dir = tempdir().unwrap();
    let path = "a\n::error::b\u{1b}[31m.toml";
    fs::write(dir.path().join(path), WARNING).unwrap();
    let again = format!("{path}/missing");
    let revision = "git:\u{1b}[31m\n::error::";
    for arguments in [
        &["check", path][..],
        &["check", "--format", "human", &again],
        &["generate", path, "--out", path],
        &["explain", "A", "--spec", path],
        &["fmt", path],
        &["breaking", path, "--against", revision],
    ] {
        let Output { stdout, stderr, .. } = errspec(dir.path(), arguments);
        for text in [stdout, stderr] {
            let text = String::from_utf8(text).unwrap();
            assert!(!text.contains('\u{1b}'), "{arguments:?}: {text:?}");
            assert!(text.lines().all(|line| !line.starts_with("::")), "{arguments:?}: {text:?}");
        }
    }
    let github = errspec(dir.path(), &["check", "--format", "github", &again]);
    assert!(!String::from_utf8(github.stderr).unwrap().contains("\n::"));
}
