//! What a spec says of traffic: levels, exceptions, a header with the code.

use std::fs;

use errspec_codegen::compile;
use serde_json::{Value, json};
use tempfile::tempdir;

use super::command::{self, drift};

const SPEC: &str = "\
[envelope]
code_header = \"x-code\"

[[error]]
code = \"A\"
status = 400
message = \"It failed.\"
allow = [{ lint = \"missing-member\", reason = \"It is old.\" }]

[[error]]
code = \"B\"
status = 400
message = \"It failed.\"
aliases = [\"Bee\"]
";

fn rules(more: &str, records: &[Value]) -> Vec<String> {
    let dir = tempdir().unwrap();
    let spec = dir.path().join("errors.toml");
    fs::write(&spec, format!("{SPEC}{more}")).unwrap();
    let lines = records.iter().map(|record| format!("{record}\n"));
    command::rules(&spec, &[], &lines.collect::<String>())
}

/// A response that lacks a member and has one too many.
fn record(code: &str) -> Value {
    let body = json!({ "HttpStatus": 400, "Code": code, "Message": "It failed.", "Id": "r" });
    json!({ "status": 400, "body": body })
}

#[test]
fn a_row_excuses_its_own_responses() {
    assert_eq!(rules("", &[record("A")]), ["unknown-member"]);
    assert_eq!(rules("", &[record("B")]), ["missing-member", "unknown-member"]);
    assert_eq!(rules("", &[record("A"), record("B")]), ["missing-member", "unknown-member"]);
}

#[test]
fn a_member_is_excused_wherever_it_is() {
    let allow = |lint: &str, text: &str| {
        format!("[[allow]]\nlint = \"{lint}\"\ntext = \"{text}\"\nreason = \"It is old.\"\n")
    };
    let record = || [record("A"), record("B")];
    assert_eq!(rules(&allow("unknown-member", "Id"), &record()), ["missing-member"]);
    assert_eq!(rules(&allow("unknown-member", "I*"), &record()), ["missing-member"]);
    assert_eq!(rules(&allow("missing-member", "RequestId"), &record()), ["unknown-member"]);
    let level = "[lints]\nunknown-member = \"allow\"\nmissing-member = \"allow\"\n";
    assert_eq!(rules(level, &record()), [""; 0]);
}

#[test]
fn a_header_has_the_code_where_no_body_was_kept() {
    let record =
        |status: u16, code: &str| json!({ "status": status, "headers": { "X-Code": code } });
    assert_eq!(rules("", &[record(400, "A")]), [""; 0]);
    assert_eq!(rules("", &[record(404, "A")]), ["wrong-status"]);
    assert_eq!(rules("", &[record(400, "C")]), ["unknown-code"]);
    assert_eq!(rules("", &[record(400, "Bee")]), ["alias-sent"]);
    // What proxies log where there is none.
    assert_eq!(rules("", &[record(400, ""), record(400, "-"), json!({ "status": 400 })]), [""; 0]);
}

#[test]
fn what_is_inferred_is_found_no_more() {
    let dir = tempdir().unwrap();
    let spec = dir.path().join("errors.toml");
    fs::write(&spec, SPEC).unwrap();
    let record = |at: u32| {
        let message = format!("The key \"{at}\" of user-{at} is locked for {at} hours.");
        let (status, code) = (409, "Lock.NotFound"); // a lint would expect 404
        let body =
            json!({ "HttpStatus": status, "Code": code, "Message": message, "RequestId": "" });
        format!("{}\n", json!({ "status": status, "body": body }))
    };
    let traffic: String = (0..40).map(record).collect();
    assert_eq!(command::rules(&spec, &[], &traffic), ["unknown-code"]);
    let inferred = drift(&spec, &["--infer"], traffic.as_bytes());
    let rows = String::from_utf8(inferred.stdout).unwrap();
    assert!(compile(&rows).0.is_some(), "{rows}");
    assert!(!rows.contains("[lints]"), "of other rows it says nothing: {rows}");
    fs::write(&spec, format!("{SPEC}\n{rows}")).unwrap();
    assert_eq!(command::rules(&spec, &[], &traffic), [""; 0], "{rows}");
}

#[test]
fn more_different_findings_than_are_kept_are_counted() {
    let dir = tempdir().unwrap();
    let spec = dir.path().join("errors.toml");
    fs::write(&spec, SPEC).unwrap();
    let headers = |code: u32| json!({ "status": 400, "headers": { "x-code": format!("C{code}") } });
    let traffic: String = (0..10_003).map(|code| format!("{}\n", headers(code))).collect();
    let found = drift(&spec, &["--format", "github"], traffic.as_bytes());
    let said = String::from_utf8(found.stderr).unwrap();
    assert!(said.contains("warning: 3 more findings"), "{said}");
    assert_eq!(String::from_utf8(found.stdout).unwrap().lines().count(), 10_000);
}
