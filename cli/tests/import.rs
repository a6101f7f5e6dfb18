//! `errspec import`: files in, specs and reports out.
//!
//! Each input in `tests/import/` stands beside the spec that is expected on
//! stdout, `NAME.toml`, and the report on stderr, `NAME.stderr`. They are written
//! anew with `UPDATE_EXPECT=1 cargo test -p errspec-cli --test import`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use errspec_codegen::{compile, generate};
use expect_test::expect_file;
use tempfile::tempdir;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import")
}

fn import(dir: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.arg("import").args(arguments).current_dir(dir).env_remove("NO_COLOR").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Compares what the import of a file prints with the files beside it.
#[track_caller]
fn golden(code: i32, inputs: &[&str]) {
    for input in inputs {
        let output = import(&folder(), &[input]);
        let (spec, report) = (text(&output.stdout), text(&output.stderr));
        assert_eq!(output.status.code(), Some(code), "{input}: {report}");
        assert!(!report.contains('\u{1b}'), "{input}: {report}");
        assert_eq!(spec.is_empty(), code == 2, "{input}: {spec}");
        if code < 2 {
            assert!(compile(&spec).0.is_some(), "{input}: {spec}");
            expect_file![folder().join(input).with_extension("toml")].assert_eq(&spec);
        }
        expect_file![folder().join(input).with_extension("stderr")].assert_eq(&report);
    }
}

#[test]
fn everything_of_a_good_file_is_imported() {
    golden(0, &["seed.md", "tables.md", "cases.csv", "crlf.csv", "numbers.tsv"]);
    golden(0, &["names_and_numbers.csv", "placeholders.csv", "own_json.json"]);
}

#[test]
fn what_cannot_be_used_is_listed_with_its_line() {
    golden(
        1,
        &["blank_lines.csv", "quoted.csv", "unusable_rows.csv", "hostile.csv", "own_csv.csv"],
    );
    golden(1, &["uneven.md", "entities.md", "list.json", "by_code.json"]);
}

#[test]
fn a_rust_enum_is_read_by_its_attributes_and_matches() {
    golden(0, &["own_attributes.rs"]);
    golden(1, &["axum.rs", "thiserror.rs", "strum.rs", "display.rs"]);
}

#[test]
fn what_cannot_be_imported_at_all_is_one_sentence_and_exit_2() {
    golden(2, &["no_header.csv", "no_status.csv", "unclosed_quote.csv", "empty.csv"]);
    golden(2, &["no_table.md", "other_tables.md"]);
    golden(2, &["broken_json.json", "no_objects.json", "messages.json"]);
    golden(2, &["no_enum.rs", "broken_rust.rs", "bare_enum.rs"]);
}

/// The table that this repository publishes, pasted from its source as Markdown.
#[test]
fn the_seed_is_imported_without_loss() {
    let output = import(&folder(), &["seed.md"]);
    let rows = |spec: &str| -> Vec<(String, u16, String)> {
        let catalog = compile(spec).0.unwrap();
        let row = |entry: errspec_codegen::catalog::Entry| {
            (entry.code, entry.status, entry.message.template())
        };
        catalog.entries.into_iter().map(row).collect()
    };
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/errors.toml");
    let published = rows(&fs::read_to_string(spec).unwrap());
    assert_eq!(published.len(), 32);
    assert_eq!(rows(&text(&output.stdout)), published);
}

/// `errors.json` in, a spec out that has the same `errors.json`.
#[test]
fn own_json_is_imported_without_loss() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/artifacts");
    let dir = tempdir().unwrap();
    for name in ["everything", "hostile", "names", "smallest"] {
        let json = |spec: &str| {
            let artifacts = generate(spec).artifacts.unwrap();
            artifacts.get("errors.json").unwrap().to_owned()
        };
        let expected = json(&fs::read_to_string(specs.join(name).with_extension("toml")).unwrap());
        fs::write(dir.path().join("errors.json"), &expected).unwrap();
        let output = import(dir.path(), &["errors.json"]);
        assert_eq!(output.status.code(), Some(0), "{name}: {}", text(&output.stderr));
        assert_eq!(json(&text(&output.stdout)), expected, "{name}");
    }
}

#[test]
fn standard_input_needs_a_format() {
    let output = import(&folder(), &["-"]);
    let sentence = "error: standard input has no extension: say what it is with --from csv, markdown, json or rust\n";
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

    fs::write(dir.path().join("bad.csv"), "code,status,message\nA,200,It failed.\n").unwrap();
    assert_eq!(import(dir.path(), &["bad.csv", "--out", "no.toml"]).status.code(), Some(2));
    assert!(!dir.path().join("no.toml").exists());
}

#[test]
fn a_default_status_is_for_rows_without_one() {
    let output = import(&folder(), &["messages.json", "--default-status", "400"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout).matches("status = 400").count(), 2);
    let output = import(&folder(), &["bare_enum.rs", "--default-status", "200"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_enum_is_named_where_there_are_several() {
    let output = import(&folder(), &["thiserror.rs", "--enum", "OrderStat"]);
    let sentence = "error: thiserror.rs: there is no enum `OrderStat`: its enums are `ApiError`, `OrderState`\n";
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), sentence.to_owned()));
    let output = import(&folder(), &["thiserror.rs", "--enum", "OrderState"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("thiserror.rs:48: left out: `Closed`: "));
}

#[test]
fn what_is_no_file_of_a_known_kind_is_one_sentence() {
    let dir = tempdir().unwrap();
    fs::write(dir.path().join("errors.xls"), "").unwrap();
    fs::write(dir.path().join("latin1.csv"), b"code\n\xe4\n").unwrap();
    for (file, sentence) in [
        ("nope.csv", "there is no file nope.csv"),
        (
            "errors.xls",
            "the extension of errors.xls is not known: say what it is with --from csv, markdown, json or rust",
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
