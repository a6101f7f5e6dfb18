//! The format that a request asks for.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::{Context, Poll};

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequestParts, Request};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http_body::Frame;

use crate::contract::{Asked, LONGEST_FORM, is_form, parameter};
use crate::{Envelope, Format};

/// The format that the client asks for, for handlers that choose by it. Errors
/// and successes are still sent in the envelope's first format where neither [`contract`](super::contract) nor
/// [`negotiate`](super::negotiate) is a layer; behind one of them a form's parameter counts too.
impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<Self>().copied();
        let parameter = parts.uri.query().and_then(parameter);
        let formats = Envelope::USUAL.formats;
        Ok(found.unwrap_or_else(|| Self::negotiate(formats, parameter.as_deref(), &parts.headers)))
    }
}

impl Asked {
    /// Reads a request, and leaves it as it was.
    pub(super) async fn of(request: &mut Request) -> Self {
        let mut named = request.uri().query().and_then(parameter);
        if named.is_none() && is_short_form(request) {
            let body = core::mem::take(request.body_mut());
            *request.body_mut() = match axum::body::to_bytes(body, LONGEST_FORM).await {
                Ok(bytes) => {
                    named = str::from_utf8(&bytes).ok().and_then(parameter);
                    Body::from(bytes)
                }
                Err(error) => Body::new(BrokenOff::because(error)),
            };
        }
        Self::by(named, request.method().as_str(), request.headers())
    }
}

/// A body that broke off here breaks off in the handler, too: it is no empty form.
struct BrokenOff(Option<BoxError>);

impl BrokenOff {
    /// Extractors tell a body that is too large from others by what is in two boxes, the
    /// ones that they put it in.
    fn because(error: axum::Error) -> Self {
        let inner = error.into_inner().downcast::<axum::Error>();
        Self(Some(inner.map_or_else(|other| other, |error| error.into_inner())))
    }
}

impl HttpBody for BrokenOff {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.take().map(Err))
    }
}

/// Whether the body is a form of which it is known that it is not too long.
fn is_short_form(request: &Request) -> bool {
    if request.body().is_end_stream() {
        return false;
    }
    let media_type = request.headers().get(CONTENT_TYPE).map(|value| value.as_bytes());
    let is_form = media_type.is_some_and(is_form);
    let promised = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let length = request.body().size_hint().exact();
    let length = length.or_else(|| promised.and_then(|length| length.parse().ok()));
    is_form && length.is_some_and(|length| length <= LONGEST_FORM as u64)
}
