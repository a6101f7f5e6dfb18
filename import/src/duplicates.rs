//! Real tables publish a code with several messages, a row each. A spec has one
//! row for it, with a case for each message.

use std::collections::{HashMap, HashSet};

use toml_edit::Value;

use crate::names::{Taken, snake, words};
use crate::report::{Report, excerpt};
use crate::row::Row;

/// Joins the rows of one code and one status.
pub fn join(rows: Vec<Row>, report: &mut Report) -> Vec<Row> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    let mut by_code: HashMap<String, usize> = HashMap::new();
    for row in rows {
        match by_code.get(row.code()) {
            // What stands in for an unknown code is nobody's code.
            _ if row.question("code").is_some() => groups.push(vec![row]),
            Some(at) => groups[*at].push(row),
            None => {
                by_code.insert(row.code().to_owned(), groups.len());
                groups.push(vec![row]);
            }
        }
    }
    groups.into_iter().filter_map(|group| join_group(group, report)).collect()
}

fn join_group(group: Vec<Row>, report: &mut Report) -> Option<Row> {
    let mut rows = group.into_iter();
    let mut first = rows.next()?;
    let mut messages = vec![(first.line, first.text("message").map(str::to_owned))];
    let mut known = HashSet::from([messages[0].1.clone()]);
    for row in rows {
        let (code, line) = (row.code().to_owned(), first.line);
        let statuses = (status(&first), status(&row));
        if statuses.0 != statuses.1 {
            report.row_left_out(
                row.line,
                format!(
                    "`{code}`: it has the status {} here and {} in line {line}",
                    statuses.1, statuses.0
                ),
            );
            continue;
        }
        if row.get("case").is_some() || first.get("case").is_some() {
            report.row_left_out(
                row.line,
                format!("`{code}`: it is in line {line} already, with cases"),
            );
            continue;
        }
        join_variants(&mut first, &row, report);
        let message = row.text("message").map(str::to_owned);
        let is_new = known.insert(message.clone());
        let changed = absorb(&mut first, &row, report);
        if is_new {
            messages.push((row.line, message));
        } else if !changed {
            report.note(row.line, format!("`{code}`: the same row as in line {line}"));
        }
    }
    if messages.len() > 1 {
        make_cases(&mut first, &messages, report);
    }
    Some(first)
}

fn status(row: &Row) -> String {
    row.asked().get("status").map(ToString::to_string).unwrap_or_default().trim().to_owned()
}

/// Two variants of one code become one, named by the code.
fn join_variants(first: &mut Row, row: &Row, report: &mut Report) {
    if first.text("variant") != row.text("variant") {
        first.remove("variant");
        let (code, line) = (row.code(), first.line);
        report.note(row.line, format!("`{code}`: it has one Rust name together with line {line}"));
    }
}

/// Whether two values are one, at the cost of the shorter: a row of many joins long ones.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => one.value() == other.value(),
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::InlineTable(one), Value::InlineTable(other)) => {
            let mut pairs = one.iter().zip(other);
            one.len() == other.len()
                && pairs.all(|(one, other)| one.0 == other.0 && is_same(one.1, other.1))
        }
        (Value::Array(_) | Value::InlineTable(_) | Value::String(_), _)
        | (_, Value::Array(_) | Value::InlineTable(_) | Value::String(_)) => false,
        _ => one.to_string().trim() == other.to_string().trim(),
    }
}

/// Takes over what the row of another message says beside the message.
fn absorb(first: &mut Row, row: &Row, report: &mut Report) -> bool {
    let mut changed = false;
    for (key, value) in row.values() {
        let code = row.code();
        match (*key, first.get(key)) {
            ("code" | "status" | "message" | "variant", _) => continue,
            (_, None) => first.set(key, value.clone()),
            (_, Some(known)) if is_same(known, value) => continue,
            ("params", Some(_)) => {
                for (name, param) in value.as_inline_table().into_iter().flatten() {
                    if let Some(r#type) =
                        param.as_inline_table().and_then(|param| param.get("type")?.as_str())
                    {
                        first.set_param_type(name, r#type);
                    }
                }
                continue;
            }
            ("cause" | "fix", Some(_)) => {
                first.push_paragraph(key, value.as_str().unwrap_or(""));
                report.note(
                    row.line,
                    format!("`{code}`: its `{key}` is a paragraph of line {}'s", first.line),
                );
            }
            (_, Some(_)) => report.part_left_out(
                row.line,
                format!("`{code}`: `{key}` is another one in line {}", first.line),
            ),
        }
        changed = true;
    }
    changed
}

/// Makes each message a case, named by the words that tell it from the others.
fn make_cases(row: &mut Row, messages: &[(usize, Option<String>)], report: &mut Report) {
    row.remove("message");
    let texts: Vec<&str> = messages.iter().filter_map(|(_, text)| text.as_deref()).collect();
    let texts_with = texts_with(&texts);
    let mut names = Taken::default();
    for (at, text) in texts.iter().enumerate() {
        let telling = distinctive(text, &texts_with);
        let name = names.take(telling.as_deref().unwrap_or("case"), "_");
        row.push_case(&name, text);
        let code = row.code();
        report.note(
            messages[at].0,
            format!("`{code}`: the case with \"{}\" has the invented name `{name}`", excerpt(text)),
        );
    }
}

/// Words that tell nothing.
const FILLERS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "can", "do", "does", "for", "from",
    "has", "have", "in", "is", "it", "its", "of", "on", "or", "please", "that", "the", "this",
    "to", "was", "were", "with", "you", "your",
];

/// The words of a text in lower case.
fn lower(text: &str) -> Vec<String> {
    words(text).iter().map(|word| word.to_ascii_lowercase()).collect()
}

/// How many of the texts have each word.
fn texts_with(texts: &[&str]) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for text in texts {
        for word in lower(text).into_iter().collect::<HashSet<_>>() {
            *counts.entry(word).or_insert(0) += 1;
        }
    }
    counts
}

/// Up to three words of a text that none of the others has.
fn distinctive(text: &str, texts_with: &HashMap<String, usize>) -> Option<String> {
    let own = lower(text);
    let telling: Vec<&str> =
        own.iter().map(String::as_str).filter(|word| !FILLERS.contains(word)).collect();
    let is_new = |word: &&str| texts_with.get(*word) == Some(&1);
    let new: Vec<&str> = telling.iter().copied().filter(is_new).collect();
    let chosen = if new.is_empty() { telling } else { new };
    let mut name: Vec<&str> = Vec::new();
    for word in chosen {
        if name.len() < 3 && !name.contains(&word) {
            name.push(word);
        }
    }
    snake(&name.join(" ")).filter(|name| name.len() <= 60)
}
