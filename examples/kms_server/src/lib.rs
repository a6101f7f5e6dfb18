//! A small KMS-like service. It is a consumer of `kms-errors` like any other:
//! operations return `Result<Success<T>, Error>`, and the rest follows.
//!
//! Calls are RPC style: `Action` and its parameters are in the query, in a form,
//! or `Action` is in the header `x-acs-action`. For testers, a `KeyId` or
//! `AliasName` of `error:CODE` is answered with that code, whatever the action.
#![forbid(unsafe_code)]

mod call;
mod keys;
mod operations;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use kms_errors::errspec::axum::negotiate;
use kms_errors::{Error, ErrorCode};
use tower::limit::GlobalConcurrencyLimitLayer;

use self::call::Call;
use self::keys::Keys;

/// The longest body of a request, in bytes.
const LONGEST_BODY: usize = 64 * 1024;
/// How many requests are served at once; the others wait.
const MOST_REQUESTS: usize = 256;
/// How long a request may take, its body included.
const LONGEST_REQUEST: Duration = Duration::from_secs(10);

type Shared = Arc<Mutex<Keys>>;

/// The service, with no keys yet.
pub fn app() -> Router {
    Router::new()
        .fallback(serve)
        .layer(from_fn(negotiate))
        .layer(from_fn(in_time))
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(GlobalConcurrencyLimitLayer::new(MOST_REQUESTS))
        .with_state(Shared::default())
}

/// A client that stops in the middle of a request gets an answer all the same.
async fn in_time(request: Request, next: Next) -> Response {
    match tokio::time::timeout(LONGEST_REQUEST, next.run(request)).await {
        Ok(response) => response,
        Err(late) => {
            let error = Error::from(ErrorCode::ServiceUnavailableTemporary);
            error.with_source(late).into_response()
        }
    }
}

async fn serve(State(keys): State<Shared>, call: Result<Call, Error>) -> Response {
    let call = match call {
        Ok(call) => call,
        Err(error) => return error.into_response(),
    };
    let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
    operations::answer(&call, &mut keys)
}
