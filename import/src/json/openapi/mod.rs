//! OpenAPI 3: what operations answer with, where a code can be told. `bodies` finds the
//! codes of a response, in its examples or in its schema.

mod bodies;
mod document;

use std::collections::HashSet;

use errspec_codegen::counted;
use toml_edit::Array;

use self::bodies::{Bodies, Body};
use self::document::Document;
use super::service::text;
use crate::draft::Draft;
use crate::duplicates;
use crate::node::Node;
use crate::placeholders::{self, Piece};
use crate::report::Report;
use crate::row::Row;

/// Whether a document is one of OpenAPI 3.
pub fn is(document: &Node) -> bool {
    document.member("openapi").and_then(Node::text).is_some()
}

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// An operation lists its codes: the most of all lists together.
const MOST_LISTED: usize = 262_144;

pub fn draft(root: &Node, report: &mut Report) -> Result<Draft, String> {
    let document = Document::of(root);
    let mut table = Table::default();
    let mut bodies = Bodies::of(&document);
    let paths = root.member("paths").and_then(Node::object).unwrap_or_default();
    for (_, item) in paths {
        let methods = document.resolved(item).object().unwrap_or_default();
        for (_, operation) in methods.iter().filter(|(name, _)| METHODS.contains(&&**name)) {
            table.read(operation, &document, &mut bodies, report)?;
        }
    }
    table.report(root.line, report);
    if table.rows.is_empty() {
        return Err(
            "no response of it says a code: neither an example nor an `enum` has one".into()
        );
    }
    Ok(Draft {
        catalog: catalog(root),
        operations: table.operations,
        ..Draft::of(duplicates::join(table.rows, report))
    })
}

fn catalog(root: &Node) -> Option<Row> {
    let info = root.member("info")?;
    let mut row = Row::new(info.line);
    for (key, name) in [("title", "title"), ("api_version", "version")] {
        if let Some(text) = text(info, name).filter(|text| !text.trim().is_empty()) {
            row.set(key, text);
        }
    }
    (!row.values().is_empty()).then_some(row)
}

#[derive(Default)]
struct Table {
    rows: Vec<Row>,
    operations: Vec<Row>,
    /// A response that many operations have is one.
    known: HashSet<(String, String, String)>,
    listed: usize,
    /// The first line of what says no code, and how much does.
    without_code: Option<(usize, usize)>,
    /// Whether a code has the description of its response for a message.
    is_described: bool,
}

impl Table {
    fn read<'d>(
        &mut self,
        operation: &'d Node,
        document: &Document<'d>,
        bodies: &mut Bodies<'d>,
        report: &mut Report,
    ) -> Result<(), String> {
        let mut codes: Vec<String> = Vec::new();
        let mut listed = HashSet::new();
        let responses = operation.member("responses").and_then(Node::object).unwrap_or_default();
        for (status, response) in responses.iter().filter(|(status, _)| is_error(status)) {
            let response = document.resolved(response);
            let found = bodies.of_response(response);
            if found.is_empty() {
                let (line, count) = self.without_code.unwrap_or((response.line, 0));
                self.without_code = Some((line, count + 1));
            }
            for body in found.iter() {
                if listed.insert(body.code.clone()) {
                    codes.push(body.code.clone());
                }
                self.push(body, status, response, report);
            }
            self.listed += found.len();
            if self.listed > MOST_LISTED {
                return Err(format!("its operations list more than {MOST_LISTED} codes together"));
            }
        }
        self.push_operation(operation, codes, report);
        Ok(())
    }

    fn push(&mut self, body: &Body<'_>, status: &str, response: &Node, report: &mut Report) {
        let description = text(response, "description").unwrap_or_default().trim();
        let message = body.message.unwrap_or(description).trim();
        if !self.known.insert((body.code.clone(), status.to_owned(), message.to_owned())) {
            return;
        }
        if message.is_empty() {
            report.row_left_out(body.line, format!("`{}`: nothing says its message", body.code));
            return;
        }
        if body.message.is_none() {
            self.is_described = true;
        }
        let mut row = Row::new(body.line);
        row.set("code", body.code.as_str());
        match (status.parse(), body.status) {
            (Ok(status), _) | (Err(_), Some(status)) => row.set_status(status),
            (Err(_), None) => {
                row.ask_status(&format!("its response stands under \"{status}\""));
            }
        }
        row.set_message(&placeholders::name(&[Piece::Text(message.to_owned())]), report);
        self.rows.push(row);
    }

    fn push_operation(&mut self, operation: &Node, codes: Vec<String>, report: &mut Report) {
        let summary = text(operation, "summary").or_else(|| text(operation, "description"));
        match (text(operation, "operationId"), codes.is_empty()) {
            (_, true) => {}
            (None, false) => {
                let reason =
                    "the codes of an operation without an `operationId`, which would name it";
                report.part_left_out(operation.line, reason);
            }
            (Some(id), false) => {
                let mut row = Row::new(operation.line);
                row.set("name", id.replace('/', "."));
                row.set("errors", codes.into_iter().collect::<Array>());
                if let Some(doc) = summary.and_then(|text| text.trim().lines().next()) {
                    row.set("doc", doc);
                }
                self.operations.push(row);
            }
        }
    }

    fn report(&self, line: usize, report: &mut Report) {
        if let Some((line, count)) = self.without_code {
            let what = "of errors in which neither an example nor an `enum` says a code";
            report.part_left_out(line, format!("{} {what}", counted(count, "response")));
        }
        if self.is_described {
            report.note(line, "codes that no example has are described as their responses are");
        }
    }
}

/// `404`, `4XX`, `default`
fn is_error(status: &str) -> bool {
    status == "default" || status.starts_with(['4', '5'])
}
