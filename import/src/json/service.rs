//! A service as a model describes it: its errors, and the operations that answer with them.

use std::collections::{HashMap, HashSet};

use toml_edit::Array;

use crate::draft::Draft;
use crate::duplicates;
use crate::hypertext::paragraphs;
use crate::node::Node;
use crate::placeholders::{self, Piece};
use crate::report::Report;
use crate::row::Row;

/// What a model says of a service. Errors go by the names of their shapes.
pub struct Service<'m> {
    pub line: usize,
    pub title: Option<&'m str>,
    pub api_version: Option<&'m str>,
    pub errors: Vec<Shape<'m>>,
    /// What every operation may answer with.
    pub common: Vec<&'m str>,
    pub operations: Vec<Operation<'m>>,
}

/// An error.
pub struct Shape<'m> {
    pub line: usize,
    pub name: &'m str,
    /// On the wire.
    pub code: &'m str,
    pub status: Option<i64>,
    pub is_client_fault: bool,
    /// HTML.
    pub documentation: Option<&'m str>,
    /// Whether a response has a text of its own.
    pub has_message: bool,
    pub is_retryable: bool,
    pub is_throttling: bool,
}

pub struct Operation<'m> {
    pub line: usize,
    pub name: &'m str,
    pub documentation: Option<&'m str>,
    pub errors: Vec<&'m str>,
}

/// The text of a member.
pub fn text<'m>(node: &'m Node, name: &str) -> Option<&'m str> {
    node.member(name)?.text()
}

pub fn integer(node: &Node, name: &str) -> Option<i64> {
    node.member(name)?.value()?.as_integer()
}

impl Service<'_> {
    pub fn draft(&self, report: &mut Report) -> Draft {
        let by_fault = self.errors.iter().filter(|shape| shape.status.is_none()).count();
        if by_fault > 0 {
            let what =
                "without a status of its own have 400 where the caller is at fault, else 500";
            report.note(self.line, format!("{by_fault} of {} errors {what}", self.errors.len()));
        }
        if self.errors.iter().any(|shape| shape.documentation.is_some()) {
            report.note(self.line, "the first paragraph of what documents an error is its message");
        }
        let rows: Vec<Row> = self.errors.iter().filter_map(|shape| shape.row(report)).collect();
        let codes: HashMap<&str, &str> =
            self.errors.iter().map(|shape| (shape.name, shape.code)).collect();
        let common: HashSet<&str> = self.common.iter().copied().collect();
        Draft {
            catalog: self.catalog(),
            common: self.common(&codes),
            operations: self.operations.iter().map(|of| of.row(&codes, &common)).collect(),
            ..Draft::of(duplicates::join(rows, report))
        }
    }

    fn catalog(&self) -> Option<Row> {
        let mut row = Row::new(self.line);
        for (key, said) in [("title", self.title), ("api_version", self.api_version)] {
            if let Some(text) = said.filter(|text| !text.trim().is_empty()) {
                row.set(key, text);
            }
        }
        (!row.values().is_empty()).then_some(row)
    }

    fn common(&self, codes: &HashMap<&str, &str>) -> Option<Row> {
        let mut row = Row::new(self.line);
        row.set("errors", listed(self.common.iter(), codes));
        (!self.common.is_empty()).then_some(row)
    }
}

impl Operation<'_> {
    fn row(&self, codes: &HashMap<&str, &str>, common: &HashSet<&str>) -> Row {
        let mut row = Row::new(self.line);
        row.set("name", self.name);
        let own = self.errors.iter().filter(|shape| !common.contains(*shape));
        row.set("errors", listed(own, codes));
        if let Some(doc) = self.documentation.and_then(|html| paragraphs(html).into_iter().next()) {
            row.set("doc", doc);
        }
        row
    }
}

/// The codes of shapes, each once.
fn listed<'a>(shapes: impl Iterator<Item = &'a &'a str>, codes: &HashMap<&str, &str>) -> Array {
    let mut known = HashSet::new();
    let codes = shapes.map(|shape| codes.get(shape).copied().unwrap_or(shape).to_owned());
    codes.filter(|code| known.insert(code.clone())).collect()
}

impl Shape<'_> {
    fn row(&self, report: &mut Report) -> Option<Row> {
        let mut texts = self.documentation.map(paragraphs).unwrap_or_default().into_iter();
        let message = match (texts.next(), self.has_message) {
            (Some(text), _) => vec![Piece::Text(text)],
            (None, true) => placeholders::pieces("{message}"),
            (None, false) => {
                let reason = format!("`{}`: nothing says its message", self.code);
                report.row_left_out(self.line, reason);
                return None;
            }
        };
        let mut row = Row::new(self.line);
        row.set("code", self.code);
        let by_fault = if self.is_client_fault { 400 } else { 500 };
        row.set_status(self.status.unwrap_or(by_fault));
        let rest: Vec<String> = texts.collect();
        if !rest.is_empty() {
            row.set("cause", rest.join("\n\n"));
        }
        if self.is_retryable {
            row.set("retryable", true);
        }
        if self.is_throttling {
            row.set("throttling", true);
        }
        row.set_message(&placeholders::name(&message), report);
        Some(row)
    }
}
