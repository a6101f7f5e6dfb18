//! `changes/RULE/old.toml` and `new.toml` differ by a change of this rule, and
//! `near-miss.toml` by none; `changes.txt` says what is found.
//! `UPDATE_EXPECT=1 cargo test` writes it anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use errspec_codegen::diff::{Bump, Change, FilePair, SpecFile, diff};
use errspec_codegen::rules;
use errspec_codegen::{Catalog, Lock, compile};
use expect_test::expect_file;

fn folders() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/changes");
    let mut folders: Vec<_> = fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    folders.sort();
    folders
}

fn source(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn catalog(folder: &Path, name: &str) -> Catalog {
    let (catalog, report) = compile(&source(folder, name));
    catalog.unwrap_or_else(|| panic!("{}", report.render(name, &source(folder, name), false)))
}

fn ids(changes: &[Change]) -> BTreeSet<&'static str> {
    changes.iter().map(|change| change.rule.id).collect()
}

#[test]
fn every_change_is_found_where_it_is_and_nowhere_else() {
    for folder in folders() {
        let old = catalog(&folder, "old.toml");
        let changes = diff(&old, &catalog(&folder, "new.toml"));
        let (old_source, new_source) = (source(&folder, "old.toml"), source(&folder, "new.toml"));
        let files = FilePair {
            old: SpecFile { path: "old.toml", source: &old_source },
            new: SpecFile { path: "new.toml", source: &new_source },
        };
        expect_file![folder.join("changes.txt")].assert_eq(&files.render(
            &changes,
            Bump::Major,
            false,
        ));

        let name = folder.file_name().unwrap().to_str().unwrap();
        let rule = rules::changes().find(|rule| name.starts_with(rule.id)).unwrap().id;
        assert!(ids(&changes).contains(rule), "{name} does not find itself");
        let near = diff(&old, &catalog(&folder, "near-miss.toml"));
        assert!(!ids(&near).contains(rule), "{name}'s near miss fires");
    }
}

#[test]
fn every_rule_has_a_pair_that_breaks_it() {
    let found: BTreeSet<&str> = folders()
        .iter()
        .flat_map(|folder| diff(&catalog(folder, "old.toml"), &catalog(folder, "new.toml")))
        .map(|change| change.rule.id)
        .collect();
    assert_eq!(found, rules::changes().map(|rule| rule.id).collect());
}

#[test]
fn a_spec_does_not_differ_from_itself_nor_from_what_is_published_of_it() {
    for folder in folders() {
        for name in ["old.toml", "new.toml", "near-miss.toml"] {
            let catalog = catalog(&folder, name);
            assert!(diff(&catalog, &catalog).is_empty());
            let mut report = Default::default();
            Lock::read(&Lock::text(&catalog)).unwrap().check(&catalog, &mut report);
            assert!(report.findings().is_empty(), "{}: {:?}", folder.display(), report.findings());
        }
    }
}

/// What breaks deployed clients, a build refuses once it is published, and nothing else.
#[test]
fn a_lock_refuses_what_is_major_on_the_wire_and_nothing_else() {
    for folder in folders() {
        let (old, new) = (catalog(&folder, "old.toml"), catalog(&folder, "new.toml"));
        let breaking = diff(&old, &new).into_iter();
        let breaking = breaking.filter(|change| change.rule.wire() == Some(Bump::Major));
        let expected: BTreeSet<String> =
            breaking.map(|change| format!("{}, and it is published", change.message)).collect();
        let mut report = Default::default();
        Lock::read(&Lock::text(&old)).unwrap().check(&new, &mut report);
        let refused = report.findings().iter().map(|found| found.message.clone());
        assert_eq!(refused.collect::<BTreeSet<_>>(), expected, "{}", folder.display());
        for finding in report.findings() {
            assert!(finding.help.is_some());
        }
    }
}

#[test]
fn a_lock_that_is_none_names_its_line() {
    for text in [
        "nonsense",
        "code",
        "code A",
        "code A x",
        "code A 400 b",
        "code A 400 b:float",
        "envelope E h x=y",
    ] {
        assert_eq!(Lock::read(&format!("# a comment\n{text}\n")).unwrap_err().line, 2, "{text}");
    }
    assert!(Lock::read("").is_ok());
}
