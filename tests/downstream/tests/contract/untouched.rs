//! What a contract leaves alone.

use std::future::ready;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::{Next, from_fn, map_response};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use downstream::files::{Error, ErrorCode, Plain};
use errspec::axum::contract;
use errspec::http::{Format, error_response};
use http::{HeaderMap, Method, StatusCode};
use tower::ServiceExt;

use crate::client::{Answer, Asks, send};
use crate::service::{Promise, app, routes};

/// What arrives of a request to a service, which is the same with the contract.
async fn both(app: &Router, asks: Asks, method: Method, path: &str) -> Answer {
    let alone = send(app.clone(), asks.request(method.clone(), path), "").await;
    let layered = app.clone().layer(from_fn(contract::<ErrorCode>));
    let answer = send(layered, asks.request(method, path), "").await;
    assert_eq!(answer.status, alone.status, "{path} {asks:?}");
    assert_eq!(answer.headers, alone.headers, "{path} {asks:?}");
    assert_eq!(answer.body, alone.body, "{path} {asks:?}");
    answer
}

#[tokio::test]
async fn every_response_that_is_no_failure() {
    for status in 100..400 {
        for method in [Method::GET, Method::HEAD] {
            let asks = Asks::XmlByAccept;
            both(&routes(), asks, method, &format!("/status/{status}")).await;
        }
    }
}

#[tokio::test]
async fn a_success_of_the_table_but_for_its_format() {
    let answer = both(&routes(), Asks::Nothing, Method::HEAD, "/status/200").await;
    assert!(answer.body.is_empty());
    let answer = send(app(), Asks::XmlByParameter.request(Method::GET, "/file"), "").await;
    assert_eq!((answer.status, answer.header("x-request-id")), (200, Some("own-1")));
    assert!(
        answer.body.ends_with(b"<RequestId>own-1</RequestId><name>a.txt</name></GetFileResponse>")
    );
}

#[tokio::test]
async fn an_error_of_the_table_but_for_its_format() {
    for asks in Asks::ALL {
        let answer = send(app(), asks.request(Method::GET, "/locked"), "").await;
        let sent = answer.error(asks.format());
        assert_eq!((sent.code, sent.request_id.as_str()), (ErrorCode::FileLocked, "own-1"));
        assert_eq!(sent.message, "The file is locked.");
        let answer = send(app(), asks.request(Method::GET, "/missing"), "").await;
        let sent = answer.error(asks.format());
        assert_eq!(sent.code, ErrorCode::FileMissing);
        assert_eq!(sent.message, "There is no file b.txt.");
    }
}

#[tokio::test]
async fn an_error_of_the_table_that_another_framework_made() {
    for format in [Format::Json, Format::Xml, Format::Problem] {
        let make = move || {
            let error = Error::from(Plain::FileLocked).with_request_id("own-1");
            let response: Response = error_response(&error, format).map(Body::from);
            response
        };
        let by_handler = Router::new().route("/", get(async move || make()));
        let by_layer = Router::new().layer(from_fn(move |_: Request, _: Next| ready(make())));
        for app in [by_handler, by_layer] {
            for asks in Asks::ALL {
                let answer = both(&app, asks, Method::GET, "/").await;
                assert_eq!(answer.error(format).code, ErrorCode::FileLocked);
            }
        }
    }
}

#[tokio::test]
async fn what_else_is_on_an_error() {
    let mut headers = HeaderMap::new();
    headers.append("set-cookie", "a=1".parse().unwrap());
    headers.append("set-cookie", "b=2".parse().unwrap());
    let error = || Error::from(Plain::FileLocked);
    let app = Router::new()
        .route(
            "/of-the-table",
            get({
                let headers = headers.clone();
                async move || (StatusCode::GONE, headers, Extension(7_u8), error())
            }),
        )
        .route("/of-none", get(async move || (StatusCode::GONE, headers, Extension(7_u8))))
        .layer(from_fn(contract::<ErrorCode>));
    for (path, status) in [("/of-the-table", 410), ("/of-none", 400)] {
        let answer = send(app.clone(), Asks::XmlByAccept.request(Method::GET, path), "").await;
        assert_eq!(answer.status, status, "{path}");
        let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
        assert_eq!(cookies, ["a=1", "b=2"], "{path}");
        assert_eq!(answer.response.extensions().get::<u8>(), Some(&7), "{path}");
    }
}

/// A layer that knows better (a cache that says 304, a page for maintenance) has the
/// last word on a body that was of the table.
#[tokio::test]
async fn a_body_that_a_layer_replaced() {
    for (status, body) in [(StatusCode::NOT_MODIFIED, ""), (StatusCode::OK, "maintenance")] {
        let replace = map_response(move |mut response: Response| {
            *response.status_mut() = status;
            *response.body_mut() = Body::from(body);
            ready(response)
        });
        let app = routes().layer(replace).layer(from_fn(contract::<ErrorCode>));
        for path in ["/file", "/missing"] {
            let answer =
                send(app.clone(), Asks::XmlByParameter.request(Method::GET, path), "").await;
            assert_eq!(
                (answer.status, &*answer.body),
                (status.as_u16(), body.as_bytes()),
                "{path}"
            );
        }
    }
}

/// A success need not be there as a whole before its first byte is sent.
#[tokio::test(start_paused = true)]
async fn a_body_that_is_not_there_yet() {
    let app = Router::new().route("/", get(async || Body::new(Promise::Stalls)));
    let app = app.layer(from_fn(contract::<ErrorCode>));
    let request = Asks::Nothing.request(Method::GET, "/").body(Body::empty()).unwrap();
    let response = tokio::time::timeout(Duration::from_secs(60), app.oneshot(request)).await;
    assert_eq!(response.expect("it has a head").unwrap().status(), 200);
}
