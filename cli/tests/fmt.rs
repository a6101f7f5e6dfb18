//! Formatting changes the layout and nothing else.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

use errspec_codegen::{Generated, generate};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../");

/// Every spec that the compiler's tests have, and the one of this repository.
fn specs() -> Vec<(String, String)> {
    let folders = ["spec", "codegen/tests/artifacts", "codegen/tests/diagnostics"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(format!("{ROOT}{folder}")).unwrap());
    let paths = files.map(|file| file.unwrap().path());
    let specs = paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    specs.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

/// What the command makes of a spec; `None` where it is no TOML.
fn formatted(spec: &str) -> Option<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["fmt", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(spec.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
}

/// What a spec means: the artifacts, or the rules that it breaks.
fn meaning(spec: &str) -> (Option<String>, Vec<&'static str>) {
    let Generated { artifacts, report, .. } = generate(spec);
    let files = artifacts.map(|artifacts| format!("{:?}", artifacts.iter().collect::<Vec<_>>()));
    let mut rules: Vec<_> = report.findings().iter().map(|finding| finding.rule.id).collect();
    rules.sort_unstable();
    (files, rules)
}

#[test]
fn formatting_changes_nothing_but_the_layout_and_only_once() {
    let mut count = 0;
    for (path, spec) in specs() {
        let Some(text) = formatted(&spec) else {
            continue;
        };
        count += 1;
        assert_eq!(formatted(&text).as_ref(), Some(&text), "{path} a second time");
        assert_eq!(meaning(&spec), meaning(&text), "{path}");
        assert_eq!(spec.matches('#').count(), text.matches('#').count(), "comments of {path}");
    }
    assert!(count > 30, "{count}");
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let spec = "\u{feff}# a\r\n[[error]]\r\nstatus=400\r\ncode='A'\r\nmessage='''x\r\ny.'''\r\n";
    let expected =
        "\u{feff}# a\r\n[[error]]\r\ncode = 'A'\r\nstatus = 400\r\nmessage = '''x\r\ny.'''\r\n";
    assert_eq!(formatted(spec).as_deref(), Some(expected));
}

#[test]
fn what_check_cannot_read_is_not_formatted() {
    for mark in ["\u{feff}\u{feff}", "a = 1 # \u{0}\n"] {
        let spec = format!("{mark}[[error]]\ncode = 'A'\nstatus=400\nmessage = 'It failed.'\n");
        assert!(meaning(&spec).1.contains(&"syntax"), "{spec:?}");
        assert_eq!(formatted(&spec), None, "{spec:?}");
    }
}

#[test]
fn the_spec_of_this_repository_is_formatted() {
    let spec = fs::read_to_string(format!("{ROOT}spec/errors.toml")).unwrap();
    assert_eq!(formatted(&spec), Some(spec));
}
