//! PostgreSQL's `errcodes.txt`: a SQLSTATE, `E`, `W` or `S`, the name of a macro, and the
//! name of a condition, in sections.

use std::collections::HashMap;

use crate::draft::Draft;
use crate::names::words;
use crate::options::Options;
use crate::placeholders::{self, Piece};
use crate::report::{Report, excerpt};
use crate::row::Row;
use crate::sqlstate;

pub fn read(source: &str, options: &Options, report: &mut Report) -> Result<Draft, String> {
    // Of a text that is no such list every line would be one.
    let mut left_out = Vec::new();
    let mut rows: Vec<Row> = Vec::new();
    let mut lines_of: HashMap<&str, usize> = HashMap::new();
    let mut section = "";
    for (at, line) in source.lines().enumerate() {
        let (number, line) = (at + 1, line.trim());
        if let Some(name) = line.strip_prefix("Section:") {
            section = name.trim();
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let fields: Vec<&str> = line.split_whitespace().collect();
        let [code, kind @ ("E" | "W" | "S"), name, rest @ ..] = &fields[..] else {
            let reason = format!("\"{}\": it is no SQLSTATE, letter and macro", excerpt(line));
            left_out.push((number, reason));
            continue;
        };
        if *kind != "E" {
            let what = if *kind == "W" { "a warning" } else { "a success" };
            report.note(number, format!("`{code}`: {what} is no error"));
            continue;
        }
        let name = name.strip_prefix("ERRCODE_").unwrap_or(name);
        if let Some(line) = lines_of.get(code) {
            report.note(number, format!("`{code}`: `{name}` is another name of line {line}"));
            continue;
        }
        lines_of.insert(code, number);
        let mut row = Row::new(number);
        row.set("code", *code);
        let status = options.default_status.map_or(sqlstate::status(code), i64::from);
        row.set("status", status);
        row.set("variant", variant(name));
        let condition = rest.first().copied().unwrap_or(name);
        row.set_message(&placeholders::name(&[Piece::Text(sentence(condition))]), report);
        if !section.is_empty() {
            row.set("cause", section);
        }
        rows.push(row);
    }
    let Some(first) = rows.first() else {
        return Err("no line of it is a SQLSTATE, the letter E and a macro".to_owned());
    };
    left_out.iter().for_each(|(line, reason)| report.row_left_out(*line, reason));
    report.note(first.line, "the names of conditions became messages");
    if options.default_status.is_none() {
        report.note(first.line, sqlstate::NOTE);
    }
    Ok(Draft::of(rows))
}

/// `UNDEFINED_TABLE`: `UndefinedTable`
fn variant(name: &str) -> String {
    let capital = |word: String| {
        let (first, rest) = word.split_at(1);
        first.to_ascii_uppercase() + &rest.to_ascii_lowercase()
    };
    words(name).into_iter().map(capital).collect()
}

/// `undefined_table`: "Undefined table."
fn sentence(condition: &str) -> String {
    let text = condition.replace('_', " ").to_lowercase();
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>());
    format!("{}.", first.unwrap_or_default())
}
