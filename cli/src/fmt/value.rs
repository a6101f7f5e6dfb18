//! Values as they are printed.

use toml_edit::{Array, InlineTable, Value};

use super::names::{dotted, rank};

/// A value, and the comments that cannot stand inside it.
#[derive(Debug)]
pub struct Text {
    pub text: String,
    /// To be printed above the entry: TOML 1.0 has no comments in inline tables.
    pub comments: Vec<String>,
}

/// The value at a path. Strings and numbers stay as they are written.
pub fn text(value: &Value, source: &str, path: &[&str]) -> Text {
    let mut comments = Vec::new();
    let text = print(value, source, path, &mut comments);
    Text { text, comments }
}

fn print(value: &Value, source: &str, path: &[&str], comments: &mut Vec<String>) -> String {
    match value {
        Value::Array(array) => print_array(array, source, path),
        Value::InlineTable(table) => print_table(table, source, path, comments),
        Value::String(string) if is_newer_string(written(value, source)) => {
            Value::from(string.value().as_str()).to_string()
        }
        _ => written(value, source).to_owned(),
    }
}

/// As the author wrote it.
fn written<'s>(value: &Value, source: &'s str) -> &'s str {
    source.get(value.span().unwrap_or_default()).unwrap_or_default()
}

/// Whether a string has an escape that TOML 1.0 does not know: `\e` or `\xHH`.
fn is_newer_string(literal: &str) -> bool {
    let mut escaped = false;
    literal.starts_with('"')
        && literal.chars().any(|c| {
            let is_newer = escaped && matches!(c, 'e' | 'x');
            escaped = !escaped && c == '\\';
            is_newer
        })
}

/// On one line, or an item a line where the author had more lines than one.
fn print_array(array: &Array, source: &str, path: &[&str]) -> String {
    let between = gaps(array.span(), array.iter(), source);
    // What cannot stand inside an item stands above it.
    let items: Vec<Text> = array.iter().map(|item| self::text(item, source, path)).collect();
    let has_lines = between.iter().any(|gap| gap.contains('\n'));
    let is_long = has_lines || items.iter().any(|item| !item.comments.is_empty());
    if !is_long {
        let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
        return format!("[{}]", texts.join(", "));
    }
    let mut text = String::from("[\n");
    let mut rest = items.iter();
    for gap in &between {
        print_comments(gap, &mut text);
        if let Some(item) = rest.next() {
            for comment in &item.comments {
                text.push_str(&format!("    {comment}\n"));
            }
            text.push_str(&format!("    {},\n", item.text));
        }
    }
    text.push(']');
    text
}

/// The comments between two items: one that begins behind an item stays there.
fn print_comments(gap: &str, text: &mut String) {
    for (index, line) in gap.lines().enumerate() {
        let Some((_, comment)) = line.split_once('#') else {
            continue;
        };
        let comment = comment.trim_end();
        if index == 0 {
            text.truncate(text.trim_end().len());
            text.push_str(&format!(" #{comment}\n"));
        } else {
            text.push_str(&format!("    #{comment}\n"));
        }
    }
}

/// What follows the `#` of a comment. The gaps of an inline table hold its keys,
/// which may have one in quotes.
fn after_hash(line: &str) -> Option<(&str, &str)> {
    let mut quote = None;
    let at = line.char_indices().find_map(|(at, c)| {
        match (quote, c) {
            (None, '#') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
        None
    })?;
    Some((&line[..at], &line[at + 1..]))
}

fn print_table(
    table: &InlineTable,
    source: &str,
    path: &[&str],
    comments: &mut Vec<String>,
) -> String {
    let mut entries = table.get_values();
    let between = gaps(table.span(), entries.iter().map(|(_, value)| *value), source);
    for gap in &between {
        let found = gap.lines().filter_map(after_hash);
        comments.extend(found.map(|(_, comment)| format!("#{}", comment.trim_end())));
    }
    entries.sort_by_key(|(names, _)| rank(path, names[0].get()));
    let entries: Vec<String> = entries
        .iter()
        .map(|(names, value)| {
            let names: Vec<&str> = names.iter().map(|name| name.get()).collect();
            let inner: Vec<&str> = path.iter().chain(&names).copied().collect();
            let owned: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            format!("{} = {}", dotted(&owned), print(value, source, &inner, comments))
        })
        .collect();
    if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
}

/// The text before, between and behind the values of a collection.
fn gaps<'s, 'v>(
    whole: Option<std::ops::Range<usize>>,
    values: impl Iterator<Item = &'v Value>,
    source: &'s str,
) -> Vec<&'s str> {
    let whole = whole.unwrap_or_default();
    let mut spans: Vec<_> = values.filter_map(Value::span).collect();
    spans.sort_by_key(|span| span.start);
    let mut at = whole.start;
    let mut gaps = Vec::new();
    for span in spans {
        gaps.push(source.get(at..span.start).unwrap_or_default());
        at = span.end;
    }
    gaps.push(source.get(at..whole.end).unwrap_or_default());
    gaps
}
