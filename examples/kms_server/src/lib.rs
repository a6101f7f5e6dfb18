//! A small KMS-like service. It is a consumer of `kms-errors` like any other:
//! operations return `Result<Success<T>, Failure>`, and the rest follows.
//!
//! Calls are RPC style: `Action` and its parameters are in the query, in a form,
//! or `Action` is in the header `x-acs-action`. For testers, a `KeyId` or
//! `AliasName` of `error:CODE` is answered with that code, whatever the action, and
//! one of `panic:` lets the handler panic.
#![forbid(unsafe_code)]

mod call;
mod keys;
mod limits;
mod metrics;
mod operations;
mod server;

use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::State;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::get;
use kms_errors::ErrorCode;
use kms_errors::errspec::axum::contract;

use self::call::Call;
use self::keys::Keys;
pub use self::limits::Limits;
use self::limits::Slots;
use self::metrics::Metrics;
pub use self::server::{listen, serve};

type Shared = Arc<Mutex<Keys>>;

/// The service, with no keys yet.
pub fn app(limits: Limits) -> Router {
    let operations = Router::new().route("/", get(operate).post(operate));
    service(operations.with_state(Shared::default()), limits)
}

/// Routes as a service: within limits, answered by the table, and counted at `/metrics`.
pub fn service(routes: Router, limits: Limits) -> Router {
    let metrics = Metrics::default();
    routes
        .layer(from_fn_with_state(Slots::of(limits), limits::admit))
        // Who looks after the service sees it when it is at its limits, too.
        .route("/metrics", get(metrics::page).with_state(metrics.clone()))
        .layer(from_fn(contract::<ErrorCode>))
        .layer(from_fn_with_state(metrics, metrics::count))
        // Outside of the contract, which waits for forms.
        .layer(from_fn_with_state(limits, limits::receive))
}

async fn operate(State(keys): State<Shared>, call: Call) -> Response {
    let mut keys = keys.lock().unwrap_or_else(PoisonError::into_inner);
    operations::answer(&call, &mut keys)
}
