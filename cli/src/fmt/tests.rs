use std::fs;

use errspec_codegen::generate;

use super::formatted;

/// Every spec that the compiler's tests have, and the one of this repository.
fn specs() -> Vec<(String, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../");
    let folders = ["spec", "codegen/tests/artifacts", "codegen/tests/diagnostics"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(format!("{root}{folder}")).unwrap());
    let paths = files.map(|file| file.unwrap().path());
    let specs = paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml"));
    specs.map(|path| (path.display().to_string(), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn formatting_changes_nothing_but_the_layout_and_only_once() {
    let mut formatted_specs = 0;
    for (path, source) in specs() {
        let Some(text) = formatted(&source, None) else {
            continue;
        };
        formatted_specs += 1;
        assert_eq!(formatted(&text, None).as_ref(), Some(&text), "{path} a second time");
        let (before, after) = (generate(&source), generate(&text));
        let texts = |generated: errspec_codegen::Generated| {
            generated
                .artifacts
                .map(|artifacts| format!("{:?}", artifacts.iter().collect::<Vec<_>>()))
        };
        let rules = |generated: &errspec_codegen::Generated| {
            let mut rules: Vec<_> =
                generated.report.findings().iter().map(|finding| finding.rule.id).collect();
            rules.sort_unstable();
            rules
        };
        assert_eq!(rules(&before), rules(&after), "{path}");
        assert_eq!(texts(before), texts(after), "{path}");
        let comments = |text: &str| text.matches('#').count();
        assert_eq!(comments(&source), comments(&text), "{path}");
    }
    assert!(formatted_specs > 30, "{formatted_specs}");
}
