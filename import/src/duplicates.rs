//! Real tables publish a code with several messages, a row each. A spec has one
//! row for it, with a case for each message.

use std::collections::HashMap;

use crate::names::{snake, unique, words};
use crate::report::{Report, excerpt};
use crate::row::Row;

/// Joins the rows of one code and one status.
pub fn join(rows: Vec<Row>, report: &mut Report) -> Vec<Row> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    let mut by_code: HashMap<String, usize> = HashMap::new();
    for row in rows {
        match by_code.get(row.code()) {
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
        let is_new = !messages.iter().any(|(_, known)| *known == message);
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
    row.get("status").map(ToString::to_string).unwrap_or_default().trim().to_owned()
}

/// Two variants of one code become one, named by the code.
fn join_variants(first: &mut Row, row: &Row, report: &mut Report) {
    if first.text("variant") != row.text("variant") {
        first.remove("variant");
        let (code, line) = (row.code(), first.line);
        report.note(row.line, format!("`{code}`: it has one Rust name together with line {line}"));
    }
}

/// Takes over what the row of another message says beside the message.
fn absorb(first: &mut Row, row: &Row, report: &mut Report) -> bool {
    let mut changed = false;
    for (key, value) in row.values() {
        let (known, code) = (first.get(key).cloned(), row.code());
        match (*key, known) {
            ("code" | "status" | "message" | "variant", _) => continue,
            (_, None) => first.set(key, value.clone()),
            (_, Some(known)) if known.to_string().trim() == value.to_string().trim() => continue,
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
            ("cause" | "fix", Some(known)) => {
                let texts = [known.as_str().unwrap_or(""), value.as_str().unwrap_or("")];
                first.set(key, texts.join("\n\n"));
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
    let mut names: Vec<String> = Vec::new();
    for (at, text) in texts.iter().enumerate() {
        let others = [&texts[..at], &texts[at + 1..]].concat();
        let telling = distinctive(text, &others).unwrap_or_else(|| "case".to_owned());
        let name = unique(&telling, "_", |name| names.iter().any(|known| known == name));
        row.push_case(&name, text);
        let code = row.code();
        report.note(
            messages[at].0,
            format!("`{code}`: the case with \"{}\" has the invented name `{name}`", excerpt(text)),
        );
        names.push(name);
    }
}

/// Words that tell nothing.
const FILLERS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "been", "by", "can", "do", "does", "for", "from",
    "has", "have", "in", "is", "it", "its", "of", "on", "or", "please", "that", "the", "this",
    "to", "was", "were", "with", "you", "your",
];

/// Up to three words of a text that none of the others has.
fn distinctive(text: &str, others: &[&str]) -> Option<String> {
    let lower = |text: &str| -> Vec<String> {
        words(text).iter().map(|word| word.to_ascii_lowercase()).collect()
    };
    let others: Vec<String> = others.iter().flat_map(|other| lower(other)).collect();
    let own = lower(text);
    let telling: Vec<&str> =
        own.iter().map(String::as_str).filter(|word| !FILLERS.contains(word)).collect();
    let new: Vec<&str> =
        telling.iter().copied().filter(|word| !others.iter().any(|other| other == word)).collect();
    let chosen = if new.is_empty() { telling } else { new };
    let is_first = |(at, word): &(usize, &&str)| !chosen[..*at].contains(*word);
    let once = chosen.iter().enumerate().filter(is_first).map(|(_, word)| *word);
    let name: Vec<&str> = once.take(3).collect();
    snake(&name.join(" ")).filter(|name| name.len() <= 60)
}
