//! Rows as CSV (RFC 4180): a column a key, and nothing lost.

use std::error::Error;

use errspec_codegen::keys::{self, Key};
use serde_json::Value;

/// The columns that a reader looks for come first.
const FIRST: [&str; 3] = ["code", "status", "message"];

/// The columns: every key of a row. `errspec import` knows the file by them.
fn columns() -> Vec<&'static Key> {
    let mut keys: Vec<&Key> = keys::ERROR.iter().collect();
    keys.sort_by_key(|key| FIRST.iter().position(|name| *name == key.name).unwrap_or(FIRST.len()));
    keys
}

/// The rows of a spec that breaks no rule.
pub fn document(spec: &str) -> Result<String, Box<dyn Error>> {
    let spec: Value = toml::from_str(&spec.replace("\r\n", "\n"))?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(columns().iter().map(|key| key.name))?;
    for row in spec["error"].as_array().into_iter().flatten() {
        writer.write_record(columns().iter().map(|key| cell(&row[key.name])))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// What else a spec says, by the names of its tables.
pub fn left_out(spec: &str) -> Result<Vec<String>, toml::de::Error> {
    let spec: toml::Table = toml::from_str(spec)?;
    Ok(spec.into_iter().map(|(name, _)| name).filter(|name| name != "error").collect())
}

/// Text as it is, a list or a table as JSON.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => inert(text),
        value => value.to_string(),
    }
}

/// A spreadsheet takes a cell that begins so for a formula, unless there is an
/// apostrophe before it. A text that has one gets another.
fn inert(text: &str) -> String {
    match text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) {
        true => format!("'{text}"),
        false => text.to_owned(),
    }
}
