//! A spec as blocks of lines: a header and what stands below it.

use toml_edit::{Document, Item, Key, Table, Value};

use super::value;

/// A header with its lines, or the lines before the first header.
#[derive(Debug, Default)]
pub struct Block {
    /// Comments and blank lines above the header.
    pub lead: Vec<Line>,
    pub header: Option<Header>,
    pub body: Vec<Line>,
}

#[derive(Debug)]
pub struct Header {
    /// The names in its brackets.
    pub path: Vec<String>,
    /// Whether its brackets are double.
    pub is_array: bool,
    /// Behind the brackets, with its `#`.
    pub comment: Option<String>,
}

#[derive(Debug)]
pub enum Line {
    Blank,
    /// With its `#`.
    Comment(String),
    Entry(Entry),
}

/// A key and its value.
#[derive(Debug)]
pub struct Entry {
    /// The names that dots part.
    pub path: Vec<String>,
    pub value: value::Text,
    /// The value of a string or an integer, for sorting.
    pub plain: Option<Plain>,
    /// Behind the value, with its `#`.
    pub comment: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plain {
    Integer(i64),
    String(String),
}

/// An entry's place in the text.
struct Found<'d> {
    names: Vec<&'d str>,
    /// Where the line of its last key begins.
    start: usize,
    value: &'d Value,
}

/// Cuts a text with `\n` as line ends; `None` where it is no TOML.
pub fn blocks(text: &str) -> Option<Vec<Block>> {
    let document = Document::parse(text).ok()?;
    let mut found = Vec::new();
    entries(document.as_table(), &mut Vec::new(), text, &mut found);
    found.sort_by_key(|entry| entry.start);

    let mut blocks = vec![Block::default()];
    let mut at = 0;
    for entry in found {
        between(&text[at..entry.start], &mut blocks);
        let span = entry.value.span()?;
        let line_end = text[span.end..].find('\n').map_or(text.len(), |end| span.end + end);
        let block = blocks.last_mut()?;
        let mut path: Vec<&str> =
            block.header.iter().flat_map(|header| &header.path).map(String::as_str).collect();
        path.extend(&entry.names);
        let value = value::text(entry.value, text, &path);
        block.body.push(Line::Entry(Entry {
            path: entry.names.iter().map(|name| (*name).to_owned()).collect(),
            value,
            plain: plain(entry.value),
            comment: comment(&text[span.end..line_end]),
        }));
        at = (line_end + 1).min(text.len());
    }
    between(&text[at..], &mut blocks);
    // Comments at the end belong to the file, unless they touch its last row.
    let body = &mut blocks.last_mut()?.body;
    let blank = body.iter().rposition(|line| matches!(line, Line::Entry(_))).map_or(0, |last| {
        let after = body[last..].iter().position(|line| matches!(line, Line::Blank));
        after.map_or(body.len(), |after| last + after)
    });
    let lead = body.split_off(blank);
    blocks.push(Block { lead, ..Block::default() });
    Some(blocks)
}

/// Every entry that has a line of its own.
fn entries<'d>(table: &'d Table, names: &mut Vec<&'d str>, text: &str, found: &mut Vec<Found<'d>>) {
    for (name, item) in table.iter() {
        names.push(name);
        match item {
            Item::Value(value) => {
                let key = table.key(name).and_then(Key::span).or(value.span()).unwrap_or_default();
                let start = text[..key.start].rfind('\n').map_or(0, |newline| newline + 1);
                found.push(Found { names: names.clone(), start, value });
            }
            Item::Table(inner) if inner.is_dotted() => entries(inner, names, text, found),
            Item::Table(inner) => entries(inner, &mut Vec::new(), text, found),
            Item::ArrayOfTables(tables) => {
                for inner in tables.iter() {
                    entries(inner, &mut Vec::new(), text, found);
                }
            }
            Item::None => {}
        }
        names.pop();
    }
}

fn plain(value: &Value) -> Option<Plain> {
    match value {
        Value::String(text) => Some(Plain::String(text.value().clone())),
        Value::Integer(number) => Some(Plain::Integer(*number.value())),
        _ => None,
    }
}

/// What stands between two entries: blank lines, comments and headers.
fn between(text: &str, blocks: &mut Vec<Block>) {
    for line in text.lines().map(str::trim) {
        let block = blocks.last_mut().expect("there is a block from the start");
        if line.is_empty() {
            block.body.push(Line::Blank);
        } else if let Some(header) = header(line) {
            let lead = take_lead(&mut block.body);
            blocks.push(Block { lead, header: Some(header), body: Vec::new() });
        } else {
            block.body.push(Line::Comment(line.to_owned()));
        }
    }
}

/// Takes what belongs to the next header: the comments and blank lines at the
/// end of a body, but not comments right under its last entry that a blank line
/// parts from the header.
fn take_lead(body: &mut Vec<Line>) -> Vec<Line> {
    let last_entry = body.iter().rposition(|line| matches!(line, Line::Entry(_)));
    let after = last_entry.map_or(0, |last| last + 1);
    let blank = body[after..].iter().position(|line| matches!(line, Line::Blank));
    let start = match (last_entry, blank) {
        (Some(_), Some(blank)) => after + blank,
        _ => after,
    };
    body.split_off(start)
}

/// `[a.b]` or `[[a.b]]`, with a comment or without.
fn header(line: &str) -> Option<Header> {
    let is_array = line.starts_with("[[");
    let inside = line.strip_prefix("[[").or_else(|| line.strip_prefix('['))?;
    let closing = if is_array { "]]" } else { "]" };
    // A quoted name may hold brackets: the first that close a path are the header's.
    let mut ends = inside.match_indices(closing).map(|(at, _)| at);
    let (end, keys) = ends.find_map(|end| Some((end, Key::parse(&inside[..end]).ok()?)))?;
    let path = keys.iter().map(|key| key.get().to_owned()).collect();
    Some(Header { path, is_array, comment: comment(&inside[end + closing.len()..]) })
}

/// What is behind a value or a header on its line.
fn comment(rest: &str) -> Option<String> {
    let rest = rest.trim();
    (!rest.is_empty()).then(|| rest.to_owned())
}
