//! Handlers of axum that return `Result<Success<T>, Failure>` and are done.
//!
//! Errors and successes are responses in the envelope's first format. Behind [`contract`] they come in the
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
use core::pin::pin;
use std::panic::resume_unwind;

use axum::body::{Body, HttpBody as _};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_LENGTH, Entry, VARY};
use http::{HeaderMap, HeaderValue};
use serde::Serialize;

use self::origin::Origin;
use crate::contract::{Asked, Said, caught};
use crate::http::{OfTable, request_id_header};
use crate::log::Request as Logged;
pub use crate::request_id::RequestId;
use crate::{ApiError, Envelope, ErrorCode, Failure, Operation, OperationError, Success};

impl<C: ErrorCode> IntoResponse for ApiError<C> {
    fn into_response(self) -> Response {
        Origin::response(self, None)
    }
}

impl<C: ErrorCode> IntoResponse for Failure<C> {
    fn into_response(self) -> Response {
        self.into_error().into_response()
    }
}

impl<O: Operation> IntoResponse for OperationError<O> {
    fn into_response(self) -> Response {
        self.into_error().into_response()
    }
}

impl<C: ErrorCode, T: Serialize + Send + Sync + 'static> IntoResponse for Success<C, T> {
    fn into_response(self) -> Response {
        Origin::response(self, None)
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
pub async fn negotiate(mut request: Request, next: Next) -> Response {
    let asked = Asked::of(&mut request).await;
    request.extensions_mut().insert(asked.format(Envelope::USUAL.formats));
    let mut response = next.run(request).await;
    remake(&mut response, &asked, None);
    finish(&mut response, &asked);
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
/// is one alone, of 1 to 128 characters of visible ASCII; else one is made up. Handlers
/// have it as `Extension<`[`RequestId`]`>`; an id that a handler set itself counts instead.
///
/// # Its place among layers
///
/// As every layer, it is around the routes and fallbacks that the router has already.
/// Inside of it belongs every layer that answers requests itself, such as timeouts, limits
/// and authentication: outside, they answer without the table. Outside of it belong
///
/// * what changes bodies, as compression does: an error that is compressed already keeps
///   the format and the id that it had;
/// * what adds to every response or looks at it, such as CORS, tracing and metrics: a panic
///   passes those inside, and is caught here;
/// * a limit on the time that a request's body takes, such as tower-http's
///   `RequestBodyTimeoutLayer`: a form is read here, for its parameter `Format`, before a
///   timeout inside begins to count.
///
/// Contracts may be inside of each other, for routers with tables of their own: the id is
/// the outermost one's, and so is the event.
pub async fn contract<C: ErrorCode>(mut request: Request, next: Next) -> Response {
    let asked = Asked::of(&mut request).await;
    let outer_id = request.extensions().get::<RequestId>().cloned();
    // One event a request: the outermost contract sees what is sent.
    let logged = match &outer_id {
        None => Logged::of(request.method().as_str(), request.uri().path()),
        Some(_) => None,
    };
    let id = outer_id.unwrap_or_else(|| RequestId::of(request_id_in::<C>(request.headers())));
    let format = asked.format(C::ENVELOPE.formats);
    request.extensions_mut().insert(format);
    request.extensions_mut().insert(id.clone());
    let mut answer = pin!(next.run(request));
    let answered = caught(|context| {
        let response = answer.as_mut().poll(context);
        response.map(|response| of_the_table::<C>(response, &asked, &id))
    });
    let mut response = match answered.await {
        Ok(response) => response,
        Err(panic) => match answer::to_panic::<C>(&*panic, format, &id) {
            Some(response) => response,
            None => resume_unwind(panic),
        },
    };
    finish(&mut response, &asked);
    if let Some(request) = logged {
        log::<C>(&request, &response, &id);
    }
    response
}

/// The response in the format that was asked for, or an error of the table in its place.
fn of_the_table<C: ErrorCode>(mut response: Response, asked: &Asked, id: &RequestId) -> Response {
    remake(&mut response, asked, Some(id));
    let failure = response.extensions().get::<Origin>().and_then(Origin::failure).cloned();
    if failure.is_none() && code(&response).is_some() {
        return response;
    }
    if failure.is_some() {
        // It is not the id of who asked, but one that was made up where nobody knew better.
        response.headers_mut().remove(request_id_header::<C>());
    }
    let source = failure.map(|failure| Box::new(failure) as answer::Source);
    answer::in_place_of::<C>(response, source, asked.format(C::ENVELOPE.formats), id)
}

/// The id of the request in these headers, where there is one alone.
fn request_id_in<C: ErrorCode>(headers: &HeaderMap) -> Option<&[u8]> {
    let mut values = headers.get_all(request_id_header::<C>()).iter();
    values.next().filter(|_| values.next().is_none()).map(HeaderValue::as_bytes)
}

/// Gives what was made from an error or a success the format and the id of the request.
fn remake(response: &mut Response, asked: &Asked, id: Option<&RequestId>) {
    let origin = response.extensions().get::<Origin>();
    if origin.is_none_or(|origin| origin.is_right(asked, id)) {
        return;
    }
    if let Some(origin) = response.extensions_mut().remove::<Origin>() {
        origin.remake(response, asked, id);
    }
}

/// What a response needs, whatever it was made from.
fn finish(response: &mut Response, asked: &Asked) {
    let origin = response.extensions().get::<Origin>();
    if origin.is_some_and(|origin| asked.varies(origin.formats())) {
        vary_by_accept(response.headers_mut());
    }
    if asked.is_head {
        strip(response);
    }
}

/// What a cache keeps must not go to a client that asks for another format.
fn vary_by_accept(headers: &mut HeaderMap) {
    let accept = HeaderValue::from_static("accept");
    match headers.entry(VARY) {
        Entry::Vacant(vary) => {
            vary.insert(accept);
        }
        Entry::Occupied(mut vary) => {
            let values = vary.iter().filter_map(|value| value.to_str().ok());
            let mut names = values.flat_map(|value| value.split(',')).map(str::trim);
            if !names.any(|name| name.eq_ignore_ascii_case("accept")) {
                vary.append(accept);
            }
        }
    }
}

/// A response to HEAD has the headers of the one to GET, and no body (RFC 9110,
/// section 9.3.2).
fn strip(response: &mut Response) {
    let length = response.body().size_hint().exact().filter(|length| *length > 0);
    if let Some(length) = length {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
        *response.body_mut() = Body::empty();
    }
}

fn log<C: ErrorCode>(request: &Logged, response: &Response, id: &RequestId) {
    let origin = response.extensions().get::<Origin>();
    let header = response.headers().get(request_id_header::<C>());
    let header = header.and_then(|value| str::from_utf8(value.as_bytes()).ok());
    let id = origin.and_then(Origin::request_id).or(header).unwrap_or_else(|| id.as_str());
    // What a framework says of a request that is wrong quotes it.
    let is_quote = |source: &&(dyn Error + 'static)| {
        response.status().is_client_error() && source.is::<Said>()
    };
    let source = source(response).filter(|source| !is_quote(source));
    request.answered(code(response), response.status().as_u16(), id, source);
}
