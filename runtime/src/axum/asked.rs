//! The format that a request asks for.

use core::convert::Infallible;

use axum::body::{Body, HttpBody as _};
use axum::extract::{FromRequestParts, Request};
use http::header::CONTENT_TYPE;
use http::request::Parts;

use crate::contract::{Asked, LONGEST_FORM, is_form, parameter};
use crate::http::Format;

/// The format that the client asks for, for handlers that choose by it. Errors
/// and successes are still sent in JSON where [`negotiate`](super::negotiate) is no layer; behind it
/// a form's parameter counts too.
impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<Self>().copied();
        let parameter = parts.uri.query().and_then(parameter);
        Ok(found.unwrap_or_else(|| Self::negotiate(parameter.as_deref(), &parts.headers)))
    }
}

impl Asked {
    /// Reads a request, and gives it back as it was.
    pub(super) async fn of(request: Request) -> (Self, Request) {
        let in_query = request.uri().query().and_then(parameter);
        if in_query.is_some() || !is_short_form(&request) {
            return (Self::by(in_query, request.headers()), request);
        }
        let (parts, body) = request.into_parts();
        // A form that breaks off is as broken for the handler.
        let bytes = axum::body::to_bytes(body, LONGEST_FORM).await.unwrap_or_default();
        let in_form = str::from_utf8(&bytes).ok().and_then(parameter);
        let asked = Self::by(in_form, &parts.headers);
        (asked, Request::from_parts(parts, Body::from(bytes)))
    }
}

/// Whether the body is a form of which it is known that it is not too long.
fn is_short_form(request: &Request) -> bool {
    let is_form =
        request.headers().get(CONTENT_TYPE).is_some_and(|value| is_form(value.as_bytes()));
    is_form && request.body().size_hint().exact().is_some_and(|size| size <= LONGEST_FORM as u64)
}
