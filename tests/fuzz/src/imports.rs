//! Tables of other people.

use errspec_codegen::compile;
use errspec_import::{Format, Imported, Kind, Options, import};

/// Comma-separated values: what is imported compiles.
pub fn csv(table: &[u8]) {
    imported(Format::Csv, table);
}

/// A Markdown file: what is imported compiles.
pub fn markdown(table: &[u8]) {
    imported(Format::Markdown, table);
}

/// JSON: what is imported compiles.
pub fn json(table: &[u8]) {
    imported(Format::Json, table);
}

/// Rust: what is imported compiles.
pub fn rust(table: &[u8]) {
    imported(Format::Rust, table);
}

/// YAML: what is imported compiles.
pub fn yaml(table: &[u8]) {
    imported(Format::Yaml, table);
}

/// PostgreSQL's list: what is imported compiles.
pub fn errcodes(table: &[u8]) {
    imported(Format::Errcodes, table);
}

/// Recorded traffic: what is made of it compiles.
pub fn traffic(file: &[u8]) {
    compiles(errspec_import::traffic::import(file));
}

fn imported(format: Format, table: &[u8]) {
    compiles(import(&String::from_utf8_lossy(table), format, &Options::default()));
}

/// What is imported compiles but for its questions, and no control character is in the report.
fn compiles(imported: Imported) {
    let report = imported.report.to_string();
    assert!(!report.contains(|c: char| c.is_control() && c != '\n'), "{report:?}");
    if let Ok(spec) = imported.spec {
        let found = compile(&spec.text).1;
        let questions = imported.report.count(Kind::Question);
        assert_eq!(found.errors(), questions, "{}", found.render("spec", &spec.text, false));
    }
}
