//! A rule of errspec. An id can be in both lists, of a spec and of changes.

use errspec_codegen::rules::{self, Rule};
use serde_json::{Value, json};

pub fn with_id(id: &str) -> Vec<&'static Rule> {
    rules::all().filter(|rule| rule.id == id).collect()
}

pub fn markdown(rules: &[&Rule]) -> String {
    let pages: Vec<String> = rules.iter().map(|rule| rule.explanation()).collect();
    pages.join("\n")
}

pub fn json(rules: &[&Rule]) -> Result<String, serde_json::Error> {
    let objects: Vec<Value> = rules
        .iter()
        .map(|rule| {
            json!({
                "rule": rule.id,
                "summary": rule.summary,
                "is_lint": rule.is_lint(),
                "explanation": rule.explanation(),
            })
        })
        .collect();
    errspec_codegen::to_json(&objects)
}
