//! The cells of a row become the values of its keys.

use errspec_codegen::keys::{Key, Shape};
use toml_edit::{Array, InlineTable, Value};

use crate::columns::Columns;
use crate::node::parse_value;
use crate::options::Options;
use crate::placeholders;
use crate::report::{Report, excerpt};
use crate::row::Row;
use crate::status;
use crate::table::{Cell, Table, TableRow};

/// Reads the rows, and reports what cannot be read. `Err` where the headers do not
/// say where code, status and message are.
pub fn rows(table: &Table, options: &Options, report: &mut Report) -> Result<Vec<Row>, String> {
    let columns = Columns::of(table, options, report)?;
    let rows = table.rows.iter();
    Ok(rows.filter_map(|cells| row(cells, &columns, &table.headers, options, report)).collect())
}

/// Reads a row, or says why it cannot be used.
fn row(
    cells: &TableRow,
    columns: &Columns,
    headers: &[String],
    options: &Options,
    report: &mut Report,
) -> Option<Row> {
    let line = cells.line;
    if cells.cells.iter().all(|cell| matches!(cell, Cell::Empty)) {
        report.note(line, "an empty row");
        return None;
    }
    let cell =
        |key: &str| columns.column(key).and_then(|at| cells.cells.get(at)).unwrap_or(&Cell::Empty);
    let (code, status, message) = match required(cell, options) {
        Ok(required) => required,
        Err(reason) => {
            report.row_left_out(line, format!("{}: {reason}", row_name(cell("code"), cells)));
            return None;
        }
    };
    let mut row = Row::new(line);
    row.set("code", code);
    row.set_status(status);
    set_others(&mut row, cells, columns, headers, report);
    if let Some(message) = message {
        let template = placeholders::read(&message.replace("\r\n", "\n"));
        row.set_message(&template, report);
    }
    Some(row)
}

/// Everything but the code, the status and the message.
fn set_others(
    row: &mut Row,
    cells: &TableRow,
    columns: &Columns,
    headers: &[String],
    report: &mut Report,
) {
    for ((cell, key), header) in cells.cells.iter().zip(&columns.keys).zip(headers) {
        let Some(key) = key.filter(|key| !matches!(key.name, "code" | "status" | "message")) else {
            continue;
        };
        match value(cell, key) {
            Ok(None) => {}
            Ok(Some(value)) => row.set(key.name, value),
            Err(reason) => {
                report.part_left_out(row.line, format!("`{}`: \"{header}\" {reason}", row.code()));
            }
        }
    }
}

/// The code, the status and the message.
fn required<'c>(
    cell: impl Fn(&str) -> &'c Cell,
    options: &Options,
) -> Result<(String, i64, Option<&'c str>), String> {
    for key in ["code", "status", "message"] {
        if matches!(cell(key), Cell::Value(_)) {
            return Err(format!("its {key} is a list or an object"));
        }
    }
    let code = unquoted(cell("code").plain());
    if code.is_empty() {
        return Err("it has no code".to_owned());
    }
    let status = match (cell("status").plain(), options.default_status) {
        ("" | "-" | "n/a" | "N/A", Some(status)) => i64::from(status),
        ("", None) => return Err("it has no status; --default-status gives one".to_owned()),
        (text, _) => status::read(text)
            .ok_or_else(|| format!("\"{}\" is not one HTTP status", excerpt(text)))?,
    };
    let message = Some(cell("message").plain()).filter(|message| !message.is_empty());
    if message.is_none() && matches!(cell("case"), Cell::Empty) {
        return Err("it has no message".to_owned());
    }
    Ok((code.to_owned(), status, message))
}

/// What a row goes by that has no code.
fn row_name(code: &Cell, cells: &TableRow) -> String {
    let texts = cells.cells.iter().map(Cell::plain);
    match [code.plain()].into_iter().chain(texts).find(|text| !text.is_empty()) {
        Some(text) if text == code.plain() => format!("`{}`", excerpt(text)),
        Some(text) => format!("the row \"{}\"", excerpt(text)),
        None => "a row".to_owned(),
    }
}

/// A code without the backticks or quotes that mark it as one.
fn unquoted(code: &str) -> &str {
    ['`', '"', '\'']
        .into_iter()
        .find_map(|quote| code.strip_prefix(quote)?.strip_suffix(quote))
        .map_or(code, str::trim)
}

/// What a cell says of a key. The errors end a sentence about the column.
fn value(cell: &Cell, key: &Key) -> Result<Option<Value>, String> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Value(value) => return structured(value.clone(), key).map(Some),
        Cell::Marked { marked, .. } if matches!(key.name, "cause" | "fix") => marked.trim(),
        Cell::Text(_) | Cell::Marked { .. } => cell.plain(),
    };
    let is_absent = text.is_empty() || matches!(text, "-" | "--" | "—" | "–" | "n/a" | "N/A");
    if is_absent {
        return Ok(None);
    }
    let known = match key.shape {
        Shape::Integer => integer(text).map(Value::from),
        Shape::Boolean => boolean(text).map(Value::from),
        Shape::Strings => strings(text),
        Shape::Table(_) if key.name == "deprecated" => match (boolean(text), parse_value(text)) {
            (Some(false), _) => return Ok(None),
            (Some(true), _) => Some(InlineTable::new().into()),
            (None, Some(value @ Value::InlineTable(_))) => Some(value),
            (None, _) => Some(InlineTable::from_iter([("note", text)]).into()),
        },
        Shape::String => Some(Value::from(text.replace("\r\n", "\n"))),
        _ => parse_value(text),
    };
    match known {
        Some(value) => Ok(Some(value)),
        None => Err(format!("holds \"{}\", not {}", excerpt(text), key.shape.description())),
    }
}

/// A list or table for a key that takes one; a list of texts is paragraphs.
fn structured(value: Value, key: &Key) -> Result<Value, String> {
    match (&value, key.shape) {
        (Value::Array(texts), Shape::String) if matches!(key.name, "cause" | "fix") => {
            let texts: Option<Vec<&str>> = texts.iter().map(Value::as_str).collect();
            match texts {
                Some(texts) => Ok(Value::from(texts.join("\n\n"))),
                None => Err("holds a list of other things than texts".to_owned()),
            }
        }
        (_, Shape::String | Shape::Integer | Shape::Boolean) => {
            let found = if value.is_array() { "a list" } else { "a table" };
            Err(format!("holds {found}, not {}", key.shape.description()))
        }
        _ => Ok(value),
    }
}

fn integer(text: &str) -> Option<i64> {
    text.parse().ok()
}

fn boolean(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "true" | "yes" | "y" | "✓" | "✔" | "✅" => Some(true),
        "false" | "no" | "n" | "✗" | "✘" | "❌" => Some(false),
        _ => None,
    }
}

/// A JSON array, or words parted by commas, semicolons or spaces.
fn strings(text: &str) -> Option<Value> {
    if text.starts_with('[') {
        return parse_value(text);
    }
    let words = text.split([',', ';', ' ', '\n']).map(str::trim).filter(|word| !word.is_empty());
    Some(words.map(unquoted).collect::<Array>().into())
}
