//! What there may be much of, each as files and a command that reads them.

use super::{foreign, specs, traffic};

/// A name, and the text for a size.
type File = (&'static str, fn(usize) -> String);

/// A command over files that are made for a size.
pub struct Work {
    pub name: &'static str,
    /// Enough for the instructions to be the work's, and not too many for callgrind.
    pub size: usize,
    pub files: &'static [File],
    pub arguments: &'static [&'static str],
    pub exit_code: i32,
}

const CHECK: &[&str] = &["check", "errors.toml"];
const JSON: &[&str] = &["check", "errors.toml", "--format", "json"];
const FIX: &[&str] = &["check", "errors.toml", "--fix"];
const GENERATE: &[&str] = &["generate", "errors.toml", "--out", "out"];
const DOCS: &[&str] = &["docs", "errors.toml", "--out", "site"];
const FMT: &[&str] = &["fmt", "errors.toml"];
const SORT: &[&str] = &["fmt", "errors.toml", "--sort", "status"];
const TO_CSV: &[&str] = &["export", "errors.toml", "--to", "csv"];
const TO_JSON: &[&str] = &["export", "errors.toml", "--to", "json"];
const TO_OPENAPI: &[&str] = &["export", "errors.toml", "--to", "openapi"];
const BREAKING: &[&str] = &["breaking", "errors.toml", "--against", "old.toml"];
const RELEASE: &[&str] = &["release", "errors.toml", "--major"];
const CHANGELOG: &[&str] = &["changelog", "errors.toml", "--from", "old.toml"];
const USAGE: &[&str] = &["usage", "errors.toml", "."];
const CSV: &[&str] = &["import", "errors.csv"];
const MARKDOWN: &[&str] = &["import", "errors.md"];
const OWN: &[&str] = &["import", "errors.json"];
const ERRCODES: &[&str] = &["import", "errors.txt"];
const DRIFT: &[&str] = &["drift", "errors.toml", "traffic"];
const INFER: &[&str] = &["drift", "--infer", "errors.toml", "traffic"];
const RUST: &[&str] = &["import", "errors.rs", "--enum", "E0"];

/// Name, size, command and exit code; then the files.
macro_rules! works {
    ($($name:literal, $size:literal, $arguments:ident, $exit_code:literal: $($file:literal = $text:expr),+;)*) => {
        &[$(Work {
            name: $name,
            size: $size,
            files: &[$(($file, $text)),+],
            arguments: $arguments,
            exit_code: $exit_code,
        }),*]
    };
}

/// Not of languages, which `too-many-languages` bounds: each document links to all others.
#[rustfmt::skip]
pub const WORKS: &[Work] = works! {
    "rows", 500, GENERATE, 0: "errors.toml" = specs::rows;
    "rows with every key", 200, GENERATE, 0: "errors.toml" = specs::full_rows;
    "constants of rows", 300, GENERATE, 0: "errors.toml" = specs::constants;
    "operations", 300, GENERATE, 0: "errors.toml" = specs::operations;
    "cases of a row", 300, GENERATE, 0: "errors.toml" = specs::cases;
    "parameters of a row", 300, GENERATE, 0: "errors.toml" = specs::parameters;
    "aliases of a row", 1000, GENERATE, 0: "errors.toml" = specs::aliases;
    "codes replaced by another", 500, GENERATE, 0: "errors.toml" = specs::chain;
    "codes replaced by retired ones", 500, CHECK, 1: "errors.toml" = specs::retired;
    "backticks of a message", 5000, GENERATE, 0: "errors.toml" = |n| specs::with("message", "`", n);
    "brackets of a cause", 2000, GENERATE, 0: "errors.toml" = |n| specs::with("cause", "[a](<*_", n);
    "paragraphs of a fix", 2000, GENERATE, 0: "errors.toml" = |n| specs::with("fix", r"A.\n\n", n);

    "rows of one code", 500, CHECK, 1: "errors.toml" = |n| specs::row("A").repeat(n);
    "cases of one name", 300, CHECK, 1: "errors.toml" = |n| specs::cases(n).replace("name = \"in", "name = \"a\" #");
    "unknown keys", 500, CHECK, 1: "errors.toml" = |n| specs::row("A") + &specs::list(n, "x@ = 1\n");
    "unknown lints", 500, CHECK, 1: "errors.toml" = specs::unknown_lints;
    "findings on a line", 500, JSON, 1: "errors.toml" = specs::one_line;
    "rows behind a key of their name", 500, CHECK, 1: "errors.toml" = |n| "error = 1\n".to_owned() + &specs::rows(n);
    "a table again and again", 500, CHECK, 1: "errors.toml" = |n| "[catalog]\n".repeat(n) + &specs::row("A");
    "broken rows", 1000, CHECK, 1: "errors.toml" = |n| "[[error]]\ncode =\n".repeat(n);
    "brackets of a broken line", 5000, CHECK, 1: "errors.toml" = |n| "[[error]]\na = ".to_owned() + &"[1, ".repeat(n);
    "rows to be mended", 300, FIX, 0: "errors.toml" = |n| specs::rows(n).replace("status", "staus");

    "fmt: rows", 300, FMT, 0: "errors.toml" = |n| specs::full_rows(n).replace(" = ", "=");
    "fmt: rows by status", 500, SORT, 0: "errors.toml" = specs::rows;
    "fmt: values of an array", 1000, FMT, 0: "errors.toml" = specs::aliases;
    "fmt: comments", 2000, FMT, 0: "errors.toml" = |n| "# a\n".repeat(n) + &specs::row("A");

    "export: csv", 300, TO_CSV, 0: "errors.toml" = specs::full_rows;
    "export: json", 300, TO_JSON, 0: "errors.toml" = specs::full_rows;
    "export: openapi", 300, TO_OPENAPI, 0: "errors.toml" = specs::full_rows;

    "docs: rows", 100, DOCS, 0: "errors.toml" = specs::full_rows;

    "release", 500, RELEASE, 0: "errors.toml" = |n| format!("catalog.name = \"T\"\n{}", specs::full_rows(n));
    "changelog", 300, CHANGELOG, 0: "old.toml" = specs::rows, "errors.toml" = |n| specs::rows(n).replace("= 400", "= 500");

    "breaking: the same", 300, BREAKING, 0: "old.toml" = specs::full_rows, "errors.toml" = specs::full_rows;
    "breaking: every status", 300, BREAKING, 1: "old.toml" = specs::rows, "errors.toml" = |n| specs::rows(n).replace("= 400", "= 500");
    "breaking: every code", 300, BREAKING, 1: "old.toml" = specs::rows, "errors.toml" = |n| specs::rows(n).replace("Code", "Other");
    "breaking: every case", 600, BREAKING, 1: "old.toml" = specs::cases, "errors.toml" = |n| specs::cases(n).replace("\"in", "\"on");
    "breaking: every parameter", 300, BREAKING, 1: "old.toml" = specs::parameters, "errors.toml" = |n| specs::parameters(n).replace("integer", "boolean");
    "breaking: every alias", 1000, BREAKING, 1: "old.toml" = specs::aliases, "errors.toml" = |n| specs::aliases(n).replace("Alias", "Other");

    "usage: texts", 500, USAGE, 0: "errors.toml" = specs::rows, "a.py" = |n| specs::list(n, "code == 'Code.@'\n");
    "usage: cases", 500, USAGE, 0: "errors.toml" = specs::rows, "a.ts" = |n| format!("switch (code) {{ {} }}", specs::list(n, "case 'Code@': case 'Codes@':"));
    "usage: slips", 300, USAGE, 0: "errors.toml" = |n| specs::rows(n).replace("Code", "Some.Code"), "a.go" = |n| specs::list(n, "f(\"Some.Cod@\")\n");
    "usage: names", 500, USAGE, 0: "errors.toml" = specs::rows, "a.rs" = |n| specs::list(n, "fn f() -> E { ErrorCode::Code@ }\n");
    "usage: tests", 500, USAGE, 0: "errors.toml" = specs::rows, "a.rs" = |n| specs::list(n, "#[test] impl ErrorCode { use e::ErrorCode::{Code@ as A@}; }\n");
    "usage: brackets", 5000, USAGE, 0: "errors.toml" = |_| specs::row("A"), "a.rs" = |n| "(".repeat(n) + &")".repeat(n);
    "usage: open quotes", 5000, USAGE, 0: "errors.toml" = |_| specs::row("A"), "a.ts" = |n| "`\\'\"(".repeat(n);
    "usage: exceptions", 500, USAGE, 0: "errors.toml" = |n| specs::rows(n) + &specs::list(n, "[[allow]]\nlint = \"unused-code\"\ntext = \"Code@*\"\nreason = \"So.\"\n"), "a.py" = |_| String::new();

    "import: csv", 300, CSV, 0: "errors.csv" = |n| foreign::csv(&specs::list(n, "Code@,400,It failed.\n"));
    "import: csv, one code", 300, CSV, 0: "errors.csv" = |n| foreign::csv(&specs::list(n, "A,400,It failed in way @.\n"));
    "import: csv, one name", 300, CSV, 0: "errors.csv" = |n| foreign::csv(&specs::list(n, "A-@,400,It failed.\nA.@,400,It failed.\n"));
    "import: csv, columns", 300, CSV, 1: "errors.csv" = foreign::columns;
    "import: csv, angles", 3000, CSV, 0: "errors.csv" = |n| foreign::csv_of("<a >b ", n);
    "import: csv, names in angles", 300, CSV, 0: "errors.csv" = |n| foreign::csv_of("<name@> ", n);
    "import: csv, one name in angles", 4000, CSV, 0: "errors.csv" = |n| foreign::csv_of("<name> ", n);
    "import: csv, open angles", 5000, CSV, 0: "errors.csv" = |n| foreign::csv_of("<", n);
    "import: csv, open braces", 5000, CSV, 0: "errors.csv" = |n| foreign::csv_of("{ ${ ", n);
    "import: csv, dollars", 5000, CSV, 0: "errors.csv" = |n| foreign::csv_of("$", n);
    "import: csv, signs", 300, CSV, 0: "errors.csv" = |n| foreign::csv_of("%s ", n);
    "import: csv, colons", 300, CSV, 0: "errors.csv" = |n| foreign::csv_of(":name@ ", n);
    "import: markdown", 300, MARKDOWN, 0: "errors.md" = |n| foreign::markdown(1, n);
    "import: markdown, tables", 150, MARKDOWN, 0: "errors.md" = |n| foreign::markdown(n, 1);
    "import: markdown, emphasis", 2000, MARKDOWN, 0: "errors.md" = |n| foreign::markdown_of("*a_b`[", n);
    "import: json", 300, OWN, 0: "errors.json" = |n| foreign::json(n, 1);
    "import: json, members", 100, OWN, 1: "errors.json" = |n| foreign::json(100, n);
    "import: errors.json", 300, OWN, 0: "errors.json" = |n| foreign::own_json(n, "Code0");
    "import: errors.json, a chain to nowhere", 200, OWN, 1: "errors.json" = |n| foreign::own_json(n, "Gone");
    "import: smithy", 200, OWN, 0: "errors.json" = foreign::smithy;
    "import: openapi, responses", 200, OWN, 0: "errors.json" = |n| foreign::openapi(n, 1);
    "import: openapi, codes", 300, OWN, 0: "errors.json" = |n| foreign::openapi(1, n);
    "import: openapi, schemas", 300, OWN, 2: "errors.json" = foreign::schemas;
    "import: sub-classes", 300, OWN, 0: "errors.json" = foreign::sub_classes;
    "import: errcodes", 500, ERRCODES, 0: "errors.txt" = |n| specs::list(n, "@ E ERRCODE_A@ a_@\n");
    "import: html", 2000, OWN, 0: "errors.json" = |n| foreign::smithy_of(&"<a <b>".repeat(n));
    "import: rust, constants", 300, RUST, 0: "errors.rs" = foreign::constants;
    "import: rust, locals", 300, RUST, 0: "errors.rs" = foreign::locals;
    "import: rust, branches", 300, RUST, 1: "errors.rs" = foreign::branches;
    "import: rust, variants", 200, RUST, 0: "errors.rs" = foreign::variants;
    "import: rust, enums", 600, RUST, 0: "errors.rs" = foreign::enums;
    "import: rust, functions", 300, RUST, 0: "errors.rs" = foreign::functions;
    "import: rust, arguments", 1000, RUST, 0: "errors.rs" = foreign::arguments;
    "import: rust, fields of a pattern", 300, RUST, 0: "errors.rs" = foreign::fields;
    "import: rust, one pattern", 300, RUST, 0: "errors.rs" = foreign::pattern;

    "drift: exchanges", 2000, DRIFT, 0: "errors.toml" = |_| specs::row("A"), "traffic" = |n| traffic::ndjson(n, "A");
    "drift: entries of a har", 2000, DRIFT, 0: "errors.toml" = |_| specs::row("A"), "traffic" = |n| traffic::har(n, "A");
    "drift: codes of no row", 500, DRIFT, 1: "errors.toml" = |_| specs::row("A"), "traffic" = |n| traffic::ndjson(n, "B@");
    "drift: members", 500, DRIFT, 0: "errors.toml" = |_| specs::row("A"), "traffic" = traffic::members;
    "drift: rows", 500, DRIFT, 0: "errors.toml" = specs::rows, "traffic" = |n| traffic::ndjson(n, "Code@");
    "drift: rows to be inferred", 200, INFER, 0: "errors.toml" = |_| specs::row("A"), "traffic" = |n| traffic::ndjson(n, "B@");
};
