//! What no handler answered, answered by the table.

use alloc::boxed::Box;
use alloc::string::{String, ToString};
use core::any::Any;
use core::error::Error;
use core::fmt;
use core::panic::AssertUnwindSafe;
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use std::panic::catch_unwind;

use axum::body::{Body, Bytes, to_bytes};
use axum::response::Response;
use http::header::{
    ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_ENCODING, CONTENT_LANGUAGE, CONTENT_LENGTH,
    CONTENT_LOCATION, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, LAST_MODIFIED, RETRY_AFTER,
    TRAILER, TRANSFER_ENCODING,
};

use super::origin::Origin;
use super::request_id::RequestId;
use crate::http::Format;
use crate::{ApiError, ErrorCode};

/// The longest body that is kept for logs, in bytes.
const LONGEST_REASON: usize = 4096;

/// What a response says of the body that it had.
const OF_THE_BODY: [HeaderName; 14] = [
    ACCEPT_RANGES,
    CONTENT_DISPOSITION,
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    CONTENT_LENGTH,
    CONTENT_LOCATION,
    CONTENT_RANGE,
    CONTENT_TYPE,
    ETAG,
    LAST_MODIFIED,
    TRAILER,
    TRANSFER_ENCODING,
    // RFC 9530.
    HeaderName::from_static("content-digest"),
    HeaderName::from_static("repr-digest"),
];

/// Why a response is not the one that was made.
pub(super) type Source = Box<dyn Error + Send + Sync>;

/// What a framework or a handler said, which is for logs alone.
#[derive(Debug)]
pub(super) struct Said(String);

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for Said {}

/// An error of the table in the place of a response, whose status says which. Headers
/// that are not about its body stay, and so does all of it where the spec names no code.
pub(super) fn in_place_of<C: ErrorCode>(
    response: Response,
    source: Option<Source>,
    format: Format,
    id: &RequestId,
) -> Response {
    let Some(code) = C::FALLBACK.code(response.status().as_u16()) else {
        return response;
    };
    let (mut parts, body) = response.into_parts();
    let source = match source {
        Some(source) => source,
        None => Box::new(Said(reason(parts.status, body))),
    };
    let own_id = RequestId::sent::<C>(&parts.headers);
    let (mut made, body) = made(code, source, format, own_id.as_ref().unwrap_or(id)).into_parts();
    for name in OF_THE_BODY {
        parts.headers.remove(name);
    }
    if parts.headers.contains_key(RETRY_AFTER) {
        made.headers.remove(RETRY_AFTER);
    }
    parts.headers.extend(made.headers);
    parts.extensions.extend(made.extensions);
    parts.status = made.status;
    Response::from_parts(parts, body)
}

/// The answer to a request whose handler panicked, where the spec names a code for it.
pub(super) fn to_panic<C: ErrorCode>(
    panic: &(dyn Any + Send),
    format: Format,
    id: &RequestId,
) -> Option<Response> {
    let code = C::FALLBACK.internal?;
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let said = alloc::format!("the handler panicked: {}", text.unwrap_or("no text"));
    Some(made(code, Box::new(Said(said)), format, id))
}

fn made<C: ErrorCode>(code: C, source: Source, format: Format, id: &RequestId) -> Response {
    let error = ApiError::documented(code).with_source(source).with_request_id(id.0.clone());
    Origin::response(error, format)
}

/// What the response said, for logs: its status, and its text if it has a short one.
fn reason(status: http::StatusCode, body: Body) -> String {
    match at_hand(body).as_deref().map(str::from_utf8) {
        Some(Ok(text)) if !text.trim().is_empty() => alloc::format!("{status}: {}", text.trim()),
        _ => status.to_string(),
    }
}

/// The body, where it is short and all there: no client waits for the sake of a log.
fn at_hand(body: Body) -> Option<Bytes> {
    let body = pin!(to_bytes(body, LONGEST_REASON));
    match body.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(bytes) => bytes.ok(),
        Poll::Pending => None,
    }
}

/// What a future comes to, or what it panicked with, before its first await or after.
pub(super) async fn caught<F: Future>(future: F) -> Result<F::Output, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    core::future::poll_fn(|context| {
        // Nothing of a future that panicked is used again.
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Ok(output)),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}
