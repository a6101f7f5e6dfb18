//! The format that a request asks for.

use alloc::borrow::ToOwned;
use alloc::string::String;
use core::convert::Infallible;
use core::pin::Pin;
use core::task::{Context, Poll};

use axum::BoxError;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequestParts, Request};
use http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use http::request::Parts;
use http::{HeaderMap, Method};
use http_body::Frame;

use crate::http::Format;

/// The longest form that is searched for the parameter `Format`, in bytes.
const LONGEST_FORM: usize = 1 << 16;

/// The format that the client asks for, for handlers that choose by it. Errors
/// and successes are still sent in JSON where neither [`contract`](super::contract) nor
/// [`negotiate`](super::negotiate) is a layer; behind one of them a form's parameter counts too.
impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<Self>().copied();
        let parameter = parts.uri.query().and_then(parameter);
        Ok(found.unwrap_or_else(|| Self::negotiate(parameter.as_deref(), &parts.headers)))
    }
}

/// What the client asks for, and how.
pub(super) struct Asked {
    pub format: Format,
    pub by_accept: bool,
    /// Whether it asks for headers alone (RFC 9110, section 9.3.2).
    pub is_head: bool,
}

impl Asked {
    /// Reads a request, and gives it back as it was.
    pub(super) async fn of(request: Request) -> (Self, Request) {
        let in_query = request.uri().query().and_then(parameter);
        if in_query.is_some() || !is_short_form(&request) {
            return (Self::by(in_query, request.method(), request.headers()), request);
        }
        let (parts, body) = request.into_parts();
        let (in_form, body) = match axum::body::to_bytes(body, LONGEST_FORM).await {
            Ok(bytes) => (str::from_utf8(&bytes).ok().and_then(parameter), Body::from(bytes)),
            Err(error) => (None, Body::new(BrokenOff::because(error))),
        };
        let asked = Self::by(in_form, &parts.method, &parts.headers);
        (asked, Request::from_parts(parts, body))
    }

    fn by(parameter: Option<String>, method: &Method, headers: &HeaderMap) -> Self {
        Self {
            format: Format::negotiate(parameter.as_deref(), headers),
            by_accept: parameter.is_none(),
            is_head: method == Method::HEAD,
        }
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
    let media_type = request.headers().get(CONTENT_TYPE).map(|value| value.as_bytes());
    let is_form = media_type.is_some_and(|value| {
        value.to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded")
    });
    let promised = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let length = request.body().size_hint().exact();
    let length = length.or_else(|| promised.and_then(|length| length.parse().ok()));
    is_form && length.is_some_and(|length| length <= LONGEST_FORM as u64)
}

/// The value of the parameter `Format`. The values that matter have nothing to decode.
fn parameter(query: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find_map(|(name, value)| (name == "Format").then(|| value.to_owned()))
}
