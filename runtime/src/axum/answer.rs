//! What no handler answered, answered by the table.

use alloc::boxed::Box;
use core::any::Any;
use core::error::Error;
use core::pin::pin;
use core::task::{Context, Poll, Waker};

use axum::body::{Body, Bytes, to_bytes};
use axum::response::Response;
use http::header::RETRY_AFTER;

use super::origin::Origin;
use super::request_id_in;
use crate::contract::{LONGEST_REASON, OF_THE_BODY, Said};
use crate::request_id::RequestId;
use crate::{ApiError, ErrorCode, Format};

/// Why a response is not the one that was made.
pub(super) type Source = Box<dyn Error + Send + Sync>;

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
        None => Box::new(Said::with(parts.status, &at_hand(body).unwrap_or_default())),
    };
    let own_id = RequestId::sent(request_id_in::<C>(&parts.headers));
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
    Some(made(code, Box::new(Said::in_panic(panic)), format, id))
}

fn made<C: ErrorCode>(code: C, source: Source, format: Format, id: &RequestId) -> Response {
    let error = ApiError::documented(code).with_source(source).with_request_id(id.text().clone());
    Origin::response(error, Some(format))
}

/// The body, where it is short and all there: no client waits for the sake of a log.
fn at_hand(body: Body) -> Option<Bytes> {
    let body = pin!(to_bytes(body, LONGEST_REASON as usize));
    match body.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(bytes) => bytes.ok(),
        Poll::Pending => None,
    }
}
