//! JSON: a list of objects, an object by code, errspec's own `errors.json`, or a document
//! of another tool, which is told from what is in it.

mod botocore;
mod conditions;
mod openapi;
mod own;
mod service;
mod smithy;

use crate::cells::rows;
use crate::draft::Draft;
use crate::duplicates;
use crate::headers::key_of;
use crate::names::normal;
use crate::node::{Json, Node};
use crate::options::Options;
use crate::report::{Report, excerpt};
use crate::table::{Cell, Table, TableRow};
use crate::yaml;

pub fn read(source: &str, options: &Options, report: &mut Report) -> Result<Draft, String> {
    let document = Node::read(source).map_err(|error| format!("it is not JSON: {error}"))?;
    read_document(&document, options, report)
}

/// The same in YAML.
pub fn read_yaml(source: &str, options: &Options, report: &mut Report) -> Result<Draft, String> {
    let document = yaml::read(source).map_err(|error| format!("it is not YAML: {error}"))?;
    read_document(&document, options, report)
}

fn read_document(whole: &Node, options: &Options, report: &mut Report) -> Result<Draft, String> {
    let document = match &options.at {
        Some(pointer) => whole.at(pointer).ok_or_else(|| {
            let pointer = excerpt(pointer);
            format!("there is nothing at \"{pointer}\": --at takes a pointer such as /data/errors")
        })?,
        None => whole,
    };
    if document.member("schema_version").is_some() {
        return own::read(document, report);
    }
    if smithy::is(document) {
        return Ok(smithy::service(document).draft(report));
    }
    if openapi::is(document) {
        return openapi::draft(document, report);
    }
    if conditions::is(document) {
        return Ok(conditions::draft(document, options, report));
    }
    if botocore::is(document) {
        return Ok(botocore::service(document).draft(report));
    }
    let mut table = table(document, report)?;
    if table.rows.is_empty() {
        return Err(format!(
            "the list in line {} has no object that could be a row",
            document.line
        ));
    }
    table.join_columns();
    let rows = rows(&table, options, report)?;
    Ok(Draft::of(duplicates::join(rows, report)))
}

fn table(document: &Node, report: &mut Report) -> Result<Table, String> {
    match &document.json {
        Json::Array(items) => list(document.line, items, report),
        Json::Object(members) => match nested(members) {
            Some((name, node)) => {
                for (other, node) in members.iter().filter(|(other, _)| other != name) {
                    report.note(
                        node.line,
                        format!("the member \"{other}\" beside \"{name}\" holds no rows"),
                    );
                }
                table(node, report)
            }
            None => by_code(document.line, members, report),
        },
        _ => Err("it holds neither a list of objects nor an object".to_owned()),
    }
}

/// The one member with the rows, where the object is only what they are in.
fn nested(members: &[(String, Node)]) -> Option<(&str, &Node)> {
    let mut lists = members.iter().filter(|(_, node)| {
        node.array().is_some_and(|items| items.iter().any(|item| item.object().is_some()))
    });
    let (list, other) = (lists.next(), lists.next());
    let only = match members {
        [only] if only.1.object().is_some_and(|inner| !is_row(inner)) => Some(only),
        _ => None,
    };
    let (name, node) = list.filter(|_| other.is_none()).or(only)?;
    Some((name, node))
}

/// Whether an object says itself what a row says.
fn is_row(members: &[(String, Node)]) -> bool {
    let names = |key: &str| {
        members.iter().any(|(name, _)| key_of(name).is_some_and(|found| found.name == key))
    };
    let is_plain = members.iter().all(|(_, node)| node.object().is_none());
    is_plain && (names("message") || names("status"))
}

/// `[{ "code": ..., "status": ..., "message": ... }, ...]`
fn list(line: usize, items: &[Node], report: &mut Report) -> Result<Table, String> {
    let mut table = Table { line, headers: Vec::new(), rows: Vec::new() };
    for item in items {
        match item.object() {
            Some(members) => table.push(item.line, members)?,
            None => report.row_left_out(item.line, format!("{}: it is not an object", shown(item))),
        }
    }
    table.square();
    Ok(table)
}

/// `{ "NotFound": { "status": 404, "message": ... }, "Busy": "Try again.", ... }`
fn by_code(line: usize, members: &[(String, Node)], report: &mut Report) -> Result<Table, String> {
    let mut table = Table { line, headers: vec!["code".to_owned()], rows: Vec::new() };
    let is_code = |name: &str| normal(name) == "code";
    for (code, node) in members {
        let code_node = Node { line: node.line, json: Json::String(code.clone()) };
        let mut row = vec![("code".to_owned(), code_node)];
        match &node.json {
            Json::Object(inner) => row.extend(inner.iter().map(|(name, node)| match node.json {
                // The object's name is the code, what it holds as one is another.
                Json::Number(_) if is_code(name) => ("number".to_owned(), node.clone()),
                _ => (name.clone(), node.clone()),
            })),
            Json::String(_) => row.push(("message".to_owned(), node.clone())),
            _ => {
                report.row_left_out(
                    node.line,
                    format!("`{code}`: {} is neither an object nor a message", shown(node)),
                );
                continue;
            }
        }
        let repeated = |(name, node): &(String, Node)| is_code(name) && node.text() == Some(code);
        let (first, rest) = row.split_at(1);
        let rest = rest.iter().filter(|member| !repeated(member)).cloned();
        table.push(node.line, &first.iter().cloned().chain(rest).collect::<Vec<_>>())?;
    }
    table.square();
    Ok(table)
}

/// Every row has a cell for each name that any object has.
const MOST_COLUMNS: usize = 256;

impl Table {
    /// Adds an object as a row, and a column for each name that is new.
    fn push(&mut self, line: usize, members: &[(String, Node)]) -> Result<(), String> {
        let mut row = TableRow { line, cells: vec![Cell::Empty; self.headers.len()] };
        for (name, node) in members {
            let taken =
                |at: &usize| self.headers[*at] == *name && matches!(row.cells[*at], Cell::Empty);
            let at = (0..self.headers.len()).find(taken).unwrap_or_else(|| {
                self.headers.push(name.clone());
                row.cells.push(Cell::Empty);
                self.headers.len() - 1
            });
            if at == MOST_COLUMNS {
                let (line, name) = (node.line, excerpt(name));
                return Err(format!(
                    "\"{name}\" in line {line} is a member too many: the objects of a list have \
                     {MOST_COLUMNS} different ones at most, so take out those that no row needs"
                ));
            }
            row.cells[at] = cell(node);
        }
        self.rows.push(row);
        Ok(())
    }

    /// Objects may call one thing differently: two names of one key are one
    /// column, where no object has both.
    fn join_columns(&mut self) {
        let keys = self.headers.iter().map(|header| key_of(header).map(|key| key.name));
        let mut keys: Vec<Option<&str>> = keys.collect();
        let mut at = 0;
        while at < self.headers.len() {
            let first = (0..at).find(|first| {
                keys[at].is_some()
                    && keys[at] == keys[*first]
                    && !self.rows.iter().any(|row| row.has(*first) && row.has(at))
            });
            let Some(first) = first else {
                at += 1;
                continue;
            };
            self.headers.remove(at);
            keys.remove(at);
            for row in &mut self.rows {
                let cell = row.cells.remove(at);
                if !matches!(cell, Cell::Empty) {
                    row.cells[first] = cell;
                }
            }
        }
    }

    /// Gives every row as many cells as there are columns.
    fn square(&mut self) {
        let count = self.headers.len();
        self.rows.iter_mut().for_each(|row| row.cells.resize(count, Cell::Empty));
    }
}

impl TableRow {
    fn has(&self, column: usize) -> bool {
        !matches!(self.cells[column], Cell::Empty)
    }
}

fn cell(node: &Node) -> Cell {
    match &node.json {
        Json::Null => Cell::Empty,
        Json::Bool(value) => Cell::text(value.to_string()),
        Json::Number(number) => Cell::text(number.to_string()),
        Json::String(text) => Cell::text(text.as_str()),
        // What TOML cannot hold shows as it is, and no key takes it.
        Json::Array(_) | Json::Object(_) => node.value().map_or(Cell::text("null"), Cell::Value),
    }
}

/// A value, for a sentence about it.
fn shown(node: &Node) -> String {
    match &node.json {
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "an object".to_owned(),
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(number) => number.to_string(),
        Json::String(text) => format!("\"{}\"", excerpt(text)),
    }
}
