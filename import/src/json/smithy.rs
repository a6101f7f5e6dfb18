//! A model of Smithy, as its JSON AST has it (smithy.io, "JSON AST"; the traits are in
//! "Type refinement traits", "HTTP protocol bindings" and "Behavior traits").

use super::service::{Operation, Service, Shape, integer, text};
use crate::node::Node;

/// Whether a document is a model of Smithy.
pub fn is(document: &Node) -> bool {
    document.member("smithy").and_then(Node::text).is_some() && document.member("shapes").is_some()
}

pub fn service(document: &Node) -> Service<'_> {
    let shapes = document.member("shapes").and_then(Node::object).unwrap_or_default();
    let of_type = |name| shapes.iter().filter(move |(_, shape)| text(shape, "type") == Some(name));
    let described = of_type("service").next().map(|(_, shape)| shape);
    let is_query = described.is_some_and(|shape| {
        ["aws.protocols#awsQuery", "aws.protocols#ec2Query"]
            .iter()
            .any(|protocol| trait_of(shape, protocol).is_some())
    });
    let errors = of_type("structure").filter_map(|(id, shape)| error(id, shape, is_query));
    let operations = of_type("operation").map(|(id, shape)| Operation {
        line: shape.line,
        name: name(id),
        documentation: documentation(shape),
        errors: targets(shape),
    });
    Service {
        line: document.line,
        title: described.and_then(|shape| trait_of(shape, "smithy.api#title")?.text()),
        api_version: described.and_then(|shape| text(shape, "version")),
        errors: errors.collect(),
        common: described.map(targets).unwrap_or_default(),
        operations: operations.collect(),
    }
}

fn error<'m>(id: &'m str, shape: &'m Node, is_query: bool) -> Option<Shape<'m>> {
    let fault = trait_of(shape, "smithy.api#error")?;
    let retryable = trait_of(shape, "smithy.api#retryable");
    // What AWS's query protocols have on the wire instead of the shape's name.
    let query = trait_of(shape, "aws.protocols#awsQueryError").filter(|_| is_query);
    let status = || trait_of(shape, "smithy.api#httpError")?.value()?.as_integer();
    let members = shape.member("members").and_then(Node::object).unwrap_or_default();
    Some(Shape {
        line: shape.line,
        name: name(id),
        code: query.and_then(|query| text(query, "code")).unwrap_or(name(id)),
        status: query.and_then(|query| integer(query, "httpResponseCode")).or_else(status),
        is_client_fault: fault.text() != Some("server"),
        documentation: documentation(shape),
        has_message: members.iter().any(|(name, _)| name.eq_ignore_ascii_case("message")),
        is_retryable: retryable.is_some(),
        is_throttling: retryable.is_some_and(|of| is_true(of, "throttling")),
    })
}

/// The name in `com.example#Name`.
fn name(id: &str) -> &str {
    id.rsplit('#').next().unwrap_or(id)
}

fn trait_of<'m>(shape: &'m Node, id: &str) -> Option<&'m Node> {
    shape.member("traits")?.member(id)
}

fn documentation(shape: &Node) -> Option<&str> {
    trait_of(shape, "smithy.api#documentation")?.text()
}

pub fn is_true(node: &Node, name: &str) -> bool {
    node.member(name).and_then(Node::value).and_then(|value| value.as_bool()) == Some(true)
}

/// The names of the shapes that `errors` lists.
fn targets(shape: &Node) -> Vec<&str> {
    let errors = shape.member("errors").and_then(Node::array).unwrap_or_default();
    errors.iter().filter_map(|error| text(error, "target")).map(name).collect()
}
