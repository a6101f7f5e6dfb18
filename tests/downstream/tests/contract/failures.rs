//! What goes wrong, times the format that was asked for.

use axum::body::Body;
use axum::middleware::from_fn;
use downstream::files::ErrorCode::{self, *};
use errspec::axum::{contract, negotiate};
use http::Method;
use http::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER, VARY, WWW_AUTHENTICATE};

use tower::ServiceBuilder;

use crate::client::{App, Asks, Sent, get, send};
use crate::service::{app, routes};

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";
const TEXT: &str = "text/plain";

/// What goes wrong where a client sends a body: a path, a media type, a body.
const POSTED: [(&str, &str, &str, &str, ErrorCode); 9] = [
    ("a body that is no JSON", "/json", JSON, "{", BadRequest),
    ("JSON of another type", "/json", JSON, r#"{"name": ["hunter2"]}"#, BadRequest),
    ("JSON in disguise", "/json", TEXT, r#"{"name": "a"}"#, UnsupportedMediaType),
    ("a form that lacks a field", "/form", FORM, "nam=a", BadRequest),
    ("a form that says it twice", "/form", FORM, "name=a&name=b", BadRequest),
    ("a form in disguise", "/form", TEXT, "name=a", UnsupportedMediaType),
    ("a body beyond axum's limit", "/short", TEXT, "eleven byte", TooLarge),
    ("a body beyond tower's limit", "/limited", TEXT, "eleven byte", TooLarge),
    ("a method that a route lacks", "/query", TEXT, "", MethodNotAllowed),
];

/// What goes wrong without one.
const GOT: [(&str, &str, ErrorCode); 18] = [
    ("a query that lacks a parameter", "/query?nam=a", BadRequest),
    ("a path that is no number", "/path/hunter2", BadRequest),
    ("a path that is no text", "/path/%ff", BadRequest),
    ("a path that no route has", "/nowhere", NotFound),
    ("a handler that is late, to a client", "/late/408", TimedOut),
    ("a handler that is late, to a proxy", "/late/504", TimedOut),
    ("a handler that panics", "/panic/early", InternalError),
    ("a handler that panics after a while", "/panic/late", InternalError),
    ("an error's body that panics", "/panic/body", InternalError),
    ("an error's body that never comes", "/stalled", InternalError),
    ("an error's body that breaks off", "/broken", InternalError),
    ("a status of the handler's own", "/status/502", InternalError),
    ("a status that has its code", "/status/503", Unavailable),
    ("a status that says who may", "/status/401", BadRequest),
    ("a status beyond the registry", "/status/599", InternalError),
    ("a status and a text", "/text", BadRequest),
    ("data that cannot be written", "/unwritable", InternalError),
    ("a success with the status of a failure", "/success/502", InternalError),
];

#[tokio::test(start_paused = true)]
async fn whatever_goes_wrong_is_an_error_of_the_table_in_the_format_asked_for() {
    for asks in Asks::ALL {
        for (what, path, media_type, body, code) in POSTED {
            let request = asks.request(Method::POST, path).header(CONTENT_TYPE, media_type);
            let request = request.header("content-length", body.len());
            assert_is(code, what, asks, send(app(), request, body).await.error(asks.format()));
        }
        for (what, path, code) in GOT {
            let answer = send(app(), asks.request(Method::GET, path), "").await;
            assert_is(code, what, asks, answer.error(asks.format()));
            let by_accept = matches!(asks, Asks::XmlByParameter).then_some("accept");
            assert_ne!(answer.header("vary"), by_accept, "{what}, {asks:?}");
        }
    }
}

fn assert_is(code: ErrorCode, what: &str, asks: Asks, sent: Sent) {
    assert_eq!(sent.code, code, "{what}, {asks:?}");
    assert_eq!(sent.message, code.message(), "{what}, {asks:?}");
    assert_eq!(sent.request_id.len(), 36, "{what}, {asks:?}: {}", sent.request_id);
}

#[tokio::test(start_paused = true)]
async fn a_body_of_unknown_length_is_too_long_as_well() {
    for path in ["/short", "/limited"] {
        let body = http_body_util::Limited::new(Body::from("eleven byte"), 100);
        let request = Asks::Nothing.request(Method::POST, path);
        let answer = send(app(), request, Body::new(body)).await;
        assert_eq!(answer.error(Asks::Nothing.format()).code, TooLarge, "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn an_error_to_head_has_the_headers_of_one_to_get_and_no_body() {
    assert_head_is_like_get(app()).await;
    // A router takes the body away itself: here before the contract has seen it.
    let around = ServiceBuilder::new().layer(from_fn(contract::<ErrorCode>));
    assert_head_is_like_get(around.service(routes())).await;
}

async fn assert_head_is_like_get(app: impl App + Clone) {
    for asks in Asks::ALL {
        for path in GOT.map(|(_, path, _)| path).into_iter().chain(["/missing", "/locked"]) {
            let mut got = send(app.clone(), asks.request(Method::GET, path), "").await;
            // A server says so where the router does not.
            got.headers.insert(CONTENT_LENGTH, got.body.len().into());
            let mut head = send(app.clone(), asks.request(Method::HEAD, path), "").await;
            assert!(head.body.is_empty(), "{path}");
            for answer in [&mut got, &mut head] {
                assert!(answer.headers.remove("x-request-id").is_some(), "{path}");
            }
            assert_eq!((head.status, head.headers), (got.status, got.headers), "{path} {asks:?}");
        }
    }
}

#[tokio::test]
async fn data_that_one_format_cannot_hold_is_sent_in_the_other() {
    assert_eq!(get(app(), "/no-xml").await.status, 200);
    for asks in [Asks::XmlByAccept, Asks::XmlByParameter] {
        let answer = send(app(), asks.request(Method::GET, "/no-xml"), "").await;
        assert_is(InternalError, "an element's name", asks, answer.error(asks.format()));
        let source = errspec::axum::source(&answer.response).expect("logs have the reason");
        assert!(source.to_string().starts_with("the data cannot be written"), "{source}");
    }
}

#[tokio::test]
async fn headers_about_more_than_the_body_stay() {
    let answer = get(app(), "/status/401").await;
    assert_eq!(answer.headers[WWW_AUTHENTICATE], "Basic");
    assert_eq!(answer.headers[ALLOW], "GET");
    for gone in ["etag", "content-encoding", "content-disposition", "content-digest"] {
        assert_eq!(answer.header(gone), None);
    }
    let request = Asks::Nothing.request(Method::POST, "/query");
    assert_eq!(send(app(), request, "").await.headers[ALLOW], "GET,HEAD");
}

#[tokio::test]
async fn a_table_says_how_long_to_wait_unless_the_answer_does() {
    assert_eq!(get(app(), "/status/503").await.headers[RETRY_AFTER], "30");
    let headers = [("retry-after", "5"), ("x-request-id", "busy-1")];
    let busy = async move || (http::StatusCode::SERVICE_UNAVAILABLE, headers);
    let app = axum::Router::new().route("/", axum::routing::get(busy));
    let app = app.layer(from_fn(contract::<ErrorCode>));
    let answer = get(app, "/").await;
    assert_eq!(answer.headers.get_all(RETRY_AFTER).iter().collect::<Vec<_>>(), ["5"]);
    assert_eq!(answer.error(Asks::Nothing.format()).request_id, "busy-1");
}

#[tokio::test]
async fn caches_are_told_once_that_accept_decides() {
    let app = app().layer(from_fn(contract::<ErrorCode>));
    let app = app.layer(from_fn(negotiate));
    for path in ["/missing", "/nowhere", "/panic/early"] {
        let answer = get(app.clone(), path).await;
        let vary: Vec<_> = answer.headers.get_all(VARY).iter().collect();
        assert_eq!(vary, ["accept"], "{path}");
    }
}
