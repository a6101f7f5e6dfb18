//! The bodies of responses: their codes, statuses and messages.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::service::text;
use super::document::Document;
use crate::headers::candidates;
use crate::node::{Json, Node};

/// What a response may have in its body.
pub struct Body<'d> {
    pub line: usize,
    pub code: String,
    pub status: Option<i64>,
    pub message: Option<&'d str>,
}

/// Finds the bodies of responses, of each once.
pub struct Bodies<'d> {
    document: &'d Document<'d>,
    of_responses: HashMap<*const Node, Rc<[Body<'d>]>>,
    /// The values of the code that a schema lists, with their lines.
    of_schemas: HashMap<*const Node, Rc<[(usize, String)]>>,
}

/// Deeper schemas say nothing of an error.
const MOST_DEPTH: usize = 12;

impl<'d> Bodies<'d> {
    pub fn of(document: &'d Document<'d>) -> Self {
        Self { document, of_responses: HashMap::new(), of_schemas: HashMap::new() }
    }

    /// Those of its examples, then the codes that its schema lists beside.
    pub fn of_response(&mut self, response: &'d Node) -> Rc<[Body<'d>]> {
        if let Some(known) = self.of_responses.get(&std::ptr::from_ref(response)) {
            return known.clone();
        }
        let media = response.member("content").and_then(Node::object).unwrap_or_default();
        let media = media.iter().filter(|(name, _)| name.contains("json"));
        let mut found: Vec<Body<'d>> = Vec::new();
        for (_, content) in media {
            found.extend(self.examples(content).into_iter().filter_map(of_example));
            if let Some(schema) = content.member("schema") {
                let listed = self.listed(schema, 0);
                let is_new = |code: &String| found.iter().all(|body| body.code != *code);
                let listed: Vec<_> = listed.iter().filter(|(_, code)| is_new(code)).collect();
                found.extend(listed.into_iter().map(|(line, code)| Body {
                    line: *line,
                    code: code.clone(),
                    status: None,
                    message: None,
                }));
            }
        }
        let found: Rc<[Body<'d>]> = found.into();
        self.of_responses.insert(response, found.clone());
        found
    }

    /// `example`, `examples`, and those of the schema.
    fn examples(&self, content: &'d Node) -> Vec<&'d Node> {
        let mut found = Vec::new();
        found.extend(content.member("example"));
        for (_, example) in content.member("examples").and_then(Node::object).unwrap_or_default() {
            found.extend(self.document.resolved(example).member("value"));
        }
        if let Some(schema) = content.member("schema").map(|schema| self.document.resolved(schema))
        {
            found.extend(schema.member("example"));
            found.extend(schema.member("examples").and_then(Node::array).unwrap_or_default());
        }
        found
    }

    /// The texts in `enum` or `const` of the member that is the code.
    fn listed(&mut self, schema: &'d Node, depth: usize) -> Rc<[(usize, String)]> {
        let schema = self.document.resolved(schema);
        if let Some(known) = self.of_schemas.get(&std::ptr::from_ref(schema)) {
            return known.clone();
        }
        // A schema that is in itself has nothing more to say there.
        self.of_schemas.insert(schema, Rc::new([]));
        let mut found = Vec::new();
        if depth < MOST_DEPTH {
            for kind in ["allOf", "oneOf", "anyOf"] {
                for part in schema.member(kind).and_then(Node::array).unwrap_or_default() {
                    found.extend(self.listed(part, depth + 1).iter().cloned());
                }
            }
            let members = schema.member("properties").and_then(Node::object).unwrap_or_default();
            let code = best(members, "code").map(|(_, node)| self.document.resolved(node));
            found.extend(code.into_iter().flat_map(values));
            let mut inner = members.iter();
            while found.is_empty()
                && let Some((_, member)) = inner.next()
            {
                found.extend(self.listed(member, depth + 1).iter().cloned());
            }
        }
        let found: Rc<[(usize, String)]> = found.into();
        self.of_schemas.insert(schema, found.clone());
        found
    }
}

fn values(schema: &Node) -> Vec<(usize, String)> {
    let listed = schema.member("enum").and_then(Node::array).unwrap_or_default();
    let values = listed.iter().chain(schema.member("const"));
    values.filter_map(|node| Some((node.line, node.text()?.to_owned()))).collect()
}

/// The member that names a key best.
fn best<'n>(members: &'n [(String, Node)], key: &str) -> Option<&'n (String, Node)> {
    let ranked = members.iter().filter_map(|member| {
        let (rank, _) = candidates(&member.0).find(|(_, found)| found.name == key)?;
        Some((rank, member))
    });
    // An object by the name is what the code is in.
    let plain = ranked.filter(|(_, (_, node))| match &node.json {
        Json::String(_) | Json::Number(_) => true,
        Json::Object(_) => text(node, "type") != Some("object"),
        _ => false,
    });
    plain.min_by_key(|(rank, _)| *rank).map(|(_, member)| member)
}

/// An object with a code, or the object or list in it that has one.
fn of_example(example: &Node) -> Option<Body<'_>> {
    let mut next = example;
    for _ in 0..MOST_DEPTH {
        match &next.json {
            Json::Object(members) => {
                if let Some(body) = of_members(members) {
                    return Some(body);
                }
                let is_inner = |(_, node): &&(String, Node)| {
                    matches!(node.json, Json::Object(_) | Json::Array(_))
                };
                next = &members.iter().find(is_inner)?.1;
            }
            Json::Array(items) => next = items.first()?,
            _ => return None,
        }
    }
    None
}

fn of_members(members: &[(String, Node)]) -> Option<Body<'_>> {
    let value = |key| Some(&best(members, key)?.1);
    let code = value("code")?;
    let code_text = match &code.json {
        Json::String(text) => text.clone(),
        Json::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(Body {
        line: code.line,
        code: code_text,
        status: value("status").and_then(|node| node.value()?.as_integer()),
        message: value("message").and_then(Node::text),
    })
}
