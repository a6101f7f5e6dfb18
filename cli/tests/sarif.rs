//! SARIF as code scanners read it: by the official schema
//! (OASIS, "Static Analysis Results Format (SARIF) Version 2.1.0").

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

const PACKAGE: &str = env!("CARGO_MANIFEST_DIR");

fn sarif(specs: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["check", "--format", "sarif"]).args(specs).current_dir(PACKAGE);
    serde_json::from_slice(&command.output().unwrap().stdout).unwrap()
}

#[test]
fn every_log_is_valid() {
    let schema = Path::new(PACKAGE).join("tests/sarif-schema-2.1.0.json");
    // One pattern has a bracket too many, which strict readers of patterns refuse.
    let schema = fs::read_to_string(schema).unwrap().replace("{2}]?$", "{2}$");
    let schema = jsonschema::draft7::new(&serde_json::from_str(&schema).unwrap()).unwrap();
    let folder = Path::new(PACKAGE).join("../codegen/tests/diagnostics");
    let specs = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let specs: Vec<String> = specs.map(|path| path.display().to_string()).collect();
    let specs: Vec<&str> =
        specs.iter().map(String::as_str).filter(|path| path.ends_with(".toml")).collect();
    let logs = [sarif(&specs), sarif(&["../spec/errors.toml"])];
    for log in &logs {
        let errors: Vec<String> = schema.iter_errors(log).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{errors:#?}");
    }
    let count = |log: &Value| log["runs"][0]["results"].as_array().unwrap().len();
    assert!(count(&logs[0]) > 60);
    assert_eq!(count(&logs[1]), 0);
}

#[test]
fn a_result_has_its_rule_place_and_fix() {
    let log = sarif(&["tests/cmd/check/warnings.toml"]);
    let run = &log["runs"][0];
    let result = &run["results"][1];
    let rule = result["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "cli/tests/cmd/check/warnings.toml");
    assert_eq!(place["region"]["startLine"], 4);
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "\"There is no such order.\"");
}
