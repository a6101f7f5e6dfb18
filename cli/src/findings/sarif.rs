//! `--format sarif`: SARIF 2.1.0 (OASIS standard), for code scanners.

use errspec_codegen::rules::Rule;
use errspec_codegen::{Finding, Judged, Level, Lines, report};
use serde_json::{Value, json};

use super::json::span;
use super::level;
use super::repository::from_root;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// `rules` are those that the command goes by.
pub fn document(all: &[Judged<'_>], rules: &[&Rule]) -> Result<String, serde_json::Error> {
    let mut results = Vec::new();
    for judged in all {
        let (uri, lines) = (uri(&from_root(judged.path)), judged.lines());
        let findings = judged.findings.iter();
        results.extend(findings.map(|finding| result(finding, &uri, &lines, rules)));
    }
    let rules: Vec<Value> = rules.iter().map(|rule| descriptor(rule)).collect();
    let driver = json!({
        "name": "errspec",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    let run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "results": results,
    });
    let log = json!({ "$schema": SCHEMA, "version": "2.1.0", "runs": [run] });
    errspec_codegen::to_json(&log)
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule.summary },
        "help": { "text": rule.explanation(), "markdown": rule.explanation() },
        "defaultConfiguration": {
            "enabled": rule.level() != Level::Allow,
            "level": level(rule.level()),
        },
    })
}

fn result(finding: &Finding, uri: &str, lines: &Lines<'_>, rules: &[&Rule]) -> Value {
    let help = finding.help.iter().map(|help| format!(". Help: {help}"));
    let message: String = std::iter::once(finding.message.clone()).chain(help).collect();
    let rule_index = rules.iter().position(|rule| *rule == finding.rule);
    let mut result = json!({
        "ruleId": finding.rule.id,
        "level": level(finding.level),
        "message": { "text": message },
        "locations": [location(&finding.span, uri, lines)],
    });
    // Some come from elsewhere, such as changes since a release.
    if let Some(index) = rule_index {
        result["ruleIndex"] = index.into();
    }
    if let Some((span, label)) = &finding.related {
        let mut related = location(span, uri, lines);
        related["message"] = json!({ "text": label });
        result["relatedLocations"] = json!([related]);
    }
    if let Some(fix) = &finding.fix {
        let replacement = json!({
            "deletedRegion": region(&fix.span, lines),
            "insertedContent": { "text": fix.replacement },
        });
        let change = json!({ "artifactLocation": { "uri": uri }, "replacements": [replacement] });
        result["fixes"] = json!([{ "artifactChanges": [change] }]);
    }
    result
}

fn location(span: &report::Span, uri: &str, lines: &Lines<'_>) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": region(span, lines),
        },
    })
}

fn region(place: &report::Span, lines: &Lines<'_>) -> Value {
    let place = span(place, lines);
    json!({
        "startLine": place.start_line,
        "startColumn": place.start_column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
        "byteOffset": place.start_byte,
        "byteLength": place.end_byte - place.start_byte,
    })
}

/// A path as a reference of RFC 3986, section 4.1: percent-encoded, with slashes.
fn uri(path: &str) -> String {
    let path = path.replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::with_capacity(path.len() + 8);
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
