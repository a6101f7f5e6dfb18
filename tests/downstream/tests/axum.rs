//! Whole responses of an axum service.

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use axum::{Form, Router};
use downstream::flat::{Error, ErrorCode, Plain, Success};
use errspec::http::Format;
use http::header::{CONTENT_TYPE, HeaderValue};
use serde::{Deserialize, Serialize};
use tower::ServiceExt;

#[derive(Serialize)]
struct Data {
    name: &'static str,
}

async fn fails() -> Result<Success<Data>, Error> {
    Err(Plain::ShopBusy)?
}

async fn answers() -> Result<Success<Data>, Error> {
    Ok(Success::new("Get", Data { name: "a&b" }).with_request_id("r-1"))
}

#[derive(Deserialize)]
struct Input {
    #[serde(rename = "Name")]
    name: String,
}

async fn echoes(format: Format, Form(input): Form<Input>) -> String {
    format!("{format:?} {}", input.name)
}

/// What a handler sets beside its answer.
async fn decorated() -> impl IntoResponse {
    let headers = [("set-cookie", "a=1"), ("set-cookie", "b=2"), ("retry-after", "5")];
    let mut all = http::HeaderMap::new();
    for (name, value) in headers {
        all.append(name, HeaderValue::from_static(value));
    }
    (http::StatusCode::CREATED, all, axum::Extension(7_u32), answers().await)
}

async fn unwritable() -> Result<Success<Vec<u8>>, Error> {
    Ok(Success::new("Get", vec![1]))
}

/// A layer that answers with a body of its own, and one that compresses, so to say.
async fn meddle(request: Request, next: axum::middleware::Next) -> Response {
    let meddles = request
        .uri()
        .query()
        .and_then(|query| query.split_once("meddle="))
        .map(|(_, m)| m.to_owned());
    let mut response = next.run(request).await;
    match meddles.as_deref() {
        Some("replace") => {
            *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
            *response.body_mut() = Body::from("maintenance");
        }
        Some("compress") => {
            response.headers_mut().insert("content-encoding", HeaderValue::from_static("gzip"));
        }
        _ => {}
    }
    response
}

fn app() -> Router {
    Router::new()
        .route("/fails", any(fails))
        .route("/answers", any(answers))
        .route("/echoes", any(echoes))
        .route("/own", any(async || Error::from(Plain::ShopBusy).with_source("hunter2")))
        .route("/decorated", any(decorated))
        .route("/unwritable", any(unwritable))
        .route("/only-get", axum::routing::get(answers))
        .method_not_allowed_fallback(async || Error::from(Plain::ShopBusy))
        .fallback(async || ErrorCode::shop_order_not_found(7, "Bern"))
        .layer(from_fn(meddle))
        .layer(from_fn(errspec::axum::negotiate))
}

async fn send(request: http::request::Builder, body: &str) -> (Response<()>, String) {
    let request: Request = request.body(Body::from(body.to_owned())).unwrap();
    let (parts, body) = app().oneshot(request).await.unwrap().into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    (Response::from_parts(parts, ()), String::from_utf8(body.to_vec()).unwrap())
}

async fn get(uri: &str, accept: Option<&'static str>) -> (Response<()>, String) {
    let mut request = Request::get(uri);
    if let Some(accept) = accept {
        request = request.header("accept", accept);
    }
    send(request, "").await
}

fn header<'r>(response: &'r Response<()>, name: &str) -> Option<&'r str> {
    response.headers().get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn an_error_has_its_status_its_headers_and_one_request_id() {
    let (response, body) = get("/fails", None).await;
    assert_eq!(response.status(), 429);
    assert_eq!(header(&response, "content-type"), Some("application/json"));
    assert_eq!(header(&response, "retry-after"), Some("30"));
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body["Code"], "Busy");
    let id = header(&response, "x-shop-request-id").expect("an id was made up");
    assert_eq!(body["Id"], id);
    let hyphens: Vec<usize> = id.match_indices('-').map(|(at, _)| at).collect();
    assert_eq!((id.len(), &id[14..15], hyphens), (36, "4", vec![8, 13, 18, 23]), "a UUID v4: {id}");
    let (other, _) = get("/fails", None).await;
    assert_ne!(header(&other, "x-shop-request-id"), Some(id));
}

#[tokio::test]
async fn a_success_is_an_answer_too() {
    let (response, body) = get("/answers", None).await;
    assert_eq!(
        (response.status(), body.as_str()),
        (http::StatusCode::OK, r#"{"Id":"r-1","name":"a&b"}"#)
    );
    assert_eq!(header(&response, "x-shop-request-id"), Some("r-1"));
    let (response, body) = get("/answers?Format=XML", None).await;
    let xml = "<GetResponse><Id>r-1</Id><name>a&amp;b</name></GetResponse>";
    assert_eq!(body, format!(r#"<?xml version="1.0" encoding="UTF-8"?>{xml}"#));
    assert_eq!(header(&response, "content-type"), Some("application/xml"));
    let (response, _) = get("/answers", Some("application/problem+json")).await;
    assert_eq!(header(&response, "content-type"), Some("application/json"));
}

#[tokio::test]
async fn the_client_chooses_the_format() {
    const JSON: &str = "application/json";
    const XML: &str = "application/xml";
    const PROBLEM: &str = "application/problem+json";
    for (query, accept, expected) in [
        ("", None, JSON),
        ("?Format=xml", None, XML),
        ("?a=b&Format=Xml&c", None, XML),
        ("?Format=JSON", Some(XML), JSON),
        ("?Format=yaml", Some(XML), JSON),
        ("?Format=", Some(XML), JSON),
        ("?format=xml", None, JSON),
        ("", Some("*/*"), JSON),
        ("", Some("text/html"), JSON),
        ("", Some("text/html, application/xml;q=0.9, */*;q=0.8"), XML),
        ("", Some("application/xml;q=0.5, application/json;q=0.5"), JSON),
        ("", Some("application/xml;q=0, text/html"), JSON),
        ("", Some("Application/XML"), XML),
        ("", Some(PROBLEM), PROBLEM),
        ("", Some("application/xml;q=nonsense"), JSON),
        ("", Some("text/xml"), XML),
        ("", Some("application/*"), JSON),
        ("", Some("application/json;q=0, */*;q=0.1, application/xml;q=0.05"), XML),
        ("", Some("application/json;q=0.1, */*;q=0.9, application/xml;q=0.5"), XML),
        ("", Some("application/*;q=0.3, application/xml;q=0.2"), JSON),
    ] {
        let (response, body) = get(&format!("/fails{query}"), accept).await;
        assert_eq!(header(&response, "content-type"), Some(expected), "{query} {accept:?}");
        assert_eq!(
            (response.status().as_u16(), header(&response, "retry-after")),
            (429, Some("30"))
        );
        let id = header(&response, "x-shop-request-id").unwrap();
        assert!(body.contains(id), "{body} has another id than {id}");
    }
}

#[tokio::test]
async fn a_form_chooses_too_and_reaches_the_handler() {
    let form = |uri| {
        let form = "application/x-www-form-urlencoded; charset=UTF-8";
        Request::post(uri).header(CONTENT_TYPE, HeaderValue::from_static(form))
    };
    let (_, body) = send(form("/echoes"), "Name=a%20b&Format=xml").await;
    assert_eq!(body, "Xml a b");
    let (_, body) = send(form("/echoes?Format=json"), "Name=x&Format=xml").await;
    assert_eq!(body, "Json x");
    let long = format!("Name={}&Format=xml", "x".repeat(100_000));
    let (_, body) = send(form("/echoes"), &long).await;
    assert!(body.starts_with("Json xxx"), "a long form reaches the handler unread");
}

#[tokio::test]
async fn the_framework_fails_with_codes_of_the_table() {
    let (response, body) = get("/nowhere", Some("application/xml")).await;
    assert_eq!(response.status(), 404);
    assert!(body.starts_with("<Error><Id>") && body.contains("<Code>Order.NotFound</Code>"));
    let (response, _) = send(Request::post("/only-get"), "").await;
    assert_eq!(response.status(), 429);
}

#[tokio::test]
async fn what_others_set_on_a_response_stays() {
    for (format, media_type) in [("json", "application/json"), ("xml", "application/xml")] {
        let (response, body) = get(&format!("/decorated?Format={format}"), None).await;
        assert_eq!(response.status(), 201, "{format}");
        let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
        assert_eq!(cookies, ["a=1", "b=2"]);
        assert_eq!(header(&response, "retry-after"), Some("5"));
        assert_eq!(header(&response, "content-type"), Some(media_type));
        assert_eq!(response.extensions().get::<u32>(), Some(&7));
        assert!(body.contains("r-1"));
    }
    let (response, body) = get("/answers?Format=xml&meddle=replace", None).await;
    assert_eq!((response.status().as_u16(), body.as_str()), (503, "maintenance"));
    let (response, body) = get("/answers?Format=xml&meddle=compress", None).await;
    assert_eq!(header(&response, "content-encoding"), Some("gzip"));
    assert!(body.starts_with('{'), "a body that was compressed is not touched");
}

#[tokio::test]
async fn caches_are_told_where_accept_decides() {
    let (response, _) = get("/fails", Some("application/xml")).await;
    assert_eq!(header(&response, "vary"), Some("accept"));
    let (response, _) = get("/fails?Format=xml", None).await;
    assert_eq!(header(&response, "vary"), None);
}

#[tokio::test]
async fn data_that_cannot_be_written_is_the_servers_fault() {
    for format in ["json", "xml"] {
        let (response, body) = get(&format!("/unwritable?Format={format}"), None).await;
        assert_eq!((response.status().as_u16(), body.as_str()), (500, ""));
    }
    let response = unwritable().await.unwrap().into_response();
    let source = errspec::axum::source(&response).unwrap().to_string();
    assert!(source.starts_with("the data cannot be written"), "{source}");

    // A table that names a code for it has no empty answer, also without a layer.
    let response = kms_errors::Success::new("Get", [1]).into_response();
    assert_eq!(errspec::axum::code(&response), Some("InternalFailure"));
    let source = errspec::axum::source(&response).unwrap().to_string();
    assert!(source.starts_with("the data cannot be written"), "{source}");
    let body = axum::body::to_bytes(response.into_body(), 1 << 16).await.unwrap();
    assert!(body.starts_with(br#"{"HttpStatus":500,"Code":"InternalFailure""#));
}

#[tokio::test]
async fn logs_find_the_source_and_the_wire_does_not() {
    let response = Error::from(Plain::ShopBusy).with_source("hunter2").into_response();
    assert_eq!(errspec::axum::source(&response).unwrap().to_string(), "hunter2");
    for format in ["json", "xml"] {
        let (_, body) = get(&format!("/own?Format={format}"), None).await;
        assert!(!body.contains("hunter2"));
    }
}

#[tokio::test]
async fn the_format_can_be_asked_for_without_the_layer() {
    let app: Router = Router::new().route("/", any(async |format: Format| format!("{format:?}")));
    let request = Request::get("/?Format=XML").body(Body::empty()).unwrap();
    let body = app.oneshot(request).await.unwrap().into_body();
    assert_eq!(axum::body::to_bytes(body, 100).await.unwrap(), "Xml");
}
