//! A model of botocore, `service-2.json`.

use super::service::{Operation, Service, Shape, integer, text};
use super::smithy::is_true;
use crate::node::Node;

/// Whether a document is a model of botocore.
pub fn is(document: &Node) -> bool {
    let metadata = document.member("metadata");
    metadata.is_some_and(|of| of.member("protocol").is_some())
        && document.member("shapes").is_some()
}

pub fn service(document: &Node) -> Service<'_> {
    let members = |name| document.member(name).and_then(Node::object).unwrap_or_default();
    let metadata = |name| text(document.member("metadata")?, name);
    // Where the wire has the shape's name, `error.code` is only what an older protocol had.
    let has_codes = matches!(metadata("protocol"), Some("query" | "ec2" | "rest-xml"));
    let errors = members("shapes").iter().filter_map(|(name, shape)| error(name, shape, has_codes));
    let operations = members("operations").iter().map(|(name, operation)| {
        let errors = operation.member("errors").and_then(Node::array).unwrap_or_default();
        Operation {
            line: operation.line,
            name,
            documentation: text(operation, "documentation"),
            errors: errors.iter().filter_map(|error| text(error, "shape")).collect(),
        }
    });
    Service {
        line: document.line,
        title: metadata("serviceFullName"),
        api_version: metadata("apiVersion"),
        errors: errors.collect(),
        common: Vec::new(),
        operations: operations.collect(),
    }
}

fn error<'m>(name: &'m str, shape: &'m Node, has_codes: bool) -> Option<Shape<'m>> {
    let error = shape.member("error");
    if error.is_none() && !is_true(shape, "exception") {
        return None;
    }
    let code = error.and_then(|error| text(error, "code")).filter(|_| has_codes);
    let retryable = shape.member("retryable");
    let members = shape.member("members").and_then(Node::object).unwrap_or_default();
    Some(Shape {
        line: shape.line,
        name,
        code: code.unwrap_or(name),
        status: error.and_then(|error| integer(error, "httpStatusCode")),
        is_client_fault: !is_true(shape, "fault"),
        documentation: text(shape, "documentation"),
        has_message: members.iter().any(|(name, _)| name.eq_ignore_ascii_case("message")),
        is_retryable: retryable.is_some(),
        is_throttling: retryable.is_some_and(|of| is_true(of, "throttling")),
    })
}
