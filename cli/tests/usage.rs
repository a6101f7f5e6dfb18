//! `errspec usage`: faults planted one at a time, and what must not be taken for one.

use std::fs;
use std::path::Path;
use std::process::Command;

use errspec_codegen::rules;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

/// A table whose codes the sources of a test all use, unless it says otherwise.
const SPEC: &str = r#"
[[error]]
code    = "Forbidden.KeyNotFound"
status  = 404
message = "The specified Key is not found."

[[error]]
code    = "Rejected.Disabled"
status  = 409
message = "The key is disabled."

[[error]]
code    = "MissingParameter"
status  = 400
message = "The parameter {name} is missing."
aliases = ["ParameterMissing"]

[[retired]]
code   = "Rejected.Unavailable"
since  = "2017"
reason = "Use Rejected.Disabled."
"#;

/// A service in Rust that uses the table as it is.
const SERVICE: &str = r#"
use crate::errors::{Error, ErrorCode, Plain};

fn describe(key: &str) -> Result<(), Error> {
    match key {
        "none" => Err(Plain::ForbiddenKeyNotFound)?,
        "disabled" => Err(Plain::RejectedDisabled)?,
        _ => Err(ErrorCode::missing_parameter("KeyId")),
    }
}
"#;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn usage(dir: &Path, arguments: &[&str]) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
    command.args(["usage", "--format", "json"]).args(arguments).current_dir(dir);
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let found = serde_json::from_str(&text);
    found.unwrap_or_else(|_| panic!("{text}{}", String::from_utf8_lossy(&output.stderr)))
}

/// What is found, as `path:line rule text`, where the text is the one in backticks.
fn found(dir: &Path, arguments: &[&str]) -> Vec<String> {
    let shown = |finding: &Value| {
        let text = finding["message"].as_str().unwrap().split('`').nth(1).unwrap();
        let (path, line) = (&finding["path"], &finding["span"]["start_line"]);
        format!("{}:{line} {} {text}", path.as_str().unwrap(), finding["rule"].as_str().unwrap())
    };
    usage(dir, arguments).iter().map(shown).collect()
}

/// What is found beside a service that uses the whole table.
fn found_beside(path: &str, source: &str) -> Vec<String> {
    let dir = folder(&[("errors.toml", SPEC), ("service.rs", SERVICE), (path, source)]);
    found(dir.path(), &[])
}

#[test]
fn the_examples_of_the_rules_do_what_their_pages_say() {
    for rule in rules::of_source() {
        let fences = |info: &str| {
            let after = rule.page.split_once(&format!("```{info}\n")).unwrap().1;
            after.split_once("\n```").unwrap().0.to_owned()
        };
        let spec = format!("lints.{} = \"deny\"\n{}", rule.id, fences("toml"));
        let is_found = |source: String| {
            let dir = folder(&[("errors.toml", &spec), ("src/lib.rs", &source)]);
            let ids = usage(dir.path(), &["src"]).into_iter().map(|found| found["rule"].clone());
            ids.filter(|id| id == rule.id).count()
        };
        assert_eq!(is_found(fences("rust fails")), 1, "{}", rule.id);
        assert_eq!(is_found(fences("rust passes")), 0, "{}", rule.id);
    }
}

#[test]
fn each_planted_fault_is_found_and_nothing_beside_it() {
    let undeclared = |text: &str| format!("undeclared-code {text}");
    let retired = || "retired-code-used Rejected.Unavailable".to_owned();
    let gone = || undeclared("Forbidden.KeyGone");
    for (path, source, expected) in [
        // A slip, wherever it is.
        (
            "a.rs",
            r#"fn f(s: &str) -> bool { s == "Forbidden.KeyNotfound" }"#,
            undeclared("Forbidden.KeyNotfound"),
        ),
        ("a.rs", r#"const RETRY: &str = "Rejected.Disable";"#, undeclared("Rejected.Disable")),
        ("a.rs", r#"fn f() { assert!(is("MissingParamter")) }"#, undeclared("MissingParamter")),
        ("a.py", "retry = 'Rejected.Disbaled'", undeclared("Rejected.Disbaled")),
        ("a.ts", "const a = `Forbiden.KeyNotFound`", undeclared("Forbiden.KeyNotFound")),
        // Compared with what is called a code.
        ("a.rs", r#"fn f(e: E) -> bool { e.code() == "Forbidden.KeyGone" }"#, gone()),
        ("a.rs", r#"fn f(e: V) { if e["error"]["code"] != "Forbidden.KeyGone" {} }"#, gone()),
        (
            "a.rs",
            r#"fn f(e: E) -> bool { matches!(e.code(), "Forbidden.KeyNotFound" | "Rejected.Disabled" | "Forbidden.KeyGone") }"#,
            gone(),
        ),
        ("a.ts", "if (error?.code === 'Forbidden.KeyGone') retry();", gone()),
        (
            "a.ts",
            "if (['Rejected.Disabled', 'Forbidden.KeyGone'].includes(error.code)) retry();",
            gone(),
        ),
        ("a.js", "switch (error.code) { case 'Forbidden.KeyGone': retry(); }", gone()),
        ("a.py", "if error.code in ('Forbidden.KeyGone',):\n    retry()", gone()),
        ("a.py", "if response.json().get('code') == 'Forbidden.KeyGone':\n    retry()", gone()),
        ("a.go", "if apiErr.Code() == \"Forbidden.KeyGone\" {", gone()),
        (
            "a.go",
            "switch err.Code {\ncase \"Rejected.Disabled\", \"Forbidden.KeyGone\":\n}",
            gone(),
        ),
        ("A.java", "if (\"Forbidden.KeyGone\".equals(e.getErrorCode())) { retry(); }", gone()),
        ("A.java", "if (e.getErrorCode().equals(\"Forbidden.KeyGone\")) { retry(); }", gone()),
        ("A.cs", "if (e.ErrorCode == \"Forbidden.KeyGone\") Retry();", gone()),
        ("a.rb", "retry if error.code == 'Forbidden.KeyGone'", gone()),
        ("a.php", "<?php if ($e->getErrorCode() === 'Forbidden.KeyGone') { retry(); }", gone()),
        ("a.kt", "when (error.code) { \"Forbidden.KeyGone\" -> retry() }", gone()),
        ("a.swift", "if error.code == \"Forbidden.KeyGone\" { retry() }", gone()),
        // Sent as a code.
        (
            "a.rs",
            r#"fn f() -> V { json!({ "code": "Forbidden.KeyGone", "status": 404 }) }"#,
            gone(),
        ),
        ("a.rs", r#"fn f() -> E { E { code: "Forbidden.KeyGone".into() } }"#, gone()),
        ("a.py", "raise ApiError(404, code='Forbidden.KeyGone')", gone()),
        ("a.py", "body = {'code': 'Forbidden.KeyGone'}", gone()),
        ("a.ts", "reply.send({ code: 'Forbidden.KeyGone' })", gone()),
        ("a.go", "return &Error{Code: \"Forbidden.KeyGone\"}", gone()),
        ("a.php", "<?php return ['code' => 'Forbidden.KeyGone'];", gone()),
        ("a.rs", r#"fn f(s: &str) { ErrorCode::from_code("Forbidden.KeyGone"); }"#, gone()),
        // In the place of other codes.
        (
            "a.rs",
            r#"fn f(s: &str) -> u8 { match s { "Forbidden.KeyNotFound" => 1, "Rejected.Disabled" => 2, "Forbidden.KeyGone" => 3, _ => 4 } }"#,
            gone(),
        ),
        (
            "a.py",
            "RETRY = {'Rejected.Disabled', 'Forbidden.KeyNotFound', 'Forbidden.KeyGone'}",
            gone(),
        ),
        (
            "a.ts",
            "throw new ApiError('Rejected.Disabled');\nthrow new ApiError('Forbidden.KeyGone');",
            gone(),
        ),
        (
            "a.py",
            "raise ApiError(409, 'Rejected.Disabled')\nraise ApiError(404, 'Forbidden.KeyGone')",
            gone(),
        ),
        (
            "a.rs",
            "fn f() { bail!(\"Rejected.Disabled\") }\nfn g() { bail!(\"Forbidden.KeyGone\") }",
            gone(),
        ),
        (
            "a.py",
            "class A(E):\n    def __init__(self): super().__init__('Rejected.Disabled')\nclass B(E):\n    def __init__(self): super().__init__('MissingParameter')\nclass C(E):\n    def __init__(self): super().__init__('Forbidden.KeyGone')",
            gone(),
        ),
        // Retired.
        ("a.rs", r#"fn f(s: &str) -> bool { s == "Rejected.Unavailable" }"#, retired()),
        ("a.py", "retry = ['Rejected.Unavailable']", retired()),
        ("a.go", "// \"Rejected.Disabled\"\nvar x = `Rejected.Unavailable`", retired()),
    ] {
        let expected = format!("{path}:{} {expected}", line_of(source, &expected));
        assert_eq!(found_beside(path, source), [expected], "{source}");
    }
}

/// The line on which a text stands in quotes.
fn line_of(source: &str, expected: &str) -> usize {
    let text = expected.rsplit(' ').next().unwrap();
    source.lines().position(|line| line.contains(text)).unwrap() + 1
}

#[test]
fn what_is_no_code_is_not_taken_for_one() {
    for (path, source) in [
        // Made like codes, in places of something else.
        ("a.rs", r#"fn f() { call("DescribeKey", "KeyId", "RequestId"); }"#),
        ("a.rs", r#"fn f() -> E { ErrorCode::missing_parameter("KeySpec") }"#),
        ("a.rs", r#"fn f(s: &str) { match s { "KeyId" => 1, "KeySpec" => 2, _ => 3 }; }"#),
        (
            "a.rs",
            r#"fn f() -> V { json!({ "KeyState": "PendingDeletion", "Origin": "External.Store" }) }"#,
        ),
        (
            "a.py",
            "if response.status_code == 'NotFound': pass\nif country_code == 'Great.Britain': pass",
        ),
        ("a.py", "raise KeyError('KeySpec')"),
        ("a.ts", "throw new TypeError('KeySpec')"),
        ("a.ts", "import { A } from 'System.Text'; const b = { 'Content.Type': 'Text.Plain' };"),
        ("A.cs", "Assembly.Load(\"System.Text\"); log.Error(\"Forbidden.Area entered\");"),
        ("a.go", "fmt.Errorf(\"Forbidden.KeyGone: %w\", err)"),
        // Not made like codes.
        (
            "a.rs",
            r#"fn f(e: E) -> bool { e.code() == "not_found" || e.code() == "ENOENT" || e.code() == "23505" }"#,
        ),
        // Comments and documentation.
        ("a.rs", "/// code == \"Forbidden.KeyGone\"\nfn f() {} // \"Rejected.Unavailable\""),
        ("a.ts", "/* code === 'Forbidden.KeyGone' */ // 'Rejected.Unavailable'"),
        (
            "a.py",
            "def f():\n    \"\"\"code == 'Forbidden.KeyGone'\"\"\"\n    # 'Rejected.Unavailable'",
        ),
        // Tests, which try what there is not.
        ("tests/a.rs", r#"fn f(e: E) { assert_eq!(e.code(), "Forbidden.KeyGone"); }"#),
        (
            "a.rs",
            r#"#[cfg(test)] mod tests { fn f(e: E) -> bool { e.code() == "Forbidden.KeyGone" } }"#,
        ),
        ("a.rs", r#"#[tokio::test] async fn f() { assert!(code == "Rejected.Unavailable"); }"#),
        ("a_test.go", "if err.Code == \"Forbidden.KeyGone\" {"),
        ("a.test.ts", "expect(error.code).toBe('Forbidden.KeyGone')"),
        // What nobody wrote, and what is ignored.
        ("a.py", "# @generated\ncode = 'Forbidden.KeyGone'"),
        ("generated/a.ts", "code === 'Forbidden.KeyGone'"),
        (".hidden/a.ts", "code === 'Forbidden.KeyGone'"),
    ] {
        assert_eq!(found_beside(path, source), [""; 0], "{path}: {source}");
    }
}

#[test]
fn a_code_is_used_by_each_of_its_names() {
    for (path, source) in [
        ("a.rs", "use e::ErrorCode;\nfn f() -> C { ErrorCode::RejectedDisabled }"),
        ("a.rs", "fn f() -> C { crate::errors::Plain::RejectedDisabled }"),
        ("a.rs", "use e::ErrorCode::{RejectedDisabled as Off, *};\nfn f() -> C { Off }"),
        ("a.rs", "use e::ErrorCode::*;\nfn f() -> C { RejectedDisabled }"),
        ("a.rs", "use e::{ErrorCode as E, x::{y, z}};\nfn f() -> C { E::RejectedDisabled }"),
        ("a.rs", "use e::ErrorCode::{self as E};\nfn f() -> C { E::RejectedDisabled }"),
        ("a.rs", "type E = e::ErrorCode;\nfn f() -> C { E::RejectedDisabled }"),
        (
            "a.rs",
            "impl<A, B> Show<A> for ErrorCode where A: B { fn f(self) -> bool { self == Self::RejectedDisabled } }",
        ),
        (
            "a.rs",
            "impl Show for ErrorCode { fn f(self) -> bool { self == Self::RejectedDisabled } }",
        ),
        ("a.rs", "fn f(c: C) -> bool { matches!(c, ErrorCode::RejectedDisabled) }"),
        ("a.rs", "fn f() -> C { operation::disable::Plain::RejectedDisabled }"),
        ("a.rs", "fn f() -> S { concat!(\"{\\\"Code\\\":\\\"Rejected.Disabled\\\"}\") }"),
        ("a.rs", "fn f( -> &str { \"Rejected.Disabled\" }"),
        ("a.rs", "#[cfg(not(test))] fn f() -> C { ErrorCode::RejectedDisabled }"),
        ("a.py", "if error.code is Code.REJECTED_DISABLED: pass"),
        ("a.py", "try: f()\nexcept RejectedDisabled: pass"),
        ("a.ts", "if (error.code === codes.RejectedDisabled) {}"),
        ("a.go", "errors.Is(err, kms.RejectedDisabled)"),
        ("a.rb", "raise ApiError, 'Rejected.Disabled'"),
    ] {
        let service = SERVICE.replace("Plain::RejectedDisabled", "todo!()");
        let dir = folder(&[("errors.toml", SPEC), ("service.rs", &service), (path, source)]);
        assert_eq!(found(dir.path(), &[]), [""; 0], "{source}");
    }
}

#[test]
fn a_name_elsewhere_is_no_use() {
    for (path, source) in [
        ("a.rs", "// ErrorCode::RejectedDisabled\nfn f() -> C { Other::RejectedDisabled }"),
        ("a.rs", "impl Other { fn f() -> Self { Self::RejectedDisabled } }"),
        ("a.rs", "fn f() -> C { RejectedDisabled }"),
        ("a.py", "# Code.REJECTED_DISABLED\nif status is HTTPStatus.REJECTED_DISABLED: pass"),
        ("a.ts", "// 'Rejected.Disabled'\nconst a = \"The key is Rejected.Disabled now\""),
        ("generated/a.rs", "fn f() -> C { ErrorCode::RejectedDisabled }"),
    ] {
        let service = SERVICE.replace("Plain::RejectedDisabled", "todo!()");
        let dir = folder(&[("errors.toml", SPEC), ("service.rs", &service), (path, source)]);
        assert_eq!(
            found(dir.path(), &[]),
            ["errors.toml:8 unused-code Rejected.Disabled"],
            "{source}"
        );
    }
}

#[test]
fn an_exception_covers_what_it_names_and_is_reported_where_it_covers_nothing() {
    let allowed = |lint: &str, text: &str| {
        format!("{SPEC}\n[[allow]]\nlint = \"{lint}\"\ntext = \"{text}\"\nreason = \"Meant.\"\n")
    };
    let source = "fn f(code: &str) -> bool { code == \"Forbidden.KeyGone\" }";
    let with = |spec: &str| {
        let dir = folder(&[("errors.toml", spec), ("service.rs", SERVICE), ("a.rs", source)]);
        found(dir.path(), &[])
    };
    for text in ["Forbidden.KeyGone", "Forbidden.*", "*"] {
        assert_eq!(with(&allowed("undeclared-code", text)), [""; 0], "{text}");
    }
    let undeclared = "a.rs:1 undeclared-code Forbidden.KeyGone";
    let unused = format!("errors.toml:{} unused-allow undeclared-code", SPEC.lines().count() + 4);
    assert_eq!(with(&allowed("undeclared-code", "Forbidden.Other")), [&unused, undeclared]);
    assert_eq!(with(&format!("lints.undeclared-code = \"allow\"\n{SPEC}")), [""; 0]);

    let row = "code    = \"Rejected.Disabled\"";
    let allow = "allow = [{ lint = \"unused-code\", reason = \"The gateway sends it.\" }]";
    let spec = SPEC.replace(row, &format!("{row}\n{allow}"));
    let service = SERVICE.replace("Plain::RejectedDisabled", "todo!()");
    let dir = folder(&[("errors.toml", &spec), ("service.rs", &service)]);
    assert_eq!(found(dir.path(), &[]), [""; 0]);
    fs::write(dir.path().join("service.rs"), SERVICE).unwrap();
    assert_eq!(found(dir.path(), &[]), ["errors.toml:9 unused-allow unused-code"]);
}

#[test]
fn an_enum_of_ones_own_is_named() {
    let service = SERVICE.replace("ErrorCode", "KeyError").replace("Plain", "KeyError");
    let dir = folder(&[("errors.toml", SPEC), ("service.rs", &service)]);
    assert_eq!(found(dir.path(), &[]).len(), 3);
    assert_eq!(found(dir.path(), &["--enum", "KeyError"]), [""; 0]);
}

/// Names of files may be anything but `/`, and so may what stands beside a code.
#[cfg(unix)]
#[test]
fn no_source_is_obeyed_by_a_terminal_or_a_log() {
    let name = "\u{1b}[31m\n::error::a";
    let source = "code == \"Forbidden.KeyGone\" // \u{1b}[31m\u{202e}\r::warning::";
    let files =
        [("errors.toml", SPEC), ("b.rs", "\"\u{1b}")].map(|(path, text)| (path.to_owned(), text));
    let [huge, broken] = ["b.ts", ".rs"].map(|end| format!("{name}{end}"));
    let large = " ".repeat(3 << 20);
    let hostile = [(format!("{name}.ts"), source), (huge, &large), (broken, "\"\u{1b}")];
    let files: Vec<(String, &str)> = files.into_iter().chain(hostile).collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (&**path, *text)).collect();
    let dir = folder(&files);
    for format in ["human", "github", "json", "sarif"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_errspec"));
        let command = command.args(["usage", "--format", format]).current_dir(dir.path());
        let output = command.output().unwrap();
        let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(printed.contains("Forbidden.KeyGone"), "{printed}");
        assert!(printed.chars().all(|c| c == '\n' || !c.is_control()), "{printed:?}");
        let mut lines = printed.lines().map(str::trim_start);
        let is_ours = |line: &str| line.contains("file=") && line.contains("title=");
        assert!(lines.all(|line| !line.starts_with("::") || is_ours(line)), "{printed}");
    }
}

#[test]
fn deep_and_long_sources_are_read() {
    let deep = format!("fn f() {{ {}{} }}", "(".repeat(100_000), ")".repeat(100_000));
    let attributes = "#[a]".repeat(100_000);
    let quotes = "\\'".repeat(200_000);
    let long = format!("{}\nconst A: &str = \"Rejected.Disable\";", "x ".repeat(400_000));
    let dir = folder(&[
        ("errors.toml", SPEC),
        ("service.rs", SERVICE),
        ("deep.rs", &deep),
        ("attributes.rs", &attributes),
        ("quotes.ts", &quotes),
        ("open.py", &"[('".repeat(100_000)),
        ("long.ts", &long),
    ]);
    assert_eq!(found(dir.path(), &[]), ["long.ts:2 undeclared-code Rejected.Disable"]);
}
