//! What leaves an app: errors of the table, in the format that was asked for.

use alloc::string::ToString;
use core::mem;

use actix_web::body::{BodySize, BoxBody, MessageBody as _, to_bytes};
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use actix_web::web::Bytes;
use actix_web::{Error, HttpResponse};

use super::code;
use super::made::{self, Made};
use crate::contract::{Asked, LONGEST_REASON, OF_THE_BODY, Said};
use crate::http::error_response;
use crate::{ApiError, ErrorCode, Text};

/// The response, or an error of the table in its place, whose status says which. Headers
/// that are not about its body stay, and so does all of it where the spec names no code.
pub(super) async fn of_the_table<C: ErrorCode>(
    response: HttpResponse,
    error: Option<&Error>,
) -> HttpResponse {
    let status = response.status();
    let named = C::FALLBACK.code(status.as_u16());
    let Some(named) = named.filter(|_| code(&response).is_none()) else {
        return response;
    };
    let said = response.error().or(error).map(|error| Bytes::from(error.to_string()));
    let (mut was, body) = response.into_parts();
    let said = match said {
        Some(text) => text,
        None => short(body).await,
    };
    let error = ApiError::documented(named).with_source(Said::with(status, &said));
    let mut response = HttpResponse::from_error(error);
    response.extensions_mut().extend(mem::take(&mut was.extensions_mut()));
    // The head that was stays, and takes over what the error says.
    let (head, made) = (response.head_mut(), was.head_mut());
    mem::swap(head, made);
    (head.status, head.reason) = (made.status, None);
    for name in OF_THE_BODY {
        head.headers.remove(name.as_str());
    }
    for (name, value) in made.headers.drain() {
        head.headers.insert(name.expect("no header is made twice"), value);
    }
    response
}

/// Gives what was made from an error the format and the id of the request. All else that
/// was set on the response stays, and so does all of it where its body is not the one
/// that was made.
pub(super) fn in_format<C: ErrorCode>(
    mut response: HttpResponse,
    error: Option<&Error>,
    asked: &Asked,
    id: &Text,
) -> HttpResponse {
    let Some(error) = response.error().or(error).and_then(made::error::<C>) else {
        return response;
    };
    let format = asked.format(C::ENVELOPE.formats);
    let made = match error.request_id() {
        Some(_) if format == C::ENVELOPE.first_format() => None,
        Some(_) => Some(error_response(error, format)),
        None => Some(error_response(&error.sent_with(id.clone()), format)),
    };
    made::vary::<C>(response.headers_mut(), Some(asked));
    let Some(made) = made.filter(|_| has_the_body_made(&response)) else {
        return response;
    };
    let mut made = made::response(made);
    for name in [CONTENT_TYPE, HeaderName::from_static(C::ENVELOPE.request_id_header)] {
        if let Some(value) = made.headers_mut().remove(&name).next() {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().remove(CONTENT_LENGTH);
    response.extensions_mut().extend(mem::take(&mut made.extensions_mut()));
    response.set_body(made.into_body())
}

fn has_the_body_made(response: &HttpResponse) -> bool {
    let extensions = response.extensions();
    let made = extensions.get::<Made>().map(|made| BodySize::Sized(made.length));
    made == Some(response.body().size()) && !response.headers().contains_key(CONTENT_ENCODING)
}

/// A body, if it is short.
async fn short(body: BoxBody) -> Bytes {
    match body.size() {
        BodySize::Sized(length) if length <= LONGEST_REASON => {
            to_bytes(body).await.unwrap_or_default()
        }
        _ => Bytes::new(),
    }
}
