//! YAML, as far as it is JSON written in another way: OpenAPI documents.

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use crate::node::{Json, MOST_DEPTH, Node};

/// A list or an object whose end is still to come.
struct Open {
    line: usize,
    /// `None` in a list.
    members: Option<Vec<(String, Node)>>,
    items: Vec<Node>,
    /// The name of the member that comes next.
    name: Option<String>,
}

/// Reads the first document. The error ends the sentence "it is not YAML: ".
pub fn read(source: &str) -> Result<Node, String> {
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(source) {
        let (event, span) = event.map_err(|error| error.to_string())?;
        let node = match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == MOST_DEPTH => {
                let line = line(span);
                return Err(format!("line {line} is nested more than {MOST_DEPTH} levels deep"));
            }
            Event::SequenceStart(..) => {
                open.push(Open::of(span, None));
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open::of(span, Some(Vec::new())));
                continue;
            }
            Event::Scalar(text, style, ..) => {
                Node { line: line(span), json: scalar(&text, style == ScalarStyle::Plain) }
            }
            // An alias of an alias of many makes much of little.
            Event::Alias(_) => {
                let line = line(span);
                return Err(format!("line {line} has an alias: write out what it stands for"));
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(closed) => closed.node(),
                None => continue,
            },
            _ => continue,
        };
        match open.last_mut() {
            Some(around) => around.push(node)?,
            None => return Ok(node),
        }
    }
    Err("there is no document in it".to_owned())
}

fn line(span: Span) -> usize {
    span.start.line()
}

impl Open {
    fn of(span: Span, members: Option<Vec<(String, Node)>>) -> Self {
        Self { line: line(span), members, items: Vec::new(), name: None }
    }

    fn push(&mut self, node: Node) -> Result<(), String> {
        match (&mut self.members, self.name.take()) {
            (None, _) => self.items.push(node),
            (Some(members), Some(name)) => members.push((name, node)),
            (Some(_), None) => match node.json {
                Json::String(name) => self.name = Some(name),
                Json::Number(number) => self.name = Some(number.to_string()),
                Json::Bool(value) => self.name = Some(value.to_string()),
                _ => return Err(format!("the key in line {} is no text", node.line)),
            },
        }
        Ok(())
    }

    fn node(self) -> Node {
        let json = self.members.map_or(Json::Array(self.items), Json::Object);
        Node { line: self.line, json }
    }
}

/// A plain scalar is what JSON would take it for (YAML 1.2, "Core Schema").
fn scalar(text: &str, is_plain: bool) -> Json {
    match text {
        _ if !is_plain => Json::String(text.to_owned()),
        "" | "~" | "null" | "Null" | "NULL" => Json::Null,
        "true" | "True" | "TRUE" => Json::Bool(true),
        "false" | "False" | "FALSE" => Json::Bool(false),
        text => match text.parse() {
            Ok(number) => Json::Number(number),
            Err(_) => Json::String(text.to_owned()),
        },
    }
}
