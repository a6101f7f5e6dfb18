//! Every rule has a page, and every page's examples do what it says.
//!
//! A page has two fences, the one that fails first. Of a rule of a spec they are
//! `toml fails` and `toml passes`: whole specs. Of a change they are `diff fails`
//! and `diff passes`: the lines of two whole specs, after ` ` in both, after `-`
//! in the old one, after `+` in the new one. Of source and traffic a fence `toml` with
//! the spec comes before them, and the command's own tests run them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use errspec_codegen::diff::{Change, diff};
use errspec_codegen::rules::{self, Rule};
use errspec_codegen::{Catalog, compile};

/// A page's fences: info string and text.
fn fences(page: &str) -> Vec<(&str, String)> {
    let mut fences = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let text = lines.by_ref().take_while(|line| *line != "```");
            fences.push((info, text.map(|line| format!("{line}\n")).collect()));
        }
    }
    fences
}

/// What the examples of a rule of source or traffic are written in.
fn language(rule: &Rule) -> &'static str {
    if rule.of() == Some("source") { "rust" } else { "json" }
}

#[test]
fn a_page_on_a_service_has_a_spec_that_breaks_nothing() {
    for rule in rules::of_source().chain(rules::of_traffic()) {
        let fences = fences(rule.page);
        let infos: Vec<&str> = fences.iter().map(|(info, _)| *info).collect();
        let [fails, passes] = ["fails", "passes"].map(|end| format!("{} {end}", language(rule)));
        assert_eq!(infos, ["toml", &fails, &passes], "the fences of {}", rule.id);
        assert_eq!(found(&fences[0].1), BTreeSet::new(), "{}:\n{}", rule.id, fences[0].1);
    }
}

/// The example that fails and the one that passes.
fn examples(rule: &Rule, language: &str) -> [String; 2] {
    let fences = fences(rule.page);
    let infos: Vec<&str> = fences.iter().map(|(info, _)| *info).collect();
    let expected = [format!("{language} fails"), format!("{language} passes")];
    assert_eq!(infos, expected, "the fences of {}", rule.id);
    let texts: Vec<String> = fences.into_iter().map(|(_, text)| text).collect();
    texts.try_into().unwrap()
}

fn found(spec: &str) -> BTreeSet<&'static str> {
    compile(spec).1.findings().iter().map(|finding| finding.rule.id).collect()
}

#[test]
fn a_spec_that_fails_breaks_its_rule_alone_and_one_that_passes_breaks_none() {
    for rule in rules::of_a_spec() {
        let [fails, passes] = examples(rule, "toml");
        assert_eq!(found(&fails), BTreeSet::from([rule.id]), "{fails}");
        assert_eq!(found(&passes), BTreeSet::new(), "{}:\n{passes}", rule.id);
    }
}

/// One version of the spec in a `diff` fence: the lines in both and those after `sign`.
fn version(fence: &str, sign: char) -> Catalog {
    let mut spec = String::new();
    for line in fence.split_inclusive('\n') {
        match line.chars().next() {
            Some('\n') => spec.push('\n'), // editors remove a lone space
            Some(first @ (' ' | '-' | '+')) if first == ' ' || first == sign => {
                spec.push_str(&line[1..]);
            }
            Some('-' | '+') => {}
            _ => panic!("a line of a diff without its sign: {line}"),
        }
    }
    let (catalog, report) = compile(&spec);
    assert!(report.findings().is_empty(), "{}", report.render("example", &spec, false));
    catalog.unwrap()
}

fn changes(fence: &str) -> Vec<Change> {
    diff(&version(fence, '-'), &version(fence, '+'))
}

/// Deployed clients count first, then callers.
fn is_milder(change: &Rule, than: &Rule) -> bool {
    (change.wire(), change.source()) < (than.wire(), than.source())
}

#[test]
fn a_pair_that_fails_has_its_change_and_any_other_is_milder_and_named() {
    for rule in rules::changes() {
        let [fails, passes] = examples(rule, "diff");
        let id = rule.id;
        let (own, others): (Vec<Change>, Vec<Change>) =
            changes(&fails).into_iter().partition(|change| change.rule == rule);
        assert_eq!(own.len(), 1, "changes of {id}:\n{fails}");
        for change in others.iter().chain(&changes(&passes)) {
            let other = change.rule.id;
            assert!(is_milder(change.rule, rule), "{id}'s page has {other}");
            let is_named = rule.page.contains(&format!("`{other}`"));
            assert!(is_named, "{id}'s page does not name {other}");
        }
    }
}

#[test]
fn no_page_is_left_of_a_rule_that_is_gone() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let pages = |folder: &str| -> BTreeSet<String> {
        let files = fs::read_dir(source.join(folder)).unwrap().map(|file| file.unwrap().path());
        let pages = files.filter(|path| path.extension().is_some_and(|end| end == "md"));
        pages.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect()
    };
    let ids = |rules: &mut dyn Iterator<Item = &'static Rule>| -> BTreeSet<String> {
        rules.map(|rule| rule.id.to_owned()).collect()
    };
    assert_eq!(pages("rules"), ids(&mut rules::of_a_spec()));
    assert_eq!(pages("rules/source"), ids(&mut rules::of_source()));
    assert_eq!(pages("rules/traffic"), ids(&mut rules::of_traffic()));
    assert_eq!(pages("rules/changes"), ids(&mut rules::changes()));
}
