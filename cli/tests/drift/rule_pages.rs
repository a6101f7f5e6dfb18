use std::fs;

use errspec_codegen::rules;
use tempfile::tempdir;

use super::command;

/// What stands in the fences of a page.
fn fences(page: &str) -> Vec<&str> {
    let blocks = page.split("```").skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').unwrap().1).collect()
}

#[test]
fn the_examples_of_each_rule_break_it_alone_or_nothing() {
    for rule in rules::of_traffic() {
        let [spec, fails, passes] = fences(rule.page).try_into().unwrap();
        let dir = tempdir().unwrap();
        let path = dir.path().join("errors.toml");
        fs::write(&path, spec).unwrap();
        let required: &[&str] = match rule == &rules::UNSEEN_CODE {
            true => &["--require-seen"],
            false => &[],
        };
        assert_eq!(command::rules(&path, required, fails), [rule.id], "{fails}");
        assert_eq!(command::rules(&path, required, passes), [""; 0], "{passes}");
    }
}
