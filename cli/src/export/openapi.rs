//! Error responses as components of an OpenAPI 3.1 document.
//!
//! There are no paths: a service's own document refers to
//! `errors.openapi.json#/components/responses/Error404`, or an operation to
//! `.../DescribeKey404`, and the like.

mod schema;

use std::collections::BTreeMap;

use errspec_codegen::catalog::{Catalog, Entry, Format};
use errspec_codegen::sample::{self, REQUEST_ID};
use errspec_codegen::{display_name, named};
use serde_json::{Map, Value, json};

/// OpenAPI 3.1.1, whose schemas are those of JSON Schema 2020-12.
const OPENAPI: &str = "3.1.1";

pub fn document(catalog: &Catalog) -> Result<String, serde_json::Error> {
    let formats = &catalog.envelope.formats;
    let mut schemas = Map::new();
    schemas.insert("ErrorCode".to_owned(), open_enum(catalog));
    schemas.insert("KnownErrorCode".to_owned(), known_codes(catalog));
    if formats.iter().any(|format| *format != Format::Problem) {
        schemas.insert("Error".to_owned(), schema::error(catalog));
    }
    if formats.contains(&Format::Problem) {
        schemas.insert("Problem".to_owned(), schema::problem(catalog));
    }
    let mut headers = json!({
        "RequestId": {
            "description": "Names the request, as the body does.",
            "schema": { "type": "string" },
        },
        "RetryAfter": {
            "description": "Seconds to wait before the next try (RFC 9110, section 10.2.3).",
            "schema": { "type": "integer", "minimum": 0 },
        },
    });
    if catalog.envelope.code_header.is_some() {
        headers["ErrorCode"] = json!({
            "description": "The code, as the body has it.",
            "schema": { "$ref": "#/components/schemas/ErrorCode" },
        });
    }
    let document = json!({
        "openapi": OPENAPI,
        "info": {
            "title": format!("Error responses of {}", display_name(catalog)),
            "version": catalog.api_version.as_deref().unwrap_or("1"),
        },
        "components": {
            "schemas": schemas,
            "headers": headers,
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

/// A response a status, with an example a code: of the whole table as `Error404`, and of
/// each operation as `DescribeKey404`.
fn responses(catalog: &Catalog) -> Map<String, Value> {
    let all: Vec<&Entry> = catalog.entries.iter().collect();
    let of_operations = catalog.operations.iter();
    let of_operations =
        of_operations.map(|operation| (&*operation.variant, catalog.errors_of(operation)));
    let groups = [("Error", all)].into_iter().chain(of_operations);
    groups.flat_map(|(name, entries)| responses_of(catalog, name, &entries)).collect()
}

fn responses_of<'c>(
    catalog: &'c Catalog,
    name: &'c str,
    entries: &[&'c Entry],
) -> impl Iterator<Item = (String, Value)> + use<'c> {
    let mut by_status: BTreeMap<u16, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        by_status.entry(entry.status).or_default().push(entry);
    }
    let response = move |(status, entries): (u16, Vec<&Entry>)| {
        (format!("{name}{status}"), response(catalog, status, &entries))
    };
    by_status.into_iter().map(response)
}

fn response(catalog: &Catalog, status: u16, entries: &[&Entry]) -> Value {
    let mut headers = Map::new();
    let header = |name: &str| json!({ "$ref": format!("#/components/headers/{name}") });
    headers.insert(catalog.envelope.request_id_header.clone(), header("RequestId"));
    if entries.iter().any(|entry| entry.retry_after.is_some()) {
        headers.insert("Retry-After".to_owned(), header("RetryAfter"));
    }
    if let Some(name) = &catalog.envelope.code_header {
        headers.insert(name.clone(), header("ErrorCode"));
    }
    json!({
        "description": named(status),
        "headers": headers,
        "content": content(catalog, entries),
    })
}

/// By media type.
fn content(catalog: &Catalog, entries: &[&Entry]) -> Map<String, Value> {
    let envelope = &catalog.envelope;
    let media_type = |(index, format): (usize, &Format)| {
        let schema = match format {
            Format::Json | Format::Xml => "Error",
            Format::Problem => "Problem",
        };
        let examples = entries.iter().map(|entry| {
            let value = match format {
                Format::Json => json!(sample::json(catalog, entry, REQUEST_ID)),
                Format::Xml => sample::xml(catalog, entry, REQUEST_ID).body().into(),
                Format::Problem => json!(sample::problem(catalog, entry, REQUEST_ID)),
            };
            let summary = entry.message.documented();
            (entry.code.clone(), json!({ "summary": summary, "value": value }))
        });
        let content = json!({
            "schema": { "$ref": format!("#/components/schemas/{schema}") },
            "examples": examples.collect::<Map<String, Value>>(),
        });
        let own = envelope.content_type.as_deref().filter(|_| index == 0);
        let usual = errspec::Format::from(*format).content_type();
        (own.unwrap_or(usual).to_owned(), content)
    };
    envelope.formats.iter().enumerate().map(media_type).collect()
}
