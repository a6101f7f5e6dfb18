//! `errspec import` as a shell sees it: streams, options and exit codes. What becomes
//! of an input is tested in errspec-import.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::{TempDir, tempdir};

fn import(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.arg("import").args(arguments).current_dir(dir).env_remove("NO_COLOR").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder with one file.
fn folder(file: &str, content: &str) -> TempDir {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join(file), content).unwrap();
    dir
}

#[test]
fn the_exit_code_says_how_much_was_imported() {
    let good = "A,400,\"It failed, {0}.\"\n";
    let bad = "B,4xx,It worked.\n";
    let note = "\
in.csv:2: note: `A`: the name `value` for `{0}` is invented: \"It failed, {value}.\"
";
    let left_out = "\
in.csv:3: left out: `B`: \"4xx\" is not one HTTP status
";
    for (rows, code, report) in [
        (good.to_owned(), 0, format!("{note}in.csv: 1 code imported, nothing left out\n")),
        (
            format!("{good}{bad}"),
            1,
            format!("{note}{left_out}in.csv: 1 code imported, 1 row left out\n"),
        ),
        (
            bad.to_owned(),
            2,
            format!(
                "{}error: in.csv: no row of it can stand in a spec\n",
                left_out.replace(":3:", ":2:")
            ),
        ),
    ] {
        let dir = folder("in.csv", &format!("code,status,message\n{rows}"));
        let output = import(dir.path(), &["in.csv"]);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(code), report));
        assert_eq!(output.stdout.is_empty(), code == 2);
        let coloured = import(dir.path(), &["in.csv", "--color", "always"]);
        let left_out = "in.csv:3: \u{1b}[1m\u{1b}[91mleft out\u{1b}[0m: `B`";
        assert_eq!(text(&coloured.stderr).contains(left_out), code == 1);
    }
}

#[test]
fn standard_input_needs_a_format() {
    let output = import(tempdir().unwrap().path(), &["-"]);
    let sentence = "error: standard input has no extension: say what it is with --from csv, markdown, json, yaml, rust, errcodes or traffic\n";
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), sentence.to_owned()));

    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["import", "-", "--from", "csv"]).stdin(Stdio::piped());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"code,status,message\nA,400,It failed.\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let spec = "[[error]]\ncode = \"A\"\nstatus = 400\nmessage = \"It failed.\"\n";
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(0), spec.to_owned()));
    assert_eq!(text(&output.stderr), "standard input: 1 code imported, nothing left out\n");
}

#[test]
fn out_is_a_new_file_or_nothing() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("in.csv"), "code,status,message\nA,400,It failed.\n").unwrap();
    let output = import(dir.path(), &["in.csv", "--out", "spec/errors.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());
    let written = fs::read_to_string(dir.path().join("spec/errors.toml")).unwrap();
    assert!(written.starts_with("[[error]]\ncode = \"A\"\n"));

    let output = import(dir.path(), &["in.csv", "--out", "spec/errors.toml"]);
    let sentence = "error: spec/errors.toml exists: name a new file with --out\n";
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), sentence.to_owned()));

    fs::write(dir.path().join("bad.csv"), "code,status,message\nA,4xx,It failed.\n").unwrap();
    assert_eq!(import(dir.path(), &["bad.csv", "--out", "no.toml"]).status.code(), Some(2));
    assert!(!dir.path().join("no.toml").exists());
}

#[test]
fn options_say_what_the_input_does_not() {
    let dir = folder("error.rs", "enum A { B }\n/// C\nenum C {\n    /// It failed.\n    D,\n}\n");
    let arguments = ["error.rs", "--enum", "C", "--default-status", "500"];
    let output = import(dir.path(), &arguments);
    let spec = "[[error]]\ncode = \"D\"\nstatus = 500\nmessage = \"It failed.\"\n";
    assert_eq!(text(&output.stdout), spec, "{}", text(&output.stderr));
    let output = import(dir.path(), &["error.rs", "--enum", "E"]);
    let sentence = "error: error.rs: there is no enum `E`: its enums are `A`, `C`\n";
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), sentence.to_owned()));

    let row = "{\"code\": \"A\", \"status\": 400, \"message\": \"It failed.\"}";
    let dir = folder("in.json", &format!("{{\"data\": [{{}}, {{\"a/b\": [{row}]}}]}}"));
    let output = import(dir.path(), &["in.json", "--at", "/data/1/a~1b"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let output = import(dir.path(), &["in.json", "--at", "/data/2"]);
    let sentence = "error: in.json: there is nothing at \"/data/2\": --at takes a pointer such as \
                    /data/errors\n";
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), sentence.to_owned()));
}

/// Until somebody answers it.
#[test]
fn a_question_fails_the_check() {
    let dir = folder("in.csv", "code,status,message\nA,307,Go there.\n");
    let output = import(dir.path(), &["in.csv", "--out", "errors.toml"]);
    let report = "\
in.csv:2: question: `A`: 307 is no status of an error, which is 400 to 599
errors.toml: in.csv: 1 code imported, nothing left out, 1 question to answer
";
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), report.to_owned()));
    let errspec = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
        command.args(arguments).current_dir(dir.path()).output().unwrap()
    };
    let check = errspec(&["check", "errors.toml"]);
    assert!(text(&check.stderr).contains("errors.toml:4:10"), "{}", text(&check.stderr));
    let new = errspec(&["new", "made", "--from", "in.csv"]);
    let sentence = "error: the table has questions that only you can answer: write it with \
                    `errspec import in.csv --out errors.toml`";
    assert_eq!(new.status.code(), Some(2));
    assert!(text(&new.stderr).contains(sentence), "{}", text(&new.stderr));
    assert!(!dir.path().join("made").exists());
}

/// The keys of an inline table too, which an input may have in any order.
#[test]
fn the_spec_is_in_the_canonical_layout() {
    let row = r#"{"code": "A", "status": 400, "message": "{p}.", "params": {"p": {"doc": "P.", "type": "integer"}}}"#;
    let dir = folder("in.json", &format!("[{row}]"));
    let output = import(dir.path(), &["in.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).ends_with("params.p = { type = \"integer\", doc = \"P.\" }\n"));
}

#[test]
fn what_is_no_file_of_a_known_kind_is_one_sentence() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("errors.xls"), "").unwrap();
    fs::write(dir.path().join("latin1.csv"), b"code\n\xe4\n").unwrap();
    for (file, sentence) in [
        ("nope.csv", "there is no file nope.csv"),
        ("nope", "there is no file nope"),
        (
            "errors.xls",
            "the extension of errors.xls is not known: say what it is with --from csv, markdown, json, yaml, rust, errcodes or traffic",
        ),
        ("latin1.csv", "latin1.csv is not UTF-8 (line 2): save it as UTF-8 text"),
    ] {
        let output = import(dir.path(), &[file]);
        let expected = format!("error: {sentence}\n");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), expected));
    }
    let output = import(dir.path(), &[".", "--from", "csv"]);
    assert_eq!(text(&output.stderr), "error: . is a folder: name the file in it\n");
}
