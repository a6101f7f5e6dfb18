//! A form is read before the handler, for its parameter `Format`.

use std::time::Duration;

use axum::body::Body;
use axum::middleware::from_fn;
use axum::routing::post;
use axum::{Form, Router};
use downstream::files::ErrorCode;
use errspec::axum::{contract, negotiate};
use errspec::http::Format;
use http::Method;
use http::header::CONTENT_TYPE;
use serde::Deserialize;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::client::{Answer, App, Asks, send};
use crate::service::{Promise, app};

/// Nothing of it is needed, so that an empty form is one, too.
#[derive(Deserialize)]
struct Filter {
    name: Option<String>,
}

fn deletes() -> Router {
    let delete = async |Form(filter): Form<Filter>| match filter.name {
        Some(name) => format!("deleted {name}"),
        None => String::from("deleted all"),
    };
    Router::new().route("/", post(delete))
}

async fn submit(app: impl App, path: &str, form: impl Into<Body>) -> Answer {
    let form = form.into();
    let mut request = Asks::Nothing.request(Method::POST, path);
    request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    send(app, request, form).await
}

#[tokio::test]
async fn an_error_has_the_format_that_a_form_asks_for() {
    for path in ["/form", "/nowhere", "/query"] {
        let answer = submit(app(), path, "nam=a&Format=XML").await;
        answer.error(Format::Xml);
        assert_eq!(answer.header("vary"), None, "{path}");
        submit(app(), path, "nam=a&Format=JSON").await.error(Format::Json);
    }
}

/// To take half a filter for none would delete everything.
#[tokio::test]
async fn a_form_that_breaks_off_is_no_empty_one() {
    let app = deletes().layer(from_fn(contract::<ErrorCode>));
    assert_eq!(submit(app.clone(), "/", "").await.body, "deleted all");
    let answer = submit(app, "/", Body::new(Promise::BreaksOff)).await;
    assert_eq!(answer.error(Format::Json).code, ErrorCode::BadRequest);
    let app = deletes().layer(from_fn(negotiate));
    assert_eq!(submit(app, "/", Body::new(Promise::BreaksOff)).await.status, 400);
}

#[tokio::test]
async fn a_form_that_a_layer_outside_finds_too_large_is_too_large() {
    let app = deletes().layer(from_fn(contract::<ErrorCode>)).layer(RequestBodyLimitLayer::new(9));
    let answer = submit(app, "/", "name=a.txt").await;
    assert_eq!(answer.error(Format::Json).code, ErrorCode::TooLarge);
}

#[tokio::test(start_paused = true)]
async fn a_form_may_take_as_long_as_a_layer_outside_allows() {
    let in_time = RequestBodyTimeoutLayer::new(Duration::from_secs(1));
    let app = app().layer(in_time);
    let stalls = || Body::new(Promise::Stalls);
    let request = Asks::Nothing.request(Method::POST, "/form").header("content-length", 10);
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = send(app.clone(), request, stalls()).await;
    assert_eq!(answer.error(Format::Json).code, ErrorCode::BadRequest);

    let form = "nam=a&Format=XML";
    let request = Asks::Nothing.request(Method::POST, "/form");
    let request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = send(app, request.header("content-length", form.len()), form).await;
    answer.error(Format::Xml);
}
