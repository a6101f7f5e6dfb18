//! The schema of an error response, by the envelope.

use errspec_codegen::catalog::{Catalog, DetailMember, Envelope, Extension, Member, Node, Scalar};
use serde_json::{Map, Value, json};

/// The body in JSON, and in XML.
pub(super) fn error(catalog: &Catalog) -> Value {
    let Schema { mut value, .. } = object(catalog, &catalog.envelope.tree());
    value["description"] = "What every error response says. Further members may be added.".into();
    value["xml"] = match &catalog.envelope.xml_namespace {
        Some(namespace) => json!({ "name": catalog.envelope.xml_root, "namespace": namespace }),
        None => json!({ "name": catalog.envelope.xml_root }),
    };
    value
}

/// Problem details of RFC 9457, with the members that the runtime adds.
pub(super) fn problem(catalog: &Catalog) -> Value {
    let mut problem = json!({
        "description": "Problem details (RFC 9457).",
        "type": "object",
        "properties": {
            "type": {
                "description": "Where the code is documented, or about:blank.",
                "type": "string", "format": "uri-reference",
            },
            "title": text("A short name for people."),
            "status": member(&catalog.envelope, Member::Status),
            "detail": member(&catalog.envelope, Member::Message),
            "instance": {
                "description": "Names the request.",
                "type": "string", "format": "uri-reference",
            },
            "code": member(&catalog.envelope, Member::Code),
            "params": member(&catalog.envelope, Member::Params),
            "errors": member(&catalog.envelope, Member::Details),
        },
        "required": ["type", "title", "status", "detail", "code"],
    });
    for extension in Extension::ALL {
        if catalog.envelope.problem_extensions.contains(extension) {
            problem["properties"][extension.name()] = member(&catalog.envelope, extension.member());
        }
    }
    problem
}

/// What stands under a name, and whether it always does.
struct Schema {
    value: Value,
    is_required: bool,
}

fn object(catalog: &Catalog, members: &[(&str, Node<'_>)]) -> Schema {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for (name, node) in members {
        let schema = schema(catalog, node);
        properties.insert((*name).to_owned(), schema.value);
        if schema.is_required {
            required.push(*name);
        }
    }
    let is_required = !required.is_empty();
    let mut value = json!({ "type": "object", "properties": properties });
    if is_required {
        value["required"] = required.into();
    }
    Schema { value, is_required }
}

fn schema(catalog: &Catalog, node: &Node<'_>) -> Schema {
    match node {
        Node::Member(said) => {
            Schema { value: member(&catalog.envelope, *said), is_required: is_always_sent(*said) }
        }
        Node::Constant(constant) => {
            Schema { value: json!({ "const": constant }), is_required: true }
        }
        Node::OfCode(index) => of_code(catalog, *index),
        // An object with a silent member and constants alone is not sent.
        Node::Object(members) => {
            let schema = object(catalog, members);
            Schema { is_required: schema.is_required && speaks(members), ..schema }
        }
        Node::List(items) => {
            let objects: Vec<_> = items.iter().map(|item| object(catalog, item).value).collect();
            let items_of_list = match &*objects {
                [one] => one.clone(),
                several => json!({ "anyOf": several }),
            };
            Schema {
                value: json!({ "type": "array", "items": items_of_list }),
                is_required: items.iter().any(|item| speaks(item)),
            }
        }
    }
}

/// Whether an object is always sent.
fn speaks(members: &[(&str, Node<'_>)]) -> bool {
    let is_silent = |node: &Node<'_>| match node {
        Node::Member(member) => !is_always_sent(*member),
        Node::Constant(_) | Node::OfCode(_) => false,
        Node::Object(members) => !speaks(members),
        Node::List(items) => !items.iter().any(|item| speaks(item)),
    };
    let has_voice = members
        .iter()
        .any(|(_, node)| !matches!(node, Node::Constant(_) | Node::OfCode(_)) && !is_silent(node));
    has_voice || !members.iter().any(|(_, node)| is_silent(node))
}

fn of_code(catalog: &Catalog, index: usize) -> Schema {
    let said = catalog.entries.iter().map(|entry| catalog.envelope.constant(index, entry));
    let mut values: Vec<&Scalar> = said.clone().flatten().collect();
    values.sort_unstable();
    values.dedup();
    Schema {
        value: json!({ "description": "What the code says.", "examples": values }),
        is_required: said.into_iter().all(|value| value.is_some()),
    }
}

fn is_always_sent(member: Member) -> bool {
    matches!(
        member,
        Member::Status
            | Member::StatusText
            | Member::RpcStatus
            | Member::Code
            | Member::Message
            | Member::RequestId
            | Member::Retryable
            | Member::Fault
    )
}

fn member(envelope: &Envelope, member: Member) -> Value {
    match member {
        Member::Status => json!({
            "description": "The HTTP status, as in the status line.",
            "type": "integer", "minimum": 400, "maximum": 599,
        }),
        Member::StatusText => text("The HTTP status, as in the status line."),
        Member::RpcStatus => text("The canonical status, as google.rpc.Code has it."),
        Member::Code => json!({ "$ref": "#/components/schemas/ErrorCode" }),
        Member::Message => text("What went wrong, for a person. The text is no contract."),
        Member::RequestId => text("Names the request, for support."),
        Member::HostId => text("The host that answered."),
        Member::Title => text("A short name for people."),
        Member::Fix => text("What the caller can do."),
        Member::DocUrl | Member::Recommend => text("Where the code is documented."),
        Member::Retryable => json!({
            "description": "May the same request be sent again?", "type": "boolean",
        }),
        Member::RetryAfter => json!({
            "description": "Seconds to wait before the next try.",
            "type": "integer", "minimum": 0,
        }),
        Member::Number => json!({ "description": "The code's number.", "type": "integer" }),
        Member::Fault => json!({
            "description": "Who is at fault.", "type": "string", "enum": envelope.fault,
        }),
        Member::Field => text("The field that is wrong."),
        Member::Params => params(&json!({ "type": ["string", "integer", "boolean"] })),
        Member::ParamsText => params(&json!({ "type": "string" })),
        Member::Details => details(envelope),
        Member::AccessDeniedDetail => json!({
            "description": "Why access was denied.",
            "type": "object", "additionalProperties": { "type": "string" },
        }),
    }
}

fn params(value: &Value) -> Value {
    json!({
        "description": "The parameters of the message by name.",
        "type": "object", "additionalProperties": value,
    })
}

fn details(envelope: &Envelope) -> Value {
    let properties = envelope.detail.iter().map(|(member, name)| {
        let description = match member {
            DetailMember::Field => "The field that is wrong.",
            DetailMember::Code => "The code of what is wrong with it.",
            DetailMember::Message => "What is wrong with it, for a person.",
        };
        (name.clone(), text(description))
    });
    json!({
        "description": "What is wrong with which field.",
        "type": "array",
        "items": { "type": "object", "properties": properties.collect::<Map<_, _>>() },
    })
}

fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string" })
}
