//! Handlers of axum that return `Result<Success<T>, Failure>` and are done.
//!
//! Errors and successes are responses in JSON. Behind [`contract`] they come in the
//! format that the client asks for, and what no handler answered is answered by the
//! table, too:
//!
//! ```
//! # use axum::{Router, middleware::from_fn, routing::get};
//! # async fn handler() {}
//! # fn router<ErrorCode: errspec::ErrorCode>() -> Router {
//! Router::new().route("/", get(handler)).layer(from_fn(errspec::axum::contract::<ErrorCode>))
//! # }
//! ```
//!
//! An error's internal source is never in the response. Logs find it through
//! [`source`], or with the feature `tracing` as an event.

mod answer;
mod asked;
mod origin;

use alloc::boxed::Box;
use core::error::Error;
use std::panic::resume_unwind;

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LENGTH, VARY};
use http::{HeaderValue, Method};
use serde::Serialize;

use self::origin::Origin;
use crate::contract::{Asked, caught};
use crate::http::{Format, OfTable};
use crate::log::Request as Logged;
pub use crate::request_id::RequestId;
use crate::{ApiError, ErrorCode, Failure, Success, Text};

impl<C: ErrorCode> IntoResponse for ApiError<C> {
    fn into_response(self) -> Response {
        Origin::response(self, Format::Json)
    }
}

impl<C: ErrorCode> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        self.into_error().into_response()
    }
}

impl<C: ErrorCode, T: Serialize + Send + Sync + 'static> IntoResponse for Success<C, T> {
    fn into_response(self) -> Response {
        Origin::response(self, Format::Json)
    }
}

/// The code of the table that a response was made for, for metrics and logs.
pub fn code(response: &Response) -> Option<&'static str> {
    response.extensions().get::<OfTable>().map(|OfTable(code)| *code)
}

/// What logs should have of a response: the internal source of its error, or why
/// its data could not be written.
pub fn source(response: &Response) -> Option<&(dyn Error + 'static)> {
    response.extensions().get::<Origin>()?.source()
}

/// As a layer, sends errors and successes in the format that the client asks for:
/// by the parameter `Format` of the query or of a form, or by `Accept`.
///
/// The parameter of a form is found where the form says how long it is. Status,
/// headers and extensions that a handler or another layer set stay as they are,
/// and so does a body that another layer replaced or compressed.
pub async fn negotiate(request: Request, next: Next) -> Response {
    let (asked, mut request) = Asked::of(request).await;
    request.extensions_mut().insert(asked.format);
    let is_head = request.method() == Method::HEAD;
    let mut response = next.run(request).await;
    remake(&mut response, &asked, None);
    strip(&mut response, is_head);
    response
}

/// [`negotiate`], and every 4xx and 5xx that leaves the router is an error of the table.
///
/// What a handler or a layer answered without the table (an extractor's rejection, an
/// unknown route, a method that a route does not have, a bare status), data that cannot
/// be written, and a panic become the codes that the spec's `[fallback]` names for them,
/// in the format that was asked for. `Allow`, `WWW-Authenticate` and other headers that
/// are not about the body stay. A status for which the spec names no code stays as it
/// is; where it names none for `internal`, a panic goes on.
///
/// The id of the request that came in the envelope's header is the response's, where it
/// is 1 to 128 characters of visible ASCII; else one is made up. Handlers have it as
/// `Extension<`[`RequestId`]`>`; an id that a handler set itself counts instead.
///
/// It belongs outside of every layer that answers requests (timeouts, limits,
/// authentication), and inside of those that change bodies (compression) or look at
/// what was answered (tracing, metrics, CORS).
pub async fn contract<C: ErrorCode>(request: Request, next: Next) -> Response {
    let (asked, mut request) = Asked::of(request).await;
    let sent = request.headers().get(C::ENVELOPE.request_id_header);
    let id = RequestId::of(sent.map(HeaderValue::as_bytes));
    let logged = Logged::of(request.method().as_str(), request.uri().path());
    let is_head = request.method() == Method::HEAD;
    request.extensions_mut().insert(asked.format);
    request.extensions_mut().insert(id.clone());
    let mut response = match caught(next.run(request)).await {
        Ok(response) => of_the_table::<C>(response, &asked, &id.0).await,
        Err(panic) => match answer::to_panic::<C>(&*panic, asked.format, &id.0) {
            Some(response) => response,
            None => resume_unwind(panic),
        },
    };
    remake(&mut response, &asked, Some(&id.0));
    strip(&mut response, is_head);
    logged.answered(code(&response), response.status().as_u16(), id.as_str(), source(&response));
    response
}

/// The response, or an error of the table in its place.
async fn of_the_table<C: ErrorCode>(response: Response, asked: &Asked, id: &Text) -> Response {
    let origin = response.extensions().get::<Origin>();
    let failure = origin.and_then(Origin::failure).cloned();
    if failure.is_none() && (origin.is_some() || code(&response).is_some()) {
        return response;
    }
    let source = failure.map(|failure| Box::new(failure) as answer::Source);
    answer::in_place_of::<C>(response, source, asked.format, id).await
}

/// Gives what was made from an error or a success the format and the id of the request.
fn remake(response: &mut Response, asked: &Asked, id: Option<&Text>) {
    let Some(origin) = response.extensions_mut().remove::<Origin>() else {
        return;
    };
    origin.remake(response, asked.format, id);
    if asked.by_accept {
        // What a cache keeps must not go to a client that asks for another format.
        response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
    }
}

/// A response to HEAD has the headers of the one to GET, and no body (RFC 9110,
/// section 9.3.2).
fn strip(response: &mut Response, is_head: bool) {
    let length = response.body().size_hint().exact().filter(|length| *length > 0);
    if let Some(length) = length.filter(|_| is_head) {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
        *response.body_mut() = Body::empty();
    }
}
