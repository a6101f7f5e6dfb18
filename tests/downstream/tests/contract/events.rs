//! The event of a request that failed, for who looks after the service.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::get;
use downstream::everything;
use downstream::files::{Error, ErrorCode, Plain};
use errspec::axum::contract;
use http::header::CONTENT_TYPE;
use http::{Method, StatusCode};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

use crate::client::{Answer, Asks, send};
use crate::service::{app, routes};

/// An event's level and its fields.
type Seen = (Level, BTreeMap<&'static str, String>);

/// Keeps the events of the target that the docs name.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<Seen>>>);

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "errspec"
    }

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields(BTreeMap::new());
        event.record(&mut fields);
        self.0.lock().unwrap().push((*event.metadata().level(), fields.0));
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

struct Fields(BTreeMap<&'static str, String>);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.insert(field.name(), format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.insert(field.name(), value.to_owned());
    }
}

/// What a service answers, and the events while it did.
async fn watch(app: Router, request: http::request::Builder, body: &str) -> (Answer, Vec<Seen>) {
    let log = Log::default();
    let guard = tracing::subscriber::set_default(log.clone());
    let answer = send(app, request, body.to_owned()).await;
    drop(guard);
    let seen = log.0.lock().unwrap().clone();
    (answer, seen)
}

async fn watch_get(app: Router, path: &str) -> (Answer, Vec<Seen>) {
    watch(app, Asks::Nothing.request(Method::GET, path), "").await
}

/// The one event of a request.
async fn event(app: Router, path: &str) -> (Answer, Seen) {
    let (answer, mut seen) = watch_get(app, path).await;
    assert_eq!(seen.len(), 1, "{path}: {seen:?}");
    (answer, seen.remove(0))
}

#[tokio::test]
async fn a_failure_of_the_service_is_an_error_with_all_that_led_to_it() {
    let chain = || {
        let locked = Error::from(Plain::FileLocked).with_source("no space left");
        Error::from(Plain::InternalError).with_source(locked)
    };
    let app = Router::new().route("/a/b", get(async move || chain()));
    let app = app.layer(from_fn(contract::<ErrorCode>));
    let (answer, (level, fields)) = event(app, "/a/b?token=hunter2").await;
    let id = answer.header("x-request-id").unwrap();
    let expected = BTreeMap::from(
        [
            ("error.type", "InternalError"),
            ("http.response.status_code", "500"),
            ("http.request.method", "GET"),
            ("url.path", "/a/b"),
            ("request_id", id),
            ("exception.message", "File.Locked: The file is locked.: no space left"),
            ("message", "the request failed"),
        ]
        .map(|(name, value)| (name, value.to_owned())),
    );
    assert_eq!((level, fields), (Level::ERROR, expected));
}

#[tokio::test(start_paused = true)]
async fn each_request_that_failed_has_one() {
    for (path, level, code, reason) in [
        ("/panic/early", Level::ERROR, "InternalError", Some("the handler panicked: hunter2")),
        ("/panic/late", Level::ERROR, "InternalError", Some("the handler panicked: hunter2")),
        ("/status/502", Level::ERROR, "InternalError", Some("502 Bad Gateway: hunter2")),
        ("/stalled", Level::ERROR, "InternalError", Some("502 Bad Gateway")),
        ("/late/504", Level::ERROR, "TimedOut", Some("504 Gateway Timeout")),
        ("/late/408", Level::ERROR, "TimedOut", Some("408 Request Timeout")),
        ("/missing", Level::DEBUG, "File.Missing", None),
        ("/nowhere", Level::DEBUG, "NotFound", None),
        ("/text", Level::DEBUG, "BadRequest", None),
    ] {
        let (_, (seen, fields)) = event(app(), path).await;
        assert_eq!((seen, &*fields["error.type"]), (level, code), "{path}");
        assert_eq!(fields.get("exception.message").map(String::as_str), reason, "{path}");
    }
    let (_, (_, fields)) = event(app(), "/no-xml?Format=XML").await;
    assert!(fields["exception.message"].starts_with("the data cannot be written: "), "{fields:?}");
}

#[tokio::test]
async fn contracts_inside_of_each_other_make_one() {
    let app = app().layer(from_fn(contract::<ErrorCode>));
    for path in ["/missing", "/nowhere", "/panic/early"] {
        let (answer, (_, fields)) = event(app.clone(), path).await;
        assert_eq!(Some(&*fields["request_id"]), answer.header("x-request-id"), "{path}");
    }
}

#[tokio::test]
async fn its_id_is_the_responses() {
    let busy = async || (StatusCode::SERVICE_UNAVAILABLE, [("x-request-id", "busy-1")]);
    let unprintable = async || Error::from(Plain::FileLocked).with_request_id("a\nb");
    let app = routes().route("/busy", get(busy)).route("/unprintable", get(unprintable));
    let app = app.layer(from_fn(contract::<ErrorCode>));
    for (path, id) in [("/locked", "own-1"), ("/busy", "busy-1"), ("/unprintable", "a\nb")] {
        let (_, (_, fields)) = event(app.clone(), path).await;
        assert_eq!(fields["request_id"], id, "{path}");
    }
}

#[tokio::test]
async fn nothing_of_a_query_or_a_body_is_in_it() {
    for (path, media_type, body) in [
        ("/json?hunter2", "application/json", r#""hunter2""#),
        ("/json?hunter2", "application/json", r#"{"hunter2"}"#),
        ("/form?hunter2", "application/x-www-form-urlencoded", "name=a&name=hunter2&hunter2"),
        ("/query?hunter2=hunter2", "text/plain", "hunter2"),
    ] {
        let request = Asks::Nothing.request(Method::POST, path).header(CONTENT_TYPE, media_type);
        let (_, seen) = watch(app(), request, body).await;
        assert_eq!(seen.len(), 1, "{path}");
        assert!(!format!("{seen:?}").contains("hunter2"), "{seen:?}");
    }
    let (_, seen) = watch_get(app(), "/query?hunter2=hunter2").await;
    assert_eq!(seen.len(), 1);
    assert!(!format!("{seen:?}").contains("hunter2"), "{seen:?}");
}

#[tokio::test]
async fn a_success_has_none() {
    for path in ["/file", "/path/7", "/status/200", "/status/304", "/no-xml"] {
        let (answer, seen) = watch_get(app(), path).await;
        assert!(answer.status < 400 && seen.is_empty(), "{path}: {seen:?}");
    }
}

/// The spec of this table names no code for what no handler answers.
#[tokio::test]
async fn what_is_no_error_of_the_table_has_none() {
    let busy = async || everything::Error::from(everything::Plain::ShopBusy);
    let app = Router::new().route("/busy", get(busy));
    let app = app.layer(from_fn(contract::<everything::ErrorCode>));
    let (answer, seen) = watch_get(app.clone(), "/nowhere").await;
    assert_eq!((answer.status, &*answer.body, seen), (404, &b""[..], Vec::new()));
    let (_, (_, fields)) = event(app, "/busy").await;
    assert_eq!(fields["error.type"], "Busy");
}
