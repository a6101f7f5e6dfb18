//! Handlers of axum that return `Result<Success<T>, Error>` and are done.
//!
//! Errors and successes are responses in JSON. With [`negotiate`] as a layer they
//! come in the format that the client asks for:
//!
//! ```
//! # use axum::{Router, middleware::from_fn, routing::get};
//! # async fn handler() {}
//! # let _: Router =
//! Router::new().route("/", get(handler)).layer(from_fn(errspec::axum::negotiate))
//! # ;
//! ```
//!
//! An error's internal source is never in the response. Logs find it through
//! [`source`].

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::sync::Arc;
use core::convert::Infallible;
use core::error::Error;

use axum::body::{Body, HttpBody as _};
use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, VARY};
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde::Serialize;

use crate::http::{Format, error_response, success_response};
use crate::{ApiError, EncodeError, ErrorCode, Success};

/// The longest form that [`negotiate`] looks into for the parameter `Format`, in bytes.
const LONGEST_FORM: usize = 1 << 16;

/// Something that can be sent in every format.
trait Reply: Send + Sync {
    fn response(&self, format: Format) -> Result<http::Response<alloc::vec::Vec<u8>>, EncodeError>;

    fn source(&self) -> Option<&(dyn Error + 'static)>;
}

impl<C: ErrorCode> Reply for ApiError<C> {
    fn response(&self, format: Format) -> Result<http::Response<alloc::vec::Vec<u8>>, EncodeError> {
        Ok(error_response(self, format))
    }

    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Error::source(self)
    }
}

impl<C: ErrorCode, T: Serialize + Send + Sync> Reply for Success<C, T> {
    fn response(&self, format: Format) -> Result<http::Response<alloc::vec::Vec<u8>>, EncodeError> {
        success_response(self, format)
    }

    fn source(&self) -> Option<&(dyn Error + 'static)> {
        None
    }
}

/// What a response was made from: it rides along as an extension.
#[derive(Clone)]
struct Origin {
    reply: Arc<dyn Reply>,
    /// The length of the body, by which a body that somebody replaced is told.
    length: u64,
    failure: Option<Arc<EncodeError>>,
}

impl Origin {
    /// The response in JSON. Data that cannot be written is the server's fault:
    /// 500, and the reason in no body.
    fn json(reply: impl Reply + 'static) -> Response {
        let (mut response, failure) = match reply.response(Format::Json) {
            Ok(response) => (response.map(Body::from), None),
            Err(error) => {
                (StatusCode::INTERNAL_SERVER_ERROR.into_response(), Some(Arc::new(error)))
            }
        };
        let length = response.body().size_hint().lower();
        response.extensions_mut().insert(Self { reply: Arc::new(reply), length, failure });
        response
    }

    /// Gives a response that was made from this another format, if its body is
    /// still the one that was made. All else that was set on it stays.
    fn reformat(mut self, response: &mut Response, format: Format) {
        let is_ours = response.body().size_hint().exact() == Some(self.length)
            && !response.headers().contains_key(CONTENT_ENCODING);
        if self.failure.is_some() || !is_ours {
            return;
        }
        match self.reply.response(format) {
            Ok(mut other) => {
                if let Some(media_type) = other.headers_mut().remove(CONTENT_TYPE) {
                    response.headers_mut().insert(CONTENT_TYPE, media_type);
                }
                *response.body_mut() = other.map(Body::from).into_body();
            }
            Err(error) => {
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                response.headers_mut().remove(CONTENT_TYPE);
                *response.body_mut() = Body::empty();
                self.failure = Some(Arc::new(error));
            }
        }
        self.length = response.body().size_hint().lower();
        response.headers_mut().remove(CONTENT_LENGTH);
        response.extensions_mut().insert(self);
    }

    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.failure {
            Some(failure) => Some(&**failure),
            None => self.reply.source(),
        }
    }
}

impl<C: ErrorCode> IntoResponse for ApiError<C> {
    fn into_response(mut self) -> Response {
        self.ensure_request_id();
        Origin::json(self)
    }
}

impl<C: ErrorCode, T: Serialize + Send + Sync + 'static> IntoResponse for Success<C, T> {
    fn into_response(mut self) -> Response {
        self.ensure_request_id();
        Origin::json(self)
    }
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
    let mut response = next.run(request).await;
    if let Some(origin) = response.extensions().get::<Origin>().cloned() {
        if asked.format != Format::Json {
            origin.reformat(&mut response, asked.format);
        }
        if asked.by_accept {
            // What a cache keeps must not go to a client that asks for another format.
            response.headers_mut().append(VARY, HeaderValue::from_static("accept"));
        }
    }
    response
}

/// The format that the client asks for, for handlers that choose by it. Errors
/// and successes are still sent in JSON where [`negotiate`] is no layer; behind it
/// a form's parameter counts too.
impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<Self>().copied();
        let parameter = parts.uri.query().and_then(parameter);
        Ok(found.unwrap_or_else(|| Self::negotiate(parameter.as_deref(), &parts.headers)))
    }
}

/// What the client asks for, and how.
struct Asked {
    format: Format,
    by_accept: bool,
}

impl Asked {
    /// Reads a request, and gives it back as it was.
    async fn of(request: Request) -> (Self, Request) {
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

    fn by(parameter: Option<String>, headers: &HeaderMap) -> Self {
        let format = Format::negotiate(parameter.as_deref(), headers);
        Self { format, by_accept: parameter.is_none() }
    }
}

/// Whether the body is a form of which it is known that it is not too long.
fn is_short_form(request: &Request) -> bool {
    let media_type = request.headers().get(CONTENT_TYPE).map(|value| value.as_bytes());
    let is_form = media_type.is_some_and(|value| {
        value.to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded")
    });
    is_form && request.body().size_hint().exact().is_some_and(|size| size <= LONGEST_FORM as u64)
}

/// The value of the parameter `Format`. The values that matter have nothing to decode.
fn parameter(query: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find_map(|(name, value)| (name == "Format").then(|| value.to_owned()))
}
