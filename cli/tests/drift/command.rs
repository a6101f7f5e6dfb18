//! The command, as these tests run it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::tempdir;

pub const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/drift/errors.toml");

pub fn drift(spec: &Path, arguments: &[&str], traffic: &[u8]) -> Output {
    let dir = tempdir().unwrap();
    let file = dir.path().join("traffic");
    fs::write(&file, traffic).unwrap();
    Command::new(env!("CARGO_BIN_EXE_errspec"))
        .arg("drift")
        .arg(spec)
        .arg(file)
        .args(arguments)
        .output()
        .unwrap()
}

/// The rules that traffic breaks, each as often as it is found.
pub fn rules(spec: &Path, arguments: &[&str], traffic: &str) -> Vec<String> {
    let output = drift(spec, &[&["--format", "json"], arguments].concat(), traffic.as_bytes());
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(errors, "", "{traffic}");
    let findings: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let rule = |finding: &Value| finding["rule"].as_str().unwrap().to_owned();
    let mut rules: Vec<String> = findings.iter().map(rule).collect();
    rules.sort_unstable();
    rules
}
