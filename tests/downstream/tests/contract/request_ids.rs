//! One id for the request, the response and the handler.

use axum::extract::Request;
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Extension, Router};
use downstream::files::{Error, ErrorCode, Plain, Success};
use errspec::axum::{RequestId, contract};
use http::{HeaderValue, Method};

use crate::client::{Answer, Asks, send};
use crate::service::routes;

/// The id that the handler had is in a header of its own.
async fn see(
    Extension(id): Extension<RequestId>,
    request: Request,
    next: Next,
) -> impl IntoResponse {
    ([("x-seen", id.as_str().to_owned())], next.run(request).await)
}

fn app() -> Router {
    let success = async || Success::<_>::new("Get", std::collections::BTreeMap::from([("a", 1)]));
    routes()
        .route("/success", get(success))
        .layer(from_fn(see))
        .layer(from_fn(contract::<ErrorCode>))
}

async fn answer(path: &str, asks: Asks, ids: &[HeaderValue]) -> Answer {
    let mut request = asks.request(Method::GET, path);
    for id in ids {
        request = request.header("x-request-id", id);
    }
    send(app(), request, "").await
}

#[tokio::test]
async fn the_clients_own_is_taken_over_where_it_is_valid() {
    let longest = "x".repeat(128);
    for id in ["a", "!~", "3b237773-bc2c-4bea-95fc-319a1a5baa68", "<&>\"", &longest] {
        let ids = [HeaderValue::from_str(id).unwrap()];
        for path in ["/missing", "/nowhere", "/unwritable", "/panic/early", "/success/502"] {
            for asks in [Asks::Nothing, Asks::XmlByAccept] {
                let answer = answer(path, asks, &ids).await;
                assert_eq!(answer.error(asks.format()).request_id, id, "{path}");
                let panics = path == "/panic/early";
                assert_eq!(answer.header("x-seen"), (!panics).then_some(id), "{path}");
            }
        }
        let answer = answer("/success", Asks::Nothing, &ids).await;
        assert_eq!((answer.header("x-request-id"), answer.header("x-seen")), (Some(id), Some(id)));
        assert_eq!(
            serde_json::from_slice::<serde_json::Value>(&answer.body).unwrap()["RequestId"],
            id
        );
    }
}

#[tokio::test]
async fn another_is_made_up_where_it_is_not() {
    let too_long = "x".repeat(129);
    let sent: [&[&[u8]]; 8] = [
        &[],
        &[b""],
        &[too_long.as_bytes()],
        &[b"a b"],
        &[b"a\tb"],
        &["\u{e9}".as_bytes()],
        &[b"\xff"],
        &[b"a", b"b"],
    ];
    for ids in sent {
        let ids: Vec<HeaderValue> =
            ids.iter().map(|id| HeaderValue::from_bytes(id).unwrap()).collect();
        for path in ["/missing", "/nowhere"] {
            let answer = answer(path, Asks::Nothing, &ids).await;
            let sent = answer.error(Asks::Nothing.format());
            assert_eq!(sent.request_id.len(), 36, "{ids:?}");
            assert_eq!(answer.header("x-seen"), Some(&*sent.request_id), "{ids:?}");
        }
    }
}

#[tokio::test]
async fn a_handlers_own_counts() {
    let ids = [HeaderValue::from_static("sent-1")];
    for asks in Asks::ALL {
        let answer = answer("/locked", asks, &ids).await;
        assert_eq!(answer.error(asks.format()).request_id, "own-1");
        assert_eq!(answer.header("x-seen"), Some("sent-1"));
    }
    let answer = answer("/file", Asks::Nothing, &ids).await;
    assert_eq!(answer.header("x-request-id"), Some("own-1"));
}

/// A table of its own for each half of a service, and one contract for all of it.
#[tokio::test]
async fn contracts_inside_of_each_other_share_one() {
    let app = app().layer(from_fn(contract::<ErrorCode>));
    for path in ["/missing", "/nowhere"] {
        let answer = send(app.clone(), Asks::Nothing.request(Method::GET, path), "").await;
        let sent = answer.error(Asks::Nothing.format());
        assert_eq!(answer.header("x-seen"), Some(&*sent.request_id), "{path}");
    }
}

#[tokio::test]
async fn one_that_no_header_can_hold_is_in_the_body_alone() {
    let error = async || Error::from(Plain::FileLocked).with_request_id("a\nb");
    let app = Router::new().route("/", get(error)).layer(from_fn(contract::<ErrorCode>));
    let answer = send(app, Asks::Nothing.request(Method::GET, "/"), "").await;
    assert_eq!(answer.header("x-request-id"), None);
    assert!(answer.body.ends_with(br#""RequestId":"a\nb"}"#), "{:?}", answer.body);
}

/// It is made up when somebody asks for it, or is the one that the response got.
#[tokio::test]
async fn one_that_is_asked_for_late_is_the_responses() {
    let (keep, kept) = std::sync::mpsc::channel::<RequestId>();
    let keep = move |Extension(id): Extension<RequestId>, request: Request, next: Next| {
        keep.send(id).unwrap();
        next.run(request)
    };
    let app = routes().layer(from_fn(keep)).layer(from_fn(contract::<ErrorCode>));
    for path in ["/missing", "/nowhere", "/unwritable"] {
        for asks in [Asks::Nothing, Asks::XmlByAccept] {
            let answer = send(app.clone(), asks.request(Method::GET, path), "").await;
            let id = kept.recv().unwrap();
            assert_eq!(answer.header("x-request-id"), Some(id.as_str()), "{path}");
            assert_eq!(answer.error(asks.format()).request_id, id.as_str(), "{path}");
        }
    }
}
