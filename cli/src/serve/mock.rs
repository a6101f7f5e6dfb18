//! Answers with the errors of the table, as a service sends them.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Path, RawQuery, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_REQUEST_METHOD, CONTENT_TYPE, HeaderName,
    HeaderValue, RETRY_AFTER,
};
use axum::http::{Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use errspec::axum::negotiate;
use errspec::http::{Format, new_request_id};
use errspec_codegen::catalog::{Catalog, Entry, ParamType, Retired};
use errspec_codegen::{named, sample, visible};

use super::current::Receiver;
use crate::explain::suggestions;

pub fn router() -> Router<Receiver> {
    Router::new()
        .route("/mock", any(by_query))
        .route("/mock/", any(by_query))
        .route("/mock/{*code}", any(by_path))
        .layer(from_fn(negotiate))
        .layer(from_fn(to_every_origin))
}

async fn by_query(current: State<Receiver>, RawQuery(query): RawQuery, format: Format) -> Response {
    let asked = asked(query);
    let code = asked.get("code").map_or("", String::as_str);
    answer(&current, code, &asked, format)
}

async fn by_path(
    current: State<Receiver>,
    Path(code): Path<String>,
    RawQuery(query): RawQuery,
    format: Format,
) -> Response {
    answer(&current, &code, &asked(query), format)
}

/// What the query names: the first of each name.
fn asked(query: Option<String>) -> HashMap<String, String> {
    let query = query.unwrap_or_default();
    let mut asked = HashMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()).into_owned() {
        asked.entry(name).or_insert(value);
    }
    asked
}

fn answer(
    current: &Receiver,
    code: &str,
    asked: &HashMap<String, String>,
    format: Format,
) -> Response {
    let Some(catalog) = current.borrow().table.clone() else {
        let sentence = "The spec is broken and was from the start: see / for what is wrong.\n";
        return (StatusCode::SERVICE_UNAVAILABLE, sentence).into_response();
    };
    let entry = catalog.entries.iter().find(|entry| is_named(entry, code));
    let retired = catalog.retired.iter().find(|retired| retired.code == code);
    match (entry, retired) {
        (Some(entry), _) => match filled_in(entry, asked) {
            Ok(entry) => error(&catalog, &entry, format),
            Err(sentence) => (StatusCode::BAD_REQUEST, sentence).into_response(),
        },
        (None, Some(retired)) => (StatusCode::NOT_FOUND, gone(retired)).into_response(),
        (None, None) if code.is_empty() => list(&catalog).into_response(),
        (None, None) => (StatusCode::NOT_FOUND, unknown(code, &catalog)).into_response(),
    }
}

/// As a client may meet it on the wire.
fn is_named(entry: &Entry, code: &str) -> bool {
    entry.code == code || entry.aliases.iter().any(|alias| alias == code)
}

/// The entry with the message of the case that was asked for, and with the parameters for
/// examples.
fn filled_in(entry: &Entry, asked: &HashMap<String, String>) -> Result<Entry, String> {
    let mut entry = entry.clone();
    if let Some(case) = asked.get("case") {
        let made = entry.constructors.iter().find(|made| made.case.as_ref() == Some(case));
        let sentence = || format!("`{}` has no case `{}`.\n", entry.code, visible(case));
        entry.message = made.ok_or_else(sentence)?.message.clone();
    }
    for param in &mut entry.message.params {
        let Some(value) = asked.get(&param.name) else { continue };
        let fits = match param.r#type {
            ParamType::Integer => value.parse::<i64>().is_ok(),
            ParamType::Boolean => value.parse::<bool>().is_ok(),
            ParamType::String => true,
        };
        if !fits {
            let (name, r#type) = (&param.name, param.r#type.name());
            return Err(format!("`{}` is no {type}: {name} is one.\n", visible(value)));
        }
        param.example = Some(value.clone());
    }
    Ok(entry)
}

/// What `errspec::http::error_response` makes of the code.
fn error(catalog: &Catalog, entry: &Entry, format: Format) -> Response {
    let request_id = new_request_id();
    let envelope = &catalog.envelope;
    let asked = envelope.formats.iter().find(|sent| errspec::Format::from(**sent) == format);
    let format = *asked.unwrap_or(&envelope.formats[0]);
    let body = sample::of(format, catalog, entry, &request_id);
    let own_type = envelope.content_type.as_deref().filter(|_| format == envelope.formats[0]);
    let content_type = own_type.unwrap_or(errspec::Format::from(format).content_type());
    let mut response = (
        StatusCode::from_u16(entry.status).expect("a table's statuses are 400 to 599"),
        [(CONTENT_TYPE, content_type)],
        [(envelope.request_id_header.as_str(), &*request_id)],
        body.body(),
    )
        .into_response();
    let headers = response.headers_mut();
    if let Some(seconds) = entry.retry_after {
        headers.insert(RETRY_AFTER, seconds.into());
    }
    let name = envelope.code_header.as_deref().and_then(|name| name.parse::<HeaderName>().ok());
    if let (Some(name), Ok(code)) = (name, entry.code.parse()) {
        headers.insert(name, code);
    }
    response
}

fn gone(retired: &Retired) -> String {
    let since = retired.since.iter().map(|since| format!(" since {}", visible(since)));
    let reason = retired.reason.iter().map(|reason| format!(" {}", visible(reason)));
    let (since, reason): (String, String) = (since.collect(), reason.collect());
    format!("`{}` is retired{since} and never sent.{reason}\n", retired.code)
}

fn unknown(code: &str, catalog: &Catalog) -> String {
    format!("There is no code `{}`{}\n", visible(code), suggestions(code, catalog))
}

/// Every address that is answered with an error, a line each.
fn list(catalog: &Catalog) -> String {
    let mut text = "\
Each of these is answered, to any method, as a service would: in JSON, with Format=XML or
Accept: application/xml in XML, with Accept: application/problem+json as problem details.
A parameter of the message is taken from the query, as in &parameter_name=KeyId, and one of
several messages with &case=NAME.

"
    .to_owned();
    for entry in &catalog.entries {
        let status = named(entry.status);
        text.push_str(&format!("/mock?code={}  {status}\n", entry.code));
        for alias in &entry.aliases {
            text.push_str(&format!("/mock?code={alias}  {status}, as {}\n", entry.code));
        }
    }
    text
}

/// Lets a page that is developed at another address call the mock (Fetch, CORS).
async fn to_every_origin(request: Request, next: Next) -> Response {
    let is_preflight = request.method() == Method::OPTIONS
        && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    let mut response = match is_preflight {
        true => StatusCode::NO_CONTENT.into_response(),
        false => next.run(request).await,
    };
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if is_preflight {
        // The star does not stand for the header of credentials.
        let every = HeaderValue::from_static("*, Authorization");
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, every);
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("*"));
    } else {
        headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("*"));
    }
    response
}
