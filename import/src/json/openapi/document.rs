//! References of an OpenAPI document: `{ "$ref": "#/components/responses/NotFound" }`.

use std::collections::HashMap;

use super::super::service::text;
use crate::node::Node;

pub struct Document<'d> {
    components: HashMap<String, &'d Node>,
}

/// More references to references are a circle.
const MOST_STEPS: usize = 16;

impl<'d> Document<'d> {
    pub fn of(root: &'d Node) -> Self {
        let kinds = root.member("components").and_then(Node::object).unwrap_or_default();
        let named = kinds.iter().flat_map(|(kind, nodes)| {
            let nodes = nodes.object().unwrap_or_default();
            nodes.iter().map(move |(name, node)| (format!("#/components/{kind}/{name}"), node))
        });
        Self { components: named.collect() }
    }

    /// What a node stands for. One that refers to nothing in the document stays what it is.
    pub fn resolved(&self, node: &'d Node) -> &'d Node {
        let mut found = node;
        for _ in 0..MOST_STEPS {
            let target = text(found, "$ref").map(|name| name.replace("~1", "/").replace("~0", "~"));
            match target.and_then(|name| self.components.get(&name)) {
                Some(next) => found = next,
                None => return found,
            }
        }
        node
    }
}
