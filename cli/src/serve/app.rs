//! Which request is answered with what.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::current::Receiver;
use super::script::{self, EVENTS};
use super::{host, live, mock, notice};
use crate::docs::site::INDEX;

/// What every response says. The policy of a page itself is in the page; that it
/// is in no frame can only be said here.
const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'none'")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
];

pub fn app(current: Receiver, port: u16) -> Router {
    Router::new()
        .route("/", get(index))
        .route("/{*path}", get(file))
        .route(EVENTS, get(live::events))
        .merge(mock::router())
        .layer(from_fn_with_state(port, host::refuse_foreign))
        .layer(map_response(with_headers))
        .with_state(current)
}

async fn with_headers(mut response: Response) -> Response {
    response.headers_mut().extend(HEADERS.iter().cloned().collect::<HeaderMap>());
    response
}

async fn index(current: State<Receiver>) -> Response {
    file(current, Path(INDEX.to_owned())).await
}

async fn file(State(current): State<Receiver>, Path(path): Path<String>) -> Response {
    let current = current.borrow().clone();
    match current.site.as_ref().map(|files| files.get(&path)) {
        Ok(Some(text)) => typed(StatusCode::OK, media_type(&path), text),
        Ok(None) => {
            let page = notice::missing(&path, &script::of(&current.version));
            typed(StatusCode::NOT_FOUND, HTML, page)
        }
        Err(page) => typed(StatusCode::SERVICE_UNAVAILABLE, HTML, page.clone()),
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.') {
        Some((_, "html")) => HTML,
        Some((_, "json")) => "application/json",
        _ => "text/plain; charset=utf-8",
    }
}

fn typed(status: StatusCode, media_type: &'static str, text: String) -> Response {
    (status, [(CONTENT_TYPE, media_type)], text).into_response()
}
