//! What no handler answered, answered by the table.

use alloc::boxed::Box;
use core::any::Any;
use core::error::Error;

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::response::Response;

use super::origin::Origin;
use crate::contract::{LONGEST_REASON, OF_THE_BODY, Said};
use crate::http::Format;
use crate::{ApiError, ErrorCode, Text};

/// Why a response is not the one that was made.
pub(super) type Source = Box<dyn Error + Send + Sync>;

/// An error of the table in the place of a response, whose status says which. Headers
/// that are not about its body stay, and so does all of it where the spec names no code.
pub(super) async fn in_place_of<C: ErrorCode>(
    response: Response,
    source: Option<Source>,
    format: Format,
    id: &Text,
) -> Response {
    let Some(code) = C::FALLBACK.code(response.status().as_u16()) else {
        return response;
    };
    let (mut parts, body) = response.into_parts();
    let source = match source {
        Some(source) => source,
        None => Box::new(Said::with(parts.status, &short(body).await)),
    };
    let (made, body) = made(code, source, format, id).into_parts();
    for name in OF_THE_BODY {
        parts.headers.remove(name);
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
    id: &Text,
) -> Option<Response> {
    let code = C::FALLBACK.internal?;
    Some(made(code, Box::new(Said::in_panic(panic)), format, id))
}

fn made<C: ErrorCode>(code: C, source: Source, format: Format, id: &Text) -> Response {
    let error = ApiError::documented(code).with_source(source).with_request_id(id.clone());
    Origin::response(error, format)
}

/// A body, if it is short.
async fn short(body: Body) -> Bytes {
    let is_short = body.size_hint().exact().is_some_and(|length| length <= LONGEST_REASON);
    match is_short {
        true => to_bytes(body, LONGEST_REASON as usize).await.unwrap_or_default(),
        false => Bytes::new(),
    }
}
