//! Responses that are made from errors and successes.

use core::error::Error as StdError;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue, VARY};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse, Responder, ResponseError};
use serde::Serialize;

use super::RequestId;
use crate::contract::Asked;
use crate::http::{OfTable, error_response, new_request_id, success_response};
use crate::{ApiError, EncodeError, ErrorCode, Failure, Operation, OperationError, Success};

impl<C: ErrorCode> ResponseError for ApiError<C> {
    fn status_code(&self) -> StatusCode {
        status(self.status())
    }

    fn error_response(&self) -> HttpResponse {
        response(match self.request_id() {
            Some(_) => error_response(self, C::ENVELOPE.first_format()),
            None => error_response(&self.sent_with(new_request_id()), C::ENVELOPE.first_format()),
        })
    }
}

impl<C: ErrorCode> ResponseError for Failure<C> {
    fn status_code(&self) -> StatusCode {
        self.error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        self.error().error_response()
    }
}

impl<O: Operation> ResponseError for OperationError<O> {
    fn status_code(&self) -> StatusCode {
        self.error().status_code()
    }

    fn error_response(&self) -> HttpResponse {
        self.error().error_response()
    }
}

/// Data that cannot be written is the server's fault, where the spec names no code for that:
/// 500, and the reason in no body.
impl ResponseError for EncodeError {
    fn error_response(&self) -> HttpResponse {
        HttpResponse::InternalServerError().finish()
    }
}

impl<C: ErrorCode, T: Serialize> Responder for Success<C, T> {
    type Body = BoxBody;

    fn respond_to(mut self, request: &HttpRequest) -> HttpResponse {
        let extensions = request.extensions();
        let asked = extensions.get::<Asked>();
        self.request_id.get_or_insert_with(|| match extensions.get::<RequestId>() {
            Some(id) => id.text().clone(),
            None => new_request_id(),
        });
        let format = match asked {
            Some(asked) => asked.format(C::ENVELOPE.formats),
            None => C::ENVELOPE.first_format(),
        };
        match success_response(&self, format) {
            Ok(made) => {
                let mut response = response(made);
                vary::<C>(response.headers_mut(), asked);
                response
            }
            Err(error) => match C::FALLBACK.internal {
                Some(code) => {
                    let id = self.request_id.unwrap_or_default();
                    let error = ApiError::documented(code).with_source(error);
                    HttpResponse::from_error(error.with_request_id(id))
                }
                None => HttpResponse::from_error(error),
            },
        }
    }
}

/// What a response was made as.
pub(super) struct Made {
    pub code: &'static str,
    /// The length of the body, by which a body that somebody replaced is told.
    pub length: u64,
}

/// A response of this crate's as one of actix-web's, which has other types for the same.
pub(super) fn response(made: http::Response<alloc::vec::Vec<u8>>) -> HttpResponse {
    let (parts, body) = made.into_parts();
    let length = body.len() as u64;
    let mut response = HttpResponse::with_body(status(parts.status.as_u16()), BoxBody::new(body));
    for (name, value) in &parts.headers {
        let name = HeaderName::from_bytes(name.as_str().as_bytes());
        let value = HeaderValue::from_bytes(value.as_bytes());
        if let (Ok(name), Ok(value)) = (name, value) {
            response.headers_mut().append(name, value);
        }
    }
    if let Some(OfTable(code)) = parts.extensions.get() {
        response.extensions_mut().insert(Made { code, length });
    }
    response
}

/// What a cache keeps must not go to a client that asks for another format.
pub(super) fn vary<C: ErrorCode>(headers: &mut HeaderMap, asked: Option<&Asked>) {
    if asked.is_some_and(|asked| asked.varies(C::ENVELOPE.formats)) {
        headers.append(VARY, HeaderValue::from_static("accept"));
    }
}

/// The error of the table that actix-web took for an error of its own.
pub(super) fn error<C: ErrorCode>(error: &Error) -> Option<&ApiError<C>> {
    error.as_error().or_else(|| error.as_error().map(Failure::error))
}

pub(super) fn source<C: ErrorCode>(of: &Error) -> Option<&(dyn StdError + 'static)> {
    match of.as_error::<EncodeError>() {
        Some(unwritable) => Some(unwritable),
        None => error::<C>(of)?.source(),
    }
}

fn status(status: u16) -> StatusCode {
    StatusCode::from_u16(status).expect("statuses have three digits for both")
}
