//! Every `diagnostics/NAME.toml` is a spec that breaks a rule; `NAME.stderr` is
//! what its author reads. `UPDATE_EXPECT=1 cargo test` writes them anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::rules;
use errspec_codegen::{Level, generate};
use expect_test::expect_file;

fn specs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut specs: Vec<_> = files.filter(|path| path.extension().unwrap() == "toml").collect();
    specs.sort();
    specs
}

#[test]
fn every_problem_is_reported_as_its_author_will_read_it() {
    for path in specs() {
        let source = fs::read_to_string(&path).unwrap();
        let name = path.file_name().unwrap().to_str().unwrap();
        let report = generate(&source).report;
        let text = report.render(name, &source, false);
        let no_control = text.chars().all(|c| c == '\n' || !c.is_control());
        assert!(no_control, "{name} puts control characters on the terminal");
        expect_file![path.with_extension("stderr")].assert_eq(&text);
    }
}

#[test]
fn line_ends_of_windows_change_no_place() {
    for path in specs() {
        let source = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let lines = |source: &str| generate(source).report.lines("errors.toml", source);
        let (unix, windows) = (lines(&source), lines(&source.replace('\n', "\r\n")));
        assert_eq!(unix, windows, "{}", path.display());
    }
}

#[test]
fn every_finding_is_complete() {
    for path in specs() {
        let source = fs::read_to_string(&path).unwrap();
        let generated = generate(&source);
        let findings = generated.report.findings();
        assert!(!findings.is_empty(), "{} breaks no rule", path.display());
        assert!(findings.is_sorted_by_key(|finding| finding.span.start));
        for finding in findings {
            assert!(finding.help.is_some(), "{:?} says no way out", finding.message);
            assert!(source.get(finding.span.clone()).is_some());
        }
        let has_error = findings.iter().any(|finding| finding.level == Level::Deny);
        assert_eq!(generated.artifacts.is_none(), has_error, "{}", path.display());
    }
}

#[test]
fn every_rule_has_a_spec_that_breaks_it() {
    let broken: BTreeSet<&str> = specs()
        .iter()
        .flat_map(|path| generate(&fs::read_to_string(path).unwrap()).report.findings().to_vec())
        .map(|finding| finding.rule.id)
        .collect();
    let rules: BTreeSet<&str> = rules::of_a_spec().map(|rule| rule.id).collect();
    assert_eq!(broken, rules);
}
