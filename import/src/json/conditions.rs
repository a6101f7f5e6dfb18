//! Spark's `error-conditions.json`: messages in lines with `<name>` placeholders, sub-classes,
//! and a SQLSTATE.

use super::service::text;
use crate::draft::Draft;
use crate::node::{Json, Node};
use crate::options::Options;
use crate::placeholders::{self, Name, Piece, Placeholder};
use crate::report::Report;
use crate::row::Row;
use crate::sqlstate;

/// Whether every member of a document is an object whose message is a list of lines.
pub fn is(document: &Node) -> bool {
    let conditions = document.object().unwrap_or_default();
    let is_condition = |(_, node): &(String, Node)| {
        node.member("message")
            .and_then(Node::array)
            .is_some_and(|lines| lines.iter().all(|line| line.text().is_some()))
    };
    !conditions.is_empty() && conditions.iter().all(is_condition)
}

/// As Spark calls them, and PySpark.
const SUB_CLASSES: [&str; 2] = ["subClass", "sub_class"];

pub fn draft(document: &Node, options: &Options, report: &mut Report) -> Draft {
    let mut rows = Vec::new();
    for (code, node) in document.object().unwrap_or_default() {
        let state = text(node, "sqlState").unwrap_or_default();
        let status = options.default_status.map_or(sqlstate::status(state), i64::from);
        report_unknown(code, node, report);
        let subs = SUB_CLASSES.iter().find_map(|name| node.member(name));
        match subs.map(|subs| &subs.json) {
            // What is sent is always one of the sub-classes, behind what they have in common.
            Some(Json::Object(subs)) => {
                for (name, sub) in subs {
                    let (code, message) = (format!("{code}.{name}"), [lines(node), lines(sub)]);
                    report_unknown(&code, sub, report);
                    rows.push(row(sub.line, &code, status, message.join(" ").trim(), report));
                }
            }
            _ => rows.push(row(node.line, code, status, &lines(node), report)),
        }
    }
    if options.default_status.is_none() {
        report.note(document.line, sqlstate::NOTE);
    }
    Draft::of(rows)
}

fn row(line: usize, code: &str, status: i64, message: &str, report: &mut Report) -> Row {
    let mut row = Row::new(line);
    row.set("code", code);
    row.set("status", status);
    row.set_message(&placeholders::name(&pieces(message)), report);
    row
}

fn lines(node: &Node) -> String {
    let lines = node.member("message").and_then(Node::array).unwrap_or_default();
    let lines: Vec<&str> = lines.iter().filter_map(Node::text).collect();
    lines.join(" ")
}

fn report_unknown(code: &str, node: &Node, report: &mut Report) {
    for (name, node) in node.object().unwrap_or_default() {
        let is_known = SUB_CLASSES.contains(&&**name) || matches!(&**name, "message" | "sqlState");
        if !is_known {
            report
                .part_left_out(node.line, format!("`{code}`: \"{name}\" names no key of the spec"));
        }
    }
}

/// Every `<name>` is a placeholder.
fn pieces(message: &str) -> Vec<Piece> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut rest = message;
    while let Some(at) = rest.find('<') {
        let (before, tag) = rest.split_at(at);
        text.push_str(before);
        let length = tag[1..].find(|c| !is_name(c)).unwrap_or(tag.len() - 1);
        let (name, after) = tag[1..].split_at(length);
        match after.strip_prefix('>').filter(|_| !name.is_empty()) {
            Some(after) => {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                let name = Name::Given(name.to_owned());
                let written = &tag[..length + 2];
                pieces.push(Piece::Placeholder(Placeholder::new(name, written)));
                rest = after;
            }
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(rest);
    pieces.push(Piece::Text(text));
    pieces
}
