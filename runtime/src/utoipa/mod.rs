//! Error responses in an OpenAPI document that utoipa makes: what `errspec export --to
//! openapi` has as components, for `#[utoipa::path(responses(GetOrderError))]`.

mod schema;

use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use ::utoipa::IntoResponses;
use ::utoipa::openapi::example::{Example, ExampleBuilder};
use ::utoipa::openapi::{
    Content, ContentBuilder, Header, HeaderBuilder, RefOr, Response, ResponseBuilder, Schema,
};
use serde_json::Value;

use crate::{
    ApiError, ErrorCode, Failure, Format, Operation, OperationError, http_status, json, problem,
    xml,
};

type Responses = BTreeMap<String, RefOr<Response>>;

/// Every code of the table, by its status.
impl<C: ErrorCode> IntoResponses for ApiError<C> {
    fn responses() -> Responses {
        responses(C::ALL.iter().copied())
    }
}

/// Every code of the table, by its status.
impl<C: ErrorCode> IntoResponses for Failure<C> {
    fn responses() -> Responses {
        ApiError::<C>::responses()
    }
}

/// The codes that the operation may answer with, by their statuses.
impl<O: Operation> IntoResponses for OperationError<O> {
    fn responses() -> Responses {
        let codes = O::ROW.codes().iter();
        responses(codes.filter_map(|index| O::Code::ALL.get(*index as usize).copied()))
    }
}

/// A response a status, with a named example a code.
fn responses<C: ErrorCode>(codes: impl Iterator<Item = C>) -> Responses {
    let mut by_status: BTreeMap<u16, Vec<C>> = BTreeMap::new();
    for code in codes {
        by_status.entry(code.status()).or_default().push(code);
    }
    let formats = C::ENVELOPE.formats.iter();
    let schemas: Vec<(Format, Schema)> =
        formats.map(|format| (*format, schema::of::<C>(*format))).collect();
    let responses = by_status.into_iter();
    let responses =
        responses.map(|(status, codes)| (status.to_string(), response(status, &codes, &schemas)));
    responses.collect()
}

fn response<C: ErrorCode>(
    status: u16,
    codes: &[C],
    schemas: &[(Format, Schema)],
) -> RefOr<Response> {
    let description = match http_status::reason(status) {
        Some(reason) => format!("{status} {reason}"),
        None => status.to_string(),
    };
    let mut response = ResponseBuilder::new()
        .description(description)
        .header(C::ENVELOPE.request_id_header, request_id());
    if codes.iter().any(|code| code.retry_after().is_some()) {
        response = response.header("Retry-After", retry_after());
    }
    if let Some(name) = C::ENVELOPE.code_header {
        response = response.header(name, code());
    }
    for (format, schema) in schemas {
        let media_type = C::ENVELOPE.content_type(*format);
        response = response.content(media_type, content(*format, codes, schema));
    }
    response.into()
}

fn content<C: ErrorCode>(format: Format, codes: &[C], schema: &Schema) -> Content {
    let examples = codes.iter().map(|code| (code.code(), example(format, *code)));
    ContentBuilder::new().schema(Some(schema.clone())).examples_from_iter(examples).build()
}

/// A UUID like those that are made up for requests.
const REQUEST_ID: &str = "0f9a6c1e-3b7d-4f52-9c84-d1e2a7b5f630";

const HOST_ID: &str = "api.example.com";

/// The code's documented error, as it is sent.
fn example<C: ErrorCode>(format: Format, code: C) -> Example {
    let error = ApiError::documented(code).with_request_id(REQUEST_ID).with_host_id(HOST_ID);
    let value = match format {
        Format::Json => serde_json::from_slice(&json::encode(&error)).ok(),
        Format::Problem => serde_json::from_slice(&problem::encode(&error)).ok(),
        Format::Xml => String::from_utf8(xml::encode(&error)).ok().map(Value::String),
    };
    ExampleBuilder::new().summary(code.message()).value(value).build()
}

fn request_id() -> Header {
    header("Names the request, as the body does.", schema::text("").build())
}

fn code() -> Header {
    header("The code, as the body has it.", schema::code().build())
}

fn retry_after() -> Header {
    header(
        "Seconds to wait before the next try (RFC 9110, section 10.2.3).",
        schema::seconds("").build(),
    )
}

fn header(description: &str, schema: impl Into<RefOr<Schema>>) -> Header {
    HeaderBuilder::new().description(Some(description.to_owned())).schema(Some(schema)).build()
}
