//! The format that a request asks for.

use core::convert::Infallible;
use core::future::{Ready, ready};

use actix_web::body::{BodyStream, to_bytes_limited};
use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap};
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use crate::contract::{Asked, LONGEST_FORM, is_form, parameter};
use crate::{Envelope, Format};

/// The format that the client asks for, for handlers that choose by it. Errors and
/// successes are still sent in the envelope's first format where [`contract`](super::contract) is no middleware;
/// behind it a form's parameter counts too.
impl FromRequest for Format {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let found = request.extensions().get::<Asked>().copied();
        let asked = found.unwrap_or_else(|| {
            let method = request.method().as_str();
            Asked::by(parameter(request.query_string()), method, &accept(request.headers()))
        });
        ready(Ok(asked.format(Envelope::USUAL.formats)))
    }
}

/// Reads a request, and leaves it as it was.
pub(super) async fn asked(request: &mut ServiceRequest) -> Asked {
    let accept = accept(request.headers());
    let in_query = parameter(request.query_string());
    if in_query.is_some() || !is_short_form(request.headers()) {
        return Asked::by(in_query, request.method().as_str(), &accept);
    }
    let body = BodyStream::new(request.take_payload());
    // A form that breaks off is as broken for the handler.
    let bytes = to_bytes_limited(body, LONGEST_FORM).await.ok().and_then(Result::ok);
    let bytes = bytes.unwrap_or_default();
    let in_form = str::from_utf8(&bytes).ok().and_then(parameter);
    request.set_payload(Payload::from(bytes));
    Asked::by(in_form, request.method().as_str(), &accept)
}

/// The headers `Accept`, for this crate's own choice.
fn accept(headers: &HeaderMap) -> http::HeaderMap {
    let values = headers.get_all("accept");
    let values = values.filter_map(|value| http::HeaderValue::from_bytes(value.as_bytes()).ok());
    values.map(|value| (http::header::ACCEPT, value)).collect()
}

/// Whether the body is a form of which it is known that it is not too long.
fn is_short_form(headers: &HeaderMap) -> bool {
    let is_form = headers.get(CONTENT_TYPE).is_some_and(|value| is_form(value.as_bytes()));
    let length = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    is_form && length.is_some_and(|length: usize| length <= LONGEST_FORM)
}
