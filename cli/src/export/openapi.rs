//! Error responses as components of an OpenAPI 3.1 document.
//!
//! There are no paths: a service's own document refers to
//! `errors.openapi.json#/components/responses/Error404` and the like.

use std::collections::BTreeMap;

use errspec_codegen::catalog::{Catalog, Entry, Member};
use errspec_codegen::sample::{self, REQUEST_ID};
use errspec_codegen::{display_name, named};
use serde_json::{Map, Value, json};

/// OpenAPI 3.1.1, whose schemas are those of JSON Schema 2020-12.
const OPENAPI: &str = "3.1.1";

pub fn document(catalog: &Catalog) -> Result<String, serde_json::Error> {
    let document = json!({
        "openapi": OPENAPI,
        "info": {
            "title": format!("Error responses of {}", display_name(catalog)),
            "version": catalog.api_version.as_deref().unwrap_or("1"),
        },
        "components": {
            "schemas": {
                "ErrorCode": open_enum(catalog),
                "KnownErrorCode": known_codes(catalog),
                "Error": error(catalog),
                "Problem": problem(),
            },
            "headers": {
                "RequestId": {
                    "description": "Names the request, as the body does.",
                    "schema": { "type": "string" },
                },
                "RetryAfter": {
                    "description": "Seconds to wait before the next try (RFC 9110, section 10.2.3).",
                    "schema": { "type": "integer", "minimum": 0 },
                },
            },
            "responses": responses(catalog),
        },
    });
    errspec_codegen::to_json(&document)
}

/// Clients must survive a code that is newer than they are. Of what could say so,
/// an `anyOf` with the known codes becomes an empty struct in generated Rust.
fn open_enum(catalog: &Catalog) -> Value {
    json!({
        "description": "A code of the table, as KnownErrorCode lists them, or one that is \
                        newer: a client must accept codes that it does not know.",
        "type": "string",
        "x-extensible-enum": codes(catalog),
    })
}

fn codes(catalog: &Catalog) -> Vec<&str> {
    catalog.entries.iter().map(|entry| entry.code.as_str()).collect()
}

/// The names and descriptions go by the extensions that client generators know.
fn known_codes(catalog: &Catalog) -> Value {
    let entries = &catalog.entries;
    let names: Vec<&str> = entries.iter().map(|entry| entry.variant.as_str()).collect();
    let messages: Vec<String> = entries.iter().map(|entry| entry.message.documented()).collect();
    json!({
        "description": "The codes that were published when this document was made.",
        "type": "string",
        "enum": codes(catalog),
        "x-enum-varnames": names,
        "x-enum-descriptions": messages,
    })
}

fn error(catalog: &Catalog) -> Value {
    let members = &catalog.envelope.members;
    let properties: Map<String, Value> =
        members.iter().map(|(member, name)| (name.clone(), property(*member))).collect();
    let required: Vec<&str> = members
        .iter()
        .filter(|(member, _)| is_always_sent(*member))
        .map(|(_, name)| name.as_str())
        .collect();
    json!({
        "description": "What every error response says. Further members may be added.",
        "type": "object",
        "properties": properties,
        "required": required,
        "xml": { "name": catalog.envelope.xml_root },
    })
}

fn is_always_sent(member: Member) -> bool {
    matches!(member, Member::Status | Member::Code | Member::Message | Member::RequestId)
}

fn property(member: Member) -> Value {
    match member {
        Member::Status => json!({
            "description": "The HTTP status, as in the status line.",
            "type": "integer", "minimum": 400, "maximum": 599,
        }),
        Member::Code => json!({ "$ref": "#/components/schemas/ErrorCode" }),
        Member::Message => text("What went wrong, for a person. The text is no contract."),
        Member::RequestId => text("Names the request, for support."),
        Member::HostId => text("The host that answered."),
        Member::Recommend => text("Where the code is documented."),
        Member::AccessDeniedDetail => text("Why access was denied."),
    }
}

fn text(description: &str) -> Value {
    json!({ "description": description, "type": "string" })
}

/// Problem details of RFC 9457, with the members that the runtime adds.
fn problem() -> Value {
    json!({
        "description": "Problem details (RFC 9457).",
        "type": "object",
        "properties": {
            "type": {
                "description": "Where the code is documented, or about:blank.",
                "type": "string", "format": "uri-reference",
            },
            "title": text("A short name for people."),
            "status": { "type": "integer", "minimum": 400, "maximum": 599 },
            "detail": text("What went wrong, for a person."),
            "instance": {
                "description": "Names the request.",
                "type": "string", "format": "uri-reference",
            },
            "code": { "$ref": "#/components/schemas/ErrorCode" },
            "params": {
                "description": "The parameters of the message by name.",
                "type": "object",
                "additionalProperties": { "type": ["string", "integer", "boolean"] },
            },
        },
        "required": ["type", "title", "status", "detail", "code"],
    })
}

/// A response a status, with an example a code.
fn responses(catalog: &Catalog) -> Map<String, Value> {
    let mut by_status: BTreeMap<u16, Vec<&Entry>> = BTreeMap::new();
    for entry in &catalog.entries {
        by_status.entry(entry.status).or_default().push(entry);
    }
    let response = |(status, entries): (u16, Vec<&Entry>)| {
        (format!("Error{status}"), response(catalog, status, &entries))
    };
    by_status.into_iter().map(response).collect()
}

fn response(catalog: &Catalog, status: u16, entries: &[&Entry]) -> Value {
    let mut headers = Map::new();
    let header = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
    headers.insert(catalog.envelope.request_id_header.clone(), header("RequestId"));
    if entries.iter().any(|entry| entry.retry_after.is_some()) {
        headers.insert("Retry-After".to_owned(), header("RetryAfter"));
    }
    let content = |schema: &str, example: fn(&Catalog, &Entry) -> Value| {
        let examples = entries.iter().map(|entry| {
            let summary = entry.message.documented();
            let example = json!({ "summary": summary, "value": example(catalog, entry) });
            (entry.code.clone(), example)
        });
        json!({
            "schema": { "$ref": format!("#/components/schemas/{schema}") },
            "examples": examples.collect::<Map<String, Value>>(),
        })
    };
    json!({
        "description": named(status),
        "headers": headers,
        "content": {
            "application/json": content("Error", |catalog, entry| {
                json!(sample::json(catalog, entry, REQUEST_ID))
            }),
            "application/problem+json": content("Problem", |_, entry| {
                json!(sample::problem(entry, REQUEST_ID))
            }),
            "application/xml": content("Error", |catalog, entry| {
                sample::xml(catalog, entry, REQUEST_ID).body().into()
            }),
        },
    })
}
