//! What is served of any table.

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use errspec::{ApiError, ErrorCode, Success};
use serde_json::Value;

/// What is said of the host, where the envelope has a place for it.
const HOST_ID: &str = "host-7";

/// A table, and what is sent where a call succeeds.
#[derive(Clone)]
pub struct Table<C> {
    /// The error of a code, its parameters filled in.
    pub error: fn(C) -> ApiError<C>,
    /// The operation that succeeds.
    pub action: &'static str,
    /// What it gives.
    pub data: Value,
}

impl<C: ErrorCode> Table<C> {
    /// Answers as the end of the path says.
    pub fn router(self, is_detailed: bool) -> Router {
        let answer = move |Path(path): Path<String>| async move { self.answer(&path, is_detailed) };
        Router::new().route("/{*path}", any(answer)).layer(from_fn(errspec::axum::contract::<C>))
    }

    fn answer(self, path: &str, is_detailed: bool) -> Response {
        // Some SDKs put a slash behind the address that they are given.
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        if name == "success" {
            return Success::<C, _>::new(self.action, self.data).into_response();
        }
        let Some(code) = C::from_code(name) else {
            // For the table's contract to answer.
            return StatusCode::NOT_FOUND.into_response();
        };
        let error = (self.error)(code).with_host_id(HOST_ID);
        if is_detailed { detailed(error).into_response() } else { error.into_response() }
    }
}

/// What is wrong with one field in words, and with another by a code of the table.
fn detailed<C: ErrorCode>(error: ApiError<C>) -> ApiError<C> {
    error.with_detail("KeyId", "It has no \"key-\" before it.").with_detail("Days", C::ALL[0])
}
