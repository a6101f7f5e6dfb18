//! What a response was made from: it rides along as an extension, so that a layer can
//! send it in another format.

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::error::Error;

use axum::body::{Body, HttpBody as _};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use serde::Serialize;

use crate::contract::Asked;
use crate::http::{error_response, request_id_header, success_response};
use crate::request_id::RequestId;
use crate::{ApiError, EncodeError, ErrorCode, Format, Success, Text};

/// Something that can be sent in every format.
pub(super) trait Reply: Send + Sync {
    fn response(&self, format: Format) -> Result<http::Response<Vec<u8>>, EncodeError>;

    fn request_id(&self) -> Option<&str>;

    fn set_request_id(&mut self, id: Text);

    /// What answers where it cannot be written.
    fn instead(&self, format: Format) -> Option<http::Response<Vec<u8>>>;

    /// The header that repeats it.
    fn request_id_header(&self) -> HeaderName;

    /// The formats in which it can be sent, the one for who asks for none first.
    fn formats(&self) -> &'static [Format];

    fn source(&self) -> Option<&(dyn Error + 'static)>;
}

impl<C: ErrorCode> Reply for ApiError<C> {
    fn response(&self, format: Format) -> Result<http::Response<Vec<u8>>, EncodeError> {
        Ok(error_response(self, format))
    }

    fn request_id(&self) -> Option<&str> {
        self.request_id()
    }

    fn set_request_id(&mut self, id: Text) {
        *self.request_id_mut() = Some(id);
    }

    fn instead(&self, _: Format) -> Option<http::Response<Vec<u8>>> {
        None
    }

    fn request_id_header(&self) -> HeaderName {
        request_id_header::<C>()
    }

    fn formats(&self) -> &'static [Format] {
        const { C::ENVELOPE.formats }
    }

    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Error::source(self)
    }
}

impl<C: ErrorCode, T: Serialize + Send + Sync> Reply for Success<C, T> {
    fn response(&self, format: Format) -> Result<http::Response<Vec<u8>>, EncodeError> {
        success_response(self, format)
    }

    fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    fn set_request_id(&mut self, id: Text) {
        self.request_id = Some(id);
    }

    fn instead(&self, format: Format) -> Option<http::Response<Vec<u8>>> {
        let mut error = ApiError::documented(C::FALLBACK.internal?);
        *error.request_id_mut() = self.request_id.clone();
        Some(error_response(&error, format))
    }

    fn request_id_header(&self) -> HeaderName {
        request_id_header::<C>()
    }

    fn formats(&self) -> &'static [Format] {
        const { C::ENVELOPE.formats }
    }

    fn source(&self) -> Option<&(dyn Error + 'static)> {
        None
    }
}

/// What a response was made from.
#[derive(Clone)]
pub(super) struct Origin {
    reply: Arc<dyn Reply>,
    format: Format,
    /// Whether the handler left the request's id to us.
    id_is_made_up: bool,
    /// The length of the body, by which a body that somebody replaced is told.
    length: u64,
    failure: Option<Arc<EncodeError>>,
}

impl Origin {
    /// The response in a format. Data that cannot be written is the server's fault: the
    /// error that the spec names for that or a bare 500, and the reason in no body.
    pub(super) fn response(mut reply: impl Reply + 'static, format: Option<Format>) -> Response {
        let usual = || reply.formats().first().copied().unwrap_or_default();
        let format = format.unwrap_or_else(usual);
        let id_is_made_up = reply.request_id().is_none();
        if id_is_made_up {
            reply.set_request_id(crate::http::new_request_id());
        }
        let (mut response, failure) = match reply.response(format) {
            Ok(response) => (response.map(Body::from), None),
            Err(error) => {
                let instead = reply.instead(format).map(|response| response.map(Body::from));
                let bare = || StatusCode::INTERNAL_SERVER_ERROR.into_response();
                (instead.unwrap_or_else(bare), Some(Arc::new(error)))
            }
        };
        let length = response.body().size_hint().lower();
        let reply = Arc::new(reply);
        response.extensions_mut().insert(Self { reply, format, id_is_made_up, length, failure });
        response
    }

    /// The formats in which it can be sent.
    pub(super) fn formats(&self) -> &'static [Format] {
        self.reply.formats()
    }

    /// Why the data could not be written.
    pub(super) fn failure(&self) -> Option<&Arc<EncodeError>> {
        self.failure.as_ref()
    }

    /// The id of the request that this answers.
    pub(super) fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    pub(super) fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.failure {
            Some(failure) => Some(&**failure),
            None => self.reply.source(),
        }
    }

    /// Whether the response that was made from this has the format and the id of the
    /// request. An id that was made up for it does for the request where that has none yet.
    pub(super) fn is_right(&self, asked: &Asked, id: Option<&RequestId>) -> bool {
        let is_id = |id: &RequestId| self.request_id().is_some_and(|own| id.is_or_becomes(own));
        (!self.id_is_made_up || id.is_none_or(is_id)) && asked.format(self.formats()) == self.format
    }

    /// Gives the response that was made from this another format, and another id for
    /// one that was made up. All else that was set on it stays, and so does all of it
    /// where its body is not the one that was made.
    pub(super) fn remake(mut self, response: &mut Response, asked: &Asked, id: Option<&RequestId>) {
        let id = id.filter(|_| self.id_is_made_up);
        let format = asked.format(self.formats());
        if self.is_body_of(response, asked.is_head) && self.failure.is_none() {
            if let (Some(id), Some(reply)) = (id, Arc::get_mut(&mut self.reply)) {
                reply.set_request_id(id.text().clone());
                self.id_is_made_up = false;
            }
            self.write(response, format);
        }
        response.extensions_mut().insert(self);
    }

    /// Whether the body is the one that was made, or the one that axum takes away from
    /// a response to HEAD.
    fn is_body_of(&self, response: &Response, is_head: bool) -> bool {
        let length = response.body().size_hint().exact();
        let is_ours = length == Some(self.length) || (is_head && length == Some(0));
        is_ours && !response.headers().contains_key(CONTENT_ENCODING)
    }

    fn write(&mut self, response: &mut Response, format: Format) {
        match self.reply.response(format) {
            Ok(made) => {
                let (mut made, body) = made.into_parts();
                for name in [CONTENT_TYPE, self.reply.request_id_header()] {
                    if let Some(value) = made.headers.remove(&name) {
                        response.headers_mut().insert(name, value);
                    }
                }
                *response.body_mut() = Body::from(body);
            }
            Err(error) => {
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                response.headers_mut().remove(CONTENT_TYPE);
                *response.body_mut() = Body::empty();
                self.failure = Some(Arc::new(error));
            }
        }
        self.format = format;
        self.length = response.body().size_hint().lower();
        response.headers_mut().remove(CONTENT_LENGTH);
    }
}
