//! What an error, a panic or a framework says is for logs: no byte of it is sent.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use downstream::files::{Error, ErrorCode, Failure, Plain, ResultExt, Success};
use errspec::axum::contract;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, Method, StatusCode};
use proptest::prelude::*;
use serde::{Serialize, Serializer};

use crate::client::{Answer, Asks, send};
use crate::service::routes;

/// An error of somebody else, with the secret in all that it can say.
#[derive(Clone)]
struct Foreign {
    says: String,
    source: Option<Arc<Foreign>>,
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}

impl fmt::Debug for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.says)
    }
}

impl StdError for Foreign {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Data whose writing fails with the error.
struct Unwritable(Foreign);

impl Serialize for Unwritable {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom(&self.0))
    }
}

/// Data whose writing panics with the error.
struct Panics(Foreign);

impl Serialize for Panics {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        panic!("{}", self.0)
    }
}

type Fails = fn(Foreign) -> Response;

/// The ways of an error out of a handler.
const WAYS: [(&str, Fails); 13] = [
    ("by `?`", |error| Failure::from(error).into_response()),
    ("by `?`, from std", |error| Failure::from(std::io::Error::other(error)).into_response()),
    ("in a box", |error| Failure::new(Box::new(error)).into_response()),
    ("as a text", |error| Failure::new(error.says).into_response()),
    ("with a code", |error| coded(Err(error)).unwrap_err().into_response()),
    ("as a source", |error| Error::from(Plain::FileLocked).with_source(error).into_response()),
    ("beside a parameter", |error| {
        ErrorCode::file_missing("a.txt").with_source(error).into_response()
    }),
    ("in data", |error| Success::new("Get", Unwritable(error)).into_response()),
    ("in data that panics", |error| Success::new("Get", Panics(error)).into_response()),
    ("in a panic", |error| panic!("{error}")),
    ("in a panic's value", |error| std::panic::panic_any(error)),
    ("as a status's body", |error| (StatusCode::BAD_GATEWAY, error.says).into_response()),
    ("as JSON of its own", |error| (StatusCode::CONFLICT, Json(error.says)).into_response()),
];

fn coded(result: Result<(), Foreign>) -> Result<(), Failure> {
    Ok(result.or_code(Plain::FileLocked)?)
}

/// Where a request that is refused can have a secret.
fn requests(asks: Asks, secret: &str) -> Vec<(http::request::Builder, String)> {
    let post = |path: &str, media_type: &str| {
        asks.request(Method::POST, path).header(CONTENT_TYPE, media_type)
    };
    let get = |path: String| (asks.request(Method::GET, &path), String::new());
    vec![
        (post("/json", "application/json"), format!("\"{secret}\"")),
        (post("/form", "application/x-www-form-urlencoded"), format!("{secret}={secret}")),
        (post("/json", &format!("text/{secret}")), String::from("{}")),
        get(format!("/query?{secret}={secret}")),
        get(format!("/path/{secret}")),
        get(format!("/{secret}/nowhere")),
    ]
}

fn assert_is_secret(secret: &str, how: &str, answer: &Answer) {
    let sent: HeaderMap = answer.headers.clone();
    let headers = sent.iter().map(|(name, value)| [name.as_str().as_bytes(), value.as_bytes()]);
    let body: [&[u8]; 1] = [&answer.body];
    for sent in headers.flatten().chain(body) {
        let leaks =
            sent.windows(secret.len()).any(|bytes| bytes.eq_ignore_ascii_case(secret.as_bytes()));
        assert!(!leaks, "{how}: {:?}", String::from_utf8_lossy(sent));
    }
}

/// What logs have.
fn chain(answer: &Answer) -> String {
    let mut text = String::new();
    let mut source = errspec::axum::source(&answer.response);
    while let Some(error) = source {
        text += &error.to_string();
        source = error.source();
    }
    text
}

/// A secret among characters that mean something to JSON, XML and HTTP.
fn texts() -> impl Strategy<Value = (String, String)> {
    let around = r#"[ -~\r\n\t<>&"'\\]{0,8}"#;
    ("[a-z]{16}", around, around)
        .prop_map(|(secret, before, after)| (secret.clone(), before + &secret + &after))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn nothing_foreign_is_sent((secret, text) in texts(), depth in 0_usize..4) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let foreign = |source| Foreign { says: text.clone(), source };
        let error = (0..depth).fold(foreign(None), |error, _| foreign(Some(Arc::new(error))));
        runtime.block_on(async {
            for asks in Asks::ALL {
                for (how, fails) in WAYS {
                    let error = error.clone();
                    let app = Router::new()
                        .route("/", get(async move || fails(error)))
                        .layer(from_fn(contract::<ErrorCode>));
                    let answer = send(app, asks.request(Method::GET, "/"), "").await;
                    answer.error(asks.format());
                    assert_is_secret(&secret, how, &answer);
                    // Only a panic's value need not be a text.
                    assert!(how == "in a panic's value" || chain(&answer).contains(&secret), "{how}");
                }
                for (request, body) in requests(asks, &secret) {
                    let how = format!("{request:?} {body}");
                    let app = routes().layer(from_fn(contract::<ErrorCode>));
                    let answer = send(app, request, body).await;
                    answer.error(asks.format());
                    assert_is_secret(&secret, &how, &answer);
                }
            }
        });
    }
}
