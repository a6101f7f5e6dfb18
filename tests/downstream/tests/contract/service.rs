//! A service in which everything can go wrong.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{DefaultBodyLimit, Path, Query};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use downstream::files::{Error, ErrorCode, Failure, Plain, Success};
use http::StatusCode;
use http_body::{Frame, SizeHint};
use serde::{Deserialize, Serialize};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

#[derive(Serialize, Deserialize)]
pub struct File {
    pub name: String,
}

/// The service behind the contract.
pub fn app() -> Router {
    routes().layer(from_fn(errspec::axum::contract::<ErrorCode>))
}

/// The service as it would answer alone.
pub fn routes() -> Router {
    let in_time = |status| TimeoutLayer::with_status_code(status, Duration::from_secs(1));
    Router::new()
        .route("/json", post(async |Json(file): Json<File>| file.name))
        .route("/form", post(async |Form(file): Form<File>| file.name))
        .route("/query", get(async |Query(file): Query<File>| file.name))
        .route("/path/{number}", get(async |Path(number): Path<u8>| number.to_string()))
        .route("/short", post(async |body: Bytes| body).layer(DefaultBodyLimit::max(10)))
        .route("/limited", post(async |body: Bytes| body).layer(RequestBodyLimitLayer::new(10)))
        .route("/late/408", get(for_ever).layer(in_time(StatusCode::REQUEST_TIMEOUT)))
        .route("/late/504", get(for_ever).layer(in_time(StatusCode::GATEWAY_TIMEOUT)))
        .route("/panic/early", get(panics_early))
        .route("/panic/late", get(panics_late))
        .route("/panic/body", get(async || (StatusCode::BAD_GATEWAY, Body::new(Promise::Panics))))
        .route("/status/{status}", get(answers_with))
        .route("/text", get(async || (StatusCode::CONFLICT, String::from("hunter2"))))
        .route("/stalled", get(async || (StatusCode::BAD_GATEWAY, Body::new(Promise::Stalls))))
        .route("/broken", get(async || (StatusCode::BAD_GATEWAY, Body::new(Promise::BreaksOff))))
        .route("/file", get(async || found("a.txt").with_request_id("own-1")))
        .route("/missing", get(async || Failure::from(ErrorCode::file_missing("b.txt"))))
        .route("/locked", get(async || Error::from(Plain::FileLocked).with_request_id("own-1")))
        .route("/unwritable", get(async || Success::<Vec<u8>>::new("Get", vec![1])))
        .route("/no-xml", get(async || Success::<_>::new("Get", no_xml())))
        .route("/success/502", get(async || (StatusCode::BAD_GATEWAY, found("a.txt"))))
}

fn found(name: &str) -> Success<File> {
    Success::new("GetFile", File { name: name.to_owned() })
}

/// JSON has members of any name.
fn no_xml() -> std::collections::BTreeMap<&'static str, u8> {
    [("1 <", 2)].into()
}

async fn for_ever() {
    std::future::pending().await
}

async fn panics_early() {
    panic!("hunter2")
}

async fn panics_late() {
    tokio::task::yield_now().await;
    panic!("{}", String::from("hunter2"))
}

async fn answers_with(Path(status): Path<u16>) -> Response {
    let headers = [
        ("allow", "GET"),
        ("etag", "\"7\""),
        ("content-encoding", "br"),
        ("content-disposition", "attachment"),
        ("content-digest", "sha-256=:AA==:"),
        ("www-authenticate", "Basic"),
    ];
    let mut response = (headers, "hunter2").into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    response
}

/// A body that promises ten bytes, and what becomes of it.
pub enum Promise {
    Stalls,
    BreaksOff,
    Panics,
}

impl HttpBody for Promise {
    type Data = Bytes;
    type Error = std::io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match *self {
            Self::Stalls => Poll::Pending,
            Self::BreaksOff => Poll::Ready(Some(Err(std::io::Error::other("hunter2")))),
            Self::Panics => panic!("hunter2"),
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(10)
    }
}
