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

use axum::body::Body;
use axum::extract::{FromRequestParts, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use http::request::Parts;
use http::{HeaderMap, StatusCode, Uri};
use serde::Serialize;

use crate::http::{EncodeError, Format, error_response, success_response};
use crate::{ApiError, ErrorCode, Success};

/// The longest form that [`negotiate`] looks into for the parameter `Format`, in bytes.
const LONGEST_FORM: usize = 1 << 20;

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
struct Origin(Arc<dyn Reply>);

impl Origin {
    /// Data that cannot be written is the server's fault: 500, and the reason in
    /// no body.
    fn response(self, format: Format) -> Response {
        let mut response = match self.0.response(format) {
            Ok(response) => response.map(Body::from),
            Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        };
        response.extensions_mut().insert(self);
        response
    }
}

impl<C: ErrorCode> IntoResponse for ApiError<C> {
    fn into_response(mut self) -> Response {
        self.ensure_request_id();
        Origin(Arc::new(self)).response(Format::Json)
    }
}

impl<C: ErrorCode, T: Serialize + Send + Sync + 'static> IntoResponse for Success<C, T> {
    fn into_response(mut self) -> Response {
        self.ensure_request_id();
        Origin(Arc::new(self)).response(Format::Json)
    }
}

/// The internal source of the error that a response was made from, for logs.
pub fn source(response: &Response) -> Option<&(dyn Error + 'static)> {
    response.extensions().get::<Origin>()?.0.source()
}

/// As a layer, sends errors and successes in the format that the client asks for:
/// by the parameter `Format` of the query or of a form, or by `Accept`.
pub async fn negotiate(request: Request, next: Next) -> Response {
    let (format, mut request) = match format_of(request).await {
        Ok(found) => found,
        Err(status) => return status.into_response(),
    };
    request.extensions_mut().insert(format);
    let response = next.run(request).await;
    match response.extensions().get::<Origin>() {
        Some(origin) if format != Format::Json => {
            let mut other = origin.clone().response(format);
            for (name, value) in response.headers() {
                if !other.headers().contains_key(name) && name != http::header::CONTENT_LENGTH {
                    other.headers_mut().append(name, value.clone());
                }
            }
            other
        }
        _ => response,
    }
}

/// The format that the client asks for. Behind [`negotiate`] a form's parameter
/// counts too.
impl<S: Send + Sync> FromRequestParts<S> for Format {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let found = parts.extensions.get::<Self>().copied();
        Ok(found.unwrap_or_else(|| of_query(&parts.uri, &parts.headers)))
    }
}

fn of_query(uri: &Uri, headers: &HeaderMap) -> Format {
    Format::negotiate(uri.query().and_then(parameter).as_deref(), headers)
}

/// The format, and the request as it was. A form that is too long is refused.
async fn format_of(request: Request) -> Result<(Format, Request), StatusCode> {
    let in_query = request.uri().query().and_then(parameter).is_some();
    let form = request.headers().get(CONTENT_TYPE).is_some_and(|value| {
        value.as_bytes().to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded")
    });
    if in_query || !form {
        return Ok((of_query(request.uri(), request.headers()), request));
    }
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, LONGEST_FORM).await;
    let bytes = bytes.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let in_form = str::from_utf8(&bytes).ok().and_then(parameter);
    let format = Format::negotiate(in_form.as_deref(), &parts.headers);
    Ok((format, Request::from_parts(parts, Body::from(bytes))))
}

/// The value of the parameter `Format`. The values that matter have nothing to decode.
fn parameter(query: &str) -> Option<String> {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find_map(|(name, value)| (name == "Format").then(|| value.to_owned()))
}
